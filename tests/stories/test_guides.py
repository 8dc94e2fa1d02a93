"""A drama that TVmaze lists: found by its name, shown before anything is stored, and brought up to date later."""

import pytest

from tests.emulators.tvmaze import TVmazeEmulator, episode, network, show, weekly
from tests.stories.people import DiscordFan, TelegramFan

EMPTY = 'title = "Another"\n[[release]]\nnetwork = "tvN"\nzone = "KST"\n'
EPISODES = weekly("2024-04-08", 16)
RUNNER = show(70041, "Lovely Runner", EPISODES, webChannel=network("Viki", None))
SPECIAL = episode(None, "2024-05-29", name="The Wedding", type="significant_special")


@pytest.fixture
async def maze():
    async with TVmazeEmulator() as emulator:
        yield emulator


async def opened(bot, maze, at: str = "2024-04-01 12:00 KST"):
    bot.drama("another", EMPTY)
    mina = TelegramFan(bot, bot.tg.private("mina")) if "telegram" in bot.chats else DiscordFan(bot, bot.dc.person("m"))
    bot.settings += f'[admins]\n{bot.chats[0]} = [{mina.person.id}]\n[tvmaze]\napi_url = "{maze.url}"\n'
    await bot.start(at)
    return mina


async def adds(mina, words: str):
    return await mina.asks("/adddrama", drama=words)


async def test_by_its_name_with_a_choice_and_a_card(bot, maze):
    other = show(2, "Runner On", weekly("2020-12-16", 2), premiered="2020-12-16", network=network("JTBC"))
    maze.shows = {"70041": RUNNER | {"status": "Ended"}, "2": other}
    maze.shows["70041"]["_embedded"]["episodes"] = [*EPISODES, SPECIAL]
    mina = await opened(bot, maze)
    which = await adds(mina, 'tvmaze:"runner"')
    assert which.title == 'Which "runner"?'
    assert which.labels == ("Lovely Runner (tvN, 2024)", "Runner On (JTBC, 2020)")
    card = await mina.presses("Lovely Runner (tvN, 2024)", which)
    assert card.text == (
        "Add Lovely Runner?\n"
        "tvN: 16 episodes, every Monday and Tuesday at 8:50 PM in Seoul (KST).\n"
        "Episode 1: [Mon 08 Apr 2024 11:50] (Monday 8 April 2024, 8:50 PM in Seoul (KST)).\n"
        "Episode 2: [Tue 09 Apr 2024 11:50] (Tuesday 9 April 2024, 8:50 PM in Seoul (KST)).\n"
        "Episode 16: [Tue 28 May 2024 11:50] (Tuesday 28 May 2024, 8:50 PM in Seoul (KST)).\n"
        "From TVmaze, tvmaze:70041.\n"
        "Left out, as specials: The Wedding.\n"
        "It names Viki too, without hours."
    )
    assert card.labels == ("With Viki too", "Yes, do it", "Edit", "Rehearse", "No")
    assert "lovely-runner" not in bot.app.library.catalogue.dramas
    both = await mina.presses("With Viki too", card)
    await mina.presses("Yes, do it", both)
    drama = bot.app.library.catalogue.dramas["lovely-runner"]
    assert [(one.network, one.total, one.episodes[0].announced.at is None) for one in drama.releases] == [
        ("tvN", 16, False),
        ("Viki", 16, True),
    ]


@pytest.mark.parametrize("bot", ["telegram"], indirect=True)
async def test_for_a_drama_that_is_there_the_card_shows_what_differs_and_followers_are_told(bot, maze):
    maze.shows["70041"] = RUNNER | {"_embedded": {"episodes": EPISODES[:4], "cast": []}, "webChannel": None}
    mina = await opened(bot, maze)
    card = await adds(mina, "https://www.tvmaze.com/shows/70041/lovely-runner")
    assert card.labels == ("These 4 are all", "Yes, do it", "Edit", "Rehearse", "No")
    await mina.presses("Yes, do it", card)
    await mina.asks("/subscribe", drama="lovely runner")
    assert (await adds(mina, "tvmaze:70041")).title == "Lovely Runner is as TVmaze has it: nothing differs."
    await bot.stop()
    moved = [*EPISODES[:3], episode(4, "2024-04-22", "20:50", "2024-04-22T11:50:00+00:00"), *EPISODES[5:8]]
    moved = [one | {"number": number} for number, one in enumerate(moved, 1)]
    maze.shows["70041"] = RUNNER | {"_embedded": {"episodes": moved, "cast": []}, "webChannel": None}
    await bot.start()
    card = await adds(mina, "tvmaze:70041")
    assert card.title == "Lovely Runner: take over what TVmaze says?"
    await mina.presses("Yes, do it", card)
    await bot.settled()
    assert mina.told[-1].text.startswith("Lovely Runner: episode 4 moves\nEpisode 4: [Mon 22 Apr 2024 11:50]")


@pytest.mark.parametrize("bot", ["telegram"], indirect=True)
async def test_what_goes_wrong_there_is_said_and_nothing_is_stored(bot, maze):
    maze.shows["1"] = show(1, "Streamed", [episode(1, "2024-11-22")], network=None, webChannel=network("Netflix", None))
    again = [one | {"season": 2} for one in weekly("2025-04-07", 2)]
    maze.shows["2"] = show(2, "Again", [*weekly("2024-04-08", 2), *again])
    mina = await opened(bot, maze)
    assert (await adds(mina, "tvmaze:999")).title.startswith("TVmaze has no show 999.")
    assert (await adds(mina, "tvmaze:nothing like it")).title == (
        'Nothing there is called "nothing like it". Try fewer words, or its English title.'
    )
    assert (await adds(mina, "tvmaze:")).title.startswith("Which one? Say its name or its number there")
    zone = await adds(mina, "tvmaze:1")
    assert zone.title == "TVmaze names no country for Netflix. On which clock are its dates?"
    assert (await mina.presses("Seoul", zone)).text == (
        "Add Streamed?\n"
        "Netflix: number of episodes not announced, all at once.\n"
        "Episode 1: Friday 22 November 2024, hour not announced.\n"
        "From TVmaze, tvmaze:1.\n"
        "It says no hour for episode 1, so none is told.\n"
        "It lists 1 episode so far, and not that these are all."
    )
    season = await adds(mina, "tvmaze:2")
    assert (season.title, season.labels) == (
        "TVmaze has 2 seasons of Again. Which one?",
        ("Season 1 (2024)", "Season 2 (2025)", "All as one"),
    )
    assert (await mina.presses("Season 2 (2025)", season)).title == "Add Again 2?"
    await maze.__aexit__()
    assert (await adds(mina, "tvmaze:3")).title == "127.0.0.1 takes no connection. Try again later."
    assert set(bot.app.library.catalogue.dramas) == {"another"}


@pytest.mark.parametrize("bot", ["telegram"], indirect=True)
async def test_a_remake_of_a_drama_that_is_there_is_pointed_out(bot, maze):
    maze.shows["1"] = show(1, "Another", weekly("2024-04-08", 2), status="Ended")
    mina = await opened(bot, maze)
    bot.drama("another", EMPTY + 'first = "3 Oct 2002 10PM"\n')
    await bot.stop()
    await bot.start()
    card = await adds(mina, "tvmaze:1")
    assert card.text.splitlines()[:2] == [
        "Add Another?",
        "Mind: there is a drama called that already, Another on tvN, from 3 October 2002 (/drama another).",
    ]
    await mina.presses("Yes, do it", card)
    assert set(bot.app.library.catalogue.dramas) == {"another", "another-2024"}
