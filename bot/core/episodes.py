"""Which episode of a drama a text tells of."""

import re
from collections.abc import Iterable, Sequence
from typing import Protocol

from bot.core.dramas import Drama
from bot.core.wording import Piece

MOST = 2000
_EARLY = 3  # pieces: the headline and two paragraphs
_NUMBERED = re.compile(
    r"\b(?:episodes?|eps?\.?)\s*#?(?P<first>\d{1,4})(?:\s*(?:-|–|to|and|&|,)\s*(?P<last>\d{1,4}))?(?!\s*(?:%|percent))"
    r"|\bE(?P<short>\d{1,3})\b|(?:제\s?)?(?P<hangul>\d{1,4})(?:\s*[-~]\s*(?P<to>\d{1,4}))?\s?회(?!\s?(?:연속|만|차|째|말))",
    re.I,
)
_LAST = re.compile(r"\b(?:series |season )?finale\b|\b(?:final|last) episode\b|최종회|마지막\s?회", re.I)


class Place(Protocol):
    """Where a drama is named."""

    @property
    def piece(self) -> int: ...
    @property
    def start(self) -> int: ...


def told_of(drama: Drama, places: Iterable[Place], texts: Sequence[Piece]) -> int | None:
    """The highest that is named in a sentence with the drama, near the beginning; None where none is."""
    total = drama.release().total or MOST
    found: set[int] = set()
    for one in places:
        if one.piece < _EARLY:
            start, end = texts[one.piece].sentence(one.start) if one.piece else (0, len(texts[0].text))
            found |= numbers(texts[one.piece].text[start:end], drama.release().total)
    return max((number for number in found if 0 < number <= total), default=None)


def numbers(text: str, total: int | None) -> set[int]:
    found: set[int] = set()
    for match in _NUMBERED.finditer(text):
        groups = ("first", "last", "short", "hangul", "to")
        found |= {int(match[name]) for name in groups if match[name]}
    if total and _LAST.search(text):
        found.add(total)
    return found
