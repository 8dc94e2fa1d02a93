"""What happened since the start, counted in one place: for the log, for /status, and for whoever measures the bot."""

from collections import Counter
from dataclasses import dataclass, field
from datetime import datetime


@dataclass(slots=True)
class PlatformCounts:
    """`outcomes` are attempts by what came of them, `states` batches by how they ended, as in the store."""

    outcomes: Counter[str] = field(default_factory=Counter)
    states: Counter[str] = field(default_factory=Counter)
    late: int = 0
    doubtful: int = 0  # may have arrived twice
    held_until: datetime | None = None  # real time: the whole platform


@dataclass(slots=True)
class Counts:
    next_due: datetime | None = None  # story time: when somebody is next to be told something
    platforms: dict[str, PlatformCounts] = field(default_factory=dict)

    def of(self, platform: str) -> PlatformCounts:
        return self.platforms.setdefault(platform, PlatformCounts())
