"""The alarm clock: APScheduler wakes the planner up. It knows nothing but when; a lost or doubled ring does no harm."""

import asyncio
import logging
from collections.abc import Awaitable, Callable
from contextlib import suppress
from datetime import UTC, datetime, timedelta

import structlog
from apscheduler.events import EVENT_JOB_ERROR, JobExecutionEvent
from apscheduler.jobstores.base import JobLookupError
from apscheduler.schedulers.asyncio import AsyncIOScheduler
from apscheduler.triggers.base import BaseTrigger

from bot.clock import STEP, Clock, HeldClock, real_now
from bot.core.deliveries import Lost
from bot.delivery.planner import Planner

log = structlog.get_logger(__name__)

SWEEP = timedelta(seconds=15)  # a look at the store in case a ring was lost (suspend, clock step)
PATIENCE = 5  # seconds that a stop waits for a planning; what is left of it is done at the next start
LONGEST = timedelta(hours=1)  # no wait is longer: timers follow the monotonic clock, which a clock step leaves behind


class Again(BaseTrigger):  # type: ignore[misc]
    """So long after each ring.

    APScheduler's own interval counts through all that a clock that was put forward has left out: from 1970, where many
    small machines start, that takes it minutes and all memory.
    """

    def __init__(self, after: timedelta) -> None:
        self.after = after

    def get_next_fire_time(self, previous: datetime | None, now: datetime) -> datetime:
        return now + self.after


class Alarm:
    """Rings `wake` at the earliest instant at which somebody is to be told, and `sweep` every 15 s."""

    def __init__(
        self, clock: Clock, planner: Planner, on_plan: Callable[[], None], on_chunk: Callable[[], None] | None = None
    ) -> None:
        """`on_chunk`: there is more to send, and more of it may follow."""
        self.clock = clock
        self.planner = planner
        self.on_plan = on_plan
        self.on_chunk = on_chunk or on_plan
        self.jobs = AsyncIOScheduler(
            timezone=UTC,
            # a late ring is as good as one in time; two may overlap, the lock below puts them in a row
            job_defaults={"misfire_grace_time": None, "coalesce": True, "max_instances": 5},
        )
        self.jobs.add_listener(_report, EVENT_JOB_ERROR)
        for name in ("apscheduler.scheduler", "apscheduler.executors"):  # of a skipped ring, and once more of a failure
            logging.getLogger(name).setLevel(logging.CRITICAL)
        self._planning = asyncio.Lock()
        self._doubt: str | None = None
        self._watching: asyncio.Task[None] | None = None

    def start(self) -> None:
        self.jobs.add_job(self.wake, Again(LONGEST), id="wake", next_run_time=real_now())
        self.jobs.add_job(self.sweep, Again(SWEEP), id="sweep")
        self.jobs.start()
        self._watching = asyncio.create_task(self._watch())

    async def stop(self) -> None:
        """A planning under way comes to its end first: APScheduler would cut it short and report a failure."""
        if self._watching:
            self._watching.cancel()
        if not self.jobs.running:
            return
        self.jobs.pause()
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                await asyncio.sleep(0)  # what has just been rung takes its place at the lock
                async with self._planning:
                    pass
        self.jobs.shutdown(wait=False)

    async def wake(self) -> None:
        if self._doubtful():
            return
        async with self._planning:
            with suppress(Lost):  # which ends the bot, and is said there
                await self.planner.plan(self.clock.now(), self.on_chunk)
                self.on_plan()
                await self._arm()

    async def sweep(self) -> None:
        await self.wake()

    async def _watch(self) -> None:
        """By a clock that nobody can set: one that was put back would keep the sweep waiting until it shows that time
        again, which after a year that cannot be is never.
        """
        while True:
            await asyncio.sleep(SWEEP.total_seconds())
            job = self.jobs.get_job("sweep")
            if job is not None and job.next_run_time > real_now() + SWEEP:
                self.jobs.modify_job("sweep", next_run_time=real_now())

    def ring(self) -> None:
        """Wake up now."""
        self._set(real_now())

    def changed(self) -> None:
        """What is due next may have become another."""
        self.ring()

    def _doubtful(self) -> bool:
        """Whether the clock cannot be right: by such a one nothing is planned."""
        doubt = self.clock.doubt()
        if doubt and doubt.partition(":")[0] != (self._doubt or "").partition(":")[0]:
            log.error(doubt)
        self._doubt = doubt
        if abs(self.clock.stepped) > STEP:
            seconds = round(self.clock.stepped.total_seconds())
            log.warning("the clock of this machine was put forward or back", seconds=seconds)
        return doubt is not None

    async def _arm(self) -> None:
        if self.clock.held:
            return  # its time comes by a leap, and a leap rings
        due = await self.planner.next_wake()
        if due is not None:
            self._set(real_now() + min(max(timedelta(seconds=self.clock.until(due)), timedelta()), LONGEST))

    def _set(self, at: datetime) -> None:
        try:
            self.jobs.modify_job("wake", next_run_time=at)
        except JobLookupError:
            log.error("the wake job is gone; only the sweep is left")


def _report(event: JobExecutionEvent) -> None:
    log.error("planning failed and is tried again at the next sweep", job=event.job_id, exc_info=event.exception)


class Leaper:
    """Moves a held clock from one due delivery to the next, whenever all is settled and quiet."""

    def __init__(
        self,
        clock: HeldClock,
        alarm: Alarm,
        settled: Callable[[], Awaitable[bool]],
        quiet_for: Callable[[], float],
        pause: float,
        until: datetime | None,
    ) -> None:
        self.clock = clock
        self.alarm = alarm
        self.settled = settled
        self.quiet_for = quiet_for
        self.pause = pause  # real seconds of quiet before each leap
        self.until = until
        self.stands = asyncio.Event()  # set while nothing is left to leap to

    async def run(self) -> None:
        while True:
            await asyncio.sleep(max(self.pause - self.quiet_for(), 0.005))
            if self.quiet_for() < self.pause or not await self.settled():
                self.stands.clear()
                continue
            due, told = await self.alarm.planner.next_leap() or (None, False)
            if due is None or (self.until is not None and due > self.until):
                self.stands.set()
                await asyncio.sleep(0.05)
                continue
            self.stands.clear()
            self.clock.leap(max(due, self.clock.now()))
            self.alarm.ring()
            if told:  # of a leap to feeds alone nobody has anything to read
                await asyncio.sleep(self.pause)
