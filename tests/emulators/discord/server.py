"""The emulated Discord as a whole: one HTTP server on loopback, its world, and what a test asks of it."""

import asyncio
import json
import time
from collections import deque
from collections.abc import Callable, Mapping, Sequence
from difflib import get_close_matches
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import Any, Self

from aiohttp import web

from tests.emulators.discord import (  # noqa: F401  (each module adds its routes)
    control,
    routes_commands,
    routes_guilds,
    routes_interactions,
    routes_messages,
)
from tests.emulators.discord.changes import Changes
from tests.emulators.discord.client import context, installs
from tests.emulators.discord.errors import ClientRefuses, DidNotRespond, refusal
from tests.emulators.discord.faults import Fault, Script
from tests.emulators.discord.gateway import CONTENT, MEMBERS, Gateway
from tests.emulators.discord.interactions import Interaction, Kind, Response
from tests.emulators.discord.limits import Limits
from tests.emulators.discord.people import Person
from tests.emulators.discord.permissions import USUAL, May
from tests.emulators.discord.posting import write
from tests.emulators.discord.rest import ROUTES, Rest
from tests.emulators.discord.uploads import Upload, serve
from tests.emulators.discord.values import Answer, Call, Ping, Sent
from tests.emulators.discord.world import Channel, Guild, Message, snowflake


class DiscordEmulator:
    """`async with DiscordEmulator() as dc:`; `dc.url` is the API's address.

    `limits` replaces (calls, seconds) by route; `overall` is calls a second of all routes, None for no limit.
    `privileged` are the intents switched on in the portal. All times are real seconds; `wall` is the clock that
    scheduled events must lie ahead of.
    """

    def __init__(
        self,
        token: str = "discord-test-token",
        *,
        port: int = 0,
        limits: Mapping[str, tuple[int, float]] | None = None,
        overall: int | None = 50,
        privileged: int = 0,
        heartbeat: float = 41.25,
        interaction_deadline: float = 3.0,
        token_lifetime: float = 900.0,
        dm_opens: tuple[int, float] = (10, 10.0),
        log: Path | None = None,
        wall: Callable[[], float] = time.time,
    ) -> None:
        self.token: str | None = token
        self.interaction_deadline, self.token_lifetime, self.wall = interaction_deadline, token_lifetime, wall
        self.bot: dict[str, Any] = {
            "id": snowflake(),
            "username": "Dramabell",
            "discriminator": "0",
            "bot": True,
            "avatar": None,
        }
        self.owner = {"id": snowflake(), "username": "owner", "discriminator": "0", "avatar": None}
        self.guilds: dict[str, Guild] = {}
        self.channels: dict[str, Channel] = {}  # private ones, and those of every guild
        self.people: dict[str, Person] = {}
        self.commands: dict[str, dict[str, dict[str, Any]]] = {}  # "" for the global ones, else by guild
        self.commands_created = 0
        self.syncs = 0  # PUTs of all commands
        self.interactions: dict[str, Interaction] = {}
        self.calls: list[Call] = []
        self.pings: list[Ping] = []
        self.repeats: list[str] = []  # ids of messages that a repeated nonce was answered with
        self.invalid_requests = 0  # 401, 403 and 429, but for shared ones: Discord bans at 10,000 in 10 minutes
        self.kept: dict[str, bytes] = {}  # files, by path
        self.fetched: list[str] = []  # names of the files that the bot fetched
        self.changes, self.script_lines = Changes(), Script()
        self.limits = Limits(limits or {}, overall)
        self.gateway = Gateway(self, heartbeat, privileged)
        self.reachable, self.calmed = asyncio.Event(), asyncio.Event()
        self.reachable.set()
        self._port, self._log, self._dm_opens, self._opened = port, log, dm_opens, deque[float]()
        self._runner: web.AppRunner | None = None

    # Its life

    @property
    def origin(self) -> str:
        return f"http://127.0.0.1:{self._port}"

    @property
    def url(self) -> str:
        return f"{self.origin}/api/v10"

    @property
    def gateway_url(self) -> str:
        return f"ws://127.0.0.1:{self._port}/gateway"

    async def __aenter__(self) -> Self:
        await self.open()
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        await self.close()

    async def open(self) -> None:
        """Listen; again on the same port after `close`."""
        app = web.Application(client_max_size=32 * 1024 * 1024)
        app.router.add_get("/attachments/{rest:.*}", partial(serve, self))
        for path in ("/gateway", "/gateway/"):
            app.router.add_get(path, self.gateway.serve)
        control.add(app, self)
        app.router.add_route("*", "/api/v10/{rest:.*}", Rest(self).serve)
        self._runner = web.AppRunner(app, access_log=None, handler_cancellation=True, shutdown_timeout=0.1)
        await self._runner.setup()
        site = web.TCPSite(self._runner, "127.0.0.1", self._port)
        await site.start()
        self._port = self._runner.addresses[0][1]

    async def close(self) -> None:
        """Cut every connection and refuse new ones; the world stays."""
        self.gateway.drop()
        self.reachable.set()
        self._calm_waiters()
        if self._runner:
            await self._runner.cleanup()
        self._runner = None

    def go_dark(self) -> None:
        """A black hole: connections stay open, nothing comes through in either direction."""
        self.reachable.clear()

    def come_back(self) -> None:
        self.reachable.set()

    # The world

    def guild(self, name: str, *, bot_in: bool = True, bot_may: May = USUAL) -> Guild:
        """A server; once the bot is connected, it hears GUILD_CREATE."""
        made = Guild(name, self.bot, self.gateway.dispatch, self._register, bot_in=bot_in, bot_may=bot_may)
        self.guilds[made.id] = made
        if bot_in:
            self.gateway.dispatch("GUILD_CREATE", made.json(), 1)
        return made

    def _register(self, channel: Channel) -> None:
        self.channels[channel.id] = channel

    def person(
        self,
        name: str,
        *,
        dms_open: bool = True,
        locale: str = "en-US",
        reachable: bool = True,
        installed: bool = False,
    ) -> Person:
        made = Person(name, self, dms_open, locale, reachable, installed)
        self.people[made.id] = made
        return made

    def application(self) -> dict[str, Any]:
        granted = {MEMBERS: 1 << 15, CONTENT: 1 << 19}
        flags = sum(flag for intent, flag in granted.items() if self.gateway.privileged & intent)
        names = {"id": self.bot["id"], "name": "Dramabell", "description": "", "icon": None, "summary": ""}
        rest = {"bot_public": True, "bot_require_code_grant": False, "verify_key": "00", "flags": flags, "hook": True}
        return names | rest | {"owner": self.owner, "team": None, "bot": self.bot, "interactions_endpoint_url": None}

    def script(
        self,
        fault: Fault,
        *,
        route: str | None = None,
        channel: Channel | None = None,
        nth: int = 1,
        times: int | None = 1,
    ) -> Fault:
        """Let that go wrong at the `nth` matching call from now, `times` times. ValueError for an unknown route."""
        known = {f"{one.method} {one.template}" for one in ROUTES}
        if route is not None and route not in known:
            raise ValueError(f"there is no route {route!r}; near it: {get_close_matches(route, known)}")
        return self.script_lines.add(fault, route=route, channel=channel and channel.id, nth=nth, times=times)

    def calm(self) -> None:
        """No more faults, holds or hanging calls."""
        self.script_lines.faults.clear()
        self.limits.release()
        self._calm_waiters()

    def _calm_waiters(self) -> None:
        self.calmed.set()
        self.calmed = asyncio.Event()

    def count_opened_dm(self) -> None:
        now, (most, window) = asyncio.get_running_loop().time(), self._dm_opens
        while self._opened and self._opened[0] <= now - window:
            self._opened.popleft()
        if len(self._opened) >= most:
            raise refusal(40003)
        self._opened.append(now)

    def settled(self, call: Call) -> None:
        """That call has been answered, or never will be."""
        shared = call.fault == "429 shared"
        self.invalid_requests += call.status in (401, 403, 429) and not shared
        if self._log:
            fields = ("at", "method", "path", "route", "json", "status", "accepted", "fault")
            line = json.dumps({name: getattr(call, name) for name in fields}, ensure_ascii=False)
            with self._log.open("a", encoding="utf-8") as file:
                file.write(f"{line}\n")
        self.changes.happened()

    # What happened

    def messages(self, channel: Channel | None = None, *, answers: bool = False) -> list[Sent]:
        """What the bot posted, oldest first; with `answers` also what came through interactions, ephemeral ones too."""
        places = [channel] if channel else self.channels.values()
        every = (m for place in places for m in place.messages if m.author is None and (answers or not m.interaction))
        return [message.seen() for message in sorted(every, key=lambda m: int(m.id)) if not message.deleted]

    async def sent(self, count: int = 1, channel: Channel | None = None, *, within: float = 10.0) -> list[Sent]:
        """Wait until the bot has posted at least `count` messages (answers to commands do not count); all of them."""
        try:
            await self.changes.until(lambda: self._posted(channel) >= count, within)
        except TimeoutError:
            texts = [message.all_text for message in self.messages(channel)]
            raise TimeoutError(f"{len(texts)} of {count} messages within {within} s: {texts}") from None
        return self.messages(channel)

    def _posted(self, channel: Channel | None) -> int:
        places = [channel] if channel else self.channels.values()
        return sum(not (m.author or m.interaction or m.deleted) for place in places for m in place.messages)

    async def ready(self, times: int = 1, *, within: float = 10.0) -> None:
        """Wait until a client is connected and READY or RESUMED was sent that many times since the beginning."""
        gateway = self.gateway
        await self.changes.until(lambda: gateway.readied >= times and gateway.connected, within)

    async def synced(self, times: int = 1, *, within: float = 10.0) -> None:
        """Wait until the commands have been put that many times."""
        await self.changes.until(lambda: self.syncs >= times, within)

    async def called(self, route: str, count: int = 1, *, within: float = 10.0) -> list[Call]:
        """Wait until that route has been called and settled `count` times; all its calls."""

        def done() -> list[Call] | None:
            found = [call for call in self.calls if call.route == route and (call.status is not None or call.fault)]
            return found if len(found) >= count else None

        return await self.changes.until(done, within)

    # Interactions

    def interact(
        self, kind: Kind, person: Person, place: Channel, data: dict[str, Any], *, source: Message | None = None
    ) -> Interaction:
        """Dispatch INTERACTION_CREATE as Discord words it."""
        loop_time = asyncio.get_running_loop().time()
        asked = Interaction(kind, person, place, loop_time, data, self.bot["id"], source)
        self.interactions[asked.id] = asked
        owners = installs(person, place)
        if not owners:
            raise ClientRefuses(f"the app is installed neither in {place} nor by {person.name}")
        guild = place.guild
        bot_may = place.bot_may if not guild or guild.bot_in else May(0)
        body: dict[str, Any] = {"id": asked.id, "application_id": self.bot["id"], "type": int(kind), "data": data}
        body |= {
            "token": asked.token,
            "version": 1,
            "channel_id": place.id,
            "locale": person.locale,
            "entitlements": [],
        }
        body |= {"app_permissions": str(int(bot_may)), "authorizing_integration_owners": owners}
        body |= {"context": context(place), "attachment_size_limit": 10 * 1024 * 1024}
        if guild:
            if person.id not in guild.members:
                guild.member(person)
            may = {"permissions": str(int(guild.permissions(person)))}
            body |= {"guild_id": guild.id, "guild": {"id": guild.id, "locale": guild.locale, "features": []}}
            body |= {"guild_locale": guild.locale, "member": guild.member_json(person) | may}
            body["channel"] = place.json() | may
        else:
            place.opened = place.opened or context(place) == 1
            body |= {"user": person.json(), "channel": place.json()}
        if source:
            body["message"] = source.json(self.bot)
        self.gateway.dispatch("INTERACTION_CREATE", body)
        return asked

    async def outcome(self, asked: Interaction, patience: float) -> Answer:
        """What the person sees in the end."""
        try:
            await self.changes.until(lambda: asked.response is not None, self.interaction_deadline + 0.1)
        except TimeoutError:
            raise DidNotRespond("the application did not respond") from None
        try:
            await self.changes.until(lambda: asked.settled, patience)
        except TimeoutError:
            if asked.response is not Response.DEFERRED_UPDATE:
                raise DidNotRespond(f"the application was still thinking after {patience} s") from None
        shown = asked.original if asked.original and not asked.original.deleted else None
        updated = asked.response in (Response.UPDATE, Response.DEFERRED_UPDATE)
        if updated and asked.response is Response.DEFERRED_UPDATE and asked.followups:
            shown, updated = asked.followups[0], False
        deferred = asked.response in (Response.DEFERRED_MESSAGE, Response.DEFERRED_UPDATE)
        assert asked.acknowledged_after is not None
        return Answer(shown.seen() if shown else None, deferred, updated, asked.modal, asked.acknowledged_after)

    def heard(self, person: Person, place: Channel, text: str, files: Sequence[Upload] = (), **more: Any) -> Sent:
        """A person's own message."""
        if place.guild and person.id not in place.guild.members:
            place.guild.member(person)
        place.opened = place.opened or place.private
        return write(self, place, {"content": text, **more}, files, author=person).seen()
