"""The same bot at a terminal, in words and without tokens."""

import pytest

from tests.stories.people import TerminalFan

pytestmark = pytest.mark.parametrize("bot", ["terminal"], indirect=True)


async def test_a_fan_at_the_terminal_subscribes_is_told_and_stops(bot):
    await bot.start("2021-06-18 11:00 UTC")
    ana: TerminalFan = bot.fan("ana")
    answer = await ana.asks("/subscribe", drama="nevertheless")
    assert answer.text == (
        "Subscribed to Nevertheless\n"
        "Netflix: 10 episodes, every Sunday at 12:00 AM (Saturday night) in Kuala Lumpur (MYT).\n"
        "Next: episode 1, Saturday night, 12:00 AM Sunday 20 June 2021 in Kuala Lumpur (MYT), in 1 day 5 hours.\n"
        "Reminders: when it is out; for the premiere also 1 day before. Change them with /remind nevertheless 1h 0m."
    )
    assert answer.native == {
        "Stop": "/unsubscribe nevertheless",
        "Reminders": "/remind nevertheless",
        "Quote": "/quote nevertheless",
        "JTBC instead": "/subscribe nevertheless jtbc",
    }
    await bot.at("2021-06-26 16:00 UTC")
    assert [(at, one.text) for at, one in ana.told_at] == [
        (
            "Fri 18 Jun 2021 16:00",
            "Nevertheless: Episode 1 of 10, the premiere, airs in 1 day\n"
            "Watch it on Netflix, Saturday night, 12:00 AM Sunday 20 June 2021 in Kuala Lumpur (MYT).\n"
            "Rating: some episodes 19+.",
        ),
        (
            "Sat 19 Jun 2021 16:00",
            "Nevertheless: Episode 1 of 10, the premiere, is out now\n"
            "Watch it on Netflix, Saturday night, 12:00 AM Sunday 20 June 2021 in Kuala Lumpur (MYT).\n"
            "Rating: some episodes 19+.",
        ),
        (
            "Sat 26 Jun 2021 16:00",
            "Nevertheless: Episode 2 of 10 is out now\n"
            "Watch it on Netflix, Saturday night, 12:00 AM Sunday 27 June 2021 in Kuala Lumpur (MYT).\n"
            "Rating: some episodes 19+.",
        ),
    ]
    assert (await ana.presses("Stop")).title.startswith("Unsubscribed from Nevertheless.")
    await bot.at("2021-08-26 16:00 UTC")
    assert len(ana.told) == 3


async def test_plain_words_slips_and_questions_are_answered_at_the_terminal_too(bot):
    await bot.start("2025-08-01 11:00 KST")
    ana: TerminalFan = bot.fan("ana")
    assert (await ana.says("/subscribe")).title.startswith("Which drama? ")
    assert (await ana.says("bon appetit")).title == "Subscribed to Bon Appétit, Your Majesty"
    missed = await ana.says("/next lovly runer")
    assert missed.native == {"Lovely Runner": "/next lovely-runner"}
    assert (await ana.presses("Lovely Runner", missed)).title.startswith("Lovely Runner has ended")
    asked = await ana.says("/timezone cst")
    assert (await ana.presses("Taipei, Taiwan", asked)).title.startswith("From now on times here are told in Taipei.")
    await ana.says("/timezone kuala lumpur")
    assert (await ana.says("today")).text == (
        "Nothing airs today.\n"
        "Next is Bon Appétit, Your Majesty: episode 1 on tvN, Saturday 23 August 2025, hour not announced."
    )


async def test_a_reminder_missed_while_the_terminal_was_closed_comes_late(bot):
    await bot.start("2024-12-13 11:00 KST")
    ana: TerminalFan = bot.fan("ana")
    await ana.asks("/subscribe", drama="when the phone rings")
    await ana.asks("/remind", drama="when the phone rings", leads="2h")
    await bot.stop()
    await bot.start("2024-12-13 20:30 KST")
    await bot.settled()
    assert [one.title for one in ana.told] == [
        "When the Phone Rings: Episode 5 of 12 airs in 1 hour 10 minutes (sent 50 minutes late)"
    ]
