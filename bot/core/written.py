"""The pieces of a time as somebody typed it: date, weekday, hour, zone, in any order."""

import re
import unicodedata
from calendar import day_name, month_name, monthrange
from dataclasses import dataclass, replace
from datetime import date, time

from bot.core import zones
from bot.core.errors import UnreadTime, UnreadZone

EXPECTED = 'for example "20 June 2021 12AM", "June 20, 2021 9:10 PM KST" or "2021-06-20 21:10"'
EXPECTED_HOUR = 'for example "9:10 PM", "21:10" or "24:30" for 00:30 of the next day'
YEARS = range(1950, 2101)
LONGEST = 200  # letters; what is longer is no time

_SHORTEST = 3  # letters of a month or weekday


@dataclass(frozen=True, slots=True)
class Written:
    """What was found; None for what was not. `over` counts the days that an hour from 24:00 on runs past midnight."""

    year: int | None = None
    month: int | None = None
    day: int | None = None
    weekday: int | None = None  # Monday is 0
    evening: int | None = None  # the weekday of "Saturday night"
    tonight: bool = False
    ahead: int | None = None  # days from today: 0 for "today"
    next: bool = False  # "next friday"
    hour: time | None = None
    over: int = 0
    zone: str | None = None

    def happens(self, year: int) -> bool:
        """Whether day and month exist in that year; true for nothing but 29 February in some only."""
        assert self.month
        assert self.day
        return 1 <= self.day <= monthrange(year, self.month)[1]

    def date(self, year: int) -> date:
        """Raises UnreadTime for a date that does not exist."""
        assert self.month
        assert self.day
        if year not in YEARS:
            raise UnreadTime(f"{year:04} is no year for a drama: they go from {YEARS[0]} to {YEARS[-1]}.")
        if not self.happens(year):
            last = monthrange(year, self.month)[1]
            raise UnreadTime(f"{month_name[self.month]} {year} has {last} days: there is no {self.day}.")
        return date(year, self.month, self.day)


def _any(names: list[str]) -> str:
    """Each name, whole or by its first three letters."""
    return "|".join(f"{name[:_SHORTEST]}(?:{name[_SHORTEST:]})?".replace("(?:)?", "") for name in names)


_MONTHS = [name.casefold() for name in month_name[1:]]
_WEEKDAYS = [name.casefold() for name in day_name]
_MONTH = rf"(?P<month>{_any(_MONTHS)}|sept)(?![a-z])\.?"
_DAY = r"(?P<day>\d{1,2})(?:st|nd|rd|th)?"
_YEAR = r"(?P<year>\d{4})"
_DATES = tuple(
    re.compile(rf"(?<![\w:.+-]){pattern}", re.ASCII)
    for pattern in (
        rf"{_YEAR}-(?P<number>\d{{1,2}})-(?P<day>\d{{1,2}})(?:t(?=\d)|(?!\w))",
        rf"{_YEAR}\. ?(?P<number>\d{{1,2}})\. ?(?P<day>\d{{1,2}})\.?(?!\w)",  # as Korean sites write it
        rf"(?:{_YEAR}년 ?)?(?P<number>\d{{1,2}})월 ?(?P<day>\d{{1,2}})일",
        rf"{_YEAR},? {_MONTH} {_DAY}(?![\w:])",
        rf"{_DAY}(?: of)?[ -]?{_MONTH}(?:,?[ -]{_YEAR})?(?![\w:])",
        rf"{_MONTH} ?{_DAY}(?:,? ?{_YEAR})?(?![\w:])",
    )
)
_NUMBERS = re.compile(r"(?<!\w)(?:\d{1,4}([/.-])\d{1,2}\1\d{1,4}|\d{1,2}/\d{1,2}|\d{8})(?!\w)", re.ASCII)
_WEEKDAY = re.compile(
    rf"(?<!\w)(?P<next>next )?\(?"
    rf"(?:(?P<name>{_any(_WEEKDAYS)}|tues|thurs?)|(?P<hangul>[월화수목금토일])(?:요일|(?=\))))"
    r"(?!\w)[.)]?(?P<night> night)?"
)
_AHEAD = re.compile(
    r"(?<!\w)(?P<word>the day after tomorrow|day after tomorrow|today|tonight|tomorrow)(?P<night> night)?(?!\w)"
)
_HOUR = re.compile(
    r"(?<![\w:.+-])(?:"
    r"(?:12(?:[:.]00)? ?)?(?P<word>noon|midday|midnight|nn|mn|정오|자정)(?![a-z0-9])|"
    r"(?P<h12>\d{1,2})(?:[:.](?P<m12>\d{2}))?(?::(?P<s12>\d{2}))? ?(?P<half>[ap])(?:\.m\.|\.?m)(?![a-z0-9])"
    r"|(?P<h24>\d{1,2})[:.](?P<m24>\d{2})(?::(?P<s24>\d{2})(?:\.0+)?)?(?![\d:])"
    r"|(?:(?P<hangul>오전|오후|새벽|아침|낮|저녁|밤) ?)?(?P<hk>\d{1,2})시(?: ?(?:(?P<mk>\d{1,2})분|(?P<thirty>반)))?)",
    re.ASCII,
)
_FILLER = r"(?:(?:at|on|from|in|the|this|coming)(?!\w)|[ ,;@-](?!\d))"
_AROUND = re.compile(rf"^{_FILLER}+|(?:(?<!\w){_FILLER})+$")
_IN_BRACKETS = re.compile(r"(?P<first>[^()]*)\((?P<second>[^()]+)\)")


def read(words: str) -> Written:
    """Every piece of a time in these words. Raises UnreadTime for words that are no piece of a time."""
    text = tidy(words)
    if len(text) > LONGEST:
        raise UnreadTime(f"That is too long for a time: it has {len(text)} letters.")
    if not text:
        raise UnreadTime("A time is missing.")
    found = Written()
    for piece in (_read_date, _read_ahead, _read_weekday, _read_hour):
        text, found = piece(text, found)
    return _read_zone(text, found, words)


def read_hour(words: str) -> tuple[time, int]:
    """An hour, and how many days it runs past midnight: "24:30" is 00:30 and one."""
    text = tidy(words)
    if len(text) <= LONGEST and (match := _HOUR.fullmatch(text)):
        return _hour(match)
    raise _no_hour(text, words, EXPECTED_HOUR)


def tidy(words: str) -> str:
    """One line in small letters, without wide letters, no-break spaces and long dashes."""
    plain = unicodedata.normalize("NFKC", words).casefold()
    return " ".join(plain.replace("–", "-").replace("−", "-").split())


def _read_date(text: str, found: Written) -> tuple[str, Written]:
    for pattern in _DATES:
        if match := pattern.search(text):
            named = match.groupdict()
            month = int(named["number"]) if named.get("number") else _number(_MONTHS, named["month"])
            if not 1 <= month <= 12:
                raise UnreadTime(f'"{match[0]}" has no such month: they go from 1 to 12.')
            year = int(named["year"]) if named["year"] else None
            return _without(text, match), replace(found, year=year, month=month, day=int(named["day"]))
    if match := _NUMBERS.search(text):
        raise UnreadTime(
            f'"{match[0]}" can be read in more than one way. Write the month by name, for example "20 June 2021", '
            f'or year, month and day as in "2021-06-20".'
        )
    return text, found


def _read_ahead(text: str, found: Written) -> tuple[str, Written]:
    if not (match := _AHEAD.search(text)):
        return text, found
    word = match["word"]
    ahead = {"today": 0, "tonight": 0, "tomorrow": 1}.get(word, 2)
    return _without(text, match), replace(found, ahead=ahead, tonight=word == "tonight" or bool(match["night"]))


def _read_weekday(text: str, found: Written) -> tuple[str, Written]:
    """Two at most: "Saturday night, 12 AM Sunday"."""
    for match in list(_WEEKDAY.finditer(text))[1::-1]:
        weekday = _number(_WEEKDAYS, match["name"]) if match["name"] else "월화수목금토일".index(match["hangul"])
        if match["night"] and found.evening is None:
            found = replace(found, evening=weekday)
        elif not match["night"] and found.weekday is None:
            found = replace(found, weekday=weekday)
        else:
            continue
        found = replace(found, next=found.next or bool(match["next"]))
        text = _without(text, match)
    return text, found


def _read_hour(text: str, found: Written) -> tuple[str, Written]:
    if not (match := _HOUR.search(text)):
        return text, found
    hour, over = _hour(match)
    return _without(text, match), replace(found, hour=hour, over=over)


def _read_zone(text: str, found: Written, words: str) -> Written:
    """What is left of the words is the zone, or nothing."""
    rest = _AROUND.sub("", " ".join(text.split())).strip()
    if not rest:
        return found
    try:
        return replace(found, zone=_zone(rest))
    except UnreadZone as unread:
        if found.hour is not None or rest.startswith("etc/"):
            raise
        if found == Written():
            raise _no_hour(rest, words, EXPECTED) from None
        if re.fullmatch(r"\d{2}", rest, re.ASCII) and found.month and not found.year:
            raise UnreadTime(f'The year in "{words.strip()}" needs four digits.') from None
        if any(letter.isdigit() for letter in rest):
            raise _no_hour(rest, rest, EXPECTED_HOUR) from None
        raise UnreadTime(f'"{rest}" in "{words.strip()}" is neither an hour nor a time zone.', unread.choices) from None


def _zone(text: str) -> str:
    """One zone, or one said twice: "KST (UTC+9)"."""
    if text == "z":
        return "UTC"
    if not (match := _IN_BRACKETS.fullmatch(text)):
        return zones.zone(text)
    second = zones.zone(match["second"])
    first = zones.zone(match["first"]) if match["first"].strip() else second
    if not zones.alike((first, second)):
        raise UnreadZone(f'"{text}" names two time zones that differ. Name one.')
    return first


def _hour(match: re.Match[str]) -> tuple[time, int]:
    if word := match["word"]:
        return time(12 if word in ("noon", "midday", "nn", "정오") else 0), 0
    if match["hangul"]:
        return _korean_hour(match)
    twelve = match["h12"]
    hour = int(twelve or match["h24"] or match["hk"])
    minute = 30 if match["thirty"] else int(match["m12"] or match["m24"] or match["mk"] or 0)
    second = int(match["s12"] or match["s24"] or 0)
    if minute > 59 or second > 59:
        raise UnreadTime(f'"{match[0]}" is no time of day: minutes go to 59.')
    if twelve:
        if not 1 <= hour <= 12:
            raise UnreadTime(f'"{match[0]}" is no time of day: with AM and PM, hours go from 1 to 12.')
        hour = hour % 12 + (12 if match["half"] == "p" else 0)
    if hour > 29:
        raise UnreadTime(f'"{match[0]}" is no time of day: hours go to 29:59, which is 05:59 of the next day.')
    return time(hour % 24, minute, second), hour // 24


def _korean_hour(match: re.Match[str]) -> tuple[time, int]:
    """With a part of the day: 밤 12시 is the end of that day, 밤 1시 an hour later; 낮 11시 is before noon."""
    part, hour = match["hangul"], int(match["hk"])
    minute = 30 if match["thirty"] else int(match["mk"] or 0)
    if not 1 <= hour <= 12 or minute > 59:
        raise UnreadTime(f'"{match[0]}" is no time of day: with {part}, hours go from 1 to 12 and minutes to 59.')
    noon = 0 if part in ("오전", "새벽", "아침") or (part == "낮" and hour in (10, 11)) else 12
    late = (part in ("저녁", "밤") and hour == 12) or (part == "밤" and hour < 5)
    return time(hour % 12 + (0 if late else noon), minute), int(late)


def _no_hour(text: str, words: str, expected: str) -> UnreadTime:
    if re.fullmatch(r"0?[1-9]|1[0-2]", text, re.ASCII):
        return UnreadTime(f'"{text}" may be morning or evening: write "{text}AM", "{text}PM" or "{text}:00".')
    if expected is EXPECTED_HOUR and re.fullmatch(r"[012]?\d", text, re.ASCII):
        return UnreadTime(f'"{text}" alone is no hour: write "{int(text):02}:00".')
    return UnreadTime(f'"{words.strip()[:LONGEST]}" is no time, {expected}.')


def _number(names: list[str], begun: str) -> int:
    """Months count from 1, weekdays from 0, as everywhere in Python."""
    index = next(index for index, name in enumerate(names) if name.startswith(begun[:_SHORTEST]))
    return index + (names is _MONTHS)


def _without(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"
