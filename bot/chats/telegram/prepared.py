"""Messages ready for sendMessage. What is said to many chats at once is made once."""

import json
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta

from bot.chats.telegram.bodies import body
from bot.chats.telegram.render import Rendered, long_lines, render
from bot.core.messages import Message
from bot.core.ports import Reader

MOST = 256  # messages, each for one zone
FRESH = timedelta(seconds=1)  # "in 5 minutes" is said to the minute

Fields = Mapping[str, object]


class Prepared:
    """`key` keeps a command line that is too long for a button."""

    def __init__(self, key: Callable[[str], Awaitable[str]]) -> None:
        self._key = key
        self._kept: dict[tuple[int, str | None], tuple[Message, datetime, Fields]] = {}

    async def fields(self, message: Message, reader: Reader) -> Fields:
        """The fields of sendMessage, without those that name the chat. Objects are JSON already."""
        which = id(message), reader.zone
        kept = self._kept.get(which)
        if kept is not None and kept[0] is message and abs(reader.now - kept[1]) < FRESH:
            return kept[2]
        keys = {line: await self._key(line) for line in long_lines(message)}
        made = _fields(render(message, reader, keys))
        if len(self._kept) >= MOST:
            self._kept.clear()
        self._kept[which] = message, reader.now, made  # with the message: else another could get its id
        return made


def _fields(rendered: Rendered) -> Fields:
    given = body(rendered)
    return {name: one if isinstance(one, str | bool) else json.dumps(one) for name, one in given.items() if one}
