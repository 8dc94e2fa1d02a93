"""What goes wrong between the Discord emulator and the real discord.py: limits, lost answers, lost connections."""

import asyncio
from collections.abc import AsyncIterator

import aiohttp
import discord
import pytest

from tests.emulators.discord import Channel, DiscordEmulator, faults
from tests.emulators.small_bot import TOKEN, Bot, point_discord_py_at, running

POST = "POST /channels/{channel}/messages"


@pytest.fixture
async def dc(monkeypatch) -> AsyncIterator[DiscordEmulator]:
    async with DiscordEmulator() as emulator:
        point_discord_py_at(emulator, monkeypatch)
        yield emulator


@pytest.fixture
async def bot(dc) -> AsyncIterator[Bot]:
    async with running(dc, max_ratelimit_timeout=30.0) as client:
        yield client


@pytest.fixture
def premieres(dc) -> Channel:
    return dc.guild("K-drama club").channel("premieres")


@pytest.fixture
def place(bot, premieres) -> discord.PartialMessageable:
    return bot.get_partial_messageable(int(premieres.id))


async def test_a_dropped_answer_hides_a_message_that_was_posted(dc, place, premieres):
    dc.script(faults.drop_reply(), route=POST)
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await place.send("Out now", nonce="o1")
    again = await place.send("Out now", nonce="o1")
    assert [message.id for message in dc.messages(premieres)] == [str(again.id)]
    assert [(c.status, c.accepted, c.fault) for c in dc.calls if c.route == POST] == [
        (None, True, "drop"),
        (200, True, None),
    ]


@pytest.mark.parametrize(("accepted", "posted"), [(True, ["Out now"]), (False, [])])
async def test_a_reset_connection_comes_before_or_after_the_message(dc, place, accepted, posted):
    dc.script(faults.reset(accepted=accepted), route=POST)
    with pytest.raises(aiohttp.ClientOSError, match="reset by peer"):
        await place.send("Out now")
    assert [message.content for message in dc.messages()] == posted


@pytest.mark.parametrize(("accepted", "posted"), [(True, ["Out now"]), (False, [])])
async def test_a_503_comes_before_or_after_the_message(dc, place, accepted, posted):
    dc.script(faults.status(503, accepted=accepted), route=POST)
    with pytest.raises(discord.DiscordServerError):
        await place.send("Out now")
    assert [message.content for message in dc.messages()] == posted


async def test_a_bad_gateway_is_an_html_page(dc):
    dc.script(faults.bad_gateway())
    async with aiohttp.ClientSession() as session, session.get(f"{dc.url}/gateway") as answer:
        assert (answer.status, answer.content_type, "Via" in answer.headers) == (502, "text/html", True)


async def test_a_late_answer_comes_after_the_message(dc, place, premieres):
    dc.script(faults.late(0.2), route=POST)
    sending = asyncio.create_task(place.send("Out now"))
    await dc.sent()
    assert not sending.done()
    assert (await sending).content == "Out now"


async def test_a_call_that_hangs_is_cut_when_the_emulator_is_calm_again(dc, place):
    dc.script(faults.hang(), route=POST)
    sending = asyncio.create_task(place.send("Out now"))
    assert (await asyncio.wait([sending], timeout=0.1))[1] == {sending}
    dc.calm()
    with pytest.raises(aiohttp.ServerDisconnectedError):
        await sending
    assert dc.messages() == []


async def test_faults_strike_the_channel_and_the_call_they_were_scripted_for(dc, bot, premieres):
    other = premieres.guild.channel("other")
    dc.script(faults.refused(50013), route=POST, channel=premieres, nth=2)
    outcomes = []
    for channel in (premieres, other, other, premieres, premieres):
        try:
            await bot.get_partial_messageable(int(channel.id)).send("Out now")
            outcomes.append("sent")
        except discord.Forbidden as refused:
            outcomes.append(refused.code)
    assert outcomes == ["sent", "sent", "sent", 50013, "sent"]


async def test_a_fault_for_a_route_that_does_not_exist_is_refused(dc):
    with pytest.raises(ValueError, match=r"near it: \['POST /channels/\{channel\}/messages'"):
        dc.script(faults.drop_reply(), route="POST /channels/{channel}/message")


async def test_two_faults_for_the_next_call_take_one_call_each(dc, place):
    dc.script(faults.refused(50013), route=POST)
    dc.script(faults.refused(50001), route=POST)
    for code in (50013, 50001):
        with pytest.raises(discord.Forbidden) as refused:
            await place.send("Out now")
        assert refused.value.code == code
    await place.send("Out now")


async def test_a_429_is_waited_out_by_discord_py(dc, place):
    dc.script(faults.limited(0.2), route=POST)
    await place.send("Out now")
    first, second = [call for call in dc.calls if call.route == POST]
    assert (first.status, second.status, second.at - first.at >= 0.2) == (429, 200, True)


async def test_a_long_shared_429_holds_one_channel_and_does_not_count_as_invalid(dc, bot, place, premieres):
    dc.script(faults.limited(600.0, scope="shared"), route=POST, channel=premieres)
    with pytest.raises(discord.RateLimited):
        await place.send("Out now")
    await bot.get_partial_messageable(int(premieres.guild.channel("other").id)).send("Out now")
    with pytest.raises(discord.RateLimited):
        await place.send("Out now")
    dc.calm()
    await place.send("Out now")
    assert (dc.invalid_requests, len(dc.messages())) == (0, 2)


async def test_a_global_429_holds_every_route_but_interactions(dc, bot, place, premieres):
    dc.script(faults.limited(600.0, scope="global"), route=POST)
    with pytest.raises(discord.RateLimited):
        await place.send("Out now")
    with pytest.raises(discord.RateLimited):
        await bot.fetch_channel(int(premieres.id))
    assert (await dc.person("ana").uses("/subscribe", drama="x")).content == "Subscribed to x"
    assert dc.invalid_requests == 2


async def test_cloudflare_bans_without_a_via_header(dc, bot, place, premieres):
    dc.script(faults.limited(600.0, scope="cloudflare"), route=POST)
    for _ in range(2):
        with pytest.raises(discord.HTTPException) as refused:
            await place.send("Out now")
        assert (refused.value.status, type(refused.value)) == (429, discord.HTTPException)
        assert "Via" not in refused.value.response.headers


async def test_codes_that_are_429s_carry_their_code(dc, place):
    dc.script(faults.refused(20028, seconds=60.0), route=POST)
    with pytest.raises(discord.RateLimited) as refused:
        await place.send("Out now")
    assert refused.value.retry_after == 60.0


async def test_a_lost_connection_is_resumed_and_misses_nothing(dc, bot):
    dc.gateway.drop()
    dc.person("ana")
    answer = await dc.person("ana").uses("/subscribe", drama="x")
    assert answer.content == "Subscribed to x"
    assert (len(dc.gateway.identifies), len(dc.gateway.resumes)) == (1, 1)
    assert bot.heard == ["READY", "INTERACTION_CREATE", "RESUMED"]


@pytest.mark.parametrize("lose", [lambda gateway: gateway.drop(4000), lambda gateway: gateway.ask_to_reconnect()])
async def test_a_reconnect_asked_for_is_a_resume(dc, bot, lose):
    lose(dc.gateway)
    await dc.ready(2)
    assert (len(dc.gateway.identifies), len(dc.gateway.resumes)) == (1, 1)


async def test_a_black_hole_delays_and_loses_nothing(dc, bot):
    dc.go_dark()
    asking = asyncio.create_task(dc.person("ana").uses("/subscribe", drama="x"))
    done, _ = await asyncio.wait([asking], timeout=0.1)
    assert not done
    dc.come_back()
    assert (await asking).content == "Subscribed to x"


async def test_a_wrong_token_is_refused_at_login(dc):
    async with Bot() as client:
        with pytest.raises(discord.LoginFailure):
            await client.start("wrong")
    assert (dc.calls[-1].status, dc.invalid_requests, dc.gateway.attempts) == (401, 1, 0)


async def test_a_token_that_died_meanwhile_closes_the_gateway(dc):
    dc.gateway.refuse(4004)
    async with Bot() as client:
        with pytest.raises(discord.ConnectionClosed) as closed:
            await client.start(TOKEN)
    assert (closed.value.code, dc.gateway.readied) == (4004, 0)


async def test_intents_that_are_not_switched_on_close_the_gateway(dc):
    async with Bot(intents=discord.Intents(guilds=True, members=True)) as client:
        with pytest.raises(discord.PrivilegedIntentsRequired):
            await client.start(TOKEN)
    assert dc.gateway.attempts == 1


async def test_intents_that_are_switched_on_are_granted(monkeypatch):
    async with DiscordEmulator(privileged=discord.Intents(members=True, message_content=True).value) as dc:
        point_discord_py_at(dc, monkeypatch)
        intents = discord.Intents(guilds=True, members=True, guild_messages=True, message_content=True)
        async with running(dc, intents=intents, chunk_guilds_at_startup=False) as bot:
            heard = asyncio.create_task(bot.wait_for("message", check=lambda message: True, timeout=5))
            await asyncio.sleep(0)
            dc.person("ana").says("hello", in_=dc.guild("K-drama club").channel("premieres"))
            assert (await heard).content == "hello"


async def test_too_many_identifies_cost_the_token(dc):
    dc.gateway.remaining = 0
    async with Bot() as client:
        with pytest.raises(discord.ConnectionClosed):
            await client.start(TOKEN)
    async with Bot() as client:
        with pytest.raises(discord.LoginFailure):
            await client.start(TOKEN)


async def test_the_world_outlives_the_bot(dc):
    premieres = dc.guild("K-drama club").channel("premieres")
    async with running(dc):
        answer = await dc.person("ana").uses("/subscribe", drama="Vincenzo", in_=premieres)
    async with running(dc) as second:
        pressed = await dc.person("ana").presses("Stop", answer)
        assert (pressed.content, second.guilds[0].id) == ("pressed stop", int(premieres.guild.id))
    assert len(dc.gateway.identifies) == 2


async def test_a_server_that_is_down_comes_back_on_the_same_port(dc):
    await dc.close()
    async with Bot() as client:
        with pytest.raises(aiohttp.ClientConnectorError):
            await client.login(TOKEN)
    await dc.open()
    async with running(dc):
        assert dc.gateway.connected
