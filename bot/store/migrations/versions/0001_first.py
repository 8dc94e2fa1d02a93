"""The first schema."""

import sqlalchemy as sa
from alembic import op

revision = "0001"
down_revision = None


def upgrade() -> None:
    op.create_table(
        "announcements",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("key", sa.Text(), nullable=False),
        sa.Column("about", sa.Text(), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("drama", sa.String(length=200), nullable=False),
        sa.Column("release", sa.String(length=200), nullable=False),
        sa.Column("episodes", sa.Text(), nullable=False),
        sa.Column("announced", sa.String(length=16), nullable=False),
        sa.Column("announced_zone", sa.String(length=64), nullable=False),
        sa.Column("lead", sa.String(length=16), nullable=False),
        sa.Column("by_default", sa.Boolean(), nullable=False),
        sa.Column("default_release", sa.Boolean(), nullable=False),
        sa.Column("zoned", sa.Boolean(), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.Column("chat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("expires", sa.BigInteger(), nullable=False),
        sa.Column("cursor", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), server_default="0", nullable=False),
        sa.Column("complete", sa.Boolean(), nullable=False),
        sa.Column("notice", sa.Text(), nullable=True),
        sa.Column("turn", sa.BigInteger(), server_default="0", nullable=False),
        sa.Column("missed", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("key"),
    )
    op.create_index("announcements_by_drama", "announcements", ["drama", "due"], unique=False)
    op.create_index("announcements_by_expiry", "announcements", ["expires"], unique=False)
    op.create_index("announcements_by_about", "announcements", ["about"], unique=False)
    op.create_index(
        "announcements_incomplete",
        "announcements",
        ["due"],
        unique=False,
        sqlite_where=sa.text("NOT complete"),
        postgresql_where=sa.text("NOT complete"),
    )
    op.create_table(
        "chats",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("platform", sa.String(length=20), nullable=False),
        sa.Column("address", sa.String(length=64), nullable=False),
        sa.Column("thread", sa.String(length=32), server_default="", nullable=False),
        sa.Column("place", sa.String(length=10), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=True),
        sa.Column("state", sa.String(length=10), server_default="active", nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("hold_until", sa.BigInteger(), nullable=True),
        sa.Column("anonymous", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("gone_since", sa.BigInteger(), nullable=True),
        sa.Column("added_by", sa.String(length=64), nullable=True),
        sa.Column("told", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("platform", "address", "thread"),
    )
    _partial("chats_inactive", "chats", ["platform", "state"], "state <> 'active'")
    op.create_table(
        "documents",
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("file", sa.String(length=64), nullable=True),
        sa.Column("edited", sa.Boolean(), nullable=False),
        sa.Column("removed", sa.BigInteger(), nullable=True),
        sa.PrimaryKeyConstraint("slug"),
    )
    op.create_table(
        "editors",
        sa.Column("platform", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("platform", "person"),
    )
    op.create_table(
        "proposals",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("slug", sa.String(length=200), nullable=False),
        sa.Column("what", sa.Text(), nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("before", sa.Text(), nullable=True),
        sa.Column("after", sa.Text(), nullable=True),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("platform", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("line", sa.Text(), nullable=True),
        sa.Column("suggested", sa.Boolean(), nullable=False),
        sa.Column("decided", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("proposals_by_drama", "proposals", ["slug", "id"], unique=False)
    op.create_index("proposals_by_person", "proposals", ["platform", "person", "at"], unique=False)
    op.create_index("proposals_by_state", "proposals", ["state", "id"], unique=False)
    op.create_table(
        "facts",
        sa.Column("key", sa.String(length=100), nullable=False),
        sa.Column("value", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "inbox",
        sa.Column("key", sa.String(length=80), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("answer", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_index("inbox_by_age", "inbox", ["at"], unique=False)
    op.create_table(
        "leads",
        sa.Column("chat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("drama", sa.String(length=200), nullable=False),
        sa.Column("lead", sa.String(length=16), nullable=False),
        sa.PrimaryKeyConstraint("chat_id", "drama", "lead"),
    )
    op.create_table(
        "lines",
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.PrimaryKeyConstraint("key"),
    )
    op.create_table(
        "wishes",
        sa.Column("drama", sa.String(length=200), nullable=False),
        sa.Column("release", sa.String(length=200), nullable=False),
        sa.Column("lead", sa.String(length=16), nullable=False),
        sa.Column("zone", sa.String(length=64), nullable=False),
        sa.PrimaryKeyConstraint("drama", "release", "lead", "zone"),
    )
    op.create_table(
        "batches",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("chat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("platform", sa.String(length=20), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("attempts", sa.SmallInteger(), server_default="0", nullable=False),
        sa.Column("claimed", sa.BigInteger(), nullable=False),
        sa.Column("not_before", sa.BigInteger(), nullable=True),
        sa.Column("unsure", sa.BigInteger(), nullable=True),
        sa.Column("plain", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("doubtful", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("late", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.Column("message_id", sa.String(length=64), nullable=True),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("correct_from", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index(
        "batches_to_correct",
        "batches",
        ["platform", "correct_from"],
        unique=False,
        sqlite_where=sa.text("correct_from IS NOT NULL"),
    )
    op.create_index("batches_by_chat", "batches", ["chat_id"], unique=False)
    _partial("batches_open", "batches", ["platform", "not_before"], "state IN ('sending', 'waiting')")
    _partial("batches_open_of_chat", "batches", ["chat_id"], "state IN ('sending', 'waiting')")
    op.create_table(
        "deliveries",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("announcement_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("chat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("platform", sa.String(length=20), nullable=False),
        sa.Column("priority", sa.SmallInteger(), nullable=False),
        sa.Column("turn", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=10), server_default="ready", nullable=False),
        sa.Column("batch_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.ForeignKeyConstraint(
            ["announcement_id"],
            ["announcements.id"],
        ),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("announcement_id", "chat_id"),
    )
    op.create_index("deliveries_by_chat", "deliveries", ["chat_id"], unique=False)
    _partial("deliveries_ready", "deliveries", ["platform", "priority", "turn", "id"], "state = 'ready'")
    _partial("deliveries_unsent_of_chat", "deliveries", ["chat_id"], "state IN ('ready', 'paused')")
    _partial("deliveries_unsent_of_announcement", "deliveries", ["announcement_id"], "state IN ('ready', 'paused')")
    _partial("deliveries_expired", "deliveries", ["announcement_id"], "state = 'expired'")
    _partial("deliveries_of_batch", "deliveries", ["batch_id"], "state = 'claimed'")
    op.create_table(
        "questions",
        sa.Column("chat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("line", sa.Text(), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id", "person"),
    )
    op.create_table(
        "quotes_shown",
        sa.Column("chat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("quote", sa.String(length=40), nullable=False),
        sa.Column("times", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id", "quote"),
    )
    op.create_table(
        "subscriptions",
        sa.Column("chat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("drama", sa.String(length=200), nullable=False),
        sa.Column("release", sa.String(length=200), server_default="", nullable=False),
        sa.Column("custom", sa.Boolean(), nullable=False),
        sa.Column("since", sa.BigInteger(), nullable=False),
        sa.Column("rewatch", sa.String(length=16), nullable=True),
        sa.Column("rewatch_zone", sa.String(length=64), nullable=True),
        sa.Column("rewatch_due", sa.BigInteger(), nullable=True),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id", "drama"),
    )
    op.create_index(
        "rewatches_by_due",
        "subscriptions",
        ["rewatch_due"],
        unique=False,
        sqlite_where=sa.text("rewatch_due IS NOT NULL"),
    )
    op.create_index("subscriptions_by_drama", "subscriptions", ["drama", "chat_id"], unique=False)
    op.create_table(
        "calendars",
        sa.Column("chat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("made", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=64), server_default="", nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id"),
        sa.UniqueConstraint("fingerprint"),
    )
    op.create_table(
        "published",
        sa.Column("uid", sa.String(length=255), nullable=False),
        sa.Column("run", sa.String(length=255), nullable=False),
        sa.Column("chat_id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=True),
        sa.Column("episode", sa.Integer(), nullable=False),
        sa.Column("announced", sa.String(length=16), nullable=False),
        sa.Column("announced_zone", sa.String(length=64), nullable=False),
        sa.Column("details", sa.String(length=64), nullable=False),
        sa.Column("sequence", sa.Integer(), nullable=False),
        sa.Column("changed", sa.BigInteger(), nullable=False),
        sa.Column("cancelled", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("uid"),
    )
    op.create_index("published_by_chat", "published", ["chat_id"], unique=False)
    op.create_index("published_by_run", "published", ["run"], unique=False)


def _partial(name: str, table: str, columns: list[str], condition: str) -> None:
    where = sa.text(condition)
    op.create_index(name, table, columns, unique=False, sqlite_where=where, postgresql_where=where)
