import asyncio
from itertools import pairwise

from bot.chats.discord.doors import Doors
from bot.core.ports import Address
from tests.chats.discord.bot import RecordingDesk, chat_on, running
from tests.emulators.discord import DiscordEmulator


async def test_direct_message_channels_are_opened_one_after_the_other_and_each_once():
    async with DiscordEmulator() as dc:
        chat = chat_on(dc, RecordingDesk())
        chat._doors = Doors(apart=0.2)
        people = [dc.person(f"fan{number}") for number in range(4)]
        async with running(chat, dc):
            found = await asyncio.gather(*(chat.private(person.id) for person in [*people, *people]))
        opened = [call.at for call in dc.calls if call.route == "POST /users/@me/channels"]
        assert found == [Address("discord", person.dm.id) for person in [*people, *people]]
        assert len(opened) == 4
        assert min(after - before for before, after in pairwise(opened)) > 0.15
