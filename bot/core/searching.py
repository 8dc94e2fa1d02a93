"""Which dramas have some words anywhere in their names: in a title, in a name of the cast, on a network."""

from collections.abc import Iterable, Sequence
from itertools import chain

from bot.core import spelling
from bot.core.dramas import Drama

_LONGEST = 200  # letters of a search


def titles(drama: Drama) -> tuple[str, ...]:
    """All that a drama is called."""
    original = (drama.original_title,) if drama.original_title else ()
    return (drama.title, *original, *drama.aliases, drama.slug)


class Search:
    """Made once; dramas keep the order in which they are given."""

    def __init__(self, dramas: Iterable[Drama]) -> None:
        self._haystacks = [(drama, _hay(titles(drama)), _hay((*titles(drama), *_others(drama)))) for drama in dramas]

    def find(self, words: str) -> list[Drama]:
        """Those with the words in a title as they stand, then those with all of them in titles, then anywhere."""
        text = words[:_LONGEST]
        whole, pieces = spelling.fold(text), list(chain.from_iterable(spelling.words(text)))
        ranked = [(_rank(whole, pieces, *haystacks), drama) for drama, *haystacks in self._haystacks]
        return [drama for wanted in range(3) for rank, drama in ranked if rank == wanted]


def _others(drama: Drama) -> Iterable[str]:
    for one in drama.cast:
        yield from (one.actor, one.hangul or "", one.character or "", *one.aliases)
    yield from drama.director
    yield from (release.network for release in drama.releases)


def _hay(names: Iterable[str]) -> str:
    """Each name word by word and in one."""
    by_words = (" ".join(chain.from_iterable(spelling.words(name))) for name in names)
    return "".join(f" {words}\n {words.replace(' ', '')}\n" for words in by_words)


def _rank(whole: str, pieces: Sequence[str], titles: str, everything: str) -> int | None:
    if _held(whole, titles):
        return 0
    if pieces and all(_held(piece, titles) for piece in pieces):
        return 1
    return 2 if pieces and all(_held(piece, everything) for piece in pieces) else None


def _held(part: str, hay: str) -> bool:
    """A letter or two only at the beginning of a word."""
    return (part if len(part) > 2 else f" {part}") in hay
