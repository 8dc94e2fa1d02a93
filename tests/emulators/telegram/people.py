"""People, groups, topics and channels, as tests speak of them."""

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from . import documents
from .core import Account, Query
from .state import ADMINS, PRESENT, Chat, Kind, Member, Status, Topic, User, all_rights
from .text import units
from .values import QueryAnswer, TgMessage

if TYPE_CHECKING:
    from .emulator import TelegramEmulator

COMMAND = re.compile(r"(?<![\w/@.])/[A-Za-z0-9_]{1,64}(@[A-Za-z0-9_]{3,32})?(?![\w/])")
MENTION = re.compile(r"(?<![\w/@])@[A-Za-z][A-Za-z0-9_]{3,31}")


def found_entities(text: str) -> list[dict[str, Any]]:
    """The commands and mentions in what a person typed, as Telegram marks them."""
    found = [("bot_command", match) for match in COMMAND.finditer(text)]
    found += [
        ("mention", m) for m in MENTION.finditer(text) if not any(c.start() < m.start() < c.end() for _, c in found)
    ]
    return [
        {"type": kind, "offset": units(text[: match.start()]), "length": units(match[0])}
        for kind, match in sorted(found, key=lambda pair: pair[1].start())
    ]


@dataclass(frozen=True, slots=True)
class Press:
    """A pressed button. Its answer is the little notice or alert that the bot shows in return."""

    tg: "TelegramEmulator"
    query: Query

    @property
    def answer(self) -> QueryAnswer | None:
        answer: QueryAnswer | None = self.query.answer
        return answer

    async def answered(self, timeout: float = 5.0) -> QueryAnswer:  # noqa: ASYNC109
        answer = await self.tg.core.until(
            lambda: self.query.answer, timeout, lambda: "the pressed button got no answer"
        )
        assert isinstance(answer, QueryAnswer)
        return answer


@dataclass(frozen=True, slots=True)
class Asked:
    """An inline question."""

    tg: "TelegramEmulator"
    query: Query

    async def answered(self, timeout: float = 5.0) -> list[dict[str, Any]]:  # noqa: ASYNC109
        answer = await self.tg.core.until(lambda: self.query.answer is not None, timeout, lambda: "no inline answer")
        return list(self.query.answer) if answer else []


@dataclass(frozen=True, slots=True)
class TgTopic:
    group: "TgGroup"
    topic: Topic

    @property
    def id(self) -> int:
        return self.topic.id

    def close(self) -> None:
        self.topic.closed = True

    def reopen(self) -> None:
        self.topic.closed = False

    def delete(self) -> None:
        del self.group.chat.topics[self.topic.id]


@dataclass(frozen=True, slots=True)
class Place:
    """A group or a channel."""

    tg: "TelegramEmulator"
    chat: Chat

    @property
    def id(self) -> int:
        return self.chat.id

    @property
    def title(self) -> str:
        return self.chat.title

    async def bot_becomes(
        self, status: Status, *, by: "TgPerson | None" = None, bot: Account | None = None, **more: Any
    ) -> None:
        """Another standing for the bot, with the my_chat_member update that tells it so."""
        bot = bot or self.tg.account
        old = self.chat.member(bot.user)
        if status is Status.ADMINISTRATOR:
            more.setdefault("rights", all_rights(self.chat.kind))
        new = Member(bot.user, status, **more)
        self.chat.members[bot.user.id] = new
        actor = by.user if by else self._owner()
        event = {"chat": self.chat.wire(), "from": actor.wire(), "date": self.tg.date()}
        event |= {"old_chat_member": old.wire(self.chat.kind), "new_chat_member": new.wire(self.chat.kind)}
        self.tg.core.push(bot, "my_chat_member", event)

    def _owner(self) -> User:
        owners = [member.user for member in self.chat.members.values() if member.status is Status.CREATOR]
        return owners[0] if owners else self.tg.core.telegram

    def set_status(self, person: "TgPerson", status: Status, *, anonymous: bool = False) -> None:
        """Silently: promote, demote, restrict, remove a person."""
        rights = all_rights(self.chat.kind) if status is Status.ADMINISTRATOR else frozenset()
        self.chat.members[person.id] = Member(person.user, status, rights, anonymous=anonymous)

    async def set_bot_rights(self, *rights: str, bot: Account | None = None) -> None:
        """The bot is an administrator with just these rights from now on."""
        await self.bot_becomes(Status.ADMINISTRATOR, bot=bot, rights=frozenset(rights))

    def is_deleted(self) -> None:
        """The whole chat is gone."""
        self.chat.deleted = True


@dataclass(frozen=True, slots=True)
class TgGroup(Place):
    def topic(self, name: str) -> TgTopic:
        if not self.chat.forum:
            raise ValueError(f"{self.title} has no topics; make it with forum=True")
        topic = Topic(next(self.chat.ids), name)
        self.chat.topics[topic.id] = topic
        made = {"message_id": topic.id, "date": self.tg.date(), "chat": self.chat.wire(), "from": self._owner().wire()}
        made |= self.chat.threaded(topic.id, None) | {"forum_topic_created": {"name": name, "icon_color": 0x6FB9F0}}
        self.chat.messages[topic.id] = made
        return TgTopic(self, topic)

    @property
    def general(self) -> TgTopic:
        return TgTopic(self, self.chat.general)

    async def silences_bot(self, *, bot: Account | None = None) -> None:
        """The bot stays, but may not write."""
        await self.bot_becomes(Status.RESTRICTED, bot=bot, may_send=False)

    async def anonymous_says(self, text: str, **more: Any) -> dict[str, Any]:
        """An administrator who hides behind the group."""
        return await self.tg.says(self.tg.core.anonymous, self.chat, text, sender_chat=self.chat, **more)

    async def migrates(self) -> "TgGroup":
        """Becomes a supergroup: the old id answers with the new one, and both chats get their service message."""
        if self.chat.kind is not Kind.GROUP:
            raise ValueError(f"{self.title} is a supergroup already")
        new = self.tg.core.world.add_chat(Kind.SUPERGROUP, self.title, may_send=self.chat.may_send)
        new.members = {key: member for key, member in self.chat.members.items() if member.status in PRESENT}
        self.chat.migrated_to = new.id
        await self.tg.says(self._owner(), self.chat, None, migrate_to_chat_id=new.id)
        await self.tg.says(self.tg.core.anonymous, new, None, sender_chat=new, migrate_from_chat_id=self.chat.id)
        return TgGroup(self.tg, new)


@dataclass(frozen=True, slots=True)
class TgChannel(Place):
    async def posts(self, text: str, **more: Any) -> dict[str, Any]:
        return await self.tg.says(None, self.chat, text, sender_chat=self.chat, **more)

    async def forwards_to(self, group: TgGroup, text: str) -> dict[str, Any]:
        """A post that Telegram copies into the linked discussion group, from its own account 777000."""
        origin = {
            "type": "channel",
            "chat": self.chat.wire(),
            "message_id": next(self.chat.ids),
            "date": self.tg.date(),
        }
        more: dict[str, Any] = {"forward_origin": origin, "is_automatic_forward": True}
        return await self.tg.says(self.tg.core.telegram, group.chat, text, sender_chat=self.chat, **more)

    async def says_in(self, group: TgGroup, text: str, **more: Any) -> dict[str, Any]:
        """Somebody who writes in a group in the name of this channel."""
        return await self.tg.says(self.tg.core.channel_bot, group.chat, text, sender_chat=self.chat, **more)


@dataclass(frozen=True, slots=True)
class TgPerson:
    """`chat` arguments are a group; without one it is the private chat with the bot."""

    tg: "TelegramEmulator"
    user: User
    private: Chat

    @property
    def id(self) -> int:
        return self.user.id

    async def says(
        self,
        text: str,
        chat: TgGroup | TgTopic | None = None,
        *,
        thread: int | TgTopic | None = None,
        reply_to: TgMessage | int | None = None,
        date: int | None = None,
        forwarded: bool = False,
        via_bot: User | None = None,
        bot: Account | None = None,
    ) -> dict[str, Any]:
        """Types a message. Answers the Message as the bots get it; `date` is Unix seconds, by default now."""
        if isinstance(chat, TgTopic):
            place, thread = chat.group.chat, chat
        else:
            place = chat.chat if chat else self._open_private(bot or self.tg.account)
        more: dict[str, Any] = {}
        if forwarded:
            more["forward_origin"] = {
                "type": "hidden_user",
                "sender_user_name": "Somebody",
                "date": self.tg.date() - 60,
            }
        if via_bot:
            more["via_bot"] = via_bot.wire()
        return await self.tg.says(self.user, place, text, thread=thread, reply_to=reply_to, date=date, bot=bot, **more)

    async def sends(
        self,
        name: str,
        content: bytes,
        chat: TgGroup | TgTopic | None = None,
        *,
        caption: str = "",
        size: int | None = None,
        media_type: str = "application/octet-stream",
        reply_to: TgMessage | int | None = None,
        bot: Account | None = None,
        **more: Any,
    ) -> dict[str, Any]:
        """Sends a file. `size` is what Telegram says of it, by default the truth."""
        thread = chat if isinstance(chat, TgTopic) else None
        place = chat.group.chat if isinstance(chat, TgTopic) else chat.chat if chat else None
        place = place or self._open_private(bot or self.tg.account)
        document = documents.kept(self.tg.core, name, media_type, content, size)
        more["document"] = document.wire()
        if caption:
            more["caption"] = caption
            if marked := found_entities(caption):
                more["caption_entities"] = marked
        return await self.tg.says(self.user, place, None, thread=thread, reply_to=reply_to, bot=bot, **more)

    def _open_private(self, bot: Account) -> Chat:
        if bot.user.id in self.private.blocked_by:
            raise ValueError(f"{self.user.first_name} has blocked the bot and cannot write to it: unblocks() first")
        self.private.started.add(bot.user.id)
        return self.private

    async def edits(self, message: dict[str, Any], text: str) -> dict[str, Any]:
        """Changes a message that was said before: an edited_message."""
        return await self.tg.edits(message, text)

    async def presses(
        self, label: str, in_message: TgMessage | None = None, chat: Any = None, *, bot: Account | None = None
    ) -> Press:
        """Presses the button of that label: in that message, or in the latest that has one, here or in `chat`.

        The query goes to the bot that sent the message.
        """
        message = in_message or self.tg.latest_with(label, chat if chat is not None else self)
        button = self.tg.current(message).button(label)
        if button.data is None:
            raise ValueError(f"the button {label!r} sends nothing to the bot: {button!r}")
        return await self.presses_data(button.data, message, bot=bot)

    async def presses_data(self, data: str, message: TgMessage, *, bot: Account | None = None) -> Press:
        """Presses a button with that data, whether the message still has it or not."""
        account = bot or self.tg.account_of(message)
        query = self.tg.core.query(account, self.user)
        chat = self.tg.core.world.chats[message.chat_id]
        shown = chat.messages.get(message.message_id)
        gone = {"chat": chat.wire(), "message_id": message.message_id, "date": 0}
        payload = {
            "id": query.id,
            "from": self.user.wire(),
            "message": shown or gone,
            "chat_instance": str(chat.id),
            "data": data,
        }
        self.tg.core.push(account, "callback_query", payload)
        return Press(self.tg, query)

    async def asks_inline(self, text: str, offset: str = "") -> Asked:
        query = self.tg.core.query(self.tg.account, self.user)
        payload = {"id": query.id, "from": self.user.wire(), "query": text, "offset": offset, "chat_type": "sender"}
        self.tg.core.push(self.tg.account, "inline_query", payload)
        return Asked(self.tg, query)

    async def blocks(self, *, bot: Account | None = None) -> None:
        await self._turns(bot or self.tg.account, blocked=True)

    async def unblocks(self, *, bot: Account | None = None) -> None:
        await self._turns(bot or self.tg.account, blocked=False)

    async def _turns(self, bot: Account, *, blocked: bool) -> None:
        (self.private.blocked_by.add if blocked else self.private.blocked_by.discard)(bot.user.id)
        standing = {True: {"user": bot.user.wire(), "status": "kicked", "until_date": 0}}
        standing[False] = {"user": bot.user.wire(), "status": "member"}
        event = {"chat": self.private.wire(), "from": self.user.wire(), "date": self.tg.date()}
        event |= {"old_chat_member": standing[not blocked], "new_chat_member": standing[blocked]}
        self.tg.core.push(bot, "my_chat_member", event)

    def deactivates(self) -> None:
        """Deletes the Telegram account."""
        self.user.deactivated = True

    async def adds_bot(self, place: Place, *, admin: bool = False, bot: Account | None = None) -> None:
        """Adds the bot to a group, or to a channel as an administrator."""
        account = bot or self.tg.account
        status = Status.ADMINISTRATOR if admin or place.chat.kind is Kind.CHANNEL else Status.MEMBER
        await place.bot_becomes(status, by=self, bot=account)
        if place.chat.kind is not Kind.CHANNEL:
            await self.tg.says(self.user, place.chat, None, new_chat_members=[account.user.wire()])

    async def kicks_bot(self, place: Place, *, bot: Account | None = None) -> None:
        await place.bot_becomes(Status.KICKED, by=self, bot=bot)

    async def removes_bot(self, place: Place, *, bot: Account | None = None) -> None:
        """Out of the chat, but free to come back."""
        await place.bot_becomes(Status.LEFT, by=self, bot=bot)

    async def promotes_bot(self, place: Place, *, bot: Account | None = None) -> None:
        await place.bot_becomes(Status.ADMINISTRATOR, by=self, bot=bot)

    async def demotes_bot(self, place: Place, *, bot: Account | None = None) -> None:
        await place.bot_becomes(Status.MEMBER, by=self, bot=bot)

    async def joins(self, group: TgGroup) -> None:
        group.set_status(self, Status.MEMBER)
        await self.tg.says(self.user, group.chat, None, new_chat_members=[self.user.wire()])

    async def leaves(self, group: TgGroup) -> None:
        await self.tg.says(self.user, group.chat, None, left_chat_member=self.user.wire())
        group.set_status(self, Status.LEFT)

    def manages(self, place: Place) -> bool:
        return place.chat.member(self.user).status in ADMINS
