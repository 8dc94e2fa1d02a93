import asyncio

from bot.core.ports import Address, Place
from tests.chats.discord.bot import RecordingDesk, chat_on, running
from tests.emulators.discord import NOTHING, READ, DiscordEmulator


async def test_a_server_that_adds_the_bot_is_greeted_where_it_may_post():
    async with DiscordEmulator() as dc:
        desk = RecordingDesk()
        old = dc.guild("Old Club")
        old.channel("general")
        server = dc.guild("Drama Club", bot_in=False)
        server.channel("dark", bot_may=NOTHING)
        server.channel("rules", bot_may=READ)
        general = server.channel("general")
        async with running(chat_on(dc, desk), dc):
            server.add_bot()
            (hello,) = await dc.sent(1)
        assert (hello.channel, hello.content) == (general, "Hello. /subscribe tells you when an episode is out.")
        assert desk.newcomers == [(Address("discord", general.id), Place.CHANNEL, "#general in Drama Club")]


async def test_a_server_where_the_bot_may_not_post_is_met_in_silence():
    async with DiscordEmulator() as dc:
        desk, server = RecordingDesk(), dc.guild("Drama Club", bot_in=False)
        server.channel("rules", bot_may=READ)
        other = dc.guild("Other", bot_in=False)
        other.channel("general")
        async with running(chat_on(dc, desk), dc):
            server.add_bot()
            other.add_bot()
            await dc.sent(1)
        assert [title for _, _, title in desk.newcomers] == ["#general in Other"]


async def leavers(desk: RecordingDesk, count: int) -> list[tuple[str, str]]:
    async with asyncio.timeout(5):
        while len(desk.leavers) < count:
            desk.changed.clear()
            await desk.changed.wait()
    return sorted((address.chat, reason) for address, reason in desk.leavers)


async def test_a_server_that_removes_the_bot_takes_its_channels_and_threads_along():
    async with DiscordEmulator() as dc:
        desk, server = RecordingDesk(), dc.guild("Drama Club")
        general = server.channel("general")
        places = [general, server.channel("news"), general.thread("episode-3")]
        async with running(chat_on(dc, desk), dc):
            server.remove_bot()
            gone = await leavers(desk, 3)
        assert gone == sorted((place.id, "the bot was removed from the server") for place in places)


async def test_an_outage_is_no_removal():
    async with DiscordEmulator() as dc:
        desk, server, other = RecordingDesk(), dc.guild("Drama Club"), dc.guild("Other")
        server.channel("general")
        general = other.channel("general")
        async with running(chat_on(dc, desk), dc):
            server.outage()
            server.recover()
            general.delete()
            gone = await leavers(desk, 1)
        assert (gone, desk.newcomers) == ([(general.id, "the channel or thread was deleted")], [])


async def test_a_deleted_channel_or_thread_is_left():
    async with DiscordEmulator() as dc:
        desk, server = RecordingDesk(), dc.guild("Drama Club")
        general, news = server.channel("general"), server.channel("news")
        thread, other = general.thread("episode-3"), news.thread("episode-4")
        async with running(chat_on(dc, desk), dc):
            thread.delete()
            news.delete()
            gone = await leavers(desk, 3)
        assert gone == sorted((place.id, "the channel or thread was deleted") for place in (thread, news, other))
