"""The tables, but for those of the news."""

from sqlalchemy import (
    BigInteger,
    Boolean,
    Column,
    ForeignKey,
    Index,
    Integer,
    SmallInteger,
    String,
    Table,
    Text,
    UniqueConstraint,
    text,
)

from bot.store import newstables  # noqa: F401 - the metadata knows them, too
from bot.store.codes import Coded, DeliveryState
from bot.store.columns import EPOCH as EPOCH
from bot.store.columns import Id, Instant, where
from bot.store.columns import metadata as metadata

facts = Table(  # single values: kind of clock, the planner's mark, holds, the hash of the synchronised commands
    "facts",
    metadata,
    Column("key", String(100), primary_key=True),
    Column("value", Text, nullable=False),
)

chats = Table(
    "chats",
    metadata,
    Column("id", Id, primary_key=True),
    Column("platform", String(20), nullable=False),
    Column("address", String(64), nullable=False),
    Column("thread", String(32), nullable=False, server_default=""),
    Column("place", String(10), nullable=False),
    Column("zone", String(64)),
    Column("state", String(10), nullable=False, server_default="active"),  # active, paused (no rights), gone
    Column("reason", Text),  # why it is not active
    Column("hold_until", Instant),  # real time: the platform asked for patience
    Column("anonymous", Boolean, nullable=False, server_default=text("false")),  # its anonymous admins may manage it
    Column("gone_since", Instant),  # real time: as the housekeeping first saw it
    Column("added_by", String(64)),  # the person who subscribed it, when it is not theirs alone
    Column("told", Boolean, nullable=False, server_default=text("false")),  # that person, that it is not active
    Column("people", Integer),  # in a chat of several, the bot not among them; as last counted
    Column("counted", Instant),  # real time: when that was last asked
    Column("quote", String(40)),  # the key of the quote that was shown last
    UniqueConstraint("platform", "address", "thread"),
    Index("chats_inactive", "platform", "state", **where("state <> 'active'")),
)

subscriptions = Table(
    "subscriptions",
    metadata,
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    Column("drama", String(200), primary_key=True),
    Column("release", String(200), nullable=False, server_default=""),  # "" follows the drama's default
    Column("custom", Boolean, nullable=False),  # whether its leads are its own, in `leads`
    Column("since", Instant, nullable=False),  # nothing due up to here is told
    Column("rewatch", String(16)),
    Column("rewatch_zone", String(64)),
    Column("rewatch_due", Instant),  # when the rewatch next has something to tell
    Index("subscriptions_by_drama", "drama", "chat_id"),
    Index("rewatches_by_due", "rewatch_due", sqlite_where=text("rewatch_due IS NOT NULL")),
)

leads = Table(
    "leads",
    metadata,
    Column("chat_id", Id, primary_key=True),
    Column("drama", String(200), primary_key=True),
    Column("lead", String(16), primary_key=True),
)

wishes = Table(  # what was ever asked for: a short list to plan from, never shortened, a wish of nobody plans nothing
    "wishes",
    metadata,
    Column("drama", String(200), primary_key=True),
    Column("release", String(200), primary_key=True),
    Column("lead", String(16), primary_key=True),
    Column("zone", String(64), primary_key=True),
)

# Partial indices serve only queries that say the same condition in the same words, without a bound parameter.
READY = f"state = {DeliveryState.READY:d}"
PAUSED = f"state = {DeliveryState.PAUSED:d}"
UNSENT = f"state IN ({DeliveryState.READY:d}, {DeliveryState.PAUSED:d})"
EXPIRED = f"state = {DeliveryState.EXPIRED:d}"
CLAIMED = f"state = {DeliveryState.CLAIMED:d}"
OPEN = "state IN ('sending', 'waiting')"
UNCLOSED = "NOT closed"

announcements = Table(
    "announcements",
    metadata,
    Column("id", Id, primary_key=True),
    Column("key", Text, nullable=False, unique=True),
    Column("about", Text, nullable=False),
    Column("kind", String(10), nullable=False),
    Column("drama", String(200), nullable=False),
    Column("release", String(200), nullable=False),
    Column("episodes", Text, nullable=False),  # numbers with "+" between
    Column("announced", String(16), nullable=False),  # as subscriptions.write_start writes it
    Column("announced_zone", String(64), nullable=False),
    Column("lead", String(16), nullable=False),
    Column("by_default", Boolean, nullable=False),
    Column("default_release", Boolean, nullable=False),
    Column("zoned", Boolean, nullable=False),
    Column("zone", String(64)),
    Column("chat_id", Id),  # of a rewatch: the one chat it is for
    Column("due", Instant, nullable=False),
    Column("expires", Instant, nullable=False),
    Column("cursor", Id, nullable=False, server_default="0"),  # chats up to this id have their delivery
    Column("complete", Boolean, nullable=False),
    Column("notice", Text),  # of a change: what changed, as changes.write writes it
    Index("announcements_by_drama", "drama", "due"),
    Column("turn", BigInteger, nullable=False, server_default="0"),  # the first that its next deliveries may take
    Column("missed", Instant),  # when it should have been told, of one that only says that it was not
    Index("announcements_by_expiry", "expires"),
    Index("announcements_incomplete", "due", **where("NOT complete")),
    Index("announcements_by_about", "about"),
    Column("closed", Boolean, nullable=False, server_default=text("false")),  # it is over, and nothing of it waits
    Index("announcements_unclosed", "expires", **where(UNCLOSED)),
    Index("announcements_of_chat", "chat_id"),
)

# A row for everybody who is told something, so every byte counts: those of a chat that were sent are found by way of
# the announcements (presence.of_chats), and presence.delete_chats does what foreign keys would look up row by row.
deliveries = Table(
    "deliveries",
    metadata,
    Column("announcement_id", Id, primary_key=True),
    Column("chat_id", Id, primary_key=True),
    # which round of taking turns it is served in: one delivery of each announcement a round, however many it has
    Column("turn", Integer, nullable=False),
    Column("queue", SmallInteger, nullable=False),  # its platform and its priority, as codes.queue makes it
    Column("state", Coded(DeliveryState), nullable=False, server_default=text(f"{DeliveryState.READY:d}")),
    Column("batch_id", Id),
    Index("deliveries_ready", "queue", "turn", "announcement_id", **where(READY)),
    Index("deliveries_unsent_of_chat", "chat_id", **where(UNSENT)),
    Index("deliveries_paused", "announcement_id", **where(PAUSED)),
    Index("deliveries_expired", "announcement_id", **where(EXPIRED)),
    Index("deliveries_of_batch", "batch_id", **where(CLAIMED)),
    sqlite_with_rowid=False,
)
deliveries.add_is_dependent_on(announcements)
deliveries.add_is_dependent_on(chats)

batches = Table(
    "batches",
    metadata,
    Column("id", Id, primary_key=True),
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), nullable=False),
    Column("platform", String(20), nullable=False),
    Column("state", String(10), nullable=False),  # sending, waiting, then an outcome
    Column("attempts", SmallInteger, nullable=False, server_default="0"),
    Column("claimed", Instant, nullable=False),  # real time
    Column("not_before", Instant),  # real time: of waiting
    Column("unsure", Instant),  # real time: of the first attempt whose answer was lost
    Column("plain", Boolean, nullable=False, server_default=text("false")),  # sent again without its trimmings
    Column("doubtful", Boolean, nullable=False, server_default=text("false")),  # may have arrived more than once
    Column("late", Boolean, nullable=False, server_default=text("false")),
    Column("message_id", String(64)),
    Column("reason", Text),
    Column("told", Text),  # the announcements in it: their numbers with "+" between
    Column("correct_from", Instant),  # real time: what was sent is no longer true, and is to be corrected from then on
    Index("batches_to_correct", "platform", "correct_from", sqlite_where=text("correct_from IS NOT NULL")),
    Index("batches_open", "platform", "not_before", **where(OPEN)),
    Index("batches_open_of_chat", "chat_id", **where(OPEN)),
    Index("batches_by_chat", "chat_id"),
)

quotes_shown = Table(
    "quotes_shown",
    metadata,
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    Column("quote", String(40), primary_key=True),
    Column("times", Integer, nullable=False),
)

lines = Table(  # command lines that are too long for a button
    "lines",
    metadata,
    Column("key", String(20), primary_key=True),
    Column("line", Text, nullable=False),
)

questions = Table(  # what the bot asked a person last in a chat: the line that their next plain words complete
    "questions",
    metadata,
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    Column("person", String(64), primary_key=True),
    Column("line", Text, nullable=False),
)

fillings = Table(  # forms that people are filling in: one at a time for each person in each chat
    "fillings",
    metadata,
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    Column("person", String(64), primary_key=True),
    Column("key", String(20), nullable=False),
    Column("form", String(40), nullable=False),
    Column("about", String(200), nullable=False),  # a drama's slug, a proposal's number
    Column("answers", Text, nullable=False),  # as JSON: words by field, and what was offered by its label
    Column("asked", String(40), nullable=False),
    Column("touched", Instant, nullable=False),
    Column("message", String(64), nullable=False),  # the platform's id of the one with the question
    Index("fillings_by_key", "key"),
    Index("fillings_by_age", "touched"),
)

inbox = Table(  # what people said and was done, by the platform's own id of it, for as long as it may come again
    "inbox",
    metadata,
    Column("key", String(80), primary_key=True),
    Column("at", Instant, nullable=False),  # real time: when it was done
    Column("answer", Text),  # as JSON, until it is known to have arrived
    Index("inbox_by_age", "at"),
)

documents = Table(  # every drama's file, as it is in force
    "documents",
    metadata,
    Column("slug", String(200), primary_key=True),
    Column("text", Text, nullable=False),
    Column("file", String(64)),  # the hash of the file that was read last; None for a drama born in chat
    Column("edited", Boolean, nullable=False),  # whether it was changed in chat since
    Column("removed", Instant),
)

proposals = Table(
    "proposals",
    metadata,
    Column("id", Id, primary_key=True),
    Column("slug", String(200), nullable=False),
    Column("what", Text, nullable=False),
    Column("reason", Text),
    Column("before", Text),  # whole files; NULL: there was no such drama
    Column("after", Text),
    Column("state", String(10), nullable=False),
    Column("at", Instant, nullable=False),
    Column("platform", String(20), nullable=False),  # of the author
    Column("person", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("line", Text),  # the command line that would make it anew
    Column("suggested", Boolean, nullable=False),  # by a fan, for the editors to decide
    Column("decided", Instant),
    Column("decided_by", Text),
    Index("proposals_by_drama", "slug", "id"),
    Index("proposals_by_state", "state", "id"),
    Index("proposals_by_person", "platform", "person", "at"),
)

drafts = Table(  # dramas drafted from articles, that an editor is looking over
    "drafts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("body", Text, nullable=False),  # as JSON: drafted.Draft.kept, without the article's text
    Column("at", Instant, nullable=False),
    Index("drafts_by_age", "at"),
)

broadcasts = Table(  # what an editor says to many chats in words of their own
    "broadcasts",
    metadata,
    Column("id", Id, primary_key=True),
    Column("drama", String(200), nullable=False),  # to those who follow it; "" to all who follow any
    Column("text", Text, nullable=False),
    Column("state", String(10), nullable=False),
    Column("at", Instant, nullable=False),
    Column("platform", String(20), nullable=False),  # of the author
    Column("person", String(64), nullable=False),
    Column("name", Text, nullable=False),
    Column("decided", Instant),
    Column("decided_by", Text),
)

editors = Table(
    "editors",
    metadata,
    Column("platform", String(20), primary_key=True),
    Column("person", String(64), primary_key=True),
    Column("name", Text, nullable=False),
    Column("since", Instant, nullable=False),
)

calendars = Table(  # private addresses, one a chat: whoever has the token can read, and no token stands here
    "calendars",
    metadata,
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    Column("fingerprint", String(64), nullable=False, unique=True),  # of the token: SHA-256
    Column("made", Instant, nullable=False),
    Column("state", String(64), nullable=False, server_default=""),  # a digest of what is shown
    Column("changed", Instant, nullable=False),  # since when
)

published = Table(  # what calendars have said of each episode
    "published",
    metadata,
    Column("uid", String(255), primary_key=True),
    Column("run", String(255), nullable=False),  # a release, or one chat's own run of it
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE")),  # of that chat's own run
    Column("episode", Integer, nullable=False),
    Column("announced", String(16), nullable=False),  # as subscriptions.write_start writes it
    Column("announced_zone", String(64), nullable=False),
    Column("details", String(64), nullable=False),  # a digest of the words about it
    Column("sequence", Integer, nullable=False),
    Column("changed", Instant, nullable=False),
    Column("cancelled", Boolean, nullable=False),
    Index("published_by_run", "run"),
    Index("published_by_chat", "chat_id"),
)

erasures = Table(  # who asked to be forgotten: an older backup that is restored forgets them again
    "erasures",
    metadata,
    Column("fingerprint", String(64), primary_key=True),  # of platform and id: SHA-256 with the store's own salt
    Column("at", Instant, nullable=False),  # real time
)

watched = Table(  # how far a chat says it is with a drama
    "watched",
    metadata,
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    Column("drama", String(200), primary_key=True),
    Column("run", String(16), primary_key=True),  # "" the first time, else subscriptions.rewatch
    Column("episode", Integer, nullable=False),
)

digests = Table(  # what a chat wants to be told at an hour of its own clock
    "digests",
    metadata,
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    Column("what", String(10), primary_key=True),  # news, quote, receipts
    Column("hour", String(5), nullable=False),  # 08:00, in the chat's zone
    Column("weekday", SmallInteger),  # Monday is 0; NULL: every day
    Column("due", Instant, nullable=False),  # the next time
    Column("person", String(64)),  # whose right it is to have it, where not everybody may
    Index("digests_by_due", "due"),
)

told_stories = Table(  # which stories a chat has had
    "told_stories",
    metadata,
    Column("chat_id", ForeignKey("chats.id", ondelete="CASCADE"), primary_key=True),
    Column("story_id", ForeignKey("stories.id", ondelete="CASCADE"), primary_key=True),
    Index("told_stories_by_story", "story_id"),
)
