"""One index of everything that has a name: dramas, their networks, who makes them, and who is in them."""

from collections import Counter
from collections.abc import Collection, Iterable, Sequence
from itertools import chain, count, takewhile

from bot.core import networks, spelling
from bot.core.credits import Artist, Character, Credits
from bot.core.dramas import Drama, Quote, Release
from bot.core.errors import Choice, NoSuchName, SeveralNames
from bot.core.lookup import Index, Named
from bot.core.searching import Search, titles

Who = Artist | Character | Drama  # of whom, or of what, one may ask a quote

MOST_SUGGESTED = 25  # Discord's limit of autocomplete
_TITLE_WORDS = 40  # of a line, looked at for a title at its beginning
_A_SLIP = 80  # of 100: how like a word of a title another one is that was meant to be it
_LISTED = 8  # names in a sentence
_SHOWN = 60  # letters of what somebody typed, said back


class Names:
    """Made once from all dramas; a look-up takes a few milliseconds, whatever is typed.

    Among those that fit equally well, dramas keep the order in which they are given.
    """

    def __init__(self, dramas: Iterable[Drama]) -> None:
        self._dramas = {drama.slug: drama for drama in dramas}
        self._credits = Credits(self._dramas.values())
        self._titles = Index(Named(drama, titles(drama)) for drama in self._dramas.values())
        self._networks = networks.index(self._dramas.values())
        self._search = Search(self._dramas.values())
        self._labels = _labels(self._dramas.values())
        self._everybody = self._in_order_of_quotes()
        self._numbers = {one.slug if isinstance(one, Drama) else one: at for at, one in enumerate(self._everybody)}
        self._index = Index(self._named(number, who) for number, who in enumerate(self._everybody))
        self._values = self._distinct_values()
        self._by_value = {value: number for number, value in enumerate(self._values)}

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

    @property
    def credits(self) -> Credits:
        """Who is who in all casts, with every spelling."""
        return self._credits

    def said(self, artist: Artist) -> Sequence[tuple[Drama, Quote]]:
        """All quotes of one person, in the order of dramas."""
        return self._credits.said.get(artist, ())

    def suggest_dramas(self, text: str, limit: int = MOST_SUGGESTED) -> list[Choice]:
        return self._drama_choices(self._titles.begin(_plain(text), limit))

    def suggest_who(self, text: str, limit: int = MOST_SUGGESTED) -> list[Choice]:
        """Those with quotes first: people, then characters, then dramas. Of nothing typed, no others."""
        if not _plain(text):
            return self._choices(range(min(limit, self._quoted)))
        return self._choices(self._index.begin(_plain(text), limit))

    def search(self, words: str) -> list[Drama]:
        """Those with the words in a title, then those with somebody or a network of that name; else near ones."""
        text = _plain(words)
        if found := self._search.find(text):
            return found
        near = chain(chain.from_iterable(map(self._dramas_of, self._index.find(text))), self._titles.near(text))
        return list({drama.slug: drama for drama in near}.values())

    def release(self, drama: Drama, words: str) -> Release:
        """Raises NoSuchName with all networks of the drama as choices; values are keys of releases."""
        own = next((release for release in drama.releases if release.key == words), None)
        found = [own] if own else networks.index((drama,)).find(_plain(words))
        if len(found) == 1:
            return found[0]
        if found:
            raise _several(words, networks.choices(found))
        choices = networks.choices(drama.releases)
        known = _listed([choice.label for choice in choices], "and")
        raise NoSuchName(f'{drama.title} is not on "{_shown(words)}". It comes out on {known}.', tuple(choices))

    def title_words(self, words: Sequence[str]) -> int:
        """How many of the first words name a drama, or several: the longest such beginning, 0 where there is none.

        Words that follow a part of a title are its too, where they are words of it with a slip: "bon apetit".
        """
        most = min(len(words), _TITLE_WORDS)
        count = next((count for count in range(most, 0, -1) if self.dramas(" ".join(words[:count]))), 0)
        if not count or self._exactly(" ".join(words[:count])):
            return count
        begun = self.dramas(" ".join(words[:count]))
        for whole in range(count - 1, 0, -1):  # "cheer up a" is Cheer Up, and the beginning of "a strike"
            if self._exactly(title := " ".join(words[:whole])) and self.dramas(title) == begun:
                return whole
        pieces = [
            piece for drama in begun for title in titles(drama) for word in spelling.words(title) for piece in word
        ]
        misspelt = takewhile(lambda word: _like_one_of(word, pieces), words[count:most])
        return count + sum(1 for _ in misspelt)

    def takes_release(self, words: Sequence[str]) -> int:
        """How many of the last words name a network on which the drama named by the words before them comes out.

        A title that ends in a network's name is a title; so is one that a title and a network only look like.
        """
        splits = [(" ".join(words[:-taken]), " ".join(words[-taken:]), taken) for taken in range(1, networks.WORDS + 1)]
        likely = [split for split in splits if len(words) > split[2] and self._networks.find(_plain(split[1]))]
        if not likely or self._exactly(" ".join(words)):
            return 0
        for title, network, taken in likely:
            if networks.index(self._exactly(title)).exactly(_plain(network)):
                return taken
        if self.dramas(" ".join(words)):
            return 0
        fitting = (taken for title, network, taken in likely if self._on(title, network))
        return next(fitting, 0)

    def suggest_releases(self, drama_words: str, text: str) -> list[Choice]:
        """Networks of that drama; of all dramas where none, or no known one, is named."""
        dramas = self.dramas(drama_words) if _plain(drama_words) else []
        index = networks.index(dramas) if dramas else self._networks
        return networks.choices(index.begin(_plain(text), MOST_SUGGESTED))

    def words(self, who: Who) -> str:
        """What `who` reads as this one and nobody else: a slug, or a name with what sets it apart."""
        return self._values[self._numbers[who.slug if isinstance(who, Drama) else who]]

    def people(self, dramas: Collection[str]) -> list[str]:
        """All who are credited in one of these, by slug, as `words` says them."""
        made = self.credits.dramas.items()
        return [self.words(artist) for artist, in_them in made if not in_them.keys().isdisjoint(dramas)]

    def _exactly(self, words: str) -> list[Drama]:
        own = self._dramas.get(_plain(words))
        return [own] if own else self._titles.exactly(_plain(words))

    def _on(self, title: str, network: str) -> bool:
        return bool(networks.index(self.dramas(title)).find(_plain(network)))

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
        self._quoted = len(quoted)
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
                return Named(number, people=self._credits.characters[who])
            case Drama():
                return Named(number, titles=titles(who))

    def _distinct_values(self) -> list[str]:
        taken = set(self._dramas)
        values = []
        for number, who in enumerate(self._everybody):
            value = who.slug if isinstance(who, Drama) else self._distinct_value(number, who, taken)
            taken.add(value)
            values.append(value)
        return values

    def _distinct_value(self, number: int, who: Artist | Character, taken: set[str]) -> str:
        name = _plain(who.name)
        if self._index.exactly(name) == [number] and name not in taken:
            return name
        longer = self._label(who) if isinstance(who, Character) else f"{who.name} ({who.hangul or 'person'})"
        more = f"{longer} by {who.actor.name}" if isinstance(who, Character) else longer
        numbered = (f"{longer} {nth}" for nth in count(2))
        return next(value for value in map(_plain, chain((longer, more), numbered)) if value not in taken)

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


def _labels(dramas: Iterable[Drama]) -> dict[str, str]:
    """By slug: the title, with the slug where another drama is called the same."""
    known = list(dramas)
    alike = Counter(drama.title for drama in known)
    return {drama.slug: drama.title if alike[drama.title] == 1 else f"{drama.title} ({drama.slug})" for drama in known}


def _like_one_of(word: str, pieces: Iterable[str]) -> bool:
    from rapidfuzz import fuzz

    key = spelling.fold(_plain(word))
    return any(fuzz.ratio(key, piece) >= _A_SLIP for piece in pieces)


def _plain(words: str) -> str:
    return " ".join(words.split())


def _shown(words: str) -> str:
    plain = _plain(words)
    return plain if len(plain) <= _SHOWN else f"{plain[: _SHOWN - 1]}…"


def _listed(labels: Sequence[str], last: str) -> str:
    return f" {last} ".join(part for part in (", ".join(labels[:-1]), *labels[-1:]) if part)


def _several(words: str, choices: Sequence[Choice]) -> SeveralNames:
    labels = [choice.label for choice in choices]
    if len(labels) > _LISTED:
        labels[_LISTED:] = [f"one of {len(labels) - _LISTED} more"]
    return SeveralNames(f'Which one is meant by "{_shown(words)}": {_listed(labels, "or")}?', tuple(choices))


def _nothing(what: str, near: Sequence[Choice]) -> NoSuchName:
    if not near:
        return NoSuchName(f"{what} /dramas lists all that I know.")
    return NoSuchName(f"{what} Did you mean {_listed([choice.label for choice in near], 'or')}?", tuple(near))
