"""A store that cannot be used is told from one of our own mistakes, with the way out."""

import sqlite3
import sys
from contextlib import closing

import pytest

from bot.store import sqlitefile
from bot.store.lock import locked
from bot.store.store import Store
from bot.store.unusable import INSTALL, Unusable, unusable

RESTORE = "If it was Dramabell's, restore a backup, or move it away: an empty one takes its place."
ANOTHER = "Name another file under [database] url."


async def refusal(url):
    """What an operator reads when a bot is started on that store."""
    with pytest.raises(Unusable) as caught:
        async with locked(url) as lock:
            await (await Store.open(url, "real", lock)).close()
    return str(caught.value)


def text(path):
    path.write_text("my shopping list, which is long enough to be no header of SQLite's\n" * 20)


def foreign(path):
    with closing(sqlite3.connect(path)) as base:
        base.execute("CREATE TABLE subscriptions (magazine)")


def newer(path):
    with closing(sqlite3.connect(path)) as base:
        base.execute("CREATE TABLE alembic_version (version_num)")
        base.execute("INSERT INTO alembic_version VALUES ('9999')")
        base.commit()


@pytest.mark.parametrize(
    ("make", "found"),
    [
        (text, f"PATH is not a store (file is not a database). {ANOTHER} {RESTORE}"),
        (foreign, f"PATH is a database of another program (table subscriptions already exists). {ANOTHER}"),
        (lambda path: path.mkdir(), f"The store PATH is a folder. {ANOTHER}"),
        (
            newer,
            "The store was written by a newer Dramabell (schema 9999; this one knows 0003). "
            "Install that version again, or restore a backup from before.",
        ),
    ],
)
async def test_a_file_that_is_no_store_is_named_with_what_to_do(tmp_path, make, found):
    path = tmp_path / "bell.db"
    make(path)
    assert await refusal(f"sqlite:///{path}") == found.replace("PATH", str(path))


async def test_a_store_that_was_cut_off_is_not_taken_for_a_new_one(tmp_path):
    path = tmp_path / "bell.db"
    await (await Store.open(f"sqlite:///{path}", "real")).close()
    path.write_bytes(path.read_bytes()[:9000])
    damaged = f"The store {path} is damaged (database disk image is malformed). {RESTORE}"
    assert await refusal(f"sqlite:///{path}") == damaged


async def test_another_program_that_writes_to_the_file_is_not_waited_for_for_ever(tmp_path, monkeypatch):
    monkeypatch.setattr(sqlitefile, "PATIENCE", 0.2)
    path = tmp_path / "bell.db"
    with closing(sqlite3.connect(path, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        busy = f"The store {path} is being written by another program. End that program and start again."
        assert await refusal(f"sqlite:///{path}") == busy


def read_only(path):
    with closing(sqlite3.connect(f"file:{path}?mode=ro", uri=True)) as base:
        base.execute("CREATE TABLE more (something)")


def full(path):
    with closing(sqlite3.connect(path)) as base:
        base.execute("PRAGMA max_page_count = 1")
        base.execute("CREATE TABLE more (something)")


@pytest.mark.parametrize(
    ("write", "found"),
    [
        (
            read_only,
            "The store PATH may not be written. Let the user who runs Dramabell write to it and to its folder.",
        ),
        (full, "There is no room left for the store PATH. Make room on that disk and start again."),
    ],
)
def test_a_disk_that_takes_nothing_is_told_from_a_damaged_file(tmp_path, write, found):
    path = tmp_path / "bell.db"
    with closing(sqlite3.connect(path)) as base:
        base.execute("CREATE TABLE one (something)")
    with pytest.raises(sqlite3.Error) as caught:
        write(path)
    assert str(unusable(f"sqlite:///{path}", caught.value)) == found.replace("PATH", str(path))


async def test_a_folder_that_cannot_be_written_is_named_with_what_to_do(tmp_path):
    (tmp_path / "bell.db.lock").mkdir()  # refuses root as well, whom no permission stops
    assert await refusal(f"sqlite:///{tmp_path}/bell.db") == (
        f"The store needs a file beside it, {tmp_path}/bell.db.lock, and that cannot be written (Is a directory). "
        "Make the folder writable, or name a file in another one under [database] url."
    )


async def test_a_server_that_is_not_there_is_named_without_the_password():
    found = await refusal("postgresql://ana:hidden@127.0.0.1:1/bell")
    assert found == (
        "The database bell on 127.0.0.1:1 lets nobody in: "
        'connection failed: connection to server at "127.0.0.1", port 1 failed: Connection refused. '
        "Look whether the server runs there, and whether host and port in [database] url are right."
    )


async def test_what_the_server_objects_to_is_said_with_what_to_do(postgres):
    postgres.execute("CREATE USER locked_out PASSWORD 'right'", "CREATE USER guest")
    url = postgres.database(tables=False)
    name = url.split("/")[3].partition("?")[0]
    where = f"The database {name} on {postgres.folder}"
    answers = {
        postgres.url(name, "locked_out:wrong"): (
            f'{where} lets nobody in: password authentication failed for user "locked_out". '
            "Look at user and password in [database] url."
        ),
        postgres.url(name, "nobody"): (
            f'{where} lets nobody in: role "nobody" does not exist. Make it on the server: createuser --pwprompt USER.'
        ),
        postgres.url("elsewhere"): (
            f'The database elsewhere on {postgres.folder} lets nobody in: database "elsewhere" does not exist. '
            "Make it on the server: createdb --owner USER NAME."
        ),
        postgres.url(name, "guest"): (
            f"{where} may not be changed by this user (permission denied for schema public). "
            "Make the user its owner: ALTER DATABASE name OWNER TO user."
        ),
        "postgresql://ana:hidden@[/bell": "The address under [database] url is not one that PostgreSQL understands.",
    }
    assert {url: await refusal(url) for url in answers} == answers


async def test_without_psycopg_the_way_to_get_it_is_said(monkeypatch):
    monkeypatch.setitem(sys.modules, "psycopg", None)
    assert await refusal("postgresql://ana@127.0.0.1:1/bell") == INSTALL
