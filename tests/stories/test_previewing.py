"""An editor sees what fans will be told, alone, and in the form of each chat."""

import pytest

from tests.emulators.telegram.state import Status
from tests.stories.people import DiscordFan, TelegramFan

both = pytest.mark.parametrize("bot", ["telegram+discord"], indirect=True)


async def opened(bot):
    mina, dan = TelegramFan(bot, bot.tg.private("mina")), DiscordFan(bot, bot.dc.person("dan"))
    bot.settings += f"[admins]\ntelegram = [{mina.person.id}]\ndiscord = [{dan.person.id}]\n"
    await bot.start("2021-06-15 12:00 MYT")
    return mina, dan


@both
async def test_what_is_shown_is_what_fans_are_told_in_both_chats(bot):
    mina, dan = await opened(bot)
    ana, bea = TelegramFan(bot, bot.tg.private("ana")), DiscordFan(bot, bot.dc.person("bea"))
    for fan in (ana, bea):
        await fan.asks("/subscribe", drama="nevertheless")
    shown = (await mina.says("/preview nevertheless 1")).text
    shown += (await dan.asks("/preview", drama="nevertheless", episode="1")).text
    assert shown.count("\n\nIn Telegram, 1 day before\n") == shown.count("\n\nIn Discord, when it is out\n") == 2
    await bot.at("2021-06-21 12:00 MYT")
    assert (len(ana.told), len(bea.told)) == (2, 2)
    for told in (*ana.told, *bea.told):
        for line in told.text.splitlines():
            assert line in shown


@both
async def test_in_company_it_is_for_the_asker_alone(bot):
    mina, dan = await opened(bot)
    group = bot.tg.group("Fans", mina.person)
    offered = await mina.says("/preview nevertheless 1", group)
    assert offered.title == ("That is between you and me. Write /preview nevertheless 1 to me in a private chat.")
    club = bot.dc.guild("K-drama club")
    room = club.channel("premieres")
    club.member(dan.person)
    shown = await dan.asks("/preview", room, drama="nevertheless", episode="1")
    assert shown.native.ephemeral
    assert bot.dc.messages(room) == []
    fan = TelegramFan(bot, bot.tg.private("ana"))
    group.set_status(fan.person, Status.MEMBER)
    assert (await fan.says("/preview nevertheless 1", group)).title == "Only an editor of this bot may do that."


@both
async def test_an_episode_without_a_date_and_one_that_is_not_there(bot):
    mina, _ = await opened(bot)
    assert (await mina.says("/preview nevertheless 11")).title == (
        "There is no episode 11: Nevertheless on Netflix has 10 episodes."
    )
    assert (await mina.says("/preview nevertheless jtbc 10")).title == "Nevertheless, episode 10 on JTBC"
