"""PTB's requests on one aiohttp session: a tenth of the stock class's work, and no address in any error.

The token is part of every Bot API address, so no text that comes from here may hold one.
"""

import json
import os
from dataclasses import dataclass
from functools import cache
from typing import Any, cast

import aiohttp
from telegram.error import NetworkError, TelegramError, TimedOut
from telegram.request import BaseRequest, RequestData

CONNECT = 5.0  # seconds for one connection attempt
READ = 20.0  # seconds; the server's answer to its own flood control comes 3 s late
CONNECTIONS = 256  # as many as a paid broadcast may need; opened as they are needed

_JSON = {"Content-Type": "application/json"}
_PLAIN = {"Accept-Encoding": "identity"}  # what is packed small may be large


@dataclass(frozen=True, slots=True)
class _InJson:
    """What do_request needs of RequestData, which PTB makes final."""

    json_payload: bytes
    contains_files = False


def in_json(body: bytes) -> RequestData:
    """A body that is JSON already; to let PTB read and write each field of it costs a fifth of a send."""
    return cast("RequestData", _InJson(body))


class AiohttpRequest(BaseRequest):
    """Raises TimedOut or NetworkError whose `__cause__` is aiohttp's own error: outcomes.py reads it."""

    __slots__ = ("_connections", "_read", "_session")

    def __init__(self, read_timeout: float = READ, connections: int = CONNECTIONS) -> None:
        self._read = read_timeout
        self._connections = connections
        self._session: aiohttp.ClientSession | None = None

    @property
    def read_timeout(self) -> float:
        return self._read

    async def initialize(self) -> None:
        os.environ.setdefault("PTB_TIMEDELTA", "1")  # else PTB warns at each RetryAfter
        if self._session is None:
            connector = aiohttp.TCPConnector(limit=self._connections)
            self._session = aiohttp.ClientSession(
                connector=connector, cookie_jar=aiohttp.DummyCookieJar(), headers={"User-Agent": self.USER_AGENT}
            )

    async def shutdown(self) -> None:
        session, self._session = self._session, None
        if session is not None:
            await session.close()

    @staticmethod
    def parse_json_payload(payload: bytes) -> Any:
        """As PTB's, without its log of the whole payload: an update that broke off holds people's words."""
        try:
            return json.loads(payload.decode("utf-8", "replace"))
        except ValueError as error:
            raise TelegramError("Invalid server response") from error

    async def do_request(
        self,
        url: str,
        method: str,
        request_data: RequestData | None = None,
        read_timeout: Any = BaseRequest.DEFAULT_NONE,
        write_timeout: Any = BaseRequest.DEFAULT_NONE,
        connect_timeout: Any = BaseRequest.DEFAULT_NONE,
        pool_timeout: Any = BaseRequest.DEFAULT_NONE,
    ) -> tuple[int, bytes]:
        """`write_timeout` and `pool_timeout` are not used: aiohttp has no such limits, `total` bounds them."""
        if self._session is None:
            raise RuntimeError("the request class is not initialized")
        timeout = _timeout(_given(read_timeout, self._read), _given(connect_timeout, CONNECT))
        try:
            async with self._session.request(
                method, url, timeout=timeout, allow_redirects=False, **_body(request_data)
            ) as response:
                return response.status, await response.read()
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            failure = _failure(error)
        raise failure  # outside the except clause, so that the original is not its __context__ either

    async def download(self, address: str, most: int) -> bytes | None:
        """What is there, or None when it is more than that many bytes. Raises what do_request does."""
        if self._session is None:
            raise RuntimeError("the request class is not initialized")
        found = bytearray()
        try:
            async with self._session.get(
                address,
                timeout=_timeout(self._read, CONNECT),
                allow_redirects=False,
                headers=_PLAIN,
                auto_decompress=False,
            ) as response:
                if response.status != 200:
                    raise NetworkError(f"the file is not there (status {response.status})")
                async for chunk in response.content.iter_any():
                    found += chunk
                    if len(found) > most:
                        return None
                return bytes(found)
        except (aiohttp.ClientError, OSError, TimeoutError) as error:
            failure = _failure(error)
        raise failure


def _given(value: Any, default: float) -> float | None:
    return default if value is BaseRequest.DEFAULT_NONE else value


@cache
def _timeout(read: float | None, connect: float | None) -> aiohttp.ClientTimeout:
    total = None if read is None or connect is None else 2 * connect + read + 5
    return aiohttp.ClientTimeout(
        total=total, connect=connect and 2 * connect, sock_connect=connect, sock_read=read
    )  # `connect` includes the wait for a free connection


def _body(data: RequestData | None) -> dict[str, Any]:
    if data is None:
        return {}
    if not data.contains_files:
        return {"data": data.json_payload, "headers": _JSON}  # half the work of a form
    form = aiohttp.FormData(data.json_parameters)
    for name, (filename, content, kind) in data.multipart_data.items():
        form.add_field(name, content, filename=filename, content_type=kind)
    return {"data": form}


def _failure(error: Exception) -> NetworkError:
    cause = _clean(error)
    text = f"{type(cause).__name__}: {cause}" if str(cause) else type(cause).__name__
    failure = TimedOut(text) if isinstance(cause, TimeoutError) else NetworkError(text)
    failure.__cause__ = cause
    return failure


def _clean(error: Exception) -> Exception:
    """The same kind of error, without an address and without the frames in which it was."""
    match error:
        case aiohttp.ConnectionTimeoutError():  # its text is "Connection timeout to host <address>"
            return aiohttp.ConnectionTimeoutError("no connection in time")
        case aiohttp.ClientConnectorError():
            return error.with_traceback(None)
        case aiohttp.SocketTimeoutError():
            return aiohttp.SocketTimeoutError("no answer in time")
        case aiohttp.ServerDisconnectedError():
            return aiohttp.ServerDisconnectedError()
        case aiohttp.ClientPayloadError():
            return aiohttp.ClientPayloadError("the answer broke off")
        case aiohttp.ClientOSError():
            return aiohttp.ClientOSError(error.errno, error.strerror)
        case aiohttp.InvalidURL():
            return aiohttp.InvalidURL("api_url", "is not an address")
        case TimeoutError():
            return TimeoutError("no complete answer in time")
        case OSError():
            return OSError(error.errno, error.strerror)
    return aiohttp.ClientError(type(error).__name__)
