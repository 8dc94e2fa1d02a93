"""The words of a running text, with where they stand and what stands around them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from bot.core import spelling

_WORD = re.compile(r"[^\W_]+\+?")
_OPENING, _CLOSING = "“‘\"'«《〈「『<＜＂", "”’\"'»》〉」』>＞＂"
_STOPS = re.compile(r"[.!?;:|,…—–]|\s-\s")
_WITHIN = re.compile(r"[,.!?](?=[”’\"'》」])")
_STOP = ".!?…:;|•–—\n"
_LONG = 3  # letters of a word that a headline does not capitalise otherwise
_SENTENCE = re.compile(
    r"(?<!\b[ap]\.m)(?<!\b[EeMD][pPrR])(?<!\b[NS][ot])[.!?…][\"”’')\]]*(?P<gap>\s+)(?=[\"“‘']?[A-Z가-힣])|(?P<line>\n+)"
)


@dataclass(frozen=True, slots=True)
class Word:
    folded: str
    start: int
    end: int
    capital: bool


class Piece:
    """A headline or a paragraph."""

    def __init__(self, text: str) -> None:
        self.text = text

    @cached_property
    def words(self) -> list[Word]:
        found = ((one[0], one.start(), one.end()) for one in _WORD.finditer(self.text))
        return [Word(spelling.fold(word), start, end, word[0].isupper()) for word, start, end in found]

    @cached_property
    def capitalised(self) -> bool:
        """Whether nearly every word has a capital, as in many headlines: then one says nothing."""
        long = [word for word in self.words if len(word.folded) > _LONG and self.text[word.start].isascii()]
        return not long or sum(word.capital for word in long) >= 0.7 * len(long)

    @cached_property
    def sentences(self) -> list[tuple[int, int]]:
        return list(self._sentences())

    def _sentences(self) -> Iterator[tuple[int, int]]:
        at = 0
        for end in _SENTENCE.finditer(self.text):
            yield at, end.start("gap" if end["gap"] else "line")
            at = end.end()
        yield at, len(self.text)

    def sentence(self, at: int) -> tuple[int, int]:
        return next((one for one in self.sentences if one[0] <= at < one[1]), (0, len(self.text)))

    def quoted(self, start: int, end: int) -> bool:
        """Whether these words alone stand between marks of quotation; their comma or full stop may, too."""
        before = self.text[start - 1 : start]
        if not before or before not in _OPENING or (before in "'’" and self.text[start - 2 : start - 1].isalnum()):
            return False
        after = self.text[end : end + 3].lstrip(",.!?~")
        return after[:1] != "" and after[0] in _CLOSING

    def in_longer_name(self, start: int, end: int) -> bool:
        """Whether they are a part of a few words between marks, as of another title."""
        left = max((self.text.rfind(mark, max(start - 60, 0), start) for mark in '“‘"《〈「『'), default=-1)
        if left < 0 or any(mark in self.text[left + 1 : start] for mark in "”’》〉」』"):
            return False
        right = min((at for mark in '”’"》〉」』' if (at := self.text.find(mark, end, end + 60)) >= 0), default=-1)
        inside = self.text[left + 1 : right] if right >= 0 else ""
        words = inside.split()
        return 0 < len(words) <= 6 and sum(word[0].isupper() for word in words) * 2 > len(words)

    def begins_sentence(self, start: int) -> bool:
        before = self.text[:start].rstrip(" \t“‘\"'(")
        return not before or before[-1] in _STOP

    def before(self, first: int, reach: int) -> list[str]:
        """The folded words up to so many before that one, without a stop between."""
        words, found = self.words, []
        for at in range(first, max(first - reach, 0), -1):
            if self._stops(words[at - 1], words[at]):
                break
            found.append(words[at - 1].folded)
        return found

    def after(self, last: int, reach: int) -> list[str]:
        words, found = self.words, []
        for at in range(last, min(last + reach, len(words) - 1)):
            if self._stops(words[at], words[at + 1]):
                break
            found.append(words[at + 1].folded)
        return found

    def around(self, first: int, last: int, reach: int) -> list[str]:
        return self.before(first, reach) + self.after(last, reach)

    def _stops(self, one: Word, following: Word) -> bool:
        """A comma within the marks of a title belongs to the marks."""
        return _STOPS.search(_WITHIN.sub("", self.text[one.end : following.start])) is not None


def pieces(title: str, paragraphs: Sequence[str]) -> list[Piece]:
    """The headline first."""
    return [Piece(text) for text in (title, *paragraphs)]
