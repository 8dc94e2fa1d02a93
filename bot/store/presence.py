"""Chats that come, go, move, and lose or regain the right to be told something."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Table, and_, delete, exists, select, text, union_all, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.deliveries import Silenced
from bot.core.ports import Address, Person, Place
from bot.store.newstables import news_words
from bot.store.tables import (
    CLAIMED,
    OPEN,
    UNSENT,
    announcements,
    batches,
    calendars,
    chats,
    deliveries,
    digests,
    leads,
    subscriptions,
    told_stories,
    watched,
)

KEPT = timedelta(days=30)  # how long the settings of a chat are kept that is gone
ACTIVE = {"state": "active", "reason": None, "hold_until": None, "gone_since": None, "told": False}
_INACTIVE = text("chats.state <> 'active'")  # the words of the partial index


async def leave(connection: AsyncConnection, address: Address, reason: str) -> None:
    """Say nothing more there; to none of its threads when the chat itself is meant. Its settings are kept for a while.

    One that we know to be gone keeps the reason that was found first.
    """
    here = select(chats.c.id).where(*_of(address), chats.c.state != "gone")
    ids = (await connection.scalars(here)).all()
    values = {"state": "gone", "reason": reason, "told": False, "gone_since": None}
    await connection.execute(update(chats).where(chats.c.id.in_(ids)).values(values))
    await _unsent(connection, ids, "gone")


async def pause(connection: AsyncConnection, chat_id: int, reason: str, until: datetime) -> None:
    """Whoever subscribed it is told of it once, however often it is tried."""
    values = {"state": "paused", "reason": reason, "hold_until": until}
    await connection.execute(update(chats).where(chats.c.id == chat_id).values(values))
    await _unsent(connection, [chat_id], "paused")


async def resume(connection: AsyncConnection, address: Address) -> bool:
    """It may be told everything again, and so may its threads when the chat itself is meant. Whether it could not."""
    here = select(chats.c.id).where(*_of(address), _INACTIVE)
    ids = (await connection.scalars(here)).all()
    await activate(connection, ids)
    return bool(ids)


async def paused(connection: AsyncConnection, platform: str) -> list[Address]:
    mine = select(chats).where(chats.c.platform == platform, _INACTIVE, chats.c.state == "paused")
    rows = (await connection.execute(mine.order_by(chats.c.id))).all()
    return [Address(platform, row.address, row.thread) for row in rows]


async def activate(connection: AsyncConnection, chat_ids: Sequence[int]) -> None:
    if chat_ids:
        await connection.execute(update(chats).where(chats.c.id.in_(chat_ids)).values(ACTIVE))
        await _unsent(connection, chat_ids, "ready")


async def unpause(connection: AsyncConnection, platform: str, real: datetime) -> bool:
    """What waits for chats whose pause is over may be claimed. The chats stay paused: the first try decides."""
    over = (chats.c.platform == platform, _INACTIVE, chats.c.state == "paused", chats.c.hold_until <= real)
    waiting = deliveries.c.chat_id.in_(select(chats.c.id).where(*over))
    found = update(deliveries).where(waiting, text(UNSENT), deliveries.c.state == "paused").values(state="ready")
    return (await connection.execute(found.returning(deliveries.c.chat_id))).first() is not None


async def move(connection: AsyncConnection, old: Address, new: Address) -> None:
    """The chat has a new address; where that one is known already, it keeps its settings and gains the others."""
    rows = (await connection.execute(select(chats.c.id, chats.c.thread).where(*_everywhere(old)))).all()
    for row in rows:
        target = (*_everywhere(new), chats.c.thread == row.thread)
        there = await connection.scalar(select(chats.c.id).where(*target))
        if there is None:
            await connection.execute(update(chats).where(chats.c.id == row.id).values(address=new.chat))
            there = row.id
        elif there != row.id:
            await _merge(connection, row.id, there)
        await activate(connection, [there])


async def silenced(connection: AsyncConnection, platform: str) -> list[Silenced]:
    untold = (chats.c.platform == platform, _INACTIVE, ~chats.c.told, chats.c.added_by.is_not(None))
    found = (await connection.execute(select(chats).where(*untold).order_by(chats.c.id).limit(20))).all()
    ids = [row.id for row in found]
    await connection.execute(update(chats).where(chats.c.id.in_(ids)).values(told=True))
    mine = select(subscriptions.c.chat_id, subscriptions.c.drama).where(subscriptions.c.chat_id.in_(ids))
    follows: dict[int, list[str]] = {}
    for row in await connection.execute(mine.order_by(subscriptions.c.drama)):
        follows.setdefault(row.chat_id, []).append(row.drama)
    return [
        Silenced(
            row.id,
            row.added_by,
            row.state == "gone",
            tuple(follows[row.id]),
            row.reason or "",
            topic=bool(row.thread) and row.state == "paused",
        )
        for row in found
        if row.id in follows and row.place != Place.PRIVATE.value
    ]


async def redirect(connection: AsyncConnection, number: int, person: Person, *, general: bool) -> bool:
    """Let it be tried again in that topic, or from now on in the General one, as the person says who subscribed it.

    False when it is not theirs, or no topic.
    """
    mine = (chats.c.platform == person.platform, chats.c.added_by == person.id)
    row = (
        await connection.execute(select(chats).where(*mine, chats.c.id == number, chats.c.thread != ""))
    ).one_or_none()
    if row is None:
        return False
    if general:
        there = select(chats.c.id).where(*_everywhere(Address(row.platform, row.address)), chats.c.thread == "")
        known = await connection.scalar(there)
        if known is None:
            await connection.execute(update(chats).where(chats.c.id == number).values(thread=""))
        else:
            await _merge(connection, number, known)
            number = known
    await activate(connection, [number])
    return True


async def purge(connection: AsyncConnection, real: datetime) -> None:
    """Forget chats that have been gone for so long, with all that was kept of them."""
    gone = (_INACTIVE, chats.c.state == "gone")
    unseen = update(chats).where(*gone, chats.c.gone_since.is_(None)).values(gone_since=real)
    await connection.execute(unseen)
    ids = (await connection.scalars(select(chats.c.id).where(*gone, chats.c.gone_since <= real - KEPT))).all()
    for start in range(0, len(ids), 500):
        some = ids[start : start + 500]
        await connection.execute(delete(leads).where(leads.c.chat_id.in_(some)))
        await delete_chats(connection, some)


def of_chats(ids: Sequence[int]) -> ColumnElement[bool]:
    """The deliveries of these chats, whatever became of them."""
    ours = select(announcements.c.id)
    told = union_all(ours.where(announcements.c.chat_id.is_(None)), ours.where(announcements.c.chat_id.in_(ids)))
    return and_(deliveries.c.announcement_id.in_(told), deliveries.c.chat_id.in_(ids))


async def delete_chats(connection: AsyncConnection, ids: Sequence[int]) -> None:
    """With all that is kept of them but for their leads."""
    await connection.execute(delete(deliveries).where(of_chats(ids)))
    await connection.execute(delete(chats).where(chats.c.id.in_(ids)))


def _of(address: Address) -> tuple[ColumnElement[bool], ...]:
    return (*_everywhere(address), *([chats.c.thread == address.thread] if address.thread else []))


def _everywhere(address: Address) -> tuple[ColumnElement[bool], ...]:
    return chats.c.platform == address.platform, chats.c.address == address.chat


async def _unsent(connection: AsyncConnection, chat_ids: Sequence[int], state: str) -> None:
    mine = deliveries.c.chat_id.in_(chat_ids)
    await connection.execute(update(deliveries).where(mine, text(UNSENT)).values(state=state))


async def _merge(connection: AsyncConnection, old: int, new: int) -> None:
    has = select(subscriptions.c.drama).where(subscriptions.c.chat_id == new)
    for table in (leads, subscriptions):
        mine = (table.c.chat_id == old) & table.c.drama.not_in(has)
        await connection.execute(update(table).where(mine).values(chat_id=new))
    for table in (news_words, watched, digests, told_stories):
        await _gain(connection, table, old, new)
    zone = select(chats.c.zone).where(chats.c.id == old).scalar_subquery()
    await connection.execute(update(chats).where(chats.c.id == new, chats.c.zone.is_(None)).values(zone=zone))
    address = select(calendars.c.chat_id).where(calendars.c.chat_id == new)
    moved = update(calendars).where(calendars.c.chat_id == old, ~address.exists()).values(chat_id=new)
    await connection.execute(moved)
    await _hand_over(connection, old, new)
    await connection.execute(delete(leads).where(leads.c.chat_id == old))
    await delete_chats(connection, [old])


async def _hand_over(connection: AsyncConnection, old: int, new: int) -> None:
    """What the old chat was still to be told, and the new one was not.

    The batch under way goes on at the new address, too.
    """
    same = deliveries.alias()
    told = exists().where(same.c.announcement_id == deliveries.c.announcement_id, same.c.chat_id == new)
    unsent = (deliveries.c.chat_id == old, text(f"deliveries.{UNSENT}"))
    await connection.execute(update(deliveries).where(*unsent, ~told).values(chat_id=new))
    under_way = select(batches.c.id).where(batches.c.chat_id == old, text(OPEN))
    claimed = (deliveries.c.batch_id.in_(under_way), text(f"deliveries.{CLAIMED}"))
    await connection.execute(update(deliveries).where(*claimed, ~told).values(chat_id=new))
    await connection.execute(update(batches).where(batches.c.chat_id == old, text(OPEN)).values(chat_id=new))


async def _gain(connection: AsyncConnection, table: Table, old: int, new: int) -> None:
    """What the new chat has no row for."""
    there = table.alias()
    keys = [column.name for column in table.primary_key if column.name != "chat_id"]
    same = select(there.c.chat_id).where(there.c.chat_id == new, *(there.c[key] == table.c[key] for key in keys))
    await connection.execute(update(table).where(table.c.chat_id == old, ~same.exists()).values(chat_id=new))
