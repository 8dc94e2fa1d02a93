"""What came after the second version: a function a purpose."""

from datetime import UTC, datetime, timedelta

import sqlalchemy as sa
from alembic import op

revision = "0003"
down_revision = "0002"


def upgrade() -> None:
    _alerts()
    _told()
    _closed()
    _deliveries()


def _alerts() -> None:
    op.add_column("alerts", sa.Column("said", sa.Text(), nullable=True))
    op.create_table(
        "alert_cards",
        sa.Column("alert_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("platform", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("message", sa.String(length=64), nullable=True),
        sa.ForeignKeyConstraint(["alert_id"], ["alerts.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("alert_id", "platform", "person"),
    )


PLATFORMS = {"telegram": 0, "discord": 8, "terminal": 16, "stage": 24}  # and 32 for others; a priority is added
STATES = (
    *("ready", "sent", "claimed", "paused", "expired", "missed", "unwanted", "skipped", "gone", "dead", "unknown"),
    "no rights",
)


def _told() -> None:
    """Batches say themselves what is in them: there is no index any more to find it by."""
    op.add_column("batches", sa.Column("told", sa.Text(), nullable=True))
    joined = "group_concat" if _in_file() else "string_agg"
    op.execute(
        f"UPDATE batches SET told = said.told FROM (SELECT batch_id, {joined}(CAST(announcement_id AS VARCHAR(20)), "
        "'+') AS told FROM deliveries WHERE batch_id IS NOT NULL GROUP BY batch_id) AS said "
        "WHERE said.batch_id = batches.id"
    )


def _closed() -> None:
    """What expired a day before the mark has been looked at."""
    closed = sa.Column[bool]("closed", sa.Boolean(), server_default=sa.text("(false)"), nullable=False)
    op.add_column("announcements", closed)
    mark = op.get_bind().scalar(sa.text("SELECT value FROM facts WHERE key = 'mark'"))
    if mark is not None:
        since = datetime.fromisoformat(mark) - timedelta(days=1) - datetime(1970, 1, 1, tzinfo=UTC)
        old = since // timedelta(microseconds=1)
        op.execute(f"UPDATE announcements SET closed = true WHERE complete AND expires <= {old}")
    op.create_index("announcements_of_chat", "announcements", ["chat_id"], unique=False)
    _partial("announcements_unclosed", "announcements", ["expires"], "NOT closed")


def _deliveries() -> None:
    """A narrow table in the place of a wide one, which a statement fills: a million in some seconds."""
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "narrow",
        sa.Column("announcement_id", key, nullable=False),
        sa.Column("chat_id", key, nullable=False),
        sa.Column("turn", sa.Integer(), nullable=False),
        sa.Column("queue", sa.SmallInteger(), nullable=False),
        sa.Column("state", sa.SmallInteger(), server_default=sa.text("0"), nullable=False),
        sa.Column("batch_id", key, nullable=True),
        sa.PrimaryKeyConstraint("announcement_id", "chat_id", name=None if _in_file() else "narrow_pkey"),
        sqlite_with_rowid=False,
    )
    platforms = " ".join(f"WHEN '{name}' THEN {number}" for name, number in PLATFORMS.items())
    states = " ".join(f"WHEN '{name}' THEN {number}" for number, name in enumerate(STATES))
    op.execute(
        "INSERT INTO narrow (announcement_id, chat_id, turn, queue, state, batch_id) "
        f"SELECT announcement_id, chat_id, turn, priority + CASE platform {platforms} ELSE 32 END, "
        f"CASE state {states} END, batch_id FROM deliveries ORDER BY announcement_id, chat_id"
    )
    op.drop_table("deliveries")
    op.rename_table("narrow", "deliveries")
    if not _in_file():
        op.execute("ALTER INDEX narrow_pkey RENAME TO deliveries_pkey")
    _partial("deliveries_ready", "deliveries", ["queue", "turn", "announcement_id"], "state = 0")
    _partial("deliveries_unsent_of_chat", "deliveries", ["chat_id"], "state IN (0, 3)")
    _partial("deliveries_paused", "deliveries", ["announcement_id"], "state = 3")
    _partial("deliveries_expired", "deliveries", ["announcement_id"], "state = 4")
    _partial("deliveries_of_batch", "deliveries", ["batch_id"], "state = 2")
    if not _in_file():
        op.execute("ANALYZE deliveries")


def _in_file() -> bool:
    return op.get_context().dialect.name == "sqlite"


def _partial(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, unique=False, sqlite_where=where, postgresql_where=where)
