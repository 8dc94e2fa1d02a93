"""What airs next of ten thousand dramas, how exactly a wake-up comes, and what a stall drops."""

from benchmarks.report import Row, median, put, table
from benchmarks.running import ours, say


def schedule(rounds: int, *, quick: bool = False) -> None:
    dramas = 1000 if quick else 10_000
    found: dict[str, list[Row]] = {}
    for number in range(rounds):
        for name, mode in (("Dramabell", "ours"), ("dateutil's rules and APScheduler's jobs", "peer")):
            say(f"schedule, round {number + 1}: {name}")
            told = ours("schedule", mode, dramas)
            found.setdefault(name, []).append(
                {
                    "next of all, at the start, ms": 1000 * told["cold"],
                    "next of all, later, ms": 1000 * told["warm"],
                    "wake-up late p50, ms": 1000 * told["p50"],
                    "p99, ms": 1000 * told["p99"],
                    "due in a stall of 3 s": told["due"],
                    "dropped by it": told["dropped"],
                }
            )
    starts = [_start(number, dramas) for number in range(rounds)]
    lines = [
        f"{dramas:,} dramas of 16 weekly episodes that began up to two years ago; what is due next is CPU time, "
        "without reading files or the store.",
        "Aims: 50 ms, at the start too; a wake-up within 5 ms; nothing dropped.",
        "",
        *table({name: median(runs) for name, runs in found.items()}),
        "",
        "A whole start with as many drama files, which the store knows, in CPU time:",
        "",
        *table({"Dramabell": median(starts)}),
    ]
    put("schedule", "Schedule", lines)


def _start(number: int, dramas: int) -> Row:
    say(f"schedule, round {number + 1}: a start")
    told = ours("restart", dramas)
    return {
        "files and store, s": told["read"],
        "index of names, s": told["names"],
        "releases and clocks, s": told["begun"],
        "next of all, ms": 1000 * told["next"],
    }
