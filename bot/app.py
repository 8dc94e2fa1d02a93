"""The one place of wiring: the only module that imports everything."""

import asyncio
import contextlib
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import TYPE_CHECKING, TextIO

import structlog

from bot import documents, platforms
from bot.chats.local.audience import Audience
from bot.chats.local.stage import StageChat
from bot.chats.local.terminal import HERE, TerminalChat
from bot.clock import Clock, HeldClock, Stopwatch, real_now
from bot.commands.desk import Desk
from bot.commands.flood import Bucket
from bot.commands.registry import registry
from bot.config import Config, is_loopback
from bot.core.catalogue import Catalogue, Defaults, Library
from bot.core.counts import Counts
from bot.core.deliveries import Lost
from bot.core.ports import Chat
from bot.core.proposals import OWNERS, Proposal
from bot.core.schedules import Fault
from bot.core.texts import proposing
from bot.delivery.alerting import Alerting
from bot.delivery.compose import corrected
from bot.delivery.composer import Composer
from bot.delivery.corrections import Corrector
from bot.delivery.headcount import Headcount
from bot.delivery.notices import Notices
from bot.delivery.planner import Planner
from bot.delivery.sender import Sender
from bot.delivery.teller import Teller
from bot.delivery.upkeep import Upkeep
from bot.news.fetch import Fetcher
from bot.news.newsroom import Newsroom
from bot.news.reading import Reading
from bot.news.tvmaze import TVmaze
from bot.platforms import Local
from bot.scheduler import Alarm, Leaper
from bot.store.alerts import AlertBook
from bot.store.lock import locked
from bot.store.newsdesk import Newsdesk
from bot.store.outbox import Outbox
from bot.store.people import StoredPeople
from bot.store.plans import opened_plans
from bot.store.store import Store
from bot.store.upkeep import StoreUpkeep
from bot.supervisor import supervise
from bot.web.calendarfile import calendar_file
from bot.web.health import Health, Platforms

if TYPE_CHECKING:
    from bot.web.server import Web

# seconds for what is under way when the bot is asked to stop; in all less than stopping.LONGEST
SENDING = 4.0
CLOSING = 4.0

log = structlog.get_logger(__name__)


@dataclass(frozen=True, slots=True)
class Pretence:
    """Another time than the real one: where the story clock starts, and how it moves from there."""

    at: datetime | None = None
    leap: float | None = None  # real seconds of quiet before each leap; None lets the clock run
    until: datetime | None = None

    def clock(self, mark: datetime | None) -> Clock:
        """A story never goes back: a store that has come further goes on from there."""
        if self.at is None:
            return Clock()
        start = max(self.at, mark) if mark else self.at
        return Clock(start) if self.leap is None else HeldClock(start)

    @property
    def kind(self) -> str:
        return "real" if self.at is None else "story"


@dataclass(slots=True)
class App:
    """The bot, wired and not yet running."""

    config: Config
    pretence: Pretence
    store: Store
    clock: Clock
    library: Library
    faults: Sequence[Fault]
    desk: Desk
    alarm: Alarm
    outbox: Outbox
    chats: list[Chat] = field(default_factory=list)
    senders: list[Sender] = field(default_factory=list)
    correctors: list[Corrector] = field(default_factory=list)
    headcounts: list[Headcount] = field(default_factory=list)
    teller: Teller | None = None
    guides: list[TVmaze] = field(default_factory=list)
    fetcher: Fetcher = field(default_factory=Fetcher)
    conflicts: list[Proposal] = field(default_factory=list)  # between files and what was changed in chat
    terminal: TerminalChat | None = None
    leaper: Leaper | None = None
    platforms: Platforms = field(default_factory=Platforms)  # how the connections are
    web: "Web | None" = None
    upkeep: Upkeep | None = None
    newsroom: Newsroom | None = None
    alerting: Alerting | None = None

    def ring_senders(self) -> None:
        for sender in self.senders:
            sender.ring()

    def ring(self) -> None:
        """There may be something to send."""
        self.ring_senders()
        for corrector in self.correctors:
            corrector.ring()
        if self.newsroom:
            self.newsroom.ring()
        if self.alerting:
            self.alerting.ring()

    def changed(self) -> None:
        """Somebody has changed what is due next, or decided something."""
        self.alarm.changed()
        if self.alerting:
            self.alerting.ring()

    def connected(self, platform: str, link: str) -> None:
        if link:
            log.info(f"connected to {platform}", add_the_bot=link)
        if link and self.web:
            self.web.doors.add(platform, link)
        self.platforms.connected(platform)
        self._sender(platform).connect()
        for conflict in self.conflicts:
            self.desk.on_note(OWNERS, proposing.card(conflict, self.clock.now()), platform)

    def lost(self, platform: str, refusal: str) -> None:
        self.platforms.lost(platform, refusal)
        self._sender(platform).disconnect()

    def _sender(self, platform: str) -> Sender:
        return next(sender for sender in self.senders if sender.chat.platform == platform)

    @property
    def busy(self) -> bool:
        """Whether somebody is being answered or told something, or a feed is fetched."""
        others = (self.teller, self.newsroom, self.alerting)
        return (
            bool(self.desk.busy)
            or any(one.busy for one in others if one)
            or bool(self.terminal and not self.terminal.quiet)
        )

    async def settled(self) -> bool:
        """Whether nothing is under way: every question answered, everything due planned, sent and recorded."""
        if self.busy:
            return False
        platforms = [chat.platform for chat in self.chats]
        told = await self.outbox.planned(self.clock.now(), platforms) and not await self.outbox.open(
            platforms, self.clock.now()
        )
        return told and not (self.newsroom and await self.newsroom.has_due()) and not self.busy

    @asynccontextmanager
    async def running(self) -> AsyncIterator[asyncio.Task[None]]:
        """Everything runs inside. What is given ends with AllRefused when no platform is left, with Lost when the
        store is no longer ours.
        """
        serving = asyncio.create_task(self._serve())
        others = [asyncio.create_task(sender.run()) for sender in self.senders]
        others += [asyncio.create_task(corrector.run()) for corrector in self.correctors]
        others += [asyncio.create_task(headcount.run()) for headcount in self.headcounts]
        if self.upkeep:
            others.append(asyncio.create_task(self.upkeep.run()))
        if self.newsroom:
            others.append(asyncio.create_task(self.newsroom.run()))
        if self.alerting:
            others.append(asyncio.create_task(self.alerting.run()))
        if self.leaper:
            others.append(asyncio.create_task(self.leaper.run()))
        for task in others:
            task.add_done_callback(_complain)
        self.alarm.start()
        try:
            if self.web:
                await self.web.start()
            yield serving
        finally:
            if self.teller:
                await self.teller.stop()
            await self._stop(others, serving)

    async def _stop(self, others: Sequence[asyncio.Task[None]], serving: asyncio.Task[None]) -> None:
        """First what is being sent and planned comes to its end and is recorded, then the connections close."""
        for task in others:
            task.cancel()
        ends = [self.alarm.stop(), *([self.web.stop()] if self.web else [])]
        await asyncio.wait([*others, *map(asyncio.create_task, ends)], timeout=SENDING)
        serving.cancel()
        done, late = await asyncio.wait([*others, serving], timeout=CLOSING)
        if late:
            log.warning("not everything could be finished in time; the next start goes on with it")
        for task in done:
            if not task.cancelled():
                task.exception()  # said where it happened

    async def _serve(self) -> None:
        tasks = [
            asyncio.create_task(self.store.watch()),
            asyncio.create_task(supervise(self.chats, self.connected, self.lost)),
        ]
        try:
            done, _ = await asyncio.wait(tasks, return_when=asyncio.FIRST_COMPLETED)
            for task in done:
                task.result()
        finally:
            for task in tasks:
                task.cancel()
            await asyncio.gather(*tasks, return_exceptions=True)


@asynccontextmanager
async def opened(
    config: Config, pretence: Pretence, *, terminal: TextIO | None = None, audience: Audience | None = None
) -> AsyncIterator[App]:
    """Wire the bot: with the platforms that the config has tokens for, or with a chat that writes to `terminal`, or
    with the stage that `audience` looks at.

    Raises holder.Taken when another process has the store, unusable.Unusable when the store does not fit.
    """
    async with contextlib.AsyncExitStack() as stack:
        lock = await stack.enter_async_context(locked(config.database.url))
        store = await Store.open(config.database.url, pretence.kind, lock)
        stack.push_async_callback(store.close)
        app = await _wired(config, pretence, store, audience or terminal)
        for guide in app.guides:
            stack.push_async_callback(guide.close)
        stack.push_async_callback(app.fetcher.close)
        yield app


async def _wired(config: Config, pretence: Pretence, store: Store, local: Local) -> App:
    reminders = config.reminders
    defaults = Defaults(
        reminders.leads,
        reminders.premiere_leads,
        reminders.late_limit,
        contact=config.admins.contact,
        site=_site(config, local),
    )
    outbox = Outbox(store)
    clock = pretence.clock(await outbox.mark())
    found, faults = documents.files(config.schedules.folder)
    async with store.ledger() as ledger:
        taken = await documents.take(ledger, found, clock.now(), whole=bool(found))
        await ledger.forget_removed(clock.now() - documents.GRACE)
        await ledger.forget_former(_owners(config, local))
        dramas, more = await documents.dramas(ledger, found)
    library = Library(Catalogue.of(dramas, defaults))
    stopwatch = Stopwatch()
    limits = config.limits
    persons: Bucket | None = Bucket(limits.person_commands_per_10_seconds, 10, lambda: stopwatch.seconds)
    chats: Bucket | None = Bucket(limits.chat_commands_per_minute, 60, lambda: stopwatch.seconds)
    counts = Counts()
    guides = [TVmaze.at(config.tvmaze.api_url, rehearsal=pretence.at is not None)]
    fetcher = Fetcher(config.news.allow, rehearsal=pretence.at is not None)
    newsdesk = Newsdesk(store)
    await newsdesk.configure(config.news.feeds, clock.now())
    newsroom = Newsroom(newsdesk, fetcher, library, clock.now)
    reading = Reading(fetcher)
    drawings = platforms.drawings(config, local)
    declared = registry(counts, lambda: faults, guides, reading, drawings, calendar_file, newsroom)
    if local is not None:
        persons = chats = None  # who sits there may type as fast as they can
    desk = Desk(store, declared, library, clock.now, persons, chats, real_now)
    commands = list(declared.commands.values())
    connected = platforms.chats(config, store, desk, local, commands, rehearsal=pretence.at is not None)
    planner = Planner(partial(opened_plans, store), library, [chat.platform for chat, _ in connected], counts)
    await planner.begin(clock.now())
    alarm = Alarm(clock, planner, lambda: app.ring(), lambda: app.ring_senders())
    app = App(config, pretence, store, clock, library, [*faults, *more], desk, alarm, outbox)
    app.guides = guides
    app.fetcher = fetcher
    app.conflicts = taken.conflicts
    app.upkeep = Upkeep(StoreUpkeep(store), timedelta(days=config.database.keep_days), clock.now, real_now, clock.doubt)
    for chat, pace in connected:
        owners = getattr(config.admins, chat.platform, ())
        notices = Notices(chat, outbox, pace, store, library, owners, lambda: app.faults, clock.now)
        beside = (counts.of(chat.platform), notices, clock.doubt)
        app.chats.append(chat)
        app.platforms.expect(chat.platform)
        app.senders.append(Sender(chat, outbox, pace, Composer(library), clock.now, real_now, *beside))
        app.headcounts.append(Headcount(chat, StoredPeople(store), real_now))
        app.correctors.append(Corrector(chat, outbox, pace, partial(corrected, library), clock.now, real_now))
        app.terminal = chat if isinstance(chat, TerminalChat) else app.terminal
    quiet = Stopwatch()
    desk.on_activity = quiet.restart
    desk.on_change = app.changed
    app.newsroom = newsroom
    newsroom.tell = lambda person, note: desk.on_note(person, note)
    newsroom.wake = app.alarm.changed
    app.teller = Teller(connected, desk.reader, store.editors, _owners(config, local))
    desk.on_note = app.teller.tell
    app.alerting = Alerting(AlertBook(store), app.teller, library, clock.now)
    newsroom.alarm = partial(_warned, app.alerting, quiet)
    if config.web.listen:
        app.web = _web(config, app, counts)
    if pretence.leap is not None and isinstance(clock, HeldClock):
        app.leaper = Leaper(clock, app.alarm, app.settled, lambda: quiet.seconds, pretence.leap, pretence.until)
    return app


def _warned(alerting: Alerting, quiet: Stopwatch) -> None:
    """Editors get something to read, so a clock that leaps stands still for a while."""
    quiet.restart()
    alerting.ring()


def _site(config: Config, local: Local) -> str:
    """Where the page is found by those who are given its address: without a public one, at this machine alone."""
    here = f"http://{config.web.listen}" if local is not None and config.web.listen else ""
    return config.web.public_url or here


def _web(config: Config, app: App, counts: Counts) -> "Web":
    """Read in only where there is a page: its libraries take 3 MB."""
    from bot.store.calendars import Calendars
    from bot.web.deliveries import Deliveries
    from bot.web.feeds import Feeds
    from bot.web.metrics import Metrics
    from bot.web.server import Addresses, Web

    settings = config.web
    addresses = Addresses(settings.listen, settings.metrics_listen, settings.public_url, settings.trusted_proxies)
    feeds = Feeds(Calendars(app.store), app.library, app.clock.now)
    health = Health(app.platforms, app.store, app.outbox.mark, app.clock.now, app.clock.held)
    elapsed = Stopwatch()
    metrics = Metrics(Deliveries(counts))
    return Web(addresses, app.library, feeds, health, metrics, app.clock.now, lambda: elapsed.seconds)


def _owners(config: Config, local: Local) -> dict[str, Sequence[str]]:
    if isinstance(local, Audience):
        return {StageChat.platform: local.admins}
    if local is not None:
        return {HERE.platform: ("you",)}
    return {"telegram": config.admins.telegram, "discord": config.admins.discord}


def real_addresses(config: Config) -> list[str]:
    """Chat addresses from which a rehearsal could reach people."""
    addresses = [chat.api_url for chat in (config.telegram, config.discord) if chat]
    return [address for address in addresses if not is_loopback(address)]


def _complain(task: asyncio.Task[None]) -> None:
    error = None if task.cancelled() else task.exception()
    if error and not isinstance(error, Lost):  # which ends the bot, and is said there
        log.critical("a part of the bot has stopped", exc_info=error)
