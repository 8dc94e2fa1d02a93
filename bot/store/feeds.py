"""Feeds in the store, as editors see them."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, func, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.feeds import Feed, FeedState, Looked, Skip
from bot.core.proposals import Author
from bot.store.dialect import upsert
from bot.store.newstables import feeds
from bot.store.tables import facts

LAST = "feed"  # the fact that has the number given last


class FeedTransaction:
    """Implements feeds.Feeds on an open connection."""

    connection: AsyncConnection
    on_change: Callable[[], None]  # what is to be fetched next may have become another

    async def feeds(self) -> Sequence[Feed]:
        rows = await self.connection.execute(select(feeds).order_by(feeds.c.id))
        return [read(row) for row in rows]

    async def add_feed(self, looked: Looked, author: Author, at: datetime) -> Feed | None:
        row = {
            "address": looked.address,
            "site": looked.site,
            "home": looked.home,
            "platform": author.platform,
            "person": author.person,
            "name": author.name,
            "added": at,
            "due": at,
            "every": int(looked.every.total_seconds()),
        }
        found = await add(self.connection, row)
        self.on_change()
        return None if found is None else read(found)

    async def pause_feed(self, number: int, reason: str) -> None:
        await self._set(number, state=FeedState.PAUSED.value, reason=reason)

    async def resume_feed(self, number: int, at: datetime) -> None:
        await self._set(number, state=FeedState.ACTIVE.value, reason=None, failures=0, due=at)
        self.on_change()

    async def remove_feed(self, number: int) -> None:
        await self.connection.execute(delete(feeds).where(feeds.c.id == number))

    async def _set(self, number: int, **values: Any) -> None:
        await self.connection.execute(update(feeds).where(feeds.c.id == number).values(values))


async def add(connection: AsyncConnection, row: Mapping[str, Any]) -> Row[Any] | None:
    """Unless its address is known. Its number is one that no feed has had: an old button must not mean a new feed."""
    number: dict[str, int] = {}
    if connection.dialect.name == "sqlite":  # which would give the number of a feed that was removed; others count on
        last = await connection.scalar(select(facts.c.value).where(facts.c.key == LAST))
        highest = await connection.scalar(select(func.max(feeds.c.id)))
        number = {"id": max(int(last or 0), highest or 0) + 1}
    made = upsert(feeds, connection).values({**row, **number}).on_conflict_do_nothing().returning(feeds)
    found: Row[Any] | None = (await connection.execute(made)).one_or_none()
    if found is not None and number:
        kept = upsert(facts, connection).values(key=LAST, value=str(found.id))
        await connection.execute(kept.on_conflict_do_update(index_elements=["key"], set_={"value": str(found.id)}))
    return found


def read(row: Row[Any]) -> Feed:
    return Feed(
        id=row.id,
        address=row.address,
        site=row.site,
        home=row.home,
        author=Author(row.platform, row.person, row.name),
        added=row.added,
        state=FeedState(row.state),
        reason=row.reason,
        due=row.due,
        every=timedelta(seconds=row.every),
        failures=row.failures,
        fetched=row.fetched,
        begun=row.begun,
        etag=row.etag,
        modified=row.modified,
        skip=Skip.parse(row.skip),
    )
