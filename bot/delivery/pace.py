"""How fast one platform may be spoken to, in front of its SDK.

Everything is O(1) a message, however many chats there are. Times are the event loop's: real, whatever the story
clock shows.
"""

import asyncio
from collections import OrderedDict, deque
from collections.abc import Collection
from dataclasses import dataclass

_LAG = 0.01  # seconds that an event loop may wake up late without losing the slot for good
_MARGIN = 0.05  # what leaves us a second apart may arrive a little closer


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages a platform takes. The defaults are far above any limit: for chats without one."""

    per_second: float = 10_000
    chat_seconds: float = 0  # at least so long between two messages to one chat
    group_per_minute: int | None = None  # in any 60 s, to a group or channel


class Pace:
    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self._next = 0.0  # when the next bulk slot comes
        self._recent: deque[float] = deque()  # when the messages of the last second left
        self._chats: OrderedDict[str, float] = OrderedDict()  # when each chat may hear from us again, oldest use first
        self._groups: OrderedDict[str, deque[float]] = OrderedDict()  # when messages went to each, likewise
        self._silence = 0.0  # the platform asked us to wait until then
        self._share = 1.0  # of the configured rate: halved by a refusal, grows back
        self._refused = 0.0

    async def slot(self) -> None:
        """Wait until a bulk message may go, and take that slot."""
        while (wait := max(self._next - _LAG, self._silence, self._full_until()) - self._now()) > 0:  # noqa: ASYNC110 - time is what is waited for
            await asyncio.sleep(wait)
        self._spend()

    def give_back(self) -> None:
        """The slot taken last was not used."""
        self._next -= 1 / (self.limits.per_second * self._grown(self._now()))
        if self._recent:
            self._recent.pop()

    async def answer(self, chat: str, *, group: bool) -> None:
        """Wait until an answer may go to that chat: for the chat's own limit, and not for the broadcast under way.

        It takes the next bulk slot instead.
        """
        while (wait := max(self._chat_until(chat), self._silence, self._full_until()) - self._now()) > 0:  # noqa: ASYNC110 - time is what is waited for
            await asyncio.sleep(wait)
        self._spend()
        self.take(chat, group=group)

    def take(self, chat: str, *, group: bool) -> None:
        """A message goes to that chat now."""
        now = self._now()
        free = now + self.limits.chat_seconds + (_MARGIN if self.limits.chat_seconds else 0)
        if group and self.limits.group_per_minute:
            sent = self._groups.setdefault(chat, deque())
            self._groups.move_to_end(chat)
            sent.append(now)
            while sent and sent[0] <= now - 60:
                sent.popleft()
            if len(sent) >= self.limits.group_per_minute:
                free = max(free, sent[-self.limits.group_per_minute] + 60 + 10 * _MARGIN)
        self._chats[chat] = max(free, self._chats.get(chat, 0))
        self._chats.move_to_end(chat)
        self._forget(now)

    def busy(self) -> Collection[str]:
        """Chats that may not hear from us at this moment."""
        now = self._now()
        self._forget(now)
        return [chat for chat, until in self._chats.items() if until > now]

    def hold(self, chat: str | None, seconds: float) -> None:
        """The platform asked for patience: for that chat, or for everything when None."""
        until = self._now() + seconds
        if chat is not None:
            self._chats[chat] = max(until, self._chats.get(chat, 0))
            self._chats.move_to_end(chat)
        else:
            self._silence = max(until, self._silence)
            self._share = max(self._share / 2, 0.05)
            self._refused = until

    def _spend(self) -> None:
        now = self._now()
        self._next = max(self._next, now - _LAG) + 1 / (self.limits.per_second * self._grown(now))
        self._recent.append(now)

    def _full_until(self) -> float:
        """Never more than the rate in any one second, whatever answers and broadcasts add up to."""
        now = self._now()
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        most = max(1, int(self.limits.per_second))
        return self._recent[-most] + 1 if len(self._recent) >= most else 0

    def _chat_until(self, chat: str) -> float:
        return self._chats.get(chat, 0)

    def _grown(self, now: float) -> float:
        """The share of the configured rate; it grows by 5 % an hour without refusals."""
        quiet = max(now - self._refused, 0) // 3600
        return min(1.0, self._share * float(1.05**quiet))

    def _forget(self, now: float) -> None:
        """Chats and groups that have been free for a while; the oldest stand in front."""
        while self._chats:
            chat, until = next(iter(self._chats.items()))
            if until > now:
                break
            del self._chats[chat]
        while self._groups:
            chat, sent = next(iter(self._groups.items()))
            if sent[-1] > now - 60:
                break
            del self._groups[chat]

    @staticmethod
    def _now() -> float:
        return asyncio.get_running_loop().time()
