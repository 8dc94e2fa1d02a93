"""python -m benchmarks.contestants.schedule ours|peer DRAMAS"""

import asyncio
import json
import logging
import sys
import time as real
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from apscheduler.schedulers.asyncio import AsyncIOScheduler
from dateutil.rrule import WEEKLY, rrule

from benchmarks.contestants.reporting import percentile
from bot.clock import Clock, real_now
from bot.core.catalogue import Catalogue
from bot.core.dramas import Announced, Drama, Episode, Release
from bot.core.names import Names
from bot.core.planning import Wish, announcements
from bot.scheduler import Alarm

ZONES = ("Asia/Seoul", "Asia/Kuala_Lumpur", "America/New_York", "Europe/London")
NOW = datetime(2030, 6, 1, 12, tzinfo=UTC)
FIRST = date(2028, 6, 3)
WAKES, APART, STALL = 100, 0.05, 3.0


def walls(number):
    return [FIRST + timedelta(days=number % 720 + 7 * week) for week in range(16)], time(number % 24, number * 7 % 60)


def drama(number):
    nights, hour = walls(number)
    zone = ZONES[number % 4]
    episodes = tuple(
        Episode(place, Announced(on, hour, zone), place == 1, place == 16) for place, on in enumerate(nights, 1)
    )
    return Drama(f"d{number}", f"Drama {number}", (Release("tvn", "tvN", zone, episodes, 16),))


def ours_next(count):
    catalogue = Catalogue({one.slug: one for one in map(drama, range(count))}, Names(()))
    wishes = [Wish(slug, None, "default", None) for slug in catalogue.dramas]

    def first():
        return next(announcements(catalogue, wishes, NOW)).due

    return first


def peers_next(count):
    rules = []
    for number in range(count):
        nights, hour = walls(number)
        start = datetime.combine(nights[0], hour, ZoneInfo(ZONES[number % 4]))
        rules.append(rrule(WEEKLY, byweekday=start.weekday(), dtstart=start, count=16))

    def first():
        found = (rule.after(NOW) for rule in rules)
        return min(one for one in found if one)

    return first


class Planner:
    """Has something due every so often, and notes how late it is asked to plan it."""

    def __init__(self, due):
        self.due, self.late = due, []

    async def plan(self, now, after_chunk=None):
        while self.due and self.due[0] <= now:
            self.late.append((now - self.due.pop(0)).total_seconds())

    async def next_wake(self):
        return self.due[0] if self.due else None


async def wake_ours(due):
    planner = Planner(list(due))
    alarm = Alarm(Clock(), planner, lambda: None)
    alarm.start()
    await stalled(due)
    await alarm.stop()
    return planner.late


async def wake_peer(due):
    jobs, late = AsyncIOScheduler(timezone=UTC), []

    async def job(at):
        late.append((real_now() - at).total_seconds())

    for at in due:
        jobs.add_job(job, "date", run_date=at, args=[at])
    jobs.start()
    await stalled(due)
    jobs.shutdown()
    return late


async def stalled(due):
    """The last of them fall due while the event loop stands still."""
    await asyncio.sleep((due[WAKES] - real_now()).total_seconds() - APART / 2)
    real.sleep(STALL)  # noqa: ASYNC251 - that is the stall
    await asyncio.sleep(2)


async def main(mode, count):
    logging.disable(logging.CRITICAL)
    first = (ours_next if mode == "ours" else peers_next)(count)
    times = []
    for _ in range(3):
        began = real.process_time()
        first()
        times.append(real.process_time() - began)
    begin = real_now() + timedelta(seconds=1)
    due = [begin + timedelta(seconds=APART * place) for place in range(WAKES)]
    due += [due[-1] + timedelta(seconds=APART + 0.1 * place) for place in range(20)]
    late = await (wake_ours if mode == "ours" else wake_peer)(due)
    told = {"cold": times[0], "warm": times[-1], "due": 20, "dropped": len(due) - len(late)}
    told |= {"p50": percentile(late[:WAKES], 0.5), "p99": percentile(late[:WAKES], 0.99)}
    print(json.dumps(told))  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
