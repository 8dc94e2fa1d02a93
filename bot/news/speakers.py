"""Who is meant by a name, a part of it, "she" or "the actor", at some point of an article."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.news import korean, networks, speech
from bot.news.introduced import Introduced
from bot.news.not_names import NOT_NAMES
from bot.news.people import NAME, People, Person

_PUT_IN = re.compile(rf", ({speech.PRONOUN}) {speech.VERB},")
_ACCORDING = re.compile(rf"According to ({speech.SUBJECT}),")
_HIS_OWN = re.compile(  # "Park's transformation is a hot topic"
    r"['’]s? (?!(?:\w+ )?(?:agency|label|company|management|side|rep\w*|spokes\w+|co-star|fans?|"
    r"mother|father|wife|husband)\b)"
)
_BY_TRADE = re.compile(
    rf"({speech.DESCRIBED})(?:, \d\d,)? (?:\w+ly )?[a-z]{{2,}}(?:s|ed)\b"
)  # "The actor, 45, credits"
_BARE = re.compile(  # "To prepare, Kim swam for a month", "And Kim?"
    r"(?:[A-Z]?[a-z]+(?: [^,•]{0,60})?, |And |But )?([A-Z][a-z]+)(?:\?$|(?=,? (?!and\b|or\b)[a-z]))"
)
_WHO_SPOKE = re.compile(
    rf"({speech.SUBJECT}), who (?:\w+ )?(?:told|said|shared|revealed|explained|recalled|confessed)\b"
)
_ACTED = re.compile(rf"\b(?:is|was) (?:played|portrayed)(?: \w+ly)? by (?:[a-z]+ ){{0,3}}(?P<who>{NAME})")
_BY = re.compile(
    r"\b(?:is|was|were|been) (?!written|penned|created|directed)\w+(?:ed|en|wn) by (?:[a-z]+ ){0,3}$"
)  # "The pitch was thrown by Kim."
_LED_IN = (
    r"(?:Prof\.|Dr\.|Mr\.|Mrs\.|Ms\.|Professor|Leader|Member|Idol|Rapper|Star|Meanwhile|However|And|But|Then|When|As|While|"
    r"Also) "
)
_OFFICE_BEFORE = re.compile(r"\b(?:agency|label|company|studio|network|broadcaster|platform|streamer),? $")
_RANKED = re.compile(  # in a drama: "General Yi"
    r"(?:King|Queen|Prince|Princess|Emperor|Empress|Crown|General|Lady|Lord|Madam|Officer|Detective|Captain|Consort) "
)
_OF_HER = re.compile(r"^[A-Z][^•]*?\b(he|she|his|her|him|himself|herself)\b")
_HE = re.compile(
    rf"({speech.PRONOUN}|{speech.DESCRIBED}) (?:\w+ly )?"
    r"(?:had|has|said|added|told|revealed|shared|recalled|explained)\b"
)
_SURELY = 2  # votes: she is called a woman somewhere
_NEAR = 5  # sentences back


@dataclass(slots=True)
class Quote:
    speaker: Person
    text: str
    evidence: str
    paragraph: int
    end: int
    joins: bool  # the sentence goes on after the words between


@dataclass(slots=True)
class Reading:
    """What has been read so far: who spoke last, and of whom the last sentences were."""

    people: People
    title: str | None
    director: Sequence[Person]
    introduced: Introduced = field(default_factory=Introduced)
    asides: list[bool] = field(default_factory=list)  # of each sentence: whether it only glances at its subject
    subjects: list[list[Person]] = field(default_factory=list)  # of each sentence, the latest last
    interviewed: Person | None = None  # whom alone the headline of an interview names
    at: int = 0  # where the next paragraph begins, as Person.first counts
    read: list[str] = field(default_factory=list)  # sentences, without what is quoted in them
    last: Person | None = None
    spoke: Person | None = None  # who is quoted in the last sentence
    staged: bool = False
    press: bool = False  # the article tells of people who meet the press


def in_small_letters(name: str) -> str:
    """MOON RA-ON as others write it."""
    return re.sub("-[A-Z]", lambda letter: letter[0].lower(), name.title())


def fullest(person: Person, texts: Sequence[str], people: People) -> str:
    """The name with its surname where it stands with it somewhere: "I am Bae Suzy" says whom they call Suzy."""
    named = [one for one in people.sharing(person.name) if one is not person]
    if " " not in person.name and len(named) == 1 and korean.is_surname(person.name):
        return named[0].name
    if person.name.isupper() and korean.full_names(plainly := in_small_letters(person.name)):
        return plainly
    if person.name.endswith((" Jr", " Sr")):
        return f"{person.name}."
    if not re.fullmatch(r"[A-Z][a-z]+(?: [A-Z][a-z]+)?", person.name) or korean.is_surname(person.name.split()[0]):
        return person.name
    whole = {match[0] for text in texts for match in re.finditer(rf"\b[A-Z][a-z]+ {person.name}\b", text)}
    full = [name for name in whole if korean.full_names(name) or name.split()[0] in korean.SURNAMES]
    return full[0] if len(full) == 1 else person.name


def subjects_of(sentence: str, reading: Reading) -> list[Person]:
    """Of whom the sentence is: the first person named who is no object or possessor; two where they are joined."""
    if (told := _ACCORDING.match(sentence)) and (who := resolve(told[1], reading)):
        return [who]
    if told := _PUT_IN.search(sentence):  # "Director Yoo, he adds, kept the camera rolling": he goes on to be meant
        return [who] if (who := resolve(told[1], reading)) else []
    if acted := _ACTED.search(sentence):  # "The king is played by Choi. He says": Choi does
        return [who] if (who := reading.people.named(acted["who"].rstrip("."))) and not who.character else []
    if (told := _BY_TRADE.match(sentence) or _HE.match(sentence)) and (who := resolve(told[1], reading)):
        return [who]
    if (shared := _BARE.match(sentence)) and len(several := reading.people.sharing(shared[1])) > 1:
        return [who] if (who := _of_the_same_name(several, reading)) else []
    found = [(s, e, p) for s, e, p in reading.people.mentions(sentence) if not p.character]
    listed = -1  # where the last of those ends who are joined as objects: "played by Kim, Lee and Park"
    for at, (start, end, person) in enumerate(found):
        head, tail = sentence[:start], sentence[end:]
        if listed >= 0 and re.fullmatch(r"(?: \([^)]*\))?,? (?:and |& )?", sentence[listed:start]):
            listed = end
            continue
        if speech.ORGANISATION.search(person.name) or is_of_title(person, reading) or _OFFICE_BEFORE.search(head):
            continue
        if re.search(r"\((?:\w+ )*$", head) or re.match(r"['’]s?\b(?! (?:agency))", tail):
            continue
        if not re.fullmatch(r"(?:As for|For) (?!(?:her|his|their) )(?:\w+ )?", head) and re.search(
            r"\b(?:with|With|of|by|to|alongside|Alongside|about|About|Unlike|unlike|from|than|for|featuring|"
            r"starring|between|opposite|on|in|at|near|"
            r"working with) (?:(?:her |his |their )?[a-z][\w-]* )?$",
            head,
        ):
            listed = end
            continue
        if at + 1 < len(found) and re.fullmatch(r"(?: \([^)]*\))?,? (?:and|&) ", sentence[end : found[at + 1][0]]):
            return [person, found[at + 1][2]]
        return [person]
    match = re.match(rf"(?:[^,]{{0,60}}, )?({speech.PRONOUN}|{speech.DESCRIBED})\b", sentence)
    if match and (who := resolve(match[1], reading)):
        return [who]
    if (spoke := _WHO_SPOKE.search(sentence)) and (who := resolve(spoke[1], reading)):
        return [who]  # "It was directed by Kim, who told us"
    if found and (_HIS_OWN.match(sentence, found[0][1]) or _BY.search(sentence[: found[0][0]])):
        return [found[0][2]]
    return []


def is_of_title(person: Person, reading: Reading) -> bool:
    """Whether the name is some words of the title: nobody is called Moon Tailor in "Wolf Moon Tailor"."""
    return bool(reading.title and " " in person.name and f" {person.name} " in f" {reading.title} ")


def resolve(words: str, reading: Reading, verb: str = "") -> Person | None:
    """The person meant by a pronoun, a description or a name; who "added" something is who spoke last."""
    who = {"her": "she", "him": "he"}.get(words, words.strip())
    if _RANKED.match(who):
        return None
    if re.fullmatch(speech.PRONOUN, who):
        spoke = reading.last if reading.subjects and reading.last in reading.subjects[-1] else reading.spoke
        if speech.GOES_ON.fullmatch(verb) and spoke and fits(spoke, who in ("She", "she")):
            return spoke
        if own := _of_her_own(reading, she=who in ("She", "she")):
            if not fits(own, who in ("She", "she")):  # what is said of somebody outweighs what was guessed before
                own.votes = -own.votes
            return own
        return _latest(reading, she=who in ("She", "she")) or _object(reading, she=who in ("She", "she"))
    if speech.DESCRIPTION.match(who):
        return _described(who, reading)
    bare = re.sub(rf"^(?:{speech.BY_OFFICE}|{speech.BY_TRADE}|{_LED_IN})(?=[A-Z])", "", who)
    bare = re.sub(r"(?:['’]s?|[ -](?:ssi|nim|sunbae(?:nim)?))$", "", bare).rstrip(".")
    bare = re.sub(r"^.*\w['’]s (?=[A-Z])", "", bare)  # "Girl's Day's Yura"
    if (
        re.match(r"(?:[Dd]irector|[Pp]roducer|PD)\b", who)
        and len(reading.director) == 1
        and (
            reading.people.find(bare) in (None, reading.director[0])
            and reading.director[0].name.split()[0] == bare.split()[0]
        )
    ):
        return reading.director[0]
    if found := reading.people.named(bare):
        return found
    mentioned = reading.people.mentions(bare)
    if mentioned and not _is_whole(bare, mentioned[-1]):
        return mentioned[-1][2]
    words_left = [word for word in bare.split() if word not in NOT_NAMES or bare.startswith("Don ")]
    if (
        not words_left
        or len(words_left) < len(bare.split())
        or networks.found(bare)
        or speech.CREW.search(bare)
        or speech.ORGANISATION.search(bare)
        or speech.PUBLIC.search(bare)
    ):
        return None
    if several := reading.people.sharing(bare):
        return _of_the_same_name(several, reading)
    if re.fullmatch(r"[A-Z][a-z]+-[a-z]+", bare) and korean.is_given(bare):
        return None  # a given name of nobody that the article names in full is a character's
    if len(words_left) > 3 or not re.fullmatch(NAME, bare):
        return None
    if reading.people.is_part_of_a_character(bare):
        return None
    return _met(bare, reading.people)


def _of_her_own(reading: Reading, *, she: bool) -> Person | None:
    """Dan disagreed with her co-star, saying that he was good: of all pronouns the first is of the subject."""
    subjects = reading.subjects[-1] if reading.subjects else []
    first = _OF_HER.search(reading.read[-1]) if reading.read else None
    if first is None or len(subjects) != 1 or subjects[0].character or (first[1] in ("she", "her", "herself")) != she:
        return None
    named = reading.people.mentions(reading.read[-1])
    return subjects[0] if named and named[0][0] == 0 and named[0][2] is subjects[0] else None


def _of_the_same_name(several: Sequence[Person], reading: Reading) -> Person | None:
    """Of whom the last sentences were; else who alone was named in full so far, or else is so next."""
    if reading.last in several:
        return reading.last
    recent = next((p for group in reversed(reading.subjects[-6:]) for p in group if p in several), None)
    met = [person for person in several if person.first < reading.at]
    behind = (*reading.introduced.directing, *reading.introduced.writing)
    acting = [person for person in several if not person.crew and person not in behind]
    if recent or len(met) == 1:
        return recent or met[0]
    if len(acting) == 1:
        return acting[0]
    return None if met else min(several, key=lambda person: person.first)


def _met(name: str, people: People) -> Person:
    words = name.split()
    person = next((one for one in people.known if one.name in (words[0], words[-1])), None) or people.add(name)
    person.name = name
    people.learn(person)
    return person


def _is_whole(name: str, mentioned: tuple[int, int, Person]) -> bool:
    """Whether somebody is known by a part only of this whole name: "Tammy H. Nam", who was "Nam"."""
    start, end, person = mentioned
    return (
        len(name) > end - start
        and start * (len(name) - end) == 0
        and " " not in person.name
        and person.name == name[start:end]
    )


def _described(words: str, reading: Reading) -> Person | None:
    noun = words.split()[-1].casefold()
    if noun in ("director", "pd", "producer", "filmmaker"):
        known = reading.director if len(reading.director) == 1 else reading.introduced.directing
        return _one_of(known, reading) or _latest(reading, she=None, crew=True)
    if noun in ("writer", "screenwriter", "author"):
        return _one_of(reading.introduced.writing, reading) or _latest(reading, she=None, crew=True)
    if noun in ("president", "ceo", "executive", "showrunner", "creator", "secretary", "professor", "chairman"):
        return _one_of(reading.introduced.leading, reading)
    if reading.interviewed and not reading.interviewed.crew:
        return reading.interviewed
    she = True if re.search(r"\b(?:actress|lady|female lead|heroine)$", words) else None
    if reading.subjects and not reading.subjects[-1] and (alone := _only_one(reading, she)):
        return alone  # "Kim's part (Lee) left off. The actor said"
    found = _latest(reading, she=she, actor=True)
    if she and (found is None or found.votes <= 0):  # "Yoo congratulated the actress Uhm. The actress said"
        known = [one for one in reading.people.known if one.votes >= _SURELY and not one.character]
        near = {id(one) for _, _, one in reading.people.mentions(" ".join(reading.read[-3:]))}
        found = known[0] if len(known) == 1 and (found is None or id(known[0]) in near) else found
    return found or _only_one(reading, she)


def _only_one(reading: Reading, she: bool | None) -> Person | None:
    """Who alone is named in the sentence before, in brackets or as an object: "(Kim) left off. The actor said"."""
    named = {id(one): one for _, _, one in reading.people.mentions(reading.read[-1] if reading.read else "")}
    fitting = [one for one in named.values() if fits(one, she) and not one.crew and _is_somebody(one)]
    return fitting[0] if len(fitting) == 1 else None


def _is_somebody(person: Person) -> bool:
    return not speech.ORGANISATION.search(person.name)


def _object(reading: Reading, *, she: bool) -> Person | None:
    """Who alone of that sex is named in the sentence before, as no subject: "It drew laughter from Kim. He said"."""
    text = reading.read[-1] if reading.read else ""
    named = {id(one): one for start, _, one in reading.people.mentions(text) if text[:start][-1:] != "("}
    fitting = [one for one in named.values() if one.votes and fits(one, she) and not one.crew]
    return fitting[0] if len(fitting) == 1 else None


def _one_of(known: Sequence[Person], reading: Reading) -> Person | None:
    """The one who is known by that trade; of several, of whom the last sentences were."""
    if len(known) == 1:
        return known[0]
    return next((one for group in reversed(reading.subjects[-7:]) for one in group if one in known), None)


def _latest(reading: Reading, *, she: bool | None, crew: bool | None = None, actor: bool = False) -> Person | None:
    """The nearest subject before who may be meant; None where two may be.

    After a glance at somebody of whom nothing is known ("Meanwhile, …"), "she" is one who is known to be a woman.
    """
    unsure: Person | None = None
    for back, group in enumerate(reversed(reading.subjects[-7:])):
        fitting = [p for p in group if fits(p, she) and (crew is None or p.crew == crew) and not (actor and p.crew)]
        known = [p for p in fitting if she is not None and p.votes and (p.votes > 0) == she]
        if len(known) == 1:
            return known[0] if unsure is None or back <= _NEAR else unsure
        if unsure is None and len(fitting) == 1:
            unsure = fitting[0]
            if she is None or len(reading.asides) <= back or not reading.asides[-1 - back]:
                return unsure
        elif unsure is None and len(fitting) > 1:
            return reading.last if reading.last in fitting else None
    if unsure:
        return unsure
    last = reading.last
    if last and fits(last, she) and (crew is None or last.crew == crew) and not (actor and last.crew):
        return last
    return None if last or crew else _in_headline(reading, she)


def _in_headline(reading: Reading, she: bool | None) -> Person | None:
    """Whom alone the headline names: of her an article speaks from its first line on."""
    people = reading.people
    named = [one for one in people.known if one.first < people.headline and not one.crew and not one.character]
    return named[0] if len(named) == 1 and fits(named[0], she) else None


def fits(person: Person, she: bool | None) -> bool:
    if person.character:
        return False
    return she is None or (person.votes >= 0 if she else person.votes <= 0)
