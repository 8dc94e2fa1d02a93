"""What stands in a feed: RSS of any age, Atom, RDF or a JSON feed, broken or not.

It is read as a stream of marks, of which nothing is kept but the fields of the items: a hostile file costs neither
memory nor time. It cannot name another file, and one that declares entities is refused.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any
from urllib.parse import urljoin

from bot.news import dates, feedtext, unmarked
from bot.news.canonical import canonical
from bot.news.dates import Dated
from bot.news.errors import NoFeed
from bot.news.feedstream import LONGEST, MOST_ITEMS, Enough, Fields, Reader

LONGEST_TITLE, LONGEST_TEXT = 300, 3000  # letters
_MOST_JSON = 2**20  # bytes, of which a hostile file can make thirty times as many
_LEAD = 40  # letters, below which a feed's summary of an article is none
_PERIODS = {"hourly": 3600, "daily": 86400, "weekly": 7 * 86400, "monthly": 30 * 86400, "yearly": 365 * 86400}
_DAYS = ("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday")


@dataclass(frozen=True, slots=True)
class Item:
    """One entry. `address` is None where it links to nothing; `text` and `lead` are paragraphs, without marks."""

    id: str
    address: str | None
    title: str
    text: tuple[str, ...]  # as much of the article as the feed has
    lead: tuple[str, ...]  # what the feed calls its summary, else the same
    dated: Dated


@dataclass(frozen=True, slots=True)
class FeedFile:
    """`pause` is how long the feed wants to be left alone after a fetch; hours are those of UTC, Monday is 0."""

    title: str
    home: str | None
    items: tuple[Item, ...]
    pause: timedelta = timedelta()
    skip_hours: frozenset[int] = frozenset()
    skip_days: frozenset[int] = frozenset()


def read(body: bytes, url: str, now: datetime, charset: str | None = None) -> FeedFile:
    """Takes up to a second for the largest; raises NoFeed, with the reason."""
    from lxml import etree  # with the first feed: it takes 4 MB

    plain = feedtext.utf8(body, charset)
    if feedtext.is_page(plain):
        raise NoFeed("That is a web page, and no feed.")
    if plain.lstrip()[:1] == b"{":
        return _json(plain, url, now)
    if feedtext.declares(plain):
        raise NoFeed(
            "That feed declares a document type (DOCTYPE), with which a few lines fill a memory, so it is not read. "
            "If the site has another feed, give that."
        )
    reader = Reader()
    parser: Any = etree.XMLParser(
        target=reader, recover=True, resolve_entities=False, no_network=True, huge_tree=False, encoding="utf-8"
    )
    try:
        for piece in feedtext.mended(plain):
            parser.feed(piece)
        parser.close()
    except Enough:
        pass
    except (etree.LxmlError, ValueError):
        reader.cut_off()
        if not reader.items:
            raise NoFeed("That is no feed, or one that is broken beyond reading.") from None
    if not reader.is_feed:
        raise NoFeed("That is no feed: it holds no RSS, no Atom and no JSON feed.")
    return _of_xml(reader, url, now)


def _of_xml(reader: Reader, url: str, now: datetime) -> FeedFile:
    channel = reader.channel
    home = next((link for link in _links(channel, url) if link), None)
    return FeedFile(
        unmarked.title(_first(channel, "title"), 100),
        home,
        tuple(item for item in (_item(fields, url, now) for fields in reader.items) if item),
        _pause(channel),
        frozenset(int(hour) % 24 for hour in _first(channel, "skipHours").split() if _small(hour)),
        frozenset(_DAYS.index(day) for day in _first(channel, "skipDays").casefold().split() if day in _DAYS),
    )


def _item(fields: Fields, url: str, now: datetime) -> Item | None:
    texts = (_first(fields, name) for name in ("summary", "description", "content:encoded", "content"))
    bodies = [body for body in map(unmarked.paragraphs, filter(None, texts)) if body]
    when = (_first(fields, name) for name in ("pubDate", "published", "dc:date", "issued", "updated", "modified"))
    dated = next((found for found in (dates.read(text, now) for text in when if text) if found.on), dates.NEVER)
    links = [link for link in _links(fields, url) if link]
    return _made(_first(fields, "guid", "id"), links, _first(fields, "title"), bodies, dated)


def _made(id_: str, links: list[str], title: str, bodies: list[list[str]], dated: Dated) -> Item | None:
    """None for an item that says nothing."""
    text = max(bodies, key=_length, default=[])
    lead = next((body for body in bodies if _length(body) >= _LEAD), text)
    headline = unmarked.title(title, LONGEST_TITLE) or unmarked.clipped(" ".join(lead), 100)
    if not headline:
        return None
    return Item(id_[:500], links[0] if links else None, headline, tuple(_some(text)), tuple(_some(lead)), dated)


def _some(paragraphs: list[str]) -> Iterator[str]:
    left = LONGEST_TEXT
    for text in paragraphs:
        if left <= 0:
            return
        yield text[:left]
        left -= len(text)


def _length(paragraphs: list[str]) -> int:
    return sum(map(len, paragraphs))


def _first(fields: Fields, *names: str) -> str:
    return next((one.text for name in names for one in fields.get(name, ()) if one.text), "")


def _links(fields: Fields, url: str) -> Iterator[str | None]:
    """Where it leads, the best first, as addresses of pages."""
    for one in fields.get("burner:origLink", ()):
        yield canonical(one.text)
    links = fields.get("link", ())
    for wanted in (("alternate", None), ("self", "via", "related")):
        for one in links:
            if one.attributes.get("rel") in wanted:
                yield canonical(_absolute(url, one.attributes.get("href") or one.text))
    for one in fields.get("guid", ()):
        if one.attributes.get("isPermaLink", "true").casefold() != "false":
            yield canonical(one.text)
    for one in fields.get("id", ()):
        yield canonical(one.text)


def _absolute(base: str, text: str) -> str:
    try:
        return urljoin(base, text.strip()) if text.strip() else ""
    except ValueError:
        return ""


def _pause(channel: Fields) -> timedelta:
    ttl = _first(channel, "ttl")
    minutes = int(ttl) if _small(ttl) else 0
    period = _PERIODS.get(_first(channel, "sy:updatePeriod").casefold(), 0)
    often = _first(channel, "sy:updateFrequency")
    seconds = period / max(int(often), 1) if period and _small(often or "1") and often else period
    return timedelta(seconds=max(minutes * 60, seconds))


def _small(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) < 7


def _json(body: bytes, url: str, now: datetime) -> FeedFile:
    if len(body) > _MOST_JSON:
        raise NoFeed("That JSON feed is larger than 1 MiB.")
    try:
        data = json.loads(body)
    except (ValueError, RecursionError):
        data = None
    if not isinstance(data, dict) or not str(data.get("version", "")).startswith("https://jsonfeed.org/"):
        raise NoFeed("That is no feed: it holds no RSS, no Atom and no JSON feed.")
    items = data.get("items")
    known = [one for one in items[:MOST_ITEMS] if isinstance(one, dict)] if isinstance(items, list) else []
    made = (_of_json(one, url, now) for one in known)
    title, home = _text(data, "title"), canonical(_text(data, "home_page_url"))
    return FeedFile(unmarked.title(title, 100), home, tuple(item for item in made if item))


def _of_json(item: dict[str, Any], url: str, now: datetime) -> Item | None:
    texts = (_text(item, name) for name in ("summary", "content_text", "content_html"))
    bodies = [body for body in map(unmarked.paragraphs, filter(None, texts)) if body]
    dated = dates.read(_text(item, "date_published") or _text(item, "date_modified"), now)
    address = canonical(_absolute(url, _text(item, "url") or _text(item, "external_url")))
    links = [address] if address else []
    return _made(_text(item, "id"), links, _text(item, "title"), bodies, dated)


def _text(data: dict[str, Any], key: str) -> str:
    value = data.get(key)
    return str(value)[:LONGEST] if isinstance(value, str | int) else ""
