"""The sender of one platform: waits for a slot, claims a batch, sends it, records what came of it."""

import asyncio
from collections.abc import Callable, Coroutine
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

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
STORE_PAUSE = 2.0  # seconds between two tries of a store that cannot be written
INTERRUPTIONS = 5  # of the sending of what matters: it may be this message that ends the bot

T = TypeVar("T")
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
        self._under_way: set[asyncio.Task[Any]] = set()
        self._unrecorded: set[int] = set()  # batches whose outcome the store does not take: nothing else is sent
        self._unwritable = False

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
                await self.pace.slot()
                # a claim is not cut short: it may be committed, and nobody would send what it claimed
                if not await asyncio.shield(self._start(self._next())):
                    await self._wait()
        finally:
            with suppress(TimeoutError):
                async with asyncio.timeout(LAST_SECONDS):
                    while self._under_way:
                        await asyncio.wait(self._under_way)

    def _start(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task

    async def _next(self) -> bool:
        """Whether there was a batch, which is being sent from now on."""
        batch = None if self._unrecorded else await self._claim()
        if batch is None:
            self.pace.give_back()
            self._room.release()
            return False
        self._start(self._deliver(batch))
        return True

    async def _recover(self) -> None:
        """What a killed process was sending may or may not have arrived; the hold that it was told of still counts."""
        held = await self.outbox.held(self.chat.platform)
        if held and held > self.real_now():
            self.pace.hold(None, (held - self.real_now()).total_seconds())
        for batch in await self.outbox.interrupted(self.chat.platform):
            lost = Outcome(Kind.UNKNOWN, reason="the bot was stopped while it was sending this")
            await self._settle(batch, lost, interrupted=True)

    async def _claim(self) -> Batch | None:
        try:
            found = await self.outbox.claim(self.chat.platform, self.now(), self.real_now(), self.pace.busy())
        except Lost:
            raise
        except Exception as error:
            self._say_unwritable(error)
            return None
        self._say_writable()
        if not found:
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
        except Exception:  # the batch stays recorded as being sent, and is looked at again at the next start
            log.exception("a message could not be made", batch=batch.id)
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
        await self._record(batch, outcome)

    async def _record(self, batch: Batch, outcome: Outcome) -> None:
        """Sooner or later: a message that was sent and is not recorded would be sent again."""
        while True:
            try:
                await self._settle(batch, outcome)
            except Lost:
                raise
            except Exception as error:
                self._unrecorded.add(batch.id)
                self._say_unwritable(error)
                await asyncio.sleep(STORE_PAUSE)
            else:
                self._unrecorded.discard(batch.id)
                return

    def _say_unwritable(self, error: Exception) -> None:
        """Once, until it works again."""
        if not self._unwritable:
            log.error(
                "the store cannot be written, and nothing is sent until it can: is the disk full, the file read-only?",
                platform=self.chat.platform,
                reason=str(error).splitlines()[0],
            )
        self._unwritable = True

    def _say_writable(self) -> None:
        if self._unwritable:
            log.info("the store can be written again", platform=self.chat.platform)
        self._unwritable = False

    async def _settle(self, batch: Batch, outcome: Outcome, *, interrupted: bool = False) -> None:
        step = policy.after(
            outcome,
            attempts=0 if interrupted and batch.attempts < INTERRUPTIONS else batch.attempts,
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
