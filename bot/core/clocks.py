"""Wall clocks and instants: which instant a wall time is, which day it belongs to, and how both are said."""

from bisect import bisect
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache

from bot.core import zones
from bot.core.errors import DoubtfulTime

DAY_BEGINS = time(3)  # until 02:59 it is still the night before

_DAY = timedelta(days=1)


def instant(wall: datetime, zone: str) -> datetime:
    """The UTC instant at which a clock in that zone shows `wall`.

    For generated times: the first valid instant after a gap. In a fold the first of both, unless `wall.fold` says 1.
    """
    steady = _steady(zone, wall.year, wall.month, wall.day)
    if steady is not None:
        return wall.replace(tzinfo=UTC, fold=0) - steady
    rules = zones.info(zone)
    at = wall.replace(tzinfo=rules).astimezone(UTC)
    if hands(at, zone) == wall.replace(fold=0):
        return at
    return _end_of_gap(wall, zone)


@lru_cache(20_000)
def _steady(zone: str, year: int, month: int, day: int) -> timedelta | None:
    """How far that clock is ahead of UTC all through that day; None when it changes within a day of it.

    Most days are such, and what airs next is asked of ten thousand dramas at a time.
    """
    if not 1 < year < 9999:
        return None
    noon, rules = datetime.combine(date(year, month, day), time(12)), zones.info(zone)
    near = (noon + timedelta(hours=12 * half) for half in range(-3, 4))
    found = {one.replace(tzinfo=rules, fold=fold).utcoffset() for one in near for fold in (0, 1)}
    return found.pop() if len(found) == 1 else None


def exact(wall: datetime, zone: str) -> datetime:
    """The same for a hand-written time. Raises DoubtfulTime when a clock change skips it, or makes it happen twice."""
    first, second = (instant(wall.replace(fold=fold), zone) for fold in (0, 1))
    where = f"{day_words(wall.date())} in {place(zone)}"
    if (shown := hands(first, zone)) != wall:
        raise DoubtfulTime(
            f"{clock(wall.time())} does not happen on {where}: the clocks go forward over it, "
            f"to {clock(shown.time())}. Choose a time before or after the change."
        )
    if first != second:
        raise DoubtfulTime(
            f"{clock(wall.time())} happens twice on {where}, as the clocks go back: "
            f"at {first:%H:%M} UTC and at {second:%H:%M} UTC. Choose a time before or after the change."
        )
    return first


def local(at: datetime, zone: str) -> datetime:
    """The same instant as a clock in that zone shows it."""
    return at.astimezone(zones.info(zone))


@lru_cache(1000)
def hands(at: datetime, zone: str) -> datetime:
    """What that clock shows, without zone and fold. Remembered: it is asked for dramas by the thousand."""
    return at.astimezone(zones.info(zone)).replace(tzinfo=None, fold=0)


def day_of(now: datetime, zone: str) -> date:
    """The date that is "today" there: it lasts until 02:59 of the next calendar day."""
    on = now.astimezone(zones.info(zone)).date()
    return on if now >= _begin(on, zone) else on - _DAY


def day(on: date, zone: str) -> tuple[datetime, datetime]:
    """What "today" covers when today is `on`: from 03:00 up to, not including, 03:00 of the next day, in UTC.

    So the midnight that begins Sunday is still in Saturday night.
    """
    return _begin(on, zone), _begin(on + _DAY, zone)


def words(on: date | None, hour: time | None, zone: str) -> str:
    """A wall time for people, with the zone named, and midnight said so that nobody is a day off."""
    if on is None:
        return "date not announced"
    if hour is None:
        return f"{day_words(on)}, hour not announced"
    if hour < DAY_BEGINS:
        return f"{on - _DAY:%A} night, {clock(hour)} {day_words(on)} {_in(zone)}"
    return f"{day_words(on)}, {clock(hour)} {_in(zone)}"


def day_words(on: date) -> str:
    """Sunday 20 June 2021."""
    return f"{on:%A} {on.day} {on:%B} {on.year}"


def clock(hour: time) -> str:
    """12:00 AM, 9:10 PM."""
    return f"{hour.hour % 12 or 12}:{hour:%M} {'AM' if hour.hour < 12 else 'PM'}"


def place(zone: str) -> str:
    """Kuala Lumpur (MYT), New York, UTC+8."""
    name, short = zones.city(zone), zones.short(zone)
    return f"{name} ({short})" if short and short != name else name


def span(delta: timedelta) -> str:
    """A length of time in at most two units, rounded to the minute, from a day on to the hour."""
    minutes = round(abs(delta) / timedelta(minutes=1))
    if minutes >= 24 * 60:
        minutes = round(minutes / 60) * 60
    days, rest = divmod(minutes, 24 * 60)
    counts = ((days, "day"), (rest // 60, "hour"), (rest % 60, "minute"))
    said = [f"{count} {unit}{'' if count == 1 else 's'}" for count, unit in counts if count]
    return " ".join(said) or "less than a minute"


def _begin(on: date, zone: str) -> datetime:
    return instant(datetime.combine(on, DAY_BEGINS), zone)


def _in(zone: str) -> str:
    name = place(zone)
    return name if name.startswith("UTC") else f"in {name}"


def _end_of_gap(wall: datetime, zone: str) -> datetime:
    """The instant of the clock change that skips `wall`, to the second."""
    rules = zones.info(zone)
    before, after = sorted(wall.replace(tzinfo=rules, fold=fold).astimezone(UTC) for fold in (0, 1))
    old = before.astimezone(rules).utcoffset()
    seconds = range(int((after - before).total_seconds()) + 1)
    changed = bisect(seconds, False, key=lambda s: (before + timedelta(seconds=s)).astimezone(rules).utcoffset() != old)
    return before + timedelta(seconds=changed)
