"""What came after the first version: a function a purpose."""

import sqlalchemy as sa
from alembic import op

revision = "0002"
down_revision = "0001"


def upgrade() -> None:
    _privacy()
    _news()
    _digests()
    _forms()
    _drafts()
    _receipts()
    _broadcasts()


def _privacy() -> None:
    op.create_table(
        "erasures",
        sa.Column("fingerprint", sa.String(length=64), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("fingerprint"),
    )


def _news() -> None:
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "feeds",
        sa.Column("id", key, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), server_default="", nullable=False),
        sa.Column("home", sa.Text(), nullable=True),
        sa.Column("platform", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("added", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=10), server_default="active", nullable=False),
        sa.Column("reason", sa.Text(), nullable=True),
        sa.Column("etag", sa.Text(), nullable=True),
        sa.Column("modified", sa.Text(), nullable=True),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.Column("every", sa.Integer(), server_default="1800", nullable=False),
        sa.Column("skip", sa.String(length=100), server_default="/", nullable=False),
        sa.Column("failures", sa.Integer(), server_default="0", nullable=False),
        sa.Column("fetched", sa.BigInteger(), nullable=True),
        sa.Column("begun", sa.Boolean(), server_default=sa.text("(false)"), nullable=False),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("address"),
    )
    active = sa.text("state = 'active'")
    op.create_index("feeds_by_due", "feeds", ["due"], unique=False, sqlite_where=active, postgresql_where=active)
    op.create_table(
        "feed_items",
        sa.Column("feed_id", key, nullable=False),
        sa.Column("key", sa.String(length=64), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("feed_id", "key"),
    )
    op.create_index("feed_items_by_age", "feed_items", ["feed_id", "at"], unique=False)
    op.create_table(
        "stories",
        sa.Column("id", key, nullable=False),
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("summary", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("published", sa.BigInteger(), nullable=True),
        sa.Column("published_on", sa.String(length=10), nullable=True),
        sa.Column("found", sa.BigInteger(), nullable=False),
        sa.Column("fresh", sa.Boolean(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("stories_by_age", "stories", ["found"], unique=False)
    op.create_table(
        "story_sources",
        sa.Column("address", sa.Text(), nullable=False),
        sa.Column("story_id", key, nullable=False),
        sa.Column("feed_id", key, nullable=True),
        sa.Column("title", sa.Text(), nullable=False),
        sa.Column("site", sa.Text(), nullable=False),
        sa.Column("found", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["feed_id"], ["feeds.id"], ondelete="SET NULL"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("address"),
    )
    op.create_index("story_sources_by_story", "story_sources", ["story_id"], unique=False)
    op.create_index("story_sources_by_feed", "story_sources", ["feed_id"], unique=False)
    op.create_table(
        "story_ties",
        sa.Column("story_id", key, nullable=False),
        sa.Column("about", sa.String(length=6), nullable=False),
        sa.Column("name", sa.String(length=200), nullable=False),
        sa.Column("episode", sa.Integer(), nullable=True),
        sa.Column("headline", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("story_id", "about", "name"),
    )
    op.create_index("story_ties_by_name", "story_ties", ["about", "name", "story_id"], unique=False)
    op.create_table(
        "news_words",
        sa.Column("chat_id", key, nullable=False),
        sa.Column("word", sa.String(length=100), nullable=False),
        sa.Column("wanted", sa.Boolean(), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id", "word"),
    )
    op.create_table(
        "alerts",
        sa.Column("id", key, nullable=False),
        sa.Column("story_id", key, nullable=False),
        sa.Column("drama", sa.String(length=200), nullable=False),
        sa.Column("kind", sa.String(length=10), nullable=False),
        sa.Column("words", sa.Text(), nullable=False),
        sa.Column("episode", sa.Integer(), nullable=True),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("state", sa.String(length=10), server_default="open", nullable=False),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("id"),
        sa.UniqueConstraint("story_id", "drama"),
    )


def _digests() -> None:
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.add_column("chats", sa.Column("quote", sa.String(length=40), nullable=True))
    op.create_table(
        "watched",
        sa.Column("chat_id", key, nullable=False),
        sa.Column("drama", sa.String(length=200), nullable=False),
        sa.Column("run", sa.String(length=16), nullable=False),
        sa.Column("episode", sa.Integer(), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id", "drama", "run"),
    )
    op.create_table(
        "digests",
        sa.Column("chat_id", key, nullable=False),
        sa.Column("what", sa.String(length=10), nullable=False),
        sa.Column("hour", sa.String(length=5), nullable=False),
        sa.Column("weekday", sa.SmallInteger(), nullable=True),
        sa.Column("due", sa.BigInteger(), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id", "what"),
    )
    op.create_index("digests_by_due", "digests", ["due"], unique=False)
    op.create_table(
        "told_stories",
        sa.Column("chat_id", key, nullable=False),
        sa.Column("story_id", key, nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], ondelete="CASCADE"),
        sa.ForeignKeyConstraint(["story_id"], ["stories.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id", "story_id"),
    )
    op.create_index("told_stories_by_story", "told_stories", ["story_id"], unique=False)


def _forms() -> None:
    key = sa.BigInteger().with_variant(sa.Integer(), "sqlite")
    op.create_table(
        "fillings",
        sa.Column("chat_id", key, nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("key", sa.String(length=20), nullable=False),
        sa.Column("form", sa.String(length=40), nullable=False),
        sa.Column("about", sa.String(length=200), nullable=False),
        sa.Column("answers", sa.Text(), nullable=False),
        sa.Column("asked", sa.String(length=40), nullable=False),
        sa.Column("touched", sa.BigInteger(), nullable=False),
        sa.Column("message", sa.String(length=64), nullable=False),
        sa.ForeignKeyConstraint(["chat_id"], ["chats.id"], ondelete="CASCADE"),
        sa.PrimaryKeyConstraint("chat_id", "person"),
    )
    op.create_index("fillings_by_key", "fillings", ["key"], unique=False)
    op.create_index("fillings_by_age", "fillings", ["touched"], unique=False)


def _receipts() -> None:
    op.add_column("chats", sa.Column("people", sa.Integer(), nullable=True))
    op.add_column("chats", sa.Column("counted", sa.BigInteger(), nullable=True))
    op.add_column("digests", sa.Column("person", sa.String(length=64), nullable=True))


def _broadcasts() -> None:
    op.create_table(
        "broadcasts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("drama", sa.String(length=200), nullable=False),
        sa.Column("text", sa.Text(), nullable=False),
        sa.Column("state", sa.String(length=10), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.Column("platform", sa.String(length=20), nullable=False),
        sa.Column("person", sa.String(length=64), nullable=False),
        sa.Column("name", sa.Text(), nullable=False),
        sa.Column("decided", sa.BigInteger(), nullable=True),
        sa.Column("decided_by", sa.Text(), nullable=True),
        sa.PrimaryKeyConstraint("id"),
    )


def _drafts() -> None:
    op.create_table(
        "drafts",
        sa.Column("id", sa.BigInteger().with_variant(sa.Integer(), "sqlite"), nullable=False),
        sa.Column("body", sa.Text(), nullable=False),
        sa.Column("at", sa.BigInteger(), nullable=False),
        sa.PrimaryKeyConstraint("id"),
    )
    op.create_index("drafts_by_age", "drafts", ["at"], unique=False)
