"""The planner: asks the store what was wished for, and writes down what has fallen due."""

import asyncio
import json
from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import UTC, datetime, timedelta
from typing import Protocol

import structlog

from bot.core import zonerules
from bot.core.catalogue import Library
from bot.core.counts import Counts
from bot.core.dramas import Airing
from bot.core.planning import (
    Announcement,
    Wish,
    announcements,
    followed_to_the_end,
    rewatch_announcements,
    rewatch_over,
)
from bot.core.ports import Subscription
from bot.delivery import digests
from bot.delivery.chunks import Chunks
from bot.delivery.digests import DigestPlans

log = structlog.get_logger(__name__)

AHEAD = timedelta(days=1)  # a mark that far in the future was made by a clock that was wrong
FEEDS_EVERY, FEEDS_BEFORE = timedelta(minutes=30), timedelta(minutes=5)  # of a clock that leaps
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PAUSE = 0.001  # seconds between two chunks: what waits to be sent is claimed before there is more of it
MISSED = timedelta(days=14)  # so long after it came out it is still said that an episode was missed


class RewatchPlans(Protocol):
    """Chats that watch a drama again, in one open transaction of the store."""

    async def next(self, platforms: Collection[str]) -> datetime | None: ...
    async def due(self, until: datetime) -> Sequence[tuple[int, str | None, Subscription]]: ...
    async def move(self, chat_id: int, drama: str, due: datetime | None) -> None: ...
    async def end(self, chat_id: int, drama: str) -> None: ...


class Plans(Protocol):
    """One open transaction of the store, as planning sees it."""

    @property
    def digests(self) -> DigestPlans: ...
    @property
    def rewatches(self) -> RewatchPlans: ...
    @property
    def longest(self) -> float:
        """Seconds that planning may take in one transaction, for others wait for it."""

    async def mark(self) -> datetime | None: ...
    async def move_mark(self, to: datetime) -> None: ...
    async def wishes(self) -> list[Wish]: ...
    async def announce(
        self,
        made: Announcement,
        *,
        default_release: bool,
        chat_id: int | None = None,
        away: tuple[datetime, datetime] | None = None,
    ) -> None: ...
    async def announce_clocks(self, airing: Airing, now: datetime, until: datetime) -> None: ...
    async def deliver(self, platforms: Collection[str], size: int) -> bool: ...
    async def anyone(self, made: Announcement, default_release: bool, platforms: Collection[str]) -> bool: ...
    async def next_feed(self) -> datetime | None: ...
    async def expire(self, now: datetime, until: datetime) -> bool: ...
    async def fact(self, key: str) -> str | None: ...
    async def keep_fact(self, key: str, value: str) -> None: ...
    async def followed_releases(self) -> Sequence[tuple[str, str]]: ...
    async def forget_release(self, drama: str, keys: Sequence[str]) -> None: ...


class Planner:
    def __init__(
        self,
        plans: Callable[[], AbstractAsyncContextManager[Plans]],
        library: Library,
        platforms: Collection[str],
        counts: Counts | None = None,
    ) -> None:
        self.plans = plans
        self.counts = counts or Counts()
        self.library = library
        self.platforms = platforms

    async def begin(self, now: datetime) -> datetime:
        """Make a new store's mark, and bring subscriptions in line with the schedules. Returns the mark."""
        async with self.plans() as plans:
            for slug, followed in await plans.followed_releases():
                drama = self.library.catalogue.dramas.get(slug)
                keys = [release.key for release in drama.releases] if drama else [followed]
                if followed not in keys:
                    await plans.forget_release(slug, keys)
            mark = await plans.mark()
            if mark is None:
                await plans.move_mark(now)
            await self._heed_clocks(plans, now)
            return mark or now

    async def plan(self, now: datetime, after_chunk: Callable[[], None] = lambda: None) -> None:
        """Everything that fell due since the mark, up to and including `now`; then the mark is there.

        `after_chunk` is called whenever there is more to send.
        """
        async with self.plans() as plans:
            mark = await plans.mark() or now
            if mark - now > AHEAD:
                log.warning("planned ahead by a clock that was wrong; planning goes on from now", planned_to=mark)
                await plans.move_mark(now)
                mark = now
            if now > mark:
                await self._announce(plans, mark, now)
                await plans.move_mark(now)
            await self._rewatches(plans, mark, max(now, mark))
            chunks = Chunks()
            more = await self._deliver(plans, chunks)
        while more:
            after_chunk()
            await asyncio.sleep(PAUSE)
            async with self.plans() as plans:
                more = await self._deliver(plans, chunks)
        await self._expire(now, after_chunk)  # whoever is to be told something now does not wait for this
        await digests.plan(self.plans, self.library, self.platforms, now, after_chunk)

    async def _deliver(self, plans: Plans, chunks: Chunks) -> bool:
        with chunks.timed(plans.longest):
            return await plans.deliver(self.platforms, chunks.size)

    async def _expire(self, now: datetime, after_chunk: Callable[[], None]) -> None:
        while True:
            async with self.plans() as plans:
                more = await plans.expire(now, now + MISSED)
            if not more:
                return
            after_chunk()

    async def next_due(self) -> datetime | None:
        """When somebody on these platforms is next to be told something; None when nothing is ahead."""
        async with self.plans() as plans:
            return await self._next_due(plans)

    async def next_wake(self) -> datetime | None:
        """When there is next something to do: to tell somebody, or to fetch a feed."""
        async with self.plans() as plans:
            return min(filter(None, (await self._next_due(plans), await plans.next_feed())), default=None)

    async def next_leap(self) -> tuple[datetime, bool] | None:
        """The same for a clock that leaps, and whether somebody is to be told something then.

        Feeds count only on the way to something that is told, and are fetched together, twice an hour.
        """
        async with self.plans() as plans:
            told, feed = await self._next_due(plans), await plans.next_feed()
        if told is None:
            return None
        if feed is None or (together := _together(feed)) >= told:
            return told, True
        return together, False

    async def _next_due(self, plans: Plans) -> datetime | None:
        self.counts.next_due = await self._first_due(plans)
        return self.counts.next_due

    async def _first_due(self, plans: Plans) -> datetime | None:
        mark = await plans.mark()
        if mark is None:
            return None
        ahead = (await plans.rewatches.next(self.platforms), await plans.digests.next(self.platforms))
        again = min(filter(None, ahead), default=None)
        for one in announcements(self.library.catalogue, await plans.wishes(), mark, again):
            if await plans.anyone(one, _is_default(one), self.platforms):
                return one.due
        return again

    async def _announce(self, plans: Plans, since: datetime, until: datetime) -> None:
        for one in announcements(self.library.catalogue, await plans.wishes(), since, until):
            if one.expires > until:
                await plans.announce(one, default_release=_is_default(one))
            elif _is_missed(one, until):
                await plans.announce(one, default_release=_is_default(one), away=(until, until + MISSED))

    async def _heed_clocks(self, plans: Plans, now: datetime) -> None:
        """Tell whom it concerns when a zone's clock rules have changed since the last start.

        Every instant is made anew from what was announced, so nothing else is to be done.
        """
        dramas = self.library.catalogue.dramas.values()
        kept = await plans.fact("clocks")
        if kept is not None:
            for airing in zonerules.moved(dramas, json.loads(kept)["rules"], now):
                assert airing.at is not None  # only such have moved
                log.warning("new clock rules move an episode", drama=airing.drama.slug, now_at=airing.at.isoformat())
                await plans.announce_clocks(airing, now, airing.at)
            if json.loads(kept)["tzdata"] != zonerules.version():
                await plans.digests.heed_clocks(now)
        rules = {zone: zonerules.rules(zone, now) for zone in sorted(zonerules.used(dramas))}
        await plans.keep_fact("clocks", json.dumps({"tzdata": zonerules.version(), "rules": rules}))

    async def _rewatches(self, plans: Plans, since: datetime, until: datetime) -> None:
        for chat_id, zone, subscription in await plans.rewatches.due(until):
            own_since = max(since, subscription.since)
            ahead = rewatch_announcements(self.library.catalogue, subscription, zone, own_since, None)
            for one in ahead:
                if one.due <= until < one.expires:
                    await plans.announce(one, default_release=False, chat_id=chat_id)
                elif one.due <= until and _is_missed(one, until):
                    away = (until, until + MISSED)
                    await plans.announce(one, default_release=False, chat_id=chat_id, away=away)
            following = next((one.due for one in ahead if one.due > until), None)
            # it has not ended while an episode is to come, told or not
            following = following or rewatch_over(self.library.catalogue, subscription, until)
            # and what falls due on everybody's night just now is delivered after this
            if following is None and followed_to_the_end(self.library.catalogue, subscription, since):
                await plans.rewatches.end(chat_id, subscription.drama)
            else:
                await plans.rewatches.move(chat_id, subscription.drama, following)


def _is_missed(made: Announcement, now: datetime) -> bool:
    """Whether to say that it was. What was due before the airing is of no use to anybody after it."""
    return not made.lead.before and made.due > now - MISSED


def _together(due: datetime) -> datetime:
    """The first of the instants from there on at which feeds are fetched: some minutes before digests tell of them."""
    return due + (_EPOCH - FEEDS_BEFORE - due) % FEEDS_EVERY


def _is_default(made: Announcement) -> bool:
    return made.airing.release.key == made.airing.drama.releases[0].key
