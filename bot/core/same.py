"""Whether two sites tell the same story."""

import re
from collections.abc import Collection, Iterable
from datetime import timedelta
from functools import lru_cache

from bot.core import spelling
from bot.core.news import About, Source, Story, Tie, Written

APART = timedelta(days=2)  # so long after the first, a story is told again by others
_ALIKE = 82.0  # of 100: headlines, without the names that every story about them has
_WITHIN = 95.0  # the same, of one that has more to say than the other
_FEW = 3  # words, of which there must be so many to compare
_COPIED = 90.0  # of 100: summaries, which syndicated copies have in common
_ENOUGH = 60  # letters of a summary that can be compared
_LITTLE = frozenset(  # words that any two headlines may have in common
    (
        *("a", "an", "and", "are", "as", "at", "be", "by", "for", "from", "has", "have", "he", "her", "his", "in"),
        *("is", "it", "its", "new", "of", "on", "or", "s", "she", "that", "the", "their", "this", "to", "was", "who"),
        *("will", "with", "drama", "kdrama", "korean", "upcoming"),
    )
)
_NUMBER = re.compile(r"\d+")


def same(one: Written, other: Story) -> bool:
    """Both are about something that they have in common; otherwise this is not asked."""
    if abs(one.at - other.at) > APART or not _about_the_same(one.ties, other.ties):
        return False
    names = {piece for tie in (*one.ties, *other.ties) for piece in _pieces(tie.name)}
    told = (Source(other.address, other.title, other.site), *other.also)
    return any(_alike(one.title, source.title, names) for source in told) or _copied(one.summary, other.summary)


def _about_the_same(ties: Collection[Tie], others: Collection[Tie]) -> bool:
    """The same dramas, or of none the same people; one text may name more of them than the other."""
    mine, theirs = ({tie.name for tie in some if tie.about is About.DRAMA} for some in (ties, others))
    if not mine and not theirs:
        mine, theirs = ({tie.name for tie in some} for some in (ties, others))
    return bool(mine & theirs) and (mine <= theirs or theirs <= mine)


def _alike(one: str, other: str, names: set[str]) -> bool:
    if _numbers(one) != _numbers(other):
        return False  # a preview of episode 5 and one of episode 6
    if _pieces(one) == _pieces(other):
        return True
    from rapidfuzz import fuzz

    mine, theirs = ([piece for piece in _pieces(text) if piece not in names] for text in (one, other))
    least = min(len(mine), len(theirs))
    if least >= _FEW and fuzz.token_sort_ratio(_joined(mine), _joined(theirs)) >= _ALIKE:
        return True
    return least > _FEW and fuzz.token_set_ratio(_joined(mine), _joined(theirs)) >= _WITHIN


def _copied(one: str, other: str) -> bool:
    from rapidfuzz import fuzz

    return min(len(one), len(other)) >= _ENOUGH and fuzz.ratio(one.casefold(), other.casefold()) >= _COPIED


def _numbers(text: str) -> list[str]:
    return sorted(_NUMBER.findall(text))


def _joined(pieces: Iterable[str]) -> str:
    return " ".join(pieces)


@lru_cache(maxsize=2048)
def _pieces(text: str) -> tuple[str, ...]:
    return tuple(piece for word in spelling.words(text) for piece in word if piece not in _LITTLE)
