"""When a page was written, as the lines around its text say it."""

import re
from collections.abc import Sequence
from datetime import date

from bot.news import when

# "Broadcast period: July 7 – September 30, 2018"
_OF_THE_DRAMA = re.compile(
    r"\W*(?:first |original |tv )?(?:broadcast\w*|air(?:s|ed|ing)?|premier\w+|releas\w+|run|runs|showing|debut\w*|"
    r"on air(?: from| since)?|first (?:hour|night|episode|day)|"
    r"schedule|period|time ?slot)(?: (?:date|dates|day|days|period|time|schedule|on))*(?: ?[:：]| \d)",
    re.I,
)
_PAGE_DATE = re.compile(
    rf"(?:(?:published|posted|updated|date|last updated|"
    rf"publication date)(?: on)?\s*:?\s*)?(?:{when.DAY}[.,]?\s+)?{when.DATE.pattern}"
    rf"(?:\s*[,|•·@-]?\s*(?:at )?{when.HOUR.pattern}\)?)?(?:\s*[|•·-].{{0,40}})?(?:\s*by .{{0,40}})?",
    re.I,
)
# "02/11/2021" is the second of November to most of the world, "9/23/09" can only be one of September
_IN_NUMBERS = re.compile(
    r"(?<![\d/.])(?P<one>[0-3]?\d)(?P<sep>[/.-])(?P<two>[0-3]?\d)(?P=sep)(?P<year>(?:19|20)?\d\d)(?![\d/.])"
)
_ALONE = re.compile(r"(?:[^\d,;:!?]{0,40}(?:\b(?:by|on|at|posted|published|updated)\b|[|·•/,:–—-])[^\d,;!?]{0,40})?")
_GLUED = re.compile(rf"(?<=[a-z])(?=\d{{1,2}} {when.MONTH} (?:19|20)\d\d)|(?<=, 20\d\d)(?=\d\d:\d\d)")
_FILED_UNDER = re.compile(r"(?<=(?:19|20)\d\d) (?:in|under) [A-Z][\w &/,-]{2,40}$")  # "March 8, 2022 in Korean Dramas"
_STAMP = re.compile(r"\b20\d\d[-./]\d\d[-./]\d\d,? \d\d:\d\d\b")
_PLACE = re.compile(r"[(\[]?[A-Z][\w’' ./-]{1,30}(?:, [A-Z][\w ]{1,20})?,? ?[(–—-]{0,2} ?")
_DASH = re.compile(r"[)\]]?(?: [(/][^)]{1,40}[)/])?\s?(?:[–—:-]|\))")
_NO_DATELINE = (
    r"premier|\bair(?:s|ing)?\b|\baired|releas|broadcast|drama|series|episode|debut|stream|conference|\bout\b|"
    r"launch|(?<! [A-Z])[\"“”:.!?] ?$"
)


def is_in_dateline(text: str, day: when.Day) -> bool:
    """Whether the date is that of the report: "SEOUL, December 18, 2019 – "."""
    place = text[: day.start]
    sure = day.year or place.isupper() or text.startswith(" (", day.end)
    parted = "," in place or place.rstrip(" (–—-").isupper()
    return bool(
        sure and not day.on and _PLACE.fullmatch(place) and parted and _DASH.match(text[day.end :])
    ) and not re.search(_NO_DATELINE, place, re.I)


def is_of_the_drama(line: str) -> bool:
    """Whether it is a fact of a list, and no date of the page: "On air from: 13 March 2026"."""
    return _OF_THE_DRAMA.match(line) is not None


def of_line(line: str) -> date | None:
    """The date of a line, or of a part of it between bars, that is a date and nothing else; None of any other line."""
    if len(line) > 90 or is_of_the_drama(line):
        return None
    line = _FILED_UNDER.sub("", _GLUED.sub(" ", line))
    if len(parts := re.split(r" [/|•·] ", line)) > 1:
        return next((on for part in parts if (on := of_line(part))), None)
    found = when.first_day(line)
    if not found or not found.year:
        return _in_numbers(line)
    alone = _PAGE_DATE.fullmatch(line.strip()) or _STAMP.search(line) or _dateline(line, found)
    return date(found.year, found.month, found.day) if alone else None


def _in_numbers(line: str) -> date | None:
    """The date of a line such as "By Staff Writer | 02/11/2021", or at the beginning of one: "9/23/09 — "."""
    match = _IN_NUMBERS.search(line)
    if not match or not (match.start() == 0 or _ALONE.fullmatch(line[: match.start()])):
        return None
    if len(line[match.end() :]) > 20:
        return None
    one, two, year = int(match["one"]), int(match["two"]), int(match["year"])
    american = two > 12 or (year < 100 and match["sep"] == "/")
    day, month = (two, one) if american else (one, two)
    year += 2000 * (year < 100)
    return date(year, month, day) if when.exists(year, month, day) else None


def dateline(lines: Sequence[str]) -> date | None:
    """The date with which a report begins: "SINGAPORE, 12 September 2023 – ...", "(Seoul, May 3, 2024)"."""
    for line in lines[:6]:
        if (begun := re.match(r"[\d/.-]{6,10}(?= ?[—–-])", line)) and (on := _in_numbers(begun[0])):
            return on
        found = when.first_day(line[:90])
        if found and found.year and _PLACE.fullmatch(line[: found.start]) and _DASH.match(line[found.end :]):
            return date(found.year, found.month, found.day)
    return None


def _dateline(line: str, found: when.Day) -> bool:
    """Few words beside the date: who wrote it, where, at what time."""
    rest = f"{line[: found.start]} {line[found.end :]}"
    most = 14 if re.search(r"\b(?:input|reporter|updated|published|posted|modified|filed)\b", line, re.I) else 6
    few = len(re.findall(r"[^\W\d]{2,}", rest)) <= most
    return few and not all(re.search(_NO_DATELINE, one, re.I) for one in (rest, when.HOUR.sub("", rest)))


def of_stamp(text: str) -> date | None:
    """The date of a machine's time stamp, in the zone in which it is written; or of a date in words."""
    match = re.match(r"\s*((?:19|20)\d\d)-?(\d\d)-?(\d\d)", text)
    if match:
        year, month, day = map(int, match.groups())
        return date(year, month, day) if when.exists(year, month, day) else None
    found = when.first_day(text)
    return date(found.year, found.month, found.day) if found and found.year else None
