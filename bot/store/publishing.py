"""What calendars have said of each episode, as one open transaction reads and records it."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.published import Entry, Published, revise
from bot.core.subscriptions import read_start, write_start
from bot.store.dialect import upsert
from bot.store.tables import published


async def revised(
    connection: AsyncConnection, run: str, entries: Sequence[Entry], at: datetime, chat_id: int | None
) -> Sequence[Published]:
    """What is to be told of that run from now on; recorded. `chat_id` is the chat whose own run it is."""
    rows = await connection.execute(select(published).where(published.c.run == run))
    before = {row.uid: _read(row) for row in rows}
    found = revise(before, entries, at)
    values = [_row(run, chat_id, one) for one in found if before.get(one.entry.uid) != one]
    if values:
        put = upsert(published, connection)
        rest = {column.name: put.excluded[column.name] for column in published.c if column.name != "uid"}
        await connection.execute(put.on_conflict_do_update(index_elements=["uid"], set_=rest), values)
    return found


def _row(run: str, chat_id: int | None, one: Published) -> dict[str, object]:
    entry = one.entry
    return {
        "uid": entry.uid,
        "run": run,
        "chat_id": chat_id,
        "episode": entry.number,
        "announced": write_start(entry.announced),
        "announced_zone": entry.announced.zone,
        "details": entry.details,
        "sequence": one.sequence,
        "changed": one.changed,
        "cancelled": one.cancelled,
    }


def _read(row: object) -> Published:
    announced = read_start(row.announced, row.announced_zone)  # type: ignore[attr-defined]
    entry = Entry(row.uid, row.episode, announced, row.details)  # type: ignore[attr-defined]
    return Published(entry, row.sequence, row.changed, row.cancelled)  # type: ignore[attr-defined]
