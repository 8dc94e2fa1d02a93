"""Feeds in the store, as editors see them."""

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Row, delete, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.feeds import Feed, FeedState, Looked, Skip
from bot.core.proposals import Author
from bot.store.dialect import upsert
from bot.store.newstables import feeds


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
        made = upsert(feeds, self.connection).values(row).on_conflict_do_nothing().returning(feeds)
        found = (await self.connection.execute(made)).one_or_none()
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
