"""Outside lists of dramas, and how what one says becomes a draft. What it does not say stays open."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime, time, timedelta
from itertools import groupby
from typing import Protocol

from bot.core import drafts, schedules, surgery, zones
from bot.core.drafts import Night, Sketch, SketchedRelease
from bot.core.dramas import Announced, Drama
from bot.core.times import Wall, local

MOST_SKIPPED = 3  # nights left out for each that was not, before the weekdays are no pattern any more
_DAY = timedelta(days=1)


@dataclass(frozen=True, slots=True)
class Listed:
    """One of the shows that a search found. `number` is the guide's own."""

    number: str
    title: str
    network: str | None = None
    year: int | None = None


@dataclass(frozen=True, slots=True)
class Slot:
    """One regular episode. `at` is in UTC, None while the hour is not known; `on` is then all there is, if anything."""

    season: int
    on: date | None = None
    at: datetime | None = None


@dataclass(frozen=True, slots=True)
class Show:
    """What a guide says of a show. `zone` is that of its network's country, None where there is none."""

    guide: str  # as people call it
    key: str  # as a command line names it: tvmaze:70041
    title: str
    network: str | None
    zone: str | None
    also: str | None = None  # another network that it names, whose hours it does not say
    days: tuple[int, ...] = ()  # weekdays, Monday is 0
    slots: tuple[Slot, ...] = ()  # in order
    over: bool = False  # no further episodes are to come
    about: str | None = None
    cast: tuple[tuple[str, str | None], ...] = ()
    specials: tuple[str, ...] = ()  # titles of what is no regular episode, and was left out
    doubts: tuple[str, ...] = ()  # what it says in two ways, in sentences

    @property
    def seasons(self) -> tuple[int, ...]:
        return tuple(sorted({slot.season for slot in self.slots}))

    def season(self, number: int) -> "Show":
        """That season alone. Only the last may still have episodes to come."""
        slots = tuple(slot for slot in self.slots if slot.season == number)
        title = self.title if number == 1 else f"{self.title} {number}"
        return replace(self, title=title, slots=slots, over=self.over or number < self.seasons[-1])


class Guide(Protocol):
    """Asked over the network. Raises a Mistake for whatever keeps it from answering, in words for the one who asked."""

    name: str
    prefix: str  # before its numbers, in small letters: tvmaze

    async def search(self, words: str) -> Sequence[Listed]:
        """Best first; empty when nothing is called like that."""

    async def show(self, number: str) -> Show: ...


def sketch(show: Show, zone: str, *, whole: bool, also: bool) -> Sketch:
    """A draft of it. `whole` says that these are all its episodes; `also` puts its other network beside, without hours.

    `zone` is the clock on which it is announced. A show with a network only.
    """
    told, clock = [announced(slot, zone) for slot in show.slots], zones.short(zone) or zone
    releases = [release(show.network or show.guide, clock, told, show.days, whole=whole)]
    if also and show.also:
        days = [replace(one, hour=None) for one in told]
        releases.append(release(show.also, clock, days, show.days, whole=whole))
    return Sketch(show.title, tuple(releases), about=show.about, cast=show.cast, source=show.guide)


def announced(slot: Slot, zone: str) -> Announced:
    if slot.at is None:
        return Announced(slot.on, None, zone)
    wall = local(slot.at, zone)
    return Announced(wall.date(), wall.time().replace(second=0, microsecond=0), zone)


def release(network: str, zone: str, told: Sequence[Announced], days: Sequence[int], *, whole: bool) -> SketchedRelease:
    """The pattern that explains most of these nights, and the others one by one."""
    plain = SketchedRelease(network, zone, episodes=len(told) or None, more=not whole)
    if not told or told[0].on is None:
        return plain if all(one.on is None for one in told) else _apart(plain, told)
    first = replace(plain, first=Wall(told[0].on, told[0].hour))
    tries = [_apart(one, told) for one in (first, *_patterns(first, told, days))]
    return min(tries, key=lambda one: (len(one.nights), len(one.skip)))


def _patterns(first: SketchedRelease, told: Sequence[Announced], days: Sequence[int]) -> Iterator[SketchedRelease]:
    """Weekdays as the guide says them, and as the nights show them; with so many a night as most have."""
    nights = [(on, len(list(same))) for on, same in groupby(one.on for one in told) if on is not None]
    seen = tuple(sorted({on.weekday() for on, _ in nights}))
    often = Counter(on.weekday() for on, _ in nights)
    usual = tuple(sorted(day for day, times in often.items() if 3 * times >= max(often.values())))
    per_night = Counter(many for _, many in nights).most_common(1)[0][0]
    for every in dict.fromkeys((tuple(sorted(days)), usual, seen)):
        if every and len(nights) > 1:
            made = replace(first, every=every, per_night=per_night)
            yield made
            yield replace(made, skip=_skipped(nights, every))


def _skipped(nights: Sequence[tuple[date, int]], every: Sequence[int]) -> tuple[date, ...]:
    there = {on for on, _ in nights}
    first, last = min(there), max(there)
    days = (first + ahead * _DAY for ahead in range((last - first).days))
    skipped = tuple(on for on in days if on.weekday() in every and on not in there)
    return skipped if len(skipped) <= MOST_SKIPPED * len(there) else ()


def _apart(made: SketchedRelease, told: Sequence[Announced]) -> SketchedRelease:
    """With a change for each episode that the pattern puts elsewhere."""
    try:
        drama = schedules.parse(drafts.document(Sketch("x", (made,))), "x")
    except schedules.ScheduleFault:  # a pattern that contradicts itself
        made = replace(made, every=(), per_night=None, skip=())
        drama = schedules.parse(drafts.document(Sketch("x", (made,))), "x")
    usual = {episode.number: episode.announced for episode in drama.release().episodes}
    other = [(number, one) for number, one in enumerate(told, 1) if not _same(usual.get(number), one)]
    changes = tuple(
        Night(tuple(number for number, _ in night), _when(*when))
        for when, night in groupby(other, key=lambda pair: (pair[1].on, pair[1].hour))
    )
    return replace(made, nights=changes)


def _same(one: Announced | None, other: Announced) -> bool:
    return one is not None and (one.on, one.hour) == (other.on, other.hour)


def _when(on: date | None, hour: time | None) -> datetime | date | None:
    return on if on is None or hour is None else datetime.combine(on, hour)


def taken_over(text: str, drama: Drama, key: str, told: Sequence[Announced], show: Show, *, whole: bool) -> str:
    """The file of a drama with the nights of that release as the guide has them. An hour that it does not say stays."""
    known = drama.release(key)
    usual = {episode.number: episode.announced for episode in known.episodes}
    now = [usual[n] if n in usual and not _differs(usual[n], one) else one for n, one in enumerate(told, 1)]
    if not whole and known.total is not None and known.total >= len(told):
        return _nights(text, drama, key, now)
    if now == [usual.get(number) for number in range(1, len(now) + 1)] and (known.total == len(now)) == whole:
        return text
    fresh = release(known.network, zones.short(known.zone) or known.zone, now, show.days, whole=whole)
    made = drafts.instead(text, drama.releases.index(known), fresh)
    if made is not None and all(one.zone == known.zone for one in now):
        return made
    if known.total != len(told):
        text = surgery.total(text, drama.slug, key, len(told))
    return _nights(text, schedules.parse(text, drama.slug), key, now)


def _nights(text: str, drama: Drama, key: str, told: Sequence[Announced]) -> str:
    """Each night that differs, moved on its own."""
    usual = {episode.number: episode.announced for episode in drama.release(key).episodes}
    other = [(n, one) for n, one in enumerate(told, 1) if one.on and n in usual and usual[n] != one]
    for (on, hour), night in groupby(other, key=lambda pair: (pair[1].on, pair[1].hour)):
        several = list(night)
        assert on is not None
        zone = several[0][1].zone
        text = surgery.move(text, drama.slug, key, [number for number, _ in several], Wall(on, hour, zone))
    return text


def _differs(known: Announced, told: Announced) -> bool:
    """Whether the guide says another night or hour. Of what it does not say, nothing differs."""
    if told.on is None:
        return False
    if told.at is not None:
        return known.at != told.at
    return known.on != told.on and (known.at is None or local(known.at, told.zone).date() != told.on)
