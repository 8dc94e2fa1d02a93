"""How far a chat is with what it watches."""

import re
from collections.abc import Sequence

from bot.commands.params import OWN_DRAMA
from bot.commands.quotes import seen
from bot.core import spoilers
from bot.core.catalogue import Catalogue
from bot.core.command import Param, Permission, Registry, Request
from bot.core.dramas import Drama
from bot.core.errors import Choice, Mistake
from bot.core.messages import Message
from bot.core.texts import watched as texts

EXPECTED = "Say its number, such as 4; all for as far as it is out; back for one less; 0 for none."
BACK, ALL = -1, -2
WORDS = {"back": BACK, "undo": BACK, "all": ALL, "everything": ALL, "none": 0, "off": 0, "nothing": 0}

_NUMBER = re.compile(r"(?:(?:episode|ep|e)\.?\s*)?#?(\d{1,5})", re.IGNORECASE | re.ASCII)


def _read(_: Request, words: str) -> int:
    text = words.strip().casefold()
    if text in WORDS:
        return WORDS[text]
    if match := _NUMBER.fullmatch(text):
        return int(match[1])
    raise Mistake(f'"{words}" is no episode. {EXPECTED}')


def _take(catalogue: Catalogue, words: Sequence[str]) -> int:
    """What comes after a title; "1988" in "reply 1988" is a part of it."""
    title = catalogue.names.title_words(words)
    if title:
        return len(words) - title
    last = [word.casefold() for word in words[-2:]]
    if not last or not (last[-1] in WORDS or _NUMBER.fullmatch(last[-1])):
        return 0
    return 1 + (len(last) == 2 and last[0].rstrip(".") in ("episode", "ep"))


def _suggest(_: Catalogue, words: str) -> Sequence[Choice]:
    own = (Choice("All that is out", "all"), Choice("One back", "back"), Choice("None", "0"))
    return [choice for choice in own if choice.label.casefold().startswith(words.strip().casefold())]


EPISODE = Param("episode", "The latest you have seen; 0 for none, back for one less", _read, _suggest, _take, True)


def declare(to: Registry) -> None:
    about = "Say how far you have watched: spoilers open up to there"
    to.command("watched", about, OWN_DRAMA, EPISODE, permission=Permission.MANAGER)(watched)


async def watched(ask: Request, drama: Drama, episode: int | None) -> Message:
    known = await seen(ask, drama)
    before, latest = known.episode, spoilers.latest(drama, ask.at)
    again = known.run != spoilers.FIRST
    if episode is None:
        return texts.shown(drama, before, latest, again=again)
    number = {BACK: max(before - 1, 0), ALL: latest}.get(episode, episode)
    _check(drama, number, latest)
    await ask.store.watch(drama.slug, known.run, number)
    return texts.noted(drama, before, number, latest, again=again)


def _check(drama: Drama, number: int, latest: int) -> None:
    if number <= latest:
        return
    total = max((release.total or 0 for release in drama.releases), default=0)
    if total and number > total:
        raise Mistake(texts.no_such(drama, number, total))
    raise Mistake(texts.not_out(drama, number, latest))
