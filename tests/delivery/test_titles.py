"""T17: whatever a title holds, the reminder arrives, pings nobody and links nowhere."""

from bot.core.ports import Place
from tests.delivery.house import OUT, discord, drama, house, telegram
from tests.emulators.discord import DiscordEmulator
from tests.emulators.telegram import Limits as Flood
from tests.emulators.telegram import TelegramEmulator

HOSTILE = (
    "@everyone <@&123> <@123> <#5>",
    "[free](https://evil.example)",
    "<b>bold</b> & <a href='x'>x</a>",
    "*_`~|>#-\\[]()",
    "```\nx",
    "🎬" * 3000,
    "가" * 5000,
    "Z̸̡͝a̵l̶g̷o̸" * 40,
    "\u202eevil\u2066",
    "👩‍👩‍👧‍👦" * 400,
    "||spoiler|| ~~x~~ <t:0:R> <:a:1>",
    "https://evil.example discord.gg/x t.me/x",
)


async def test_t17_hostile_titles_arrive_everywhere_and_do_nothing(tmp_path):
    dramas = [drama(f"d{number:02}", title=title) for number, title in enumerate(HOSTILE)]
    async with TelegramEmulator(limits=Flood.none()) as tg, DiscordEmulator(overall=None) as dc:
        fans = [tg.private(f"fan{number}") for number in range(len(HOSTILE))]
        guild = dc.guild("K-drama club")
        channels = [guild.channel(f"c{number}") for number in range(len(HOSTILE))]
        async with house(tmp_path, *dramas, tg=tg, dc=dc) as bot:
            for fan, channel, one in zip(fans, channels, dramas, strict=True):
                await bot.follow([telegram(fan)], one.slug)
                await bot.follow([discord(channel)], one.slug, place=Place.CHANNEL)
            await bot.at(OUT)
            await bot.settled()
            await bot.until("batches", "state = 'sent'", 2 * len(HOSTILE))
            assert await bot.count("batches", "plain OR attempts > 1") == 0
        assert [len(tg.messages(to=fan)) for fan in fans] == [1] * len(HOSTILE)
        assert [len(dc.messages(channel)) for channel in channels] == [1] * len(HOSTILE)
        assert dc.pings == []
        kinds = {entity.type for message in tg.messages() for entity in message.entities}
        assert kinds.isdisjoint({"text_link", "url", "mention"})
