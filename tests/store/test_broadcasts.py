"""Broadcasts and receipts, on SQLite and on PostgreSQL."""

from datetime import UTC, datetime, timedelta
from functools import partial

import pytest
from sqlalchemy import text

from bot.core.broadcasts import Audience
from bot.core.deliveries import Result
from bot.core.ports import Address, Place, Subscription
from bot.core.proposals import Author, Receipt, State
from bot.store import receipts
from bot.store.outbox import Outbox
from bot.store.people import StoredPeople
from bot.store.plans import opened_plans
from bot.store.store import Store

NOW = datetime(2024, 4, 8, 12, tzinfo=UTC)
MINA = Author("telegram", "1", "mina")


@pytest.fixture
async def store(database):
    made = await Store.open(database, "story")
    yield made
    await made.close()


async def follow(store: Store, chat: str, place: Place, *dramas: str) -> None:
    async with store.request(Address("telegram", chat), place, NOW) as work:
        for drama in dramas:
            await work.save(Subscription(drama, None, None, NOW))


async def broadcast(store: Store, drama: str | None) -> Audience:
    async with store.request(Address("telegram", "1"), Place.PRIVATE, NOW) as work:
        made = await work.broadcasts.add(drama, "Hello", MINA, NOW)
        audience = await work.broadcasts.audience(drama)
        await work.broadcasts.decide(made.id, State.APPROVED, "mina", NOW)
        await work.broadcasts.send(made, NOW)
    more = True
    while more:
        async with partial(opened_plans, store)() as plans:
            more = await plans.deliver(["telegram"], 2)
    return audience


async def test_a_broadcast_goes_once_to_each_chat_that_follows_anything_however_many_there_are(store):
    for number in range(2, 9):
        await follow(store, str(number), Place.PRIVATE, "a", *(["b"] if number % 2 else []))
    await follow(store, "99", Place.PRIVATE)
    assert await broadcast(store, None) == Audience(7, 7)
    assert await broadcast(store, "b") == Audience(3, 3)
    async with store.engine.begin() as connection:
        rows = await connection.execute(
            text("SELECT announcement_id, count(*), count(DISTINCT chat_id) FROM deliveries GROUP BY 1 ORDER BY 1")
        )
        assert [tuple(row)[1:] for row in rows] == [(7, 7), (3, 3)]


async def test_a_receipt_counts_chats_by_what_became_of_them_and_people_where_they_were_counted(store):
    for chat in ("2", "3", "4", "5"):
        await follow(store, chat, Place.PRIVATE, "a")
    for chat in ("-1", "-2"):
        await follow(store, chat, Place.GROUP, "a")
    people = StoredPeople(store)
    waiting = await people.uncounted("telegram", NOW - timedelta(days=7), 10)
    assert [address.chat for _, address in waiting] == ["-1", "-2"]
    await people.count(waiting[0][0], 40, NOW)
    await people.count(waiting[1][0], None, NOW)
    assert await people.uncounted("telegram", NOW - timedelta(days=7), 10) == []
    assert await broadcast(store, "a") == Audience(6, 44)
    outbox = Outbox(store)
    batches = await outbox.claim("telegram", NOW, NOW, (), limit=6)
    states = {"2": "sent", "3": "gone", "4": "dead", "-1": "sent", "-2": "sent"}  # the sixth is on its way
    ended = [Result(batch, states[batch.address.chat]) for batch in batches if batch.address.chat in states]
    await outbox.settle_all(ended)
    async with store.engine.begin() as connection:
        found = await receipts.of(connection, "broadcast/1")
    assert found == Receipt(told=3, waiting=1, missed=1, unreachable=1, people=41, uncounted=1)
