"""Who plays whom, as an article says it."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.drafted import Part
from bot.news import brackets, castline, ensemble, roles
from bot.news.people import People, Person
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
    for at, one in enumerate(paragraphs):
        listed = castline.is_one(one)
        for actor, character, start, end in (
            *castline.parts(one, people),
            *roles.in_pairs(one, people),
            *roles.in_this_role(one, people, paragraphs[at - 1] if at else None),
            *(() if listed else brackets.bracketed(one, people)),
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
        for actor, character, start, end in brackets.followed(one, people):
            known = found.get(id(actor))
            if character and not actor.crew and not actor.character and (known is None or known.character is None):
                found[id(actor)] = _Role(actor, character, one.text[start:end], offset + start)
                people.learn(people.add(character, character=True))
        offset += len(one.text) + 1
    offset = 0
    for one in paragraphs:
        for person, start, end in ensemble.members(one, people, title):
            if id(person) not in found:
                found[id(person)] = _Role(person, None, one.text[start:end], offset + start)
        offset += len(one.text) + 1
    ordered = sorted(found.values(), key=lambda role: (role.actor.first, role.at))
    return [Part(role.actor.name, role.character, role.evidence) for role in ordered if not role.actor.character]
