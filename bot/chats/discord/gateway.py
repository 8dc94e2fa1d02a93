"""The connection to Discord: which server, how often it is tried, and what ends it."""

import asyncio
import errno
import ipaddress
import logging
import random
import socket
from dataclasses import dataclass
from typing import Any

import aiohttp
import discord
import structlog
from discord.gateway import DiscordWebSocket, ReconnectWebSocket
from discord.http import Route
from yarl import URL

from bot.chats.discord.identifies import Identifies
from bot.chats.discord.outcomes import outcome
from bot.core.outcomes import Kind, Refused

DISCORD = "https://discord.com/api/v10"
PORTAL = "https://discord.com/developers/applications"

STEADY = 60.0  # seconds after which a connection counts as a good one, and the next pause is short again
LONGEST = 300.0  # seconds between two tries
RESUMES = 3  # tries to resume in vain before a new session is begun
SPARE = 100  # IDENTIFYs that are kept: Discord takes the token away from a bot that uses up a day's 1,000

log = structlog.get_logger(__name__)

_ADVICE = {
    4004: f"Make a new token under {PORTAL} > your application > Bot > Reset Token, and put it into the config",
    4010: "Start the bot without shards",
    4011: "The bot is in more than 2,500 servers and has to be split into shards",
    4012: "Discord has retired this version of its gateway: update discord.py",
    4013: "Update discord.py: it asked for an intent that Discord does not know",
    4014: (
        "Turn on the switches of Privileged Gateway Intents (Presence, Server Members, Message Content) under "
        f"{PORTAL} > your application > Bot; this bot asks for none of them, so first see that the token is its own"
    ),
}


def bad_token() -> Refused:
    return Refused("Discord does not accept the token", _ADVICE[4004])


def refused(error: BaseException) -> Refused | None:
    """When only the operator can mend it."""
    code = error.code if isinstance(error, discord.ConnectionClosed) else None
    if code in _ADVICE and code != 4004:
        return Refused(f"Discord closed the connection with {code}", _ADVICE[code])
    return bad_token() if outcome(error).kind is Kind.FATAL else None


def is_loopback(url: str) -> bool:
    host = URL(url).host or ""
    try:
        return host == "localhost" or ipaddress.ip_address(host).is_loopback
    except ValueError:
        return False


def connector(*, loopback_only: bool) -> aiohttp.TCPConnector:
    """`loopback_only`: no socket is opened to anywhere else, whatever address the other side names later."""
    return aiohttp.TCPConnector(limit=0, socket_factory=_loopback_socket if loopback_only else None)


def _loopback_socket(info: Any) -> socket.socket:
    family, kind, protocol, _, address = info
    if not ipaddress.ip_address(address[0]).is_loopback:
        raise PermissionError(errno.EPERM, f"{address[0]} is not on this machine, and this run may go nowhere else")
    return socket.socket(family, kind, protocol)


def speak_to(api_url: str) -> None:
    """discord.py knows one Discord a process, in a class attribute: so two bots of one process share the address."""
    Route.BASE = api_url.rstrip("/")


@dataclass(frozen=True, slots=True)
class Start:
    """What Discord says of the next connection. `resets` is in seconds."""

    gateway: str
    remaining: int
    resets: float


async def start(client: discord.Client) -> Start:
    """discord.py never asks where the gateway is; it is asked here, and told to it."""
    _, url, limit = await client.http.get_bot_gateway()
    return Start(url, int(limit["remaining"]), limit["reset_after"] / 1000)


def dial(gateway: str) -> None:
    """Also where discord.py turns to when a session can't be resumed. A class attribute, as in `speak_to`."""
    DiscordWebSocket.DEFAULT_GATEWAY = URL(gateway)


class Connection(discord.Client):
    """A client that outlives every outage: discord.py's own loop ends when the first connection fails (its issue
    10520), waits up to 17 minutes, and identifies without a pause when it is thrown out again and again.
    """

    identifies: Identifies | None = None  # None: only this process's own pauses

    def __init__(self, **options: Any) -> None:
        # nothing here has a voice, and no operator can mend what discord.py warns of
        discord.VoiceClient.warn_nacl = discord.VoiceClient.warn_dave = False
        if not logging.getLogger().isEnabledFor(logging.DEBUG):
            for name in ("discord.client", "discord.gateway"):  # "Shard ID None has connected": we say it ourselves
                logging.getLogger(name).setLevel(logging.WARNING)
        super().__init__(**options)

    async def before_identify_hook(self, shard_id: int | None, *, initial: bool = False) -> None:
        await super().before_identify_hook(shard_id, initial=initial)
        if self.identifies:
            await self.identifies.add()

    async def close(self) -> None:
        """Also what discord.py leaves behind, and what would announce that the closed client is ready."""
        if self._connection._ready_task is not None:
            self._connection._ready_task.cancel()
        await super().close()

    async def wait_for_turn(self) -> None:
        """Until a new session may be begun."""
        wait = await self.identifies.wait() if self.identifies else 0.0
        if wait:
            log.warning(
                "Discord was connected to very often in the last minutes, and takes the token away from a bot that "
                f"goes on like that: commands are heard again in {wait:.0f} s, messages go out meanwhile. "
                "If the bot keeps being restarted, the log before this says why."
            )
            await asyncio.sleep(wait)

    async def connect(self, *, reconnect: bool = True) -> None:
        """Until closed, or until Discord closes with a code that no new try can change (ConnectionClosed)."""
        loop = asyncio.get_running_loop()
        again: dict[str, Any] = {"initial": True}
        failures = in_vain = 0
        while not self.is_closed():
            if "session" not in again:
                await self.wait_for_turn()
            began, opened, resume = loop.time(), False, True
            try:
                async with asyncio.timeout(60):
                    self.ws = await DiscordWebSocket.from_client(self, shard_id=self.shard_id, **again)
                opened = True
                while True:
                    await self.ws.poll_event()
            except ReconnectWebSocket as wish:
                resume, reason = wish.resume, "asked to reconnect"
            except (OSError, aiohttp.ClientError, discord.ConnectionClosed) as error:
                if outcome(error).kind is Kind.FATAL:
                    raise
                reason = outcome(error).reason
            self.dispatch("disconnect")
            in_vain = 0 if opened else in_vain + 1
            failures = 0 if loop.time() - began >= STEADY else failures + 1
            again = self._next(resume and in_vain < RESUMES)
            wait = _pause(failures)
            log.info("discord connection lost", reason=reason, again_in=round(wait, 1), resume="session" in again)
            await asyncio.sleep(wait)

    def _next(self, resume: bool) -> dict[str, Any]:
        if self.ws is None or not self.ws.session_id or not resume:
            return {"initial": self.ws is None}
        session, sequence = self.ws.session_id, self.ws.sequence
        return {"resume": True, "session": session, "sequence": sequence, "gateway": self.ws.gateway}


def _pause(failures: int) -> float:
    """Nothing at first, then 1, 2, 4 … seconds with jitter: at most about 20 new sessions an hour."""
    return 0.0 if failures <= 1 else random.uniform(0.5, 1.0) * min(2.0 ** (failures - 2), LONGEST)
