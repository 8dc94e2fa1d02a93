"""The requests in which a message goes to Discord, for whoever wants to draw them."""

from collections.abc import Mapping
from typing import Any

import discord
from discord.http import handle_message_parameters

from bot.chats.discord import forms
from bot.chats.discord.native import words
from bot.chats.discord.render import KEY, Rendered, long_lines, render
from bot.core.messages import Blank, Kind, Message
from bot.core.ports import Lines, Reader

SOFT = frozenset((Kind.DIGEST, Kind.QUOTE, Kind.NOTICE))  # arrive without a sound


def body(rendered: Rendered, *, silent: bool = False) -> Mapping[str, Any]:
    """The body of Create Message as JSON, made by discord.py from what the adapter hands to it; files go beside it."""
    flags = discord.MessageFlags(suppress_embeds=rendered.embed is None, suppress_notifications=silent)
    with handle_message_parameters(**words(rendered), flags=flags) as made:
        return made.payload or {}


class Bodies:
    """What DiscordChat would send, without Discord."""

    whole = True  # it opens a form as a modal

    def __init__(self, lines: Lines) -> None:
        self._lines = lines

    async def body(self, message: Message, reader: Reader) -> Mapping[str, Any]:
        keys = {line: await self._lines.key(line) for line in long_lines(message)}
        return body(render(message, reader, keys), silent=message.kind in SOFT)

    async def form(self, blank: Blank) -> Mapping[str, Any]:
        """The modal."""
        made: Mapping[str, Any] = forms.modal(blank).to_dict()
        return made

    async def line(self, data: str) -> str | None:
        """The command line behind a button's custom_id."""
        return await self._lines.line(data.removeprefix(KEY)) if data.startswith(KEY) else data
