"""The outbox: deliveries are claimed as batches, one chat and minute each, then sent, then recorded."""

import hashlib
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Row, and_, func, insert, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.deliveries import Batch, Part
from bot.core.messages import Kind
from bot.core.ports import Address, Place
from bot.store.plans import minute
from bot.store.store import Store, write_fact
from bot.store.tables import announcements, batches, chats, deliveries

OPEN = ("sending", "waiting")


class Outbox:
    def __init__(self, store: Store) -> None:
        self.store = store

    async def claim(
        self, platform: str, now: datetime, real: datetime, busy: Collection[str], limit: int = 1
    ) -> Sequence[Batch]:
        """At most `limit` batches, recorded as being sent. To the addresses in `busy` nothing may go at this moment."""
        async with self.store.engine.begin() as connection:
            again = await self._claim_waiting(connection, platform, real, busy, limit)
            fresh = await self._claim_ready(connection, platform, now, real, busy, limit - len(again))
            return [await self._load(connection, batch_id) for batch_id in (*again, *fresh)]

    async def sure(self) -> None:
        """Raises Lost unless the store has said just now that it is ours."""
        await self.store.sure()

    async def settle(self, batch: Batch, state: str, **values: object) -> None:
        """Record what came of it. "waiting" (with not_before) keeps it open; any other state is final."""
        async with self.store.engine.begin() as connection:
            changed = {"state": state, **values}
            await connection.execute(update(batches).where(batches.c.id == batch.id).values(changed))
            if state not in OPEN:
                mine = deliveries.c.batch_id == batch.id
                await connection.execute(update(deliveries).where(mine).values(state=state))

    async def hold(self, platform: str, chat_id: int | None, until: datetime) -> None:
        """Say nothing to that chat, or with None to nobody there, until that real time; kept over a restart."""
        async with self.store.engine.begin() as connection:
            if chat_id is None:
                await write_fact(connection, f"hold:{platform}", until.isoformat())
            else:
                await connection.execute(update(chats).where(chats.c.id == chat_id).values(hold_until=until))

    async def held(self, platform: str) -> datetime | None:
        """Until which real time the whole platform has asked for silence."""
        text = await self.store.get(f"hold:{platform}")
        return None if text is None else datetime.fromisoformat(text)

    async def pause(self, batch: Batch, reason: str, until: datetime) -> None:
        """The bot may not post in that chat: try nothing before that real time, or before somebody asks there."""
        values = {"state": "paused", "reason": reason, "hold_until": until}
        async with self.store.engine.begin() as connection:
            await connection.execute(update(chats).where(chats.c.id == batch.chat_id).values(values))

    async def leave(self, address: Address, reason: str) -> None:
        await self.store.leave(address, reason)

    async def move(self, old: Address, new: Address) -> None:
        await self.store.move(old, new)

    async def interrupted(self, platform: str) -> Sequence[Batch]:
        """Batches that an earlier process was sending when it died: whether they arrived is unknown."""
        async with self.store.engine.begin() as connection:
            mine = (batches.c.platform == platform) & (batches.c.state == "sending")
            ids = (await connection.scalars(select(batches.c.id).where(mine).order_by(batches.c.id))).all()
            return [await self._load(connection, batch_id) for batch_id in ids]

    async def mark(self) -> datetime | None:
        """Everything due up to here is planned; None in a new store."""
        text = await self.store.get("mark")
        return None if text is None else datetime.fromisoformat(text)

    async def planned(self, until: datetime) -> bool:
        mark = await self.mark()
        return mark is not None and mark >= until

    async def open(self, platforms: Collection[str], now: datetime) -> int:
        """How much is due and not settled yet, for chats that can be told."""
        async with self.store.engine.begin() as connection:
            ready = (
                select(func.count())
                .select_from(deliveries.join(chats, chats.c.id == deliveries.c.chat_id))
                .where(deliveries.c.platform.in_(platforms), deliveries.c.state == "ready", deliveries.c.due <= now)
                .where(deliveries.c.expires > now, chats.c.state == "active")
            )
            sending = select(func.count()).where(batches.c.platform.in_(platforms), batches.c.state.in_(OPEN))
            planned = select(func.count()).select_from(announcements).where(~announcements.c.complete)
            wrong = (
                select(func.count())
                .select_from(batches.join(chats, chats.c.id == batches.c.chat_id))
                .where(batches.c.platform.in_(platforms), batches.c.correct_from.is_not(None))
                .where(chats.c.state == "active")
            )
            return sum([await connection.scalar(count) or 0 for count in (ready, sending, planned, wrong)])

    async def correction(self, platform: str, real: datetime) -> Batch | None:
        """A batch that was sent and is no longer true."""
        async with self.store.engine.begin() as connection:
            wrong = (batches.c.platform == platform) & (batches.c.correct_from <= real)
            first = select(batches.c.id).join(chats, chats.c.id == batches.c.chat_id).where(wrong)
            batch_id = await connection.scalar(first.where(chats.c.state == "active").order_by(batches.c.id).limit(1))
            return None if batch_id is None else await self._load(connection, batch_id)

    async def corrected(self, batch: Batch, again: datetime | None) -> None:
        async with self.store.engine.begin() as connection:
            done = update(batches).where(batches.c.id == batch.id).values(correct_from=again)
            await connection.execute(done)

    async def _claim_waiting(
        self, connection: AsyncConnection, platform: str, real: datetime, busy: Collection[str], limit: int
    ) -> list[int]:
        due = and_(batches.c.platform == platform, batches.c.state == "waiting", batches.c.not_before <= real)
        free = (chats.c.address.not_in(busy), or_(chats.c.hold_until.is_(None), chats.c.hold_until <= real))
        chosen = (
            select(batches.c.id)
            .join(chats, chats.c.id == batches.c.chat_id)
            .where(due, *free, chats.c.state != "gone")
            .order_by(batches.c.not_before, batches.c.id)
            .limit(limit)
            .with_for_update(of=batches, skip_locked=True)
        )
        ids = list((await connection.scalars(chosen)).all())
        if ids:
            await connection.execute(update(batches).where(batches.c.id.in_(ids)).values(state="sending"))
        return ids

    async def _claim_ready(
        self,
        connection: AsyncConnection,
        platform: str,
        now: datetime,
        real: datetime,
        busy: Collection[str],
        limit: int,
    ) -> list[int]:
        if limit <= 0:
            return []
        # a chat with an open batch waits for it: one request in flight a chat, and news arrive in their order
        unfinished = select(batches.c.id).where(batches.c.chat_id == deliveries.c.chat_id, batches.c.state.in_(OPEN))
        first = (
            select(deliveries.c.chat_id, deliveries.c.due)
            .join(chats, chats.c.id == deliveries.c.chat_id)
            .where(deliveries.c.platform == platform, deliveries.c.state == "ready")
            .where(deliveries.c.due <= now, deliveries.c.expires > now, chats.c.state != "gone")
            .where(or_(chats.c.hold_until.is_(None), chats.c.hold_until <= real))
            .where(chats.c.address.not_in(busy), ~unfinished.exists())
            .order_by(deliveries.c.priority, deliveries.c.due, deliveries.c.id)
            .limit(limit * 4)  # several of one chat and minute are one batch
            .with_for_update(of=deliveries, skip_locked=True)
        )
        made: dict[int, int] = {}
        for chat_id, due in (await connection.execute(first)).all():
            if chat_id not in made and len(made) < limit:
                made[chat_id] = await self._batch(connection, platform, chat_id, due, now, real)
        return list(made.values())

    async def _batch(
        self,
        connection: AsyncConnection,
        platform: str,
        chat_id: int,
        due: datetime,
        now: datetime,
        real: datetime,
    ) -> int:
        values = {"chat_id": chat_id, "platform": platform, "state": "sending", "claimed": real}
        made = await connection.execute(insert(batches).values(values).returning(batches.c.id))
        batch_id = int(made.scalar_one())
        start = minute(due)
        together = and_(
            deliveries.c.chat_id == chat_id,
            deliveries.c.state == "ready",
            deliveries.c.due >= start,
            deliveries.c.due < start + timedelta(minutes=1),
            deliveries.c.due <= now,
            deliveries.c.expires > now,
        )
        await connection.execute(update(deliveries).where(together).values(state="claimed", batch_id=batch_id))
        return batch_id

    async def _load(self, connection: AsyncConnection, batch_id: int) -> Batch:
        whole = select(batches, chats.c.address, chats.c.thread, chats.c.place, chats.c.zone)
        of_chat = whole.join(chats, chats.c.id == batches.c.chat_id).where(batches.c.id == batch_id)
        row = (await connection.execute(of_chat)).one()
        planned = (
            select(announcements)
            .join(deliveries, deliveries.c.announcement_id == announcements.c.id)
            .where(deliveries.c.batch_id == batch_id)
            .order_by(announcements.c.due, announcements.c.drama, announcements.c.id)
        )
        parts = tuple(_part(one) for one in await connection.execute(planned))
        return Batch(
            id=batch_id,
            nonce=hashlib.sha256(f"{self.store.identity}:{batch_id}".encode()).hexdigest()[:24],
            chat_id=row.chat_id,
            address=Address(row.platform, row.address, row.thread),
            place=Place(row.place),
            zone=row.zone,
            attempts=row.attempts,
            plain=row.plain,
            claimed=row.claimed,
            parts=parts,
            message_id=row.message_id or "",
        )


def _part(row: Row[tuple[object, ...]]) -> Part:
    numbers = tuple(int(number) for number in row.episodes.split("+"))
    return Part(
        Kind[row.kind],
        row.drama,
        row.release,
        numbers,
        row.announced,
        row.announced_zone,
        row.lead,
        row.due,
        row.expires,
        row.notice or "",
    )
