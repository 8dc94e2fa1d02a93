"""Who is named in an article: each person once, however the name is spelt, and what is said of them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.core import spelling
from bot.news import korean

_WORD = r"[A-Z][\w'’.]*(?:-[A-Za-z][a-z]+)*"
NAME = rf"{_WORD}(?: {_WORD}){{0,3}}"
_ROLE = (
    r"(?:actor|actress|star|singer|idol|rapper|director|PD|writer|screenwriter|comedian|model|producer|lead|co-star|"
    r"singer-actor|actor-singer|veteran|rookie|newcomer|Actor|Actress|Director|Writer|Singer|Screenwriter|Producer)"
)
_INTRODUCED = re.compile(rf"\b{_ROLE}s? (?P<name>{_WORD}(?: {_WORD}){{0,2}})")
_GROUPS = re.compile(
    rf"\b(?:[A-Z][A-Z0-9'’:. ]{{1,14}}|[A-Z][a-z]+ ?[A-Z0-9][\w]*)['’]s? (?P<name>{_WORD})(?= (?:said|will|plays|"
    rf"and|as|shared|is)|[,(])"
)
_ALONE = re.compile(
    rf"(?:^|[.;,] |and |while )(?P<name>{_WORD}) (?:(?:also|then|will|further) )?(?:plays?|portrays?|said|says|"
    rf"shared|explained|added|transforms? into|"
    r"takes? on the role|revealed|remarked|commented|stated|confessed|expressed)\b"
)
STARRING = re.compile(
    rf"\b(?:[Ss]tarring|[Ss]tars|[Ff]eaturing|[Cc]ast (?:members )?(?:includes|of|members?:?)|(?:[Aa]ctors?|"
    rf"[Aa]ctress(?:es)?|[Ll]eads|cast members|stars))"
    rf"(?: (?:lead |male lead |female lead )?(?:actors?|actress(?:es)?))? (?P<list>{NAME}(?:(?:,| and| &|, and|"
    rf",? as well as|,? along with|,? alongside)"
    rf" (?:(?:lead |veteran )?(?:actors?|actress|singer|idol) )?{NAME})*)"
)
_NOT_NAMES_WORDS = """
    The A An In On At By For From With And But Or So As If It Its He She They We You I His Her Their This That
    These Those When While After Before During Since Meanwhile Also However Although Though Not No Yes One Two
    Three Both Each Every All Many Most Some Korean Korea South Seoul Netflix Disney Disney+ Viki TVING Viu
    Wavve JTBC SBS KBS MBC ENA OCN MBN KST MYT Monday Tuesday Wednesday Thursday Friday Saturday Sunday January
    February March April May June July August September October November December Drama Dramas Series Episode
    Episodes Season Part K-drama K-dramas Kdrama Press Conference Hotel TV PD CEO Photo Source Image Cast
    Director Writer Actor Actress Stay Check Watch What Who How Why Where Q A Synopsis Genre Title Network
    Premiere Don Let Here There Then Now First Last Finally Speaking Asked Regarding According Additionally
    Moreover Furthermore Lastly Following Fans Viewers Netizens Production Based Directed Written Starring
    Playing Despite Until Once Even Only Just New Best Main Lead Male Female Joseon Asian International
    Instagram YouTube Twitter Weverse X OTT BTS Studio Film Movie Romance Thriller Comedy Fantasy
"""
NOT_NAMES = frozenset(_NOT_NAMES_WORDS.split())


@dataclass(slots=True)
class Person:
    """`name` is the spelling met most often, of several the first."""

    name: str
    spellings: Counter[str] = field(default_factory=Counter)
    votes: int = 0  # above 0: she; below 0: he
    character: bool = False
    crew: bool = False  # a director or writer
    first: int = 0  # where the name is met first, over the whole article


class People:
    """The roster of one article. `texts` are the headline and the paragraphs, in order."""

    def __init__(self, texts: Sequence[str]) -> None:
        self.known: list[Person] = []
        self._by_key: dict[str, Person] = {}
        self._partial: dict[str, list[Person]] = {}
        offsets = [sum(len(text) + 1 for text in texts[:at]) for at in range(len(texts))]
        for offset, text in zip(offsets, texts, strict=True):
            for start, end in korean.full_names(text):
                self._add(text[start:end], offset + start)
        parts = {_key(part) for person in self.known for spelt in person.spellings for part in _parts(spelt)}
        for offset, text in zip(offsets, texts, strict=True):
            for start, end in self._introduced(text):
                if _key(text[start:end]) not in parts:
                    self._add(text[start:end], offset + start)
        for person in self.known:
            person.name = max(person.spellings, key=lambda name: person.spellings[name])
        self._learn_parts()
        self._learn_genders(texts)

    def _introduced(self, text: str) -> Iterator[tuple[int, int]]:
        """Names that are told by what stands around them: stage names, foreign names."""
        taken: list[tuple[int, int]] = korean.full_names(text)
        for pattern in (_INTRODUCED, _GROUPS, _ALONE):
            for match in pattern.finditer(text):
                start, end = match.span("name")
                if not any(start < b and a < end for a, b in taken) and (end := _trimmed(text, start, end)):
                    taken.append((start, end))
                    yield start, end
        for match in STARRING.finditer(text):
            start = match.start("list")
            for name in re.finditer(rf"{NAME}", match["list"]):
                a, b = start + name.start(), start + name.end()
                if not any(a < d and c < b for c, d in taken) and (b := _trimmed(text, a, b)):
                    taken.append((a, b))
                    yield a, b

    def _add(self, name: str, at: int) -> None:
        keys = spelling.sounds(spelling.words(name))
        person = next((self._by_key[key] for key in keys if key in self._by_key), None)
        if person is None:
            person = Person(name, first=at)
            self.known.append(person)
        person.spellings[name] += 1
        for key in keys:
            self._by_key.setdefault(key, person)

    def add(self, name: str, *, character: bool = False) -> Person:
        """The person of that name, who may be new: a character with a given name only, an idol."""
        found = self.find(name)
        if found is None:
            found = Person(name, Counter({name: 1}), first=10**9)
            self.known.append(found)
            for key in spelling.sounds(spelling.words(name)):
                self._by_key.setdefault(key, found)
        found.character = found.character or character
        return found

    def find(self, name: str) -> Person | None:
        """By the whole name, in any spelling."""
        named = spelling.words(name)
        if not named:
            return None
        found = next((self._by_key[key] for key in spelling.sounds(named) if key in self._by_key), None)
        if found is None and len(named) > 1:  # Ji-won Kim
            turned = (*named[1:], named[0]) if len(named) == 2 else (named[-1], *named[:-1])
            found = next((self._by_key[key] for key in spelling.sounds(turned) if key in self._by_key), None)
        return found

    def named(self, name: str) -> Person | None:
        """By the whole name, else by a surname or given name that only one person has. Characters come last."""
        if found := self.find(name):
            return found
        several = self._partial.get(_key(name), [])
        real = [person for person in several if not person.character]
        chosen = real if real else several
        return chosen[0] if len(chosen) == 1 else None

    def mentions(self, text: str) -> list[tuple[int, int, Person]]:
        """Everybody named in the text, whole or in part, in order."""
        found: list[tuple[int, int, Person]] = []
        for match in re.finditer(rf"{_WORD}(?: {_WORD})*", text):
            words = list(re.finditer(_WORD, match[0]))
            at = 0
            while at < len(words):
                for count in range(min(4, len(words) - at), 0, -1):
                    start, end = words[at].start(), words[at + count - 1].end()
                    said = re.sub(r"['’]s?$|[.]$", "", match[0][start:end])
                    person = self.find(said) if count > 1 else self.named(said)
                    if person and (count > 1 or said not in NOT_NAMES):
                        found.append((match.start() + start, match.start() + start + len(said), person))
                        at += count
                        break
                else:
                    at += 1
        return found

    def _learn_parts(self) -> None:
        for person in self.known:
            for spelt in person.spellings:
                for part in _parts(spelt):
                    known = self._partial.setdefault(_key(part), [])
                    if person not in known:
                        known.append(person)

    def learn(self, person: Person) -> None:
        for part in _parts(person.name):
            if person not in (known := self._partial.setdefault(_key(part), [])):
                known.append(person)

    def _learn_genders(self, texts: Iterable[str]) -> None:
        for text in texts:
            for start, end, person in self.mentions(text):
                before, after = text[max(0, start - 40) : start], text[end : end + 60]
                if re.search(
                    r"\b(?:[Aa]ctress|female lead|heroine|leading lady|mother|queen)(?:es)?,? (?:\w+ )?$", before
                ):
                    person.votes += 3
                elif re.search(r"\b(?:[Aa]ctor|male lead|leading man|hero)(?:-singer)? $", before):
                    person.votes -= 2
                if re.match(r",? (?:the |an? )?(?:[\w-]+ ){0,2}actress\b", after):
                    person.votes += 3
            for sentence in re.split(r"(?<=[.!?]) ", text):
                real = {id(p): p for _, _, p in self.mentions(sentence)}
                if len(real) == 1:
                    person = next(iter(real.values()))
                    tail = sentence[sentence.find(person.name.split()[0]) :]
                    person.votes += bool(re.search(r"\b(?:she|her|herself)\b", tail)) - bool(
                        re.search(r"\b(?:he|his|him|himself)\b", tail)
                    )


def _parts(name: str) -> set[str]:
    """The surname and the given name."""
    first, _, rest = name.partition(" ")
    return {first, rest} if rest else set()


def _key(name: str) -> str:
    return max(spelling.sounds(spelling.words(name)), key=len, default="")


def _trimmed(text: str, start: int, end: int) -> int:
    """Where the name ends, without words that are none; 0 where nothing is left."""
    words = list(re.finditer(r"\S+", text[start:end]))
    kept = 0
    for word in words:
        if word[0].rstrip(".,") in NOT_NAMES:
            break
        kept = word.end()
    name = re.sub(r"['’]s?$|[.,]+$", "", text[start : start + kept])
    return start + len(name) if name and name not in NOT_NAMES else 0
