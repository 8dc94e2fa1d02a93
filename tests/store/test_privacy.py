"""What is kept of a person is shown to them, and forgotten when they say so: in every table that there is."""

from datetime import UTC, datetime

import pytest
from sqlalchemy import String, cast, insert, or_, select

from bot.core.ports import Address, Person, Place, Subscription
from bot.core.proposals import Author, Proposal, State
from bot.store import erasing
from bot.store.newstables import feeds
from bot.store.outbox import Outbox
from bot.store.store import Store
from bot.store.tables import broadcasts, calendars, metadata, proposals, published
from tests.store.test_planning_and_claiming import START, chat, drama, follow, planner

ANA, BOB = "7007007", "8008008"
LATER = datetime(2030, 1, 3, 12, tzinfo=UTC)
GROUP = Address("telegram", "-100555")


def person(who, name):
    return Person("telegram", who, name)


@pytest.fixture
async def store(database):
    store = await Store.open(database, "real")
    yield store
    await store.close()


async def live(store):
    """Two people who use all there is, in private and in one group."""
    plan = planner(store, drama("goblin"), drama("signal"))
    await plan.begin(START)
    for who, name in ((ANA, "Ana"), (BOB, "Bob")):
        await follow(store, chat(who), "goblin", leads=("1d", "0m"), zone="Asia/Kuala_Lumpur")
        await follow(store, chat(who), "signal", rewatch="2030-01-02T20:00")
        async with store.request(chat(who), Place.PRIVATE, START) as work:
            await work.show("a quote")
            await work.ask(who, "/subscribe")
            await work.open_calendar("print of " + who)
            event = {"uid": who, "run": "own", "chat_id": work.chat_id, "episode": 1, "announced": "2030-01-02T20:00"}
            event |= {"announced_zone": "Asia/Seoul", "details": "", "sequence": 0, "changed": START}
            await work.connection.execute(insert(published).values(**event, cancelled=False))
            author = Author("telegram", who, name)
            change = Proposal(0, "goblin", "skip 2", None, "title", State.PROPOSED, START, author, suggested=True)
            made = await work.ledger.add(change)
            await work.ledger.add_editor(author, START)
            await work.ledger.decide(made.id, State.APPROVED, name, START)
            row = {"address": f"https://{int(who) + 1}.example", "platform": "telegram", "person": who, "name": name}
            await work.connection.execute(insert(feeds).values(**row, added=START, due=START))
            row = {"drama": "", "text": "Hello", "state": "sent", "at": START, "platform": "telegram", "person": who}
            await work.connection.execute(insert(broadcasts).values(**row, name=name, decided_by=name))
        async with store.request(GROUP, Place.GROUP, START, who) as work:
            await work.ask(who, "/subscribe")
    async with store.request(GROUP, Place.GROUP, START, ANA) as work:
        await work.save(Subscription("goblin", None, None, START))
    await plan.plan(LATER)
    claimed = await Outbox(store).claim("telegram", LATER, LATER, (), limit=9)
    assert claimed


async def naming(store, *words):
    """The tables in which one of these words stands, as a whole or inside another."""
    found = set()
    async with store.engine.begin() as connection:
        for table in metadata.sorted_tables:
            anywhere = or_(*(cast(column, String).contains(word) for column in table.c for word in words))
            if (await connection.execute(select(table).where(anywhere))).first() is not None:
                found.add(table.name)
    return found


async def everything(store, of):
    async with store.request(chat(of), Place.PRIVATE, START) as work:
        return await work.holdings(person(of, ""), chat(of))


async def test_nothing_that_names_a_person_is_left_when_they_want_to_be_forgotten(store):
    await live(store)
    others = await everything(store, BOB)
    assert {"calendars", "chats", "editors", "proposals", "questions"} <= await naming(store, ANA, "Ana")
    async with store.request(chat(ANA), Place.PRIVATE, START) as work:
        await work.forget(person(ANA, "Ana"), chat(ANA))
    assert await naming(store, ANA, "Ana") == set()
    assert await everything(store, BOB) == others
    async with store.engine.begin() as connection:
        rows = (await connection.execute(select(proposals.c.name, proposals.c.decided_by))).all()
        opens = (await connection.scalars(select(calendars.c.fingerprint))).all()
        feeding = (await connection.execute(select(feeds.c.platform, feeds.c.person, feeds.c.name))).all()
    assert sorted(map(tuple, rows)) == [("Bob", "Bob"), ("somebody", "somebody")]
    assert opens == ["print of " + BOB]
    assert sorted(map(tuple, feeding)) == [("", "owners", "somebody"), ("telegram", BOB, "Bob")]


async def test_a_person_is_shown_each_table_that_knows_them(store):
    await live(store)
    kept = await everything(store, ANA)
    assert sorted(kept) == [
        "announcements",
        "batches",
        "broadcasts",
        "calendars",
        "chats",
        "chats that you subscribed",
        "deliveries",
        "editors",
        "feeds",
        "leads",
        "proposals",
        "published",
        "questions",
        "quotes_shown",
        "subscriptions",
    ]
    assert kept["calendars"][0].keys() == {"chat_id", "made", "changed"}  # and not what opens it
    assert [row["zone"] for row in kept["chats"]] == ["Asia/Kuala_Lumpur"]
    assert len(kept["questions"]) == 2  # that of the group too


async def test_a_batch_under_way_to_somebody_forgotten_ends_without_a_trace(store):
    await follow(store, chat(ANA), "goblin")
    plan, outbox = planner(store, drama("goblin")), Outbox(store)
    await plan.begin(START)
    await plan.plan(LATER)
    (batch,) = await outbox.claim("telegram", LATER, LATER, ())
    async with store.request(chat(ANA), Place.PRIVATE, LATER) as work:
        await work.forget(person(ANA, "Ana"), chat(ANA))
    await outbox.settle(batch, "sent", message_id="5")
    assert await naming(store, ANA) == set()
    assert await outbox.claim("telegram", LATER, LATER, ()) == []


async def test_an_older_store_forgets_the_same_people_again(store, tmp_path):
    await live(store)
    async with store.request(chat(ANA), Place.PRIVATE, START) as work:
        await work.forget(person(ANA, "Ana"), chat(ANA))
    async with store.engine.begin() as connection:
        salt, known = await erasing.remembered(connection)
    older = await Store.open(f"sqlite:///{tmp_path}/older.db", "real")
    await live(older)
    async with older.engine.begin() as connection:
        assert await erasing.forget_again(connection, salt, known) == 1
    assert await naming(older, ANA, "Ana") == set()
    async with older.engine.begin() as connection:
        assert await erasing.remembered(connection) == (salt, known)
        await erasing.tidy(connection, START + erasing.KEPT * 2)
        assert await erasing.remembered(connection) == (salt, [])
    await older.close()
