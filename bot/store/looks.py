"""What is asked again and again by a bot that has nothing to do, in plain SQL: is there anything at all?

A question finds a row whenever the work would find some; only then is the work asked for.
"""

from datetime import datetime, timedelta

from bot.store.claiming import instant
from bot.store.codes import queues
from bot.store.steps import Params, Sql, Steps
from bot.store.tables import EPOCH, OPEN, READY

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
_READY = Sql(f"SELECT 1 FROM deliveries WHERE queue BETWEEN :first AND :last AND {READY} LIMIT 1")
_NEXT_TRY = Sql(f"SELECT min(not_before) FROM batches WHERE platform = :platform AND {OPEN} AND state = 'waiting'")


def next_try(platform: str, real: datetime) -> Steps[datetime | None]:
    """See Outbox.next_try."""
    first, last = queues(platform)
    if (yield _READY, {"first": first, "last": last}):
        return real
    rows = yield _NEXT_TRY, {"platform": platform}
    return None if rows[0][0] is None else EPOCH + timedelta(microseconds=rows[0][0])


def of(platform: str, real: datetime) -> Params:
    """The parameters of a question about a platform."""
    return {"platform": platform, "real": instant(real)}
