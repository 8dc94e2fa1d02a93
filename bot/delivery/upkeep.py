"""Deletes what is no longer needed, a little at a time."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.core.deliveries import Lost

log = structlog.get_logger(__name__)

EVERY = 3600.0  # seconds
PAUSE = 0.1  # seconds between two chunks: everything else goes first


class Keeping(Protocol):
    async def purge(self, real: datetime) -> None: ...
    async def tidy(self, before: datetime) -> bool: ...


class Upkeep:
    """`kept` is for how long what was told is remembered."""

    def __init__(
        self,
        keeping: Keeping,
        kept: timedelta,
        now: Callable[[], datetime],
        real_now: Callable[[], datetime],
        doubt: Callable[[], str | None] = lambda: None,
    ) -> None:
        self.keeping = keeping
        self.kept = kept
        self.now = now
        self.real_now = real_now
        self.doubt = doubt

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await asyncio.sleep(EVERY)
            try:
                await self.once()
            except Lost:
                return  # which ends the bot, and is said there
            except Exception:
                log.exception("the store could not be tidied; it is tried again in an hour")

    async def once(self) -> None:
        if self.doubt():
            return  # a clock that is years ahead would have us forget everything
        await self.keeping.purge(self.real_now())
        while await self.keeping.tidy(self.now() - self.kept):  # noqa: ASYNC110 - it is no event that is waited for
            await asyncio.sleep(PAUSE)
