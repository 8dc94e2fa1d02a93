"""Nights in a row that are not as planned."""

from datetime import timedelta

from bot.core.catalogue import Catalogue
from bot.core.schedules import parse
from bot.store.news import NewsTransaction
from tests.news.test_newsroom import DRAMA, OTHER, START, Page, item, room  # noqa: F401 - a fixture


async def test_an_episode_that_was_moved_may_be_left_out_on_its_new_night_too(room, site):  # noqa: F811
    page = site.pages["/feed"] = Page(OTHER)
    await room.add(site.url("/feed"))
    page.items = [item(4, "“Cheer Up” Will Not Air Tonight", "The SBS drama makes room for baseball.")]
    await room.later()
    moved = parse(DRAMA.replace("episodes = 16", "episodes = 16\nskip = [2022-11-07]"), "cheer-up")
    room.newsroom.library.catalogue = Catalogue.of([moved])  # episode 11 is on on Tuesday
    page.items = [item(5, "“Cheer Up” Episode 11 Is Pre-Empted", "The SBS drama: another site has it late.")]
    await room.later()
    assert len(room.alarms) == 1
    page.items = [item(6, "“Cheer Up” Is Pre-Empted Tomorrow As Well, For One More Game", "The SBS drama waits.")]
    await room.later()
    assert len(room.alarms) == 2
    page.items = [item(7, "No “Cheer Up” On November 8: It Will Not Air Again", "The SBS drama waits, says a site.")]
    await room.later()
    async with room.store.engine.begin() as connection:
        raised = await NewsTransaction(connection).alerts(START)
    assert [(one.alert.episodes, one.alert.night.on.day) for one in raised] == [((11,), 7), ((11,), 8)]


async def test_the_same_headline_on_the_next_day_is_about_another_night(room, site):  # noqa: F811
    page = site.pages["/feed"] = Page(OTHER)
    await room.add(site.url("/feed"))
    for number, day in enumerate((0, 1)):
        room.time = START + timedelta(days=day)
        page.items = [item(10 + number, "“Cheer Up” Will Not Air Tonight", "The SBS drama makes room for baseball.")]
        await room.later()
    async with room.store.engine.begin() as connection:
        raised = await NewsTransaction(connection).alerts(START)
    assert [(one.alert.episodes, one.alert.night.on.day) for one in raised] == [((11,), 7), ((12,), 8)]
