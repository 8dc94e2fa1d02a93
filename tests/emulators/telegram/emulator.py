"""The emulator as tests hold it."""

import time
from collections.abc import Callable
from types import TracebackType
from typing import Any, Self

from . import control, faults
from .core import Account, Core
from .limits import Limits
from .people import Place, TgChannel, TgGroup, TgPerson, TgTopic, found_entities
from .server import Server
from .state import Chat, Kind, Member, Status, User, all_rights
from .values import Call, TgMessage

To = TgPerson | Place | TgTopic | int | None


class TelegramEmulator:
    """A Telegram of its own on loopback: `async with TelegramEmulator() as tg`, then give the bot `tg.url`.

    Stock python-telegram-bot: `Bot(token, base_url=tg.url + "/bot")`. `now` is the wall clock that dates messages.
    """

    def __init__(
        self,
        token: str = "1234:test",
        username: str = "dramabell_bot",
        first_name: str = "Dramabell",
        *,
        limits: Limits | None = None,
        now: Callable[[], float] = time.time,
        reads_all: bool = False,
        port: int = 0,
    ) -> None:
        self.core = Core(Limits() if limits is None else limits, now)
        self.account = self.core.add_bot(token, username, first_name, reads_all=reads_all)
        self.script = faults.Script()
        self.server = Server(self.core, self.script, control.Control(self).answer)
        self._port = port
        self._seen: dict[tuple[int | None, int | None], int] = {}

    async def __aenter__(self) -> Self:
        await self.server.up(self._port)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.server.down()

    @property
    def url(self) -> str:
        """What goes into the bot's config as `[telegram] api_url`."""
        return f"http://127.0.0.1:{self.server.port}"

    @property
    def token(self) -> str:
        return self.account.token

    @property
    def calls(self) -> list[Call]:
        """Every request so far, in order of arrival, getUpdates too."""
        return self.core.calls

    @property
    def floods(self) -> dict[str, int]:
        """How often the flood limits refused a message, by the limit that was broken."""
        return dict(self.account.meter.refusals)

    def called(self, method: str) -> list[Call]:
        return [call for call in self.core.calls if call.method.lower() == method.lower()]

    def date(self) -> int:
        return int(self.core.now())

    def bot(self, token: str, username: str, first_name: str = "Another bot", **more: Any) -> Account:
        """One more bot, with a token of its own."""
        return self.core.add_bot(token, username, first_name, **more)

    def revoke(self, account: Account | None = None) -> None:
        """The token is worth nothing from now on: 401."""
        (account or self.account).revoked = True

    async def down(self) -> None:
        """The server cannot be reached; its port and all that it knows are kept."""
        await self.server.down()

    async def up(self) -> None:
        await self.server.up()

    # people and places

    def private(self, name: str, *, started: bool = True, **more: Any) -> TgPerson:
        """A person, by default one who has a private chat with every bot there is."""
        user = self.core.world.add_user(name, **more)
        chat = self.core.world.add_private(user)
        if started:
            chat.started = {account.user.id for account in self.core.accounts.values()}
        return TgPerson(self, user, chat)

    def person(self, name: str, **more: Any) -> TgPerson:
        """Somebody who never wrote to the bot."""
        return self.private(name, started=False, **more)

    def group(
        self,
        title: str,
        *members: TgPerson,
        forum: bool = False,
        basic: bool = False,
        username: str | None = None,
        admins: tuple[TgPerson, ...] = (),
        bot: Status = Status.MEMBER,
        id: int | None = None,  # noqa: A002
    ) -> TgGroup:
        """A supergroup, or a basic one that can still migrate. The first member owns it. Nothing is told to the bot."""
        kind = Kind.GROUP if basic else Kind.SUPERGROUP
        chat = self.core.world.add_chat(kind, title, id=id, forum=forum, username=username)
        group = TgGroup(self, chat)
        self._fill(group, (*members, *(person for person in admins if person not in members)), admins, bot)
        return group

    def channel(
        self,
        title: str,
        *members: TgPerson,
        username: str | None = None,
        linked: TgGroup | None = None,
        admins: tuple[TgPerson, ...] = (),
        bot: Status = Status.ADMINISTRATOR,
        id: int | None = None,  # noqa: A002
    ) -> TgChannel:
        chat = self.core.world.add_chat(Kind.CHANNEL, title, id=id, username=username)
        if linked is not None:
            chat.linked, linked.chat.linked = linked.id, chat.id
        channel = TgChannel(self, chat)
        self._fill(channel, (*members, *(person for person in admins if person not in members)), admins, bot)
        return channel

    def _fill(self, place: Place, people: tuple[TgPerson, ...], admins: tuple[TgPerson, ...], bot: Status) -> None:
        for index, person in enumerate(people):
            status = Status.ADMINISTRATOR if person in admins else Status.MEMBER
            place.set_status(person, Status.CREATOR if index == 0 else status)
        rights = all_rights(place.chat.kind) if bot is Status.ADMINISTRATOR else frozenset()
        place.chat.members[self.account.user.id] = Member(self.account.user, bot, rights)

    # what people do

    async def says(
        self,
        sender: User | None,
        chat: Chat,
        text: str | None,
        *,
        thread: int | TgTopic | None = None,
        reply_to: TgMessage | int | None = None,
        date: int | None = None,
        sender_chat: Chat | None = None,
        bot: Account | None = None,
        **more: Any,
    ) -> dict[str, Any]:
        """A message of any make, told to the bots that may read it; `text` is None for a service message."""
        message: dict[str, Any] = {
            "message_id": next(chat.ids),
            "date": self.date() if date is None else date,
            "chat": chat.wire(),
        }
        if sender is not None:
            message["from"] = sender.wire()
        if sender_chat is not None:
            message["sender_chat"] = sender_chat.wire()
        topic = thread.id if isinstance(thread, TgTopic) else thread
        answered = reply_to.message_id if isinstance(reply_to, TgMessage) else reply_to
        message |= chat.threaded(None if topic == chat.general.id else topic, answered)
        if text is not None:
            message["text"] = text
            if marked := found_entities(text):
                message["entities"] = marked
        message |= more
        chat.messages[message["message_id"]] = message
        self._tell(chat, "channel_post" if chat.kind is Kind.CHANNEL else "message", message, bot)
        return message

    async def edits(self, message: dict[str, Any], text: str) -> dict[str, Any]:
        chat = self.core.world.chats[message["chat"]["id"]]
        edited = {key: value for key, value in message.items() if key != "entities"} | {
            "text": text,
            "edit_date": self.date(),
        }
        if marked := found_entities(text):
            edited["entities"] = marked
        chat.messages[message["message_id"]] = edited
        self._tell(chat, "edited_channel_post" if chat.kind is Kind.CHANNEL else "edited_message", edited, None)
        return edited

    def _tell(self, chat: Chat, kind: str, message: dict[str, Any], bot: Account | None) -> None:
        if chat.kind is Kind.PRIVATE:
            self.core.push(bot or self.account, kind, message)
            return
        for account in self.core.bots_in(chat):
            if self.core.may_read(account, chat, message):
                self.core.push(account, kind, message)

    def push(self, kind: str, payload: dict[str, Any]) -> dict[str, Any] | None:
        """Any update at all, as it is."""
        return self.core.push(self.account, kind, payload)

    def repeat(self, update: dict[str, Any]) -> None:
        """Deliver an update again with the id that it had."""
        self.account.updates.repeat(update, self.core.now())

    def fail(
        self, fault: faults.Fault, method: str | None = None, to: To = None, *, nth: int = 1, **more: Any
    ) -> faults.Rule:
        """Script a fault: `tg.fail(faults.flood(30), "sendMessage", to=ana, nth=3, times=1)`. See faults.Rule.

        `nth` counts the matching calls from now on. `method` None is every method but getUpdates, "*" really every one.
        """
        return self.script.add(faults.Rule(fault, method, _place_of(to)[0], after=nth - 1, **more))

    # what the bot did

    def messages(self, to: To = None) -> list[TgMessage]:
        """What was sent, in order and in its present form; without what was deleted since."""
        return [message for message in self._sent(to) if not message.deleted]

    def _sent(self, to: To) -> list[TgMessage]:
        chat, thread = _place_of(to)
        sent = self.core.sent() if chat is None else list(self.core.world.chats[chat].sent.values())
        return [message for message in sent if thread is None or (message.thread or 1) == thread]

    def _count(self, to: To) -> int:
        chat, thread = _place_of(to)
        if thread is not None:
            return len(self._sent(to))
        return len(self.core.log) if chat is None else len(self.core.world.chats[chat].sent)

    async def sent(self, count: int = 1, to: To = None, timeout: float = 5.0) -> list[TgMessage]:  # noqa: ASYNC109
        """Wait until at least so many messages in all have been sent there, and give them."""
        await self.core.until(lambda: self._count(to) >= count, timeout, lambda: self._story(f"{count} messages", to))
        return self._sent(to)

    async def next_message(self, to: To = None, timeout: float = 5.0) -> TgMessage:  # noqa: ASYNC109
        """The first message there that this did not give before."""
        key = _place_of(to)
        index = self._seen.get(key, 0)
        await self.core.until(lambda: self._count(to) > index, timeout, lambda: self._story("one more message", to))
        self._seen[key] = index + 1
        return self._sent(to)[index]

    async def until(self, true: Callable[[], Any], timeout: float = 5.0, what: str = "") -> Any:  # noqa: ASYNC109
        """Wait until that is true of this emulator."""
        return await self.core.until(true, timeout, lambda: self._story(what or "something else", None))

    async def until_called(self, method: str, count: int = 1, timeout: float = 5.0) -> list[Call]:  # noqa: ASYNC109
        await self.until(lambda: len(self._answered(method)) >= count, timeout, f"{count} calls of {method}")
        return self._answered(method)

    def _answered(self, method: str) -> list[Call]:
        return [call for call in self.called(method) if call.answer is not None]

    async def until_polling(self, timeout: float = 5.0) -> None:  # noqa: ASYNC109
        """Wait until the bot waits for updates and none is left to fetch."""
        await self.until(lambda: self.account.updates.polling, timeout, "a long poll")

    def current(self, message: TgMessage) -> TgMessage:
        """A message in its present form."""
        return self.core.world.chats[message.chat_id].sent[message.message_id]

    def account_of(self, message: TgMessage) -> Account:
        return next(account for account in self.core.accounts.values() if account.user.username == message.bot)

    def latest_with(self, label: str, to: To) -> TgMessage:
        for message in reversed(self.messages(to)):
            if any(label in row for row in message.labels):
                return message
        raise LookupError(f"no message has a button {label!r}; the last ones are {self.messages(to)[-3:]!r}")

    def _story(self, wanted: str, to: To) -> str:
        said = "\n".join(f"  {message.text!r} {message.labels or ''}" for message in self._sent(to)[-8:]) or "  nothing"
        last = [call for call in self.core.calls if call.method != "getUpdates"][-8:]
        asked = "\n".join(f"  {call.method} {call.answer} {call.description}".rstrip() for call in last) or "  nothing"
        return f"waited for {wanted}\nsent there:\n{said}\nlast calls:\n{asked}\n"


def _place_of(to: To) -> tuple[int | None, int | None]:
    match to:
        case None:
            return None, None
        case int():
            return to, None
        case TgTopic():
            return to.group.id, to.id
        case _:
            return to.id, None
