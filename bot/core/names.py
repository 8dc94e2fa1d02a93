"""One index of everything that has a name: dramas, their networks, who makes them, and who is in them."""

from collections import Counter
from collections.abc import Iterable, Sequence
from itertools import chain, count

from bot.core import spelling
from bot.core.credits import Artist, Character, Credits
from bot.core.dramas import Drama, Quote, Release
from bot.core.errors import Choice, NoSuchName, SeveralNames
from bot.core.lookup import Index, Named

Who = Artist | Character | Drama  # of whom, or of what, one may ask a quote

MOST_SUGGESTED = 25  # Discord's limit of autocomplete
_NETWORK_WORDS = 4  # of a network's name that is typed after a title
_SHOWN = 60  # letters of what somebody typed, said back


class Names:
    """Made once from all dramas; a look-up takes a few milliseconds, whatever is typed.

    Among those that fit equally well, dramas keep the order in which they are given.
    """

    def __init__(self, dramas: Iterable[Drama]) -> None:
        self._dramas = {drama.slug: drama for drama in dramas}
        self._credits = Credits(self._dramas.values())
        self._titles = Index(Named(drama, _titles(drama)) for drama in self._dramas.values())
        self._networks = _networks(release for drama in self._dramas.values() for release in drama.releases)
        self._labels = _labels(self._dramas.values())
        self._everybody = self._in_order_of_quotes()
        self._index = Index(self._named(number, who) for number, who in enumerate(self._everybody))
        self._values = self._distinct_values()
        self._by_value = {value: number for number, value in enumerate(self._values)}
        self._haystacks = [(drama, *self._haystack(drama)) for drama in self._dramas.values()]

    def drama(self, words: str) -> Drama:
        """Raises SeveralNames where several may be meant, NoSuchName with near names where none is called that."""
        found = self.dramas(words)
        if len(found) == 1:
            return found[0]
        if found:
            raise _several(words, self._drama_choices(found))
        near = self._drama_choices(self._titles.near(_plain(words)))
        raise _nothing(f'No drama is called "{_shown(words)}".', near)

    def dramas(self, words: str) -> list[Drama]:
        """All that may be meant, equally well; empty where only near names are left."""
        own = self._dramas.get(_plain(words))
        return [own] if own else self._titles.find(_plain(words))

    def who(self, words: str) -> Who:
        """An artist, a character or a drama; raises as `drama` does."""
        found = self._meant(words)
        if len(found) == 1:
            return self._everybody[found[0]]
        if found:
            raise _several(words, self._choices(found))
        near = self._choices(self._index.near(_plain(words)))
        raise _nothing(f'Nobody and no drama is called "{_shown(words)}".', near)

    def said(self, artist: Artist) -> Sequence[tuple[Drama, Quote]]:
        """All quotes of one person, in the order of dramas."""
        return self._credits.said.get(artist, ())

    def suggest_dramas(self, text: str, limit: int = MOST_SUGGESTED) -> list[Choice]:
        return self._drama_choices(self._titles.begin(_plain(text), limit))

    def suggest_who(self, text: str, limit: int = MOST_SUGGESTED) -> list[Choice]:
        """Those with quotes first: people, then characters, then dramas. Of nothing typed, no others."""
        if not _plain(text):
            return self._choices(range(min(limit, self._with_quotes)))
        return self._choices(self._index.begin(_plain(text), limit))

    def search(self, words: str) -> list[Drama]:
        """Those with the words in a title, then those with somebody or a network of that name; else near ones."""
        text = _plain(words)[:200]
        pieces = tuple(chain.from_iterable(spelling.words(text)))
        ranked = [(_rank(text, pieces, *haystacks), drama) for drama, *haystacks in self._haystacks]
        if found := [drama for rank in range(3) for held, drama in ranked if held == rank]:
            return found
        near = chain(chain.from_iterable(map(self._dramas_of, self._index.find(text))), self._titles.near(text))
        return list({drama.slug: drama for drama in near}.values())

    def release(self, drama: Drama, words: str) -> Release:
        """Raises NoSuchName with all networks of the drama as choices; values are keys of releases."""
        own = next((release for release in drama.releases if release.key == words), None)
        found = [own] if own else _networks(drama.releases).find(_plain(words))
        if len(found) == 1:
            return found[0]
        if found:
            raise _several(words, _release_choices(found))
        choices = _release_choices(drama.releases)
        networks = _listed([choice.label for choice in choices], "and")
        raise NoSuchName(f'{drama.title} is not on "{_shown(words)}". It comes out on {networks}.', tuple(choices))

    def takes_release(self, words: Sequence[str]) -> int:
        """How many of the last words name a network on which the drama named by the words before them comes out.

        A title that ends in a network's name is a title; so is one that a title and a network only look like.
        """
        splits = [(" ".join(words[:-taken]), " ".join(words[-taken:]), taken) for taken in range(1, _NETWORK_WORDS + 1)]
        likely = [split for split in splits if len(words) > split[2] and self._networks.find(_plain(split[1]))]
        if not likely or self._exactly(" ".join(words)):
            return 0
        for title, network, taken in likely:
            if _networks(_releases(self._exactly(title))).exactly(_plain(network)):
                return taken
        if self.dramas(" ".join(words)):
            return 0
        fitting = (taken for title, network, taken in likely if self._on(title, network))
        return next(fitting, 0)

    def suggest_releases(self, drama_words: str, text: str) -> list[Choice]:
        """Networks of that drama; of all dramas where none, or no known one, is named."""
        dramas = self.dramas(drama_words) if _plain(drama_words) else []
        index = _networks(_releases(dramas)) if dramas else self._networks
        return _release_choices(index.begin(_plain(text), MOST_SUGGESTED))

    def _exactly(self, words: str) -> list[Drama]:
        own = self._dramas.get(_plain(words))
        return [own] if own else self._titles.exactly(_plain(words))

    def _on(self, title: str, network: str) -> bool:
        return bool(_networks(_releases(self.dramas(title))).find(_plain(network)))

    def _meant(self, words: str) -> list[int]:
        own = self._by_value.get(_plain(words))
        return self._index.find(_plain(words)) if own is None else [own]

    def _in_order_of_quotes(self) -> list[Who]:
        said = self._credits.said
        people, characters, dramas = list(self._credits.spellings), self._credits.characters, self._dramas.values()
        quoted: list[Who] = [
            *(artist for artist in people if artist in said),
            *(character for character in characters if character.actor in said),
            *(drama for drama in dramas if drama.quotes),
        ]
        self._with_quotes = len(quoted)
        return [
            *quoted,
            *(artist for artist in people if artist not in said),
            *(character for character in characters if character.actor not in said),
            *(drama for drama in dramas if not drama.quotes),
        ]

    def _named(self, number: int, who: Who) -> Named[int]:
        match who:
            case Artist():
                return Named(number, people=self._credits.spellings[who])
            case Character():
                return Named(number, people=(who.name,))
            case Drama():
                return Named(number, titles=_titles(who))

    def _distinct_values(self) -> list[str]:
        """For each of everybody, words that name nobody else: the slug or the name, or the name and more."""
        taken = dict.fromkeys(self._dramas, "")
        values = []
        for number, who in enumerate(self._everybody):
            value = who.slug if isinstance(who, Drama) else self._distinct_value(number, who, taken)
            taken[value] = ""
            values.append(value)
        return values

    def _distinct_value(self, number: int, who: Artist | Character, taken: dict[str, str]) -> str:
        if self._index.exactly(who.name) == [number] and who.name not in taken:
            return who.name
        longer = self._label(who) if isinstance(who, Character) else f"{who.name} ({who.hangul or 'person'})"
        more = f"{longer} by {who.actor.name}" if isinstance(who, Character) else longer
        numbered = (f"{longer} {nth}" for nth in count(2))
        return next(value for value in chain((longer, more), numbered) if value not in taken)

    def _label(self, who: Who) -> str:
        match who:
            case Artist():
                return who.name
            case Character():
                return f"{who.name} in {self._labels[who.drama]}"
            case Drama():
                return self._labels[who.slug]

    def _choices(self, numbers: Iterable[int]) -> list[Choice]:
        """The value stands in for a label that others have too."""
        chosen = [(self._label(self._everybody[number]), self._values[number]) for number in numbers]
        alike = Counter(label for label, _ in chosen)
        return [Choice(label if alike[label] == 1 else value, value) for label, value in chosen]

    def _drama_choices(self, dramas: Iterable[Drama]) -> list[Choice]:
        return [Choice(self._labels[drama.slug], drama.slug) for drama in dramas]

    def _dramas_of(self, number: int) -> Iterable[Drama]:
        match self._everybody[number]:
            case Artist() as artist:
                return self._credits.dramas.get(artist, {}).values()
            case Character() as character:
                return (self._dramas[character.drama],)
            case Drama() as drama:
                return (drama,)

    def _haystack(self, drama: Drama) -> tuple[str, str]:
        people = chain.from_iterable(
            (one.actor, one.hangul or "", one.character or "", *one.aliases) for one in drama.cast
        )
        networks = (release.network for release in drama.releases)
        titles = _hay(_titles(drama))
        return titles, titles + _hay((*people, *drama.director, *networks))


def _titles(drama: Drama) -> tuple[str, ...]:
    original = (drama.original_title,) if drama.original_title else ()
    return (drama.title, *original, *drama.aliases, drama.slug)


def _labels(dramas: Iterable[Drama]) -> dict[str, str]:
    """By slug: the title, with the slug where another drama is called the same."""
    known = list(dramas)
    alike = Counter(drama.title for drama in known)
    return {drama.slug: drama.title if alike[drama.title] == 1 else f"{drama.title} ({drama.slug})" for drama in known}


def _networks(releases: Iterable[Release]) -> Index[Release]:
    """One of each key, which stands for that network wherever it is."""
    by_key: dict[str, Release] = {}
    for release in releases:
        by_key.setdefault(release.key, release)
    return Index(Named(release, (release.network, release.key)) for release in by_key.values())


def _releases(dramas: Iterable[Drama]) -> Iterable[Release]:
    return chain.from_iterable(drama.releases for drama in dramas)


def _release_choices(releases: Iterable[Release]) -> list[Choice]:
    return [Choice(release.network, release.key) for release in releases]


def _hay(names: Iterable[str]) -> str:
    """All names, word by word and in one, in which a part is looked for."""
    return "\n".join(
        f" {' '.join(chain.from_iterable(spelling.words(name)))}\n {spelling.fold(name)}" for name in names
    )


def _rank(text: str, pieces: Sequence[str], titles: str, everything: str) -> int:
    """0 for the words in a title as they stand, 1 for all of them in titles, 2 for all of them anywhere, 3 for none."""
    if _held(spelling.fold(text), titles):
        return 0
    if not pieces:
        return 3
    return next((rank for rank, hay in ((1, titles), (2, everything)) if all(_held(one, hay) for one in pieces)), 3)


def _held(part: str, hay: str) -> bool:
    """A letter or two only at the beginning of a word."""
    return (part if len(part) > 2 else f" {part}") in hay


def _plain(words: str) -> str:
    return " ".join(words.split())


def _shown(words: str) -> str:
    plain = _plain(words)
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1]}…"


def _listed(labels: Sequence[str], last: str) -> str:
    return f" {last} ".join(part for part in (", ".join(labels[:-1]), *labels[-1:]) if part)


def _several(words: str, choices: Sequence[Choice]) -> SeveralNames:
    meant = _listed([choice.label for choice in choices], "or")
    return SeveralNames(f'Which one is meant by "{_shown(words)}": {meant}?', tuple(choices))


def _nothing(what: str, near: Sequence[Choice]) -> NoSuchName:
    if not near:
        return NoSuchName(f"{what} /dramas lists all that I know.")
    return NoSuchName(f"{what} Did you mean {_listed([choice.label for choice in near], 'or')}?", tuple(near))
