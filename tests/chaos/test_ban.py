"""T6: Discord's wall refuses everything for half an hour. A thirtieth of the time: what the bot waits for is, too."""

import asyncio
import math

import pytest

from bot.chats.discord import outcomes
from bot.core.ports import Place
from bot.delivery import breaker
from bot.delivery.pace import Limits
from tests.chaos import report
from tests.delivery.house import HOUR, OUT, discord, drama, house, telegram
from tests.emulators.discord import DiscordEmulator
from tests.emulators.discord import faults as dc_faults
from tests.emulators.telegram import Limits as Flood
from tests.emulators.telegram import TelegramEmulator

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(400)]
SCALE = 30
POST = "POST /channels/{channel}/messages"
HALF_AN_HOUR, TEN_MINUTES, MINUTE = 1800 / SCALE, 600 / SCALE, 60 / SCALE
EVERY = 3.0  # seconds between two nights of the story


@pytest.fixture(autouse=True)
def hurried(monkeypatch):
    monkeypatch.setattr(breaker, "WINDOW", breaker.WINDOW / SCALE)
    monkeypatch.setattr(breaker, "PROBE", breaker.PROBE / SCALE)
    monkeypatch.setattr(outcomes, "BAN", outcomes.BAN / SCALE)


async def test_t6_a_ban_of_half_an_hour_costs_few_requests_and_telegram_hears_nothing_of_it(tmp_path):
    loop = asyncio.get_running_loop()
    nights = drama("goblin", nights=90, apart=HOUR)
    limits = Limits(per_second=500, refusals=200)
    async with (
        TelegramEmulator(limits=Flood.none()) as tg,
        DiscordEmulator(overall=None, limits={POST: (1000, 1.0)}) as dc,
        house(tmp_path, nights, tg=tg, dc=dc, limits=limits) as bot,
    ):
        fans = [tg.private(f"fan{number}") for number in range(40)]
        guild = dc.guild("K-drama club")
        channels = [guild.channel(f"c{number}") for number in range(250)]
        await bot.follow(map(telegram, fans), "goblin")
        await bot.follow(map(discord, channels), "goblin", place=Place.CHANNEL)
        number = 0

        async def play(seconds: float) -> list[float]:
            """How late each of the messages to Telegram was."""
            nonlocal number
            late, end = [], loop.time() + seconds
            while loop.time() < end:
                seen, began = len(tg.called("sendMessage")), loop.time()
                await bot.at(OUT + number * HOUR)
                number += 1
                await tg.sent(seen + len(fans), timeout=30)
                late += [call.at - began for call in tg.called("sendMessage")[seen:]]
                await asyncio.sleep(max(0.0, began + EVERY - loop.time()))
            return sorted(late)

        calm = await play(HALF_AN_HOUR / 2)
        refused = dc.script(dc_faults.status(403, html=True), route=POST, times=None)
        banned = await play(HALF_AN_HOUR)
        dc.calm()
        await play(TEN_MINUTES + MINUTE)  # without a word about its end, it may take ten minutes to see it
        before = len(dc.calls)
        dc.script(dc_faults.limited(HALF_AN_HOUR, scope="cloudflare"), route=POST)
        banned = sorted(banned + await play(HALF_AN_HOUR + 2 * MINUTE))
        tries = [call for call in dc.calls[before:] if call.route == POST]
        last = max(call.at for call in tries if call.status == 429)
        first = min(call.at for call in tries if call.accepted and call.at > last)
        await play(EVERY)
        ended = min(call.at for call in tries if call.status == 429) + HALF_AN_HOUR
        invalid = [call.at for call in dc.calls if call.status in (401, 403, 429)]
    most = max(sum(1 for at in invalid if since <= at < since + TEN_MINUTES) for since in invalid)
    p99 = [found[math.ceil(len(found) * 0.99) - 1] for found in (calm, banned)]
    report.write(
        "ban",
        [
            ("Requests that Discord refused in any ten minutes, at most", most),
            (
                "Messages again after the end of a ban that says how long it is",
                f"{max(first - ended, 0) * SCALE:.0f} s",
            ),
            ("Telegram's lateness meanwhile, and before (p99)", f"{p99[1]:.2f} s, {p99[0]:.2f} s"),
        ],
    )
    assert refused.seen > 0
    assert most <= 200
    assert first - ended <= MINUTE
    assert p99[1] <= p99[0] + 1
