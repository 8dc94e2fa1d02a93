"""The outbox: deliveries are claimed as batches, one chat and minute each, then sent, then recorded."""

import hashlib
from collections.abc import Collection, Iterable, Sequence
from dataclasses import replace
from datetime import datetime

from sqlalchemy import (
    Row,
    Select,
    TextClause,
    bindparam,
    exists,
    func,
    insert,
    literal_column,
    or_,
    select,
    text,
    update,
)
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.deliveries import Batch, Part, Result, Silenced
from bot.core.messages import Kind
from bot.core.ports import Address, Place
from bot.store import presence
from bot.store.plans import AWAY, minute
from bot.store.store import Store, write_fact
from bot.store.tables import CLAIMED, OPEN, READY, UNSENT, announcements, batches, chats, deliveries, facts

# What becomes of the deliveries of a batch, where that is not its own state: they wait for the right to post, or are
# looked at once more by the planner, which tells of what was missed.
AFTERWARDS = {"no rights": "paused", "waiting": "claimed"}
SPARE = 8  # candidates more than wanted, some of whose chats may be busy

Rows = Sequence[Row[tuple[object, ...]]]


class Outbox:
    def __init__(self, store: Store) -> None:
        self.store = store

    async def claim(
        self, platform: str, now: datetime, real: datetime, busy: Collection[str], limit: int = 1
    ) -> Sequence[Batch]:
        """At most `limit` batches, recorded as being sent. To the addresses in `busy` nothing may go at this moment."""
        async with self.store.engine.begin() as connection:
            again = await self._claim_waiting(connection, platform, real, busy, limit)
            if len(again) == limit:
                return again
            return again + await self._claim_ready(connection, platform, now, real, busy, limit - len(again))

    async def sure(self) -> None:
        """Raises Lost unless the store has said just now that it is ours."""
        await self.store.sure()

    async def settle(self, batch: Batch, state: str, **values: object) -> None:
        """Record what came of it. "waiting" (with not_before) keeps it open; any other state is final."""
        await self.settle_all([Result(batch, state, values)])

    async def settle_all(self, results: Sequence[Result]) -> None:
        """Several at once cost hardly more than one."""
        alike: dict[tuple[str, ...], list[dict[str, object]]] = {}
        ended: dict[str, list[dict[str, object]]] = {}
        for result in results:
            alike.setdefault(tuple(sorted(result.values)), []).append(
                {"of": result.batch.id, "state": result.state, **result.values}
            )
            state = AFTERWARDS.get(result.state, result.state)
            if state != "claimed":
                ended.setdefault(state, []).append({"of": result.batch.id})
        async with self.store.engine.begin() as connection:
            for columns, rows in alike.items():
                values: dict[str, object] = {name: bindparam(name) for name in ("state", *columns)}
                which = batches.c.id == bindparam("of")
                await connection.execute(update(batches).where(which).values(values), rows)
            for state, rows in ended.items():
                mine = (deliveries.c.batch_id == bindparam("of"), text(CLAIMED))
                await connection.execute(
                    update(deliveries).where(*mine).values(state=literal_column(f"'{state}'")), rows
                )

    async def next_try(self, platform: str, real: datetime) -> datetime | None:
        """The real time at which a look for work may find some, not counting what is yet to fall due. None: never."""
        async with self.store.engine.begin() as connection:
            ready = deliveries.c.platform == platform
            if await connection.scalar(select(exists().where(ready, text(READY)))):
                return real
            waiting = (batches.c.platform == platform, text(OPEN), batches.c.state == "waiting")
            found: datetime | None = await connection.scalar(select(func.min(batches.c.not_before)).where(*waiting))
            return found

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
        async with self.store.engine.begin() as connection:
            return await presence.unpause(connection, platform, real)

    async def resume(self, address: Address) -> None:
        await self.store.resume(address)

    async def leave(self, address: Address, reason: str) -> None:
        await self.store.leave(address, reason)

    async def move(self, old: Address, new: Address) -> None:
        await self.store.move(old, new)

    async def silenced(self, platform: str) -> Sequence[Silenced]:
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

    async def planned(self, until: datetime) -> bool:
        mark = await self.mark()
        return mark is not None and mark >= until

    async def open(self, platforms: Collection[str], now: datetime) -> int:
        """How much is due and not settled yet, for chats that can be told."""
        async with self.store.engine.begin() as connection:
            ready = (
                select(func.count())
                .select_from(deliveries.join(chats, chats.c.id == deliveries.c.chat_id))
                .join(announcements, announcements.c.id == deliveries.c.announcement_id)
                .where(deliveries.c.platform.in_(platforms), _ready(), chats.c.state == "active")
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
            return sum([await connection.scalar(count) or 0 for count in (ready, sending, planned, wrong)])

    async def correction(self, platform: str, real: datetime) -> Batch | None:
        """A batch that was sent and is no longer true."""
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

    async def _claim_ready(
        self,
        connection: AsyncConnection,
        platform: str,
        now: datetime,
        real: datetime,
        busy: Collection[str],
        limit: int,
    ) -> list[Batch]:
        candidates = _candidates(platform, now, real)
        found = (await connection.execute(candidates.limit(limit + SPARE))).all()
        chosen = _chosen(found, busy, limit)
        if len(chosen) < limit and len(found) == limit + SPARE:
            free = candidates.where(chats.c.address.not_in(busy)).limit(4 * limit)  # several may be of one chat
            chosen = _chosen((await connection.execute(free)).all(), busy, limit)
        return await self._made(connection, chosen, now, real) if chosen else []

    async def _made(self, connection: AsyncConnection, chosen: Rows, now: datetime, real: datetime) -> list[Batch]:
        values = [
            {"chat_id": row.chat_id, "platform": row.platform, "state": "sending", "claimed": real} for row in chosen
        ]
        made = insert(batches).returning(batches.c.id, sort_by_parameter_order=True)
        ids = (await connection.scalars(made, values)).all()
        ready = (
            select(deliveries.c.id.label("delivery_id"), deliveries.c.chat_id.label("to"), deliveries.c.priority)
            .add_columns(announcements)
            .join(announcements, announcements.c.id == deliveries.c.announcement_id)
            .where(deliveries.c.chat_id.in_([row.chat_id for row in chosen]), text(f"deliveries.{UNSENT}"), _ready())
            .where(announcements.c.due <= now, announcements.c.expires > now)
            .order_by(announcements.c.due, announcements.c.drama, announcements.c.id)
        )
        of_chat: dict[int, list[Row[tuple[object, ...]]]] = {}
        for row in await connection.execute(ready):
            of_chat.setdefault(row.to, []).append(row)
        found: list[Batch] = []
        claimed: list[dict[str, int]] = []
        for batch_id, first in zip(ids, chosen, strict=True):
            together = [row for row in of_chat[first.chat_id] if _joins(first, row)]
            claimed += [{"of": row.delivery_id, "to_batch": batch_id} for row in together]
            found.append(self._batch(batch_id, first, real, [_part(row) for row in together]))
        taken = update(deliveries).where(deliveries.c.id == bindparam("of"))
        taken = taken.values(state=literal_column("'claimed'"), batch_id=bindparam("to_batch"))
        await connection.execute(taken, claimed)
        return found

    async def _load(self, connection: AsyncConnection, ids: Sequence[int]) -> list[Batch]:
        whole = select(batches, chats.c.address, chats.c.thread, chats.c.place, chats.c.zone, _PAUSED)
        of_chats = whole.join(chats, chats.c.id == batches.c.chat_id).where(batches.c.id.in_(ids))
        rows = {row.id: row for row in await connection.execute(of_chats)}
        planned = (
            select(deliveries.c.batch_id.label("of"))
            .add_columns(announcements)
            .join(announcements, announcements.c.id == deliveries.c.announcement_id)
            .where(deliveries.c.chat_id.in_([row.chat_id for row in rows.values()]), deliveries.c.batch_id.in_(ids))
            .order_by(announcements.c.due, announcements.c.drama, announcements.c.id)
        )
        parts: dict[int, list[Part]] = {}
        for one in await connection.execute(planned):
            parts.setdefault(one.of, []).append(_part(one))
        found = []
        for key in ids:
            row = rows[key]
            batch = self._batch(key, row, row.claimed, parts.get(key, ()))
            tried = {
                "attempts": row.attempts,
                "plain": row.plain,
                "unsure": row.unsure,
                "message_id": row.message_id or "",
            }
            found.append(replace(batch, **tried))
        return found

    def _batch(self, key: int, of: Row[tuple[object, ...]], claimed: datetime, parts: Iterable[Part]) -> Batch:
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
            paused=of.paused,
        )


_PAUSED = (chats.c.state == "paused").label("paused")


def _ready() -> TextClause:
    return text(f"deliveries.{READY}")


def _candidates(platform: str, now: datetime, real: datetime) -> Select[tuple[object, ...]]:
    """What may be sent, in the order in which it is to be sent."""
    columns = (
        deliveries.c.chat_id,
        deliveries.c.platform,
        deliveries.c.priority,
        announcements.c.due,
        chats.c.address,
        chats.c.thread,
        chats.c.place,
        chats.c.zone,
        _PAUSED,
    )
    # one request in flight a chat, and news arrive in their order
    unfinished = select(batches.c.id).where(batches.c.chat_id == deliveries.c.chat_id, text(f"batches.{OPEN}"))
    return (
        select(*columns)
        .select_from(deliveries)
        .join(chats, chats.c.id == deliveries.c.chat_id)
        .join(announcements, announcements.c.id == deliveries.c.announcement_id)
        .where(deliveries.c.platform == platform, _ready(), chats.c.state != "gone")
        .where(announcements.c.due <= now, announcements.c.expires > now)
        .where(or_(chats.c.hold_until.is_(None), chats.c.hold_until <= real), ~unfinished.exists())
        .order_by(deliveries.c.priority, deliveries.c.turn, deliveries.c.id)
        # the chat too: what somebody there is changing at this moment is not claimed beside it
        .with_for_update(of=(deliveries, chats), skip_locked=True, key_share=True)
    )


def _chosen(found: Rows, busy: Collection[str], limit: int) -> Rows:
    """The first of each chat that is free. Two topics of one chat are two chats with one limit."""
    first: dict[str, Row[tuple[object, ...]]] = {}
    for row in found:
        if row.address not in busy:
            first.setdefault(row.address, row)
    return list(first.values())[:limit]


def _joins(first: Row[tuple[object, ...]], row: Row[tuple[object, ...]]) -> bool:
    """Whether both are said in one message. Of what was missed there is one message, however long it was."""
    if row.priority != first.priority:
        return False
    return row.priority == AWAY or minute(row.due) == minute(first.due)


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
        row.missed,
    )
