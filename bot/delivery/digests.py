"""Digests and daily quotes are planned chat by chat: each has its own, and its next time stands in its row."""

from collections.abc import Callable, Collection, Mapping, Sequence
from contextlib import AbstractAsyncContextManager
from datetime import datetime, timedelta
from typing import Protocol

from bot.core import digests
from bot.core.catalogue import Catalogue, Library
from bot.core.digests import Digest, Due, Found, Reading, Receipts, What

REACH = timedelta(days=8)  # of the longest digest


class DigestPlans(Protocol):
    """What one open transaction of the store knows of digests."""

    async def next(self, platforms: Collection[str]) -> datetime | None: ...
    async def due(self, until: datetime, platforms: Collection[str]) -> Sequence[Due]: ...
    async def stories(self, since: datetime) -> Sequence[Found]: ...
    async def readings(self, due: Sequence[Due]) -> Mapping[int, Reading]: ...
    async def plan(self, made: Sequence[tuple[Due, Digest]], due: Sequence[Due], now: datetime) -> None: ...
    async def heed_clocks(self, now: datetime) -> None: ...


class Plans(Protocol):
    @property
    def digests(self) -> DigestPlans: ...


async def plan(
    opened: Callable[[], AbstractAsyncContextManager[Plans]],
    library: Library,
    platforms: Collection[str],
    now: datetime,
    after_chunk: Callable[[], None],
) -> None:
    """All that are due, a chunk a transaction, so that nobody waits for ten thousand of them."""
    stories: Mapping[str, Sequence[Found]] | None = None
    while True:
        async with opened() as work:
            plans = work.digests
            due = await plans.due(now, platforms)
            if not due:
                return
            if stories is None and any(one.what is What.NEWS for one in due):
                stories = digests.by_drama(library.catalogue, await plans.stories(now - REACH))
            readings = await plans.readings(due)
            made = _made(library.catalogue, due, readings, stories or {}, now)
            await plans.plan(made, due, now)
        if made:
            after_chunk()


def _made(
    catalogue: Catalogue,
    due: Sequence[Due],
    readings: Mapping[int, Reading],
    stories: Mapping[str, Sequence[Found]],
    now: datetime,
) -> list[tuple[Due, Digest]]:
    made: list[tuple[Due, Digest]] = []
    for one in (each.at_last(now) for each in due):
        if now >= one.due + one.rhythm.patience:
            continue  # the next one has what this one would have had
        reading = readings[one.chat_id]
        found = _digest(catalogue, one, reading, stories, now)
        if found is not None:
            made.append((one, found))
    return made


def _digest(
    catalogue: Catalogue, one: Due, reading: Reading, stories: Mapping[str, Sequence[Found]], now: datetime
) -> Digest | None:
    match one.what:
        case What.NEWS:
            return digests.news(catalogue, reading, stories, now, one.due - one.rhythm.reach)
        case What.QUOTE:
            return digests.quote(catalogue, reading, one.seed, now)
        case What.RECEIPTS:
            return Receipts(tuple(reading.nights)) if reading.nights else None
