"""How the telling went: on request, in people where they were counted, and as a line a day to owners who want it."""

import pytest

from tests.emulators.telegram import faults as tg_faults
from tests.emulators.telegram.state import Status
from tests.stories.people import DiscordFan, TelegramFan

both = pytest.mark.parametrize("bot", ["telegram+discord"], indirect=True)
BLOCKED = tg_faults.error(403, description="Forbidden: bot was blocked by the user")
RUNNER = (
    'title = "Lovely Runner"\n[[release]]\nnetwork = "tvN"\nzone = "KST"\nfirst = "8 Apr 2024 8:50 PM"\n'
    'episodes = 16\nevery = ["Monday", "Tuesday"]\n'
)


async def opened(bot):
    """An owner; a fan in each chat, a group of 41 and a server of 8 that follow it."""
    bot.drama("lovely-runner", RUNNER)
    mina = TelegramFan(bot, bot.tg.private("mina"))
    ana, bea = TelegramFan(bot, bot.tg.private("ana")), DiscordFan(bot, bot.dc.person("bea"))
    bot.settings += f"[admins]\ntelegram = [{mina.person.id}]\n"
    await bot.start("2024-04-08 12:00 KST")
    group = bot.tg.group("Fans", mina.person)
    for number in range(40):
        group.set_status(bot.tg.private(f"fan{number}"), Status.MEMBER)
    club = bot.dc.guild("K-drama club")
    room = club.channel("premieres")
    club.member(bea.person, manage_guild=True)
    for number in range(7):
        club.member(bot.dc.person(f"member{number}"))
    for fan in (ana, bea):
        await fan.asks("/subscribe", drama="lovely runner")
    await mina.says("/subscribe lovely runner", group)
    await bea.asks("/subscribe", room, drama="lovely runner")
    await bot.stop()  # Discord says how many a server has when the bot connects
    await bot.start()
    for headcount in bot.app.headcounts:
        headcount.pause = 0
        await headcount.once()
    return mina, ana, bea, group


@both
async def test_delivery_says_how_many_chats_and_people_were_told_and_who_was_not(bot):
    mina, ana, _, _ = await opened(bot)
    bot.tg.fail(BLOCKED, "sendMessage", to=ana.person)
    await bot.at("2024-04-08 20:50 KST")
    receipt = await mina.says("/delivery lovely runner 1")
    assert receipt.text == (
        "Lovely Runner, episode 1 on tvN\n"
        "Told in 3 of 4 chats, 50 people.\n"
        "1 unreachable: the bot is no longer there, or may not post."
    )
    assert (await mina.presses("Try 1 again", receipt)).title == "1 chat is tried again now."
    await bot.settled()
    assert (await mina.says("/delivery lovely runner 1")).text == (
        "Lovely Runner, episode 1 on tvN\nTold in 4 of 4 chats, 51 people."
    )
    assert len(ana.told) == 1


@both
async def test_owners_who_want_it_get_a_line_a_day_and_nothing_when_there_was_nothing(bot):
    mina, ana, _, _ = await opened(bot)
    await mina.says("/timezone Seoul")
    assert (await mina.says("/receipts 9am")).text == (
        "You hear here every day at 9:00 AM in Seoul (KST) how the telling of the last 24 hours went, "
        "when there was any."
    )
    bot.tg.fail(BLOCKED, "sendMessage", to=ana.person)
    await bot.at("2024-04-12 12:00 KST")
    assert [one.text for one in mina.told] == [
        "Told in the last 24 hours\nLovely Runner 1: told in 3 of 4 chats, 50 people, 1 unreachable",
        "Told in the last 24 hours\nLovely Runner 2: told in 3 of 3 chats, 50 people",
    ]
    assert mina.told[0].labels == ("Retry Lovely Runner 1", "No such lines any more")
    assert (await mina.presses("No such lines any more", mina.told[1])).title == (
        "You no longer hear how the telling went."
    )
    await bot.at("2024-04-20 12:00 KST")
    assert len(mina.told) == 2


@both
async def test_it_is_for_owners_in_private_and_ends_with_their_office(bot):
    mina, ana, _, group = await opened(bot)
    assert (await ana.says("/receipts on")).title == "Only an owner of this bot may do that."
    assert (await mina.says("/receipts on", group)).title.endswith("Write /receipts on to me in a private chat.")
    assert (await mina.says("/receipts sometimes")).title.startswith('"sometimes" is no hour of a day.')
    assert (await mina.says("/receipts")).title == "You do not hear how the telling went."
    assert (await mina.says("/receipts on")).text == (
        "You hear here every day at 10:00 AM UTC how the telling of the last 24 hours went, when there was any.\n"
        "Another clock: /timezone, for example /timezone Seoul."
    )
    await bot.stop()
    bot.settings = bot.settings.replace(f"telegram = [{mina.person.id}]", "telegram = []")
    await bot.start()
    await bot.at("2024-04-20 12:00 KST")
    assert mina.told == []


@both
async def test_people_whom_a_platform_does_not_count_are_said_to_be_more(bot):
    bot.tg.fail(tg_faults.error(400, description="Bad Request: not enough rights"), "getChatMemberCount")
    mina, *_ = await opened(bot)
    await bot.at("2024-04-08 20:50 KST")
    assert (await mina.says("/delivery lovely runner 1")).text == (
        "Lovely Runner, episode 1 on tvN\nTold in 4 of 4 chats, 10 people and more."
    )
