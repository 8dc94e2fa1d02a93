"""A SQLite store as a file: looked at and copied as SQLite does it, while others may write to it."""

import sqlite3
from contextlib import closing
from pathlib import Path

from bot.store.unusable import Unusable, unusable

PATIENCE = 5.0  # seconds for which another program is waited for that writes to the file


def copied(source: Path, target: Path) -> None:
    """What is written meanwhile is in the copy whole, or not at all. Raises Unusable."""
    if not source.exists():
        raise Unusable(f"There is no store {source}. Look at its path: without / in front it starts here.")
    try:
        with closing(_read(source)) as old, closing(sqlite3.connect(target)) as new:
            old.backup(new)
        in_one_file(target)
    except sqlite3.Error as error:
        raise unusable(f"sqlite:///{source}", error) from error


def in_one_file(path: Path) -> None:
    """Without a log beside it, so that it can be carried somewhere else."""
    with closing(sqlite3.connect(path)) as store:
        store.execute("PRAGMA journal_mode=DELETE")


def chats_in(path: Path, called: str) -> int:
    """How many chats are in a store that is sound. Raises Unusable for one that is damaged, or no store.

    `called` is what the file is a copy of, for people.
    """
    try:
        with closing(_read(path)) as found:
            faults = [row[0] for row in found.execute("PRAGMA integrity_check(3)")]
            lost = found.execute("PRAGMA foreign_key_check").fetchall()
            tables = "SELECT count(*) FROM sqlite_master WHERE name IN ('alembic_version', 'chats', 'facts')"
            if faults != ["ok"] or lost:
                what = "; ".join(faults) if faults != ["ok"] else f"{len(lost)} rows refer to nothing"
                raise Unusable(f"{called} is damaged ({what}). Nothing was done; use another backup.")
            if found.execute(tables).fetchone() != (3,):
                raise Unusable(f"{called} is no store of Dramabell's. Nothing was done; name the right file.")
            return int(found.execute("SELECT count(*) FROM chats").fetchone()[0])
    except sqlite3.Error as error:
        raise unusable(f"sqlite:///{called}", error) from error


def version(path: Path) -> str | None:
    """The newest migration of the store there; None where there is none, or nothing that can be read.

    Raises Unusable while another program writes to it: what version that is nobody knows.
    """
    if not path.is_file():
        return None
    try:
        with closing(_read(path)) as found:
            row = found.execute("SELECT version_num FROM alembic_version").fetchone()
            return None if row is None else str(row[0])
    except sqlite3.Error as error:
        if getattr(error, "sqlite_errorname", "") == "SQLITE_BUSY":
            raise unusable(f"sqlite:///{path}", error) from error
        return None


def _read(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=PATIENCE)
