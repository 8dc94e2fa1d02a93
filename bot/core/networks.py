"""Which release is meant by the name of a network."""

from collections.abc import Iterable
from itertools import chain

from bot.core.dramas import Drama, Release
from bot.core.errors import Choice
from bot.core.lookup import Index, Named

WORDS = 4  # of the longest name of a network that is looked for after a title


def index(dramas: Iterable[Drama]) -> Index[Release]:
    """One release of each key: it stands for that network in all these dramas."""
    by_key: dict[str, Release] = {}
    for release in chain.from_iterable(drama.releases for drama in dramas):
        by_key.setdefault(release.key, release)
    return Index(Named(release, (release.network, release.key)) for release in by_key.values())


def choices(releases: Iterable[Release]) -> list[Choice]:
    return [Choice(release.network, release.key) for release in releases]
