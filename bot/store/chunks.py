"""What is announced becomes deliveries, some chats at a time: a transaction in which nobody else can write is short.

In plain SQL, as `steps` plays it: in SQLite all of it is one errand of the store's thread.
"""

from collections.abc import Collection, Hashable, Sequence
from dataclasses import dataclass
from typing import Any

from sqlalchemy import ColumnElement, Insert, Row, Select, and_, case, func, insert
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.messages import Kind
from bot.store import audience
from bot.store.codes import queue
from bot.store.dialect import upsert
from bot.store.steps import Sql, Steps, given
from bot.store.tables import READY, chats, deliveries

PRIORITY = {Kind.PREMIERE: 1, Kind.REMINDER: 1, Kind.CHANGE: 3, Kind.DIGEST: 4, Kind.QUOTE: 4, Kind.NOTICE: 6}
MOST_MADE = 50  # statements
AWAY = 5  # the priority of what only says that something was missed

# in the order of the index: for a minimum PostgreSQL reads all that wait, while it takes them for few
HEAD = Sql(f"SELECT turn FROM deliveries WHERE queue = :queue AND {READY} ORDER BY queue, turn LIMIT 1")
_AFTER = "FROM subscriptions WHERE {drama} chat_id > :since"
_END = f"SELECT chat_id {_AFTER} ORDER BY chat_id LIMIT 1 OFFSET :others"
_REST = f"SELECT count(*), coalesce(max(chat_id), 0) {_AFTER}"
END, END_OF_ALL = (Sql(_END.format(drama=drama)) for drama in ("drama = :drama AND", ""))
REST, REST_OF_ALL = (Sql(_REST.format(drama=drama)) for drama in ("drama = :drama AND", ""))
THERE = Sql("SELECT 1 FROM deliveries WHERE announcement_id = :id AND chat_id > :since AND chat_id <= :until LIMIT 1")
MADE = Sql("UPDATE announcements SET complete = :complete, cursor = :cursor, turn = :turn WHERE id = :id")

Planned = Row[tuple[Any, ...]]  # of the table of announcements, and whether the same was `heard` from others


@dataclass(frozen=True, slots=True)
class Chunk:
    """Chats after `since` up to `until`, with so many subscriptions; the last one when nobody is behind it."""

    since: int
    until: int
    size: int
    last: bool


def delivering(
    connection: AsyncConnection, together: Sequence[Planned], platforms: Collection[str], size: int
) -> Steps[None]:
    """Deliveries of these announcements to the next chats, with about so many subscriptions."""
    chunk = yield from _chunk({row.drama for row in together}, min(row.cursor for row in together), size)
    made: list[dict[str, Any]] = []
    for row in together:
        priority = AWAY if row.missed is not None else PRIORITY[Kind[row.kind]]
        bases: dict[str, int] = {}  # the turn that each platform's sender is at: new ones come from there on
        for platform in platforms:
            head = yield HEAD, {"queue": queue(platform, priority)}
            bases[platform] = max(head[0][0] if head else 0, row.turn)
        span = {"since": chunk.since, "until": chunk.until}
        first = False  # nearly always so, and to look at each whether it is takes PostgreSQL a third longer
        if row.chat_id is None and connection.dialect.name != "sqlite":
            first = not (yield THERE, span | {"id": row.id})
        insertion = _inserting(connection, row, priority, platforms, first=first)
        [(count,)] = yield insertion, {**span, "size": chunk.size, **bases}
        done = {"id": row.id, "complete": chunk.last or row.chat_id is not None, "cursor": chunk.until}
        made.append(done | {"turn": max(bases.values(), default=0) + count})
    yield MADE, made


def _chunk(dramas: Collection[str], since: int, size: int) -> Steps[Chunk]:
    """Each drama is asked of by itself, for then as many rows are read as are wanted. "" is all of them."""
    end, rest, each = (END_OF_ALL, REST_OF_ALL, {""}) if "" in dramas else (END, REST, set(dramas))
    share = max(size // len(each), 1)
    ends: list[int] = []
    for drama in each:
        found = yield end, {"drama": drama, "since": since, "others": share - 1}
        ends += [row[0] for row in found]
    if ends:
        return Chunk(since, min(ends), size, last=False)
    count, until = 0, since + 1
    for drama in each:
        [(some, highest)] = yield rest, {"drama": drama, "since": since}
        count, until = count + some, max(until, highest)
    return Chunk(since, until, count, last=True)


def put(chosen: Select[tuple[Any, ...]], connection: AsyncConnection, *, first: bool = False) -> Insert:
    """Those that are not there yet, as `audience.to_each` has chosen them. With `first`: none of them is there."""
    columns = ["announcement_id", "chat_id", "queue", "turn", "state"]
    if first:
        return insert(deliveries).from_select(columns, chosen)
    if connection.dialect.name == "sqlite":
        return insert(deliveries).prefix_with("OR IGNORE").from_select(columns, chosen)
    return upsert(deliveries, connection).from_select(columns, chosen).on_conflict_do_nothing()


# of the announcements that were delivered last: to make one takes as long as to play it
_MADE: dict[Hashable, Sql] = {}
_SINCE, _UNTIL, _SIZE = given("since"), given("until"), given("size")


def _inserting(
    connection: AsyncConnection, row: Planned, priority: int, platforms: Collection[str], *, first: bool
) -> Sql:
    """Deliveries to the chats of a chunk; to be given that chunk, and the turn at which each platform is."""
    fixed = tuple(value for name, value in row._mapping.items() if name not in ("cursor", "turn"))
    key = (connection.dialect.name, tuple(platforms), first, fixed)
    if key not in _MADE:
        if len(_MADE) >= MOST_MADE:
            _MADE.clear()
        turn = _SPREAD if row.by_default and not row.zoned and row.chat_id is None else _PLACE
        if platforms:
            turn += case({one: given(one) for one in platforms}, value=chats.c.platform, else_=0)
        chosen = audience.chats_of(row, priority, turn, _in_chunk, heard=bool(row.heard))
        _MADE[key] = Sql.of(put(chosen, connection, first=first), connection.dialect)
    return _MADE[key]


# each its own place among those of its platform, in the order of their ids
_PLACE = func.row_number().over(partition_by=chats.c.platform, order_by=chats.c.id) - 1
# evenly over as many places as there are subscriptions: counting them one by one would take longer than all the rest
_SPREAD = (chats.c.id - _SINCE - 1) * _SIZE // (_UNTIL - _SINCE)


def _in_chunk(chat: ColumnElement[int]) -> ColumnElement[bool]:
    return and_(chat > _SINCE, chat <= _UNTIL)
