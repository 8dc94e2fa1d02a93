"""A task that is cancelled in the middle of a transaction leaves the store to the others."""

import asyncio
import random

import pytest
from sqlalchemy import select, update

from bot.store.store import Store
from bot.store.tables import facts


@pytest.fixture
async def store(database):
    store = await Store.open(database, "real")
    yield store
    await store.close()


async def reading(store: Store) -> None:
    while True:
        async with store.engine.begin() as connection:
            await connection.scalar(select(facts.c.value))


async def writing(store: Store) -> None:
    while True:
        async with store.engine.begin() as connection:
            await connection.execute(update(facts).values(value=facts.c.value).returning(facts.c.value))


@pytest.mark.parametrize("work", [reading, writing])
async def test_wherever_a_task_is_cancelled_the_next_one_can_write(store, work):
    chance = random.Random(work.__name__)
    for number in range(30):
        cancelled = asyncio.create_task(work(store))
        await asyncio.sleep(chance.random() / 100)
        cancelled.cancel()
        await asyncio.wait_for(store.set("number", str(number)), 4)  # SQLite waits 5 s for a lock
        assert await asyncio.gather(cancelled, return_exceptions=True) != [None]
    assert await store.get("number") == "29"
