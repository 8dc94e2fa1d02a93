"""Drafts wait in the store for their editor, and are forgotten when nobody decides."""

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta

from bot.core.drafted import Article, Draft, Part, Question, Said
from bot.store.store import Store
from bot.store.upkeep import StoreUpkeep

NOW = datetime(2024, 3, 1, tzinfo=UTC)
DRAFT = Draft(
    Article("“Blue Hour” – 알고있지만", date(2024, 3, 1), (), "https://example.com/a", "A Site"),
    title="Blue Hour",
    premiere="--03-09",
    weekdays=("Friday",),
    cast=(Part("Ma Su-ji", None, "stars Ma Su-ji"),),
    quotes=(Said("Ma Su-ji", "It was “cold”.", "She said it."),),
    evidence={"title": "“Blue Hour”"},
    questions=(Question("How many?", "episodes", ("10", "12")),),
)


async def test_a_draft_is_kept_changed_and_forgotten(database):
    store = await Store.open(database, "real")
    async with store.ledger() as ledger:
        number = await ledger.keep_draft(DRAFT, NOW)
        other = await ledger.keep_draft(DRAFT, NOW - timedelta(days=400))
    changed = replace(DRAFT, episodes=10, questions=())
    async with store.ledger() as ledger:
        assert await ledger.draft(number) == DRAFT
        await ledger.keep_draft(changed, NOW, number)
    await StoreUpkeep(store).tidy(NOW - timedelta(days=365))
    async with store.ledger() as ledger:
        assert (await ledger.draft(number), await ledger.draft(other)) == (changed, None)
        assert await ledger.drafts(5) == [(number, changed)]
        await ledger.drop_draft(number)
        assert await ledger.draft(number) is None
    await store.close()


async def test_a_later_draft_does_not_answer_to_the_buttons_of_one_that_was_decided(database):
    store = await Store.open(database, "real")
    async with store.ledger() as ledger:
        first = await ledger.keep_draft(DRAFT, NOW)
        await ledger.drop_draft(first)
    async with store.ledger() as ledger:
        later = await ledger.keep_draft(DRAFT, NOW)
        assert later != first
        assert await ledger.drafts(5) == [(later, DRAFT)]
    await store.close()
