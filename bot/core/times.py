"""Times as people write them. Asks where a guess would be wrong; what an instant is and how it is said is in clocks.py.

Midnight is the start of its date: "20 June 12AM" is 00:00 on 20 June. Hours from 24:00 to 29:59, as Asian listings
print them, belong to the next date.
"""

from calendar import day_name
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta

from bot.core.clocks import DAY_BEGINS, clock, day, day_of, day_words, exact, instant, local, place, span, words
from bot.core.errors import Choice, DoubtfulTime, UnreadTime
from bot.core.written import EXPECTED, EXPECTED_HOUR, LONGEST, YEARS, Written, read, read_hour, tidy

__all__ = [
    "DAY_BEGINS",
    "EXPECTED",
    "EXPECTED_HOUR",
    "LONGEST",
    "WEEKDAYS",
    "YEARS",
    "Wall",
    "announced",
    "clock",
    "day",
    "day_of",
    "day_words",
    "exact",
    "instant",
    "local",
    "place",
    "read_hour",
    "read_instant",
    "span",
    "tidy",
    "upcoming",
    "words",
]

WEEKDAYS = tuple(day_name)  # Monday first

_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Wall:
    """A time as it was written: wall clock, and the zone if one is known. `hour` is None when only a date was written.

    `over` is how many days the hour ran past midnight: "19 June 24:30" is 00:30 on the 20th, one over.
    """

    on: date
    hour: time | None
    zone: str | None = None
    over: int = 0


def announced(words: str, zone: str | None = None) -> Wall:
    """A date with its year, and perhaps an hour and a zone. `zone` stands in where the words name none."""
    found = read(words)
    if found.day is None or found.month is None:
        raise UnreadTime(f'"{words.strip()}" holds no date with day, month by name and year, {EXPECTED}.')
    if found.year is None:
        raise UnreadTime(f'"{words.strip()}" says no year: add it, {EXPECTED}.')
    on = found.date(found.year)
    _agree(found, on, words)
    return Wall(on + found.over * _DAY, found.hour, found.zone or zone, found.over)


def read_instant(words: str) -> datetime:
    """An instant in UTC, from words that hold a date, an hour and a zone or offset."""
    expected = 'an instant has a date, an hour and a zone, for example "2021-06-19T15:00:00Z" or "2024-12-13 11:00 KST"'
    try:
        at = datetime.fromisoformat(words.strip().upper())
        if at.tzinfo and at.year in YEARS:
            return at.astimezone(UTC)
    except ValueError:
        pass  # not ISO: perhaps in words
    try:
        wall = announced(words)
    except UnreadTime as unread:
        raise UnreadTime(f"{unread.text} Here {expected}.") from None
    if wall.hour is None:
        raise UnreadTime(f'"{words.strip()}" says no hour: {expected}.')
    if wall.zone is None:
        raise UnreadTime(f'"{words.strip()}" says no zone: {expected}.')
    return exact(datetime.combine(wall.on, wall.hour), wall.zone)


def upcoming(words: str, now: datetime, zone: str) -> Wall:
    """The next time after `now` that these words may mean: "friday 9pm", "tomorrow 21:00", "28 Nov", "9pm"."""
    found = read(words)
    key = found.zone or zone
    if found.next:
        raise _which_next(found, words, now, key)
    for on in _candidates(found, now, key):
        wall = Wall(on + _late_night(found) + found.over * _DAY, found.hour, key, found.over)
        if _ahead(wall, now, key):
            if wall.hour is not None:
                exact(datetime.combine(wall.on, wall.hour), key)
            return wall
    raise UnreadTime(f'"{words.strip()}" is over. Say a time to come, for example "friday 9pm" or "tomorrow 21:00".')


def _candidates(found: Written, now: datetime, zone: str) -> Iterable[date]:
    """The dates that the words may mean, earliest first; the first one that lies ahead is taken."""
    today = day_of(now, zone)
    if found.day is not None and found.month is not None:
        return _of_month(found, today)
    if found.ahead is not None:
        on = today + found.ahead * _DAY
        after_midnight = found.ahead == 0 and local(now, zone).date() > today
        return (on, on + _DAY) if after_midnight else (on,)  # "today 9pm", said at 1 AM
    weekday = found.evening if found.weekday is None else found.weekday
    if weekday is not None:
        first = today + (weekday - today.weekday()) % 7 * _DAY
        return first, first + 7 * _DAY
    if found.hour is None:
        raise UnreadTime('Say a day, an hour or both, for example "friday 9pm", "tomorrow 21:00" or "28 Nov 9pm".')
    return today, today + _DAY, today + 2 * _DAY


def _of_month(found: Written, today: date) -> Iterable[date]:
    if found.year is not None:
        on = found.date(found.year)
        _agree(found, on, day_words(on))
        return (on,)
    ahead = (found.date(year) for year in range(today.year, today.year + 9) if found.happens(year))
    if dates := [on for on in ahead if found.weekday is None or on.weekday() == found.weekday][:2]:
        return dates
    return (found.date(today.year),)  # a date that never comes: says why


def _late_night(found: Written) -> timedelta:
    """ "Saturday night 12AM" and "tonight 1AM" are on the next date, unless that date was said too."""
    said = found.day is not None or found.weekday is not None
    night = found.tonight or found.evening is not None
    return _DAY if night and _after_midnight(found) and not said else timedelta(0)


def _after_midnight(found: Written) -> bool:
    return found.hour is not None and found.hour < DAY_BEGINS and not found.over


def _ahead(wall: Wall, now: datetime, zone: str) -> bool:
    if wall.hour is None:
        return wall.on >= day_of(now, zone)
    return instant(datetime.combine(wall.on, wall.hour), zone) > now


def _which_next(found: Written, words: str, now: datetime, zone: str) -> DoubtfulTime:
    today = day_of(now, zone)
    weekday = found.weekday if found.weekday is not None else found.evening or 0
    first = today + ((weekday - today.weekday() - 1) % 7 + 1) * _DAY
    hour = f" {clock(found.hour)}" if found.hour else ""
    both = tuple(f"{on.day} {on:%B} {on.year}{hour}" for on in (first, first + 7 * _DAY))
    return DoubtfulTime(
        f'"{words.strip()}" may be {day_words(first)} or a week later. Which one?', tuple(Choice(on, on) for on in both)
    )


def _agree(found: Written, on: date, words: str) -> None:
    """A weekday that was written must be the date's own; of a night, the evening before an hour after midnight."""
    if found.weekday not in (None, on.weekday()):
        raise UnreadTime(f"{on.day} {on:%B} {on.year} is a {on:%A}, not a {_weekday(found.weekday)}.")
    evening = on - _DAY if _after_midnight(found) else on
    if found.evening in (None, evening.weekday()):
        return
    if found.evening == on.weekday() and found.hour is not None:
        raise DoubtfulTime(
            f'"{words.strip()}" may be a day off: {clock(found.hour)} is at the start of {day_words(on)}. '
            f"Write that without the night, or the next date if you mean the night that follows."
        )
    raise UnreadTime(f"{day_words(on)} is not {_weekday(found.evening)} night.")


def _weekday(number: int | None) -> str:
    return WEEKDAYS[number or 0]
