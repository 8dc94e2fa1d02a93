"""Where news come from: the sites whose feeds are read."""

import re
from collections.abc import Mapping, Sequence
from difflib import get_close_matches
from typing import Protocol

from bot.commands.editing import author_of
from bot.core.catalogue import Catalogue
from bot.core.command import Param, Permission, Registry, Request
from bot.core.errors import Choice, Mistake
from bot.core.feeds import CONFIG, PARAM, Feed, Looked, named, unknown
from bot.core.messages import Message
from bot.core.texts import newsroom as texts

_ADDRESS_OR_NUMBER = re.compile(r"[.:/]|^#?\d+$")
DO = ("list", "add", "test", "pause", "resume", "remove")


class Looking(Protocol):
    """What finds a feed."""

    async def look(self, which: str) -> Looked:
        """At an address, or at the feed of that number or name. Raises a Mistake."""


def _do(_: Request, words: str) -> str:
    if words.casefold() in DO:
        return words.casefold()
    near = get_close_matches(words.casefold(), DO, 2)
    raise Mistake(f'"{words[:60]}" is none of {", ".join(DO)}.', tuple(Choice(one.title(), one) for one in near or DO))


def _take_which(_: Catalogue, words: Sequence[str]) -> int:
    """All but what to do; an address or a number may stand alone."""
    alone = len(words) == 1 and (words[0].isdecimal() or "." in words[0])
    return len(words) if alone else max(len(words) - 1, 0)


WHAT = Param(
    "what",
    "list, add, test, pause, resume or remove",
    _do,
    lambda _, words: [Choice(one.title(), one) for one in DO if one.startswith(words.casefold())],
    optional=True,
)
WHICH = Param(
    PARAM,
    "An address to add or test; of a known feed its number",
    lambda _, words: words.strip(),
    take=_take_which,
    optional=True,
)


def declare(to: Registry, looking: Looking | None = None) -> None:
    async def look(arguments: Mapping[str, str]) -> Looked | None:
        which = arguments.get(PARAM, "").strip()
        what = arguments.get("what", "").casefold()
        if looking is None or not which or what not in ("", "add", "test"):
            return None
        if what == "add" and not _ADDRESS_OR_NUMBER.search(which):
            raise Mistake(f'"{which[:60]}" is no address. Say one such as https://example.com.')
        return await looking.look(which)

    editor = Permission.EDITOR
    to.command("feeds", "The sites whose news are read", WHAT, WHICH, permission=editor, errand=look)(feeds)


async def feeds(ask: Request, what: str | None, which: str | None, looked: Looked | None = None) -> Message:
    if what is None and which:
        what = "test"  # which changes nothing, and offers to add it
    if what in (None, "list"):
        begin = int(which) if which and which.isdecimal() and len(which) < 9 else 0
        return texts.listed_feeds(await ask.store.news.feeds(), ask.at, begin)
    if not which:
        example = "https://example.com" if what in ("add", "test") else "3"
        raise Mistake(f"Which one? For example /feeds {what} {example}. /feeds lists those that are read.")
    if what in ("add", "test"):
        return await _looked_at(ask, what, looked)
    feed = await _feed(ask, which)
    news = ask.store.news
    if what == "pause":
        await news.pause_feed(feed.id, f"Paused by {ask.person.name or 'an editor'}.")
    elif what == "resume":
        await news.resume_feed(feed.id, ask.at)
    elif feed.author == CONFIG:
        raise Mistake(texts.of_config(feed))
    else:
        await news.remove_feed(feed.id)
    return texts.set_state(feed, what or "")


async def _looked_at(ask: Request, what: str, looked: Looked | None) -> Message:
    if looked is None:
        raise Mistake("Nothing can be fetched here.")
    if looked.choices:
        return texts.choices(looked, what)
    there = next((one for one in await ask.store.news.feeds() if one.address == looked.address), None)
    if what == "test":
        return texts.tested(looked, there)
    made = None if there else await ask.store.news.add_feed(looked, author_of(ask), ask.at)
    if made is not None:
        return texts.added(made, looked)
    assert there is not None  # else it would have been added
    return texts.known(there)


async def _feed(ask: Request, which: str) -> Feed:
    known = await ask.store.news.feeds()
    found = named(known, which)
    if found is None:
        raise unknown(known, which)
    return found
