"""The sender of one platform: waits for a slot, claims a batch, sends it, records what came of it."""

import asyncio
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime, timedelta

import structlog

from bot.core.deliveries import Batch, Lost, Outbox
from bot.core.leads import parse
from bot.core.messages import Message
from bot.core.outcomes import Kind, Outcome
from bot.core.ports import Address, Chat, Place, Reader
from bot.delivery import policy
from bot.delivery.pace import Pace

log = structlog.get_logger(__name__)

IDLE = 1.0  # seconds between two looks at the outbox when nobody rings: retries and chats whose pace was used up
IN_FLIGHT = 64  # requests under way at once: the rate times the longest answer that is still usual
LAST_SECONDS = 8  # for requests under way when we are asked to stop: `docker stop` kills after ten
NO_RIGHTS_PAUSE = timedelta(days=1)

Compose = Callable[[Batch, datetime], Message | None]


class Sender:
    """`compose` makes the text when it is sent, so that it is never stale; None when there is nothing left to say."""

    def __init__(
        self,
        chat: Chat,
        outbox: Outbox,
        pace: Pace,
        compose: Compose,
        now: Callable[[], datetime],
        real_now: Callable[[], datetime],
    ) -> None:
        self.chat = chat
        self.outbox = outbox
        self.pace = pace
        self.compose = compose
        self.now = now
        self.real_now = real_now
        self._bell = asyncio.Event()
        self._connected = asyncio.Event()
        self._room = asyncio.Semaphore(IN_FLIGHT)
        self._under_way: set[asyncio.Task[None]] = set()

    def ring(self) -> None:
        """There may be something to send."""
        self._bell.set()

    def connect(self) -> None:
        """The platform can be reached."""
        self._connected.set()

    def disconnect(self) -> None:
        """It cannot: what is due stays in the outbox, and no attempt is wasted."""
        self._connected.clear()

    async def run(self) -> None:
        """Until cancelled; what is being sent then is given a few seconds to finish and to be recorded."""
        await self._recover()
        try:
            while True:
                await self._connected.wait()
                self._bell.clear()
                await self._room.acquire()
                batch = await self._claim()
                if batch is None:
                    self._room.release()
                    await self._wait()
                else:
                    sending = asyncio.create_task(self._deliver(batch))
                    self._under_way.add(sending)
                    sending.add_done_callback(self._under_way.discard)
        finally:
            if self._under_way:
                await asyncio.wait(self._under_way, timeout=LAST_SECONDS)

    async def _recover(self) -> None:
        """What a killed process was sending may or may not have arrived; the hold that it was told of still counts."""
        held = await self.outbox.held(self.chat.platform)
        if held and held > self.real_now():
            self.pace.hold(None, (held - self.real_now()).total_seconds())
        for batch in await self.outbox.interrupted(self.chat.platform):
            lost = Outcome(Kind.UNKNOWN, reason="the bot was stopped while it was sending this")
            await self._settle(batch, lost)

    async def _claim(self) -> Batch | None:
        await self.pace.slot()
        found = await self.outbox.claim(self.chat.platform, self.now(), self.real_now(), self.pace.busy())
        if not found:
            self.pace.give_back()
            return None
        self.pace.take(found[0].address.chat, group=found[0].place is not Place.PRIVATE)
        return found[0]

    async def _wait(self) -> None:
        try:
            async with asyncio.timeout(IDLE):
                await self._bell.wait()
        except TimeoutError:
            pass

    async def _deliver(self, batch: Batch) -> None:
        try:
            await self._send(batch)
        except Lost:
            pass  # it is the other process's to send
        except (
            Exception
        ):  # the store failed: the batch stays recorded as being sent, and is looked at again at the next start
            log.exception("what came of a message could not be recorded", batch=batch.id)
        finally:
            self._room.release()

    async def _send(self, batch: Batch) -> None:
        now = self.now()
        message = self.compose(batch, now)
        if message is None:
            await self.outbox.settle(batch, "expired")
            return
        if batch.plain:
            message = replace(message, buttons=())
        await self.outbox.sure()  # the process may have been frozen since it claimed this
        try:
            outcome = await self.chat.send(batch.address, message, Reader(batch.zone, now), batch.nonce)
        except Exception as error:
            log.exception("a send failed in a way that nobody foresaw", batch=batch.id, platform=self.chat.platform)
            outcome = Outcome(Kind.UNKNOWN, reason=type(error).__name__)
        await self._settle(batch, outcome)

    async def _settle(self, batch: Batch, outcome: Outcome) -> None:
        step = policy.after(
            outcome,
            attempts=batch.attempts,
            plain=batch.plain,
            remembered=self.chat.remembers_nonces,
            matters=_matters(batch),
        )
        if step.state != "sent":
            log.warning(
                "a message was not delivered at once",
                batch=batch.id,
                platform=self.chat.platform,
                outcome=outcome.kind.value,
                reason=outcome.reason,
                then=step.state,
            )
        await self._heed(batch, outcome)
        real = self.real_now()
        values: dict[str, object] = {"attempts": batch.attempts + step.counts, "reason": outcome.reason or None}
        if step.wait is not None:
            values["not_before"] = real + step.wait
        if outcome.message_id:
            values["message_id"] = outcome.message_id
        values |= {"plain": True} if step.plain else {}
        values |= {"doubtful": True} if step.doubtful else {}
        await self.outbox.settle(batch, step.state, **values)
        self.ring()

    async def _heed(self, batch: Batch, outcome: Outcome) -> None:
        """What the outcome says of the chat or of the platform, beyond this message."""
        real = self.real_now()
        match outcome.kind:
            case Kind.WAIT | Kind.BANNED:
                seconds = (outcome.seconds or 1) + 0.5
                whole = outcome.everywhere or outcome.kind is Kind.BANNED
                self.pace.hold(None if whole else batch.address.chat, seconds)
                until = real + timedelta(seconds=seconds)
                await self.outbox.hold(self.chat.platform, None if whole else batch.chat_id, until)
            case Kind.MOVED if outcome.moved_to:
                new = Address(self.chat.platform, outcome.moved_to, batch.address.thread)
                await self.outbox.move(batch.address, new)
            case Kind.NO_RIGHTS:
                await self.outbox.pause(batch, outcome.reason, real + NO_RIGHTS_PAUSE)
            case Kind.GONE:
                await self.outbox.leave(batch.address, outcome.reason)


def _matters(batch: Batch) -> bool:
    """Whether being lost is worse than arriving twice: yes for what is told at the airing or after it."""
    return any(not parse(part.lead).before for part in batch.parts)
