"""What is no longer needed is deleted, so that a store that is kept for years stays small."""

from datetime import datetime

from sqlalchemy import delete, select

from bot.store import erasing, presence
from bot.store.newstables import stories
from bot.store.store import Store
from bot.store.tables import announcements, batches, deliveries, drafts, fillings

CHUNK = 2000  # rows a transaction


class StoreUpkeep:
    def __init__(self, store: Store) -> None:
        self.store = store

    async def purge(self, real: datetime) -> None:
        """Forget chats that have long been gone, and whom a backup of any use may still know."""
        async with self.store.engine.begin() as connection:
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
            rows = select(deliveries.c.id).where(deliveries.c.announcement_id.in_(some)).limit(CHUNK)
            ids = (await connection.scalars(rows)).all()
            await connection.execute(delete(deliveries).where(deliveries.c.id.in_(ids)))
            if len(ids) < CHUNK:
                await connection.execute(delete(announcements).where(announcements.c.id.in_(some)))
            oldest = select(batches.c.id).order_by(batches.c.id).limit(CHUNK)
            settled = (batches.c.state.not_in(("sending", "waiting")), batches.c.correct_from.is_(None))
            old = delete(batches).where(batches.c.id.in_(oldest), batches.c.claimed < before, *settled)
            gone = (await connection.execute(old)).rowcount
            return bool(some) or gone == CHUNK
