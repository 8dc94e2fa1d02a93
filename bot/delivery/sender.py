"""The sender of one platform: waits for a slot, claims a batch, sends it, records what came of it."""

import asyncio
from collections.abc import Awaitable, Callable, Coroutine, Sequence
from contextlib import suppress
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any, TypeVar

import structlog

from bot.core.counts import PlatformCounts
from bot.core.deliveries import Batch, Lost, Outbox, Result
from bot.core.leads import parse
from bot.core.messages import Kind as Why
from bot.core.messages import Message
from bot.core.outcomes import Kind, Outcome
from bot.core.ports import Address, Chat, Place, Reader, Recalling
from bot.delivery import policy
from bot.delivery.ledger import Ledger
from bot.delivery.notices import Notices
from bot.delivery.pace import Pace

log = structlog.get_logger(__name__)

IDLE = 1.0  # seconds between two looks at the outbox while something waits there for its time
ROUND = 10.0  # seconds between two looks at what does not hurry: paused chats, people to be told of silent ones
TROUBLE = 1.0  # seconds until the store is asked again after it has failed
IN_FLIGHT = 64  # requests under way at once, at usual rates
ANSWERED = 0.5  # seconds from a claim to its record, for nearly all: at higher rates as many as that takes
LAST_SECONDS = 8  # for requests under way when we are asked to stop: `docker stop` kills after ten
NO_RIGHTS_PAUSE = timedelta(days=1)
LATE = timedelta(minutes=2)

T = TypeVar("T")
Compose = Callable[[Batch, datetime], Message | None]


class Sender:
    """`compose` makes the text when it is sent, so that it is never stale; None when there is nothing left to say.

    `doubt` says why the clock cannot be right, when it cannot: then nothing is sent, for nobody knows what is due.
    """

    def __init__(
        self,
        chat: Chat,
        outbox: Outbox,
        pace: Pace,
        compose: Compose,
        now: Callable[[], datetime],
        real_now: Callable[[], datetime],
        counts: PlatformCounts | None = None,
        notices: Notices | None = None,
        doubt: Callable[[], str | None] = lambda: None,
    ) -> None:
        self.chat = chat
        self.outbox = outbox
        self.pace = pace
        self.compose = compose
        self.now = now
        self.real_now = real_now
        self.counts = counts or PlatformCounts()
        self.notices = notices
        self.doubt = doubt
        self.ledger = Ledger(outbox.settle_all)
        self._recalling = chat if isinstance(chat, Recalling) else None
        self._bell = asyncio.Event()
        self._connected = asyncio.Event()
        self._under_way: set[asyncio.Task[Any]] = set()
        self._beside: set[asyncio.Task[None]] = set()
        self._rounded = -ROUND
        pace.on_hold = self._held

    def ring(self) -> None:
        """There may be something to send."""
        self._bell.set()

    def connect(self) -> None:
        """The platform can be reached."""
        self._connected.set()
        if self.notices is not None:
            self._start(self.notices.connected())

    def disconnect(self) -> None:
        """It cannot: what is due stays in the outbox, and no attempt is wasted."""
        self._connected.clear()

    async def run(self) -> None:
        """Until cancelled; what is being sent then is given a few seconds to finish and to be recorded."""
        try:
            await self._until_it_works(self._recover)
            while True:
                await self._connected.wait()
                self._bell.clear()
                await self._until_it_works(self._send_or_wait)
        except Lost:
            return  # it is the other process's to send
        finally:
            with suppress(TimeoutError):
                async with asyncio.timeout(LAST_SECONDS):
                    while last := self._under_way | self._beside:
                        await asyncio.wait(last)

    async def _until_it_works(self, work: Callable[[], Awaitable[None]]) -> None:
        while True:
            try:
                await work()
            except Lost:
                raise
            except Exception as error:
                self.ledger.say_broken(error)
                await asyncio.sleep(TROUBLE)
            else:
                self.ledger.say_mended()
                return

    async def _send_or_wait(self) -> None:
        if not await self._send_some():
            await self._wait()

    async def _recover(self) -> None:
        """What a killed process was sending may or may not have arrived; the holds that it was told of still count."""
        real = self.real_now()
        for chat, until in await self.outbox.holds(self.chat.platform, real):
            self.pace.remember(chat, (until - real).total_seconds())
        for batch in await self.outbox.interrupted(self.chat.platform):
            lost = Outcome(Kind.UNKNOWN, reason="the bot was stopped while it was sending this")
            await self._settle(batch, lost, killed=max(real - batch.claimed, timedelta()))

    async def _send_some(self) -> bool:
        """Whether there was anything to send."""
        if self.ledger.stuck or self.doubt():
            return False
        room = max(IN_FLIGHT, int(self.pace.rate * ANSWERED)) - len(self._under_way)
        if room <= 0:
            await asyncio.wait(self._under_way, return_when=asyncio.FIRST_COMPLETED)
            return True
        slots = await self.pace.slots(room)
        # a claim is not cut short: it may be committed, and nobody would send what it claimed
        return await asyncio.shield(self._begun(self._claimed(slots)))

    async def _claimed(self, slots: Sequence[float]) -> bool:
        self.ledger.flush()
        await asyncio.sleep(0)  # so that the store is asked for both in the same moment
        try:
            found = await self.outbox.claim(
                self.chat.platform, self.now(), self.real_now(), self.pace.busy(), limit=len(slots)
            )
        except Lost:
            found = ()  # the bot is about to end
        self.ledger.patient = len(found) == len(slots)
        if len(found) < len(slots):
            self.pace.give_back(len(slots) - len(found))
        for batch, at in zip(found, slots, strict=False):
            self.pace.take(batch.address.chat, group=batch.place is not Place.PRIVATE, at=at)
            self._begun(self._deliver(batch, at))
        return bool(found)

    def _begun(self, work: Coroutine[Any, Any, T]) -> asyncio.Task[T]:
        task = asyncio.create_task(work)
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)
        return task

    async def _wait(self) -> None:
        """Until somebody rings, or until something waiting in the outbox may have its time."""
        await self._round()
        real = self.real_now()
        following = await self.outbox.next_try(self.chat.platform, real)
        seconds = None
        if following is not None:
            soon = min(self.pace.soon() or IDLE, IDLE)
            seconds = min(max((following - real).total_seconds(), soon), ROUND)
        with suppress(TimeoutError):
            async with asyncio.timeout(seconds):
                await self._bell.wait()

    async def _round(self) -> None:
        now = asyncio.get_running_loop().time()
        silent = self.pace.silent_for
        self.counts.held_until = self.real_now() + timedelta(seconds=silent) if silent else None
        if now - self._rounded < ROUND:
            return
        self._rounded = now
        if await self.outbox.unpause(self.chat.platform, self.real_now()):
            self.ring()
        if self.notices is not None:
            self._start(self.notices.tell_of_silenced())

    async def _deliver(self, batch: Batch, at: float) -> None:
        try:
            await self._send(batch, at)
        except Lost:
            pass  # it is the other process's to send
        except Exception:  # the batch stays recorded as being sent, and is looked at again at the next start
            log.exception("a message could not be made", batch=batch.id)

    async def _send(self, batch: Batch, at: float) -> None:
        if not await self.pace.leave(at):
            await self._put_back(batch)
            return
        now = self.now()
        message = self.compose(batch, now)
        if message is None:
            await self._record(batch, "expired", {})
            return
        if batch.plain:
            message = replace(message, buttons=())
        await self.outbox.sure()  # the process may have been frozen since it claimed this
        batch, outcome = await self._attempt(batch, message, Reader(batch.zone, now))
        await self._settle(batch, outcome)

    async def _put_back(self, batch: Batch) -> None:
        """Not tried at all: it waits as long as the platform wants to."""
        until = self.real_now() + timedelta(seconds=self.pace.silent_for)
        await self._record(batch, "waiting", {"not_before": until})
        self.ring()

    async def _attempt(self, batch: Batch, message: Message, reader: Reader) -> tuple[Batch, Outcome]:
        try:
            if batch.unsure is not None and not self._remembered(batch) and self._recalling is not None:
                there = await self._recalling.recall(batch.address, message, reader, batch.unsure, batch.nonce)
                if there:
                    return replace(batch, unsure=None), Outcome(Kind.SENT)
                if there is False:
                    batch = replace(batch, unsure=None)
                elif not _matters(batch):
                    return replace(batch, attempts=policy.DOUBTFUL_TRIES), Outcome(
                        Kind.UNKNOWN, reason="not to be told"
                    )
            return batch, await self.chat.send(batch.address, message, reader, batch.nonce)
        except Exception as error:
            log.exception("a send failed in a way that nobody foresaw", batch=batch.id, platform=self.chat.platform)
            return batch, Outcome(Kind.UNKNOWN, reason=type(error).__name__)

    def _remembered(self, batch: Batch) -> bool:
        if not self.chat.remembers_nonces:
            return False
        return batch.unsure is None or self.real_now() - batch.unsure < policy.NONCE

    async def _settle(self, batch: Batch, outcome: Outcome, killed: timedelta | None = None) -> None:
        if killed is not None and batch.unsure is None:
            batch = replace(batch, unsure=batch.claimed)
        unsure = batch.unsure is not None and killed is None
        past = policy.Past(
            attempts=batch.attempts,
            plain=batch.plain,
            matters=_matters(batch),
            unsure=unsure,
            remembered=self._remembered(batch),
            tells=self._recalling is not None,
            killed=killed,
        )
        step = policy.after(outcome, past)
        self._count(outcome, step)
        if step.state != "sent":
            log.warning(
                "a message was not delivered at once",
                batch=batch.id,
                platform=self.chat.platform,
                outcome=outcome.kind.value,
                reason=outcome.reason,
                then=step.state,
            )
        real = self.real_now()
        values: dict[str, object] = {"attempts": batch.attempts + step.counts, "reason": outcome.reason or None}
        values["not_before"] = None if step.wait is None else real + step.wait
        values["unsure"] = (batch.unsure or real) if outcome.kind is Kind.UNKNOWN else batch.unsure
        if outcome.message_id:
            values["message_id"] = outcome.message_id
        values |= {"plain": True} if step.plain else {}
        values |= {"doubtful": True} if step.doubtful else {}
        if step.state == "sent" and self.now() - min(part.due for part in batch.parts) >= LATE:
            self.counts.late += 1
            values["late"] = True
        await self._heed(batch, outcome)
        await self._record(batch, step.state, values)
        self.ring()

    async def _record(self, batch: Batch, state: str, values: dict[str, object]) -> None:
        await self.ledger.record(Result(batch, state, values))
        if state != "waiting":
            self.counts.states[state] += 1

    def _count(self, outcome: Outcome, step: policy.Step) -> None:
        self.counts.outcomes[outcome.kind.value] += 1
        self.counts.doubtful += step.doubtful
        if step.doubtful:
            log.warning("a message may have arrived twice", platform=self.chat.platform, total=self.counts.doubtful)

    async def _heed(self, batch: Batch, outcome: Outcome) -> None:
        """What the outcome says of the chat or of the platform, beyond this message."""
        match outcome.kind:
            case Kind.SENT:
                self.pace.accepted()
                if batch.paused:
                    await self.outbox.resume(batch.address)
            case Kind.WAIT | Kind.BANNED:
                whole = outcome.everywhere or outcome.kind is Kind.BANNED
                self.pace.hold(None if whole else batch.address.chat, policy.patience(outcome))
            case Kind.MOVED if outcome.moved_to:
                new = Address(self.chat.platform, outcome.moved_to, batch.address.thread)
                await self.outbox.move(batch.address, new)
            case Kind.NO_RIGHTS:
                await self.outbox.pause(batch, outcome.reason, self.real_now() + NO_RIGHTS_PAUSE)
                self._rounded = -ROUND
            case Kind.GONE:
                await self.outbox.leave(batch.address, outcome.reason)
                self._rounded = -ROUND

    def _held(self, chat: str | None, seconds: float) -> None:
        until = self.real_now() + timedelta(seconds=seconds)
        log.info("asked to wait", platform=self.chat.platform, chat=chat or "all", seconds=round(seconds, 1))
        self._start(self.outbox.hold(self.chat.platform, chat, until))

    def _start(self, work: Coroutine[Any, Any, None]) -> None:
        async def done() -> None:
            try:
                await work
            except Exception:
                log.exception("something beside the sending failed", platform=self.chat.platform)

        task = asyncio.create_task(done())
        self._beside.add(task)
        task.add_done_callback(self._beside.discard)


def _matters(batch: Batch) -> bool:
    """Whether being lost is worse than arriving twice: what is told at the airing or after it, and what has changed."""
    return any(
        part.kind is Why.CHANGE or (part.kind in (Why.PREMIERE, Why.REMINDER) and not parse(part.lead).before)
        for part in batch.parts
    )
