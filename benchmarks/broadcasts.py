"""Telegram at its limit, paid broadcasts, and Discord at its limit."""

import json
import subprocess
import sys
from collections.abc import Callable, Sequence
from concurrent.futures import ThreadPoolExecutor

from benchmarks.report import Row, median, put, table
from benchmarks.running import ROOT, counted, ours, peer, say, stub

Contest = Callable[[str, int], dict[str, float]]  # by URL and chats

TELEGRAM: dict[str, Contest] = {
    "Dramabell": lambda url, chats: ours("ours", url, chats, 30, 0),
    "PTB with AIORateLimiter, 16 workers": lambda url, chats: peer("ptb.py", url, chats, "limiter", 0),
    "aiogram, the usual loop": lambda url, chats: peer("aiogram_loop.py", url, chats, 0),
}
MODELS = {"bucket": "A bucket of 30, refilled in a second", "window": "30 in any second, else all is locked for 3 s"}
GIVEN = "30 a second allowed, 50 ms of round trip; a person's command every 0.5 s."


def _measured(contest: Contest, model: str, rate: float, chats: int) -> Row:
    with stub(model, rate) as url:
        told = contest(url, chats)
        found = counted(url)
    accepted = found["bulk"] + found["answers"]
    row: dict[str, float | str] = {
        "per second": accepted / found["seconds"],
        "of the limit": accepted / found["seconds"] / rate,
        "429s": found["refused"],
        "lost": chats - found["chats"],
        "twice": found["twice"],
        "answers p50, ms": 1000 * told.get("answer_p50", 0),
        "answers p99, ms": 1000 * told.get("answer_p99", 0),
        "unloaded p99, ms": 1000 * told["idle_p99"] if "idle_p99" in told else "",
        "CPU a message, ms": 1000 * told["cpu"] / accepted,
        "of a core": told["cpu"] / told["wall"],
    }
    return row


def telegram(rounds: int, *, quick: bool = False) -> None:
    """Both models beside each other, ours and the peers in turn: what is refused again and again takes a whole core."""
    chats = 150 if quick else 600
    found: dict[tuple[str, str], list[Row]] = {}
    for number in range(rounds):
        for names in (("Dramabell",), tuple(TELEGRAM)[1:]):
            say(f"Telegram at its limit, round {number + 1}: {', '.join(names)}")
            for key, row in _beside(names, chats).items():
                found.setdefault(key, []).append(row)
    lines = [
        f"{chats} reminders to as many chats, {GIVEN}",
        "Aims: 0.95 of the limit, no 429, none lost, answers within 10 ms of what they take unloaded,",
        "at most 0.06 of a core.",
    ]
    for model, words in MODELS.items():
        lines += ["", f"{words}:", "", *table({name: median(found[model, name]) for name in TELEGRAM})]
    put("telegram", "Telegram at its limit", lines)


def long(rounds: int, *, quick: bool = False) -> None:
    """Once, however many rounds: it takes three minutes."""
    chats = 1000 if quick else 5000
    say(f"Telegram at its limit: {chats} reminders")
    found = _beside(("Dramabell",), chats)
    lines = [
        f"{chats:,} reminders to as many chats, {GIVEN}",
        "Once, and without the peers, who would take up to ten minutes each.",
        "Aims: as above.",
        "",
        *table({words: found[model, "Dramabell"] for model, words in MODELS.items()}),
    ]
    put("long", "Telegram at its limit, for minutes", lines)


def _beside(names: Sequence[str], chats: int) -> dict[tuple[str, str], Row]:
    """By model and name."""
    which = [(model, name) for model in MODELS for name in names]
    with ThreadPoolExecutor(len(which)) as pool:
        runs = {key: pool.submit(_measured, TELEGRAM[key[1]], key[0], 30, chats) for key in which}
        return {key: run.result() for key, run in runs.items()}


def paid(rounds: int, *, quick: bool = False) -> None:
    count, few = (2000, 500) if quick else (5000, 2000)
    found: dict[str, list[Row]] = {}
    contests: dict[str, tuple[Contest, int]] = {
        "Dramabell": (lambda url, chats: ours("ours", url, chats, 960, 0), count),
        "PTB, 64 workers": (lambda url, chats: peer("ptb.py", url, chats, "paid", 0), few),
    }
    for number in range(rounds):
        for name, (contest, chats) in contests.items():
            say(f"paid broadcast, round {number + 1}: {name}")
            found.setdefault(name, []).append(_measured(contest, "bucket", 1000, chats))
    lines = [
        f"{count:,} reminders ({few:,} for the peer), 1,000 a second allowed, 50 ms of round trip,",
        "a person's command every 0.5 s.",
        "Ours is the whole way of a message: claimed in the store, composed, sent, recorded; the peer only sends.",
        "Aims: 940 a second, no 429, at most 0.55 of a core and 0.6 ms of CPU a message.",
        "",
        *table({name: median(runs) for name, runs in found.items()}),
    ]
    put("paid", "Paid broadcast in Telegram", lines)


def discord(rounds: int, *, quick: bool = False) -> None:
    count = 200 if quick else 600
    contests = {"Dramabell": "discord_ours", "discord.py, 8 workers": "discord_plain"}
    found: dict[str, list[Row]] = {}
    for number in range(rounds):
        for name, module in contests.items():
            say(f"Discord at its limit, round {number + 1}: {name}")
            found.setdefault(name, []).append(_discord(module, count))
    lines = [
        f"{count} reminders to as many channels, 50 allowed in any second, no round trip. Dramabell is set to 49: with",
        "all 50, a stand-in that stands still for 12 ms counts one too many.",
        "Aims: 0.94 of the limit, no 429.",
        "",
        *table({name: median(runs) for name, runs in found.items()}),
    ]
    put("discord", "Discord at its limit", lines)


def _discord(module: str, count: int) -> Row:
    words = [sys.executable, "-m", "benchmarks.discord_stub", str(count)]
    with subprocess.Popen(
        words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        told = ours(module, address, count, 0)
        process.stdin.write("\n")
        process.stdin.flush()
        seen = json.loads(process.stdout.readline())
    return {
        "per second": seen["accepted"] / seen["seconds"],
        "of the limit": seen["accepted"] / seen["seconds"] / 50,
        "429s": seen["refused"],
        "lost": count - seen["channels"],
        "twice": seen["accepted"] - seen["channels"],
        "CPU a message, ms": 1000 * told["cpu"] / count,
        "of a core": told["cpu"] / told["wall"],
    }
