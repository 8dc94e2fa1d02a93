"""All that is kept of one person: to be shown to them, or forgotten.

Tables are found by their columns, so that one which comes later is not overlooked: `chat_id` is a chat's own,
`platform` with `person` or `chat_id` with `person` is a person's own.
"""

import hashlib
import secrets
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Table, delete, false, func, or_, select, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.ports import Address, Person, Place
from bot.core.proposals import OWNERS
from bot.store.dialect import upsert
from bot.store.presence import of_chats
from bot.store.tables import chats, deliveries, editors, erasures, facts, metadata

KEPT = timedelta(days=30)  # a backup that is older is not to be restored
NOBODY = "somebody"  # in the place of a name in the history of a drama
HEIRS = {"feeds": {"platform": OWNERS.platform, "person": OWNERS.person, "name": NOBODY}}  # who hears when one fails
SECRET = {"fingerprint", "state"}  # of a calendar: what it opens with, and a digest of no use to anybody


async def holdings(connection: AsyncConnection, person: Person, here: Address) -> dict[str, list[dict[str, Any]]]:
    """Every row about that person and their private chat, by table, in plain values; no table without any."""
    ids = await _private_chats(connection, here)
    found = {}
    for table in _tables():
        mine = chats.c.id.in_(ids) if table is chats else _mine(table, ids, person)
        rows = (await connection.execute(select(table).where(mine))).mappings().all()
        if rows:
            found[table.name] = [_shown(table, row) for row in rows]
    subscribed = select(func.count()).select_from(chats).where(_added_by(person))
    if count := await connection.scalar(subscribed):
        found["chats that you subscribed"] = [{"count": count}]
    return found


async def forget(connection: AsyncConnection, person: Person, here: Address, real: datetime) -> None:
    """Delete all that `holdings` shows. In the history of dramas a deed stays, and nobody's name with it."""
    await _delete(connection, await _private_chats(connection, here), person)
    salt = await _salt(connection)
    rows = [{"fingerprint": fingerprint(salt, person.platform, one), "at": real} for one in {person.id, here.chat}]
    for row in rows:
        new = upsert(erasures, connection).values(row)
        await connection.execute(new.on_conflict_do_update(index_elements=["fingerprint"], set_={"at": real}))


async def forget_again(connection: AsyncConnection, salt: str, known: Iterable[tuple[str, datetime]]) -> int:
    """Forget whoever has one of these fingerprints in a store from before they asked for it. How many were there."""
    erased, persons = dict(known), set()
    for table in _tables():
        if {"platform", "person"} <= set(table.c.keys()):
            persons |= {tuple(row) for row in await connection.execute(select(table.c.platform, table.c.person))}
    places = await connection.execute(select(chats.c.platform, chats.c.address, chats.c.added_by))
    for row in places:
        persons |= {(row.platform, row.address), (row.platform, row.added_by)}
    gone = [(platform, one) for platform, one in persons if one and fingerprint(salt, platform, one) in erased]
    for platform, one in gone:
        address = Address(platform, one)
        await _delete(connection, await _private_chats(connection, address), Person(platform, one))
    await _keep(connection, salt, erased)
    return len(gone)


async def remembered(connection: AsyncConnection) -> tuple[str, list[tuple[str, datetime]]] | None:
    """The salt, and the fingerprints with when they were made; None when nobody was ever forgotten."""
    salt = await connection.scalar(select(facts.c.value).where(facts.c.key == "salt"))
    if salt is None:
        return None
    rows = await connection.execute(select(erasures.c.fingerprint, erasures.c.at))
    return salt, [(row.fingerprint, row.at) for row in rows]


async def tidy(connection: AsyncConnection, real: datetime) -> None:
    await connection.execute(delete(erasures).where(erasures.c.at < real - KEPT))


def fingerprint(salt: str, platform: str, one: str) -> str:
    """Of a person or a private chat. Ids are short enough to be guessed, so it is kept no longer than it has to."""
    return hashlib.sha256(f"{salt}/{platform}/{one}".encode()).hexdigest()


def _tables() -> Sequence[Table]:
    return [table for table in metadata.sorted_tables if table not in (facts, erasures)]


def _mine(table: Table, ids: Sequence[int], person: Person) -> ColumnElement[bool]:
    if table is deliveries:
        return of_chats(ids)
    columns = table.c
    mine: list[ColumnElement[bool]] = [columns.chat_id.in_(ids)] if "chat_id" in columns else []
    if "person" in columns and "platform" in columns:
        mine.append((columns.platform == person.platform) & (columns.person == person.id))
    elif "person" in columns:
        here = select(chats.c.id).where(chats.c.platform == person.platform)
        mine.append((columns.person == person.id) & columns.chat_id.in_(here))
    return or_(false(), *mine)


def _added_by(person: Person) -> ColumnElement[bool]:
    return (chats.c.platform == person.platform) & (chats.c.added_by == person.id)


async def _private_chats(connection: AsyncConnection, here: Address) -> Sequence[int]:
    own = (chats.c.platform == here.platform, chats.c.address == here.chat, chats.c.place == Place.PRIVATE.value)
    return (await connection.scalars(select(chats.c.id).where(*own))).all()


async def _delete(connection: AsyncConnection, ids: Sequence[int], person: Person) -> None:
    """From the tables that refer to others first."""
    named = select(editors.c.name).where(editors.c.platform == person.platform, editors.c.person == person.id)
    name = await connection.scalar(named)
    if name is not None or person.owner:  # nobody else decides, and others may have the same name
        names = {name, person.name, person.id} - {"", None}
        for table in _tables():
            if "decided_by" in table.c:
                decided = update(table).where(table.c.decided_by.in_(names)).values(decided_by=NOBODY)
                await connection.execute(decided)
    await connection.execute(update(chats).where(_added_by(person)).values(added_by=None))
    for table in reversed(_tables()):
        if _is_deed(table):
            mine = (table.c.platform == person.platform) & (table.c.person == person.id)
            await connection.execute(
                update(table).where(mine).values(HEIRS.get(table.name, {"person": "", "name": NOBODY}))
            )
        else:
            which = chats.c.id.in_(ids) if table is chats else _mine(table, ids, person)
            await connection.execute(delete(table).where(which))


def _is_deed(table: Table) -> bool:
    """Whether a row is something that a person did, and outlives them: it is not found by the person alone."""
    return {"platform", "person", "name"} <= set(table.c.keys()) and not table.c.person.primary_key


async def _salt(connection: AsyncConnection) -> str:
    new = upsert(facts, connection).values(key="salt", value=secrets.token_hex(16)).on_conflict_do_nothing()
    await connection.execute(new)
    return str(await connection.scalar(select(facts.c.value).where(facts.c.key == "salt")))


async def _keep(connection: AsyncConnection, salt: str, known: dict[str, datetime]) -> None:
    row = upsert(facts, connection).values(key="salt", value=salt)
    await connection.execute(row.on_conflict_do_update(index_elements=["key"], set_={"value": salt}))
    for one, at in known.items():
        new = upsert(erasures, connection).values(fingerprint=one, at=at).on_conflict_do_nothing()
        await connection.execute(new)


def _shown(table: Table, row: Any) -> dict[str, Any]:
    hidden = SECRET if table.name == "calendars" else set()
    return {
        key: value.isoformat() if isinstance(value, datetime) else value
        for key, value in row.items()
        if value is not None and key not in hidden
    }
