"""Moves the held clock of the stage from one event to the next."""

import asyncio
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from bot.app import App
from bot.clock import HeldClock
from bot.core.catalogue import Catalogue

LOOK = 0.01  # seconds between two looks whether all is settled
PATIENCE = 20.0  # seconds for what an event brings about
FARTHEST = timedelta(days=400)  # in one leap


class Player:
    """`on_change` is called when `shown`, what the time bar shows, has become another."""

    def __init__(self, app: App, on_change: Callable[[], None]) -> None:
        self.app = app
        self.on_change = on_change
        self.shown: Mapping[str, Any] = {}
        self._playing: asyncio.Task[None] | None = None
        self._pause = 0.0
        self._plays = False
        self._closed = False
        self._rest = asyncio.Event()  # set to cut a pause short
        self._moving = asyncio.Lock()

    async def next(self) -> None:
        """To the next thing that somebody is to be told, or, while nobody follows anything, to the next airing."""
        async with self._moving:
            await self._leap(await self._due() or next_airing(self.app.library.catalogue, self.app.clock.now()))
        await self.look()

    async def later(self, seconds: float) -> None:
        """Through all that is due on the way."""
        async with self._moving:
            to = self.app.clock.now() + min(timedelta(seconds=max(seconds, 0)), FARTHEST)
            while not self._closed and (due := await self._due()) is not None and due <= to:
                await self._leap(due)
                await self.look()
            await self._leap(to)
        await self.look()

    async def play(self, pause: float) -> None:
        self._pause, self._plays = pause, True
        await self.look()
        self._playing = asyncio.create_task(self._play())

    async def close(self) -> None:
        """What is under way comes to its end at once; the clock moves no more."""
        self._closed = True
        await self.stop()

    async def stop(self) -> None:
        """Play no further; a leap under way is finished."""
        task, self._playing, self._plays = self._playing, None, False
        if task is not None:
            self._rest.set()
            await task
            await self.look()

    async def look(self) -> None:
        """Find out what comes next, and show it."""
        due = await self._due()
        follows = due is not None
        due = due or next_airing(self.app.library.catalogue, self.app.clock.now())
        self.shown = {
            "now": self.app.clock.now().isoformat(),
            "next": due.isoformat() if due else None,
            "follows": follows,
            "playing": self._plays,
            "pause": self._pause,
        }
        self.on_change()

    async def _play(self) -> None:
        self._rest.clear()
        while self._plays:
            async with self._moving:
                await self._settled()
                due = await self._due()
                if due is not None:
                    await self._leap(due)
            self._plays = self._plays and due is not None
            await self.look()
            with suppress(TimeoutError):
                async with asyncio.timeout(self._pause if self._plays else 0):
                    await self._rest.wait()

    async def _leap(self, to: datetime | None) -> None:
        await self._settled()
        clock = self.app.clock
        assert isinstance(clock, HeldClock)
        if to is not None and to > clock.now() and not self._closed:
            clock.leap(to)
            self.app.alarm.ring()
        await self._settled()

    async def _due(self) -> datetime | None:
        return await self.app.alarm.planner.next_due()

    async def _settled(self) -> None:
        with suppress(TimeoutError):
            async with asyncio.timeout(PATIENCE):
                while not self._closed and not await self.app.settled():  # noqa: ASYNC110 - the store rings no bell
                    await asyncio.sleep(LOOK)


def next_airing(catalogue: Catalogue, now: datetime) -> datetime | None:
    found = []
    for drama in catalogue.dramas.values():
        for release in drama.releases:
            calendar = catalogue.calendar(drama, release)
            place = calendar.after(now)
            if place < len(calendar):
                found.append(calendar.at(place))
    return min(found, default=None)
