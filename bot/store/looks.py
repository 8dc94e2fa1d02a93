"""What is asked again and again by a bot that has nothing to do, in plain SQL: is there anything at all?

A question finds a row whenever the work would find some; only then is the work asked for.
"""

from collections.abc import Collection
from datetime import datetime

from sqlalchemy.ext.asyncio import AsyncConnection

from bot.store.codes import queues
from bot.store.columns import instant, kept
from bot.store.steps import Params, Rows, Sql, Steps, play
from bot.store.tables import EXPIRED, OPEN, READY, UNCLOSED

CORRECTION = Sql("SELECT 1 FROM batches WHERE platform = :platform AND correct_from <= :real LIMIT 1")
PAUSE_OVER = Sql(
    "SELECT 1 FROM chats WHERE platform = :platform AND chats.state <> 'active' AND state = 'paused' "
    "AND hold_until <= :real LIMIT 1"
)
SILENCED = Sql(
    "SELECT 1 FROM chats WHERE platform = :platform AND chats.state <> 'active' AND NOT told "
    "AND added_by IS NOT NULL LIMIT 1"
)
FEED_DUE = Sql("SELECT 1 FROM feeds WHERE state = 'active' AND due <= :now LIMIT 1")
ALERT_OPEN = Sql(
    "SELECT 1 FROM alerts WHERE state = 'open' UNION ALL SELECT 1 FROM alert_cards WHERE message IS NOT NULL LIMIT 1"
)
REWATCH_DUE = Sql("SELECT 1 FROM subscriptions WHERE rewatch_due IS NOT NULL AND rewatch_due <= :now LIMIT 1")
DIGEST_DUE = Sql("SELECT 1 FROM digests WHERE due <= :now LIMIT 1")
INCOMPLETE = Sql("SELECT 1 FROM announcements WHERE NOT complete LIMIT 1")
OVER = Sql(
    f"SELECT 1 FROM announcements WHERE {UNCLOSED} AND complete AND expires <= :now "
    f"UNION ALL SELECT 1 FROM deliveries WHERE {EXPIRED} LIMIT 1"
)

MARK = Sql("SELECT value FROM facts WHERE key = 'mark'")
MOVE_MARK = Sql(
    "INSERT INTO facts (key, value) VALUES ('mark', :to) ON CONFLICT (key) DO UPDATE SET value = excluded.value"
)
WISHES = Sql(  # by the index, drama by drama: for whether there is any follower PostgreSQL would read all of them
    "SELECT drama, release, lead, zone FROM wishes WHERE 0 < (SELECT chat_id FROM subscriptions "
    "WHERE subscriptions.drama = wishes.drama ORDER BY chat_id LIMIT 1)"
)

NEXT_FEED = Sql("SELECT min(due) FROM feeds WHERE state = 'active'")
# no joins, with which SQLite would begin at all chats there are; and in the words of the index of rewatches
NEXT_REWATCH = Sql(
    "SELECT min(rewatch_due) FROM subscriptions WHERE rewatch_due IS NOT NULL AND EXISTS (SELECT 1 FROM chats "
    "WHERE chats.id = subscriptions.chat_id AND chats.platform [[platforms]] AND chats.state = 'active')"
)
NEXT_DIGEST = Sql(
    "SELECT min(due) FROM digests WHERE EXISTS (SELECT 1 FROM chats "
    "WHERE chats.id = digests.chat_id AND chats.platform [[platforms]] AND chats.state <> 'gone')"
)
_READY = Sql(f"SELECT 1 FROM deliveries WHERE queue BETWEEN :first AND :last AND {READY} LIMIT 1")
_NEXT_TRY = Sql(f"SELECT min(not_before) FROM batches WHERE platform = :platform AND {OPEN} AND state = 'waiting'")


async def rows(connection: AsyncConnection, question: Sql, params: Params) -> Rows:
    """What it finds, asked within a transaction that is open."""

    def asked() -> Steps[Rows]:
        return (yield question, params)

    return await play(connection, asked())


async def found(connection: AsyncConnection, question: Sql, now: datetime | None = None) -> bool:
    """Whether it finds a row."""
    return bool(await rows(connection, question, {} if now is None else {"now": kept(now)}))


async def earliest(
    connection: AsyncConnection, question: Sql, platforms: Collection[str] | None = None
) -> datetime | None:
    """The instant that it finds."""
    (row,) = await rows(connection, question, {} if platforms is None else {"platforms": list(platforms)})
    return instant(row[0])


def next_try(platform: str, real: datetime) -> Steps[datetime | None]:
    """See Outbox.next_try."""
    first, last = queues(platform)
    if (yield _READY, {"first": first, "last": last}):
        return real
    ((earliest,),) = yield _NEXT_TRY, {"platform": platform}
    return instant(earliest)


def of(platform: str, real: datetime) -> Params:
    """The parameters of a question about a platform."""
    return {"platform": platform, "real": kept(real)}
