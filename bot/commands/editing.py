"""What the commands of editors share: their parameters, and the way from an edit to a card that asks once."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.commands.params import RELEASE, of
from bot.core import numbers, proposals, times
from bot.core.catalogue import Catalogue
from bot.core.command import Param, Request
from bot.core.dramas import Announced, Drama, Release
from bot.core.errors import Mistake, UnreadTime
from bot.core.messages import Line, Message
from bot.core.proposals import Author, State
from bot.core.texts import proposing
from bot.core.texts.phrases import Rows
from bot.core.times import Wall


@dataclass(frozen=True, slots=True)
class Draft:
    """An edit that was made on paper: what would be in force, and what it is called. `after` None removes the drama."""

    slug: str
    after: str | None
    what: str
    reason: str | None = None
    line: str | None = None  # would make it again
    more: Rows = ()  # buttons for another way to do it
    mind: tuple[Line, ...] = ()  # what to look at before it is done


Builder = Callable[..., Awaitable[Draft]]  # (Request, *values in the order of the params) -> Draft


def asking(builder: Builder) -> Callable[..., Awaitable[Message]]:
    """A handler that shows what the builder drafts, and asks once."""

    async def handler(ask: Request, *values: object) -> Message:
        return await offer(ask, await builder(ask, *values))

    return handler


async def offer(ask: Request, draft: Draft, state: State = State.DRAFT, author: Author | None = None) -> Message:
    """Propose it, and show it before anything is done."""
    proposal = await proposals.propose(
        ask.store.ledger,
        draft.slug,
        draft.after,
        draft.what,
        author or author_of(ask),
        ask.at,
        reason=draft.reason,
        line=draft.line,
        state=state,
    )
    card = proposing.card(proposal, ask.at, ask.zone, more=draft.more)
    return replace(card, lines=(*draft.mind, *card.lines))


def author_of(ask: Request) -> Author:
    return Author(ask.person.platform, ask.person.id, ask.person.name)


async def edits(ask: Request) -> bool:
    """Whether the asker may change the schedule."""
    mine = (ask.person.platform, ask.person.id)
    return ask.person.owner or mine in [(one.platform, one.person) for one in await ask.store.ledger.editors()]


async def text_of(ask: Request, drama: Drama) -> str:
    """The file in force."""
    document = await ask.store.ledger.document(drama.slug)
    if document is None or document.removed:
        raise Mistake(f"{drama.title} is no longer in the schedule. /dramas lists those that are.")
    return document.text


def release_of(ask: Request, drama: Drama, network: str | None) -> Release:
    if network is None:
        return drama.release()
    with of(RELEASE):
        return ask.catalogue.names.release(drama, network)


def when_of(words: str, release: Release, now: datetime, usual: Announced | None = None) -> Wall | None:
    """A time for that release: with its year it may be past, without one it is the next. None for "tba".

    Without an hour it is at the hour of `usual`, without a zone on the release's own clock.
    """
    if words.strip().casefold().strip(".,") in ("tba", "tbd"):
        return None
    with of(WHEN):
        try:
            wall = times.announced(words, release.zone)
        except UnreadTime:
            wall = times.upcoming(words, now, release.zone)
        if wall.hour is None and usual is not None and usual.hour is not None:
            wall = replace(wall, hour=usual.hour, zone=usual.zone)
        if wall.hour is not None:
            times.exact(datetime.combine(wall.on, wall.hour), wall.zone or release.zone)
    return wall


def quoted(words: str) -> str:
    """As one word of a command line."""
    return '"{}"'.format(words.replace('"', '""'))


def _after_episode(catalogue: Catalogue, words: Sequence[str]) -> int:
    """How many words follow the episode: the last number that has a title, and perhaps a network, before it."""
    found = [at for at in range(1, len(words)) if numbers.looks_like(words[at])]
    titled = [at for at in found if _is_title(catalogue, words[:at])]
    at = (titled or found or [len(words) - 1])[-1 if titled else 0]
    return len(words) - at - 1


def _is_title(catalogue: Catalogue, words: Sequence[str]) -> bool:
    network = catalogue.names.takes_release(words)
    title = words[: len(words) - network]
    return bool(title) and catalogue.names.title_words(title) == len(title)


def _take_episode(catalogue: Catalogue, words: Sequence[str]) -> int:
    return 1 if len(words) > 1 and numbers.looks_like(words[-1]) else 0


def _take_reason_of_time(count: Callable[[Sequence[str]], int]) -> Callable[[Catalogue, Sequence[str]], int]:
    def take(catalogue: Catalogue, words: Sequence[str]) -> int:
        after = _after_episode(catalogue, words)
        rest = words[len(words) - after :]
        return after - (count(rest) or after)

    return take


def _after_title(catalogue: Catalogue, words: Sequence[str]) -> int:
    title = catalogue.names.title_words(words)
    return len(words) - title if title else 0


def _plain(_: Request, words: str) -> str:
    return words


def _read_episodes(_: Request, words: str) -> tuple[int, ...]:
    return numbers.read(words)


def _read_episode(_: Request, words: str) -> int:
    found = numbers.read(words)
    if len(found) > 1:
        raise Mistake("Say one episode, for example 9.")
    return found[0]


ON = replace(RELEASE, about="Which release, where there are several; the first unless said")
EPISODES = Param("episodes", "Its number, or several such as 9-10", _read_episodes, take=_take_episode, example="9")
EPISODE = Param("episode", "Its number", _read_episode, take=_take_episode, example="9")
REASON = Param("reason", "Why, for those who follow it", _plain, take=_after_episode, optional=True)
WHEN = Param("when", "A date and hour, or tba", _plain, take=_after_episode, example="17 Oct 9:40 PM")
WHY_MOVED = replace(REASON, take=_take_reason_of_time(numbers.time_words))
LENGTH = Param(
    "by",
    "A length of time",
    lambda _, words: numbers.read_length(words),
    take=_after_episode,
    example="30 minutes",
)
WHY_LATER = replace(REASON, take=_take_reason_of_time(numbers.length_words))
AFTER_TITLE = replace(REASON, take=_after_title)
