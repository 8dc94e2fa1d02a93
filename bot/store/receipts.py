"""How the telling of something went: in chats, and in people where these were counted."""

from collections.abc import Collection, Mapping
from datetime import datetime

from sqlalchemy import case, delete, func, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.digests import What
from bot.core.proposals import Receipt
from bot.core.receipts import Night
from bot.store.codes import DeliveryState, word
from bot.store.tables import announcements, chats, deliveries, digests

STANDING = {  # of a delivery; of several at once the best counts
    DeliveryState.SENT: 5,
    DeliveryState.READY: 4,
    DeliveryState.CLAIMED: 4,
    DeliveryState.UNKNOWN: 3,
    DeliveryState.PAUSED: 2,
    DeliveryState.NO_RIGHTS: 2,
    DeliveryState.GONE: 2,
    DeliveryState.EXPIRED: 1,
    DeliveryState.MISSED: 1,
    DeliveryState.DEAD: 1,
}
_REACHED = case(*((deliveries.c.state == word(state), place) for state, place in STANDING.items()), else_=0)
PEOPLE = case((chats.c.place == "private", 1), else_=chats.c.people)  # of a chat; NULL where nobody counted
OUT = ("PREMIERE", "REMINDER")


async def of(connection: AsyncConnection, about: str | None) -> Receipt:
    """Of what each chat was to be told last about that: who had it a day ahead and not when it was out was not told."""
    in_time = announcements.c.missed.is_(None)  # else it only said that it was missed
    standing = case((in_time, _REACHED), else_=STANDING[DeliveryState.MISSED])
    last_first = (in_time.desc(), announcements.c.due.desc(), standing.desc())
    each = (
        select(
            deliveries.c.chat_id,
            standing.label("standing"),
            func.row_number().over(partition_by=deliveries.c.chat_id, order_by=last_first).label("place"),
        )
        .join(announcements, announcements.c.id == deliveries.c.announcement_id)
        .where(announcements.c.about == about)
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
    at = func.coalesce(announcements.c.missed, announcements.c.due)
    when = (at > since, at <= until, announcements.c.chat_id.is_(None))
    told = announcements.c.kind.in_(OUT) | announcements.c.missed.is_not(None)
    wanted = select(
        announcements.c.about,
        announcements.c.drama,
        announcements.c.release,
        announcements.c.episodes,
        func.min(at).label("first"),
    ).where(out, told, *when)
    columns = (announcements.c.about, announcements.c.drama, announcements.c.release, announcements.c.episodes)
    rows = (await connection.execute(wanted.group_by(*columns).order_by("first", announcements.c.about))).all()
    found = []
    for row in rows:
        receipt = await of(connection, row.about)
        if receipt.all:
            numbers = tuple(int(number) for number in row.episodes.split("+"))
            found.append(Night(row.drama, row.release, numbers, receipt))
    return found


async def forget_former(connection: AsyncConnection, owners: Mapping[str, Collection[str]]) -> None:
    """End the daily line of whoever is no longer an owner. `owners` are ids by platform."""
    rows = await connection.execute(
        select(digests.c.chat_id, digests.c.person, chats.c.platform)
        .join(chats, chats.c.id == digests.c.chat_id)
        .where(digests.c.what == What.RECEIPTS.value)
    )
    former = [row.chat_id for row in rows if row.person not in owners.get(row.platform, ())]
    mine = digests.c.chat_id.in_(former) & (digests.c.what == What.RECEIPTS.value)
    await connection.execute(delete(digests).where(mine))
