"""A sentence with one letter for each name in it, so that rules read what stands between the names."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.core.spelling import fold
from bot.news import characters, korean
from bot.news.not_names import NOT_NAMES
from bot.news.people import NAME, People, Person
from bot.news.prose import Paragraph
from bot.news.titles import is_title

_ACTORS, _OTHERS, _MANY = "\ue000", "\ue800", 0x800
ACTOR = "[\ue000-\ue7ff]"  # who may be one of the cast
OTHER = "[\ue800-\uefff]"  # makers and characters
OURS, THEIRS = "\uf000", "\uf001"  # the drama's title between marks, and that of another work
_OF_A_GROUP = re.compile(  # "Bomi, a member of CANDLE, plays", "Kim, 29, is"
    r"(?P<apart>,)? (?:an? )?(?:former )?(?:member )?(?:of|from) (?:the )?(?:[a-z]+ ){0,3}[A-Z][\w-]*[A-Z0-9][\w-]*\b"
    r"(?(apart),?)|"
    r", \d\d,(?= (?:is|plays?|stars?|who|will|as|has|portrays?|leads?)\b)"
)
_BRACKETS = re.compile(r" ?\([^()]{1,120}\)")
TRADE = (
    r"(?:act(?:or|ress)|star|singer|idol|rapper|member|leader|vocalist|maknae|alum|veteran|rookie|newcomer|"
    r"heartthrob|comedian|model|dancer|talent|lead|co-star|director|writer|screenwriter|producer|PD|protagonist|favou?rite|"
    r"breakout|thespian|heroine|hero|queen|king)"
)
_NO_PART = r"(?:by|played|portrayed|as|who|which|that|and|is|was|are|were|with|in|on|for|to|of|at|from)\b"
_WHO = rf"(?:(?:(?!{_NO_PART})[\w’'“”‘\"&.+\uf001-]+,? ){{0,7}}?{TRADE}(?:s|es)?,? (?:\d\d, )?)?"
_FROM = (  # "of Clazziquai", "from Crash Landing On You", "of girl group AOA", "who sings with CNBLUE"
    r"(?: (?:of|from) (?:the )?(?:(?:[a-z-]+ )?(?:group|band|duo) )?"
    r"(?:\uf001|[A-Z][\w’'-]*(?: (?:(?:of|the|on|to|in|a) ){0,2}[A-Z][\w’'-]*){0,5})|"
    r", (?:who|once|formerly|last|best|known|also)\b[^,;.\ue000-\uefff]{3,50}(?=,| and ))"
)
_ONE = rf"{_WHO}(?:{ACTOR}|{OTHER})(?:,? \d\d(?=,)|, (?:left|right|center|centre)(?=,))?{_FROM}?"
_BETWEEN = r"(?:,? (?:and|&|as well as|along with|alongside|together with|plus)(?: also)? |, |; | \| | x | X )"
LIST = rf"(?P<list>{_ONE}(?:{_BETWEEN}{_ONE})*)"
SEVERAL = rf"(?P<list>{_ONE}(?:{_BETWEEN}{_ONE})+)"
_MAKER = re.compile(rf"\b(?:director|writer|producer|PD|CEO|president|minister|reporter|host|author)s?,? (?={ACTOR})")


@dataclass(frozen=True, slots=True)
class Sketch:
    """`at` tells of each letter where what it stands for begins in the paragraph, `ends` where that ends."""

    text: str
    at: tuple[int, ...]
    ends: tuple[int, ...]
    people: tuple[Person, ...]
    words: tuple[str, ...]  # how each of them is called here

    def named(self, words: str) -> list[tuple[Person, str]]:
        """Those for whom these letters of the text stand, and how they are called."""
        at = [(ord(one) - ord(_ACTORS)) % _MANY for one in re.findall(f"{ACTOR}|{OTHER}", words)]
        return [(self.people[one], self.words[one]) for one in at]

    def cast_in(self, words: str) -> list[Person]:
        """Those of them who may be of the cast; not the one after "director"."""
        told = _MAKER.sub(lambda match: match[0] + OURS, words)
        return [self.people[ord(one) - ord(_ACTORS)] for one in re.findall(rf"(?<!{OURS}){ACTOR}", told)]

    def without(self, aside: re.Pattern[str]) -> "Sketch":
        """The same without what the pattern finds."""
        kept = [at for at, _ in enumerate(self.text)]
        for match in reversed(list(aside.finditer(self.text))):
            del kept[match.start() : match.end()]
        return replace(
            self,
            text="".join(self.text[at] for at in kept),
            at=tuple(self.at[at] for at in kept),
            ends=tuple(self.ends[at] for at in kept),
        )

    def place(self, begin: int, end: int) -> tuple[int, int]:
        return self.at[begin], self.ends[min(end, len(self.at)) - 1]


def sketch(
    one: Paragraph,
    start: int,
    end: int,
    people: People,
    title: str | None,
    *,
    brackets: bool = False,
    strangers: bool = False,
) -> Sketch:
    """Of a sentence, without what stands in brackets, or, where they are wanted, in those that name nobody.

    `strangers` have letters, too: what only may be a name, as those of characters may.
    """
    text = one.masked[:end]
    named = [(start + a, start + b, person) for a, b, person in people.mentions(text[start:])]
    told: list[tuple[int, int, str, Person | None]] = [
        (*match.span(), "", None)
        for match in _BRACKETS.finditer(text, start)
        if not brackets or not people.mentions(match[0])
    ]
    for marked in one.marked:
        if start <= marked.start and marked.end <= end and is_title(marked.text):
            letter = OURS if title and fold(title) == fold(marked.text) else THEIRS
            told.append((marked.start, marked.end, letter, None))
    if title and re.search(r"[A-Z0-9]", title[:1]):
        told += [(*match.span(), OURS, None) for match in _unmarked(title).finditer(text, start)]
    for a, b, person in named:
        other = person.crew or person.character or text[b : b + 1] == "-"  # "a Kim Go-eun-like newcomer"
        told.append((a, b, _OTHERS if other else _ACTORS, person))
        if aside := _OF_A_GROUP.match(text, b):
            told.append((*aside.span(), "", None))
    if strangers:
        told += [(a, b, _OTHERS, Person(text[a:b])) for a, b in _strangers(text, start, named)]
    letters: list[tuple[str, int, int]] = []
    met: list[tuple[Person, str]] = []
    at = start
    for a, b, letter, who in sorted(told, key=lambda one: one[:2]):
        if a < at:
            continue
        letters += [(text[place], place, place + 1) for place in range(at, a)]
        if letter:
            letters.append((chr(ord(letter) + len(met)) if who else letter, a, b))
        if who:
            met.append((who, text[a:b]))
        at = b
    letters += [(text[place], place, place + 1) for place in range(at, end)]
    return Sketch(
        "".join(letter for letter, _, _ in letters),
        tuple(begun for _, begun, _ in letters),
        tuple(ended for _, _, ended in letters),
        tuple(person for person, _ in met),
        tuple(called for _, called in met),
    )


@lru_cache(maxsize=16)  # it is asked for each sentence of a page
def _unmarked(title: str) -> re.Pattern[str]:
    """Where the title stands without marks, as it is written."""
    return re.compile(rf"(?<![\w’'-]){re.escape(title)}(?![\w-])")


def _strangers(text: str, start: int, named: Sequence[tuple[int, int, Person]]) -> Iterator[tuple[int, int]]:
    """Where a name may stand that nobody in the article is known by: Ji-won, Captain Moon, Haruto."""
    for match in re.compile(rf"(?<![\w’'•-]){NAME}").finditer(text, start):
        a, b = match.span()
        a += len(match[0]) - len(match[0].lstrip())
        if any(c < b and a < d for c, d, _ in named):
            continue
        name = re.sub(r"['’]s?$", "", match[0])
        if a == start and not re.search(r"[ -]", name):  # "Earlier"
            continue
        if re.match(r"[A-Z]{2,}s?\b(?!-)", name):  # "CEOs"
            continue
        if characters.may_be_one(name) and not any(word in NOT_NAMES or korean.is_word(word) for word in name.split()):
            yield a, a + len(name)
