"""A Telegram on loopback, the adapter connected to it, and a desk that writes down what it is asked."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime

import pytest

from bot.chats.telegram.adapter import TelegramChat
from bot.chats.telegram.polling import Polling
from bot.core.command import Command, Permission
from bot.core.errors import Choice
from bot.core.messages import Message, said
from bot.core.ports import Address, Asked, Place, Reader
from bot.delivery.pace import Limits, Pace
from tests.emulators.telegram import Limits as Flood
from tests.emulators.telegram import TelegramEmulator

OWNER = "9001"


async def nothing(*_) -> Message:
    return said("")


COMMANDS = [
    Command("start", "Say what this bot does", nothing, listed=False),
    Command("subscribe", "Tell me when each episode is out", nothing, permission=Permission.MANAGER),
    Command("quote", "A quote of somebody in the cast", nothing),
    Command("announce", "Say something to all", nothing, permission=Permission.OWNER),
]


@dataclass
class RecordingDesk:
    """Implements ports.Desk: keeps what it is told, and answers each line with `says(asked)`."""

    says: Callable[[Asked], object] = lambda asked: said(f"heard {asked.line}")
    asked: list[Asked] = field(default_factory=list)
    events: list[tuple] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    zone: str | None = None
    arrived: list[str] = field(default_factory=list)

    async def answer(self, asked: Asked) -> Message | None:
        self.asked.append(asked)
        answer = self.says(asked)
        return await answer if asyncio.iscoroutine(answer) else answer

    async def answered(self, key: str) -> None:
        self.arrived.append(key)

    async def suggest(self, command: str, param: str, text: str) -> Sequence[Choice]:
        return []

    async def reader(self, address: Address) -> Reader:
        return Reader(self.zone, datetime(2021, 6, 19, 13, 55, tzinfo=UTC))

    async def key(self, line: str) -> str:
        key = f"key{len(self.keys):013}"
        self.keys[key] = line
        return key

    async def line(self, key: str) -> str | None:
        return self.keys.get(key)

    async def met(self, address: Address, place: Place, title: str) -> Message:
        self.events.append(("met", address, place, title))
        return said("Hello, all.")

    async def left(self, address: Address, reason: str) -> None:
        self.events.append(("left", address, reason))

    async def paused(self, platform: str) -> tuple[Address, ...]:
        return ()

    async def returned(self, address: Address) -> None:
        self.events.append(("returned", address))

    async def moved(self, old: Address, new: Address) -> None:
        self.events.append(("moved", old, new))

    @property
    def lines(self) -> list[str | None]:
        return [asked.line for asked in self.asked]


@dataclass
class Connected:
    """The adapter while it runs. `links` are those it gave as ready."""

    chat: TelegramChat
    desk: RecordingDesk
    pace: Pace
    links: list[str]
    running: "asyncio.Task[None]"


def adapter(tg: TelegramEmulator, desk: RecordingDesk, pace: Pace | None = None, **polling: float) -> TelegramChat:
    quick = {"hold": 5, "floor": 0.05, "longest": 0.2} | polling
    pace = pace or Pace(Limits())
    return TelegramChat(tg.token, tg.url, desk, COMMANDS, pace, frozenset({OWNER}), lambda: Polling(**quick))


@asynccontextmanager
async def connected(
    tg: TelegramEmulator, desk: RecordingDesk | None = None, **polling: float
) -> AsyncIterator[Connected]:
    desk, pace, links = desk or RecordingDesk(), Pace(Limits()), []
    chat = adapter(tg, desk, pace, **polling)
    running = asyncio.create_task(chat.run(links.append))
    try:
        polling_now = asyncio.create_task(tg.until_polling())
        await asyncio.wait({running, polling_now}, return_when=asyncio.FIRST_COMPLETED)
        if running.done():
            polling_now.cancel()
            await running
        await polling_now
        yield Connected(chat, desk, pace, links, running)
    finally:
        running.cancel()
        await asyncio.wait({running})


@pytest.fixture
async def tg() -> AsyncIterator[TelegramEmulator]:
    async with TelegramEmulator(limits=Flood.none()) as emulator:
        yield emulator


@pytest.fixture
async def bot(tg: TelegramEmulator) -> AsyncIterator[Connected]:
    async with connected(tg) as running:
        yield running
