"""Stories, words and feeds in the store."""

from dataclasses import replace
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest_asyncio
from sqlalchemy import func, select

from bot.core.catalogue import Catalogue, Library
from bot.core.digests import Rhythm, What
from bot.core.dramas import Announced
from bot.core.feeds import CONFIG, Looked
from bot.core.news import About, Alert, Change, NewsWords, Raised, Source, Story, Tie, Written
from bot.core.ports import Address, Place
from bot.core.proposals import Author
from bot.delivery.planner import Planner
from bot.store.news import NewsTransaction
from bot.store.newsdesk import Newsdesk
from bot.store.newstables import alerts, news_words, stories, story_sources, story_ties
from bot.store.plans import opened_plans
from bot.store.store import Store
from bot.store.upkeep import StoreUpkeep

NOW = datetime(2021, 6, 19, 15, tzinfo=UTC)
MINA = Author("telegram", "1", "Mina")
DRAMA = Tie(About.DRAMA, "nevertheless", episode=3, headline=True)
HERE, THERE = Address("telegram", "-5"), Address("telegram", "-100")


@pytest_asyncio.fixture
async def store(database):
    opened = await Store.open(database, "real")
    yield opened
    await opened.close()


def written(number: int, title: str, *ties: Tie, at: datetime = NOW, told: tuple[Alert, ...] = ()) -> Written:
    return Written(f"https://a.example/{number}", title, "A", "Said.", at, at, at.date(), ties or (DRAMA,), told)


async def a_feed(store: Store, address: str = "https://a.example/feed"):
    async with store.engine.begin() as connection:
        return await NewsTransaction(connection).add_feed(Looked(address, "A"), MINA, NOW)


async def found(store: Store, *dramas: str, **more) -> list[Story]:
    async with store.engine.begin() as connection:
        return list(await NewsTransaction(connection).stories(dramas, **more))


async def count(store: Store, table) -> int:
    async with store.engine.begin() as connection:
        return await connection.scalar(select(func.count()).select_from(table))


async def test_a_story_comes_back_as_it_was_kept(store):
    desk, feed = Newsdesk(store), await a_feed(store)
    person = Tie(About.PERSON, "Song Kang")
    await desk.had(feed, ["k"], [written(1, "A headline of some length", DRAMA, person)], NOW, fresh=True)
    copy = written(2, "A headline of some length", DRAMA, at=NOW + timedelta(hours=1))
    await desk.had(feed, ["l"], [copy], NOW + timedelta(hours=2), fresh=True)
    expected = Story(
        1,
        "https://a.example/1",
        "A headline of some length",
        "A",
        "Said.",
        NOW,
        NOW,
        date(2021, 6, 19),
        (DRAMA, person),
        (Source("https://a.example/2", "A headline of some length", "A"),),
    )
    assert await found(store, "nevertheless") == [expected]
    assert await found(store, people=["Song Kang"]) == [expected]
    assert await found(store, "another") == []
    assert await found(store) == []
    assert (expected.of(About.PERSON), expected.episode("nevertheless")) == (("Song Kang",), 3)


async def test_stories_are_asked_for_by_when_they_were_found_the_newest_first(store):
    desk, feed = Newsdesk(store), await a_feed(store)
    hour = timedelta(hours=1)
    for number, title in enumerate(("First words here", "Second thing entirely", "Third and last one")):
        fresh = number > 0
        await desk.had(
            feed, [title], [written(number, title, at=NOW - number * hour)], NOW + number * hour, fresh=fresh
        )
    assert [one.title[:5] for one in await found(store, "nevertheless")] == ["First", "Secon", "Third"]
    assert [one.title[:5] for one in await found(store, "nevertheless", since=NOW)] == ["Secon", "Third"]
    assert [one.title[:5] for one in await found(store, "nevertheless", until=NOW + hour)] == ["First", "Secon"]
    assert [one.title[:5] for one in await found(store, "nevertheless", fresh=True)] == ["Secon", "Third"]
    assert [one.title[:5] for one in await found(store, "nevertheless", limit=1)] == ["First"]


async def test_what_a_feed_brought_stays_when_it_is_removed_and_goes_when_it_is_old(store):
    desk, feed = Newsdesk(store), await a_feed(store)
    night = Announced(date(2021, 7, 4), time(0, 0), "Asia/Kuala_Lumpur")
    told = (Alert("nevertheless", Change.SKIPPED, "It will not air.", (3,), "5 July 2021", "Sport", "JTBC", night),)
    (number,) = await desk.had(feed, ["k"], [written(1, "It will not air", told=told)], NOW, fresh=True)
    async with store.engine.begin() as connection:
        raised = await NewsTransaction(connection).alert(number)
    assert raised == Raised(1, told[0], Source("https://a.example/1", "It will not air", "A"), NOW)
    async with store.engine.begin() as connection:
        await NewsTransaction(connection).remove_feed(feed.id)
    assert await desk.had(feed, ["l"], [written(2, "Too late for that")], NOW, fresh=True) == []
    assert [one.title for one in await found(store, "nevertheless")] == ["It will not air"]
    await StoreUpkeep(store).tidy(NOW + timedelta(seconds=1))
    assert [await count(store, table) for table in (stories, story_sources, story_ties, alerts)] == [0, 0, 0, 0]


async def test_the_number_of_a_feed_that_was_removed_is_given_to_no_other(store):
    first = await a_feed(store)
    async with store.engine.begin() as connection:
        await NewsTransaction(connection).remove_feed(first.id)
    second = await a_feed(store)
    await Newsdesk(store).configure(["https://b.example/feed", "https://a.example/feed"], NOW)
    await Newsdesk(store).configure([], NOW)
    third = await a_feed(store, "https://c.example/feed")
    assert len({first.id, second.id, third.id}) == 3
    assert third.id > second.id + 1 > first.id + 1


async def test_an_editor_who_pauses_a_feed_while_it_is_fetched_has_paused_it(store):
    desk, feed = Newsdesk(store), await a_feed(store)
    async with store.engine.begin() as connection:
        await NewsTransaction(connection).pause_feed(feed.id, "Paused by Mina.")
    await desk.had(feed, [], [], NOW, fresh=True)
    async with store.engine.begin() as connection:
        (now,) = await NewsTransaction(connection).feeds()
    assert (now.active, now.reason) == (False, "Paused by Mina.")
    assert await desk.due(NOW + timedelta(days=1)) == []


async def test_words_belong_to_a_chat_and_move_with_it(store):
    async with store.request(HERE, Place.GROUP, NOW) as work:
        assert await work.news.words() == NewsWords()
        await work.news.set_words(NewsWords(("interview",), ("spoilers", "fan meeting")))
    async with store.request(THERE, Place.GROUP, NOW) as work:
        assert await work.news.words() == NewsWords()
        await work.news.set_words(NewsWords((), ("spoilers",)))
    await store.move(HERE, THERE)
    async with store.request(THERE, Place.GROUP, NOW) as work:
        assert await work.news.words() == NewsWords(("interview",), ("fan meeting", "spoilers"))
        await work.news.set_words(NewsWords())
    assert await count(store, news_words) == 0


def test_words_are_whole_words_in_any_spelling():
    story = Story(1, "https://a.example", "Kim So-hyun’s Fan Meeting", "A", "결방을 알렸다. SPOILERS inside.", NOW)
    lets = {
        word: NewsWords(only=(word,)).lets(story) for word in ("kim so hyun", "spoiler", "결방", "meet", "fan meeting")
    }
    assert lets == {"kim so hyun": True, "spoiler": True, "결방": True, "meet": False, "fan meeting": True}
    assert not NewsWords(without=("spoilers",)).lets(story)
    assert not NewsWords(only=("fan meeting",), without=("결방",)).lets(story)
    assert NewsWords().lets(story)


async def test_a_feed_is_something_to_wake_up_for_and_nothing_to_leap_to_alone(store):
    planner = Planner(partial(opened_plans, store), Library(Catalogue.of([])), ["telegram"])
    await planner.begin(NOW)
    assert await planner.next_wake() is None
    await Newsdesk(store).configure(["https://a.example/feed"], NOW)
    assert (await planner.next_wake(), await planner.next_leap()) == (NOW, None)
    assert (await Newsdesk(store).due(NOW))[0].author == CONFIG


async def test_a_clock_that_leaps_fetches_all_feeds_twice_an_hour_and_just_before_something_is_told(store):
    daily = Rhythm(time(20, 0))
    async with store.request(HERE, Place.GROUP, NOW) as work:
        assert await work.digests.begin(What.NEWS, daily, "UTC") == NOW + timedelta(hours=5)
    planner = Planner(partial(opened_plans, store), Library(Catalogue.of([])), ["telegram"])
    await planner.begin(NOW)
    desk, leaps, now = Newsdesk(store), [], NOW + timedelta(hours=3, minutes=31)
    await desk.configure([f"https://{site}.example/feed" for site in "abc"], now)
    while leap := await planner.next_leap():
        now, told = leap
        leaps.append((f"{now:%H:%M}", told))
        if told:
            break
        for feed in await desk.due(now):
            seconds = timedelta(seconds=7 * feed.id)  # each takes its own time
            await desk.missed(replace(feed, due=now + timedelta(minutes=30) - seconds))
    assert leaps == [("18:55", False), ("19:25", False), ("19:55", False), ("20:00", True)]
