"""Records what came of messages: one at once, and when they are many, those of a moment together.

While a broadcast is on, they wait for the next claim and are recorded in the same transaction.
"""

import asyncio
from collections.abc import Awaitable, Callable, Sequence

import structlog

from bot.core.deliveries import Lost, Result

log = structlog.get_logger(__name__)

GATHER = 0.08  # seconds between two records when there are many
PATIENCE = 0.15  # seconds that a record waits for the next claim
MANY = 3
AGAIN = 1.0  # seconds until a record that failed is tried again


class Ledger:
    def __init__(self, settle_all: Callable[[Sequence[Result]], Awaitable[None]]) -> None:
        self.settle_all = settle_all
        self.stuck = False  # a record is not taken: nothing more is to be sent, for it would be sent again
        self.patient = False  # the next claim comes in a moment, and then a `flush`
        self._said = False
        self._open: list[tuple[Result, asyncio.Future[None]]] = []
        self._writing: asyncio.Task[None] | None = None
        self._timer: asyncio.TimerHandle | None = None

    async def record(self, result: Result) -> None:
        """Returns once it is recorded, however often that has to be tried. Raises Lost."""
        recorded = asyncio.get_running_loop().create_future()
        self._open.append((result, recorded))
        if self.patient:
            self._wait()
        else:
            self.flush()
        await recorded

    def _wait(self) -> None:
        if self._open and self._timer is None:
            self._timer = asyncio.get_running_loop().call_later(PATIENCE, self.flush)

    def flush(self) -> None:
        """Begin to record what waits."""
        if self._timer is not None:
            self._timer.cancel()
            self._timer = None
        if self._open and (self._writing is None or self._writing.done()):
            self._writing = asyncio.create_task(self._write())

    async def _write(self) -> None:
        while self._open:
            some, self._open = self._open, []
            lost = await self._until_recorded([result for result, _ in some])
            for _, recorded in some:
                if recorded.done():
                    continue
                if lost is None:
                    recorded.set_result(None)
                else:
                    recorded.set_exception(lost)
            if self.patient:
                self._wait()
                return
            if len(some) >= MANY:
                await asyncio.sleep(GATHER)

    async def _until_recorded(self, results: Sequence[Result]) -> Lost | None:
        while True:
            try:
                await self.settle_all(results)
            except Lost as lost:
                return lost
            except Exception as error:
                self.stuck = True
                self.say_broken(error)
                await asyncio.sleep(AGAIN)
            else:
                self.stuck = False
                self.say_mended()
                return None

    def say_broken(self, error: Exception) -> None:
        """Once, until it works again."""
        if not self._said:
            log.error(
                "the store cannot be written, and nothing is sent until it can: is the disk full, the file read-only?",
                reason=(str(error) or type(error).__name__).splitlines()[0],
            )
            log.debug("the error in full", exc_info=error)
        self._said = True

    def say_mended(self) -> None:
        if self._said and not self.stuck:
            log.info("the store can be written again")
            self._said = False
