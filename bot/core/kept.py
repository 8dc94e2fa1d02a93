"""Messages as JSON, for an answer that has to outlive the process that made it."""

import json
from base64 import b64decode, b64encode
from dataclasses import fields, is_dataclass
from datetime import date, datetime
from enum import Enum
from typing import Any

from bot.core import messages
from bot.core.messages import Message

_SHAPES: dict[str, Any] = {
    one.__name__: one
    for one in (
        messages.Strong,
        messages.Link,
        messages.Spoiler,
        messages.Quoted,
        messages.Moment,
        messages.Countdown,
        messages.Day,
        messages.Button,
        messages.LinkButton,
        messages.Box,
        messages.Blank,
        messages.File,
        messages.Message,
        messages.Kind,
        messages.Style,
    )
}


def written(message: Message) -> str:
    return json.dumps(_plain(message), ensure_ascii=False)


def read(text: str) -> Message | None:
    """The message; None when another version of the bot wrote it in a form that this one does not know."""
    try:
        found = _full(json.loads(text))
    except (KeyError, TypeError, ValueError):
        return None
    return found if isinstance(found, Message) else None


def _plain(value: Any) -> Any:
    """What is not JSON's own is an object with its kind under "is"."""
    match value:
        case tuple():
            return [_plain(one) for one in value]
        case Enum():
            return {"is": type(value).__name__, "name": value.name}
        case datetime():
            return {"is": "datetime", "text": value.isoformat()}
        case date():
            return {"is": "date", "text": value.isoformat()}
        case bytes():
            return {"is": "bytes", "text": b64encode(value).decode()}
    if is_dataclass(value):
        return {"is": type(value).__name__} | {one.name: _plain(getattr(value, one.name)) for one in fields(value)}
    return value


def _full(value: Any) -> Any:
    match value:
        case list():
            return tuple(_full(one) for one in value)
        case {"is": "datetime", "text": text}:
            return datetime.fromisoformat(text)
        case {"is": "date", "text": text}:
            return date.fromisoformat(text)
        case {"is": "bytes", "text": text}:
            return b64decode(text)
        case {"is": kind, "name": name} if issubclass(_SHAPES[kind], Enum):
            return _SHAPES[kind][name]
        case {"is": kind, **more}:
            return _SHAPES[kind](**{str(name): _full(one) for name, one in more.items()})
    return value
