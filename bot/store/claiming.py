"""What is done for every message, in plain SQL: deliveries become batches, and batches what came of them."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from types import SimpleNamespace
from typing import Any, NamedTuple

from bot.core.deliveries import Result
from bot.store.chunks import AWAY
from bot.store.codes import DeliveryState, code, priority_of, queues, told
from bot.store.columns import Instant
from bot.store.postgres import PLAN, key
from bot.store.steps import Rows, Sql, Steps
from bot.store.tables import CLAIMED, EPOCH, OPEN, READY, UNSENT, announcements

# What becomes of the deliveries of a batch, where that is not its own state: they wait for the right to post, or are
# looked at once more by the planner, which tells of what was missed.
AFTERWARDS = {"no rights": DeliveryState.PAUSED, "waiting": DeliveryState.CLAIMED}
SPARE = 8  # candidates more than wanted, some of whose chats may be busy
_MICROSECOND = timedelta(microseconds=1)
_MINUTE = 60_000_000  # microseconds

# what may be sent, in the order in which it is to be sent; one request in flight a chat, and news in their order
_CANDIDATES = f"""
SELECT deliveries.chat_id, chats.platform, deliveries.queue, announcements.due,
       chats.address, chats.thread, chats.place, chats.zone, chats.state = 'paused'
FROM deliveries JOIN chats ON chats.id = deliveries.chat_id
JOIN announcements ON announcements.id = deliveries.announcement_id
WHERE deliveries.queue BETWEEN :first AND :last AND deliveries.{READY} AND chats.state <> 'gone'
AND announcements.due <= :now AND announcements.expires > :now
AND (chats.hold_until IS NULL OR chats.hold_until <= :real)
AND NOT EXISTS (SELECT 1 FROM batches WHERE batches.chat_id = deliveries.chat_id AND batches.{OPEN}) {{free}}
ORDER BY deliveries.queue, deliveries.turn, deliveries.announcement_id LIMIT :most"""
# the chat too: what somebody there is changing at this moment is not claimed beside it
_LOCKED = _CANDIDATES + " FOR NO KEY UPDATE OF deliveries, chats SKIP LOCKED"
_FREE = "AND NOT (chats.address [[busy]])"
CANDIDATES = Sql(_CANDIDATES.format(free=""), _LOCKED.format(free=""))
FREE_CANDIDATES = Sql(_CANDIDATES.format(free=_FREE), _LOCKED.format(free=_FREE))

WAITING = Sql(
    f"SELECT 1 FROM batches WHERE platform = :platform AND {OPEN} AND state = 'waiting' AND not_before <= :real LIMIT 1"
)
READY_OF_CHATS = Sql(
    f"SELECT announcement_id, chat_id, queue FROM deliveries WHERE chat_id [[chats]] AND {UNSENT} AND {READY}",
    # said so that it is not by the index of all that may be sent
    f"SELECT announcement_id, chat_id, queue FROM deliveries WHERE chat_id [[chats]] AND {UNSENT} AND 0 + {READY}",
)
# PostgreSQL learns a while later how many were planned. Until then it would sort all of them for each claim.
BY_INDEX = Sql("SELECT 1", "SELECT set_config('enable_sort', 'off', true), set_config('enable_seqscan', 'off', true)")
_PLANNED = [column.name for column in announcements.c]
PLANNED = Sql(f"SELECT {', '.join(_PLANNED)} FROM announcements WHERE id [[ids]]")
_DUE, _EXPIRES = _PLANNED.index("due"), _PLANNED.index("expires")
_INSTANTS = [column.name for column in announcements.c if isinstance(column.type, Instant)]
NEXT_IDS = Sql(
    # no other transaction runs beside this one in SQLite
    "WITH RECURSIVE some (id) AS (SELECT coalesce(max(id), 0) + 1 FROM batches UNION ALL SELECT id + 1 FROM some "
    "LIMIT :number) SELECT id FROM some",
    "SELECT nextval(pg_get_serial_sequence('batches', 'id')) FROM generate_series(1, :number)",
)
MAKE = Sql(
    "INSERT INTO batches (id, chat_id, platform, state, claimed, told) "
    "VALUES (:id, :chat_id, :platform, 'sending', :claimed, :told)"
)
TAKE = Sql(
    f"UPDATE deliveries SET state = {DeliveryState.CLAIMED:d}, batch_id = :batch "
    "WHERE announcement_id = :of AND chat_id = :to"
)


class Candidate(NamedTuple):
    chat_id: int
    platform: str
    queue: int
    due: int
    address: str
    thread: str
    place: str
    zone: str | None
    paused: bool


class _Planned(NamedTuple):
    row: SimpleNamespace
    due: int
    expires: int


@dataclass(frozen=True, slots=True)
class Claim:
    """A batch as it was made: its id, for whom, and the rows of its announcements."""

    id: int
    of: Candidate
    planned: list[SimpleNamespace]


def waiting(platform: str, real: datetime) -> Steps[bool]:
    """Whether there is a batch whose next attempt is due."""
    rows = yield WAITING, {"platform": platform, "real": instant(real)}
    return bool(rows)


def claiming(
    platform: str, now: datetime, real: datetime, busy: Collection[str], limit: int, *, first: bool
) -> Steps[list[Claim] | None]:
    """At most `limit` new batches, recorded as being sent. With `first`: None when an older batch has to go first."""
    yield BY_INDEX, {}
    if first and (yield from waiting(platform, real)):
        return None
    lowest, highest = queues(platform)
    given: dict[str, Any] = {"first": lowest, "last": highest, "now": instant(now), "real": instant(real)}
    rows = yield CANDIDATES, given | {"most": limit + SPARE}
    chosen = _chosen(rows, busy, limit)
    if len(chosen) < limit and len(rows) == limit + SPARE:
        more = given | {"busy": [*busy, ""], "most": 4 * limit}  # several may be of one chat
        chosen = _chosen((yield FREE_CANDIDATES, more), busy, limit)
    if not chosen:
        return []
    ready = yield READY_OF_CHATS, {"chats": [one.chat_id for one in chosen]}
    planned = yield PLANNED, {"ids": sorted({row[0] for row in ready})}
    known = {row[0]: _Planned(_row(row), row[_DUE], row[_EXPIRES]) for row in planned}
    in_order = {key: place for place, key in enumerate(sorted(known, key=lambda key: _order(known[key].row)))}
    of_chat: dict[int, list[Sequence[Any]]] = {}
    for row in ready:
        of_chat.setdefault(row[1], []).append(row)
    ids = yield NEXT_IDS, {"number": len(chosen)}
    claims: list[Claim] = []
    made, taken = list[dict[str, Any]](), list[dict[str, Any]]()
    for (number,), one in zip(ids, chosen, strict=True):
        together = [row[0] for row in of_chat[one.chat_id] if _joins(one, row[2], known[row[0]], given["now"])]
        together.sort(key=in_order.__getitem__)
        taken += [{"of": each, "to": one.chat_id, "batch": number} for each in together]
        batch = {"id": number, "chat_id": one.chat_id, "platform": platform, "claimed": given["real"]}
        made.append(batch | {"told": told(together)})
        claims.append(Claim(number, one, [known[each].row for each in together]))
    yield MAKE, made
    yield TAKE, taken
    return claims


def settling(results: Sequence[Result]) -> Steps[None]:
    """Several at once cost hardly more than one."""
    alike: dict[tuple[str, ...], list[dict[str, Any]]] = {}
    ended: dict[int, list[dict[str, Any]]] = {}
    for result in results:
        values = {"state": result.state, **{name: _value(one) for name, one in result.values.items()}}
        alike.setdefault(tuple(values), []).append({"of": result.batch.id, **values})
        state = AFTERWARDS[result.state] if result.state in AFTERWARDS else code(DeliveryState, result.state)
        if state != DeliveryState.CLAIMED:
            ended.setdefault(state, []).append({"of": result.batch.id, "ended": state})
    if DeliveryState.PAUSED in ended:
        yield BESIDE_PLAN, {}
    for columns, rows in alike.items():
        yield _settled(columns), rows
    for state, rows in ended.items():
        yield PAUSE if state == DeliveryState.PAUSED else END, rows


END = Sql(f"UPDATE deliveries SET state = :ended WHERE batch_id = :of AND {CLAIMED}")
# the right to post may have come back since it was refused; and what is over is not looked at again unless it says so
PAUSE = Sql(
    "UPDATE deliveries SET state = CASE WHEN EXISTS (SELECT 1 FROM announcements "
    f"WHERE announcements.id = deliveries.announcement_id AND announcements.closed) THEN {DeliveryState.EXPIRED:d} "
    "WHEN EXISTS (SELECT 1 FROM chats WHERE chats.id = deliveries.chat_id AND chats.state = 'active') "
    f"THEN {DeliveryState.READY:d} ELSE :ended END WHERE batch_id = :of AND {CLAIMED}"
)
BESIDE_PLAN = Sql("SELECT 1", f"SELECT pg_advisory_xact_lock_shared({key(PLAN)})")
_SETTLED: dict[tuple[str, ...], Sql] = {}


def _settled(columns: tuple[str, ...]) -> Sql:
    if columns not in _SETTLED:
        changes = ", ".join(f"{name} = :{name}" for name in columns)
        _SETTLED[columns] = Sql(f"UPDATE batches SET {changes} WHERE id = :of")
    return _SETTLED[columns]


def instant(at: datetime) -> int:
    """As the tables keep it."""
    return (at - EPOCH) // _MICROSECOND


def _value(value: object) -> object:
    return instant(value) if isinstance(value, datetime) else value


def _row(row: Sequence[Any]) -> SimpleNamespace:
    found: dict[str, Any] = dict(zip(_PLANNED, row, strict=True))
    read = {name: EPOCH + timedelta(microseconds=found[name]) for name in _INSTANTS if found[name] is not None}
    return SimpleNamespace(**found | read)


def _order(planned: SimpleNamespace) -> tuple[datetime, str, int]:
    return planned.due, planned.drama, planned.id


def _chosen(found: Rows, busy: Collection[str], limit: int) -> list[Candidate]:
    """The first of each chat that is free. Two topics of one chat are two chats with one limit."""
    first: dict[str, Candidate] = {}
    for one in map(Candidate._make, found):
        if one.address not in busy:
            first.setdefault(one.address, one)
    return list(first.values())[:limit]


def _joins(first: Candidate, queue: int, planned: _Planned, now: int) -> bool:
    """Whether both are said in one message. Of what was missed there is one message, however long it was."""
    if queue != first.queue or not planned.due <= now < planned.expires:
        return False
    return priority_of(first.queue) == AWAY or planned.due // _MINUTE == first.due // _MINUTE
