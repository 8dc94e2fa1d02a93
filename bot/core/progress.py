"""How far a release has come at an instant."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime

from bot.core import times
from bot.core.dramas import Airing, Drama, Release
from bot.core.leads import TOLD


@dataclass(frozen=True, slots=True)
class Progress:
    """What is out and what is to come, each in order. An episode of unknown hour is to come until its day is over."""

    out: tuple[Airing, ...]
    coming: tuple[Airing, ...]

    @property
    def next(self) -> Airing | None:
        return self.coming[0] if self.coming else None

    @property
    def latest(self) -> Airing | None:
        return self.out[-1] if self.out else None

    @property
    def count(self) -> int:
        """How many episodes are out."""
        return sum(len(airing.episodes) for airing in self.out)

    @property
    def ended(self) -> bool:
        return not self.coming and bool(self.out) and any(airing.finale for airing in self.out)


def progress(airings: Iterable[Airing], now: datetime) -> Progress:
    ordered = sorted(airings, key=standing)
    return Progress(
        tuple(airing for airing in ordered if is_out(airing, now)),
        tuple(airing for airing in ordered if not is_out(airing, now)),
    )


def of(drama: Drama, release: Release, now: datetime) -> Progress:
    return progress(drama.airings(release), now)


def is_out(airing: Airing, now: datetime) -> bool:
    if airing.at is not None:
        return airing.at <= now
    return night(airing, None) < times.day_of(now, airing.announced.zone)


def standing(airing: Airing) -> datetime:
    """The instant by which airings are put in order; of an unknown hour the one when it is told."""
    return airing.at or times.instant(datetime.combine(night(airing, None), TOLD), airing.announced.zone)


def night(airing: Airing, zone: str | None) -> date:
    """The day that fans count it to, in that zone or the announced one: 12 AM to 2:59 AM belong to the day before."""
    if airing.at is not None:
        return times.day_of(airing.at, zone or airing.announced.zone)
    on = airing.announced.on
    assert on is not None  # airings have dates
    return on
