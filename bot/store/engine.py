"""Opening the store: address, connection rules, migrations, and the promises it made at birth."""

import secrets
from pathlib import Path
from typing import Any

from sqlalchemy import URL, Connection, event, insert, inspect, make_url, select
from sqlalchemy.exc import DBAPIError
from sqlalchemy.ext.asyncio import AsyncEngine, create_async_engine
from sqlalchemy.pool import AsyncAdaptedQueuePool

from bot.store.tables import facts

HEAD = "0001"  # the newest migration; a test compares it with the folder


class Unusable(Exception):
    """The store cannot be used as asked; the text says why and what to do."""


def address(url: str) -> URL:
    """The URL with the driver that we use."""
    parsed = make_url(url)
    drivers = {"sqlite": "sqlite+aiosqlite", "postgresql": "postgresql+psycopg"}
    return parsed.set(drivername=drivers[parsed.get_backend_name()])


async def opened(url: URL, clock_kind: str) -> AsyncEngine:
    """An engine on an up-to-date schema.

    Raises Unusable for a store of the other kind of clock, a newer one, and one that cannot be read or written.
    """
    engine = _engine(url)
    try:
        async with engine.begin() as connection:
            await connection.run_sync(_upgrade)
            await connection.run_sync(_promise, clock_kind)
    except DBAPIError as error:
        await engine.dispose()
        raise Unusable(_unreadable(url, error)) from error
    except BaseException:
        await engine.dispose()
        raise
    return engine


def _unreadable(url: URL, error: DBAPIError) -> str:
    found = " ".join(str(error.orig).split())
    if url.get_backend_name() != "sqlite":
        return f"The database {url.render_as_string()} cannot be used: {found}. Look whether it runs and lets us in."
    return (
        f"The store {url.database} cannot be used: {found}. Look whether it may be written and no other program holds "
        "it. If it is not Dramabell's, or damaged, restore a backup, or move it away: an empty one takes its place."
    )


def _engine(url: URL) -> AsyncEngine:
    if url.get_backend_name() != "sqlite":
        return create_async_engine(url)
    # one connection: SQLite has one writer, and with a single one nobody ever waits for a lock
    engine = create_async_engine(url, poolclass=AsyncAdaptedQueuePool, pool_size=1, max_overflow=0)

    @event.listens_for(engine.sync_engine, "connect")
    def configure(connection: Any, _: Any) -> None:
        connection.isolation_level = None  # we begin ourselves, below
        cursor = connection.cursor()
        for pragma in ("journal_mode=WAL", "synchronous=FULL", "busy_timeout=5000", "foreign_keys=ON"):
            cursor.execute(f"PRAGMA {pragma}")
        cursor.close()

    @event.listens_for(engine.sync_engine, "begin")
    def begin(connection: Connection) -> None:
        connection.exec_driver_sql("BEGIN IMMEDIATE")

    return engine


def _upgrade(connection: Connection) -> None:
    version = None
    if inspect(connection).has_table("alembic_version"):
        version = connection.exec_driver_sql("SELECT version_num FROM alembic_version").scalar()
    if version == HEAD:
        return  # without importing alembic, which takes as long as all the rest of the start
    if version is not None and version > HEAD:
        raise Unusable(
            f"The store was written by a newer Dramabell (schema {version}; this one knows {HEAD}). "
            "Install that version again, or restore a backup from before."
        )
    from alembic import command
    from alembic.config import Config

    config = Config()
    config.set_main_option("script_location", str(Path(__file__).parent / "migrations"))
    config.attributes["connection"] = connection
    command.upgrade(config, "head")


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
