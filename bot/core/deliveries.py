"""What is to be delivered, between the store that keeps it and the sender that sends it."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.messages import Kind
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
    notice: str = ""  # of a change: as changes.write writes it


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
    message_id: str = ""  # of one that was sent


class Outbox(Protocol):
    """Where the sender finds its work and records what came of it. Every call is one short transaction."""

    async def claim(
        self, platform: str, now: datetime, real: datetime, busy: Collection[str], limit: int = 1
    ) -> Sequence[Batch]:
        """At most `limit` batches, recorded as being sent. To the addresses in `busy` nothing may go at this moment."""

    async def sure(self) -> None:
        """Raises Lost unless the store has said just now that it is ours: asked before each send."""

    async def settle(self, batch: Batch, state: str, **values: object) -> None:
        """Record what came of it. "waiting" (with not_before) keeps it open; any other state is final."""

    async def hold(self, platform: str, chat_id: int | None, until: datetime) -> None:
        """Say nothing to that chat, or with None to nobody on that platform, until that real time."""

    async def held(self, platform: str) -> datetime | None: ...
    async def interrupted(self, platform: str) -> Sequence[Batch]:
        """Batches that an earlier process was sending when it died."""

    async def pause(self, batch: Batch, reason: str, until: datetime) -> None:
        """The bot may not post in that chat: try nothing before that real time, or before somebody asks there."""

    async def leave(self, address: Address, reason: str) -> None: ...
    async def move(self, old: Address, new: Address) -> None: ...


class Corrections(Protocol):
    """Batches that were sent and are no longer true."""

    async def correction(self, platform: str, real: datetime) -> Batch | None:
        """One that is to be corrected now."""

    async def corrected(self, batch: Batch, again: datetime | None) -> None:
        """That is done, or given up; `again` is when to try once more."""
