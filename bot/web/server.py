"""One small HTTP server: the schedule page, calendars, and what operators watch. It asks the network for nothing."""

import errno
import logging
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

import structlog
from aiohttp import web

from bot.core.catalogue import Library
from bot.web.answers import add_headers, plainly
from bot.web.clients import Clients
from bot.web.doors import Doors
from bot.web.feeds import Feeds
from bot.web.health import Health
from bot.web.metrics import Metrics
from bot.web.operators import Operators
from bot.web.public import Public
from bot.web.stage import Stage, StagePages
from bot.web.subscribers import Subscribers

log = structlog.get_logger(__name__)

LINE = 4096  # bytes of an address or a header
STOPPING = 2.0  # seconds for answers under way


@dataclass(frozen=True, slots=True)
class Addresses:
    """Where the server listens, host:port, "" for nowhere, and how it is reached."""

    listen: str
    metrics_listen: str = ""
    public_url: str = ""
    trusted_proxies: tuple[str, ...] = ()


class Web:
    """`now` is the story clock; `elapsed` real seconds."""

    def __init__(
        self,
        addresses: Addresses,
        library: Library,
        feeds: Feeds,
        health: Health,
        metrics: Metrics,
        now: Callable[[], datetime],
        elapsed: Callable[[], float],
    ) -> None:
        self.addresses = addresses
        self.health = health
        self.doors = Doors()
        self.url = ""  # once it listens: http://127.0.0.1:8080
        self.metrics_url = ""
        self.stage: Stage | None = None  # to be served beside the schedule
        self.stage_for_anybody = False
        self.spare = False  # whether another port will do where the one named is taken
        self._clients = clients = Clients(addresses.trusted_proxies)
        self._public = Public(library, now, self.doors, addresses.public_url)
        self._subscribers = Subscribers(feeds, clients, elapsed)
        self._operators = Operators(health, metrics, library, clients)
        self._runners: list[web.AppRunner] = []

    async def start(self) -> None:
        """A port that cannot be had is said, and the bot goes on without."""
        whole, own = self._bare(), self.addresses.metrics_listen
        self._public.add(whole.router)
        self._subscribers.add(whole.router)
        if self.stage:
            StagePages(self.stage, self._clients, anybody=self.stage_for_anybody).add(whole.router)
            self.doors.stage = not self.addresses.public_url  # visitors from elsewhere would not be let in
        whole.router.add_get("/healthz", self._operators.healthz)
        if not own:
            whole.router.add_get("/metrics", self._operators.metrics_from_here)
        self.url = await self._listen(whole, self.addresses.listen, "the schedule page")
        if own:
            metrics = self._bare()
            metrics.router.add_get("/metrics", self._operators.all_metrics)
            self.metrics_url = await self._listen(metrics, own, "/metrics")

    def show(self, other: "Web") -> None:
        """From now on it shows what that one, which never started, was made to show."""
        mine, theirs = self._public, other._public
        mine.library, mine.now = theirs.library, theirs.now
        self._subscribers.feeds = other._subscribers.feeds
        operators = other._operators
        self._operators.health, self._operators.library = operators.health, operators.library
        self._operators.metrics = operators.metrics

    async def stop(self) -> None:
        for runner in self._runners:
            await runner.cleanup()
        self._runners.clear()

    def _bare(self) -> web.Application:
        application = web.Application(middlewares=[self._operators.counted, plainly], client_max_size=1024)
        application.on_response_prepare.append(add_headers)
        return application

    async def _listen(self, application: web.Application, at: str, what: str) -> str:
        host, _, port = at.rpartition(":")
        runner = web.AppRunner(
            application,
            access_log=None,  # an address may be a secret
            logger=_silent(),
            handle_signals=False,
            shutdown_timeout=STOPPING,
            keepalive_timeout=30,
            max_line_size=LINE,
            max_field_size=LINE,
        )
        await runner.setup()
        try:
            try:
                await web.TCPSite(runner, host.strip("[]"), int(port)).start()
            except OSError as error:
                if not self.spare or error.errno != errno.EADDRINUSE:
                    raise
                await web.TCPSite(runner, host.strip("[]"), 0).start()
        except OSError as error:
            await runner.cleanup()
            why = "another program listens there" if error.errno == errno.EADDRINUSE else str(error.strerror or error)
            log.error(
                f"{what} cannot be served at {at}: {why}. The bot goes on without; to have it, name another "
                "address under [web] in the config and start again."
            )
            return ""
        self._runners.append(runner)
        url = f"http://{host}:{runner.addresses[0][1]}"
        log.info(f"serving {what}", address=url)
        return url


def _silent() -> logging.Logger:
    """aiohttp quotes each request that is not HTTP, with its address; what goes wrong with others is ours to say."""
    logger = logging.getLogger("bot.web.requests")
    logger.setLevel(logging.CRITICAL + 1)
    return logger
