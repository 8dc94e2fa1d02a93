"""Connections to PostgreSQL, and the locks in it that belong to no row."""

from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from psycopg import AsyncConnection

from bot.store.unusable import INSTALL, Unusable, unusable

APPLICATION = 0x6472616D  # "dram": the first half of the key of each of our advisory locks
HOLDER, UPGRADE, FENCE, PLAN = 1, 2, 3, 4  # the second half

PATIENCE = 10  # seconds for a connection to be made
STUCK = "30s"  # a transaction that a frozen process has left open is given up after that, and so are its locks


async def connected(url: str, *, autocommit: bool = False) -> "AsyncConnection[Any]":
    """Raises Unusable when it cannot be made. psycopg reads the address itself: all that libpq knows can be in it."""
    try:
        import psycopg  # not before it is needed: it is an extra
    except ImportError:
        raise Unusable(INSTALL) from None
    try:
        connection = await psycopg.AsyncConnection.connect(
            url, autocommit=True, connect_timeout=PATIENCE, application_name="dramabell", client_encoding="utf8"
        )
    except psycopg.ProgrammingError:  # whose text may quote the password
        raise Unusable("The address under [database] url is not one that PostgreSQL understands.") from None
    except psycopg.Error as error:
        raise unusable(url, error) from error
    try:
        await connection.execute(f"SET idle_in_transaction_session_timeout = '{STUCK}'")
        await connection.set_autocommit(autocommit)
    except BaseException:  # a task may be cancelled here
        await connection.close()
        raise
    return connection


def key(which: int) -> str:
    """An advisory lock, as the arguments of PostgreSQL's functions."""
    return f"{APPLICATION}, {which}"
