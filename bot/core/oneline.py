"""A drama in one line: "Lovely Runner" tvN 8 Apr 2024 8:50 PM KST, Mondays and Tuesdays, 16 episodes.

Tolerant of order, commas and spelling, but it never guesses: what may mean two things is asked, with the line as it
would be either way as choices.
"""

import re
from calendar import month_name
from datetime import UTC, datetime, timedelta

from bot.core import times, written, zones
from bot.core.drafts import Sketch, SketchedRelease
from bot.core.errors import Choice, DoubtfulZone, Mistake, UnreadTime
from bot.core.times import Wall
from bot.core.written import Written

EXAMPLE = '"Lovely Runner" tvN 8 Apr 2024 8:50 PM KST, Mondays and Tuesdays, 16 episodes'
PARAM = "drama"
LONGEST = 500  # letters
MOST = 9999  # episodes

_ANY = datetime(2000, 1, 1, tzinfo=UTC)  # for a line that says its year
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»「」『』", '"'))
_TITLE = re.compile(r"""\s*(?:"([^"]+)"|['‘](.+?)['’](?=[\s,:–-]))[\s,:–-]*""")  # Queen's Men has an apostrophe
_TO_SIX = ("one", "two", "three", "four", "five", "six")
_TEENS = ("thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen")
_TO_TWENTY = (*_TO_SIX, "seven", "eight", "nine", "ten", "eleven", "twelve", *_TEENS, "twenty")
_NUMBERS = {word: number for number, word in enumerate(_TO_TWENTY, 1)}
_PER_NIGHT = re.compile(
    r"\b(\d{1,2}|one|two|three|four|five|six)(?: episodes?| eps?)? (?:a|per|each|every) (?:night|day|week|time)\b", re.I
)
_EPISODES = re.compile(
    rf"\b(\d{{1,6}}|{'|'.join(reversed(_TO_TWENTY))})(?:[ -]?(?:episodes?|eps?\b|parts?\b|parter\b)| ?(?:부작|회))",
    re.I,
)
_OF_A_DAY = r",? (?=(?:on |every |each |per |a )(?:mon|tue|wed|thu|fri|sat|sun))"
_PER_DAY = re.compile(rf"\b(\d{{1,2}}|one|two|three|four|five|six)(?: episodes?| eps?)?{_OF_A_DAY}", re.I)
_PER_DAY_BESIDE = re.compile(rf"\b(\d{{1,2}}|one|two|three|four|five|six) (?:episodes?|eps?){_OF_A_DAY}", re.I)
_AT_ONCE = re.compile(r"\ball (?:\w+ )?at once\b|\bin one go\b", re.I)
_NAME = r"(?:mon|tues?|wed(?:nes)?|thu(?:rs?)?|fri|sat(?:ur)?|sun)(?:day)?s?"
_WEEKDAYS = re.compile(
    rf"\b(?:every |on |each )?({_NAME})((?:\s*(?:,|/|&|and|-|–|to)\s*(?:{_NAME})\b)*)(?![\w])\.?", re.I
)
_GROUPS = {
    re.compile(r"\b(?:every day|daily)\b", re.I): (0, 1, 2, 3, 4, 5, 6),
    re.compile(r"\b(?:on )?weekdays\b", re.I): (0, 1, 2, 3, 4),
    re.compile(r"\b(?:on )?weekends\b", re.I): (5, 6),
}
_KOREAN = "월화수목금토일"
_DAY = rf"[{_KOREAN}](?:요일)?"
_KOREAN_DAYS = re.compile(
    rf"(?<![\w가-힣])(?:매주 ?(?P<every>{_DAY}(?:[ ,·/]*{_DAY})*)|(?P<pair>월화|수목|목금|금토일?|토일))"
    r"(?: ?드라마)?(?![가-힣])"
)
_KOREAN_FILLER = re.compile(  # "8월 12일부터 첫 방송"
    r"(?<=[일시분반])(?:부터|에)(?![가-힣])"
    r"|(?<![가-힣])(?:오는|첫 ?(?:방송|방영|공개)|첫방|방송|방영|공개|시작|편성)(?![가-힣])"
)
_KOREAN_CLOCK = re.compile("한국 ?시간")
_YEAR = re.compile(r"\b(\d{1,2}(?:st|nd|rd|th)?|[a-z]{3,9}\.?),\s*((?:19|20)\d\d)\b", re.I)
_TBA = re.compile(r"\b(?:dates? |time )?(?:tba|tbd|(?:to be|not(?: yet)?) announced(?: yet)?)\b", re.I)
_UNKNOWN = ("tba", "tbd", "not announced", "not announced yet", "unknown", "?")
_FILLER = re.compile(r"^(?:from|on|at|starting|starts|premieres?|begins?|airs?)$", re.I)


def read(line: str, now: datetime, zone: str | None) -> Sketch:
    """`now` and `zone`, the chat's, are only for what is offered. Raises Mistake about PARAM."""
    try:
        return _read(line, now, zone)
    except Mistake as mistake:
        mistake.param = PARAM
        raise


def is_unknown(words: str) -> bool:
    """Whether they say that it is not announced."""
    return words.strip().casefold().strip(" .,") in _UNKNOWN


def first_of(words: str, now: datetime) -> tuple[Wall | None, str | None]:
    """The first episode's time and the zone that was said with it; nothing while it is not announced.

    The choices of a Mistake are these words, mended.
    """
    if is_unknown(words):
        return None, None
    plain = _YEAR.sub(r"\1 \2", words)
    found = _time(plain, plain)
    return _first(plain, found, now), found.zone


def nights_of(words: str) -> tuple[tuple[int, ...], int | None]:
    """The weekdays, none for all at once, and how many episodes a night where that was said."""
    rest, per_night = _number(_PER_NIGHT, words)
    if per_night is None:
        rest, per_night = _number(_PER_DAY, rest)
    rest, at_once = _without(_AT_ONCE, rest)
    rest, every = _every(rest)
    if at_once and every:
        raise Mistake("Say either weekdays or all at once, not both.")
    if re.sub(r"[\s,.;]|\band\b", "", rest) or not (every or at_once):
        raise Mistake(f'"{words.strip()}" is not understood. Say for example Mondays and Tuesdays, or all at once.')
    return every, per_night


def episodes_of(words: str) -> int | None:
    """None while it is not announced."""
    if is_unknown(words):
        return None
    text = words.strip().casefold().strip(" .,")
    number = text if text.isdecimal() else (_number(_EPISODES, text)[1] if _EPISODES.fullmatch(text) else None)
    if number is None or not 1 <= int(number) <= MOST:
        raise _no_number(words.strip())
    return int(number)


def _no_number(words: str) -> Mistake:
    return Mistake(f'"{words}" is no number of episodes. Say it in figures, from 1 to {MOST}, such as 16.')


def when(first: Wall) -> str:
    """A first episode's time as `first_of` reads it."""
    on, hour = first.on - timedelta(days=first.over), first.hour
    clock = f" {hour.hour + 24 * first.over}:{hour:%M}" if hour else ""
    return f"{on.day} {on:%B} {on.year}{clock}"


def written_out(sketch: Sketch) -> str | None:
    """The line that reads as this sketch; None for one that no single line says."""
    release = sketch.releases[0]
    if release.first is None or '"' in sketch.title or release.network == "":
        return None
    parts = [f'"{sketch.title}" {release.network} {when(release.first)} {short(release.zone)}']
    if release.every:
        parts.append("every " + ", ".join(times.WEEKDAYS[day] for day in release.every))
    elif release.episodes not in (None, 1):
        parts.append("all at once")
    parts += [f"{release.per_night} episodes a night"] if release.per_night else []
    parts += [f"{release.episodes} episodes"] if release.episodes else []
    line = ", ".join(parts)
    try:
        return line if _read(line, _ANY, None) == sketch else None
    except Mistake:
        return None


def _read(line: str, now: datetime, zone: str | None) -> Sketch:
    if len(line) > LONGEST:
        raise Mistake(f"That is too long for one line: it has {len(line)} letters. For example /adddrama {EXAMPLE}.")
    title, rest = _title(line)
    rest = _KOREAN_CLOCK.sub("KST", _KOREAN_FILLER.sub(" ", _YEAR.sub(r"\1 \2", rest)))
    rest, per_night = _per_night(rest)
    rest, episodes = _number(_EPISODES, rest)
    if episodes is not None and not 1 <= episodes <= MOST:
        raise _no_number(str(episodes))
    rest, unknown = _without(_TBA, rest)
    rest, at_once = _without(_AT_ONCE, rest)
    rest, every = _every(rest)
    network, when = _network_and_time(rest)
    if not network:
        raise Mistake(f"Where does {title} come out? Put the network after the title, for example /adddrama {EXAMPLE}.")
    if not when and not unknown:
        raise Mistake(f"When does {title} begin? Add the first date, for example /adddrama {EXAMPLE}.")
    found = _time(line, when) if when else Written()
    first = None if unknown and found.day is None else _first(line, found, now)
    if found.zone is None:
        raise _no_zone(line, zone)
    if first is None:
        return Sketch(title, (SketchedRelease(network, short(found.zone), None, episodes, every, per_night),))
    if per_night and not every and episodes != per_night:
        raise Mistake(f"On which weekdays does {title} come out? Add them, for example: Mondays and Tuesdays.")
    if not every and not at_once and episodes not in (None, 1):
        raise _no_weekday(line, title, first)
    release = SketchedRelease(network, short(found.zone), first, episodes, every, per_night)
    return Sketch(title, (release,))


def _title(line: str) -> tuple[str, str]:
    plain = line.translate(_QUOTES)
    if quoted := _TITLE.match(plain):
        return (quoted[1] or quoted[2]).strip(), plain[quoted.end() :]
    title, comma, rest = plain.partition(",")
    if not comma or not title.strip() or re.search(r"\d{1,2}[:.]\d{2}|\b(?:am|pm)\b", title, re.I):
        raise Mistake(f"Which words are the title? Put it in quotes, for example /adddrama {EXAMPLE}.")
    return title.strip(), rest


def _per_night(line: str) -> tuple[str, int | None]:
    """Episodes "every Friday" are all there are of a drama, unless another number says that."""
    rest, number = _number(_PER_NIGHT, line)
    if number is None:
        beside, number = _number(_PER_DAY_BESIDE, line)
        if number is not None and not _EPISODES.search(beside):
            return line, None
        rest = beside
    return rest, number


def _number(pattern: re.Pattern[str], text: str) -> tuple[str, int | None]:
    found = pattern.search(text)
    if not found:
        return text, None
    word = found[1].casefold()
    return f"{text[: found.start()]},{text[found.end() :]}", _NUMBERS.get(word) or int(word)


def _without(pattern: re.Pattern[str], text: str) -> tuple[str, bool]:
    found = pattern.search(text)
    return (f"{text[: found.start()]},{text[found.end() :]}", True) if found else (text, False)


def _every(text: str) -> tuple[str, tuple[int, ...]]:
    for pattern, group in _GROUPS.items():
        text, there = _without(pattern, text)
        if there:
            return text, group
    if korean := _KOREAN_DAYS.search(text):
        days = korean["every"] or korean["pair"]
        named = {_KOREAN.index(day) for day in days.replace("요일", "") if day in _KOREAN}
        return f"{text[: korean.start()]},{text[korean.end() :]}", tuple(sorted(named))
    for found in _WEEKDAYS.finditer(text):
        alone = (
            not found[2] and not found[0].casefold().startswith(("every", "each", "on")) and found[1][-1] not in "sS"
        )
        after = text[found.end() :].lstrip(" ,.")
        if alone and re.match(r"\d|[a-z]{3,9}\.? \d", after, re.I):
            continue  # "Monday 8 April": the weekday of a date
        names = re.findall(_NAME, found[0], re.I)
        days = [_weekday(name) for name in names]
        if re.search(r"(?:-|–|\bto\b)", found[2]) and len(days) == 2:
            days = [(days[0] + step) % 7 for step in range((days[1] - days[0]) % 7 + 1)]
        return f"{text[: found.start()]},{text[found.end() :]}", tuple(sorted(set(days)))
    return text, ()


def _weekday(name: str) -> int:
    return next(number for number, day in enumerate(times.WEEKDAYS) if day[:3].casefold() == name[:3].casefold())


def _network_and_time(text: str) -> tuple[str, str]:
    """In each stretch between commas the most words that read as a time are one; the others are the network."""
    networks: list[str] = []
    whens: list[str] = []
    for stretch in re.split("[,;]", text):
        words = stretch.split()
        runs = ((start, end) for start in range(len(words)) for end in range(len(words), start, -1))
        longest = sorted(runs, key=lambda run: run[0] - run[1])
        start, end = next((run for run in longest if _is_time(" ".join(words[slice(*run)]))), (len(words), len(words)))
        networks += [word for word in (*words[:start], *words[end:]) if not _FILLER.match(word)]
        whens += words[start:end]
    return " ".join(networks), " ".join(whens)


def _is_time(words: str) -> bool:
    try:
        found = written.read(words)
    except DoubtfulZone:
        return True
    except Mistake:
        return False
    # a zone alone may be a network's name, or a city's
    return found.day is not None or found.hour is not None or (found.zone is not None and words == words.upper())


def _time(line: str, when: str) -> Written:
    try:
        return written.read(when)
    except DoubtfulZone as doubtful:
        name = next((word for word in when.split() if _doubtful(word)), when.split()[-1])
        choices = tuple(Choice(one.label, _replaced(line, name, one.value)) for one in doubtful.choices)
        raise DoubtfulZone(doubtful.text, choices) from None


def _doubtful(word: str) -> bool:
    try:
        zones.zone(word)
    except DoubtfulZone:
        return True
    except Mistake:
        return False
    return False


def _first(line: str, found: Written, now: datetime) -> Wall:
    if found.day is None or found.month is None:
        raise UnreadTime(f"The first date needs a day and a month by name, {times.EXPECTED}.")
    if found.year is None:
        years = [year for year in (now.year - 1, now.year, now.year + 1) if found.happens(year)]
        dates = {year: found.date(year) for year in years}
        choices = tuple(
            Choice(f"{on:%A} {on.day} {on:%B} {year}", _with_year(line, found, year)) for year, on in dates.items()
        )
        raise UnreadTime("Of which year is the first date?", choices)
    on = found.date(found.year)
    if found.weekday is not None and found.weekday != on.weekday():
        raise UnreadTime(f"{on.day} {on:%B} {on.year} is a {on:%A}, not a {times.WEEKDAYS[found.weekday]}.")
    return Wall(on + timedelta(days=found.over), found.hour, None, found.over)


def _with_year(line: str, found: Written, year: int) -> str:
    """The line with the year after its day and month, in whichever order these are."""
    assert found.month
    if korean := re.search(rf"(?<!\d){found.month}월 ?{found.day}일", line):
        return f"{line[: korean.start()]}{year}년 {line[korean.start() :]}"
    month = rf"{month_name[found.month][:3]}[a-z]*\.?"
    date = re.compile(
        rf"(\b{found.day}(?:st|nd|rd|th)?(?: of)?[ -]?{month}|\b{month} ?{found.day}(?:st|nd|rd|th)?\b)", re.I
    )
    return date.sub(rf"\1 {year}", line, count=1)


def _no_zone(line: str, zone: str | None) -> Mistake:
    known = dict.fromkeys(filter(None, ("Asia/Seoul", zone, "Asia/Kuala_Lumpur", "Asia/Manila")))
    choices = tuple(Choice(times.place(key), f"{line.rstrip(' .')} {short(key)}") for key in known)
    return Mistake("On which clock is that? The time zone decides which day it is for everybody else.", choices)


def _no_weekday(line: str, title: str, first: Wall) -> Mistake:
    day = times.WEEKDAYS[first.on.weekday()]
    start = line.rstrip(" .")
    choices = (
        Choice(f"Every {day}", f"{start}, every {day}"),
        Choice("All at once", f"{start}, all at once"),
    )
    return Mistake(f"On which weekdays does {title} come out? Add them, for example: Mondays and Tuesdays.", choices)


def _replaced(line: str, name: str, value: str) -> str:
    return re.sub(rf"(?<!\w){re.escape(name)}(?!\w)", value, line, count=1, flags=re.I)


def short(key: str) -> str:
    """As people write it, where that reads back as the same."""
    name = zones.short(key) or (zones.city(key) if key.startswith("Etc/") else None)
    try:
        return name if name and zones.zone(name) == key else key
    except Mistake:
        return key
