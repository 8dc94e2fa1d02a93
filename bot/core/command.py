"""A command is declared once; every chat serves it from the same declaration."""

import re
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum, auto
from typing import Any

from bot.core.catalogue import Catalogue
from bot.core.errors import Choice
from bot.core.messages import File, Message
from bot.core.ports import Address, Person, Place, Room, Transaction


class Permission(Enum):
    ANYONE = auto()
    MANAGER = auto()  # changes this chat's own settings: anyone in private, a chat manager elsewhere
    EDITOR = auto()  # named by an owner with /editors; owners are editors
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
    file: File | None = None  # what was dropped, for a command that takes files
    whole: bool = False  # the chat shows a form as a whole
    values: Mapping[str, str] = field(default_factory=dict)  # filled into one, by the names of its boxes
    pointed: Person | None = None  # at whom the words point: by a reply, or a mention without an address


@dataclass(frozen=True, slots=True)
class Takes:
    """The files that a command can be given. Who drops one of that kind has said the command."""

    suffixes: tuple[str, ...]  # in small letters, with the point: ".toml"
    largest: int  # bytes
    what: str  # in words: "a drama file (.toml)"
    reading: Callable[[File], Awaitable[Any]] | None = None  # what takes a while; as Command.errand


@dataclass(frozen=True, slots=True)
class Param:
    """One thing a command needs to know.

    `read` turns words into the value the handler gets, and raises a Mistake.
    `suggest` lists what may be meant by the words so far, best first: autocomplete, and the buttons of a bare command.
    `take` says how many of the last words of a typed line are this parameter's; without it, it takes the rest.
    """

    name: str
    about: str
    read: Callable[[Request, str], Any]
    suggest: Callable[[Catalogue, str], Sequence[Choice]] | None = None
    take: Callable[[Catalogue, Sequence[str]], int] | None = None
    optional: bool = False
    own: bool = False  # a bare command offers the chat's own subscriptions, and nothing else
    example: str = ""  # of what to type
    raw: bool = False  # the only one of its command: the whole line as it was typed, quotes and all


Handler = Callable[..., Awaitable[Message]]  # (Request, *values in the order of the params) -> Message
Errand = Callable[[Mapping[str, str]], Awaitable[Any]]  # (the words by parameter) -> the handler's last value


@dataclass(frozen=True, slots=True)
class Command:
    name: str
    about: str  # one sentence without a full stop, at most 100 characters (Discord's limit)
    handler: Handler
    params: tuple[Param, ...] = ()
    permission: Permission = Permission.ANYONE
    listed: bool = True  # shown in menus and in /help
    # what the handler needs from the network, or only after a while: had before the store's transaction begins
    errand: Errand | None = None
    takes: Takes | None = None
    opens: bool = False  # it may answer with a form
    pressed: bool = False  # stands behind buttons, and nobody types it: no menu of any chat has it

    @property
    def usage(self) -> str:
        """As help shows it: /subscribe DRAMA [RELEASE]."""
        words = (f"[{p.name.upper()}]" if p.optional else p.name.upper() for p in self.params)
        return " ".join((f"/{self.name}", *words))

    def line(self, arguments: dict[str, str]) -> str:
        """The command line that says the same as these arguments; values with spaces are quoted."""
        given = ((p, arguments[p.name]) for p in self.params if arguments.get(p.name))
        return " ".join((f"/{self.name}", *(value if p.raw else _quoted(value) for p, value in given)))


class Registry:
    """All commands of this bot, by name, in the order in which help shows them."""

    def __init__(self) -> None:
        self.commands: dict[str, Command] = {}

    def command(
        self,
        name: str,
        about: str,
        *params: Param,
        permission: Permission = Permission.ANYONE,
        listed: bool = True,
        errand: Errand | None = None,
        takes: Takes | None = None,
        opens: bool = False,
        pressed: bool = False,
    ) -> Callable[[Handler], Handler]:
        def declare(handler: Handler) -> Handler:
            if name in self.commands:
                raise ValueError(f"/{name} is declared twice")
            self.commands[name] = Command(
                name, about, handler, params, permission, listed and not pressed, errand, takes, opens, pressed
            )
            return handler

        return declare


# Whatever a keyboard or a Korean title has for quotation marks. Single ones are apostrophes: Queen of Tears' end.
_QUOTES = str.maketrans(dict.fromkeys("“”„‟«»＂〝〞〟❝❞「」『』《》〈〉", '"'))
_QUOTED = re.compile(r'"((?:[^"]|"")*+)"')
_WORD = re.compile(rf'(?:[^\s"]|{_QUOTED.pattern})++')
_SLASHES = ("/", "／")
_UNSEEN = re.compile(r"[\x00-\x08\x0e-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")


def typed(text: str) -> str:
    """What a person meant to type: without control characters and marks that nobody sees, which come with a paste."""
    return _UNSEEN.sub("", text).strip()


def split(text: str, username: str | None = None) -> tuple[str, str] | None:
    """The command's name in small letters, without the bot's, and the words after it, from a line with a slash.

    None for any other text, and for a command to another bot than `username` ("/next@OtherBot").
    """
    name, *rest = text.split(maxsplit=1) or ("",)
    name, at, bot = name[1:].partition("@") if name.startswith(_SLASHES) else ("", "", "")
    if not name or name.startswith(_SLASHES):
        return None
    if username is not None and at and bot.casefold() != username.removeprefix("@").casefold():
        return None
    return name.casefold(), "".join(rest).strip()


def words(text: str) -> list[str]:
    """Split as typed on a phone: any double quotes group words, a doubled one inside them is one of the words.

    An apostrophe is only an apostrophe; a quote that never closes separates words and says nothing else.
    """
    typed = (found[0] for found in _WORD.finditer(text.translate(_QUOTES)))
    return [word for word in (_QUOTED.sub(_unquoted, one) for one in typed) if word]


def in_quotes(text: str) -> list[str]:
    """Those of `words` that were typed in quotes."""
    return [one for one in map(_unquoted, _QUOTED.finditer(text.translate(_QUOTES))) if one]


def _unquoted(quoted: re.Match[str]) -> str:
    return quoted[1].replace('""', '"')


def _quoted(value: str) -> str:
    """As one word that `words` reads back, with straight quotes."""
    plain = value.translate(_QUOTES)
    return '"{}"'.format(plain.replace('"', '""')) if re.search(r'[\s"]', plain) else plain


def given(command: Command, text: str, catalogue: Catalogue) -> dict[str, str]:
    """What was typed after the command's name, by parameter."""
    if command.params and command.params[0].raw:
        return {command.params[0].name: text} if text else {}
    return arguments(command, words(text), catalogue)


def arguments(command: Command, typed: Sequence[str], catalogue: Catalogue) -> dict[str, str]:
    """The words after the command's name, by parameter, read from the right.

    A parameter with `take` has the words that it takes; any other has the rest, less a word for each required
    one before it. The first hears of words that nobody took.
    """
    rest, found = list(typed), {}
    for at, param in reversed(list(enumerate(command.params))):
        needed = sum(not before.optional for before in command.params[:at])
        taken = param.take(catalogue, rest) if param.take else len(rest) - needed
        left = min(max(len(rest) - taken, 0), len(rest))
        if mine := rest[left:]:
            found[param.name] = " ".join(mine)
        rest = rest[:left]
    if rest and command.params:
        first = command.params[0].name
        found[first] = " ".join((*rest, *filter(None, (found.get(first),))))
    return found
