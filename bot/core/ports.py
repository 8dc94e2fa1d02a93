"""What the core needs from outside, and nothing more."""

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from enum import Enum
from typing import TYPE_CHECKING, Protocol, runtime_checkable

from bot.core.errors import Choice
from bot.core.messages import Message
from bot.core.operating import Failed, Overview
from bot.core.outcomes import Outcome
from bot.core.published import Entry, Published

if TYPE_CHECKING:
    from bot.core.broadcasts import Broadcasts
    from bot.core.digests import Digests
    from bot.core.forms import Fillings
    from bot.core.news import Newsroom
    from bot.core.proposals import Ledger


class Place(Enum):
    """What kind of chat an address is."""

    PRIVATE = "private"  # one person
    GROUP = "group"  # Telegram group, supergroup or one of its topics
    CHANNEL = "channel"  # Telegram channel, Discord server channel or thread


@dataclass(frozen=True, slots=True)
class Address:
    """Where something is said. `thread` is a Telegram forum topic; a Discord thread is a chat of its own."""

    platform: str  # "telegram", "discord", "terminal"
    chat: str
    thread: str = ""


@dataclass(frozen=True, slots=True)
class Person:
    """Somebody who asked. `owner` means: named under [admins] in the config."""

    platform: str
    id: str
    name: str = ""
    owner: bool = False
    linked: bool = False  # a link put the words into their mouth: they have nobody's rights for them
    anonymous: bool = False  # an administrator who speaks as the group: manages it only where the group allows that


class Room(Protocol):
    """The chat that a request came from, as its adapter sees it. Asked only when an answer is needed."""

    async def manages(self) -> bool:
        """Whether the asker may change this chat's own settings (always true in a private chat)."""

    async def hindrance(self) -> str | None:
        """What keeps the bot from posting here, in words for people, or None when it may."""

    async def private_offer(self, line: str) -> Message:
        """An offer to run `line` in a private chat instead: a link, or word of a direct message just tried."""


@runtime_checkable
class Whispering(Protocol):
    """A room of several people that shows a personal answer to the asker alone."""

    whispers: bool


@runtime_checkable
class Patient(Protocol):
    """A room that can show that an answer takes a while, and lets others be answered meanwhile."""

    async def patience(self) -> None: ...


@dataclass(frozen=True, slots=True)
class Subscription:
    """A chat follows one release of a drama.

    `release` is None for the drama's default. `leads` are canonical lead texts (times.Lead), None for the configured
    ones; an empty tuple is "off". `rewatch` is the announced start of this chat's own run, ISO date and hour in
    `rewatch_zone`.
    """

    drama: str
    release: str | None
    leads: tuple[str, ...] | None
    since: datetime
    rewatch: str | None = None
    rewatch_zone: str | None = None


class Transaction(Protocol):
    """The open store transaction of one request, for the chat that asks. Committed when the handler returns."""

    async def subscriptions(self) -> Sequence[Subscription]: ...
    async def subscription(self, drama: str) -> Subscription | None: ...
    async def save(self, subscription: Subscription) -> None:
        """Insert it, or replace the one this chat has for that drama."""

    async def remove(self, drama: str) -> bool:
        """Whether there was one."""

    async def zone(self) -> str | None:
        """The chat's IANA zone; None until it has said one."""

    async def set_zone(self, zone: str | None) -> None:
        """None: times are shown as they were announced."""

    async def shown(self) -> dict[str, int]:
        """How often each quote, by its key, was shown in this chat."""

    async def show(self, quote: str) -> None:
        """Count a showing of that quote."""

    async def last_shown(self) -> str | None:
        """The key of the quote that was shown last; None before the first."""

    async def watched(self, drama: str) -> Mapping[str, int]:
        """The latest episode of each run of it that this chat said it has watched: see spoilers.Seen."""

    async def watch(self, drama: str, run: str, episode: int) -> None:
        """From now on that is the latest of that run; 0 for none."""

    @property
    def fillings(self) -> "Fillings":
        """Forms that people are filling in here."""

    @property
    def broadcasts(self) -> "Broadcasts":
        """What editors say to many in words of their own."""

    @property
    def ledger(self) -> "Ledger":
        """What all chats share: documents, proposals, editors."""

    @property
    def news(self) -> "Newsroom":
        """Stories and feeds, and this chat's own words about them."""

    @property
    def digests(self) -> "Digests":
        """What this chat wants at an hour of its own clock."""

    async def calendar(self) -> datetime | None:
        """Since when this chat has a calendar address; None without one."""

    async def open_calendar(self, fingerprint: str) -> None:
        """From now on the token with that fingerprint opens this chat's calendar, and no other."""

    async def publish(self, run: str, entries: Sequence[Entry], *, own: bool = False) -> Sequence[Published]:
        """What calendars say of that run from now on; recorded. `own` says that it is this chat's alone."""

    async def calendar_mark(self) -> str:
        """What this chat is called in calendars, and no chat of any bot else."""

    async def close_calendar(self) -> bool:
        """Whether there was an address."""

    async def holdings(self, person: Person, here: Address) -> Mapping[str, Sequence[Mapping[str, object]]]:
        """All that is kept of that person and of their private chat, as plain values by what it is."""

    async def forget(self, person: Person, here: Address) -> None:
        """Delete all of that; in the history of dramas a deed stays, without a name."""

    async def redirect(self, number: int, person: Person, *, general: bool) -> bool:
        """Try that topic again, or post in the General one instead. False where that person may not say so."""

    async def overview(self, since: datetime) -> Overview:
        """Of all chats, for owners."""

    async def failed(self, since: datetime) -> Sequence[Failed]:
        """The latest messages to any chat that were given up."""

    async def retry(self, number: int) -> bool:
        """Send one of them once more. Whether that could be done."""


@dataclass(frozen=True, slots=True)
class Dropped:
    """A file that a person put into the chat. It is fetched only for those who may use it.

    `read` gives at most that many bytes, and raises a Mistake when the file is larger or does not come.
    """

    name: str  # as its sender called it
    size: int | None  # bytes, as the platform says before anything is fetched
    read: Callable[[int], Awaitable[bytes]]


@dataclass(frozen=True, slots=True)
class Asked:
    """One thing a person said or pressed, as an adapter hands it in.

    Either `line`, a command line as typed or carried by a button, or `command` with `arguments` by parameter name.
    With a file that was `dropped`, either may be missing: the kind of the file then says which command is meant.
    `key` is the platform's own for it, the same when it comes again; without one, it is taken for a new one each time.
    """

    address: Address
    place: Place
    person: Person
    room: Room
    line: str | None = None
    command: str | None = None
    arguments: Mapping[str, str] = field(default_factory=dict)
    title: str = ""  # the chat's title, for the operator's eyes
    key: str = ""  # at most 80 characters
    at: datetime | None = None  # real time: when it was said, where the platform tells
    dropped: Dropped | None = None
    whole: bool = False  # this chat shows a form as a whole
    values: Mapping[str, str] = field(default_factory=dict)  # filled into the form of `line`, by the names of its boxes
    reply_to: str | None = None  # the chat's id of the message that it answers, where the platform tells
    pointed: Person | None = None  # who wrote that message, or was mentioned without a name that is an address


@dataclass(frozen=True, slots=True)
class Reader:
    """How one chat reads: its IANA zone, None until it has said one, and the story clock's now for relative words."""

    zone: str | None
    now: datetime


class Lines(Protocol):
    """Where command lines are kept that are too long for a button. A Desk is one."""

    async def key(self, line: str) -> str: ...
    async def line(self, key: str) -> str | None: ...


class Desk(Protocol):
    """Where adapters bring what people say. Never raises for what a person or the bot got wrong: it answers."""

    async def answer(self, asked: Asked) -> Message | None:
        """None where silence is the answer: to a flood, and in a group to what was not meant for this bot.

        When this returns, what was asked is done and recorded. What comes again is not done again: it gets the same
        answer, or None once `answered`.
        """

    async def answered(self, key: str) -> None:
        """The answer to what was asked under that key has arrived, or never will."""

    async def posed(self, line: str, message_id: str) -> None:
        """The question of the form of that line (Blank.line) stands in that message."""

    async def suggest(self, command: str, param: str, text: str) -> Sequence[Choice]:
        """At most 25, best first; empty for a parameter that has none."""

    async def reader(self, address: Address) -> Reader: ...
    async def key(self, line: str) -> str:
        """A short key (16 letters or digits) under which a long command line is kept for good."""

    async def line(self, key: str) -> str | None:
        """The command line kept under that key."""

    async def met(self, address: Address, place: Place, title: str) -> Message:
        """The bot was added to that chat: its greeting."""

    async def left(self, address: Address, reason: str) -> None:
        """The bot can no longer post there: sends nothing more until it is met or asked again."""

    async def returned(self, address: Address) -> None:
        """The bot may post there again; in all its threads, when the chat itself is meant."""

    async def paused(self, platform: str) -> Sequence[Address]:
        """Where the bot could not post when it last tried; it may have been told since, while nobody listened."""

    async def moved(self, old: Address, new: Address) -> None:
        """The chat has a new address (Telegram: group became supergroup)."""


class Chat(Protocol):
    """One platform's adapter, as the rest of the bot sees it."""

    platform: str
    remembers_nonces: bool  # whether a send repeated with the same nonce arrives once

    async def run(self, ready: Callable[[str], None]) -> None:
        """Connect and serve until cancelled. Calls `ready` with a link to add the bot, each time it is connected,
        and with "" when it can send but not hear.

        Raises outcomes.Refused when only the operator can mend it (a wrong token), anything else when it may pass.
        """

    async def send(self, address: Address, message: Message, reader: Reader, nonce: str) -> Outcome:
        """One attempt, without retries of its own and without pacing. `nonce` is the batch's: at most 25 characters."""

    async def edit(self, address: Address, message_id: str, message: Message, reader: Reader) -> Outcome:
        """One attempt to put that in place of a message sent before; SENT too when it says the same already."""

    async def private(self, person: str) -> Address | None:
        """Where that person can be told something alone; None when the platform does not let us reach them."""


@runtime_checkable
class Counting(Protocol):
    """A chat that can say how many people are in a group or channel, without the bot."""

    async def people(self, address: Address) -> int | None:
        """None where the platform does not say."""


@runtime_checkable
class Recalling(Protocol):
    """A chat that can be asked what it holds."""

    async def recall(
        self, address: Address, message: Message, reader: Reader, since: datetime, nonce: str
    ) -> bool | None:
        """Whether that message, sent at that real time or later, is there. None when it will not tell."""


class Memory(Protocol):
    """A few small facts that an adapter keeps over restarts (which commands it registered last), by key."""

    async def get(self, key: str) -> str | None: ...
    async def set(self, key: str, value: str) -> None: ...
