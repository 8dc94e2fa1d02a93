"""Telegram at its limit, paid broadcasts, and Discord at its limit."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor

from benchmarks.report import Row, median, put, table
from benchmarks.running import ROOT, counted, ours, peer, say, stub

WARM = 20.0  # seconds for all of a round to start before the first message is due
Contest = Callable[[str, int, float], dict[str, float]]  # by URL, chats and the moment to begin

TELEGRAM: dict[str, Contest] = {
    "Dramabell": lambda url, chats, begin: ours("ours", url, chats, 30, begin),
    "PTB with AIORateLimiter, 16 workers": lambda url, chats, begin: peer("ptb.py", url, chats, "limiter", begin),
    "aiogram, the usual loop": lambda url, chats, begin: peer("aiogram_loop.py", url, chats, begin),
}
MODELS = {"bucket": "A bucket of 30, refilled in a second", "window": "30 in any second, else all is locked for 3 s"}


def _measured(contest: Contest, model: str, rate: float, chats: int, begin: float) -> Row:
    with stub(model, rate) as url:
        told = contest(url, chats, begin)
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
    found: dict[tuple[str, str], list[Row]] = {}
    long = 600 if quick else 5000
    with ThreadPoolExecutor(16) as pool:
        for number in range(rounds):
            for names in (("Dramabell",), tuple(TELEGRAM)[1:]):
                say(f"Telegram at its limit, round {number + 1}: {', '.join(names)}")
                begin = time.time() + WARM
                runs = {
                    (model, name): pool.submit(_measured, TELEGRAM[name], model, 30, 600, begin)
                    for model in MODELS
                    for name in names
                }
                for key, run in runs.items():
                    found.setdefault(key, []).append(run.result())
        say(f"Telegram at its limit: {long} reminders")
        begin = time.time() + WARM
        far = {model: pool.submit(_measured, TELEGRAM["Dramabell"], model, 30, long, begin) for model in MODELS}
        whole = {model: run.result() for model, run in far.items()}
    lines = [
        "600 reminders to as many chats, 30 a second allowed, 50 ms of round trip; a person's command every 0.5 s.",
        f"The last row of each table is a broadcast to {long:,} chats, once.",
        "Aims: 0.95 of the limit, no 429, none lost, answers within 10 ms of what they take unloaded.",
    ]
    for model, words in MODELS.items():
        rows = {name: median(found[model, name]) for name in TELEGRAM} | {f"Dramabell, {long:,} chats": whole[model]}
        lines += ["", f"{words}:", "", *table(rows)]
    put("telegram", "Telegram at its limit", lines)


def paid(rounds: int, *, quick: bool = False) -> None:
    count, few = (2000, 500) if quick else (5000, 2000)
    found: dict[str, list[Row]] = {}
    contests: dict[str, tuple[Contest, int]] = {
        "Dramabell": (lambda url, chats, begin: ours("ours", url, chats, 960, begin), count),
        "PTB, 64 workers": (lambda url, chats, begin: peer("ptb.py", url, chats, "paid", begin), few),
    }
    for number in range(rounds):
        for name, (contest, chats) in contests.items():
            say(f"paid broadcast, round {number + 1}: {name}")
            found.setdefault(name, []).append(_measured(contest, "bucket", 1000, chats, 0))
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
    with ThreadPoolExecutor(4) as pool:
        for number in range(rounds):
            say(f"Discord at its limit, round {number + 1}")
            begin = time.time() + WARM
            runs = {name: pool.submit(_discord, module, count, begin) for name, module in contests.items()}
            for name, run in runs.items():
                found.setdefault(name, []).append(run.result())
    lines = [
        f"{count} reminders to as many channels, 50 a second allowed in any second, no round trip.",
        "Aims: 0.94 of the limit, no 429.",
        "",
        *table({name: median(runs) for name, runs in found.items()}),
    ]
    put("discord", "Discord at its limit", lines)


def _discord(module: str, count: int, begin: float) -> Row:
    words = [sys.executable, "-m", "benchmarks.discord_stub", str(count)]
    with subprocess.Popen(
        words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
    ) as process:
        assert process.stdin is not None
        assert process.stdout is not None
        address = process.stdout.readline().strip()
        told = ours(module, address, count, begin)
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
