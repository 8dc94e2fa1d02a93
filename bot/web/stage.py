"""The stage over HTTP: one page, its assets, and a WebSocket for each tab. For this machine alone, unless told."""

import asyncio
import json
from base64 import b64decode
from collections.abc import Callable, Mapping, Sequence
from contextlib import suppress
from importlib import resources
from ipaddress import ip_address
from typing import Any, Protocol
from urllib.parse import urlsplit

import structlog
from aiohttp import WSCloseCode, WSMsgType, web

from bot.core.errors import Choice
from bot.web.answers import HEADERS, Text, conditional, sorry
from bot.web.clients import Clients
from bot.web.stage_page import page

LONGEST = 8_000  # characters of a line: more than any chat lets people say
LARGEST = 512 * 1024  # bytes of a file
FRAME = 2 * LARGEST  # bytes of what a page says at once
MOST = 50  # connections at once
OFTEN, WINDOW = 60, 10.0  # so many messages of one page in so many seconds
TOO_MUCH = "That was too much at once. Wait ten seconds, and load the page again."
SLOWEST = 60.0  # seconds between two events that are played
HEARTBEAT = 30.0  # seconds
KINDS = {"js": "text/javascript", "css": "text/css"}
ASSETS = ("stage.css", "stage.js", "telegram.js", "discord.js", "moments.js", "element.js", "menu.js", "chat.js")
POLICY = HEADERS["Content-Security-Policy"].replace("script-src", "connect-src 'self'; script-src")

log = structlog.get_logger(__name__)


class Watcher(Protocol):
    """A fan, as their page sees them. `shown` is what their chat holds, `pages` who is told of more."""

    token: str
    number: int
    admin: bool

    @property
    def name(self) -> str: ...
    @property
    def shown(self) -> Any: ...
    @property
    def pages(self) -> "set[asyncio.Queue[Mapping[str, Any]]]": ...


class Stage(Protocol):
    """What is played. Events are JSON."""

    @property
    def opening(self) -> Any: ...
    async def join(self, token: str) -> Any:
        """The fan with that token, or a new one; None when there are too many."""

    async def say(self, fan: Any, line: str) -> None: ...
    async def press(self, fan: Any, side: str, data: str, label: str, under: int) -> bool: ...
    async def submit(self, fan: Any, line: str, values: Mapping[str, str]) -> None: ...
    async def drop(self, fan: Any, name: str, content: bytes) -> None: ...
    async def suggest(self, command: str, param: str, text: str) -> Sequence[Choice]: ...
    def menu(self) -> list[Mapping[str, Any]]: ...
    def clock(self) -> Mapping[str, Any]: ...
    async def next(self) -> None: ...
    async def play(self, pause: float) -> None: ...
    async def later(self, seconds: float) -> None: ...
    async def halt(self) -> None: ...
    async def again(self) -> None: ...


class StagePages:
    """`anybody` lets others than this machine in."""

    def __init__(self, stage: Stage, clients: Clients, *, anybody: bool = False) -> None:
        self.stage = stage
        self.clients = clients
        self.anybody = anybody
        self._assets: dict[str, Text] = {}
        self._tabs = 0

    def add(self, router: web.UrlDispatcher) -> None:
        folder = resources.files("bot.web") / "assets" / "stage"
        self._assets = {name: Text((folder / name).read_bytes()) for name in ASSETS}
        router.add_get("/stage", self.page)
        router.add_get("/stage/live", self.live)
        router.add_get("/stage/{name}", self.asset)

    async def page(self, request: web.Request) -> web.Response:
        if not self._welcome(request):
            return sorry(404)
        text = page(self.stage.opening)
        headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
        return web.Response(text=text, content_type="text/html", headers=headers)

    async def asset(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        found = self._assets.get(name)
        if found is None or not self._welcome(request):
            return sorry(404)

        async def text() -> Text:
            return found

        kind = KINDS[name.rpartition(".")[2]]
        headers = {"Content-Type": f"{kind}; charset=utf-8", "Cache-Control": "no-cache"}
        return await conditional(request, found.tag, None, text, headers)

    async def live(self, request: web.Request) -> web.StreamResponse:
        """A tab, from the first word to the last."""
        if not self._welcome(request) or not _own(request):
            return sorry(403)
        if self._tabs >= MOST:
            return sorry(429)
        self._tabs += 1
        try:
            return await self._lived(request)
        finally:
            self._tabs -= 1

    async def _lived(self, request: web.Request) -> web.StreamResponse:
        socket = web.WebSocketResponse(heartbeat=HEARTBEAT, max_msg_size=FRAME, autoping=True)
        await socket.prepare(request)
        await Tab(self.stage, socket).serve()
        return socket

    def _welcome(self, request: web.Request) -> bool:
        """By an address, not by a name that anybody may have pointed here (DNS rebinding); and from here."""
        host = urlsplit(f"//{request.headers.get('Host', '')}").hostname or ""
        return (host == "localhost" or _is_address(host)) and (self.anybody or self.clients.from_here(request))


def _own(request: web.Request) -> bool:
    """Whether a page of ours asks. A browser says with every WebSocket whose page it is."""
    origin = urlsplit(request.headers.get("Origin", ""))
    return origin.scheme in ("http", "https") and origin.netloc == request.headers.get("Host")


def _is_address(host: str) -> bool:
    try:
        ip_address(host)
    except ValueError:
        return False
    return True


class Tab:
    """One page and its fan. What it says is done one after the other; what it is told comes meanwhile."""

    def __init__(self, stage: Stage, socket: web.WebSocketResponse) -> None:
        self.stage = stage
        self.socket = socket
        self.events: asyncio.Queue[Mapping[str, Any]] = asyncio.Queue(1000)
        self.fan: Watcher | None = None
        self._said: list[float] = []

    async def serve(self) -> None:
        telling = asyncio.create_task(self._tell())
        try:
            async for message in self.socket:
                if message.type is not WSMsgType.TEXT or not await self._heard(message.data):
                    break
        finally:
            telling.cancel()
            if self.fan:
                self.fan.pages.discard(self.events)
            with suppress(ConnectionError):
                await self.socket.close(code=WSCloseCode.GOING_AWAY)

    async def _tell(self) -> None:
        with suppress(ConnectionError):
            while (event := await self.events.get())["what"] != "end":
                await self.socket.send_json(event)
            await self.socket.close(code=WSCloseCode.GOING_AWAY)

    async def _heard(self, text: str) -> bool:
        """Whether to go on."""
        now = asyncio.get_running_loop().time()
        self._said = [at for at in self._said if now - at < WINDOW] + [now]
        if len(self._said) > OFTEN:
            with suppress(ConnectionError):
                await self.socket.send_json({"what": "wrong", "text": TOO_MUCH})
            return False
        try:
            asked = json.loads(text)
            do = _DEEDS.get(asked.get("do", ""), None) if isinstance(asked, dict) else None
        except ValueError:
            do = None
        if do is None:
            return False  # no page of ours
        try:
            if do is Tab._join or self.fan is not None:
                await do(self, asked)
        except (KeyError, TypeError, ValueError):
            return False
        return True

    def _reply(self, event: Mapping[str, Any]) -> None:
        with suppress(asyncio.QueueFull):
            self.events.put_nowait(event)

    async def _join(self, asked: Mapping[str, Any]) -> None:
        fan = await self.stage.join(_text(asked, "token"))
        if fan is None:
            self._reply({"what": "full"})
            return
        self.fan = fan
        welcome = {"what": "joined", "token": fan.token, "name": fan.name, "number": fan.number, "admin": fan.admin}
        self._reply({**welcome, "shown": list(fan.shown), "menu": self.stage.menu(), "clock": self.stage.clock()})
        fan.pages.add(self.events)

    async def _say(self, asked: Mapping[str, Any]) -> None:
        if line := _text(asked, "line").strip():
            await self.stage.say(self.fan, line)

    async def _press(self, asked: Mapping[str, Any]) -> None:
        side, data, label = (_text(asked, name) for name in ("side", "data", "label"))
        if not await self.stage.press(self.fan, side, data, label, int(asked.get("under", 0))):
            self._reply({"what": "wrong", "text": "This button is from an earlier story; that one is over."})

    async def _submit(self, asked: Mapping[str, Any]) -> None:
        values = {str(name)[:LONGEST]: str(value)[:LONGEST] for name, value in dict(asked["values"]).items()}
        await self.stage.submit(self.fan, _text(asked, "data"), values)

    async def _drop(self, asked: Mapping[str, Any]) -> None:
        content = asked["content"]
        if not isinstance(content, str) or len(content) > LARGEST * 4 // 3 + 4:
            raise TypeError("content")
        await self.stage.drop(self.fan, _text(asked, "name")[:200], b64decode(content, validate=True))

    async def _admin(self, asked: Mapping[str, Any]) -> None:
        assert self.fan
        self.fan.admin = asked["on"] is True
        self._reply({"what": "admin", "on": self.fan.admin})

    async def _suggest(self, asked: Mapping[str, Any]) -> None:
        command, param, text = (_text(asked, name) for name in ("command", "param", "text"))
        found = await self.stage.suggest(command, param, text)
        choices = [{"label": one.label, "value": one.value} for one in found]
        self._reply({"what": "suggested", "to": asked["to"], "choices": choices})

    async def _next(self, _: Mapping[str, Any]) -> None:
        await self.stage.next()

    async def _play(self, asked: Mapping[str, Any]) -> None:
        await self.stage.play(min(max(float(asked["pause"]), 0.0), SLOWEST))

    async def _later(self, asked: Mapping[str, Any]) -> None:
        await self.stage.later(float(asked["seconds"]))

    async def _halt(self, _: Mapping[str, Any]) -> None:
        await self.stage.halt()

    async def _again(self, _: Mapping[str, Any]) -> None:
        await self.stage.again()


def _text(asked: Mapping[str, Any], name: str) -> str:
    found = asked.get(name, "")
    if not isinstance(found, str):
        raise TypeError(name)
    return found[:LONGEST]


_DEEDS: Mapping[str, Callable[[Tab, Mapping[str, Any]], Any]] = {
    "join": Tab._join,
    "say": Tab._say,
    "press": Tab._press,
    "submit": Tab._submit,
    "drop": Tab._drop,
    "admin": Tab._admin,
    "suggest": Tab._suggest,
    "next": Tab._next,
    "play": Tab._play,
    "later": Tab._later,
    "halt": Tab._halt,
    "again": Tab._again,
}
