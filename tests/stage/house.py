"""A stage in the loop of a test, and tabs that look at it over its WebSocket."""

import asyncio
import dataclasses
from pathlib import Path
from types import TracebackType
from typing import Any, Self

import aiohttp

from bot import config
from bot.core import times
from bot.stage.house import Stage

PATIENCE = 20.0  # real seconds, on a busy machine


class House:
    """`folder` holds the drama files of a story's own, in "schedules"; without any there are those that are shipped."""

    def __init__(self, folder: Path, listen: str = "127.0.0.1:0") -> None:
        self.folder = folder
        self.listen = listen
        self._started = asyncio.Event()
        self._playing: asyncio.Task[None] | None = None
        self._session: aiohttp.ClientSession | None = None

    def drama(self, slug: str, text: str) -> None:
        folder = self.folder / "schedules"
        folder.mkdir(exist_ok=True)
        (folder / f"{slug}.toml").write_text(text)

    async def start(self, at: str | None = None) -> Self:
        settings = config.load(None, {})
        web = settings.web.model_copy(update={"listen": self.listen})
        mine = self.folder / "schedules"
        schedules = settings.schedules.model_copy(update={"folder": mine}) if mine.exists() else settings.schedules
        settings = dataclasses.replace(settings, web=web, schedules=schedules)
        self.stage = Stage(settings, times.read_instant(at) if at else None, served=True)
        self._playing = asyncio.create_task(self.stage.run(self._started.set))
        async with asyncio.timeout(PATIENCE):
            await self._started.wait()
        return self

    async def __aenter__(self) -> Self:
        self._session = aiohttp.ClientSession()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._session
        await self._session.close()
        if self._playing:
            self._playing.cancel()
            await asyncio.wait([self._playing])

    @property
    def url(self) -> str:
        assert self.stage.web
        return self.stage.web.url

    async def get(self, path: str, **headers: str) -> tuple[int, str]:
        assert self._session
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        async with self._session.get(f"{self.url}{path}", headers=sent) as answer:
            return answer.status, await answer.text()

    async def tab(self, token: str = "") -> "Tab":
        assert self._session
        socket = await self._session.ws_connect(f"{self.url}/stage/live", origin=self.url)
        tab = Tab(socket)
        await tab.send(do="join", token=token)
        tab.joined = await tab.hears("joined")
        return tab


class Tab:
    def __init__(self, socket: aiohttp.ClientWebSocketResponse) -> None:
        self.socket = socket
        self.joined: dict[str, Any] = {}

    async def send(self, **said: Any) -> None:
        await self.socket.send_json(said)

    async def hears(self, what: str, **wanted: Any) -> dict[str, Any]:
        """The next event of that kind."""
        async with asyncio.timeout(PATIENCE):
            while True:
                event: dict[str, Any] = await self.socket.receive_json()
                if event["what"] == what and all(event.get(name) == one for name, one in wanted.items()):
                    return event

    async def says(self, line: str) -> dict[str, Any]:
        """The answer."""
        await self.send(do="say", line=line)
        return await self.hears("shown", by="bot")

    async def presses(self, under: dict[str, Any], side: str, label: str) -> None:
        """A button of that message, as that side has it."""
        data = next(one for one in buttons(under, side) if one[0] == label)[1]
        await self.send(do="press", side=side, data=data, label=label, under=under["number"])

    async def ended(self) -> bool:
        """Whether the stage has hung up."""
        async with asyncio.timeout(PATIENCE):
            while True:
                message = await self.socket.receive()
                if message.type is not aiohttp.WSMsgType.TEXT:
                    return True


def buttons(shown: dict[str, Any], side: str) -> list[tuple[str, str]]:
    """Label, and what it sends back."""
    if side == "telegram":
        rows = shown[side].get("reply_markup", {}).get("inline_keyboard", [])
        return [(one["text"], one.get("callback_data", "")) for row in rows for one in row]
    rows = [row["components"] for row in shown[side].get("components", [])]
    return [(one["label"], one.get("custom_id", "")) for row in rows for one in row]
