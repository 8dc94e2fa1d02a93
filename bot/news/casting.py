"""Who plays whom, as an article says it."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

from bot.core.drafted import Part
from bot.core.spelling import fold
from bot.news import billing, brackets, castline, characters, ensemble, korean, parts, roles
from bot.news.bare_names import Bare, bare
from bot.news.people import People, Person
from bot.news.prose import Paragraph
from bot.news.roles import Found
from bot.news.titles import is_title


@dataclass(slots=True)
class _Role:
    actor: Person
    character: str | None
    evidence: str
    at: int


@dataclass(slots=True)
class _Roles:
    """Of each actor what is said first, with a character rather than without; several where the article says so."""

    people: People
    titles: frozenset[str]  # of the drama and of others, folded: "True Beauty" is nobody
    of: dict[int, list[_Role]] = field(default_factory=dict)
    told: dict[str, tuple[Person, int, int]] = field(default_factory=dict)  # who plays a character, by which words

    def take(self, told: Found, one: Bare, offset: int, *, another: bool = False) -> None:
        actor, character, start, end = told
        if actor.crew or actor.character or fold(actor.name) in self.titles:
            return
        played = self.people.find(character) if character else None
        if played and any(one.character for one in self.of.get(id(played), ())):
            return  # who plays somebody is nobody's character
        if character:
            other, first, last = self.told.setdefault(character, (actor, offset + start, offset + end))
            within = (
                first <= offset + start and offset + end <= last and (first, last) != (offset + start, offset + end)
            )
            if (
                other is not actor and within
            ):  # "Haneul as Park Do-ha's brother, Park Do-gyeom": Park Do-ha plays nobody
                return
        known = self.of.get(id(actor))
        role = _Role(actor, character, one.words(start, end), offset + start)
        if known is None or (character and known[0].character is None):
            self.of[id(actor)] = [role]
        elif another and all(one.character != character for one in known):
            known.append(role)
        if character:
            self.people.learn(self.people.add(character, character=True))
            if (bare := characters.unranked(character)) and self.people.find(bare) is not actor:
                self.people.add(bare, character=True)

    def parts(self) -> Iterator[Part]:
        """In the order in which the actors are met."""
        every = sorted((role for known in self.of.values() for role in known), key=lambda one: one.at)
        for role in sorted(every, key=lambda one: one.actor.first):
            if not role.actor.character:
                yield Part(role.actor.name, role.character, role.evidence)


def cast(
    paragraphs: Sequence[Paragraph], people: People, title: str | None, head: Paragraph | None = None
) -> list[Part]:
    """Nobody where no drama is named. Marks the characters in any case."""
    found = _Roles(people, _titles(paragraphs, title))
    latest: Person | None = None
    offsets = [sum(len(one.text) + 1 for one in paragraphs[:at]) for at in range(len(paragraphs))]
    ours = [not ensemble.is_elsewhere(one, title) for one in paragraphs]
    read = [bare(one, title) for one in paragraphs]
    brackets.learn([text.paragraph for text in read], people)
    before: Paragraph | None = None
    for text, offset, mine in zip(read, offsets, ours, strict=True):
        one = text.paragraph
        if not mine:
            continue
        for told in roles.in_two(one, people, latest):
            found.take(told, text, offset, another=True)
        for told in (
            *castline.parts(one, people),
            *parts.said(one, people),
            *parts.of_abroad(one, people),
            *parts.in_own_words(one, people, latest),
            *roles.in_pairs(one, people),
            *brackets.in_pairs(one, people),
            *roles.in_this_role(one, people, before),
            *(() if castline.is_one(one) else brackets.bracketed(one, people)),
            *roles.played_by(one, people),
            *roles.rows(one, people),
            *roles.played(one, people, latest),
            *parts.named_as(one, people),
            *parts.numbered(one, people),
            *parts.in_statements(one, people),
        ):
            if not ensemble.of_another(one, told[2], told[3], title):
                found.take(told, text, offset)
        named = [person for _, _, person in people.mentions(one.masked) if not person.crew and not person.character]
        latest, before = named[0] if named else latest, one
    if title is None:
        return []
    for at, told in castline.sections([text.paragraph for text in read], people):
        if ours[at]:
            found.take(told, read[at], offsets[at])
    of_drama = [(text, offset) for text, offset, mine in zip(read, offsets, ours, strict=True) if mine]
    for text, offset in of_drama:  # once more, now that it is known of whom "Lee" is a part, for the others are played
        for told in parts.said(text.paragraph, people):
            if not ensemble.of_another(text.paragraph, told[2], told[3], title):
                found.take(told, text, offset)
    for text, offset in of_drama:
        for told in brackets.followed(text.paragraph, people):
            found.take(told, text, offset)
    for text, offset in of_drama:
        for person, start, end in ensemble.members(text.paragraph, people, title):
            found.take((person, None, start, end), text, offset)
    for text, offset in of_drama:
        for person, start, end in billing.members(text.paragraph, people, title):
            found.take((person, None, start, end), text, offset)
    if head:
        text = bare(head, title)
        met = [person for one, _ in of_drama for _, _, person in people.mentions(one.paragraph.masked)]
        for person, start, end in billing.in_headline(text.paragraph, people, title):
            if person in met:  # "Heaps Praise" is nobody
                found.take((person, None, start, end), text, 0)
    return list(found.parts())


def _titles(paragraphs: Sequence[Paragraph], title: str | None) -> frozenset[str]:
    marked = (marked.text for one in paragraphs for marked in one.marked if is_title(marked.text))
    return frozenset(fold(text) for text in (*marked, title or "") if text and not korean.full_names(text))
