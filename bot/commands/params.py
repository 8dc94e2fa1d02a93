"""What commands need to know: how it is called, read and suggested."""

from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace

from bot.core import leads, zones
from bot.core.catalogue import Catalogue
from bot.core.command import Param, Request
from bot.core.dramas import Drama
from bot.core.errors import Choice, Mistake
from bot.core.names import Who
from bot.core.planning import DEFAULT
from bot.core.texts.answers import PRESETS

_DIGITS = 6
USUAL = (DEFAULT, "usual", "as usual")  # in place of leads: the bot's own


@contextmanager
def of(param: Param) -> Iterator[None]:
    """A Mistake made inside is about that parameter: its choices are values of it."""
    try:
        yield
    except Mistake as mistake:
        mistake.param = param.name
        raise


def passing_over(otherwise: str) -> Param:
    """How many of a list to pass over; `otherwise` is what to do instead, for words that are no number."""

    def read(_: Request, words: str) -> int:
        if not words.strip().isdecimal() or len(words) > _DIGITS:
            raise Mistake(f'"{words[:60]}" is no number. {otherwise}')
        return int(words)

    return Param("begin", "How many of them to pass over", read, example="5")


def _drama(ask: Request, words: str) -> Drama:
    return ask.catalogue.names.drama(words)


def _dramas(catalogue: Catalogue, words: str) -> Sequence[Choice]:
    return catalogue.names.suggest_dramas(words)


def _networks(catalogue: Catalogue, words: str) -> Sequence[Choice]:
    return catalogue.names.suggest_releases("", words)


def _read_who(ask: Request, words: str) -> Who:
    return ask.catalogue.names.who(words)


def _who(catalogue: Catalogue, words: str) -> Sequence[Choice]:
    return catalogue.names.suggest_who(words)


def _zones(_: Catalogue, words: str) -> Sequence[Choice]:
    return zones.suggest(words)


def _leads(_: Catalogue, words: str) -> Sequence[Choice]:
    return [Choice(label, value) for label, value in (*PRESETS, ("Off", "off"), ("As usual", DEFAULT))]


def _plain(_: Request, words: str) -> str:
    return words


def _read_leads(_: Request, words: str) -> tuple[str, ...]:
    if words.strip().casefold() in USUAL:
        return (DEFAULT,)
    return tuple(str(lead) for lead in leads.read(words))


def _read_zone(_: Request, words: str) -> str:
    return zones.zone(words)


def _take_leads(catalogue: Catalogue, words: Sequence[str]) -> int:
    """Words that are no leads are taken too when a title stands before them: then it is the leads that are wrong."""
    usual = bool(words) and words[-1].casefold() in USUAL
    return leads.trailing(words) or _after_title(catalogue, words) or usual


def _after_title(catalogue: Catalogue, words: Sequence[str]) -> int:
    """How many words follow the longest beginning that names a drama; none when no beginning does."""
    title = catalogue.names.title_words(words)
    return len(words) - title if title else 0


def _take_release(catalogue: Catalogue, words: Sequence[str]) -> int:
    """Words that are no network are taken too when a title stands before them: then it is the network that is wrong."""
    return catalogue.names.takes_release(words) or _after_title(catalogue, words)


DRAMA = Param("drama", "Title, or a part of it", _drama, _dramas)
OPTIONAL_DRAMA = replace(DRAMA, optional=True)
OWN_DRAMA = replace(DRAMA, own=True)
RELEASE = Param(
    "release", "Where it comes out, such as Netflix or JTBC", _plain, _networks, take=_take_release, optional=True
)
LEADS = Param(
    "leads",
    "Such as 1d 1h 0m (0m: when it is out), 9am after it, off, or default",
    _read_leads,
    _leads,
    _take_leads,
    optional=True,
)
WHEN = Param("when", "When to begin, such as friday 9pm", _plain, take=_after_title, optional=True)
ZONE = Param("zone", "A city, a short name such as MYT, or an offset such as +8", _read_zone, _zones, optional=True)
WHO = Param("who", "An actor, a character, a director or a title", _read_who, _who, optional=True)
WORDS = Param("words", "A part of a title, an actor, a network", _plain, optional=True)
