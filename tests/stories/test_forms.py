"""Forms in each chat's own way: a modal in Discord, one question after the other in Telegram and at the terminal."""

import pytest

from tests.stories.people import DiscordFan, TelegramFan

START = "2024-03-20 12:00 KST"
EMPTY = 'title = "Another"\n[[release]]\nnetwork = "tvN"\nzone = "KST"\n'
CARD = (
    "Add Lovely Runner?\n"
    "tvN: 16 episodes, every Monday and Tuesday at 8:50 PM in Seoul (KST).\n"
    "Episode 1: [Mon 08 Apr 2024 11:50] (Monday 8 April 2024, 8:50 PM in Seoul (KST)).\n"
    "Episode 2: [Tue 09 Apr 2024 11:50] (Tuesday 9 April 2024, 8:50 PM in Seoul (KST)).\n"
    "Episode 16: [Tue 28 May 2024 11:50] (Tuesday 28 May 2024, 8:50 PM in Seoul (KST))."
)
FILLED = {
    "Title": "Lovely Runner",
    "Network or platform": "tvn",
    "First episode": "8 Apr 2024 8:50 PM KST",
    "Episodes": "16",
    "Weekdays": ["Monday", "Tuesday"],
}
telegram = pytest.mark.parametrize("bot", ["telegram"], indirect=True)
discord = pytest.mark.parametrize("bot", ["discord"], indirect=True)


async def editor(bot, name: str = "mina"):
    bot.drama("another", EMPTY)
    mina = bot.fan(name)
    bot.settings += f"[admins]\n{bot.chats[0]} = [{mina.person.id}]\n"
    await bot.start(START)
    return mina


@discord
async def test_in_discord_a_bare_adddrama_opens_a_modal_and_ends_with_the_card_that_asks_once(bot):
    mina: DiscordFan = await editor(bot)
    form = await mina.person.uses("/adddrama")
    assert form.modal
    assert form.modal.title == "New drama"
    assert [(one.label, one.required, one.value) for one in form.modal.fields] == [
        (label, True, None) for label in FILLED
    ]
    card = await mina.fills(form, FILLED)
    assert card.text == CARD
    assert (await mina.presses("Yes, do it", card)).title == "Lovely Runner is in the schedule now"
    assert bot.app.library.catalogue.dramas["lovely-runner"].release().total == 16


@telegram
async def test_in_telegram_it_asks_one_question_after_the_other_and_a_restart_loses_no_answer(bot):
    mina: TelegramFan = await editor(bot)
    asked = await mina.says("/adddrama")
    assert (asked.text, asked.labels) == (
        "New drama: Title\nWhat is it called? For example: Lovely Runner",
        ("Cancel",),
    )
    network = await mina.says("Lovely Runer")
    assert network.labels == ("tvN", "Netflix", "JTBC", "SBS", "MBC", "KBS2", "Back", "Cancel")
    title = await mina.changes("Back", network)
    assert title.text == ("New drama: Title\nWhat is it called? For example: Lovely Runner\nSo far: Lovely Runer")
    network = await mina.says("Lovely Runner")
    first = await mina.changes("tvN", network)
    assert first.title == "New drama: First episode"
    assert (await mina.says("/today")).title == "Nothing airs today, and nothing more is announced."
    wrong = await mina.says("08/04/2024 8:50 PM")
    assert wrong.text.startswith(
        'New drama: First episode\n"08/04/2024" can be read in more than one way. Write the month by name'
    )
    await bot.stop()
    await bot.start()
    year = await mina.says("8 Apr 8:50 PM")
    assert year.labels[:3] == ("Saturday 8 April 2023", "Monday 8 April 2024", "Tuesday 8 April 2025")
    zone = await mina.changes("Monday 8 April 2024", year)
    assert zone.labels[:2] == ("Seoul (KST)", "Kuala Lumpur (MYT)")
    doubtful = await mina.says("CST")
    assert doubtful.labels[:2] == ("Shanghai, China", "Taipei, Taiwan")
    episodes = await mina.says("KST")
    every = await mina.changes("16", episodes)
    card = await mina.changes("Mondays and Tuesdays", every)
    assert (card.text, card.labels) == (CARD, ("Yes, do it", "Edit", "No"))
    await mina.presses("Yes, do it", card)
    assert bot.app.library.catalogue.dramas["lovely-runner"].release().total == 16


@telegram
async def test_in_a_group_only_a_reply_to_the_question_by_whom_it_was_asked_is_an_answer(bot):
    mina: TelegramFan = await editor(bot)
    jun = TelegramFan(bot, bot.tg.private("jun"))
    group = bot.tg.group("Fans", mina.person)
    await jun.person.joins(group)
    asked = await mina.says("/adddrama", group)
    said = bot.tg.messages(group)[-1]
    assert asked.text == (
        "New drama: Title\n"
        "What is it called? For example: Lovely Runner\n"
        'Reply to this message. "back" and "cancel" do what they say.'
    )
    assert (said.asks_reply, said.reply_to is not None, asked.labels) == (True, True, ())
    before = len(bot.tg.messages(group))
    await jun.person.says("Mine", group, reply_to=asked.native)
    await mina.person.says("Not for you", group)
    today = await mina.says("/today", group)
    await mina.person.says("An answer to something else", group, reply_to=today.native)
    network = await mina.says("Lovely Runner", group, reply_to=asked)
    assert len(bot.tg.messages(group)) == before + 2
    assert network.text == (
        "New drama: Network or platform\n"
        "Where does it come out? For example: tvN\n"
        "Reply to this message or press a button."
    )
    refused = await jun.presses("tvN", network, group)
    assert refused.title == "That form is no longer open, or somebody else is filling it in. Open one of your own."
    first = await mina.presses("tvN", network, group)
    assert first.title == "New drama: First episode"
    assert (await mina.says("cancel", group, reply_to=first)).title == "New drama: cancelled, nothing was changed."
