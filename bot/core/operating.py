"""How the bot is doing, as the store knows it."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(frozen=True, slots=True)
class Overview:
    """`chats` by platform and state; `ends` are the batches of the last day by how they ended."""

    chats: Mapping[str, Mapping[str, int]] = field(default_factory=dict)
    ends: Mapping[str, int] = field(default_factory=dict)
    late: int = 0
    doubtful: int = 0  # may have arrived twice
    waiting: int = 0  # due and not sent yet
    retrying: int = 0
    held: int = 0  # chats that asked for patience
    failed: int = 0  # what /failed lists


@dataclass(frozen=True, slots=True)
class Failed:
    """A message that was given up."""

    number: int
    platform: str
    chat: str
    state: str
    reason: str
    at: datetime  # real time
    dramas: tuple[str, ...]  # slugs
