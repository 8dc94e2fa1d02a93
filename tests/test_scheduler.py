"""The alarm clock comes to rest without a word."""

import asyncio
import logging
from datetime import UTC, datetime, timedelta

from bot.clock import HeldClock
from bot.scheduler import Alarm

NOON = datetime(2021, 6, 19, 12, tzinfo=UTC)


class SlowPlanner:
    """A planning that takes until it is let go."""

    def __init__(self) -> None:
        self.begun = asyncio.Event()
        self.let_go = asyncio.Event()
        self.planned = 0

    async def plan(self, now, on_plan):
        self.begun.set()
        await self.let_go.wait()
        self.planned += 1

    async def next_due(self):
        return None


def complaints(caplog):
    return [record.getMessage() for record in caplog.records if record.levelno >= logging.WARNING]


async def test_a_stop_in_the_middle_of_planning_lets_it_finish_and_reports_no_failure(caplog):
    planner = SlowPlanner()
    alarm = Alarm(HeldClock(NOON), planner, lambda: None)
    alarm.start()
    await planner.begun.wait()
    stopping = asyncio.create_task(alarm.stop())
    await asyncio.sleep(0)
    planner.let_go.set()
    await stopping
    await asyncio.sleep(0)
    assert (planner.planned, complaints(caplog)) == (1, [])


async def test_a_stop_right_after_a_ring_reports_no_failure(caplog):
    planner = SlowPlanner()
    planner.let_go.set()
    alarm = Alarm(HeldClock(NOON), planner, lambda: None)
    alarm.start()
    await asyncio.sleep(0)
    alarm.ring()
    await alarm.stop()
    await asyncio.sleep(0.01)
    assert complaints(caplog) == []


async def test_a_planning_that_hangs_does_not_keep_the_bot_from_stopping(monkeypatch):
    monkeypatch.setattr("bot.scheduler.PATIENCE", 0.01)
    planner = SlowPlanner()
    alarm = Alarm(HeldClock(NOON), planner, lambda: None)
    alarm.start()
    await planner.begun.wait()
    await asyncio.wait_for(alarm.stop(), 5)
    await asyncio.sleep(0.01)
    assert (alarm.jobs.running, planner.planned) == (False, 0)


async def test_it_rings_on_though_the_clock_was_put_forward_and_back_by_decades(monkeypatch):
    monkeypatch.setattr("bot.scheduler.SWEEP", timedelta(seconds=0.05))
    planner = SlowPlanner()
    planner.let_go.set()
    alarm = Alarm(HeldClock(NOON), planner, lambda: None)
    alarm.start()
    for year in (1970, 2100):  # when its next ring is, by the clock that it had before
        alarm.jobs.modify_job("sweep", next_run_time=datetime(year, 1, 1, tzinfo=UTC))
        seen = planner.planned
        async with asyncio.timeout(2):
            while planner.planned < seen + 2:  # noqa: ASYNC110 - nothing rings
                await asyncio.sleep(0.01)
    await alarm.stop()
