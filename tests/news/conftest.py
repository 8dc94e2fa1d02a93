"""A web server on loopback, and what connections were tried."""

import asyncio
import sys
from collections.abc import AsyncIterator, Iterator

import pytest
import pytest_asyncio
from aiohttp import web

from bot.news.fetch import Fetcher

_listeners: list[list[str]] = []
_watching = False


def _watch(event: str, arguments: tuple) -> None:
    if event == "socket.connect" and isinstance(arguments[1], tuple):
        for listener in _listeners:
            listener.append(str(arguments[1][0]))


@pytest.fixture
def connected() -> Iterator[list[str]]:
    """The addresses to which this process has tried to connect, by Python's own audit."""
    global _watching
    if not _watching:
        sys.addaudithook(_watch)
        _watching = True
    tried: list[str] = []
    _listeners.append(tried)
    yield tried
    _listeners.remove(tried)


class Site:
    """Pages by path; a page is a response, bytes, or a coroutine function of the request."""

    def __init__(self) -> None:
        self.pages: dict[str, object] = {}
        self.asked: list[str] = []
        self.now = 0
        self.most = 0
        self.port = 0

    def url(self, path: str, host: str = "127.0.0.1") -> str:
        return f"http://{host}:{self.port}{path}"

    async def answer(self, request: web.Request) -> web.StreamResponse:
        self.asked.append(request.path_qs)
        self.now += 1
        self.most = max(self.most, self.now)
        try:
            page = self.pages.get(request.path)
            if callable(page):
                return await page(request)
            if isinstance(page, bytes):
                return web.Response(body=page, content_type="text/html")
            return web.Response(status=404)
        finally:
            self.now -= 1


@pytest_asyncio.fixture
async def site() -> AsyncIterator[Site]:
    served = Site()
    app = web.Application()
    app.router.add_route("*", "/{path:.*}", served.answer)
    runner = web.AppRunner(app, access_log=None, shutdown_timeout=0.1)
    await runner.setup()
    here = web.TCPSite(runner, "127.0.0.1", 0)
    await here.start()
    served.port = here._server.sockets[0].getsockname()[1]
    yield served
    await runner.cleanup()


@pytest_asyncio.fixture
async def fetcher() -> AsyncIterator[Fetcher]:
    """Loopback is allowed by its number, and by no other of its names."""
    async with Fetcher(["127.0.0.1"]) as made:
        yield made
    await asyncio.sleep(0)
