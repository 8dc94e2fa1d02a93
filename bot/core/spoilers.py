"""What would give too much away to a chat: words tied to an episode that it has not seen yet, as far as we know."""

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta

from bot.core import times
from bot.core.dramas import Airing, Drama, Quote
from bot.core.ports import Subscription
from bot.core.subscriptions import rewatched

AFTER = timedelta(days=1)  # so long after it came out, an episode counts as seen
FIRST = ""  # the run of who watches a drama for the first time; each rewatch is a run of its own


@dataclass(frozen=True, slots=True)
class Seen:
    """How far a chat is with one drama.

    `watched` holds the latest episode that it said it has watched, by run: FIRST, or the start of a rewatch.
    """

    subscription: Subscription | None = None
    watched: Mapping[str, int] = field(default_factory=dict)

    @property
    def run(self) -> str:
        return run(self.subscription)

    @property
    def episode(self) -> int:
        """The latest of the run that it is in now; 0 for none."""
        return self.watched.get(self.run, 0)


NOTHING = Seen()


def run(subscription: Subscription | None) -> str:
    """The run that the chat is in."""
    return (subscription.rewatch if subscription else None) or FIRST


def hides(drama: Drama, episode: int | None, seen: Seen, now: datetime, *, marked: bool = False) -> bool:
    """Whether what is tied to that episode (None: to none) stays behind the spoiler mark.

    It does until a day after the episode came out, on the release or in the rewatch that the chat follows, or until
    the chat has said that it has watched it, in whichever run. What is `marked` as a spoiler waits for the latter.
    """
    if episode is None:
        return marked
    if episode <= max(seen.watched.values(), default=0):
        return False
    if marked:
        return True
    airing = _airing(drama, episode, seen.subscription)
    return airing is None or now < _out(airing) + AFTER


def veiled(drama: Drama, quote: Quote, seen: Seen, now: datetime) -> Quote:
    """The quote as it is shown there: a spoiler or not."""
    return replace(quote, spoiler=hides(drama, quote.episode, seen, now, marked=quote.spoiler))


def latest(drama: Drama, now: datetime) -> int:
    """The highest number that is out anywhere; 0 for none."""
    every = (airing for release in drama.releases for airing in drama.airings(release))
    return max((max(airing.numbers) for airing in every if _out(airing) <= now), default=0)


def _airing(drama: Drama, episode: int, subscription: Subscription | None) -> Airing | None:
    again = rewatched(drama, subscription) if subscription else None
    release = again or drama.release(subscription.release if subscription else None)
    return next((airing for airing in drama.airings(release) if episode in airing.numbers), None)


def _out(airing: Airing) -> datetime:
    """When it is out; with an hour that is not known, at the end of its day."""
    on = airing.announced.on
    assert on is not None  # airings have dates
    return airing.at or times.day(on, airing.announced.zone)[1]
