"""The planner's side of the store: the mark, what was asked for, and the deliveries made of it."""

from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from sqlalchemy import (
    Row,
    bindparam,
    exists,
    literal,
    select,
    text,
    union_all,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.dramas import Airing
from bot.core.leads import parse
from bot.core.messages import Kind
from bot.core.planning import Announcement, Wish
from bot.store import audience, followers, looks, newsdesk
from bot.store.announcing import night, unasked
from bot.store.chunks import AWAY, delivering, put
from bot.store.dialect import alone, beyond_index, upsert
from bot.store.digests import DigestPlans
from bot.store.postgres import PLAN
from bot.store.rewatches import RewatchPlans
from bot.store.steps import play
from bot.store.store import Store, write_fact
from bot.store.tables import (
    EPOCH,
    EXPIRED,
    PAUSED,
    READY,
    UNCLOSED,
    UNSENT,
    announcements,
    chats,
    deliveries,
    facts,
    subscriptions,
)

ENDED = 500  # deliveries that are given up in a transaction
LONGEST_IN_FILE = (
    0.01  # seconds of planning in a transaction, for whoever writes waits for it, and for the commit besides
)
LONGEST_IN_SERVER = 0.05  # where only what chats ask for waits
_MINUTE = timedelta(minutes=1)

REMINDERS = (Kind.PREMIERE, Kind.REMINDER)


class Plans:
    """Works on one open connection, so that what is planned and the moved mark are one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection
        self.digests = DigestPlans(connection)
        self.rewatches = RewatchPlans(connection)
        self.longest = LONGEST_IN_FILE if connection.dialect.name == "sqlite" else LONGEST_IN_SERVER

    async def mark(self) -> datetime | None:
        """Everything due up to here is planned; None in a new store."""
        found = await looks.rows(self.connection, looks.MARK, {})
        return datetime.fromisoformat(found[0][0]) if found else None

    async def move_mark(self, to: datetime) -> None:
        await looks.rows(self.connection, looks.MOVE_MARK, {"to": to.isoformat()})

    async def wishes(self) -> list[Wish]:
        """Of dramas that somebody follows: of the others nobody is told anything."""
        found = await looks.rows(self.connection, looks.WISHES, {})
        return [Wish(drama, release or None, lead, zone or None) for drama, release, lead, zone in found]

    async def announce(
        self,
        made: Announcement,
        *,
        default_release: bool,
        chat_id: int | None = None,
        away: tuple[datetime, datetime] | None = None,
    ) -> None:
        """Write it down, unless it is there already.

        `away`: it is too late to tell it; what was missed is told instead, from one instant to another.
        """
        about = made.about if chat_id is None else f"{made.about}/{chat_id}"
        key = f"{about}/{made.lead}/{'default' if made.by_default else 'own'}/{made.zone or ''}"
        row = night(made.airing) | {
            "key": key,
            "about": about,
            "kind": made.kind.name,
            "lead": str(made.lead),
            "by_default": made.by_default,
            "default_release": default_release,
            "zoned": made.zoned,
            "zone": made.zone,
            "chat_id": chat_id,
            "due": made.due,
            "expires": made.expires,
            "complete": False,
        }
        if away is not None:
            row |= _missed(key, made.due, *away)
        await self.connection.execute(upsert(announcements, self.connection).values(row).on_conflict_do_nothing())

    async def announce_clocks(self, airing: Airing, now: datetime, until: datetime) -> None:
        """Tell all who follow it that it comes out at another instant, for its zone has new clock rules."""
        key = f"{airing.drama.slug}/{airing.release.key}/clocks@{now.isoformat()}"
        what = night(airing) | {"default_release": airing.release.key == airing.drama.releases[0].key}
        row = unasked(key, Kind.CHANGE, now, until, **what)
        await self.connection.execute(upsert(announcements, self.connection).values(row).on_conflict_do_nothing())

    async def deliver(self, platforms: Collection[str], size: int) -> bool:
        """Make deliveries for the latest minute that lacks some, about so many. False when none does."""
        if not await looks.found(self.connection, looks.INCOMPLETE):
            return False
        # the latest first: who is told an hour ahead, late, need not hear what was due a day ahead;
        # and what was missed last: who is told anything of an episode need not hear that
        other = announcements.alias("other")
        about = select(other.c.id).where(other.c.about == announcements.c.about, other.c.id != announcements.c.id)
        incomplete = select(announcements, about.exists().label("heard")).where(~announcements.c.complete)
        in_order = incomplete.order_by(announcements.c.missed.is_not(None), announcements.c.due.desc())
        rows = (await self.connection.execute(in_order.limit(500))).all()
        # what falls due in one minute goes to a chat in one message, so it is made in one transaction
        first = rows[0]
        together = [
            row
            for row in rows
            if minute(row.due) == minute(first.due) and (row.missed is None) == (first.missed is None)
        ]
        await play(self.connection, delivering(self.connection, together, platforms, size))
        return True

    async def anyone(self, made: Announcement, default_release: bool, platforms: Collection[str]) -> bool:
        """Whether some chat on these platforms would be told."""
        wanted = select(subscriptions.c.chat_id).join(chats, chats.c.id == subscriptions.c.chat_id)
        asks = audience.who_asks(
            made.airing.drama.slug,
            made.airing.release.key,
            str(made.lead),
            default_release=default_release,
            by_default=made.by_default,
            zoned=made.zoned,
            zone=made.zone,
        )
        here = (subscriptions.c.since < made.due, chats.c.platform.in_(platforms), chats.c.state == "active")
        return bool(await self.connection.scalar(select(exists(wanted.where(asks, *here)))))

    async def next_feed(self) -> datetime | None:
        return await newsdesk.next_due(self.connection)

    async def expire(self, now: datetime, until: datetime) -> bool:
        """Some of what nobody could be told in time is not told; what was missed is, once, up to `until`.

        Whether there may be more of it.
        """
        if not await looks.found(self.connection, looks.OVER, now):
            return False
        over = (text(UNCLOSED), announcements.c.complete, announcements.c.expires <= now)
        some = select(announcements.c.id).where(*over).order_by(announcements.c.expires).limit(ENDED)
        ids = (await self.connection.scalars(some)).all()
        late = await self._unsent(ids) if ids else []
        if late:
            of, to = deliveries.c.announcement_id == bindparam("of"), deliveries.c.chat_id == bindparam("to")
            ended = update(deliveries).where(of, to, text(UNSENT)).values(state="expired")
            await self.connection.execute(ended, [{"of": one.announcement_id, "to": one.chat_id} for one in late])
        await self._give_up(now, until)
        if len(late) == ENDED:
            return True
        await self.connection.execute(update(announcements).where(announcements.c.id.in_(ids)).values(closed=True))
        return len(ids) == ENDED

    async def _unsent(self, ids: Sequence[int]) -> Sequence[Row[tuple[int, int]]]:
        """Some deliveries of these announcements that wait. Those that were sent are not looked at, and may be many."""
        of = beyond_index(deliveries.c.announcement_id, self.connection).in_(ids)
        key = select(deliveries.c.announcement_id, deliveries.c.chat_id)
        waiting = union_all(*(key.where(text(condition), of) for condition in (READY, PAUSED)))
        return (await self.connection.execute(waiting.limit(ENDED))).all()

    async def _give_up(self, now: datetime, until: datetime) -> None:
        expired = select(deliveries.c.announcement_id).where(text(EXPIRED)).distinct()
        found = select(announcements).where(announcements.c.id.in_(expired))
        for row in (await self.connection.execute(found)).all():
            if row.missed is None and not parse(row.lead).before and Kind[row.kind] in REMINDERS:
                await self._say_missed(row, now, until)
            elif row.chat_id is not None and row.missed is None and row.kind == Kind.DIGEST.name:
                await self.digests.untell(row.chat_id, row.notice)
            mine = (beyond_index(deliveries.c.announcement_id, self.connection) == row.id, text(EXPIRED))
            await self.connection.execute(update(deliveries).where(*mine).values(state="missed"))

    async def fact(self, key: str) -> str | None:
        return await self.connection.scalar(select(facts.c.value).where(facts.c.key == key))

    async def keep_fact(self, key: str, value: str) -> None:
        await write_fact(self.connection, key, value)

    async def followed_releases(self) -> list[tuple[str, str]]:
        return await followers.followed_releases(self.connection)

    async def forget_release(self, drama: str, keys: Iterable[str]) -> None:
        """Chats that follow a release which the schedule no longer has go on with the default one."""
        await followers.forget_release(self.connection, drama, keys)

    async def _say_missed(self, row: Row[tuple[object, ...]], now: datetime, until: datetime) -> None:
        kept = {column.name: row._mapping[column.name] for column in announcements.c if column.name != "id"}
        made = kept | _missed(row.key, row.due, now, until) | {"complete": True}
        await self.connection.execute(upsert(announcements, self.connection).values(made).on_conflict_do_nothing())
        missed = (await self.connection.execute(select(announcements).where(announcements.c.key == made["key"]))).one()
        of = beyond_index(deliveries.c.announcement_id, self.connection)
        waiting = (
            audience.to_each(missed, AWAY, literal(0))
            .join(deliveries, deliveries.c.chat_id == chats.c.id)
            .where(of == row.id, text(f"deliveries.{EXPIRED}"))
            .where(chats.c.state != "gone", ~audience.told(missed).exists())
        )
        await self.connection.execute(put(waiting, self.connection))


@asynccontextmanager
async def opened_plans(store: Store) -> AsyncIterator[Plans]:
    """One transaction of planning, while no request changes what is wished for."""
    async with store.engine.begin() as connection:
        await alone(connection, PLAN)
        yield Plans(connection)


def minute(instant: datetime) -> datetime:
    """The start of the minute it lies in; batches are made of what falls due in the same one."""
    return instant - (instant - EPOCH) % _MINUTE


def _missed(key: str, due: datetime, now: datetime, until: datetime) -> dict[str, object]:
    """What differs in the announcement that one was missed."""
    return {"key": f"{key}/missed", "kind": Kind.DIGEST.name, "missed": due, "due": now, "expires": until}
