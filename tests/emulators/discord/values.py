"""What a test sees: snapshots of requests, messages, answers. None of them changes later, except a Call in flight."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.emulators.discord.uploads import Upload
    from tests.emulators.discord.world import Channel

EPHEMERAL, COMPONENTS_V2 = 1 << 6, 1 << 15
BUTTON, STRING_SELECT, TEXT_INPUT, TEXT_DISPLAY, LABEL = 2, 3, 4, 10, 18


def walk(components: Sequence[dict[str, Any]]) -> Iterator[dict[str, Any]]:
    """Every component, from the top, the nested ones after the one that holds them."""
    for component in components:
        yield component
        inner = component.get("components")
        yield from walk(inner if isinstance(inner, list) else [])
        yield from walk([part for key in ("accessory", "component") if isinstance(part := component.get(key), dict)])


def text_of(content: str, embeds: Sequence[dict[str, Any]], components: Sequence[dict[str, Any]]) -> str:
    """All words of a message but the labels of its buttons, one part a line."""
    parts = [content]
    for embed in embeds:
        parts += [embed.get("author", {}).get("name", ""), embed.get("title", ""), embed.get("description", "")]
        for one in embed.get("fields", []):
            parts += [one["name"], one["value"]]
        parts.append(embed.get("footer", {}).get("text", ""))
    parts += [c["content"] for c in walk(components) if c["type"] == TEXT_DISPLAY]
    return "\n".join(part for part in parts if part)


@dataclass(frozen=True, slots=True)
class Button:
    label: str
    custom_id: str | None  # None for a link
    url: str | None
    style: int
    disabled: bool
    emoji: str | None


def buttons_of(components: Sequence[dict[str, Any]]) -> tuple[Button, ...]:
    return tuple(
        Button(
            c.get("label") or "",
            c.get("custom_id"),
            c.get("url"),
            c["style"],
            c.get("disabled", False),
            (c.get("emoji") or {}).get("name"),
        )
        for c in walk(components)
        if c["type"] == BUTTON
    )


@dataclass(frozen=True, slots=True)
class Sent:
    """A message as it stood when it was looked at. `at` is the loop's monotonic time of its acceptance."""

    id: str
    channel: "Channel"
    content: str
    embeds: tuple[dict[str, Any], ...]
    components: tuple[dict[str, Any], ...]
    nonce: str | int | None
    flags: int
    at: float
    answer: bool  # came through an interaction, not through POST messages
    edited: bool
    deleted: bool
    attachments: "tuple[Upload, ...]" = ()  # names of files, each with its content

    @property
    def ephemeral(self) -> bool:
        return bool(self.flags & EPHEMERAL)

    @property
    def all_text(self) -> str:
        return text_of(self.content, self.embeds, self.components)

    @property
    def buttons(self) -> tuple[Button, ...]:
        return buttons_of(self.components)

    @property
    def labels(self) -> tuple[str, ...]:
        return tuple(button.label for button in self.buttons)


@dataclass(frozen=True, slots=True)
class Field:
    """One input of a modal."""

    label: str
    custom_id: str
    type: int
    required: bool
    value: str | None
    choices: tuple[str, ...] = ()  # values of a select or a radio group
    chosen: tuple[str, ...] = ()  # of these, when it is opened
    placeholder: str | None = None
    longest: int | None = None  # of what is typed


@dataclass(frozen=True, slots=True)
class Modal:
    title: str
    custom_id: str
    fields: tuple[Field, ...]
    components: tuple[dict[str, Any], ...]
    interaction: str  # id of the interaction that opened it


@dataclass(frozen=True, slots=True)
class Answer:
    """What a person saw after a command, a press or a form.

    `acknowledged_after` is in seconds, without those that other programs of this machine took.
    """

    message: Sent | None
    deferred: bool
    updated: bool  # the pressed message was changed, nothing new was posted
    modal: Modal | None
    acknowledged_after: float

    @property
    def text(self) -> str:
        return self.message.all_text if self.message else ""

    @property
    def content(self) -> str:
        return self.message.content if self.message else ""

    @property
    def embeds(self) -> tuple[dict[str, Any], ...]:
        return self.message.embeds if self.message else ()

    @property
    def buttons(self) -> tuple[Button, ...]:
        return self.message.buttons if self.message else ()

    @property
    def labels(self) -> tuple[str, ...]:
        return self.message.labels if self.message else ()

    @property
    def ephemeral(self) -> bool:
        return self.message.ephemeral if self.message else False


@dataclass(frozen=True, slots=True)
class Choice:
    """One line of an autocomplete list: what is shown, and what the option becomes."""

    name: str
    value: str | int | float


@dataclass(frozen=True, slots=True)
class Ping:
    """A notification that a message's text and its allowed_mentions let through. `kind`: everyone, here, role, user."""

    kind: str
    id: str | None
    channel: "Channel"
    message: str


@dataclass(slots=True)
class Call:
    """One request as it came in; `status` and `accepted` are filled when it has been decided."""

    at: float  # loop time, monotonic seconds
    method: str
    path: str  # below /api/v10
    route: str  # "POST /channels/{channel}/messages"; "" for a route that does not exist
    params: dict[str, str]
    query: dict[str, str]
    json: Any
    files: tuple[str, ...] = ()
    status: int | None = None  # None: never answered
    accepted: bool = False  # took effect, whether or not the client was told
    fault: str | None = None
    headers: dict[str, str] = field(default_factory=dict)
