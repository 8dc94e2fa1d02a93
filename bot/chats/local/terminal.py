"""The chat without tokens: one person at a terminal, or lines from a pipe."""

import asyncio
import sys
import threading
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import AbstractContextManager, nullcontext
from dataclasses import replace
from typing import TextIO

from bot.chats.local import files
from bot.chats.local.render import SAVE, render
from bot.core.command import Command
from bot.core.messages import File, Message
from bot.core.outcomes import Kind, Outcome
from bot.core.ports import Address, Asked, Desk, Person, Place, Reader

HERE = Address("terminal", "1")


class Alone:
    """Implements ports.Room: whoever sits at the terminal may do everything."""

    async def manages(self) -> bool:
        return True

    async def hindrance(self) -> str | None:
        return None

    async def private_offer(self, line: str) -> Message:
        raise AssertionError("a terminal is private")


class TerminalChat:
    """Implements ports.Chat."""

    platform = HERE.platform
    remembers_nonces = False

    def __init__(self, desk: Desk, out: TextIO, *, owner: bool = True, commands: Sequence[Command] = ()) -> None:
        self.desk = desk
        self.out = out
        self.commands = commands
        self.files: tuple[File, ...] = ()  # of the last answer that brought some
        self.person = Person(HERE.platform, "you", "you", owner=owner)
        self.quiet = True  # no line waits for its answer
        self.ended = False  # nor will another come
        self._broken = asyncio.Event()
        self._error: OSError | None = None  # why nothing more can be written

    async def run(self, ready: Callable[[str], None]) -> None:
        ready("")
        await asyncio.Event().wait()

    async def broken(self) -> None:
        """Until what is said can no longer be written; then the OSError of it."""
        await self._broken.wait()
        assert self._error is not None
        raise self._error

    async def send(self, address: Address, message: Message, reader: Reader, nonce: str) -> Outcome:
        try:
            self._print(f"\n[{reader.now:%a %d %b %Y %H:%M} UTC]")
            self._print(render(message, reader, colours=self.out.isatty()))
        except OSError as error:
            return Outcome(Kind.UNKNOWN, reason=str(error))
        return Outcome(Kind.SENT)

    async def edit(self, address: Address, message_id: str, message: Message, reader: Reader) -> Outcome:
        """What is printed stays printed: the correction comes after it."""
        return await self.send(address, message, reader, "")

    async def private(self, person: str) -> Address:
        return HERE

    async def hear(self, line: str) -> None:
        """Answer that line. A file that it names comes from this machine."""
        save, _, where = line.strip().partition(" ")
        if save == SAVE:
            return self._save(where)
        said, paths = files.named(line, self.commands)
        asked = Asked(HERE, Place.PRIVATE, self.person, Alone(), line=said if paths else line)
        for one in [replace(asked, dropped=files.dropped(path)) for path in paths] or [asked]:
            message = await self.desk.answer(one)
            if message is None:
                continue
            self.files = message.files or self.files
            self._print(render(message, await self.desk.reader(HERE), colours=self.out.isatty()) + "\n")
        return None

    def _save(self, where: str) -> None:
        done = list(files.saved(self.files, where)) or ["There is no file to save yet: /export gives one, for example."]
        self._print("\n".join(done) + "\n")

    async def listen(self, source: TextIO, commands: Iterable[Command], names: Iterable[str]) -> None:
        """Answer every line of `source`, to its end."""
        typed = source.isatty() and self.out.isatty()
        self.quiet = typed  # what comes from a pipe is answered to its end before anything else goes on
        lines = _piped(source)
        above: AbstractContextManager[None] = nullcontext()
        if typed:
            from bot.chats.local import prompt  # the library behind it takes a while

            lines, above = prompt.typed(commands, names), prompt.above()
        with above:
            async for line in lines:
                if not line.strip():
                    continue
                if not typed:
                    self._print(f"> {line}")
                await self.hear(line)
        self.quiet = self.ended = True

    def _print(self, text: str) -> None:
        try:
            print(text, file=self.out if not self.out.isatty() else sys.stdout, flush=True)
        except OSError as error:  # a closed pipe, a full disk
            self._error = error
            self._broken.set()
            raise


async def _piped(source: TextIO) -> AsyncIterator[str]:
    """Lines as they come. A thread reads them, as a file or a terminal gives no readiness to wait for."""
    loop, queue = asyncio.get_running_loop(), asyncio.Queue[str | None]()

    def read() -> None:
        try:
            for line in source:
                loop.call_soon_threadsafe(queue.put_nowait, line.rstrip("\r\n"))
            loop.call_soon_threadsafe(queue.put_nowait, None)
        except (RuntimeError, ValueError):  # the loop or the source was closed while a line was awaited
            return

    threading.Thread(target=read, daemon=True, name="lines").start()
    while (line := await queue.get()) is not None:
        yield line
