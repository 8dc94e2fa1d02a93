"""Files: with which messages they go out, and how those that people send are fetched."""

import asyncio
from collections.abc import Sequence
from dataclasses import replace
from typing import Any

import structlog
from telegram import Bot, Document, InputFile

from bot.chats.telegram.outcomes import outcome
from bot.chats.telegram.render import Rendered, long_lines, render
from bot.chats.telegram.request import AiohttpRequest
from bot.core.errors import Mistake
from bot.core.messages import Message
from bot.core.outcomes import Kind, Outcome
from bot.core.plaintext import units
from bot.core.ports import Dropped, Reader

log = structlog.get_logger(__name__)

CAPTION = 1024  # UTF-16 units; core.telegram.org/bots/api#senddocument
DEADLINE = 30.0  # seconds until a file that somebody sent is here
NOT_HERE = "I may not send files here. Ask me in a private chat, or let an administrator of this group allow me files."
LOST = "I could not get that file from Telegram just now. Please send it again."


def parted(message: Message, reader: Reader) -> Sequence[Message]:
    """The same in messages of one file at most; short words are the caption of the only one."""
    if not message.files:
        return (message,)
    words = replace(message, files=())
    if len(message.files) == 1 and (not has_words(message) or _length(words, reader) <= CAPTION):
        return (message,)
    alone = [Message(message.kind, personal=message.personal, files=(one,)) for one in message.files]
    return (words, *alone) if has_words(message) else alone


def has_words(message: Message) -> bool:
    return bool(message.title or message.lines or message.buttons)


async def send(bot: Bot, chat: int, thread: int | None, part: Message, rendered: Rendered) -> Outcome:
    """One file with its caption, once."""
    (file,) = part.files
    said: dict[str, Any] = {}
    if has_words(part):
        said = {"caption": rendered.text, "caption_entities": rendered.entities}
    try:
        sent = await bot.send_document(
            chat,
            InputFile(file.content, filename=file.name),
            reply_markup=rendered.markup,
            message_thread_id=thread,
            disable_notification=rendered.silent,
            disable_content_type_detection=True,
            **said,
        )
    except Exception as error:
        return outcome(error)
    return Outcome(Kind.SENT, message_id=str(sent.message_id))


def dropped(bot: Bot, document: Document) -> Dropped:
    """What somebody sent; without a name it is of no kind that anybody takes."""

    async def read(most: int) -> bytes:
        try:
            async with asyncio.timeout(DEADLINE):
                content = await _fetched(bot, document, most)
        except Exception as error:
            log.info("a file could not be fetched", reason=outcome(error).reason)
            raise Mistake(LOST) from None
        if content is None:
            raise Mistake(f"That file is larger than Telegram says; I read at most {most // 1024} KiB.")
        return content

    return Dropped(document.file_name or "", document.file_size, read)


async def _fetched(bot: Bot, document: Document, most: int) -> bytes | None:
    """None for a file that is larger than that."""
    found = await bot.get_file(document.file_id)
    address = found.file_path or ""
    if not address.startswith(f"{bot.base_file_url}/"):
        raise ValueError("the address of the file is not on the Bot API server")
    request = bot.request
    assert isinstance(request, AiohttpRequest)
    return await request.download(address, most)


def _length(words: Message, reader: Reader) -> int:
    return units(render(words, reader, dict.fromkeys(long_lines(words), "")).text)
