"""What wakes the bot up: the wake job alone is enough, and without it and the sweep nothing comes."""

import asyncio
from datetime import UTC, datetime, timedelta

from tests.stories.test_following import titles

AIRS = datetime(2021, 6, 19, 16, tzinfo=UTC)
SEASON = [f"Nevertheless: Episode {number} of 10" for number in range(1, 11)]


def named(told: list[str]) -> list[str]:
    """Without what follows the episode's number."""
    return [" ".join(title.split(" ")[:5]).rstrip(",") for title in told]


async def test_with_the_sweep_switched_off_the_season_still_arrives(bot):
    await bot.start("2021-06-19 15:00 UTC")
    ana = bot.fan("ana")
    await ana.asks("/subscribe", drama="nevertheless")
    bot.app.alarm.jobs.remove_job("sweep")
    await bot.at("2021-08-22 00:00 MYT")
    assert named(titles(ana.told)) == SEASON


async def test_without_wake_and_sweep_nothing_arrives_and_with_the_sweep_alone_it_does(bot):
    await bot.start("2021-06-19 15:00 UTC")
    ana, bea = bot.fan("ana"), bot.fan("bea")
    await ana.asks("/subscribe", drama="nevertheless")
    await bot.settled()
    mark = await bot.mark()
    jobs = bot.app.alarm.jobs
    sweep = jobs.get_job("sweep").func
    jobs.remove_job("wake")
    jobs.remove_job("sweep")
    bot.leap("2021-06-19 16:00 UTC")
    for _ in range(3):  # whatever else happens, also what may change what is due, nobody looks at the store
        assert (await bea.asks("/subscribe", drama="nevertheless")).title.startswith("Subscribed to Nevertheless")
        assert (await ana.asks("/next")).title == "Next"
    assert await bot.mark() == mark == datetime(2021, 6, 19, 15, tzinfo=UTC)
    assert not await bot.app.settled()
    assert ana.told == []
    jobs.add_job(sweep, "interval", hours=1, id="sweep", next_run_time=datetime.now(UTC))
    await bot.settled()
    assert named(titles(ana.told)) == SEASON[:1]


async def test_a_running_clock_wakes_the_bot_at_the_instant_though_nobody_leaps(bot):
    await bot.start("2021-06-19 15:00 UTC", running=True)
    ana = bot.fan("ana")
    bot.app.alarm.jobs.remove_job("sweep")
    await ana.asks("/subscribe", drama="nevertheless")
    bot.set_clock("2021-06-19T15:59:59.6Z")
    airs = asyncio.get_running_loop().time() + bot.app.clock.until(AIRS)
    await ana.is_told(1)
    assert named(titles(ana.told)) == SEASON[:1]
    assert ana.told[0].native.at >= airs, "never early"


async def test_a_running_clock_whose_wake_job_is_gone_wakes_nobody(bot):
    await bot.start("2021-06-19 15:00 UTC", running=True)
    ana = bot.fan("ana")
    await ana.asks("/subscribe", drama="nevertheless")
    for job in ("wake", "sweep"):
        bot.app.alarm.jobs.remove_job(job)
    # rings that were under way come to their end
    await asyncio.gather(*bot.app.alarm.jobs._executors["default"]._pending_futures)
    mark = await bot.mark()
    bot.set_clock("2021-06-19T15:59:59.9Z")
    await asyncio.sleep(bot.app.clock.until(AIRS + timedelta(seconds=0.2)))
    assert (await ana.asks("/next", drama="nevertheless")).title.startswith("Nevertheless: episode 2")
    assert ana.told == []
    assert await bot.mark() == mark
