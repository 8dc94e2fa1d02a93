"""How much is planned in one transaction, in which nobody else can write."""

import asyncio
from collections.abc import Iterator
from contextlib import contextmanager

FIRST = 300  # subscriptions: the first messages wait for these
LEAST, MOST = 1000, 20_000  # what comes with a transaction takes as long as some hundred


class Chunks:
    """As many as this machine plans just now within the seconds that others may wait."""

    def __init__(self) -> None:
        self.size = FIRST

    @contextmanager
    def timed(self, longest: float) -> Iterator[None]:
        """A chunk is made in here, which should not take longer than that."""
        clock = asyncio.get_running_loop().time
        began = clock()
        yield
        self.heed(clock() - began, longest)

    def heed(self, seconds: float, longest: float) -> None:
        """So long the last one took; the next is at most twice as large."""
        fitting = self.size * min(longest / max(seconds, 1e-6), 2)
        self.size = round(min(max(fitting, LEAST), MOST))
