"""The airings of a release in the order in which they are told, found without walking through all of them."""

from bisect import bisect_right
from collections.abc import Sequence
from datetime import date, datetime, time

from bot.core import clocks
from bot.core.dramas import Airing, Drama, Release
from bot.core.leads import TOLD
from bot.core.progress import standing


class Calendar:
    """A sequence of airings. An airing of an unknown hour stands at the instant when it is told as announced.

    Of ten thousand releases most have ended, and of each other one airing is next. So a place is found by what the
    hands of the release's clock show; instants and airings are made where they are needed.
    """

    __slots__ = ("_airings", "_at", "_drama", "_premieres", "_release", "_walls", "_zone", "unknown_hours")

    def __init__(self, drama: Drama, release: Release, *, premieres: bool = False) -> None:
        self._drama = drama
        self._release = release
        self._premieres = premieres
        self._airings: Sequence[Airing] | None = None
        self._at: dict[int, datetime] = {}
        self._walls: Sequence[datetime] | None = None
        self.unknown_hours = False
        if hands := release.hands:
            self._zone, self._walls = hands.zone, hands.premieres if premieres else hands.airings
        else:
            self.unknown_hours = any(airing.announced.hour is None for airing in self._made())

    def __len__(self) -> int:
        return len(self._made() if self._walls is None else self._walls)

    def __getitem__(self, place: int) -> Airing:
        return self._made()[place]

    def at(self, place: int) -> datetime:
        found = self._at.get(place)
        if found is None:
            found = standing(self[place]) if self._walls is None else clocks.instant(self._walls[place], self._zone)
            self._at[place] = found
        return found

    def after(self, instant: datetime) -> int:
        """The place of the first airing after that instant; the length when there is none."""
        walls = self._walls
        if walls is None:
            return bisect_right(range(len(self)), instant, key=self.at)
        place = bisect_right(walls, clocks.hands(instant, self._zone))
        while place < len(walls) and self.at(place) <= instant:  # an hour that a clock showed twice
            place += 1
        return place

    def ended(self, instant: datetime) -> bool:
        """Whether the clock had shown the last hour by then. False where hands are not known.

        An hour that a clock shows twice counts once, so it is to be asked of an instant somewhat earlier.
        """
        return self._walls is not None and (not self._walls or self._walls[-1] < clocks.hands(instant, self._zone))

    def _made(self) -> Sequence[Airing]:
        if self._airings is None:
            found = (one for one in self._drama.airings(self._release) if one.premiere or not self._premieres)
            one_clock = len({episode.announced.zone for episode in self._release.episodes}) <= 1
            self._airings = sorted(found, key=_wall if one_clock else standing)
        return self._airings


def _wall(airing: Airing) -> tuple[date, time]:
    announced = airing.announced
    assert announced.on is not None  # airings have dates
    return announced.on, announced.hour or TOLD
