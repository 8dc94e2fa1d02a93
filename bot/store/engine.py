"""Opening the store: address, connection rules, migrations, and the promises it made at birth."""

import asyncio
import secrets
import sqlite3
from collections.abc import Awaitable, Callable
from contextlib import suppress
from functools import partial
from pathlib import Path
from typing import Any

import structlog
from sqlalchemy import Connection, event, insert, inspect, select
from sqlalchemy.exc import DBAPIError, OperationalError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot.store import beginning, sqlitefile
from bot.store.beginning import AT_A_TIME
from bot.store.dialect import alone, upsert
from bot.store.holder import Lock
from bot.store.postgres import FENCE, UPGRADE, connected, key
from bot.store.tables import facts
from bot.store.turns import FileEngine
from bot.store.unusable import Unusable, place, unusable

log = structlog.get_logger(__name__)

HEAD = "0003"  # the newest migration; a test compares it with the folder
OURS = "SELECT value FROM facts WHERE key = 'holder'"


async def opened(url: str, clock_kind: str, lock: Lock | None = None) -> AsyncEngine:
    """An engine on an up-to-date schema, of use for as long as `lock` is ours: then its transactions raise Lost.

    Raises Unusable for a store of the other kind of clock, a newer one, and one that cannot be read or written.
    """
    if lock and url.startswith("sqlite"):
        await asyncio.to_thread(_keep_older, Path(place(url)))
    engine = connecting(url)
    try:
        async with engine.begin() as connection:
            await alone(connection, UPGRADE)
            await connection.run_sync(upgrade)
            await connection.run_sync(_promise, clock_kind)
            if lock:
                await alone(connection, FENCE)  # what an earlier holder has begun is done, or undone, before
                name = upsert(facts, connection).values(key="holder", value=lock.holder)
                await connection.execute(
                    name.on_conflict_do_update(index_elements=["key"], set_={"value": lock.holder})
                )
    except (DBAPIError, sqlite3.Error) as error:
        await engine.dispose()
        raise unusable(url, error) from error
    except BaseException:
        await engine.dispose()
        raise
    if lock:
        _fence(engine, lock)
    return engine


def _keep_older(store: Path) -> None:
    """Before its tables are changed a copy of the store is put beside it: the way back to the version before."""
    found = sqlitefile.version(store)
    aside = store.with_name(f"{store.name}.before-{HEAD}")
    if found is not None and found < HEAD and not aside.exists():
        fresh = aside.with_name(f".{aside.name}.new")
        sqlitefile.copied(store, fresh)
        fresh.replace(aside)
        log.info("the store is of an older version; a copy is kept", copy=str(aside))


def connecting(url: str) -> AsyncEngine:
    """An engine for that store, whatever is in it."""
    return _of_file(url) if url.startswith("sqlite") else _of_server(url)


def _of_server(url: str) -> AsyncEngine:
    return create_async_engine(
        "postgresql+psycopg://",
        async_creator=partial(connected, url),
        isolation_level="READ COMMITTED",  # whatever the server's default is: our locks are made for it
        pool_size=5,
        max_overflow=0,
    )


class _Unlocking(sqlite3.Connection):
    """Lets go of its lock when it is closed.

    A task that is cancelled within a transaction leaves a cursor behind whose rows nobody fetched. Until that is
    collected as garbage, SQLite keeps the transaction of the closed connection, and with it the lock.
    """

    def close(self) -> None:
        with suppress(sqlite3.Error):
            self.rollback()
        super().close()


def _of_file(url: str) -> AsyncEngine:
    if Path(place(url)).is_dir():
        raise Unusable(f"The store {place(url)} is a folder. Name another file under [database] url.")
    # one connection: SQLite has one writer, and with a single one nobody ever waits for a lock
    driver = url.replace("sqlite:", "sqlite+aiosqlite:", 1)
    engine = FileEngine(
        create_async_engine(
            driver,
            poolclass=AsyncAdaptedQueuePool,
            pool_size=1,
            max_overflow=0,
            connect_args={"factory": _Unlocking},
        )
    )

    @event.listens_for(engine.sync_engine, "connect")
    def configure(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # we begin ourselves, below
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", f"busy_timeout={AT_A_TIME}", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        _ask(connection, lambda sqlite: sqlite._execute(beginning.begin, sqlite._conn))

    return engine


def _fence(engine: AsyncEngine, lock: Lock) -> None:
    """Let every transaction begin with the question whether the store is still ours.

    The driver is asked itself: this is a third of what SQLAlchemy needs, and it is asked for every message.
    """

    async def in_file(connection: Any) -> Any:
        return await connection.execute_fetchall(OURS)

    async def in_server(connection: Any) -> Any:
        # shared with all that we have under way, and not with a new holder, who waits for the end of it
        cursor = await connection.execute(f"SELECT pg_advisory_xact_lock_shared({key(FENCE)}); {OURS}")
        cursor.nextset()
        return await cursor.fetchall()

    ask = in_file if engine.dialect.name == "sqlite" else in_server

    @event.listens_for(engine.sync_engine, "begin")
    def check(connection: Connection) -> None:
        lock.hold()
        rows = _ask(connection, ask)
        lock.check(rows[0][0] if rows else None)


def _ask(connection: Connection, question: Callable[[Any], Awaitable[Any]]) -> Any:
    """The driver itself. What goes wrong there is reported as SQLAlchemy does."""
    driver: Any = connection.connection.dbapi_connection
    try:
        return driver.run_async(question)
    except Exception as error:
        raise OperationalError("BEGIN", None, error) from error


def version(connection: Connection) -> str | None:
    """The newest migration that the store has; None without any."""
    if not inspect(connection).has_table("alembic_version"):
        return None
    found: str | None = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    return found


def upgrade(connection: Connection, to: str = HEAD) -> None:
    """Make the schema, or bring it up to date. Raises Unusable for a newer one."""
    found = version(connection)
    if found == to:
        return  # without importing alembic, which takes as long as all the rest of the start
    if found is not None and found > HEAD:
        raise Unusable(
            f"The store was written by a newer Dramabell (schema {found}; this one knows {HEAD}). "
            "Install that version again, or restore a backup from before."
        )
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, to)


def _promise(connection: Connection, clock_kind: str) -> None:
    kind = connection.scalar(select(facts.c.value).where(facts.c.key == "clock"))
    if kind is None:
        born = {"clock": clock_kind, "id": secrets.token_hex(8)}
        connection.execute(insert(facts), [{"key": key, "value": value} for key, value in born.items()])
    elif kind != clock_kind:
        lived, asked = ("real time", "with --at") if kind == "real" else ("a rehearsal's time (--at)", "without --at")
        raise Unusable(
            f"This store has lived on {lived} and would be spoilt by running it {asked}. "
            "Name another file under [database] url, or start it the way it was started before."
        )
