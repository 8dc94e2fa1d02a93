"""What one request reads and changes of the chat that it came from."""

import hashlib
from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta

from sqlalchemy import Row, delete, insert, select, text, update
from sqlalchemy.ext.asyncio import AsyncConnection

from bot.core.leads import parse
from bot.core.messages import Message
from bot.core.operating import Failed, Overview
from bot.core.planning import DEFAULT
from bot.core.ports import Address, Person, Subscription
from bot.core.published import Entry, Published
from bot.store import erasing, inbox, operating, presence, watched
from bot.store.broadcasts import ChatBroadcasts
from bot.store.dialect import upsert
from bot.store.digests import ChatDigests
from bot.store.fillings import FillingsTransaction
from bot.store.ledger import LedgerTransaction
from bot.store.news import NewsTransaction
from bot.store.publishing import revised
from bot.store.tables import (
    UNSENT,
    announcements,
    calendars,
    chats,
    deliveries,
    facts,
    leads,
    questions,
    quotes_shown,
    subscriptions,
    wishes,
)


class ChatTransaction:
    """Implements ports.Transaction. `changed` tells whether what is due may have become another."""

    def __init__(self, connection: AsyncConnection, chat_id: int, at: datetime, person: str | None = None) -> None:
        self.connection = connection
        self.chat_id = chat_id
        self.at = at
        self.person = person  # who answers for the subscriptions of a chat of several people
        self.changed = False
        self.ledger = LedgerTransaction(connection, chat_id)
        self.broadcasts = ChatBroadcasts(connection)
        self.fillings = FillingsTransaction(connection, chat_id)
        self.news = NewsTransaction(connection, chat_id, self._change)
        self.digests = ChatDigests(connection, chat_id, at)

    def _change(self) -> None:
        self.changed = True

    async def subscriptions(self) -> Sequence[Subscription]:
        return await self._read()

    async def subscription(self, drama: str) -> Subscription | None:
        found = await self._read(drama)
        return found[0] if found else None

    async def save(self, subscription: Subscription) -> None:
        self.changed = True
        await self._delete(subscription.drama)
        row = {
            "chat_id": self.chat_id,
            "drama": subscription.drama,
            "release": subscription.release or "",
            "custom": subscription.leads is not None,
            "since": subscription.since,
            "rewatch": subscription.rewatch,
            "rewatch_zone": subscription.rewatch_zone,
            # the planner looks at it at once, and finds out what is really next
            "rewatch_due": subscription.since if subscription.rewatch else None,
        }
        await self.connection.execute(insert(subscriptions).values(row))
        own = [{"chat_id": self.chat_id, "drama": subscription.drama, "lead": x} for x in subscription.leads or ()]
        if own:
            await self.connection.execute(insert(leads), own)
        await self._wish(subscription, await self.zone())
        if self.person is not None:
            mine = chats.c.id == self.chat_id
            await self.connection.execute(update(chats).where(mine).values(added_by=self.person))

    async def remove(self, drama: str) -> bool:
        self.changed = True
        await self._drop_unsent(drama)
        return await self._delete(drama)

    async def zone(self) -> str | None:
        return await self.connection.scalar(select(chats.c.zone).where(chats.c.id == self.chat_id))

    async def set_zone(self, zone: str | None) -> None:
        self.changed = True
        await self.connection.execute(update(chats).where(chats.c.id == self.chat_id).values(zone=zone))
        mine = subscriptions.c.chat_id == self.chat_id
        again = subscriptions.c.rewatch.is_not(None)
        await self.connection.execute(update(subscriptions).where(mine, again).values(rewatch_due=self.at))
        if zone is not None:
            await self.digests.move(zone)
        for subscription in await self._read():
            await self._wish(subscription, zone)

    async def shown(self) -> dict[str, int]:
        of_chat = select(quotes_shown.c.quote, quotes_shown.c.times).where(quotes_shown.c.chat_id == self.chat_id)
        return {row.quote: row.times for row in await self.connection.execute(of_chat)}

    async def show(self, quote: str) -> None:
        first = upsert(quotes_shown, self.connection).values(chat_id=self.chat_id, quote=quote, times=1)
        more = {"times": quotes_shown.c.times + 1}
        await self.connection.execute(first.on_conflict_do_update(index_elements=["chat_id", "quote"], set_=more))
        await self.connection.execute(update(chats).where(chats.c.id == self.chat_id).values(quote=quote))

    async def last_shown(self) -> str | None:
        return await self.connection.scalar(select(chats.c.quote).where(chats.c.id == self.chat_id))

    async def watched(self, drama: str) -> dict[str, int]:
        return await watched.watched(self.connection, self.chat_id, drama)

    async def watch(self, drama: str, run: str, episode: int) -> None:
        await watched.watch(self.connection, self.chat_id, drama, run, episode)

    async def calendar(self) -> datetime | None:
        return await self.connection.scalar(select(calendars.c.made).where(calendars.c.chat_id == self.chat_id))

    async def open_calendar(self, fingerprint: str) -> None:
        await self.close_calendar()
        row = {"chat_id": self.chat_id, "fingerprint": fingerprint, "made": self.at, "changed": self.at}
        await self.connection.execute(insert(calendars).values(row))

    async def publish(self, run: str, entries: Sequence[Entry], *, own: bool = False) -> Sequence[Published]:
        return await revised(self.connection, run, entries, self.at, self.chat_id if own else None)

    async def calendar_mark(self) -> str:
        identity = await self.connection.scalar(select(facts.c.value).where(facts.c.key == "id"))
        return hashlib.sha256(repr((identity or "", self.chat_id)).encode()).hexdigest()

    async def close_calendar(self) -> bool:
        mine = delete(calendars).where(calendars.c.chat_id == self.chat_id)
        return (await self.connection.execute(mine.returning(calendars.c.chat_id))).first() is not None

    async def holdings(self, person: Person, here: Address) -> Mapping[str, Sequence[Mapping[str, object]]]:
        return await erasing.holdings(self.connection, person, here)

    async def forget(self, person: Person, here: Address) -> None:
        self.changed = True
        await erasing.forget(self.connection, person, here, self.at)

    async def overview(self, since: datetime) -> Overview:
        return await operating.overview(self.connection, since)

    async def failed(self, since: datetime) -> Sequence[Failed]:
        return await operating.failed(self.connection, since)

    async def retry(self, number: int) -> bool:
        self.changed = True
        return await operating.retry(self.connection, number, self.at)

    async def redirect(self, number: int, person: Person, *, general: bool) -> bool:
        self.changed = True
        return await presence.redirect(self.connection, number, person, general=general)

    async def first(self, key: str, real: datetime) -> bool:
        """Whether what came under that key was not done before. From now on it is."""
        return await inbox.first(self.connection, key, real)

    async def keep(self, key: str, answer: Message) -> None:
        await inbox.keep(self.connection, key, answer)

    async def kept(self, key: str) -> Message | None:
        """The answer to what was done before, unless it has arrived."""
        return await inbox.kept(self.connection, key)

    async def question(self, person: str) -> str | None:
        """The line that this person's next plain words complete."""
        mine = (questions.c.chat_id == self.chat_id) & (questions.c.person == person)
        return await self.connection.scalar(select(questions.c.line).where(mine))

    async def settle(self, person: str) -> None:
        """Whatever was asked before is past."""
        mine = (questions.c.chat_id == self.chat_id) & (questions.c.person == person)
        await self.connection.execute(delete(questions).where(mine))

    async def ask(self, person: str, line: str) -> None:
        row = upsert(questions, self.connection).values(chat_id=self.chat_id, person=person, line=line)
        await self.connection.execute(
            row.on_conflict_do_update(index_elements=["chat_id", "person"], set_={"line": line})
        )

    async def _read(self, drama: str | None = None) -> list[Subscription]:
        mine = [subscriptions.c.chat_id == self.chat_id, *([subscriptions.c.drama == drama] if drama else [])]
        rows = await self.connection.execute(select(subscriptions).where(*mine).order_by(subscriptions.c.drama))
        own: dict[str, list[str]] = {}
        of_chat = select(leads.c.drama, leads.c.lead).where(leads.c.chat_id == self.chat_id)
        for row in await self.connection.execute(of_chat):
            own.setdefault(row.drama, []).append(row.lead)
        return [read(row, own.get(row.drama, [])) for row in rows]

    async def _delete(self, drama: str) -> bool:
        for table in (leads, subscriptions):
            mine = (table.c.chat_id == self.chat_id) & (table.c.drama == drama)
            gone = await self.connection.execute(delete(table).where(mine).returning(table.c.chat_id))
            found = gone.first() is not None
        return found

    async def _wish(self, subscription: Subscription, zone: str | None) -> None:
        chosen = (DEFAULT,) if subscription.leads is None else subscription.leads
        rows = [
            {"drama": subscription.drama, "release": subscription.release or "", "lead": lead, "zone": zone or ""}
            for lead in chosen
        ]
        if rows:
            await self.connection.execute(upsert(wishes, self.connection).on_conflict_do_nothing(), rows)

    async def _drop_unsent(self, drama: str) -> None:
        about = select(announcements.c.id).where(announcements.c.drama == drama)
        unsent = deliveries.c.chat_id == self.chat_id
        await self.connection.execute(
            update(deliveries)
            .where(unsent, text(UNSENT), deliveries.c.announcement_id.in_(about))
            .values(state="unwanted")
        )


def _order(lead: str) -> timedelta:
    """The longest ahead first, those after the airing last."""
    parsed = parse(lead)
    return timedelta(days=1) if parsed.before is None else -parsed.before


def in_order(chosen: Sequence[str]) -> tuple[str, ...]:
    return tuple(sorted(chosen, key=_order))


def read(row: Row[tuple[object, ...]], own: Sequence[str]) -> Subscription:
    return Subscription(
        drama=row.drama,
        release=row.release or None,
        leads=in_order(own) if row.custom else None,
        since=row.since,
        rewatch=row.rewatch,
        rewatch_zone=row.rewatch_zone,
    )
