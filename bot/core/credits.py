"""Who is who in the casts of all dramas, and who said what."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial

from bot.core import spelling
from bot.core.dramas import CastMember, Drama, Quote


@dataclass(frozen=True, slots=True)
class Artist:
    """An actor, director or other speaker, by the name that the first drama spells. Hangul tells namesakes apart."""

    name: str
    hangul: str | None = None


@dataclass(frozen=True, slots=True)
class Character:
    """Somebody in a drama, played by that actor. `drama` is its slug."""

    name: str
    actor: Artist
    drama: str


@dataclass(slots=True, eq=False)
class _Met:
    """An artist while the dramas are read: a later one may know the Hangul, or spell the name otherwise."""

    name: str
    hangul: str | None
    spellings: list[str] = field(default_factory=list)

    def may_be(self, hangul: str | None) -> bool:
        return hangul is None or self.hangul is None or hangul == self.hangul

    def meet(self, hangul: str | None, spellings: Iterable[str]) -> None:
        self.hangul = self.hangul or hangul
        self.spellings.extend(spelt for spelt in spellings if spelt not in self.spellings)


class Credits:
    """Made once from all dramas, in an order that is theirs."""

    def __init__(self, dramas: Iterable[Drama]) -> None:
        self._met: dict[str, list[_Met]] = {}  # by every key a name may be met again by
        self._credited: dict[tuple[str, str], _Met] = {}  # by slug and folded spelling
        in_order = list(dramas)
        cast = [(drama, member, self._member(drama, member)) for drama in in_order for member in drama.cast]
        credited = [(drama, one) for drama, _, one in cast]
        for drama in in_order:
            credited += ((drama, self._credit(drama, self._meet(name), name)) for name in drama.director)
        said = [(drama, quote, self._speaker(drama, quote)) for drama in in_order for quote in drama.quotes]

        met = dict.fromkeys((*(one for _, one in credited), *(one for *_, one in said)))
        artists = {one: Artist(one.name, one.hangul) for one in met}
        self.spellings: dict[Artist, tuple[str, ...]] = {artists[one]: tuple(one.spellings) for one in met}
        self.characters: dict[Character, tuple[str, ...]] = {  # with all their names
            Character(name, artists[one], drama.slug): (
                name,
                *filter(partial(_names_character, member), member.aliases),
            )
            for drama, member, one in cast
            if (name := member.character) and not _same(name, member.actor)
        }
        self.dramas: dict[Artist, dict[str, Drama]] = {}  # that credit somebody, by slug
        for drama, one in credited:
            self.dramas.setdefault(artists[one], {})[drama.slug] = drama
        self.said: dict[Artist, list[tuple[Drama, Quote]]] = {}
        for drama, quote, one in said:
            self.said.setdefault(artists[one], []).append((drama, quote))

    def _member(self, drama: Drama, member: CastMember) -> _Met:
        spellings = tuple(filter(None, (member.actor, member.hangul, *member.aliases)))
        own = (spelt for spelt in spellings if not _names_character(member, spelt))
        return self._credit(drama, self._meet(member.actor, member.hangul, own), *spellings)

    def _credit(self, drama: Drama, one: _Met, *spellings: str) -> _Met:
        name, *others = spellings
        self._credited[drama.slug, spelling.fold(name)] = one
        for other in others:
            self._credited.setdefault((drama.slug, spelling.fold(other)), one)
        return one

    def _speaker(self, drama: Drama, quote: Quote) -> _Met:
        """Whom the drama credits by that name, or plays that character, or somebody from outside its credits."""
        credited = self._credited.get((drama.slug, spelling.fold(quote.who)))
        return credited or self._member_as(drama, quote.who) or self._credit(drama, self._meet(quote.who), quote.who)

    def _member_as(self, drama: Drama, character: str) -> _Met | None:
        member = next((one for one in drama.cast if one.character and _same(one.character, character)), None)
        return self._credited[drama.slug, spelling.fold(member.actor)] if member else None

    def _meet(self, name: str, hangul: str | None = None, others: Iterable[str] = ()) -> _Met:
        """The artist met before who is this one: by the same name, or by the same Hangul and a like-sounding name."""
        spellings = tuple(dict.fromkeys((name, *others)))
        keys = [spelling.fold(name), *_heard_as(hangul, spellings)]
        again = (one for key in keys for one in self._met.get(key, ()))
        one = next((one for one in again if one.may_be(hangul)), None) or _Met(name, hangul)
        one.meet(hangul, spellings)
        for key in (*keys, *_heard_as(one.hangul, one.spellings)):
            known = self._met.setdefault(key, [])
            if one not in known:
                known.append(one)
        return one


def _heard_as(hangul: str | None, spellings: Iterable[str]) -> Iterator[str]:
    if hangul:
        latin = (spelt for spelt in spellings if not any(map(spelling.syllable, spelt)))
        heard = {sound for spelt in latin for sound in spelling.sounds(spelling.words(spelt))}
        yield from (f"{spelling.fold(hangul)} {sound}" for sound in sorted(heard))


def _names_character(member: CastMember, alias: str) -> bool:
    """Whether an alias is a part of the character's name and not of the actor's: Nabi, whom Han So-hee plays."""
    short = spelling.fold(alias)
    return short in spelling.fold(member.character or "") and short not in spelling.fold(member.actor)


def _same(one: str, other: str) -> bool:
    return spelling.fold(one) == spelling.fold(other)
