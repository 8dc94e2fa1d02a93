"""A look at the store from outside: nothing is written, and a running bot is not disturbed."""

import os
import shutil
import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing
from pathlib import Path

from sqlalchemy import text
from sqlalchemy.exc import DBAPIError

from bot.core.findings import Finding, look, ok, wrong
from bot.core.ports import Address, Place
from bot.core.texts.phrases import count
from bot.store.engine import HEAD, connecting
from bot.store.unusable import BACKUP, Unusable, place, unusable

ABOUT = "Store"
MEGABYTE = 1 << 20
LITTLE, TOO_LITTLE = 200 * MEGABYTE, 20 * MEGABYTE  # free on the disk
LONG_WAL = 64 * MEGABYTE
FIXED = (3, 51, 3)  # the SQLite in which a rare fault of stores with several connections is mended
SAMPLE = 20  # chats a platform, those with the most subscriptions first
MOUNTS = Path("/proc/self/mounts")
NETWORK = ("nfs", "nfs4", "cifs", "smb3", "smbfs", "9p", "fuse.sshfs", "fuse.s3fs", "fuse.rclone", "glusterfs", "ceph")


async def examine(url: str) -> Sequence[Finding]:
    return list(_of_file(Path(place(url)))) if url.startswith("sqlite") else await _of_server(url)


async def chats(url: str, platform: str) -> Sequence[tuple[Address, Place]]:
    """Some of the chats that are told something there."""
    query = (
        "SELECT address, thread, place FROM chats WHERE platform = :platform AND state = 'active' ORDER BY "
        "(SELECT count(*) FROM subscriptions WHERE chat_id = chats.id) DESC, id LIMIT :sample"
    )
    asked = {"platform": platform, "sample": SAMPLE}
    if url.startswith("sqlite"):
        try:
            with closing(_read_only(Path(place(url)))) as store:
                rows = store.execute(query, asked).fetchall()
        except sqlite3.Error:
            return []  # examine says why
    else:
        engine = connecting(url)
        try:
            async with engine.connect() as connection:
                rows = [tuple(row) for row in await connection.execute(text(query), asked)]
        except (DBAPIError, Unusable):
            return []
        finally:
            await engine.dispose()
    return [(Address(platform, address, thread), Place(where)) for address, thread, where in rows]


def _of_file(path: Path) -> Iterator[Finding]:
    yield from _disk(path)
    if not path.exists():
        yield ok(ABOUT, f"{path} is not there yet; the first start makes it")
        return
    try:
        with closing(_read_only(path)) as store:
            yield from _contents(path, store)
    except sqlite3.Error as error:
        problem, _, advice = str(unusable(f"sqlite:///{path}", error)).partition(". ")
        yield wrong(ABOUT, problem, advice or "See docs/operating.md.")
        return
    wal = path.with_name(f"{path.name}-wal")
    if wal.exists() and wal.stat().st_size > LONG_WAL:
        size = wal.stat().st_size // MEGABYTE
        yield look(ABOUT, f"its log {wal.name} has grown to {size} MB", "Restart the bot; it is merged then.")
    if sqlite3.sqlite_version_info < FIXED:
        yield ok(
            "SQLite",
            f"{sqlite3.sqlite_version}. Before 3.51.3 a store could rarely be damaged by several connections at once; "
            "Dramabell has one. Open the file with no other program that writes while the bot runs",
        )


def _contents(path: Path, store: sqlite3.Connection) -> Iterator[Finding]:
    found = [row[0] for row in store.execute("PRAGMA integrity_check(3)")]
    if found != ["ok"]:
        yield wrong(ABOUT, f"{path} is damaged: {found[0]}", BACKUP)
        return
    tables = {row[0] for row in store.execute("SELECT name FROM sqlite_master WHERE type = 'table'")}
    if "alembic_version" not in tables:
        if tables:
            yield wrong(ABOUT, f"{path} belongs to another program", "Name another file under [database] url.")
        else:
            yield ok(ABOUT, f"{path} is empty; the first start fills it")
        return
    version = store.execute("SELECT version_num FROM alembic_version").fetchone()[0]
    if version > HEAD:
        do = "Install that version again, or restore a backup from before."
        yield wrong(ABOUT, f"{path} was written by a newer Dramabell (schema {version}, here {HEAD})", do)
        return
    held = [count(store.execute(f"SELECT count(*) FROM {one}s").fetchone()[0], one) for one in ("chat", "subscription")]
    yield ok(ABOUT, f"{path} is sound: {held[0]}, {held[1]}")


def _read_only(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)


def _disk(path: Path) -> Iterator[Finding]:
    folder = path.absolute().parent
    if not folder.is_dir():
        yield wrong(ABOUT, f"the folder {folder} is not there", "Make it, or name another under [database] url.")
        return
    if not os.access(folder, os.W_OK):
        yield wrong(ABOUT, f"nothing may be written in {folder}", "Let the user who runs Dramabell write there.")
    free = shutil.disk_usage(folder).free
    said = f"{free // MEGABYTE} MB are free on its disk"
    if free < TOO_LITTLE:
        yield wrong("Disk", said, "Make room: while nothing can be recorded, nothing is sent.")
    elif free < LITTLE:
        yield look("Disk", said, "Make room soon: while nothing can be recorded, nothing is sent.")
    else:
        yield ok("Disk", said)
    kind = file_system(folder, MOUNTS.read_text() if MOUNTS.exists() else "")
    if kind in NETWORK:
        do = "Put the store on a disk of this machine, or use PostgreSQL: SQLite is damaged sooner or later there."
        yield wrong("Disk", f"{folder} is on another machine ({kind})", do)


def file_system(folder: Path, mounts: str) -> str:
    """The kind of the file system that this folder is on, from the lines of /proc/self/mounts; "" when unknown."""
    found = ("", "")
    for line in mounts.splitlines():
        _, where, kind, *_ = line.split(" ")
        mount = where.replace("\\040", " ")
        if folder.is_relative_to(mount) and len(mount) >= len(found[0]):
            found = (mount, kind)
    return found[1]


async def _of_server(url: str) -> Sequence[Finding]:
    try:
        engine = connecting(url)
        try:
            async with engine.connect() as connection:
                version = await connection.scalar(text("SHOW server_version"))
                there = await connection.scalar(text("SELECT to_regclass('alembic_version')"))
        finally:
            await engine.dispose()
    except (DBAPIError, Unusable) as error:
        told = error if isinstance(error, Unusable) else unusable(url, error)
        problem, _, advice = str(told).partition(". ")
        return [wrong(ABOUT, problem, advice or "See docs/operating.md.")]
    state = "has Dramabell's tables" if there else "is empty; the first start fills it"
    return [ok(ABOUT, f"PostgreSQL {version}, {place(url)}, {state}")]
