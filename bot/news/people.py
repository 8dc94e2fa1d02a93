"""Who is named in an article: each person once, however the name is spelt, and what is said of them."""

import re
from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bot.core import spelling
from bot.news import korean, names
from bot.news.not_names import NOT_NAMES as NOT_NAMES
from bot.news.starring import NAME as NAME
from bot.news.starring import STARRING as STARRING
from bot.news.starring import WORD

_WORD = re.compile(WORD)
_WORDS = re.compile(rf"{WORD}(?: {WORD})*")
_POSSESSED = re.compile(r"['’]s?$|[.]$")
_ALSO_KNOWN = re.compile(
    rf"(?P<name>{NAME}),? (?:who is )?(?:also|better|best|otherwise) known as (?P<also>{WORD})(?= and\b|[,.)]|$)"
)
_ROLE_OF = re.compile(rf"\b(?:role|part|character) of (?:the )?(?:[a-z-]+ ){{0,4}}(?P<name>{NAME})")
_BRACKETS = re.compile(r" \((?!(?:[a-z]+ ){0,4}by )[^()]{1,60}\)")


@dataclass(slots=True)
class Person:
    """`name` is the spelling met most often, of several the first."""

    name: str
    spellings: Counter[str] = field(default_factory=Counter)
    votes: int = 0  # above 0: she; below 0: he
    character: bool = False
    actor: bool = False  # is listed as one of the cast
    called: bool = False  # an actor, somewhere
    crew: bool = False  # a director or writer
    first: int = 0  # where the name is met first, over the whole article


class People:
    """The roster of one article. `texts` are the headline, which has so many letters, and the paragraphs, in order."""

    def __init__(self, texts: Sequence[str], headline: int = 0) -> None:
        self.headline = headline
        self.known: list[Person] = []
        self._by_key: dict[str, Person] = {}
        self._partial: dict[str, list[Person]] = {}
        self._met: dict[str, Person | None] = {}  # answers of `find`, until somebody new comes
        whole = {text[start:end] for text in texts for start, end in korean.full_names(text)}
        given = {names.squashed(name.partition(" ")[2]) for name in whole}  # "Jun Ho", who is Lee Junho
        offsets = [sum(len(text) + 1 for text in texts[:at]) for at in range(len(texts))]
        for offset, text in zip(offsets, texts, strict=True):
            for start, end in korean.full_names(text):
                cut = any(
                    other.startswith(f"{text[start:end]} ") for other in whole
                )  # "Lee Joon Hyuks'" is Lee Joon Hyuk
                if names.squashed(text[start:end]) not in given and not cut:
                    self._add(text[start:end], offset + start)
        for name, at in names.western(texts, offsets):
            self._add(name, at)
        for offset, text in zip(offsets, texts, strict=True):
            for match in (*korean.surnamed(text), *names.STAGE_NAMES.finditer(text)):
                if " " not in match[0] and any(
                    match[0] in _parts(spelt) for one in self.known for spelt in one.spellings
                ):
                    continue  # "Suzy" is Bae Suzy
                again = sum(other.count(match[0]) for other in texts) > 1  # "Kim Says" stands in one headline
                if " " not in match[0] or (again and match[0].split()[1] not in NOT_NAMES and not self.find(match[0])):
                    self._add(match[0], offset + match.start())
        for text in texts:
            for match in _ALSO_KNOWN.finditer(text):
                if known := self.find(match["name"]):
                    for key in spelling.sounds(spelling.words(match["also"])):
                        self._by_key.setdefault(key, known)
                    self._met.clear()
        told = [
            (text[start:end], offset + start)
            for offset, text in zip(offsets, texts, strict=True)
            for start, end in names.introduced(text)
        ]
        for name, at in sorted(told, key=lambda one: " " not in one[0]):  # "Chew" is Chew Li Mei
            parts = {_key(part) for person in self.known for spelt in person.spellings for part in _parts(spelt)}
            if " " in name or _key(name) not in parts:
                self._add(name, at)
        for person in self.known:
            person.name = max(person.spellings, key=lambda name: (not name.isupper(), person.spellings[name]))
        self._learn_parts()

    def _add(self, name: str, at: int) -> None:
        keys = spelling.sounds(spelling.words(name))
        person = next((self._by_key[key] for key in keys if key in self._by_key), None)
        if person is None:
            person = Person(name, first=at)
            self.known.append(person)
        self._met.clear()
        person.spellings[name] += 1
        for key in keys:
            self._by_key.setdefault(key, person)

    def add(self, name: str, *, character: bool = False) -> Person:
        """The person of that name, who may be new: a character with a given name only, an idol."""
        found = self.find(name)
        if found is None:
            found = Person(name, Counter({name: 1}), first=10**9)
            self.known.append(found)
            self._met.clear()
            for key in spelling.sounds(spelling.words(name)):
                self._by_key.setdefault(key, found)
        found.character = found.character or character
        return found

    def find(self, name: str) -> Person | None:
        """By the whole name, in any spelling."""
        if name not in self._met:
            self._met[name] = self._find(name)
        return self._met[name]

    def _find(self, name: str) -> Person | None:
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
        for match in _WORDS.finditer(text):
            words = list(_WORD.finditer(match[0]))
            at = 0
            while at < len(words):
                for count in range(min(4, len(words) - at), 0, -1):
                    start, end = words[at].start(), words[at + count - 1].end()
                    said = _POSSESSED.sub("", match[0][start:end])
                    person = self.named(said)
                    taken = found[-1][1] - match.start() if found else 0
                    if count == 1 and _is_of_another(match[0], words, at, taken):
                        continue
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

    def forget(self, name: str) -> None:
        """A title that was taken for a person: "in Salt Lake, says"."""
        if (person := self.find(name)) is None or korean.full_names(name):
            return
        self.known.remove(person)
        self._by_key = {key: one for key, one in self._by_key.items() if one is not person}
        self._partial = {part: [one for one in known if one is not person] for part, known in self._partial.items()}
        self._met.clear()

    def settle(self, part: str, person: Person) -> None:
        """From now on whom the article calls by that part of a name which several have: "Yu Na-bi (Kim)"."""
        self._partial[_key(part)] = [person]
        self._met.clear()

    def sharing(self, part: str) -> list[Person]:
        """All of that surname or given name who are no characters."""
        return [
            one for one in self.known if not one.character and any(part in _parts(spelt) for spelt in one.spellings)
        ]

    def is_part_of_a_character(self, part: str) -> bool:
        """Whether it stands in the name of a character: "Navier" for the Empress Navier Ellie."""
        return any(one.character and f" {part} " in f" {one.name} " for one in self.known)

    def learn_actors(self, masked: Iterable[str]) -> None:
        """Whom a list of the cast names is nobody's character; a list of characters says after each who plays them."""
        texts = list(masked)
        played = {match["name"] for text in texts for match in _ROLE_OF.finditer(text)}
        for text in texts:
            for match in STARRING.finditer(_BRACKETS.sub("", text)):
                several = "," in match["list"] or " and " in match["list"]
                if re.match(r"[Ff]ea|With", match[0]) or not several:
                    continue
                for _, _, person in self.mentions(match["list"]):
                    person.actor = person.actor or not played.intersection(person.spellings)


def _is_of_another(text: str, words: Sequence[re.Match[str]], at: int, taken: int) -> bool:
    """Whether a part of a name belongs to somebody else: "Wang So" is not Wang Geon, and "Hae Soo" not Ji Soo."""
    if at + 1 < len(words) and korean.is_surname(words[at][0]) and text[words[at].end()] == " ":
        given = words[at + 1][0]
        known = given in NOT_NAMES and at + 2 < len(words)
        return korean.is_given(given) and not known
    if at and words[at - 1].start() >= taken and text[words[at].start() - 1] == " ":
        before = words[at - 1][0]
        return korean.is_syllable(before) and before not in NOT_NAMES and not korean.is_word(before)
    return False


def _parts(name: str) -> set[str]:
    """The surname and the given name."""
    first, _, rest = name.partition(" ")
    return {first, rest} if rest else set()


def _key(name: str) -> str:
    """Of a part of a name: short ones as they are written, for Jae is not Chae."""
    if len(folded := spelling.fold(name)) < 5:
        return folded
    return max(spelling.sounds(spelling.words(name)), key=len, default="")
