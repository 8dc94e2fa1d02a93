"""Who may do what in which chat, with the server's words for every no."""

import json
from collections.abc import Mapping
from enum import IntEnum

from .core import Account, Core
from .errors import bad, migrated, refusal
from .state import ADMINS, PRESENT, Chat, Kind, Status


class Right(IntEnum):
    READ = 1
    MEMBERS = 2
    EDIT = 3
    WRITE = 4


def chat_of(core: Core, bot: Account, params: Mapping[str, str], right: Right) -> Chat:
    chat = core.world.find(params.get("chat_id", ""))
    check(core, bot, chat, right)
    return chat


def check(core: Core, bot: Account, chat: Chat, right: Right) -> None:
    match chat.kind:
        case Kind.PRIVATE:
            _check_private(core, bot, chat, right)
        case Kind.GROUP:
            _check_group(bot, chat, right)
        case _:
            _check_supergroup(bot, chat, right)


def _check_private(core: Core, bot: Account, chat: Chat, right: Right) -> None:
    assert chat.person is not None
    if bot.user.id not in chat.started and not shares_group(core, bot, chat):
        raise bad("chat not found")
    if chat.person.deactivated and right >= Right.EDIT:
        raise refusal(403, "user is deactivated")


def shares_group(core: Core, bot: Account, chat: Chat) -> bool:
    return any(
        group.member(bot.user).status in PRESENT and chat.id in group.members for group in core.world.chats.values()
    )


def _check_group(bot: Account, chat: Chat, right: Right) -> None:
    writes = right in (Right.WRITE, Right.MEMBERS)
    status = chat.member(bot.user).status
    if chat.migrated_to is not None and writes:
        raise migrated(chat.migrated_to)
    if chat.deleted and writes:
        raise refusal(403, "the group chat was deleted")
    if chat.migrated_to is None and not chat.deleted and right >= Right.MEMBERS:
        if status is Status.KICKED:
            raise refusal(403, "bot was kicked from the group chat")
        if status not in PRESENT:
            raise refusal(403, "bot is not a member of the group chat")


def _check_supergroup(bot: Account, chat: Chat, right: Right) -> None:
    name = "channel chat" if chat.kind is Kind.CHANNEL else "supergroup chat"
    status = chat.member(bot.user).status
    if chat.deleted:
        raise bad("chat not found")
    if status is Status.KICKED:
        raise refusal(403, f"bot was kicked from the {name}")
    if status not in PRESENT and (not chat.username or right >= Right.EDIT):
        raise refusal(403, f"bot is not a member of the {name}")


def check_may_send(bot: Account, chat: Chat, thread: int | None, what: str = "text messages") -> None:
    """The rights to send a text, after the chat itself was found to be open to the bot."""
    member = chat.member(bot.user)
    match chat.kind:
        case Kind.PRIVATE:
            if bot.user.id in chat.blocked_by:
                raise refusal(403, "bot was blocked by the user")
            if bot.user.id not in chat.started:
                raise refusal(403, "bot can't initiate conversation with a user")
        case Kind.CHANNEL:
            if not member.may("can_post_messages"):
                raise bad("need administrator rights in the channel chat")
        case _:
            silenced = member.status is Status.RESTRICTED and not member.may_send
            if silenced or (not chat.may_send and member.status not in ADMINS):
                raise bad(f"not enough rights to send {what} to the chat")
            if what == "documents" and not chat.may_send_documents and member.status not in ADMINS:
                raise bad("not enough rights to send documents to the chat")
            topic = chat.topics[thread] if thread is not None else chat.general
            if chat.forum and topic.closed and not member.may("can_manage_topics"):
                raise bad("TOPIC_CLOSED")


def thread_of(chat: Chat, params: Mapping[str, str]) -> int | None:
    """The topic that a message goes to. The General topic must not be named; groups without topics ignore the field."""
    field = params.get("message_thread_id", "")
    thread = int(field) if field.lstrip("-").isdigit() else 0
    if thread <= 0 or chat.kind in (Kind.GROUP, Kind.CHANNEL) or (chat.kind is Kind.SUPERGROUP and not chat.forum):
        return None
    if thread not in chat.topics:
        raise bad("message thread not found")
    return thread


def reply_of(chat: Chat, params: Mapping[str, str]) -> int | None:
    """The message replied to, or None when there is none and that was allowed."""
    field = params.get("reply_parameters", "")
    try:
        wanted = json.loads(field) if field else {"message_id": params.get("reply_to_message_id") or 0}
    except ValueError:
        raise bad("Can't parse reply parameters JSON object") from None
    if not isinstance(wanted, dict):
        raise bad("Object expected as reply parameters")
    lenient = wanted.get("allow_sending_without_reply", params.get("allow_sending_without_reply")) in (
        True,
        "true",
        "1",
    )
    message = int(wanted.get("message_id") or 0)
    if message == 0 or (message not in chat.messages and lenient):
        return None
    if message not in chat.messages:
        raise bad("message to be replied not found")
    return message
