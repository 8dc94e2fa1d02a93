"""Waiting for something to become true, without sleeping."""

import asyncio
from collections.abc import Callable
from typing import Any, TypeVar

T = TypeVar("T")


class Changes:
    """Everything in the emulator that a test may wait for is announced here."""

    def __init__(self) -> None:
        self._waiting: list[tuple[Callable[[], Any], asyncio.Future[Any]]] = []

    def happened(self) -> None:
        for found, future in list(self._waiting):
            if not future.done() and (value := found()):
                future.set_result(value)

    async def until(self, found: Callable[[], T | None], within: float) -> T:
        """The first true value of `found`; TimeoutError after `within` real seconds."""
        if value := found():
            return value
        future: asyncio.Future[T] = asyncio.get_running_loop().create_future()
        entry = (found, future)
        self._waiting.append(entry)
        try:
            async with asyncio.timeout(within):
                return await future
        finally:
            self._waiting.remove(entry)
