"""T19: reminders are in time while feeds are read that mean harm."""

import asyncio
import gzip
import zlib

import pytest
from aiohttp import web

from bot.core.feeds import Looked
from bot.core.proposals import Author
from bot.news.fetch import Fetcher
from bot.news.newsroom import Newsroom
from bot.store.news import NewsTransaction
from bot.store.newsdesk import Newsdesk
from tests.delivery.house import HOUR, OUT, drama, house, telegram
from tests.emulators.telegram import Limits as Flood
from tests.emulators.telegram import TelegramEmulator
from tests.news.conftest import site
from tests.news.test_hostile_feeds import HOSTILE

__all__ = ["site"]
pytestmark = [pytest.mark.chaos, pytest.mark.timeout(300)]


def served(body: bytes):
    async def answer(request):
        return web.Response(body=body, headers={"Content-Encoding": "gzip"}, content_type="application/xml")

    return answer


async def test_t19_reminders_are_in_time_while_hostile_feeds_are_read(tmp_path, site):
    megabytes = zlib.compressobj(9, wbits=31)
    site.pages["/bomb"] = served(megabytes.compress(bytes(600 * 2**20)) + megabytes.flush())
    site.pages |= {f"/{number}": served(gzip.compress(made(), 1)) for number, made in enumerate(HOSTILE.values())}
    loop, lag, late = asyncio.get_running_loop(), list[float](), list[float]()

    async def others() -> None:
        while True:
            begun = loop.time()
            await asyncio.sleep(0.01)
            lag.append(loop.time() - begun - 0.01)

    async with (
        TelegramEmulator(limits=Flood.none()) as tg,
        house(tmp_path, drama("goblin", nights=90, apart=HOUR), tg=tg) as bot,
        Fetcher(["127.0.0.1"]) as fetcher,
    ):
        fans = [tg.private(f"fan{number}") for number in range(20)]
        await bot.follow(map(telegram, fans), "goblin")
        newsroom = Newsroom(Newsdesk(bot.store), fetcher, bot.library, lambda: OUT)  # each feed falls due once
        async with bot.store.engine.begin() as connection:
            for path in site.pages:
                await NewsTransaction(connection).add_feed(Looked(site.url(path)), Author("telegram", "1"), bot.now())
        watching, number = asyncio.create_task(others()), 0
        reading = asyncio.create_task(newsroom.catch_up())
        while not reading.done() and number < 60:
            seen, began = len(tg.called("sendMessage")), loop.time()
            await bot.at(OUT + number * HOUR)
            number += 1
            await tg.sent(seen + len(fans), timeout=30)
            late += [call.at - began for call in tg.called("sendMessage")[seen:]]
            await asyncio.wait({reading}, timeout=1)
        watching.cancel()
        async with asyncio.timeout(60):
            await reading
    lag.sort()
    p99 = lag[int(len(lag) * 0.99)]
    assert len(late) >= 2 * len(fans)
    assert max(late) <= 2
    assert p99 <= 0.1
