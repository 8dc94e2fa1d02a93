"""Each contestant beside the others, in the same minutes on the same machine against the same stub.

    python -m benchmarks.run [--rounds 3] [--chats 600] [--paid 5000]

Writes docs/benchmarks.md. Peers live in `.bench`, which `make bench` makes.
"""

import argparse
import json
import os
import platform
import statistics
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.request import urlopen

ROOT = Path(__file__).parents[1]
PEERS = ROOT / ".bench" / "bin" / "python"
CONTESTANTS = ROOT / "benchmarks" / "contestants"


@dataclass(frozen=True)
class Contestant:
    name: str
    command: tuple[str, ...]  # URL and CHATS stand for what each run fills in
    ours: bool = False

    def run(self, url: str, chats: int) -> dict[str, float]:
        python = sys.executable if self.ours else str(PEERS)
        filled = [{"URL": url, "CHATS": str(chats)}.get(word, word) for word in self.command]
        done = subprocess.run(
            [python, *filled], cwd=ROOT if self.ours else CONTESTANTS, capture_output=True, text=True, check=False
        )
        if done.returncode:
            raise SystemExit(f"{self.name} failed:\n{done.stderr[-2000:]}")
        return json.loads(done.stdout.strip().splitlines()[-1])


def ours(per_second: float) -> Contestant:
    command = ("-m", "benchmarks.contestants.ours", "URL", "CHATS", str(per_second))
    return Contestant(f"Dramabell at {per_second:g}/s", command, ours=True)


LIMITER = Contestant("PTB with AIORateLimiter, 16 workers", ("ptb.py", "URL", "CHATS", "limiter"))
AIOGRAM = Contestant("aiogram, the usual loop", ("aiogram_loop.py", "URL", "CHATS"))
PAID = Contestant("PTB, 64 workers", ("ptb.py", "URL", "CHATS", "paid"))


@contextmanager
def stub(model: str, rate: float) -> Iterator[str]:
    words = [sys.executable, "-m", "benchmarks.stub", "--model", model, "--rate", str(rate)]
    with subprocess.Popen(words, cwd=ROOT, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        try:
            yield f"http://127.0.0.1:{process.stdout.readline().strip()}"
        finally:
            process.terminate()


def measured(contestant: Contestant, model: str, rate: float, chats: int) -> dict[str, float]:
    with stub(model, rate) as url:
        told = contestant.run(url, chats)
        with urlopen(f"{url}/stats") as answer:
            counted = json.loads(answer.read())
    accepted = counted["bulk"] + counted["answers"]
    return {
        "per second": accepted / counted["seconds"],
        "of the limit": accepted / counted["seconds"] / rate,
        "429s": counted["refused"],
        "lost": chats - counted["chats"],
        "twice": counted["twice"],
        "answer p50, ms": 1000 * told.get("answer_p50", 0),
        "answer p99, ms": 1000 * told.get("answer_p99", 0),
        "CPU a message, ms": 1000 * told["cpu"] / accepted,
        "of a core": told["cpu"] / told["wall"],
    }


def table(model: str, rate: float, chats: int, rounds: int, contestants: list[Contestant]) -> Iterator[str]:
    """Rounds are interleaved, so that whatever else the machine does falls on all alike."""
    found: dict[str, list[dict[str, float]]] = {one.name: [] for one in contestants}
    for number in range(rounds):
        for one in contestants:
            print(f"{model}, round {number + 1}: {one.name}", flush=True)  # noqa: T201
            found[one.name].append(measured(one, model, rate, chats))
    columns = list(next(iter(found.values()))[0])
    yield f"| | {' | '.join(columns)} |"
    yield "|---" * (len(columns) + 1) + "|"
    for name, runs in found.items():
        medians = [statistics.median(run[column] for run in runs) for column in columns]
        yield f"| {name} | {' | '.join(_shown(value) for value in medians)} |"


def _shown(value: float) -> str:
    return f"{value:.0f}" if value >= 100 or value == int(value) else f"{value:.2f}"


def main() -> None:
    parser = argparse.ArgumentParser()
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--chats", type=int, default=600)
    parser.add_argument("--paid", type=int, default=5000)
    given = parser.parse_args()
    if not PEERS.exists():
        raise SystemExit("The peers are not there: run `make bench`.")
    lines = [
        "# Benchmarks",
        "",
        f"Written by `make bench` on {os.cpu_count()} cores, Python {platform.python_version()}; medians of "
        f"{given.rounds} interleaved rounds, each contestant a process of its own, against a stub of the Bot API on",
        "loopback with 50 ms of round trip. A person's command comes every 0.5 s. Trust the ratios, not the figures.",
        "",
        f"## Telegram at its limit: {given.chats} reminders to as many chats, 30 a second allowed",
        "",
    ]
    for model, words in (("bucket", "A bucket of 30, refilled"), ("window", "30 in any second, else locked for 3 s")):
        lines += [f"{words}:", "", *table(model, 30, given.chats, given.rounds, [ours(28), LIMITER, AIOGRAM]), ""]
    if given.paid:
        lines += [f"## Paid broadcast: {given.paid} reminders, 1,000 a second allowed", ""]
        lines += [*table("bucket", 1000, given.paid, given.rounds, [ours(950), PAID]), ""]
    (ROOT / "docs" / "benchmarks.md").write_text("\n".join(lines))


if __name__ == "__main__":
    main()
