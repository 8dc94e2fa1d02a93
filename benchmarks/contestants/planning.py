"""One episode falls due for that many chats: how long it is planned, and what that does to everything else.

    python -m benchmarks.contestants.planning TELEGRAM_URL CHATS [STORE_URL]

Sending goes on meanwhile, at the usual rate.
"""

import asyncio
import json
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from sqlalchemy import text

from benchmarks.contestants.ours import AIRING, settings
from benchmarks.contestants.reporting import percentile
from bot.app import App, Pretence, opened
from bot.core.times import read_instant

SETTLE = 6.0  # seconds between the start and the airing
EVERY = 0.02  # seconds between two small writes
NUMBERS = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n WHERE i < :count) SELECT "
SERIES = "SELECT {} FROM generate_series(1, :count) AS n (i)"


async def subscribe(app: App, count: int) -> None:
    """As many private chats that follow the drama; none of them real."""
    since = int((app.clock.now() - timedelta(days=1)).timestamp() * 1e6)

    def rows(columns: str) -> str:
        return f"{NUMBERS}{columns} FROM n" if app.store.engine.dialect.name == "sqlite" else SERIES.format(columns)

    async with app.store.engine.begin() as connection:
        chats = "INSERT INTO chats (id, platform, address, place) "
        follows = "INSERT INTO subscriptions (chat_id, drama, release, custom, since) "
        address = rows("i, 'telegram', CAST(10000 + i AS VARCHAR(20)), 'private'")
        await connection.execute(text(chats + address), {"count": count})
        await connection.execute(text(follows + rows(f"i, 'goblin', '', false, {since}")), {"count": count})
        wish = "INSERT INTO wishes (drama, release, lead, zone) VALUES ('goblin', '', 'default', '')"
        await connection.execute(text(wish))
    if app.store.engine.dialect.name != "sqlite":
        async with app.store.engine.begin() as connection:
            await connection.execute(text("ANALYZE"))


async def writes(app: App, waits: list[float]) -> None:
    """What a person's command would wait for."""
    while True:
        began = time.perf_counter()
        await app.store.set("probe", str(began))
        waits.append(time.perf_counter() - began)
        await asyncio.sleep(EVERY)


async def lags(found: list[float]) -> None:
    while True:
        began = time.perf_counter()
        await asyncio.sleep(0.005)
        found.append(time.perf_counter() - began - 0.005)


async def size(app: App) -> int:
    async with app.store.engine.begin() as connection:
        if app.store.engine.dialect.name == "sqlite":
            pages = await connection.scalar(text("SELECT page_count FROM pragma_page_count()"))
            free = await connection.scalar(text("SELECT freelist_count FROM pragma_freelist_count()"))
            return 4096 * (int(pages or 0) - int(free or 0))
        whole = "SELECT pg_total_relation_size('deliveries') + pg_total_relation_size('batches')"
        return int(await connection.scalar(text(whole)) or 0)


async def main(url: str, count: int, store: str | None) -> None:
    with tempfile.TemporaryDirectory() as folder:
        loaded = settings(Path(folder), url, 30, store)
        pretence = Pretence(read_instant(AIRING) - timedelta(days=1))
        async with opened(loaded, pretence) as app:
            await subscribe(app, count)
            before = await size(app)
        async with opened(loaded, Pretence(read_instant(AIRING) - timedelta(seconds=SETTLE))) as app:
            waits, slow = list[float](), list[float]()
            done = asyncio.Event()
            original = app.alarm.planner.plan

            async def plan(*given: object) -> None:
                began = time.monotonic()
                await original(*given)  # type: ignore[arg-type]
                if app.clock.now() >= read_instant(AIRING) and not done.is_set():
                    told["plan"] = time.monotonic() - began
                    done.set()

            told: dict[str, float] = {}
            app.alarm.planner.plan = plan  # type: ignore[method-assign]
            async with app.running():
                await asyncio.sleep(max(0.0, app.clock.until(read_instant(AIRING))))
                told["due"] = time.monotonic()
                probes = [asyncio.create_task(writes(app, waits)), asyncio.create_task(lags(slow))]
                await done.wait()
                await asyncio.sleep(0.2)
                for probe in probes:
                    probe.cancel()
                told |= {"write": max(waits), "write_p99": percentile(waits, 0.99), "lag": percentile(slow, 0.99)}
                told |= {"bytes": (await size(app) - before) / count}
            print(json.dumps(told))  # noqa: T201


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3] if len(sys.argv) > 3 else None))
