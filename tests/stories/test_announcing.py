"""What an editor says to many: shown with the number of chats, confirmed, delivered once, and kept for the record."""

import pytest

from bot.store.upkeep import StoreUpkeep
from tests.stories.people import DiscordFan, TelegramFan

both = pytest.mark.parametrize("bot", ["telegram+discord"], indirect=True)
CHEER_UP = 'title = "Cheer Up"\n[[release]]\nnetwork = "SBS"\nzone = "KST"\nfirst = "3 Oct 2022 10PM"\nepisodes = 4\n'
OTHER = 'title = "Another"\n[[release]]\nnetwork = "tvN"\nzone = "KST"\n'


async def opened(bot):
    bot.drama("cheer-up", CHEER_UP + 'every = ["Monday"]\n')
    bot.drama("another", OTHER)
    mina = TelegramFan(bot, bot.tg.private("mina"))
    ana, bea = TelegramFan(bot, bot.tg.private("ana")), DiscordFan(bot, bot.dc.person("bea"))
    bot.settings += f"[admins]\ntelegram = [{mina.person.id}]\n"
    await bot.start("2022-09-28 12:00 KST")
    await ana.asks("/subscribe", drama="cheer-up")
    await bea.asks("/subscribe", drama="another")
    return mina, ana, bea


@both
async def test_it_is_shown_as_it_will_be_read_and_said_once_to_those_who_follow_the_drama(bot):
    mina, ana, bea = await opened(bot)
    card = await mina.says("/announce cheer up: The finale is twice as long.\n\nBring <b>snacks</b>, @everyone!")
    assert card.text == (
        "Say this to 1 chat?\n"
        "It goes to whoever follows Cheer Up, and reads:\n\n"
        "Cheer Up: a word from the editors\n"
        "The finale is twice as long.\n\nBring <b>snacks</b>, @everyone!"
    )
    assert card.labels == ("Yes, say it", "No", "To all who follow anything")
    await bot.settled()
    assert (ana.told, bea.told) == ([], [])
    assert (await mina.presses("Yes, say it", card)).title == (
        "It is on its way to 1 chat. /announced says how far it is."
    )
    again = await mina.presses("Yes, say it", card)
    await bot.settled()
    assert again.title == "That was said already by mina."
    assert ([one.text for one in ana.told], bea.told) == (
        [
            "Cheer Up: a word from the editors\nThe finale is twice as long.\n\nBring <b>snacks</b>, @everyone!",
        ],
        [],
    )
    assert ana.told[0].labels == ("Next", "Stop")
    assert (await mina.says("/announced")).text == (
        "What was announced\n"
        '28 Sep 2022 3:00 AM UTC: "The finale is twice as long. Bring <b>snacks</b>, @everyone!" '
        "to those who follow Cheer Up, by mina; told in 1 of 1 chat, 1 person."
    )
    await bot.at("2023-09-28 12:00 KST")
    await StoreUpkeep(bot.app.store).tidy(bot.now)
    assert (await mina.says("/announced")).text.endswith("by mina; too long ago to say how many were told.")


@both
async def test_to_all_who_follow_anything_and_only_with_rights_at_the_press(bot):
    mina, ana, bea = await opened(bot)
    card = await mina.says("/announce Cheer Up is back: tonight")
    assert card.title == "Say this to 2 chats?"
    assert card.labels == ("Yes, say it", "No", "To those who follow Cheer Up")
    assert (await ana.says("/sayit 1")).title == "Only an editor of this bot may do that."
    await mina.presses("No", card)
    assert (await mina.presses("Yes, say it", card)).title == "That was dropped already by mina."
    other = await mina.presses("To those who follow Cheer Up", card)
    assert other.title == "Say this to 1 chat?"
    await mina.presses("Yes, say it", await mina.presses("To all who follow anything", other))
    await bot.settled()
    said = "A word from the editors\nCheer Up is back: tonight"
    assert ([one.text for one in ana.told], [one.text for one in bea.told]) == ([said], [said])
    assert mina.told == []


@both
async def test_it_survives_a_kill_and_is_never_said_twice(bot):
    mina, ana, bea = await opened(bot)
    await mina.presses("Yes, say it", await mina.says("/announce We are back."))
    await bot.kill()
    await bot.start()
    await bot.settled()
    await bot.stop()
    await bot.start()
    await bot.settled()
    assert [[one.text for one in fan.told] for fan in (ana, bea)] == [["A word from the editors\nWe are back."]] * 2


@both
async def test_what_cannot_be_said_is_answered(bot):
    mina, _, _ = await opened(bot)
    assert (await mina.says("/announce " + "x" * 1501)).title == (
        "That has 1501 letters. Up to 1500 fit one message everywhere."
    )
    assert (await mina.says("/announce cheer up:")).title.startswith("What am I to say?")
    assert (await mina.says("/sayit 99")).title == "There is no announcement 99. /announce makes one."
    assert (await mina.says("/sayit x")).title.startswith('"x" is no number of an announcement.')
    assert (await mina.says("/announced")).title.startswith("Nothing was announced so far.")
