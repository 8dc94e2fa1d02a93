"""What the fetching of feeds reads and writes: which are due, what was seen in them, and the stories in it."""

from collections.abc import Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import delete, insert, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import alerts as raising
from bot.core.feeds import CONFIG, Feed, FeedState
from bot.core.news import Alert, Change, Source, Story, Written
from bot.core.same import APART, same
from bot.store import feeds as reading
from bot.store import looks
from bot.store.columns import kept
from bot.store.dialect import upsert
from bot.store.news import read
from bot.store.newstables import alerts, feed_items, feeds, stories, story_sources, story_ties
from bot.store.store import Store

FORGOTTEN = timedelta(days=60)  # so long after it was last in a feed, an item is no longer known again
AGAIN = timedelta(days=4)  # so long the same change of the same episode is not told again
CHUNK = 400  # values in one question
AT_ONCE = 10  # stories in one transaction: nobody else writes meanwhile
MOST_LIKELY = 300  # stories that a new one is compared with
_ACTIVE = feeds.c.state == "active"


class Newsdesk:
    """Each method is one transaction."""

    def __init__(self, store: Store) -> None:
        self.store = store

    async def due(self, now: datetime) -> list[Feed]:
        if not await self.store.has(looks.FEED_DUE, {"now": kept(now)}):
            return []
        wanted = select(feeds).where(_ACTIVE, feeds.c.due <= now).order_by(feeds.c.due, feeds.c.id)
        async with self.store.engine.begin() as connection:
            return [reading.read(row) for row in await connection.execute(wanted)]

    async def configure(self, addresses: Collection[str], now: datetime) -> None:
        """The config names these feeds, and no others. What editors have done with one of them stays."""
        async with self.store.engine.begin() as connection:
            gone = (feeds.c.platform == CONFIG.platform, feeds.c.address.not_in(addresses))
            await connection.execute(delete(feeds).where(*gone))
            for address in addresses:
                author = {"platform": CONFIG.platform, "person": CONFIG.person, "name": CONFIG.name}
                row = {"address": address, "added": now, "due": now, **author}
                await reading.add(connection, row)

    async def known(self, feed: int, keys: Collection[str]) -> set[str]:
        """Those of the keys under which something was seen in that feed before."""
        asked, found = list(keys), set()
        async with self.store.engine.begin() as connection:
            for at in range(0, len(asked), CHUNK):
                some = feed_items.c.key.in_(asked[at : at + CHUNK])
                mine = select(feed_items.c.key).where(feed_items.c.feed_id == feed, some)
                found |= set((await connection.scalars(mine)).all())
        return found

    async def had(
        self, feed: Feed, keys: Collection[str], written: Sequence[Written], now: datetime, *, fresh: bool
    ) -> list[int]:
        """That feed was fetched, and is now as given: all keys are seen, and the stories kept.

        What is not `fresh` is told to nobody. The numbers of the alerts of which editors are to be told; none of a feed
        that was removed meanwhile.
        """
        told: list[int] = []
        for at in range(0, len(written), AT_ONCE):
            async with self.store.engine.begin() as connection:
                told += await _take(connection, feed.id, written[at : at + AT_ONCE], now, fresh=fresh)
        async with self.store.engine.begin() as connection:
            if await _settle(connection, feed):
                await _see(connection, feed.id, keys, now)
        return told

    async def feeds(self) -> Sequence[Feed]:
        async with self.store.engine.begin() as connection:
            return [reading.read(row) for row in await connection.execute(select(feeds).order_by(feeds.c.id))]

    async def missed(self, feed: Feed) -> None:
        """It could not be had, and is now as given."""
        async with self.store.engine.begin() as connection:
            await _settle(connection, feed)


async def next_due(connection: AsyncConnection) -> datetime | None:
    return await looks.earliest(connection, looks.NEXT_FEED)


async def _settle(connection: AsyncConnection, feed: Feed) -> bool:
    """Whether it is still there. One that an editor has paused meanwhile stays paused."""
    row = (await connection.execute(select(feeds).where(feeds.c.id == feed.id).with_for_update())).one_or_none()
    if row is None:
        return False
    values: dict[str, Any] = {
        "site": feed.site,
        "home": feed.home,
        "etag": feed.etag,
        "modified": feed.modified,
        "due": feed.due,
        "every": int(feed.every.total_seconds()),
        "skip": str(feed.skip),
        "failures": feed.failures,
        "fetched": feed.fetched,
        "begun": feed.begun,
    }
    if row.state == FeedState.ACTIVE.value:
        values |= {"state": feed.state.value, "reason": feed.reason}
    taken = select(feeds.c.id).where(feeds.c.address == feed.address, feeds.c.id != feed.id)
    if await connection.scalar(taken) is None:
        values["address"] = feed.address
    await connection.execute(update(feeds).where(feeds.c.id == feed.id).values(values))
    return True


async def _see(connection: AsyncConnection, feed: int, keys: Collection[str], now: datetime) -> None:
    rows = [{"feed_id": feed, "key": key, "at": now} for key in sorted(keys)]
    statement = upsert(feed_items, connection)
    again = statement.on_conflict_do_update(index_elements=["feed_id", "key"], set_={"at": now})
    if rows:
        await connection.execute(again, rows)
    old = (feed_items.c.feed_id == feed, feed_items.c.at < now - FORGOTTEN)
    await connection.execute(delete(feed_items).where(*old))


async def _take(
    connection: AsyncConnection, feed: int, written: Sequence[Written], now: datetime, *, fresh: bool
) -> list[int]:
    """The alerts among these, which are kept; what was kept before the bot was killed is known."""
    if await connection.scalar(select(feeds.c.id).where(feeds.c.id == feed)) is None:
        return []
    likely = await _likely(connection, written)
    told: list[int] = []
    for one in written:
        story = await _keep(connection, feed, one, likely, now, fresh=fresh)
        for alert in one.alerts if story and fresh else ():
            number = await _alert(connection, story, alert, now) if story else None
            told += [number] if number else []
    return told


async def _keep(
    connection: AsyncConnection, feed: int, one: Written, likely: list[Story], now: datetime, *, fresh: bool
) -> Story | None:
    """The story that it became, or is a copy of; None where nothing about it is new. `likely` follows."""
    known = select(story_sources.c.story_id).where(story_sources.c.address == one.address)
    if await connection.scalar(known) is not None:
        return None
    copied = next((story for story in likely if same(one, story)), None)
    if copied and await _is_of_another_night(connection, copied, one):
        copied = None
    number = copied.id if copied else await _insert(connection, one, now, fresh=fresh)
    source = {"address": one.address, "story_id": number, "feed_id": feed, "title": one.title, "site": one.site}
    await connection.execute(insert(story_sources).values(**source, found=now))
    ties = [
        {
            "story_id": number,
            "about": tie.about.value,
            "name": tie.name,
            "episode": tie.episode,
            "headline": tie.headline,
        }
        for tie in one.ties
    ]
    if ties:
        await connection.execute(upsert(story_ties, connection).on_conflict_do_nothing(), ties)
    if copied is None:
        likely.append(Story(number, one.address, one.title, one.site, one.summary, one.at, ties=one.ties))
        return likely[-1]
    place = likely.index(copied)
    likely[place] = replace(copied, also=(*copied.also, Source(one.address, one.title, one.site)))
    return likely[place]


async def _likely(connection: AsyncConnection, written: Sequence[Written]) -> list[Story]:
    """Stories of about that time that are about something of the same, the first found first."""
    names = {tie.name for one in written for tie in one.ties}
    since, until = min(one.at for one in written) - APART, max(one.at for one in written) + APART
    tied = select(story_ties.c.story_id).where(story_ties.c.name.in_(names))
    near = (stories.c.at >= since, stories.c.at <= until, stories.c.id.in_(tied))
    found = select(stories).where(*near).order_by(stories.c.id.desc()).limit(MOST_LIKELY)
    return (await read(connection, (await connection.execute(found)).all()))[::-1]


async def _insert(connection: AsyncConnection, one: Written, now: datetime, *, fresh: bool) -> int:
    row = {
        "address": one.address,
        "title": one.title,
        "site": one.site,
        "summary": one.summary,
        "at": one.at,
        "published": one.published,
        "published_on": one.on.isoformat() if one.on else None,
        "found": now,
        "fresh": fresh,
    }
    made = await connection.execute(insert(stories).values(row).returning(stories.c.id))
    return int(made.scalar_one())


async def _is_of_another_night(connection: AsyncConnection, story: Story, one: Written) -> bool:
    """Whether both say that a night is left out, in the same words on two days."""
    told = select(alerts).where(alerts.c.story_id == story.id, alerts.c.said.is_not(None))
    rows = (await connection.execute(told)).all() if one.alerts else ()
    known = {row.drama: raising.read(row.drama, Change(row.kind), row.words, row.said) for row in rows}
    return any(alert.drama in known and not raising.again(alert, known[alert.drama]) for alert in one.alerts)


async def _alert(connection: AsyncConnection, story: Story, alert: Alert, now: datetime) -> int | None:
    """Its number; None where editors have heard of that change before, from this story or another."""
    episode = min(alert.episodes, default=None)
    of_drama = (alerts.c.drama == alert.drama, alerts.c.at > now - AGAIN)
    alike = (alerts.c.kind == alert.change.value, alerts.c.episode == episode)
    for words, said in (await connection.execute(select(alerts.c.words, alerts.c.said).where(*of_drama, *alike))).all():
        if said is None or raising.again(alert, raising.read(alert.drama, alert.change, words, said)):
            return None
    row = {
        "story_id": story.id,
        "drama": alert.drama,
        "kind": alert.change.value,
        "words": alert.words,
        "episode": episode,
        "at": now,
        "said": raising.write(alert),
    }
    made = upsert(alerts, connection).values(row).on_conflict_do_nothing().returning(alerts.c.id)
    number: int | None = await connection.scalar(made)
    return number
