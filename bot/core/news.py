"""What is written about dramas and people: stories, where they came from, and what a chat wants of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import Enum
from typing import Protocol

from bot.core import spelling
from bot.core.dramas import Announced
from bot.core.feeds import Feeds


class About(Enum):
    """What a story is tied to."""

    DRAMA = "drama"  # by slug
    PERSON = "person"  # an actor or director, by what `Names.words` says of them


@dataclass(frozen=True, slots=True)
class Tie:
    about: About
    name: str
    episode: int | None = None  # of a drama: the one that the story tells of, which may be a spoiler
    headline: bool = False  # named in the headline, not only in the text


@dataclass(frozen=True, slots=True)
class Source:
    """One site's copy of a story."""

    address: str
    title: str
    site: str


class Change(Enum):
    """What a story says of the coming nights of a drama."""

    SKIPPED = "skipped"  # not aired that night
    POSTPONED = "postponed"  # later, perhaps without a date
    MOVED = "moved"  # earlier or later that day, another slot
    HALTED = "halted"  # no date until further notice


@dataclass(frozen=True, slots=True)
class Alert:
    """A sentence that says that episodes air at another time than the schedule has, or not."""

    drama: str
    change: Change
    words: str  # the sentence
    episodes: tuple[int, ...]
    when: str | None = None  # the new time, as it can be typed
    reason: str | None = None
    network: str | None = None  # None for the default release
    night: Announced | None = None  # of the first of them, as the schedule had it when the story was found
    dated: bool = False  # whether the words name that day, and not only an episode; not kept


@dataclass(frozen=True, slots=True)
class Raised:
    """An alert that was kept. `decided_by` is who dismissed it."""

    id: int
    alert: Alert
    source: Source
    at: datetime
    decided_by: str | None = None


@dataclass(frozen=True, slots=True)
class Story:
    """One story, however many sites have it. Title, site and address are those of the site that had it first.

    `at` orders stories: when it was published, or found where the site does not say that in a way to rely on.
    """

    id: int
    address: str
    title: str
    site: str
    summary: str  # one or two sentences; "" where the feed has none
    at: datetime
    published: datetime | None = None  # None: no hour in a known zone is said
    on: date | None = None  # the date as the site writes it, in its own zone
    ties: tuple[Tie, ...] = ()
    also: tuple[Source, ...] = ()  # the same at other sites

    def of(self, about: About) -> tuple[str, ...]:
        return tuple(tie.name for tie in self.ties if tie.about is about)

    def episode(self, drama: str) -> int | None:
        return next((tie.episode for tie in self.ties if tie.about is About.DRAMA and tie.name == drama), None)


@dataclass(frozen=True, slots=True)
class NewsWords:
    """A chat's own choice, in plain words: where `only` has any, one of them must be there; none of `without` may."""

    only: tuple[str, ...] = ()
    without: tuple[str, ...] = ()

    def lets(self, story: Story) -> bool:
        text = _flat(f"{story.title} {story.summary} {' '.join(source.title for source in story.also)}")
        return (not self.only or any(_has(text, word) for word in self.only)) and not any(
            _has(text, word) for word in self.without
        )


def _flat(text: str) -> str:
    """In folded words with one space around each: a hyphen is a space, and capitals and accents are none."""
    return f" {' '.join(piece for word in spelling.words(text) for piece in word)} "


def _has(text: str, word: str) -> bool:
    """Whole words, in the plural too; of Hangul, to which endings are joined, their beginning."""
    looked = _flat(word).rstrip()
    if not looked:
        return False
    if spelling.syllable(looked[-1]):
        return looked in text
    return f"{looked} " in text or f"{looked}s " in text


@dataclass(frozen=True, slots=True)
class Written:
    """A story as one site tells it, not kept yet."""

    address: str
    title: str
    site: str
    summary: str
    at: datetime
    published: datetime | None = None
    on: date | None = None
    ties: tuple[Tie, ...] = ()
    alerts: tuple[Alert, ...] = ()


class Newsroom(Feeds, Protocol):
    """Stories and feeds, and the words of the chat that asks, within one open transaction of the store."""

    async def stories(
        self,
        dramas: Collection[str] = (),
        people: Collection[str] = (),
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        fresh: bool = False,
        limit: int = 50,
    ) -> Sequence[Story]:
        """About any of these, newest first. `since` (not included) and `until` are about when the bot found them.

        `fresh` leaves out what stood in a feed already when it was first fetched: that is shown, and told to nobody.
        """

    async def words(self) -> NewsWords: ...
    async def set_words(self, words: NewsWords) -> None: ...
    async def alert(self, number: int) -> Raised | None: ...
    async def alerts(self, since: datetime) -> Sequence[Raised]:
        """Those found since then that nobody has dismissed, the oldest first."""

    async def dismiss(self, number: int, by: str) -> None:
        """Nothing is to follow from that alert."""
