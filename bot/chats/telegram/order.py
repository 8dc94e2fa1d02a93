"""Chats side by side, the updates of one chat one after the other."""

import asyncio
from collections.abc import Awaitable
from contextvars import ContextVar
from typing import Any

from telegram import Update
from telegram.ext import BaseUpdateProcessor

AT_ONCE = 256  # updates under way; one of them may wait out a flood limit

_waited_for: ContextVar[asyncio.Event] = ContextVar("waited_for")  # set when the next of the chat may begin


def give_way() -> None:
    """From within an update: the next ones of its chat need not wait until it is done."""
    if (over := _waited_for.get(None)) is not None:
        over.set()


class ByChat(BaseUpdateProcessor):
    __slots__ = ("_chats", "_cut", "_running")

    def __init__(self) -> None:
        super().__init__(AT_ONCE)
        self._chats: dict[int, tuple[asyncio.Lock, int]] = {}  # with how many hold or await the lock
        self._running: set[asyncio.Future[Any]] = set()
        self._cut = False

    async def do_process_update(self, update: object, coroutine: Awaitable[Any]) -> None:
        chat = update.effective_chat if isinstance(update, Update) else None
        key = chat.id if chat else 0
        lock, users = self._chats.get(key, (asyncio.Lock(), 0))
        self._chats[key] = lock, users + 1
        over = asyncio.Event()
        _waited_for.set(over)
        try:
            async with lock:
                running = asyncio.ensure_future(self._run(coroutine))
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
        """Give up what is under way and what waits for it, so that the application can stop."""
        self._cut = True
        for task in self._running:
            task.cancel()

    async def initialize(self) -> None:
        pass

    async def shutdown(self) -> None:
        pass
