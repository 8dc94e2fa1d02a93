"""Transactions of plain statements, for what is done for every message.

Such a transaction is a generator: it yields statements and is given their rows. In SQLite all of it is one errand of
the thread that has the connection, so that a hundred messages cost hardly more than one.
"""

import json
import re
import sqlite3
from collections.abc import Callable, Generator, Mapping, Sequence
from typing import Any, TypeVar

from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.engine import OURS
from bot.store.holder import Lock

T = TypeVar("T")

Params = Mapping[str, Any]
Rows = Sequence[Sequence[Any]]


class Sql:
    """One statement in both dialects. `:name` is a parameter; `[[name]]` says that something is in that list.

    `server` is what PostgreSQL needs to be told instead.
    """

    __slots__ = ("file", "server")

    def __init__(self, text: str, server: str = "") -> None:
        self.file = re.sub(r"\[\[(\w+)\]\]", r"IN (SELECT value FROM json_each(:\1))", text)
        self.server = re.sub(r":(\w+)", r"%(\1)s", re.sub(r"\[\[(\w+)\]\]", r"= ANY(:\1)", server or text))


Step = tuple[Sql, Params | list[dict[str, Any]]]  # with a list: once for each, and without rows
Steps = Generator[Step, Rows, T]


async def run(engine: AsyncEngine, lock: Lock | None, steps: Callable[[], Steps[T]]) -> T:
    """Raises Lost when the store is no longer ours, and what SQLAlchemy would."""
    if engine.dialect.name == "sqlite":
        return await _in_file(engine, lock, steps())
    async with engine.begin() as connection:
        return await _on_server(connection, steps())


async def _in_file(engine: AsyncEngine, lock: Lock | None, steps: Steps[T]) -> T:
    if lock is not None:
        lock.hold()
    async with engine.connect() as connection:
        driver: Any = (await connection.get_raw_connection()).driver_connection
        # aiosqlite has no public way to give its thread a whole errand
        ours = lock.holder if lock else None
        done: tuple[str | None, tuple[T] | None] = await driver._execute(_errand, driver._conn, steps, ours)
    holder, result = done
    if lock is not None:
        lock.check(holder)
    if result is None:
        raise AssertionError("a transaction was given up, but the store is ours")
    (found,) = result
    return found


def _errand(sqlite: sqlite3.Connection, steps: Steps[T], ours: str | None) -> tuple[str | None, tuple[T] | None]:
    """Who holds the store, and what came of it; nothing when that is another one."""
    try:
        sqlite.execute("BEGIN IMMEDIATE")
        holder = next((row[0] for row in sqlite.execute(OURS)), None)
        if ours not in (None, holder):
            sqlite.execute("ROLLBACK")
            return holder, None
        result = _played(sqlite, steps)
        sqlite.execute("COMMIT")
    except BaseException as error:
        if sqlite.in_transaction:
            sqlite.execute("ROLLBACK")
        if isinstance(error, sqlite3.Error):
            raise OperationalError(None, None, error) from error
        raise
    return holder, (result,)


def _played(sqlite: sqlite3.Connection, steps: Steps[T]) -> T:
    rows: Rows = ()
    try:
        statement, params = next(steps)
        while True:
            if isinstance(params, list):
                sqlite.executemany(statement.file, params)
                rows = ()
            else:
                rows = sqlite.execute(statement.file, _plain(params)).fetchall()
            statement, params = steps.send(rows)
    except StopIteration as done:
        found: T = done.value
        return found


async def _on_server(connection: AsyncConnection, steps: Steps[T]) -> T:
    rows: Rows = ()
    try:
        statement, params = next(steps)
        while True:
            done = await connection.exec_driver_sql(
                statement.server, params if isinstance(params, list) else dict(params)
            )
            rows = done.all() if done.returns_rows else ()
            statement, params = steps.send(rows)
    except StopIteration as ended:
        found: T = ended.value
        return found


def _plain(params: Params) -> Params:
    return {name: json.dumps(one) if isinstance(one, list) else one for name, one in params.items()}
