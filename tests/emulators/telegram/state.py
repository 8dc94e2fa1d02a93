"""What the emulated Telegram knows: bots, people, chats, members, topics and messages."""

import itertools
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from .errors import bad
from .values import TgMessage

GENERAL = 1
ADMIN_RIGHTS = (
    "can_manage_chat", "can_delete_messages", "can_manage_video_chats", "can_restrict_members", "can_promote_members",
    "can_change_info", "can_invite_users", "can_post_stories", "can_edit_stories", "can_delete_stories",
)  # fmt: skip
GROUP_RIGHTS = ("can_pin_messages", "can_manage_topics")
CHANNEL_RIGHTS = ("can_post_messages", "can_edit_messages")
PERMISSIONS = (
    "can_send_messages", "can_send_audios", "can_send_documents", "can_send_photos", "can_send_videos",
    "can_send_video_notes", "can_send_voice_notes", "can_send_polls", "can_send_other_messages",
    "can_add_web_page_previews", "can_change_info", "can_invite_users", "can_pin_messages", "can_manage_topics",
    "can_edit_tag", "can_react_to_messages",
)  # fmt: skip


class Kind(Enum):
    PRIVATE = "private"
    GROUP = "group"
    SUPERGROUP = "supergroup"
    CHANNEL = "channel"


class Status(Enum):
    CREATOR = "creator"
    ADMINISTRATOR = "administrator"
    MEMBER = "member"
    RESTRICTED = "restricted"
    LEFT = "left"
    KICKED = "kicked"


PRESENT = {Status.CREATOR, Status.ADMINISTRATOR, Status.MEMBER, Status.RESTRICTED}
ADMINS = {Status.CREATOR, Status.ADMINISTRATOR}


@dataclass(eq=False)
class User:
    """A person or a bot, as Telegram shows them."""

    id: int
    first_name: str
    username: str | None = None
    language_code: str | None = None
    is_bot: bool = False
    last_name: str | None = None
    deactivated: bool = False

    def wire(self) -> dict[str, Any]:
        given = {"last_name": self.last_name, "username": self.username, "language_code": self.language_code}
        return {
            "id": self.id,
            "is_bot": self.is_bot,
            "first_name": self.first_name,
            **{key: value for key, value in given.items() if value is not None},
        }


@dataclass(eq=False)
class Member:
    """Somebody's standing in a chat. `rights` are those of an administrator, `may_send` that of a restricted member."""

    user: User
    status: Status
    rights: frozenset[str] = frozenset()
    may_send: bool = True
    anonymous: bool = False
    title: str | None = None

    def may(self, right: str) -> bool:
        return self.status is Status.CREATOR or (self.status is Status.ADMINISTRATOR and right in self.rights)

    def wire(self, kind: Kind) -> dict[str, Any]:
        answer: dict[str, Any] = {"user": self.user.wire(), "status": self.status.value}
        match self.status:
            case Status.CREATOR:
                answer["is_anonymous"] = self.anonymous
            case Status.ADMINISTRATOR:
                special = CHANNEL_RIGHTS if kind is Kind.CHANNEL else GROUP_RIGHTS
                answer["can_be_edited"] = False
                answer["is_anonymous"] = self.anonymous
                answer |= {right: right in self.rights for right in (*ADMIN_RIGHTS, *special)}
            case Status.RESTRICTED:
                answer |= {"is_member": True, "until_date": 0}
                answer |= dict.fromkeys(PERMISSIONS, self.may_send)
            case Status.KICKED:
                answer["until_date"] = 0
        if self.title and self.status in ADMINS:
            answer["custom_title"] = self.title
        return answer


def all_rights(kind: Kind) -> frozenset[str]:
    """What an administrator may who was given everything but the right to make new administrators."""
    special = CHANNEL_RIGHTS if kind is Kind.CHANNEL else GROUP_RIGHTS
    return frozenset((*ADMIN_RIGHTS, *special)) - {"can_promote_members"}


@dataclass(eq=False)
class Topic:
    id: int
    name: str
    closed: bool = False


@dataclass(eq=False)
class Chat:
    """`started` and `blocked_by` hold bot ids, of a private chat; `may_send` is what plain members of a group may."""

    id: int
    kind: Kind
    title: str = ""
    person: User | None = None
    username: str | None = None
    forum: bool = False
    may_send: bool = True
    may_send_documents: bool = True
    deleted: bool = False
    migrated_to: int | None = None
    linked: int | None = None
    started: set[int] = field(default_factory=set)
    blocked_by: set[int] = field(default_factory=set)
    members: dict[int, Member] = field(default_factory=dict)
    topics: dict[int, Topic] = field(default_factory=dict)
    general: Topic = field(default_factory=lambda: Topic(GENERAL, "General"))
    messages: dict[int, dict[str, Any]] = field(default_factory=dict)
    sent: dict[int, TgMessage] = field(default_factory=dict)
    ids: Iterator[int] = field(default_factory=lambda: itertools.count(GENERAL + 1))

    def member(self, user: User) -> Member:
        return self.members.get(user.id) or Member(user, Status.LEFT)

    def threaded(self, topic: int | None, reply_to: int | None) -> dict[str, Any]:
        """The fields of a message that say where in the chat it stands, with the two traps of the real ones.

        In a topic, a message that answers nothing "answers" the one that made the topic. In a supergroup without topics
        an answer has a message_thread_id too: the first message of its thread.
        """
        fields: dict[str, Any] = {}
        if topic is not None:
            fields = {"message_thread_id": topic, "is_topic_message": True}
            reply_to = topic if reply_to is None else reply_to
        elif reply_to is not None and self.kind is Kind.SUPERGROUP and not self.forum:
            fields = {"message_thread_id": self.messages[reply_to].get("message_thread_id", reply_to)}
        if reply_to is not None and reply_to in self.messages:
            answered = self.messages[reply_to]
            fields["reply_to_message"] = {key: answered[key] for key in answered if key != "reply_to_message"}
        return fields

    def wire(self) -> dict[str, Any]:
        answer: dict[str, Any] = {"id": self.id, "type": self.kind.value}
        if self.person is not None:
            answer["first_name"] = self.person.first_name
            if self.person.last_name:
                answer["last_name"] = self.person.last_name
            if self.person.username:
                answer["username"] = self.person.username
            return answer
        answer["title"] = self.title
        if self.username:
            answer["username"] = self.username
        if self.forum:
            answer["is_forum"] = True
        if self.kind is Kind.GROUP:
            answer["all_members_are_administrators"] = False
        return answer

    def full(self) -> dict[str, Any]:
        """ChatFullInfo."""
        gifts = ("unlimited_gifts", "limited_gifts", "unique_gifts", "premium_subscription", "gifts_from_channels")
        answer = self.wire() | {
            "accent_color_id": 0,
            "max_reaction_count": 11,
            "accepted_gift_types": dict.fromkeys(gifts, False),
        }
        if self.kind in (Kind.GROUP, Kind.SUPERGROUP):
            answer["permissions"] = dict.fromkeys(PERMISSIONS, self.may_send)
        if self.linked is not None:
            answer["linked_chat_id"] = self.linked
        return answer


class World:
    """All chats and people. Ids as Telegram's: people positive, groups negative, supergroups and channels -100…"""

    def __init__(self) -> None:
        self.chats: dict[int, Chat] = {}
        self.users: dict[int, User] = {}
        self._people = itertools.count(6_000_000_001)  # beyond 32 bits, as many real ones are
        self._groups = itertools.count(7001)
        self._supergroups = itertools.count(2_000_000_001)
        self._account_messages = itertools.count(11)

    def add_user(self, first_name: str, **more: Any) -> User:
        user = User(more.pop("id", None) or next(self._people), first_name, **more)
        if user.id in self.users:
            raise ValueError(f"there is a user {user.id} already: {self.users[user.id].first_name}")
        self.users[user.id] = user
        return user

    def add_private(self, user: User) -> Chat:
        chat = Chat(user.id, Kind.PRIVATE, person=user, ids=self._account_messages)
        self.chats[chat.id] = chat
        return chat

    def add_chat(self, kind: Kind, title: str, *, id: int | None = None, **more: Any) -> Chat:  # noqa: A002
        if kind is Kind.GROUP:
            chat = Chat(id or -next(self._groups), kind, title, ids=self._account_messages, **more)
        else:
            chat = Chat(id or -1_000_000_000_000 - next(self._supergroups), kind, title, **more)
        self.chats[chat.id] = chat
        return chat

    def find(self, chat_id: str) -> Chat:
        """By id, or by @username of a group or channel."""
        if not chat_id:
            raise bad("chat_id is empty")
        if chat_id.startswith("@"):
            named = [c for c in self.chats.values() if c.username and c.username.lower() == chat_id[1:].lower()]
            named = [chat for chat in named if chat.kind in (Kind.SUPERGROUP, Kind.CHANNEL)]
            if not named:
                raise bad("chat not found")
            return named[0]
        number = int(chat_id) if chat_id.lstrip("-").isdigit() else 0
        if number not in self.chats:
            raise bad("chat not found")
        return self.chats[number]
