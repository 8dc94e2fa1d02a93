"""People whom an article introduces by trade, office or age: who "the writer" is, or "the vice president"."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field

from bot.news import korean, networks, speech
from bot.news.not_names import NOT_NAMES
from bot.news.people import People, Person

_DIRECTS = r"(?:[Dd]irectors?|[Cc]o-directors?|PD|[Pp]roducer|[Ff]ilmmaker)"
_WRITES = r"(?:(?:[Ss]cript|[Ss]creen)?[Ww]riter|[Aa]uthor|[Nn]ovelist|[Pp]laywright)"
_WORD = r"[A-Z][a-zéè]+(?:[-’'][A-Z]?[a-z]+)*"
_NAME = rf"{_WORD}(?: (?:{_WORD}|[A-Z]\.|[A-Z]{{1,2}}(?= [A-Z]))){{1,3}}(?: [JS]r\.)?"
_BY_OFFICE = re.compile(
    rf"(?<![\w’'-])(?P<name>{_NAME}), (?:the |its |a |an )?(?:[\w’'+&-]+ ){{0,3}}?{speech.OFFICE}\b"
    rf"|\b(?:CEO|[Pp]resident|[Cc]hairman|[Ss]ecretary|[Pp]rofessor|[Ff]ounder|[Ss]howrunner|[Cc]reator) "
    rf"(?P<after>{_NAME})"
)
_BY_AGE = re.compile(rf"(?<![\w’'-])(?:M[rs]s? )?(?P<name>{_WORD}(?: {_WORD}){{0,2}}), \d\d,")
_BY_TRADE = re.compile(
    rf"\b(?:[Ff]ilmmaker|[Dd]irector|[Aa]ctor|[Aa]ctress|[Ss]inger|[Ww]riter|[Cc]omedian) "
    rf"(?P<name>{_WORD}(?: {_WORD}){{2}})(?! [A-Z])"
)
_GIVEN_FIRST = re.compile(
    rf"(?<![\w’'-])(?P<first>{_WORD}) (?P<last>Kim|Lee|Park|Choi|Jung|Jeong|Kang|Yoon|Jang|Lim|Hwang|Ahn|Kwon|Cho|"
    r"Shin|Seo|Oh|Moon|Yoo|Ko|Bae|Baek|Noh|Ha|Nam|Chung)(?! [A-Z]|[\w-])"
)


@dataclass(slots=True)
class Introduced:
    directing: list[Person] = field(default_factory=list)
    writing: list[Person] = field(default_factory=list)
    leading: list[Person] = field(default_factory=list)  # of a company, an office


def learn(texts: Sequence[str], people: People) -> Introduced:
    """From the headline and the paragraphs, without what people say."""
    found = Introduced()
    for text in texts:
        for match in _BY_OFFICE.finditer(text):
            if person := _person(match["name"] or match["after"], people):
                _keep(found.leading, person)
        for match in _BY_TRADE.finditer(text):
            alone = people.find(match["name"].split()[0])  # Quek, who is Quek Shio Lin
            if alone and " " not in alone.name and not alone.character:
                alone.name = match["name"]
            elif not korean.full_names(match["name"]):
                _person(match["name"], people)
        for match in _BY_AGE.finditer(text):
            _person(_whole(match["name"], texts, people), people)
        for match in _GIVEN_FIRST.finditer(text):
            if sum(other.count(match[0]) for other in texts) > 1 and not korean.is_surname(match["first"]):
                _person(match[0], people)
    for person in people.known:  # Ashley Nah Yun may be Nah
        foreign = person.name.count(" ") == 2 and not korean.full_names(person.name)
        for word in person.name.split()[1:] if foreign else ():
            if people.named(word) is None and word not in NOT_NAMES:
                people.settle(word, person)
    for text in texts:
        for start, end, person in people.mentions(text):
            if not person.character:
                _learn_trade(text[max(0, start - 30) : start], text[end : end + 80], person, found)
    return found


def _whole(name: str, texts: Sequence[str], people: People) -> str:
    """Yook, 22, whom the article calls Yook Sung Jae somewhere, or Nah, 27, who is Ashley Nah Yun."""
    if " " in name:
        return name
    if whole := next((one.name for one in people.known if f" {name} " in f" {one.name} "), None):
        return whole
    longer = next((found[0] for text in texts if (found := re.search(rf"\b{name} {_WORD}(?: {_WORD})?", text))), name)
    return longer if not set(longer.split()) & NOT_NAMES else name


def _person(name: str, people: People) -> Person | None:
    """Who is so called, though no list of names knows them."""
    if known := people.find(name) if name.count(" ") == 2 else people.named(name):
        return None if known.character else known
    if set(name.replace(".", "").split()) & NOT_NAMES or networks.found(name) or korean.is_word(name.split()[-1]):
        return None
    person = people.add(name)
    people.learn(person)
    return person


def _learn_trade(before: str, after: str, person: Person, found: Introduced) -> None:
    if re.search(rf"\b{_DIRECTS},? $", before) or re.match(
        rf"(?:, who|,)? (?:also )?(?:directed|directs|helmed|helms)\b|, (?:the |its )?(?:[a-z-]+ ){{0,3}}{_DIRECTS}\b",
        after,
    ):
        _keep(found.directing, person)
    if re.search(rf"\b{_WRITES},? $", before) or re.match(
        rf"(?:, who|,[^,.]{{3,50}},)? (?:also )?(?:wrote|writes|penned)\b(?! [\"“‘'])|"
        rf", (?:the |its )?(?:[a-z-]+ ){{0,3}}{_WRITES}\b",
        after,
    ):
        _keep(found.writing, person)


def _keep(those: list[Person], person: Person) -> None:
    if person not in those:
        those.append(person)
