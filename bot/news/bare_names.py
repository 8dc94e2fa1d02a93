"""A paragraph as the rules for a cast read it: names without marks of quotation, and brackets set apart."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.spelling import fold
from bot.news import korean, prose
from bot.news.prose import Marked, Paragraph
from bot.news.starring import WORD

_CALLED = re.compile(
    r"\b(?:named|called|role of|part of|plays?|playing|portrays?|portraying|character|lead|as)(?: (?:the|an?))?"
    r"(?: [a-z-]+){0,3} $"
)
_PLAYED = re.compile(rf" ?\((?:played by )?{WORD} {WORD}\)")  # "officer ‘Jun-mo’ (Han So-hee)"
_GLUED = re.compile(r"(?<=[a-z])(?=\([A-Z‘“'\"])")  # "Kim Na-ri(Lee)"


@dataclass(frozen=True, slots=True)
class Bare:
    """`at` tells of each letter where it stands in `text`, which is as the article has it."""

    paragraph: Paragraph
    text: str
    at: tuple[int, ...]

    def words(self, start: int, end: int) -> str:
        """What the article has between these places of `paragraph`."""
        end = min(end, len(self.at))
        return self.text[self.at[start] : self.at[end - 1] + 1] if start < end else ""


def bare(one: Paragraph, title: str | None) -> Bare:
    dropped = {at for marked in one.marked if _is_name(marked, one, title) for at in _marks(marked)}
    spaced = {match.start() for match in _GLUED.finditer(one.masked)}
    if not dropped and not spaced:
        return Bare(one, one.text, tuple(range(len(one.text))))
    letters: list[tuple[str, int]] = []
    for at, letter in enumerate(one.text):
        if at in spaced:
            letters.append((" ", at))
        if at not in dropped:
            letters.append((letter, at))
    told = prose.paragraph("".join(letter for letter, _ in letters))
    return Bare(told, one.text, tuple(at for _, at in letters))


def _marks(marked: Marked) -> Iterator[int]:
    yield marked.start
    yield marked.end - 1


def _is_name(marked: Marked, one: Paragraph, title: str | None) -> bool:
    """Whether what stands between marks is what somebody is called, and not the drama."""
    if not marked.closed or marked.end - marked.start != len(marked.text) + 2:
        return False
    if title and fold(title) == fold(marked.text):
        return False
    if korean.full_names(marked.text) == [(0, len(marked.text))]:
        return True
    words = marked.text.split()
    named = all(word[:1].isupper() and korean.is_given(word) for word in words)
    family = len(words) == 2 and korean.is_surname(words[0])  # "Wang So", though "so" is a word, too
    if not named or len(words) > 2 or (not family and any(map(korean.is_word, words))):
        return False
    return bool(_CALLED.search(one.masked, 0, marked.start) or _PLAYED.match(one.masked, marked.end))
