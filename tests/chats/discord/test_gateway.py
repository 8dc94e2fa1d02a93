import asyncio
import random

import aiohttp
import pytest

from bot.chats.discord import gateway
from bot.core.messages import said
from bot.core.outcomes import Kind, Refused
from bot.core.ports import Address, Reader
from tests.chats.discord.bot import NOW, RecordingDesk, chat_on, running
from tests.emulators.discord import DiscordEmulator

PAUSE = gateway._pause


@pytest.fixture(autouse=True)
def short_pauses(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(gateway, "_pause", lambda failures: 0.05 * (failures > 1))


async def refusal(dc: DiscordEmulator, **options: object) -> Refused:
    with pytest.raises(Refused) as caught:
        async with asyncio.timeout(10):
            await chat_on(dc, RecordingDesk(), **options).run(lambda link: None)
    return caught.value


async def test_each_connection_prints_the_link_that_adds_the_bot():
    async with DiscordEmulator() as dc, running(chat_on(dc, RecordingDesk()), dc) as links:
        assert links == [
            f"https://discord.com/oauth2/authorize?client_id={dc.bot['id']}"
            "&scope=bot+applications.commands&permissions=274877991936"
        ]


@pytest.mark.parametrize("loss", ["drop", "ask_to_reconnect", "close"])
async def test_a_lost_gateway_is_resumed_without_a_new_session(loss):
    async with DiscordEmulator() as dc:
        ana = dc.person("ana")
        async with running(chat_on(dc, RecordingDesk()), dc) as links:
            dc.gateway.drop(4000) if loss == "close" else getattr(dc.gateway, loss)()
            await dc.ready(2)
            assert (await ana.uses("/week")).content == "/week"
        assert (len(dc.gateway.identifies), len(dc.gateway.resumes), len(links)) == (1, 1, 2)


async def test_a_session_that_discord_forgot_is_begun_anew(monkeypatch):
    async def at_once(*_: object, **__: object) -> None:
        return None

    monkeypatch.setattr("discord.Client.before_identify_hook", at_once)  # waits 5 s
    async with DiscordEmulator() as dc:
        ana = dc.person("ana")
        async with running(chat_on(dc, RecordingDesk()), dc):
            dc.gateway.forget_sessions()
            dc.gateway.drop()
            await dc.ready(2)
            assert (await ana.uses("/week")).content == "/week"
        assert (len(dc.gateway.identifies), len(dc.gateway.resumes)) == (2, 0)


async def test_t21_a_gateway_that_is_not_there_at_first_is_tried_until_it_is(monkeypatch):
    async def at_once(*_: object, **__: object) -> None:
        return None

    monkeypatch.setattr("discord.Client.before_identify_hook", at_once)
    async with DiscordEmulator() as dc:
        ana = dc.person("ana")
        chat = chat_on(dc, RecordingDesk())
        dc.gateway.refuse(0, times=10)
        async with running(chat, dc):
            assert (await ana.uses("/week")).content == "/week"
        assert (dc.gateway.attempts, len(dc.gateway.identifies)) == (11, 1)


async def test_messages_go_out_while_the_gateway_is_away():
    async with DiscordEmulator() as dc:
        general, chat = dc.guild("Drama Club").channel("general"), chat_on(dc, RecordingDesk())
        async with running(chat, dc):
            dc.gateway.refuse(0, times=1000)
            dc.gateway.drop()
            await dc.changes.until(lambda: dc.gateway.attempts > 2, 5)
            came = await chat.send(Address("discord", general.id), said("x"), Reader(None, NOW), "n1")
        assert came.kind is Kind.SENT


async def test_a_dead_network_at_start_ends_the_run_and_the_next_one_connects():
    async with DiscordEmulator() as dc:
        chat = chat_on(dc, RecordingDesk())
        await dc.close()
        with pytest.raises(aiohttp.ClientConnectorError):
            await chat.run(lambda link: None)
        await dc.open()
        async with running(chat, dc) as links:
            assert len(links) == 1


async def test_a_wrong_token_is_refused_with_advice():
    async with DiscordEmulator() as dc:
        wrong = await refusal(dc, token="wrong")
        assert str(wrong) == (
            "Discord does not accept the token. Make a new token under https://discord.com/developers/applications > "
            "your application > Bot > Reset Token, and put it into the config"
        )
        for token in ("", "two words", "ключ"):
            assert str(await refusal(dc, token=token)) == str(wrong)
        assert dc.gateway.attempts == 0


@pytest.mark.parametrize(
    ("code", "said_so", "advised"),
    [
        (4004, "Discord does not accept the token", "Reset Token"),
        (4011, "Discord closed the connection with 4011", "2,500 servers"),
        (
            4014,
            "Discord closed the connection with 4014",
            "Privileged Gateway Intents",
        ),
    ],
)
async def test_closes_that_only_the_operator_can_mend_end_the_run_at_once(code, said_so, advised):
    async with DiscordEmulator() as dc:
        dc.gateway.refuse(code)
        error = await refusal(dc)
        assert (error.reason, advised in error.advice, dc.gateway.attempts) == (said_so, True, 1)
        assert "discord-test-token" not in str(error)


async def test_a_rehearsal_goes_nowhere_else():
    async with DiscordEmulator() as dc:
        assert (await refusal(dc, url="https://discord.com/api/v10")).reason == (
            "https://discord.com/api/v10 is not on this machine"
        )
        async with aiohttp.ClientSession(connector=gateway.connector(loopback_only=True)) as session:
            with pytest.raises(aiohttp.ClientConnectorError, match="is not on this machine"):
                await session.get("http://192.0.2.1/")
            assert (await session.get(f"{dc.url}/users/@me")).status == 401


class Elsewhere(DiscordEmulator):
    gateway_url = "wss://gateway.discord.gg"  # type: ignore[assignment]


async def test_a_rehearsal_refuses_a_gateway_elsewhere():
    async with Elsewhere() as dc:
        error = await refusal(dc)
        assert str(error) == (
            "wss://gateway.discord.gg is not on this machine. "
            "A rehearsal (--at) may not reach anybody: set [discord] api_url to an address on 127.0.0.1"
        )


@pytest.mark.parametrize(
    ("url", "here"),
    [
        ("http://127.0.0.1:8000/api/v10", True),
        ("ws://[::1]:1/gateway", True),
        ("ws://localhost/gateway", True),
        ("wss://gateway.discord.gg", False),
        ("http://127.0.0.1.example.org", False),
        ("http://192.168.1.1", False),
        ("", False),
    ],
)
def test_what_is_loopback(url, here):
    assert gateway.is_loopback(url) is here


async def test_a_day_of_few_connections_left_is_waited_out_while_messages_go_on():
    async with DiscordEmulator() as dc:
        chat, general = chat_on(dc, RecordingDesk()), dc.guild("Drama Club").channel("general")
        dc.gateway.remaining = 99
        run = asyncio.create_task(chat.run(lambda link: None))
        await dc.synced()
        came = await chat.send(Address("discord", general.id), said("x"), Reader(None, NOW), "n1")
        run.cancel()
        with pytest.raises(asyncio.CancelledError):
            await run
        assert (came.kind, dc.gateway.attempts) == (Kind.SENT, 0)


def test_a_crash_loop_identifies_at_most_thirty_times_an_hour():
    random.seed(1)
    at, starts = 0.0, 0
    while at < 3600:
        starts += 1
        at += PAUSE(starts)
    assert starts <= 30
