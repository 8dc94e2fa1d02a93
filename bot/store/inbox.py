"""What people said and was done, so that an update that comes again is not done again.

A row is written in the transaction of its effect: there is never the one without the other.
"""

from datetime import datetime, timedelta

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.kept import read, written
from bot.core.messages import Message
from bot.store.dialect import upsert
from bot.store.tables import inbox

KEPT = timedelta(days=2)  # Telegram offers an update for one day


async def first(connection: AsyncConnection, key: str, real: datetime) -> bool:
    """Whether this was not done before. From now on it is, when the transaction is committed."""
    await connection.execute(delete(inbox).where(inbox.c.at < real - KEPT))
    new = upsert(inbox, connection).values(key=key, at=real).on_conflict_do_nothing().returning(inbox.c.key)
    return (await connection.execute(new)).first() is not None


async def keep(connection: AsyncConnection, key: str, answer: Message) -> None:
    """The answer, for the case that the bot dies before it has said it."""
    await connection.execute(update(inbox).where(inbox.c.key == key).values(answer=written(answer)))


async def kept(connection: AsyncConnection, key: str) -> Message | None:
    """The answer to what was done before; None when it has arrived."""
    text = await connection.scalar(select(inbox.c.answer).where(inbox.c.key == key))
    return None if text is None else read(text)


async def answered(connection: AsyncConnection, key: str) -> None:
    """The answer has arrived, or never will."""
    await connection.execute(update(inbox).where(inbox.c.key == key).values(answer=None))
