"""What is at an address that somebody has: a feed, or a page that names some."""

from collections.abc import Iterator
from datetime import datetime

from yarl import URL

from bot.core.feeds import Looked, pause
from bot.news import feedfile, feedtext, unmarked
from bot.news.errors import NamesNone

MOST = 8  # feeds that a page is shown to have
_TYPES = ("application/rss+xml", "application/atom+xml", "application/rdf+xml", "application/feed+json")
_PAGES = ("text/html", "application/xhtml+xml")
_LIKELY = ("rss", "feed", "atom")
_SHOWN = 3  # titles


def read(body: bytes, url: str, moved: str | None, kind: str, charset: str | None, now: datetime) -> Looked:
    """The body of a Fetched, with its other fields. Raises a NoFeed."""
    address = moved or url
    if feedtext.is_page(body) or kind in _PAGES:
        choices = tuple(_named(body, url))[:MOST]
        if choices:
            return Looked(address, choices=choices)
        if feedtext.is_page(body):
            host = URL(address).host
            raise NamesNone(
                f"That page of {host} names no feed. Look for a link called RSS or feed on it, and give that."
            )
    feed = feedfile.read(body, url, now, charset)
    newest = max((item.dated.at for item in feed.items if item.dated.at), default=None)
    titles = tuple(item.title for item in feed.items[:_SHOWN])
    return Looked(address, feed.title, feed.home, titles, len(feed.items), newest, pause(feed.pause))


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
