"""Which coming nights of a drama a sentence means, and when it says that they are instead."""

import re
from collections.abc import Sequence
from datetime import date, datetime, timedelta

from bot.core import episodes, progress, spelling, times
from bot.core.dramas import Airing, Drama, Release
from bot.core.errors import Mistake
from bot.core.news import Change

_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Sept|Oct|Nov|Dec)[a-z]*\.?"
_DAY = r"\d{1,2}(?:st|nd|rd|th)?"
_DATE = re.compile(
    rf"\b(?:{_MONTH} {_DAY}(?!\d|:)|{_DAY} {_MONTH})(?:,? \d{{4}})?|\d{{1,2}}월 ?\d{{1,2}}일"
    r"|(?<![\d월])(?<!월 )\d{1,2}일(?!간|째|차| ?동안| ?연속)"  # Korean sites seldom name the month
)
_HOUR = re.compile(
    r"\b\d{1,2}(?:[:.]\d{2})? ?(?:[ap]\.m\.|[ap]m\b)|\b\d{1,2}:\d{2}\b"
    r"|(?:오전|오후|저녁|밤) ?\d{1,2}시(?: ?\d{1,2}분| ?반)?",
    re.I,
)
_ZONE = re.compile(r"\s*\(?(KST|JST|MYT|SGT|PHT)\b")
_TO = re.compile(r"\b(?:to|until|till|for|on|at|from)\s+(?:\w+day,? )?$", re.I)
_UNTIL = re.compile(r"\b(?:to|until|till)\s+(?:\w+day,? )?$", re.I)
_THERE = re.compile(r"\s*(?:\([^)]{1,9}\)\s*)?(?:으로|로|까지)")  # behind a Korean date
_BY = re.compile(
    r"\b(?:(\d{1,3})|an|half an|one) (minute|hour)s? (?:\w+ )?(earlier|later)\b|(\d{1,3})분 (앞당겨|늦춰)", re.I
)
_DELAY = re.compile(
    r"\b(?:delay(?:s|ed|ing)?|postpon(?:e[sd]?|ing)|push(?:es|ed)? back)(?: by)? "
    r"(?:(\d{1,3})|(half )?an|one) (minute|hour)s?\b",
    re.I,
)
_OWNERS = re.compile(r"(?<=\w)['’]s\b")  # of JTBC's drama
_DAYS = (
    (re.compile(r"\b(?:tonight|today)\b|오늘", re.I), 0),
    (re.compile(r"\btomorrow\b|내일", re.I), 1),
)
_WEEKS = (
    (re.compile(r"\bthis (?:coming )?(?:week|weekend)\b|이번\s?주", re.I), 0),
    (re.compile(r"\bnext week(?:end)?\b|다음\s?주", re.I), 1),
)


def release_named(drama: Drama, said: str, around: str) -> Release:
    """The one whose network is said, or else the only one that the words around it name; else the default one."""
    if named := _on_networks(drama, said):
        return named[0]
    beside = _on_networks(drama, around)
    return beside[0] if len(beside) == 1 else drama.releases[0]


def _on_networks(drama: Drama, text: str) -> list[Release]:
    words = _spaced(_OWNERS.sub("", text))
    return [one for one in drama.releases if _spaced(one.network) in words]


def _spaced(text: str) -> str:
    return f" {' '.join(piece for word in spelling.words(text) for piece in word)} "


def meant(drama: Drama, release: Release, text: str, at: datetime, now: datetime) -> list[Airing]:
    """Of a story published at that instant; only what is still to come, and nothing of what was to come before it."""
    airings = sorted(drama.airings(release), key=progress.standing)
    numbers = episodes.numbers(text, release.total)
    if numbers and (named := [one for one in airings if numbers & set(one.numbers)]):
        return _ahead(named, now)
    today = times.day_of(at, release.zone)
    named_days = _days(text, today)
    for days in named_days:
        if on := [one for one in airings if days[0] <= progress.night(one, None) <= days[1]]:
            return _ahead(on, now)
    if any(first == last and first.weekday() in release.every for first, last in named_days):
        return []  # one of its nights, which the schedule leaves out already
    following = [one for one in airings if not progress.is_out(one, at)]
    return _ahead(following[:1], now)


def is_dated(airing: Airing, release: Release, text: str, at: datetime) -> bool:
    """Whether the text names the day of that night."""
    night = progress.night(airing, None)
    return night is not None and (night, night) in _days(text, times.day_of(at, release.zone))


def new_time(change: Change, text: str, release: Release, airings: Sequence[Airing], at: datetime) -> str | None:
    """As it can be typed after /move; None where it is not said."""
    first = airings[0]
    if change not in (Change.POSTPONED, Change.MOVED):
        return None
    night = progress.night(first, None)
    named = [one for one in _DATE.finditer(text) if _TO.search(text, 0, one.start()) or _THERE.match(text, one.end())]
    dates = [on for one in named if (on := _date(one[0], at.date())) and on > at.date() and on != night]
    later = [on for on in dates if on > night or change is Change.MOVED]
    if later:
        return _said(later[-1], text)
    if change is Change.MOVED and _HOUR.search(text):
        return _said(first.announced.on, text)
    if (by := _delay(text) or (_length(text) if change is Change.MOVED else None)) and first.at is not None:
        moved = times.local(first.at + by, first.announced.zone)
        return f"{moved.day} {moved:%B} {moved.year} {moved:%H:%M}"
    return None


def _length(text: str) -> timedelta | None:
    """How much later; below 0 for earlier."""
    found = _BY.search(text)
    if found is None:
        return None
    half = found[0].casefold().startswith("half")
    many = int(found[1] or found[4] or 1)
    hours = (found[2] or "").casefold() == "hour"
    length = timedelta(minutes=30) if half else timedelta(hours=many) if hours else timedelta(minutes=many)
    return -length if (found[3] or "").casefold() == "earlier" or found[5] == "앞당겨" else length


def _delay(text: str) -> timedelta | None:
    found = _DELAY.search(text)
    if found is None:
        return None
    one = timedelta(hours=1) if found[3].casefold() == "hour" else timedelta(minutes=1)
    return one / 2 if found[2] else one * int(found[1] or 1)


def _said(on: date | None, text: str) -> str | None:
    if on is None:
        return None
    hours = list(_HOUR.finditer(text))
    if not hours:
        return f"{on.day} {on:%B} {on.year}"
    zone = _ZONE.match(text, hours[-1].end())
    return f"{on.day} {on:%B} {on.year} {hours[-1][0]}{f' {zone[1]}' if zone else ''}"


def _days(text: str, today: date) -> list[tuple[date, date]]:
    """First and last, in the order in which they count."""
    dates = [
        one
        for one in _DATE.finditer(text)
        if not _UNTIL.search(text, 0, one.start()) and not _THERE.match(text, one.end())
    ]
    found = [(on, on) for match in dates if (on := _date(match[0], today))]
    found += [(today + timedelta(days=ahead),) * 2 for pattern, ahead in _DAYS if pattern.search(text)]
    monday = today - timedelta(days=today.weekday())
    for pattern, ahead in _WEEKS:
        if pattern.search(text):
            begin = monday + timedelta(weeks=ahead)
            found.append((begin, begin + timedelta(days=6)))
    return found


def _date(words: str, near: date) -> date | None:
    """The one with that day and month that is nearest."""
    if day := re.fullmatch(r"(\d{1,2})일", words):
        around = (near + timedelta(days=off) for off in range(-16, 17))
        return min((on for on in around if on.day == int(day[1])), key=lambda on: abs(on - near), default=None)
    try:
        year = f"{near.year}년 {words}" if words.endswith("일") else f"{words} {near.year}"
        found = times.announced(words if re.search(r"\d{4}", words) else year).on
    except Mistake:
        return None
    years = (found.replace(year=found.year + offset) for offset in (-1, 0, 1) if (found.month, found.day) != (2, 29))
    return found if re.search(r"\d{4}", words) else min(years, key=lambda one: abs(one - near), default=found)


def _ahead(airings: Sequence[Airing], now: datetime) -> list[Airing]:
    return [one for one in airings if not progress.is_out(one, now)]
