"""The request pipeline: record, script, authorise, limit, route, answer exactly as the API words it."""

import asyncio
import json
import socket
import struct
import time
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from math import ceil
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote

from aiohttp import web

from tests.emulators.discord.errors import Refusal, no_such_route, refusal, unauthorized, wrong_method
from tests.emulators.discord.faults import Fault, Trouble
from tests.emulators.discord.limits import Limited
from tests.emulators.discord.uploads import Upload
from tests.emulators.discord.values import Call

if TYPE_CHECKING:
    from tests.emulators.discord.server import DiscordEmulator

PAGE = "<html><head><title>502 Bad Gateway</title></head><body><center><h1>502 Bad Gateway</h1></center></body></html>"


@dataclass(slots=True)
class Ask:
    """One request, as a route sees it."""

    dc: "DiscordEmulator"
    call: Call
    body: Any
    files: tuple[str, ...]

    def __getitem__(self, name: str) -> str:
        return self.call.params[name]


Answered = tuple[int, Any]  # HTTP status and JSON body; a body of None is no body
Handler = Callable[[Ask], Answered | Awaitable[Answered]]


@dataclass(frozen=True, slots=True)
class Route:
    method: str
    template: str
    handler: Handler
    open: bool  # needs no bot token: the token is in the path

    def match(self, path: str) -> dict[str, str] | None:
        wanted, given = self.template.strip("/").split("/"), path.strip("/").split("/")
        if len(wanted) != len(given):
            return None
        found = {}
        for name, part in zip(wanted, given, strict=True):
            if name.startswith("{"):
                found[name[1:-1]] = unquote(part)
            elif name != part:
                return None
        return found


ROUTES: list[Route] = []


def route(method: str, template: str, *, token_in_path: bool = False) -> Callable[[Handler], Handler]:
    def add(handler: Handler) -> Handler:
        ROUTES.append(Route(method, template, handler, token_in_path))
        return handler

    return add


def find(method: str, path: str) -> tuple[Route | None, dict[str, str], bool]:
    """The route, its parameters, and whether the path exists with another method."""
    matches = [(one, params) for one in ROUTES if (params := one.match(path)) is not None]
    for one, params in sorted(matches, key=lambda match: match[0].template.count("{")):
        if one.method == method:
            return one, params, True
    return None, {}, bool(matches)


class Rest:
    """Serves everything under /api/v10."""

    def __init__(self, dc: "DiscordEmulator") -> None:
        self.dc = dc

    async def serve(self, request: web.Request) -> web.StreamResponse:
        await self.dc.reachable.wait()
        path = request.rel_url.raw_path.removeprefix("/api/v10")
        found, params, known = find(request.method, path)
        body, files, broken = await self._read(request)
        name = f"{found.method} {found.template}" if found else ""
        loop_time = asyncio.get_running_loop().time()
        query, headers = dict(request.query), {k: v for k, v in request.headers.items() if k != "Authorization"}
        call = Call(loop_time, request.method, path, name, params, query, body, files, headers=headers)
        self.dc.calls.append(call)
        fault = self.dc.script_lines.strike(name, params)
        call.fault = fault.trouble.value if fault else None
        try:
            return await self._answer(request, call, found, known, broken, fault)
        finally:
            self.dc.settled(call)

    async def _read(self, request: web.Request) -> tuple[Any, tuple[str, ...], bool]:
        if request.content_type.startswith("multipart/"):
            form = await request.post()
            parts = [(key, one) for key, one in form.items() if isinstance(one, web.FileField)]
            files = tuple(Upload.of(one.filename, one.file.read(), key) for key, one in parts)
            raw = str(form.get("payload_json") or "{}")
        else:
            files, raw = tuple[str, ...](), await request.text()
        try:
            return (json.loads(raw) if raw else None), files, False
        except ValueError:
            return raw, files, True

    async def _answer(
        self, request: web.Request, call: Call, found: Route | None, known: bool, broken: bool, fault: Fault | None
    ) -> web.StreamResponse:
        if fault and not fault.accepted:
            return await self._misfortune(request, call, fault)
        limits: dict[str, str] = {}
        try:
            if found is None:
                raise wrong_method() if known else no_such_route()
            if not found.open and request.headers.get("Authorization") != f"Bot {self.dc.token}":
                raise unauthorized()
            now = asyncio.get_running_loop().time()
            limits = self.dc.limits.admit(call.route, call.params, now, time.time())
            if broken:
                raise refusal(50109)
            answer = found.handler(Ask(self.dc, call, call.json, call.files))
            status, body = await answer if isinstance(answer, Awaitable) else answer
            call.accepted = True
            self.dc.changes.happened()
        except Refusal as refused:
            status, body = refused.status, refused.body
        except Limited as hold:
            return self._too_many(call, hold)
        if fault and fault.trouble is Trouble.LATE:
            await asyncio.sleep(fault.seconds)
        elif fault:
            return await self._misfortune(request, call, fault)
        return self._reply(call, status, body, limits)

    def _reply(self, call: Call, status: int, body: Any, headers: dict[str, str] | None = None) -> web.Response:
        call.status = status
        every = {"Via": "1.1 google", **(headers or {})}
        if body is None:
            return web.Response(status=status, headers=every)
        every["Content-Type"] = "application/json"  # with a charset discord.py would not read it
        return web.Response(status=status, body=json.dumps(body).encode(), headers=every)

    def _page(self, call: Call, status: int, text: str, headers: dict[str, str]) -> web.Response:
        call.status = status
        return web.Response(status=status, text=text, headers=headers, content_type="text/html")

    def _too_many(self, call: Call, hold: Limited) -> web.Response:
        call.fault = f"429 {hold.scope}"
        if hold.scope == "cloudflare":
            headers = {"Retry-After": str(ceil(hold.retry_after)), "Server": "cloudflare"}
            return self._page(call, 429, "<html><body>error code: 1015</body></html>", headers)
        wait = round(hold.retry_after, 3)
        headers = {"Retry-After": str(ceil(wait)), "X-RateLimit-Scope": hold.scope, **hold.headers}
        if hold.scope == "global":
            headers["X-RateLimit-Global"] = "true"
        said = {"message": "You are being rate limited.", "retry_after": wait, "global": hold.scope == "global"}
        if hold.scope == "shared":
            said["message"] = "The resource is being rate limited."
        return self._reply(call, 429, said, headers)

    async def _misfortune(self, request: web.Request, call: Call, fault: Fault) -> web.StreamResponse:
        """Answer as scripted; when the fault lets the call take effect, it already has."""
        match fault.trouble:
            case Trouble.LIMITED:
                now, key = asyncio.get_running_loop().time(), self.dc.limits.key(call.route, call.params)
                self.dc.limits.hold(key, now + fault.seconds, fault.scope)
                return self._too_many(call, Limited(fault.scope, fault.seconds))
            case Trouble.REFUSED:
                error = refusal(fault.code)
                if error.status == 429:
                    error.body |= {"retry_after": fault.seconds, "global": False}
                return self._reply(call, error.status, error.body)
            case Trouble.STATUS:
                if fault.html:
                    return self._page(call, fault.status, PAGE, {"Via": "1.1 google"})
                return self._reply(call, fault.status, {"message": f"{fault.status}: Server Error", "code": 0})
            case Trouble.HANG:
                await self.dc.calmed.wait()
        return self._cut(request, hard=fault.trouble is Trouble.RESET)

    def _cut(self, request: web.Request, *, hard: bool) -> web.StreamResponse:
        transport = request.transport
        if transport is not None:
            if hard and (sock := transport.get_extra_info("socket")):
                sock.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))  # RST, not FIN
            transport.abort()
        return web.Response()
