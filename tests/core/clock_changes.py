"""Every change of a clock from 2026 to 2030, and what is wrong with what is said at an hour of the day around it."""

from collections.abc import Iterable, Iterator
from datetime import UTC, date, datetime, time, timedelta
from functools import cache

from bot.core import zones
from bot.core.digests import Rhythm
from bot.core.leads import Lead

HOURS = (time(0), time(1, 30), time(2, 30), time(23, 30))
BEGIN, END = date(2026, 1, 1), date(2031, 1, 1)
DAY, WEEK = timedelta(days=1), timedelta(days=7)
SECOND = timedelta(seconds=1)
SPREAD = timedelta(minutes=10)  # the longest by which a digest comes after its hour

Change = tuple[datetime, timedelta]  # from that instant on, so far ahead of UTC


@cache
def changes(zone: str) -> tuple[Change, ...]:
    """The first is how the clock stands at the beginning."""
    at, end = (datetime.combine(day, time(), UTC) for day in (BEGIN, END))
    ahead = offset(zone, at)
    found = [(at, ahead)]
    while at < end:
        low, high = at, (at := at + WEEK)
        before, ahead = ahead, offset(zone, high)
        if before == ahead:
            continue
        while high - low > SECOND:
            middle = low + timedelta(seconds=(high - low) // SECOND // 2)
            low, high = (middle, high) if offset(zone, middle) == before else (low, middle)
        found.append((high, offset(zone, high)))
    return tuple(found)


def offset(zone: str, at: datetime) -> timedelta:
    return at.astimezone(zones.info(zone)).utcoffset() or timedelta()


@cache
def kinds() -> list[str]:
    """One zone for all whose clocks show the same."""
    return sorted({changes(zone): zone for zone in sorted(zones.all_keys(), reverse=True)}.values())


def every_day() -> Iterator[date]:
    return (BEGIN + number * DAY for number in range((END - BEGIN).days))


def stretches(zone: str) -> Iterator[list[date]]:
    """The days around each change, one after the other; where nothing changes, the first ones."""
    for at, ahead in changes(zone)[1:] or changes(zone):
        changed = (at + ahead).date()
        yield [changed + number * DAY for number in range(-3, 4)]


def wrong(zone: str, hour: time, days: Iterable[date]) -> Iterator[tuple[object, ...]]:
    """What does not come once for each of these days, which follow each other, in order and never early.

    What is right is said by the clock alone: it comes at the first second at which the clock shows the hour or more.
    """
    rules, daily, morning = zones.info(zone), Rhythm(hour), Lead(morning=hour)
    days = list(days)
    half_a_day_after = datetime.combine(days[0] - 2 * DAY, hour, rules).astimezone(UTC) + DAY / 2
    before = daily.after(half_a_day_after, zone)  # the day before the first
    weekly = Rhythm(hour, days[0].weekday())
    for number, on in enumerate(days):
        wall = datetime.combine(on, hour)
        due = daily.after(before, zone)
        shown, just_before = (one.astimezone(rules) for one in (due, due - SECOND))
        if shown.fold or not shown.replace(tzinfo=None) >= wall > just_before.replace(tzinfo=None):
            yield zone, on, hour, "is not when the clock first shows it", due
        if daily.after(due - SECOND, zone) != due or not before < due:
            yield zone, on, hour, "comes again", due
        if daily.after(due + SPREAD, zone) != daily.after(due, zone):
            yield zone, on, hour, "is left out where it is told a little later", due
        if number % 7 == 0 and weekly.after(due - SECOND, zone) != due:
            yield zone, on, hour, "is another once a week", due
        # an episode without an hour, one that came out at the last such hour, and one that comes out just before this
        for aired in (None, before, due - SECOND):
            if morning.due(aired, on, zone) != due:
                yield zone, on, hour, "is no morning after", aired, morning.due(aired, on, zone)
        before = due
