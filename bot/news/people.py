"""Who is named in an article: each person once, however the name is spelt, and what is said of them."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bot.core import spelling
from bot.news import korean, networks
from bot.news.not_names import NOT_NAMES as NOT_NAMES

_WORD = r"[A-Z][\w'’.]*(?:-[A-Za-z][a-z]*)*"
NAME = rf"{_WORD}(?: {_WORD}){{0,3}}"
_ROLE = (
    r"(?:actor|actress|star|singer|idol|rapper|director|PD|writer|screenwriter|comedian|model|producer|lead|co-star|"
    r"singer-actor|actor-singer|veteran|rookie|newcomer|member|vocalist|(?:(?<=^)|(?<=[.!?] ))(?:Veteran|Rookie|"
    r"Newcomer)|"
    r"Actor|Actress|Director|Writer|Singer|Screenwriter|Producer)"
)
_INTRODUCED = re.compile(rf"\b{_ROLE}s? (?P<name>{_WORD}(?: {_WORD}){{0,2}})")
_GROUPS = re.compile(
    rf"\b(?:[A-Z][A-Z0-9'’:. ]{{1,14}}|[A-Z][a-z]+ ?[A-Z0-9][\w]*)['’]s? (?P<name>{_WORD})(?= (?:said|"
    rf"will|plays|takes|took|stars|has|appears|was|added|expressed|joins|transforms|portrays|"
    rf"and|as|shared|is)|[,(])"
)
_BY = re.compile(
    rf"\b(?:[Dd]irected|[Hh]elmed|[Ww]ritten|[Pp]enned|[Pp]layed|[Pp]ortrayed) by (?P<name>{_WORD}(?: {_WORD}){{1,2}})"
)
_SPEAKS = (
    r"(?:said|says|told|tells|shared|shares|explained|explains|added|adds|laughs|laughed|recalls|"
    r"recalled|jokes|joked|admits|admitted|notes|noted|asked)"
)
_BRACKETS = re.compile(r" \((?!(?:[a-z]+ ){0,4}by )[^()]{1,60}\)")
_ALONE = re.compile(
    rf"(?:^|[.;,”\"’'] |and |while )(?P<name>{_WORD}(?: [A-Z][a-z]+)?) (?:(?:also|then|will|further|who|has|is|"
    rf"be) )*(?:"
    rf"plays?|playing|essays?|(?:co-)?stars (?:as|in)|"
    rf"portrays?|portraying|cast (?:in|as)|said|says|"
    rf"shared|explained|added|transforms? into|"
    r"takes? on the role|revealed|remarked|commented|stated|confessed|expressed)\b"
)
_TROUPE = (
    r"(?:[Cc]ast members|[Cc]ast|[Aa]ctors?|[Aa]ctress(?:es)?|[Ss]tars|[Ll]eads|[Nn]ewcomers|[Rr]ookies|[Vv]eterans|"
    r"[Cc]o-stars?|[Pp]rotagonists|(?:[Ll]ead|[Mm]ain) (?:couple|duo|pair|trio)|[Pp]erformers|[Ll]ine-?up|[Ee]nsemble)"
)
_LISTED = (
    rf"(?:(?:lead |veteran |rookie )?(?:actors?|actress|singer|idol|newcomer|rookie|veteran) |"
    rf"[A-Z]\w+['’]s (?:very )?own )?{NAME}(?: of [A-Z][\w'’-]*)?"
)
STARRING = re.compile(
    rf"(?:^With|\b(?:features|[Aa]lso stars|(?:will|to) (?:also )?(?:star|feature)|[Ss]tarring|[Cc]o-starring|"
    rf"[Ss]tars|[Ff]eaturing|"
    rf"(?:[Cc]ast|[Ll]ine-?up|[Ee]nsemble) consists of|"
    rf"{_TROUPE}(?:(?: [a-z]+){{0,3}}?,? (?:includ(?:es?|ing)|featuring|such as|like)| members?(?: (?:are|"
    rf"include))?:?|:| [-–—])?|"
    rf"{_TROUPE}\b[^.;()]{{3,60}}?(?:,? including|,[”\"’']? which includes|,? (?:made up|composed) of|"
    rf",? comprising| [-–—]|:)|[Cc]ast for [^.;()]{{3,40}} (?:are|is)|"
    rf"(?:[Jj]oining|[Aa]ppearing|[Ss]tarring|[Rr]ounding|[Cc]ompleting|"
    rf"[Hh]eadlining)\b[^.;()]{{0,60}}? (?:is|are|will be)|[Ss]tarring (?:is|are)|"
    rf"(?:[Ll]ed|[Hh]eadlined|[Ff]ronted|[Jj]oined) by(?: the likes of)?)) ?,?"
    rf"(?: (?:lead |male lead |female lead )?(?:actors?|actress(?:es)?))? "
    rf"(?:[A-Z][^.;:,]{{1,30}}: [^.;:,]{{1,30}}['’]s )?"
    rf"(?P<list>{_LISTED}(?:, {_LISTED})*(?:(?:,? and|,? &) {_LISTED})*"
    rf"(?:,? (?:as well as|along with|alongside) {_LISTED}(?:, {_LISTED})*(?:(?:,? and|,? &) {_LISTED})*)*)"
)
# "stars Kapuso favorite Bae Su-yeon": Kapuso is nobody
_PART_OF_A_NOUN = re.compile(
    r" (?:(?:favou?rite|star|stars|idol|leader|member|talent|alum|graduate|veteran|artist|actor|actress|singer|rapper|"
    r"vocalist|maknae|queen|king|heartthrob)(?: and (?:actor|actress|singer))?|(?:very )?own) [A-Z]"
)
# "SF4's Yoonseong", "Paper Moons’ Yuri"
_GROUP = re.compile(
    r"[A-Z]{3,}[A-Z0-9]* (?=[A-Z][a-z])|(?:[A-Z][\w.’'-]* ){0,2}(?:[A-Z][\w.-]*['’]s|[A-Z][\w.]*s['’]|"
    r"[A-Z][\w.]*s['’] [A-Z]\w*['’]s) (?=[A-Z])"
)
_GROUP_CAPITALS = re.compile(
    rf"\b(?!(?:{networks.NAMES})\b)[A-Z]{{4,}}[A-Z0-9]*['’]s (?P<name>[A-Z][a-z]+)(?! [A-Z]|[\w'’-])"
)
_ROLL = re.compile(rf"(?<!\w){NAME}(?:(?:, and|, &|,| and| &) {NAME}){{2,}}")
# Actors known by a name that no rule takes for one
_STAGE_NAMES = re.compile(r"(?<![\w-])(?:IU|D\.O\.|UEE|Uee|Hyeri)(?![\w-])(?! [A-Z])")


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
        given = {_squashed(name.partition(" ")[2]) for name in whole}  # "Jun Ho", who is Lee Junho
        offsets = [sum(len(text) + 1 for text in texts[:at]) for at in range(len(texts))]
        for offset, text in zip(offsets, texts, strict=True):
            for start, end in korean.full_names(text):
                cut = any(
                    other.startswith(f"{text[start:end]} ") for other in whole
                )  # "Lee Joon Hyuks'" is Lee Joon Hyuk
                if _squashed(text[start:end]) not in given and not cut:
                    self._add(text[start:end], offset + start)
        for name, at in _western(texts, offsets):
            self._add(name, at)
        for offset, text in zip(offsets, texts, strict=True):
            for match in (*_STAGE_NAMES.finditer(text), *korean.surnamed(text)):
                again = sum(other.count(match[0]) for other in texts) > 1  # "Kim Says" stands in one headline
                if " " not in match[0] or (again and match[0].split()[1] not in NOT_NAMES and not self.find(match[0])):
                    self._add(match[0], offset + match.start())
        told = [
            (text[start:end], offset + start)
            for offset, text in zip(offsets, texts, strict=True)
            for start, end in self._introduced(text)
        ]
        for name, at in sorted(told, key=lambda one: " " not in one[0]):  # "Chew" is Chew Li Mei
            parts = {_key(part) for person in self.known for spelt in person.spellings for part in _parts(spelt)}
            if " " in name or _key(name) not in parts:
                self._add(name, at)
        for person in self.known:
            person.name = max(person.spellings, key=lambda name: person.spellings[name])
        self._learn_parts()

    def _introduced(self, text: str) -> Iterator[tuple[int, int]]:
        """Names that are told by what stands around them: stage names, foreign names."""
        taken: list[tuple[int, int]] = korean.full_names(text)
        for pattern in (_INTRODUCED, _BY, _GROUPS, _GROUP_CAPITALS, _ALONE):
            for match in pattern.finditer(text):
                if pattern is _GROUP_CAPITALS and (not korean.is_given(match["name"]) or korean.is_word(match["name"])):
                    continue
                start, end = match.span("name")
                if of_group := _of_a_group(text[start:end]):
                    start += of_group.end()
                if pattern is _INTRODUCED and (_PART_OF_A_NOUN.match(text[end:]) or text[end : end + 1] == ":"):
                    continue
                if not any(start < b and a < end for a, b in taken) and (end := _trimmed(text, start, end)):
                    taken.append((start, end))
                    yield start, end
        for match in _ROLL.finditer(text):
            if sum(match.start() <= a and b <= match.end() for a, b in taken) < 2:
                continue
            for name in re.finditer(_WORD, match[0]):
                a, b = match.start() + name.start(), match.start() + name.end()
                alone = re.search(r"(?:^|, |and |& )$", text[match.start() : a]) and re.match(
                    r"(?:,| and| &|$)", text[b : match.end()]
                )
                if (
                    alone
                    and name[0][-2:] not in ("’s", "'s")
                    and not any(a < d and c < b for c, d in taken)
                    and (b := _trimmed(text, a, b))
                ):
                    taken.append((a, b))
                    yield a, b
        for match in STARRING.finditer(text):
            start = match.start("list")
            for name in re.finditer(rf"{NAME}", match["list"]):
                a, b = start + name.start(), start + name.end()
                if text[:a].endswith(" of "):  # "Kim Joon of T-Max"
                    continue
                if of_group := _of_a_group(text[a:b]):
                    a += of_group.end()
                if _PART_OF_A_NOUN.match(text[b:]) or re.match(r":| starring\b", text[b:]):
                    continue
                if not any(a < d and c < b for c, d in taken) and (b := _trimmed(text, a, b)):
                    taken.append((a, b))
                    yield a, b

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
        for match in re.finditer(rf"{_WORD}(?: {_WORD})*", text):
            words = list(re.finditer(_WORD, match[0]))
            at = 0
            while at < len(words):
                for count in range(min(4, len(words) - at), 0, -1):
                    start, end = words[at].start(), words[at + count - 1].end()
                    said = re.sub(r"['’]s?$|[.]$", "", match[0][start:end])
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
        for text in masked:
            for match in STARRING.finditer(_BRACKETS.sub("", text)):
                several = "," in match["list"] or " and " in match["list"]
                if re.match(r"[Ff]ea|With", match[0]) or not several:
                    continue
                for _, _, person in self.mentions(match["list"]):
                    person.actor = True

    def learn_genders(self, masked: Iterable[str]) -> None:
        """From texts whose quotations are hidden: what people say of others says nothing of themselves."""
        for text in masked:
            for start, end, person in self.mentions(text):
                before, after = text[max(0, start - 40) : start], text[end : end + 60]
                if _SHE_BEFORE.search(before) or _SHE_AFTER.match(after):
                    person.votes += 6
                elif _HE_BEFORE.search(before):
                    person.votes -= 4
                elif _ACTOR_BEFORE.search(before):  # said of women, too
                    person.votes -= 1
                    person.called = True
            for sentence in re.split(r"(?<=[.!?]) ", text):
                people = {id(person): (start, person) for start, _, person in reversed(self.mentions(sentence))}
                if len(people) == 1 and not re.match(
                    r"(?:Her|His|Their)\b", sentence
                ):  # "Her co-star Kim": she is another
                    start, person = next(iter(people.values()))
                    tail = sentence[start:]
                    person.votes += 2 * (bool(_SHE.search(tail)) - bool(_HE.search(tail)))
                    person.votes += bool(_HER.search(tail)) - bool(_HIS.search(tail))


_SHE_BEFORE = re.compile(r"\b(?:[Aa]ctress|female lead|heroine|leading lady|mother|queen)(?:es)?,? (?:\w+ )?$")
_SHE_AFTER = re.compile(r"(?:,| is) (?!and\b)(?:the |an? )?(?:[\w-]+ ){0,2}actress\b")
_HE_BEFORE = re.compile(r"\b(?:male lead|leading man|hero) $")
_ACTOR_BEFORE = re.compile(r"\b[Aa]ctor(?:-singer)? $")
_SHE, _HE = re.compile(r"\b(?:[Ss]he|herself)\b"), re.compile(r"\b(?:[Hh]e|himself)\b")
_OBJECT = r"(?:not|to|that|and|in|at|on|for|with|from|when|as|how|what|so|but|or|if|he|she)\b"
_HER, _HIS = (re.compile(rf"\b{word} (?!{_OBJECT})\w") for word in ("[Hh]er", "[Hh]is"))


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


def _western(texts: Sequence[str], offsets: Sequence[int]) -> Iterator[tuple[str, int]]:
    """Names with the surname last, of which the surname speaks somewhere by itself: "Claire Moon", and "said Moon"."""
    whole = " ".join(texts)
    for offset, text in zip(offsets, texts, strict=True):
        for match in re.finditer(r"\b(?P<first>[A-Z][a-z]+) (?P<last>[A-Z][a-z]+)\b(?! [A-Z])", text):
            first, last = match["first"], match["last"]
            if (
                {first, last} & NOT_NAMES - {"Don"}
                or korean.full_names(match[0])
                or (korean.is_word(last) and last not in korean.SURNAMES)
            ):
                continue
            if re.search(
                rf"\b{_SPEAKS} {last}\b|(?<!{first} )\b{last} (?:\w+ly )?{_SPEAKS}\b|"
                rf"{match[0]},? {_SPEAKS}\b|{match[0]}, [^,.]{{3,60}}, {_SPEAKS}\b",
                whole,
            ):
                yield match[0], offset + match.start()


def _of_a_group(text: str) -> re.Match[str] | None:
    """The group before a member's name; "LEE Sun-kyun" is of none."""
    match = _GROUP.match(text)
    return None if match and korean.is_surname(match[0].strip()) else match


def _squashed(name: str) -> str:
    return re.sub(r"[\s-]", "", name).casefold()


def _parts(name: str) -> set[str]:
    """The surname and the given name."""
    first, _, rest = name.partition(" ")
    return {first, rest} if rest else set()


def _key(name: str) -> str:
    """Of a part of a name: short ones as they are written, for Jae is not Chae."""
    if len(folded := spelling.fold(name)) < 5:
        return folded
    return max(spelling.sounds(spelling.words(name)), key=len, default="")


def _trimmed(text: str, start: int, end: int) -> int:
    """Where the name ends, without words that are none; 0 where nothing is left."""
    words = list(re.finditer(r"\S+", text[start:end]))
    kept = 0
    if words and words[0][0] in NOT_NAMES:
        return 0
    for word in words:
        if word[0].rstrip(".,") in NOT_NAMES:
            break
        kept = word.end()
    name = re.sub(r"['’]s?$|[.,]+$", "", text[start : start + kept])
    return start + len(name) if name and name not in NOT_NAMES else 0
