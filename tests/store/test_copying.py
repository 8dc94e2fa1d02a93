"""A store that is moved from a SQLite file to PostgreSQL, or back, has all it had and goes on from there."""

import asyncio
from contextlib import asynccontextmanager
from datetime import UTC, datetime

import pytest
from click.testing import CliRunner
from sqlalchemy import func, insert, select

from bot.cli import group
from bot.core.ports import Place
from bot.store import copying
from bot.store.copying import copied
from bot.store.engine import connecting
from bot.store.holder import Taken
from bot.store.lock import locked
from bot.store.store import Store
from bot.store.tables import batches, chats, deliveries, facts, metadata
from bot.store.unusable import Unusable
from tests.store.test_planning_and_claiming import START, chat, drama, follow, planner, told

AIRING = datetime(2030, 1, 4, 12, tzinfo=UTC)


@pytest.fixture(params=["to PostgreSQL", "to SQLite", "to another file"])
def addresses(request, tmp_path, postgres):
    """From where to where."""
    file, other = (f"sqlite:///{tmp_path}/{name}.db" for name in ("bell", "other"))
    return {
        "to PostgreSQL": (file, postgres.database(tables=False)),
        "to SQLite": (postgres.database(), file),
        "to another file": (file, other),
    }[request.param]


@asynccontextmanager
async def opened(url):
    async with locked(url) as lock:
        store = await Store.open(url, "real", lock)
        try:
            yield store
        finally:
            await store.close()


async def live(url):
    """A store with people who were told something, and something that is still to be told."""
    async with opened(url) as store:
        plan = planner(store, drama("goblin"), drama("signal"))
        await plan.begin(START)
        await follow(store, chat("ana"), "goblin", leads=("1d", "0m"), zone="Asia/Kuala_Lumpur")
        await follow(store, chat("로코"), "signal")
        await follow(store, chat("bob"), "goblin", rewatch="2030-02-01T20:00")
        day_ahead = datetime(2030, 1, 3, 12, tzinfo=UTC)
        await plan.plan(day_ahead)
        assert len(await told(store, day_ahead)) == 3
        async with store.request(chat("ana"), Place.PRIVATE, START) as work:
            await work.show("a quote")
            await work.ask("ana", "/subscribe 안녕")
        await store.keep_line("key", "/remind goblin 1d")
        async with store.engine.begin() as connection:  # a row far ahead, as after many that were forgotten
            await connection.execute(
                insert(chats).values(id=2**31 + 5, platform="discord", address="9" * 19, place="channel")
            )
        await plan.plan(AIRING)


async def contents(url):
    """Every row of every table, but for the name of who holds it."""
    engine = connecting(url)
    async with engine.begin() as connection:
        found = {
            table.name: [tuple(row) for row in await connection.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
        }
    await engine.dispose()
    return found


async def test_everything_arrives_and_is_counted(addresses):
    source, target = addresses
    await live(source)
    before = await contents(source)
    counts = await copied(source, target)
    assert counts == {name: len(rows) for name, rows in before.items()}
    assert {"chats": counts["chats"], "batches": counts["batches"]} == {"chats": 4, "batches": 3}
    assert await contents(target) == before
    assert await contents(source) == before


async def test_the_copy_goes_on_where_the_store_was_and_gives_new_ids(addresses):
    source, target = addresses
    await live(source)
    await copied(source, target)
    async with opened(target) as store:
        assert sorted(await told(store, AIRING)) == [
            ("ana", [("goblin", (1,), "0m")]),
            ("bob", [("goblin", (1,), "0m")]),
            ("로코", [("signal", (1,), "0m")]),
        ]
        async with store.request(chat("new"), Place.PRIVATE, AIRING) as work:
            assert work.chat_id == 2**31 + 6
        async with store.engine.begin() as connection:
            assert await connection.scalar(select(func.max(batches.c.id))) == 6
        assert await store.get("clock") == "real"
    async with opened(source) as store:
        assert store.identity == await _fact(target, "id"), "nonces of the one are those of the other"


async def _fact(url, key):
    engine = connecting(url)
    async with engine.begin() as connection:
        found = await connection.scalar(select(facts.c.value).where(facts.c.key == key))
    await engine.dispose()
    return found


async def test_a_target_with_somebody_in_it_is_refused_and_stays_as_it_is(addresses):
    source, target = addresses
    await live(source)
    async with opened(target) as store:
        await follow(store, chat("eve"), "goblin")
    before = await contents(target)
    with pytest.raises(Unusable, match=r"is not empty \(there is something in chats\)"):
        await copied(source, target)
    assert await contents(target) == before


async def test_nothing_is_copied_while_a_bot_runs_on_either_side(addresses):
    source, target = addresses
    await live(source)
    for taken in addresses:
        async with locked(taken):
            with pytest.raises(Taken, match="Another Dramabell"):
                await copied(source, target)
    assert (await copied(source, target))["chats"] == 4


async def test_what_fails_half_way_leaves_an_empty_target(addresses, monkeypatch):
    source, target = addresses
    await live(source)

    count, lost = copying._count, iter([0, -1, 0])  # before, after, and in the source

    async def short(connection, table):
        return await count(connection, table) + (next(lost) if table is deliveries else 0)

    with monkeypatch.context() as patched:
        patched.setattr("bot.store.copying._count", short)
        with pytest.raises(Unusable, match="Of 6 rows in deliveries 5 arrived; nothing was copied"):
            await copied(source, target)
    assert (await copied(source, target))["deliveries"] == 6


async def test_only_a_store_can_be_copied(tmp_path, postgres):
    file, nowhere = f"sqlite:///{tmp_path}/bell.db", f"sqlite:///{tmp_path}/nowhere.db"
    await live(file)
    empty = postgres.database(tables=False)
    (tmp_path / "letter").write_text("Dear Sir or Madam, " * 60)
    letter = f"sqlite:///{tmp_path}/letter"
    for source, target, found in [
        (file, letter, f"{tmp_path}/letter is not a store"),
        (letter, nowhere, f"{tmp_path}/letter is not a store"),
        (nowhere, empty, f"There is no store {tmp_path}/nowhere.db."),
        (empty, nowhere, "is no store, or an empty one: there is nothing to copy."),
        (file, file, "cannot be copied to itself."),
        (file, postgres.url("elsewhere"), 'database "elsewhere" does not exist'),
    ]:
        with pytest.raises(Unusable) as caught:
            await copied(source, target)
        assert found in str(caught.value)
    assert not (tmp_path / "nowhere.db").exists()


def test_the_command_prints_the_counts_and_what_to_do_next(tmp_path, monkeypatch, postgres):
    monkeypatch.chdir(tmp_path)
    asyncio.run(live(f"sqlite:///{tmp_path}/bell.db"))
    target = postgres.database(tables=False)
    done = CliRunner().invoke(group, ["copy-store", "sqlite:///bell.db", target])
    assert done.exit_code == 0, done.output
    assert "        4 chats\n" in done.output
    name = target.split("/")[3].partition("?")[0]
    assert done.output.splitlines()[-1].endswith(
        f" rows of {tmp_path}/bell.db have arrived in {name} on {postgres.folder}. "
        "Name that one under [database] url, and start the bot."
    )
    again = CliRunner().invoke(group, ["copy-store", "sqlite:///bell.db", target])
    assert (again.exit_code, again.output.partition("(")[0]) == (
        1,
        f"The store {name} on {postgres.folder} is not empty ",
    )


@pytest.mark.parametrize("address", ["bell.db", "mysql://ana:hidden@localhost/bell", "postgresql://["])
def test_an_address_of_another_form_is_answered_without_repeating_it(address):
    done = CliRunner().invoke(group, ["copy-store", address, "sqlite:///other.db"])
    assert (done.exit_code, done.output) == (
        2,
        "Found an address of another form; expected sqlite:///FILE, or postgresql://USER:PASSWORD@HOST/NAME\n",
    )
