"""The lock on a PostgreSQL store."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from psycopg import AsyncConnection

from bot.store.holder import FROZEN, LOOK, Lock, Taken
from bot.store.postgres import HOLDER, connected, key
from bot.store.unusable import place

LET_GO = 0.5  # seconds that a server may take to notice that a killed holder is gone
ANSWER = 10  # seconds for the server to answer, after which we act as if another had taken over


class ServerLock(Lock):
    """An advisory lock on a connection of its own; the server frees it when the connection ends."""

    def __init__(self, connection: "AsyncConnection[Any]") -> None:
        super().__init__()
        self.connection = connection

    async def _wait(self) -> None:
        with suppress(Exception):  # the connection was lost: the next look says so
            async for _ in self.connection.notifies(timeout=LOOK):
                pass

    async def _look(self) -> str | None:
        mine = "locktype = 'advisory' AND granted AND pid = pg_backend_pid() AND (classid, objid) = "
        try:
            async with asyncio.timeout(ANSWER):
                held = await self.connection.execute(f"SELECT 1 FROM pg_locks WHERE {mine} ({key(HOLDER)})")
                row = await held.fetchone()
        except Exception as error:
            found = str(error).partition("\n")[0] or "no answer"
            return f"The connection to the database was lost ({found}), and with it the lock on the store."
        return None if row else "The database has given our lock away. Connect to it directly, not through a pooler."


@asynccontextmanager
async def locked(url: str) -> AsyncIterator[Lock]:
    """Raises Taken, or Unusable where no lock can be had."""
    connection = await connected(url, autocommit=True)
    try:
        await _lock(connection, url)
        yield ServerLock(connection)
    finally:
        await connection.close()


async def _lock(connection: "AsyncConnection[Any]", url: str) -> None:
    # a holder that is frozen no longer looks, and loses its connection
    await connection.execute(
        "SELECT set_config(name, %s, false) FROM pg_settings WHERE name IN ('idle_session_timeout')", (f"{FROZEN}s",)
    )
    for _ in range(round(LET_GO / 0.1)):
        got = await connection.execute(f"SELECT pg_try_advisory_lock({key(HOLDER)})")
        if (await got.fetchone() or [False])[0]:
            return
        await asyncio.sleep(0.1)
    raise Taken(
        f"Another Dramabell is running on this store ({place(url)}{await _since(connection)}). "
        "Stop that one first, or name another database under [database] url."
    )


async def _since(connection: "AsyncConnection[Any]") -> str:
    """Who has it, as far as the server tells."""
    who = await connection.execute(
        "SELECT coalesce(host(client_addr), 'the same machine'), to_char(backend_start AT TIME ZONE 'UTC', "
        "'YYYY-MM-DD HH24:MI') FROM pg_stat_activity JOIN pg_locks USING (pid) "
        "JOIN pg_database ON pg_database.oid = database AND pg_database.datname = current_database() "
        f"WHERE locktype = 'advisory' AND granted AND (classid, objid) = ({key(HOLDER)}) AND backend_start IS NOT NULL"
    )
    row = await who.fetchone()
    return f", from {row[0]} since {row[1]} UTC" if row else ""
