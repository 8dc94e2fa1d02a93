"""The outbox: deliveries are claimed as batches, one chat and minute each, then sent, then recorded."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime
from typing import Any

from sqlalchemy import (
    func,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.deliveries import Batch, Part, Result, Silenced
from bot.core.messages import Kind
from bot.core.ports import Address, Place
from bot.store import looks, presence
from bot.store.claiming import claiming, settling
from bot.store.codes import numbers
from bot.store.digests import behind, with_stories
from bot.store.store import Store, write_fact
from bot.store.tables import OPEN, READY, announcements, batches, chats, deliveries, facts


class Outbox:
    def __init__(self, store: Store) -> None:
        self.store = store

    async def claim(
        self, platform: str, now: datetime, real: datetime, busy: Collection[str], limit: int = 1
    ) -> Sequence[Batch]:
        """At most `limit` batches, recorded as being sent. To the addresses in `busy` nothing may go at this moment."""
        found = await self.store.run(lambda: claiming(platform, now, real, busy, limit, first=True))
        again: list[Batch] = []
        if found is None:
            async with self.store.engine.begin() as connection:
                again = await self._claim_waiting(connection, platform, real, busy, limit)
            if len(again) == limit:
                return await with_stories(self.store.engine, again)
            left = limit - len(again)
            found = await self.store.run(lambda: claiming(platform, now, real, busy, left, first=False))
        parts: dict[int, Part] = {}  # one for all who are told the same
        for row in (row for claim in found or () for row in claim.planned):
            if row.id not in parts:
                parts[row.id] = _part(row)
        made = (
            self._batch(one.id, one.of, real, [parts[row.id] for row in one.planned], paused=bool(one.of.paused))
            for one in found or ()
        )
        return await with_stories(self.store.engine, [*again, *made])

    async def sure(self) -> None:
        """Raises Lost unless the store has said just now that it is ours."""
        await self.store.sure()

    async def settle(self, batch: Batch, state: str, **values: object) -> None:
        """Record what came of it. "waiting" (with not_before) keeps it open; any other state is final."""
        await self.settle_all([Result(batch, state, values)])

    async def settle_all(self, results: Sequence[Result]) -> None:
        """Several at once cost hardly more than one."""
        await self.store.run(lambda: settling(results))

    async def next_try(self, platform: str, real: datetime) -> datetime | None:
        """The real time at which a look for work may find some, not counting what is yet to fall due. None: never."""
        return await self.store.run(lambda: looks.next_try(platform, real))

    async def hold(self, platform: str, chat: str | None, until: datetime) -> None:
        """Say nothing to that address, or with None to nobody there, until that real time; kept over a restart."""
        async with self.store.engine.begin() as connection:
            if chat is None:
                await write_fact(connection, f"hold:{platform}", until.isoformat())
            else:
                mine = (chats.c.platform == platform, chats.c.address == chat)
                await connection.execute(update(chats).where(*mine).values(hold_until=until))

    async def holds(self, platform: str, real: datetime) -> Sequence[tuple[str | None, datetime]]:
        async with self.store.engine.begin() as connection:
            whole = await connection.scalar(select(facts.c.value).where(facts.c.key == f"hold:{platform}"))
            single = (chats.c.platform == platform, chats.c.state == "active", chats.c.hold_until > real)
            rows = await connection.execute(select(chats.c.address, chats.c.hold_until).where(*single))
            found: list[tuple[str | None, datetime]] = [(row.address, row.hold_until) for row in rows]
        if whole is not None and (until := datetime.fromisoformat(whole)) > real:
            found.append((None, until))
        return found

    async def pause(self, batch: Batch, reason: str, until: datetime) -> None:
        async with self.store.engine.begin() as connection:
            await presence.pause(connection, batch.chat_id, reason, until)

    async def unpause(self, platform: str, real: datetime) -> bool:
        if not await self.store.has(looks.PAUSE_OVER, looks.of(platform, real)):
            return False
        async with self.store.engine.begin() as connection:
            return await presence.unpause(connection, platform, real)

    async def resume(self, address: Address) -> None:
        await self.store.resume(address)

    async def leave(self, address: Address, reason: str) -> None:
        await self.store.leave(address, reason)

    async def move(self, old: Address, new: Address) -> None:
        await self.store.move(old, new)

    async def silenced(self, platform: str) -> Sequence[Silenced]:
        if not await self.store.has(looks.SILENCED, {"platform": platform}):
            return []
        async with self.store.engine.begin() as connection:
            return await presence.silenced(connection, platform)

    async def interrupted(self, platform: str) -> Sequence[Batch]:
        """Batches that an earlier process was sending when it died: whether they arrived is unknown."""
        async with self.store.engine.begin() as connection:
            mine = (batches.c.platform == platform, text(OPEN), batches.c.state == "sending")
            ids = (await connection.scalars(select(batches.c.id).where(*mine).order_by(batches.c.id))).all()
            return await self._load(connection, ids)

    async def mark(self) -> datetime | None:
        """Everything due up to here is planned; None in a new store."""
        found = await self.store.get("mark")
        return None if found is None else datetime.fromisoformat(found)

    async def planned(self, until: datetime, platforms: Collection[str] = ()) -> bool:
        """With platforms: the digests of their chats, too."""
        mark = await self.mark()
        if mark is None or mark < until:
            return False
        async with self.store.engine.begin() as connection:
            return not platforms or not await behind(connection, until, platforms)

    async def open(self, platforms: Collection[str], now: datetime) -> int:
        """How much is due and not settled yet, for chats that can be told."""
        async with self.store.engine.begin() as connection:
            ready = (
                select(func.count())
                .select_from(deliveries.join(chats, chats.c.id == deliveries.c.chat_id))
                .join(announcements, announcements.c.id == deliveries.c.announcement_id)
                .where(chats.c.platform.in_(platforms), text(f"deliveries.{READY}"), chats.c.state == "active")
                .where(announcements.c.due <= now, announcements.c.expires > now)
            )
            sending = select(func.count()).where(batches.c.platform.in_(platforms), text(OPEN))
            planned = select(func.count()).select_from(announcements).where(~announcements.c.complete)
            wrong = (
                select(func.count())
                .select_from(batches.join(chats, chats.c.id == batches.c.chat_id))
                .where(batches.c.platform.in_(platforms), batches.c.correct_from.is_not(None))
                .where(chats.c.state == "active")
            )
            counts = (count.scalar_subquery() for count in (ready, sending, planned, wrong))
            return sum((await connection.execute(select(*counts))).one())

    async def correction(self, platform: str, real: datetime) -> Batch | None:
        """A batch that was sent and is no longer true."""
        if not await self.store.has(looks.CORRECTION, looks.of(platform, real)):
            return None
        async with self.store.engine.begin() as connection:
            wrong = (batches.c.platform == platform) & (batches.c.correct_from <= real)
            first = select(batches.c.id).join(chats, chats.c.id == batches.c.chat_id).where(wrong)
            batch_id = await connection.scalar(first.where(chats.c.state == "active").order_by(batches.c.id).limit(1))
            return None if batch_id is None else (await self._load(connection, [batch_id]))[0]

    async def corrected(self, batch: Batch, again: datetime | None) -> None:
        async with self.store.engine.begin() as connection:
            done = update(batches).where(batches.c.id == batch.id).values(correct_from=again)
            await connection.execute(done)

    async def _claim_waiting(
        self, connection: AsyncConnection, platform: str, real: datetime, busy: Collection[str], limit: int
    ) -> list[Batch]:
        due = (batches.c.platform == platform, text(f"batches.{OPEN}"), batches.c.state == "waiting")
        free = (chats.c.address.not_in(busy), or_(chats.c.hold_until.is_(None), chats.c.hold_until <= real))
        chosen = (
            select(batches.c.id)
            .join(chats, chats.c.id == batches.c.chat_id)
            .where(*due, batches.c.not_before <= real, *free, chats.c.state != "gone")
            .order_by(batches.c.not_before, batches.c.id)
            .limit(limit)
            .with_for_update(of=batches, skip_locked=True)
        )
        ids = (await connection.scalars(chosen)).all()
        if not ids:
            return []
        await connection.execute(update(batches).where(batches.c.id.in_(ids)).values(state="sending"))
        return await self._load(connection, ids)

    async def _load(self, connection: AsyncConnection, ids: Sequence[int]) -> list[Batch]:
        whole = select(batches, chats.c.address, chats.c.thread, chats.c.place, chats.c.zone, _PAUSED)
        of_chats = whole.join(chats, chats.c.id == batches.c.chat_id).where(batches.c.id.in_(ids))
        rows = {row.id: row for row in await connection.execute(of_chats)}
        told = {number for row in rows.values() for number in numbers(row.told)}
        in_them = (deliveries.c.announcement_id.in_(told), deliveries.c.batch_id.in_(ids))
        planned = (
            select(deliveries.c.batch_id.label("of"))
            .add_columns(announcements)
            .join(announcements, announcements.c.id == deliveries.c.announcement_id)
            .where(*in_them, deliveries.c.chat_id.in_([row.chat_id for row in rows.values()]))
            .order_by(announcements.c.due, announcements.c.drama, announcements.c.id)
        )
        parts: dict[int, list[Part]] = {}
        for one in await connection.execute(planned):
            parts.setdefault(one.of, []).append(_part(one))
        found = []
        for key in ids:
            row = rows[key]
            batch = self._batch(key, row, row.claimed, parts.get(key, ()), paused=row.paused)
            tried = {
                "attempts": row.attempts,
                "plain": row.plain,
                "unsure": row.unsure,
                "message_id": row.message_id or "",
            }
            found.append(replace(batch, **tried))
        return found

    def _batch(self, key: int, of: Any, claimed: datetime, parts: Iterable[Part], *, paused: bool) -> Batch:
        return Batch(
            id=key,
            nonce=hashlib.sha256(f"{self.store.identity}:{key}".encode()).hexdigest()[:24],
            chat_id=of.chat_id,
            address=Address(of.platform, of.address, of.thread),
            place=Place(of.place),
            zone=of.zone,
            attempts=0,
            plain=False,
            claimed=claimed,
            parts=tuple(parts),
            paused=paused,
        )


_PAUSED = (chats.c.state == "paused").label("paused")


def _part(row: Any) -> Part:
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
        row.missed,
    )
