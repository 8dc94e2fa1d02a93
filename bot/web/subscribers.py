"""Calendars over HTTP: public ones of dramas, and private ones that a secret address opens."""

import hashlib
from collections import OrderedDict
from collections.abc import Callable

from aiohttp import web

from bot.commands.calendars import fingerprint
from bot.web.answers import Text, conditional, sorry
from bot.web.clients import Clients, Tally
from bot.web.feeds import Feed, Feeds

WRONG_PER_MINUTE = 60  # private addresses that open nothing, for one client
POLLS_PER_MINUTE = 60  # of one private calendar
KNOWN = 20_000  # that have opened something, in memory
TOKEN = "{token:[a-z2-7]{32}}"


class Subscribers:
    """`elapsed` is real time, in seconds."""

    def __init__(self, feeds: Feeds, clients: Clients, elapsed: Callable[[], float]) -> None:
        self.feeds = feeds
        self.clients = clients
        self._wrong = Tally(WRONG_PER_MINUTE, elapsed)
        self._polls = Tally(POLLS_PER_MINUTE, elapsed)
        self._known: OrderedDict[str, None] = OrderedDict()

    def add(self, router: web.UrlDispatcher) -> None:
        router.add_get(f"/calendar/private/{TOKEN}.ics", self.private)
        router.add_get("/calendar/private/{wrong:.*}", self.no_private)
        router.add_get("/calendar/{slug}.ics", self.public)

    async def public(self, request: web.Request) -> web.Response:
        feed = await self.feeds.public(request.match_info["slug"], request.query.get("release"))
        if feed is None:
            return sorry(404)
        return await _calendar(request, feed, "public, max-age=900")

    async def private(self, request: web.Request) -> web.Response:
        key, client = fingerprint(request.match_info["token"]), self.clients.key(request)
        # others behind the same address, who guess, do not shut out those who know
        if (self._wrong.full(client) and key not in self._known) or self._polls.full(key):
            return _too_many()
        feed = await self.feeds.private(key)
        if feed is None:
            self._wrong.count(client)
            self._known.pop(key, None)
            return sorry(404)
        self._polls.count(key)
        self._known[key] = None
        while len(self._known) > KNOWN:
            self._known.popitem(last=False)
        return await _calendar(request, feed, "private, no-cache")

    async def no_private(self, request: web.Request) -> web.Response:
        """An address that cannot be one counts like one that opens nothing."""
        client = self.clients.key(request)
        if self._wrong.full(client):
            return _too_many()
        self._wrong.count(client)
        return sorry(404)


async def _calendar(request: web.Request, feed: Feed, kept: str) -> web.Response:
    async def text() -> Text:
        return Text(await feed.text())

    headers = {
        "Content-Type": "text/calendar; charset=utf-8",
        "Content-Disposition": f'inline; filename="{feed.name}.ics"',
        "Cache-Control": kept,
    }
    tag = hashlib.sha256(feed.state.encode()).hexdigest()[:32]
    return await conditional(request, tag, feed.changed, text, headers)


def _too_many() -> web.Response:
    return sorry(429, {"Retry-After": "60"})
