"""Methods that make, change and delete messages, and that answer what people press or ask."""

import json
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from .access import Right, chat_of, check_may_send, reply_of, thread_of
from .core import Account, Core
from .errors import Refusal, bad, flooded
from .keyboards import Markup, read_markup
from .state import Chat, Kind
from .text import read_text
from .values import QueryAnswer, TgMessage

Params = Mapping[str, str]
NOT_MODIFIED = (
    "message is not modified: specified new message content and reply markup are exactly the same as a current content"
    " and reply markup of the message"
)
QUERY_GONE = "query is too old and response timeout expired or query ID is invalid"
ACTIONS = {
    "typing", "upload_photo", "record_video", "upload_video", "record_voice", "upload_voice", "upload_document",
    "choose_sticker", "find_location", "record_video_note", "upload_video_note",
}  # fmt: skip
TWO_DAYS = 48 * 60 * 60


def is_true(field: str | None) -> bool:
    return (field or "").lower() in ("true", "yes", "1")


def number(params: Params, name: str, default: int = 0) -> int:
    field = params.get(name, "")
    return int(field) if field.lstrip("-").isdigit() else default


async def send_message(core: Core, bot: Account, params: Params, at: float) -> Any:
    text, entities = read_text(params)
    read_markup(params)
    chat = chat_of(core, bot, params, Right.WRITE)
    markup = read_markup(params, channel=chat.kind is Kind.CHANNEL)
    thread = thread_of(chat, params)
    reply_to = reply_of(chat, params)
    check_may_send(bot, chat, thread)
    if (wait := bot.meter.retry_after(chat.id, chat.kind is not Kind.PRIVATE, at)) is not None:
        raise flooded(wait)
    message = TgMessage(
        chat_id=chat.id,
        message_id=next(chat.ids),
        text=text,
        entities=entities,
        buttons=markup.buttons,
        thread=thread,
        silent=is_true(params.get("disable_notification")),
        reply_to=reply_to,
        asks_reply=markup.asks_reply,
        preview=_preview(params),
        protected=is_true(params.get("protect_content")),
        bot=bot.user.username or "",
        date=int(core.now()),
        at=at,
    )
    wire = message_wire(bot, chat, message, markup)
    core.keep(chat, message, wire)
    return wire


def _preview(params: Params) -> bool:
    field = params.get("link_preview_options", "")
    if not field:
        return not is_true(params.get("disable_web_page_preview"))
    try:
        options = json.loads(field)
    except ValueError:
        raise bad("Can't parse link preview options JSON object") from None
    if not isinstance(options, dict):
        raise bad("Object expected as link preview options")
    return not options.get("is_disabled", False)


def message_wire(bot: Account, chat: Chat, message: TgMessage, markup: Markup) -> dict[str, Any]:
    wire: dict[str, Any] = {"message_id": message.message_id, "date": message.date, "chat": chat.wire()}
    if chat.kind is Kind.CHANNEL:
        wire["sender_chat"] = chat.wire()
    else:
        wire["from"] = bot.user.wire()
    wire |= chat.threaded(message.thread, message.reply_to)
    said = "caption" if message.document else "text"
    if message.document:
        wire["document"] = message.document.wire()
    if message.text:
        wire[said] = message.text
    if message.entities:
        wire["caption_entities" if message.document else "entities"] = [one.wire() for one in message.entities]
    if markup.wire:
        wire["reply_markup"] = markup.wire
    if not message.preview:
        wire["link_preview_options"] = {"is_disabled": True}
    return wire


async def edit_message_text(core: Core, bot: Account, params: Params, at: float) -> Any:
    text, entities = read_text(params)
    markup = read_markup(params)
    chat, old = _own_message(core, bot, params)
    if old.document:
        raise bad("there is no text in the message to edit")
    changed = replace(old, text=text, entities=entities, buttons=markup.buttons)
    return _edit(core, bot, chat, old, changed, markup)


async def edit_message_reply_markup(core: Core, bot: Account, params: Params, at: float) -> Any:
    markup = read_markup(params)
    chat, old = _own_message(core, bot, params)
    return _edit(core, bot, chat, old, replace(old, buttons=markup.buttons), markup)


def _own_message(core: Core, bot: Account, params: Params) -> tuple[Chat, TgMessage]:
    if not params.get("chat_id") and number(params, "message_id") == 0:
        raise bad("Message identifier is not specified")
    chat = chat_of(core, bot, params, Right.EDIT)
    message = number(params, "message_id")
    if message not in chat.messages:
        raise bad("message to edit not found")
    if message not in chat.sent or chat.sent[message].bot != bot.user.username:
        raise bad("Message can't be edited")
    return chat, chat.sent[message]


def _edit(core: Core, bot: Account, chat: Chat, old: TgMessage, changed: TgMessage, markup: Markup) -> Any:
    if changed == old:
        raise bad(NOT_MODIFIED)
    message = replace(changed, history=(*old.history, replace(old, history=())))
    wire = message_wire(bot, chat, message, markup) | {"edit_date": int(core.now())}
    core.keep(chat, message, wire)
    return wire


async def delete_message(core: Core, bot: Account, params: Params, at: float) -> Any:
    if not params.get("chat_id"):
        raise bad("Chat identifier is not specified")
    wanted = number(params, "message_id")
    if wanted == 0:
        raise bad("Message identifier is not specified")
    chat = chat_of(core, bot, params, Right.WRITE)
    if wanted not in chat.messages:
        raise bad("message to delete not found")
    own = wanted in chat.sent and chat.sent[wanted].bot == bot.user.username
    may = chat.member(bot.user).may("can_delete_messages")
    if not may and chat.kind is not Kind.PRIVATE and not own:
        raise bad("message can't be deleted")
    if not may and core.now() - chat.messages[wanted]["date"] > TWO_DAYS:
        raise bad("message can't be deleted for everyone")
    del chat.messages[wanted]
    if wanted in chat.sent:
        chat.sent[wanted] = replace(chat.sent[wanted], deleted=True)
    core.notify()
    return True


async def send_chat_action(core: Core, bot: Account, params: Params, at: float) -> Any:
    if params.get("action", "") not in ACTIONS:
        raise bad("Wrong parameter action in request")
    chat = chat_of(core, bot, params, Right.WRITE)
    thread_of(chat, params)
    if chat.kind is Kind.PRIVATE and bot.user.id in chat.blocked_by:
        raise Refusal(403, "Forbidden: bot was blocked by the user")
    return True


async def answer_callback_query(core: Core, bot: Account, params: Params, at: float) -> Any:
    text = params.get("text", "")
    if len(text) > 200:
        raise bad("MESSAGE_TOO_LONG")
    url = params.get("url", "")
    if url and not url.startswith((f"t.me/{bot.user.username}?start=", f"https://t.me/{bot.user.username}?start=")):
        raise bad("URL_INVALID")
    answer = QueryAnswer(text, is_true(params.get("show_alert")), url, number(params, "cache_time"))
    if not core.answer_query(bot, params.get("callback_query_id", ""), answer):
        raise bad(QUERY_GONE)
    return True


async def answer_inline_query(core: Core, bot: Account, params: Params, at: float) -> Any:
    try:
        results = json.loads(params.get("results") or "[]")
    except ValueError:
        raise bad("Can't parse JSON encoded inline query results") from None
    if not isinstance(results, list):
        raise bad("Expected an Array of inline query results")
    ids = [str(result.get("id", "")) for result in results]
    if len(results) > 50:
        raise bad("RESULTS_TOO_MUCH")
    if any(not 1 <= len(key.encode()) <= 64 for key in ids):
        raise bad("RESULT_ID_INVALID")
    if len(set(ids)) != len(ids):
        raise bad("RESULT_ID_DUPLICATE")
    if len(params.get("next_offset", "").encode()) > 64:
        raise bad("NEXT_OFFSET_INVALID")
    if not core.answer_query(bot, params.get("inline_query_id", ""), results):
        raise bad(QUERY_GONE)
    return True
