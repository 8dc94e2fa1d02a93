"""Who is to be told what is announced, and who was told it already."""

from collections.abc import Callable

from sqlalchemy import ColumnElement, Row, Select, and_, exists, false, literal, or_, select

from bot.core.messages import Kind
from bot.store import followers
from bot.store.broadcasts import follows_any
from bot.store.codes import queue_of, unsent_state
from bot.store.tables import announcements, chats, deliveries, leads, subscriptions


def to_each(row: Row[tuple[object, ...]], priority: int, turn: ColumnElement[int]) -> Select[tuple[object, ...]]:
    """A delivery to each chat; for those in which the bot may not post now, it waits."""
    waits = (queue_of(chats.c.platform, priority), turn, unsent_state(chats.c.state))
    return select(literal(row.id), chats.c.id, *waits)


def chats_of(
    row: Row[tuple[object, ...]],
    priority: int,
    turn: ColumnElement[int],
    within: Callable[[ColumnElement[int]], ColumnElement[bool]],
    *,
    heard: bool,
) -> Select[tuple[object, ...]]:
    """`within` says of a column of chats whether they are among those looked at now; whom it is for alone, always is.

    `heard`: there are other announcements about the same, of which these chats may know.
    """
    untold = (~told(row).exists(),) if heard else ()
    chosen = to_each(row, priority, turn)
    if row.chat_id is not None:
        return chosen.where(chats.c.id == row.chat_id, chats.c.state != "gone", *untold)
    chosen = chosen.where(within(chats.c.id))
    if row.kind == Kind.NOTICE.name:
        return chosen.where(*follows_any(row.drama))
    # said of both: PostgreSQL does not see that it follows, and would read all subscriptions for each chunk
    joined = chosen.join(subscriptions, subscriptions.c.chat_id == chats.c.id).where(within(subscriptions.c.chat_id))
    if row.kind == Kind.CHANGE.name:
        asked = followers.follows(row.drama, row.release, default_release=row.default_release)
        return joined.where(asked, subscriptions.c.since <= row.due, chats.c.state != "gone")
    asked = who_asks(
        row.drama,
        row.release,
        row.lead,
        default_release=row.default_release,
        by_default=row.by_default,
        zoned=row.zoned,
        zone=row.zone,
    )
    since = row.due if row.missed is None else row.missed
    return joined.where(asked, subscriptions.c.since < since, chats.c.state != "gone", *untold)


def told(row: Row[tuple[object, ...]]) -> Select[tuple[object, ...]]:
    """That chat's deliveries which make this one needless: a later reminder of the same airing.

    Or the same one at another zone's hour, for a chat that has moved. That something was missed is not said to whom
    anything was told, or will be, when it was out.
    """
    said, heard = deliveries.alias("said"), announcements.alias("heard")
    about = (
        select(said.c.chat_id)
        .join(heard, heard.c.id == said.c.announcement_id)
        .where(heard.c.about == row.about, said.c.chat_id == chats.c.id)
    )
    if row.missed is not None:
        out = or_(heard.c.lead == "0m", heard.c.lead.contains(":"))
        return about.where(out, heard.c.id != row.id, said.c.state.not_in(["expired", "missed", "gone"]))
    same = heard.c.lead == row.lead if row.zoned else false()
    return about.where(heard.c.missed.is_(None), or_(same, heard.c.due > row.due))


def who_asks(
    drama: str, release: str, lead: str, *, default_release: bool, by_default: bool, zoned: bool, zone: str | None
) -> ColumnElement[bool]:
    """Who wants to be told, as a condition on subscriptions joined with chats. `zone` counts only where `zoned`."""
    follows = subscriptions.c.release == release
    if default_release:
        follows = or_(follows, subscriptions.c.release == "")
    own = and_(leads.c.chat_id == subscriptions.c.chat_id, leads.c.drama == subscriptions.c.drama, leads.c.lead == lead)
    by_lead = ~subscriptions.c.custom if by_default else and_(subscriptions.c.custom, exists().where(own))
    by_zone = [] if not zoned else [chats.c.zone == zone if zone else chats.c.zone.is_(None)]
    return and_(subscriptions.c.drama == drama, follows, by_lead, *by_zone)
