"""How people say things: plain words, the bot's name, curly quotes, slips of the finger, half a command."""

import pytest

from tests.stories.people import TelegramFan

telegram = pytest.mark.parametrize("bot", ["telegram"], indirect=True)
BON = "Bon Appétit, Your Majesty"


@telegram
async def test_plain_words_in_private_are_a_title_a_person_or_a_command(bot):
    await bot.start("2025-08-01 11:00 KST")
    ana: TelegramFan = bot.fan("ana")
    assert (await ana.says("nevertheless")).title == "Nevertheless (알고있지만)"
    assert (await ana.says("song kang")).text.split("\n")[1] == "Song Kang, who plays Park Jae-eon in Nevertheless."
    assert (await ana.says("next")).title == "Next"
    assert (await ana.says("subscribe bon appetit")).title == f"Subscribed to {BON}"
    missed = await ana.says("lovly runer")
    assert (missed.text, missed.labels) == (
        'No drama is called "lovly runer". Did you mean Lovely Runner?',
        ("Lovely Runner",),
    )
    assert (await ana.presses("Lovely Runner", missed)).title == "Lovely Runner (선재 업고 튀어)"


@telegram
async def test_a_command_may_name_this_bot_and_one_for_another_bot_is_not_ours(bot):
    await bot.start("2025-08-01 11:00 KST")
    ana: TelegramFan = bot.fan("ana")
    group = bot.tg.group("K-drama club", ana.person)
    assert (await ana.says("/next@Dramabell_Bot")).title == "Next"
    assert (await ana.says("/next@dramabell_bot bon appetit", group)).title.startswith(f"{BON}: episode 1")
    await ana.person.says("/next@other_bot", group)
    await ana.person.says("next", group)
    await ana.person.says("/settings", group)  # no command of ours: some other bot's
    assert (await ana.says("/today", group)).title == "Nothing airs today."
    assert [one.title for one in ana.told_in(group)] == []


@telegram
async def test_curly_quotes_from_a_phone_group_words(bot):
    await bot.start("2025-08-01 11:00 KST")
    ana: TelegramFan = bot.fan("ana")
    assert (await ana.says("/subscribe “bon appetit” tvn")).title == f"Subscribed to {BON}"
    assert (await ana.says("/remind 「bon appetit」 1h")).text == (
        f"Reminders of {BON}\n"
        "Until now: when it is out; for the premiere also 1 day before.\n"
        "From now on: 1 hour before."
    )


@telegram
async def test_a_bare_subscribe_asks_and_the_next_plain_words_answer_it(bot):
    await bot.start("2025-08-01 11:00 KST")
    ana: TelegramFan = bot.fan("ana")
    asked = await ana.says("/subscribe")
    assert asked.text == "Which drama? Title, or a part of it, for example /subscribe bon-appetit-your-majesty."
    assert asked.labels[:2] == (BON, "Cheer Up")
    await bot.stop()
    await bot.start()
    assert (await ana.says("bon appetit")).title == f"Subscribed to {BON}"
    await ana.says("/unsubscribe")
    assert (await ana.says("/today")).title == "Nothing airs today."
    assert (await ana.says("bon appetit")).title == f"{BON} (폭군의 셰프)", "the question was forgotten"


@telegram
async def test_a_bare_subscribe_is_answered_by_a_button_too_and_asks_only_once(bot):
    await bot.start("2025-08-01 11:00 KST")
    ana: TelegramFan = bot.fan("ana")
    asked = await ana.says("/subscribe")
    assert (await ana.presses(BON, asked)).title == f"Subscribed to {BON}"
    assert (await ana.says("bon appetit")).title == f"{BON} (폭군의 셰프)"


@telegram
async def test_in_a_group_the_one_who_was_asked_answers_by_replying(bot):
    await bot.start("2025-08-01 11:00 KST")
    ana: TelegramFan = bot.fan("ana")
    group = bot.tg.group("K-drama club", ana.person)
    asked = await ana.says("/subscribe", group)
    assert (await ana.says("bon appetit", group, reply_to=asked)).title == f"Subscribed to {BON}"


async def test_a_near_miss_is_asked_about_and_the_button_goes_on_with_the_whole_command(bot):
    await bot.start("2024-12-12 11:00 KST")
    ana = bot.fan("ana")
    await ana.asks("/subscribe", drama="when the phone rings")
    missed = await ana.asks("/remind", drama="wen the phon ringz", leads="1h")
    assert missed.text == 'No drama is called "wen the phon ringz". Did you mean When the Phone Rings?'
    assert (await ana.presses("When the Phone Rings", missed)).text.endswith("From now on: 1 hour before.")
    assert (await ana.asks("/subscribe", drama="qwertyuiop")).text == (
        'No drama is called "qwertyuiop". /dramas lists all that I know.'
    )
    assert (await ana.asks("/remind", drama="when the phone rings", leads="3 parsecs")).text == (
        '"3 parsecs" is no time before or after an airing. '
        'Say for example "1d 1h 0m" (0m is when it is out), "9am" for the morning after it, or "off".'
    )


@telegram
async def test_a_slip_in_a_later_word_of_a_title_is_no_network_and_no_time(bot):
    await bot.start("2025-08-01 11:00 KST")
    ana: TelegramFan = bot.fan("ana")
    for line in ("/subscribe bon apetit", "/rewatch bon apetit friday", "/remind bon apetit 1h"):
        assert (await ana.says(line)).text == f'No drama is called "bon apetit". Did you mean {BON}?'


async def test_a_wrong_network_offers_those_that_there_are(bot):
    await bot.start("2021-06-01 11:00 KST")
    ana = bot.fan("ana")
    missed = await ana.asks("/subscribe", drama="nevertheless", release="tvn")
    assert missed.text == 'Nevertheless is not on "tvn". It comes out on Netflix and JTBC.'
    assert missed.labels == ("Netflix", "JTBC")
    answer = await ana.presses("JTBC", missed)
    assert answer.text.split("\n")[:2] == [
        "Subscribed to Nevertheless",
        "JTBC: 10 episodes, every Saturday at 11:00 PM in Seoul (KST).",
    ]


async def test_an_ambiguous_zone_is_asked_about_and_answered_by_a_button(bot):
    await bot.start("2024-12-13 11:00 KST")
    ana = bot.fan("ana")
    asked = await ana.asks("/timezone", zone="CST")
    assert asked.text == '"CST" means several time zones. Do you mean Shanghai, Taipei, Chicago or Havana?'
    assert asked.labels == ("Shanghai, China", "Taipei, Taiwan", "Chicago, United States", "Havana, Cuba")
    assert (await ana.presses("Taipei, Taiwan", asked)).text == (
        "From now on times here are told in Taipei. It is 10:00 AM there now, Friday 13 December 2024."
    )
    assert (await ana.asks("/timezone", zone="mars")).text == (
        'No time zone is called "mars". Use a city ("Seoul", "Kuala Lumpur"), a short name such as MYT or KST, '
        'an offset such as +8, or "Asia/Seoul".'
    )


@telegram
async def test_an_unknown_command_offers_those_that_look_alike(bot):
    await bot.start("2024-12-13 11:00 KST")
    ana: TelegramFan = bot.fan("ana")
    asked = await ana.says("/sbscribe")
    assert asked.text == (
        "There is no command /sbscribe. Did you mean /subscribe, /unsubscribe or /subscriptions? /help lists them all."
    )
    assert (await ana.presses("/subscribe", asked)).title.startswith("Which drama?")
