"""T11: the machine's clock is put forward and back, shows what cannot be, and the process sleeps; nothing is lost."""

import asyncio
import signal
from datetime import datetime

import pytest

from tests.chaos.siege import EPISODES, Siege, siege
from tests.chaos.wall import Wall

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(600)]
SOON = 20  # seconds after which what is overdue has to have been sent: the bot looks every fifteen
HOUR, TEN_MINUTES = 3600.0, 600.0


class Real(Siege):
    """Its bot takes the machine's clock for true, and the test sets that."""

    def arguments(self, at: str) -> tuple[str, ...]:
        return ("run", "--config", str(self.folder / "config.toml"))


async def told(bot: Siege, episodes: int) -> None:
    """Until every chat has heard of so many, and never of one twice."""
    chats = len(bot.people) + len(bot.channels)
    async with asyncio.timeout(SOON):
        while len(bot.told()) < chats * episodes:  # noqa: ASYNC110 - two emulators, one wait
            await asyncio.sleep(0.1)
    assert set(bot.told().values()) == {1}


async def test_t11_steps_of_the_clock_a_sleep_and_years_that_cannot_be_lose_and_repeat_nothing(tmp_path):
    wall = Wall(tmp_path / "wall")
    async with siege(tmp_path, fans=8) as made:
        made.prepare()
        bot = Real(tmp_path, made.nest, made.tg, made.dc, 8, made.settings)
        bot.tg.core.now = wall.now
        before = bot.start

        async def start(at: str = "", **more):
            return await before(at, wall=str(wall.path), **more)

        bot.start = start
        wall.set(datetime.fromisoformat("2030-01-01T10:50:00+00:00"))
        await bot.subscribe()
        life = await bot.start()
        await bot.tg.until_polling(30)
        await bot.dc.ready(2, within=30)
        for wrong in ("2100-06-01T00:00:00+00:00", "1970-01-01T00:00:00+00:00"):
            refusals = bot.log.count("which cannot be")
            wall.set(datetime.fromisoformat(wrong))
            async with asyncio.timeout(SOON):
                while bot.log.count("which cannot be") == refusals:  # noqa: ASYNC110 - a log rings no bell
                    await asyncio.sleep(0.1)
            await asyncio.sleep(2)
            assert bot.told() == {}, wrong
        wall.set(datetime.fromisoformat("2030-01-01T11:00:10+00:00"))
        await told(bot, 1)
        life.send(signal.SIGSTOP)
        await asyncio.sleep(5)
        assert len(bot.told()) == 8
        wall.ahead += TEN_MINUTES  # of which five seconds are waited for: a sleeping process sees no difference
        life.send(signal.SIGCONT)
        await told(bot, EPISODES)
        for step in (-HOUR, HOUR, HOUR, -HOUR):
            wall.ahead += step
            await asyncio.sleep(SOON)
            assert set(bot.told().values()) == {1}
        assert bot.log.count("was put forward or back") >= 4
        assert (await life.stop())[0] == 0
        assert bot.lost == []
