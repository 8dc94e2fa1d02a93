"""T15: a disk that is full or cannot be written, and many who write at once."""

import asyncio
import contextlib
import json
import os
import socket
import sqlite3
import subprocess
import urllib.error
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest

from bot.core.ports import Address, Place
from bot.store.store import Store
from tests.chaos import report
from tests.chaos.siege import EPISODES, siege
from tests.delivery.house import OUT
from tests.stories.process import ran

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(600)]
FANS = 50
MEGABYTES = 16


@pytest.fixture
def small_disk(tmp_path) -> Iterator[Path]:
    folder = tmp_path / "disk"
    folder.mkdir()
    mount = ["mount", "-t", "tmpfs", "-o", f"size={MEGABYTES}m", "tmpfs", str(folder)]
    if os.geteuid() or subprocess.run(mount, capture_output=True, check=False).returncode:
        pytest.skip("only root may mount a small disk, and not in every container")
    yield folder
    subprocess.run(["umount", "--lazy", str(folder)], check=True)


def fill(folder: Path) -> Path:
    ballast = folder / "ballast"
    with ballast.open("wb", buffering=0) as file:
        for size in (1 << 16, 1 << 12):
            with contextlib.suppress(OSError):
                while True:
                    file.write(bytes(size))
    return ballast


def empty_log(store: Path) -> None:
    """What is written next needs room: the log of SQLite keeps its own for what it has written before."""
    with contextlib.closing(sqlite3.connect(store, timeout=5)) as connection:
        assert connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchone() == (0, 0, 0)


def read_only(folder: Path) -> None:
    subprocess.run(["mount", "-o", "remount,ro", str(folder)], check=True)


def free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


def health(port: int) -> int:
    try:
        with urllib.request.urlopen(f"http://127.0.0.1:{port}/healthz", timeout=8) as answer:
            return int(answer.status)
    except urllib.error.HTTPError as error:
        return error.code
    except OSError:
        return 0


async def until_health(port: int, status: int, within: float) -> float:
    loop = asyncio.get_running_loop()
    began = loop.time()
    while (found := await asyncio.to_thread(health, port)) != status:
        assert loop.time() - began < within, f"{found} instead of {status}"
        await asyncio.sleep(0.1)
    return loop.time() - began


async def test_t15_a_disk_that_fills_up_during_five_hundred_sends_loses_and_doubles_nothing(tmp_path, small_disk):
    port = free_port()
    async with siege(small_disk, FANS) as bot:
        config = small_disk / "config.toml"
        text = config.read_text().replace('listen = ""', f'listen = "127.0.0.1:{port}"')
        config.write_text(text.replace("per_second = 1000", "per_second = 25"))  # so that it lasts
        await bot.subscribe()
        bot_log, seconds = tmp_path / "log", []
        life = await bot.nest.life(bot_log, *bot.arguments("2030-01-01T11:10:00Z"), resend=bot.resend)
        for sent in (30, 120):
            await bot.tg.until(lambda sent=sent: len(bot.tg.called("sendMessage")) >= FANS // 2 + sent, 60)
            empty_log(small_disk / "dramabell.db")
            ballast = fill(small_disk)
            assert os.statvfs(small_disk).f_bavail == 0
            seconds.append(await until_health(port, 503, 10))
            ballast.unlink()
            await until_health(port, 200, 20)
        await bot.settled(60)
        status, _ = await life.stop()
        twice = bot.twice("telegram").total() + bot.twice("discord").total()
        report.write(
            "disk",
            [
                ("Reminders, while a disk of 16 MB was filled twice", FANS * EPISODES),
                ("Lost", len(bot.lost)),
                ("Twice", twice),
                ("Health says so (503) after", f"{max(seconds):.1f} s at most"),
            ],
        )
        assert (status, bot.lost, twice) == (0, [], 0)


async def test_t15_a_disk_that_cannot_be_written_is_refused_in_words(small_disk):
    (small_disk / "config.toml").write_text('[web]\nlisten = ""\n')
    read_only(small_disk)
    status, out, log = await ran(small_disk, "chat", typed="/next\n")
    assert (status, out) == (1, "")
    [said] = [json.loads(line)["event"] for line in log.splitlines() if '"error"' in line]
    assert str(small_disk) in said
    assert "Traceback" not in log


async def test_t15_eight_writers_with_a_thousand_transactions_each_never_find_the_store_locked(database):
    stores = [await Store.open(database, "story") for _ in range(2)]  # each as a process has it, with four who write

    async def write(number: int) -> int:
        chat = Address("telegram", str(number))
        for _ in range(1000):
            async with stores[number % 2].request(chat, Place.PRIVATE, OUT) as work:
                await work.set_zone("Asia/Seoul")
        return number

    assert await asyncio.gather(*(write(number) for number in range(8))) == [*range(8)]
    for store in stores:
        await store.close()
