"""Forms in each chat's own way: a modal in Discord, one question after the other in Telegram and at the terminal."""

import pytest

from bot.chats.discord import answers
from tests.stories.people import DiscordFan, TelegramFan, TerminalFan
from tests.stories.process import ran

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
terminal = pytest.mark.parametrize("bot", ["terminal"], indirect=True)
discord = pytest.mark.parametrize("bot", ["discord"], indirect=True)


async def form_of(fan: DiscordFan, under_way):
    """The form that an answer opens; on a machine that is too busy to open it in time, by the button instead."""
    answer = await under_way
    while answer.modal is None:
        answer = await fan.person.presses("Open the form", answer)
    return answer


async def editor(bot, name: str = "mina"):
    bot.drama("another", EMPTY)
    mina = bot.fan(name)
    bot.settings += f"[admins]\n{bot.chats[0]} = [{mina.person.id}]\n"
    await bot.start(START)
    return mina


@discord
async def test_in_discord_a_bare_adddrama_opens_a_modal_and_ends_with_the_card_that_asks_once(bot):
    mina: DiscordFan = await editor(bot)
    form = await form_of(mina, mina.person.uses("/adddrama"))
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
    old = await mina.says("/adddrama")
    asked = await mina.says("/adddrama")
    closed = await mina.presses("Cancel", old)
    assert closed.title == "That form is no longer open, or somebody else is filling it in. Open one of your own."
    assert (asked.text, asked.labels) == (
        "New drama: Title\nWhat is it called? For example: Lovely Runner",
        ("Cancel",),
    )
    network = await mina.says("Lovely Runer")
    assert network.labels == ("tvN", "Netflix", "JTBC", "SBS", "MBC", "KBS2", "Back", "Cancel")
    title = await mina.changes("Back", network)
    assert title.text == ("New drama: Title\nWhat is it called? For example: Lovely Runner\nSo far: Lovely Runer")
    network = await mina.says("Lovely Runner")
    await bot.tg.until(lambda: not bot.tg.current(title.native).labels, 20, "a question without its buttons")
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
    assert (card.text, card.labels) == (CARD, ("Yes, do it", "Edit", "Rehearse", "No"))
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


@discord
async def test_in_discord_all_faults_are_said_at_once_and_the_form_opens_again_as_it_was_filled_in(bot):
    mina: DiscordFan = await editor(bot)
    form = await form_of(mina, mina.person.uses("/adddrama"))
    wrong = {**FILLED, "Network or platform": "netflx", "First episode": "08/04/2024", "Episodes": "sixteen"}
    faults = await mina.fills(form, {**wrong, "Weekdays": ["All at once", "Monday"]})
    assert faults.text == (
        "New drama: not quite\n"
        "Network or platform: Do you mean Netflix?\n"
        'First episode: "08/04/2024" can be read in more than one way. Write the month by name, '
        'for example "20 June 2021", or year, month and day as in "2021-06-20".\n'
        'Episodes: "sixteen" is no number of episodes. Say it in figures, from 1 to 9999, such as 16.\n'
        "Weekdays: Say either weekdays or all at once, not both.\n"
        "Nothing of what you typed is lost."
    )
    assert faults.labels == ("Netflix", "It is netflx", "Open the form again", "Cancel")
    await bot.stop()
    await bot.start()
    again = await form_of(mina, mina.person.presses("Open the form again", faults.native))
    assert [one.value or one.chosen for one in again.modal.fields] == [
        "Lovely Runner",
        "netflx",
        "08/04/2024",
        "sixteen",
        ("Monday", "All at once"),
    ]
    hidden = "\u202eLovely\x07\n Runner\u200f"
    zoneless = await mina.fills(again, {**FILLED, "Title": hidden, "First episode": "8 Apr 2024 8:50 PM"})
    assert zoneless.text == (
        "New drama: not quite\n"
        "Time zone: On which clock is that? The zone decides which day it is for everybody else. "
        "For example: KST, Kuala Lumpur or +8\n"
        "Nothing of what you typed is lost."
    )
    card = await mina.presses("Seoul (KST)", zoneless)
    assert (card.text, card.native.updated) == (CARD, True)


@discord
async def test_who_is_no_editor_any_more_when_the_form_comes_is_refused(bot):
    olga: DiscordFan = await editor(bot, "olga")
    mina = DiscordFan(bot, bot.dc.person("mina"))
    channel = bot.dc.guild("Fans").channel("general")
    await olga.asks("/editors", what="add", who=f"<@{mina.person.id}>")
    form = await form_of(mina, mina.person.uses("/adddrama", in_=channel))
    faults = await mina.fills(form, {**FILLED, "Network or platform": "tvm"})
    card = await mina.presses("tvN", faults)
    assert (card.text, card.native.updated, card.native.ephemeral) == (CARD, True, True)
    form = await form_of(mina, mina.person.uses("/adddrama", in_=channel))
    await olga.asks("/editors", what="remove", who=f"<@{mina.person.id}>")
    for refused in (await mina.fills(form, FILLED), await mina.presses("Yes, do it", card)):
        assert refused.title == "Only an editor of this bot may do that."
        assert refused.native.ephemeral
    assert list(bot.app.library.catalogue.dramas) == ["another"]


@discord
async def test_an_edited_card_is_made_anew_and_a_suggestion_is_refused_in_the_editors_own_words(bot):
    mina: DiscordFan = await editor(bot)
    bea = DiscordFan(bot, bot.dc.person("bea"))
    await bea.asks("/suggest", what='"Lovely Runer" tvN 8 Apr 2024 8:50 PM KST, Mondays and Tuesdays, 16 episodes')
    await bot.settled()
    form = await form_of(mina, mina.person.presses("Edit", mina.told[-1].native))
    assert [one.value or one.chosen for one in form.modal.fields] == [
        "Lovely Runer",
        "tvN",
        "8 April 2024 20:50 KST",
        "16",
        ("Monday", "Tuesday"),
    ]
    card = await mina.fills(form, {"Title": "Lovely Runner"})
    assert card.text == CARD.replace("Add Lovely Runner?", "Suggested by Bea. Add Lovely Runner")
    why = await mina.presses("Refuse", card)
    assert why.labels == (
        "It is there already",
        "Not official yet",
        "I found no source for it",
        "It does not fit here",
        "In other words",
        "Cancel",
    )
    words = await form_of(mina, mina.person.presses("In other words", why.native))
    assert (
        await mina.fills(words, {"Reason": "It is a film"})
    ).title == "Nothing was changed. This is off: add Lovely Runner."
    await bot.settled()
    assert [one.title for one in bea.told] == [
        "The editors did not take your suggestion (add Lovely Runner). They say: It is a film"
    ]


@discord
async def test_editdrama_opens_in_two_parts_filled_in_and_changes_only_what_was_changed(bot):
    mina: DiscordFan = await editor(bot)
    form = await form_of(mina, mina.person.uses("/editdrama", drama="another"))
    assert [(one.label, one.value) for one in form.modal.fields] == [
        ("Title", "Another"),
        ("Original title", None),
        ("Other names", None),
        ("Rating", None),
        ("Episodes", "tba"),
    ]
    menu = await mina.fills(form, {"Other names": "The Other, Another One", "Rating": "15+"})
    assert menu.labels == ("Names, rating, episodes", "About, director, source", "That is all", "Cancel")
    more = await form_of(mina, mina.person.presses("About, director, source", menu.native))
    menu = await mina.fills(more, {"About": "Two people.\nOne house."})
    await mina.presses("Yes, do it", await mina.asks("/alias", drama="another", name="The Third"))
    card = await mina.presses("That is all", menu)
    assert card.title == (
        "Another: call it The Other and Another One too, change its rating to 15+ "
        "and change its about to Two people. One house.?"
    )
    await mina.presses("Yes, do it", card)
    drama = bot.app.library.catalogue.dramas["another"]
    assert (drama.aliases, drama.rating, drama.about) == (
        ("The Third", "The Other", "Another One"),
        "15+",
        "Two people.\nOne house.",
    )


@terminal
async def test_a_form_is_closed_a_day_after_the_last_answer_and_by_cancel(bot):
    bot.drama("another", EMPTY)
    await bot.start(START)
    mina: TerminalFan = bot.fan("mina")
    await mina.says("/adddrama")
    await mina.says("Lovely Runner")
    await bot.at("2024-03-21 11:59 KST")
    assert (await mina.says("tvN")).title == "New drama: First episode"
    await bot.at("2024-03-22 11:59 KST")
    assert (await mina.says("another")).title == "Another"
    assert (await mina.says("/cancel")).text == "No form is open here."
    await mina.says("/adddrama")
    assert (await mina.says("cancel")).text == "New drama: cancelled, nothing was changed."
    assert (await mina.says("another")).title == "Another"


@terminal
async def test_words_that_mean_harm_do_none(bot):
    bot.drama("another", EMPTY)
    await bot.start(START)
    mina: TerminalFan = bot.fan("mina")
    await mina.says("/adddrama")
    long = await mina.says("x" * 10_000)
    assert long.text == (
        "New drama: Title\n"
        "That is too long: it has 10000 characters, at most 300 are read. For example: Lovely Runner\n"
        "What is it called? For example: Lovely Runner"
    )
    assert (await mina.says("\u202e\x00")).title == "New drama: Title"
    await mina.says("\u202e@everyone <b>Lovely</b>\x07 **Runner**\u200f")
    for words in ("tvN", "8 Apr 2024 8:50 PM KST", "16"):
        await mina.says(words)
    card = await mina.says("Mondays and Tuesdays")
    assert card.title == "Add @everyone <b>Lovely</b> **Runner**?"
    await mina.presses("Yes, do it", card)
    assert bot.app.library.catalogue.dramas["everyone-b-lovely-b-runner"].title == "@everyone <b>Lovely</b> **Runner**"


async def test_a_drama_is_added_from_a_pipe(tmp_path):
    lines = ("/adddrama", "Lovely Runner", "tvN", "back", "keep it", "8 Apr 2024 8:50 PM", "kst", "16", "Mondays")
    status, out, _ = await ran(
        tmp_path, "chat", typed="\n".join((*lines, "/approve 1", "/drama lovely-runner-2024", ""))
    )
    assert status == 0
    assert "Lovely Runner is in the schedule now" in out
    assert "tvN: 16 episodes, every Monday at 8:50 PM in Seoul (KST)." in out.partition("is in the schedule now")[2]


@telegram
async def test_a_fan_suggests_a_quote_by_a_form_and_an_editor_adds_one(bot):
    mina: TelegramFan = await editor(bot)
    cast = '[[cast]]\nactor = "Song Kang"\n'
    for slug in ("first", "second"):
        bot.drama(slug, EMPTY.replace("Another", slug.title()) + cast)
    await bot.stop()
    await bot.start()
    bea = TelegramFan(bot, bot.tg.private("bea"))
    asked = await bea.says("/suggest")
    assert asked.labels == ("A drama", "A quote")
    await bea.presses("A quote", asked)
    assert (await bea.says("Nobody")).text.startswith("Suggest a quote: Who\n")
    which = await bea.says("songkang")
    assert which.labels == ("First", "Second", "Back", "Cancel")
    await bea.changes("Second", which)
    await bea.says("“I put a lot of effort in.”")
    marks = await bea.says("GOKpop, 19 June 2021")
    assert marks.labels == ("Skip", "Back", "Cancel")
    assert (await bea.says("blah")).text.startswith('Suggest a quote: Episode, spoiler\n"blah" is not understood.')
    assert (await bea.says("ep 3, spoiler")).title == (
        "Thank you. The editors are looking at it, and you hear here what becomes of it."
    )
    await bot.settled()
    await mina.presses("Approve", mina.told[-1])
    [quote] = bot.app.library.catalogue.dramas["second"].quotes
    assert (quote.who, quote.text, quote.source, quote.episode, quote.spoiler) == (
        "Song Kang",
        "I put a lot of effort in.",
        "GOKpop, 19 June 2021",
        3,
        True,
    )


@discord
async def test_a_form_that_could_not_be_opened_in_time_is_opened_by_a_button(bot, monkeypatch):
    mina: DiscordFan = await editor(bot)
    monkeypatch.setattr(answers, "OPENING", 0.0)
    late = await mina.asks("/adddrama")
    assert (late.text, late.labels, late.native.deferred) == (
        "New drama\nThe form is ready.",
        ("Open the form", "Cancel"),
        True,
    )
    monkeypatch.undo()
    form = await form_of(mina, mina.person.presses("Open the form", late.native))
    assert (await mina.fills(form, FILLED)).text == CARD
