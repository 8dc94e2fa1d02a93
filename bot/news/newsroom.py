"""Fetches the feeds that are due, and makes stories of what is new in them.

The store says which are due; whoever rings says that some may be. Nothing is fetched or read while the store is held.
"""

import asyncio
import re
from collections.abc import Callable, Collection, Sequence
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Protocol

import structlog

from bot.core import feeds
from bot.core.catalogue import Library
from bot.core.deliveries import Lost
from bot.core.feeds import Feed, FeedState, Looked, Skip
from bot.core.mentions import Mentions
from bot.core.messages import Message
from bot.core.news import Written
from bot.core.proposals import OWNERS, Author
from bot.core.texts import newsroom as texts
from bot.news import apart, discovery, feedfile, items
from bot.news.errors import Forbidden, Gone, HeldBack, Unfetched, Unread
from bot.news.feedfile import FeedFile
from bot.news.fetch import Fetched, Fetcher

log = structlog.get_logger(__name__)

_ADDRESS = re.compile(r"[.:/]")
AT_ONCE = 4  # what has come waits in memory until it is its turn to be read
PATIENCE = 60.0  # seconds until it is tried again when the store failed


class Desk(Protocol):
    """The store, as the fetching needs it; each is a transaction of its own."""

    async def due(self, now: datetime) -> Sequence[Feed]: ...
    async def known(self, feed: int, keys: Collection[str]) -> set[str]: ...
    async def had(
        self, feed: Feed, keys: Collection[str], written: Sequence[Written], now: datetime, *, fresh: bool
    ) -> Sequence[int]: ...
    async def missed(self, feed: Feed) -> None: ...
    async def feeds(self) -> Sequence[Feed]: ...


class Newsroom:
    """`tell` says something to a person alone; `wake` is called when what is due next may have become another, and
    `alarm` when there is an alert of which editors are to be told.
    """

    def __init__(
        self,
        desk: Desk,
        fetcher: Fetcher,
        library: Library,
        now: Callable[[], datetime],
        tell: Callable[[Author, Message], None] = lambda person, note: None,
        wake: Callable[[], None] = lambda: None,
        alarm: Callable[[], None] = lambda: None,
    ) -> None:
        self.desk = desk
        self.fetcher = fetcher
        self.library = library
        self.now = now
        self.tell = tell
        self.wake = wake
        self.alarm = alarm
        self._bell = asyncio.Event()
        self._busy = False
        self._reading = asyncio.Lock()  # one at a time: reading is work, and holds what it reads
        self._mentions: Mentions | None = None

    async def look(self, which: str) -> Looked:
        """At an address, or at the feed of that number or name. Raises a Mistake."""
        known = await self.desk.feeds()
        meant = feeds.named(known, which)
        if meant is None and not _ADDRESS.search(which):
            raise feeds.unknown(known, which)
        return await discovery.look(meant.address if meant else which, self.fetcher, self.now())

    def ring(self) -> None:
        self._bell.set()

    @property
    def busy(self) -> bool:
        return self._busy or self._bell.is_set()

    async def has_due(self) -> bool:
        """Whether a feed is to be fetched now."""
        return bool(await self.desk.due(self.now()))

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await self._bell.wait()
            self._bell.clear()
            try:
                self._busy = True
                await self.catch_up()
            except Lost:
                return  # which ends the bot, and is said there
            except Exception:
                log.exception("the feeds could not be fetched; they are tried again in a minute")
                await asyncio.sleep(PATIENCE)
            finally:
                self._busy = False

    async def catch_up(self) -> None:
        """Fetch all that is due."""
        while due := await self.desk.due(self.now()):
            await self._round(due)
            self.wake()

    async def _round(self, due: Sequence[Feed]) -> None:
        slots = asyncio.Semaphore(AT_ONCE)

        async def one(feed: Feed) -> None:
            async with slots:
                await self._fetch(feed)

        for failed in await asyncio.gather(*map(one, due), return_exceptions=True):
            if failed is not None:
                raise failed

    async def _fetch(self, feed: Feed) -> None:
        try:
            fetched = await self.fetcher.fetch(feed.address, etag=feed.etag, modified=feed.modified)
            if fetched.body is None:
                await self.desk.had(self._after(feed, fetched), (), (), self.now(), fresh=True)
            else:
                await self._read(feed, fetched)
        except HeldBack as held:
            later = self.now() + max(timedelta(seconds=held.seconds), feed.every)
            await self.desk.missed(replace(feed, due=later, reason=held.text))
        except Gone as over:
            await self._pause(feed, over.text)
        except Forbidden as forbidden:
            await self._pause(feed, forbidden.text, quietly=self.fetcher.rehearsal)
        except (Unfetched, Unread) as failed:
            await self._fail(feed, failed.text)
        except Lost:
            raise
        except Exception:  # nothing is known that would raise one; the others are read all the same, and this one rests
            log.exception("a feed could not be read", feed=feed.name)
            await self._fail(feed, "It could not be read, for a reason that the log has.")

    async def _read(self, feed: Feed, fetched: Fetched) -> None:
        now, body = self.now(), fetched.body or b""
        async with self._reading:
            read = await apart.read(len(body), feedfile.read, body, fetched.url, now, fetched.charset)
            keyed = items.keyed(read.items, fetched.url, read.home)
            keys = {key for one in keyed for key in one.keys}
            seen = await self.desk.known(feed.id, keys)
            new = [one for one in keyed if not seen & set(one.keys)]
            mentions = await asyncio.to_thread(self._mentions_now)
            after = self._after(feed, fetched, read)
            written = await asyncio.to_thread(items.written, new, after.name, mentions, now)
            # two feeds that have the same story at once would each take it for a new one
            if await self.desk.had(after, keys, written, now, fresh=feed.begun):
                self.alarm()
        log.info("a feed was read", feed=feed.name, items=len(keyed), new=len(new), stories=len(written))

    def _mentions_now(self) -> Mentions:
        """Made anew when the schedule has changed."""
        if self._mentions is None or self._mentions.catalogue is not self.library.catalogue:
            self._mentions = Mentions(self.library.catalogue)
        return self._mentions

    def _after(self, feed: Feed, fetched: Fetched, read: FeedFile | None = None) -> Feed:
        """The feed as it is once it was had."""
        now = self.now()
        lasting = timedelta(seconds=min(fetched.lasting, feeds.RAREST.total_seconds()))
        every = feeds.pause(max(read.pause, lasting)) if read else max(feed.every, feeds.pause(lasting))
        skip = Skip(read.skip_hours, read.skip_days) if read else feed.skip
        return replace(
            feed,
            address=fetched.moved or feed.address,
            site=(read.title if read else "") or feed.site,
            home=(read.home if read else None) or feed.home,
            etag=fetched.etag if read else fetched.etag or feed.etag,
            modified=fetched.modified if read else fetched.modified or feed.modified,
            reason=None,
            due=skip.after(now + every),
            every=every,
            skip=skip,
            failures=0,
            fetched=now,
            begun=feed.begun or read is not None,
        )

    async def _fail(self, feed: Feed, reason: str) -> None:
        failures = feed.failures + 1
        if failures >= feeds.LAST_TRY:
            await self._pause(replace(feed, failures=failures), reason)
            return
        due = self.now() + feeds.patience(feed.every, failures)
        await self.desk.missed(replace(feed, failures=failures, due=due, reason=reason))
        log.info("a feed cannot be had", feed=feed.name, reason=reason, failures=failures)

    async def _pause(self, feed: Feed, reason: str, *, quietly: bool = False) -> None:
        """Whoever added it is told once; of a feed of the config, the owners."""
        await self.desk.missed(replace(feed, state=FeedState.PAUSED, reason=reason))
        log.warning("a feed is paused", feed=feed.name, reason=reason)
        if not quietly:
            nobody = feed.author.platform in (feeds.CONFIG.platform, OWNERS.platform)
            self.tell(OWNERS if nobody else feed.author, texts.paused(feed, reason))
