"""A form is declared once; each chat serves it in its native way: as a whole, or one question after the other."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, Protocol

from bot.core.command import Permission, Request
from bot.core.errors import Choice
from bot.core.messages import Message
from bot.core.ports import Asked, Place

KEPT = timedelta(days=1)  # after the last answer
LABEL, ABOUT, TITLE = 45, 100, 45  # characters that Discord shows of a form
WHOLE = 5  # fields that a chat shows at once

Answers = Mapping[str, str]  # the words given so far, by the field's name; "" for one that was passed over


def _always(ask: Request, answers: Answers) -> bool:
    return True


@dataclass(frozen=True, slots=True)
class Field:
    """One question.

    `read` turns words into the value that `Form.done` gets, and raises a Mistake whose choices are other words for
    this field. `choices` are usual answers. `options` are what a chat offers that lets several be chosen, joined with
    commas, and `chosen` which of them some words stand for.
    `needed` says whether it is asked at all, given the other answers.
    """

    name: str
    label: str  # what it is
    about: str  # the question
    read: Callable[[Request, Answers, str], Any]
    example: str = ""
    choices: Callable[[Request, Answers], Sequence[Choice]] | None = None
    options: tuple[str, ...] = ()
    chosen: Callable[[str], tuple[str, ...]] | None = None
    needed: Callable[[Request, Answers], bool] = _always
    optional: bool = False
    long: bool = False
    longest: int = 300  # characters


Done = Callable[[Request, str, Mapping[str, Any], Answers], Awaitable[Message]]


@dataclass(frozen=True, slots=True)
class Form:
    """`done` gets what the form is about, the values that were read, and the words they were read from.

    Whoever answers is authorised at each answer. A `menu` shows all answers with a button to change each; it is done
    when that is said, not when nothing is left to ask. `pages` name its parts, for a chat that shows five at once.
    """

    name: str
    title: str
    fields: tuple[Field, ...]
    done: Done
    permission: Permission = Permission.EDITOR
    again: tuple[str, str] | None = None  # what to press after it was cancelled: a label, and a line about {about}
    menu: bool = False
    pages: tuple[str, ...] = ()
    pressed: bool = False  # usual answers are shown as buttons first, also by a chat that shows forms as a whole

    def __post_init__(self) -> None:
        """Raises ValueError for what a chat could not show."""
        for one in self.fields:
            if len(one.label) > LABEL or len(one.about) > ABOUT or len(one.example) > ABOUT:
                raise ValueError(f"{one.name} of {self.name} has more words than a chat shows")
            if one.name in ACTIONS:
                raise ValueError(f"{one.name} is no name for a field")
        if len(self.title) > TITLE:
            raise ValueError(f"the title of {self.name} is too long")

    def field(self, name: str) -> Field | None:
        return next((one for one in self.fields if one.name == name), None)


MENU = "menu"  # is asked: which of all answers is to be changed
ACTIONS = (MENU, "ask", "keep", "back", "skip", "cancel", "open", "done", "page")


@dataclass(frozen=True, slots=True)
class Filling:
    """A form that somebody is filling in: one at a time for each person in each chat."""

    key: str
    form: str
    about: str  # what it is about: a drama's slug, a proposal's number
    answers: dict[str, str]
    asked: str  # the field that plain words answer, or MENU; "" while none is asked
    touched: datetime
    message: str = ""  # the chat's own id of the message with the question, where it has one
    offered: dict[str, str] = field(default_factory=dict)  # answers by what their buttons are called, in small letters

    def open(self, now: datetime) -> bool:
        return now - self.touched < KEPT

    def awaits(self, asked: Asked, now: datetime) -> bool:
        """Whether those plain words answer its question: where others speak too, only a reply to it does."""
        if not self.asked or not self.open(now):
            return False
        if self.asked == MENU and (asked.line or "").strip().casefold() not in self.offered:
            return False  # a menu takes no other words than those on it
        return asked.place is Place.PRIVATE or not self.message or asked.reply_to in (None, self.message)


class Fillings(Protocol):
    """What people are filling in, in the chat that asks."""

    async def get(self, person: str) -> Filling | None: ...
    async def keep(self, person: str, filling: Filling) -> None:
        """In place of whatever that person was filling in before."""

    async def drop(self, person: str) -> None: ...
