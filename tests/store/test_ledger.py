"""What an approved change does to the plans of a real store, and what of it is told to whom."""

from datetime import UTC, datetime, time, timedelta

import pytest

from bot.core import changes, details, proposals, schedules, surgery
from bot.core.digests import Rhythm, What
from bot.core.messages import Kind
from bot.core.ports import Place
from bot.core.proposals import Author, Overtaken, Receipt, State
from bot.store import receipts
from bot.store.outbox import Outbox
from bot.store.plans import opened_plans
from bot.store.store import Store
from tests.store.test_planning_and_claiming import chat, follow, planner

MINA = Author("telegram", "1", "Mina")
START = datetime(2030, 1, 1, tzinfo=UTC)
TEXT = """\
title = "Goblin"

[[release]]
network = "tvN"
zone = "KST"
first = "4 January 2030 9PM"
episodes = 3
every = ["Friday"]

[[release]]
network = "Netflix"
zone = "KST"
first = "5 January 2030 9PM"
episodes = 3
every = ["Saturday"]
"""
FIRST = datetime(2030, 1, 4, 12, tzinfo=UTC)  # episode 1 on tvN


@pytest.fixture
async def store(database):
    store = await Store.open(database, "real")
    async with store.ledger() as ledger:
        await ledger.read_file("goblin", TEXT, "hash", in_force=True)
    yield store
    await store.close()


async def edited(store, text, at=START, reason=None):
    async with store.ledger() as ledger:
        made = await proposals.propose(ledger, "goblin", text, "an edit", MINA, at, reason=reason)
        return await proposals.approve(ledger, made, MINA, at)


async def delivered(store, now):
    """What is said now: the chat, and whether it is a change notice."""
    async with opened_plans(store) as plans:
        while await plans.deliver(["telegram"], 100):
            pass
    outbox, found = Outbox(store), []
    while claimed := await outbox.claim("telegram", now, now, ()):
        [batch] = claimed
        found += [(batch.address.chat, part.kind, part.episodes) for part in batch.parts]
        await outbox.settle(batch, "sent", message_id=f"m{batch.id}")
    return sorted(found, key=str)


async def test_followers_of_a_changed_release_are_told_unless_they_are_silent(store):
    await follow(store, chat("ana"), "goblin")
    await follow(store, chat("bob"), "goblin", release="netflix")
    await follow(store, chat("cho"), "goblin", leads=())
    done = await edited(store, surgery.skip(TEXT, "goblin", "tvn", [2], "Olympics"), reason="Olympics")
    assert (done.reach.told, [key for key, _ in done.notices]) == (1, ["tvn"])
    assert await delivered(store, START) == [("ana", Kind.CHANGE, (0,))]


async def test_what_was_due_of_the_old_time_and_not_sent_is_dropped(store):
    plan = planner(store, schedules.parse(TEXT, "goblin"))
    await plan.begin(START)
    await follow(store, chat("ana"), "goblin", leads=("0m",))
    await plan.plan(FIRST)
    done = await edited(store, surgery.skip(TEXT, "goblin", "tvn", [1]), FIRST)
    assert (done.reach.dropped, done.reach.corrected) == (1, 0)
    assert await delivered(store, FIRST) == [("ana", Kind.CHANGE, (0,))]


async def test_what_was_sent_is_corrected_once_and_again_when_it_is_undone(store):
    plan = planner(store, schedules.parse(TEXT, "goblin"))
    await plan.begin(START)
    await follow(store, chat("ana"), "goblin", leads=("1h",))
    await plan.plan(FIRST - timedelta(hours=1))
    await delivered(store, FIRST - timedelta(hours=1))
    outbox = Outbox(store)
    done = await edited(store, surgery.skip(TEXT, "goblin", "tvn", [1]), FIRST)
    wrong = await outbox.correction("telegram", FIRST)
    assert (done.reach.corrected, wrong.message_id, wrong.parts[0].episodes) == (1, "m1", (1,))
    await outbox.corrected(wrong, FIRST + timedelta(minutes=1))
    assert await outbox.correction("telegram", FIRST) is None
    await outbox.corrected(wrong, None)
    async with store.ledger() as ledger:
        undone = await proposals.undo(ledger, done.proposal, MINA, FIRST)
        assert (await ledger.proposal(done.proposal.id)).state is State.UNDONE
        assert (await ledger.document("goblin")).text == TEXT
    assert undone.reach.corrected == 1


async def test_who_follows_a_release_that_ends_hears_of_it_and_goes_on_with_the_default(store):
    await follow(store, chat("bob"), "goblin", release="netflix")
    done = await edited(store, details.end_release(TEXT, "goblin", "netflix"))
    assert [(key, notice.gone, notice.instead) for key, notice in done.notices] == [("netflix", True, "tvN")]
    assert await delivered(store, START) == [("bob", Kind.CHANGE, (0,))]
    async with store.request(chat("bob"), Place.PRIVATE, START) as work:
        assert [one.release for one in await work.subscriptions()] == [None]


async def test_a_drama_that_is_removed_keeps_its_followers_for_a_week(store):
    await follow(store, chat("ana"), "goblin")
    done = await edited(store, None)
    assert done.reach.told == 1
    async with store.ledger() as ledger:
        await ledger.forget_removed(START - timedelta(seconds=1))
        assert await ledger.followers("goblin") == 1
        await proposals.undo(ledger, done.proposal, MINA, START)
        assert (await ledger.document("goblin")).removed is None
    again = await edited(store, None)
    async with store.ledger() as ledger:
        await ledger.forget_removed(START)
        assert await ledger.followers("goblin") == 0
        assert again.after is None


async def test_an_edit_of_a_file_that_is_no_longer_there_is_refused_with_what_came_between(store):
    async with store.ledger() as ledger:
        first = await proposals.propose(ledger, "goblin", TEXT.replace("Goblin", "One"), "one", MINA, START)
        second = await proposals.propose(ledger, "goblin", TEXT.replace("Goblin", "Two"), "two", MINA, START)
        await proposals.approve(ledger, first, MINA, START)
        with pytest.raises(Overtaken) as overtaken:
            await proposals.approve(ledger, second, MINA, START)
    assert [one.what for one in overtaken.value.since] == ["one"]


async def test_a_correction_of_the_past_is_told_to_nobody(store):
    await follow(store, chat("ana"), "goblin")
    later = datetime(2030, 3, 1, tzinfo=UTC)
    moved = surgery.delay(TEXT, "goblin", "tvn", 3, timedelta(minutes=5))
    assert (await edited(store, moved, later)).notices == ()


async def test_receipts_count_chats_by_what_came_of_their_last_reminder_and_retry_those_that_failed(store):
    plan = planner(store, schedules.parse(TEXT, "goblin"))
    await plan.begin(START)
    for name in ("ana", "bob", "cho", "dae"):
        await follow(store, chat(name), "goblin", leads=("0m",))
    await plan.plan(FIRST)
    outbox = Outbox(store)
    for state in ("sent", "gone", "dead", "unknown"):
        [batch] = await outbox.claim("telegram", FIRST, FIRST, ())
        await outbox.settle(batch, state)
    async with store.ledger() as ledger:
        told = Receipt(told=1, missed=1, unreachable=1, unknown=1, people=1)
        assert await ledger.receipt("goblin", "tvn", 1) == told
        assert await ledger.retry("goblin", "tvn", 1, FIRST + timedelta(hours=6)) == 2
        assert await ledger.receipt("goblin", "tvn", 1) == Receipt(told=1, waiting=2, unknown=1, people=1)
    assert [who for who, *_ in await delivered(store, FIRST)] == ["bob", "cho"]


async def test_the_receipts_of_a_day_are_of_what_was_out_that_day_and_go_to_owners_alone(store):
    plan = planner(store, schedules.parse(TEXT, "goblin"))
    await plan.begin(START)
    await follow(store, chat("ana"), "goblin", leads=("1d", "0m"))
    await follow(store, chat("bob"), "goblin", leads=("0m",), release="netflix")
    async with store.request(chat("7"), Place.PRIVATE, START) as work:
        first = await work.digests.begin(What.RECEIPTS, Rhythm(time(10)), "UTC", "7")
    assert first == START + timedelta(hours=10)
    await plan.plan(FIRST)
    await plan.plan(FIRST + timedelta(days=2))  # the bot was away when Netflix had it
    async with store.engine.begin() as connection:
        day = await receipts.nights(connection, FIRST - timedelta(hours=1), FIRST + timedelta(hours=23))
        both = await receipts.nights(connection, FIRST - timedelta(hours=1), FIRST + timedelta(days=2))
        none = await receipts.nights(connection, FIRST, FIRST + timedelta(hours=23))
    assert [(one.release, one.episodes) for one in day] == [("tvn", (1,))]
    assert [(one.release, one.episodes) for one in both] == [("tvn", (1,)), ("netflix", (1,))]
    assert [one.receipt for one in both] == [Receipt(missed=1)] * 2  # what was not sent in time is given up
    assert none == []
    for owners, left in (({"telegram": ("7",)}, True), ({"telegram": ("8",), "discord": ("7",)}, False)):
        async with store.ledger() as ledger:
            await ledger.forget_former(owners)
        async with store.request(chat("7"), Place.PRIVATE, START) as work:
            assert (await work.digests.rhythm(What.RECEIPTS) is not None) is left


async def test_an_editor_is_one_until_taken_off_the_list(store):
    async with store.ledger() as ledger:
        assert [await ledger.add_editor(MINA, START) for _ in range(2)] == [True, False]
    assert await store.is_editor("telegram", "1")
    assert not await store.is_editor("discord", "1")
    async with store.ledger() as ledger:
        assert [await ledger.remove_editor(MINA) for _ in range(2)] == [True, False]
    assert not await store.is_editor("telegram", "1")


async def test_suggestions_are_counted_for_each_person_and_edits_are_not(store):
    async with store.ledger() as ledger:
        for state in (State.PROPOSED, State.PROPOSED, State.DRAFT):
            await proposals.propose(ledger, "goblin", TEXT, "x", MINA, START, state=state)
        assert await ledger.suggested(MINA, START - timedelta(days=1)) == 2
        assert await ledger.suggested(MINA, START) == 0
        assert await ledger.suggested(Author("discord", "1"), START - timedelta(days=1)) == 0


async def test_a_notice_is_kept_as_it_was_written():
    before, after = (
        schedules.parse(text, "goblin").release() for text in (TEXT, surgery.hold(TEXT, "goblin", "tvn", 2))
    )
    notice = changes.Notice("Goblin", "tvN", changes.between(before, after), "Olympics", 3, 3, None)
    assert changes.read(changes.write(notice)) == notice
