"""Rendered messages as discord.py takes them."""

from io import BytesIO
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
    return {**words(rendered), **({"files": uploads(rendered)} if rendered.files else {})}


def edited(rendered: Rendered) -> dict[str, Any]:
    """For one that takes the place of "is thinking …"."""
    return {**words(rendered), **({"attachments": uploads(rendered)} if rendered.files else {})}


def uploads(rendered: Rendered) -> list[discord.File]:
    """Each can be sent once."""
    return [discord.File(BytesIO(file.content), file.name) for file in rendered.files]


def words(rendered: Rendered) -> dict[str, Any]:
    """All but the files; for a correction too."""
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
