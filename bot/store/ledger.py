"""Documents, proposals and editors in the store, and what an approved change does to the plans."""

import json
from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Row, delete, func, insert, literal, or_, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core import changes
from bot.core.changes import Notice
from bot.core.drafted import Draft, of_kept
from bot.core.dramas import Drama
from bot.core.messages import Kind, Message
from bot.core.proposals import Author, Document, Proposal, Reach, Receipt, State
from bot.store import presence, receipts
from bot.store.announcing import unasked
from bot.store.codes import queue_of
from bot.store.dialect import upsert
from bot.store.followers import follows, forget_release
from bot.store.tables import (
    EPOCH,
    UNSENT,
    announcements,
    batches,
    chats,
    deliveries,
    documents,
    drafts,
    proposals,
    subscriptions,
)
from bot.store.tables import editors as named

TOLD_FOR = timedelta(days=2)  # so long a change notice is worth sending, and what was sent worth correcting
CHANGE = 3  # the priority of a change notice
AGAIN = ("paused", "gone", "expired", "missed", "dead")


MOST_ID = 2**31 - 1  # of an INTEGER in PostgreSQL; what people type may be longer


class LedgerTransaction:
    """Implements proposals.Ledger on an open connection."""

    def __init__(self, connection: AsyncConnection, chat_id: int | None = None) -> None:
        self.connection = connection
        self.chat_id = chat_id
        self.edited: dict[str, Drama | None] = {}  # what the library is to know when this is committed
        self.notes: list[tuple[Author, Message]] = []  # what is to be said then

    async def document(self, slug: str) -> Document | None:
        row = (
            await self.connection.execute(select(documents).where(documents.c.slug == slug).with_for_update())
        ).one_or_none()
        return None if row is None else Document(row.slug, row.text, row.removed)

    async def removed(self) -> Sequence[Document]:
        rows = (await self.connection.execute(select(documents).where(documents.c.removed.is_not(None)))).all()
        return [Document(row.slug, row.text, row.removed) for row in rows]

    async def documents(self) -> Sequence[Row[tuple[Any, ...]]]:
        return (await self.connection.execute(select(documents).order_by(documents.c.slug))).all()

    async def write(self, drama: Drama | None, slug: str, text: str | None, at: datetime) -> None:
        self.edited[slug] = drama
        if text is None:
            gone = update(documents).where(documents.c.slug == slug).values(removed=at, edited=True)
            await self.connection.execute(gone)
            return
        row = upsert(documents, self.connection).values(slug=slug, text=text, edited=True)
        again = {"text": text, "edited": True, "removed": None}
        await self.connection.execute(row.on_conflict_do_update(index_elements=["slug"], set_=again))

    async def read_file(self, slug: str, text: str, digest: str, *, in_force: bool) -> None:
        """That file was read; `in_force` says whether its text is what counts."""
        row = upsert(documents, self.connection).values(slug=slug, text=text, file=digest, edited=False)
        now: dict[str, Any] = {"file": digest}
        if in_force:
            now |= {"text": text, "edited": False, "removed": None}
        await self.connection.execute(row.on_conflict_do_update(index_elements=["slug"], set_=now))

    async def drop(self, slug: str) -> None:
        """The file of a drama that nobody changed in chat was taken away."""
        await self.connection.execute(delete(documents).where(documents.c.slug == slug))

    async def forget_removed(self, before: datetime) -> None:
        """End the week of grace of dramas that were removed before then."""
        old = select(documents.c.slug).where(documents.c.removed <= before)
        await self.connection.execute(delete(subscriptions).where(subscriptions.c.drama.in_(old)))

    async def add(self, proposal: Proposal) -> Proposal:
        row = {
            "slug": proposal.slug,
            "what": proposal.what,
            "reason": proposal.reason,
            "before": proposal.before,
            "after": proposal.after,
            "state": proposal.state.value,
            "at": proposal.at,
            "platform": proposal.author.platform,
            "person": proposal.author.person,
            "name": proposal.author.name,
            "line": proposal.line,
            "suggested": proposal.suggested,
        }
        made = await self.connection.execute(insert(proposals).values(row).returning(proposals.c.id))
        return replace(proposal, id=int(made.scalar_one()))

    async def proposal(self, number: int) -> Proposal | None:
        if number > MOST_ID:
            return None
        row = (
            await self.connection.execute(select(proposals).where(proposals.c.id == number).with_for_update())
        ).one_or_none()
        return None if row is None else _proposal(row)

    async def decide(self, number: int, state: State, by: str, at: datetime) -> None:
        values = {"state": state.value, "decided": at, "decided_by": by}
        await self.connection.execute(update(proposals).where(proposals.c.id == number).values(values))

    async def history(self, slug: str, limit: int) -> Sequence[Proposal]:
        known = (proposals.c.slug == slug) & (proposals.c.state != State.DRAFT.value)
        # in the order in which they came into force
        order = (func.coalesce(proposals.c.decided, proposals.c.at).desc(), proposals.c.id.desc())
        rows = await self.connection.execute(select(proposals).where(known).order_by(*order).limit(limit))
        return [_proposal(row) for row in rows]

    async def open(self, limit: int) -> Sequence[Proposal]:
        waiting = select(proposals).where(proposals.c.state == State.PROPOSED.value)
        return [_proposal(row) for row in await self.connection.execute(waiting.order_by(proposals.c.id).limit(limit))]

    async def suggested(self, author: Author, since: datetime) -> int:
        mine = (proposals.c.platform == author.platform) & (proposals.c.person == author.person)
        these = (mine, proposals.c.at > since, proposals.c.suggested)
        return await self.connection.scalar(select(func.count()).select_from(proposals).where(*these)) or 0

    async def replan(self, slug: str, before: frozenset[str], after: frozenset[str], at: datetime) -> Reach:
        planned = (announcements.c.drama == slug) & announcements.c.chat_id.is_(None)
        gone = select(announcements.c.id).where(planned, announcements.c.about.in_(before - after))
        unsent = (deliveries.c.announcement_id.in_(gone), text(UNSENT))
        dropped = await self.connection.execute(update(deliveries).where(*unsent).values(state="unwanted"))
        await self.connection.execute(update(announcements).where(announcements.c.id.in_(gone)).values(complete=True))
        touched = select(announcements.c.id).where(
            planned, announcements.c.about.in_(before ^ after), announcements.c.due > at - TOLD_FOR
        )
        sent = select(deliveries.c.batch_id).where(deliveries.c.announcement_id.in_(touched))
        wrong = (batches.c.state == "sent") & batches.c.message_id.is_not(None) & batches.c.id.in_(sent)
        corrected = await self.connection.execute(update(batches).where(wrong).values(correct_from=EPOCH))
        return Reach(dropped.rowcount, corrected.rowcount)

    async def announce(self, key: str, slug: str, release: str, notice: Notice, default: bool, at: datetime) -> int:
        what = {"drama": slug, "release": release, "default_release": default, "notice": changes.write(notice)}
        row = unasked(f"{key}/change", Kind.CHANGE, at, at + TOLD_FOR, **what)
        made = await self.connection.execute(insert(announcements).values(row).returning(announcements.c.id))
        wanted = (follows(slug, release, default_release=default), subscriptions.c.since <= at, chats.c.state != "gone")
        if notice.gone:  # who follows it is about to follow something else
            await self._deliver(int(made.scalar_one()), *wanted)
        told = select(func.count()).select_from(subscriptions.join(chats, chats.c.id == subscriptions.c.chat_id))
        return await self.connection.scalar(told.where(*wanted)) or 0

    async def _deliver(self, number: int, *wanted: ColumnElement[bool]) -> None:
        values = (literal(number), chats.c.id, queue_of(chats.c.platform, CHANGE), literal(0))
        chosen = select(*values).join(subscriptions, subscriptions.c.chat_id == chats.c.id).where(*wanted)
        columns = ["announcement_id", "chat_id", "queue", "turn"]
        await self.connection.execute(insert(deliveries).from_select(columns, chosen))
        done = update(announcements).where(announcements.c.id == number).values(complete=True)
        await self.connection.execute(done)

    async def settle_releases(self, slug: str, keys: Sequence[str]) -> None:
        await forget_release(self.connection, slug, keys)

    async def followers(self, slug: str) -> int:
        of_chats = select(func.count()).select_from(subscriptions.join(chats, chats.c.id == subscriptions.c.chat_id))
        mine = of_chats.where(subscriptions.c.drama == slug, chats.c.state != "gone")
        return await self.connection.scalar(mine) or 0

    async def editors(self) -> Sequence[Author]:
        rows = await self.connection.execute(select(named).order_by(named.c.since, named.c.name))
        return [Author(row.platform, row.person, row.name) for row in rows]

    async def add_editor(self, editor: Author, at: datetime) -> bool:
        row = {"platform": editor.platform, "person": editor.person, "name": editor.name, "since": at}
        made = upsert(named, self.connection).values(row).on_conflict_do_nothing().returning(named.c.person)
        return (await self.connection.execute(made)).first() is not None

    async def remove_editor(self, editor: Author) -> bool:
        mine = (named.c.platform == editor.platform) & (named.c.person == editor.person)
        gone = await self.connection.execute(delete(named).where(mine).returning(named.c.person))
        return gone.first() is not None

    async def receipt(self, slug: str, release: str, number: int) -> Receipt:
        about = await self._about(slug, release, number)
        return await receipts.of(self.connection, about)

    async def retry(self, slug: str, release: str, number: int, until: datetime) -> int:
        about = await self._about(slug, release, number)
        of_night = select(announcements.c.id).where(announcements.c.about == about, announcements.c.lead == "0m")
        failed = deliveries.c.announcement_id.in_(of_night) & deliveries.c.state.in_(AGAIN)
        hindered = select(deliveries.c.chat_id).where(failed)
        again = await self.connection.scalar(select(func.count()).select_from(deliveries).where(failed)) or 0
        await presence.activate(self.connection, (await self.connection.scalars(hindered)).all())
        await self.connection.execute(update(deliveries).where(failed).values(state="ready"))
        await self.connection.execute(
            update(announcements).where(announcements.c.id.in_(of_night)).values(expires=until, closed=False)
        )
        return again

    async def forget_former(self, owners: Mapping[str, Collection[str]]) -> None:
        """End what is for owners alone of those who are none any more. `owners` are ids by platform."""
        await receipts.forget_former(self.connection, owners)

    async def allow_anonymous(self, allowed: bool) -> None:
        here = select(chats.c.platform, chats.c.address).where(chats.c.id == self.chat_id)
        row = (await self.connection.execute(here)).one()
        mine: ColumnElement[bool] = (chats.c.platform == row.platform) & (chats.c.address == row.address)
        await self.connection.execute(update(chats).where(mine).values(anonymous=allowed))

    async def keep_draft(self, draft: Draft, at: datetime, number: int | None = None) -> int:
        row = {"body": json.dumps(draft.kept(), ensure_ascii=False), "at": at}
        if number is not None:
            await self.connection.execute(update(drafts).where(drafts.c.id == number).values(row))
            return number
        made = await self.connection.execute(insert(drafts).values(row).returning(drafts.c.id))
        return int(made.scalar_one())

    async def draft(self, number: int) -> Draft | None:
        if number > MOST_ID:
            return None
        body = await self.connection.scalar(select(drafts.c.body).where(drafts.c.id == number))
        return of_kept(json.loads(body)) if body else None

    async def drafts(self, limit: int) -> Sequence[tuple[int, Draft]]:
        newest = select(drafts).where(drafts.c.body != "").order_by(drafts.c.at.desc(), drafts.c.id.desc()).limit(limit)
        return [(row.id, of_kept(json.loads(row.body))) for row in await self.connection.execute(newest)]

    async def drop_draft(self, number: int) -> None:
        # its row stays for a while: a later draft with its number would get what is pressed on its card
        await self.connection.execute(update(drafts).where(drafts.c.id == number).values(body=""))

    def tell(self, person: Author, message: Message) -> None:
        self.notes.append((person, message))

    async def _about(self, slug: str, release: str, number: int) -> str | None:
        """What the night of that episode was announced as last."""
        told = (announcements.c.drama == slug, announcements.c.release == release, announcements.c.chat_id.is_(None))
        numbers = announcements.c.episodes
        holds = or_(
            numbers == str(number),
            numbers.like(f"{number}+%"),
            numbers.like(f"%+{number}"),
            numbers.like(f"%+{number}+%"),
        )
        last = select(announcements.c.about).where(*told, holds).order_by(announcements.c.due.desc()).limit(1)
        return await self.connection.scalar(last)


def _proposal(row: Row[tuple[Any, ...]]) -> Proposal:
    return Proposal(
        id=row.id,
        slug=row.slug,
        what=row.what,
        before=row.before,
        after=row.after,
        state=State(row.state),
        at=row.at,
        author=Author(row.platform, row.person, row.name),
        reason=row.reason,
        line=row.line,
        suggested=row.suggested,
        decided=row.decided,
        decided_by=row.decided_by,
    )
