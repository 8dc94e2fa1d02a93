"""A schedule kept alive in chat: entered as first announced, and mended week by week as it really went."""

import pytest

from bot.core.schedules import parse
from tests.stories.people import DiscordFan, TelegramFan

both = pytest.mark.parametrize("bot", ["telegram+discord"], indirect=True)
CHEER_UP = '"Cheer Up" SBS 3 Oct 2022 10PM KST, Mondays and Tuesdays, 16 episodes'
PHONE = '"When the Phone Rings" MBC 22 November 2024 9:50 PM KST, Fridays and Saturdays, 12 episodes'
NIGHTS = [
    f"{day} November 2022, 10:00 PM in Seoul (KST)".replace("Monday 31 November", "Monday 31 October")
    for day in (
        *("Monday 31", "Tuesday 1", "Monday 7", "Tuesday 8", "Monday 14", "Tuesday 15", "Monday 21", "Tuesday 22"),
        "Monday 28",
    )
]
PUSHED = [(number, *NIGHTS[number - 9 : number - 7]) for number in range(9, 17)]
NEWLINE = "\n"
EMPTY = 'title = "Another"\n[[release]]\nnetwork = "tvN"\nzone = "KST"\n'


async def opened(bot, at: str, line: str):
    """An owner in Telegram who adds a drama, and a fan of it in each chat."""
    bot.drama("another", EMPTY)
    mina = TelegramFan(bot, bot.tg.private("mina"))
    bot.settings += f"[admins]\ntelegram = [{mina.person.id}]\n"
    await bot.start(at)
    card = await mina.says(f"/adddrama {line}")
    await mina.presses("Yes, do it", card)
    fans = TelegramFan(bot, bot.tg.private("ana")), DiscordFan(bot, bot.dc.person("bea"))
    for fan in fans:
        await fan.asks("/subscribe", drama=bot.app.library.catalogue.names.search(line.split('"')[1])[0].slug)
    return mina, fans


async def does(bot, mina, line: str) -> str:
    """An edit, confirmed; the title of the card."""
    card = await mina.says(line)
    await mina.presses("Yes, do it", card)
    await bot.settled()
    return card.title


def titles(fan) -> list[str]:
    return [one.title for one in fan.told]


def aired(title: str, total: int, *numbers: int) -> list[str]:
    return [f"{title}: Episode {number} of {total} is out now" for number in numbers]


@both
async def test_a_season_of_cheer_up_is_told_rightly_in_both_chats_however_often_it_moves(bot):
    mina, (ana, bea) = await opened(bot, "2022-09-28 12:00 KST", CHEER_UP)
    await bot.at("2022-10-29 18:00 KST")
    await does(bot, mina, "/skip cheer up 9-10 national mourning")
    await bot.at("2022-11-07 09:00 KST")
    await does(bot, mina, "/skip cheer up 9 Korean Series, game 5")
    await bot.at("2022-11-20 12:00 KST")
    await does(bot, mina, "/skip cheer up 12-13 World Cup")
    await bot.at("2022-11-27 12:00 KST")
    await does(bot, mina, "/skip cheer up 12 World Cup")
    await bot.at("2022-12-31 12:00 KST")
    expected = [
        "Cheer Up: Episode 1 of 16, the premiere, airs in 1 day",
        "Cheer Up: Episode 1 of 16, the premiere, is out now",
        *aired("Cheer Up", 16, 2, 3, 4, 5, 6, 7, 8),
        "Cheer Up: episode 9 moves",
        "Cheer Up: episode 9 moves",
        *aired("Cheer Up", 16, 9, 10, 11),
        "Cheer Up: episode 12 moves",
        "Cheer Up: episode 12 moves",
        *aired("Cheer Up", 16, 12, 13, 14, 15),
        "Cheer Up: Episode 16 of 16, the finale, is out now",
    ]
    assert titles(ana) == expected
    assert titles(bea) == expected
    assert (
        ana.told[10].text
        == bea.told[10].text
        == (
            "Cheer Up: episode 9 moves\n"
            "Episode 9: [Tue 08 Nov 2022 13:00] (Tuesday 8 November 2022, 10:00 PM in Seoul (KST)). "
            "It was Monday 7 November 2022, 10:00 PM in Seoul (KST).\n"
            "Episode 10: [Mon 14 Nov 2022 13:00] (Monday 14 November 2022, 10:00 PM in Seoul (KST)). "
            "It was Tuesday 8 November 2022, 10:00 PM in Seoul (KST).\n"
            "Episode 11: [Tue 15 Nov 2022 13:00] (Tuesday 15 November 2022, 10:00 PM in Seoul (KST)). "
            "It was Monday 14 November 2022, 10:00 PM in Seoul (KST).\n"
            "Episode 12: [Mon 21 Nov 2022 13:00] (Monday 21 November 2022, 10:00 PM in Seoul (KST)). "
            "It was Tuesday 15 November 2022, 10:00 PM in Seoul (KST).\n"
            "Episodes 13 to 16 move too.\n"
            "The finale: [Mon 05 Dec 2022 13:00] (Monday 5 December 2022, 10:00 PM in Seoul (KST)).\n"
            "Why: Korean Series, game 5."
        )
    )


@both
async def test_a_season_of_when_the_phone_rings_left_out_a_week_and_began_early_once(bot):
    mina, (ana, bea) = await opened(bot, "2024-11-20 12:00 KST", PHONE)
    await bot.at("2024-12-05 18:00 KST")
    await does(bot, mina, "/skip phone rings 5-6 special news after martial law")
    await bot.at("2024-12-12 18:00 KST")
    await does(bot, mina, "/move phone rings 5 13 Dec 9:40 PM earlier start")
    await bot.at("2024-12-13 21:40 KST")
    told = titles(ana)
    assert told[-3:] == [
        "When the Phone Rings: episode 5 moves",
        "When the Phone Rings: episode 5 moves",
        "When the Phone Rings: Episode 5 of 12 is out now",
    ]
    await bot.at("2025-01-31 12:00 KST")
    assert (
        titles(ana)
        == titles(bea)
        == [
            "When the Phone Rings: Episode 1 of 12, the premiere, airs in 1 day",
            "When the Phone Rings: Episode 1 of 12, the premiere, is out now",
            *aired("When the Phone Rings", 12, 2, 3, 4),
            "When the Phone Rings: episode 5 moves",
            "When the Phone Rings: episode 5 moves",
            *aired("When the Phone Rings", 12, 5, 6, 7, 8, 9, 10, 11),
            "When the Phone Rings: Episode 12 of 12, the finale, is out now",
        ]
    )


@both
async def test_a_change_after_the_reminder_corrects_what_was_sent_and_undo_puts_it_back(bot):
    mina, (ana, bea) = await opened(bot, "2022-09-28 12:00 KST", CHEER_UP)
    for fan in (ana, bea):
        await fan.asks("/remind", drama="cheer-up", leads="1h")
    await bot.at("2022-10-31 21:10 KST")
    before = ana.told[-1].text, bea.told[-1].text
    assert [text.partition("\n")[0] for text in before] == ["Cheer Up: Episode 9 of 16 airs in 1 hour"] * 2
    await does(bot, mina, "/skip cheer up 9 breaking news")
    for fan in (ana, bea):
        assert titles(fan)[-2:] == ["Cheer Up: Episode 9 of 16 was changed", "Cheer Up: episode 9 moves"]
        assert fan.told[-2].text == (
            "Cheer Up: Episode 9 of 16 was changed\n"
            "Episode 9 is now announced for [Tue 01 Nov 2022 13:00] "
            "(Tuesday 1 November 2022, 10:00 PM in Seoul (KST)).\n"
            "This was announced for Monday 31 October 2022, 10:00 PM in Seoul (KST).\n"
            "Why: breaking news."
        )
    done = await mina.says("/undo cheer up")
    await bot.settled()
    assert done.text == (
        "Undone. Cheer Up is as it was.\n"
        "2 chats hear what changed and why.\n"
        "2 messages sent before are corrected where the chat allows it."
    )
    assert (ana.told[-3].text, bea.told[-3].text) == before
    await bot.at("2022-11-01 22:00 KST")
    assert titles(ana)[-3:] == [
        "Cheer Up: episode 9 moves",
        "Cheer Up: episode 9 moves",
        "Cheer Up: Episode 10 of 16 airs in 1 hour",
    ]


@both
async def test_of_two_admins_at_once_the_second_sees_what_the_first_did(bot):
    mina, _ = await opened(bot, "2022-09-28 12:00 KST", CHEER_UP)
    jun = DiscordFan(bot, bot.dc.person("jun"))
    refused = await jun.asks("/skip", drama="cheer up", episodes="9")
    assert refused.text == (
        "Only an editor of this bot may do that.\n"
        f"Your id here is {jun.person.id}. An owner of this bot can say /editors add {jun.person.id}."
    )
    await mina.says(f"/editors add discord:{jun.person.id} Jun")
    mine = await mina.says("/skip cheer up 9 baseball")
    theirs = await jun.asks("/hold", drama="cheer up", reason="strike")
    await mina.presses("Yes, do it", mine)
    overtaken = await jun.presses("Yes, do it", theirs)
    assert overtaken.text == (
        "This was changed in the meantime\n"
        "mina: skip episode 9 (baseball).\n"
        "Nothing of yours was done yet. Look at it again, on what is there now."
    )
    again = await jun.presses("Look again", overtaken)
    assert again.title == "Cheer Up: hold it from episode 1 on?"
    await mina.says(f"/editors remove discord:{jun.person.id}")
    late = await jun.presses("Yes, do it", again)
    assert late.title == "Only an editor of this bot may do that."


@both
async def test_fans_suggest_and_editors_decide_in_whichever_chat_they_are(bot):
    mina, (_, bea) = await opened(bot, "2022-09-28 12:00 KST", CHEER_UP)
    thanks = await bea.asks("/suggest", what="skip cheer up 9 baseball")
    assert thanks.title == "Thank you. The editors are looking at it, and you hear here what becomes of it."
    await bot.settled()
    card = mina.told[-1]
    assert card.text == (
        "Bea suggests. Cheer Up: skip episode 9\n"
        f"{''.join(f'Episode {number}: {was} → {now}{NEWLINE}' for number, was, now in PUSHED)}"
        "Why: baseball."
    )
    assert card.labels == ("Approve", "Edit", "Refuse")
    why = await mina.presses("Refuse", card)
    await mina.changes("Not official yet", why)
    await bot.settled()
    assert titles(bea) == ["The editors did not take your suggestion (skip episode 9). They say: Not official yet"]
    await bea.asks("/suggest", what="skip cheer up 9 baseball")
    await bot.settled()
    await mina.presses("Approve", mina.told[-1])
    await bot.settled()
    assert sorted(titles(bea)[1:]) == ["Cheer Up: episode 9 moves", "Thank you: your suggestion is in. Skip episode 9."]


async def test_a_file_and_a_chat_that_changed_the_same_drama_never_overwrite_each_other(bot):
    owner = bot.fan("mina")
    bot.settings += f"[admins]\n{bot.chats[0]} = [{owner.person.id}]\n"
    text = EMPTY.replace("\n", " # mine\n", 1) + 'first = "3 Oct 2022 10PM"\nepisodes = 4\nevery = ["Monday"]\n'
    bot.drama("another", text)
    await bot.start("2022-09-28 12:00 KST")
    await owner.presses("Yes, do it", await owner.asks("/alias", drama="another", name="Other One"))
    await bot.stop()
    await bot.start()
    assert bot.app.library.catalogue.dramas["another"].aliases == ("Other One",)
    await bot.stop()
    bot.drama("another", text.replace("episodes = 4", "episodes = 6"))
    await bot.start()
    await bot.settled()
    card = owner.told[-1]
    assert (card.title, card.labels) == ("Another: file or chat?", ("Take the file", "Keep what chat has"))
    drama = bot.app.library.catalogue.dramas["another"]
    assert (drama.aliases, drama.release().total) == (("Other One",), 4)
    await owner.presses("Take the file", card)
    drama = bot.app.library.catalogue.dramas["another"]
    assert (drama.aliases, drama.release().total) == ((), 6)
    await owner.asks("/undo", which="another")
    drama = bot.app.library.catalogue.dramas["another"]
    assert (drama.aliases, drama.release().total) == (("Other One",), 4)
    exported = await owner.asks("/export", drama="another")
    ((name, text),) = exported.files
    assert (name, parse(text, "another")) == ("another.toml", drama)
    assert 'title = "Another" # mine' in text
