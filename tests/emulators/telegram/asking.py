"""Methods that ask about chats and tell Telegram about the bot; updates and webhooks."""

import json
import re
from collections.abc import Awaitable, Callable
from typing import Any

from . import documents, sending
from .access import Right, chat_of
from .core import Account, Core
from .errors import Refusal, bad
from .sending import Params, is_true, number
from .state import ADMINS, PRESENT, Chat, Kind, Member, Status
from .text import required
from .updates import BY_WEBHOOK

LONGEST_POLL = 50
SCOPES = {
    "default",
    "all_private_chats",
    "all_group_chats",
    "all_chat_administrators",
    "chat",
    "chat_administrators",
    "chat_member",
}
MOST_COMMANDS = 100


async def get_me(core: Core, bot: Account, params: Params, at: float) -> Any:
    return bot.user.wire() | {
        "can_join_groups": True,
        "can_read_all_group_messages": bot.reads_all,
        "supports_inline_queries": bot.inline,
        "can_connect_to_business": False,
        "has_main_web_app": False,
    }


async def get_updates(core: Core, bot: Account, params: Params, at: float) -> Any:
    if "allowed_updates" in params:
        try:
            wanted = json.loads(params["allowed_updates"] or "[]")
        except ValueError:
            wanted = []
        bot.updates.allowed = [str(kind) for kind in wanted] if isinstance(wanted, list) else []
    limit = min(100, max(1, number(params, "limit", 100)))
    timeout = min(LONGEST_POLL, max(0, number(params, "timeout")))
    return await bot.updates.get(number(params, "offset"), limit, timeout, core.now())


async def set_webhook(core: Core, bot: Account, params: Params, at: float) -> Any:
    url = params.get("url", "")
    if url and not url.startswith("https://"):
        raise bad("bad webhook: An HTTPS URL must be provided for webhook")
    if not re.fullmatch(r"[A-Za-z0-9_-]{0,256}", params.get("secret_token", "")):
        raise bad("secret token contains unallowed characters")
    bot.updates.webhook = url
    if url:
        bot.updates.abort(BY_WEBHOOK)
    return await _dropped(bot, params)


async def delete_webhook(core: Core, bot: Account, params: Params, at: float) -> Any:
    bot.updates.webhook = ""
    return await _dropped(bot, params)


async def _dropped(bot: Account, params: Params) -> bool:
    if is_true(params.get("drop_pending_updates")):
        bot.updates.queue.clear()
    return True


async def get_webhook_info(core: Core, bot: Account, params: Params, at: float) -> Any:
    return {
        "url": bot.updates.webhook,
        "has_custom_certificate": False,
        "pending_update_count": len(bot.updates.queue),
        "allowed_updates": bot.updates.allowed,
    }


async def get_chat(core: Core, bot: Account, params: Params, at: float) -> Any:
    return chat_of(core, bot, params, Right.READ).full()


async def get_chat_member(core: Core, bot: Account, params: Params, at: float) -> Any:
    user_id = number(params, "user_id")
    if user_id <= 0:
        raise bad("Invalid user_id specified")
    chat = chat_of(core, bot, params, Right.READ if user_id == bot.user.id else Right.MEMBERS)
    _check_members(bot, chat, user_id)
    if user_id not in core.world.users:
        raise bad("PARTICIPANT_ID_INVALID")
    user = core.world.users[user_id]
    if chat.kind is Kind.PRIVATE:
        return Member(user, Status.MEMBER).wire(chat.kind)
    return chat.member(user).wire(chat.kind)


def _check_members(bot: Account, chat: Chat, user_id: int) -> None:
    if chat.kind is Kind.CHANNEL and user_id != bot.user.id and chat.member(bot.user).status not in ADMINS:
        raise bad("member list is inaccessible")


async def get_chat_administrators(core: Core, bot: Account, params: Params, at: float) -> Any:
    chat = chat_of(core, bot, params, Right.MEMBERS)
    if chat.kind is Kind.PRIVATE:
        raise bad("there are no administrators in the private chat")
    _check_members(bot, chat, 0)
    admins = [member for member in chat.members.values() if member.status in ADMINS]
    return [member.wire(chat.kind) for member in admins if not member.user.is_bot or member.user is bot.user]


async def get_chat_member_count(core: Core, bot: Account, params: Params, at: float) -> Any:
    chat = chat_of(core, bot, params, Right.READ)
    return 2 if chat.kind is Kind.PRIVATE else sum(member.status in PRESENT for member in chat.members.values())


async def leave_chat(core: Core, bot: Account, params: Params, at: float) -> Any:
    chat = chat_of(core, bot, params, Right.READ)
    if chat.kind is Kind.PRIVATE:
        raise bad("chat member status can't be changed in private chats")
    old = chat.member(bot.user)
    chat.members[bot.user.id] = new = Member(bot.user, Status.LEFT)
    event = {"chat": chat.wire(), "from": bot.user.wire(), "date": int(core.now())}
    event |= {"old_chat_member": old.wire(chat.kind), "new_chat_member": new.wire(chat.kind)}
    core.push(bot, "my_chat_member", event)
    return True


def _scope(core: Core, bot: Account, params: Params) -> str:
    """The scope as one key: its kind, and the chat and person that it names."""
    field = params.get("scope", "")
    if not field:
        return "default"
    try:
        value = json.loads(field)
    except ValueError:
        raise bad("Can't parse BotCommandScope JSON object") from None
    try:
        if not isinstance(value, dict):
            raise Refusal(400, "BotCommandScope must be an Object")
        kind = required(value, "type", str)
        if kind not in SCOPES:
            raise Refusal(400, "Unsupported type specified")
        if not kind.startswith("chat"):
            return str(kind)
        chat_id = required(value, "chat_id", str)
        person = required(value, "user_id", int) if kind == "chat_member" else None
        if person is not None and person <= 0:
            raise Refusal(400, "Invalid user_id specified")
    except Refusal as fault:
        raise bad(f"Can't parse BotCommandScope: {fault.description}") from None
    chat = chat_of(core, bot, {"chat_id": chat_id}, Right.READ)
    if chat.kind is Kind.PRIVATE and kind != "chat":
        raise bad("Can't use specified scope in private chats")
    if chat.kind is Kind.CHANNEL:
        raise bad("Can't change commands in channel chats")
    return f"{kind} {chat.id}" if person is None else f"{kind} {chat.id} {person}"


def _language(params: Params) -> str:
    language = params.get("language_code", "")
    if not re.fullmatch("([a-z]{2})?", language):
        raise bad("Invalid language code specified")
    return language


async def set_my_commands(core: Core, bot: Account, params: Params, at: float) -> Any:
    try:
        values = json.loads(params.get("commands") or "[]")
    except ValueError:
        raise bad("Can't parse commands JSON object") from None
    if not isinstance(values, list):
        raise bad("Expected an Array of BotCommand")
    commands = [_command(value) for value in values]
    key = (_scope(core, bot, params), _language(params))
    if len(commands) > MOST_COMMANDS:
        raise bad("BOT_COMMANDS_TOO_MUCH")
    if commands:
        bot.commands[key] = commands
    else:
        bot.commands.pop(key, None)
    core.notify()
    return True


def _command(value: Any) -> dict[str, str]:
    try:
        if not isinstance(value, dict):
            raise Refusal(400, "expected an Object")
        name, description = required(value, "command", str).strip(), required(value, "description", str).strip()
    except Refusal as fault:
        raise bad(f"Can't parse BotCommand: {fault.description}") from None
    name = name.removeprefix("/")
    if not name:
        raise bad("Command must be non-empty")
    if len(name) > 32:
        raise bad("Command length must not exceed 32")
    if not description:
        raise bad("Command description must be non-empty")
    if len(description) > 256:
        raise bad("Command description length must not exceed 256")
    if not re.fullmatch("[a-z0-9_]+", name):
        raise bad("BOT_COMMAND_INVALID")
    return {"command": name, "description": description}


async def get_my_commands(core: Core, bot: Account, params: Params, at: float) -> Any:
    return bot.commands.get((_scope(core, bot, params), _language(params)), [])


async def delete_my_commands(core: Core, bot: Account, params: Params, at: float) -> Any:
    bot.commands.pop((_scope(core, bot, params), _language(params)), None)
    core.notify()
    return True


def _words(field: str, most: int, fault: str) -> tuple["Method", "Method"]:
    """The pair of methods that set and get one of the bot's texts, in each language."""

    async def put(core: Core, bot: Account, params: Params, at: float) -> Any:
        language, words = _language(params), params.get(field, "")
        if len(words) > most:
            raise bad(fault)
        bot.words[field, language] = words
        core.notify()
        return True

    async def get(core: Core, bot: Account, params: Params, at: float) -> Any:
        fallback = bot.words.get((field, ""), bot.user.first_name if field == "name" else "")
        return {field: bot.words.get((field, _language(params))) or fallback}

    return put, get


async def close(core: Core, bot: Account, params: Params, at: float) -> Any:
    bot.updates.close()
    return True


async def log_out(core: Core, bot: Account, params: Params, at: float) -> Any:
    bot.logged_out = True
    bot.updates.close()
    return True


Method = Callable[[Core, Account, Params, float], Awaitable[Any]]
set_my_name, get_my_name = _words("name", 64, "BOT_TITLE_INVALID")
set_my_description, get_my_description = _words("description", 512, "BOT_DESCRIPTION_INVALID")
set_my_short_description, get_my_short_description = _words("short_description", 120, "BOT_SHORT_DESCRIPTION_INVALID")

METHODS: dict[str, Method] = {
    "getme": get_me,
    "getupdates": get_updates,
    "setwebhook": set_webhook,
    "deletewebhook": delete_webhook,
    "getwebhookinfo": get_webhook_info,
    "sendmessage": sending.send_message,
    "senddocument": documents.send_document,
    "getfile": documents.get_file,
    "editmessagetext": sending.edit_message_text,
    "editmessagereplymarkup": sending.edit_message_reply_markup,
    "deletemessage": sending.delete_message,
    "sendchataction": sending.send_chat_action,
    "answercallbackquery": sending.answer_callback_query,
    "answerinlinequery": sending.answer_inline_query,
    "getchat": get_chat,
    "getchatmember": get_chat_member,
    "getchatadministrators": get_chat_administrators,
    "getchatmembercount": get_chat_member_count,
    "leavechat": leave_chat,
    "setmycommands": set_my_commands,
    "getmycommands": get_my_commands,
    "deletemycommands": delete_my_commands,
    "setmyname": set_my_name,
    "getmyname": get_my_name,
    "setmydescription": set_my_description,
    "getmydescription": get_my_description,
    "setmyshortdescription": set_my_short_description,
    "getmyshortdescription": get_my_short_description,
    "close": close,
    "logout": log_out,
}
