"""Dates, hours and weekdays as news sites write them, found in running text."""

import re
from calendar import day_name, month_name, monthrange
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise

from bot.news import relative

_MONTHS = [name.casefold() for name in month_name[1:]]
_DAYS = [name.casefold() for name in day_name]
MONTH = (
    r"(?:Jan(?:uary)?|Feb(?:ruary)?|Mar(?:ch)?|Apr(?:il)?|May|June?|July?|Aug(?:ust)?|Sept?(?:ember)?|"
    r"Oct(?:ober)?|Nov(?:ember)?|Dec(?:ember)?)\.?"
)
_CUT = r"\.?"  # "Mon. and Tues."
DAY = (
    rf"(?:Mon(?:day|{_CUT})|Tue(?:s(?:day|{_CUT})|{_CUT})|Wed(?:nesday|{_CUT})|Thu(?:r(?:s(?:day|{_CUT})|{_CUT})|{_CUT})|"
    rf"Fri(?:day|{_CUT})|Sat(?:urday|{_CUT})|Sun(?:day|{_CUT}))"
)
_NUMBER = r"(?P<day{0}>[0-3]?\d)(?:st|nd|rd|th)?"
DATE = re.compile(
    r"(?<![\w./:-])(?:"
    rf"{_NUMBER.format(1)}(?:(?: ?[-–&] ?| and | to )[0-3]?\d(?:st|nd|rd|th)?)?(?: of)?[ -](?P<month1>{MONTH})"
    rf"(?:,?[ -](?P<year1>(?:19|20)\d\d))?(?![\w])"
    rf"|(?P<month2>{MONTH})[ /]?(?:the )?{_NUMBER.format(2)}(?![\d:]|\.\d)(?:\)?(?:,? |/)(?:of )?(?P<year2>(?:19|"
    rf"20)\d\d))?(?!\w)"
    r"|(?P<year3>(?:19|20)\d\d)(?P<sep>[-./])(?P<month3>[01]?\d)(?P=sep)(?P<day3>[0-3]?\d)(?!\d)"
    rf"|(?P<year10>20\d\d)[ ,]+(?P<month10>{MONTH}) (?P<day10>[0-3]?\d)(?!\d)"
    rf"|(?P<year5>(?:19|20)\d\d)-(?P<month5>{MONTH})-(?P<day5>[0-3]?\d)(?!\d)"
    r"|(?:(?P<day6>1[3-9]|2\d|3[01])(?P<sep6>[./])(?P<month6>0?[1-9]|1[0-2])|"
    r"(?P<month7>0?[1-9]|1[0-2])(?P<sep7>/)(?P<day7>1[3-9]|2\d|3[01]))(?:(?P=sep6)|/)(?P<year6>(?:19|"
    r"20)\d\d)(?![\d./-]\d)"
    r"|(?:(?P<year4>(?:19|20)\d\d)년 ?)?(?P<month4>[01]?\d)월 ?(?P<day4>[0-3]?\d)일"
    r"|(?:(?<=\bon )|(?<=\bfrom ))(?P<month8>1[0-2]|[1-9])/(?P<day8>1[3-9]|2\d|3[01])(?![\d/.])"
    rf"|(?P<month9>1[0-2]|0?[1-9])/(?P<day9>[0-3]?\d)(?= ?\({DAY}\))"
    r")",
    re.I,
)
_SHORT = r"KST|MYT|SGT|PHT|PST|JST|HKT|WIB|ICT|CST|IST|EST|EDT|ET|PT|PDT|BST|CET|CEST|AEST|AEDT|MT"
_ZONE = (
    rf"(?P<zone>{_SHORT}|(?:GMT|"
    r"UTC)(?: ?[+-] ?\d{1,2}(?::\d\d)?)?"
    r"|(?:in )?(?:Korea(?:n)?|Malaysia(?:n)?|Singapore|Philippine|Japan(?:ese)?|Seoul|Kuala Lumpur|Manila|"
    r"Hong Kong|Eastern|Pacific|Indian|Thai(?:land)?|Bangkok|Hanoi|Vietnam(?:ese)?|Taipei|Taiwan|Tokyo|Beijing|"
    r"Sydney|London|Central|Local|Singaporean|Filipino|Philippines|Indonesian?|"
    r"Jakarta|Western Indonesian?)(?: Standard| Daylight)? Time)"
)
HOUR = re.compile(
    r"(?<![\w:.+,-])(?:"
    r"(?P<h12>1[0-2]|0?\d)(?:[:.](?P<m12>[0-5]\d))? ?(?P<half>[ap])(?:\. ?m\.?|m\b\.?)"
    r"|(?P<spoken>1[0-2]|[1-9])(?:[:.](?P<past>[0-5]\d))? (?:o['’]clock )?"
    r"(?:in the (?P<part>morning|afternoon|evening)|at night)\b"
    r"|(?P<h24>[0-2]\d|\d)(?P<dot>[:.]|(?<=\d\d)h)(?P<m24>[0-5]\d)(?![\d%:]|\.\d| ?(?:%|percent|million|billion|points|"
    r"on IMDb))(?: ?(?:hrs?|hours|h|[ap]\.?m)\b)?"
    r"|(?P<h4>[01]\d|2[0-9])(?P<m4>[0-5]\d)(?= ?(?:hrs?|hours)\b) ?(?:hrs?|hours)"
    r"|(?P<word>(?:12 )?midnight|(?:12 )?noon|12 ?MN|12 ?NN)\b"
    rf")(?:,? ?[(\[]? ?{_ZONE}(?![A-Za-z]))?",
    re.I,
)
_AT_NIGHT = re.compile(r"\b(?:tonight|nights?|evenings?)(?: at| from|,)? ?$", re.I)
_AND = re.compile(
    rf"(?: (?:at|from) (?:{re.sub(r'[?]P<[a-z0-9]+>', '?:', HOUR.pattern)}))?,? (?:and|&)(?: (?:one|another|"
    rf"the other))?(?: on)? ",
    re.I,
)
_PAIR = rf"{DAY}s?(?:\s?(?:-|–|—|/|&|,|and|to|through|·)\s?{DAY}s?)*"
_WEEKDAY = re.compile(rf"\b{DAY}s?\b", re.I)
_SLOT = re.compile(
    rf"\b(?:(?P<every>every|each|weekly on|weekly every|airs? weekly on)\s(?P<list1>{DAY}s?(?:(?:\s?,\s|"
    rf"\s?,?\s?(?:and|&|/|-|–|or)\s?){DAY}s?)*)"
    rf"|(?P<list2>{DAY}(?:\s?(?:-|–|—|/|&|·|,\s|\sto\s|\sand\s|\s&\s)\s?|\s(?:and|to|"
    rf"&)\s){DAY}(?:\s?[-–—/&]\s?{DAY})?)"
    rf"(?=(?:['’]?s)?\s(?:\d\d?(?:[:.]\d\d)? ?[ap]\.?m\.? |evening |night |prime-?time |late-night |"
    rf"mini-?)*"
    r"(?:dramas?|series|slot|time ?slot|K-?dramas?|miniseries|mini-series|lineup|line-up|romance|rom-com|show|"
    r"sitcom|thriller|sageuk))"
    rf"|(?P<list3>(?!(?:Tues|Thurs)\b(?!\s?(?:,|and|&|/|to)\s?{DAY}s)){DAY}s(?!\w)"
    rf"(?:\s(?:to|through)\s{DAY}s(?! (?:and|&))|(?:\s?(?:,\sand|,|and|&|/|-|–)\s?{DAY}s)*))"
    rf"|(?P<list4>{DAY}\s(?:and|&)\s{DAY})(?=\s(?:nights?|evenings?)\b|\s(?:at|from)\s[\d(]|,? (?:on|via|"
    rf"through) [A-Z\[]|[.,]|$)"
    rf"|(?P<list7>{DAY} (?:to|through|till|until) {DAY})"
    r"(?= (?:in the same|at the same|at \d|from \d|[Ss]lot|on [A-Z]))"
    rf"|(?P<list5>{DAY})(?= (?:night |evening |late-night )?(?:\d[\d:.]* ?[ap]\.?m\.? )?(?:\(?[A-Z]{{2,4}}\)? )?"
    r"(?:time ?)?slot)"
    rf"|(?:(?<=new )|(?<=upcoming )|(?<=['’]s ))(?P<list9>{DAY})(?= (?:\w+ ){{0,2}}(?:drama|series)\b)"
    rf"|(?P<list10>{DAY})(?= nights\b)|(?:(?<=The )|(?<=the ))(?P<list11>{DAY})(?= night (?:drama|series|show)\b)"
    rf"|(?<=\()(?P<list13>{DAY}s?\s?(?:,|/|-|–|&|and|~)\s?{DAY}s?)(?=\))"
    rf"|(?P<list12>{DAY}[-–/]{DAY})(?=,? (?:at )?\d\d?(?:[:.]\d\d)? ?[ap]\.?m)"
    rf"|(?P<list6>{DAY}s?(?:\s?(?:,|/|-|–|&|and)\s?{DAY}s?)+)(?=,? (?:at )?\d\d?[:.]\d\d)"
    rf"|(?P<list8>{DAY}[-/]{DAY}(?:[-/]{DAY})?)(?![\w-]| ?\(?\d)"
    r"|(?P<weekend>(?:every|each) weekends?|on weekends|weekends at)"
    r"|(?P<weekday>(?:every|each) weekday|(?:(?<=\bair )|(?<=\bairs )|(?<=\bairing )|(?<=\bshown ))weekdays|"
    r"weeknights|(?:on )?weekdays at|on weekdays|"
    r"(?:every )?Monday (?:to|through) Friday|"
    r"Mondays (?:to|through) Fridays))",
    re.I,
)
_SINCE = re.compile(r"\bfrom (?P<hour>1[0-2]|[1-9])(?:[:.](?P<minute>[0-5]\d))? ?(?:to|until|till|-|–) ?$")
_BESIDE = re.compile(r",? ?\(?(?:on )?(?:the )?")
_UP_TO = re.compile(r" ?(?:-{1,2}|–|—|~|to|until|through) ?")
_YEARS = range(1990, 2101)


@dataclass(frozen=True, slots=True)
class Day:
    """A date in a text; `year` is None where it is not written.

    For words such as "Friday", `on` is the day they stand for, or `back` where it is past; those of which `weekday`
    is true name no more.
    """

    start: int
    end: int
    month: int = 0
    day: int = 0
    year: int | None = None
    on: date | None = None
    back: date | None = None
    weekday: bool = False


@dataclass(frozen=True, slots=True)
class Hour:
    """`clock` is HH:MM, None for one that may be morning or evening. `over` counts days past midnight ("24:30")."""

    start: int
    end: int
    clock: str | None
    zone: str | None
    over: int = 0


@dataclass(frozen=True, slots=True)
class Slot:
    """Weekdays on which something comes back every week, Monday is 0."""

    start: int
    end: int
    days: tuple[int, ...]


def days(text: str, page: date | None, *, weekdays: bool = False) -> list[Day]:
    """All dates, in order. Words such as "tomorrow" count where the page has a date; "Friday" only if asked for."""
    found = [day for match in DATE.finditer(text) if (day := _day(match))]
    for at, (one, other) in enumerate(pairwise(found)):
        if not one.year and other.year and _is_range(text, one, other):
            found[at] = replace(one, year=other.year - ((other.month, other.day) < (one.month, one.day)))
    if page:
        for word in sorted(relative.words(text, page), key=lambda one: one.weekday):
            if (weekdays or not word.bare) and not any(_is_beside(text, word, one) for one in found):
                found.append(_stands_for(word))
    return sorted(found, key=lambda day: day.start)


def _is_range(text: str, one: Day, other: Day) -> bool:
    parted = text[one.end : other.start]
    return bool(_UP_TO.fullmatch(parted)) or (parted == " and " and text.endswith("between ", 0, one.start))


def _is_beside(text: str, word: relative.Word, day: Day) -> bool:
    """Whether it is the same day: "this coming Saturday, March 9", "March 9 (Saturday)"."""
    if word.start < day.end and day.start < word.end:
        return True
    between = text[word.end : day.start] if word.end <= day.start else text[day.end : word.start]
    return _BESIDE.fullmatch(between) is not None


def _stands_for(word: relative.Word) -> Day:
    on = word.ahead
    return Day(word.start, word.end, on.month, on.day, on.year, on, word.back, word.weekday)


def hours(text: str) -> list[Hour]:
    return [_begun(hour, text) for match in HOUR.finditer(text) if (hour := _hour(match, text))]


def _begun(hour: Hour, text: str) -> Hour:
    """When what lasts until then begins: "from 8 to 9:10 p.m."."""
    since = _SINCE.search(text, max(0, hour.start - 16), hour.start)
    if not since or hour.clock is None or hour.over:
        return hour
    first, end = int(since["hour"]) % 12, int(hour.clock[:2])
    half = 12 * (end >= 12) if first <= end % 12 else 12 * (end < 12)
    return replace(hour, clock=f"{first + half:02}:{since['minute'] or '00'}")


def slots(text: str, *, label: bool = False) -> list[Slot]:
    """All weekly slots; in the line of a list ("Airs: Friday") plain weekdays are one."""
    found = list(_together(text, [slot for match in _SLOT.finditer(text) if (slot := _slot(match))]))
    if label and not found and (days := list(_WEEKDAY.finditer(text))) and not DATE.search(text):
        numbers = tuple(sorted({_number(_DAYS, match[0]) for match in days}))
        return [Slot(days[0].start(), days[-1].end(), numbers)]
    return found


def _together(text: str, found: list[Slot]) -> Iterator[Slot]:
    """Those that "and" ties are one: "Saturdays at 10:30 p.m. and Sundays at 9 p.m."."""
    held: Slot | None = None
    for slot in found:
        if held and _AND.fullmatch(text[held.end : slot.start]):
            held = Slot(held.start, slot.end, tuple(sorted({*held.days, *slot.days})))
            continue
        if held:
            yield held
        held = slot
    if held:
        yield held


def weekday_before(text: str, at: int) -> int | None:
    """The weekday written beside a date that begins there: "Saturday (March 9)", "Sat, 9 March"."""
    match = re.search(rf"\b({DAY})[.,]?\s?\(?\s?(?:the )?$", text[:at], re.I)
    return _number(_DAYS, match[1]) if match else None


def weekday_after(text: str, at: int) -> int | None:
    """March 9 (Saturday)."""
    match = re.match(rf",? ?\(?({DAY})\b", text[at:], re.I)
    return _number(_DAYS, match[1]) if match else None


def first_day(text: str) -> Day | None:
    """The first date in it that is written out."""
    return _day(DATE.search(text))


def _day(match: re.Match[str] | None) -> Day | None:
    if match is None:
        return None
    named = match.groupdict()
    kind = next(kind for kind in (*"123456789", "10") if named.get(f"day{kind}"))
    month = named[f"month{kind}"]
    number = int(month) if month.isdigit() else _number(_MONTHS, month) + 1
    written = named.get("year6" if kind == "7" else f"year{kind}")
    year = int(written) if written else None
    day = int(named[f"day{kind}"])
    if not 1 <= number <= 12 or not exists(year or 2024, number, day):
        return None
    return Day(match.start(), match.end(), number, day, year)


def _hour(match: re.Match[str], text: str) -> Hour | None:
    zone = " ".join(match["zone"].split()) if match["zone"] else None
    if zone:
        zone = re.sub(r"^in ", "", zone, flags=re.I)
    end = match.end()
    if zone and (short := re.compile(rf" ?\(({_SHORT})\)").match(text, end)):
        zone = short[1]  # "Western Indonesian Time (WIB)"
    if word := match["word"]:
        return Hour(
            match.start(), end, "00:00" if "n" not in word.casefold()[-4:] or "m" in word.casefold() else "12:00", zone
        )
    if match["h12"]:
        hour = int(match["h12"])
        if not 1 <= hour <= 12 or (not match["m12"] and not zone and _is_a_band(match, text)):
            return None
        return Hour(
            match.start(), end, f"{hour % 12 + (12 if match['half'] in 'pP' else 0):02}:{match['m12'] or '00'}", zone
        )
    if match["spoken"]:
        later = 12 * (match["part"] != "morning")
        return Hour(match.start(), end, f"{int(match['spoken']) % 12 + later:02}:{match['past'] or '00'}", zone)
    if match["h4"]:
        hour = int(match["h4"])
        return Hour(match.start(), end, f"{hour % 24:02}:{match['m4']}", zone, hour // 24)
    hour = int(match["h24"])
    before = text[: match.start()].rstrip().casefold()
    if match["dot"] == "." and not (before.endswith(("at", "from", "time", "slot", ",", "(")) or zone):
        return None
    if hour > 29:
        return None
    if 6 <= hour < 12 and _AT_NIGHT.search(text, max(0, match.start() - 30), match.start()):
        return Hour(match.start(), end, f"{hour + 12}:{match['m24']}", zone)
    if (hour < 13 and len(match["h24"]) == 1) or (hour in (10, 11, 12) and not zone and not _military(text, match)):
        return Hour(match.start(), end, None, zone)
    return Hour(match.start(), end, f"{hour % 24:02}:{match['m24']}", zone, hour // 24)


def _is_a_band(match: re.Match[str], text: str) -> bool:
    """Whether "2PM" stands where no hour does."""
    if not re.match(r"\d ?[AP]M", match[0]):
        return False
    before, after = text[: match.start()].rstrip(), text[match.end() :]
    led = re.search(rf"(?:\b(?:at|from|around|by|until|till|to|time|slot)|[,–—:;-]|\d|{DAY}s?|{MONTH})$", before, re.I)
    return not led and not re.match(r" ?(?:drama|slot|time|series|every|each|on [A-Z0-9])", after)


def _military(text: str, match: re.Match[str]) -> bool:
    return bool(re.match(r"\s?(?:hrs?|hours)\b", text[match.end("m24") :]))


def _slot(match: re.Match[str]) -> Slot | None:
    if match["weekend"]:
        return Slot(match.start(), match.end(), (5, 6))
    if match["weekday"]:
        return Slot(match.start(), match.end(), (0, 1, 2, 3, 4))
    words = next(match[name] for name in (f"list{number}" for number in range(1, 14)) if match[name])
    if words == "thus":
        return None
    found = [_number(_DAYS, day[0].rstrip("sS") if len(day[0]) > 6 else day[0]) for day in _WEEKDAY.finditer(words)]
    if len(found) == 2 and re.search(r"\bto\b|through", words):
        found = list(range(found[0], found[1] + 1)) or found
    return Slot(match.start(), match.end(), tuple(sorted(set(found))))


def weekdays(numbers: tuple[int, ...]) -> Iterator[str]:
    yield from (day_name[number] for number in numbers)


def _number(names: list[str], begun: str) -> int:
    return next(at for at, name in enumerate(names) if name.startswith(begun.casefold()[:3]))


def exists(year: int, month: int, day: int) -> bool:
    return year in _YEARS and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]
