"""From the start to the first poll, and what an idle bot takes."""

import json
import os
import subprocess
import sys
import tempfile
import time
from pathlib import Path

from benchmarks.report import Row, median, put, table
from benchmarks.running import ROOT, counted, say, stub

IDLE = 20.0  # seconds
# an installed bot is compiled; a shell that forbids it would have each start do it anew
ENVIRONMENT = {name: value for name, value in os.environ.items() if name != "PYTHONDONTWRITEBYTECODE"}
CONFIG = """
[telegram]
token = "1234:bench"
api_url = "{telegram}"
[discord]
token = "bench-token"
api_url = "{discord}"
[web]
listen = ""
"""
BARE = "import telegram.ext, discord, sqlalchemy.ext.asyncio, apscheduler.schedulers.asyncio, pydantic, aiohttp.web"


def start(rounds: int, *, quick: bool = False) -> None:
    found: dict[str, list[Row]] = {}
    for number in range(rounds):
        say(f"start and idle, round {number + 1}")
        found.setdefault("`dramabell run`, both platforms", []).append(_run(3 if quick else IDLE))
    plain: dict[str, list[Row]] = {}
    for _ in range(max(rounds, 3)):
        for name, words in (
            ("`dramabell --help`", ["-m", "bot", "--help"]),
            ("`dramabell check`", ["-m", "bot", "check"]),
            ("Python that imports the libraries alone", ["-c", BARE]),
        ):
            plain.setdefault(name, []).append(_ended(words))
    lines = [
        "Warm caches, both platforms on loopback, the shipped dramas. Aims: polling and ready within 1 s, at most "
        "90 MB and 0.1 % of a core idle; `--help` and `check` within 0.3 s.",
        "",
        *table({name: median(runs) for name, runs in found.items()}),
        "",
        *table({name: median(runs) for name, runs in plain.items()}),
    ]
    put("start", "Start and idle", lines)


def _run(idle: float) -> Row:
    words = [sys.executable, "-m", "benchmarks.discord_stub", "1"]
    with (
        tempfile.TemporaryDirectory() as folder,
        stub("none", 30, rtt=0) as url,
        subprocess.Popen(
            words, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, bufsize=1
        ) as emulator,
    ):
        assert emulator.stdin is not None
        assert emulator.stdout is not None
        discord = json.loads(emulator.stdout.readline())["url"]
        config = Path(folder) / "config.toml"
        config.write_text(CONFIG.format(telegram=url, discord=discord))
        command = [sys.executable, "-m", "bot", "run", "--config", str(config)]
        _first_start(command)
        began = time.monotonic()
        with subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True) as bot:
            assert bot.stderr is not None
            ready = 0.0
            for line in bot.stderr:
                if "connected to discord" in line:
                    ready = time.monotonic() - began
                if ready and counted(url)["polled"] > began:
                    break
            polled = counted(url)["polled"] - began
            time.sleep(2)
            before = _cpu(bot.pid)
            time.sleep(idle)
            used, resident = _cpu(bot.pid) - before, _resident(bot.pid)
            bot.terminate()
        emulator.stdin.write("\n")
        emulator.kill()
    return {
        "polling after, s": polled,
        "Discord ready after, s": ready,
        "resident, MB": resident,
        "of a core, idle": used / idle,
    }


def _first_start(command: list[str]) -> None:
    """Makes the store, which only happens once."""
    with subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, stderr=subprocess.PIPE, text=True) as bot:
        assert bot.stderr is not None
        for line in bot.stderr:
            if "connected to discord" in line:
                break
        bot.terminate()


def _ended(words: list[str]) -> Row:
    began = time.perf_counter()
    command = [sys.executable, *words]
    process = subprocess.Popen(command, cwd=ROOT, env=ENVIRONMENT, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    _, _, used = os.wait4(process.pid, 0)
    process.returncode = 0
    return {"seconds": time.perf_counter() - began, "CPU, s": used.ru_utime + used.ru_stime}


def _cpu(pid: int) -> float:
    fields = Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")


def _resident(pid: int) -> float:
    return int(Path(f"/proc/{pid}/statm").read_text().split()[1]) * os.sysconf("SC_PAGE_SIZE") / 1e6
