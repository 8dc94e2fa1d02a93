"""What sites publish, and how politely it is asked for."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Protocol

from bot.core.errors import Choice, Mistake
from bot.core.proposals import Author

EVERY = timedelta(minutes=30)  # unless the site asks for less
RAREST = timedelta(days=1)
LAST_TRY = 8  # failures one after the other, which take three days, before a feed is paused
PARAM = "which"  # of /feeds: an address, or a known feed
_OFFERED = 8
CONFIG = Author("file", "", "the config file")  # who added the feeds that it names


class FeedState(Enum):
    ACTIVE = "active"
    PAUSED = "paused"


@dataclass(frozen=True, slots=True)
class Skip:
    """When a site asks not to be asked: hours of UTC, and days of the week, Monday being 0."""

    hours: frozenset[int] = frozenset()
    days: frozenset[int] = frozenset()

    @classmethod
    def parse(cls, text: str) -> "Skip":
        hours, _, days = text.partition("/")
        return cls(*(frozenset(map(int, filter(None, part.split(",")))) for part in (hours, days)))

    def __str__(self) -> str:
        return "/".join(",".join(map(str, sorted(part))) for part in (self.hours, self.days))

    def after(self, at: datetime) -> datetime:
        """The first instant from there on at which it may be asked; there and then, of one that allows none."""
        found = at.astimezone(UTC)
        for _ in range(7 * 24 + 1):
            if found.hour not in self.hours and found.weekday() not in self.days:
                return found
            found = found.replace(minute=0, second=0, microsecond=0) + timedelta(hours=1)
        return at


ANY_TIME = Skip()


@dataclass(frozen=True, slots=True)
class Feed:
    id: int
    address: str
    site: str  # its name for readers; "" until it was read once
    home: str | None
    author: Author
    added: datetime
    state: FeedState
    reason: str | None  # why it is paused, or what failed last
    due: datetime
    every: timedelta
    failures: int
    fetched: datetime | None
    begun: bool  # whether its first fetch has marked what was there as seen
    etag: str | None = None
    modified: str | None = None
    skip: Skip = ANY_TIME

    @property
    def name(self) -> str:
        return self.site or self.address.partition("://")[2].partition("/")[0]

    @property
    def active(self) -> bool:
        return self.state is FeedState.ACTIVE


@dataclass(frozen=True, slots=True)
class Looked:
    """An address that was looked at: the feed there, or those that its page names; what to say of its latest."""

    address: str
    site: str = ""
    home: str | None = None
    titles: tuple[str, ...] = ()  # of its newest items
    count: int = 0
    dated: datetime | None = None  # of the newest
    every: timedelta = EVERY
    choices: tuple[tuple[str, str], ...] = ()  # title and address of each feed that a page names


def pause(asked: timedelta) -> timedelta:
    """Between two fetches of a site that asks for so much."""
    return min(max(asked, EVERY), RAREST)


def patience(every: timedelta, failures: int) -> timedelta:
    """After so many failures, one after the other: twice as long each time, up to a day."""
    return min(every * int(2 ** min(failures, 10)), RAREST)


class Feeds(Protocol):
    """What editors do with feeds, within one open transaction."""

    async def feeds(self) -> Sequence[Feed]: ...
    async def add_feed(self, looked: Looked, author: Author, at: datetime) -> Feed | None:
        """None where that address is known."""

    async def pause_feed(self, number: int, reason: str) -> None: ...
    async def resume_feed(self, number: int, at: datetime) -> None: ...
    async def remove_feed(self, number: int) -> None:
        """What it brought so far stays."""


def named(feeds: Sequence[Feed], which: str) -> Feed | None:
    """By its number, its address or its name."""
    wanted = which.strip().removeprefix("#").casefold()
    return next((one for one in feeds if wanted in (str(one.id), one.address.casefold(), one.name.casefold())), None)


def unknown(feeds: Sequence[Feed], which: str) -> Mistake:
    """What is said of a number or a name that no feed has."""
    number = which.strip().removeprefix("#")
    if not feeds:
        text = "No feed is read yet. Add a site that writes about dramas, for example /feeds add https://example.com"
    elif number.isdecimal():
        text = f"There is no feed {number[:12]}, only {_numbers([one.id for one in feeds])}. /feeds lists them."
    else:
        text = f'No feed is called "{which.strip()[:60]}". /feeds lists those that are read.'
    mistake = Mistake(text, tuple(Choice(one.name, str(one.id)) for one in feeds[:_OFFERED]))
    mistake.param = PARAM
    return mistake


def _numbers(ids: Sequence[int]) -> str:
    """1 to 4 and 6."""
    runs: list[list[int]] = []
    for one in sorted(ids):
        if runs and one == runs[-1][-1] + 1:
            runs[-1].append(one)
        else:
            runs.append([one])
    said = [f"{run[0]} to {run[-1]}" if len(run) > 2 else " and ".join(map(str, run)) for run in runs]
    return said[0] if len(said) == 1 else f"{', '.join(said[:-1])} and {said[-1]}"
