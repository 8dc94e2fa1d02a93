"""The requests in which a message goes to Telegram: made here for the adapter, and for whoever wants to draw them."""

from collections.abc import Mapping
from typing import Any

from telegram import LinkPreviewOptions

from bot.chats.telegram.render import Rendered, long_lines, render
from bot.core.messages import Blank, Message
from bot.core.ports import Lines, Reader

NO_PREVIEW = LinkPreviewOptions(is_disabled=True)


def fields(rendered: Rendered) -> dict[str, Any]:
    """What sendMessage and editMessageText both take."""
    return {
        "text": rendered.text,
        "entities": rendered.entities,
        "reply_markup": rendered.markup,
        "link_preview_options": NO_PREVIEW,
    }


def body(rendered: Rendered) -> dict[str, Any]:
    """The body of sendMessage as JSON, but for the chat it goes to."""
    made = fields(rendered) | {"disable_notification": rendered.silent}
    return {name: _plain(value) for name, value in made.items() if value is not None}


def _plain(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_plain(one) for one in value]
    return value.to_dict() if hasattr(value, "to_dict") else value


class Bodies:
    """What TelegramChat would send, without Telegram."""

    whole = False  # it asks the questions of a form one after the other

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    async def body(self, message: Message, reader: Reader) -> Mapping[str, Any]:
        keys = {line: await self._lines.key(line) for line in long_lines(message)}
        return body(render(message, reader, keys))

    async def form(self, blank: Blank) -> Mapping[str, Any]:
        raise AssertionError("Telegram has no forms")

    async def line(self, data: str) -> str | None:
        """The command line behind a button's callback_data."""
        return data if data.startswith("/") else await self._lines.line(data)
