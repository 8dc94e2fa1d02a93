"""One process a store: a second one would send everything twice.

A lock keeps the second one out, and the system frees it when its holder dies, however it dies. But a holder may also
freeze (SIGSTOP, a suspended machine) for so long that another has to take over, and then wake up. So the holder writes
its name into the store, and every transaction asks whether it is still there: see `engine`.
"""

import asyncio
import secrets
from abc import ABC, abstractmethod
from contextlib import suppress

from bot.core.deliveries import Lost

LOOK = 3.0  # seconds between two looks whether we still hold it
SURE = 2.0  # seconds for which the store's last word on it counts
FROZEN = 60  # seconds without a sign of life after which a holder may be replaced


class Taken(Exception):
    """Another process has the store; the text says so."""


class Lock(ABC):
    """Held by the one process that uses a store. `holder` is its name there."""

    def __init__(self) -> None:
        self.holder = secrets.token_hex(8)
        self.why: str | None = None  # it was lost
        self._lost = asyncio.Event()
        self._seen = float("-inf")

    def check(self, holder: str | None) -> None:
        """Compare our name with the one that the store has. Raises Lost."""
        if holder != self.holder:
            self.lose("Another Dramabell has taken over this store, while this one did not move.")
        self.hold()
        self._seen = asyncio.get_running_loop().time()

    def hold(self) -> None:
        """Raises Lost when it is known to be lost."""
        if self.why is not None:
            raise Lost(self.why)

    @property
    def sure(self) -> bool:
        """Whether the store has confirmed it just now."""
        self.hold()
        return asyncio.get_running_loop().time() - self._seen < SURE

    def lose(self, why: str) -> None:
        self.why = self.why or why
        self._lost.set()

    async def watch(self) -> None:
        """Until it is lost. Raises Lost, with the reason."""
        while self.why is None:
            if why := await self._look():
                self.lose(why)
            else:
                await self._wait()
        self.hold()

    async def _wait(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(LOOK):
                await self._lost.wait()

    @abstractmethod
    async def _look(self) -> str | None:
        """Give a sign of life. Why we hold it no longer, or None."""
