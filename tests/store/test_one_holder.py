"""Who holds a store, and what becomes of one who held it, froze, and was replaced."""

import asyncio
import os
from contextlib import asynccontextmanager
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.core.deliveries import Lost
from bot.store import filelock, holder, serverlock
from bot.store.holder import Taken
from bot.store.lock import locked
from bot.store.outbox import Outbox
from bot.store.postgres import HOLDER
from bot.store.store import Store
from tests.store.test_planning_and_claiming import START, chat, drama, follow, planner, told

AIRING = datetime(2030, 1, 4, 12, tzinfo=UTC)
REPLACED = "Another Dramabell has taken over this store, while this one did not move."


@asynccontextmanager
async def opened(url):
    async with locked(url) as lock:
        store = await Store.open(url, "real", lock)
        try:
            yield store
        finally:
            await store.close()


@pytest.fixture
def loosened(database, request):
    """Takes the lock away from whoever has it, as no running holder lets happen."""
    if database.startswith("sqlite"):
        return Path(f"{database.removeprefix('sqlite:///')}.lock").unlink
    server = request.getfixturevalue("postgres")
    ours = "SELECT pg_terminate_backend(pid) FROM pg_locks JOIN pg_database ON pg_database.oid = database"
    name = database.split("/")[3].partition("?")[0]
    return lambda: server.execute(f"{ours} WHERE locktype = 'advisory' AND objid = {HOLDER} AND datname = '{name}'")


async def test_a_second_holder_is_refused_until_the_first_has_let_go(database):
    async with locked(database):
        with pytest.raises(Taken, match=r"Another Dramabell .*is running on this store .*Stop that one first"):
            async with locked(database):
                pass
    async with locked(database):
        pass


async def test_who_is_refused_is_told_by_whom(tmp_path, postgres_url):
    async with locked(f"sqlite:///{tmp_path}/bell.db"):
        with pytest.raises(Taken) as caught:
            async with locked(f"sqlite:///{tmp_path}/bell.db"):
                pass
    assert str(caught.value) == (
        f"Another Dramabell (process {os.getpid()}) is running on this store ({tmp_path}/bell.db). "
        "Stop that one first, or name another file under [database] url."
    )
    async with locked(postgres_url):
        with pytest.raises(Taken, match=r", from the same machine since \d{4}-\d\d-\d\d \d\d:\d\d UTC\)\. Stop that"):
            async with locked(postgres_url):
                pass


async def test_a_replaced_holder_claims_sends_plans_and_answers_nothing_more(database, loosened):
    async with opened(database) as old:
        plan, outbox = planner(old, drama("goblin")), Outbox(old)
        await plan.begin(START)
        await follow(old, chat("ana"), "goblin", leads=("0m",))
        await plan.plan(AIRING)
        loosened()
        async with opened(database) as new:
            for attempt in (
                outbox.claim("telegram", AIRING, AIRING, ()),
                outbox.sure(),
                plan.plan(AIRING),
                follow(old, chat("bob"), "goblin"),
                old.set("mark", "nonsense"),
            ):
                with pytest.raises(Lost) as caught:
                    await attempt
                assert str(caught.value) == REPLACED
            assert await told(new, AIRING) == [("ana", [("goblin", (1,), "0m")])]


async def test_what_the_old_holder_claimed_before_is_known_to_the_new_one_as_interrupted(database, loosened):
    async with opened(database) as old:
        plan = planner(old, drama("goblin"))
        await plan.begin(START)
        await follow(old, chat("ana"), "goblin", leads=("0m",))
        await plan.plan(AIRING)
        claimed = await Outbox(old).claim("telegram", AIRING, AIRING, ())
        loosened()
        async with opened(database) as new:
            assert await Outbox(new).interrupted("telegram") == claimed
            with pytest.raises(Lost):
                await Outbox(old).settle(claimed[0], "sent")
            assert await Outbox(new).interrupted("telegram") == claimed


async def test_a_new_holder_waits_for_the_end_of_a_transaction_of_the_old_one(database, loosened):
    async with opened(database) as old:
        async with old.engine.begin():
            loosened()
            taking_over = asyncio.create_task(entered(database))
            done, _ = await asyncio.wait([taking_over], timeout=0.5)
            assert not done
        await taking_over


async def entered(url):
    async with opened(url):
        pass


async def test_before_a_send_the_store_is_asked_only_when_its_last_word_is_old(database, monkeypatch):
    async with opened(database) as store:
        began = []
        real = store.engine.begin
        monkeypatch.setattr(type(store.engine), "begin", lambda self: began.append(1) or real())
        await store.set("something", "x")
        await store.sure()
        assert len(began) == 1
        monkeypatch.setattr(holder, "SURE", 0)
        await store.sure()
        assert len(began) == 2


async def test_a_holder_learns_that_its_lock_is_gone(database, loosened, monkeypatch):
    monkeypatch.setattr(holder, "LOOK", 0.05)
    async with opened(database) as store:
        watching = asyncio.create_task(store.watch())
        done, _ = await asyncio.wait([watching], timeout=0.3)
        assert not done, "nothing has happened yet"
        loosened()
        async with asyncio.timeout(2):  # PostgreSQL says so by itself, without waiting for the next look
            with pytest.raises(Lost, match=r"was removed, or another|The connection to the database was lost"):
                await watching
        with pytest.raises(Lost):
            await store.sure()


async def test_a_holder_that_gives_no_sign_of_life_is_replaced(database, monkeypatch):
    monkeypatch.setattr(filelock, "FROZEN", 0.5)
    monkeypatch.setattr(filelock, "LOOK", 0.05)
    monkeypatch.setattr(serverlock, "FROZEN", 1)
    async with opened(database) as frozen:
        await asyncio.sleep(1.5)
        async with opened(database):
            with pytest.raises(Lost):
                await frozen.watch()
            with pytest.raises(Lost):
                await frozen.sure()


async def test_a_holder_that_moves_is_not_replaced(database, monkeypatch):
    monkeypatch.setattr(holder, "LOOK", 0.05)
    monkeypatch.setattr(serverlock, "LOOK", 0.05)
    monkeypatch.setattr(filelock, "FROZEN", 0.5)
    monkeypatch.setattr(filelock, "LOOK", 0.1)
    monkeypatch.setattr(serverlock, "FROZEN", 1)
    async with opened(database) as store:
        watching = asyncio.create_task(store.watch())
        await asyncio.sleep(1.5)
        with pytest.raises(Taken):
            await entered(database)
        assert not watching.done()
        watching.cancel()


async def test_one_that_wakes_up_while_it_is_being_replaced_keeps_its_place(tmp_path, monkeypatch):
    monkeypatch.setattr(filelock, "FROZEN", 0.5)
    monkeypatch.setattr(filelock, "LOOK", 0.2)
    monkeypatch.setattr(holder, "LOOK", 0.1)
    database = f"sqlite:///{tmp_path}/bell.db"
    async with opened(database) as store:
        await asyncio.sleep(0.7)
        replacing = asyncio.create_task(entered(database))
        await asyncio.sleep(0.1)
        watching = asyncio.create_task(store.watch())
        with pytest.raises(Taken):
            await replacing
        assert not watching.done()
        watching.cancel()
    assert sorted(path.name for path in tmp_path.iterdir() if "lock" in path.name) == ["bell.db.lock"]
