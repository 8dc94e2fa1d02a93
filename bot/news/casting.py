"""Who plays whom, as an article says it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.drafted import Part
from bot.core.spelling import fold
from bot.news import castline, roles
from bot.news.people import NAME, STARRING, People, Person
from bot.news.prose import Paragraph


@dataclass(slots=True)
class _Role:
    actor: Person
    character: str | None
    evidence: str
    at: int


def cast(paragraphs: Sequence[Paragraph], people: People, title: str | None) -> list[Part]:
    """In the order in which the actors are met; nobody where no drama is named. Marks the characters in any case."""
    found: dict[int, _Role] = {}
    latest: Person | None = None
    offset = 0
    for one in paragraphs:
        listed = castline.is_one(one)
        for actor, character, start, end in (
            *castline.parts(one, people),
            *roles.in_pairs(one, people),
            *(() if listed else roles.bracketed(one, people)),
            *roles.playing(one, people),
            *roles.played_by(one, people),
            *roles.rows(one, people),
            *roles.played(one, people, latest),
        ):
            if actor.crew or actor.character:
                continue
            known = found.get(id(actor))
            if known is None or (known.character is None and character):
                found[id(actor)] = _Role(actor, character, one.text[start:end], offset + start)
            if character:
                made = people.add(character, character=True)
                people.learn(made)
        offset += len(one.text) + 1
        named = [person for _, _, person in people.mentions(one.masked) if not person.crew and not person.character]
        latest = named[0] if named else latest
    if title is None:
        return []
    offset = 0
    for one in paragraphs:
        for actor, character, start, end in roles.followed_by_brackets(one, people):
            known = found.get(id(actor))
            if character and not actor.crew and not actor.character and (known is None or known.character is None):
                found[id(actor)] = _Role(actor, character, one.text[start:end], offset + start)
                people.learn(people.add(character, character=True))
        offset += len(one.text) + 1
    offset = 0
    for one in paragraphs:
        for match in (
            *STARRING.finditer(one.masked),
            *_TOGETHER.finditer(one.masked),
            *_WITH.finditer(one.masked),
            *_TALKS.finditer(one.masked),
            *_in_title(one, title),
        ):
            if re.match(r"[Aa]ct", match[0]) and not _OF_THE_DRAMA.search(_sentence(one, match.start())):
                continue
            for _, _, person in people.mentions(match["list"]):
                if not person.crew and not person.character and id(person) not in found:
                    found[id(person)] = _Role(
                        person, None, one.text[match.start() : match.end()], offset + match.start()
                    )
        for match in STARRING.finditer(_BRACKETS.sub("", one.masked)):
            if re.match(r"[Ss]tar", match[0]):
                for _, _, person in people.mentions(match["list"]):
                    if not person.crew and not person.character and id(person) not in found:
                        found[id(person)] = _Role(person, None, one.text, offset)
        offset += len(one.text) + 1
    ordered = sorted(found.values(), key=lambda role: (role.actor.first, role.at))
    return [Part(role.actor.name, role.character, role.evidence) for role in ordered if not role.actor.character]


_LISTED = rf"{NAME}(?:(?:,| and| &|, and|, &) {NAME})+"
_TOGETHER = re.compile(
    rf"(?<!\w)(?P<list>{_LISTED}) (?:will |also |co-)*(?:play|star|portray|take on|lead|"
    rf"headline|reunite|appear|round out)\b"
)
_WITH = re.compile(
    rf"\b(?:stars?|starred|starring|appears?|leads?|play(?:s|ing)?) (?:with|alongside|opposite) (?:actors? |actress )?"
    rf"(?P<list>{NAME}(?:(?:,| and| &|, and) {NAME})*)"
)
_TALKS = re.compile(
    rf"(?<!\w)(?P<list>{NAME}) (?:is|was|has been) (?:\w+ )?(?:in (?:final |early )?(?:talks|discussions) (?:for|to)\b|"
    r"(?:considering|reviewing) (?:an|the) offer\b)"
)
_BRACKETS = re.compile(r" \([^()]{1,60}\)")  # "stars A (“Her Last Work”) and B"
_OF_THE_DRAMA = re.compile(
    r"\b(?:attend\w*|press|presentation|drama|series|cast|star\w*|lead\w*|role|event|original)\b|[\"“‘'\[]•", re.I
)


def _in_title(one: Paragraph, title: str) -> Iterator[re.Match[str]]:
    """A and B are husband and wife in "Title"."""
    pattern = (
        rf"(?<!\w)(?P<list>{NAME}(?:(?:,| and| &|, and) "
        rf"{NAME})*)(?:,[^,]*,[”\"’']?)? (?:{_LEADS})[^.;]{{0,60}}? (?:in|of|for) "
        rf"(?:[\w’'+-]+ ){{0,6}}?[\"“‘'\[]?$"
    )
    for marked in one.marked:
        if fold(marked.text) == fold(title):
            start = max((start for start, _ in one.sentences if start <= marked.start), default=0)
            if match := re.compile(pattern).search(one.masked, start, marked.start):
                yield match


def _sentence(one: Paragraph, at: int) -> str:
    return next((one.masked[start:end] for start, end in one.sentences if start <= at < end), one.masked)


_LEADS = r"stars?|leads?|headlines?|reunites?|returns?|teams? up|are|faces? off|pairs? up|meets?"
