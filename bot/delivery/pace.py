"""How fast one platform may be spoken to, in front of its SDK.

Everything is O(1) a message, however many chats there are. Times are the event loop's: real, whatever the story
clock shows.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Callable, Collection
from dataclasses import dataclass
from math import ceil

import structlog

from bot.delivery.breaker import Breaker

log = structlog.get_logger(__name__)

EARLY = 0.1  # seconds before they come that bulk slots are given out: so long a claim may take
TOGETHER = 0.09  # seconds of them that are given out at once: a claim for several costs hardly more than for one
BEATS, GROUP = 10, 5  # a second, at least, in each of which a few leave: to wake up costs as much as to send one
_LAG = 0.01  # seconds that we may be late without losing the slot; more would fill whole seconds to the brim
_SECOND = 1.012  # seconds of ours in which no more leaves than may in one: on its way it may move a little closer
_EXACT = 1e-6  # of a beat: what is counted from the first one is that exact
_MARGIN = 0.05  # the same for what one chat gets
_ROW = 5  # chats refused in a row, one after the other, of a platform that does not say that it means them all


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages a platform takes. The defaults are far above any limit: for chats without one."""

    per_second: float = 10_000
    chat_seconds: float = 0  # at least so long between two messages to one chat
    group_per_minute: int | None = None  # in any 60 s, to a group or channel
    refusals: int | None = None  # in any ten minutes, before it is left alone for a while


class Pace:
    """`on_hold` hears of every hold: the address, None for the whole platform, and for how many seconds."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.on_hold: Callable[[str | None, float], None] = lambda chat, seconds: None
        self._next = 0.0  # when the next bulk slot comes
        self._first = 0.0  # when the first one of this broadcast came: beats are counted from there
        self._given = -1.0  # the slot that was given out last
        self._line = 0.0  # when the last of those that wait to leave would, at twice the rate
        self._left: deque[float] = deque()  # when the messages of the last second left
        self._chats: OrderedDict[str, float] = OrderedDict()  # when each chat may hear from us again, oldest use first
        self._held: dict[
            str, float
        ] = {}  # the same where it is long: the few that are held, or had their minute's worth
        self._groups: OrderedDict[str, deque[float]] = OrderedDict()  # when messages went to each, likewise
        self._silence = 0.0  # the platform asked us to wait until then
        self._share = 1.0  # of the configured rate: halved by a refusal, grows back
        self._refused = 0.0
        self._row: set[str] = set()  # chats refused since anything was last accepted
        self._breaker = Breaker(limits.refusals) if limits.refusals is not None else None

    async def slot(self) -> None:
        """Wait until a bulk message may go, and take that slot."""
        while not await self.leave((await self.slots(1))[0]):
            pass

    async def slots(self, most: int) -> list[float]:
        """Take the next bulk slot, a moment before it comes, and with it those of the moment that follows.

        Gives the times at which to `leave`, many of them the same.
        """
        if self._given < self._now() - EARLY:
            self._first = max(self._free(), self._now())
        while (wait := self._beat(self._free(), most, self.rate) - EARLY - self._now()) > 0:  # noqa: ASYNC110 - waits for time
            await asyncio.sleep(wait)
        if self._breaker and self._breaker.open:
            most = 1  # a try
        now, rate, found = self._now(), self.rate, list[float]()
        if self._free() <= now:
            self._first = now
        while len(found) < most and (at := max(self._beat(self._free(), most, rate), now)) <= now + EARLY + TOGETHER:
            self._spend(now, rate)
            found.append(at)
            self._given = at
        return found

    def give_back(self, count: int = 1) -> None:
        """The slots taken last were not used."""
        self._next -= count / self.rate

    async def answer(self, chat: str, *, group: bool) -> None:
        """Wait until something may go to that chat that is not a broadcast: for the chat's own limit alone.

        An answer, an edit, a topic, "is typing": whatever it is, it takes the next bulk slot instead.
        """
        self._spend(self._now(), self.rate)  # before any wait: where many ask, broadcasts stand back
        while (wait := self._answerable(chat) - self._now()) > 0:  # noqa: ASYNC110 - time is what is waited for
            await asyncio.sleep(wait)
        self._left.append(self._now())
        self.take(chat, group=group)

    async def leave(self, at: float) -> bool:
        """Wait for that slot, right before the message leaves. False: meanwhile the platform asked us to be silent.

        What leaves later than planned, because something took its time, must not crowd what follows a second later,
        nor leave all at once: an answer would stand behind it.
        """
        at = self._in_line(max(at, self._now()))
        while (wait := max(at, self._full_until()) - self._now()) > 0:  # noqa: ASYNC110 - time is what is waited for
            await asyncio.sleep(wait)
        if self._silence > self._now():
            return False
        self._left.append(self._now())
        return True

    def take(self, chat: str, *, group: bool, at: float | None = None) -> None:
        """A message goes to that chat now, or at that moment."""
        now = self._now() if at is None else max(at, self._now())
        if group and self.limits.group_per_minute:
            sent = self._groups.setdefault(chat, deque())
            self._groups.move_to_end(chat)
            sent.append(now)
            while sent and sent[0] <= now - 60:
                sent.popleft()
            if len(sent) >= self.limits.group_per_minute:
                self._hold(chat, sent[-self.limits.group_per_minute] + 60 + 10 * _MARGIN)
        if self.limits.chat_seconds:
            self._chats[chat] = now + self.limits.chat_seconds + _MARGIN
            self._chats.move_to_end(chat)
        self._forget(now)

    def busy(self) -> Collection[str]:
        """Chats that may not hear from us at this moment."""
        now = self._now()
        self._forget(now)
        self._held = {chat: until for chat, until in self._held.items() if until > now}
        return {*(chat for chat, until in self._chats.items() if until > now), *self._held}

    def soon(self) -> float:
        """In how many seconds the first chat that is busy now will be free; 0 when none is."""
        now = self._now()
        ends = (*self._chats.values(), *self._held.values())
        return min((until - now for until in ends if until > now), default=0.0)

    def hold(self, chat: str | None, seconds: float) -> None:
        """The platform asked for patience: for that chat, or for everything when None."""
        self.remember(chat, seconds)
        self.on_hold(chat, seconds)
        if chat is None:
            self._slow_down(self._now() + seconds)
            return
        self._row.add(chat)
        if len(self._row) >= _ROW:
            log.warning("one chat after the other is refused: nothing is sent for a while", seconds=seconds)
            self._row.clear()
            self.hold(None, seconds)

    def remember(self, chat: str | None, seconds: float) -> None:
        """A hold from before the start is still in force for so long."""
        until = self._now() + seconds
        if chat is None:
            self._silence = max(until, self._silence)
            return
        self._hold(chat, until)

    def refused(self) -> None:
        """An answer of the kind for which this platform bans those who get many: 401, 403 or 429."""
        if self._breaker is None:
            return
        was_open = self._breaker.open
        if (until := self._breaker.refused(self._now())) is not None:
            self._silence = max(until, self._silence)
            if not was_open:
                log.error("refused too often: only a try a minute until one gets through", most=self.limits.refusals)

    def accepted(self) -> None:
        """Something got through."""
        self._row.clear()
        if self._breaker is not None and self._breaker.accepted():
            log.info("the platform accepts messages again")

    @property
    def rate(self) -> float:
        """Bulk messages a second at this moment: the limit, less one place a second that is kept for answers."""
        most = self.limits.per_second * self._grown(self._now())
        return max(most - 1, 0.9 * most) / _SECOND

    @property
    def silent_for(self) -> float:
        """Seconds that the whole platform is still to be left alone."""
        return max(self._silence - self._now(), 0.0)

    def _hold(self, chat: str, until: float) -> None:
        self._held[chat] = max(until, self._held.get(chat, 0))

    def _slow_down(self, until: float) -> None:
        """Once for all that were under way together."""
        now = self._now()
        if now >= self._refused:
            self._share = max(self._grown(now) / 2, 0.05)
        self._refused = max(until, self._refused)

    def _free(self) -> float:
        return max(self._next, self._silence)

    def _beat(self, slot: float, most: int, rate: float) -> float:
        """When what has that slot leaves, together with its neighbours; the first one at once."""
        if most == 1:
            return slot
        apart = _SECOND / max(BEATS, ceil(rate * _SECOND / GROUP))  # so that each second of ours has as many
        if slot <= self._first or rate * apart < 2:
            return slot
        return self._first + ceil((slot - self._first) / apart - _EXACT) * apart

    def _in_line(self, at: float) -> float:
        """A group may leave together; what is late, at twice the usual rate."""
        apart = 0.5 / self.rate
        self._line = max(self._line, at) + apart
        return max(at, self._line - GROUP * apart)

    def _spend(self, now: float, rate: float) -> None:
        self._next = max(self._next, self._silence, now - _LAG) + 1 / rate

    def _answerable(self, chat: str) -> float:
        return max(self._chat_until(chat), self._silence, self._full_until())

    def _full_until(self) -> float:
        """Never more than the limit in any one second, whatever answers and broadcasts add up to."""
        now = self._now()
        while self._left and self._left[0] <= now - _SECOND:
            self._left.popleft()
        most = max(1, int(self.limits.per_second))
        return self._left[-most] + _SECOND if len(self._left) >= most else 0

    def _chat_until(self, chat: str) -> float:
        return max(self._chats.get(chat, 0), self._held.get(chat, 0))

    def _grown(self, now: float) -> float:
        """The share of the configured rate; it grows by 5 % an hour without refusals."""
        quiet = max(now - self._refused, 0) // 3600
        return min(1.0, self._share * float(1.05**quiet))

    def _forget(self, now: float) -> None:
        """Chats and groups that have been free for a while; the oldest stand in front."""
        while self._chats and next(iter(self._chats.values())) <= now:
            self._chats.popitem(last=False)
        while self._groups:
            chat, sent = next(iter(self._groups.items()))
            if sent[-1] > now - 60:
                break
            del self._groups[chat]

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()
