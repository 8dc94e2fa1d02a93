"""Which dramas and people a text is about.

A title that is found is not yet one that is meant: "Moving" and "Cheer Up" are words of every day, and songs. What is
found has to be borne out by its quotation marks, by the words beside it, or by its network or cast in the same text.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain

from bot.core import beside, spelling
from bot.core.catalogue import Catalogue
from bot.core.credits import Artist
from bot.core.dramas import Drama
from bot.core.episodes import told_of
from bot.core.news import About, Tie
from bot.core.runs import Found, capital_runs, has, heads, is_hangul, runs, stem
from bot.core.vocabulary import ACTING, ANYWHERE, BEFORE, BESIDE, HANGUL, MUSIC, PLURALS, SMALL
from bot.core.wording import Piece, Word, pieces

_LONGEST = 12  # words of a title
_EARLY = 600  # letters, in which a text says what it is about
_BESIDE, _MUSIC = 3, 4  # words to either side
_SONG = re.compile(r"\bsongs?\b|\bSongs?\b(?! [A-Z])")
_HYPHEN = re.compile(r"\w[-‑]$")
_TELLING = 3  # letters of a word that no headline would leave small if it gave capitals to all
_KNOWN = BESIDE | BEFORE | PLURALS
_HANGUL_ENOUGH = 4  # syllables of a title that is no word of every day


@dataclass(frozen=True, slots=True)
class Mention:
    """Of a drama, by its slug, or of a person; `piece` 0 is the headline."""

    about: About
    name: str
    piece: int
    start: int
    end: int


@dataclass(slots=True)
class _Known:
    """What is in a text, before it is weighed."""

    texts: list[Piece]
    of_dramas: bool  # whether a word anywhere is one of those that such texts have
    people: dict[Artist, list[Found]] = field(default_factory=dict)
    networks: dict[str, list[Found]] = field(default_factory=dict)
    characters: set[str] = field(default_factory=set)  # slugs of the dramas that they are in


class Mentions:
    """Made once of a catalogue."""

    def __init__(self, catalogue: Catalogue) -> None:
        self.catalogue = catalogue
        known = catalogue.names.credits
        self._titles: dict[str, list[str]] = {}
        self._networks: set[str] = set()
        self._airs_on: dict[str, set[str]] = {}
        self._years: dict[str, set[int]] = {}
        for drama in catalogue.dramas.values():
            for title in _called(drama):
                self._titles.setdefault(spelling.fold(title), []).append(drama.slug)
            self._airs_on[drama.slug] = {spelling.fold(release.network) for release in drama.releases}
            self._networks |= self._airs_on[drama.slug]
            self._years[drama.slug] = set(_years(drama))
        self._people: dict[str, list[Artist]] = {}
        self._heard: dict[str, list[Artist]] = {}
        for artist, spelt in known.spellings.items():
            for name in spelt:
                self._learn(artist, name)
        self._characters: dict[str, list[str]] = {}
        for character, names in known.characters.items():
            for name in filter(lambda name: len(name.split()) > 1, names):
                self._characters.setdefault(spelling.fold(name), []).append(character.drama)
        self._makers: dict[str, set[Artist]] = {slug: set() for slug in catalogue.dramas}
        for artist, made in known.dramas.items():
            for slug in made:
                self._makers[slug].add(artist)
        self._title_heads = heads(self._titles)
        self._other_heads = heads((*self._people, *self._characters, *self._networks))

    def ties(self, title: str, paragraphs: Sequence[str]) -> tuple[Tie, ...]:
        """What a story with that headline and text is about."""
        return self.ties_of(self.find(title, paragraphs), title, paragraphs)

    def ties_of(self, found: Iterable[Mention], title: str, paragraphs: Sequence[str]) -> tuple[Tie, ...]:
        """What is in the headline, early in the text, or named again and again."""
        return ties(found, pieces(title, paragraphs), self.catalogue)

    def find(self, title: str, paragraphs: Sequence[str]) -> list[Mention]:
        """Each place at which one is meant, in the order of the text."""
        texts = pieces(title, paragraphs)
        words = {word.folded for text in texts for word in text.words}
        known = _Known(texts, bool(words & ANYWHERE) or has(words, HANGUL))
        for at, text in enumerate(texts):
            self._look(at, text, known)
        meant = list(self._dramas(texts, known))
        tied = {one.name for one in meant}
        meant += self._persons(known, tied)
        return sorted(meant, key=lambda one: (one.piece, one.start, one.name))

    def _learn(self, artist: Artist, name: str) -> None:
        named = spelling.words(name)
        for order in spelling.orders(named):
            self._people.setdefault("".join(chain.from_iterable(order)), []).append(artist)
            if len(order) > 1 and not any(map(spelling.syllable, name)):
                for sound in spelling.families(order):
                    self._heard.setdefault(sound, []).append(artist)

    def _look(self, at: int, text: Piece, known: _Known) -> None:
        """People, characters and networks."""
        for found, joined in runs(at, text, 5, self._other_heads):
            for artist in self._spelt(text, found, joined):
                known.people.setdefault(artist, []).append(found)
            known.characters.update(self._characters.get(joined, ()))
            if joined in self._networks:
                known.networks.setdefault(joined, []).append(found)
        spelt = {(one.first, one.last) for places in known.people.values() for one in places if one.piece == at}
        for found in capital_runs(at, text):
            heard = self._by_sound(text.text[found.start : found.end])
            if heard and (found.first, found.last) not in spelt:
                known.people.setdefault(heard, []).append(found)

    def _spelt(self, text: Piece, found: Found, joined: str) -> Iterable[Artist]:
        if joined in self._people:
            capital = text.words[found.first].capital or is_hangul(joined)
            return dict.fromkeys(self._people[joined]) if capital else ()
        name = stem(joined, self._people)
        return dict.fromkeys(self._people[name]) if name else ()

    def _by_sound(self, written: str) -> Artist | None:
        """The one who is romanised otherwise: Ryoo Seung Ryong. A name with more or fewer words is another's."""
        named = spelling.words(written)
        if len(named) < 2:
            return None
        heard = {artist for sound in spelling.sounds(named) for artist in self._heard.get(sound, ())}
        return heard.pop() if len(heard) == 1 else None

    def _dramas(self, texts: list[Piece], known: _Known) -> Iterator[Mention]:
        found = [(slugs, one) for at, text in enumerate(texts) for slugs, one in self._named(at, text)]
        best: dict[str, int] = {}
        for slugs, one in found:
            for slug in slugs:
                best[slug] = max(best.get(slug, 0), self._weight(slug, one, known))
        for slugs, one in found:
            strongest = max(best[slug] for slug in slugs)
            for slug in slugs:  # of two dramas of one title, the one that more speaks for
                if best[slug] > 0 and best[slug] == strongest:
                    yield Mention(About.DRAMA, slug, one.piece, one.start, one.end)

    def _named(self, at: int, text: Piece) -> Iterator[tuple[list[str], Found]]:
        """Titles that stand there, the longest at each place, in a form that may be meant."""
        after = -1
        longest: dict[int, tuple[list[str], Found]] = {}
        for found, joined in runs(at, text, _LONGEST, self._title_heads):
            key = joined if joined in self._titles else stem(joined, self._titles)
            if key and self._may_be_meant(text, found, joined):
                longest[found.first] = (list(dict.fromkeys(self._titles[key])), found)
        for first in sorted(longest):
            if first > after:
                after = longest[first][1].last
                yield longest[first]

    def _may_be_meant(self, text: Piece, found: Found, joined: str) -> bool:
        if text.quoted(found.start, found.end):
            return True
        if text.in_longer_name(found.start, found.end) or _HYPHEN.search(text.text[: found.start]):
            return False
        if is_hangul(joined):
            return True
        own = text.words[found.first : found.last + 1]
        if not all(word.capital or word.folded in SMALL or word.folded.isdigit() for word in own) or not any(
            word.capital for word in own
        ):
            return False
        if len(own) == 1 and text.begins_sentence(found.start) and text.text[found.end : found.end + 1] == ",":
            return beside.shows(text.text, found.end)  # "Nevertheless, she went on"
        return text.capitalised or not (_goes_on(text, found, self._networks))

    def _weight(self, slug: str, one: Found, known: _Known) -> int:
        """What speaks for it, less what it needs; above 0 it is meant."""
        text = known.texts[one.piece]
        own = text.words[one.first : one.last + 1]
        points = 2 * (text.quoted(one.start, one.end) and not beside.is_said(text.text, one.start, one.end))
        points += 2 * (self._has_company(text, one) or beside.shows(text.text, one.end))
        points += 3 * (beside.year(text.text, one.end) in self._years[slug])
        points += 2 * bool(slug in known.characters or self._makers[slug] & known.people.keys())
        points += _on_its_network(self._airs_on[slug], one, known)
        points += known.of_dramas
        points += not _is_capitalised(one, known) and not text.begins_sentence(one.start) and own[0].capital
        points -= 3 * _is_music(text, one)
        return points - _needed(own) + 1

    def _has_company(self, text: Piece, one: Found) -> bool:
        around = text.around(one.first, one.last, _BESIDE)
        return has(around, BESIDE) or has(text.before(one.first, _BESIDE), BEFORE)

    def _persons(self, known: _Known, tied: set[str]) -> Iterator[Mention]:
        if not known.of_dramas and not tied:
            return
        names = self.catalogue.names
        for artist, found in known.people.items():
            for one in found:
                own = known.texts[one.piece].words[one.first : one.last + 1]
                if _is_short(own) and not self._is_borne_out(artist, one, known, tied):
                    continue
                yield Mention(About.PERSON, names.words(artist), one.piece, one.start, one.end)

    def _is_borne_out(self, artist: Artist, one: Found, known: _Known, tied: set[str]) -> bool:
        """Of a name that may be a word: Rain, Suzy, 송강."""
        around = known.texts[one.piece].around(one.first, one.last, 2)
        return has(around, ACTING) or any(artist in self._makers[slug] for slug in tied)


def ties(found: Iterable[Mention], texts: Sequence[Piece], catalogue: Catalogue) -> tuple[Tie, ...]:
    by_name: dict[tuple[About, str], list[Mention]] = {}
    for one in found:
        by_name.setdefault((one.about, one.name), []).append(one)
    lengths = [0, *(len(text.text) for text in texts[1:])]
    before = [sum(lengths[:at]) for at in range(len(texts))]
    made = []
    for (about, name), places in by_name.items():
        headline = any(one.piece == 0 for one in places)
        if headline or len(places) > 1 or any(before[one.piece] + one.start < _EARLY for one in places):
            drama = catalogue.dramas[name] if about is About.DRAMA else None
            made.append(Tie(about, name, told_of(drama, places, texts) if drama else None, headline))
    return tuple(made)


def _called(drama: Drama) -> Iterator[str]:
    original = (drama.original_title,) if drama.original_title else ()
    for title in (drama.title, *original, *drama.aliases):
        yield title
        short = title.partition(":")[0]
        if short != title and len(short.split()) > 1:
            yield short


def _years(drama: Drama) -> Iterator[int]:
    """In which it begins, on one release or another."""
    for release in drama.releases:
        yield from (episode.announced.on.year for episode in release.episodes[:1] if episode.announced.on)


def _is_capitalised(one: Found, known: _Known) -> bool:
    """Whether capitals say nothing there: nearly every word has one that is no name."""
    text = known.texts[one.piece]
    named = [one, *(there for found in (known.people, known.networks) for places in found.values() for there in places)]
    own = {at for there in named if there.piece == one.piece for at in range(there.first, there.last + 1)}
    return text.capitalised and not any(
        len(word.folded) > _TELLING and word.folded.isascii() and not word.capital
        for at, word in enumerate(text.words)
        if at not in own
    )


def _is_short(own: Sequence[Word]) -> bool:
    if is_hangul(own[0].folded):
        return len("".join(word.folded for word in own)) <= 2
    return len(own) == 1


def _is_music(text: Piece, one: Found) -> bool:
    """Song is also somebody's name: Song Kang."""
    if set(text.around(one.first, one.last, _MUSIC)) & MUSIC:
        return True
    return _SONG.search(text.text[max(one.start - 25, 0) : one.end + 25]) is not None


def _needed(own: Sequence[Word]) -> int:
    joined = "".join(word.folded for word in own)
    if is_hangul(joined):
        return 2 if len(joined) >= _HANGUL_ENOUGH else 3
    return 2 if len(own) > 2 else 3


def _on_its_network(networks: set[str], one: Found, known: _Known) -> bool:
    """Whether one of them is named in the same sentence."""
    first, last = known.texts[one.piece].sentence(one.start)
    named = (there for network in networks for there in known.networks.get(network, ()))
    return any(there.piece == one.piece and first <= there.start < last for there in named)


def _goes_on(text: Piece, found: Found, networks: set[str]) -> bool:
    """Whether it is only a part of a longer name, in a text whose capitals mean something."""
    words = text.words
    follows = words[found.last + 1] if found.last + 1 < len(words) else None
    joined = follows is not None and follows.capital and text.text[found.end : follows.start] == " "
    if follows and joined and follows.folded not in _KNOWN and follows.folded not in networks:
        return True
    leads = words[found.first - 1] if found.first else None
    if leads and leads.capital and text.text[leads.end : found.start] == " ":
        known = leads.folded in _KNOWN | ACTING or leads.folded in networks
        return not known and not text.begins_sentence(leads.start)
    return False
