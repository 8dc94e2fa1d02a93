"""What is to be delivered, between the store that keeps it and the sender that sends it."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Protocol

from bot.core.messages import Kind
from bot.core.news import Story
from bot.core.ports import Address, Place


class Lost(Exception):
    """Another process has the store now, or may have it: nothing may be sent any more. The text says why."""


@dataclass(frozen=True, slots=True)
class Part:
    """One announcement of a batch, as it was planned."""

    kind: Kind
    drama: str
    release: str
    episodes: tuple[int, ...]
    announced: str
    announced_zone: str
    lead: str
    due: datetime
    expires: datetime
    notice: str = ""  # of a change: as changes.write writes it; of a digest: as digests.write does
    missed: datetime | None = None  # when it should have been told; all that is left to say is that it was not
    stories: tuple[Story, ...] = ()  # of a digest: those in its notice that are still there


@dataclass(frozen=True, slots=True)
class Batch:
    """What one chat is told in one message. Fixed by the claim's commit: later deliveries never join it."""

    id: int
    nonce: str  # the same for every attempt
    chat_id: int
    address: Address
    place: Place
    zone: str | None
    attempts: int  # before this one
    plain: bool
    claimed: datetime  # real time
    parts: tuple[Part, ...]
    unsure: datetime | None = None  # real time of the first attempt whose answer was lost
    paused: bool = False  # the bot may not have the right to post there: this is the daily try
    message_id: str = ""  # of one that was sent


@dataclass(frozen=True, slots=True)
class Result:
    """What came of a batch: its new state, and the columns that change with it."""

    batch: Batch
    state: str  # "waiting" (with not_before) keeps it open; any other is final
    values: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Silenced:
    """A chat of several people that can be told nothing any more, and the person who subscribed it."""

    chat_id: int
    person: str
    gone: bool  # else the bot lacks rights there, and goes on by itself once it has them
    dramas: tuple[str, ...]  # slugs of what it follows
    reason: str  # the platform's own words
    topic: bool = False  # it is one topic of a group, whose General one the bot may post in instead


class Outbox(Protocol):
    """Where the sender finds its work and records what came of it. Every call is one short transaction."""

    async def claim(
        self, platform: str, now: datetime, real: datetime, busy: Collection[str], limit: int = 1
    ) -> Sequence[Batch]:
        """At most `limit` batches, recorded as being sent. To the addresses in `busy` nothing may go at this moment."""

    async def sure(self) -> None:
        """Raises Lost unless the store has said just now that it is ours: asked before each send."""

    async def settle_all(self, results: Sequence[Result]) -> None: ...
    async def next_try(self, platform: str, real: datetime) -> datetime | None:
        """The real time at which a look for work may find some, not counting what is yet to fall due. None: never."""

    async def hold(self, platform: str, chat: str | None, until: datetime) -> None:
        """Say nothing to that address, or with None to nobody on that platform, until that real time."""

    async def holds(self, platform: str, real: datetime) -> Sequence[tuple[str | None, datetime]]:
        """Those in force: addresses, None being the whole platform, and real times."""

    async def interrupted(self, platform: str) -> Sequence[Batch]:
        """Batches that an earlier process was sending when it died."""

    async def pause(self, batch: Batch, reason: str, until: datetime) -> None:
        """The bot may not post in that chat: try nothing before that real time, or before something changes there."""

    async def unpause(self, platform: str, real: datetime) -> bool:
        """Let what waits for paused chats be tried whose time has come. Whether there was any."""

    async def resume(self, address: Address) -> None: ...
    async def leave(self, address: Address, reason: str) -> None: ...
    async def move(self, old: Address, new: Address) -> None: ...
    async def silenced(self, platform: str) -> Sequence[Silenced]:
        """Those whose subscriber was not told yet. From now on they count as told."""


class Corrections(Protocol):
    """Batches that were sent and are no longer true."""

    async def correction(self, platform: str, real: datetime) -> Batch | None:
        """One that is to be corrected now."""

    async def corrected(self, batch: Batch, again: datetime | None) -> None:
        """That is done, or given up; `again` is when to try once more."""
