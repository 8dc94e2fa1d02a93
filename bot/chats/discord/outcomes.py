"""What came of a call to Discord that raised: the one place that reads discord.py's errors."""

import socket
from collections.abc import Mapping

import aiohttp
import discord
from discord import app_commands

from bot.core.outcomes import Kind, Outcome

BAN = 600.0  # seconds at least: Cloudflare's bans last longer than its own Retry-After says
UNSAID_WAIT = 30.0  # seconds, when a refusal does not say how long
_REASON = 200  # characters

# Discord's JSON error codes: https://docs.discord.com/developers/topics/opcodes-and-status-codes
_CODES: Mapping[int, Kind] = {
    10003: Kind.GONE,  # unknown channel
    10004: Kind.GONE,  # unknown guild
    10008: Kind.SENT,  # unknown message, to a send with our nonce: it arrived before and was deleted since
    10013: Kind.GONE,  # unknown user
    20016: Kind.WAIT,  # slow mode
    20022: Kind.WAIT,  # announcement edits
    20028: Kind.WAIT,  # the channel's own write limit
    20029: Kind.WAIT,  # the server's own write limit
    40003: Kind.WAIT,  # opening direct messages too fast
    40005: Kind.BAD_CONTENT,  # too large
    40060: Kind.SENT,  # interaction already acknowledged
    50001: Kind.NO_RIGHTS,  # may not see the channel
    50006: Kind.BAD_CONTENT,  # empty message
    50007: Kind.GONE,  # direct messages closed
    50008: Kind.GONE,  # not a channel that holds messages
    50013: Kind.NO_RIGHTS,
    50035: Kind.BAD_CONTENT,
    50083: Kind.NO_RIGHTS,  # archived thread
    50278: Kind.GONE,  # no server in common with that person any more
    160005: Kind.NO_RIGHTS,  # locked thread
    200000: Kind.BAD_CONTENT,  # the server's automatic moderation
    200001: Kind.BAD_CONTENT,
    240000: Kind.BAD_CONTENT,  # a blocked link
}
_STATUSES: Mapping[int, Kind] = {
    400: Kind.BAD_CONTENT,
    401: Kind.FATAL,
    403: Kind.NO_RIGHTS,
    408: Kind.UNKNOWN,
    413: Kind.BAD_CONTENT,
    429: Kind.WAIT,
}
_FATAL_CLOSES = frozenset((4004, 4010, 4011, 4012, 4013, 4014))

# By class, the nearest in an error's ancestry counts. HTTPException and ConnectionClosed are read more closely.
KINDS: Mapping[type[BaseException], Kind] = {
    discord.LoginFailure: Kind.FATAL,
    discord.PrivilegedIntentsRequired: Kind.FATAL,
    discord.RateLimited: Kind.WAIT,
    discord.HTTPException: Kind.NOT_SENT,
    discord.ConnectionClosed: Kind.NOT_SENT,
    discord.GatewayNotFound: Kind.NOT_SENT,
    discord.ClientException: Kind.NOT_SENT,  # discord.py's own checks, before any request
    discord.InteractionResponded: Kind.SENT,
    discord.InvalidData: Kind.UNKNOWN,  # an answer that discord.py could not read
    app_commands.AppCommandError: Kind.NOT_SENT,
    discord.opus.OpusError: Kind.NOT_SENT,
    discord.opus.OpusNotLoaded: Kind.NOT_SENT,
    discord.oggparse.OggError: Kind.NOT_SENT,
    aiohttp.ClientConnectorError: Kind.NOT_SENT,
    aiohttp.ConnectionTimeoutError: Kind.NOT_SENT,
    aiohttp.InvalidURL: Kind.NOT_SENT,
    ConnectionRefusedError: Kind.NOT_SENT,
    socket.gaierror: Kind.NOT_SENT,
    OSError: Kind.UNKNOWN,  # reset, broken pipe, timeout: the answer was lost
    RuntimeError: Kind.NOT_SENT,  # the session is closed: the bot is about to stop
    ValueError: Kind.BAD_CONTENT,  # no request could be made of it
    TypeError: Kind.BAD_CONTENT,
}


def outcome(error: BaseException) -> Outcome:
    """Total: whatever is raised has a kind. The reason never holds a token, nor an address with one in it."""
    match error:
        case discord.RateLimited():
            return Outcome(Kind.WAIT, seconds=error.retry_after, reason=_reason(error))
        case discord.HTTPException():
            return _http(error)
        case discord.ConnectionClosed() if error.code in _FATAL_CLOSES:
            return Outcome(Kind.FATAL, reason=f"Discord closed the connection with {error.code}")
    kind = next((KINDS[kind] for kind in type(error).__mro__ if kind in KINDS), Kind.UNKNOWN)
    return Outcome(kind, reason=_reason(error))


def _http(error: discord.HTTPException) -> Outcome:
    headers = error.response.headers
    said = headers.get("Retry-After") or headers.get("X-RateLimit-Reset-After")
    reason = _reason(error)
    if _cloudflare(error.status, headers):
        return Outcome(Kind.BANNED, seconds=max(_seconds(said), BAN), reason=reason)
    if error.status >= 500:
        return Outcome(Kind.UNKNOWN, reason=reason)
    kind = _CODES.get(error.code) or _STATUSES.get(error.status) or Kind.NOT_SENT
    if kind is not Kind.WAIT:
        return Outcome(kind, reason=reason)
    everywhere = headers.get("X-RateLimit-Scope") == "global" or "X-RateLimit-Global" in headers
    return Outcome(kind, seconds=_seconds(said), everywhere=everywhere, reason=reason)


def _cloudflare(status: int, headers: Mapping[str, str]) -> bool:
    """Whether the wall before Discord said it: discord.py raises its 429s at once, known by the missing Via."""
    in_json = headers.get("Content-Type", "").startswith("application/json")
    return (status == 429 and not (in_json and "Via" in headers)) or (status == 403 and not in_json)


def _seconds(said: str | None) -> float:
    try:
        return float(said or UNSAID_WAIT)
    except ValueError:  # Retry-After may be a date
        return UNSAID_WAIT


def _reason(error: BaseException) -> str:
    if isinstance(error, discord.HTTPException):
        return f"{error.status} {error.code}: {' '.join(error.text.split())}"[:_REASON]
    if isinstance(error, aiohttp.ClientConnectorError):
        return f"No connection to {error.host}: {error.os_error.strerror or error.os_error}"[:_REASON]
    if isinstance(error, discord.DiscordException):
        return f"{type(error).__name__}: {error}"[:_REASON]
    return type(error).__name__
