"""Whether Discord would let this bot work: its token, its switches, its commands, its rights in channels it knows."""

from collections.abc import Mapping, Sequence
from typing import Any

import aiohttp

from bot.chats.discord.gateway import PORTAL, SPARE, bad_token
from bot.core.findings import Finding, look, ok, wrong
from bot.core.ports import Address, Place

ABOUT = "Discord"
# https://docs.discord.com/developers/resources/application: what the three privileged switches of the portal turn on
_SWITCHES = {
    (1 << 12) | (1 << 13): "Presence",
    (1 << 14) | (1 << 15): "Server Members",
    (1 << 18) | (1 << 19): "Message Content",
}


class _Refused(Exception):
    def __init__(self, status: int, said: Mapping[str, Any]) -> None:
        super().__init__(f"{status}: {said.get('message', 'no reason given')}")
        self.status = status


class _Asking:
    def __init__(self, session: aiohttp.ClientSession, api_url: str, token: str) -> None:
        self.session = session
        self.api_url = api_url.rstrip("/")
        self.headers = {"Authorization": f"Bot {token}", "User-Agent": "DiscordBot (dramabell, doctor)"}

    async def __call__(self, path: str) -> Any:
        async with self.session.get(f"{self.api_url}{path}", headers=self.headers) as answer:
            said = await answer.json(content_type=None)
            if answer.status != 200:
                raise _Refused(answer.status, said if isinstance(said, dict) else {})
            return said


async def examine(token: str, api_url: str, chats: Sequence[tuple[Address, Place]]) -> Sequence[Finding]:
    """Asks nothing that would disturb a bot that runs meanwhile, and begins no session."""
    async with aiohttp.ClientSession(timeout=aiohttp.ClientTimeout(total=15)) as session:
        ask = _Asking(session, api_url, token)
        try:
            me = await ask("/users/@me")
            found = [ok(ABOUT, f"the token is accepted, for {me['username']}")]
            application = await ask("/applications/@me")
            found += _switches(application)
            found += await _commands(ask, application["id"])
            found += await _sessions(ask)
            return [*found, *await _rights(ask, chats)]
        except _Refused as refusal:
            if refusal.status == 401:
                return [wrong(ABOUT, "the token is not accepted", f"{bad_token().advice}.")]
            return [wrong(ABOUT, f"{api_url} refused a question ({refusal})", "Try again later.")]
        except (aiohttp.ClientError, OSError, ValueError, KeyError, TypeError) as error:
            reason = type(error).__name__
            do = "Check the network, a firewall, and api_url."
            return [wrong(ABOUT, f"{api_url} cannot be asked ({reason})", do)]


def _switches(application: Mapping[str, Any]) -> Sequence[Finding]:
    found = []
    if application.get("interactions_endpoint_url"):
        do = f"Empty Interactions Endpoint URL under {PORTAL} > your application > General Information."
        found.append(wrong(ABOUT, "commands go to a web address instead of to Dramabell", do))
    flags = application.get("flags", 0)
    on = [name for bits, name in _SWITCHES.items() if flags & bits]
    if on:
        do = f"Turn them off under {PORTAL} > your application > Bot: Dramabell does not read along."
        found.append(look(ABOUT, f"privileged intents are on that are not needed: {', '.join(on)}", do))
    if application.get("bot_require_code_grant"):
        do = f"Turn off Requires OAuth2 Code Grant under {PORTAL} > your application > Bot."
        found.append(wrong(ABOUT, "nobody can add the bot to a server", do))
    return found


async def _commands(ask: _Asking, application: str) -> Sequence[Finding]:
    registered = await ask(f"/applications/{application}/commands")
    if not registered:
        return [look(ABOUT, "no commands are registered", "Start the bot once; it registers them.")]
    return [ok(ABOUT, f"{len(registered)} commands are registered")]


async def _sessions(ask: _Asking) -> Sequence[Finding]:
    limit = (await ask("/gateway/bot"))["session_start_limit"]
    if limit["remaining"] < SPARE:
        hours = round(limit["reset_after"] / 3_600_000)
        do = "Find out what restarts the bot so often. It waits by itself; messages go out meanwhile."
        return [look(ABOUT, f"only {limit['remaining']} connections are left for the next {hours} hours", do)]
    return []


async def _rights(ask: _Asking, chats: Sequence[tuple[Address, Place]]) -> Sequence[Finding]:
    found = []
    asked = [address.chat for address, place in chats if place is not Place.PRIVATE]
    for channel in asked:
        try:
            await ask(f"/channels/{channel}")
        except _Refused as refusal:
            do = "Give its role View Channel and Send Messages there, or add it again; or forget that channel."
            found.append(look(ABOUT, f"channel {channel} cannot be seen ({refusal})", do))
    if asked and not found:
        return [ok(ABOUT, f"it sees the {len(asked)} channels that were looked at")]
    return found
