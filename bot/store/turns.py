"""The one connection to a store in a file: its users take turns."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import asynccontextmanager
from typing import Any, TypeVar

from sqlalchemy import event
from sqlalchemy.exc import TimeoutError as NoTurn
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

LONGEST = 30.0  # seconds of waiting for a turn, as SQLAlchemy's own pool would

T = TypeVar("T")


class FileEngine(AsyncEngine):
    """Of its pool of one, which is never asked for a connection that is not there.

    To take one out of the pool and put it back costs more than a claim does, so what is done for every message goes
    past it, and waits for its turn here like all others.
    """

    def __init__(self, engine: AsyncEngine) -> None:
        super().__init__(engine.sync_engine)
        self.waiting: list[Any] = []  # what is to be done in the next turn of `steps`
        self._turn = asyncio.Lock()
        self._driver: Any = None
        self._tasks: set[asyncio.Task[None]] = set()
        event.listen(self.sync_engine, "connect", self._opened)
        event.listen(self.sync_engine, "close", self._closed)

    def connect(self) -> AsyncConnection:
        return _InTurn(self)

    @asynccontextmanager
    async def turn(self) -> AsyncIterator[None]:
        await self.take_turn()
        try:
            yield
        finally:
            self.end_turn()

    async def take_turn(self) -> None:
        if not self._turn.locked():
            await self._turn.acquire()
            return
        try:
            async with asyncio.timeout(LONGEST):
                await self._turn.acquire()
        except TimeoutError as error:
            raise NoTurn(f"somebody else has used the store for {LONGEST:.0f} s") from error

    def end_turn(self) -> None:
        self._turn.release()

    async def errand(self, work: Callable[..., T], *given: Any) -> T:
        """Let the thread of the connection do that with it, in one piece. For who has the turn."""
        if self._driver is None:
            async with super().connect():
                pass
        # aiosqlite has no public way to give its thread a whole errand
        done: T = await self._driver._execute(work, self._driver._conn, *given)
        return done

    def begin_task(self, work: Coroutine[Any, Any, None]) -> None:
        task = asyncio.create_task(work)
        self._tasks.add(task)
        task.add_done_callback(self._tasks.discard)

    def _opened(self, connection: Any, _: Any) -> None:
        self._driver = connection.driver_connection

    def _closed(self, connection: Any, _: Any) -> None:
        if connection.driver_connection is self._driver:
            self._driver = None


class _InTurn(AsyncConnection):
    """For as long as it is open, it is the one who has the turn."""

    async def start(self, is_ctxmanager: bool = False) -> AsyncConnection:
        engine: Any = self.engine
        await engine.take_turn()
        try:
            return await super().start(is_ctxmanager)
        except BaseException:
            engine.end_turn()
            raise

    async def close(self) -> None:
        engine: Any = self.engine
        try:
            await super().close()
        finally:
            engine.end_turn()
