"""A store that cannot be written, a network that is not there, a platform that breaks: nothing is lost by it."""

import asyncio
import contextlib
import resource
import sqlite3

import pytest

from bot import supervisor
from bot.chats.discord import gateway
from bot.chats.telegram import adapter
from bot.core.messages import said
from bot.supervisor import supervise
from tests.chaos.siege import Siege, siege
from tests.chats.discord.bot import RecordingDesk, chat_on, running
from tests.chats.telegram import conftest as telegram
from tests.emulators.discord import DiscordEmulator
from tests.emulators.telegram import Limits, TelegramEmulator, faults

UNWRITABLE = "the store cannot be written"


async def logged(bot: Siege, text: str, times: int = 1, within: float = 30) -> None:
    async with asyncio.timeout(within):
        while bot.log.count(text) < times:  # noqa: ASYNC110 - another process's log rings no bell
            await asyncio.sleep(0.05)


async def test_a_full_disk_stops_sending_and_when_there_is_room_again_nothing_is_lost_or_doubled(tmp_path):
    async with siege(tmp_path, fans=20) as bot:
        await bot.subscribe()
        life = await bot.start(file_size=(tmp_path / "dramabell.db").stat().st_size + 30_000)
        await logged(bot, UNWRITABLE)
        await asyncio.sleep(0.5)  # what was on its way
        told = bot.told()
        await asyncio.sleep(2)
        assert bot.told() == told, "nothing is sent while it could not be recorded"
        resource.prlimit(life.pid, resource.RLIMIT_FSIZE, (resource.RLIM_INFINITY, resource.RLIM_INFINITY))
        await bot.settled(30)
        status, _ = await life.stop()
        assert (status, bot.lost) == (0, [])
        assert (dict(bot.twice("telegram")), dict(bot.twice("discord"))) == ({}, {})
        assert bot.log.count(UNWRITABLE) <= 4, "said once for each platform and each time, not for each try"


async def test_a_store_that_another_program_locks_is_waited_for(tmp_path):
    async with siege(tmp_path, fans=10) as bot:
        await bot.subscribe()
        with contextlib.closing(sqlite3.connect(tmp_path / "dramabell.db", isolation_level=None)) as other:
            life = await bot.start()
            await bot.tg.sent(len(bot.people) + 3, timeout=30)
            other.execute("BEGIN IMMEDIATE")
            await logged(bot, UNWRITABLE)
            other.execute("ROLLBACK")
            await bot.settled(30)
        status, _ = await life.stop()
        assert (status, bot.lost) == (0, [])
        assert (dict(bot.twice("telegram")), dict(bot.twice("discord"))) == ({}, {})


async def test_a_network_that_comes_after_the_start_is_met_and_each_platform_by_itself(tmp_path):
    async with siege(tmp_path, fans=10) as bot:
        await bot.subscribe()
        await bot.tg.down()
        await bot.dc.close()
        life = await bot.start()
        await logged(bot, "telegram cannot be reached")
        await logged(bot, "discord cannot be reached")
        await bot.dc.open()
        await bot.dc.sent(50, within=60)
        assert {platform for platform, *_ in bot.told()} == {"discord"}
        await bot.tg.up()
        await bot.settled(60)
        status, _ = await life.stop()
        assert (status, bot.lost) == (0, [])
        assert (dict(bot.twice("telegram")), dict(bot.twice("discord"))) == ({}, {})


async def test_a_poll_that_falls_into_a_black_hole_is_given_up_and_the_connection_made_anew(monkeypatch):
    monkeypatch.setattr(adapter, "POLL_MARGIN", 0.2)
    async with TelegramEmulator(limits=Limits.none()) as tg:
        desk = telegram.RecordingDesk()
        chat = telegram.adapter(tg, desk, hold=0, floor=0.05, deaf=0.5)
        tg.fail(faults.black_hole(), "getUpdates", times=6)
        links: list[str] = []
        run = asyncio.create_task(supervise([chat], lambda _, link: links.append(link), lambda *_: None))
        await tg.private("Ana").says("/quote")
        await tg.sent(1, timeout=20)
        run.cancel()
        await asyncio.wait({run})
        assert desk.lines == ["/quote"]
        assert len(links) > 1, "the client was made anew"


@pytest.mark.parametrize("waves", [pytest.param(1), pytest.param(34, marks=pytest.mark.chaos)])
async def test_t21_commands_are_acknowledged_within_a_second_though_the_store_takes_two_and_a_half(waves):
    async def slow(asked):
        await asyncio.sleep(2.5)
        return said("done")

    answers = []
    async with DiscordEmulator() as dc, running(chat_on(dc, RecordingDesk(slow)), dc):
        people = [dc.person(f"fan{number}") for number in range(30)]
        for _ in range(waves):
            answers += await asyncio.gather(*(person.uses("/week", patience=30) for person in people))
    assert {answer.text for answer in answers} == {"done"}
    assert len(answers) == 30 * waves
    assert max(answer.acknowledged_after for answer in answers) <= 1


@pytest.mark.parametrize("code", [4004, 4014])
@pytest.mark.parametrize("connected", [False, True], ids=["at the start", "later"])
async def test_t21_telegram_hears_nothing_of_it_when_discord_refuses_the_bot_for_good(code, connected, monkeypatch):
    monkeypatch.setattr(supervisor, "LONGEST", 0.0)  # who tried again would do so at once
    monkeypatch.setattr(gateway, "_pause", lambda failures: 0.0)
    async with TelegramEmulator(limits=Limits.none()) as tg, DiscordEmulator() as dc:
        desk, lost, refused = telegram.RecordingDesk(), list[str](), asyncio.Event()
        chats = telegram.adapter(tg, desk), chat_on(dc, RecordingDesk())
        if not connected:
            dc.gateway.refuse(code)
        run = asyncio.create_task(
            supervise(chats, lambda *_: None, lambda platform, reason: (lost.append(platform), refused.set()))
        )
        if connected:
            await dc.ready()
            dc.gateway.drop(code)
        await asyncio.wait_for(refused.wait(), 10)
        for number in range(3):
            await tg.private(f"fan{number}").says("/quote")
            await tg.sent(number + 1)
        run.cancel()
        await asyncio.wait({run})
    assert (desk.lines, len(tg.called("getMe"))) == (["/quote"] * 3, 1)
    assert (lost, dc.gateway.attempts, len(dc.gateway.resumes)) == (["discord"], 1, 0)
