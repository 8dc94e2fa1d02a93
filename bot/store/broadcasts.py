"""Broadcasts in the store: drafts, what was sent, and to whom."""

from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, exists, func, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.broadcasts import Audience, Broadcast
from bot.core.messages import Kind
from bot.core.proposals import Author, Receipt, State
from bot.store import receipts
from bot.store.announcing import unasked
from bot.store.tables import announcements, broadcasts, chats, subscriptions

TOLD_FOR = timedelta(days=2)  # so long it is worth sending


class ChatBroadcasts:
    """Implements broadcasts.Broadcasts on an open connection."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection

    async def add(self, drama: str | None, text: str, author: Author, at: datetime) -> Broadcast:
        row = {
            "drama": drama or "",
            "text": text,
            "state": State.DRAFT.value,
            "at": at,
            "platform": author.platform,
            "person": author.person,
            "name": author.name,
        }
        made = await self.connection.execute(insert(broadcasts).values(row).returning(broadcasts.c.id))
        return Broadcast(int(made.scalar_one()), drama, text, author, at)

    async def find(self, number: int) -> Broadcast | None:
        mine = select(broadcasts).where(broadcasts.c.id == number).with_for_update()
        row = (await self.connection.execute(mine)).one_or_none()
        return None if row is None else _broadcast(row)

    async def decide(self, number: int, state: State, by: str, at: datetime) -> None:
        values = {"state": state.value, "decided": at, "decided_by": by}
        await self.connection.execute(update(broadcasts).where(broadcasts.c.id == number).values(values))

    async def audience(self, drama: str | None) -> Audience:
        told = select(func.count(), func.coalesce(func.sum(receipts.PEOPLE), 0)).where(*follows_any(drama))
        row = (await self.connection.execute(told)).one()
        return Audience(row[0], row[1])

    async def send(self, broadcast: Broadcast, at: datetime) -> None:
        what = {"drama": broadcast.drama or "", "notice": broadcast.text}
        row = unasked(_about(broadcast.id), Kind.NOTICE, at, at + TOLD_FOR, **what)
        await self.connection.execute(insert(announcements).values(row))

    async def recent(self, limit: int) -> list[tuple[Broadcast, Receipt]]:
        sent = select(broadcasts).where(broadcasts.c.state == State.APPROVED.value)
        rows = (await self.connection.execute(sent.order_by(broadcasts.c.decided.desc()).limit(limit))).all()
        return [(_broadcast(row), await receipts.of(self.connection, _about(row.id))) for row in rows]


def follows_any(drama: str | None) -> tuple[ColumnElement[bool], ...]:
    """Who is told, as conditions on chats: who follows that drama, or any, with or without reminders."""
    follows = exists().where(subscriptions.c.chat_id == chats.c.id)
    if drama:
        follows = follows.where(subscriptions.c.drama == drama)
    return follows, chats.c.state != "gone"


def _about(number: int) -> str:
    return f"broadcast/{number}"


def _broadcast(row: Row[tuple[Any, ...]]) -> Broadcast:
    return Broadcast(
        id=row.id,
        drama=row.drama or None,
        text=row.text,
        author=Author(row.platform, row.person, row.name),
        at=row.at,
        state=State(row.state),
        decided=row.decided,
        decided_by=row.decided_by,
    )
