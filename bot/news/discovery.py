"""The feed of a site, from whatever address of it somebody has."""

import asyncio
from collections.abc import Iterator
from contextlib import suppress
from datetime import datetime

from yarl import URL

from bot.core.feeds import Looked, pause
from bot.news import feedfile, feedtext, unmarked
from bot.news.errors import HeldBack, NamesNone, NoFeed, Unfetched, Unread
from bot.news.fetch import Fetched, Fetcher

_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")
_LIKELY = ("rss", "feed", "atom")
_USUAL = ("/feed", "/rss.xml", "/feed.xml", "/rss", "/atom.xml")
PATIENCE = 20.0  # seconds for all of these
MOST = 8  # feeds that a page is shown to have
_SHOWN = 3  # titles


async def look(address: str, fetcher: Fetcher, now: datetime) -> Looked:
    """What is at that address. Raises an Unfetched or an Unread."""
    fetched = await fetcher.fetch(address)
    try:
        found = await asyncio.to_thread(_read, fetched, now)
    except NamesNone:
        guessed = await _guessed(fetched.url, fetcher, now)
        if guessed is None:
            raise
        return guessed
    if len(found.choices) == 1:  # what else could be meant?
        fetched = await fetcher.fetch(found.choices[0][1])
        found = await asyncio.to_thread(_read, fetched, now)
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
                    found = await asyncio.to_thread(_read, fetched, now)
                except HeldBack:
                    raise
                except (Unfetched, Unread):
                    continue
                if found.count:
                    return found
    return None


def _read(fetched: Fetched, now: datetime) -> Looked:
    body, url = fetched.body or b"", fetched.moved or fetched.url
    if feedtext.is_page(body) or fetched.kind in ("text/html", "application/xhtml+xml"):
        choices = tuple(_named(body, fetched.url))[:MOST]
        if choices:
            return Looked(url, choices=choices)
        if feedtext.is_page(body):
            raise NamesNone(
                f"That page of {URL(url).host} names no feed. Look for a link called RSS or feed on it, and give that."
            )
    feed = feedfile.read(body, fetched.url, now, fetched.charset)
    newest = max((item.dated.at for item in feed.items if item.dated.at), default=None)
    titles = tuple(item.title for item in feed.items[:_SHOWN])
    return Looked(url, feed.title, feed.home, titles, len(feed.items), newest, pause(feed.pause))


def _named(body: bytes, url: str) -> Iterator[tuple[str, str]]:
    """Title and address of each feed that the page names; else of what it links to by such a name."""
    from lxml import etree, html

    try:
        tree = html.document_fromstring(feedtext.utf8(body, None), parser=html.HTMLParser(encoding="utf-8"))
    except (etree.LxmlError, ValueError):
        return
    seen: set[str] = set()
    for node in tree.xpath("//link[@rel and @href and @type]"):
        kind = node.get("type").partition(";")[0].strip().casefold()
        if "alternate" in node.get("rel").casefold().split() and kind in _TYPES:
            yield from _new(node.get("title") or "", node.get("href"), url, seen)
    if not seen:
        for node in tree.xpath("//a[@href]"):
            path = node.get("href").casefold().rstrip("/").rpartition("/")[2]
            if path.partition(".")[0].partition("?")[0] in _LIKELY or path.endswith((".rss", ".atom")):
                yield from _new(node.text_content(), node.get("href"), url, seen)


def _new(title: str, href: str, url: str, seen: set[str]) -> Iterator[tuple[str, str]]:
    try:
        address = str(URL(url).join(URL(href.strip())).with_fragment(None))
    except ValueError:
        return
    if address.startswith(("http://", "https://")) and address not in seen:
        seen.add(address)
        yield unmarked.title(title, 60) or address, address
