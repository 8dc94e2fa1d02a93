import asyncio
import socket
from collections.abc import Iterator

import aiohttp
import discord
import pytest
from aiohttp.client_reqrep import ConnectionKey
from discord import app_commands

from bot.chats.discord.outcomes import KINDS, outcome
from bot.core.outcomes import Kind, Outcome

VIA = {"Via": "1.1 google", "Content-Type": "application/json"}


class Response:
    """What an HTTPException reads of an answer."""

    def __init__(self, status: int, headers: dict[str, str]) -> None:
        self.status, self.reason, self.headers = status, "", headers


def said(status: int, code: int = 0, text: str = "no", /, **headers: str) -> discord.HTTPException:
    kinds = {403: discord.Forbidden, 404: discord.NotFound}
    kind = discord.DiscordServerError if status >= 500 else kinds.get(status, discord.HTTPException)
    named = {name.replace("_", "-"): value for name, value in headers.items()}
    return kind(Response(status, VIA | named), {"code": code, "message": text})


@pytest.mark.parametrize(
    ("status", "code", "kind"),
    [
        (404, 10003, Kind.GONE),
        (404, 10004, Kind.GONE),
        (403, 50007, Kind.GONE),
        (403, 50278, Kind.GONE),
        (403, 50001, Kind.NO_RIGHTS),
        (403, 50013, Kind.NO_RIGHTS),
        (403, 160005, Kind.NO_RIGHTS),
        (400, 50083, Kind.NO_RIGHTS),
        (403, 99999, Kind.NO_RIGHTS),
        (400, 50035, Kind.BAD_CONTENT),
        (413, 40005, Kind.BAD_CONTENT),
        (400, 240000, Kind.BAD_CONTENT),
        (400, 99999, Kind.BAD_CONTENT),
        (404, 10008, Kind.SENT),
        (400, 40060, Kind.SENT),
        (401, 0, Kind.FATAL),
        (404, 0, Kind.NOT_SENT),
        (405, 0, Kind.NOT_SENT),
        (500, 0, Kind.UNKNOWN),
        (503, 0, Kind.UNKNOWN),
        (524, 0, Kind.UNKNOWN),
    ],
)
def test_a_refusal_is_known_by_its_code_then_by_its_status(status, code, kind):
    assert outcome(said(status, code)) == Outcome(kind, reason=f"{status} {code}: no")


def test_patience_lasts_as_long_as_discord_says():
    slow = said(429, 20028, "slow", Retry_After="7")
    assert outcome(slow) == Outcome(Kind.WAIT, seconds=7.0, reason="429 20028: slow")
    assert outcome(said(429, 20016)) == Outcome(Kind.WAIT, seconds=30.0, reason="429 20016: no")
    assert outcome(said(403, 40003)) == Outcome(Kind.WAIT, seconds=30.0, reason="403 40003: no")
    everything = said(429, 0, "all", Retry_After="3", X_RateLimit_Scope="global")
    assert outcome(everything) == Outcome(Kind.WAIT, seconds=3.0, everywhere=True, reason="429 0: all")
    limited = Outcome(Kind.WAIT, seconds=61.5, reason="RateLimited: Too many requests. Retry in 61.50 seconds.")
    assert outcome(discord.RateLimited(61.5)) == limited


@pytest.mark.parametrize(
    ("status", "headers", "seconds"),
    [
        (429, {"Content-Type": "text/html", "Retry-After": "82721"}, 82721.0),
        (429, {"Content-Type": "application/json", "Retry-After": "5"}, 600.0),
        (
            429,
            {"Content-Type": "text/html", "Via": "1.1 x", "Retry-After": "Wed, 21 Oct 2026 07:28:00 GMT"},
            600.0,
        ),
        (403, {"Content-Type": "text/html"}, 600.0),
    ],
)
def test_cloudflare_bans_for_ten_minutes_at_least(status, headers, seconds):
    error = discord.HTTPException(Response(status, headers), "error code: 1015")
    assert outcome(error) == Outcome(Kind.BANNED, seconds=seconds, reason=f"{status} 0: error code: 1015")


def closed(code: int) -> discord.ConnectionClosed:
    return discord.ConnectionClosed(None, shard_id=None, code=code)  # type: ignore[arg-type]


@pytest.mark.parametrize("code", [4004, 4010, 4011, 4012, 4013, 4014])
def test_some_closes_are_for_the_operator(code):
    assert outcome(closed(code)) == Outcome(Kind.FATAL, reason=f"Discord closed the connection with {code}")


def unreachable() -> aiohttp.ClientConnectorError:
    key = ConnectionKey("discord.com", 443, True, True, None, None, None)
    return aiohttp.ClientConnectorError(key, OSError(111, "Connection refused"))


@pytest.mark.parametrize(
    ("error", "expected"),
    [
        (unreachable(), Outcome(Kind.NOT_SENT, reason="No connection to discord.com: Connection refused")),
        (aiohttp.ConnectionTimeoutError(), Outcome(Kind.NOT_SENT, reason="ConnectionTimeoutError")),
        (ConnectionRefusedError(111, "no"), Outcome(Kind.NOT_SENT, reason="ConnectionRefusedError")),
        (socket.gaierror(-2, "no name"), Outcome(Kind.NOT_SENT, reason="gaierror")),
        (aiohttp.ServerDisconnectedError(), Outcome(Kind.UNKNOWN, reason="ServerDisconnectedError")),
        (aiohttp.SocketTimeoutError(), Outcome(Kind.UNKNOWN, reason="SocketTimeoutError")),
        (aiohttp.ClientOSError(104, "reset"), Outcome(Kind.UNKNOWN, reason="ClientOSError")),
        (ConnectionResetError(104, "reset"), Outcome(Kind.UNKNOWN, reason="ConnectionResetError")),
        (TimeoutError(), Outcome(Kind.UNKNOWN, reason="TimeoutError")),
        (asyncio.CancelledError(), Outcome(Kind.UNKNOWN, reason="CancelledError")),
        (aiohttp.ClientPayloadError("half"), Outcome(Kind.UNKNOWN, reason="ClientPayloadError")),
        (RuntimeError("Session is closed"), Outcome(Kind.NOT_SENT, reason="RuntimeError")),
        (KeyError("id"), Outcome(Kind.UNKNOWN, reason="KeyError")),
        (ValueError("1234:secret"), Outcome(Kind.BAD_CONTENT, reason="ValueError")),
    ],
)
def test_a_broken_line_is_unknown_unless_nothing_can_have_left(error, expected):
    assert outcome(error) == expected


def family(kind: type[BaseException]) -> Iterator[type[BaseException]]:
    yield kind
    for child in kind.__subclasses__():
        yield from family(child)


def test_every_error_of_discord_py_has_a_kind_by_decision():
    general = {discord.DiscordException, Exception, BaseException, object}
    every = {kind for kind in family(discord.DiscordException) if kind.__module__.startswith("discord.")}
    assert len(every) > 25
    undecided = {kind.__name__ for kind in every - general if not any(c in KINDS for c in set(kind.__mro__) - general)}
    assert undecided == set()


def test_the_nearest_ancestor_decides():
    assert outcome(app_commands.CommandLimitReached(None, 100)).kind is Kind.NOT_SENT
    assert outcome(discord.InteractionResponded(None)).kind is Kind.SENT  # type: ignore[arg-type]
    assert outcome(discord.LoginFailure("Improper token")).kind is Kind.FATAL
    assert outcome(discord.PrivilegedIntentsRequired(None)).kind is Kind.FATAL


def test_a_reason_is_short():
    assert len(outcome(said(400, 50035, "x" * 5000)).reason) == 200
