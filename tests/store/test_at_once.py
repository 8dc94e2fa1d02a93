"""Transactions that run at the same time, as they do in PostgreSQL, do not spoil each other's work."""

import asyncio
from datetime import UTC, datetime

import pytest
from sqlalchemy import func, select

from bot.core.ports import Place
from bot.store.outbox import Outbox
from bot.store.store import Store
from bot.store.tables import chats
from tests.store.test_planning_and_claiming import START, chat, drama, follow, planned_by, planner

AIRING = datetime(2030, 1, 4, 12, tzinfo=UTC)


@pytest.fixture
async def store(database):
    store = await Store.open(database, "real")
    yield store
    await store.close()


async def test_a_new_chat_that_asks_many_things_at_once_is_one_chat_and_loses_none(store):
    async def ask() -> None:
        async with store.request(chat("ana"), Place.PRIVATE, START) as work:
            seen = (await work.shown()).get("a quote", 0)
            await work.show("a quote")
            assert (await work.shown())["a quote"] == seen + 1

    await asyncio.gather(*(ask() for _ in range(20)))
    async with store.request(chat("ana"), Place.PRIVATE, START) as work:
        assert await work.shown() == {"a quote": 20}
    async with store.engine.begin() as connection:
        assert await connection.scalar(select(func.count()).select_from(chats)) == 1


async def test_two_claims_at_once_share_the_batches_and_take_none_twice(store):
    plan = planner(store, drama("goblin"))
    await plan.begin(START)
    for number in range(40):
        await follow(store, chat(f"{number}"), "goblin", leads=("0m",))
    await plan.plan(AIRING)
    outbox = Outbox(store)
    claims = await asyncio.gather(*(outbox.claim("telegram", AIRING, AIRING, (), limit=10) for _ in range(8)))
    rest = await outbox.claim("telegram", AIRING, AIRING, (), limit=100)
    told = [batch.address.chat for claim in (*claims, rest) for batch in claim]
    assert sorted(told, key=int) == [f"{number}" for number in range(40)]


async def test_who_unsubscribes_while_it_is_planned_and_sent_is_told_before_that_or_not_at_all(store, monkeypatch):
    planned_by(monkeypatch, 5)
    plan = planner(store, drama("goblin"), drama("signal"))
    await plan.begin(START)
    names = [f"{number}" for number in range(30)]
    for name in names:
        await follow(store, chat(name), "goblin", leads=("0m",))
        await follow(store, chat(name), "signal", leads=("0m",))
    outbox, gone, told = Outbox(store), set(), {}

    async def leave(name: str) -> None:
        async with store.request(chat(name), Place.PRIVATE, AIRING) as work:
            assert await work.remove("goblin")
        gone.add(name)

    async def send() -> None:
        for _ in range(30):
            before = set(gone)
            for batch in await outbox.claim("telegram", AIRING, AIRING, (), limit=3):
                told[batch.address.chat] = [part.drama for part in batch.parts]
                assert batch.address.chat not in before or told[batch.address.chat] == ["signal"]
                await outbox.settle(batch, "sent")

    await asyncio.gather(plan.plan(AIRING), send(), *(leave(name) for name in names[::2]))
    await send()
    assert told.keys() == set(names)
    assert {name for name, dramas in told.items() if dramas != ["goblin", "signal"]} <= set(names[::2])
