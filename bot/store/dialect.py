"""What SQLite and PostgreSQL need to be told differently."""

from typing import TYPE_CHECKING

from sqlalchemy import ColumnElement, Table, literal_column
from sqlalchemy.dialects import sqlite
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.postgres import key

if TYPE_CHECKING:
    from sqlalchemy.dialects import postgresql


def upsert(table: Table, connection: AsyncConnection) -> "postgresql.Insert | sqlite.Insert":
    """An INSERT that can say ON CONFLICT, in the dialect of that connection."""
    if connection.dialect.name == "postgresql":
        from sqlalchemy.dialects import postgresql  # 2 MB that a store in a file does without

        return postgresql.insert(table)
    return sqlite.insert(table)


async def alone(connection: AsyncConnection, which: int) -> None:
    """From here to the end of this transaction no other holds that lock of `postgres`.

    In SQLite no other transaction runs at all.
    """
    if connection.dialect.name == "postgresql":
        await connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock({key(which)})")


async def beside(connection: AsyncConnection, which: int) -> None:
    """The same for all who hold it `alone`; others may hold it beside us."""
    if connection.dialect.name == "postgresql":
        await connection.exec_driver_sql(f"SELECT pg_advisory_xact_lock_shared({key(which)})")


def beyond_index(column: ColumnElement[int], connection: AsyncConnection) -> ColumnElement[int]:
    """That column, by which SQLite is not to look for rows: without statistics it trusts every index alike."""
    return column + literal_column("0") if connection.dialect.name == "sqlite" else column
