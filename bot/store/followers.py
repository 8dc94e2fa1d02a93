"""Who follows a drama, and what becomes of them when its releases change."""

from collections.abc import Iterable

from sqlalchemy import ColumnElement, and_, exists, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.dialect import upsert
from bot.store.tables import leads, subscriptions, wishes


def follows(drama: str, release: str, *, default_release: bool) -> ColumnElement[bool]:
    """Who wants to hear of changes, as a condition on subscriptions: all who follow that release and are not silent."""
    on_it = subscriptions.c.release == release
    on_it = or_(on_it, subscriptions.c.release == "") if default_release else on_it
    any_lead = exists().where(leads.c.chat_id == subscriptions.c.chat_id, leads.c.drama == subscriptions.c.drama)
    return and_(subscriptions.c.drama == drama, on_it, or_(~subscriptions.c.custom, any_lead))


async def followed_releases(connection: AsyncConnection) -> list[tuple[str, str]]:
    """Every drama and release that some chat follows by name."""
    named = select(subscriptions.c.drama, subscriptions.c.release).where(subscriptions.c.release != "")
    return [(row.drama, row.release) for row in await connection.execute(named.distinct())]


async def forget_release(connection: AsyncConnection, drama: str, keys: Iterable[str]) -> None:
    """Chats that follow a release which the schedule no longer has go on with the default one."""
    lost = (subscriptions.c.drama == drama) & subscriptions.c.release.not_in(["", *keys])
    moved = await connection.execute(
        update(subscriptions).where(lost).values(release="").returning(subscriptions.c.custom)
    )
    if moved.first() is None:
        return
    old = select(wishes).where(wishes.c.drama == drama)
    rows = [
        {"drama": drama, "release": "", "lead": row.lead, "zone": row.zone} for row in await connection.execute(old)
    ]
    await connection.execute(upsert(wishes, connection).on_conflict_do_nothing(), rows)
