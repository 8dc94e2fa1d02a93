"""What a chat that follows a drama has in front of it."""

from dataclasses import replace
from datetime import datetime, time, timedelta

from bot.core import times
from bot.core.catalogue import Catalogue
from bot.core.dramas import Airing, Announced, Drama, Episode, Release
from bot.core.ports import Subscription

REWATCH = "rewatch: "  # before the key of a release that is one chat's own run


def airings(catalogue: Catalogue, subscription: Subscription) -> list[Airing]:
    """Of the followed release, and of the rewatch if there is one. Empty when the schedule no longer has the drama."""
    drama = catalogue.dramas.get(subscription.drama)
    if drama is None:
        return []
    found = list(drama.airings(drama.release(subscription.release)))
    again = rewatched(drama, subscription)
    return found + list(drama.airings(again)) if again else found


def rewatched(drama: Drama, subscription: Subscription) -> Release | None:
    """The chat's own run of that drama, if it has one."""
    if subscription.rewatch is None or subscription.rewatch_zone is None:
        return None
    start = read_start(subscription.rewatch, subscription.rewatch_zone)
    return rewatch(drama, drama.release(subscription.release), start)


def rewatch(drama: Drama, release: Release, start: Announced) -> Release:
    """That release's nights again, from `start` on, all at its hour and zone.

    The weekdays keep their distances; weeks in which nothing aired are left out.
    """
    assert start.on is not None
    episodes: list[Episode] = []
    night, before = start.on, None
    for airing in drama.airings(release):
        on = airing.announced.on
        assert on is not None  # airings have dates
        if before is not None:
            days = (on - before).days
            night += timedelta(days=(days - 1) % 7 + 1 if days > 0 else 0)
        before = on
        announced = replace(start, on=night)
        episodes += (Episode(e.number, announced, finale=e.finale) for e in airing.episodes)
    return replace(release, key=REWATCH + release.key, zone=start.zone, episodes=tuple(episodes))


def is_rewatch(release: Release) -> bool:
    """Whether it is one chat's own run and not the public one."""
    return release.key.startswith(REWATCH)


def next_start(release: Release, now: datetime) -> Announced | None:
    """The next time that the first night's weekday and hour come round in the announced zone; None without a date."""
    if not release.episodes or release.episodes[0].announced.on is None:
        return None
    first = release.episodes[0].announced
    assert first.on is not None
    today = times.day_of(now, first.zone)
    on = today + timedelta(days=(first.on.weekday() - today.weekday()) % 7)
    start = replace(first, on=on)
    passed = start.at <= now if start.at else on <= today
    return replace(start, on=on + timedelta(days=7)) if passed else start


def write_start(start: Announced) -> str:
    """As a Subscription keeps it: ISO date, and hour where it is known."""
    assert start.on is not None
    hour = "" if start.hour is None else f"T{start.hour:%H:%M}"
    return f"{start.on.isoformat()}{hour}"


def read_start(text: str, zone: str) -> Announced:
    on, _, hour = text.partition("T")
    return Announced(datetime.fromisoformat(on).date(), time.fromisoformat(hour) if hour else None, zone)
