"""Transactions of plain statements, for what is done for every message.

Such a transaction is a generator: it yields statements and is given their rows. In SQLite all of it is one errand of
the thread that has the connection, so that a hundred messages cost hardly more than one; and what is asked for in the
same moment, as are records of what was sent and the claim of what is next, is one transaction and one errand.
"""

import asyncio
import json
import re
import sqlite3
from collections.abc import Callable, Generator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, NamedTuple, TypeVar

from sqlalchemy import ClauseElement, ColumnElement, Dialect, Integer, literal_column
from sqlalchemy.exc import OperationalError
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.store.beginning import begin
from bot.store.engine import OURS
from bot.store.holder import Lock
from bot.store.turns import FileEngine

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

    @classmethod
    def of(cls, statement: ClauseElement, dialect: Dialect) -> "Sql":
        """A statement of SQLAlchemy's with all its values in it, but for those that are `given` when it is played."""
        text = str(statement.compile(dialect=dialect, compile_kwargs={"literal_binds": True}))
        made = cls("")
        made.file, made.server = (re.sub(r"<given (\w+)>", to, text) for to in (r":\1", r"%(\1)s"))
        return made


def given(name: str) -> ColumnElement[int]:
    """A parameter of `Sql.of`."""
    return literal_column(f"<given {name}>", Integer)


Step = tuple[Sql, Params | list[dict[str, Any]]]  # with a list: once for each, and without rows
Steps = Generator[Step, Rows, T]  # of a statement that has no rows, how many it changed stands in their place


class _Waiting(NamedTuple):
    steps: Callable[[], Steps[Any]]
    lock: Lock | None
    done: asyncio.Future[Any]


@dataclass(slots=True)
class _Came:
    """What came of an errand. `holder` has the store; nothing was changed unless it is `kept`."""

    holder: str | None = None
    kept: bool = False
    found: list[Any] = field(default_factory=list)
    error: BaseException | None = None


async def run(engine: AsyncEngine, lock: Lock | None, steps: Callable[[], Steps[T]]) -> T:
    """Raises Lost when the store is no longer ours, and what SQLAlchemy would.

    `steps` may be called twice: what is done together and fails is done again one by one.
    """
    if isinstance(engine, FileEngine):
        return await _in_file(engine, lock, steps)
    async with engine.begin() as connection:
        return await _on_server(connection, steps())


async def play(connection: AsyncConnection, steps: Steps[T]) -> T:
    """The same within a transaction that is open already."""
    if isinstance(connection.engine, FileEngine):
        return await connection.engine.errand(_played, steps)
    return await _on_server(connection, steps)


async def _in_file(engine: FileEngine, lock: Lock | None, steps: Callable[[], Steps[T]]) -> T:
    if lock is not None:
        lock.hold()
    done: asyncio.Future[T] = asyncio.get_running_loop().create_future()
    engine.waiting.append(_Waiting(steps, lock, done))
    if len(engine.waiting) == 1:
        engine.begin_task(_together(engine))
    return await done


async def _together(engine: FileEngine) -> None:
    some: list[_Waiting] | None = None
    try:
        async with engine.turn():
            some, engine.waiting = [one for one in engine.waiting if not one.done.done()], []
            if len(some) < 2 or not await _try(engine, some):
                for one in some:
                    await _try(engine, [one])
    except Exception as error:
        if some is None:  # there was no turn for us
            some, engine.waiting = engine.waiting, []
        for one in some:
            if not one.done.done():
                one.done.set_exception(error)


async def _try(engine: FileEngine, some: Sequence[_Waiting]) -> bool:
    """Whether they have been told what came of it; when several fail together, they are not."""
    lock = some[0].lock
    came = await engine.errand(_errand, [one.steps for one in some], lock.holder if lock else None)
    if came.error is not None and len(some) > 1:
        return False
    for place, one in enumerate(some):
        if one.done.done():
            continue  # nobody waits for it any more
        try:
            one.done.set_result(_found(came, place, lock))
        except Exception as error:
            one.done.set_exception(error)
    return True


def _found(came: _Came, place: int, lock: Lock | None) -> Any:
    if came.error is not None:
        raise came.error
    if lock is not None:
        lock.check(came.holder)
    if not came.kept:
        raise AssertionError("a transaction was given up, but the store is ours")
    return came.found[place]


def _errand(sqlite: sqlite3.Connection, several: Sequence[Callable[[], Steps[Any]]], ours: str | None) -> _Came:
    done = _Came()
    try:
        begin(sqlite)
        done.holder = next((row[0] for row in sqlite.execute(OURS)), None)
        if ours not in (None, done.holder):
            sqlite.execute("ROLLBACK")
            return done
        done.found = [_played(sqlite, steps()) for steps in several]
        sqlite.execute("COMMIT")
        done.kept = True
    except BaseException as error:
        if sqlite.in_transaction:
            sqlite.execute("ROLLBACK")
        done.error = OperationalError(None, None, error) if isinstance(error, sqlite3.Error) else error
    return done


def _played(sqlite: sqlite3.Connection, steps: Steps[T]) -> T:
    rows: Rows = ()
    try:
        statement, params = next(steps)
        while True:
            if isinstance(params, list):
                sqlite.executemany(statement.file, params)
                rows = ()
            else:
                cursor = sqlite.execute(statement.file, _plain(params))
                rows = cursor.fetchall() if cursor.description else [(cursor.rowcount,)]
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
            rows = done.all() if done.returns_rows else [(done.rowcount,)]
            statement, params = steps.send(rows)
    except StopIteration as ended:
        found: T = ended.value
        return found


def _plain(params: Params) -> Params:
    return {name: json.dumps(one) if isinstance(one, list) else one for name, one in params.items()}
