"""Brings what people say and press to the desk, and its answers back."""

import asyncio
from collections.abc import Awaitable, Callable, Collection
from dataclasses import dataclass, field, replace
from typing import Protocol

import structlog
from telegram import Bot, CallbackQuery, ChatMemberUpdated, Update
from telegram import Message as TelegramMessage
from telegram.error import TelegramError

from bot.chats.telegram import files, incoming, links
from bot.chats.telegram.incoming import PLATFORM, Said
from bot.chats.telegram.outcomes import outcome
from bot.chats.telegram.room import Managers, TelegramRoom
from bot.core.messages import Message, said
from bot.core.outcomes import Kind, Outcome
from bot.core.ports import Address, Asked, Desk, Place, Reader
from bot.delivery.pace import Pace

log = structlog.get_logger(__name__)

TRIES = 4  # of an answer that was certainly not sent
PATIENCE = 90.0  # seconds; a minute's worth of answers to a group, and some
OLD_BUTTON = "This button is too old for me to know what it did. /help lists what I can do."

Edit = Callable[[Address, str, Message, Reader], Awaitable[Outcome]]


class Send(Protocol):
    async def __call__(
        self, address: Address, message: Message, reader: Reader, nonce: str, *, reply_to: int | None = None
    ) -> Outcome: ...


@dataclass(slots=True)
class Hearing:
    """For one connection. `names` are those of all commands, without the slash."""

    bot: Bot
    desk: Desk
    pace: Pace
    send: Send
    edit: Edit
    owners: frozenset[str]
    names: Collection[str]
    committed: Callable[[int], None] = lambda update: None  # with an update's id: it lacks nothing but the answer
    done: Callable[[int], None] = lambda update: None  # it need not come again
    managers: Managers = field(default_factory=Managers)
    closed: set[Address] = field(default_factory=set)  # topics

    async def on_update(self, update: Update) -> None:
        """One bad update must not end anything: its trouble is logged without anybody's words."""
        try:
            if message := update.message or update.channel_post:
                await self._on_message(message, update.update_id)
            elif query := update.callback_query:
                await self._on_press(query, update.update_id)
            elif change := update.my_chat_member:
                await self._on_presence(change)
        except Exception:
            log.exception("an update could not be handled", platform=PLATFORM, update=update.update_id)
        self.done(update.update_id)  # one that was cut short has to come again

    async def _on_message(self, message: TelegramMessage, number: int) -> None:
        here = incoming.address_of(message.chat, message)
        chat = replace(here, thread="")
        if message.migrate_to_chat_id:
            await self.desk.moved(chat, replace(chat, chat=str(message.migrate_to_chat_id)))
        elif message.migrate_from_chat_id:
            await self.desk.moved(replace(chat, chat=str(message.migrate_from_chat_id)), chat)
        elif message.forum_topic_closed:
            self.closed.add(here)
        elif message.forum_topic_reopened:
            self.closed.discard(here)
            await self.desk.returned(here)
        else:
            heard = incoming.said(message, self.bot.username, self.bot.id, self.owners)
            if heard and (linked := await self._linked(heard)):
                await self._answer(linked, number)

    async def _linked(self, heard: Said) -> Said | None:
        """What a link to the bot made somebody say: never with an owner's rights, for links come from anywhere."""
        command, _, payload = heard.line.partition(" ")
        if command != "/start" or not payload:
            return heard
        if heard.place is not Place.PRIVATE:
            return None  # the link that adds the bot to a group says this there; the bot greets the group anyway
        line = await self.desk.line(payload) if links.is_key(payload) else None
        line = line or links.line(payload, self.names) or command
        return replace(heard, line=line, person=replace(heard.person, owner=False, linked=True))

    async def _on_press(self, query: CallbackQuery, number: int) -> None:
        data = query.data or ""
        line = data if data.startswith("/") else await self.desk.line(data)
        heard = incoming.pressed(query, line or "", self.owners)
        if heard and line and heard.place is Place.CHANNEL and not await self._room(heard).manages():
            return await _acknowledge(query, await self.link(line))  # a channel's readers do not post in it
        await _acknowledge(query)
        if heard and line:
            await self._answer(heard, number, query.id)
        elif heard:
            await self._say(heard.address, heard.place, said(OLD_BUTTON))
        return None

    async def _on_presence(self, change: ChatMemberUpdated) -> None:
        address, place = incoming.address_of(change.chat), incoming.place_of(change.chat)
        before, now = incoming.presence(change)
        if before and not now:
            reason = "blocked by this person" if place is Place.PRIVATE else "removed from this chat"
            await self.desk.left(address, reason)
        elif now and not before and place is not Place.PRIVATE:
            greeting = await self.desk.met(address, place, incoming.title_of(change.chat))
            if place is Place.GROUP:  # a channel's readers need no greeting
                await self._say(address, place, greeting)
        elif now and incoming.may_write(change):  # a person who blocks it no more, a chat that gave it the right back
            await self.desk.returned(address)

    async def _answer(self, heard: Said, number: int, mark: str = "") -> None:
        # numbers begin anew after a quiet week, and on another Bot API server
        said_at = f"{heard.at:%Y%m%d%H%M%S}" if heard.at else ""
        key = f"{PLATFORM} {self.bot.id} {number} {mark or said_at}"
        asked = Asked(
            heard.address,
            heard.place,
            heard.person,
            self._room(heard),
            line=heard.line,
            title=heard.title,
            key=key,
            at=heard.at,
            dropped=files.dropped(self.bot, heard.document) if heard.document else None,
            reply_to=None if heard.reply_to is None else str(heard.reply_to),
            pointed=heard.pointed,
        )
        answer = await self.desk.answer(asked)
        self.committed(number)
        if answer is not None:
            put = await self._put_instead(heard, answer)
            if not put:
                asks_one = answer.form is not None and heard.place is not Place.PRIVATE
                await self._say(heard.address, heard.place, answer, heard.message if asks_one else None)
            await self.desk.answered(key)
            if answer.settles and not (put and answer.settles == str(heard.pressed)):
                await self._settle(heard, int(answer.settles))

    async def _settle(self, heard: Said, message_id: int) -> None:
        """Take the buttons off a question that was answered. Left on, they do no harm."""
        try:
            if await self._may_answer(heard.address.chat, heard.place):
                await self.bot.edit_message_reply_markup(int(heard.address.chat), message_id)
        except (TelegramError, KeyError) as error:
            log.info("an answered question keeps its buttons", reason=outcome(error).reason)

    async def _put_instead(self, heard: Said, answer: Message) -> bool:
        """In place of the message whose button was pressed, where it belongs there and Telegram can do it."""
        wants_reply = answer.form is not None and not answer.buttons  # which only a new message can
        if heard.pressed is None or not answer.instead or wants_reply or answer.files:
            return False
        if not await self._may_answer(heard.address.chat, heard.place):
            return False
        result = await self.edit(heard.address, str(heard.pressed), answer, await self.desk.reader(heard.address))
        if result.kind is Kind.SENT:
            await self._posed(answer, result)
        return result.kind is Kind.SENT

    async def _posed(self, message: Message, result: Outcome) -> None:
        if message.form is not None and result.message_id is not None:
            await self.desk.posed(message.form.line, result.message_id)

    async def _say(self, address: Address, place: Place, message: Message, reply_to: int | None = None) -> None:
        """With its files one message after the other, as far as they arrive."""
        reader = await self.desk.reader(address)
        for part in files.parted(message, reader):
            came = await self._say_once(address, place, part, reader, reply_to)
            if came is Kind.NO_RIGHTS and part.files:
                told = replace(part, lines=(*part.lines, (files.NOT_HERE,)), files=())
                await self._say_once(address, place, told, reader)
            if came is not Kind.SENT:
                return

    async def _say_once(
        self, address: Address, place: Place, message: Message, reader: Reader, reply_to: int | None = None
    ) -> Kind:
        """Tried again while it is certain that it was not sent; an answer that may have arrived is never repeated."""
        result = Outcome(Kind.NOT_SENT, reason="Telegram asked for a long silence")
        for attempt in range(TRIES):
            if not await self._may_answer(address.chat, place):
                break
            result = await self.send(address, message, reader, "", reply_to=reply_to)
            match result.kind:
                case Kind.SENT:
                    self.pace.accepted()
                    await self._posed(message, result)
                    return Kind.SENT
                case Kind.WAIT:
                    self.pace.hold(None if result.everywhere else address.chat, (result.seconds or 1) + 0.5)
                case Kind.NOT_SENT:
                    await asyncio.sleep(2**attempt)
                case Kind.MOVED if result.moved_to:
                    old, address = address, Address(PLATFORM, result.moved_to)
                    await self.desk.moved(replace(old, thread=""), address)
                case Kind.BAD_CONTENT if message.buttons:
                    log.error("Telegram refused an answer; once more without buttons", reason=result.reason)
                    message = replace(message, buttons=())
                case _:
                    break
        log.warning("an answer was not sent", chat=address.chat, kind=result.kind.value, reason=result.reason)
        if result.kind is Kind.GONE:
            await self.desk.left(replace(address, thread=""), result.reason)
        return result.kind

    async def _may_answer(self, chat: str, place: Place) -> bool:
        """False when Telegram wants silence for so long that nobody would know what the answer is to."""
        try:
            async with asyncio.timeout(PATIENCE):
                await self.pace.answer(chat, group=place is not Place.PRIVATE)
        except TimeoutError:
            return False
        return True

    def _room(self, heard: Said) -> TelegramRoom:
        return TelegramRoom(self.bot, heard, self.managers, heard.address in self.closed, self.link)

    async def link(self, line: str) -> str:
        """Opens a private chat with the bot and says that line there."""
        return f"https://t.me/{self.bot.username}?start={links.payload(line) or await self.desk.key(line)}"


async def _acknowledge(query: CallbackQuery, url: str | None = None) -> None:
    """So that the button stops turning; too late, it does no harm."""
    try:
        await query.answer(url=url)
    except (TelegramError, KeyError) as error:
        log.info("a press could not be acknowledged", reason=outcome(error).reason)
