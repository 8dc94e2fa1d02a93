"""Chats that watch a drama again, each by its own clock: whose turn it is, and how it goes on."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.ports import Subscription
from bot.store import looks
from bot.store.chat import read
from bot.store.tables import chats, leads, subscriptions


class RewatchPlans:
    """The planner's side: works on its one open connection."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection

    async def next(self, platforms: Collection[str]) -> datetime | None:
        return await looks.earliest(self.connection, looks.NEXT_REWATCH, platforms)

    async def due(self, until: datetime) -> Sequence[tuple[int, str | None, Subscription]]:
        """Chat id, zone and subscription of every chat's own run that may have something due."""
        if not await looks.found(self.connection, looks.REWATCH_DUE, until):
            return []
        rows = await self.connection.execute(
            select(subscriptions, chats.c.zone)
            .join(chats, chats.c.id == subscriptions.c.chat_id)
            .where(subscriptions.c.rewatch_due <= until)
        )
        found = rows.all()
        own = await self._leads_of([row.chat_id for row in found])
        return [(row.chat_id, row.zone, read(row, own.get((row.chat_id, row.drama), []))) for row in found]

    async def move(self, chat_id: int, drama: str, due: datetime | None) -> None:
        """When that run next has something to tell; None ends it."""
        mine = (subscriptions.c.chat_id == chat_id) & (subscriptions.c.drama == drama)
        ended = {"rewatch": None, "rewatch_zone": None} if due is None else {}
        await self.connection.execute(update(subscriptions).where(mine).values(rewatch_due=due, **ended))

    async def end(self, chat_id: int, drama: str) -> None:
        """It was watched again to the end, and nothing more of it is to come. What is due just now is still told."""
        for table in (leads, subscriptions):
            mine = (table.c.chat_id == chat_id) & (table.c.drama == drama)
            await self.connection.execute(delete(table).where(mine))

    async def _leads_of(self, chat_ids: Sequence[int]) -> dict[tuple[int, str], list[str]]:
        found: dict[tuple[int, str], list[str]] = {}
        for row in await self.connection.execute(select(leads).where(leads.c.chat_id.in_(chat_ids))):
            found.setdefault((row.chat_id, row.drama), []).append(row.lead)
        return found
