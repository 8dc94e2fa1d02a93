"""The chat of the stage: whatever is said there is shown as each platform would show it."""

import asyncio
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from bot.chats.local.audience import Audience, Fan
from bot.chats.local.terminal import Alone
from bot.core.messages import Message
from bot.core.outcomes import Kind, Outcome
from bot.core.ports import Address, Asked, Desk, Person, Place, Reader

PLATFORM = "stage"


class Bodies(Protocol):
    """How a platform says a message: as the body of the request that would carry it."""

    async def body(self, message: Message, reader: Reader) -> Mapping[str, Any]: ...
    async def line(self, data: str) -> str | None:
        """The command line behind what a button of such a body sends back."""


class StageChat:
    """Implements ports.Chat. `sides` are the platforms as which things are shown, by name."""

    platform = PLATFORM
    remembers_nonces = False

    def __init__(self, desk: Desk, audience: Audience, sides: Mapping[str, Bodies]) -> None:
        self.desk = desk
        self.audience = audience
        self.sides = sides

    async def run(self, ready: Callable[[str], None]) -> None:
        ready("")
        await asyncio.Event().wait()

    async def send(self, address: Address, message: Message, reader: Reader, nonce: str) -> Outcome:
        fan = self.audience.fan(address.chat)
        if fan is None:
            return Outcome(Kind.GONE, reason="this tab is closed")
        return Outcome(Kind.SENT, message_id=str(fan.show(await self._drawn(message, reader, asked=not nonce))))

    async def edit(self, address: Address, message_id: str, message: Message, reader: Reader) -> Outcome:
        fan = self.audience.fan(address.chat)
        if fan is None:
            return Outcome(Kind.GONE, reason="this tab is closed")
        drawn = await self._drawn(message, reader, asked=False)
        fan.change(int(message_id), {name: drawn[name] for name in self.sides})
        return Outcome(Kind.SENT, message_id=message_id)

    async def private(self, person: str) -> Address:
        return Address(PLATFORM, person)

    async def hear(self, fan: Fan, line: str) -> None:
        """Answer that line."""
        await self._answer(fan, line, {"by": "fan", "text": line})

    async def press(self, fan: Fan, side: str, data: str, label: str) -> bool:
        """Answer a button of one side. Whether its command line is known."""
        line = await self.sides[side].line(data)
        if line is not None:
            await self._answer(fan, line, {"by": "press", "text": label, "side": side, "line": line})
        return line is not None

    async def _answer(self, fan: Fan, line: str, said: Mapping[str, Any]) -> None:
        here = Address(PLATFORM, fan.id)
        reader = await self.desk.reader(here)
        fan.show({**said, "at": reader.now.isoformat()})
        person = Person(PLATFORM, fan.id, fan.name, owner=fan.admin)
        message = await self.desk.answer(Asked(here, Place.PRIVATE, person, Alone(), line=line, title=fan.name))
        if message is not None:
            fan.show(await self._drawn(message, await self.desk.reader(here), asked=True, to=line))

    async def _drawn(self, message: Message, reader: Reader, *, asked: bool, to: str = "") -> dict[str, Any]:
        bodies = {name: dict(await side.body(message, reader)) for name, side in self.sides.items()}
        return {"by": "bot", "asked": asked, "to": to, "at": reader.now.isoformat(), **bodies}
