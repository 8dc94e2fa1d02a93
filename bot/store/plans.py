"""The planner's side of the store: the mark, what was asked for, and the deliveries made of it."""

from collections.abc import AsyncIterator, Collection, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, Row, Select, and_, exists, false, func, insert, literal, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.messages import Kind
from bot.core.planning import Announcement, Wish
from bot.core.ports import Subscription
from bot.core.subscriptions import write_start
from bot.store import followers
from bot.store.chat import read
from bot.store.dialect import alone, upsert
from bot.store.postgres import PLAN
from bot.store.store import Store, write_fact
from bot.store.tables import EPOCH, announcements, chats, deliveries, facts, leads, subscriptions, wishes

CHUNK = 2000  # chats a transaction: no other write waits for longer than some 10 ms
_MINUTE = timedelta(minutes=1)

PRIORITY = {Kind.PREMIERE: 1, Kind.REMINDER: 2, Kind.CHANGE: 3, Kind.DIGEST: 4, Kind.QUOTE: 5}


class Plans:
    """Works on one open connection, so that what is planned and the moved mark are one transaction."""

    def __init__(self, connection: AsyncConnection) -> None:
        self.connection = connection

    async def mark(self) -> datetime | None:
        """Everything due up to here is planned; None in a new store."""
        text = await self.connection.scalar(select(facts.c.value).where(facts.c.key == "mark"))
        return None if text is None else datetime.fromisoformat(text)

    async def move_mark(self, to: datetime) -> None:
        await write_fact(self.connection, "mark", to.isoformat())

    async def wishes(self) -> list[Wish]:
        rows = await self.connection.execute(select(wishes))
        return [Wish(row.drama, row.release or None, row.lead, row.zone or None) for row in rows]

    async def announce(self, made: Announcement, *, default_release: bool, chat_id: int | None = None) -> None:
        """Write it down, unless it is there already."""
        about = made.about if chat_id is None else f"{made.about}/{chat_id}"
        key = f"{about}/{made.lead}/{'default' if made.by_default else 'own'}/{made.zone or ''}"
        row = {
            "key": key,
            "about": about,
            "kind": made.kind.name,
            "drama": made.airing.drama.slug,
            "release": made.airing.release.key,
            "episodes": "+".join(map(str, made.airing.numbers)),
            "announced": write_start(made.airing.announced),
            "announced_zone": made.airing.announced.zone,
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
        await self.connection.execute(upsert(announcements, self.connection).values(row).on_conflict_do_nothing())

    async def rewatches(self, until: datetime) -> Sequence[tuple[int, str | None, Subscription]]:
        """Chat id, zone and subscription of every chat's own run that may have something due."""
        rows = await self.connection.execute(
            select(subscriptions, chats.c.zone)
            .join(chats, chats.c.id == subscriptions.c.chat_id)
            .where(subscriptions.c.rewatch_due <= until)
        )
        found = rows.all()
        own = await self._leads_of([row.chat_id for row in found])
        return [(row.chat_id, row.zone, read(row, own.get((row.chat_id, row.drama), []))) for row in found]

    async def rewatch_next(self, chat_id: int, drama: str, due: datetime | None) -> None:
        """When that run next has something to tell; None ends it."""
        mine = (subscriptions.c.chat_id == chat_id) & (subscriptions.c.drama == drama)
        ended = {"rewatch": None, "rewatch_zone": None} if due is None else {}
        await self.connection.execute(update(subscriptions).where(mine).values(rewatch_due=due, **ended))

    async def deliver(self) -> bool:
        """Make the next chunk of deliveries, for the latest minute that lacks some. False when none does."""
        # the latest first: who is told an hour ahead, late, need not hear what was due a day ahead
        incomplete = select(announcements).where(~announcements.c.complete).order_by(announcements.c.due.desc())
        rows = (await self.connection.execute(incomplete.limit(500))).all()
        if not rows:
            return False
        # what falls due in one minute goes to a chat in one message, so it is made in one transaction
        together = [row for row in rows if minute(row.due) == minute(rows[0].due)]
        since = min(row.cursor for row in together)
        until = await self._end_of_chunk({row.drama for row in together}, since)
        for row in together:
            await self._insert(row, since, until)
        ids = [row.id for row in together]
        done = {"complete": True} if until is None else {"cursor": until}
        await self.connection.execute(update(announcements).where(announcements.c.id.in_(ids)).values(done))
        return True

    async def anyone(self, made: Announcement, default_release: bool, platforms: Collection[str]) -> bool:
        """Whether some chat on these platforms would be told."""
        wanted = select(subscriptions.c.chat_id).join(chats, chats.c.id == subscriptions.c.chat_id)
        asked = _asked(
            made.airing.drama.slug,
            made.airing.release.key,
            str(made.lead),
            default_release=default_release,
            by_default=made.by_default,
            zoned=made.zoned,
            zone=made.zone,
        )
        here = (subscriptions.c.since < made.due, chats.c.platform.in_(platforms), chats.c.state == "active")
        return bool(await self.connection.scalar(select(exists(wanted.where(asked, *here)))))

    async def next_rewatch(self, platforms: Collection[str]) -> datetime | None:
        of_platforms = select(func.min(subscriptions.c.rewatch_due)).join(chats, chats.c.id == subscriptions.c.chat_id)
        here = of_platforms.where(chats.c.platform.in_(platforms), chats.c.state == "active")
        found: datetime | None = await self.connection.scalar(here)
        return found

    async def expire(self, now: datetime) -> None:
        """What nobody could be told in time is not told."""
        late = (deliveries.c.state == "ready") & (deliveries.c.expires <= now)
        await self.connection.execute(update(deliveries).where(late).values(state="expired"))

    async def forget_release(self, drama: str, keys: Iterable[str]) -> None:
        """Chats that follow a release which the schedule no longer has go on with the default one."""
        await followers.forget_release(self.connection, drama, keys)

    async def _leads_of(self, chat_ids: Sequence[int]) -> dict[tuple[int, str], list[str]]:
        found: dict[tuple[int, str], list[str]] = {}
        for row in await self.connection.execute(select(leads).where(leads.c.chat_id.in_(chat_ids))):
            found.setdefault((row.chat_id, row.drama), []).append(row.lead)
        return found

    async def _end_of_chunk(self, dramas: set[str], since: int) -> int | None:
        following = select(subscriptions.c.chat_id).where(
            subscriptions.c.drama.in_(dramas), subscriptions.c.chat_id > since
        )
        return await self.connection.scalar(following.order_by(subscriptions.c.chat_id).offset(CHUNK).limit(1))

    async def _insert(self, row: Row[tuple[object, ...]], since: int, until: int | None) -> None:
        chosen = _chats_of(row).where(chats.c.id > since)
        if until is not None:
            chosen = chosen.where(chats.c.id <= until)
        columns = ["announcement_id", "chat_id", "platform", "priority", "due", "expires"]
        await self.connection.execute(
            upsert(deliveries, self.connection).from_select(columns, chosen).on_conflict_do_nothing()
            if self.connection.dialect.name != "sqlite"
            else insert(deliveries).prefix_with("OR IGNORE").from_select(columns, chosen)
        )


@asynccontextmanager
async def opened_plans(store: Store) -> AsyncIterator[Plans]:
    """One transaction of planning, while no request changes what is wished for."""
    async with store.engine.begin() as connection:
        await alone(connection, PLAN)
        yield Plans(connection)


def minute(instant: datetime) -> datetime:
    """The start of the minute it lies in; batches are made of what falls due in the same one."""
    return instant - (instant - EPOCH) % _MINUTE


def _chats_of(row: Row[tuple[object, ...]]) -> Select[tuple[object, ...]]:
    values = (
        literal(row.id),
        chats.c.id,
        chats.c.platform,
        literal(PRIORITY[Kind[row.kind]]),
        literal(row.due, announcements.c.due.type),
        literal(row.expires, announcements.c.expires.type),
    )
    if row.chat_id is not None:
        return select(*values).where(chats.c.id == row.chat_id, chats.c.state != "gone", ~_told(row).exists())
    joined = select(*values).join(subscriptions, subscriptions.c.chat_id == chats.c.id)
    if row.kind == Kind.CHANGE.name:
        asked = followers.follows(row.drama, row.release, default_release=row.default_release)
        return joined.where(asked, subscriptions.c.since <= row.due, chats.c.state != "gone")
    asked = _asked(
        row.drama,
        row.release,
        row.lead,
        default_release=row.default_release,
        by_default=row.by_default,
        zoned=row.zoned,
        zone=row.zone,
    )
    chosen = joined.where(asked, subscriptions.c.since < row.due, chats.c.state != "gone")
    return chosen.where(~_told(row).exists())


def _told(row: Row[tuple[object, ...]]) -> Select[tuple[object, ...]]:
    """That chat's deliveries which make this one needless: a later reminder of the same airing.

    Or the same one at another zone's hour, for a chat that has moved.
    """
    same = announcements.c.lead == row.lead if row.zoned else false()
    return (
        select(deliveries.c.id)
        .join(announcements, announcements.c.id == deliveries.c.announcement_id)
        .where(announcements.c.about == row.about, or_(same, announcements.c.due > row.due))
        .where(deliveries.c.chat_id == chats.c.id)
    )


def _asked(
    drama: str, release: str, lead: str, *, default_release: bool, by_default: bool, zoned: bool, zone: str | None
) -> ColumnElement[bool]:
    """Who wants to be told, as a condition on subscriptions joined with chats. `zone` counts only where `zoned`."""
    follows = subscriptions.c.release == release
    if default_release:
        follows = or_(follows, subscriptions.c.release == "")
    own = and_(leads.c.chat_id == subscriptions.c.chat_id, leads.c.drama == subscriptions.c.drama, leads.c.lead == lead)
    by_lead = ~subscriptions.c.custom if by_default else and_(subscriptions.c.custom, exists().where(own))
    by_zone = [] if not zoned else [chats.c.zone == zone if zone else chats.c.zone.is_(None)]
    return and_(subscriptions.c.drama == drama, follows, by_lead, *by_zone)
