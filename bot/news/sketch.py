"""A sentence with one letter for each name in it, so that rules read what stands between the names."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.spelling import fold
from bot.news.people import People, Person
from bot.news.prose import Paragraph
from bot.news.titles import is_title

_FIRST, _MANY = 0xE000, 0x800
ACTOR = "[\ue000-\ue7ff]"  # who may be one of the cast
OTHER = "[\ue800-\uefff]"  # makers and characters
OURS, THEIRS = "\uf000", "\uf001"  # the drama's title between marks, and that of another work
_BRACKETS = re.compile(r" ?\([^()]{1,120}\)")
TRADE = (
    r"(?:act(?:or|ress)|star|singer|idol|rapper|member|leader|vocalist|maknae|alum|veteran|rookie|newcomer|"
    r"heartthrob|comedian|model|dancer|talent|lead|co-star|director|writer|screenwriter|producer|PD|protagonist|favou?rite|"
    r"breakout|thespian|heroine|hero|queen|king)"
)
_NO_PART = r"(?:by|played|portrayed|as|who|which|that|and|is|was|are|were|with|in|on|for|to|of|at|from)\b"
_WHO = rf"(?:(?:(?!{_NO_PART})[\w’'“”‘\"&.+\uf001-]+,? ){{0,7}}?{TRADE}(?:s|es)?,? (?:\d\d, )?)?"
_ONE = rf"{_WHO}(?:{ACTOR}|{OTHER})(?:,? \d\d(?=,)|, (?:left|right|center|centre)(?=,))?(?: (?:of|from) [A-Z][\w-]*)?"
_BETWEEN = r"(?:,? (?:and|&|as well as|along with|alongside|together with|plus)(?: also)? |, |; | \| | x | X )"
LIST = rf"(?P<list>{_ONE}(?:{_BETWEEN}{_ONE})*)"
SEVERAL = rf"(?P<list>{_ONE}(?:{_BETWEEN}{_ONE})+)"
_MAKER = re.compile(rf"\b(?:director|writer|producer|PD|CEO|president|minister|reporter|host|author)s?,? (?={ACTOR})")


@dataclass(frozen=True, slots=True)
class Sketch:
    """`at` tells of each letter where it stands in the paragraph."""

    text: str
    at: tuple[int, ...]
    people: tuple[Person, ...]
    words: tuple[str, ...]  # how each of them is called here

    def named(self, words: str) -> list[tuple[Person, str]]:
        """Those for whom these letters of the text stand, and how they are called."""
        at = [(ord(one) - _FIRST) % _MANY for one in re.findall(f"{ACTOR}|{OTHER}", words)]
        return [(self.people[one], self.words[one]) for one in at]

    def cast_in(self, words: str) -> list[Person]:
        """Those of them who may be of the cast; not the one after "director"."""
        told = _MAKER.sub(lambda match: match[0] + OURS, words)
        return [self.people[ord(one) - _FIRST] for one in re.findall(rf"(?<!{OURS}){ACTOR}", told)]

    def place(self, begin: int, end: int) -> tuple[int, int]:
        return self.at[begin], self.at[min(end, len(self.at)) - 1] + 1


def sketch(
    one: Paragraph, start: int, end: int, people: People, title: str | None, *, brackets: bool = False
) -> Sketch:
    """Of a sentence, without what stands in brackets, or, where they are wanted, in those that name nobody."""
    hidden = [
        match.span()
        for match in _BRACKETS.finditer(one.masked, start, end)
        if not brackets or not people.mentions(match[0])
    ]
    letters: list[tuple[str, int]] = []
    met: list[tuple[Person, str]] = []
    named = [(start + a, start + b, person) for a, b, person in people.mentions(one.masked[start:end])]
    told: Sequence[tuple[int, int, str]] = sorted(
        [(a, b, "") for a, b in hidden]
        + [
            (marked.start, marked.end, OURS if title and fold(title) == fold(marked.text) else THEIRS)
            for marked in one.marked
            if start <= marked.start and marked.end <= end and is_title(marked.text)
        ]
        + [(a, b, chr(_FIRST + _MANY * (person.crew or person.character))) for a, b, person in named]
    )
    by_place = {a: (person, one.masked[a:b]) for a, b, person in named}
    at = start
    for a, b, letter in told:
        if a < at:
            continue
        letters += [(one.masked[place], place) for place in range(at, a)]
        if letter and ord(letter) < ord(OURS):
            letter = chr(ord(letter) + len(met))
            met.append(by_place[a])
        if letter:
            letters.append((letter, a))
        at = b
    letters += [(one.masked[place], place) for place in range(at, end)]
    met_people, words = tuple(person for person, _ in met), tuple(called for _, called in met)
    return Sketch("".join(letter for letter, _ in letters), tuple(place for _, place in letters), met_people, words)
