"""The Discord emulator's gateway on the wire, and the emulator as a process of its own."""

import asyncio
import json
import sys
from collections.abc import AsyncIterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from tests.emulators.discord import DiscordEmulator

TOKEN = "discord-test-token"
IDENTIFY = {"op": 2, "d": {"token": TOKEN, "intents": 1, "properties": {"os": "linux"}}}


@pytest.fixture
async def dc() -> AsyncIterator[DiscordEmulator]:
    async with DiscordEmulator() as emulator:
        yield emulator


@pytest.fixture
async def http() -> AsyncIterator[aiohttp.ClientSession]:
    async with aiohttp.ClientSession() as session:
        yield session


@pytest.mark.parametrize(
    ("frames", "code"),
    [
        ([{"op": 3, "d": {}}], 4003),
        (["{"], 4002),
        ([IDENTIFY, IDENTIFY], 4005),
        ([IDENTIFY, {"op": 99}], 4001),
        ([{"op": 2, "d": {**IDENTIFY["d"], "token": "wrong"}}], 4004),
        ([{"op": 2, "d": {**IDENTIFY["d"], "intents": 1 << 40}}], 4013),
        ([{"op": 2, "d": {**IDENTIFY["d"], "intents": 2}}], 4014),
        ([{"op": 2, "d": {**IDENTIFY["d"], "shard": [1, 1]}}], 4010),
        ([{"op": 6, "d": {"token": "wrong", "session_id": "x", "seq": 1}}], 4004),
        ([IDENTIFY, *[{"op": 1, "d": None}] * 120], 4008),
    ],
)
async def test_the_gateway_closes_with_the_code_that_says_why(dc, http, frames, code):
    async with http.ws_connect(f"{dc.gateway_url}/?v=10&encoding=json") as ws:
        assert (await ws.receive_json())["op"] == 10
        for frame in frames:
            await ws.send_str(frame if isinstance(frame, str) else json.dumps(frame))
        async for _ in ws:
            pass
        assert ws.close_code == code


async def test_a_client_that_does_not_beat_is_closed(http):
    async with DiscordEmulator(heartbeat=0.05) as dc, http.ws_connect(f"{dc.gateway_url}/?v=10&encoding=json") as ws:
        async for _ in ws:
            pass
        assert ws.close_code == 4009


async def test_a_session_can_be_resumed_until_it_is_invalid(dc, http):
    address, premieres = f"{dc.gateway_url}/?v=10&encoding=json", dc.guild("K-drama club").channel("premieres")
    async with http.ws_connect(address) as ws:
        await ws.receive_json()
        await ws.send_json(IDENTIFY)
        ready = await ws.receive_json()
        assert (await ws.receive_json())["t"] == "GUILD_CREATE"
        dc.gateway.drop()
        assert (await ws.receive()).type in (aiohttp.WSMsgType.CLOSED, aiohttp.WSMsgType.ERROR)
    premieres.rename("finales")
    resume = {"op": 6, "d": {"token": TOKEN, "session_id": ready["d"]["session_id"], "seq": 2}}
    async with http.ws_connect(address) as ws:
        await ws.receive_json()
        await ws.send_json(resume)
        assert [(await ws.receive_json())["t"] for _ in range(2)] == ["CHANNEL_UPDATE", "RESUMED"]
        dc.gateway.invalidate()
        assert await ws.receive_json() == {"op": 9, "d": False}
        await ws.close(code=1000)
    async with http.ws_connect(address) as ws:
        await ws.receive_json()
        await ws.send_json(resume)
        assert await ws.receive_json() == {"op": 9, "d": False}
    assert (len(dc.gateway.identifies), len(dc.gateway.resumes)) == (1, 1)


async def test_it_runs_as_a_process_of_its_own(tmp_path):
    log = tmp_path / "calls.jsonl"
    arguments = ("-m", "tests.emulators.discord", "--port", "0", "--log", str(log))
    process = await asyncio.create_subprocess_exec(
        sys.executable, *arguments, stdout=asyncio.subprocess.PIPE, cwd=Path(__file__).parents[2]
    )
    assert process.stdout
    try:
        origin = f"http://127.0.0.1:{int(await process.stdout.readline())}"
        async with aiohttp.ClientSession() as http:

            async def tell(deed: str, **given) -> Any:
                async with http.post(f"{origin}/emulator/{deed}", json=given) as answer:
                    return answer.status, await answer.json()

            await tell("guild", name="K-drama club")
            _, channel = await tell("channel", guild="K-drama club", name="premieres")
            await tell("fault", trouble="drop", accepted=True, channel="K-drama club/premieres")
            headers, path = {"Authorization": f"Bot {TOKEN}"}, f"/api/v10/channels/{channel['id']}/messages"
            with pytest.raises(aiohttp.ServerDisconnectedError):
                await http.post(origin + path, json={"content": "Out now"}, headers=headers)
            _, [sent] = await tell("sent", channel="K-drama club/premieres")
            assert (sent["text"], sent["channel"]) == ("Out now", channel["id"])
            await tell("person", name="ana", manages="K-drama club")
            refused = {"error": "ClientRefuses: /next is not offered to ana in <#@ana {dm}>; there are []"}
            _, world = await tell("world")
            refused["error"] = refused["error"].format(dm=world["people"]["ana"]["dm"])
            assert await tell("uses", person="ana", line="/next") == (409, refused)
            assert (await tell("nothing"))[0] == 404
    finally:
        process.terminate()
        await process.wait()
    [line] = [json.loads(line) for line in log.read_text().splitlines()]
    assert (line["json"], line["status"], line["accepted"], line["fault"]) == (
        {"content": "Out now"},
        None,
        True,
        "drop",
    )
