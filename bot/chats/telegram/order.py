"""Chats side by side, the updates of one chat one after the other."""

import asyncio
from collections.abc import Awaitable, Callable
from contextvars import ContextVar
from typing import Any

from telegram import Update

AT_ONCE = 256  # updates under way; one of them may wait out a flood limit

_waited_for: ContextVar[asyncio.Event] = ContextVar("waited_for")  # set when the next of the chat may begin


def give_way() -> None:
    """From within an update: the next ones of its chat need not wait until it is done."""
    if (over := _waited_for.get(None)) is not None:
        over.set()


class ByChat:
    """`handle` never raises."""

    def __init__(self, handle: Callable[[Update], Awaitable[None]]) -> None:
        self._handle = handle
        self._at_once = asyncio.Semaphore(AT_ONCE)
        self._chats: dict[int, tuple[asyncio.Lock, int]] = {}  # with how many hold or await the lock
        self._taken: set[asyncio.Task[None]] = set()
        self._running: set[asyncio.Future[Any]] = set()
        self._cut = False

    def take(self, update: Update) -> None:
        """It is handled when its turn comes."""
        task = asyncio.create_task(self._in_turn(update))
        self._taken.add(task)
        task.add_done_callback(self._taken.discard)

    async def done(self) -> None:
        """All that was taken is handled."""
        while self._taken:
            await asyncio.wait(self._taken)

    async def _in_turn(self, update: Update) -> None:
        async with self._at_once:
            await self._after_its_chat(update)

    async def _after_its_chat(self, update: Update) -> None:
        key = update.effective_chat.id if update.effective_chat else 0
        lock, users = self._chats.get(key, (asyncio.Lock(), 0))
        self._chats[key] = lock, users + 1
        over = asyncio.Event()
        _waited_for.set(over)
        try:
            async with lock:
                running = asyncio.ensure_future(self._run(self._handle(update)))
                running.add_done_callback(lambda _: over.set())
                try:
                    await over.wait()
                except BaseException:
                    running.cancel()
                    raise
        finally:
            lock, users = self._chats.pop(key)
            if users > 1:
                self._chats[key] = lock, users - 1
        await running

    async def _run(self, coroutine: Awaitable[Any]) -> None:
        task = asyncio.ensure_future(coroutine)
        if self._cut:
            task.cancel()
        self._running.add(task)
        try:
            await asyncio.wait({task})
        finally:
            self._running.discard(task)
            task.cancel()

    def cut(self) -> None:
        """Give up what is under way and what waits for it, so that the connection can close."""
        self._cut = True
        for task in self._running:
            task.cancel()
