"""A fan in a private chat: subscribing, choosing reminders, watching again, asking what comes."""

from datetime import UTC, datetime

from tests.stories.eyes import Seen

PHONE = "when the phone rings"
EPISODE_5 = "[Fri 13 Dec 2024 12:40]"
EPISODE_6 = "[Sat 14 Dec 2024 12:50]"
SEOUL_5 = "Friday 13 December 2024, 9:40 PM in Seoul (KST)"
PRESETS = ("When it is out", "1 hour before", "1 day before", "9 AM after", "Off", "As usual")


def titles(seen: list[Seen]) -> list[str]:
    return [one.title for one in seen]


async def test_the_answer_to_subscribe_says_the_release_the_next_airing_and_the_reminders(bot):
    await bot.start("2024-12-13 11:00 KST")
    ana = bot.fan("ana")
    answer = await ana.asks("/subscribe", drama=PHONE)
    assert answer.text == (
        "Subscribed to When the Phone Rings\n"
        "MBC: 12 episodes, every Friday and Saturday at 9:50 PM in Seoul (KST).\n"
        "Already out: 4 episodes, the last, episode 4, [until Sat 30 Nov 2024 12:50].\n"
        f"Next: episode 5, {EPISODE_5} ({SEOUL_5}), [until Fri 13 Dec 2024 12:40].\n"
        "Reminders: when it is out; for the premiere also 1 day before. "
        "Change them with /remind when-the-phone-rings 1h 0m."
    )
    assert answer.labels == ("Stop", "Reminders")
    again = await ana.asks("/subscribe", drama="whenthephonerings")
    assert again.text == answer.text.replace("Rings\n", "Rings already\n", 1)


async def test_a_reminder_says_what_where_and_when_and_its_buttons_work(bot):
    await bot.start("2024-12-13 11:00 KST")
    ana = bot.fan("ana")
    await ana.asks("/subscribe", drama=PHONE)
    await bot.at("2024-12-13 21:40 KST")
    assert [one.text for one in ana.told] == [
        "When the Phone Rings: Episode 5 of 12 is out now\n"
        f"Watch it on MBC, {EPISODE_5} ({SEOUL_5}).\n"
        "Not as usual: earlier start."
    ]
    assert ana.told[0].labels == ("Watched", "Stop", "Next")
    assert (await ana.presses("Next", ana.told[0])).text == (
        f"When the Phone Rings: episode 6 on MBC, {EPISODE_6} (Saturday 14 December 2024, 9:50 PM in Seoul (KST)), "
        "[until Sat 14 Dec 2024 12:50]."
    )
    stopped = await ana.presses("Stop", ana.told[0])
    assert stopped.text == "Unsubscribed from When the Phone Rings. No more reminders of it come here."
    await bot.at("2024-12-14 22:00 KST")
    assert len(ana.told) == 1
    assert (await ana.presses("Subscribe again", stopped)).title == "Subscribed to When the Phone Rings"
    await bot.at("2024-12-20 22:00 KST")
    assert titles(ana.told[1:]) == ["When the Phone Rings: Episode 7 of 12 is out now"]


async def test_buttons_of_a_reminder_work_after_a_restart(bot):
    await bot.start("2021-06-19 11:00 UTC")
    ana = bot.fan("ana")
    await ana.asks("/subscribe", drama="nevertheless")
    await bot.at("2021-06-19 16:00 UTC")
    [reminder] = ana.told
    assert reminder.labels == ("Watched", "Stop", "Next", "Quote")
    await bot.stop()
    await bot.start()
    assert (await ana.presses("Next", reminder)).title.startswith("Nevertheless: episode 2 on Netflix")
    assert (await ana.presses("Watched", reminder)).title == "Nevertheless: You are at episode 1 of 10."
    assert "You are at episode 1 of 10." in (await ana.asks("/drama", drama="nevertheless")).text
    assert (await ana.presses("Quote", reminder)).text.endswith("Source: GOKpop, 19 June 2021.")
    assert (await ana.presses("Stop", reminder)).title.startswith("Unsubscribed from Nevertheless.")
    await bot.at("2021-07-19 16:00 UTC")
    assert ana.told == [reminder]


async def test_several_leads_each_come_once_and_nine_oclock_is_the_chats_own(bot):
    await bot.start("2024-12-12 11:00 KST")
    ana = bot.fan("ana")
    await ana.asks("/subscribe", drama=PHONE)
    await ana.asks("/timezone", zone="kuala lumpur")
    changed = await ana.asks("/remind", drama=PHONE, leads="1d 1h 0m 9am")
    assert changed.text == (
        "Reminders of When the Phone Rings\n"
        "Until now: when it is out; for the premiere also 1 day before.\n"
        "From now on: 1 day before, 1 hour before, when it is out and at 9:00 AM after it is out."
    )
    assert changed.labels == PRESETS
    told: list[list[str]] = []
    for instant in ("2024-12-12 21:40 KST", "2024-12-13 20:40 KST", "2024-12-13 21:40 KST", "2024-12-14 09:00 MYT"):
        await bot.at(instant)
        told.append(titles(ana.told)[sum(map(len, told)) :])
    assert told == [
        ["When the Phone Rings: Episode 5 of 12 airs in 1 day"],
        ["When the Phone Rings: Episode 5 of 12 airs in 1 hour"],
        ["When the Phone Rings: Episode 5 of 12 is out now"],
        [
            "When the Phone Rings: Episode 6 of 12 airs in 1 day",
            "When the Phone Rings: Episode 5 of 12 came out 12 hours 20 minutes ago",
        ],
    ]


async def test_reminders_that_are_off_stay_away_and_come_back_with_a_button(bot):
    await bot.start("2024-12-12 11:00 KST")
    ana = bot.fan("ana")
    await ana.asks("/subscribe", drama=PHONE)
    off = await ana.asks("/remind", drama=PHONE, leads="off")
    assert off.text == (
        "Reminders of When the Phone Rings\n"
        "Until now: when it is out; for the premiere also 1 day before.\n"
        "From now on: none.\n"
        "The subscription stays, silently: it still shows in /next, /today and /week."
    )
    await bot.at("2024-12-14 12:00 KST")
    assert ana.told == []
    shown = await ana.asks("/remind", drama=PHONE)
    assert (shown.title, shown.labels) == ("Reminders of When the Phone Rings: none.", PRESETS)
    assert (await ana.presses("1 hour before", shown)).text == (
        "Reminders of When the Phone Rings\nUntil now: none.\nFrom now on: 1 hour before and when it is out."
    )
    await bot.at("2024-12-14 21:50 KST")
    assert titles(ana.told) == [
        "When the Phone Rings: Episode 6 of 12 airs in 1 hour",
        "When the Phone Rings: Episode 6 of 12 is out now",
    ]


async def test_what_comes_is_shown_on_the_chats_own_clock(bot):
    await bot.start("2024-12-13 11:00 KST")
    ana = bot.fan("ana")
    await ana.asks("/subscribe", drama=PHONE)
    assert (await ana.asks("/timezone", zone="KL")).text == (
        "From now on times here are told in Kuala Lumpur (MYT). It is 10:00 AM there now, Friday 13 December 2024."
    )
    line_5 = f"When the Phone Rings: episode 5 on MBC, {EPISODE_5}, [until Fri 13 Dec 2024 12:40]."
    line_6 = f"When the Phone Rings: episode 6 on MBC, {EPISODE_6}, [until Sat 14 Dec 2024 12:50]."
    assert (await ana.asks("/next")).text == f"Next\n{line_5}"
    assert (await ana.asks("/next", drama=PHONE)).text == line_5
    assert (await ana.asks("/today")).text == f"Today, Friday 13 December 2024\n{line_5}"
    assert (await ana.asks("/week")).text == (
        f"The next seven days\nFriday 13 December 2024\n{line_5}\n\nSaturday 14 December 2024\n{line_6}"
    )
    assert (await ana.asks("/subscriptions")).text == (
        f"Subscriptions\nWhen the Phone Rings on MBC, next: episode 5, {EPISODE_5}, [until Fri 13 Dec 2024 12:40]. "
        "Reminders: when it is out; for the premiere also 1 day before."
    )
    assert (await ana.asks("/drama", drama=PHONE)).text == (
        "When the Phone Rings (지금 거신 전화는)\n"
        "MBC: 12 episodes, every Friday and Saturday at 9:50 PM in Seoul (KST); "
        "for you every Friday and Saturday at 8:50 PM in Kuala Lumpur (MYT).\n"
        f"4 of 12 aired, next: episode 5, {EPISODE_5}, [until Fri 13 Dec 2024 12:40].\n"
        "The finale: [Sat 04 Jan 2025 12:50].\n"
        "Cast: Yoo Yeon-seok as Baek Sa-eon and Chae Soo-bin as Hong Hee-joo."
    )


async def test_saturday_evening_in_kuala_lumpur_today_has_the_episode_of_twelve_am_sunday(bot):
    await bot.start("2021-06-19 8PM MYT")
    ana = bot.fan("ana")
    await ana.asks("/timezone", zone="Kuala Lumpur")
    await ana.asks("/subscribe", drama="nevertheless")
    line = (
        "Nevertheless: episode 1 on Netflix, [Sat 19 Jun 2021 16:00] "
        "(Saturday night, 12:00 AM Sunday 20 June 2021 in Kuala Lumpur (MYT)), "
    )
    assert (await ana.asks("/today")).text == f"Today, Saturday 19 June 2021\n{line}[until Sat 19 Jun 2021 16:00]."
    await bot.at("2021-06-20 2:30 AM MYT")
    assert (await ana.asks("/today")).text == (
        f"Today, Saturday 19 June 2021\n{line}".replace("Netflix, ", "Netflix, out since ").removesuffix(", ") + "."
    )
    await bot.at("2021-06-20 3AM MYT")
    assert (await ana.asks("/today")).title == "Nothing airs today."


async def test_dramas_are_listed_and_found_by_words(bot):
    await bot.start("2024-12-13 11:00 KST")
    ana = bot.fan("ana")
    every = await ana.asks("/dramas")
    assert every.title == "9 dramas"
    assert len(every.text.split("\n")) == 10
    found = await ana.asks("/dramas", words="netflix")
    assert found.labels == ("Light the Night", "Nevertheless", "The Trauma Code: Heroes on Call")
    assert (await ana.presses("Nevertheless", found)).title == "Nevertheless (알고있지만)"


async def test_a_newcomer_is_told_what_to_press_first(bot):
    await bot.start("2024-12-13 11:00 KST")
    ana = bot.fan("ana")
    first = await ana.asks("/start")
    assert first.text == (
        "I tell you when the next episode of a Korean drama is out, in your own time, and I know quotes of its cast.\n"
        "Choose a drama, then press Subscribe. Or just send me its title."
    )
    assert first.labels == ("Dramas", "A quote", "Help")
    assert (await ana.presses("Dramas", first)).title == "9 dramas"
    help_ = await ana.presses("Help", first)
    assert (help_.title, help_.text.split("\n")[1]) == (
        "Commands",
        "/subscribe DRAMA [RELEASE]: Tell this chat when each episode is out.",
    )
    assert (await ana.asks("/help", command="remind")).text == (
        "/remind DRAMA [LEADS]\n"
        "Choose how long before or after an episode to be told.\n"
        "DRAMA: Title, or a part of it.\n"
        "LEADS: Such as 1d 1h 0m (0m: when it is out), 9am after it, off, or default (may be left out)."
    )


async def test_a_drama_that_has_ended_gives_a_quote_and_is_watched_again_until_it_ends_by_itself(bot):
    await bot.start("2024-12-13 11:00 KST")
    ana = bot.fan("ana")
    ended = await ana.asks("/subscribe", drama="nevertheless")
    lines = ended.text.split("\n")
    assert lines[:2] == [
        "Nevertheless has ended",
        "The finale, episode 10 on Netflix, came out [Sat 21 Aug 2021 16:00] "
        "(Saturday night, 12:00 AM Sunday 22 August 2021 in Kuala Lumpur (MYT)).",
    ]
    assert lines[-3:] == [
        "Source: GOKpop, 19 June 2021.",
        "",
        "There is nothing more to be told of, but this chat can watch it again, night by night, with reminders.",
    ]
    again = await ana.presses("Rewatch", ended)
    assert again.text == (
        "Rewatching Nevertheless\n"
        "10 episodes again. It begins with episode 1, [Sat 14 Dec 2024 16:00] "
        "(Saturday night, 12:00 AM Sunday 15 December 2024 in Kuala Lumpur (MYT)), [until Sat 14 Dec 2024 16:00].\n"
        "It ends by itself with episode 10, [Sat 15 Feb 2025 16:00] "
        "(Saturday night, 12:00 AM Sunday 16 February 2025 in Kuala Lumpur (MYT)).\n"
        "Reminders: when it is out. Change them with /remind nevertheless 1h 0m."
    )
    asked = await ana.asks("/subscribe", drama="nevertheless")
    assert (asked.title, asked.text.split("\n")[-1], asked.labels[0]) == (
        "Nevertheless has ended",
        "This chat is watching it again. Next: episode 1, [Sat 14 Dec 2024 16:00] "
        "(Saturday night, 12:00 AM Sunday 15 December 2024 in Kuala Lumpur (MYT)), [until Sat 14 Dec 2024 16:00].",
        "Stop",
    )
    await bot.at("2025-02-15 16:00 UTC")
    assert titles(ana.told) == [
        *(f"Nevertheless (rewatch): Episode {number} of 10 is out now" for number in range(1, 10)),
        "Nevertheless (rewatch): Episode 10 of 10, the finale, is out now",
    ]
    assert bot.now == datetime(2025, 2, 15, 16, tzinfo=UTC)
    assert await bot.app.alarm.planner.next_due() is None
    assert (await ana.asks("/subscriptions")).title.startswith("This chat follows no drama yet.")
    assert (await ana.asks("/next", drama="nevertheless")).title.startswith("Nevertheless has ended")


async def test_a_rewatch_begins_when_the_fan_says_and_follows_the_fans_leads(bot):
    await bot.start("2024-12-13 11:00 KST")
    ana = bot.fan("ana")
    await ana.asks("/timezone", zone="Seoul")
    begun = await ana.asks("/rewatch", drama="lovely runner", when="friday 9pm")
    assert begun.text == (
        "Rewatching Lovely Runner\n"
        "16 episodes again. It begins with episode 1, [Fri 13 Dec 2024 12:00], [until Fri 13 Dec 2024 12:00].\n"
        "It ends by itself with episode 16, [Sat 01 Feb 2025 12:00].\n"
        "Reminders: when it is out. Change them with /remind lovely-runner 1h 0m."
    )
    await ana.asks("/remind", drama="lovely runner", leads="1h")
    await bot.at("2024-12-15 00:00 KST")
    assert titles(ana.told) == [
        "Lovely Runner (rewatch): Episode 1 of 16 airs in 1 hour",
        "Lovely Runner (rewatch): Episode 2 of 16 airs in 1 hour",
    ]
    await ana.asks("/unsubscribe", drama="lovely runner")
    await bot.at("2025-03-01 00:00 KST")
    assert len(ana.told) == 2


async def test_no_quote_repeats_until_all_were_shown_also_after_a_restart(bot):
    await bot.start("2021-06-01 11:00 KST")
    ana, bea = bot.fan("ana"), bot.fan("bea")
    shown = [(await ana.asks("/quote", who="songkang")).text for _ in range(3)]
    await bot.stop()
    await bot.start()
    shown += [(await ana.asks("/quote", who="송강")).text for _ in range(2)]
    assert len(set(shown)) == 5, "all that there are of his"
    assert {text.split("\n")[-2] for text in shown} == {"Song Kang, who plays Park Jae-eon in Nevertheless."}
    assert (await ana.asks("/quote", who="kang song")).text in shown
    rest = {(await ana.asks("/quote", who="nevertheless")).text for _ in range(5)}
    assert len(rest | set(shown)) == 10, "those of the others first"
    assert len({(await bea.asks("/quote")).text for _ in range(10)}) == 10
