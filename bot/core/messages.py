"""A message is structure, not markup: what is said, for the renderer of each chat to say in its best native form."""

from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum, auto


class Kind(Enum):
    """Why something is said. Decides order of sending, loudness and colour, never the words."""

    ANSWER = auto()  # to a person who asked
    PREMIERE = auto()  # a reminder of a first or last episode
    REMINDER = auto()
    CHANGE = auto()
    DIGEST = auto()
    QUOTE = auto()
    NOTICE = auto()  # an editor's own words, to many


@dataclass(frozen=True, slots=True)
class Strong:
    text: str


@dataclass(frozen=True, slots=True)
class Link:
    text: str
    url: str


@dataclass(frozen=True, slots=True)
class Spoiler:
    text: str


@dataclass(frozen=True, slots=True)
class Quoted:
    """Somebody's own words, shown set apart (a block quote)."""

    text: str
    spoiler: bool = False


@dataclass(frozen=True, slots=True)
class Moment:
    """An instant, shown in each reader's own time where the chat can do that.

    `zone` is the IANA key to use where the chat has neither native moments nor a zone of its own: the announced one.
    """

    at: datetime  # aware UTC
    zone: str


@dataclass(frozen=True, slots=True)
class Countdown:
    """How far an instant is from now: "in 3 hours", live where the chat can do that."""

    at: datetime  # aware UTC


@dataclass(frozen=True, slots=True)
class Day:
    """A date whose hour is not known: the same words for every reader."""

    on: date


Span = str | Strong | Link | Spoiler | Quoted | Moment | Countdown | Day
Line = tuple[Span, ...]


class Style(Enum):
    PLAIN = auto()
    PRIMARY = auto()
    DANGER = auto()


@dataclass(frozen=True, slots=True)
class Button:
    """Carries a command line, which is run and authorised as if the person who presses it had typed it."""

    label: str
    line: str  # with the leading slash: "/subscribe nevertheless"
    style: Style = Style.PLAIN


@dataclass(frozen=True, slots=True)
class LinkButton:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class File:
    """Something to keep, sent whole or not at all. With an answer that has to be said again it is not recorded.

    `name` is that of a file without a folder, with its suffix.
    """

    name: str
    media_type: str
    content: bytes


@dataclass(frozen=True, slots=True)
class Box:
    """One question of a form, with what is answered so far."""

    name: str
    label: str  # at most 45 characters
    about: str  # at most 100
    example: str = ""  # at most 100
    value: str = ""
    options: tuple[str, ...] = ()  # of which several may be chosen; none where words are typed
    chosen: tuple[str, ...] = ()  # of the options
    optional: bool = False
    long: bool = False
    longest: int = 300  # characters


@dataclass(frozen=True, slots=True)
class Blank:
    """A form to be filled in: `line` is said with the values when it is done. At most five boxes."""

    line: str
    title: str  # at most 45 characters
    boxes: tuple[Box, ...]


@dataclass(frozen=True, slots=True)
class Message:
    """`buttons` are rows. `personal` asks the chat to show it to the asker alone where it can (Discord: ephemeral).

    A `secret` one holds what opens something: it is said, and kept nowhere.
    `form`: a chat that shows forms opens it in place of this message; in any other the message asks its first question.
    `instead`: in place of the message whose button was pressed for it, where the chat can do that.
    `settles`: the chat's id of an earlier message whose buttons have had their time.
    """

    kind: Kind = Kind.ANSWER
    title: str | None = None
    lines: tuple[Line, ...] = ()
    buttons: tuple[tuple[Button | LinkButton, ...], ...] = ()
    personal: bool = False
    secret: bool = False
    form: Blank | None = None
    instead: bool = False
    settles: str = ""
    files: tuple[File, ...] = ()


def said(text: str, *more: Line, buttons: tuple[tuple[Button | LinkButton, ...], ...] = ()) -> Message:
    """A plain answer of one or more lines, without a title."""
    return Message(lines=((text,), *more), buttons=buttons)
