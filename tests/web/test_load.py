"""Ten thousand calendar programs that look whether something is new, as they do every hour, and people beside them."""

import asyncio
from base64 import b32encode

import aiohttp
import pytest

from bot.commands.calendars import fingerprint
from bot.core.ports import Address, Place, Subscription
from tests.web.site import Site

CHATS = 2000
POLLS = 10_000
AT_ONCE = 50


@pytest.fixture
async def site(tmp_path):
    async with Site(tmp_path) as made:
        yield made


async def addresses(site, number):
    """Of the calendars of that many chats, each of which follows a drama."""
    made = []
    now = site.bot.app.clock.now()
    for chat in range(number):
        token = b32encode(chat.to_bytes(20, "big")).decode().lower()
        async with site.bot.app.store.request(Address("telegram", str(chat)), Place.PRIVATE, now) as work:
            await work.save(Subscription("when-the-phone-rings", None, None, now))
            await work.open_calendar(fingerprint(token))
        made.append(f"{site.url}/calendar/private/{token}.ics")
    return made


async def polled(urls, known):
    """Ask them all, some at once: how many answers of each kind, and what they are known by now."""
    counted, waiting = {}, iter(urls)
    async with aiohttp.ClientSession(connector=aiohttp.TCPConnector(limit=AT_ONCE)) as session:

        async def one():
            for url in waiting:
                headers = {"If-None-Match": known[url]} if url in known else {}
                async with session.get(url, headers=headers) as answer:
                    await answer.read()
                    counted[answer.status] = counted.get(answer.status, 0) + 1
                    known[url] = answer.headers.get("ETag", "")

        await asyncio.gather(*(one() for _ in range(AT_ONCE)))
    return counted


@pytest.mark.chaos
async def test_ten_thousand_polls_are_answered_and_the_bot_answers_people_meanwhile(site):
    await site.bot.start("2024-11-20 12:00 KST")
    ana, urls, known = site.bot.fan("ana"), await addresses(site, CHATS), {}
    assert await polled(urls, known) == {200: CHATS}
    polling = asyncio.create_task(polled(urls * (POLLS // CHATS), known))
    while not polling.done():
        assert "When the Phone Rings" in (await ana.asks("/next", drama="when the phone rings")).text
        assert (await site.get("/"))[0] == 200
    assert await polling == {304: POLLS}
