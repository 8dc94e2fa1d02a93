"""Who comes first, and that finding out costs no more when much was sent before."""

from datetime import timedelta

import pytest
from sqlalchemy import event

from bot.core.ports import Place
from bot.delivery.upkeep import Upkeep
from bot.store import presence
from bot.store.upkeep import StoreUpkeep
from tests.delivery.house import OUT, drama, house
from tests.store.test_planning_and_claiming import chat

MINUTE = timedelta(minutes=1)


async def order(bot, at, limit=1):
    """The dramas of all that can be claimed, in order."""
    found = []
    while claimed := await bot.outbox.claim("telegram", at, at, (), limit):
        for batch in claimed:
            found.append(batch.parts[0].drama)
            await bot.outbox.settle(batch, "sent")
    return found


@pytest.fixture
async def planned(tmp_path):
    large, small = drama("large"), drama("small", apart=timedelta(days=1))
    async with house(tmp_path, large, small) as bot:
        bot.planner.platforms = ["telegram"]
        await bot.follow((chat(f"l{number:03}") for number in range(90)), "large")
        await bot.follow((chat(f"s{number}") for number in range(5)), "small")
        yield bot


async def test_announcements_take_turns(planned):
    bot = planned
    await bot.planner.plan(OUT)
    assert await order(bot, OUT, limit=7) == ["large", "small"] * 5 + ["large"] * 85


async def test_one_that_comes_later_takes_its_turns_from_where_the_others_are(planned):
    bot = planned
    await bot.planner.plan(OUT)
    for _ in range(4):
        for batch in await bot.outbox.claim("telegram", OUT, OUT, (), 10):
            await bot.outbox.settle(batch, "sent")
    later = OUT + timedelta(days=1)
    async with bot.store.engine.begin() as connection:  # still worth saying the day after
        await connection.exec_driver_sql("UPDATE announcements SET expires = expires + 172800000000")
    await bot.planner.plan(later)
    found = await order(bot, later)
    assert found[:10].count("small") == 5
    assert len(found) == 55 + 5


async def test_a_held_chat_and_busy_ones_hold_up_nobody(planned):
    bot = planned
    await bot.planner.plan(OUT)
    await bot.outbox.hold("telegram", "l000", OUT + timedelta(seconds=30))
    busy = {f"l{number:03}" for number in range(1, 80)}
    some = await bot.outbox.claim("telegram", OUT, OUT, busy, 30)
    assert sorted(batch.address.chat for batch in some) == [
        *(f"l{number:03}" for number in range(80, 90)),
        *(f"s{number}" for number in range(5)),
    ]
    assert await bot.outbox.holds("telegram", OUT) == [("l000", OUT + timedelta(seconds=30))]
    assert await bot.outbox.holds("telegram", OUT + MINUTE) == []
    after = await bot.outbox.claim("telegram", OUT + MINUTE, OUT + MINUTE, busy - {"l001"}, 30)
    assert sorted(batch.address.chat for batch in after) == ["l000", "l001"]


async def test_no_question_of_the_sender_walks_through_what_was_sent(planned):
    bot, asked = planned, []
    await bot.planner.plan(OUT)

    @event.listens_for(bot.store.engine.sync_engine, "before_cursor_execute")
    def listen(connection, cursor, statement, parameters, context, many):
        asked.append((statement, parameters[0] if many else parameters))

    (batch,) = await bot.outbox.claim("telegram", OUT, OUT, {"l000"}, 1)
    await bot.outbox.settle(batch, "waiting", not_before=OUT)
    (batch,) = await bot.outbox.claim("telegram", OUT, OUT, (), 1)
    await bot.outbox.settle(batch, "sent", message_id="1")
    await bot.outbox.interrupted("telegram")
    async with bot.store.engine.begin() as connection:
        await presence.unpause(connection, "telegram", OUT)
        await presence.silenced(connection, "telegram")
    await bot.planner.plan(OUT + MINUTE)
    event.remove(bot.store.engine.sync_engine, "before_cursor_execute", listen)
    walks = []
    async with bot.store.engine.begin() as connection:
        for statement, parameters in asked:
            if statement.split()[0] in ("SELECT", "UPDATE", "DELETE"):
                plan = await connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {statement}", tuple(parameters))
                walks += [
                    (row[3], statement)
                    for row in plan
                    if row[3].startswith(("SCAN deliveries", "SCAN batches", "SCAN told"))
                ]
    ours = ("deliveries_ready", "deliveries_expired", "deliveries_unsent", "batches_open", "batches_to_correct")
    assert [walk for walk in walks if not any(name in walk[0] for name in ours)] == []


async def test_what_is_long_over_is_deleted_and_nothing_of_it_comes_again(planned):
    bot = planned
    await bot.planner.plan(OUT)
    await order(bot, OUT)
    await bot.planner.plan(OUT + timedelta(days=1))
    before = [await bot.count(table) for table in ("announcements", "deliveries", "batches")]
    kept = timedelta(days=90)
    later = OUT + timedelta(days=90, hours=12)
    async with bot.store.engine.begin() as connection:
        await connection.exec_driver_sql("UPDATE batches SET claimed = ?", (int(OUT.timestamp() * 1e6),))
    await Upkeep(StoreUpkeep(bot.store), kept, lambda: OUT + timedelta(days=89), lambda: OUT).once()
    assert [await bot.count(table) for table in ("announcements", "deliveries", "batches")] == before
    await Upkeep(StoreUpkeep(bot.store), kept, lambda: later, lambda: later, lambda: "it says 2100").once()
    assert await bot.count("batches") == before[2]
    await Upkeep(StoreUpkeep(bot.store), kept, lambda: later, lambda: later).once()
    left = await bot.rows("SELECT drama FROM announcements")
    assert left == [("small",)], "the night of the day after is not long enough ago"
    assert [await bot.count(table) for table in ("deliveries", "batches")] == [5, 0]
    assert await bot.count("subscriptions") == 95


async def test_who_subscribed_a_group_is_told_of_its_silence_once_and_not_of_their_own(tmp_path):
    async with house(tmp_path, drama("goblin"), drama("signal")) as bot:
        await bot.follow([chat("-1"), chat("-2")], "goblin", "signal", place=Place.GROUP, person="7")
        await bot.follow([chat("9")], "goblin", place=Place.PRIVATE, person="9")
        for one in ("-1", "9"):
            await bot.store.leave(chat(one), "Forbidden: bot was kicked")
        told = await bot.outbox.silenced("telegram")
        assert [(one.person, one.gone, one.dramas, one.reason) for one in told] == [
            ("7", True, ("goblin", "signal"), "Forbidden: bot was kicked")
        ]
        assert await bot.outbox.silenced("telegram") == []
        await bot.store.leave(chat("-1"), "again")
        assert await bot.outbox.silenced("telegram") == []
