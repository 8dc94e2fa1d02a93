"""How the telling of something went: in chats, and in people where these were counted."""

from collections.abc import Collection, Sequence
from datetime import datetime

from sqlalchemy import case, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.proposals import Receipt
from bot.core.receipts import Night
from bot.store.tables import announcements, chats, deliveries

STANDING = {  # of a delivery; of several at once the best counts
    "sent": 5,
    "ready": 4,
    "claimed": 4,
    "unknown": 3,
    "paused": 2,  # the bot may not post there just now
    "no rights": 2,
    "gone": 2,
    "expired": 1,
    "missed": 1,
    "dead": 1,
}
PEOPLE = case((chats.c.place == "private", 1), else_=chats.c.people)  # of a chat; NULL where nobody counted
OUT = ("PREMIERE", "REMINDER")


async def of(connection: AsyncConnection, about: str | None) -> Receipt:
    """Of what each chat was to be told last about that: who had it a day ahead and not when it was out was not told."""
    standing = case(STANDING, value=deliveries.c.state, else_=0)
    last_first = (announcements.c.due.desc(), standing.desc())
    each = (
        select(
            deliveries.c.chat_id,
            standing.label("standing"),
            func.row_number().over(partition_by=deliveries.c.chat_id, order_by=last_first).label("place"),
        )
        .join(announcements, announcements.c.id == deliveries.c.announcement_id)
        .where(announcements.c.about == about, announcements.c.missed.is_(None))
        .subquery()
    )
    best = select(each.c.chat_id, each.c.standing).where(each.c.place == 1).subquery()
    counted = select(best.c.standing, func.count(), func.sum(PEOPLE), func.count(PEOPLE))
    of_chats = counted.join(chats, chats.c.id == best.c.chat_id).group_by(best.c.standing)
    rows = {row[0]: row[1:] for row in await connection.execute(of_chats)}
    told, people, known = rows.get(5, (0, 0, 0))
    number = {standing: count for standing, (count, _, _) in rows.items()}
    return Receipt(
        told=told,
        waiting=number.get(4, 0),
        unknown=number.get(3, 0),
        unreachable=number.get(2, 0),
        missed=number.get(1, 0),
        people=people or 0,
        uncounted=told - known,
    )


async def nights(connection: AsyncConnection, since: datetime, until: datetime) -> list[Night]:
    """What was out from one instant to the other, for all who follow it: not what single chats watch again."""
    out = (announcements.c.lead == "0m") | announcements.c.lead.contains(":")
    when = (announcements.c.due > since, announcements.c.due <= until, announcements.c.chat_id.is_(None))
    wanted = select(
        announcements.c.about,
        announcements.c.drama,
        announcements.c.release,
        announcements.c.episodes,
        func.min(announcements.c.due).label("first"),
    ).where(out, announcements.c.kind.in_(OUT), *when)
    columns = (announcements.c.about, announcements.c.drama, announcements.c.release, announcements.c.episodes)
    rows = (await connection.execute(wanted.group_by(*columns).order_by("first", announcements.c.about))).all()
    found = []
    for row in rows:
        receipt = await of(connection, row.about)
        if receipt.all:
            numbers = tuple(int(number) for number in row.episodes.split("+"))
            found.append(Night(row.drama, row.release, numbers, receipt))
    return found


async def uncounted(
    connection: AsyncConnection, platform: str, before: datetime, limit: int
) -> Sequence[tuple[int, str, str, str]]:
    """Id, address, thread and place of chats of several people that were not counted since then."""
    stale = chats.c.counted.is_(None) | (chats.c.counted < before)
    several = (chats.c.platform == platform, chats.c.state == "active", chats.c.place != "private", stale)
    row = select(chats.c.id, chats.c.address, chats.c.thread, chats.c.place).where(*several)
    found = await connection.execute(
        row.order_by(chats.c.counted.is_not(None), chats.c.counted, chats.c.id).limit(limit)
    )
    return [(one.id, one.address, one.thread, one.place) for one in found]


async def count(connection: AsyncConnection, counted: Collection[tuple[int, int | None]], real: datetime) -> None:
    """Chat ids, and how many people are there; None where the platform did not say, so that the last count stays."""
    for chat_id, people in counted:
        values = {"counted": real} | ({} if people is None else {"people": people})
        await connection.execute(update(chats).where(chats.c.id == chat_id).values(values))
