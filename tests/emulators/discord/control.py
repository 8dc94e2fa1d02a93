"""The emulator's own endpoints under /emulator/, for a test that runs in another process.

Every body and answer is JSON. A person goes by name; a channel by id, as "guild/channel", or as "@person" for a DM.
"""

from collections.abc import Awaitable, Callable
from dataclasses import asdict
from typing import TYPE_CHECKING, Any

from aiohttp import web

from tests.emulators.discord.errors import ClientRefuses, DidNotRespond
from tests.emulators.discord.faults import Fault
from tests.emulators.discord.values import Answer, Sent

if TYPE_CHECKING:
    from tests.emulators.discord.people import Person
    from tests.emulators.discord.server import DiscordEmulator
    from tests.emulators.discord.world import Channel

Given = dict[str, Any]


def add(app: web.Application, dc: "DiscordEmulator") -> None:
    """Serve POST /emulator/{deed} for every public method of Control."""
    control = Control(dc)

    async def serve(request: web.Request) -> web.Response:
        deed: Callable[[Given], Awaitable[Any]] | None = getattr(control, request.match_info["deed"].lstrip("_"), None)
        if deed is None:
            return web.json_response({"error": f"there is no {request.path}"}, status=404)
        try:
            return web.json_response(await deed(await request.json() if request.can_read_body else {}))
        except (ClientRefuses, DidNotRespond, TimeoutError, KeyError, TypeError, ValueError) as error:
            return web.json_response({"error": f"{type(error).__name__}: {error}"}, status=409)

    app.router.add_post("/emulator/{deed}", serve)


class Control:
    def __init__(self, dc: "DiscordEmulator") -> None:
        self._dc = dc

    async def world(self, _: Given) -> Any:
        """Addresses, counters and everything's ids."""
        dc = self._dc
        guilds = [
            {"id": g.id, "name": g.name, "channels": {c.name: c.id for c in g.channels}} for g in dc.guilds.values()
        ]
        counted = {"identifies": len(dc.gateway.identifies), "readied": dc.gateway.readied, "syncs": dc.syncs}
        counted |= {"calls": len(dc.calls), "repeats": len(dc.repeats), "invalid_requests": dc.invalid_requests}
        people = {person.name: {"id": person.id, "dm": person.dm.id} for person in dc.people.values()}
        return {"url": dc.url, "gateway": dc.gateway_url, "guilds": guilds, "people": people, **counted}

    async def guild(self, given: Given) -> Any:
        return {"id": self._dc.guild(**given).id}

    async def channel(self, given: Given) -> Any:
        """{"guild": "K-drama club", "name": "premieres"}"""
        guild = next(guild for guild in self._dc.guilds.values() if guild.name == given["guild"])
        return {"id": guild.channel(given["name"]).id}

    async def person(self, given: Given) -> Any:
        """{"name": "ana", "manages": "K-drama club"}; other fields as those of DiscordEmulator.person."""
        manages = given.pop("manages", None)
        person = self._dc.person(**given)
        for guild in self._dc.guilds.values():
            if guild.name == manages:
                guild.member(person, manage_guild=True)
        return {"id": person.id, "dm": person.dm.id}

    async def uses(self, given: Given) -> Any:
        """{"person": "ana", "line": "/subscribe", "options": {"drama": "…"}, "channel": "K-drama club/premieres"}"""
        person, options = self._person(given), given.get("options", {})
        return _answer(await person.uses(given["line"], in_=self._channel(given), **options))

    async def completes(self, given: Given) -> Any:
        person, options = self._person(given), given.get("options", {})
        return [asdict(choice) for choice in await person.completes(given["line"], in_=self._channel(given), **options)]

    async def presses(self, given: Given) -> Any:
        """{"person": "ana", "label": "Stop", "message": "<id>"}"""
        return _answer(await self._person(given).presses(given["label"], self._message(given)))

    async def says(self, given: Given) -> Any:
        return _sent(self._person(given).says(given["text"], in_=self._channel(given)))

    async def calls(self, given: Given) -> Any:
        """All requests, or those of one {"route": "POST /channels/{channel}/messages"}."""
        return [asdict(call) for call in self._dc.calls if given.get("route") in (None, call.route)]

    async def messages(self, given: Given) -> Any:
        found = self._dc.messages(self._channel(given), answers=given.get("answers", False))
        return [_sent(message) for message in found]

    async def sent(self, given: Given) -> Any:
        """Wait for {"count": 3, "channel": …, "within": 10}."""
        found = await self._dc.sent(given.get("count", 1), self._channel(given), within=given.get("within", 10.0))
        return [_sent(message) for message in found]

    async def ready(self, given: Given) -> Any:
        await self._dc.ready(given.get("times", 1), within=given.get("within", 10.0))

    async def synced(self, given: Given) -> Any:
        await self._dc.synced(given.get("times", 1), within=given.get("within", 10.0))

    async def fault(self, given: Given) -> Any:
        """Fields of faults.Fault: {"trouble": "drop", "accepted": true, "route": …, "channel": …, "nth": 2}"""
        where = {key: given.pop(key) for key in ("route", "nth", "times") if key in given}
        place = self._channel({"channel": given.pop("channel", None)})
        self._dc.script(Fault(**given), channel=place, **where)

    async def calm(self, _: Given) -> Any:
        self._dc.calm()

    async def gateway(self, given: Given) -> Any:
        """{"do": "drop", "code": 4000}, or: reconnect, invalidate, refuse (with code, times), dark, back."""
        gateway, more = self._dc.gateway, {k: v for k, v in given.items() if k != "do"}
        deeds: dict[str, Callable[..., None]] = {"drop": gateway.drop, "reconnect": gateway.ask_to_reconnect}
        deeds |= {"invalidate": gateway.invalidate, "refuse": gateway.refuse, "forget": gateway.forget_sessions}
        deeds |= {"dark": self._dc.go_dark, "back": self._dc.come_back}
        deeds[given["do"]](**more)

    def _person(self, given: Given) -> "Person":
        return next(person for person in self._dc.people.values() if given["person"] in (person.name, person.id))

    def _channel(self, given: Given) -> "Channel | None":
        name = given.get("channel")
        if name is None or name in self._dc.channels:
            return self._dc.channels[name] if name else None
        if name.startswith("@"):
            return self._person({"person": name[1:]}).dm
        known = {f"{guild.name}/{c.name}": c for guild in self._dc.guilds.values() for c in guild.channels}
        return known[name]

    def _message(self, given: Given) -> Sent:
        every = (message for channel in self._dc.channels.values() for message in channel.messages)
        return next(message for message in every if message.id == given["message"]).seen()


def _sent(sent: Sent) -> Given:
    names = ("id", "content", "embeds", "components", "nonce", "flags", "at", "answer", "edited", "attachments")
    body = {name: getattr(sent, name) for name in names} | {"channel": sent.channel.id, "ephemeral": sent.ephemeral}
    return body | {"text": sent.all_text, "buttons": [asdict(button) for button in sent.buttons]}


def _answer(answer: Answer) -> Given:
    shown = {"message": _sent(answer.message) if answer.message else None, "text": answer.text}
    modal = asdict(answer.modal) if answer.modal else None
    about = {"deferred": answer.deferred, "updated": answer.updated, "acknowledged_after": answer.acknowledged_after}
    return {**shown, "ephemeral": answer.ephemeral, "modal": modal, **about}
