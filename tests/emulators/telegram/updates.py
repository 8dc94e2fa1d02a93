"""The queue of one bot's updates: what an offset confirms is gone, and so is what nobody fetched in a day."""

import asyncio
import itertools
from collections import deque
from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from typing import Any, NoReturn

from .errors import Refusal

DAY = 24 * 60 * 60
NOT_BY_DEFAULT = {"chat_member", "message_reaction", "message_reaction_count"}
WEBHOOK_IS_ON = (
    "Conflict: can't use getUpdates method while webhook is active; use deleteWebhook to delete the webhook first"
)
OTHER_POLLER = "Conflict: terminated by other getUpdates request; make sure that only one bot instance is running"
BY_WEBHOOK = "Conflict: terminated by setWebhook request"


alive: ContextVar[Callable[[], bool]] = ContextVar("alive", default=lambda: True)
"""Whether whoever made the request that is being answered is still there."""


@dataclass(frozen=True, slots=True)
class Waiting:
    """A long poll: its answer is either updates or the text of a conflict.

    The poll of a bot that died stays open until its time is over, as on the real server.
    """

    offset: int
    limit: int
    alive: Callable[[], bool]
    answer: asyncio.Future[list[dict[str, Any]] | str]


class Updates:
    """`conflicts` counts the polls that were ended by another one."""

    def __init__(self, first: int) -> None:
        self.queue: deque[tuple[float, dict[str, Any]]] = deque()
        self.allowed: list[str] = []
        self.webhook = ""
        self.conflicts = 0
        self.polls = 0
        self._ids = itertools.count(first)
        self._last = first - 1
        self._waiting: Waiting | None = None
        self._next_conflict = 0.0
        self._repeats: list[dict[str, Any]] = []

    @property
    def polling(self) -> bool:
        """Whether a long poll is open and its bot is still there."""
        return self._waiting is not None and self._waiting.alive()

    def push(self, kind: str, payload: dict[str, Any], wall: float) -> dict[str, Any] | None:
        """The update as queued; None when the bot does not want that kind."""
        if (kind not in self.allowed) if self.allowed else (kind in NOT_BY_DEFAULT):
            return None
        self._last = next(self._ids)
        update = {"update_id": self._last, kind: payload}
        self.queue.append((wall, update))
        self._wake(wall)
        return update

    def repeat(self, update: dict[str, Any], wall: float) -> None:
        """Deliver an update once more with the id that it had, although an offset may have confirmed it."""
        self._repeats.append(update)
        self._wake(wall)

    def _wake(self, wall: float) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None and not waiting.answer.done():
            waiting.answer.set_result(self._take(waiting.offset, waiting.limit, wall))

    async def get(self, offset: int, limit: int, timeout: float, wall: float) -> list[dict[str, Any]]:  # noqa: ASYNC109
        """Long poll. A second poll that has to wait ends the first one with a conflict, as the server does."""
        self.polls += 1
        if self.webhook:
            await self._conflict(WEBHOOK_IS_ON)
        if offset < 0:
            while len(self.queue) > -offset:
                self.queue.popleft()
            offset = 0
        ready = self._take(offset, limit, wall)
        if ready or timeout <= 0:
            return ready
        self.abort(OTHER_POLLER)
        waiting = Waiting(offset, limit, alive.get(), asyncio.get_running_loop().create_future())
        self._waiting = waiting
        try:
            async with asyncio.timeout(timeout):
                answer = await waiting.answer
        except TimeoutError:
            answer = []
        finally:
            if self._waiting is waiting:
                self._waiting = None
        if isinstance(answer, str):
            await self._conflict(answer)
        return answer

    def abort(self, text: str) -> None:
        waiting, self._waiting = self._waiting, None
        if waiting is not None and not waiting.answer.done():
            self.conflicts += 1
            waiting.answer.set_result(text)

    def close(self) -> None:
        """The server goes down: whoever waits gets nothing new."""
        waiting, self._waiting = self._waiting, None
        if waiting is not None and not waiting.answer.done():
            waiting.answer.set_result([])

    async def _conflict(self, text: str) -> NoReturn:
        """The first conflict is told at once, one that follows within three seconds only after three."""
        now = asyncio.get_running_loop().time()
        if now < self._next_conflict:
            await asyncio.sleep(3.0)
        else:
            self._next_conflict = now + 3.0
        raise Refusal(409, text)

    def _take(self, offset: int, limit: int, wall: float) -> list[dict[str, Any]]:
        while self.queue and self.queue[0][0] < wall - DAY:
            self.queue.popleft()
        if 0 < offset <= self._last + 10:
            self.queue = deque((at, update) for at, update in self.queue if update["update_id"] >= offset)
        repeats, self._repeats = self._repeats, []
        return [*repeats, *(update for _, update in itertools.islice(self.queue, limit))]
