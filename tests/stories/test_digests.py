"""A week of digests and daily quotes, at the hours and on the clocks of those who asked for them."""

import asyncio
import re
from collections.abc import Sequence
from datetime import datetime
from email.utils import format_datetime

import pytest
from aiohttp import web

from bot.core import times
from tests.news.conftest import Site, site  # noqa: F401 - a fixture
from tests.stories.bot import Bot
from tests.stories.eyes import Seen
from tests.stories.people import DiscordFan, TelegramFan

TITLE = "Song Kang’s ‘Nevertheless’"
both = pytest.mark.parametrize("bot", ["telegram+discord"], indirect=True)
GUARANTEE = "This chat gets {what} {when}, silently. Nothing comes when there is nothing."


class Newsday:
    """A site with a feed; what it has published is about Nevertheless, unless it says otherwise."""

    def __init__(self, site: Site) -> None:  # noqa: F811 - the fixture is called so
        self.site = site
        self.items: list[str] = []
        site.pages["/feed"] = self._feed

    def publishes(self, number: int, at: str, about: str = TITLE) -> None:
        stamp = format_datetime(times.read_instant(at))
        self.items.append(
            f"<item><title>{about}: Headline {number}</title><link>https://news.test/{number}</link>"
            f"<description>What happened in {number}.</description><pubDate>{stamp}</pubDate></item>"
        )

    async def _feed(self, _: web.Request) -> web.Response:
        feed = f"<rss><channel><title>Newsday</title><ttl>360</ttl>{''.join(self.items)}</channel></rss>"
        return web.Response(text=feed, content_type="application/rss+xml")


@pytest.fixture
def newsday(bot: Bot, site: Site) -> Newsday:  # noqa: F811 - the fixture
    bot.settings += f'[news]\nallow = ["127.0.0.1"]\nfeeds = ["{site.url("/feed")}"]\n'
    return Newsday(site)


def headlines(told: Sequence[Seen]) -> list[list[int]]:
    """Of each digest, the numbers of its stories."""
    return [[int(n) for n in re.findall(r"Headline (\d+)", one.text)] for one in told if one.title.startswith("News")]


def quotes(told: Sequence[Seen]) -> list[str]:
    return [one.text for one in told if "Stop daily quotes" in one.labels and not one.title.startswith("News")]


@both
async def test_a_week_of_digests_and_quotes_in_both_chats_with_a_kill_and_a_chat_that_moves(bot, newsday):
    await bot.start("2021-06-14 12:00 UTC")  # a Monday
    ana: TelegramFan = bot.fan("ana")
    bea = DiscordFan(bot, bot.dc.person("bea"))
    for fan in (ana, bea):
        await fan.asks("/subscribe", drama="nevertheless")
    asked = await ana.says("/digest daily 8am")
    assert asked.text == "8:00 AM on which clock? Say a city or a zone, such as Kuala Lumpur or MYT."
    begun = await ana.says("seoul")
    assert begun.title == GUARANTEE.format(what="news of what it follows", when="every day at 8:00 AM in Seoul (KST)")
    await ana.says("/dailyquote 9am")
    await bea.asks("/digest", when="weekly sunday 8am", zone="New York")
    await bea.asks("/dailyquote", when="8pm")

    newsday.publishes(1, "2021-06-14 15:00 UTC")
    newsday.publishes(9, "2021-06-14 16:00 UTC", "Somebody else's drama")
    await bot.at("2021-06-15 12:00 UTC")  # Tuesday evening in Seoul
    assert headlines(ana.told) == [[1]]
    assert ana.told[0].text == (
        f"News: Nevertheless\n{TITLE}: Headline 1\nWhat happened in 1.\nNewsday, Tuesday 15 June 2021."
    )
    assert ana.told[0].native.silent
    assert len(quotes(ana.told)) == 1
    assert (len(quotes(bea.told)), headlines(bea.told)) == (1, [])

    newsday.publishes(2, "2021-06-15 15:00 UTC")
    await bot.at("2021-06-16 15:00 UTC")
    newsday.publishes(3, "2021-06-16 15:00 UTC", "‘Nevertheless’ episode 1")
    await bot.at("2021-06-16 22:59 UTC")
    await bot.kill()
    await bot.start("2021-06-16 23:30 UTC")  # half an hour after the digest of Thursday was due
    await bot.settled()
    assert headlines(ana.told) == [[1], [2], [3]]
    assert len(quotes(ana.told)) == 2
    for sender in bot.app.senders:
        sender.disconnect()
    bot.leap("2021-06-17 00:00 UTC")  # nine in Seoul
    while not await bot.app.outbox.planned(bot.now, ["telegram"]):  # noqa: ASYNC110 - the store rings no bell
        await asyncio.sleep(0.002)
    await bot.kill()  # planned, and not sent
    assert len(quotes(ana.told)) == 2
    await bot.start()
    await bot.at("2021-06-17 12:00 UTC")
    assert len(set(quotes(ana.told))) == len(quotes(ana.told)) == 3

    assert "London" in (await ana.says("/timezone London")).text
    newsday.publishes(4, "2021-06-17 13:00 UTC")
    await bot.at("2021-06-18 06:59 UTC")
    assert headlines(ana.told) == [[1], [2], [3]]
    await bot.at("2021-06-18 07:00 UTC")  # eight in London
    assert headlines(ana.told) == [[1], [2], [3], [4]]

    await bot.at("2021-06-20 11:59 UTC")
    assert headlines(bea.told) == []
    await bot.at("2021-06-20 12:00 UTC")  # Sunday, eight in New York
    assert headlines(bea.told) == [[4, 3, 2, 1]]
    (week,) = [one for one in bea.told if one.title.startswith("**News") or one.title.startswith("News")]
    assert "||‘Nevertheless’ episode 1: Headline 3||" in week.text  # the first episode came out on Saturday

    assert (await ana.says("/digest off")).text == "This chat gets no more digests."
    assert (await ana.says("/dailyquote off")).text == "This chat gets no more daily quotes."
    newsday.publishes(5, "2021-06-20 13:00 UTC")
    told = len(ana.told)
    await bot.at("2021-06-21 13:00 UTC")
    assert len(ana.told) == told
    assert len(set(quotes(bea.told))) == len(quotes(bea.told)) == 7


async def test_on_the_nights_of_a_clock_change_a_quote_comes_once_and_at_the_hour(bot):
    await bot.start("2021-11-05 12:00 UTC")
    ana = bot.fan("ana")
    await ana.asks("/rewatch", drama="nevertheless", when="1 Dec 9pm")
    await ana.asks("/dailyquote", when="1:30am", zone="New York")  # 1:30 comes twice on 7 November
    due: list[datetime] = []
    while len(due) < 4:
        await bot.app.alarm.wake()  # what was just wished for is due at once, to be planned
        due.append(await bot.app.alarm.planner.next_due())
        await bot.at(due[-1].isoformat())
        assert len(quotes(ana.told)) == len(due)
    assert [f"{one:%d %H:%M}" for one in due] == ["06 05:30", "07 05:30", "08 06:30", "09 06:30"]
