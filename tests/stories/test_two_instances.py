"""T14: two processes on one store. The second is refused; the next takes over from one that was killed or froze.

The seconds that each may take are measured by `make chaos`, when nothing else runs on the machine.
"""

import asyncio
import json
import signal
import sqlite3
import time
from collections import Counter
from collections.abc import Callable
from contextlib import closing
from datetime import datetime
from pathlib import Path

import psycopg
import pytest

from bot.core.ports import Address, Place, Subscription
from bot.store.lock import locked
from bot.store.postgres import FENCE, HOLDER, key
from bot.store.store import Store
from tests.chaos import report
from tests.emulators.telegram import TelegramEmulator
from tests.stories.process import Process, ran, running
from tests.stories.test_season import config, episodes

SEASON = ("--at", "2021-06-19T15:00:00Z", "--leap", "0.4")
PREMIERE = datetime.fromisoformat("2021-06-19T16:00:00+00:00")


@pytest.fixture
def loosened(database, request) -> Callable[[], object]:
    """Takes the lock away from whoever has it, as it happens to a process that is frozen for a minute."""
    if database.startswith("sqlite"):
        return Path(f"{database.removeprefix('sqlite:///')}.lock").unlink
    server = request.getfixturevalue("postgres")
    name = database.split("/")[3].partition("?")[0]
    end = "SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database ON pg_database.oid = database"
    return lambda: server.execute(f"{end} WHERE locktype = 'advisory' AND objid = {HOLDER} AND datname = '{name}'")


def between_transactions(url: str) -> bool:
    """Whether nobody is in one: what a frozen process has begun there, it keeps to itself for long."""
    if not url.startswith("sqlite"):
        with psycopg.connect(url) as connection:
            row = connection.execute(f"SELECT pg_try_advisory_xact_lock({key(FENCE)})").fetchone()
            return row == (True,)
    with closing(sqlite3.connect(url.removeprefix("sqlite:///"), timeout=0, isolation_level=None)) as connection:
        try:
            connection.execute("BEGIN IMMEDIATE")
        except sqlite3.OperationalError:
            return False
        return True


async def freeze(bot: Process) -> None:
    bot.signal(signal.SIGSTOP)
    while not between_transactions(bot.url):
        bot.signal(signal.SIGCONT)
        await asyncio.sleep(0.005)
        bot.signal(signal.SIGSTOP)


@pytest.fixture
def other(tmp_path) -> Path:
    """The working directory of the second process."""
    folder = tmp_path / "other"
    folder.mkdir()
    return folder


def errors(log: str) -> list[str]:
    lines = (json.loads(line) for line in log.splitlines() if line.startswith("{"))
    return [line["event"] for line in lines if line["level"] in ("error", "critical")]


async def refused(folder: Path, *start: str) -> float:
    """The seconds that a second process took to end. It has to say why it does."""
    began = time.monotonic()
    status, out, log = await ran(folder, *start)
    took = time.monotonic() - began
    assert (status, out) == (3, "")
    [reason] = errors(log)
    assert reason.startswith("Another Dramabell")
    assert "is running on this store" in reason
    return took


async def woken(bot: Process) -> None:
    """Let a frozen one go on, and see it end."""
    bot.signal(signal.SIGCONT)
    async with asyncio.timeout(20):
        assert await bot.ended() == 1
    assert errors(bot.log)[-1].endswith(" This one ends, and sends nothing more.")
    # SQLAlchemy has its own words for a connection that the server has closed
    assert not [line for line in bot.log.splitlines() if "Traceback" in line and "sqlalchemy.pool" not in line]


@pytest.mark.timeout(100)
async def test_t14_the_second_is_refused_and_the_next_goes_on_after_a_kill_and_after_a_freeze(
    tmp_path, other, database, loosened
):
    async with TelegramEmulator() as tg:
        ana = tg.private("ana")
        start = ("run", "--config", str(config(tmp_path, tg, None, database)), *SEASON)
        async with running(tmp_path, *start, url=database) as bot:
            await tg.until_polling(20)
            await refused(other, *start)
            assert tg.account.updates.conflicts == 0, "it did not get as far as Telegram"
            await ana.says("/subscribe nevertheless")
            await tg.sent(2, to=ana, timeout=20)
            await bot.recorded(1)
            await bot.kill()
            seen = len(tg.messages(to=ana))
            await bot.start()
            await tg.sent(seen + 1, to=ana, timeout=30)
            await bot.recorded(seen)
            await freeze(bot)
            loosened()
            seen = len(tg.messages(to=ana))
            async with running(other, *start, url=database) as next_one:
                await tg.sent(seen + 1, to=ana, timeout=30)
                await woken(bot)
                answer, *reminders = await tg.sent(11, to=ana, timeout=30)
                await next_one.recorded(10)
                assert await next_one.stop() == 0
        assert answer.text.startswith("Subscribed to")
        assert episodes([one.text for one in reminders]) == [(number,) for number in range(1, 11)]
        assert len(tg.messages(to=ana)) == 11


@pytest.mark.chaos
async def test_t14_twenty_starts_are_refused_in_3_s_each_and_a_kill_is_made_good_in_5_or_10(tmp_path, other, database):
    within, back = 5 if database.startswith("sqlite") else 10, list[float]()
    async with TelegramEmulator() as tg:
        ana = tg.private("ana")
        start = ("run", "--config", str(config(tmp_path, tg, None, database)), *SEASON)
        async with running(tmp_path, *start, url=database) as bot:
            await tg.until_polling(20)
            took = [await refused(other, *start) for _ in range(20)]
            assert max(took) < 3
            await ana.says("/subscribe nevertheless")
            await tg.sent(2, to=ana, timeout=20)
            for seen in range(2, 9):
                await bot.recorded(seen - 1)
                await bot.kill()
                seen, began = len(tg.messages(to=ana)), time.monotonic()
                await bot.start()
                await tg.sent(seen + 1, to=ana, timeout=20)
                back.append(time.monotonic() - began)
                assert back[-1] < within
    kind = server_of(database)
    report.renew(
        "two",
        [
            (f"A second start is refused, {kind}, at most", f"{max(took):.1f} s"),
            (f"Killed, the next start delivers, {kind}, at most", f"{max(back):.1f} s"),
        ],
    )


def server_of(url: str) -> str:
    return "SQLite" if url.startswith("sqlite") else "PostgreSQL"


async def crowd(database: str, addresses: list[str]) -> None:
    """Chats that follow the drama."""
    async with locked(database) as lock:
        store = await Store.open(database, "story", lock)
        for address in addresses:
            async with store.request(Address("telegram", address), Place.PRIVATE, PREMIERE.replace(hour=15)) as work:
                await work.save(Subscription("nevertheless", None, ("0m",), PREMIERE.replace(hour=15)))
        await store.set("mark", PREMIERE.replace(hour=15).isoformat())
        await store.close()


@pytest.mark.chaos
async def test_t14_one_that_freezes_in_a_broadcast_is_replaced_in_90_s_and_sends_nothing_when_it_wakes_up(
    tmp_path, other, database
):
    async with TelegramEmulator() as tg:
        people = [tg.private(f"fan {number}") for number in range(300)]
        await crowd(database, [str(person.id) for person in people])
        start = ("run", "--config", str(config(tmp_path, tg, None, database)), "--at", PREMIERE.isoformat())
        async with running(tmp_path, *start, url=database) as bot:
            await tg.sent(100, timeout=60)
            await freeze(bot)
            frozen = time.monotonic()
            seen = len(tg.messages())
            async with running(other, *start, url=database) as next_one:
                while await next_one.ended_within(20) == 3:
                    await next_one.start()
                await tg.sent(seen + 1, timeout=20)
                replaced = time.monotonic() - frozen
                assert replaced < 90
                await tg.sent(200, timeout=60)
                await next_one.kill()
                await asyncio.sleep(1)  # what it had written into its sockets arrives
                seen = len(tg.messages())
                await woken(bot)
                assert len(tg.messages()) == seen
                await next_one.start()
                await tg.until(lambda: len({one.chat_id for one in tg.messages()}) == 300, timeout=120)
                await asyncio.sleep(
                    70
                )  # what was being sent at the freeze and at the kill is sent again after a minute
                assert await next_one.stop() == 0
        told = Counter(one.chat_id for one in tg.messages())
        assert told.keys() == {person.id for person in people}
        assert sum(told.values()) - 300 <= 10  # what was accepted when the bot froze, and when it was killed
    report.renew("two", [(f"Frozen, the next one delivers, {server_of(database)}", f"{replaced:.0f} s")])
