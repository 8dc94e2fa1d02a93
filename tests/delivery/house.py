"""The real store, planner, desk, adapters and senders on emulated platforms, with a clock that a test can move."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Sequence
from contextlib import asynccontextmanager
from datetime import UTC, date, datetime, time, timedelta
from functools import partial
from pathlib import Path

from sqlalchemy import text

from bot.chats.discord.adapter import DiscordChat
from bot.chats.telegram.adapter import TelegramChat
from bot.chats.telegram.polling import Polling
from bot.clock import real_now
from bot.commands.desk import Desk
from bot.commands.registry import registry
from bot.core.catalogue import Catalogue, Library
from bot.core.counts import Counts
from bot.core.dramas import Announced, Drama, Episode, Release
from bot.core.faults import Fault
from bot.core.ports import Address, Place, Subscription
from bot.delivery.composer import Composer
from bot.delivery.notices import Notices
from bot.delivery.pace import Limits, Pace
from bot.delivery.planner import Planner
from bot.delivery.sender import Sender
from bot.store.outbox import Outbox
from bot.store.plans import opened_plans
from bot.store.store import Store
from bot.store.tables import READY
from tests.emulators.discord import DiscordEmulator
from tests.emulators.telegram import TelegramEmulator

KST = "Asia/Seoul"
OUT = datetime(2030, 1, 4, 12, tzinfo=UTC)  # the first night of every drama here, 21:00 in Seoul
HOUR = timedelta(hours=1)
FAST = Limits(per_second=500)


def drama(slug: str, *, nights: int = 3, apart: timedelta = timedelta(days=7), title: str = "") -> Drama:
    """Nights that are so far apart, the first at OUT."""
    episodes = []
    for number in range(nights):
        wall = datetime.combine(date(2030, 1, 4), time(21)) + number * apart
        announced = Announced(wall.date(), wall.time(), KST)
        episodes.append(Episode(number + 1, announced, number == 0, number == nights - 1))
    release = Release("netflix", "Netflix", KST, tuple(episodes), nights)
    return Drama(slug, title or slug.title(), (release,))


class House:
    def __init__(self, store: Store, dramas: Sequence[Drama], platforms: Sequence[str], owners: Sequence[str]) -> None:
        self.store = store
        self.ahead = timedelta()
        self.library = Library(Catalogue.of(dramas))
        self.outbox = Outbox(store)
        self.counts = Counts()
        self.owners = owners
        self.faults: list[Fault] = []
        self.planner = Planner(partial(opened_plans, store), self.library, platforms, self.counts)
        self.commands = registry(self.counts, lambda: self.faults)
        self.desk = Desk(store, self.commands, self.library, self.now, real_now=real_now)
        self.senders: dict[str, Sender] = {}
        self.desk.on_change = self.ring

    def now(self) -> datetime:
        return real_now() + self.ahead

    def ring(self) -> None:
        for sender in self.senders.values():
            sender.ring()

    async def at(self, instant: datetime) -> None:
        """It is that time, for plans and retries alike; what fell due since is planned."""
        self.ahead = instant - real_now()
        await self.planner.plan(self.now(), self.ring)
        for sender in self.senders.values():
            sender._rounded = -1000.0
        self.ring()

    async def later(self, span: timedelta) -> None:
        await self.at(self.now() + span)

    async def follow(
        self,
        chats: Iterable[Address],
        *slugs: str,
        leads: tuple[str, ...] | None = ("0m",),
        place: Place = Place.PRIVATE,
        person: str | None = None,
    ) -> None:
        for chat in chats:
            async with self.store.request(chat, place, OUT - timedelta(days=30), person) as work:
                for slug in slugs:
                    await work.save(Subscription(slug, None, leads, OUT - timedelta(days=30)))

    async def settled(self, seconds: float = 20) -> None:
        """Nothing is left to send now; what waits for later does not count."""
        async with asyncio.timeout(seconds):
            while await self.count("deliveries", READY) or await self.count("batches", "state = 'sending'"):  # noqa: ASYNC110 - the store rings no bell
                await asyncio.sleep(0.02)

    async def happens(self, true: Callable[[], object], seconds: float = 10) -> None:
        async with asyncio.timeout(seconds):
            while not true():  # noqa: ASYNC110 - nothing rings
                await asyncio.sleep(0.02)

    async def until(self, table: str, where: str, number: int, seconds: float = 10) -> None:
        async with asyncio.timeout(seconds):
            while await self.count(table, where) != number:  # noqa: ASYNC110 - the store rings no bell
                await asyncio.sleep(0.02)

    async def count(self, table: str, where: str = "1 = 1") -> int:
        async with self.store.engine.begin() as connection:
            return int(await connection.scalar(text(f"SELECT count(*) FROM {table} WHERE {where}")) or 0)

    async def rows(self, query: str) -> list[tuple]:
        async with self.store.engine.begin() as connection:
            return [tuple(row) for row in await connection.execute(text(query))]


def address(folder: Path) -> str:
    """Of the store of a test; conftest.py puts PostgreSQL in its place."""
    return f"sqlite:///{folder}/bell.db"


@asynccontextmanager
async def house(
    folder,
    *dramas: Drama,
    tg: TelegramEmulator | None = None,
    dc: DiscordEmulator | None = None,
    limits: Limits = FAST,
    owners: Sequence[str] = (),
    start: datetime = OUT - timedelta(days=20),
    faults: Sequence[Fault] = (),
) -> AsyncIterator[House]:
    """On whichever platforms are given; its clock begins at `start`."""
    store = await Store.open(address(folder), "story")
    made = House(store, dramas, [*(["telegram"] if tg else []), *(["discord"] if dc else [])], owners)
    made.faults += faults
    made.ahead = start - real_now()
    await made.planner.begin(made.now())
    tasks = []
    declared, paces = list(made.commands.commands.values()), {"telegram": Pace(limits), "discord": Pace(limits)}
    chats: list = []
    if tg:
        polling = partial(Polling, hold=5, floor=0.05, longest=0.2)
        chats.append(TelegramChat(tg.token, tg.url, made.desk, declared, paces["telegram"], frozenset(owners), polling))
    if dc:
        chats.append(
            DiscordChat(str(dc.token), dc.url, made.desk, declared, paces["discord"], frozenset(owners), store, True)
        )
    for chat in chats:
        pace = paces[chat.platform]
        notices = Notices(chat, made.outbox, pace, store, made.library, owners, lambda: made.faults, made.now)
        sender = Sender(
            chat,
            made.outbox,
            pace,
            Composer(made.library),
            made.now,
            made.now,
            made.counts.of(chat.platform),
            notices,
        )
        made.senders[chat.platform] = sender
        tasks.append(asyncio.create_task(chat.run(lambda _, sender=sender: sender.connect())))
        tasks.append(asyncio.create_task(sender.run()))
    try:
        if tg:
            await tg.until_polling(15)
        if dc:
            await dc.ready(within=15)
        yield made
    finally:
        for task in tasks:
            task.cancel()
        await asyncio.gather(*tasks, return_exceptions=True)
        await store.close()


def telegram(chat, thread: str = "") -> Address:
    return Address("telegram", str(chat.id), thread)


def discord(channel) -> Address:
    return Address("discord", str(channel.id))
