"""A command is declared once; every chat serves it from the same declaration."""

import shlex
from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum, auto
from typing import Any

from bot.core.catalogue import Catalogue
from bot.core.errors import Choice
from bot.core.messages import Message
from bot.core.ports import Address, Person, Place, Room, Transaction


class Permission(Enum):
    ANYONE = auto()
    MANAGER = auto()  # changes this chat's own settings: anyone in private, a chat manager elsewhere
    OWNER = auto()  # named under [admins] in the config


@dataclass(frozen=True, slots=True)
class Request:
    """One question, as plain data. `at` is the story clock's instant of asking, in UTC."""

    address: Address
    place: Place
    person: Person
    at: datetime
    zone: str | None  # the chat's IANA zone, None until it has said one
    catalogue: Catalogue
    store: Transaction
    room: Room


@dataclass(frozen=True, slots=True)
class Param:
    """One thing a command needs to know.

    `read` turns words into the value the handler gets, and raises a Mistake.
    `suggest` lists what may be meant by the words so far, best first: autocomplete, and the buttons of a bare command.
    `take` says how many of the last words of a typed line are this parameter's; without it the parameter takes the rest.
    """

    name: str
    about: str
    read: Callable[[Request, str], Any]
    suggest: Callable[[Catalogue, str], Sequence[Choice]] | None = None
    take: Callable[[Catalogue, Sequence[str]], int] | None = None
    optional: bool = False


Handler = Callable[..., Awaitable[Message]]  # (Request, *values in the order of the params) -> Message


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    about: str  # one sentence without a full stop, at most 100 characters (Discord's limit)
    handler: Handler
    params: tuple[Param, ...] = ()
    permission: Permission = Permission.ANYONE
    listed: bool = True  # shown in menus and in /help

    @property
    def usage(self) -> str:
        """As help shows it: /subscribe DRAMA [RELEASE]."""
        words = (f"[{p.name.upper()}]" if p.optional else p.name.upper() for p in self.params)
        return " ".join((f"/{self.name}", *words))

    def line(self, arguments: dict[str, str]) -> str:
        """The command line that says the same as these arguments; values with spaces are quoted."""
        given = (arguments[p.name] for p in self.params if arguments.get(p.name))
        return " ".join((f"/{self.name}", *(f'"{value}"' if " " in value else value for value in given)))


class Registry:
    """All commands of this bot, by name, in the order in which help shows them."""

    def __init__(self) -> None:
        self.commands: dict[str, Command] = {}

    def command(
        self, name: str, about: str, *params: Param, permission: Permission = Permission.ANYONE, listed: bool = True
    ) -> Callable[[Handler], Handler]:
        def declare(handler: Handler) -> Handler:
            if name in self.commands:
                raise ValueError(f"/{name} is declared twice")
            self.commands[name] = Command(name, about, handler, params, permission, listed)
            return handler

        return declare


_QUOTES = str.maketrans({"“": '"', "”": '"', "„": '"', "«": '"', "»": '"'})


def words(text: str) -> list[str]:
    """Split as typed on a phone: any double quotes group words, an apostrophe is only an apostrophe."""
    lexer = shlex.shlex(text.translate(_QUOTES), posix=True)
    lexer.whitespace_split, lexer.quotes, lexer.escape, lexer.commenters = True, '"', "", ""
    try:
        return list(lexer)
    except ValueError:  # an opened quote that never closes
        return text.translate(_QUOTES).replace('"', " ").split()


def arguments(command: Command, typed: Sequence[str], catalogue: Catalogue) -> dict[str, str]:
    """The words after the command's name, by parameter: those with `take` from the right, the rest as one."""
    rest, found = list(typed), {}
    for param in reversed(command.params):
        count = len(rest) if param.take is None else param.take(catalogue, rest)
        if count:
            found[param.name] = " ".join(rest[len(rest) - count :])
            del rest[len(rest) - count :]
    if rest:  # words that no parameter took: the first one hears of them
        name = command.params[0].name if command.params else ""
        if name:
            found[name] = " ".join((*rest, found[name])) if name in found else " ".join(rest)
    return found
