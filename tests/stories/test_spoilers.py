"""What an episode gives away is open to those who have seen it, and hidden from the others for a day."""

import pytest

from tests.stories.eyes import Seen
from tests.stories.people import DiscordFan, Fan, TelegramFan

DRAMA = """
title = "Signal"
[[release]]
network = "tvN"
zone = "KST"
first = "22 January 2027 8:30 PM"
episodes = 16
every = ["Friday", "Saturday"]
[[quote]]
who = "Lee Je-hoon"
text = "The radio was never switched on."
source = "Newsday"
episode = 1
"""
WORDS = "The radio was never switched on."


def hidden(quote: Seen) -> bool:
    assert WORDS in quote.text
    entities = getattr(quote.native, "entities", ())
    return f"||{WORDS}||" in quote.text or any(one.type == "spoiler" for one in entities)


async def test_a_press_under_the_reminder_opens_what_the_episode_gives_away_and_so_does_a_day(bot):
    bot.drama("signal", DRAMA)
    await bot.start("2027-01-22 19:00 KST")
    ana: Fan = bot.fan("ana")
    ben: Fan = bot.fan("ben")
    for fan in (ana, ben):
        await fan.asks("/subscribe", drama="signal")
    await bot.at("2027-01-22 20:30 KST")
    (told,) = ana.told
    assert told.labels == ("Watched", "Stop", "Next", "Quote")
    assert hidden(await ana.presses("Quote", told))
    assert (await ana.presses("Watched", told)).title == "Signal: You are at episode 1 of 16."
    assert not hidden(await ana.presses("Quote", told))
    assert hidden(await ben.asks("/quote", who="signal"))
    await bot.at("2027-01-23 20:29 KST")
    assert hidden(await ben.asks("/quote", who="signal"))
    await bot.at("2027-01-23 20:30 KST")
    assert not hidden(await ben.asks("/quote", who="signal"))
    assert (await ana.asks("/watched", drama="signal", episode="0")).title == (
        "Noted: this chat has not watched Signal yet."
    )
    assert "You are at" not in (await ana.asks("/drama", drama="signal")).text


@pytest.mark.parametrize("bot", ["telegram"], indirect=True)
async def test_in_a_group_those_who_manage_it_say_how_far_it_is_and_when_it_has_its_digest(bot):
    bot.drama("signal", DRAMA)
    await bot.start("2027-01-22 19:00 KST")
    ana, ben = (TelegramFan(bot, bot.tg.private(name)) for name in ("ana", "ben"))
    group = bot.tg.group("K-drama club", ana.person, ben.person)
    await ana.says("/subscribe signal", group)
    await bot.at("2027-01-22 20:30 KST")
    (told,) = [one for one in ana.told_in(group) if "Episode 1" in one.title]
    only = "Only an administrator of this chat may do that here."
    for line in ("/watched signal 1", "/digest daily 8am seoul", "/dailyquote off"):
        assert (await ben.says(line, group)).title == only
    assert (await ben.presses("Watched", told, group)).title == only
    assert (await ana.presses("Watched", told, group)).title == "Signal: You are at episode 1 of 16."
    assert "every day at 8:00 AM in Seoul (KST)" in (await ana.says("/digest daily 8am seoul", group)).title


@pytest.mark.parametrize("bot", ["discord"], indirect=True)
async def test_discord_shows_the_episode_as_a_choice(bot):
    bot.drama("signal", DRAMA)
    await bot.start("2027-01-22 21:00 KST")
    bea: DiscordFan = bot.fan("bea")
    assert (await bea.asks("/watched", drama="signal", episode="all")).title == "Signal: You are at episode 1 of 16."
