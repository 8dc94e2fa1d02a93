"""What is no longer needed is deleted, so that a store that is kept for years stays small."""

from datetime import datetime

from sqlalchemy import bindparam, delete, select

from bot.store import erasing, presence
from bot.store.dialect import alone
from bot.store.newstables import stories
from bot.store.postgres import PLAN
from bot.store.store import Store
from bot.store.tables import announcements, batches, deliveries, drafts, fillings

CHUNK = 2000  # rows a transaction


class StoreUpkeep:
    def __init__(self, store: Store) -> None:
        self.store = store

    async def purge(self, real: datetime) -> None:
        """Forget chats that have long been gone, and whom a backup of any use may still know."""
        async with self.store.engine.begin() as connection:
            await alone(connection, PLAN)
            await presence.purge(connection, real)
            await erasing.tidy(connection, real)

    async def tidy(self, before: datetime) -> bool:
        """Delete some of what was over at that instant. Whether there may be more.

        An announcement keeps others from saying the same again, and goes only long after it could be planned.
        """
        async with self.store.engine.begin() as connection:
            await connection.execute(delete(drafts).where(drafts.c.at < before))
            await connection.execute(delete(fillings).where(fillings.c.touched < before))
            old_news = select(stories.c.id).where(stories.c.found < before).order_by(stories.c.found).limit(CHUNK)
            await connection.execute(delete(stories).where(stories.c.id.in_(old_news)))
            over = select(announcements.c.id).where(announcements.c.expires < before, announcements.c.complete)
            some = (await connection.scalars(over.order_by(announcements.c.expires).limit(100))).all()
            keys = select(deliveries.c.announcement_id.label("of"), deliveries.c.chat_id.label("to"))
            told = keys.where(deliveries.c.announcement_id.in_(some)).limit(CHUNK)
            rows = [dict(row) for row in (await connection.execute(told)).mappings()]
            one = (deliveries.c.announcement_id == bindparam("of"), deliveries.c.chat_id == bindparam("to"))
            if rows:
                await connection.execute(delete(deliveries).where(*one), rows)
            if len(rows) < CHUNK:
                await connection.execute(delete(announcements).where(announcements.c.id.in_(some)))
            oldest = select(batches.c.id).order_by(batches.c.id).limit(CHUNK)
            settled = (batches.c.state.not_in(("sending", "waiting")), batches.c.correct_from.is_(None))
            old = delete(batches).where(batches.c.id.in_(oldest), batches.c.claimed < before, *settled)
            gone = (await connection.execute(old)).rowcount
            return bool(some) or gone == CHUNK
