"""What is asked for in the same moment: one transaction, in which nobody suffers for another."""

import asyncio

import pytest
from sqlalchemy import select
from sqlalchemy.exc import DBAPIError

from bot.store.steps import Sql
from bot.store.store import Store
from bot.store.tables import facts

WRITE = Sql("INSERT INTO facts (key, value) VALUES (:key, :value)")
READ = Sql("SELECT value FROM facts WHERE key = :key")
WRONG = Sql("SELECT value FROM nothing")


@pytest.fixture
async def store(database):
    store = await Store.open(database, "real")
    yield store
    await store.close()


def writing(key, value="1"):
    yield WRITE, {"key": key, "value": value}
    return key


def reading(key):
    return (yield READ, {"key": key})


def failing(key):
    yield from writing(key)
    yield WRONG, {}


async def written(store):
    async with store.engine.connect() as connection:
        born = ("clock", "id", "holder")
        return sorted((await connection.scalars(select(facts.c.key).where(facts.c.key.not_in(born)))).all())


async def test_each_is_given_what_it_asked_for(store):
    done = [store.run(lambda key=key: writing(key)) for key in "abc"]
    assert await asyncio.gather(*done, store.get("clock")) == ["a", "b", "c", "real"]
    assert await written(store) == ["a", "b", "c"]


async def test_what_is_written_first_is_read_by_what_is_asked_for_in_the_same_moment(store):
    _, found = await asyncio.gather(store.run(lambda: writing("a", "7")), store.run(lambda: reading("a")))
    assert [tuple(row) for row in found] in ([("7",)], [])  # on a server they run beside each other
    if store.engine.dialect.name == "sqlite":
        assert [tuple(row) for row in found] == [("7",)]


async def test_one_that_fails_is_undone_and_the_others_are_not(store):
    keys = ("a", "wrong", "b")
    done = [store.run(lambda key=key: (failing if key == "wrong" else writing)(key)) for key in keys]
    came = await asyncio.gather(*done, return_exceptions=True)
    assert [type(one) if isinstance(one, Exception) else one for one in came] == ["a", type(came[1]), "b"]
    assert isinstance(came[1], DBAPIError)
    assert await written(store) == ["a", "b"]


async def test_one_that_nobody_waits_for_any_more_holds_up_nobody(store):
    async with store.engine.begin():
        first = asyncio.create_task(store.run(lambda: writing("a")))
        second = asyncio.create_task(store.run(lambda: writing("b")))
        await asyncio.sleep(0)
        first.cancel()
        await asyncio.wait([first])
    assert await second == "b"
    assert "b" in await written(store)


async def test_after_one_that_alone_was_waiting_and_was_cancelled_the_next_is_served(store):
    async with store.engine.begin():
        first = asyncio.create_task(store.run(lambda: writing("a")))
        await asyncio.sleep(0.01)
        first.cancel()
        await asyncio.wait([first])
    second = asyncio.create_task(store.run(lambda: writing("b")))
    assert await second == "b"


async def test_who_is_cancelled_before_its_turn_writes_nothing_in_a_file(tmp_path):
    store = await Store.open(f"sqlite:///{tmp_path}/store.db", "real")
    async with store.engine.begin():
        first = asyncio.create_task(store.run(lambda: writing("a")))
        await asyncio.sleep(0.01)
        first.cancel()
        await asyncio.wait([first])
    third = store.run(lambda: writing("c"))
    assert await third == "c"
    assert await written(store) == ["c"]
    await store.close()


async def test_the_first_use_after_all_connections_were_closed_opens_one(store):
    await store.engine.dispose()
    assert await store.run(lambda: writing("a")) == "a"
    await store.engine.dispose()
    assert await written(store) == ["a"]
