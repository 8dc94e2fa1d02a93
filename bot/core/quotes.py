"""Which quote is shown next, as a pure choice."""

from collections.abc import Mapping, Sequence
from functools import lru_cache
from hashlib import blake2b

from bot.core.catalogue import Catalogue
from bot.core.credits import Artist, Character
from bot.core.dramas import Drama, Quote
from bot.core.names import Who
from bot.core.spelling import fold

Candidate = tuple[Drama, Quote]


def key(drama: Drama, quote: Quote) -> str:
    """Sixteen letters and digits that stay the same when the file's quotes are reordered or their sources mended."""
    return _key(drama.slug, quote.who, quote.text)


@lru_cache(maxsize=10_000)  # planning asks for the same quotes for every chat
def _key(slug: str, who: str, text: str) -> str:
    return _hashed(slug, who, text)


def of(catalogue: Catalogue, who: Who | None) -> list[Candidate]:
    """All that this person said, or the people of this drama, or anybody.

    A character says what its actor said in that drama, or, when that is nothing, elsewhere.
    """
    match who:
        case None:
            return [(drama, quote) for drama in catalogue.dramas.values() for quote in drama.quotes]
        case Drama():
            return [(who, quote) for quote in who.quotes]
        case Artist():
            return list(catalogue.names.said(who))
        case Character():
            said = catalogue.names.said(who.actor)
            return [(drama, quote) for drama, quote in said if drama.slug == who.drama] or list(said)


def plays(drama: Drama, who: str) -> str | None:
    """The character that the actor of that name plays in the drama; None for anybody else."""
    for member in drama.cast:
        if fold(who) in map(fold, filter(None, (member.actor, member.hangul, *member.aliases))):
            return member.character
    return None


def choose(
    candidates: Sequence[Candidate], shown: Mapping[str, int], seed: str, last: str | None = None
) -> Candidate | None:
    """The next quote for a chat; None when there is no candidate.

    `shown` says how often each key was shown there, `seed` is the chat's address. None is shown again before all
    were; the order is mixed anew in each round. `last` is the key shown last, where that is known: it is not shown
    twice in a row. Where it is not known, this is so for a chat that always asks for the same candidates.
    """
    by_key = {key(drama, quote): (drama, quote) for drama, quote in candidates}
    if not by_key:
        return None
    avoided = last if last in by_key else _ended_round(by_key, shown, seed)
    left = [one for one in by_key if one != avoided] or list(by_key)
    fewest = min(shown.get(one, 0) for one in left)
    least = {one for one in left if shown.get(one, 0) == fewest}
    return by_key[next(one for one in _order(by_key, seed, fewest) if one in least)]


def _ended_round(keys: Mapping[str, Candidate], shown: Mapping[str, int], seed: str) -> str | None:
    """The last of the round that has just ended; None in the middle of one."""
    times = {shown.get(one, 0) for one in keys}
    rounds = times.pop()
    return _order(keys, seed, rounds - 1)[-1] if rounds and not times else None


def _order(keys: Mapping[str, Candidate], seed: str, shuffle: int) -> list[str]:
    """Two take turns, in the same order each round: mixed anew, the second could come before itself."""
    mixed = shuffle if len(keys) > 2 else 0
    return sorted(keys, key=lambda one: _hashed(seed, one, str(mixed)))


def _hashed(*parts: str) -> str:
    return blake2b("\0".join(parts).encode(), digest_size=8).hexdigest()
