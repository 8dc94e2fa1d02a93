"""T19: reminders are in time while feeds are read that mean harm."""

import asyncio
import gzip
import math
import resource
import zlib
from collections.abc import AsyncIterator, Collection, Sequence
from datetime import datetime
from pathlib import Path

import pytest
from aiohttp import web

from bot.core.feeds import Feed, Looked
from bot.core.news import Written
from bot.core.proposals import Author
from bot.news.fetch import Fetcher
from bot.news.newsroom import Newsroom
from bot.store.news import NewsTransaction
from bot.store.newsdesk import Newsdesk
from bot.store.store import Store
from tests.chaos import report
from tests.delivery.house import HOUR, OUT, drama, house, telegram
from tests.emulators.telegram import Limits as Flood
from tests.emulators.telegram import TelegramEmulator
from tests.news.conftest import site
from tests.news.test_feedfile import DECLARED
from tests.news.test_hostile_feeds import HOSTILE

__all__ = ["site"]
pytestmark = [pytest.mark.chaos, pytest.mark.timeout(300)]
MIB = 2**20
PAGE = resource.getpagesize()
DRIP, GIGABYTE, BOMB = "/drip", "/gigabyte", "/bomb"


async def dripped() -> AsyncIterator[bytes]:
    while True:
        yield b"<"
        await asyncio.sleep(0.5)


async def a_gigabyte() -> AsyncIterator[bytes]:
    for _ in range(1024):
        yield b" " * MIB


def packed_zeros(megabytes: int) -> bytes:
    packing = zlib.compressobj(9, wbits=31)
    return b"".join(packing.compress(bytes(MIB)) for _ in range(megabytes)) + packing.flush()


class Watched(Newsdesk):
    """When each feed was asked for, and done with."""

    def __init__(self, store: Store) -> None:
        super().__init__(store)
        self.asked: dict[str, float] = {}
        self.took: dict[str, float] = {}

    def done(self, feed: Feed) -> None:
        self.took[feed.address] = asyncio.get_running_loop().time() - self.asked[feed.address]

    async def had(
        self, feed: Feed, keys: Collection[str], written: Sequence[Written], now: datetime, *, fresh: bool
    ) -> Sequence[int]:
        made = await super().had(feed, keys, written, now, fresh=fresh)
        self.done(feed)
        return made

    async def missed(self, feed: Feed) -> None:
        await super().missed(feed)
        self.done(feed)


def resident() -> int:
    return int(Path("/proc/self/statm").read_text().split()[1]) * PAGE


async def test_t19_reminders_are_in_time_while_hostile_feeds_are_read(tmp_path, site):
    bodies: dict[str, tuple[object, str]] = {
        BOMB: (packed_zeros(600), "gzip"),
        DRIP: (dripped, "identity"),
        GIGABYTE: (a_gigabyte, "identity"),
        **{f"/{number}": (gzip.compress(made(), 1), "gzip") for number, made in enumerate(HOSTILE.values())},
        **{f"/declared{number}": (text.encode(), "identity") for number, text in enumerate(DECLARED.values())},
    }
    loop, lag, late, memory = asyncio.get_running_loop(), list[float](), list[float](), list[int]()

    async with (
        TelegramEmulator(limits=Flood.none()) as tg,
        house(tmp_path, drama("goblin", nights=90, apart=HOUR), tg=tg) as bot,
        Fetcher(["127.0.0.1", "localhost"]) as fetcher,
    ):
        desk = Watched(bot.store)
        newsroom = Newsroom(desk, fetcher, bot.library, lambda: OUT)  # each feed falls due once
        dripping = site.url(DRIP, "localhost")  # a host is asked one thing at a time: the others do not wait for it

        async def serve(request):
            desk.asked[dripping if request.path == DRIP else site.url(request.path)] = loop.time()
            body, packed = bodies[request.path]
            headers = {"Content-Encoding": packed} if packed != "identity" else {}
            return web.Response(body=body() if callable(body) else body, headers=headers, content_type="text/xml")

        async def others() -> None:
            """Something else in the same loop, for as long as there is more than waiting for drops."""
            while len(desk.took) < len(bodies) - 1:
                begun = loop.time()
                await asyncio.sleep(0.01)
                lag.append(loop.time() - begun - 0.01)
                memory.append(resident())

        fans = [tg.private(f"fan{number}") for number in range(20)]
        await bot.follow(map(telegram, fans), "goblin")
        async with bot.store.engine.begin() as connection:
            for path in bodies:
                site.pages[path] = serve
                address = dripping if path == DRIP else site.url(path)
                await NewsTransaction(connection).add_feed(Looked(address), Author("telegram", "1"), bot.now())
        before, number = resident(), 0
        reading, watching = asyncio.create_task(newsroom.catch_up()), asyncio.create_task(others())
        while not reading.done() and number < 60:
            seen, began = len(tg.called("sendMessage")), loop.time()
            await bot.at(OUT + number * HOUR)
            number += 1
            await tg.sent(seen + len(fans), timeout=30)
            late += [call.at - began for call in tg.called("sendMessage")[seen:]]
            await asyncio.wait({reading}, timeout=1)
        async with asyncio.timeout(60):
            await asyncio.gather(reading, watching)
    growth = (max(memory) - before) / MIB
    p99 = sorted(lag)[math.ceil(len(lag) * 0.99) - 1]
    report.write(
        "feeds",
        [
            ("Feeds that mean harm", len(bodies)),
            ("Memory that the bot took for them", f"{growth:.0f} MiB"),
            ("The longest that one took, from the request to its end", f"{max(desk.took.values()):.1f} s"),
            ("What else there was to do waited (p99)", f"{p99 * 1000:.0f} ms"),
            ("Reminders that fell due meanwhile were late by, at most", f"{max(late):.2f} s"),
        ],
    )
    assert len(late) >= 2 * len(fans)
    assert max(late) <= 2
    assert p99 <= 0.1
    assert growth <= 64
    assert max(desk.took.values()) <= 25
