"""Feeds over time: asked politely, paused when they fail for good, and each story kept once."""

from datetime import UTC, datetime, timedelta

import pytest
import pytest_asyncio
from aiohttp import web
from sqlalchemy import func, select

from bot.core.catalogue import Catalogue, Library
from bot.core.feeds import CONFIG, Feed, FeedState, Looked
from bot.core.news import Change
from bot.core.proposals import OWNERS, Author
from bot.core.schedules import parse
from bot.news import feedfile
from bot.news.fetch import Fetcher
from bot.news.newsroom import Newsroom
from bot.store.news import NewsTransaction
from bot.store.newsdesk import Newsdesk
from bot.store.newstables import feed_items, stories
from bot.store.store import Store

DRAMA = """title = "Cheer Up"
[[cast]]
actor = "Han Ji-hyun"
[[release]]
network = "SBS"
zone = "KST"
first = "3 October 2022 10PM"
episodes = 16
every = ["Monday", "Tuesday"]
"""
START = datetime(2022, 11, 7, 0, tzinfo=UTC)  # nine in the morning in Seoul; episode 11 is on in the evening
HALF_AN_HOUR = timedelta(minutes=30)
MINA = Author("telegram", "1", "Mina")


def item(number: int, title: str, text: str = "", more: str = "") -> str:
    link = f"https://news.example/{number}"
    return f"<item><title>{title}</title><link>{link}</link><description>{text}</description>{more}</item>"


def rss(*items: str, channel: str = "") -> bytes:
    return f"<rss><channel><title>Daily</title>{channel}{''.join(items)}</channel></rss>".encode()


class Room:
    """A newsroom whose clock the test moves, and what it told whom."""

    def __init__(self, store: Store, fetcher: Fetcher) -> None:
        self.store = store
        self.time = START
        self.told: list[tuple[Author, str | None]] = []
        self.desk = Newsdesk(store)
        library = Library(Catalogue.of([parse(DRAMA, "cheer-up")]))
        self.newsroom = Newsroom(
            self.desk,
            fetcher,
            library,
            lambda: self.time,
            lambda person, note: self.told.append((person, note.title)),
            alarm=lambda: self.alarms.append(self.time),
        )
        self.alarms: list[datetime] = []

    async def add(self, address: str, author: Author = MINA) -> None:
        async with self.store.engine.begin() as connection:
            await NewsTransaction(connection).add_feed(Looked(address, "Daily"), author, self.time)
        await self.newsroom.catch_up()

    async def later(self, span: timedelta = HALF_AN_HOUR) -> None:
        self.time += span
        await self.newsroom.catch_up()

    async def feed(self) -> Feed:
        async with self.store.engine.begin() as connection:
            (found,) = await NewsTransaction(connection).feeds()
            return found

    async def stories(self, *, fresh: bool = False) -> list[str]:
        async with self.store.engine.begin() as connection:
            found = await NewsTransaction(connection).stories(["cheer-up"], fresh=fresh)
            return [story.title for story in found]

    async def count(self, table) -> int:
        async with self.store.engine.begin() as connection:
            return await connection.scalar(select(func.count()).select_from(table))


@pytest_asyncio.fixture
async def room(tmp_path, fetcher):
    store = await Store.open(f"sqlite:///{tmp_path}/bell.db", "real")
    yield Room(store, fetcher)
    await store.close()


@pytest_asyncio.fixture
async def both(database, fetcher):
    store = await Store.open(database, "real")
    yield Room(store, fetcher)
    await store.close()


class Page:
    """A page with what it was asked with."""

    def __init__(self, *items: str, **headers: str) -> None:
        self.items = list(items)
        self.headers = headers
        self.status = 200
        self.channel = ""
        self.asked: list[dict[str, str]] = []

    async def __call__(self, request: web.Request) -> web.Response:
        self.asked.append({name: request.headers[name] for name in ("If-None-Match",) if name in request.headers})
        if self.headers.get("ETag") and request.headers.get("If-None-Match") == self.headers["ETag"]:
            return web.Response(status=304)
        body = rss(*self.items, channel=self.channel) if self.status == 200 else b""
        return web.Response(status=self.status, body=body, headers=self.headers, content_type="application/rss+xml")


OLD, NEW, OTHER = (
    item(1, "“Cheer Up” Star Han Ji Hyun In Seoul", "The SBS drama."),
    item(2, "“Cheer Up” Cast Meets The Press", "Han Ji Hyun of the SBS drama spoke. She was glad. Others were, too."),
    item(3, "Something Else Altogether", "Nothing that we know."),
)


async def test_the_first_fetch_is_seen_and_what_comes_after_it_is_news(both, site):
    page = site.pages["/feed"] = Page(OLD, OTHER)
    await both.add(site.url("/feed"))
    assert await both.stories() == ["“Cheer Up” Star Han Ji Hyun In Seoul"]
    assert await both.stories(fresh=True) == []
    page.items.insert(0, NEW)
    await both.later()
    assert await both.stories(fresh=True) == ["“Cheer Up” Cast Meets The Press"]
    async with both.store.engine.begin() as connection:
        (story,) = await NewsTransaction(connection).stories([], ["Han Ji-hyun"], since=START)
    assert story.summary == "Han Ji Hyun of the SBS drama spoke. She was glad."
    assert (story.site, story.address) == ("Daily", "https://news.example/2")
    assert both.told == []


async def test_what_was_seen_is_not_news_again_whatever_the_feed_changes_about_it(both, site):
    page = site.pages["/feed"] = Page(item(1, "“Cheer Up” Begins On SBS", more="<guid>a</guid>"))
    await both.add(site.url("/feed"))
    for changed in (
        item(1, "“Cheer Up” Begins On SBS", more="<guid>b</guid>"),  # another id
        item(1, "“Cheer Up” Begins At Last On SBS"),  # another headline, and no id
        item(2, "“Cheer Up” Begins On SBS", more="<guid>a</guid>"),  # another address
        item(1, "“Cheer Up” Begins On SBS").replace(
            "https://news.example/1", "http://www.news.example/1/?utm_source=x"
        ),
    ):
        page.items = [changed]
        await both.later()
        assert await both.stories(fresh=True) == []


async def test_items_with_one_id_and_one_address_for_all_are_told_apart_by_their_headlines(room, site):
    def same(title: str) -> str:
        return item(0, title, "SBS drama", "<guid>x</guid>")

    page = site.pages["/feed"] = Page(same("“Cheer Up” Begins"), same("“Cheer Up” Star Talks"))
    await room.add(site.url("/feed"))
    page.items.insert(0, same("“Cheer Up” Cast Sings"))
    await room.later()
    assert await room.stories(fresh=True) == ["“Cheer Up” Cast Sings"]


async def test_a_story_without_a_link_leads_to_the_page_of_its_site(room, site):
    unlinked = OLD.replace("<link>https://news.example/1</link>", "")
    page = site.pages["/feed"] = Page(unlinked)
    page.channel = "<link>https://news.example/</link>"
    await room.add(site.url("/feed"))
    async with room.store.engine.begin() as connection:
        (story,) = await NewsTransaction(connection).stories(["cheer-up"])
    assert story.address.partition("#")[0] == "https://news.example/"
    page.channel = ""  # which makes it no other story
    await room.later()
    assert (await room.stories(fresh=True), await room.count(stories)) == ([], 1)


async def test_a_feed_that_has_not_changed_is_not_sent_again(room, site):
    page = site.pages["/feed"] = Page(OLD, ETag='"v1"')
    await room.add(site.url("/feed"))
    await room.later()
    assert page.asked == [{}, {"If-None-Match": '"v1"'}]
    feed = await room.feed()
    assert (feed.etag, feed.fetched, feed.due) == ('"v1"', room.time, room.time + HALF_AN_HOUR)


@pytest.mark.parametrize(
    ("channel", "headers", "every"),
    [
        ("", {}, timedelta(minutes=30)),
        ("<ttl>5</ttl>", {}, timedelta(minutes=30)),
        ("<ttl>120</ttl>", {}, timedelta(hours=2)),
        ("", {"Cache-Control": "max-age=7200"}, timedelta(hours=2)),
        ("<ttl>99999</ttl>", {"Cache-Control": "max-age=99999999"}, timedelta(days=1)),
    ],
)
async def test_a_site_says_how_often_it_is_asked(room, site, channel, headers, every):
    page = site.pages["/feed"] = Page(OLD, **headers)
    page.channel = channel
    await room.add(site.url("/feed"))
    assert (await room.feed()).due == START + every
    await room.later(every - timedelta(seconds=1))
    assert len(page.asked) == 1
    await room.later(timedelta(seconds=1))
    assert len(page.asked) == 2


async def test_hours_and_days_that_a_feed_asks_to_skip_are_skipped(room, site):
    page = site.pages["/feed"] = Page(OLD)
    page.channel = "<skipHours><hour>0</hour><hour>1</hour></skipHours><skipDays><day>Tuesday</day></skipDays>"
    await room.add(site.url("/feed"))
    assert (await room.feed()).due == datetime(2022, 11, 7, 2, tzinfo=UTC)
    room.time = datetime(2022, 11, 7, 23, 45, tzinfo=UTC)
    await room.newsroom.catch_up()
    assert (await room.feed()).due == datetime(2022, 11, 9, 2, tzinfo=UTC)


async def test_a_feed_that_fails_is_asked_less_and_less_and_paused_after_three_days(both, site):
    page = site.pages["/feed"] = Page(OLD)
    await both.add(site.url("/feed"))
    page.status = 500
    waits = []
    while (feed := await both.feed()).active:
        waits.append(feed.due - both.time)
        await both.later(feed.due - both.time)
    hours = [wait / timedelta(hours=1) for wait in waits]
    assert hours == [0.5, 1, 2, 4, 8, 16, 24, 24]
    assert feed.reason == "127.0.0.1 answered with status 500."
    assert both.told == [(MINA, "The feed of Daily is paused")]
    await both.later(timedelta(days=30))
    assert len(page.asked) == 9
    assert len(both.told) == 1


async def test_a_feed_that_recovers_is_asked_as_before(room, site):
    page = site.pages["/feed"] = Page(OLD)
    await room.add(site.url("/feed"))
    page.status = 500
    await room.later()
    page.status = 200
    await room.later(timedelta(hours=1))
    feed = await room.feed()
    assert (feed.failures, feed.reason, feed.due) == (0, None, room.time + HALF_AN_HOUR)


async def test_a_site_that_asks_for_time_gets_it_and_has_not_failed(room, site):
    page = site.pages["/feed"] = Page(OLD, **{"Retry-After": "7200"})
    page.status = 503
    await room.add(site.url("/feed"))
    feed = await room.feed()
    assert (feed.failures, feed.due) == (0, START + timedelta(hours=2))
    assert feed.reason == "127.0.0.1 asks to be left alone for 120 minutes."


async def test_a_feed_that_was_taken_away_is_paused_at_once(room, site):
    page = site.pages["/feed"] = Page(OLD)
    await room.add(site.url("/feed"))
    page.status = 410
    await room.later()
    feed = await room.feed()
    assert (feed.state, feed.reason) == (FeedState.PAUSED, "127.0.0.1 says that this was taken away for good.")
    assert room.told == [(MINA, "The feed of Daily is paused")]


async def test_a_feed_that_has_moved_for_good_is_asked_at_its_new_address(room, site):
    async def away(request):
        return web.Response(status=301, headers={"Location": "/new"})

    site.pages |= {"/feed": away, "/new": Page(OLD)}
    await room.add(site.url("/feed"))
    assert (await room.feed()).address == site.url("/new")
    await room.later()
    assert site.asked == ["/feed", "/new", "/new"]


async def test_a_feed_that_becomes_a_page_has_failed_and_keeps_what_it_was_asked_with(room, site):
    page = site.pages["/feed"] = Page(OLD, ETag='"v1"')
    await room.add(site.url("/feed"))
    site.pages["/feed"] = b"<!DOCTYPE html><html><body>We have a new site!</body></html>"
    await room.later()
    feed = await room.feed()
    assert (feed.failures, feed.reason, feed.etag) == (1, "That is a web page, and no feed.", '"v1"')
    site.pages["/feed"] = page


async def test_a_feed_on_which_the_reading_itself_fails_rests_and_keeps_no_other_from_being_read(
    room, site, monkeypatch
):
    site.pages |= {"/bad": Page(item(1, "breaks")), "/good": Page(OLD)}
    read = feedfile.read

    def breaking(body, *more):
        if b"breaks" in body:
            raise RuntimeError("a mistake of ours")
        return read(body, *more)

    monkeypatch.setattr(feedfile, "read", breaking)
    await room.desk.configure([site.url("/bad"), site.url("/good")], START)
    await room.newsroom.catch_up()
    assert site.asked == ["/bad", "/good"]
    async with room.store.engine.begin() as connection:
        found = [(feed.failures, feed.due > START) for feed in await NewsTransaction(connection).feeds()]
    assert found == [(1, True), (0, True)]


async def test_a_private_address_is_never_asked_again(room, connected):
    await room.add("http://10.0.0.1/feed")
    feed = await room.feed()
    assert (feed.state, connected) == (FeedState.PAUSED, [])


async def test_the_feeds_of_the_config_come_and_go_with_it(both, site):
    site.pages["/feed"] = Page(OLD)
    await both.desk.configure([site.url("/feed")], START)
    await both.newsroom.catch_up()
    assert (await both.feed()).author == CONFIG
    site.pages["/feed"].status = 410
    await both.later()
    assert both.told == [(OWNERS, "The feed of Daily is paused")]
    await both.desk.configure([site.url("/feed")], both.time)
    assert not (await both.feed()).active
    await both.desk.configure([], both.time)
    assert await both.desk.due(both.time + timedelta(days=9)) == []


async def test_one_story_of_three_sites_is_one_story(both, site):
    site.pages["/a"] = Page(OTHER)
    site.pages["/b"] = Page(OTHER)
    for path in ("/a", "/b"):
        await both.add(site.url(path))
    site.pages["/a"].items = [NEW]
    site.pages["/b"].items = [
        item(9, "‘Cheer Up’ cast meets the press", "An SBS drama."),
        item(8, "“Cheer Up” Ends On SBS"),
    ]
    await both.later()
    async with both.store.engine.begin() as connection:
        found = await NewsTransaction(connection).stories(["cheer-up"], fresh=True)
    told = {story.title.casefold().strip("“‘"): len(story.also) for story in found}
    assert sorted(told.values()) == [0, 1]
    assert told["cheer up” ends on sbs"] == 0


async def test_of_five_thousand_items_at_once_the_first_500_are_seen_and_40_are_stories(room, site):
    page = site.pages["/feed"] = Page(OTHER)
    await room.add(site.url("/feed"))
    page.items = [item(number, f"“Cheer Up” Story {number} On SBS") for number in range(10, 5010)]
    await room.later()
    assert await room.count(feed_items) == 501
    assert await room.count(stories) == 40
    await room.later()
    assert await room.count(stories) == 40


async def test_editors_are_asked_once_about_a_night_that_is_not_as_planned(both, site):
    alarm = item(4, "“Cheer Up” Will Not Air Tonight", "The SBS drama makes room for baseball.")
    again = item(5, "SBS’s “Cheer Up” Is Pre-Empted Tonight", "Another site has it, too: the drama waits.")
    page = site.pages["/feed"] = Page(alarm)
    await both.add(site.url("/feed"))
    assert both.alarms == []  # it stood there before
    page.items = [item(6, "“Cheer Up” Not Airing On November 7", "SBS says so of its drama."), again, alarm]
    await both.later()
    assert both.alarms == [both.time]
    await both.later()
    assert len(both.alarms) == 1
    async with both.store.engine.begin() as connection:
        (raised,) = await NewsTransaction(connection).alerts(START)
    assert (raised.alert.episodes, raised.alert.change) == ((11,), Change.SKIPPED)


async def test_a_story_that_is_old_news_when_it_is_found_is_not_kept(room, site):
    page = site.pages["/feed"] = Page(OTHER)
    await room.add(site.url("/feed"))
    page.items = [
        item(4, "“Cheer Up” Casts Han Ji Hyun", "SBS", "<pubDate>Mon, 19 Sep 2022 10:00:00 KST</pubDate>"),
        item(5, "“Cheer Up” Tops SBS Ratings", "SBS", "<pubDate>Mon, 31 Oct 2022 10:00:00 KST</pubDate>"),
    ]
    await room.later()
    assert await room.stories(fresh=True) == ["“Cheer Up” Tops SBS Ratings"]
