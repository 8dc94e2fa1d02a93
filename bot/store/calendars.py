"""Calendar addresses, of which only a fingerprint is kept, and what calendars have said of each episode."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import update

from bot.core.ports import Subscription
from bot.core.published import Entry, Published
from bot.store.chat import in_order
from bot.store.publishing import revised
from bot.store.steps import Sql, Steps
from bot.store.store import Store
from bot.store.tables import EPOCH, calendars


@dataclass(frozen=True, slots=True)
class Followed:
    """What a private calendar shows: what that chat follows, in its IANA zone if it has said one."""

    chat_id: int
    zone: str | None
    subscriptions: tuple[Subscription, ...]
    state: str  # a digest of what was shown last
    changed: datetime  # since when that is shown


OPENED = Sql(
    "SELECT calendars.chat_id, chats.zone, calendars.state, calendars.changed "
    "FROM calendars JOIN chats ON chats.id = calendars.chat_id WHERE calendars.fingerprint = :fingerprint"
)
LEADS = Sql("SELECT drama, lead FROM leads WHERE chat_id = :chat")
SUBSCRIBED = Sql(
    "SELECT drama, release, custom, since, rewatch, rewatch_zone "
    "FROM subscriptions WHERE chat_id = :chat ORDER BY drama"
)


class Calendars:
    def __init__(self, store: Store) -> None:
        self.store = store

    @property
    def identity(self) -> str:
        """Of this store alone: no two bots give the same uid to two different runs."""
        return self.store.identity

    async def followed(self, fingerprint: str) -> Followed | None:
        """By the fingerprint of a token; None when there is no such calendar, or no longer."""
        return await self.store.run(lambda: _followed(fingerprint))

    async def shown(self, chat_id: int, state: str, at: datetime) -> None:
        """The calendar of that chat shows something else since then."""
        changed = update(calendars).where(calendars.c.chat_id == chat_id).values(state=state, changed=at)
        async with self.store.engine.begin() as connection:
            await connection.execute(changed)

    async def revise(
        self, run: str, entries: Sequence[Entry], at: datetime, chat_id: int | None = None
    ) -> Sequence[Published]:
        """What is to be told of that run from now on; recorded. `chat_id` is the chat whose own run it is."""
        async with self.store.engine.begin() as connection:
            return await revised(connection, run, entries, at, chat_id)


def _followed(fingerprint: str) -> Steps[Followed | None]:
    """In one errand: calendar programs ask every hour, thousands of them in the same minute."""
    found = yield OPENED, {"fingerprint": fingerprint}
    if not found:
        return None
    ((chat_id, zone, state, changed),) = found
    chosen: dict[str, list[str]] = {}
    for drama, lead in (yield LEADS, {"chat": chat_id}):
        chosen.setdefault(drama, []).append(lead)
    rows = yield SUBSCRIBED, {"chat": chat_id}
    held = tuple(
        Subscription(drama, release or None, in_order(chosen.get(drama, ())) if custom else None, _at(since), *again)
        for drama, release, custom, since, *again in rows
    )
    return Followed(chat_id, zone, held, state, _at(changed))


def _at(microseconds: int) -> datetime:
    return EPOCH + timedelta(microseconds=microseconds)
