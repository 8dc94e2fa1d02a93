"""A store that cannot be used is told from one of our own mistakes, with the way out."""

import sqlite3

import pytest

from bot.lock import Lock, Unlockable
from bot.store.engine import Unusable
from bot.store.store import Store

WAY_OUT = (
    ". Look whether it may be written and no other program holds it. If it is not Dramabell's, or damaged, "
    "restore a backup, or move it away: an empty one takes its place."
)


def text(path):
    path.write_text("my shopping list, which is long enough to be no header of SQLite's\n" * 20)


def foreign(path):
    with sqlite3.connect(path) as base:
        base.execute("CREATE TABLE subscriptions (magazine)")
    base.close()


@pytest.mark.parametrize(
    ("made", "found"), [(text, "file is not a database"), (foreign, "table subscriptions already exists")]
)
async def test_a_file_that_is_no_store_is_named_with_what_to_do(tmp_path, made, found):
    path = tmp_path / "bell.db"
    made(path)
    with pytest.raises(Unusable) as caught:
        await Store.open(f"sqlite:///{path}", "real")
    assert str(caught.value) == f"The store {path} cannot be used: {found}{WAY_OUT}"


async def test_a_store_that_was_cut_off_is_not_taken_for_a_new_one(tmp_path):
    path = tmp_path / "bell.db"
    await (await Store.open(f"sqlite:///{path}", "real")).close()
    path.write_bytes(path.read_bytes()[:9000])
    with pytest.raises(Unusable, match="cannot be used: database disk image is malformed"):
        await Store.open(f"sqlite:///{path}", "real")


def test_a_folder_that_cannot_be_written_is_named_with_what_to_do(tmp_path):
    (tmp_path / "bell.db.lock").mkdir()  # refuses root as well, whom no permission stops
    with pytest.raises(Unlockable) as caught, Lock.of(f"sqlite:///{tmp_path}/bell.db"):
        pass
    assert str(caught.value) == (
        f"The store needs a file beside it, {tmp_path}/bell.db.lock, and that cannot be written (Is a directory). "
        "Make the folder writable, or name a file in another one under [database] url."
    )
