"""Backups: one SQLite file, whatever the store is, made while the bot runs; and the way back."""

import asyncio
import os
import secrets
import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import Connection, func, select, text, update
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import copying, erasing, sqlitefile
from bot.store.digests import DigestPlans
from bot.store.engine import connecting, upgrade, version
from bot.store.lock import locked
from bot.store.store import write_fact
from bot.store.tables import OPEN, announcements, batches, chats, deliveries, facts
from bot.store.unusable import Unusable, place

SKIPPED = "skipped"  # what a delivery is that was due before the store was restored
BESIDE = ("", "-wal", "-shm")  # the files of a SQLite store


@dataclass(frozen=True, slots=True)
class Made:
    """What is in a backup."""

    chats: int
    size: int  # bytes


@dataclass(frozen=True, slots=True)
class Restored:
    chats: int
    skipped: int  # messages that were not sent yet, and are not sent any more
    forgotten: int  # people who had asked for it since the backup
    aside: Path | None  # where the store is now that was there before


async def back_up(url: str, file: Path) -> Made:
    """Write everything into a new file, which is there when it is whole and sound.

    The bot may run meanwhile, and goes on writing. Raises Unusable.
    """
    _look(file, wanted=False)
    fresh = file.with_name(f".{file.name}.new")
    with _discarding(fresh):
        if url.startswith("sqlite"):
            await asyncio.to_thread(sqlitefile.copied, Path(place(url)), fresh)
        else:
            await _copy_server(url, fresh)
        count = await asyncio.to_thread(sqlitefile.chats_in, fresh, place(url))
        return Made(count, await asyncio.to_thread(_put, fresh, file))


async def restore(file: Path, url: str, now: datetime, *, replay: bool = False) -> Restored:
    """Put a backup in the place of the store. The store that was there is kept beside it.

    What fell due up to `now` is not sent any more, unless `replay`. Who asked since to be forgotten is forgotten again.
    Raises Taken while a bot runs on the store, and Unusable.
    """
    _look(file, wanted=True)
    async with locked(url):
        erased = await _erased(url)
        made = Path(place(url) if url.startswith("sqlite") else file)
        fresh = made.with_name(f".{made.name}.restoring")
        with _discarding(fresh):
            await asyncio.to_thread(sqlitefile.copied, file, fresh)
            await asyncio.to_thread(sqlitefile.chats_in, fresh, str(file))
            skipped, forgotten, count = await _brought_up(fresh, now, erased, replay=replay)
            if url.startswith("sqlite"):
                aside = _swapped(fresh, made, now)
            else:
                await copying.into(f"sqlite:///{fresh}", url)
                aside = None
    return Restored(count, skipped, forgotten, aside)


async def _copy_server(url: str, target: Path) -> None:
    """As it is at one instant, whatever is written meanwhile."""
    engine = connecting(url).execution_options(isolation_level="REPEATABLE READ")
    try:
        await copying.read_into(engine, url, f"sqlite:///{target}")
    finally:
        await engine.dispose()
    await asyncio.to_thread(sqlitefile.in_one_file, target)


def _put(fresh: Path, file: Path) -> int:
    """Its size."""
    fresh.chmod(0o600)
    with fresh.open("rb") as written:
        os.fsync(written.fileno())
    os.link(fresh, file)  # unlike a renaming, it does not put anything in the place of another
    return file.stat().st_size


def _look(file: Path, *, wanted: bool) -> None:
    if wanted and not file.is_file():
        raise Unusable(f"There is no backup {file}. Look at its path: without / in front it starts here.")
    if not wanted and file.exists():
        raise Unusable(f"{file} is there already, and is left as it is. Name a new file.")


async def _brought_up(
    file: Path, now: datetime, erased: tuple[str, list[tuple[str, datetime]]] | None, *, replay: bool
) -> tuple[int, int, int]:
    """Make the copy fit to go on with. How many messages are skipped, people forgotten, and chats there."""
    engine = connecting(f"sqlite:///{file}")
    try:
        async with engine.begin() as connection:
            await connection.run_sync(upgrade)
            skipped = 0 if replay else await _skip(connection, now)
            forgotten = await erasing.forget_again(connection, *erased) if erased else 0
            # Discord takes a nonce that it has seen for a repetition, and the numbers of batches begin again
            await write_fact(connection, "id", secrets.token_hex(8))
            count = await connection.scalar(select(func.count()).select_from(chats)) or 0
    finally:
        await engine.dispose()
    await asyncio.to_thread(sqlitefile.in_one_file, file)
    return skipped, forgotten, count


async def _skip(connection: AsyncConnection, now: datetime) -> int:
    """Whatever fell due up to now counts as told."""
    mark = await connection.scalar(select(facts.c.value).where(facts.c.key == "mark"))
    if mark is None or datetime.fromisoformat(mark) > now:
        return 0  # a new store, or a rehearsal's, which lives at another time
    due = select(announcements.c.id).where(announcements.c.due <= now)
    waiting = deliveries.c.state.in_(("ready", "paused", "claimed"))
    late = update(deliveries).where(deliveries.c.announcement_id.in_(due), waiting).values(state=SKIPPED)
    skipped = (await connection.execute(late)).rowcount
    open_ones = update(batches).where(text(OPEN)).values(state=SKIPPED, not_before=None)
    await connection.execute(open_ones)
    await connection.execute(update(batches).values(correct_from=None).where(batches.c.correct_from.is_not(None)))
    planned = update(announcements).where(announcements.c.due <= now, ~announcements.c.complete)
    await connection.execute(planned.values(complete=True))
    await DigestPlans(connection).pass_over(now)
    await write_fact(connection, "mark", now.isoformat())
    return skipped


async def _erased(url: str) -> tuple[str, list[tuple[str, datetime]]] | None:
    """Who was forgotten in the store that is there now. Of one that cannot be read nothing is known."""
    if not _is_there(url):
        return None  # looking would make it
    engine = connecting(url)
    try:
        with suppress(DBAPIError, sqlite3.Error):
            async with engine.connect() as connection:
                if await connection.run_sync(_knows):
                    return await erasing.remembered(connection)
    finally:
        await engine.dispose()
    return None


def _is_there(url: str) -> bool:
    return not url.startswith("sqlite") or Path(place(url)).exists()


def _knows(connection: Connection) -> bool:
    found = version(connection)
    return found is not None and found >= "0002"


def _swapped(fresh: Path, store: Path, now: datetime) -> Path | None:
    """Where the old one is now."""
    aside = None
    if store.exists():
        aside = store.with_name(f"{store.name}.before-{now:%Y%m%dT%H%M%S}")
        for suffix in BESIDE:  # all that belongs to it goes with it: the last changes may stand in the log alone
            with suppress(FileNotFoundError):
                store.with_name(store.name + suffix).rename(aside.with_name(aside.name + suffix))
    fresh.replace(store)
    return aside


@contextmanager
def _discarding(file: Path) -> Iterator[None]:
    """Leaves nothing half done there."""
    file.parent.mkdir(parents=True, exist_ok=True)
    try:
        yield
    except OSError as error:
        raise Unusable(f"{file.parent} cannot be written: {error.strerror}.") from error
    finally:
        for suffix in (*BESIDE, "-journal"):
            with suppress(OSError):
                file.with_name(file.name + suffix).unlink(missing_ok=True)
