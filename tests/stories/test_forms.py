"""Forms in each chat's own way: a modal in Discord, one question after the other in Telegram and at the terminal."""

import pytest

from tests.stories.people import DiscordFan

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
