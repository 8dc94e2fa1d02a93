"""An article from wherever an editor has it: an address, or a file."""

import re
from collections.abc import Iterable
from pathlib import Path

from bot.core.drafted import Article
from bot.news import article
from bot.news.errors import Unread
from bot.news.fetch import Fetcher

_PAGES = ("text/html", "application/xhtml+xml", "")
_ADDRESS = re.compile(r"(?:[a-z][a-z0-9+.-]*:)?//.*|[\w-]+(?:\.[\w-]+)+(?::\d+)?/\S*", re.I)


async def article_of(source: str, allowed: Iterable[str] = ()) -> Article:
    """The article at an address or in a file. Raises an Unfetched or an Unread, each with what to do."""
    path = Path(source)
    if not _is_there(path) and _ADDRESS.fullmatch(source.strip()):
        async with Fetcher(allowed) as fetcher:
            return await fetched(source, fetcher)
    return await article_in(_bytes(path, source), path.name)


async def article_in(body: bytes, name: str = "") -> Article:
    """The article in the bytes of a file of that name. Raises an Unread."""
    if not body.strip():
        raise Unread(f"There is nothing in {name or 'that'}: it is empty.")
    return await article.read(body, html=is_page(name, body))


async def fetched(address: str, fetcher: Fetcher) -> Article:
    """The article at an address. Raises an Unfetched or an Unread."""
    page = await fetcher.fetch(address)
    if page.kind not in (*_PAGES, "text/plain"):
        raise Unread(f"{address} is no page of text but {page.kind}. Save its text in a .txt file and give that.")
    html = page.kind != "text/plain"
    return await article.read(page.body or b"", html=html, url=page.url, charset=page.charset)


def is_page(name: str, body: bytes) -> bool:
    """By its name; a file of another name by its beginning."""
    suffix = Path(name).suffix.casefold()
    if suffix in (".txt", ".md", ".text"):
        return False
    return suffix in (".html", ".htm", ".xhtml") or bool(
        re.match(rb"\s*(?:<!doctype html|<html|<head|<body|<\?xml)", body, re.I)
    )


def _is_there(path: Path) -> bool:
    try:
        return path.exists()
    except (OSError, ValueError):  # a name that no file can have
        return False


def _bytes(path: Path, source: str) -> bytes:
    shown = source if len(source) <= 80 else f"{source[:79]}…"
    if not source.strip():
        raise Unread("Name a file, or an address such as https://example.com/news.")
    if not _is_there(path):
        raise Unread(f'There is no file "{shown}", and it is no address, for example https://example.com/news.')
    if path.is_dir():
        raise Unread(f"{shown} is no file but a folder. Name the file with the article in it.")
    try:
        with path.open("rb") as file:
            return file.read(article.MOST_BYTES + 1)
    except OSError as failed:
        raise Unread(f"{shown} cannot be read: {failed.strerror}.") from None
