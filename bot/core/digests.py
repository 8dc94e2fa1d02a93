"""What a chat wants at an hour of its own clock: news of what it follows, or a quote a day. Which, and when."""

import json
from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime, time, timedelta
from enum import Enum
from functools import lru_cache, partial
from typing import Protocol

from bot.core import quotes, receipts, times
from bot.core.catalogue import Catalogue
from bot.core.news import About, NewsWords, Story
from bot.core.ports import Subscription
from bot.core.progress import standing
from bot.core.receipts import Night
from bot.core.spoilers import Seen, hides, veiled
from bot.core.subscriptions import airings

MOST = 5  # stories in a digest
WEEK = (timedelta(days=-1), timedelta(days=6))  # of a daily quote: what airs from one to the other is on people's minds

_DAY = timedelta(days=1)
_A_SECOND_FOR = 20  # chats: no platform is told to faster for long
_LONGEST_SPREAD = 600  # seconds


ANY = NewsWords()


class What(Enum):
    NEWS = "news"
    QUOTE = "quote"
    RECEIPTS = "receipts"  # how the telling of the last day went, for owners


@dataclass(frozen=True, slots=True)
class Rhythm:
    """At that hour of the chat's own clock, every day or on one day of the week (Monday is 0)."""

    hour: time
    weekday: int | None = None

    def after(self, instant: datetime, zone: str) -> datetime:
        """The first time after that instant, in UTC. An hour that a clock change skips is the first valid one after
        it; one that comes twice is meant the first time.
        """
        return _after(self, instant, zone)

    def latest(self, now: datetime, zone: str) -> datetime:
        """The last time before or at that instant."""
        at = self.after(now - self.every - 2 * _DAY, zone)
        while (following := self.after(at, zone)) <= now:
            at = following
        return at

    @property
    def every(self) -> timedelta:
        return _DAY if self.weekday is None else 7 * _DAY

    @property
    def patience(self) -> timedelta:
        """So late it is still worth sending; the next one has what a later one would have had."""
        return self.every / 2

    @property
    def reach(self) -> timedelta:
        """How far back a story may have been found: one digest that was dropped is made up for by the next."""
        return self.every + _DAY


@lru_cache(maxsize=1000)  # at one instant thousands of chats ask the same
def _after(rhythm: Rhythm, instant: datetime, zone: str) -> datetime:
    today = times.local(instant, zone).date()
    days = (today + ahead * _DAY for ahead in range(-1, 9))
    meant = (on for on in days if rhythm.weekday in (None, on.weekday()))
    return next(at for on in meant if (at := times.instant(datetime.combine(on, rhythm.hour), zone)) > instant)


def spread(chat_id: int, chats: int) -> timedelta:
    """How much later than the hour this chat is told, so that those of one hour are not all due in one second."""
    return timedelta(seconds=chat_id % (min(chats // _A_SECOND_FOR, _LONGEST_SPREAD) + 1))


@dataclass(frozen=True, slots=True)
class Due:
    """A digest that one chat is to have now. `seed` is the chat's address, as `quotes.choose` wants it."""

    chat_id: int
    what: What
    rhythm: Rhythm
    due: datetime
    zone: str
    seed: str

    def at_last(self, now: datetime) -> "Due":
        """Several that were missed are the last one of them."""
        return replace(self, due=max(self.due, self.rhythm.latest(now, self.zone)))


@dataclass(frozen=True, slots=True)
class Reading:
    """What is known of one chat when its digest is made."""

    subscriptions: Sequence[Subscription] = ()
    watched: Mapping[str, Mapping[str, int]] = field(default_factory=dict)  # by drama: see Seen
    told: Collection[int] = ()  # stories
    words: NewsWords = field(default_factory=NewsWords)
    shown: Mapping[str, int] = field(default_factory=dict)  # quotes, as quotes.choose wants them
    last: str | None = None
    nights: Sequence[Night] = ()  # of all chats, how the telling went

    def seen(self, drama: str) -> Seen:
        held = next((one for one in self.subscriptions if one.drama == drama), None)
        return Seen(held, self.watched.get(drama, {}))


@dataclass(frozen=True, slots=True)
class Found:
    """A story, and when the bot had it first: after a while away that is later than it was published."""

    at: datetime
    story: Story


@dataclass(frozen=True, slots=True)
class Pick:
    """One story under one drama. `hidden`: it gives away what the chat has not seen."""

    drama: str
    story: int
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class News:
    """What a digest says, grouped by drama; `more` stories had no room."""

    picks: tuple[Pick, ...]
    more: int = 0


@dataclass(frozen=True, slots=True)
class DailyQuote:
    """`quote` is a key of `quotes.key`."""

    drama: str
    quote: str
    hidden: bool = False


@dataclass(frozen=True, slots=True)
class Receipts:
    nights: tuple[Night, ...]


Digest = News | DailyQuote | Receipts


def write(digest: Digest) -> str:
    """As an announcement keeps it; `read` reads it back."""
    match digest:
        case News(picks, more):
            kept: dict[str, object] = {"news": [[pick.drama, pick.story, pick.hidden] for pick in picks], "more": more}
        case DailyQuote(drama, quote, hidden):
            kept = {"drama": drama, "quote": quote, "hidden": hidden}
        case Receipts(nights):
            kept = {"receipts": receipts.write(nights)}
    return json.dumps(kept)


def read(text: str) -> Digest:
    kept = json.loads(text)
    if "receipts" in kept:
        return Receipts(receipts.read(kept["receipts"]))
    if "news" in kept:
        return News(tuple(Pick(*pick) for pick in kept["news"]), kept["more"])
    return DailyQuote(kept["drama"], kept["quote"], kept["hidden"])


class Digests(Protocol):
    """What a chat wants regularly, within its open transaction."""

    async def rhythm(self, what: What) -> Rhythm | None: ...
    async def begin(self, what: What, rhythm: Rhythm, zone: str, person: str | None = None) -> datetime:
        """From now on; the instant at which the chat is told first. `person` is whose right it is to have it."""

    async def end(self, what: What) -> bool:
        """Whether there was one."""

    async def told(self, stories: Collection[int]) -> None:
        """The chat has had these: no digest has them again."""


def news(
    catalogue: Catalogue, reading: Reading, stories: Mapping[str, Sequence[Found]], now: datetime, since: datetime
) -> News | None:
    """The stories found since then for that chat; None when there are none.

    `stories` are those to choose from, by drama, newest first. The dramas take turns, so that none takes all the room.
    """
    left: dict[str, list[Story]] = {}
    seen: set[int] = set(reading.told)
    followed = [one.drama for one in reading.subscriptions if one.drama in catalogue.dramas]
    for slug in followed:
        recent = (found.story for found in stories.get(slug, ()) if since < found.at)
        for story in sorted(recent, key=partial(_in_text_alone, slug)):
            if story.id not in seen and (reading.words == ANY or reading.words.lets(story)):
                seen.add(story.id)
                left.setdefault(slug, []).append(story)
    chosen: list[tuple[str, Story]] = []
    while left and len(chosen) < MOST:
        for slug in list(left):
            if len(chosen) < MOST:
                chosen.append((slug, left[slug].pop(0)))
            if not left[slug]:
                del left[slug]
    grouped = sorted(chosen, key=lambda one: followed.index(one[0]))
    picks = tuple(Pick(slug, story.id, gives_away(catalogue, story, reading.seen, now)) for slug, story in grouped)
    return News(picks, sum(map(len, left.values()))) if picks else None


def by_drama(catalogue: Catalogue, found: Iterable[Found]) -> dict[str, list[Found]]:
    """In the same order. A story that is about no drama belongs to those of the people whom it is about."""
    credited: dict[str, list[str]] = {}
    for artist, made in catalogue.names.credits.dramas.items():
        credited[catalogue.names.words(artist)] = list(made)
    grouped: dict[str, list[Found]] = {}
    for one in found:
        of_people = (slug for name in one.story.of(About.PERSON) for slug in credited.get(name, ()))
        for slug in one.story.of(About.DRAMA) or dict.fromkeys(of_people):
            grouped.setdefault(slug, []).append(one)
    return grouped


def gives_away(catalogue: Catalogue, story: Story, seen: Callable[[str], Seen], now: datetime) -> bool:
    """Whether it tells of an episode that the chat has not seen, of any drama that it is about."""
    about = (catalogue.dramas[slug] for slug in story.of(About.DRAMA) if slug in catalogue.dramas)
    return any(hides(drama, story.episode(drama.slug), seen(drama.slug), now) for drama in about)


def quote(catalogue: Catalogue, reading: Reading, seed: str, now: datetime) -> DailyQuote | None:
    """None twice before all were shown, and of those left rather what airs this week; None where there is none."""
    known = catalogue.dramas
    followed = [(held, known[held.drama]) for held in reading.subscriptions if held.drama in known]
    every = [(drama, one) for _, drama in followed for one in drama.quotes]
    others = [one for one in every if quotes.key(*one) != reading.last] or every
    if not others:
        return None
    fewest = min(reading.shown.get(quotes.key(*one), 0) for one in others)
    least = [one for one in others if reading.shown.get(quotes.key(*one), 0) == fewest]
    on_air = {drama.slug for held, drama in followed if _airs(catalogue, held, now)}
    current = [one for one in least if one[0].slug in on_air]
    chosen = quotes.choose(current or least, reading.shown, seed, reading.last)
    assert chosen is not None  # there are some
    drama, said = chosen
    return DailyQuote(drama.slug, quotes.key(*chosen), veiled(drama, said, reading.seen(drama.slug), now).spoiler)


def _in_text_alone(drama: str, story: Story) -> bool:
    return not any(tie.headline for tie in story.ties if tie.about is About.DRAMA and tie.name == drama)


def _airs(catalogue: Catalogue, held: Subscription, now: datetime) -> bool:
    since, until = (now + span for span in WEEK)
    if held.rewatch is not None:
        return any(since <= standing(airing) <= until for airing in airings(catalogue, held))
    drama = catalogue.dramas[held.drama]
    calendar = catalogue.calendar(drama, drama.release(held.release))
    place = calendar.after(since)
    return place < len(calendar) and calendar.at(place) <= until
