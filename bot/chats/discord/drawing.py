"""What a message looks like in Discord, for those who preview it elsewhere."""

import re
from datetime import UTC, datetime

from bot.chats.discord.bodies import SOFT
from bot.chats.discord.render import CONTENT, long_lines, render
from bot.core import times, zones
from bot.core.messages import Message
from bot.core.plaintext import units
from bot.core.ports import Reader
from bot.core.previews import Drawn

_STAMP = re.compile(r"<t:(\d{1,12}):([FR])>")
_ESCAPED = re.compile(r"\\([^a-zA-Z0-9\s])")
_HIDDEN = "\0"  # stands for what was escaped while the marks are taken away


def drawn(message: Message, reader: Reader) -> Drawn:
    """As it reads in the app of somebody in that zone, without its marks: bold, quotes and links as plain words."""
    made = render(message, reader, dict.fromkeys(long_lines(message), ""))
    text = "\n".join(filter(None, (made.content, made.embed)))
    buttons = tuple(tuple(button.label for button in row) for row in made.rows)
    return Drawn(_plain(text, reader), buttons, units(made.content), CONTENT, message.kind in SOFT)


def _plain(text: str, reader: Reader) -> str:
    escaped: list[str] = []

    def keep(found: re.Match[str]) -> str:
        escaped.append(found[1])
        return _HIDDEN

    marked = _STAMP.sub(lambda stamp: _moment(stamp, reader), _ESCAPED.sub(keep, text))
    bare = re.sub(r"\*\*|\|\|", "", marked)
    letters = iter(escaped)
    return re.sub(_HIDDEN, lambda _: next(letters, ""), bare)


def _moment(stamp: re.Match[str], reader: Reader) -> str:
    at = datetime.fromtimestamp(int(stamp[1]), UTC)
    if stamp[2] == "R":
        ahead = at - reader.now
        return f"in {times.span(ahead)}" if at > reader.now else f"{times.span(-ahead)} ago"
    local = at.astimezone(zones.info(reader.zone or "UTC"))
    return f"{local:%A}, {local.day} {local:%B %Y} {local:%H:%M}"
