"""Stories in the store, and what a chat wants of them."""

from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import alerts as raising
from bot.core.news import About, Alert, Change, NewsWords, Raised, Source, Story, Tie
from bot.store.feeds import FeedTransaction
from bot.store.newstables import alerts, news_words, stories, story_sources, story_ties


class NewsTransaction(FeedTransaction):
    """Implements news.Newsroom on an open connection. Without a chat there are no words of one."""

    def __init__(
        self,
        connection: AsyncConnection,
        chat_id: int | None = None,
        on_change: Callable[[], None] = lambda: None,
    ) -> None:
        self.connection = connection
        self.chat_id = chat_id
        self.on_change = on_change

    async def stories(
        self,
        dramas: Collection[str] = (),
        people: Collection[str] = (),
        *,
        since: datetime | None = None,
        until: datetime | None = None,
        fresh: bool = False,
        limit: int = 50,
    ) -> Sequence[Story]:
        if not dramas and not people:
            return []
        tied = select(story_ties.c.story_id).where(or_(_about(About.DRAMA, dramas), _about(About.PERSON, people)))
        wanted: list[ColumnElement[bool]] = [stories.c.id.in_(tied)]
        if since is not None:
            wanted.append(stories.c.found > since)
        if until is not None:
            wanted.append(stories.c.found <= until)
        if fresh:
            wanted.append(stories.c.fresh)
        newest = (stories.c.at.desc(), stories.c.id.desc())
        rows = (await self.connection.execute(select(stories).where(*wanted).order_by(*newest).limit(limit))).all()
        return await read(self.connection, rows)

    async def words(self) -> NewsWords:
        mine = select(news_words).where(news_words.c.chat_id == self.chat_id).order_by(news_words.c.word)
        rows = (await self.connection.execute(mine)).all()
        only = tuple(row.word for row in rows if row.wanted)
        return NewsWords(only, tuple(row.word for row in rows if not row.wanted))

    async def set_words(self, words: NewsWords) -> None:
        await self.connection.execute(delete(news_words).where(news_words.c.chat_id == self.chat_id))
        chosen = [(word, True) for word in words.only] + [(word, False) for word in words.without]
        rows = [{"chat_id": self.chat_id, "word": word, "wanted": wanted} for word, wanted in chosen]
        if rows:
            await self.connection.execute(insert(news_words), rows)

    async def alert(self, number: int) -> Raised | None:
        found = await raised(self.connection, alerts.c.id == number)
        return found[0] if found else None

    async def alerts(self, since: datetime) -> Sequence[Raised]:
        return await raised(self.connection, alerts.c.at > since, alerts.c.decided_by.is_(None))

    async def dismiss(self, number: int, by: str) -> None:
        gone = update(alerts).where(alerts.c.id == number).values(state="ignored", decided_by=by)
        await self.connection.execute(gone)
        self.on_change()


async def raised(connection: AsyncConnection, *which: ColumnElement[bool]) -> list[Raised]:
    """Alerts, the oldest first."""
    every = select(alerts, stories.c.address, stories.c.title, stories.c.site).join(stories).where(*which)
    return [_raised(row) for row in await connection.execute(every.order_by(alerts.c.id))]


def _raised(row: Row[Any]) -> Raised:
    change = Change(row.kind)
    if row.said is None:
        alert = Alert(row.drama, change, row.words, () if row.episode is None else (row.episode,))
    else:
        alert = raising.read(row.drama, change, row.words, row.said)
    return Raised(row.id, alert, Source(row.address, row.title, row.site), row.at, row.decided_by)


async def read(connection: AsyncConnection, rows: Iterable[Row[tuple[Any, ...]]]) -> list[Story]:
    """Stories from their rows, in that order."""
    known = list(rows)
    ids = [row.id for row in known]
    ties: dict[int, list[Tie]] = {}
    of_these = select(story_ties).where(story_ties.c.story_id.in_(ids)).order_by(story_ties.c.about, story_ties.c.name)
    for row in await connection.execute(of_these):
        ties.setdefault(row.story_id, []).append(Tie(About(row.about), row.name, row.episode, row.headline))
    others: dict[int, list[Source]] = {}
    in_order = (story_sources.c.found, story_sources.c.address)
    copies = select(story_sources).where(story_sources.c.story_id.in_(ids)).order_by(*in_order)
    for row in await connection.execute(copies):
        others.setdefault(row.story_id, []).append(Source(row.address, row.title, row.site))
    return [_story(row, ties.get(row.id, ()), others.get(row.id, ())) for row in known]


def _story(row: Row[tuple[Any, ...]], ties: Iterable[Tie], sources: Iterable[Source]) -> Story:
    return Story(
        id=row.id,
        address=row.address,
        title=row.title,
        site=row.site,
        summary=row.summary,
        at=row.at,
        published=row.published,
        on=date.fromisoformat(row.published_on) if row.published_on else None,
        ties=tuple(ties),
        also=tuple(source for source in sources if source.address != row.address),
    )


def _about(about: About, names: Collection[str]) -> ColumnElement[bool]:
    return (story_ties.c.about == about.value) & story_ties.c.name.in_(names)
