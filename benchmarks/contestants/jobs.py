"""One APScheduler job for each subscriber, all due at once: python -m benchmarks.contestants.jobs NUMBER"""

import asyncio
import json
import logging
import sys
import time
from datetime import UTC, datetime, timedelta

from apscheduler.schedulers.asyncio import AsyncIOScheduler


async def main(number):
    logging.disable(logging.CRITICAL)
    jobs = AsyncIOScheduler(timezone=UTC)
    due = datetime.now(UTC) + timedelta(seconds=3 + number / 15_000)
    ran, lags = [], []

    async def remind():
        ran.append(time.time())

    async def lag():
        while True:
            began = time.perf_counter()
            await asyncio.sleep(0.005)
            lags.append(time.perf_counter() - began - 0.005)

    began = time.perf_counter()
    for _ in range(number):
        jobs.add_job(remind, "date", run_date=due)
    added = time.perf_counter() - began
    jobs.start()
    watching = asyncio.create_task(lag())
    await asyncio.sleep(max(0.0, due.timestamp() - time.time()) + 6)
    watching.cancel()
    late = [at - due.timestamp() for at in ran] or [0.0]
    told = {"added": added, "first": min(late), "last": max(late), "dropped": number - len(ran), "lag": max(lags)}
    print(json.dumps(told))  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
