"""TVmaze on loopback: answers in the form that its API documents, with whatever a test puts wrong into them."""

import asyncio
from collections.abc import Awaitable, Callable
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Self
from zoneinfo import ZoneInfo

from aiohttp import web

Answer = Callable[[web.Request], Awaitable[web.StreamResponse]]
KOREA = {"name": "Korea, Republic of", "code": "KR", "timezone": "Asia/Seoul"}


def network(name: str, country: dict[str, str] | None = KOREA) -> dict[str, Any]:
    return {"id": 1, "name": name, "country": country, "officialSite": None}


def episode(number: int | None, on: str, at: str = "", stamp: str | None = None, **more: Any) -> dict[str, Any]:
    """`stamp` is the instant; without an hour TVmaze stamps it at noon, as it does really."""
    return {
        "id": 1000 + (number or 0),
        "url": "https://www.tvmaze.com/episodes/1",
        "name": f"Episode {number}",
        "season": 1,
        "number": number,
        "type": "regular",
        "airdate": on,
        "airtime": at,
        "airstamp": f"{on}T12:00:00+00:00" if stamp is None and on else stamp,
        "runtime": 65,
        "rating": {"average": None},
        "image": None,
        "summary": None,
    } | more


def show(number: int, name: str, episodes: list[Any], **more: Any) -> dict[str, Any]:
    return {
        "id": number,
        "url": f"https://www.tvmaze.com/shows/{number}/x",
        "name": name,
        "type": "Scripted",
        "language": "Korean",
        "genres": ["Drama"],
        "status": "Running",
        "runtime": 65,
        "averageRuntime": 65,
        "premiered": "2024-04-08",
        "ended": None,
        "schedule": {"time": "20:50", "days": ["Monday", "Tuesday"]},
        "rating": {"average": 8.3},
        "network": network("tvN"),
        "webChannel": None,
        "image": {"medium": "https://static.tvmaze.com/x.jpg", "original": "https://static.tvmaze.com/y.jpg"},
        "summary": "<p>A <b>fan</b> travels back &amp; saves the singer.</p>",
        "updated": 1,
        "_links": {"self": {"href": f"https://api.tvmaze.com/shows/{number}"}},
        "_embedded": {"episodes": episodes, "cast": []},
    } | more


def role(actor: str, character: str, **more: Any) -> dict[str, Any]:
    return {"person": {"id": 1, "name": actor}, "character": {"id": 2, "name": character}, "self": False} | more


class TVmazeEmulator:
    """`shows` by number. `answers` are what the next calls get instead, in order."""

    def __init__(self, *shows: dict[str, Any]) -> None:
        self.shows = {str(one["id"]): one for one in shows}
        self.answers: list[Answer] = []
        self.calls: list[str] = []
        self.times: list[float] = []
        self.url = ""
        app = web.Application()
        app.router.add_get("/{path:.*}", self._answer)
        self._runner = web.AppRunner(app, shutdown_timeout=0.1)

    async def __aenter__(self) -> Self:
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", 0)
        await site.start()
        self.url = f"http://127.0.0.1:{self._runner.addresses[0][1]}"
        return self

    async def __aexit__(self, *_: object) -> None:
        await self._runner.cleanup()

    async def _answer(self, request: web.Request) -> web.StreamResponse:
        self.calls.append(request.path_qs)
        self.times.append(asyncio.get_running_loop().time())
        if self.answers:
            return await self.answers.pop(0)(request)
        if request.path == "/search/shows":
            words = request.query["q"].casefold().split()
            found = [one for one in self.shows.values() if all(word in one["name"].casefold() for word in words)]
            return web.json_response([{"score": 0.9, "show": plain(one)} for one in found])
        number = request.path.removeprefix("/shows/")
        if number not in self.shows:
            return web.json_response({"name": "Not Found", "message": "", "code": 0, "status": 404}, status=404)
        wanted = set(request.query.getall("embed[]", []))
        embedded = self.shows[number]["_embedded"]
        if isinstance(embedded, dict):
            embedded = {name: rows for name, rows in embedded.items() if name in wanted}
        return web.json_response(plain(self.shows[number]) | {"_embedded": embedded})


def plain(one: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in one.items() if key != "_embedded"}


def weekly(first: str, nights: int, at: str = "20:50") -> list[dict[str, Any]]:
    """Mondays and Tuesdays from that Monday on, at that hour in Seoul."""
    found = []
    for number in range(nights):
        on = date.fromisoformat(first) + timedelta(days=7 * (number // 2) + number % 2)
        instant = datetime.combine(on, time.fromisoformat(at), ZoneInfo("Asia/Seoul")).astimezone(UTC)
        found.append(episode(number + 1, on.isoformat(), at, instant.isoformat()))
    return found
