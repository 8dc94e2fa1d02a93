"""Servers, channels and threads of Discord: who may subscribe there, and what becomes of them."""

import pytest

from tests.emulators.discord.permissions import USUAL, May
from tests.stories import eyes
from tests.stories.bot import Bot
from tests.stories.test_following import titles
from tests.stories.test_telegram_places import FIRST, HERE, SAYS, SECOND, START

pytestmark = pytest.mark.parametrize("bot", ["discord"], indirect=True)


@pytest.fixture
def club(bot: Bot):
    return bot.dc.guild("K-drama club")


async def test_a_member_is_refused_and_gets_a_direct_message_whose_button_subscribes(bot, club):
    premieres = club.channel("premieres")
    await bot.start(START)
    bea = bot.fan("bea")
    refused = await bea.asks("/subscribe", premieres, drama="nevertheless", release="jtbc")
    assert refused.text == (
        "Only those who may manage this server (the permission Manage Server) may do that here.\n"
        f"Your id here is {bea.person.id}. An owner of this bot can add it under [admins] discord.\n"
        "I have sent you a direct message with a button that does it for you alone."
    )
    assert refused.labels == ("Open it",)
    assert refused.native.ephemeral
    [offer] = bea.told
    assert offer.text == (
        "You asked for /subscribe nevertheless jtbc in K-drama club. "
        "In K-drama club only those who may manage the server can do that. Here it is for you alone."
    )
    answer = await bea.presses("Do it here", offer)
    assert answer.text.split("\n")[:2] == [
        "Subscribed to Nevertheless",
        "JTBC: 10 episodes, every Saturday at 11:00 PM in Seoul (KST).",
    ]
    await bot.at("2021-06-26 14:00 UTC")
    assert titles(bea.told[1:]) == [SECOND]
    assert bot.dc.messages(premieres) == []


async def test_closed_direct_messages_are_said(bot, club):
    premieres = club.channel("premieres")
    await bot.start(START)
    bea = bot.fan("bea")
    bea.person.dms_open = False
    refused = await bea.asks("/subscribe", premieres, drama="nevertheless")
    assert refused.text.split("\n")[2:] == [
        "I tried to send you a direct message instead, but yours are closed to me. "
        "To open them, tap the server's name > Privacy Settings > Direct Messages, then ask again; "
        "or open my profile and send /subscribe nevertheless there."
    ]
    assert refused.labels == ()


async def test_who_manages_the_server_subscribes_for_the_channel_and_everybody_may_ask(bot, club):
    premieres = club.channel("premieres")
    await bot.start(START)
    ana, bea = bot.fan("ana"), bot.fan("bea")
    club.member(ana.person, manage_guild=True)
    subscribed = await ana.asks("/subscribe", premieres, drama="nevertheless")
    assert (subscribed.title, subscribed.native.ephemeral) == ("Subscribed to Nevertheless", False)
    following = await bea.asks("/next", premieres)
    assert (following.title, following.native.ephemeral) == ("Next", True)
    await bot.at("2021-06-19 16:00 UTC")
    [told] = ana.told_in(premieres)
    assert told.title == FIRST
    assert (await bea.presses("Stop", told)).title.startswith("Only those who may manage this server")
    assert (await bea.presses("Next", told)).title.startswith("Nevertheless: episode 2 on Netflix")
    stopped = await ana.presses("Stop", told)
    assert stopped.title.startswith("Unsubscribed from Nevertheless.")
    await bot.at("2021-07-19 16:00 UTC")
    assert ana.told_in(premieres) == [told]
    assert ana.told == []


async def test_an_owner_from_the_config_may_what_a_manager_may(bot, club):
    premieres = club.channel("premieres")
    bea = bot.fan("bea")
    bot.settings += f"[admins]\ndiscord = [{bea.person.id}]\n"
    await bot.start(START)
    assert (await bea.asks("/subscribe", premieres, drama="nevertheless")).title == "Subscribed to Nevertheless"


async def test_the_right_to_post_is_asked_for_at_once(bot, club):
    premieres = club.channel("premieres", bot_may=USUAL & ~May.SEND_MESSAGES)
    await bot.start(START)
    ana = bot.fan("ana")
    club.member(ana.person, manage_guild=True)
    refused = await ana.asks("/subscribe", premieres, drama="nevertheless")
    assert refused.text == (
        "I can't post in #premieres: I lack the permission Send Messages there. "
        "Whoever may manage #premieres can grant it under Edit Channel > Permissions > Dramabell. "
        "Nothing was changed; try again when that is done."
    )
    await bot.at("2021-06-19 16:00 UTC")
    assert bot.dc.messages(premieres) == []
    premieres.allow(USUAL)
    assert (await ana.presses("Try again", refused)).title == "Subscribed to Nevertheless"
    await bot.at("2021-06-26 16:00 UTC")
    assert titles(ana.told_in(premieres)) == [SECOND]


async def test_a_thread_has_its_own_subscription(bot, club):
    premieres = club.channel("premieres")
    spoilers = premieres.thread("spoilers")
    await bot.start(START)
    ana = bot.fan("ana")
    club.member(ana.person, manage_guild=True)
    await ana.asks("/subscribe", spoilers, drama="nevertheless")
    assert (await ana.asks("/subscriptions", premieres)).title.startswith("This chat follows no drama yet.")
    await bot.at("2021-06-19 16:00 UTC")
    assert titles(ana.told_in(spoilers)) == [FIRST]
    assert ana.told_in(premieres) == []


async def test_a_server_that_adds_the_bot_is_greeted(bot):
    await bot.start(START)
    club = bot.dc.guild("K-drama club", bot_in=False)
    premieres = club.channel("premieres")
    club.add_bot()
    [greeting] = [eyes.of_discord(one) for one in await bot.dc.sent(1, premieres)]
    assert greeting.text == f"Hello. {SAYS}\n{HERE}"
    assert greeting.labels == ("Dramas", "A quote", "Help")


async def test_a_channel_that_takes_the_right_away_costs_one_refusal_and_is_told_again_when_asked(bot, club):
    premieres = club.channel("premieres")
    await bot.start(START)
    ana = bot.fan("ana")
    club.member(ana.person, manage_guild=True)
    await ana.asks("/subscribe", premieres, drama="nevertheless")
    premieres.allow(USUAL & ~May.SEND_MESSAGES)
    await bot.at("2021-07-03 16:00 UTC")
    assert [call.status for call in bot.dc.calls if call.path == f"/channels/{premieres.id}/messages"] == [403]
    premieres.allow(USUAL)
    assert (await ana.asks("/next", premieres)).title == "Next"
    await bot.at("2021-07-10 16:00 UTC")
    assert titles(ana.told_in(premieres)) == [
        "Nevertheless: Episode 3 of 10 is out now",  # it was due while nobody had asked yet, and is not stale
        "While I was away: Nevertheless episodes 1 and 2 came out.",
        "Nevertheless: Episode 4 of 10 is out now",
    ]


async def test_a_server_that_removes_the_bot_is_left_alone_and_told_again_when_it_is_back(bot, club):
    premieres = club.channel("premieres")
    await bot.start(START)
    ana = bot.fan("ana")
    club.member(ana.person, manage_guild=True)
    await ana.asks("/subscribe", premieres, drama="nevertheless")
    club.remove_bot()
    await bot.has_nothing_ahead()
    await bot.at("2021-06-26 16:00 UTC")
    assert [call for call in bot.dc.calls if call.route == "POST /channels/{channel}/messages"] == []
    club.add_bot()
    await bot.dc.sent(1, premieres)
    await bot.at("2021-07-03 16:00 UTC")
    assert titles(ana.told_in(premieres)) == [f"Hello. {SAYS}", "Nevertheless: Episode 3 of 10 is out now"]


async def test_names_are_completed_in_every_option_that_has_some(bot):
    await bot.start(START)
    ana = bot.fan("ana")
    completed = {
        (command, option): [choice.value for choice in await ana.person.completes(command, **{option: typed})][:2]
        for command, option, typed in (
            ("/subscribe", "drama", "neverthe"),
            ("/drama", "drama", "알고"),
            ("/quote", "who", "songk"),
            ("/timezone", "zone", "kuala"),
            ("/subscribe", "release", "jt"),
        )
    }
    assert completed == {
        ("/subscribe", "drama"): ["nevertheless"],
        ("/drama", "drama"): ["nevertheless"],
        ("/quote", "who"): ["Song Kang"],
        ("/timezone", "zone"): ["Asia/Kuala_Lumpur"],
        ("/subscribe", "release"): ["jtbc"],
    }
