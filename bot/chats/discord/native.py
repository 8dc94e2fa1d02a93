"""Rendered messages as discord.py takes them."""

from typing import Any, assert_never

import discord

from bot.chats.discord.render import Press, Rendered, Visit
from bot.core.messages import Style

_STYLES = {
    Style.PLAIN: discord.ButtonStyle.secondary,
    Style.PRIMARY: discord.ButtonStyle.primary,
    Style.DANGER: discord.ButtonStyle.danger,
}


def fields(rendered: Rendered) -> dict[str, Any]:
    """For a new message, whether sent or answered. Whatever its text says, it mentions nobody."""
    made: dict[str, Any] = {
        "content": rendered.content or None,
        "allowed_mentions": discord.AllowedMentions.none(),
    }
    if rendered.embed is not None:
        made["embed"] = discord.Embed(description=rendered.embed)
    if rendered.rows:
        made["view"] = _view(rendered)
    return made


def _view(rendered: Rendered) -> discord.ui.View:
    view = discord.ui.View(timeout=None)
    for number, row in enumerate(rendered.rows):
        for button in row:
            view.add_item(_button(button, number))
    view.stop()  # discord.py keeps every unfinished view in memory to listen for presses; ours are heard without
    return view


def _button(button: Press | Visit, row: int) -> discord.ui.Button[discord.ui.View]:
    match button:
        case Press(label, custom_id, style):
            return discord.ui.Button(label=label, custom_id=custom_id, style=_STYLES[style], row=row)
        case Visit(label, url):
            return discord.ui.Button(label=label, url=url, row=row)
        case _:
            assert_never(button)
