"""How far chats say they are with what they watch."""

from collections.abc import Collection

from sqlalchemy import ColumnElement, delete, select
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store import tables
from bot.store.dialect import upsert

_T = tables.watched


async def watched(connection: AsyncConnection, chat_id: int, drama: str) -> dict[str, int]:
    """The latest episode of each run."""
    mine = (_T.c.chat_id == chat_id) & (_T.c.drama == drama)
    return {row.run: row.episode for row in await connection.execute(select(_T.c.run, _T.c.episode).where(mine))}


async def watch(connection: AsyncConnection, chat_id: int, drama: str, run: str, episode: int) -> None:
    """0 is none at all."""
    mine: ColumnElement[bool] = (_T.c.chat_id == chat_id) & (_T.c.drama == drama) & (_T.c.run == run)
    if not episode:
        await connection.execute(delete(_T).where(mine))
        return
    row = upsert(_T, connection).values(chat_id=chat_id, drama=drama, run=run, episode=episode)
    keys = ["chat_id", "drama", "run"]
    await connection.execute(row.on_conflict_do_update(index_elements=keys, set_={"episode": episode}))


async def of_chats(connection: AsyncConnection, chat_ids: Collection[int]) -> dict[tuple[int, str], dict[str, int]]:
    """The same for several chats at once, by chat and drama."""
    found: dict[tuple[int, str], dict[str, int]] = {}
    for row in await connection.execute(select(_T).where(_T.c.chat_id.in_(chat_ids))):
        found.setdefault((row.chat_id, row.drama), {})[row.run] = row.episode
    return found
