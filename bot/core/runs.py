"""Runs of words in a text that may be names, by how names begin."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass

from bot.core import spelling
from bot.core.vocabulary import PARTICLES
from bot.core.wording import Piece

_HEADS = (2, 4, 7)  # letters
_LONGER = _HEADS[1:]


@dataclass(frozen=True, slots=True)
class Found:
    """Words of a piece, by their numbers, and where they stand in it, by letters."""

    piece: int
    first: int
    last: int
    start: int
    end: int


def heads(names: Iterable[str]) -> frozenset[str]:
    """How names begin, by which most words of a text are passed over."""
    return frozenset(name[:length] for name in names for length in _HEADS)


def runs(at: int, text: Piece, longest: int, heads: frozenset[str]) -> Iterator[tuple[Found, str]]:
    """Every run of up to so many words that follow each other and may be one of the names with these heads."""
    words = text.words
    for first, word in enumerate(words):
        if len(word.folded) > 1 and word.folded[:2] not in heads:
            continue
        joined = ""
        for last in range(first, min(first + longest, len(words))):
            joined += words[last].folded
            if not _begins(joined, heads):
                break
            yield Found(at, first, last, words[first].start, words[last].end), joined


def _begins(joined: str, heads: frozenset[str]) -> bool:
    """In Hangul, particles may follow a short name."""
    if len(joined) > 1 and joined[:2] not in heads:
        return False
    return is_hangul(joined) or all(joined[:length] in heads for length in _LONGER if len(joined) >= length)


def capital_runs(at: int, text: Piece) -> Iterator[Found]:
    """Two to four words that may be somebody's name."""
    words = text.words
    for first in range(len(words)):
        if not words[first].capital or not text.text[words[first].start].isascii():
            continue
        for last in range(first + 1, min(first + 4, len(words))):
            if text.text[words[last - 1].end : words[last].start] not in (" ", "-"):
                break
            if words[last].capital or text.text[words[last].start - 1] == "-":
                yield Found(at, first, last, words[first].start, words[last].end)


def stem(joined: str, names: Collection[str]) -> str | None:
    """The name in Hangul that these words begin with, where what is joined to it is a particle."""
    if not joined or not spelling.syllable(joined[0]):
        return None
    ends = (end for end in range(len(joined) - 1, 1, -1) if joined[end:] in PARTICLES)
    return next((joined[:end] for end in ends if joined[:end] in names), None)


def is_hangul(joined: str) -> bool:
    return bool(joined) and spelling.syllable(joined[0])


def has(words: Iterable[str], wanted: frozenset[str]) -> bool:
    """Of Hangul, words that begin so: particles are joined to them."""
    return any(
        word in wanted or (is_hangul(word) and any(word.startswith(one) for one in wanted if is_hangul(one)))
        for word in words
    )
