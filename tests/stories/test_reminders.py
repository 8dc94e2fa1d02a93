"""What is told when: late, stale, ahead, together, and on days whose hour nobody announced."""

from tests.stories.test_following import PHONE, titles

LOVERS = """
title = "Lovers"
[[release]]
network = "tvN"
zone = "KST"
first = "1 March 2030 9PM"
episodes = 4
every = ["Friday"]
[[quote]]
who = "Kim"
text = "Again."
source = "A paper"
"""
RIVALS = LOVERS.replace("Lovers", "Rivals").replace("tvN", "SBS").partition("[[quote]]")[0]
LATER = RIVALS.replace("Rivals", "Later").replace("9PM", "9:01 PM")


async def test_a_reminder_missed_while_down_comes_late_and_says_so(bot):
    await bot.start("2024-12-13 11:00 KST")
    ana = bot.fan("ana")
    await ana.asks("/subscribe", drama=PHONE)
    await ana.asks("/remind", drama=PHONE, leads="2h")
    await bot.stop()
    await bot.start("2024-12-13 20:30 KST")  # due at 19:40, the episode airs at 21:40
    await bot.settled()
    assert titles(ana.told) == [
        "When the Phone Rings: Episode 5 of 12 airs in 1 hour 10 minutes (sent 50 minutes late)"
    ]


async def test_an_airing_missed_while_down_is_told_within_six_hours(bot):
    await bot.start("2024-12-13 11:00 KST")
    ana = bot.fan("ana")
    await ana.asks("/subscribe", drama=PHONE)
    await bot.kill()
    await bot.start("2024-12-14 03:39 KST")
    await bot.settled()
    assert titles(ana.told) == ["When the Phone Rings: Episode 5 of 12 is out now (sent 5 hours 59 minutes late)"]


async def test_what_is_stale_is_told_in_one_line_and_what_follows_as_usual(bot):
    await bot.start("2024-12-13 11:00 KST")
    ana = bot.fan("ana")
    await ana.asks("/subscribe", drama=PHONE)
    await ana.asks("/remind", drama=PHONE, leads="1d 2h 0m")
    await bot.stop()
    await bot.start("2024-12-14 03:41 KST")  # the lead is past its airing, the airing past six hours, the day ahead not
    await bot.settled()
    assert titles(ana.told) == [
        "When the Phone Rings: Episode 6 of 12 airs in 18 hours 9 minutes (sent 5 hours 51 minutes late)",
        "While I was away: When the Phone Rings episode 5 came out.",
    ]
    await bot.stop()
    await bot.start("2024-12-14 20:00 KST")
    await bot.settled()
    assert titles(ana.told[2:]) == [
        "When the Phone Rings: Episode 6 of 12 airs in 1 hour 50 minutes (sent 10 minutes late)"
    ]


async def test_of_several_leads_missed_only_the_last_is_told(bot):
    await bot.start("2024-12-12 11:00 KST")
    ana = bot.fan("ana")
    await ana.asks("/subscribe", drama=PHONE)
    await ana.asks("/remind", drama=PHONE, leads="1d 5h 2h")
    await bot.stop()
    await bot.start("2024-12-13 20:40 KST")
    await bot.settled()
    assert titles(ana.told) == ["When the Phone Rings: Episode 5 of 12 airs in 1 hour (sent 1 hour late)"]


async def test_a_premiere_is_told_a_day_ahead_too(bot):
    await bot.start("2021-06-18 11:00 UTC")
    ana = bot.fan("ana")
    answer = await ana.asks("/subscribe", drama="nevertheless", release="jtbc")
    assert answer.text == (
        "Subscribed to Nevertheless\n"
        "JTBC: 10 episodes, every Saturday at 11:00 PM in Seoul (KST).\n"
        "Next: episode 1, [Sat 19 Jun 2021 14:00] (Saturday 19 June 2021, 11:00 PM in Seoul (KST)), "
        "[until Sat 19 Jun 2021 14:00].\n"
        "Reminders: when it is out; for the premiere also 1 day before. Change them with /remind nevertheless 1h 0m."
    )
    await bot.at("2021-06-26 14:00 UTC")
    assert [one.text for one in ana.told] == [
        "Nevertheless: Episode 1 of 10, the premiere, airs in 1 day\n"
        "Watch it on JTBC, [Sat 19 Jun 2021 14:00] (Saturday 19 June 2021, 11:00 PM in Seoul (KST)).\n"
        "Rating: some episodes 19+.",
        "Nevertheless: Episode 1 of 10, the premiere, is out now\n"
        "Watch it on JTBC, [Sat 19 Jun 2021 14:00] (Saturday 19 June 2021, 11:00 PM in Seoul (KST)).\n"
        "Rating: some episodes 19+.",
        "Nevertheless: Episode 2 of 10 is out now\n"
        "Watch it on JTBC, [Sat 26 Jun 2021 14:00] (Saturday 26 June 2021, 11:00 PM in Seoul (KST)).\n"
        "Rating: some episodes 19+.",
    ]


async def test_who_subscribes_after_the_day_ahead_is_told_so_and_hears_only_the_airing(bot):
    await bot.start("2021-06-19 15:00 UTC")
    ana = bot.fan("ana")
    answer = await ana.asks("/subscribe", drama="nevertheless")
    assert answer.text.split("\n")[3:5] == [
        "Its reminder 1 day before was due [until Fri 18 Jun 2021 16:00], before you asked, so it does not come.",
        "The first reminder comes when it is out, [until Sat 19 Jun 2021 16:00].",
    ]
    await bot.at("2021-06-20 00:00 UTC")
    assert titles(ana.told) == ["Nevertheless: Episode 1 of 10, the premiere, is out now"]


async def test_two_episodes_at_one_instant_are_one_message(bot):
    await bot.start("2021-12-25 11:00 KST")
    ana = bot.fan("ana")
    await ana.asks("/subscribe", drama="red sleeve")
    await bot.at("2022-01-02 00:00 KST")
    assert titles(ana.told) == [
        "The Red Sleeve: Episodes 14 and 15 of 17 are out now",
        "The Red Sleeve: Episodes 16 and 17 of 17, the finale, are out now",
    ]


async def test_several_dramas_in_one_minute_are_one_message_with_buttons_for_each(bot):
    for slug, text in (("lovers", LOVERS), ("rivals", RIVALS), ("later", LATER)):
        bot.drama(slug, text)
    await bot.start("2030-03-01 20:00 KST")
    ana, bea = bot.fan("ana"), bot.fan("bea")
    for drama in ("rivals", "lovers", "later"):
        await ana.asks("/subscribe", drama=drama)
    await bea.asks("/subscribe", drama="lovers")
    await bot.at("2030-03-01 21:00 KST")
    assert [one.text for one in ana.told] == [
        "2 dramas: Lovers and Rivals\n"
        "Lovers: Episode 1 of 4, the premiere, is out now\n"
        "Watch it on tvN, [Fri 01 Mar 2030 12:00] (Friday 1 March 2030, 9:00 PM in Seoul (KST)).\n"
        "\n"
        "Rivals: Episode 1 of 4, the premiere, is out now\n"
        "Watch it on SBS, [Fri 01 Mar 2030 12:00] (Friday 1 March 2030, 9:00 PM in Seoul (KST))."
    ]
    buttons = ("Watched Lovers", "Stop Lovers", "Quote of Lovers", "Watched Rivals", "Stop Rivals")
    assert ana.told[0].labels == buttons
    assert titles(bea.told) == ["Lovers: Episode 1 of 4, the premiere, is out now"]
    await bot.at("2030-03-01 21:01 KST")
    assert titles(ana.told[1:]) == ["Later: Episode 1 of 4, the premiere, is out now"]
    await ana.presses("Stop Rivals", ana.told[0])
    await bot.at("2030-03-08 21:00 KST")
    assert titles(ana.told[2:]) == ["Lovers: Episode 2 of 4 is out now"]


async def test_an_unknown_hour_is_told_at_nine_in_the_chats_own_zone(bot):
    await bot.start("2025-08-20 11:00 KST")
    ana, bea, cho = bot.fan("ana"), bot.fan("bea"), bot.fan("cho")
    for fan in (ana, bea, cho):
        await fan.asks("/subscribe", drama="bon appetit")
    await ana.asks("/timezone", zone="Kuala Lumpur")
    await bea.asks("/timezone", zone="New York")
    for fan in (ana, bea, cho):
        assert (await fan.asks("/next")).text == (
            "Next\nBon Appétit, Your Majesty: episode 1 on tvN, Saturday 23 August 2025, hour not announced."
        )
    heard = []
    for nine in ("2025-08-23 09:00 KST", "2025-08-23 09:00 MYT", "2025-08-23T09:00:00-04:00"):
        await bot.at(nine)
        heard.append(tuple(len(fan.told) for fan in (ana, bea, cho)))
    assert heard == [(1, 1, 2), (2, 1, 2), (2, 2, 2)]  # each has heard of it a day ahead
    assert [one.text for one in ana.told] == [
        "Bon Appétit, Your Majesty: Episode 1 of 12, the premiere, airs tomorrow, hour not announced\n"
        "Watch it on tvN, Saturday 23 August 2025, hour not announced.",
        "Bon Appétit, Your Majesty: Episode 1 of 12, the premiere, airs today, hour not announced\n"
        "Watch it on tvN, Saturday 23 August 2025, hour not announced.",
    ]


async def test_a_chat_that_moves_is_told_once_at_its_new_nine(bot):
    await bot.start("2025-08-23 08:00 MYT")
    ana = bot.fan("ana")
    await ana.asks("/timezone", zone="Kuala Lumpur")
    await ana.asks("/subscribe", drama="bon appetit")
    await bot.at("2025-08-23 09:00 MYT")
    await ana.asks("/timezone", zone="London")
    await bot.at("2025-08-24 08:00 UTC")
    assert titles(ana.told) == [
        "Bon Appétit, Your Majesty: Episode 1 of 12, the premiere, airs today, hour not announced",
        "Bon Appétit, Your Majesty: Episode 2 of 12 airs today, hour not announced",
    ]
