"""Messages that were sent and are no longer true, put right where the platform can edit them."""

import asyncio
from collections.abc import Callable
from datetime import datetime, timedelta

import structlog

from bot.core.deliveries import Batch, Corrections, Lost
from bot.core.messages import Message
from bot.core.outcomes import Kind, Outcome
from bot.core.ports import Chat, Place, Reader
from bot.delivery.pace import Pace

log = structlog.get_logger(__name__)

AGAIN = timedelta(seconds=60)  # before another attempt, where one may help


class Corrector:
    """One a platform, beside its sender. `corrected` makes the text; None where there is nothing to say instead."""

    def __init__(
        self,
        chat: Chat,
        outbox: Corrections,
        pace: Pace,
        corrected: Callable[[Batch], Message | None],
        now: Callable[[], datetime],
        real_now: Callable[[], datetime],
    ) -> None:
        self.chat = chat
        self.outbox = outbox
        self.pace = pace
        self.corrected = corrected
        self.now = now
        self.real_now = real_now
        self._bell = asyncio.Event()

    def ring(self) -> None:
        """There may be something to correct."""
        self._bell.set()

    async def run(self) -> None:
        """Until cancelled. News come first: between two corrections the sender has its turn."""
        while True:
            await self._bell.wait()
            self._bell.clear()
            try:
                while batch := await self.outbox.correction(self.chat.platform, self.real_now()):
                    await self._correct(batch)
            except Lost:
                return  # which ends the bot, and is said there
            except Exception:
                log.exception("a correction failed", platform=self.chat.platform)

    async def _correct(self, batch: Batch) -> None:
        message = self.corrected(batch)
        if message is None:
            await self.outbox.corrected(batch, None)
            return
        await self.pace.slot()
        self.pace.take(batch.address.chat, group=batch.place is not Place.PRIVATE)
        outcome = await self.chat.edit(batch.address, batch.message_id, message, Reader(batch.zone, self.now()))
        if outcome.kind is not Kind.SENT:
            log.info("a message was not corrected", batch=batch.id, kind=outcome.kind.value, reason=outcome.reason)
        await self.outbox.corrected(batch, self._again(outcome))

    def _again(self, outcome: Outcome) -> datetime | None:
        match outcome.kind:
            case Kind.NOT_SENT | Kind.UNKNOWN:
                return self.real_now() + AGAIN
            case Kind.WAIT | Kind.BANNED:
                return self.real_now() + timedelta(seconds=outcome.seconds or 1)
        return None
