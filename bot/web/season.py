"""What the schedule page shows, as values: the dramas with how far each has come, and their nights."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from enum import Enum
from itertools import groupby

from bot.core import times
from bot.core.catalogue import Catalogue
from bot.core.dramas import Airing, Drama, Quote, Release
from bot.core.progress import is_out, night, standing
from bot.core.spoilers import NOTHING, veiled
from bot.core.texts.phrases import WEEKDAYS

DAYS = 7
SOON = timedelta(weeks=4)  # until then, what is to come has no place among the weekdays
AHEAD = timedelta(days=2)  # an airing's day begins that much before or after any instant of it, the world around
MEMORIES = 6
PATTERN = 8  # airings from which the weekdays of a release are told


class State(Enum):
    """How far a drama is: the first of its releases that has not ended counts."""

    ON = "on the air"
    COMING = "to come"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class Filters:
    """What a visitor wants to see; empty for everything."""

    words: str = ""
    network: str = ""  # the key of a release
    state: State | None = None

    def __bool__(self) -> bool:
        return bool(self.words or self.network or self.state)


@dataclass(frozen=True, slots=True)
class Run:
    """One release, at this moment."""

    release: Release
    out: int  # episodes
    last: Airing | None  # the latest that is out
    next: Airing | None
    finale: Airing | None

    @property
    def state(self) -> State:
        if self.next is None:
            return (
                State.ENDED if self.last is not None and self.last.finale else State.ON if self.last else State.COMING
            )
        return State.ON if self.last is not None else State.COMING


@dataclass(frozen=True, slots=True)
class Show:
    """A drama, at this moment."""

    drama: Drama
    runs: tuple[Run, ...]

    @property
    def state(self) -> State:
        states = {run.state for run in self.runs}
        return next(state for state in State if state in states)

    @property
    def next(self) -> Airing | None:
        ahead = [run.next for run in self.runs if run.next]
        return min(ahead, key=standing, default=None)

    @property
    def last(self) -> Airing | None:
        """The latest of all releases."""
        return max((run.last for run in self.runs if run.last), key=standing, default=None)


@dataclass(frozen=True, slots=True)
class Slot:
    """A place in the grid: what comes on a weekday, told from one airing of it."""

    airing: Airing
    again: bool  # whether it still comes


@dataclass(frozen=True, slots=True)
class Season:
    """All of the page. `zone` is the visitor's, None for each drama's own; days are nights as fans count them."""

    now: datetime
    zone: str | None
    today: date | None  # None where it is another date for each announced zone
    tonight: tuple[Airing, ...]
    week: tuple[tuple[date, tuple[Airing, ...]], ...]
    grid: tuple[tuple[str, tuple[Slot, ...]], ...]  # Monday first
    live: bool  # whether the grid shows what still comes
    memories: tuple[Airing, ...]  # premieres and finales of these days in other years
    quote: tuple[Drama, Quote] | None
    shows: tuple[Show, ...]
    known: int  # how many dramas there are without filters


def season(catalogue: Catalogue, now: datetime, zone: str | None, filters: Filters) -> Season:
    shows = sorted(_filtered(catalogue, now, filters), key=_order)
    found = [airing for show in shows for airing in _near(catalogue, show, now)]
    nights = sorted(_nights(found, now, zone), key=lambda one: (one[1], standing(one[2])))
    week = groupby((one for one in nights if one[0]), key=lambda one: one[1])
    live = [show for show in shows if _is_live(show, now)]
    return Season(
        now,
        zone,
        times.day_of(now, zone) if zone else None,
        tuple(airing for ahead, _, airing in nights if not ahead),
        tuple((on, tuple(airing for _, _, airing in several)) for on, several in week),
        _grid(catalogue, live or shows, zone),
        bool(live),
        tuple(_memories(catalogue, shows, now, zone))[:MEMORIES],
        _quote(shows, now),
        tuple(shows),
        len(catalogue.dramas),
    )


def show(catalogue: Catalogue, drama: Drama, now: datetime) -> Show:
    return Show(drama, tuple(_run(catalogue, drama, release, now) for release in drama.releases))


def _run(catalogue: Catalogue, drama: Drama, release: Release, now: datetime) -> Run:
    calendar = catalogue.calendar(drama, release)
    place = calendar.after(now)
    while place and not is_out(calendar[place - 1], now):  # of unknown hour: to come until its day is over
        place -= 1
    return Run(
        release,
        sum(len(calendar[at].episodes) for at in range(place)),
        calendar[place - 1] if place else None,
        calendar[place] if place < len(calendar) else None,
        next((calendar[at] for at in reversed(range(len(calendar))) if calendar[at].finale), None),
    )


def _filtered(catalogue: Catalogue, now: datetime, filters: Filters) -> Iterator[Show]:
    dramas: Iterable[Drama] = catalogue.dramas.values()
    if filters.words:
        dramas = catalogue.names.search(filters.words)
    for drama in dramas:
        if filters.network and filters.network not in (release.key for release in drama.releases):
            continue
        one = show(catalogue, drama, now)
        if filters.state in (None, one.state):
            yield one


def _is_live(one: Show, now: datetime) -> bool:
    """On the air, or soon."""
    soon = one.next is not None and standing(one.next) < now + SOON
    return soon or one.state is State.ON


def _order(one: Show) -> tuple[int, float, str]:
    """On the air first, the soonest in front; what has ended last, the latest in front."""
    state = list(State).index(one.state)
    if one.next is not None:
        return state, standing(one.next).timestamp(), one.drama.title
    return state, -standing(one.last).timestamp() if one.last else 0.0, one.drama.title


def _near(catalogue: Catalogue, one: Show, now: datetime) -> Iterator[Airing]:
    """What may be on one of the next seven days, anywhere."""
    for run in one.runs:
        calendar = catalogue.calendar(one.drama, run.release)
        for place in range(calendar.after(now - AHEAD), calendar.after(now + AHEAD + timedelta(days=DAYS))):
            yield calendar[place]


def _nights(found: Iterable[Airing], now: datetime, zone: str | None) -> Iterator[tuple[bool, date, Airing]]:
    """Those of the next seven days: whether it is after today, and on which night."""
    for airing in found:
        today = times.day_of(now, zone or airing.announced.zone)
        on = night(airing, zone)
        if today <= on < today + timedelta(days=DAYS):
            yield on > today, on, airing


def _grid(catalogue: Catalogue, shows: Sequence[Show], zone: str | None) -> tuple[tuple[str, tuple[Slot, ...]], ...]:
    """By weekday, what comes weekly; each release stands under every weekday that it has."""
    columns: dict[int, list[Slot]] = {day: [] for day in range(7)}
    for one in shows:
        for run in one.runs:
            if run.release.every:
                for day, airing in _weekdays(catalogue, one.drama, run, zone).items():
                    columns[day].append(Slot(airing, run.next is not None))
    for slots in columns.values():
        slots.sort(key=lambda slot: (_hour(slot.airing, zone), slot.airing.drama.title))
    return tuple((WEEKDAYS[day], tuple(slots)) for day, slots in columns.items())


def _weekdays(catalogue: Catalogue, drama: Drama, run: Run, zone: str | None) -> dict[int, Airing]:
    """An airing for each weekday: of what comes next, or of how it ended."""
    calendar = catalogue.calendar(drama, run.release)
    first = len(calendar) if run.next is None else next(at for at in range(len(calendar)) if calendar[at] is run.next)
    places = range(first, min(first + PATTERN, len(calendar))) or range(max(0, first - PATTERN), first)
    found: dict[int, Airing] = {}
    for place in places:
        airing = calendar[place]
        if (airing.announced.on or date.min).weekday() in run.release.every:  # not a night that was moved
            found.setdefault(night(airing, zone).weekday(), airing)
    return found


def _hour(airing: Airing, zone: str | None) -> tuple[bool, int]:
    """After midnight is late, an unknown hour last."""
    if airing.at is None:
        return True, 0
    shown = times.local(airing.at, zone or airing.announced.zone)
    minutes = shown.hour * 60 + shown.minute
    return False, minutes + 24 * 60 * (shown.time() < times.DAY_BEGINS)


def _memories(catalogue: Catalogue, shows: Iterable[Show], now: datetime, zone: str | None) -> Iterator[Airing]:
    """Premieres and finales on the dates of the next seven days, in earlier years."""
    found = []
    for one in shows:
        for run in one.runs[:1]:
            calendar = catalogue.calendar(one.drama, run.release)
            for place in {0, len(calendar) - 1} if len(calendar) else ():
                airing = calendar[place]
                today = times.day_of(now, zone or airing.announced.zone)
                on = night(airing, zone)
                away = _days_until(on, today)
                if (airing.premiere or airing.finale) and on.year < today.year and away < DAYS:
                    found.append((away, on.year, airing))
    yield from (airing for *_, airing in sorted(found, key=lambda one: one[:2]))


def _days_until(on: date, today: date) -> int:
    """Until that date comes round; 29 February does so in leap years alone."""
    for ahead in range(DAYS):
        day = today + timedelta(days=ahead)
        if (day.month, day.day) == (on.month, on.day):
            return ahead
    return DAYS


def _quote(shows: Sequence[Show], now: datetime) -> tuple[Drama, Quote] | None:
    """One a day, the same for everybody, and no spoiler."""
    every = ((one.drama, quote) for one in shows for quote in one.drama.quotes)
    said = [(drama, quote) for drama, quote in every if not veiled(drama, quote, NOTHING, now).spoiler]
    return said[now.toordinal() % len(said)] if said else None
