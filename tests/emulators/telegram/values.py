"""What a test looks at: messages, entities, buttons and calls as frozen values."""

from dataclasses import dataclass, field
from typing import Any


@dataclass(frozen=True, slots=True)
class Entity:
    """`offset` and `length` in UTF-16 units, as on the wire."""

    type: str
    offset: int
    length: int
    url: str | None = None
    unix_time: int | None = None
    date_time_format: str | None = None
    language: str | None = None
    user: int | None = None
    custom_emoji_id: str | None = None

    def wire(self) -> dict[str, Any]:
        optional = {
            "url": self.url,
            "unix_time": self.unix_time,
            "date_time_format": self.date_time_format,
            "language": self.language,
            "user": None if self.user is None else {"id": self.user, "is_bot": False, "first_name": str(self.user)},
            "custom_emoji_id": self.custom_emoji_id,
        }
        given = {key: value for key, value in optional.items() if value is not None}
        return {"type": self.type, "offset": self.offset, "length": self.length, **given}


@dataclass(frozen=True, slots=True)
class Button:
    """A button of an inline keyboard. `more` holds rarer actions (switch_inline_query, web_app, copy_text …)."""

    label: str
    data: str | None = None
    url: str | None = None
    style: str | None = None
    more: tuple[tuple[str, Any], ...] = ()

    def wire(self) -> dict[str, Any]:
        given = {"callback_data": self.data, "url": self.url, "style": self.style}
        return {
            "text": self.label,
            **{key: value for key, value in given.items() if value is not None},
            **dict(self.more),
        }


@dataclass(frozen=True, slots=True)
class TgDocument:
    """A file as Telegram keeps it. `size` is what Telegram says of it."""

    file_id: str
    name: str
    media_type: str
    content: bytes
    size: int

    def wire(self) -> dict[str, Any]:
        ids = {"file_id": self.file_id, "file_unique_id": f"AgAD{self.file_id[-4:]}"}
        return ids | {"file_name": self.name, "mime_type": self.media_type, "file_size": self.size}


@dataclass(frozen=True, slots=True)
class TgMessage:
    """A message that the bot sent; with a document, `text` is its caption.

    `history` holds its earlier versions, oldest first; `at` is monotonic seconds.
    """

    chat_id: int
    message_id: int
    text: str
    entities: tuple[Entity, ...] = ()
    buttons: tuple[tuple[Button, ...], ...] = ()
    thread: int | None = None
    silent: bool = False
    reply_to: int | None = None
    asks_reply: bool = False
    preview: bool = True
    protected: bool = False
    bot: str = ""
    date: int = field(default=0, compare=False)
    at: float = field(default=0.0, compare=False)
    deleted: bool = False
    history: tuple["TgMessage", ...] = ()
    document: TgDocument | None = None

    @property
    def labels(self) -> tuple[tuple[str, ...], ...]:
        return tuple(tuple(button.label for button in row) for row in self.buttons)

    def button(self, label: str) -> Button:
        found = [button for row in self.buttons for button in row if button.label == label]
        if not found:
            raise LookupError(f"no button {label!r} under {self.text!r}; there are {self.labels!r}")
        return found[0]

    def covered(self, kind: str) -> tuple[str, ...]:
        """The stretches of text under entities of that type, in order."""
        units = self.text.encode("utf-16-le")
        return tuple(
            units[2 * entity.offset : 2 * (entity.offset + entity.length)].decode("utf-16-le")
            for entity in self.entities
            if entity.type == kind
        )

    def moments(self) -> tuple[tuple[int, str | None], ...]:
        """Unix time and format of each date-time entity, in order."""
        return tuple((e.unix_time, e.date_time_format) for e in self.entities if e.unix_time is not None)


@dataclass(frozen=True, slots=True)
class Call:
    """One request as it arrived. `accepted` says that it had its effect, whatever the bot was told about it.

    `answer` is the status told to the bot: None while it waits, 0 when it never got one.
    """

    number: int
    token: str
    method: str
    params: dict[str, Any]
    at: float
    wall: float
    accepted: bool = False
    answer: int | None = None
    description: str = ""
    fault: str | None = None
    result: Any = None

    @property
    def chat_id(self) -> Any:
        return self.params.get("chat_id")


@dataclass(frozen=True, slots=True)
class QueryAnswer:
    """What the bot answered to a pressed button."""

    text: str = ""
    alert: bool = False
    url: str = ""
    cache_time: int = 0
