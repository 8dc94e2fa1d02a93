"""/rehearse: a season at once, for whoever asks, before anybody is told of it."""

from collections.abc import AsyncIterator

import pytest

from tests.stories.bot import Bot

SPLIT = """
title = "Night Shift"
[[release]]
network = "tvN"
zone = "KST"
first = "7 Oct 2024 9PM"
episodes = 40
every = ["Monday"]
"""


@pytest.fixture
async def bot(tmp_path) -> AsyncIterator[Bot]:
    async with Bot(tmp_path, "terminal") as bot:
        yield bot


async def test_a_season_is_told_in_order_with_its_instants_and_a_quote(bot):
    await bot.start("2021-06-01 12:00 UTC")
    seen = await bot.fan("ana").asks("/rehearse", drama="nevertheless")
    lines = seen.text.split("\n")
    assert lines[:2] == [
        "Rehearsal of Nevertheless on Netflix",
        "11 messages to those who have not chosen their reminders, by the clock of Kuala Lumpur (MYT).",
    ]
    assert lines[3:6] == [
        "Friday night, 12:00 AM Saturday 19 June 2021 in Kuala Lumpur (MYT)",
        "Episode 1 of 10, the premiere, airs in 1 day",
        "Watch it on Netflix, Saturday night, 12:00 AM Sunday 20 June 2021 in Kuala Lumpur (MYT).",
    ]
    ordinary = "Saturday night, 12:00 AM Sunday 27 June 2021 in Kuala Lumpur (MYT): Episode 2 of 10 is out now"
    assert ordinary in lines
    finale = lines.index("Episode 10 of 10, the finale, is out now")
    assert lines[finale - 1] == "Saturday night, 12:00 AM Sunday 22 August 2021 in Kuala Lumpur (MYT)"
    assert lines.index("Whenever somebody asks for a quote") > finale
    assert seen.native["On JTBC"] == "/rehearse nevertheless jtbc"


async def test_of_a_long_season_the_middle_is_counted(bot):
    bot.drama("night-shift", SPLIT)
    await bot.start("2024-10-01 12:00 KST")
    seen = await bot.fan("ana").asks("/rehearse", drama="night shift")
    lines = seen.text.split("\n")
    assert "41 messages" in lines[1]
    assert "… and 29 more like these …" in lines
    assert sum(": Episode" in line for line in lines) == 12 - 3, "six at either end, three of them in full"


async def test_a_drama_that_nobody_has_approved_is_played_too(bot):
    await bot.start("2024-03-01 12:00 KST")
    ana = bot.fan("ana")
    thanks = await ana.asks('/suggest "Quiet Hours" tvN 8 Apr 2024 8:50 PM KST, Mondays, 16 episodes')
    assert thanks.title.startswith("Thank you.")
    for what in ("quiet hours", "1"):
        seen = await ana.asks("/rehearse", drama=what)
        assert "\nRehearsal of Quiet Hours on tvN\nAs proposal 1 would have it" in f"\n{seen.text}"
    assert (await ana.asks("/rehearse", drama="2")).title == (
        "There is no proposal 2. /suggestions lists those that wait for an answer."
    )
    assert (await ana.asks("/rehearse", drama="quatsch")).title.startswith('No drama is called "quatsch".')
