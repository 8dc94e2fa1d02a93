"""Asks platforms how many people are in the chats that are told, now and then and one after the other."""

import asyncio
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.core.deliveries import Lost
from bot.core.ports import Address, Chat, Counting

log = structlog.get_logger(__name__)

FIRST, EVERY = 30.0, 600.0  # seconds until the first round, and between two
PAUSE = 1.0  # seconds between two questions: everything else goes first
MOST = 100  # chats a round
LASTS = timedelta(days=7)  # so long a count is good enough


class People(Protocol):
    """Where counts are kept."""

    async def uncounted(self, platform: str, before: datetime, limit: int) -> Sequence[tuple[int, Address]]:
        """Chats of several people that were not counted since then: ids and addresses."""

    async def count(self, chat_id: int, people: int | None, real: datetime) -> None:
        """None: the platform did not say."""


class Headcount:
    """Of one platform."""

    def __init__(self, chat: Chat, people: People, real_now: Callable[[], datetime], pause: float = PAUSE) -> None:
        self.chat = chat
        self.people = people
        self.real_now = real_now
        self.pause = pause

    async def run(self) -> None:
        """Until cancelled."""
        await asyncio.sleep(FIRST)
        while True:
            try:
                await self.once()
            except Lost:
                return  # which ends the bot, and is said there
            except Exception:
                log.exception("people could not be counted", platform=self.chat.platform)
            await asyncio.sleep(EVERY)

    async def once(self) -> None:
        if not isinstance(self.chat, Counting):
            return
        real = self.real_now()
        for chat_id, address in await self.people.uncounted(self.chat.platform, real - LASTS, MOST):
            await self.people.count(chat_id, await self.chat.people(address), real)
            await asyncio.sleep(self.pause)
