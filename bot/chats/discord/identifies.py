"""How often a new session may be begun, over all restarts: Discord takes the token away from a bot that begins 1,000
in a day, and a process that crashes and is started again does so without knowing of its past.
"""

import json
from collections.abc import Callable
from datetime import datetime, timedelta

from bot.core.ports import Memory

MANY = 8  # sessions begun in WHILE: it looks like a crash loop, and no longer like somebody who tries things out
WHILE = timedelta(minutes=20)
PAUSE = timedelta(minutes=5)  # between two of them from then on: with the first ones at most 28 an hour

KEY = "discord identifies"


class Identifies:
    """Kept in `memory`, as instants of `now`, which is real time."""

    def __init__(self, memory: Memory, now: Callable[[], datetime]) -> None:
        self.memory = memory
        self.now = now

    async def wait(self) -> float:
        """Seconds until the next may begin."""
        recent = await self._recent()
        return max((recent[-1] + PAUSE - self.now()).total_seconds(), 0.0) if len(recent) >= MANY else 0.0

    async def add(self) -> None:
        """One begins now."""
        begun = [*await self._recent(), self.now()]
        await self.memory.set(KEY, json.dumps([at.isoformat() for at in begun[-MANY:]]))

    async def _recent(self) -> list[datetime]:
        """Those in WHILE; what a wrong clock wrote as the future does not count."""
        now = self.now()
        kept = json.loads(await self.memory.get(KEY) or "[]")
        return [at for at in map(datetime.fromisoformat, kept) if now - WHILE < at <= now]
