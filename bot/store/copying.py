"""A whole store, copied to another place: from a SQLite file to a PostgreSQL database, or back."""

import sqlite3
from collections.abc import Iterator
from contextlib import AsyncExitStack, contextmanager
from pathlib import Path

from sqlalchemy import Connection, Table, delete, func, insert, select, text
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.engine import HEAD, connecting, upgrade, version
from bot.store.lock import locked
from bot.store.tables import facts, metadata
from bot.store.unusable import Unusable, place, unusable

CHUNK = 2000  # rows read and written at once


async def copied(source: str, target: str) -> dict[str, int]:
    """How many rows of each table were copied.

    Everything is written in one transaction: the target has all or nothing. Raises Taken while a bot runs on either
    side, Unusable when one cannot be used or the target has something in it.
    """
    _compare(source, target)
    async with locked(source), locked(target):
        return await into(source, target)


async def into(source: str, target: str) -> dict[str, int]:
    """The same for a caller who knows that nobody uses the two."""
    old = connecting(source)
    try:
        return await read_into(old, source, target)
    finally:
        await old.dispose()


async def read_into(old: AsyncEngine, source: str, target: str) -> dict[str, int]:
    """The same from an open store, as its first transaction sees it."""
    new = connecting(target)
    try:
        with _blaming(source, target):
            async with AsyncExitStack() as open_:
                with _blaming(source, source):
                    reading = await open_.enter_async_context(old.begin())
                    await reading.run_sync(_look, place(source))
                with _blaming(target, target):
                    writing = await open_.enter_async_context(new.begin())
                    await writing.run_sync(upgrade)
                    await _empty(writing, place(target))
                return await _copy(reading, writing)
    finally:
        await new.dispose()


def _compare(source: str, target: str) -> None:
    if source == target:
        raise Unusable(f"{place(source)} cannot be copied to itself. Name another place to copy it to.")
    if source.startswith("sqlite") and not Path(place(source)).exists():
        raise Unusable(f"There is no store {place(source)}. Look at its path: without / in front it starts here.")


@contextmanager
def _blaming(source: str, target: str) -> Iterator[None]:
    """Turns a database's error into words about that one of the two which it came from; of two alike, the first."""
    try:
        yield
    except (DBAPIError, sqlite3.Error) as error:
        cause = error.orig if isinstance(error, DBAPIError) else error
        of_file = isinstance(cause, sqlite3.Error)
        raise unusable(source if of_file == source.startswith("sqlite") else target, error) from error


def _look(connection: Connection, where: str) -> None:
    found = version(connection)
    if found is None:
        raise Unusable(f"{where} is no store, or an empty one: there is nothing to copy.")
    if found != HEAD:
        raise Unusable(
            f"The store {where} has the schema {found}; this Dramabell copies only {HEAD}. "
            f"{'Use the version that wrote it.' if found > HEAD else 'Start it on that store once, which mends it.'}"
        )


async def _empty(connection: AsyncConnection, where: str) -> None:
    """Raises Unusable unless nobody has used it: the facts of its birth do not count."""
    for table in metadata.sorted_tables:
        if table is not facts and await _count(connection, table):
            raise Unusable(
                f"The store {where} is not empty (there is something in {table.name}). "
                "Copy to an empty database, or to a file that is not there yet."
            )
    await connection.execute(delete(facts))


async def _copy(reading: AsyncConnection, writing: AsyncConnection) -> dict[str, int]:
    counts = {}
    for table in metadata.sorted_tables:
        rows = await reading.stream(select(table).order_by(*table.primary_key.columns))
        async for part in rows.mappings().partitions(CHUNK):
            await writing.execute(insert(table), [dict(row) for row in part])
        await _go_on_counting(writing, table)
        counts[table.name] = await _count(writing, table)
        if counts[table.name] != (before := await _count(reading, table)):
            raise Unusable(
                f"Of {before} rows in {table.name} {counts[table.name]} arrived; nothing was copied. "
                "Look whether another program writes to one of the two."
            )
    return counts


async def _count(connection: AsyncConnection, table: Table) -> int:
    return await connection.scalar(select(func.count()).select_from(table)) or 0


async def _go_on_counting(connection: AsyncConnection, table: Table) -> None:
    """Let the next id follow the highest one; SQLite does so by itself."""
    if connection.dialect.name == "postgresql" and table.autoincrement_column is not None:
        name = table.autoincrement_column.name
        highest = f"(SELECT max({name}) FROM {table.name})"
        sequence = f"pg_get_serial_sequence('{table.name}', '{name}')"
        await connection.execute(text(f"SELECT setval({sequence}, coalesce({highest}, 1), {highest} IS NOT NULL)"))
