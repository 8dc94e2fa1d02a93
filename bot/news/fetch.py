"""Everything that is fetched from addresses which people or pages name goes through here.

Only public addresses are connected to, checked when the connection is made and at each redirect; what comes back is
limited in size, after unpacking, and in time.
"""

import asyncio
import re
import zlib
from collections.abc import AsyncIterator, Iterable
from contextlib import asynccontextmanager, suppress
from dataclasses import dataclass, replace
from email.utils import parsedate_to_datetime
from types import TracebackType
from typing import Self

import aiohttp
from yarl import URL

from bot.news import addresses
from bot.news.addresses import PrivateAddress
from bot.news.errors import BadAnswer, Forbidden, Gone, HeldBack, NoConnection, TooLarge, TooSlow, Unreachable

MOST_BYTES = 5 * 2**20  # after unpacking
DEADLINE = 20.0  # seconds, redirects included; waiting for one's turn is not
AT_ONCE = 8
REDIRECTS = 5
LONGEST_HOLD = 24 * 3600.0  # seconds
_STEP = 2**17  # bytes unpacked at a time
_USUAL_HOLD = 300.0  # seconds, where a site says "later" and not when
_MOVED = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)
_MEANT = {
    404: ": there is no such page, see whether the address is whole",
    401: ": it lets nobody in without a password",
    403: ": it does not let this bot in",
}
_LATER = (429, 503)
_PACKED = {"gzip": 31, "x-gzip": 31, "deflate": 47}  # zlib's window bits
_HEADERS = {
    "User-Agent": "Dramabell/0.1 (a bot that tells when dramas are on)",
    "Accept": "text/html,application/xhtml+xml,application/rss+xml,application/atom+xml,application/xml,*/*;q=0.5",
    "Accept-Encoding": "gzip, deflate",
}


@dataclass(frozen=True, slots=True)
class Fetched:
    """`url` is the last one of the redirects, `moved` the one to ask from now on, where the site says so.

    `body` is None where nothing has changed since `etag` or `modified`. `lasting` is for how many seconds the site
    says that nothing will.
    """

    url: str
    body: bytes | None
    kind: str = ""  # the media type, without parameters
    charset: str | None = None
    etag: str | None = None
    modified: str | None = None  # Last-Modified, as sent
    moved: str | None = None
    lasting: float = 0.0


class Fetcher:
    """One for the whole process: it is what keeps to one request at a time for each host.

    Hosts in `allowed`, with or without a port, may be private and may use any port. In a `rehearsal` nothing is asked
    but this machine.
    """

    def __init__(
        self,
        allowed: Iterable[str] = (),
        deadline: float = DEADLINE,
        most: int = MOST_BYTES,
        *,
        rehearsal: bool = False,
    ) -> None:
        self._allowed = frozenset(host.casefold() for host in allowed)
        self.rehearsal = rehearsal
        self._deadline, self._most = deadline, most
        self._sessions: dict[bool, aiohttp.ClientSession] = {}
        self._slots = asyncio.Semaphore(AT_ONCE)
        self._hosts: dict[str, tuple[asyncio.Lock, int]] = {}
        self._held: dict[str, float] = {}

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(self, kind: type[BaseException] | None, error: object, trace: TracebackType | None) -> None:
        await self.close()

    async def close(self) -> None:
        for session in self._sessions.values():
            await session.close()
        self._sessions.clear()

    async def fetch(self, address: str, *, etag: str | None = None, modified: str | None = None) -> Fetched:
        """The bytes at that address; one without http or https may be either. Raises an Unfetched."""
        known = {"If-None-Match": etag, "If-Modified-Since": modified}
        headers = {name: value for name, value in known.items() if value}
        url = addresses.written(address)
        try:
            return await self._fetch(url, headers)
        except NoConnection as failed:
            if addresses.has_scheme(address):
                raise
            with suppress(Unreachable):  # what is said is why the better of the two cannot be had
                return await self._fetch(_plain(url), headers)
            raise failed from None

    async def _fetch(self, url: URL, headers: dict[str, str]) -> Fetched:
        left = self._deadline
        begin, kept, for_good = url, url, True
        for _ in range(REDIRECTS + 1):
            try:
                self._check(url)
                async with self._turn(url):
                    self._answer_held(url)
                    begun = asyncio.get_running_loop().time()
                    answer = await self._ask(url, headers, left)
                    left -= asyncio.get_running_loop().time() - begun
            except Forbidden as refused:
                if url == begin:
                    raise
                raise Forbidden(f"{begin.host} sends on to another address. {refused.text}") from None
            if isinstance(answer, Fetched):
                return answer if kept == begin else replace(answer, moved=str(kept))
            url, status = answer
            for_good = for_good and status in _FOR_GOOD
            kept = url if for_good else kept
        raise BadAnswer(f"{url.host} sends from one address to the next, more than {REDIRECTS} times.")

    def _check(self, url: URL) -> None:
        addresses.check(url, self._allowed)
        if self.rehearsal and not addresses.is_loopback(url):
            raise Forbidden(f"This is a rehearsal (--at), in which nothing is fetched from {url.host}.")

    @asynccontextmanager
    async def _turn(self, url: URL) -> AsyncIterator[None]:
        host = url.host or ""
        lock, waiting = self._hosts.get(host, (asyncio.Lock(), 0))
        self._hosts[host] = lock, waiting + 1
        try:
            async with lock, self._slots:
                yield
        finally:
            lock, waiting = self._hosts.pop(host)
            if waiting > 1:
                self._hosts[host] = lock, waiting - 1

    async def _ask(self, url: URL, headers: dict[str, str], left: float) -> Fetched | tuple[URL, int]:
        """What is there, or where it has moved to, and the status that says so."""
        session = self._session(addresses.is_allowed(url, self._allowed))
        try:
            async with (
                asyncio.timeout(left),
                session.get(url, headers=headers, allow_redirects=False) as response,
            ):
                if response.status in _MOVED and "Location" in response.headers:
                    return _next(url, response.headers["Location"]), response.status
                return await self._read(url, response)
        except TimeoutError:
            raise TooSlow(
                f"{url.host} did not send all of it within {self._deadline:g} seconds. Try again later."
            ) from None
        except aiohttp.ClientConnectorError as error:
            raise _no_connection(url, error) from None
        except aiohttp.InvalidURL:
            raise Forbidden(f'"{str(url)[:80]}" is no web address.') from None
        except (aiohttp.ClientPayloadError, aiohttp.ClientConnectionError):
            raise Unreachable(f"The connection to {url.host} broke off. Try again later.") from None
        except (aiohttp.ClientError, ValueError):
            raise BadAnswer(f"{url.host} answered with something that is not HTTP as it should be.") from None

    async def _read(self, url: URL, response: aiohttp.ClientResponse) -> Fetched:
        headers = response.headers
        if response.status == 304:
            since = headers.get("ETag"), headers.get("Last-Modified")
            return Fetched(str(url), None, "", None, *since, lasting=_lasting(response))
        if response.status in _LATER:
            raise self._hold(url, response)
        if response.status == 410:
            raise Gone(f"{url.host} says that this was taken away for good.", 410)
        if response.status != 200:
            why = _MEANT.get(response.status, "")
            raise BadAnswer(f"{url.host} answered with status {response.status}{why}.", response.status)
        return Fetched(
            str(url),
            await self._body(url, response),
            response.content_type,
            response.charset,
            headers.get("ETag"),
            headers.get("Last-Modified"),
            lasting=_lasting(response),
        )

    async def _body(self, url: URL, response: aiohttp.ClientResponse) -> bytes:
        packed = response.headers.get("Content-Encoding", "identity").strip().casefold()
        if packed not in (*_PACKED, "identity", ""):
            raise BadAnswer(f'{url.host} packs its pages in a way that was not asked for, "{packed[:20]}".')
        body = bytearray()
        try:
            async for piece in _unpacked(response.content.iter_any(), _PACKED.get(packed)):
                body += piece
                if len(body) > self._most:
                    raise TooLarge(f"That page of {url.host} is larger than {self._most / 2**20:g} MiB.")
        except zlib.error:
            raise BadAnswer(f"{url.host} sent bytes that do not unpack.") from None
        return bytes(body)

    def _hold(self, url: URL, response: aiohttp.ClientResponse) -> HeldBack:
        seconds = min(max(_seconds(response), 1.0), LONGEST_HOLD)
        self._held[url.host or ""] = asyncio.get_running_loop().time() + seconds
        return _held_back(url, response.status, seconds)

    def _answer_held(self, url: URL) -> None:
        left = self._held.get(url.host or "", 0.0) - asyncio.get_running_loop().time()
        if left > 0:
            raise _held_back(url, 429, left)
        self._held.pop(url.host or "", None)

    def _session(self, free: bool) -> aiohttp.ClientSession:
        """One for the hosts that may be private, and one whose sockets only reach public addresses."""
        if free not in self._sessions:
            guard = None if free else addresses.guarded_socket
            self._sessions[free] = aiohttp.ClientSession(
                connector=aiohttp.TCPConnector(socket_factory=guard, use_dns_cache=False, limit=AT_ONCE),
                timeout=aiohttp.ClientTimeout(total=None),
                cookie_jar=aiohttp.DummyCookieJar(),
                headers=_HEADERS,
                auto_decompress=False,
            )
        return self._sessions[free]


async def _unpacked(chunks: AsyncIterator[bytes], bits: int | None) -> AsyncIterator[bytes]:
    """A little at a time, for a few bytes can become megabytes. None where it is not packed."""
    unpack = None if bits is None else zlib.decompressobj(bits)
    async for chunk in chunks:
        if unpack is None:
            yield chunk
            continue
        while piece := unpack.decompress(chunk, _STEP):
            yield piece
            chunk = unpack.unconsumed_tail
            await asyncio.sleep(0)


def _next(url: URL, location: str) -> URL:
    try:
        target = addresses.written(str(url.join(URL(location))))
    except (ValueError, Forbidden):
        raise BadAnswer(f"{url.host} sends on to something that is no web address.") from None
    if url.scheme == "https" and target.scheme == "http":
        raise Forbidden(f"{url.host} sends from https to plain http, which is not followed.")
    return target


def _no_connection(url: URL, error: aiohttp.ClientConnectorError) -> Forbidden | Unreachable:
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return Unreachable(f"There is no host called {url.host}, or its name cannot be looked up now.")
    if isinstance(error.os_error, PrivateAddress) or "is not public" in str(error.os_error):
        return Forbidden(addresses.private(url))
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        return NoConnection(f"The secure connection to {url.host} failed: its certificate is not right.")
    if isinstance(error, aiohttp.ClientConnectorSSLError):
        return NoConnection(f"{url.host} makes no secure connection. Try http:// instead of https://.")
    return NoConnection(f"{url.host} takes no connection. Try again later.")


def _plain(url: URL) -> URL:
    return url.with_scheme("http").with_port(url.explicit_port)


def _held_back(url: URL, status: int, seconds: float) -> HeldBack:
    minutes = -(-seconds // 60)
    said = "a minute" if minutes <= 1 else f"{minutes:g} minutes"
    return HeldBack(f"{url.host} asks to be left alone for {said}.", status, seconds)


def _lasting(response: aiohttp.ClientResponse) -> float:
    """By Cache-Control, or by Expires and the site's own clock; 0 where it does not say."""
    said = response.headers.get("Cache-Control", "").casefold()
    if found := re.search(r"\bmax-age\s*=\s*\"?(\d{1,9})", said):
        return float(found[1])
    try:
        until, now = (parsedate_to_datetime(response.headers.get(name, "")) for name in ("Expires", "Date"))
        return max((until - now).total_seconds(), 0.0)
    except (TypeError, ValueError):
        return 0.0


def _seconds(response: aiohttp.ClientResponse) -> float:
    """Retry-After, in seconds or as a date, which is read by the site's own clock."""
    said = response.headers.get("Retry-After", "").strip()
    if said.isascii() and said.isdigit():
        return float(said[:9])
    try:
        until, now = (parsedate_to_datetime(text) for text in (said, response.headers.get("Date", "")))
        return (until - now).total_seconds()
    except (TypeError, ValueError):
        return _USUAL_HOLD
