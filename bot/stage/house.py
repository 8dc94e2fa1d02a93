"""The stage: the bot with a store and a clock of its own, for people to try it in a browser. It reaches nobody."""

import asyncio
import dataclasses
import math
import tempfile
from collections.abc import AsyncIterator, Callable, Mapping, Sequence
from contextlib import asynccontextmanager
from datetime import datetime

import structlog

from bot.app import App, Pretence, opened
from bot.chats.local.audience import Audience, Event, Fan
from bot.chats.local.stage import StageChat
from bot.clock import real_now
from bot.config import Config, is_loopback
from bot.core import schedules
from bot.core.catalogue import Library
from bot.core.errors import Choice
from bot.stage.opening import Opening, opening
from bot.stage.player import Player
from bot.web.server import Web

log = structlog.get_logger(__name__)


class Stage:
    """Implements web.stage.Stage. Its story can begin anew at any time; who looks stays, what was said is gone.

    `at` is where the story begins, by default the evening before a premiere. With `served` it has a web server of
    its own, at the config's address, for others too when that is no address of this machine alone.
    """

    def __init__(self, config: Config, at: datetime | None = None, *, served: bool = False) -> None:
        dramas, _ = schedules.load_folder(config.schedules.folder)
        self.opening: Opening = opening(dramas, at or real_now(), fixed=at is not None)
        self.audience = Audience()
        self.web: Web | None = None
        self._config = config
        self._served = served
        self._anybody = served and not is_loopback(f"http://{config.web.listen}")
        self._player: Player | None = None
        self._on = asyncio.Event()  # a scene is on
        self._again = asyncio.Event()
        self._busy = 0  # how much that somebody did is under way
        self._still = asyncio.Event()
        self.scenes = 0  # how many have begun

    async def run(self, started: Callable[[], None] = lambda: None) -> None:
        """Until cancelled: one scene after the other."""
        try:
            while True:
                self._again.clear()
                with tempfile.TemporaryDirectory(prefix="dramabell-stage-") as folder:
                    await self._scene(folder, started)
        finally:
            self.audience.tell({"what": "end"})
            if self.web:
                await self.web.stop()

    async def _scene(self, folder: str, started: Callable[[], None]) -> None:
        async with opened(self._pretended(folder), Pretence(self.opening.at, math.inf), audience=self.audience) as app:
            web, app.web = app.web, None  # it outlives the scene
            async with app.running() as serving:
                self._player = Player(app, lambda: self.audience.tell(self.clock()))
                self.scenes += 1
                for fault in app.faults if self._served and self.scenes == 1 else ():
                    log.warning(f"a drama file is left out: {fault}")
                if web:
                    await self._serve(web, app.library)
                self.audience.clear()
                self._on.set()
                await self._player.look()
                started()
                again = asyncio.create_task(self._again.wait())
                try:
                    await asyncio.wait([serving, again], return_when=asyncio.FIRST_COMPLETED)
                finally:
                    self._on.clear()
                    again.cancel()
                    await self._player.close()
                    await self._idle()
                if serving.done():
                    serving.result()

    async def _serve(self, web: Web, library: Library) -> None:
        """By the web server of the first scene. Calendars name the address that it really has."""
        if self.web is None:
            self.web = web
            web.stage, web.stage_for_anybody, web.spare = self, self._anybody, True
            await web.start()
        else:
            self.web.show(web)
        there = dataclasses.replace(library.catalogue.defaults, site=self.web.url)
        library.catalogue = dataclasses.replace(library.catalogue, defaults=there)

    def _pretended(self, folder: str) -> Config:
        config = self._config
        database = config.database.model_copy(update={"url": f"sqlite:///{folder}/stage.db"})
        listen = config.web.listen if self._served else ""
        web = config.web.model_copy(update={"listen": listen, "public_url": "", "metrics_listen": ""})
        return dataclasses.replace(config, telegram=None, discord=None, database=database, web=web)

    # what web.stage asks of it

    async def join(self, token: str) -> Fan | None:
        await self._on.wait()
        return self.audience.fans.get(token) or self.audience.join()

    async def say(self, fan: Fan, line: str) -> None:
        async with self._acting() as player:
            await self._chat.hear(fan, line)
            await player.look()

    async def press(self, fan: Fan, side: str, data: str, label: str, under: int) -> bool:
        async with self._acting() as player:
            known = side in self._chat.sides and await self._chat.press(fan, side, data, label, under)
            await player.look()
            return known

    async def submit(self, fan: Fan, line: str, values: Mapping[str, str]) -> None:
        async with self._acting() as player:
            await self._chat.submit(fan, line, values)
            await player.look()

    async def drop(self, fan: Fan, name: str, content: bytes) -> None:
        async with self._acting() as player:
            await self._chat.drop(fan, name, content)
            await player.look()

    async def suggest(self, command: str, param: str, text: str) -> Sequence[Choice]:
        async with self._acting():
            return await self._app.desk.suggest(command, param, text)

    def menu(self) -> list[Event]:
        """All commands that a menu shows, with what each needs to know."""
        if not self._on.is_set():
            return []
        return [
            {
                "name": one.name,
                "about": one.about,
                "usage": one.usage,
                "who": one.permission.name.lower(),
                "params": [{"name": p.name, "about": p.about, "optional": p.optional} for p in one.params],
            }
            for one in self._app.desk.registry.commands.values()
            if one.listed
        ]

    def clock(self) -> Event:
        """The time bar."""
        shown = self._player.shown if self._player else {}
        return {"what": "clock", "scene": self.scenes, **shown}

    async def next(self) -> None:
        async with self._acting() as player:
            await player.stop()
            await player.next()

    async def play(self, pause: float) -> None:
        """Leap from one event to the next, with so many seconds of rest between them."""
        async with self._acting() as player:
            await player.stop()
            await player.play(pause)

    async def later(self, seconds: float) -> None:
        async with self._acting() as player:
            await player.stop()
            await player.later(seconds)

    async def halt(self) -> None:
        async with self._acting() as player:
            await player.stop()

    async def again(self) -> None:
        """Back to the start, with an empty store; returns when it is there."""
        if self._on.is_set():
            self._on.clear()
            self._again.set()
        await self._on.wait()

    @asynccontextmanager
    async def _acting(self) -> AsyncIterator[Player]:
        """While a scene is on, which does not end meanwhile."""
        await self._on.wait()
        assert self._player
        self._busy += 1
        try:
            yield self._player
        finally:
            self._busy -= 1
            self._still.set()

    async def _idle(self) -> None:
        """Until nothing that somebody did is under way: it holds a connection to the store that is about to close."""
        while self._busy:
            self._still.clear()
            await self._still.wait()

    @property
    def _app(self) -> App:
        assert self._player
        return self._player.app

    @property
    def _chat(self) -> StageChat:
        chat = self._app.chats[0]
        assert isinstance(chat, StageChat)
        return chat
