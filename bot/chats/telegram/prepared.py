"""Messages ready for sendMessage. What is said to many chats at once is made once."""

import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

from bot.chats.telegram.bodies import body
from bot.chats.telegram.render import long_lines, render
from bot.core.messages import Message
from bot.core.ports import Reader

MOST = 256  # messages, each for one zone
FRESH = timedelta(seconds=1)  # "in 5 minutes" is said to the minute


class Prepared:
    """`key` keeps a command line that is too long for a button."""

    def __init__(self, key: Callable[[str], Awaitable[str]]) -> None:
        self._key = key
        self._kept: dict[tuple[int, str | None], tuple[Message, datetime, str]] = {}

    async def body(self, message: Message, reader: Reader, to: Mapping[str, object]) -> bytes:
        """Of sendMessage, in JSON; `to` are the fields that say for which chat it is."""
        said = await self._said(message, reader)
        return f"{said[:-1]}, {json.dumps(_texts(to))[1:]}".encode()

    async def _said(self, message: Message, reader: Reader) -> str:
        which = id(message), reader.zone
        kept = self._kept.get(which)
        if kept is not None and kept[0] is message and abs(reader.now - kept[1]) < FRESH:
            return kept[2]
        keys = {line: await self._key(line) for line in long_lines(message)}
        made = json.dumps(_texts(body(render(message, reader, keys))))
        if len(self._kept) >= MOST:
            self._kept.clear()
        self._kept[which] = message, reader.now, made  # with the message: else another could get its id
        return made


def _texts(fields: Mapping[str, object]) -> dict[str, object]:
    """As PTB sends them: whatever is no text is the text of its JSON."""
    return {name: one if isinstance(one, str) else json.dumps(one) for name, one in fields.items() if one}
