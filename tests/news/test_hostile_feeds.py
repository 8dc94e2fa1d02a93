"""Feeds that mean harm: what they cost in memory, time and patience of everybody else, measured."""

import asyncio
import contextlib
import gzip
import resource
import zlib
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from aiohttp import web

from bot.core.catalogue import Catalogue, Library
from bot.core.feeds import Looked
from bot.core.proposals import Author
from bot.news import feedfile
from bot.news.errors import NoFeed
from bot.news.fetch import MOST_BYTES, Fetcher
from bot.news.newsroom import Newsroom
from bot.store.news import NewsTransaction
from bot.store.newsdesk import Newsdesk
from bot.store.store import Store

NOW = datetime(2021, 6, 20, tzinfo=UTC)
HEAD = b"<rss><channel>"
TITLE = b"<rss><channel><item><title>"
TEXT = b"<rss><channel><item><description>"


def full(unit: bytes, head: bytes = HEAD) -> bytes:
    """As much of it as is read of any feed."""
    return head + unit * ((MOST_BYTES - len(head)) // len(unit))


HOSTILE: dict[str, Callable[[], bytes]] = {
    "5000 items": lambda: (
        HEAD + (b"<item><title>A story</title><description>%s</description></item>" % (b"word " * 99)) * 5000
    ),
    "200000 nested": lambda: HEAD + b"<item>" + b"<a>" * 200_000,
    "nothing but marks": lambda: full(b"<a/>"),
    "bare &": lambda: full(b"&", TITLE),
    "names of letters": lambda: full(b"&nbsp;", TITLE),
    "comments that never end": lambda: full(b"<!--", b""),
    "CDATA that never ends": lambda: full(b"<![CDATA[", TITLE),
    "nothing but <": lambda: full(b"<", TITLE),
    "scripts that never end": lambda: full(b"&lt;script&gt;", TEXT),
    "one long title": lambda: full(b"a", TITLE),
    "one long attribute": lambda: full(b" a='b'", HEAD + b"<item><link"),
    "lists in JSON": lambda: b'{"version": "https://jsonfeed.org/version/1", "items": [' + b"[]," * 300_000 + b"[]]}",
    "depth in JSON": lambda: b'{"a":' * 100_000,
    "binary": lambda: bytes(range(256)) * 20_000,
    "torn texts": lambda: (
        HEAD + TEXT[len(HEAD) :] + b"&lt;a &lt;!-- " * 1500 + (b"</description></item>" + TEXT[len(HEAD) :]) * 99
    ),
}


@pytest.mark.parametrize("made", HOSTILE.values(), ids=HOSTILE)
def test_five_megabytes_of_anything_are_read_within_seconds_and_without_memory(made):
    body = made()
    before = resource.getrusage(resource.RUSAGE_SELF)
    with contextlib.suppress(NoFeed):
        feedfile.read(body, "https://news.example/", NOW)
    spent = resource.getrusage(resource.RUSAGE_SELF)
    assert spent.ru_utime - before.ru_utime < 10  # seconds of work; each takes up to two on an idle machine
    assert spent.ru_maxrss - before.ru_maxrss < 64 * 1024  # kilobytes


async def test_hostile_feeds_do_not_keep_anybody_waiting(tmp_path, site):
    """All at once, beside a good one; meanwhile something else runs in the same loop every ten milliseconds."""
    megabyte = zlib.compressobj(9, wbits=31)
    bomb = megabyte.compress(bytes(20 * 2**20)) + megabyte.flush()
    chosen = ("5000 items", "nothing but marks", "bare &")

    def serve(body: bytes, **headers: str):
        async def answer(request):
            return web.Response(body=body, headers=headers, content_type="application/xml")

        return answer

    async def drip(request):
        response = web.StreamResponse()
        await response.prepare(request)
        while True:
            await response.write(b".")
            await asyncio.sleep(0.05)

    for name in chosen:
        site.pages[f"/{chosen.index(name)}"] = serve(gzip.compress(HOSTILE[name](), 1), **{"Content-Encoding": "gzip"})
    site.pages |= {"/bomb": serve(bomb, **{"Content-Encoding": "gzip"}), "/drip": drip, "/good": serve(HEAD)}
    store = await Store.open(f"sqlite:///{tmp_path}/bell.db", "real")
    lag: list[float] = []

    async def others() -> None:
        loop = asyncio.get_running_loop()
        while True:
            begun = loop.time()
            await asyncio.sleep(0.01)
            lag.append(loop.time() - begun - 0.01)

    async with Fetcher(["127.0.0.1"], deadline=2.0) as fetcher:
        newsroom = Newsroom(Newsdesk(store), fetcher, Library(Catalogue.of([])), lambda: NOW)
        async with store.engine.begin() as connection:
            for path in site.pages:
                await NewsTransaction(connection).add_feed(Looked(site.url(path)), Author("telegram", "1"), NOW)
        before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
        watching = asyncio.create_task(others())
        async with asyncio.timeout(50):
            await newsroom.catch_up()
        watching.cancel()
        async with store.engine.begin() as connection:
            found = {feed.address: feed for feed in await NewsTransaction(connection).feeds()}
    await store.close()
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024
    lag.sort()
    assert lag[int(len(lag) * 0.95)] < 0.1  # seconds; so do 99 of 100 on a machine with nothing else to do
    assert found[site.url("/good")].reason is None
    assert found[site.url("/bomb")].reason == "That page of 127.0.0.1 is larger than 5 MiB."
    assert found[site.url("/drip")].reason == "127.0.0.1 did not send all of it within 2 seconds. Try again later."
    assert all(feed.due > NOW for feed in found.values())


def test_a_file_of_this_machine_is_never_read(tmp_path: Path):
    (tmp_path / "secret.xml").write_text("<rss><channel><item><title>secret</title></item></channel></rss>")
    for text in (
        str(tmp_path / "secret.xml"),
        f"file://{tmp_path}/secret.xml",
        f'<rss><xi:include href="{tmp_path}/secret.xml"/></rss>',
    ):
        try:
            found = feedfile.read(text.encode(), "https://news.example/", NOW)
        except NoFeed:
            continue
        assert found.items == ()
