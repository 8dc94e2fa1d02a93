"""Digests and daily quotes in the store: who is to have one next, and what was made of it."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, time
from typing import Any

from sqlalchemy import ColumnElement, Row, bindparam, delete, exists, func, insert, literal_column, select, update
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.core.deliveries import Batch, Part
from bot.core.digests import DailyQuote, Digest, Due, Found, News, Reading, Rhythm, What, read, spread, write
from bot.core.messages import Kind
from bot.core.news import NewsWords, Story
from bot.core.ports import Subscription
from bot.store import looks, news, receipts, watched
from bot.store.announcing import unasked
from bot.store.codes import queue_of, unsent_state
from bot.store.dialect import upsert
from bot.store.newstables import news_words, stories, story_ties
from bot.store.tables import announcements, chats, deliveries, digests, quotes_shown, subscriptions, told_stories

CHUNK = 100  # digests a transaction: no other write waits for longer than some 50 ms
MOST_STORIES = 2000  # looked at for all chats together, the newest
PRIORITY = 4
KINDS = {What.NEWS: Kind.DIGEST, What.QUOTE: Kind.QUOTE, What.RECEIPTS: Kind.DIGEST}


class ChatDigests:
    """Implements digests.Digests on an open connection."""

    def __init__(self, connection: AsyncConnection, chat_id: int, at: datetime) -> None:
        self.connection = connection
        self.chat_id = chat_id
        self.at = at

    async def rhythm(self, what: What) -> Rhythm | None:
        row = (await self.connection.execute(select(digests).where(*self._mine(what)))).one_or_none()
        return None if row is None else _rhythm(row)

    async def begin(self, what: What, rhythm: Rhythm, zone: str, person: str | None = None) -> datetime:
        late = spread(self.chat_id, await count(self.connection))
        due = rhythm.after(self.at - late, zone) + late
        row: dict[str, object] = {"hour": f"{rhythm.hour:%H:%M}", "weekday": rhythm.weekday, "due": due}
        row |= {"person": person} if person else {}
        new = upsert(digests, self.connection).values(chat_id=self.chat_id, what=what.value, **row)
        await self.connection.execute(new.on_conflict_do_update(index_elements=["chat_id", "what"], set_=row))
        return due

    async def end(self, what: What) -> bool:
        gone = delete(digests).where(*self._mine(what)).returning(digests.c.chat_id)
        return (await self.connection.execute(gone)).first() is not None

    async def told(self, stories: Collection[int]) -> None:
        await _tell(self.connection, [(self.chat_id, story) for story in stories])

    async def move(self, zone: str) -> None:
        """The chat goes by another clock from now on."""
        for what in What:
            if rhythm := await self.rhythm(what):
                await self.begin(what, rhythm, zone)

    def _mine(self, what: What) -> tuple[ColumnElement[bool], ...]:
        return digests.c.chat_id == self.chat_id, digests.c.what == what.value


class DigestPlans:
    """The planner's side: works on its one open connection."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection

    async def next(self, platforms: Collection[str]) -> datetime | None:
        return await looks.earliest(self.connection, looks.NEXT_DIGEST, platforms)

    async def due(self, until: datetime, platforms: Collection[str]) -> list[Due]:
        """A chunk of those that are due, the earliest first, of chats that can be told."""
        if not await looks.found(self.connection, looks.DIGEST_DUE, until):
            return []
        every = select(digests, chats.c.zone, chats.c.platform, chats.c.address, chats.c.thread)
        of_chats = every.join(chats, chats.c.id == digests.c.chat_id).where(digests.c.due <= until, _here(platforms))
        rows = await self.connection.execute(of_chats.order_by(digests.c.due, digests.c.chat_id).limit(CHUNK))
        return [
            Due(
                row.chat_id,
                What(row.what),
                _rhythm(row),
                row.due,
                row.zone or "UTC",
                f"{row.platform} {row.address} {row.thread}",
            )
            for row in rows
        ]

    async def stories(self, since: datetime) -> list[Found]:
        """Those found since then that are about somebody or something, newest first."""
        tied = select(story_ties.c.story_id)
        fresh = (stories.c.found > since, stories.c.fresh, stories.c.id.in_(tied))
        newest = select(stories).where(*fresh).order_by(stories.c.at.desc(), stories.c.id.desc()).limit(MOST_STORIES)
        rows = (await self.connection.execute(newest)).all()
        found: list[Found] = []
        for start in range(0, len(rows), 500):
            some = rows[start : start + 500]
            read = await news.read(self.connection, some)
            found += [Found(row.found, story) for row, story in zip(some, read, strict=True)]
        return found

    async def readings(self, due: Sequence[Due]) -> dict[int, Reading]:
        """What is to be known of these chats."""
        ids = list({one.chat_id for one in due})
        held: dict[int, list[Subscription]] = {}
        mine = select(subscriptions).where(subscriptions.c.chat_id.in_(ids)).order_by(subscriptions.c.drama)
        for row in await self.connection.execute(mine):
            again = (row.rewatch, row.rewatch_zone)
            one = Subscription(row.drama, row.release or None, None, row.since, *again)
            held.setdefault(row.chat_id, []).append(one)
        far: dict[int, dict[str, Mapping[str, int]]] = {}
        for (chat_id, drama), runs in (await watched.of_chats(self.connection, ids)).items():
            far.setdefault(chat_id, {})[drama] = runs
        told = await self._gathered(select(told_stories).where(told_stories.c.chat_id.in_(ids)), "story_id")
        shown: dict[int, dict[str, int]] = {}
        for row in await self.connection.execute(select(quotes_shown).where(quotes_shown.c.chat_id.in_(ids))):
            shown.setdefault(row.chat_id, {})[row.quote] = row.times
        last = select(chats.c.id, chats.c.quote).where(chats.c.id.in_(ids))
        lasts = {row.id: row.quote for row in await self.connection.execute(last)}
        nights = {
            one.chat_id: await receipts.nights(self.connection, one.due - one.rhythm.every, one.due)
            for one in due
            if one.what is What.RECEIPTS
        }
        wanted = news_words.c.chat_id.in_(ids)
        only = await self._gathered(select(news_words).where(wanted, news_words.c.wanted), "word")
        without = await self._gathered(select(news_words).where(wanted, ~news_words.c.wanted), "word")
        return {
            one: Reading(
                held.get(one, ()),
                far.get(one, {}),
                frozenset(told.get(one, ())),
                NewsWords(tuple(only.get(one, ())), tuple(without.get(one, ()))),
                shown.get(one, {}),
                lasts.get(one),
                nights.get(one, ()),
            )
            for one in ids
        }

    async def plan(self, made: Sequence[tuple[Due, Digest]], due: Sequence[Due], now: datetime) -> None:
        """Each of `made` is to be sent; each that was `due` has its next time."""
        rows = [_announcement(one, write(digest)) for one, digest in made]
        if rows:
            new = upsert(announcements, self.connection).on_conflict_do_nothing()
            await self.connection.execute(new, rows)
            await self._deliver([str(row["key"]) for row in rows])
        picks = [(one, pick) for one, news in made if isinstance(news, News) for pick in news.picks]
        await _tell(self.connection, [(one.chat_id, pick.story) for one, pick in picks])
        await self._show([(one.chat_id, quote.quote) for one, quote in made if isinstance(quote, DailyQuote)])
        await self._move(due, now)

    async def untell(self, chat_id: int, notice: str) -> None:
        """That digest could not be sent in time: its stories are left to the next."""
        digest = read(notice)
        if isinstance(digest, News):
            had = told_stories.c.story_id.in_([pick.story for pick in digest.picks])
            await self.connection.execute(delete(told_stories).where(told_stories.c.chat_id == chat_id, had))

    async def heed_clocks(self, now: datetime) -> None:
        """Zones have new clock rules: what is ahead may be at another instant."""
        await self._anew(digests.c.due > now, now)

    async def pass_over(self, now: datetime) -> None:
        """What is due by now is not told; the next is."""
        await self._anew(digests.c.due <= now, now)

    async def _anew(self, which: ColumnElement[bool], now: datetime) -> None:
        every = select(digests, chats.c.zone).join(chats, chats.c.id == digests.c.chat_id)
        rows = (await self.connection.execute(every.where(which))).all()
        due = [Due(row.chat_id, What(row.what), _rhythm(row), now, row.zone or "UTC", "") for row in rows]
        await self._move(due, now)

    async def _deliver(self, keys: Sequence[str]) -> None:
        where, state = queue_of(chats.c.platform, PRIORITY), unsent_state(chats.c.state)
        columns = ["announcement_id", "chat_id", "queue", "turn", "state"]
        chosen = select(announcements.c.id, chats.c.id, where, literal_column("0"), state)
        chosen = chosen.join(chats, chats.c.id == announcements.c.chat_id)
        of_these = chosen.where(announcements.c.key.in_(keys), ~_delivered().exists()).order_by(announcements.c.id)
        await self.connection.execute(insert(deliveries).from_select(columns, of_these))

    async def _show(self, shown: Sequence[tuple[int, str]]) -> None:
        if not shown:
            return
        first = upsert(quotes_shown, self.connection)
        more = {"times": quotes_shown.c.times + 1}
        again = first.on_conflict_do_update(index_elements=["chat_id", "quote"], set_=more)
        rows = [{"chat_id": chat_id, "quote": key, "times": 1} for chat_id, key in shown]
        await self.connection.execute(again, rows)
        last = update(chats).where(chats.c.id == bindparam("of")).values(quote=bindparam("key"))
        await self.connection.execute(last, [{"of": chat_id, "key": key} for chat_id, key in shown])

    async def _move(self, due: Sequence[Due], now: datetime) -> None:
        if not due:
            return
        chats_in_all = await count(self.connection)
        this = (digests.c.chat_id == bindparam("of")) & (digests.c.what == bindparam("kind"))
        rows = [
            {
                "of": one.chat_id,
                "kind": one.what.value,
                "next": one.rhythm.after(max(one.due, now), one.zone) + spread(one.chat_id, chats_in_all),
            }
            for one in due
        ]
        await self.connection.execute(update(digests).where(this).values(due=bindparam("next")), rows)

    async def _gathered(self, query: Any, column: str) -> dict[int, list[Any]]:
        found: dict[int, list[Any]] = {}
        for row in await self.connection.execute(query):
            found.setdefault(row.chat_id, []).append(row._mapping[column])
        return found


async def count(connection: AsyncConnection) -> int:
    """How many digests there are in all."""
    return await connection.scalar(select(func.count()).select_from(digests)) or 0


async def behind(connection: AsyncConnection, until: datetime, platforms: Collection[str]) -> bool:
    """Whether some are due by then and not planned yet."""
    late = select(digests.c.chat_id).where(digests.c.due <= until, _here(platforms))
    found = await connection.scalar(late.limit(1))
    return found is not None


async def with_stories(engine: AsyncEngine, batches: Sequence[Batch]) -> Sequence[Batch]:
    """Digests know their stories by number; here they get what is still there of them."""
    wanted = {number for batch in batches for part in batch.parts for number in _numbers(part)}
    if not wanted:
        return batches
    async with engine.begin() as connection:
        rows = (await connection.execute(select(stories).where(stories.c.id.in_(wanted)))).all()
        known = {story.id: story for story in await news.read(connection, rows)}
    return [replace(batch, parts=tuple(_with(part, known) for part in batch.parts)) for batch in batches]


def _numbers(part: Part) -> list[int]:
    if part.kind is not Kind.DIGEST or not part.notice:
        return []
    digest = read(part.notice)
    return [pick.story for pick in digest.picks] if isinstance(digest, News) else []


def _with(part: Part, known: Mapping[int, Story]) -> Part:
    return replace(part, stories=tuple(known[number] for number in _numbers(part) if number in known))


def _announcement(one: Due, notice: str) -> dict[str, object]:
    key = f"{one.what.value}/{one.chat_id}/{one.due.isoformat()}"
    what = {"chat_id": one.chat_id, "complete": True, "notice": notice}
    return unasked(key, KINDS[one.what], one.due, one.due + one.rhythm.patience, **what)


async def _tell(connection: AsyncConnection, told: Iterable[tuple[int, int]]) -> None:
    rows = [{"chat_id": chat_id, "story_id": story} for chat_id, story in told]
    if rows:
        await connection.execute(upsert(told_stories, connection).on_conflict_do_nothing(), rows)


def _rhythm(row: Row[tuple[Any, ...]]) -> Rhythm:
    return Rhythm(time.fromisoformat(row.hour), row.weekday)


def _here(platforms: Collection[str]) -> ColumnElement[bool]:
    """Not as a join: SQLite would begin with all chats there are, and the few digests that are due come first."""
    there = chats.alias("there")
    mine = (there.c.id == digests.c.chat_id, there.c.platform.in_(platforms), there.c.state != "gone")
    return exists().where(*mine)


def _delivered() -> Any:
    return select(deliveries.c.chat_id).where(deliveries.c.announcement_id == announcements.c.id)
