"""What an editor says to many in words of their own: shown first, confirmed, then delivered like everything else."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

from bot.core.proposals import Author, Receipt, State

LONGEST = 1500  # letters: with its title it fits one message in every chat


@dataclass(frozen=True, slots=True)
class Broadcast:
    """`drama` is a slug, for those who follow it; None is for all who follow any."""

    id: int
    drama: str | None
    text: str
    author: Author
    at: datetime
    state: State = State.DRAFT
    decided: datetime | None = None
    decided_by: str | None = None


@dataclass(frozen=True, slots=True)
class Audience:
    """Chats that would be told, and how many people are in those that were counted."""

    chats: int = 0
    people: int = 0


class Broadcasts(Protocol):
    """Within one open transaction of the store."""

    async def add(self, drama: str | None, text: str, author: Author, at: datetime) -> Broadcast: ...
    async def find(self, number: int) -> Broadcast | None:
        """Locked until the transaction ends: of two who confirm it at once, one finds it sent."""

    async def decide(self, number: int, state: State, by: str, at: datetime) -> None: ...
    async def audience(self, drama: str | None) -> Audience: ...
    async def send(self, broadcast: Broadcast, at: datetime) -> None:
        """Plan its deliveries; they go out once this transaction is committed."""

    async def recent(self, limit: int) -> Sequence[tuple[Broadcast, Receipt]]:
        """Those that were sent, the last one first, and how the telling went."""
