"""The chat of the stage: whatever is said there is shown as each platform would show it."""

import asyncio
from base64 import b64encode
from collections.abc import Callable, Mapping
from typing import Any, Protocol

from bot.chats.local.audience import Audience, Fan
from bot.chats.local.terminal import Alone
from bot.core.errors import Mistake
from bot.core.messages import Blank, File, Message
from bot.core.outcomes import Kind, Outcome
from bot.core.ports import Address, Asked, Desk, Dropped, Person, Place, Reader

PLATFORM = "stage"
SMALL = 64 * 1024  # bytes of a file


class Bodies(Protocol):
    """How a platform says a message: as the body of the request that would carry it."""

    whole: bool  # whether it opens a form; others ask its questions one after the other

    async def body(self, message: Message, reader: Reader) -> Mapping[str, Any]: ...
    async def form(self, blank: Blank) -> Mapping[str, Any]:
        """What opens that form."""

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
        fan.show({"by": "fan", "text": line, "at": await self._now(fan)})
        await self._answer(fan, Asked(*self._who(fan), line=line, title=fan.name))

    async def press(self, fan: Fan, side: str, data: str, label: str, under: int = 0) -> bool:
        """Answer a button of one side, under that message. Whether its command line is known."""
        line = await self.sides[side].line(data)
        if line is None:
            return False
        fan.show({"by": "press", "text": label, "under": under, "at": await self._now(fan)})
        asked = Asked(*self._who(fan), line=line, title=fan.name, whole=self.sides[side].whole)
        await self._answer(fan, asked, under)
        return True

    async def drop(self, fan: Fan, name: str, content: bytes) -> None:
        """Answer a file that was put into the chat."""
        fan.show({"by": "fan", "text": name, "file": True, "at": await self._now(fan)})

        async def read(most: int) -> bytes:
            if len(content) > most:
                raise Mistake(f"That file is too large; I read at most {most // 1024} KiB.")
            return content

        dropped = Dropped(name, len(content), read)
        await self._answer(fan, Asked(*self._who(fan), line="", title=fan.name, dropped=dropped))

    async def submit(self, fan: Fan, line: str, values: Mapping[str, str]) -> None:
        """Answer a form that was filled in."""
        fan.show({"by": "form", "text": "", "at": await self._now(fan)})
        await self._answer(fan, Asked(*self._who(fan), line=line, title=fan.name, whole=True, values=values), sent=True)

    async def _answer(self, fan: Fan, asked: Asked, under: int = 0, *, sent: bool = False) -> None:
        message = await self.desk.answer(asked)
        if message is None:
            return
        reader = await self.desk.reader(asked.address)
        if message.form is not None and asked.whole and not sent:
            opened = {name: await side.form(message.form) for name, side in self.sides.items() if side.whole}
            fan.show({"by": "bot", "asked": True, "at": reader.now.isoformat(), "form": opened})
            return
        drawn = await self._drawn(message, reader, asked=True)
        if message.form is not None:
            drawn["opens"] = f"{message.form.line} open"
        if under and message.instead and not message.files:
            fan.change(under, drawn)
        else:
            fan.show(drawn)

    def _who(self, fan: Fan) -> tuple[Address, Place, Person, Alone]:
        person = Person(PLATFORM, fan.id, fan.name, owner=fan.admin)
        return Address(PLATFORM, fan.id), Place.PRIVATE, person, Alone()

    async def _now(self, fan: Fan) -> str:
        return (await self.desk.reader(Address(PLATFORM, fan.id))).now.isoformat()

    async def _drawn(self, message: Message, reader: Reader, *, asked: bool) -> dict[str, Any]:
        bodies = {name: dict(await side.body(message, reader)) for name, side in self.sides.items()}
        files = [_file(one) for one in message.files]
        return {"by": "bot", "asked": asked, "at": reader.now.isoformat(), "files": files, **bodies}


def _file(file: File) -> Mapping[str, Any]:
    """With its content where a page can keep that."""
    content = b64encode(file.content).decode() if len(file.content) <= SMALL else None
    return {"name": file.name, "type": file.media_type, "size": len(file.content), "content": content}
