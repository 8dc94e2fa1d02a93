"""One episode for many subscribers, in both databases; beside one APScheduler job for each of them."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from benchmarks.report import Row, median, put, table
from benchmarks.running import counted, ours, say, stub
from tests.postgres import Server, programs

AIMS = (
    "Aims: a million in 5 s with no other write waiting more than 20 ms, the first message 50 ms after it is due "
    "whatever the number, 60 bytes a delivery in SQLite and 170 in PostgreSQL, the event loop late by less than 5 ms."
)


def planning(rounds: int, *, quick: bool = False) -> None:
    sizes = (1000, 20_000) if quick else (1000, 100_000, 1_000_000)
    found: dict[str, list[Row]] = {}
    with _server() as server:
        for number in range(rounds):
            for size in sizes:
                say(f"planning for {size:,}, round {number + 1}")
                found.setdefault(f"SQLite, {size:,}", []).append(_planned(size, None))
                if server:
                    found.setdefault(f"PostgreSQL, {size:,}", []).append(_planned(size, server.database()))
    jobs: dict[str, list[Row]] = {}
    for number in range(rounds):
        for size in sizes[:2]:
            say(f"APScheduler, {size:,} jobs, round {number + 1}")
            told = ours("jobs", size)
            jobs.setdefault(f"APScheduler, {size:,} jobs", []).append(
                {
                    "added, s": told["added"],
                    "first after due, ms": 1000 * told["first"],
                    "last after due, ms": 1000 * told["last"],
                    "dropped": told["dropped"],
                    "event loop late, ms": 1000 * told["lag"],
                }
            )
    lines = [
        "Everybody follows one drama, whose episode falls due; the usual sending goes on meanwhile, and another write "
        "every 20 ms.",
        "",
        AIMS,
        "",
        *table({name: median(runs) for name, runs in found.items()}),
        "",
        "APScheduler with one job for each subscriber, in memory; what it drops was due a second ago and never runs:",
        "",
        *table({name: median(runs) for name, runs in jobs.items()}),
    ]
    put("planning", "Planning one episode", lines)


def _planned(size: int, store: str | None) -> Row:
    with stub("none", 1, rtt=0) as url:
        told = ours("planning", url, size, *([store] if store else []))
        first = counted(url)["first"] - told["due"]
    return {
        "planned, s": told["plan"],
        "first message after due, ms": 1000 * first,
        "longest wait of another write, ms": 1000 * told["write"],
        "99 of 100 of them, ms": 1000 * told["write_p99"],
        "event loop late (p99), ms": 1000 * told["lag"],
        "bytes a delivery": told["bytes"],
    }


@contextmanager
def _server() -> Iterator[Server | None]:
    where = programs()
    if where is None:
        say("PostgreSQL is not installed; it is left out")
        yield None
        return
    with tempfile.TemporaryDirectory(prefix="dramabell-postgres-") as folder:
        server = Server(Path(folder), where)
        server.start()
        try:
            yield server
        finally:
            server.stop()
