"""The airings of a release in the order in which they are told, found without walking through all of them."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import date, datetime, time

from bot.core.dramas import Airing
from bot.core.leads import TOLD
from bot.core.progress import standing


class Calendar:
    """A sequence of airings. An airing of an unknown hour stands at the instant when it is told as announced."""

    def __init__(self, airings: Iterable[Airing]) -> None:
        found = list(airings)
        self.unknown_hours = any(airing.announced.hour is None for airing in found)
        one_clock = len({airing.announced.zone for airing in found}) <= 1
        # on one clock the order of its hands is that of the instants, and these are worked out where they are needed
        self._airings = sorted(found, key=_wall if one_clock else standing)
        self._at: list[datetime | None] = [None] * len(found)

    def __len__(self) -> int:
        return len(self._airings)

    def __getitem__(self, place: int) -> Airing:
        return self._airings[place]

    def at(self, place: int) -> datetime:
        found = self._at[place]
        if found is None:
            found = self._at[place] = standing(self._airings[place])
        return found

    def after(self, instant: datetime) -> int:
        """The place of the first airing after that instant; the length when there is none."""
        return bisect_right(range(len(self)), instant, key=self.at)


def _wall(airing: Airing) -> tuple[date, time]:
    announced = airing.announced
    assert announced.on is not None  # airings have dates
    return announced.on, announced.hour or TOLD
