"""The feed of a site, from whatever address of it somebody has."""

import asyncio
from contextlib import suppress
from datetime import datetime

from yarl import URL

from bot.core.feeds import Looked
from bot.news import apart, looked
from bot.news.errors import HeldBack, NamesNone, NoFeed, Unfetched, Unread
from bot.news.fetch import Fetched, Fetcher

_USUAL = ("/feed", "/rss.xml", "/feed.xml", "/rss", "/atom.xml")
PATIENCE = 20.0  # seconds for all of these


async def look(address: str, fetcher: Fetcher, now: datetime) -> Looked:
    """What is at that address. Raises an Unfetched or an Unread."""
    fetched = await fetcher.fetch(address)
    try:
        found = await _read(fetched, now)
    except NamesNone:
        guessed = await _guessed(fetched.url, fetcher, now)
        if guessed is None:
            raise
        return guessed
    if len(found.choices) == 1:  # what else could be meant?
        fetched = await fetcher.fetch(found.choices[0][1])
        found = await _read(fetched, now)
        if found.choices:
            raise NoFeed(f"{found.choices[0][1]} is what that page calls its feed, and it is another page.")
    return found


async def _guessed(page: str, fetcher: Fetcher, now: datetime) -> Looked | None:
    """Where most sites have their feed; None where there is none, or it takes too long."""
    with suppress(TimeoutError, HeldBack):
        async with asyncio.timeout(PATIENCE):
            for path in _USUAL:
                try:
                    fetched = await fetcher.fetch(str(URL(page).join(URL(path))))
                    found = await _read(fetched, now)
                except HeldBack:
                    raise
                except (Unfetched, Unread):
                    continue
                if found.count:
                    return found
    return None


async def _read(fetched: Fetched, now: datetime) -> Looked:
    body, site = fetched.body or b"", (fetched.url, fetched.moved, fetched.kind, fetched.charset)
    return await apart.read(len(body), looked.read, body, *site, now)
