"""Files: those that bots send, those that people send, and the address from which a bot fetches one."""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from aiohttp import web

from .access import Right, chat_of, check_may_send, reply_of, thread_of
from .core import Account, Core
from .errors import Refusal, bad, flooded
from .keyboards import read_markup
from .sending import is_true, message_wire
from .state import Kind
from .text import fix, read_entities, read_text, units
from .values import TgDocument, TgMessage

CAPTION = 1024  # UTF-16 units after parsing
UPLOAD, DOWNLOAD = 50 * 1024 * 1024, 20 * 1024 * 1024  # bytes: what a bot may send, and fetch
PATH = re.compile(r"/file/bot([^/]+)/(.+)")


@dataclass(frozen=True, slots=True)
class Upload:
    """A part of a form that holds a file."""

    name: str
    media_type: str
    content: bytes


def kept(core: Core, name: str, media_type: str, content: bytes, size: int | None = None) -> TgDocument:
    """The file as Telegram has it from now on. `size` is what it says, where that is not so."""
    key = f"BQACAgIAAxkBAAM{len(core.documents)}"
    document = TgDocument(key, name, media_type, content, len(content) if size is None else size)
    core.documents[key] = document
    return document


async def send_document(core: Core, bot: Account, params: Mapping[str, str], at: float) -> Any:
    caption, entities = _caption(params)
    upload = core.uploads.get("document")
    reused = core.documents.get(params.get("document", ""))
    if upload is None and reused is None:
        raise bad("there is no document in the request")
    if upload is not None and not upload.content:
        raise bad("file must be non-empty")
    if upload is not None and len(upload.content) > UPLOAD:
        raise Refusal(413, "Request Entity Too Large")
    read_markup(params)
    chat = chat_of(core, bot, params, Right.WRITE)
    markup = read_markup(params, channel=chat.kind is Kind.CHANNEL)
    thread = thread_of(chat, params)
    reply_to = reply_of(chat, params)
    check_may_send(bot, chat, thread, "documents")
    if (wait := bot.meter.retry_after(chat.id, chat.kind is not Kind.PRIVATE, at)) is not None:
        raise flooded(wait)
    if upload is not None:
        reused = kept(core, upload.name, upload.media_type, upload.content)
    message = TgMessage(
        chat_id=chat.id,
        message_id=next(chat.ids),
        text=caption,
        entities=entities,
        buttons=markup.buttons,
        thread=thread,
        silent=is_true(params.get("disable_notification")),
        reply_to=reply_to,
        asks_reply=markup.asks_reply,
        protected=is_true(params.get("protect_content")),
        bot=bot.user.username or "",
        date=int(core.now()),
        at=at,
        document=reused,
    )
    wire = message_wire(bot, chat, message, markup)
    core.keep(chat, message, wire)
    return wire


def _caption(params: Mapping[str, str]) -> tuple[str, Any]:
    caption = params.get("caption", "")
    if not caption:
        return "", ()
    entities = params.get("caption_entities", "")
    if units(fix(caption, read_entities(entities))[0]) > CAPTION:
        raise bad("message caption is too long")
    return read_text({"text": caption, "entities": entities, "parse_mode": params.get("parse_mode", "")})


async def get_file(core: Core, bot: Account, params: Mapping[str, str], at: float) -> Any:
    document = core.documents.get(params.get("file_id", ""))
    if document is None:
        raise bad("invalid file_id")
    if document.size > DOWNLOAD:
        raise bad("file is too big")
    unique = document.wire()["file_unique_id"]
    path = core.local_path or f"documents/file_{list(core.documents).index(document.file_id)}.bin"
    return {"file_id": document.file_id, "file_unique_id": unique, "file_size": document.size, "file_path": path}


def serve(core: Core, path: str) -> web.Response | None:
    """What is behind a file's address; None for any other address."""
    found = PATH.fullmatch(path)
    if found is None:
        return None
    wanted = re.fullmatch(r"documents/file_(\d+)\.bin", found[2])
    known = list(core.documents.values())
    if found[1] not in core.accounts or wanted is None or int(wanted[1]) >= len(known):
        return web.json_response({"ok": False, "error_code": 404, "description": "Not Found"}, status=404)
    core.fetched.append(known[int(wanted[1])].name)
    return web.Response(body=known[int(wanted[1])].content, content_type="application/octet-stream")
