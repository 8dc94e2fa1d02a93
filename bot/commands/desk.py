"""The desk: whatever a person says in any chat comes here as an Asked, and leaves as a Message."""

import asyncio
import hashlib
from collections.abc import AsyncIterator, Callable, Collection, Coroutine, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import Any

import structlog

from bot.commands import dropping, yes
from bot.commands.books import Books, Work
from bot.commands.flood import Bucket
from bot.core.catalogue import Catalogue, Library
from bot.core.command import Command, Param, Permission, Registry, Request, given, split, typed
from bot.core.deliveries import Lost
from bot.core.errors import Choice, Mistake
from bot.core.messages import File, Message
from bot.core.ports import Address, Asked, Dropped, Patient, Person, Place, Reader, Room
from bot.core.texts import mistakes, welcome

log = structlog.get_logger(__name__)

LATE = timedelta(minutes=10)  # after it was said, what concerns all chats is no longer done: its hour may be past
PATIENCE = 1.0  # seconds of an errand, before the asker is shown that it takes a while
BUTTONS = 8  # choices offered to a bare command: what a phone shows without scrolling


@dataclass(frozen=True, slots=True)
class _Line:
    """What was said, taken apart."""

    command: Command
    arguments: dict[str, str]

    @property
    def text(self) -> str:
        return self.command.line(self.arguments)


@dataclass(frozen=True, slots=True)
class _Known:
    """A room that was asked before the store's transaction began: nothing waits for the network inside one."""

    room: Room
    hindered: str | None

    async def manages(self) -> bool:
        return True

    async def hindrance(self) -> str | None:
        return self.hindered

    async def private_offer(self, line: str) -> Message:
        return await self.room.private_offer(line)


class Desk:
    """Implements ports.Desk."""

    def __init__(
        self,
        books: Books,
        registry: Registry,
        library: Library,
        now: Callable[[], datetime],
        persons: Bucket | None = None,
        chats: Bucket | None = None,
        real_now: Callable[[], datetime] | None = None,
    ) -> None:
        self.books = books
        self.registry = registry
        self.library = library
        self.now = now
        self.real_now = real_now or now
        self.persons = persons  # how many commands each may give; None for any number
        self.chats = chats  # the same for each chat of several people
        self.on_change: Callable[[], None] = lambda: None  # what is due next may have become another
        self.busy = 0  # how many are being answered
        self.on_activity: Callable[[], None] = lambda: None
        self.on_note: Callable[..., None] = lambda *note: None  # a person, and what is to be said to them alone

    async def answer(self, asked: Asked) -> Message | None:
        """None where silence is the answer: to a flood, and in a group to what was not meant for us."""
        async with self._active():
            try:
                wait = self._too_fast(asked)
                if wait is not None:
                    return mistakes.too_fast(round(wait)) if wait else None
                return await self._answer(asked)
            except Lost:
                return None  # the other process answers, when it is asked again
            except Exception:
                log.exception("a command failed", platform=asked.address.platform, command=_name(asked))
                return mistakes.sorry()

    async def answered(self, key: str) -> None:
        await self.books.answered(key)

    async def posed(self, line: str, message_id: str) -> None:
        await self.books.posed(line.rpartition(" ")[2], message_id)

    @property
    def catalogue(self) -> Catalogue:
        return self.library.catalogue

    async def suggest(self, command: str, param: str, text: str) -> Sequence[Choice]:
        declared = self.registry.commands.get(command)
        found = next((p for p in declared.params if p.name == param), None) if declared else None
        if found is None or found.suggest is None:
            return []
        return list(found.suggest(self.catalogue, text))[:25]

    async def reader(self, address: Address) -> Reader:
        return Reader(await self.books.zone(address), self.now())

    async def key(self, line: str) -> str:
        key = hashlib.sha256(line.encode()).hexdigest()[:16]
        await self.books.keep_line(key, line)
        return key

    async def line(self, key: str) -> str | None:
        return await self.books.line(key)

    async def met(self, address: Address, place: Place, title: str) -> Message:
        log.info("added to a chat", platform=address.platform, chat=address.chat)
        async with self._active(), self.books.request(address, place, self.now()):
            return welcome.greeting(place)

    async def left(self, address: Address, reason: str) -> None:
        log.info("a chat is gone", platform=address.platform, chat=address.chat, reason=reason)
        await self.books.leave(address, reason)

    async def returned(self, address: Address) -> None:
        if await self.books.resume(address):
            log.info("a chat may be told again", platform=address.platform, chat=address.chat)
            self.on_change()

    async def paused(self, platform: str) -> Sequence[Address]:
        return await self.books.paused(platform)

    async def moved(self, old: Address, new: Address) -> None:
        await self.books.move(old, new)

    @asynccontextmanager
    async def _active(self) -> AsyncIterator[None]:
        self.busy += 1
        self.on_activity()
        try:
            yield
        finally:
            self.busy -= 1
            self.on_activity()

    def _age(self, asked: Asked) -> timedelta:
        """How long ago it was said. Who talks to a rehearsal may go by its clock or by the real one."""
        now = min(self.real_now(), self.now())
        return max(now - asked.at, timedelta()) if asked.at else timedelta()

    def _too_fast(self, asked: Asked) -> float | None:
        """As Bucket.wait; answers to a chat of many are what would keep its reminders waiting.

        What was said in the course of hours and comes all at once, because the bot was away, was not said fast.
        """
        person, ago = (asked.person.platform, asked.person.id), self._age(asked).total_seconds()
        wait = self.persons.wait(person, ago) if self.persons else None
        if wait is None and self.chats and asked.place is not Place.PRIVATE:
            return self.chats.wait(asked.address, ago)
        return wait

    def _too_late(self, asked: Asked, line: _Line) -> Message | None:
        """What to say instead of doing it. A chat's own settings are changed however late that is.

        What is dropped only becomes a proposal.
        """
        age = self._age(asked)
        concerns_all = line.command.permission in (Permission.EDITOR, Permission.OWNER) and not asked.dropped
        return mistakes.too_late(line.text, age) if concerns_all and age > LATE else None

    async def _answer(self, asked: Asked) -> Message | None:
        line = await self._understood(asked)
        if line is None or isinstance(line, Message):
            return line
        room, refused = await self._allowed(asked, line)
        if refused is not None:
            return refused
        if instead := self._too_late(asked, line):
            return instead
        try:
            bringing = self._brought(asked.dropped, line)
            waits = asked.dropped or line.command.errand
            file, brought = await (self._patiently(asked.room, bringing) if waits else bringing)
        except Mistake as error:
            wrong = None if asked.dropped or error.param else line.command.params[0]
            return mistakes.mistake(error, line.command, line.arguments, wrong)
        async with self._work(asked) as work:
            if asked.key and not await work.first(asked.key, self.real_now()):
                return await work.kept(asked.key)
            ask = Request(
                asked.address,
                asked.place,
                asked.person,
                self.now(),
                await work.zone(),
                self.catalogue,
                work,
                room,
                file,
                asked.whole,
                {name: typed(value) for name, value in asked.values.items()},
                asked.pointed,
            )
            message = await self._handled(ask, work, line, brought)
            if question := yes.asked(message):
                await work.ask(asked.person.id, question)
            if asked.key and not message.secret:
                await work.keep(asked.key, mistakes.without_files(message, line.text))
        if work.changed or work.ledger.edited:
            self.on_change()
        for person, note in work.ledger.notes:
            self.on_note(person, note)
        return message

    async def _brought(self, dropped: Dropped | None, line: _Line) -> tuple[File | None, tuple[Any, ...]]:
        """The file, and what the errand brings; nothing where there is none, or more is to be said before it can go."""
        command, takes = line.command, line.command.takes
        if dropped and takes:
            file = await dropping.fetched(dropped, takes)
            return file, (await takes.reading(file),) if takes.reading else ()
        ready = all(p.optional or line.arguments.get(p.name) for p in command.params)
        return None, (await command.errand(line.arguments),) if command.errand and ready else ()

    async def _patiently(self, room: Room, work: Coroutine[Any, Any, Any]) -> Any:
        """What that comes to; when it takes a while, the asker is shown that it does."""
        under_way = asyncio.create_task(work)
        try:
            done, _ = await asyncio.wait({under_way}, timeout=PATIENCE)
            if not done and isinstance(room, Patient):
                await room.patience()
            return await under_way
        finally:
            under_way.cancel()

    @asynccontextmanager
    async def _work(self, asked: Asked) -> AsyncIterator[Work]:
        """A transaction whose edits are in the library before it ends: no planning sees the one without the other."""
        before: Catalogue | None = None
        try:
            async with self.books.request(asked.address, asked.place, self.now(), asked.person.id) as work:
                yield work
                before = self.library.catalogue
                for slug, drama in work.ledger.edited.items():
                    self.library.put(slug, drama)
        except BaseException:
            self.library.catalogue = before or self.library.catalogue
            raise

    async def _meant(self, asked: Asked, dropped: Dropped) -> _Line | Message | None:
        """The command that goes with a file: the one that was said, or that its kind stands for."""
        called = split(typed(asked.line or "")) or ("", "")
        said = self.registry.commands.get(asked.command or called[0])
        taking = [one for one in self.registry.commands.values() if one.takes]
        if said in taking:
            assert said is not None
            return _Line(said, dict(asked.arguments) or given(said, called[1], self.catalogue))
        if not await self._edits(asked.person):
            return mistakes.editors_files(asked.person) if asked.place is Place.PRIVATE else None
        command = dropping.command_for(dropped.name, taking)
        if command is None:
            return mistakes.unread_file(dropped.name, [one.takes.what for one in taking if one.takes])
        return _Line(command, {})

    async def _understood(self, asked: Asked) -> _Line | Message | None:
        if asked.dropped is not None:
            return await self._meant(asked, asked.dropped)
        if asked.command is not None:
            return _Line(self.registry.commands[asked.command], dict(asked.arguments))
        text = typed(asked.line or "")
        called = split(text) or await self._plain(asked, text)
        if called is None:
            return None
        name, rest = called
        if called == ("drama", text) and mistakes.is_address(text) and await self._edits(asked.person):
            return mistakes.what_of(text)
        command = self.registry.commands.get(name)
        if command is not None:
            return _Line(command, given(command, rest, self.catalogue))
        if asked.place is not Place.PRIVATE:
            return None  # probably meant for another bot
        return mistakes.unknown_command(name, near(name, self.registry.commands), rest)

    async def _plain(self, asked: Asked, text: str) -> tuple[str, str] | None:
        """Plain words: the answer to our last question, or a command without its slash, or else a name."""
        async with self.books.request(asked.address, asked.place, self.now()) as work:
            question = await work.question(asked.person.id)
            filling = None if question else await work.fillings.get(asked.person.id)
        if filling and filling.awaits(asked, self.now()):
            return "fill", f"{filling.key} {filling.asked} {text}"
        first, _, rest = text.partition(" ")
        a_text = bool(rest) and self._asks_for_a_text(question)  # which may begin with any word
        if asked.place is Place.PRIVATE and first.casefold() in self.registry.commands and not a_text:
            return first.casefold(), rest
        if question is not None and yes.is_one(question):
            line = yes.answered(question, text)
            question = None
            if line is not None:
                return split(line)
        if question is not None:
            return split(f"{question} {text}")
        if asked.place is not Place.PRIVATE:
            return None
        return ("quote" if self._is_somebody(text) else "drama"), text

    def _asks_for_a_text(self, question: str | None) -> bool:
        called = split(question) if question and not yes.is_one(question) else None
        command = self.registry.commands.get(called[0]) if called else None
        return command is not None and any(param.raw for param in command.params)

    def _is_somebody(self, text: str) -> bool:
        """Whether these words name a person and no drama."""
        try:
            self.catalogue.names.drama(text)
        except Mistake:
            try:
                self.catalogue.names.who(text)
            except Mistake:
                return False
            return True
        return False

    async def _allowed(self, asked: Asked, line: _Line) -> tuple[Room, Message | None]:
        """The room to go on with, or why not. Here the network may be asked, before the store's transaction begins."""
        command, room = line.command, asked.room
        if command.permission is Permission.OWNER and not asked.person.owner:
            return room, mistakes.owners_only(asked.person)
        if command.permission is Permission.EDITOR and not await self._edits(asked.person):
            return room, mistakes.editors_only(asked.person)
        if command.permission is not Permission.MANAGER or asked.place is Place.PRIVATE:
            return room, None
        if asked.person.anonymous and not await self.books.allows_anonymous(asked.address):
            return room, mistakes.no_anonymous()
        if asked.person.owner or await room.manages():
            return _Known(room, await room.hindrance()), None
        refusal = mistakes.not_allowed(asked.person)
        offer = await room.private_offer(line.text)
        lines = refusal.lines + (((offer.title,),) if offer.title else ()) + offer.lines
        return room, replace(refusal, lines=lines, buttons=refusal.buttons + offer.buttons)

    async def _edits(self, person: Person) -> bool:
        """Asked anew each time: whoever is no longer an editor is none at once."""
        return person.owner or (not person.linked and await self.books.is_editor(person.platform, person.id))

    async def _handled(self, ask: Request, work: Work, line: _Line, brought: tuple[Any, ...] = ()) -> Message:
        await work.settle(ask.person.id)
        values: list[Any] = []
        for param in line.command.params:
            given = line.arguments.get(param.name, "").strip()
            if not given and (param.optional or ask.file):
                values.append(None)
            elif not given:
                if len(line.text) <= mistakes.LONGEST_LINE:
                    await work.ask(ask.person.id, line.text)
                choices = await self._choices(ask, param)
                return mistakes.ask_for(line.command, param, choices, line.arguments)
            else:
                try:
                    values.append(param.read(ask, given))
                except Mistake as error:
                    return mistakes.mistake(error, line.command, line.arguments, param)
        try:
            return await line.command.handler(ask, *values, *brought)
        except Mistake as error:
            if error.asks and len(line.text) <= mistakes.LONGEST_LINE:
                await work.ask(ask.person.id, line.text)
            return mistakes.mistake(error, line.command, line.arguments, None)

    async def _choices(self, ask: Request, param: Param) -> Sequence[Choice]:
        """What to offer to a bare command: the chat's own dramas where only these make sense."""
        if param.own:
            followed = [self.catalogue.dramas.get(one.drama) for one in await ask.store.subscriptions()]
            return [Choice(drama.title, drama.slug) for drama in followed if drama][:BUTTONS]
        return list(param.suggest(self.catalogue, ""))[:BUTTONS] if param.suggest else []


def near(name: str, commands: Collection[str]) -> list[str]:
    """Names of commands that look alike, best first."""
    from rapidfuzz import process

    found = process.extract(name, list(commands), limit=3, score_cutoff=60)
    return [command for command, _, _ in found]


def _name(asked: Asked) -> str:
    """The command's name alone: the log holds no person's words."""
    return asked.command or (split(asked.line or "") or ("(plain words)",))[0]
