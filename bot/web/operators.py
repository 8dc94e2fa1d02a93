"""What operators watch: /healthz and /metrics."""

from collections import Counter

from aiohttp import web
from aiohttp.typedefs import Handler

from bot.core.catalogue import Library
from bot.web.answers import sorry
from bot.web.clients import Clients
from bot.web.health import Health
from bot.web.metrics import CONTENT_TYPE, Count, Metrics


class Operators:
    def __init__(self, health: Health, metrics: Metrics, library: Library, clients: Clients) -> None:
        self.health = health
        self.metrics = metrics
        self.library = library
        self.clients = clients
        self._answered: Counter[tuple[str, str]] = Counter()

    @web.middleware
    async def counted(self, request: web.Request, handler: Handler) -> web.StreamResponse:
        response = await handler(request)
        resource = request.match_info.route.resource
        self._answered[resource.canonical if resource else "none", str(response.status)] += 1
        return response

    async def healthz(self, _: web.Request) -> web.Response:
        found = await self.health.complaints()
        text = "".join(f"{one}\n" for one in found) or "ok\n"
        return web.Response(text=text, status=503 if found else 200, headers={"Cache-Control": "no-store"})

    async def metrics_from_here(self, request: web.Request) -> web.Response:
        """Beside the public page, for this machine alone."""
        return await self.all_metrics(request) if self.clients.from_here(request) else sorry(404)

    async def all_metrics(self, _: web.Request) -> web.Response:
        text = self.metrics.text(await self._counts())
        return web.Response(body=text, headers={"Content-Type": CONTENT_TYPE, "Cache-Control": "no-store"})

    async def _counts(self) -> list[Count]:
        answers = "Answers of the web server"
        connected = "Whether a platform is connected"
        behind = (await self.health.behind()).total_seconds()
        return [
            Count("dramas", "Dramas in the schedule", len(self.library.catalogue.dramas)),
            Count("planning_behind_seconds", "How far planning is behind the clock", behind),
            *(
                Count("platform_connected", connected, not why, {"platform": platform})
                for platform, why in self.health.platforms.trouble.items()
            ),
            *(
                Count("web_answers", answers, many, {"page": page, "status": status}, rising=True)
                for (page, status), many in self._answered.items()
            ),
        ]
