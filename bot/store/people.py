"""How many people are in the chats that are told."""

from datetime import datetime

from sqlalchemy import select, update

from bot.core.ports import Address
from bot.store.store import Store
from bot.store.tables import chats


class StoredPeople:
    """Implements headcount.People."""

    def __init__(self, store: Store) -> None:
        self.store = store

    async def uncounted(self, platform: str, before: datetime, limit: int) -> list[tuple[int, Address]]:
        stale = chats.c.counted.is_(None) | (chats.c.counted < before)
        several = (chats.c.platform == platform, chats.c.state == "active", chats.c.place != "private", stale)
        row = select(chats.c.id, chats.c.address, chats.c.thread).where(*several)
        oldest_first = row.order_by(chats.c.counted.is_not(None), chats.c.counted, chats.c.id).limit(limit)
        async with self.store.engine.begin() as connection:
            found = await connection.execute(oldest_first)
            return [(one.id, Address(platform, one.address, one.thread)) for one in found]

    async def count(self, chat_id: int, people: int | None, real: datetime) -> None:
        values: dict[str, object] = {"counted": real} | ({} if people is None else {"people": people})
        async with self.store.engine.begin() as connection:
            await connection.execute(update(chats).where(chats.c.id == chat_id).values(values))
