"""What owners ask about the deliveries, and messages that were given up and are tried again."""

from datetime import datetime

from sqlalchemy import ColumnElement, func, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.operating import Failed, Overview
from bot.store.codes import numbers
from bot.store.tables import EPOCH, OPEN, READY, announcements, batches, chats, deliveries

GIVEN_UP = ("dead", "unknown")
MOST = 8


async def overview(connection: AsyncConnection, since: datetime) -> Overview:
    """`since` is real time."""
    found: dict[str, dict[str, int]] = {}
    of_state = select(chats.c.platform, chats.c.state, func.count().label("number"))
    for row in await connection.execute(of_state.group_by(chats.c.platform, chats.c.state)):
        found.setdefault(row.platform, {})[row.state] = row.number
    recent = batches.c.claimed >= since
    ended = select(batches.c.state, func.count().label("number")).where(recent).group_by(batches.c.state)
    ends = {row.state: row.number for row in await connection.execute(ended)}

    async def count(*where: ColumnElement[bool]) -> int:
        return int(await connection.scalar(select(func.count()).where(*where)) or 0)

    return Overview(
        chats=found,
        ends={state: number for state, number in ends.items() if state not in ("sending", "waiting")},
        late=await count(recent, batches.c.late),
        doubtful=await count(recent, batches.c.doubtful),
        waiting=int(await connection.scalar(select(func.count()).select_from(deliveries).where(text(READY))) or 0),
        retrying=int(await connection.scalar(select(func.count()).select_from(batches).where(text(OPEN))) or 0),
        held=await count(chats.c.state == "active", chats.c.hold_until > since),
        failed=sum(ends.get(state, 0) for state in GIVEN_UP),
    )


async def failed(connection: AsyncConnection, since: datetime) -> list[Failed]:
    """The latest first."""
    given_up = (
        select(batches, chats.c.address)
        .join(chats, chats.c.id == batches.c.chat_id)
        .where(batches.c.claimed >= since, batches.c.state.in_(GIVEN_UP))
        .order_by(batches.c.id.desc())
        .limit(MOST)
    )
    found = []
    for row in (await connection.execute(given_up)).all():
        told = select(announcements.c.drama).distinct().where(announcements.c.id.in_(numbers(row.told)))
        dramas = (await connection.scalars(told.order_by(announcements.c.drama))).all()
        reason = row.reason or ""
        found.append(Failed(row.id, row.platform, row.address, row.state, reason, row.claimed, tuple(dramas)))
    return found


async def retry(connection: AsyncConnection, number: int, now: datetime) -> bool:
    """Whether that message could be sent once more, as if it had never been tried."""
    row = (await connection.execute(select(batches).where(batches.c.id == number))).one_or_none()
    if row is None or row.state not in GIVEN_UP:
        return False
    worth = select(func.count()).select_from(announcements)
    worth = worth.where(announcements.c.id.in_(numbers(row.told)), announcements.c.expires > now)
    if not await connection.scalar(worth):
        return False
    again = {"state": "waiting", "not_before": EPOCH, "attempts": 0, "plain": False, "unsure": None}
    await connection.execute(update(batches).where(batches.c.id == number).values(again))
    mine = (deliveries.c.announcement_id.in_(numbers(row.told)), deliveries.c.chat_id == row.chat_id)
    in_it = update(deliveries).where(*mine, deliveries.c.batch_id == number)
    await connection.execute(in_it.values(state="claimed"))
    return True
