"""What a drama is, and the questions one asks of it."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from datetime import date, datetime, time
from itertools import groupby, pairwise

from bot.core import times


@dataclass(frozen=True, slots=True)
class Announced:
    """A time as somebody announced it: the wall clock and the zone, either of date and hour possibly unknown.

    The instant is worked out from them each time, so that a changed zone rule moves it.
    """

    on: date | None
    hour: time | None
    zone: str  # an IANA key

    @property
    def at(self) -> datetime | None:
        """The instant in UTC; None unless both date and hour are known."""
        if self.on is None or self.hour is None:
            return None
        return times.instant(datetime.combine(self.on, self.hour), self.zone)


@dataclass(frozen=True, slots=True)
class Episode:
    number: int  # runs on across the parts of a release, from 1
    announced: Announced
    premiere: bool = False
    finale: bool = False
    reason: str | None = None  # why this night differs from the pattern


@dataclass(frozen=True, slots=True)
class CastMember:
    actor: str
    character: str | None = None
    hangul: str | None = None  # the actor's name in Hangul
    aliases: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Quote:
    who: str  # the speaker, as the cast or the director's line spells the name
    text: str
    source: str
    episode: int | None = None
    spoiler: bool = False


@dataclass(frozen=True, slots=True)
class Airing:
    """What comes out at one instant of one release: usually one episode, on a double bill two."""

    drama: "Drama"
    release: "Release"
    episodes: tuple[Episode, ...]

    @property
    def announced(self) -> Announced:
        return self.episodes[0].announced

    @property
    def at(self) -> datetime | None:
        return self.announced.at

    @property
    def premiere(self) -> bool:
        return any(episode.premiere for episode in self.episodes)

    @property
    def finale(self) -> bool:
        return any(episode.finale for episode in self.episodes)

    @property
    def numbers(self) -> tuple[int, ...]:
        return tuple(episode.number for episode in self.episodes)


@dataclass(frozen=True, slots=True)
class Hands:
    """When the airings of a release begin, in order, as the hands of its one clock show it."""

    zone: str
    airings: tuple[datetime, ...]
    premieres: tuple[datetime, ...]

    @classmethod
    def of(cls, episodes: Iterable[Episode]) -> "Hands | None":
        """None where they do not say it all: an hour is unknown, zones differ, or a later number airs earlier."""
        dated = [episode for episode in episodes if episode.announced.on is not None]
        zones = {episode.announced.zone for episode in dated}
        walls = [
            datetime.combine(one.announced.on, one.announced.hour)
            for one in dated
            if one.announced.on is not None and one.announced.hour is not None
        ]
        if len(zones) != 1 or len(walls) < len(dated) or any(earlier > later for earlier, later in pairwise(walls)):
            return None
        premieres = (wall for wall, episode in zip(walls, dated, strict=True) if episode.premiere)
        return cls(zones.pop(), tuple(dict.fromkeys(walls)), tuple(dict.fromkeys(premieres)))


@dataclass(frozen=True, slots=True)
class Release:
    """Where and on which clock a drama comes out. `key` is the network in lower case, unique within the drama."""

    key: str
    network: str
    zone: str
    episodes: tuple[Episode, ...] = ()
    total: int | None = None  # None while the number of episodes is not announced
    every: tuple[int, ...] = ()  # weekdays of the pattern, Monday is 0
    hands: Hands | None = field(init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "hands", Hands.of(self.episodes))


@dataclass(frozen=True, slots=True)
class Drama:
    slug: str
    title: str
    releases: tuple[Release, ...]  # the first is the default
    original_title: str | None = None
    aliases: tuple[str, ...] = ()
    about: str | None = None
    director: tuple[str, ...] = ()
    rating: str | None = None
    source: str | None = None
    cast: tuple[CastMember, ...] = ()
    quotes: tuple[Quote, ...] = field(default=(), repr=False)

    def release(self, key: str | None = None) -> Release:
        """The release of that key; the default one for None, or for a key that the schedule no longer has."""
        return next((release for release in self.releases if release.key == key), self.releases[0])

    def airings(self, release: Release) -> Iterator[Airing]:
        """In order of episode numbers. Episodes whose date is unknown are left out: there is nothing to tell yet."""
        dated = [episode for episode in release.episodes if episode.announced.on is not None]
        one_clock = len({episode.announced.zone for episode in dated}) == 1
        for _, together in groupby(dated, key=_wall if one_clock else _instant):
            yield Airing(self, release, tuple(together))


def _wall(episode: Episode) -> object:
    return episode.announced.on, episode.announced.hour


def _instant(episode: Episode) -> object:
    return episode.announced.on, episode.announced.at
