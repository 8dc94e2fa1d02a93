"""Killed in the middle of its work, the bot loses nothing and says nothing twice that it could know of."""

import asyncio
import random
import signal

from tests.chaos.siege import BEFORE, siege
from tests.chaos.victim import POINTS
from tests.emulators.telegram import faults

AT_FIRST = ("the schema is made, not committed", "commands are registered, not remembered")


async def test_killed_at_each_named_point_it_goes_on_where_it_was(tmp_path):
    async with siege(tmp_path, fans=4) as bot:
        for point in AT_FIRST:
            life = await bot.start(BEFORE, point=point)
            assert await life.died(15), f"{point}: never there\n{bot.log}"
        await bot.subscribe()
        asked = 0
        for point in [one for one in POINTS if one not in AT_FIRST]:
            await bot.people[0].says("/quote siege")
            asked += 1
            life = await bot.start(point=point)
            assert await life.died(15), f"{point}: never there\n{bot.log}"
            await bot.killed(life)
        await bot.finish(60)
        assert (bot.lost, dict(bot.unexcused()), dict(bot.twice("discord")), bot.unsound) == ([], {}, {}, 0)
        assert bot.shown() == asked
        assert bot.dc.syncs == 2, "the commands were registered once before the kill, and once after it"


async def test_killed_ten_times_at_random_it_delivers_everything(tmp_path):
    dice = random.Random(1)
    async with siege(tmp_path, fans=12) as bot:
        await bot.subscribe()
        for number in range(10):
            life = await bot.start()
            if number % 3:
                await bot.asked_to_send(dice.randint(1, 6))
            else:
                await asyncio.sleep(dice.uniform(0.02, 0.6))
            await bot.killed(life)
        await bot.finish(60)
        assert (bot.lost, dict(bot.unexcused()), dict(bot.twice("discord")), bot.unsound) == ([], {}, {}, 0)
        assert bot.hits.total() > 0, "no kill hit anything"


async def test_a_signal_at_any_moment_ends_it_in_time_with_status_0_and_nothing_half_done(tmp_path):
    dice = random.Random(2)
    async with siege(tmp_path, fans=6) as bot:
        await bot.subscribe()
        for number in range(10):
            life = await bot.start()
            if number % 3:
                await bot.asked_to_send(dice.randint(1, 4))
            else:
                await asyncio.sleep(dice.uniform(0.05, 0.3))
            status, seconds = await life.stop(dice.choice([signal.SIGTERM, signal.SIGINT]))
            assert (status, seconds < 9) == (0, True), bot.log
            assert bot.halves() == 0
        await bot.finish(60)
        assert (bot.lost, dict(bot.twice("telegram")), dict(bot.twice("discord"))) == ([], {}, {})


async def test_a_stop_is_in_time_though_nothing_answers_any_more(tmp_path):
    async with siege(tmp_path, fans=6) as bot:
        await bot.subscribe()
        life = await bot.start()
        bot.tg.fail(faults.black_hole(), "sendMessage", times=None)
        await bot.asked_to_send(1)
        bot.tg.fail(faults.black_hole(), "*", times=None)
        bot.dc.go_dark()
        status, seconds = await life.stop()
        bot.dc.come_back()
        assert (status, seconds < 9) == (0, True), f"after {seconds} s: {bot.log}"
