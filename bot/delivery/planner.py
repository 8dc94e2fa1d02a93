"""The planner: asks the store what was wished for, and writes down what has fallen due."""

from collections.abc import Callable, Collection, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime
from typing import Protocol

from bot.core.catalogue import Library
from bot.core.planning import Announcement, Wish, announcements, rewatch_announcements
from bot.core.ports import Subscription


class Plans(Protocol):
    """One open transaction of the store, as planning sees it."""

    async def mark(self) -> datetime | None: ...
    async def move_mark(self, to: datetime) -> None: ...
    async def wishes(self) -> list[Wish]: ...
    async def announce(self, made: Announcement, *, default_release: bool, chat_id: int | None = None) -> None: ...
    async def rewatches(self, until: datetime) -> Sequence[tuple[int, str | None, Subscription]]: ...
    async def rewatch_next(self, chat_id: int, drama: str, due: datetime | None) -> None: ...
    async def deliver(self) -> bool: ...
    async def anyone(self, made: Announcement, default_release: bool, platforms: Collection[str]) -> bool: ...
    async def next_rewatch(self, platforms: Collection[str]) -> datetime | None: ...
    async def expire(self, now: datetime) -> None: ...
    async def forget_release(self, drama: str, keys: Sequence[str]) -> None: ...


class Planner:
    def __init__(
        self,
        plans: Callable[[], AbstractAsyncContextManager[Plans]],
        library: Library,
        platforms: Collection[str],
    ) -> None:
        self.plans = plans
        self.library = library
        self.platforms = platforms

    async def begin(self, now: datetime) -> datetime:
        """Make a new store's mark, and bring subscriptions in line with the schedules. Returns the mark."""
        async with self.plans() as plans:
            for drama in self.library.catalogue.dramas.values():
                await plans.forget_release(drama.slug, [release.key for release in drama.releases])
            mark = await plans.mark()
            if mark is None:
                await plans.move_mark(now)
            return mark or now

    async def plan(self, now: datetime, after_chunk: Callable[[], None] = lambda: None) -> None:
        """Everything that fell due since the mark, up to and including `now`; then the mark is there.

        `after_chunk` is called whenever there is more to send.
        """
        async with self.plans() as plans:
            mark = await plans.mark() or now
            if now > mark:
                await plans.expire(now)
                await self._announce(plans, mark, now)
                await plans.move_mark(now)
            await self._rewatches(plans, mark, max(now, mark))
            more = await plans.deliver()
        while more:
            after_chunk()
            async with self.plans() as plans:
                more = await plans.deliver()

    async def next_due(self) -> datetime | None:
        """When somebody on these platforms is next to be told something; None when nothing is ahead."""
        async with self.plans() as plans:
            mark = await plans.mark()
            if mark is None:
                return None
            again: datetime | None = await plans.next_rewatch(self.platforms)
            wishes = await plans.wishes()
            for one in announcements(self.library.catalogue, wishes, mark, again):
                if await plans.anyone(one, _is_default(one), self.platforms):
                    return one.due
            return again

    async def _announce(self, plans: Plans, since: datetime, until: datetime) -> None:
        for one in announcements(self.library.catalogue, await plans.wishes(), since, until):
            if one.expires > until:
                await plans.announce(one, default_release=_is_default(one))

    async def _rewatches(self, plans: Plans, since: datetime, until: datetime) -> None:
        for chat_id, zone, subscription in await plans.rewatches(until):
            own_since = max(since, subscription.since)
            ahead = rewatch_announcements(self.library.catalogue, subscription, zone, own_since, None)
            for one in ahead:
                if one.due <= until < one.expires:
                    await plans.announce(one, default_release=False, chat_id=chat_id)
            following = next((one.due for one in ahead if one.due > until), None)
            await plans.rewatch_next(chat_id, subscription.drama, following)


def _is_default(made: Announcement) -> bool:
    return made.airing.release.key == made.airing.drama.releases[0].key
