"""The tables of the news."""

from sqlalchemy import Boolean, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint, text

from bot.store.columns import Id, Instant, metadata, where

feeds = Table(  # what sites publish, as editors and the config name it
    "feeds",
    metadata,
    Column("id", Id, primary_key=True),
    Column("address", Text, nullable=False, unique=True),
    Column("site", Text, nullable=False, server_default=""),  # its name for readers, as the feed gives it
    Column("home", Text),  # the site's own address
    Column("platform", String(20), nullable=False),  # of who added it; "file" for the config
    Column("person", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("added", Instant, nullable=False),
    Column("state", String(10), nullable=False, server_default="active"),  # active, paused
    Column("reason", Text),  # why it is paused, or what failed last
    Column("etag", Text),
    Column("modified", Text),  # Last-Modified, as sent
    Column("due", Instant, nullable=False),  # when it is fetched next
    Column("every", Integer, nullable=False, server_default="1800"),  # seconds, as the site's hints make it
    Column("skip", String(100), nullable=False, server_default="/"),  # when not, as feeds.Skip writes it
    Column("failures", Integer, nullable=False, server_default="0"),  # one after the other, up to now
    Column("fetched", Instant),  # when it was last had, changed or not
    Column("begun", Boolean, nullable=False, server_default=text("false")),  # its first fetch marked all as seen
    Index("feeds_by_due", "due", **where("state = 'active'")),
)

feed_items = Table(  # what was seen in a feed, whatever became of it
    "feed_items",
    metadata,
    Column("feed_id", ForeignKey("feeds.id", ondelete="CASCADE"), primary_key=True),
    Column("key", String(64), primary_key=True),  # a digest of its address and headline, or of its id
    Column("at", Instant, nullable=False),
    Index("feed_items_by_age", "feed_id", "at"),
)

stories = Table(  # one a story, also where several sites have it
    "stories",
    metadata,
    Column("id", Id, primary_key=True),
    Column("address", Text, nullable=False),
    Column("title", Text, nullable=False),
    Column("site", Text, nullable=False),
    Column("summary", Text, nullable=False),  # one or two sentences
    Column("at", Instant, nullable=False),  # published, or found where that is not known
    Column("published", Instant),
    Column("published_on", String(10)),  # ISO date, as the site writes it
    Column("found", Instant, nullable=False),
    Column("fresh", Boolean, nullable=False),  # not there yet when its feed was first fetched
    Index("stories_by_age", "found"),
)

story_sources = Table(  # the sites that have it, that of the story itself among them
    "story_sources",
    metadata,
    Column("address", Text, primary_key=True),  # without what only counts visitors
    Column("story_id", ForeignKey("stories.id", ondelete="CASCADE"), nullable=False),
    Column("feed_id", ForeignKey("feeds.id", ondelete="SET NULL")),
    Column("title", Text, nullable=False),
    Column("site", Text, nullable=False),
    Column("found", Instant, nullable=False),
    Index("story_sources_by_story", "story_id"),
    Index("story_sources_by_feed", "feed_id"),
)

story_ties = Table(  # what a story is about
    "story_ties",
    metadata,
    Column("story_id", ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Column("about", String(6), primary_key=True),  # drama, person
    Column("name", String(200), primary_key=True),  # a slug; of a person, what the index of names says of them
    Column("episode", Integer),
    Column("headline", Boolean, nullable=False),
    Index("story_ties_by_name", "about", "name", "story_id"),
)

news_words = Table(  # of a chat: of which words one must be in a story, and which may not
    "news_words",
    metadata,
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    Column("word", String(100), primary_key=True),
    Column("wanted", Boolean, nullable=False),
)

alerts = Table(  # stories that say that an episode airs at another time, or not: for editors to decide
    "alerts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("story_id", ForeignKey("stories.id", ondelete="CASCADE"), nullable=False),
    Column("drama", String(200), nullable=False),
    Column("kind", String(10), nullable=False),
    Column("words", Text, nullable=False),  # the sentence that says so
    Column("episode", Integer),
    Column("at", Instant, nullable=False),
    Column("state", String(10), nullable=False, server_default="open"),  # open, told, ignored, done
    Column("decided_by", Text),
    Column("said", Text),  # what else it says, as core.alerts writes it; none in rows of an older bot
    UniqueConstraint("story_id", "drama"),
)

alert_cards = Table(  # which editors were told of an alert, and where that stands
    "alert_cards",
    metadata,
    Column("alert_id", ForeignKey("alerts.id", ondelete="CASCADE"), primary_key=True),
    Column("platform", String(20), primary_key=True),
    Column("person", String(64), primary_key=True),
    Column("address", String(64), nullable=False),
    Column("message", String(64)),  # its id in that chat; none where it cannot be, or need not be, put right any more
)
