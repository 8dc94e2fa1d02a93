"""The HTTP face: takes requests as the Bot API takes them, lets scripted faults strike, records every call."""

import asyncio
import json
import re
import socket
import struct
from collections.abc import Awaitable, Callable
from contextlib import suppress
from dataclasses import replace
from typing import Any

from aiohttp import web

from .asking import METHODS
from .core import Account, Core
from .documents import Upload, serve
from .errors import Refusal
from .faults import Fault, Kind, Script
from .updates import alive
from .values import Call

HOST = "127.0.0.1"
JSON_FIELDS = {
    "entities", "reply_markup", "link_preview_options", "reply_parameters", "scope", "commands", "allowed_updates",
    "results", "button", "media", "permissions", "rights", "caption_entities",
}  # fmt: skip
WORDS = {"text", "caption", "description", "short_description", "name", "callback_query_id", "url"}
PAGE = "<html>\r\n<head><title>{0}</title></head>\r\n<body><center><h1>{0}</h1></center></body></html>"
REASONS = {500: "Internal Server Error", 502: "Bad Gateway", 503: "Service Unavailable", 504: "Gateway Timeout"}
Control = Callable[[web.BaseRequest], Awaitable[web.StreamResponse]]


class Server:
    """Listens on a port of the loopback interface; `down` and `up` keep the port and everything that is known."""

    def __init__(self, core: Core, script: Script, control: Control | None = None) -> None:
        self.core = core
        self.script = script
        self.port = 0
        self._control = control
        self._runner: web.ServerRunner | None = None
        self._ending = asyncio.Event()

    async def up(self, port: int = 0) -> None:
        self._ending.clear()
        self._runner = web.ServerRunner(web.Server(self._answer, access_log=None), shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, HOST, self.port or port, reuse_address=True)
        await site.start()
        self.port = self._runner.addresses[0][1]

    async def down(self) -> None:
        """Refuse connections, and cut those that are open."""
        if self._runner is None:
            return
        self._ending.set()
        for account in self.core.accounts.values():
            account.updates.close()
        runner, self._runner = self._runner, None
        for site in list(runner.sites):
            await site.stop()
        await asyncio.sleep(0.01)  # who is being let in just now would else be cut by nobody
        for connection in list(runner.server.connections if runner.server else ()):
            if connection.transport is not None:
                connection.transport.abort()
        await runner.cleanup()

    async def _answer(self, request: web.BaseRequest) -> web.StreamResponse:
        if self._control is not None and request.path.startswith("/emulator/"):
            return await self._control(request)
        if (file := serve(self.core, request.path)) is not None:
            return file
        found = re.fullmatch(r"/bot([^/]+)/([^/]*)", request.path)
        if found is None:
            return _json(404, {"ok": False, "error_code": 404, "description": "Not Found"})
        token, method = found[1], found[2].lower()
        try:
            params, files = await read_params(request)
        except Refusal as refusal:
            return _json(refusal.code, refusal.body())
        except (ConnectionError, asyncio.IncompleteReadError):
            return web.Response()
        method = method or params.pop("method", "").lower()
        return await self._carry_out(request, token, method, found[2] or method, params, files)

    async def _carry_out(
        self,
        request: web.BaseRequest,
        token: str,
        method: str,
        spelled: str,
        params: dict[str, str],
        files: dict[str, Upload],
    ) -> web.StreamResponse:
        at = asyncio.get_running_loop().time()
        number = len(self.core.calls)
        fault = self.script.strike(method, chat_number(params))
        kind = fault.kind.value if fault else None
        call = Call(number, token, spelled, decoded(params), at, self.core.now(), fault=kind)
        self.core.calls.append(call)
        self.core.notify()
        status, body = 0, None
        alive.set(lambda: request.transport is not None and not request.transport.is_closing())
        if fault is None or fault.accept:
            self.core.uploads = files
            status, body = await self._perform(token, method, params, at)
            accepted = status == 200
            call = replace(call, accepted=accepted, result=body["result"] if accepted else None)
        if fault is not None:
            self._record(replace(call, accepted=call.accepted))
            response = await self._strike(request, fault, status, body)
            told = response.status if response is not None else 0
            words = fault.description if fault.kind in (Kind.ERROR, Kind.REFUSAL, Kind.FLOOD) else ""
            self._record(replace(call, answer=told, description=words))
            return response or web.Response()
        assert body is not None
        self._record(replace(call, answer=status, description=body.get("description", "")))
        response = _json(status, body)
        if status == 429:
            response.headers["Retry-After"] = str(body["parameters"]["retry_after"])
        return response

    def _record(self, call: Call) -> None:
        self.core.calls[call.number] = call
        if call.answer is not None:
            self.core.watch_call(call)
        self.core.notify()

    async def _perform(self, token: str, method: str, params: dict[str, str], at: float) -> tuple[int, dict[str, Any]]:
        try:
            account = self._account(token)
            if method not in METHODS:
                raise Refusal(404, "Not Found: method not found")
            result = await METHODS[method](self.core, account, params, at)
        except Refusal as refusal:
            return refusal.code, refusal.body()
        return 200, {"ok": True, "result": result}

    def _account(self, token: str) -> Account:
        if token.startswith("0") or len(token) > 80 or not re.fullmatch(r"\d+:.*", token):
            raise Refusal(401, "Unauthorized: invalid token specified")
        account = self.core.accounts.get(token)
        if account is None or account.revoked:
            raise Refusal(401, "Unauthorized")
        if account.logged_out:
            raise Refusal(400, "Logged out")
        return account

    async def _strike(
        self, request: web.BaseRequest, fault: Fault, status: int, body: dict[str, Any] | None
    ) -> web.Response | None:
        """What the bot gets to see; None when that is nothing."""
        if fault.seconds:
            with suppress(TimeoutError):
                async with asyncio.timeout(fault.seconds):
                    await self._ending.wait()
        match fault.kind:
            case Kind.LATE:
                return _json(status, body or {})
            case Kind.LOST_REPLY:
                if request.transport is not None:
                    request.transport.abort()
            case Kind.RESET:
                _reset(request)
            case Kind.BLACK_HOLE:
                await self._ending.wait()
            case Kind.HTML:
                words = f"{fault.status} {REASONS.get(fault.status, 'Error')}"
                return web.Response(status=fault.status, text=PAGE.format(words), content_type="text/html")
            case Kind.GARBAGE:
                return web.Response(status=200, body=b"\x00{upstream timed out", content_type="application/json")
            case Kind.NOT_OK:
                return _json(200, {"ok": False, "error_code": 400, "description": fault.description})
            case Kind.ERROR | Kind.REFUSAL | Kind.FLOOD:
                refusal = fault.refusal()
                response = _json(refusal.code, refusal.body())
                if "retry_after" in refusal.parameters:
                    response.headers["Retry-After"] = str(refusal.parameters["retry_after"])
                return response
        return None


def _json(status: int, body: dict[str, Any]) -> web.Response:
    return web.Response(status=status, body=json.dumps(body).encode(), content_type="application/json")


def _reset(request: web.BaseRequest) -> None:
    """Close with RST, as a middlebox or a dying server does."""
    if request.transport is None:
        return
    connection = request.transport.get_extra_info("socket")
    if connection is not None:
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
    request.transport.abort()


async def read_params(request: web.BaseRequest) -> tuple[dict[str, str], dict[str, Upload]]:
    """Query string, form, multipart or JSON, all at once if need be; every value as text, as the server sees it."""
    params = dict(request.query)
    if request.method != "POST":
        return params, {}
    if request.content_type == "application/json":
        try:
            values = json.loads(await request.read() or b"{}")
        except ValueError:
            raise Refusal(400, "Bad Request: can't parse JSON object") from None
        if not isinstance(values, dict):
            raise Refusal(400, "Bad Request: expected an Object")
        given = {key: value for key, value in values.items() if value is not None}
        texts = {key: value if isinstance(value, str) else json.dumps(value) for key, value in given.items()}
        return params | texts, {}
    fields = await request.post()
    files = {
        key: Upload(value.filename, value.content_type, value.file.read())
        for key, value in fields.items()
        if isinstance(value, web.FileField)
    }
    return params | {key: value for key, value in fields.items() if isinstance(value, str)}, files


def chat_number(params: dict[str, str]) -> int | None:
    field = params.get("chat_id", "")
    return int(field) if field.lstrip("-").isdigit() else None


def decoded(params: dict[str, str]) -> dict[str, Any]:
    """The parameters as a test wants to compare them: numbers, booleans and objects instead of their text."""
    return {name: _value(name, field) for name, field in params.items()}


def _value(name: str, field: str) -> Any:
    if name in WORDS:
        return field
    if name in JSON_FIELDS:
        try:
            return json.loads(field)
        except ValueError:
            return field
    if re.fullmatch(r"-?\d{1,18}", field):
        return int(field)
    return {"true": True, "false": False}.get(field.lower(), field)
