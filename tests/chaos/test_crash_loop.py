"""T21: a bot that crashes and is started again all the time uses up neither sessions nor registrations of commands."""

import asyncio
import contextlib
import sqlite3
from bisect import bisect

import pytest

from tests.chaos import report
from tests.chaos.siege import siege
from tests.chaos.wall import Wall

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(900)]
HOUR = 3600.0
EVERY = 40.0  # seconds of the machine's clock from one start to the next
WAITS = "Discord was connected to very often"


async def test_t21_a_crash_loop_of_an_hour_begins_at_most_thirty_sessions_and_registers_commands_once(tmp_path):
    wall, begun, starts = Wall(tmp_path / "wall"), list[float](), 0
    async with siege(tmp_path, fans=4) as bot:
        await bot.subscribe()
        begun += [wall.now()] * len(bot.dc.gateway.identifies)
        first = wall.now()
        while wall.now() < first + HOUR:
            sessions, waits, at = len(bot.dc.gateway.identifies), bot.log.count(WAITS), wall.now()
            life = await bot.start(wall=str(wall.path))
            starts += 1
            async with asyncio.timeout(30):
                while len(bot.dc.gateway.identifies) == sessions and bot.log.count(WAITS) == waits:  # noqa: ASYNC110
                    await asyncio.sleep(0.02)
            begun += [wall.now()] * (len(bot.dc.gateway.identifies) - sessions)
            await bot.tg.until_polling(30)
            await bot.killed(life)
            wall.ahead += max(0.0, EVERY - (wall.now() - at))
        life = await bot.start(wall=str(wall.path))
        await bot.settled(60)
        assert (await life.stop())[0] == 0
    most = max(bisect(begun, since + HOUR) - place for place, since in enumerate(begun))
    report.write(
        "crashes",
        [
            ("Starts within an hour, each ended by SIGKILL", starts),
            ("Sessions that Discord was asked for (IDENTIFY)", most),
            ("Registrations of commands", bot.dc.syncs),
            ("Reminders lost", len(bot.lost)),
            ("Store unsound", bot.unsound),
        ],
    )
    assert starts > 50
    assert 10 < most <= 30
    assert (bot.dc.syncs, bot.unsound, bot.lost) == (1, 0, [])


async def test_t21_commands_are_acknowledged_within_a_second_though_another_program_locks_the_store(tmp_path):
    async with siege(tmp_path, fans=2) as bot:
        life = await bot.start()
        await bot.dc.ready(within=30)
        people = [bot.dc.person(f"fan{number}") for number in range(30)]
        with contextlib.closing(sqlite3.connect(tmp_path / "dramabell.db", isolation_level=None)) as other:
            other.execute("BEGIN IMMEDIATE")
            asking = asyncio.gather(*(person.uses("/timezone", zone="Seoul", patience=30) for person in people))
            await asyncio.sleep(2.5)
            assert not asking.done()
            other.execute("ROLLBACK")
        answers = await asking
        assert (await life.stop())[0] == 0
    assert [answer.deferred for answer in answers] == [True] * 30
    assert len({answer.text for answer in answers}) == 1
    assert max(answer.acknowledged_after for answer in answers) <= 1
