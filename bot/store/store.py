"""The store: one database, opened once, and what is asked of it outside a request."""

import asyncio
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from datetime import datetime
from typing import TypeVar

from sqlalchemy import ColumnElement, select
from sqlalchemy.ext.asyncio import AsyncConnection, AsyncEngine

from bot.core.ports import Address, Place
from bot.core.proposals import Author
from bot.store import fillings, inbox, presence
from bot.store.chat import ChatTransaction
from bot.store.dialect import alone, beside, upsert
from bot.store.engine import opened
from bot.store.holder import Lock
from bot.store.ledger import LedgerTransaction
from bot.store.postgres import PLAN
from bot.store.steps import Params, Sql, Steps, run
from bot.store.tables import chats, editors, facts, lines

T = TypeVar("T")


class Store:
    def __init__(self, engine: AsyncEngine, identity: str, lock: Lock | None = None) -> None:
        self.engine = engine
        self.lock = lock
        self.identity = identity  # made at birth: nonces of two stores never meet

    @classmethod
    async def open(cls, url: str, clock_kind: str, lock: Lock | None = None) -> "Store":
        """As the holder of that lock, or, without one, for a look. Raises Unusable with the reason and the way out."""
        engine = await opened(url, clock_kind, lock)
        async with engine.begin() as connection:
            identity = await connection.scalar(select(facts.c.value).where(facts.c.key == "id"))
        return cls(engine, identity or "", lock)

    async def close(self) -> None:
        await self.engine.dispose()

    async def sure(self) -> None:
        """Raises deliveries.Lost unless the store has said just now that it is ours."""
        if self.lock is not None and not self.lock.sure:
            async with self.engine.begin():
                pass

    async def run(self, steps: Callable[[], Steps[T]]) -> T:
        """A transaction of plain statements. Raises deliveries.Lost."""
        return await run(self.engine, self.lock, steps)

    async def has(self, question: Sql, params: Params) -> bool:
        """Whether that question finds a row."""

        def asked() -> Steps[bool]:
            return bool((yield question, params))

        return await self.run(asked)

    async def watch(self) -> None:
        """Until the store is no longer ours. Raises Lost."""
        if self.lock is None:
            await asyncio.Event().wait()
        else:
            await self.lock.watch()

    async def get(self, key: str) -> str | None:
        """A single fact."""
        async with self.engine.begin() as connection:
            return await connection.scalar(select(facts.c.value).where(facts.c.key == key))

    async def set(self, key: str, value: str) -> None:
        async with self.engine.begin() as connection:
            await write_fact(connection, key, value)

    @asynccontextmanager
    async def request(
        self, asker: Address, place: Place, at: datetime, person: str | None = None
    ) -> AsyncIterator[ChatTransaction]:
        """The transaction of one request. A chat that asks is there: whatever was said of it before is forgotten.

        `person` is remembered as the one to be told when a chat of several people that they subscribed goes silent.
        """
        async with self.engine.begin() as connection:
            await beside(connection, PLAN)  # what is due is planned before or after this, not meanwhile
            chat_id = await self.chat(connection, asker, place)
            answerable = person if place is not Place.PRIVATE and person != asker.chat else None
            yield ChatTransaction(connection, chat_id, at, answerable)

    async def chat(self, connection: AsyncConnection, asker: Address, place: Place) -> int:
        """The id of that chat, which is remembered from now on, and for the length of this transaction is ours."""
        # its row is locked, but may be referred to: requests of one chat come one after the other
        known = select(chats.c.id, chats.c.state).where(*at(asker)).with_for_update(key_share=True)
        row = (await connection.execute(known)).one_or_none()
        if row is None:
            values = {"platform": asker.platform, "address": asker.chat, "thread": asker.thread, "place": place.value}
            await connection.execute(upsert(chats, connection).values(values).on_conflict_do_nothing())
            row = (await connection.execute(known)).one()
        if row.state != "active":
            await presence.activate(connection, [row.id])
        return int(row.id)

    async def posed(self, key: str, message: str) -> None:
        """The question of that form stands in that message of its chat."""
        async with self.engine.begin() as connection:
            await fillings.posed(connection, key, message)

    async def answered(self, key: str) -> None:
        async with self.engine.begin() as connection:
            await inbox.answered(connection, key)

    @asynccontextmanager
    async def ledger(self) -> AsyncIterator[LedgerTransaction]:
        """What all chats share, in a transaction outside any request."""
        async with self.engine.begin() as connection:
            yield LedgerTransaction(connection)

    async def editors(self) -> Sequence[Author]:
        async with self.ledger() as ledger:
            return await ledger.editors()

    async def is_editor(self, platform: str, person: str) -> bool:
        mine = (editors.c.platform == platform) & (editors.c.person == person)
        async with self.engine.begin() as connection:
            return await connection.scalar(select(editors.c.person).where(mine)) is not None

    async def allows_anonymous(self, address: Address) -> bool:
        """Whether that chat said that its anonymous administrators may manage it, in whichever of its threads."""
        async with self.engine.begin() as connection:
            allowed = select(chats.c.id).where(*everywhere(address), chats.c.anonymous)
            return await connection.scalar(allowed.limit(1)) is not None

    async def zone(self, asker: Address) -> str | None:
        async with self.engine.begin() as connection:
            return await connection.scalar(select(chats.c.zone).where(*at(asker)))

    async def leave(self, address: Address, reason: str) -> None:
        """Say nothing more to that chat (and all its threads, when the chat itself is meant); settings are kept."""
        async with self.engine.begin() as connection:
            await presence.leave(connection, address, reason)

    async def resume(self, address: Address) -> bool:
        """The bot may post there again. Whether it could not before."""
        async with self.engine.begin() as connection:
            return await presence.resume(connection, address)

    async def paused(self, platform: str) -> Sequence[Address]:
        async with self.engine.begin() as connection:
            return await presence.paused(connection, platform)

    async def move(self, old: Address, new: Address) -> None:
        """The chat has a new address; where that one is known already, it keeps its settings and gains the others."""
        async with self.engine.begin() as connection:
            await alone(connection, PLAN)  # nothing is planned for a chat that is deleted meanwhile
            await presence.move(connection, old, new)

    async def keep_line(self, key: str, line: str) -> None:
        async with self.engine.begin() as connection:
            kept = upsert(lines, connection).values(key=key, line=line).on_conflict_do_nothing()
            await connection.execute(kept)

    async def line(self, key: str) -> str | None:
        async with self.engine.begin() as connection:
            return await connection.scalar(select(lines.c.line).where(lines.c.key == key))


def at(place: Address) -> tuple[ColumnElement[bool], ...]:
    return (*everywhere(place), chats.c.thread == place.thread)


def everywhere(place: Address) -> tuple[ColumnElement[bool], ...]:
    return chats.c.platform == place.platform, chats.c.address == place.chat


async def write_fact(connection: AsyncConnection, key: str, value: str) -> None:
    statement = upsert(facts, connection).values(key=key, value=value)
    await connection.execute(statement.on_conflict_do_update(index_elements=["key"], set_={"value": value}))
