"""python -m benchmarks.contestants.restart DRAMAS

A start with that many drama files that a store knows already, from the files to what airs next.
"""

import asyncio
import json
import sys
import tempfile
import time as real
from datetime import UTC, date, datetime, timedelta
from functools import partial
from itertools import pairwise
from pathlib import Path

from bot import documents
from bot.core import schedules
from bot.core.catalogue import Catalogue, Library
from bot.core.planning import Wish, announcements
from bot.delivery.planner import Planner
from bot.store.lock import locked
from bot.store.plans import opened_plans
from bot.store.store import Store

ZONES = ("Asia/Seoul", "Asia/Kuala_Lumpur", "America/New_York", "Europe/London")
NOW = datetime(2030, 6, 1, 12, tzinfo=UTC)
FIRST = date(2028, 6, 3)
FILE = """\
title = "Drama {number}"

[[cast]]
actor = "Actor {actor}"

[[release]]
network = "tvN"
zone = "{zone}"
first = "{on.day} {on:%B} {on.year} {hour}:{minute:02}"
every = ["{on:%A}"]
episodes = 16
"""


def written(folder, count):
    for number in range(count):
        on, zone = FIRST + timedelta(days=number % 720), ZONES[number % 4]
        when = {"on": on, "hour": number % 24, "minute": number * 7 % 60}
        text = FILE.format(number=number, actor=number % 3000, zone=zone, **when)
        (folder / f"d{number}.toml").write_text(text)


async def started(url, folder):
    """CPU seconds for files and store; for the names of all; for what airs next."""
    laps = [real.process_time()]
    async with locked(url) as lock:
        store = await Store.open(url, "real", lock)
        found, _ = documents.files(folder)
        async with store.ledger() as ledger:
            await documents.take(ledger, found, NOW, whole=True)
            dramas, _ = await documents.dramas(ledger, found)
        laps.append(real.process_time())
        catalogue = Catalogue.of(dramas)
        laps.append(real.process_time())
        await Planner(partial(opened_plans, store), Library(catalogue), ["telegram"]).begin(NOW)
        laps.append(real.process_time())
        next(announcements(catalogue, [Wish(drama.slug, None, "default", None) for drama in dramas], NOW))
        laps.append(real.process_time())
        await store.close()
    return [after - before for before, after in pairwise(laps)]


async def main(count):
    with tempfile.TemporaryDirectory() as home:
        folder, url = Path(home) / "schedules", f"sqlite:///{home}/dramabell.db"
        folder.mkdir()
        written(folder, count)
        await started(url, folder)
        schedules.parse.cache_clear()
        read, names, begun, ahead = await started(url, folder)
    print(json.dumps({"read": read, "names": names, "begun": begun, "next": ahead}))  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main(int(sys.argv[1])))
