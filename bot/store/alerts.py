"""Which editors were told of an alert, and where its cards stand."""

from collections.abc import Sequence
from datetime import datetime

from sqlalchemy import func, or_, select, update

from bot.core.alerts import Card
from bot.core.news import Raised
from bot.core.proposals import Author, State
from bot.store import looks
from bot.store.dialect import upsert
from bot.store.news import raised
from bot.store.newstables import alert_cards, alerts
from bot.store.store import Store
from bot.store.tables import proposals


class AlertBook:
    """Each method is one transaction."""

    def __init__(self, store: Store) -> None:
        self.store = store

    async def pending(self, since: datetime) -> Sequence[tuple[Raised, bool]]:
        """Those found since then of which somebody is to be told, which the second says, or whose cards stand open."""
        if not await self.store.has(looks.ALERT_OPEN, {}):
            return []
        standing = select(alert_cards.c.alert_id).where(alert_cards.c.message.is_not(None))
        wanted = or_(alerts.c.state == "open", alerts.c.id.in_(standing))
        async with self.store.engine.begin() as connection:
            found = await raised(connection, alerts.c.at > since, wanted)
            untold = set((await connection.scalars(select(alerts.c.id).where(alerts.c.state == "open"))).all())
        return [(one, one.id in untold) for one in found]

    async def cards(self, number: int) -> Sequence[Card]:
        async with self.store.engine.begin() as connection:
            rows = await connection.execute(select(alert_cards).where(alert_cards.c.alert_id == number))
            return [Card(Author(row.platform, row.person), row.address, row.message) for row in rows]

    async def keep(self, number: int, card: Card) -> None:
        row = {"platform": card.person.platform, "person": card.person.person}
        place = {"address": card.address, "message": card.message}
        async with self.store.engine.begin() as connection:
            new = upsert(alert_cards, connection).values(alert_id=number, **row, **place)
            keys = ["alert_id", "platform", "person"]
            await connection.execute(new.on_conflict_do_update(index_elements=keys, set_=place))

    async def told(self, number: int) -> None:
        """All who are to know of it do."""
        async with self.store.engine.begin() as connection:
            done = update(alerts).where(alerts.c.id == number, alerts.c.state == "open").values(state="told")
            await connection.execute(done)

    async def amended(self, slug: str, since: datetime) -> tuple[str, str] | None:
        """The last change of that drama that came into force after that instant: what it was, and by whom."""
        mine = (proposals.c.slug == slug, proposals.c.state == State.APPROVED.value, proposals.c.decided >= since)
        last = func.coalesce(proposals.c.decided, proposals.c.at).desc()
        query = select(proposals).where(*mine).order_by(last, proposals.c.id.desc()).limit(1)
        async with self.store.engine.begin() as connection:
            row = (await connection.execute(query)).one_or_none()
        return None if row is None else (row.what, row.decided_by or row.name)
