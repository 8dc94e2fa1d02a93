"""Reads reply_markup and refuses what the server refuses."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from .errors import Refusal, bad
from .text import check_link, required
from .values import Button

ACTIONS = (
    "url", "callback_data", "callback_game", "pay", "switch_inline_query", "switch_inline_query_chosen_chat",
    "switch_inline_query_current_chat", "login_url", "web_app", "copy_text",
)  # fmt: skip
EMPTY_ALLOWED = {"switch_inline_query", "switch_inline_query_current_chat"}
STYLES = {"primary", "success", "danger"}
MOST_BUTTONS = 100
DATA_BYTES = 64
PLACEHOLDER = 64


@dataclass(frozen=True, slots=True)
class Markup:
    """An inline keyboard, or the wish for a reply; `wire` is what goes back in the message."""

    buttons: tuple[tuple[Button, ...], ...] = ()
    asks_reply: bool = False

    @property
    def wire(self) -> dict[str, Any] | None:
        if not self.buttons:
            return None
        return {"inline_keyboard": [[button.wire() for button in row] for row in self.buttons]}


def read_markup(params: Mapping[str, str], *, channel: bool = False) -> Markup:
    field = params.get("reply_markup", "")
    if not field:
        return Markup()
    try:
        value = json.loads(field)
    except ValueError:
        raise bad("Can't parse reply keyboard markup JSON object") from None
    if not isinstance(value, dict):
        raise bad("Object expected as reply markup")
    if "inline_keyboard" in value:
        return Markup(_inline_keyboard(value["inline_keyboard"], channel))
    if not value.keys() & {"keyboard", "remove_keyboard", "force_reply"}:
        raise bad("can't parse reply markup: it has no known field")
    placeholder = value.get("input_field_placeholder")
    if placeholder is not None and not 1 <= len(str(placeholder)) <= PLACEHOLDER:
        raise bad("Placeholder text must have 1 to 64 characters")
    return Markup(asks_reply=bool(value.get("force_reply")))


def _inline_keyboard(rows: Any, channel: bool) -> tuple[tuple[Button, ...], ...]:
    if not isinstance(rows, list):
        raise bad('Field "inline_keyboard" must be of type Array')
    read = []
    for row in rows:
        if not isinstance(row, list):
            raise bad('Field "inline_keyboard" of the InlineKeyboardMarkup must be an Array of Arrays')
        read.append(tuple(_button(value, channel) for value in row))
    if sum(map(len, read)) > MOST_BUTTONS:
        raise bad("reply markup is too long")
    return tuple(row for row in read if row)


def _button(value: Any, channel: bool) -> Button:
    try:
        if not isinstance(value, dict):
            raise Refusal(400, "InlineKeyboardButton must be an Object")
        label = required(value, "text", str)
        style = str(value.get("style") or "").lower()
        if style and style != "default" and style not in STYLES:
            raise Refusal(400, "invalid button style specified")
        actions = [
            name for name in ACTIONS if value.get(name) not in (None, "") or (name in value and "switch" in name)
        ]
        if not actions:
            raise Refusal(400, "Text buttons are unallowed in the inline keyboard")
        if len(actions) > 1:
            raise Refusal(400, f"a button has exactly one action, this one has {' and '.join(actions)}")
    except Refusal as fault:
        raise bad(f"Can't parse inline keyboard button: {fault.description}") from None
    if not label:
        raise bad("Inline keyboard button text must be non-empty")
    _check_action(actions[0], value[actions[0]], channel)
    more = {} if actions[0] in ("url", "callback_data") else {actions[0]: value[actions[0]]}
    return Button(label, value.get("callback_data"), value.get("url"), style or None, tuple(more.items()))


def _check_action(action: str, value: Any, channel: bool) -> None:
    match action:
        case "callback_data":
            if not isinstance(value, str) or not 1 <= len(value.encode()) <= DATA_BYTES:
                raise bad("BUTTON_DATA_INVALID")
        case "url":
            check_link(str(value), "Inline keyboard button")
        case "web_app":
            if not str(value.get("url", "")).startswith("https://"):
                raise bad(
                    f"Inline keyboard button Web App URL '{value.get('url')}' is invalid: Only HTTPS links are allowed"
                )
        case "copy_text":
            if not 1 <= len(str(value.get("text", ""))) <= 256:
                raise bad("BUTTON_COPY_TEXT_INVALID")
        case "switch_inline_query" | "switch_inline_query_current_chat" if channel:
            raise bad(
                f"Can't use {action} button in a channel chat, because users will not be able to use the button"
                " without knowing bot's username"
            )
