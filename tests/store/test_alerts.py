"""Which editors know of an alert, in the store."""

from datetime import UTC, date, datetime, time, timedelta

import pytest_asyncio

from bot.core.alerts import Card
from bot.core.dramas import Announced
from bot.core.feeds import Looked
from bot.core.news import About, Alert, Change, Tie, Written
from bot.core.ports import Address, Person, Place
from bot.core.proposals import Author, Proposal, State
from bot.store.alerts import AlertBook
from bot.store.news import NewsTransaction
from bot.store.newsdesk import Newsdesk
from bot.store.store import Store

NOW = datetime(2022, 11, 7, tzinfo=UTC)
HOUR = timedelta(hours=1)
MINA, BEN = Author("telegram", "1"), Author("discord", "2")
ALERT = Alert(
    "cheer-up",
    Change.MOVED,
    "It will air earlier.",
    (11,),
    "9 PM",
    None,
    "SBS",
    Announced(date(2022, 11, 7), time(22), "KST"),
)


@pytest_asyncio.fixture
async def store(database):
    opened = await Store.open(database, "real")
    yield opened
    await opened.close()


async def an_alert(store: Store, at: datetime = NOW) -> int:
    tie = Tie(About.DRAMA, "cheer-up", headline=True)
    story = Written("https://a.example/1", "It will air earlier", "A", "", at, ties=(tie,), alerts=(ALERT,))
    async with store.engine.begin() as connection:
        feed = await NewsTransaction(connection).add_feed(Looked("https://a.example/feed", "A"), MINA, at)
    (number,) = await Newsdesk(store).had(feed, ["k"], [story], at, fresh=True)
    return number


async def numbers(book: AlertBook, since: datetime = NOW - HOUR) -> list[tuple[int, bool]]:
    return [(raised.id, untold) for raised, untold in await book.pending(since)]


async def test_an_alert_is_pending_until_all_are_told_and_while_a_card_stands_open(store):
    book, number = AlertBook(store), await an_alert(store)
    ((raised, untold),) = await book.pending(NOW - HOUR)
    assert (raised.alert, raised.source.site, untold) == (ALERT, "A", True)
    await book.keep(number, Card(MINA, "10", "77"))
    await book.keep(number, Card(BEN, "20", None))
    assert set(await book.cards(number)) == {Card(MINA, "10", "77"), Card(BEN, "20", None)}
    await book.told(number)
    assert await numbers(book) == [(number, False)]
    await book.keep(number, Card(MINA, "10", None))  # it was put right
    assert await numbers(book) == []
    assert await numbers(book, NOW) == []


async def test_one_that_is_dismissed_stays_so_when_the_last_is_told(store):
    book, number = AlertBook(store), await an_alert(store)
    async with store.request(Address("telegram", "1"), Place.PRIVATE, NOW) as work:
        assert [one.id for one in await work.news.alerts(NOW - HOUR)] == [number]
        await work.news.dismiss(number, "Mina")
        assert work.changed
    await book.told(number)
    async with store.request(Address("telegram", "1"), Place.PRIVATE, NOW) as work:
        assert await work.news.alerts(NOW - HOUR) == []
        assert (await work.news.alert(number)).decided_by == "Mina"


async def test_what_was_done_to_a_drama_since(store):
    book = AlertBook(store)
    async with store.ledger() as ledger:
        for what, at, state in (
            ("skip 9", NOW - HOUR, State.APPROVED),
            ("skip 11", NOW + HOUR, State.APPROVED),
            ("hold", NOW + 2 * HOUR, State.REFUSED),
        ):
            made = await ledger.add(Proposal(0, "cheer-up", what, "a", "b", State.DRAFT, at, MINA))
            await ledger.decide(made.id, state, "Mina", at)
    assert await book.amended("cheer-up", NOW) == ("skip 11", "Mina")
    assert await book.amended("cheer-up", NOW + 3 * HOUR) is None
    assert await book.amended("another", NOW) is None


async def test_an_editor_who_wants_to_be_forgotten_leaves_no_card(store):
    book, number = AlertBook(store), await an_alert(store)
    await book.keep(number, Card(MINA, "1", "77"))
    await book.keep(number, Card(BEN, "2", "78"))
    async with store.request(Address("telegram", "1"), Place.PRIVATE, NOW) as work:
        person = Person("telegram", "1", "Mina")
        held = await work.holdings(person, Address("telegram", "1"))
        assert [row["message"] for row in held["alert_cards"]] == ["77"]
        await work.forget(person, Address("telegram", "1"))
    assert await book.cards(number) == [Card(BEN, "2", "78")]
