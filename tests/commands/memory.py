"""A store and a room of one chat, in memory, for handlers that are called as plain functions."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

from bot.core.catalogue import Catalogue
from bot.core.command import Request
from bot.core.digests import Rhythm, What
from bot.core.messages import Message, said
from bot.core.news import About, NewsWords, Story
from bot.core.ports import Address, Person, Place, Subscription


@dataclass
class Memory:
    """ports.Transaction without a database."""

    held: dict[str, Subscription] = field(default_factory=dict)
    here: str | None = None
    seen: dict[str, int] = field(default_factory=dict)
    fingerprint: str | None = None
    calendar_since: datetime | None = None
    last: str | None = None
    runs: dict[tuple[str, str], int] = field(default_factory=dict)
    rhythms: dict[What, Rhythm] = field(default_factory=dict)
    written: Sequence[Story] = ()  # newest first
    sites: Sequence[str] = ("a feed",)
    wanted: NewsWords = field(default_factory=NewsWords)
    had: set[int] = field(default_factory=set)
    now: datetime = datetime(2021, 6, 19, 15, tzinfo=UTC)

    async def subscriptions(self) -> Sequence[Subscription]:
        return list(self.held.values())

    async def subscription(self, drama: str) -> Subscription | None:
        return self.held.get(drama)

    async def save(self, subscription: Subscription) -> None:
        self.held[subscription.drama] = subscription

    async def remove(self, drama: str) -> bool:
        return self.held.pop(drama, None) is not None

    async def zone(self) -> str | None:
        return self.here

    async def set_zone(self, zone: str | None) -> None:
        self.here = zone

    async def shown(self) -> dict[str, int]:
        return dict(self.seen)

    @property
    def ledger(self):
        return self

    @property
    def digests(self):
        return self

    async def rhythm(self, what: What) -> Rhythm | None:
        return self.rhythms.get(what)

    async def begin(self, what: What, rhythm: Rhythm, zone: str) -> datetime:
        self.rhythms[what] = rhythm
        return rhythm.after(self.now, zone)

    async def end(self, what: What) -> bool:
        return self.rhythms.pop(what, None) is not None

    async def told(self, stories: Collection[int]) -> None:
        self.had |= set(stories)

    @property
    def news(self):
        return self

    async def stories(self, dramas=(), people=(), *, limit: int = 50) -> Sequence[Story]:
        wanted = {(About.DRAMA, one) for one in dramas} | {(About.PERSON, one) for one in people}
        return [story for story in self.written if wanted & {(tie.about, tie.name) for tie in story.ties}][:limit]

    async def feeds(self) -> Sequence[str]:
        return self.sites

    async def words(self) -> NewsWords:
        return self.wanted

    async def editors(self):
        return []

    async def show(self, quote: str) -> None:
        self.seen[quote] = self.seen.get(quote, 0) + 1
        self.last = quote

    async def last_shown(self) -> str | None:
        return self.last

    async def watched(self, drama: str) -> dict[str, int]:
        return {run: episode for (slug, run), episode in self.runs.items() if slug == drama}

    async def watch(self, drama: str, run: str, episode: int) -> None:
        self.runs[drama, run] = episode

    async def calendar(self) -> datetime | None:
        return self.calendar_since

    async def open_calendar(self, fingerprint: str) -> None:
        self.fingerprint, self.calendar_since = fingerprint, utc("2021-06-19 15:00")

    async def close_calendar(self) -> bool:
        was = self.calendar_since is not None
        self.fingerprint = self.calendar_since = None
        return was


@dataclass(frozen=True)
class OpenRoom:
    """ports.Room of a chat where the asker may do anything, and the bot too unless something hinders it."""

    hindered: str | None = None

    async def manages(self) -> bool:
        return True

    async def hindrance(self) -> str | None:
        return self.hindered

    async def private_offer(self, line: str) -> Message:
        return said(line)


def asking(
    catalogue: Catalogue,
    at: str,
    store: Memory | None = None,
    place: Place = Place.PRIVATE,
    hindered: str | None = None,
) -> Request:
    """A request at an instant like "2021-06-19 15:00", in UTC."""
    store = store or Memory()
    now = utc(at)
    person = Person("terminal", "ana")
    return Request(Address("terminal", "1"), place, person, now, store.here, catalogue, store, OpenRoom(hindered))


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)
