"""What a zone's clock rules are, so that a later version of the tz database can be told from an earlier one."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from importlib.metadata import version as installed
from zoneinfo import ZoneInfo

from bot.core import clocks, zones
from bot.core.dramas import Airing, Announced, Drama, Release

AHEAD = timedelta(days=400)  # nobody announces nights further ahead

_DAY = timedelta(days=1)
_SECOND = timedelta(seconds=1)

# From each instant on, so many seconds east of UTC. Instants are whole seconds since 1970.
Rules = Sequence[tuple[int, int]]


def version() -> str:
    """Of the tz database in use, as its package is numbered."""
    return installed("tzdata")


def rules(zone: str, since: datetime) -> Rules:
    """The offsets of that zone from the day before `since`, for as long as anybody announces ahead."""
    clock = zones.info(zone)
    at, end = since - _DAY, since + AHEAD
    found = [(_seconds(at), _offset(clock, at))]
    while at < end:
        following = at + _DAY
        if _offset(clock, following) != found[-1][1]:
            at = _change(clock, at, following)
            found.append((_seconds(at), _offset(clock, at)))
        else:
            at = following
    return found


def used(dramas: Iterable[Drama]) -> frozenset[str]:
    episodes = (episode for drama in dramas for release in drama.releases for episode in release.episodes)
    return frozenset(episode.announced.zone for episode in episodes)


def moved(dramas: Iterable[Drama], before: Mapping[str, Rules], now: datetime) -> Iterator[Airing]:
    """The next airing of each release that comes out at another instant than by the rules of before."""
    for drama in dramas:
        for release in drama.releases:
            if _is_over(release, now):
                continue
            ahead = (airing for airing in drama.airings(release) if airing.at is not None and airing.at > now)
            changed = (airing for airing in ahead if _was(airing.announced, before) not in (None, airing.at))
            if (first := next(changed, None)) is not None:
                yield first


def _is_over(release: Release, now: datetime) -> bool:
    """Whether that can be seen without an instant of each airing; most of many dramas have ended."""
    hands = release.hands
    return bool(hands and hands.airings and hands.airings[-1] < clocks.hands(now - _DAY, hands.zone))


def _was(announced: Announced, before: Mapping[str, Rules]) -> datetime | None:
    """The instant that it was by those rules; None when they do not reach that far."""
    known = before.get(announced.zone)
    if not known or announced.on is None or announced.hour is None:
        return None
    wall = _seconds(datetime.combine(announced.on, announced.hour, UTC))
    for place, (since, offset) in enumerate(known):
        ends = known[place + 1][0] if place + 1 < len(known) else known[0][0] + int(AHEAD.total_seconds())
        if since <= wall - offset < ends:
            return datetime.fromtimestamp(wall - offset, UTC)
    return None


def _change(clock: ZoneInfo, low: datetime, high: datetime) -> datetime:
    """The first second with another offset than `low` has."""
    before = _offset(clock, low)
    while high - low > _SECOND:
        middle = low + (high - low) // 2
        middle = middle.replace(microsecond=0)
        if middle <= low:
            break
        low, high = (middle, high) if _offset(clock, middle) == before else (low, middle)
    return high


def _offset(clock: ZoneInfo, at: datetime) -> int:
    offset = at.astimezone(clock).utcoffset()
    assert offset is not None
    return int(offset.total_seconds())


def _seconds(at: datetime) -> int:
    return int(at.timestamp())
