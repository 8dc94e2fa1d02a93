"""What planning and claiming read of a store in which many wait: by counts of rows, for times are never the same."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import event, text

from bot.core.deliveries import Result
from bot.store.outbox import Outbox
from bot.store.store import Store
from tests.store.test_planning_and_claiming import chat, drama, follow, planned_by, planner

AIRING = datetime(2030, 1, 4, 12, tzinfo=UTC)
MANY, CHUNK = 6000, 1000
READ = text("SELECT relname, seq_tup_read + coalesce(idx_tup_fetch, 0) FROM pg_stat_xact_user_tables")
FLUSH = "SELECT pg_stat_force_next_flush()"  # from the next transaction on it is counted from nothing


@pytest.fixture
async def store(postgres_url):
    store = await Store.open(postgres_url, "real")
    await follow(store, chat("ana"), "goblin")
    others = f"SELECT platform, 'c' || n, place FROM chats, generate_series(2, {MANY}) AS n"
    follows = "SELECT chats.id, drama, custom, since FROM subscriptions, chats WHERE chats.address <> 'ana'"
    async with store.engine.begin() as connection:
        await connection.exec_driver_sql(f"INSERT INTO chats (platform, address, place) {others}")
        await connection.exec_driver_sql(f"INSERT INTO subscriptions (chat_id, drama, custom, since) {follows}")
        await connection.exec_driver_sql("ANALYZE chats, subscriptions")
    yield store
    await store.close()


@contextmanager
def reads(store: Store, table: str) -> Iterator[list[int]]:
    """How many of its rows each transaction has read."""
    found: list[int] = []

    def ended(connection):
        found.append(dict(connection.execute(READ).all())[table])
        connection.exec_driver_sql(FLUSH)

    event.listen(store.engine.sync_engine, "commit", ended)
    yield found
    event.remove(store.engine.sync_engine, "commit", ended)


@pytest.mark.parametrize(("table", "most"), [("subscriptions", 3 * CHUNK + 10), ("deliveries", CHUNK)])
async def test_a_chunk_of_a_plan_reads_only_the_chats_in_it(store, monkeypatch, table, most):
    planned_by(monkeypatch, CHUNK)
    plan = planner(store, drama("goblin"))
    with reads(store, table) as read:
        await plan.begin(AIRING - timedelta(minutes=1))
        read.clear()
        await plan.plan(AIRING)
    assert max(read) <= most


async def test_a_claim_reads_only_what_it_takes(store):
    plan = planner(store, drama("goblin"))
    await plan.begin(AIRING - timedelta(minutes=1))
    await plan.plan(AIRING)
    outbox = Outbox(store)
    with reads(store, "deliveries") as read:
        for _ in range(8):  # a plan of the server's is of use for several
            claimed = await outbox.claim("telegram", AIRING, AIRING, (), 10)
            await outbox.settle_all([Result(batch, "sent", {}) for batch in claimed])
    assert max(read[2:]) < 200
