"""What an update says about who, where and what; nothing here asks the network."""

from dataclasses import dataclass
from datetime import datetime

from telegram import (
    CallbackQuery,
    ChatMember,
    ChatMemberAdministrator,
    ChatMemberRestricted,
    ChatMemberUpdated,
    Document,
    Message,
    MessageEntity,
    Update,
)
from telegram import Chat as TelegramChat
from telegram.constants import ChatType

from bot.core.command import split
from bot.core.ports import Address, Person, Place

PLATFORM = "telegram"
WANTED = [Update.MESSAGE, Update.CHANNEL_POST, Update.CALLBACK_QUERY, Update.MY_CHAT_MEMBER]

_PLACES = {ChatType.PRIVATE: Place.PRIVATE, ChatType.CHANNEL: Place.CHANNEL}
_PRESENT = {ChatMember.OWNER, ChatMember.ADMINISTRATOR, ChatMember.MEMBER}


@dataclass(frozen=True, slots=True)
class Said:
    """`person_id` is None where the sender is the chat itself, and so manages it."""

    address: Address
    place: Place
    person: Person
    person_id: int | None
    title: str
    line: str
    at: datetime | None = None  # None for a press: nothing tells when it was
    document: Document | None = None
    message: int | None = None  # its id; None for a press
    reply_to: int | None = None  # the id of the message that it replies to
    pressed: int | None = None  # the id of the message whose button it was
    pointed: Person | None = None  # who wrote the message that it replies to, or was mentioned by a mere name


def place_of(chat: TelegramChat) -> Place:
    return _PLACES.get(chat.type, Place.GROUP)  # type: ignore[call-overload,no-any-return]


def title_of(chat: TelegramChat) -> str:
    return chat.title or chat.full_name or ""


def address_of(chat: TelegramChat, message: Message | None = None) -> Address:
    """The General topic has no thread: to name it in a send is an error."""
    topic = message.message_thread_id if message and message.is_topic_message else None
    return Address(PLATFORM, str(chat.id), str(topic) if topic else "")


def said(message: Message, username: str, bot_id: int, owners: frozenset[str]) -> Said | None:
    """What was typed, with the name of this bot taken out of the command. None for what is not meant for it."""
    document = None if message.animation else message.document  # a moving picture is sent as both
    text = message.text if document is None else message.caption or ""
    place = place_of(message.chat)
    if message.forward_origin and document and place is Place.PRIVATE:
        text = ""  # whoever hands on a file means the file: its words are somebody else's
    elif message.forward_origin:
        return None
    if text is None or message.via_bot:
        return None
    line = _line(message, text, place, username, bot_id)
    if line is None and document and _mentions(message, username, bot_id):
        line = ""
    who = _sender(message, owners)
    if line is None or who is None:
        return None
    person, person_id = who
    here, title = address_of(message.chat, message), title_of(message.chat)
    replied = message.reply_to_message
    answered = replied.message_id if replied else None
    return Said(
        here,
        place,
        person,
        person_id,
        title,
        line,
        message.date,
        document,
        message.message_id,
        answered,
        pointed=_pointed(message),
    )


def _pointed(message: Message) -> Person | None:
    """At whom it points. In a topic everything replies to the topic's own beginning, which is nobody's message."""
    mentioned = next((one.user for one in message.parse_entities([MessageEntity.TEXT_MENTION]) if one.user), None)
    replied = message.reply_to_message
    if mentioned is None and replied and not replied.forum_topic_created and replied.sender_chat is None:
        mentioned = replied.from_user
    if mentioned is None or mentioned.is_bot:
        return None
    return Person(PLATFORM, str(mentioned.id), mentioned.full_name)


def _line(message: Message, text: str, place: Place, username: str, bot_id: int) -> str | None:
    if called := split(text, username):
        return f"/{' '.join(called)}".rstrip()
    replied = message.reply_to_message
    answers_us = replied is not None and replied.from_user is not None and replied.from_user.id == bot_id
    if place is Place.PRIVATE or (place is Place.GROUP and answers_us and not text.startswith("/")):
        return text
    return None


def _mentions(message: Message, username: str, bot_id: int) -> bool:
    """Whether the caption names this bot."""
    kinds: list[str | None] = [MessageEntity.MENTION, MessageEntity.TEXT_MENTION]
    return any(
        words.casefold() == f"@{username}".casefold() or (entity.user is not None and entity.user.id == bot_id)
        for entity, words in message.parse_caption_entities(kinds).items()
    )


def _sender(message: Message, owners: frozenset[str]) -> tuple[Person, int | None] | None:
    """Anonymous administrators and posts of a channel speak as their chat; other channels in a group as themselves."""
    if message.sender_chat is not None:
        chat = message.sender_chat
        itself = chat.id == message.chat.id
        anonymous = itself and place_of(chat) is Place.GROUP
        return Person(PLATFORM, str(chat.id), title_of(chat), anonymous=anonymous), None if itself else chat.id
    user = message.from_user
    if user is None or user.is_bot:
        return None
    return Person(PLATFORM, str(user.id), user.full_name, str(user.id) in owners), user.id


def pressed(query: CallbackQuery, line: str, owners: frozenset[str]) -> Said | None:
    """A press, as if the person who pressed had typed that line."""
    if query.message is None:
        return None
    chat, user = query.message.chat, query.from_user
    address = address_of(chat, query.message if isinstance(query.message, Message) else None)
    person = Person(PLATFORM, str(user.id), user.full_name, str(user.id) in owners)
    shown = query.message.message_id if isinstance(query.message, Message) else None
    return Said(address, place_of(chat), person, user.id, title_of(chat), line, pressed=shown)


def presence(change: ChatMemberUpdated) -> tuple[bool, bool]:
    """Whether the bot was in the chat before, and is now."""
    return _present(change.old_chat_member), _present(change.new_chat_member)


def _present(member: ChatMember) -> bool:
    return member.status in _PRESENT or (isinstance(member, ChatMemberRestricted) and member.is_member)


def may_write(change: ChatMemberUpdated) -> bool:
    """Whether the bot now has the right to, as far as its own membership tells."""
    match change.new_chat_member:
        case ChatMemberRestricted(can_send_messages=may):
            return may
        case ChatMemberAdministrator(can_post_messages=may):  # None outside channels
            return may is not False
    return True
