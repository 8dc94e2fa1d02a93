"""Finding what is meant among many names: as written, in another spelling, by a part, with one slip of the finger."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain
from typing import Generic, TypeVar
from unicodedata import normalize

from bot.core import spelling

T = TypeVar("T")

NEAR = 5  # names offered to somebody who mistyped

_CERTAIN = 5  # letters from which one slip can only mean that name: "leo" may be anybody but Lee
_BEGINNING = 3  # letters of a beginning that names the whole; of Hangul one less
_WORDS = 8  # of a long title, parts and beginnings are known up to this many words
_SMALL_WORDS = frozenset(("a", "an", "and", "at", "for", "i", "in", "is", "it", "my", "of", "on", "the", "to", "with"))
_ALIKE = 64.0  # of 100: what is less alike is no near name to a reader
_SHORTLIST = 60  # names with most letters in common, of which the most alike are chosen


@dataclass(frozen=True, slots=True)
class Named(Generic[T]):
    """Something and all its names. A person's may be romanised otherwise, and its family name put last."""

    owner: T
    titles: Sequence[str] = ()
    people: Sequence[str] = ()


@dataclass(slots=True)
class _Table:
    """Owners by key; an owner is its number in the order given."""

    owners: dict[str, list[int]] = field(default_factory=dict)

    def add(self, owner: int, keys: Iterable[str]) -> None:
        for key in keys:
            known = self.owners.setdefault(key, [])
            if known[-1:] != [owner]:
                known.append(owner)

    def of(self, *keys: str) -> set[int]:
        return set(chain.from_iterable(self.owners.get(key, ()) for key in keys))


class Index(Generic[T]):
    """Made once. Where several are meant equally well, the order is that in which they were given."""

    def __init__(self, named: Iterable[Named[T]]) -> None:
        self.owners: list[T] = []
        self._exact, self._bare, self._sounds = _Table(), _Table(), _Table()
        self._title_parts, self._parts, self._part_sounds = _Table(), _Table(), _Table()
        self._written: list[tuple[str, int]] = []
        starts: set[tuple[str, int]] = set()
        for number, one in enumerate(named):
            self.owners.append(one.owner)
            for title in one.titles:
                starts |= self._learn_title(number, title)
            for name in one.people:
                starts |= self._learn_person(number, name)
        self._starts = sorted(starts)
        self._longest = 4 * max((len(name) for name, _ in self._written), default=0) + 64  # spaced out, decomposed
        self._halves = _halves(self._exact.owners.keys() | self._bare.owners.keys())
        self._letters = _letters(self._written)

    def _learn_title(self, owner: int, title: str) -> set[tuple[str, int]]:
        named = spelling.words(title)
        pieces = tuple(piece for word in named for piece in word)
        self._learn(owner, title)
        self._bare.add(owner, {"".join(_without_article(pieces))})
        if any(spelling.syllable(character) for character in title):
            self._sounds.add(owner, spelling.sounds(named))
        self._title_parts.add(owner, (run for run in _runs(pieces) if run not in _SMALL_WORDS))
        return {("".join(pieces[at:]), owner) for at in range(min(len(pieces), _WORDS))}

    def _learn_person(self, owner: int, name: str) -> set[tuple[str, int]]:
        named = spelling.words(name)
        self._learn(owner, name)
        if not named:
            return set()
        starts = set()
        for order in spelling.orders(named):
            plain = ["".join(word) for word in order]
            self._exact.add(owner, {"".join(plain)})
            self._sounds.add(owner, spelling.families(order))
            starts |= {("".join(plain[at:]), owner) for at in range(min(len(plain), _WORDS))}
        self._parts.add(owner, _runs(["".join(word) for word in named]))
        for at in range(1, len(named)):
            self._part_sounds.add(owner, spelling.families(named[:at]) | spelling.families(named[at:]))
        return starts

    def _learn(self, owner: int, name: str) -> None:
        self._exact.add(owner, {spelling.fold(name)})
        self._bare.add(owner, {spelling.bare(name)} - {""})
        self._written.append((spelling.fold(name), owner))

    def exactly(self, text: str) -> list[T]:
        """Those with a name that differs in case, accents, marks and spaces at most, or has the family name last."""
        return self._named(self._exact.of(spelling.fold(text)) if len(text) <= self._longest else ())

    def find(self, text: str) -> list[T]:
        """Whatever may be meant, all equally well: one when it is certain, none when nothing but near names is left."""
        return self._named(self._meant(text) if len(text) <= self._longest else ())

    def _meant(self, text: str) -> set[int]:
        if exact := self._exact.of(spelling.fold(text)):
            return exact
        named = spelling.words(text)
        pieces = tuple(piece for word in named for piece in word)
        keys = spelling.fold(text), spelling.bare(text), "".join(_without_article(pieces))
        certain, slips = self._slips(keys[:2])
        tiers: Iterator[set[int]] = iter(
            (
                self._exact.of(*keys) | self._bare.of(*keys) | self._sounds.of(*spelling.sounds(named)),
                certain | (self._parts.of(keys[0]) or self._title_parts.of(keys[0]) or self._with_all(pieces)),
                self._part_sounds.of(*spelling.sounds(named)),
                set(self._starting(keys[0])) if _may_begin(keys[0]) else set(),
                slips if len(slips) > NEAR else set(),
            )
        )
        meant = next(filter(None, tiers), None)
        return meant | slips if meant else set()

    def _with_all(self, pieces: Sequence[str]) -> set[int]:
        """Those whose titles have all these words, each once, in any order."""
        telling = [piece for piece in pieces if piece not in _SMALL_WORDS]
        if not 1 < len(telling) == len(set(telling)):
            return set()
        return set.intersection(*map(self._title_parts.of, telling))

    def _starting(self, beginning: str) -> Iterator[int]:
        low = bisect_left(self._starts, (beginning, -1))
        high = bisect_left(self._starts, (beginning + "\U0010ffff", -1))
        return (owner for _, owner in self._starts[low:high])

    def _slips(self, keys: Iterable[str]) -> tuple[set[int], set[int]]:
        """Those one slip away whose names are long enough, and of them those that the slip leaves certain."""
        close = {(key, name) for key in keys for name in self._close(key) if min(len(key), len(name)) >= _CERTAIN}
        sure = {name for key, name in close if _digits(key) == _digits(name)}
        return self._spelt(sure), self._spelt(name for _, name in close)

    def _spelt(self, names: Iterable[str]) -> set[int]:
        known = tuple(names)
        return self._exact.of(*known) | self._bare.of(*known)

    def _close(self, key: str) -> set[str]:
        """Names one inserted, missing, wrong or swapped letter away: half of such a name is always intact."""
        from rapidfuzz.distance import OSA  # with the first name that nobody has: rapidfuzz takes 2 MB

        candidates = chain.from_iterable(
            self._halves.get(half, ()) for length in (-1, 0, 1) for half in _half(key, len(key) + length)
        )
        return {name for name in candidates if OSA.distance(key, name, score_cutoff=1) <= 1}

    def near(self, text: str, limit: int = NEAR) -> list[T]:
        """What looks alike, best first: those one slip away, then those with most in common."""
        text = text[: self._longest]
        keys = spelling.fold(text), spelling.bare(text)
        _, slips = self._slips(keys)
        close = self._spelt(chain.from_iterable(map(self._close, keys)))
        ranked = chain(sorted(slips), sorted(close), self._alike(normalize("NFD", keys[0])))
        return [self.owners[number] for number in list(dict.fromkeys(ranked))[:limit]]

    def _alike(self, key: str) -> list[int]:
        common = Counter(chain.from_iterable(self._letters.get(gram, ()) for gram in _grams(key)))
        scored = []
        for at, _ in common.most_common(_SHORTLIST):
            name, owner = self._written[at]
            if (score := _likeness(key, normalize("NFD", name))) >= _ALIKE:
                scored.append((-score, owner))
        return [owner for _, owner in sorted(scored)]

    def begin(self, text: str, limit: int) -> list[T]:
        """What somebody may be about to type."""
        key = spelling.fold(text[: self._longest])
        starting = sorted(set(self._starting(key)))
        first = sorted(self._meant(text)) if len(text) <= self._longest else []
        found = list(dict.fromkeys((*first, *starting)))[:limit]
        return [self.owners[number] for number in found] or self.near(text, limit)

    def _named(self, numbers: Iterable[int]) -> list[T]:
        return [self.owners[number] for number in sorted(numbers)]


def _without_article(pieces: Sequence[str]) -> Sequence[str]:
    return pieces[1:] if len(pieces) > 1 and pieces[0] in ("the", "a", "an") else pieces


def _runs(pieces: Sequence[str]) -> set[str]:
    """What neighbouring words make together."""
    ends = range(1, min(len(pieces), _WORDS) + 1)
    return {"".join(pieces[start:end]) for end in ends for start in range(end)}


def _may_begin(key: str) -> bool:
    return len(key) >= (_BEGINNING if key.isascii() else _BEGINNING - 1)


def _digits(key: str) -> str:
    return "".join(filter(str.isdigit, key))


def _half(key: str, length: int) -> Iterator[tuple[int, bool, str]]:
    """The two halves, less one letter, of a name of that length that is one slip away from `key`."""
    if length > 1:
        middle = (length - 1) // 2
        yield length, True, key[:middle]
        yield length, False, key[len(key) - (length - 1 - middle) :]


def _halves(names: Iterable[str]) -> dict[tuple[int, bool, str], list[str]]:
    found: dict[tuple[int, bool, str], list[str]] = {}
    for name in names:
        for half in _half(name, len(name)):
            found.setdefault(half, []).append(name)
    return found


def _grams(key: str) -> set[str]:
    padded = f" {key} "
    return {padded[at : at + 3] for at in range(len(padded) - 2)}


def _letters(names: Sequence[tuple[str, int]]) -> dict[str, list[int]]:
    """Which names, by their place, have three letters in a row; Hangul by its own letters."""
    found: dict[str, list[int]] = {}
    for at, (name, _) in enumerate(names):
        for gram in _grams(normalize("NFD", name)):
            found.setdefault(gram, []).append(at)
    return found


def _likeness(key: str, name: str) -> float:
    """From 0 to 100. A part that is alike counts nearly as much as the whole, when it is more than a syllable."""
    from rapidfuzz import fuzz

    part = 0.9 * fuzz.partial_ratio(key, name) if min(len(key), len(name)) > 3 else 0.0
    return max(fuzz.ratio(key, name), part)
