"""A backup has everything, however busy the bot is; what is restored tells nobody what they were told before."""

import asyncio
import sqlite3
from contextlib import closing
from datetime import UTC, datetime, time, timedelta
from pathlib import Path

import pytest
from click.testing import CliRunner
from sqlalchemy import MetaData, Table, func, insert, select

from bot.cli import group
from bot.core.digests import Rhythm, What
from bot.core.ports import Person, Place
from bot.store import copying, engine
from bot.store.backups import back_up, restore
from bot.store.codes import PLATFORMS, numbers, queue
from bot.store.engine import connecting, upgrade
from bot.store.lock import locked
from bot.store.outbox import Outbox
from bot.store.tables import EPOCH, batches, chats, deliveries, digests, metadata, quotes_shown
from bot.store.unusable import Unusable
from tests.store.test_copying import opened
from tests.store.test_planning_and_claiming import START, chat, drama, follow, planner, told

WEEK = timedelta(days=7)
FIRST = datetime(2030, 1, 4, 12, tzinfo=UTC)
RELEASES = sorted(Path(__file__).parent.joinpath("releases").glob("*.sql"))
DRAMAS = drama("goblin"), drama("signal")


async def rows(url):
    """All there is, but for what is another in each life of a store."""
    old = connecting(url)
    async with old.begin() as connection:
        found = {
            table.name: [tuple(row) for row in await connection.execute(select(table).order_by(*table.primary_key))]
            for table in metadata.sorted_tables
        }
    await old.dispose()
    found["facts"] = [row for row in found["facts"] if row[0] not in ("holder", "id")]
    return found


async def begun(url, *names):
    async with opened(url) as store:
        plan = planner(store, *DRAMAS)
        await plan.begin(START)
        for name in names:
            await follow(store, chat(name), "goblin", leads=("1d", "0m"), zone="Asia/Kuala_Lumpur")
        await follow(store, chat("late"), "signal", rewatch="2030-01-04T20:00")
        async with store.request(chat("late"), Place.PRIVATE, START) as work:
            await work.digests.begin(What.QUOTE, Rhythm(time(9)), "UTC")
        await plan.plan(FIRST - timedelta(days=1))


@pytest.fixture
def empty(request, database, tmp_path):
    """Another place of the same kind, with nothing in it."""
    if database.startswith("sqlite"):
        return f"sqlite:///{tmp_path}/again.db"
    return request.getfixturevalue("postgres").database(tables=False)


async def test_a_backup_of_a_busy_store_is_whole_and_comes_back_as_it_was(database, empty, tmp_path):
    async with opened(database) as store:
        await follow(store, chat("ana"), "goblin")
        stop = asyncio.Event()

        async def busy():
            number = 0
            while not stop.is_set():
                number += 1
                async with store.request(chat(f"fan {number}"), Place.PRIVATE, START) as work:
                    await work.show("one")
                    await asyncio.sleep(0)
                    await work.show("two")
            return number

        writing = asyncio.create_task(busy())
        times = 20 if database.startswith("sqlite") else 3  # from a server each takes a second
        made = [await back_up(database, tmp_path / f"{number}.db") for number in range(times)]
        stop.set()
        await writing
    assert [one.chats for one in made] == sorted(one.chats for one in made)
    assert made[0].chats < made[-1].chats
    for number, one in enumerate(made):
        copy = connecting(f"sqlite:///{tmp_path}/{number}.db")
        async with copy.begin() as connection:
            seen = select(quotes_shown.c.quote, func.count()).group_by(quotes_shown.c.quote)
            counted = {row[0]: row[1] for row in await connection.execute(seen)}
            assert await connection.scalar(select(func.count()).select_from(chats)) == one.chats
        await copy.dispose()
        assert counted.get("one") == counted.get("two")  # no request is in it by half
    done = await restore(tmp_path / f"{times - 1}.db", empty, START)
    assert (done.chats, done.skipped, done.forgotten, done.aside) == (made[-1].chats, 0, 0, None)
    assert await rows(empty) == await rows(f"sqlite:///{tmp_path}/{times - 1}.db")


async def test_an_old_backup_tells_nobody_what_fell_due_since(tmp_path):
    url, file = f"sqlite:///{tmp_path}/bell.db", tmp_path / "backup.db"
    await begun(url, "ana", "bob")
    await back_up(url, file)
    done = await restore(file, url, FIRST + WEEK)
    assert done.skipped == 3  # a day before the premiere
    async with opened(url) as store:
        plan = planner(store, *DRAMAS)
        await plan.begin(FIRST + WEEK)
        await plan.plan(FIRST + WEEK)
        assert await told(store, FIRST + WEEK) == []
        async with store.engine.begin() as connection:  # at nine, as if nothing had been missed
            assert await connection.scalar(select(digests.c.due)) == datetime(2030, 1, 12, 9, tzinfo=UTC)
        later = FIRST + 2 * WEEK
        await plan.plan(later)
        found = await told(store, later)
        assert sorted((to, [part[:2] for part in parts]) for to, parts in found) == [
            ("ana", [("goblin", (3,))]),
            ("bob", [("goblin", (3,))]),
            ("late", [("signal", (3,))]),  # on its own night
            ("late", [("signal", (3,))]),  # and on everybody's
        ]
    assert sorted(path.name for path in tmp_path.iterdir() if path.suffix != ".lock") == [
        "backup.db",
        "bell.db",
        done.aside.name,
    ]
    assert (await rows(f"sqlite:///{done.aside}"))["chats"] == (await rows(f"sqlite:///{file}"))["chats"]


async def test_on_demand_what_fell_due_since_is_told_late(tmp_path):
    url, file = f"sqlite:///{tmp_path}/bell.db", tmp_path / "backup.db"
    await begun(url, "ana")
    await back_up(url, file)
    now = FIRST + timedelta(minutes=5)
    await restore(file, url, now, replay=True)
    async with opened(url) as store:
        plan = planner(store, *DRAMAS)
        await plan.begin(now)
        await plan.plan(now)
        assert [to for to, _ in await told(store, now)][:1] == ["ana"]


async def test_whoever_was_forgotten_since_is_forgotten_again(tmp_path):
    url, file = f"sqlite:///{tmp_path}/bell.db", tmp_path / "backup.db"
    await begun(url, "7007007", "bob")
    await back_up(url, file)
    async with opened(url) as store, store.request(chat("7007007"), Place.PRIVATE, START) as work:
        await work.forget(Person("telegram", "7007007", "Ana"), chat("7007007"))
    done = await restore(file, url, FIRST)
    assert done.forgotten == 1
    assert "7007007" not in str(await rows(url))
    assert (await restore(file, url, FIRST)).forgotten == 1  # known from the store that was restored before


async def test_the_nonces_of_a_restored_store_are_new(tmp_path):
    url, file = f"sqlite:///{tmp_path}/bell.db", tmp_path / "backup.db"
    await begun(url)
    async with opened(url) as store:
        before = store.identity
    await back_up(url, file)
    await restore(file, url, FIRST)
    async with opened(url) as store:
        assert store.identity != before


@pytest.mark.parametrize(
    ("make", "reason"),
    [
        (lambda file: None, "There is no backup FILE."),
        (lambda file: file.write_text("a shopping list " * 99), "FILE is not a store"),
        (lambda file: sqlite3.connect(file).execute("CREATE TABLE cds (id)"), "FILE is no store of Dramabell's."),
        (lambda file: damaged(file), "FILE is damaged"),
    ],
)
async def test_what_is_no_sound_backup_changes_nothing(tmp_path, make, reason):
    url, file = f"sqlite:///{tmp_path}/bell.db", tmp_path / "backup.db"
    await begun(url, "ana")
    before = await rows(url)
    make(file)
    with pytest.raises(Unusable) as refused:
        await restore(file, url, FIRST)
    assert str(refused.value).startswith(reason.replace("FILE", str(file)))
    assert await rows(url) == before
    assert [path.name for path in tmp_path.iterdir() if "restoring" in path.name] == []


def damaged(file):
    with closing(sqlite3.connect(file)) as base:
        base.execute("CREATE TABLE alembic_version (version_num)")
        base.execute("CREATE TABLE facts (key)")
        base.execute("CREATE TABLE chats (id INTEGER PRIMARY KEY, name TEXT)")
        base.execute("CREATE INDEX by_name ON chats (name)")
        base.executemany("INSERT INTO chats (name) VALUES (?)", [("x" * 200 + str(n),) for n in range(500)])
        base.commit()
    whole = bytearray(file.read_bytes())
    whole[20000:24000] = b"?" * 4000
    file.write_bytes(whole)


async def test_a_backup_never_takes_the_place_of_a_file(tmp_path):
    url, file = f"sqlite:///{tmp_path}/bell.db", tmp_path / "backup.db"
    await begun(url)
    file.write_text("another")
    with pytest.raises(Unusable, match="is there already"):
        await back_up(url, file)
    assert file.read_text() == "another"


async def test_a_store_in_use_is_not_restored_over(tmp_path):
    url = f"sqlite:///{tmp_path}/bell.db"
    await begun(url)
    await back_up(url, tmp_path / "backup.db")
    async with locked(url):
        run = CliRunner()
        (tmp_path / "config.toml").write_text(f'[database]\nurl = "{url}"\n')
        done = await asyncio.to_thread(
            run.invoke, group, ["restore", str(tmp_path / "backup.db"), "--config", str(tmp_path / "config.toml")]
        )
    assert done.exit_code == 3
    assert "is running on this store" in done.output


@pytest.fixture(params=RELEASES, ids=lambda path: path.stem)
def release(request):
    """A store as a version that people have had left it."""
    with closing(sqlite3.connect(":memory:")) as base:
        base.executescript(request.param.read_text("utf-8"))
        names = [row[0] for row in base.execute("SELECT name FROM sqlite_master WHERE type = 'table'")]
        base.row_factory = sqlite3.Row
        return {name: [dict(row) for row in base.execute(f"SELECT * FROM {name}")] for name in names}, request.param


async def _as_released(url, release):
    """The same rows in a store of that version, wherever it is."""
    found, file = release
    if url.startswith("sqlite"):
        with closing(sqlite3.connect(url.removeprefix("sqlite:///"))) as base:
            base.executescript(file.read_text("utf-8"))
        return
    old = connecting(url)
    async with old.begin() as connection:
        await connection.run_sync(upgrade, file.stem)

        def fill(sync):
            there = MetaData()
            there.reflect(sync)
            for table in there.sorted_tables:
                if table.name != "alembic_version" and found[table.name]:
                    sync.execute(insert(table), [_typed(table, row) for row in found[table.name]])

        await connection.run_sync(fill)
        for table in metadata.sorted_tables:
            if table.name in found:
                await copying._go_on_counting(connection, table)
    await old.dispose()


def _typed(table: Table, row):
    return {name: bool(value) if str(table.c[name].type) == "BOOLEAN" else value for name, value in row.items()}


async def test_a_store_of_an_earlier_version_is_brought_up_with_all_that_is_in_it(empty, release):
    await _as_released(empty, release)
    async with opened(empty) as store:
        async with store.engine.begin() as connection:
            counts = {
                name: (await connection.exec_driver_sql(f"SELECT count(*) FROM {name}")).scalar() for name in release[0]
            }
        assert counts | {"facts": 0} == {name: len(rows) for name, rows in release[0].items()} | {"facts": 0}
        async with store.request(chat("you", "terminal"), Place.PRIVATE, START) as work:
            assert work.chat_id > 0


async def test_what_is_still_to_be_sent_and_what_became_of_the_rest_is_the_same_in_a_store_that_is_brought_up(
    empty, release
):
    old, parts = release[0]["deliveries"], {}
    for row in old:
        parts.setdefault(row["batch_id"], set()).add(row["announcement_id"])
    await _as_released(empty, release)
    async with opened(empty) as store:
        async with store.engine.begin() as connection:
            found = [tuple(row) for row in await connection.execute(select(deliveries))]
            together = {row.id: set(numbers(row.told)) for row in await connection.execute(select(batches))}
        (third,) = (row["due"] for row in release[0]["announcements"] if row["id"] == 3)
        then = EPOCH + timedelta(microseconds=third) + timedelta(days=14, hours=1)  # the last one is due
        sent = {name: await order(Outbox(store), name, then) for name in PLATFORMS}
    same = ("announcement_id", "chat_id", "turn")
    assert sorted(found) == sorted(
        (*(row[key] for key in same), queue(row["platform"], row["priority"]), row["state"], row["batch_id"])
        for row in old
    )
    assert together == {row["id"]: parts.get(row["id"], set()) for row in release[0]["batches"]}
    live = {row["id"] for row in release[0]["announcements"] if row["expires"] > (then - EPOCH) // timedelta(0, 0, 1)}
    waits = [row for row in old if row["state"] == "ready" and row["announcement_id"] in live]
    waits.sort(key=lambda row: (row["priority"], row["turn"], row["id"]))
    assert sent == {name: [row["chat_id"] for row in waits if row["platform"] == name] for name in PLATFORMS}


async def order(outbox, platform, at):
    """The chats to which something is sent for the first time, in order."""
    for batch in await outbox.interrupted(platform):
        await outbox.settle(batch, "unknown")
    found = []
    while claimed := await outbox.claim(platform, at, START, ()):
        found += [batch.chat_id for batch in claimed if not batch.attempts]
        await outbox.settle(claimed[0], "sent")
    return found


async def test_before_a_store_is_brought_up_a_copy_is_put_beside_it(tmp_path, release):
    found, file = release
    url = f"sqlite:///{tmp_path}/bell.db"
    await _as_released(url, release)
    for _ in range(2):  # the second start changes nothing, so it copies nothing
        async with opened(url):
            pass
    aside = tmp_path / f"bell.db.before-{engine.HEAD}"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["bell.db", aside.name, "bell.db.lock"]
    with closing(sqlite3.connect(aside)) as kept:
        assert kept.execute("SELECT version_num FROM alembic_version").fetchone() == (file.stem,)
        assert kept.execute("SELECT count(*) FROM subscriptions").fetchone() == (len(found["subscriptions"]),)
