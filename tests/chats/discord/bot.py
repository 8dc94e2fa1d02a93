"""The adapter on the emulator, with a desk that answers as told and remembers what it was asked."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.chats.discord.adapter import DiscordChat
from bot.core.command import Command, Param
from bot.core.errors import Choice
from bot.core.messages import Message, said
from bot.core.ports import Address, Asked, Place, Reader
from bot.delivery.pace import Limits, Pace
from tests.emulators.discord import DiscordEmulator

NOW = datetime(2021, 6, 19, 15, tzinfo=UTC)
DRAMAS = ("Nevertheless", "Vincenzo", "Happiness")


async def nothing(*_: object) -> Message:
    raise AssertionError("the desk runs the handlers, not the chat")


def titles(*_: object) -> Sequence[Choice]:
    return [Choice(title, title.casefold()) for title in DRAMAS]


COMMANDS = (
    Command(
        "subscribe",
        "Tell me when each episode is out",
        nothing,
        (
            Param("drama", "Title, or a part of it", str, suggest=titles),
            Param("release", "Netflix, JTBC …", str, optional=True),
        ),
    ),
    Command("week", "What airs in the next seven days", nothing),
)


async def echo(asked: Asked) -> Message | None:
    """Says what it was asked, in words."""
    arguments = " ".join(f"{name}={value}" for name, value in asked.arguments.items())
    return said(asked.line or f"/{asked.command} {arguments}".rstrip())


@dataclass
class RecordingDesk:
    """Implements ports.Desk."""

    reply: Callable[[Asked], Awaitable[Message | None]] = echo
    choices: Callable[[str, str, str], Awaitable[Sequence[Choice]]] | None = None
    greeting: Message = field(default_factory=lambda: said("Hello. /subscribe tells you when an episode is out."))
    asked: list[Asked] = field(default_factory=list)
    keys: dict[str, str] = field(default_factory=dict)
    newcomers: list[tuple[Address, Place, str]] = field(default_factory=list)
    leavers: list[tuple[Address, str]] = field(default_factory=list)
    comers: list[Address] = field(default_factory=list)
    changed: asyncio.Event = field(default_factory=asyncio.Event)

    async def answer(self, asked: Asked) -> Message | None:
        self.asked.append(asked)
        return await self.reply(asked)

    async def answered(self, key: str) -> None:
        raise AssertionError("Discord tells of nothing twice")

    async def suggest(self, command: str, param: str, text: str) -> Sequence[Choice]:
        if self.choices:
            return await self.choices(command, param, text)
        return [Choice(title, title.casefold()) for title in DRAMAS if text.casefold() in title.casefold()]

    async def reader(self, address: Address) -> Reader:
        return Reader(None, NOW)

    async def key(self, line: str) -> str:
        key = f"k{len(self.keys)}"
        self.keys[key] = line
        return key

    async def line(self, key: str) -> str | None:
        return self.keys.get(key)

    async def met(self, address: Address, place: Place, title: str) -> Message:
        self.newcomers.append((address, place, title))
        return self.greeting

    async def left(self, address: Address, reason: str) -> None:
        self.leavers.append((address, reason))
        self.changed.set()

    async def paused(self, platform: str) -> Sequence[Address]:
        return ()

    async def returned(self, address: Address) -> None:
        self.comers.append(address)

    async def moved(self, old: Address, new: Address) -> None:
        raise AssertionError("nothing moves in Discord")


class Memory(dict[str, str]):
    """Implements ports.Memory."""

    async def get(self, key: str) -> str | None:  # type: ignore[override]
        return super().get(key)

    async def set(self, key: str, value: str) -> None:
        self[key] = value


def chat_on(
    dc: DiscordEmulator,
    desk: RecordingDesk,
    *,
    memory: Memory | None = None,
    commands: Sequence[Command] = COMMANDS,
    owners: frozenset[str] = frozenset(),
    token: str = "discord-test-token",
    pace: Pace | None = None,
    loopback_only: bool = True,
    url: str | None = None,
    now: Callable[[], datetime] | None = None,
) -> DiscordChat:
    return DiscordChat(
        token,
        url or dc.url,
        desk,
        commands,
        pace or Pace(Limits(per_second=47)),
        owners,
        memory if memory is not None else Memory(),
        loopback_only,
        now,
    )


@contextlib.asynccontextmanager
async def running(chat: DiscordChat, dc: DiscordEmulator) -> AsyncIterator[list[str]]:
    """Connected; the links it printed so far. Afterwards it has closed its connection."""
    links: list[str] = []
    linked = asyncio.Event()

    def ready(link: str) -> None:
        links.append(link)
        linked.set()

    task = asyncio.create_task(chat.run(ready))
    waiting = asyncio.create_task(linked.wait())
    try:
        await asyncio.wait({task, waiting}, return_when=asyncio.FIRST_COMPLETED, timeout=10)
        if task.done():
            await task
        assert linked.is_set()
        yield links
    finally:
        waiting.cancel()
        task.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await task
        await dc.changes.until(lambda: not dc.gateway.connections or None, 5)
