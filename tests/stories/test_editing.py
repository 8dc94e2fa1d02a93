"""A schedule kept alive in chat: entered as first announced, and mended week by week as it really went."""

from datetime import timedelta

import pytest

from bot.core import times
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
CHEER_UP_NIGHTS = (  # on which its episodes were really out
    "2022-10-03", "2022-10-04", "2022-10-10", "2022-10-11", "2022-10-17", "2022-10-18", "2022-10-24", "2022-10-25",
    "2022-11-08", "2022-11-14", "2022-11-15", "2022-11-29", "2022-12-05", "2022-12-06", "2022-12-12", "2022-12-13",
)  # fmt: skip
PHONE_NIGHTS = (
    "2024-11-22", "2024-11-23", "2024-11-29", "2024-11-30", "2024-12-13", "2024-12-14",
    "2024-12-20", "2024-12-21", "2024-12-27", "2024-12-28", "2025-01-03", "2025-01-04",
)  # fmt: skip
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
    if "Yes, do it" in card.labels:  # what is undone was confirmed once
        await mina.presses("Yes, do it", card)
    await bot.settled()
    return card.title


async def lives(bot, mina, fans, title: str, nights, edits) -> None:
    """Through all that happened, in order: both fans hear of each episode when it was really out, of each edit when it
    was made, and of nothing else.
    """
    total, expected = len(nights), []
    for when, what, *notice in sorted([*nights, *edits]):
        at = times.read_instant(when)
        premiere, finale = what == 1, what == total
        if premiere:
            await bot.at((at - timedelta(days=1)).isoformat())
            expected.append(f"{title}: Episode 1 of {total}, the premiere, airs in 1 day")
        await bot.at((at - timedelta(minutes=1)).isoformat())
        assert [titles(fan) for fan in fans] == [expected, expected], when
        await bot.at(when)
        if notice:
            await does(bot, mina, what)
            expected += notice
        else:
            named = ", the premiere," if premiere else ", the finale," if finale else ""
            expected.append(f"{title}: Episode {what} of {total}{named} is out now")
        assert [titles(fan) for fan in fans] == [expected, expected], when
    await bot.at((at + timedelta(days=30)).isoformat())
    assert [titles(fan) for fan in fans] == [expected, expected]


def titles(fan) -> list[str]:
    return [one.title for one in fan.told]


@both
async def test_a_season_of_cheer_up_is_told_rightly_in_both_chats_however_often_it_moves(bot):
    mina, fans = await opened(bot, "2022-09-28 12:00 KST", CHEER_UP)
    nights = [(f"{on} 22:00 KST", number) for number, on in enumerate(CHEER_UP_NIGHTS, 1)]
    edits = [
        ("2022-10-29 18:00 KST", "/skip cheer up 9-10 national mourning", "Cheer Up: episode 9 moves"),
        ("2022-11-07 09:00 KST", "/skip cheer up 9 Korean Series, game 5", "Cheer Up: episode 9 moves"),
        ("2022-11-13 09:00 KST", "/skip cheer up 10-11 no football after all", "Cheer Up: episode 10 moves"),
        ("2022-11-13 09:30 KST", "/undo cheer up", "Cheer Up: episode 10 moves"),
        ("2022-11-20 12:00 KST", "/skip cheer up 12-13 World Cup", "Cheer Up: episode 12 moves"),
        ("2022-11-27 12:00 KST", "/skip cheer up 12 World Cup", "Cheer Up: episode 12 moves"),
    ]
    ana, bea = fans
    await lives(bot, mina, fans, "Cheer Up", nights, edits)
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
    mina, fans = await opened(bot, "2024-11-20 12:00 KST", PHONE)
    early = "2024-12-13"
    nights = [(f"{on} 21:{40 if on == early else 50} KST", number) for number, on in enumerate(PHONE_NIGHTS, 1)]
    moves = "When the Phone Rings: episode 5 moves"
    edits = [
        ("2024-12-05 18:00 KST", "/skip phone rings 5-6 special news after martial law", moves),
        ("2024-12-12 18:00 KST", "/move phone rings 5 13 Dec 9:40 PM earlier start", moves),
    ]
    await lives(bot, mina, fans, "When the Phone Rings", nights, edits)


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
        "Suggested by Bea. Cheer Up: skip episode 9\n"
        f"{''.join(f'Episode {number}: {was} → {now}{NEWLINE}' for number, was, now in PUSHED)}"
        "Why: baseball."
    )
    assert card.labels == ("Approve", "Edit", "Refuse")
    why = await mina.presses("Refuse", card)
    await mina.changes("Not official yet", why)
    await bot.settled()
    assert titles(bea) == [
        "The editors did not take your suggestion (Cheer Up: skip episode 9). They say: Not official yet"
    ]
    await bea.asks("/suggest", what="skip cheer up 9 baseball")
    await bot.settled()
    await mina.presses("Approve", mina.told[-1])
    await bot.settled()
    assert sorted(titles(bea)[1:]) == [
        "Cheer Up: episode 9 moves",
        "Thank you: your suggestion is in. Cheer Up: skip episode 9.",
    ]


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


@both
async def test_two_owners_are_shown_both_sides_and_what_one_of_them_chooses_stays(bot):
    mina, dan = TelegramFan(bot, bot.tg.private("mina")), DiscordFan(bot, bot.dc.person("dan"))
    bot.settings += f"[admins]\ntelegram = [{mina.person.id}]\ndiscord = [{dan.person.id}]\n"
    text = EMPTY + 'first = "3 Oct 2022 10PM"\nepisodes = 4\nevery = ["Monday"]\n'
    bot.drama("another", text)
    await bot.start("2022-09-28 12:00 KST")
    await dan.presses("Yes, do it", await dan.asks("/alias", drama="another", name="Other One"))
    await mina.presses("Yes, do it", await mina.says("/move another 2 11 Oct 10 PM football"))
    await bot.stop()
    bot.drama("another", text.replace('title = "Another"', 'title = "Another"\nrating = "15+"'))
    await bot.start()
    await bot.settled()
    kept = bot.app.library.catalogue.dramas["another"]
    assert (
        mina.told[-1].text
        == dan.told[-1].text
        == (
            "Another: file or chat?\n"
            "This file was changed on disk, and the drama was changed in chat. Which one is to be kept?\n"
            "Episode 2: Tuesday 11 October 2022, 10:00 PM in Seoul (KST) → "
            "Monday 10 October 2022, 10:00 PM in Seoul (KST)\n"
            "\n"
            'In chat: aliases = ["Other One"]\n'
            'In the file: rating = "15+"\n'
            "In chat: [[release.change]]\n"
            "In chat: episodes = [2]\n"
            'In chat: at = "11 October 2022 10:00 PM"\n'
            'In chat: reason = "football"'
        )
    )
    await dan.presses("Keep what chat has", dan.told[-1])
    again = await mina.presses("Take the file", mina.told[-1])
    assert again.title == "What chat has was kept already by Dan."
    heard = len(mina.told), len(dan.told)
    await bot.stop()
    await bot.start()
    await bot.settled()
    assert (len(mina.told), len(dan.told)) == heard
    assert bot.app.library.catalogue.dramas["another"] == kept
