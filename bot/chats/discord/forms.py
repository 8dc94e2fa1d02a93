"""Forms as Discord's modals. They hold no state: whoever sends one in after a restart is heard all the same."""

from collections.abc import Iterator, Mapping, Sequence
from typing import Any

import discord

from bot.core.messages import Blank, Box
from bot.core.plaintext import clip, one_line, units

# https://docs.discord.com/developers/components/reference
TITLE, LABEL, DESCRIPTION, PLACEHOLDER, TYPED = 45, 45, 100, 100, 4000


def modal(blank: Blank) -> discord.ui.Modal:
    made = discord.ui.Modal(title=clip(one_line(blank.title), TITLE), timeout=None, custom_id=blank.line)
    for box in blank.boxes:
        label = discord.ui.Label[discord.ui.Modal](
            text=clip(one_line(box.label), LABEL),
            description=clip(one_line(box.about), DESCRIPTION),
            component=_select(box) if box.options else _input(box),
        )
        made.add_item(label)
    made.stop()  # discord.py keeps every unfinished one in memory to listen for it; ours are heard without
    return made


def values(data: Mapping[str, Any]) -> dict[str, str]:
    """What was filled in, by the names of the boxes; several choices in one line with commas."""
    return {
        str(one["custom_id"]): str(one["value"]) if "value" in one else ", ".join(map(str, one.get("values", ())))
        for one in _inner(data.get("components", ()))
    }


def _inner(components: Sequence[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    for component in components:
        if "custom_id" in component:
            yield component
        yield from _inner(component.get("components", ()))
        yield from _inner([component["component"]] if "component" in component else ())


def _input(box: Box) -> discord.ui.TextInput[discord.ui.Modal]:
    """Discord refuses a form whose text is longer than it lets people type."""
    value = clip(box.value, TYPED)
    return discord.ui.TextInput(
        custom_id=box.name,
        style=discord.TextStyle.paragraph if box.long else discord.TextStyle.short,
        placeholder=clip(one_line(box.example), PLACEHOLDER) or None,
        default=value or None,
        required=not box.optional,
        max_length=min(max(box.longest, units(value)), TYPED),
    )


def _select(box: Box) -> discord.ui.Select[discord.ui.Modal]:
    options = [discord.SelectOption(label=one, value=one, default=one in box.chosen) for one in box.options]
    least = 0 if box.optional else 1
    return discord.ui.Select(
        custom_id=box.name,
        options=options,
        min_values=least,
        max_values=len(options),
        required=not box.optional,
    )
