"""The airings of a release in the order in which they are told, found without walking through all of them."""

from bisect import bisect_right
from collections.abc import Iterable
from datetime import datetime

from bot.core.dramas import Airing
from bot.core.progress import standing


class Calendar:
    """A sequence of airings. An airing of an unknown hour stands at the instant when it is told as announced."""

    def __init__(self, airings: Iterable[Airing]) -> None:
        placed = sorted(((standing(airing), airing) for airing in airings), key=lambda one: one[0])
        self._at = [at for at, _ in placed]
        self._airings = [airing for _, airing in placed]
        self.unknown_hours = any(airing.announced.hour is None for airing in self._airings)

    def __len__(self) -> int:
        return len(self._airings)

    def __getitem__(self, place: int) -> Airing:
        return self._airings[place]

    def at(self, place: int) -> datetime:
        return self._at[place]

    def after(self, instant: datetime) -> int:
        """The place of the first airing after that instant; the length when there is none."""
        return bisect_right(self._at, instant)
