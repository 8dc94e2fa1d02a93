"""Whether the bot is well, in words for an operator. No names, no numbers of people, no secrets."""

import asyncio
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Protocol

BEHIND = timedelta(seconds=60)  # how far planning may be behind: it looks every 15 s
PATIENCE = 5.0  # seconds for the store to write
FRESH = 3.0  # seconds for which a look at the store is good: anybody may ask


class Store(Protocol):
    async def set(self, key: str, value: str) -> None: ...


@dataclass(slots=True)
class Platforms:
    """How the connections are. The app tells; health and metrics read."""

    trouble: dict[str, str] = field(default_factory=dict)  # what is wrong, by platform; "" while it is connected

    def expect(self, platform: str) -> None:
        self.trouble[platform] = "not connected yet"

    def connected(self, platform: str) -> None:
        self.trouble[platform] = ""

    def lost(self, platform: str, reason: str = "") -> None:
        """`reason` is why the platform refused the bot for good; without one it is being tried again."""
        self.trouble[platform] = (
            f"refused: {reason}" if reason else "cannot be reached, or is silent; being tried again"
        )


@dataclass(slots=True)
class Health:
    platforms: Platforms
    store: Store
    mark: Callable[[], Awaitable[datetime | None]]  # up to where everything is planned
    now: Callable[[], datetime]  # the story clock
    held: bool = False  # whether that clock stands still between leaps: then planning is never behind
    _seen: list[str] = field(default_factory=list)
    _at: float | None = None  # the loop's clock
    _looking: asyncio.Lock = field(default_factory=asyncio.Lock)

    async def complaints(self) -> list[str]:
        """What is wrong, one sentence each; empty when all is well."""
        found = [f"{platform}: {why}" for platform, why in self.platforms.trouble.items() if why]
        async with self._looking:
            elapsed = asyncio.get_running_loop().time()
            if self._at is None or elapsed - self._at > FRESH:
                self._seen = await self._store_complaints()
                self._at = elapsed
        return found + self._seen

    async def behind(self) -> timedelta:
        """How far planning is behind the story clock."""
        mark = await self.mark()
        return timedelta() if mark is None or self.held else max(self.now() - mark, timedelta())

    async def _store_complaints(self) -> list[str]:
        try:
            async with asyncio.timeout(PATIENCE):
                # each time another value: SQLite leaves a full disk alone where nothing would change
                await self.store.set("health", f"{asyncio.get_running_loop().time():.3f}")
                behind = await self.behind()
        except TimeoutError:
            return [f"store: did not write within {PATIENCE:.0f} seconds"]
        except Exception as error:
            return [f"store: cannot be written ({type(error).__name__})"]
        seconds = int(behind.total_seconds())
        return [f"planning: is {seconds} seconds behind"] if behind > BEHIND else []
