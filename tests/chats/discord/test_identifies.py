"""A bot that is started again and again does not use up the sessions that Discord allows."""

import asyncio
import contextlib
from datetime import timedelta

from bot.chats.discord import adapter, identifies
from bot.chats.discord.identifies import Identifies
from bot.core.messages import said
from bot.core.outcomes import Kind
from bot.core.ports import Address, Reader
from tests.chats.discord.bot import NOW, Memory, RecordingDesk, chat_on, running
from tests.emulators.discord import DiscordEmulator


class Hands:
    """A clock that the test moves."""

    def __init__(self) -> None:
        self.at = NOW

    def __call__(self):
        return self.at


async def test_a_crash_loop_of_an_hour_begins_at_most_thirty_sessions():
    memory, clock, begun = Memory(), Hands(), 0
    while clock.at < NOW + timedelta(hours=1):
        one = Identifies(memory, clock)  # a new process: it knows nothing but what the store does
        clock.at += timedelta(seconds=2)  # it crashes two seconds after each start
        if not await one.wait():
            await one.add()
            begun += 1
    assert 10 < begun <= 30


async def test_a_few_restarts_wait_for_nothing():
    memory, clock = Memory(), Hands()
    for _ in range(8):
        one = Identifies(memory, clock)
        assert await one.wait() == 0
        await one.add()
        clock.at += timedelta(seconds=30)
    assert await one.wait() == 270
    clock.at += timedelta(seconds=270)
    assert await one.wait() == 0


async def test_what_a_wrong_clock_wrote_blocks_nothing():
    memory, clock = Memory(), Hands()
    clock.at += timedelta(days=36500)
    for _ in range(9):
        await Identifies(memory, clock).add()
    clock.at = NOW
    assert await Identifies(memory, clock).wait() == 0


async def test_messages_go_out_while_a_restart_waits_for_its_turn(monkeypatch):
    monkeypatch.setattr(identifies, "MANY", 2)
    memory, clock, links = Memory(), Hands(), []
    async with DiscordEmulator() as dc:
        general = dc.guild("Drama Club").channel("general")
        for _ in range(2):
            async with running(chat_on(dc, RecordingDesk(), memory=memory, now=clock), dc):
                pass
        chat = chat_on(dc, RecordingDesk(), memory=memory, now=clock)
        able = asyncio.Event()
        run = asyncio.create_task(chat.run(lambda link: (links.append(link), able.set())))
        await asyncio.wait_for(able.wait(), 10)
        came = await chat.send(Address("discord", general.id), said("x"), Reader(None, NOW), "n1")
        run.cancel()
        with contextlib.suppress(asyncio.CancelledError):
            await run
        assert (came.kind, links, len(dc.gateway.identifies), dc.syncs) == (Kind.SENT, [""], 2, 1)


async def test_fifty_restarts_register_the_commands_once(monkeypatch):
    monkeypatch.setattr(adapter, "ANOTHER", 0.001)  # there are no servers
    memory = Memory()
    async with DiscordEmulator() as dc:
        for _ in range(50):
            async with running(chat_on(dc, RecordingDesk(), memory=memory), dc):
                pass
        assert dc.syncs == 1
