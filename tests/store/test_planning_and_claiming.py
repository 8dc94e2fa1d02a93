"""The planner on a real store: who is told what, once, in which batches."""

import asyncio
from datetime import UTC, date, datetime, time, timedelta
from functools import partial

import pytest
from sqlalchemy import select

from bot.core.catalogue import Catalogue, Library
from bot.core.dramas import Announced, Drama, Episode, Release
from bot.core.ports import Address, Place, Subscription
from bot.delivery.planner import Planner
from bot.store.codes import DeliveryState
from bot.store.engine import Unusable
from bot.store.outbox import Outbox
from bot.store.plans import opened_plans
from bot.store.store import Store
from bot.store.tables import announcements

KST = "Asia/Seoul"
START = datetime(2030, 1, 1, tzinfo=UTC)


def drama(slug, *, nights=3, hour=time(21, 0), release="tvN", first=date(2030, 1, 4)):
    episodes = tuple(
        Episode(n + 1, Announced(first + timedelta(days=7 * n), hour, KST), premiere=n == 0, finale=n == nights - 1)
        for n in range(nights)
    )
    return Drama(slug, slug.title(), (Release(release.lower(), release, KST, episodes, nights),))


@pytest.fixture
async def store(database):
    store = await Store.open(database, "real")
    yield store
    await store.close()


def chat(name, platform="telegram"):
    return Address(platform, name)


async def follow(store, who, drama, *, at=START, leads=None, zone=None, release=None, rewatch=None):
    async with store.request(who, Place.PRIVATE, at) as work:
        if zone:
            await work.set_zone(zone)
        await work.save(Subscription(drama, release, leads, at, rewatch, KST if rewatch else None))


async def told(store, now, platform="telegram"):
    """Everything that can be claimed now, as (chat, [(drama, episodes, lead)])."""
    outbox, found = Outbox(store), []
    while claimed := await outbox.claim(platform, now, now, ()):
        batch = claimed[0]
        found.append((batch.address.chat, [(part.drama, part.episodes, part.lead) for part in batch.parts]))
        await outbox.settle(batch, "sent")
    return found


def planner(store, *dramas):
    return Planner(partial(opened_plans, store), Library(Catalogue.of(dramas)), ["telegram"])


def planned_by(monkeypatch, size):
    """So many at a time, however long that takes."""
    for bound in ("FIRST", "LEAST", "MOST"):
        monkeypatch.setattr(f"bot.delivery.chunks.{bound}", size)


async def test_a_subscriber_is_told_of_each_episode_at_its_instant_and_of_the_premiere_a_day_ahead(store):
    plan = planner(store, drama("goblin"))
    await plan.begin(START)
    await follow(store, chat("ana"), "goblin")
    season = []
    while (due := await plan.next_due()) is not None:
        await plan.plan(due)
        season += [(due.isoformat(), *one) for one in await told(store, due)]
    assert season == [
        ("2030-01-03T12:00:00+00:00", "ana", [("goblin", (1,), "1d")]),
        ("2030-01-04T12:00:00+00:00", "ana", [("goblin", (1,), "0m")]),
        ("2030-01-11T12:00:00+00:00", "ana", [("goblin", (2,), "0m")]),
        ("2030-01-18T12:00:00+00:00", "ana", [("goblin", (3,), "0m")]),
    ]


async def test_planning_the_same_interval_again_tells_nobody_twice(store):
    plan = planner(store, drama("goblin"))
    await plan.begin(START)
    await follow(store, chat("ana"), "goblin")
    airing = datetime(2030, 1, 4, 12, tzinfo=UTC)
    await plan.plan(airing)
    assert len(await told(store, airing)) == 1
    async with opened_plans(store) as plans:
        await plans.move_mark(START)  # as if the mark had been lost
    await plan.plan(airing)
    assert await told(store, airing) == []


async def test_two_dramas_of_one_minute_are_one_batch_and_another_chat_has_its_own(store):
    plan = planner(store, drama("goblin"), drama("signal"))
    await plan.begin(START)
    await follow(store, chat("ana"), "goblin", leads=("0m",))
    await follow(store, chat("ana"), "signal", leads=("0m",))
    await follow(store, chat("bob"), "signal", leads=("0m",))
    airing = datetime(2030, 1, 4, 12, tzinfo=UTC)
    await plan.plan(airing)
    assert sorted(await told(store, airing)) == [
        ("ana", [("goblin", (1,), "0m"), ("signal", (1,), "0m")]),
        ("bob", [("signal", (1,), "0m")]),
    ]


async def test_after_downtime_only_the_latest_reminder_is_told_and_what_was_missed_as_one_message(store):
    plan = planner(store, drama("goblin"))
    await plan.begin(START)
    await follow(store, chat("ana"), "goblin", leads=("2d", "1d", "2h", "0m"))
    half_an_hour_ahead = datetime(2030, 1, 4, 11, 30, tzinfo=UTC)
    await plan.plan(half_an_hour_ahead)
    assert await told(store, half_an_hour_ahead) == [("ana", [("goblin", (1,), "2h")])]
    a_week_later = datetime(2030, 1, 11, 18, 1, tzinfo=UTC)  # 6 h and a minute after episode 2
    await plan.plan(a_week_later)
    missed = [("goblin", (1,), "0m"), ("goblin", (2,), "0m")]
    assert await told(store, a_week_later) == [("ana", missed)]
    await plan.plan(a_week_later + timedelta(days=1))
    assert await told(store, a_week_later + timedelta(days=1)) == []


async def test_a_late_reminder_is_told_up_to_the_limit(store):
    plan = planner(store, drama("goblin"))
    await plan.begin(START)
    await follow(store, chat("ana"), "goblin")
    late = datetime(2030, 1, 4, 17, 59, tzinfo=UTC)
    await plan.plan(late)
    assert await told(store, late) == [("ana", [("goblin", (1,), "0m")])]


async def test_an_unknown_hour_and_a_morning_lead_follow_the_zone_of_each_chat(store):
    plan = planner(store, drama("goblin", hour=None), drama("signal"))
    await plan.begin(START)
    await follow(store, chat("seoul"), "goblin", leads=("0m",))  # has not said a zone: the announced one counts
    await follow(store, chat("paris"), "goblin", leads=("0m",), zone="Europe/Paris")
    await follow(store, chat("lima"), "signal", leads=("09:00",), zone="America/Lima")
    found = []
    while (due := await plan.next_due()) is not None and due < datetime(2030, 1, 6, tzinfo=UTC):
        await plan.plan(due)
        found += [(due.isoformat(), *one) for one in await told(store, due)]
    assert found == [
        ("2030-01-04T00:00:00+00:00", "seoul", [("goblin", (1,), "0m")]),
        ("2030-01-04T08:00:00+00:00", "paris", [("goblin", (1,), "0m")]),
        ("2030-01-04T14:00:00+00:00", "lima", [("signal", (1,), "09:00")]),
    ]


async def test_a_chat_that_moves_to_a_later_zone_is_not_told_the_same_again(store):
    plan = planner(store, drama("goblin", hour=None))
    await plan.begin(START)
    await follow(store, chat("ana"), "goblin", leads=("0m",), zone=KST)
    await follow(store, chat("bob"), "goblin", leads=("0m",), zone="Europe/Paris")
    morning = datetime(2030, 1, 4, 0, tzinfo=UTC)
    await plan.plan(morning)
    assert await told(store, morning) == [("ana", [("goblin", (1,), "0m")])]
    async with store.request(chat("ana"), Place.PRIVATE, morning) as work:
        await work.set_zone("Europe/Paris")
    in_paris = datetime(2030, 1, 4, 8, tzinfo=UTC)
    await plan.plan(in_paris)
    assert await told(store, in_paris) == [("bob", [("goblin", (1,), "0m")])]


async def test_who_subscribes_after_the_instant_or_unsubscribes_before_it_is_not_told(store):
    plan = planner(store, drama("goblin"))
    await plan.begin(START)
    airing = datetime(2030, 1, 4, 12, tzinfo=UTC)
    await follow(store, chat("late"), "goblin", at=airing)
    await follow(store, chat("gone"), "goblin")
    await follow(store, chat("ana"), "goblin")
    await plan.plan(airing)
    async with store.request(chat("gone"), Place.PRIVATE, airing) as work:
        assert await work.remove("goblin")
    assert await told(store, airing) == [("ana", [("goblin", (1,), "0m")])]


async def test_what_nobody_follows_any_more_is_neither_planned_nor_asked_about(store):
    plan = planner(store, drama("goblin"), drama("signal"))
    await plan.begin(START)
    await follow(store, chat("gone"), "signal")
    await follow(store, chat("ana"), "goblin")
    async with store.request(chat("gone"), Place.PRIVATE, START) as work:
        assert await work.remove("signal")
    async with opened_plans(store) as plans:
        assert {wish.drama for wish in await plans.wishes()} == {"goblin"}
    await plan.plan(datetime(2030, 1, 4, 12, tzinfo=UTC))
    async with store.engine.begin() as connection:
        assert set((await connection.scalars(select(announcements.c.drama))).all()) == {"goblin"}


async def test_a_rewatch_runs_on_the_chats_own_clock_and_ends_by_itself(store):
    plan = planner(store, drama("goblin", first=date(2020, 1, 3)))
    await plan.begin(START)
    await follow(store, chat("ana"), "goblin", rewatch="2030-02-01T20:00")
    season = []
    while (due := await plan.next_due()) is not None:
        await plan.plan(due)
        season += [(due.isoformat(), *one) for one in await told(store, due)]
    assert season == [
        ("2030-02-01T11:00:00+00:00", "ana", [("goblin", (1,), "0m")]),
        ("2030-02-08T11:00:00+00:00", "ana", [("goblin", (2,), "0m")]),
        ("2030-02-15T11:00:00+00:00", "ana", [("goblin", (3,), "0m")]),
    ]
    async with store.request(chat("ana"), Place.PRIVATE, START) as work:
        assert await work.subscription("goblin") is None


async def test_many_chats_are_planned_in_chunks_that_lose_and_double_nobody(store, monkeypatch):
    planned_by(monkeypatch, 7)
    plan = planner(store, drama("goblin"), drama("signal"))
    await plan.begin(START)
    for number in range(40):
        await follow(store, chat(f"{number:02}"), "goblin", leads=("0m",))
        if number % 3 == 0:
            await follow(store, chat(f"{number:02}"), "signal", leads=("0m",))
    airing = datetime(2030, 1, 4, 12, tzinfo=UTC)
    await plan.plan(airing)
    both = [("goblin", (1,), "0m"), ("signal", (1,), "0m")]
    expected = [(f"{number:02}", both if number % 3 == 0 else both[:1]) for number in range(40)]
    assert sorted(await told(store, airing)) == expected


async def killed_after_a_chunk(store, monkeypatch, airing):
    """The planner of 23 followers, of whom the first five have a delivery."""
    planned_by(monkeypatch, 5)
    plan = planner(store, drama("goblin"))
    await plan.begin(START)
    for number in range(23):
        await follow(store, chat(f"{number:02}"), "goblin", leads=("0m",))

    def killed():
        raise KeyboardInterrupt

    with pytest.raises(KeyboardInterrupt):
        await plan.plan(airing, killed)
    return plan


async def test_planning_goes_on_from_its_cursor_after_a_kill(store, monkeypatch):
    airing = datetime(2030, 1, 4, 12, tzinfo=UTC)
    plan = await killed_after_a_chunk(store, monkeypatch, airing)
    await plan.plan(airing + timedelta(seconds=20))
    expected = [(f"{number:02}", [("goblin", (1,), "0m")]) for number in range(23)]
    assert sorted(await told(store, airing + timedelta(seconds=20))) == expected


async def test_who_has_a_delivery_already_further_on_in_a_plan_gets_no_other(store, monkeypatch):
    airing = datetime(2030, 1, 4, 12, tzinfo=UTC)
    plan = await killed_after_a_chunk(store, monkeypatch, airing)
    async with store.engine.begin() as connection:  # as when two chats have become one meanwhile
        await connection.exec_driver_sql(
            "INSERT INTO deliveries (announcement_id, chat_id, turn, queue, state) SELECT announcements.id, chats.id, "
            f"1, 1, {DeliveryState.SENT:d} FROM announcements, chats WHERE NOT complete AND address = '13'"
        )
    await plan.plan(airing + timedelta(seconds=20))
    found = [who for who, _ in await told(store, airing + timedelta(seconds=20))]
    assert sorted(found) == [f"{number:02}" for number in range(23) if number != 13]


async def test_each_delivery_of_a_night_has_a_turn_of_its_own_in_whichever_chunk_it_was_made(store, monkeypatch):
    planned_by(monkeypatch, 5)
    plan = planner(store, drama("goblin"), drama("signal", first=date(2030, 1, 5)))
    await plan.begin(START + timedelta(days=3))
    for number in range(23):
        await follow(store, chat(f"{number:02}"), "goblin", leads=("0m",))
        await follow(store, chat(f"{number:02}"), "signal")
    for slug, night in (("goblin", 4), ("signal", 5)):
        await plan.plan(datetime(2030, 1, night, 12, tzinfo=UTC))
        async with store.engine.begin() as connection:
            of_drama = f"SELECT id FROM announcements WHERE drama = '{slug}' AND lead = '0m'"
            turns = f"SELECT turn FROM deliveries WHERE announcement_id IN ({of_drama}) ORDER BY chat_id"
            found = [row[0] for row in await connection.exec_driver_sql(turns)]
        assert found == sorted(set(found))
        assert len(found) == 23


async def test_what_waits_to_be_sent_is_claimed_before_the_next_chunk_is_planned(tmp_path, monkeypatch):
    store = await Store.open(f"sqlite:///{tmp_path}/bell.db", "real")  # where one has to wait for the other
    planned_by(monkeypatch, 5)
    plan = planner(store, drama("goblin"))
    await plan.begin(START)
    for number in range(23):
        await follow(store, chat(f"{number:02}"), "goblin", leads=("0m",))
    airing = datetime(2030, 1, 4, 12, tzinfo=UTC)
    claims = []

    def after_chunk():
        claims.append(asyncio.create_task(Outbox(store).claim("telegram", airing, airing, (), 10)))

    await plan.plan(airing, after_chunk)
    assert [len(await claim) for claim in claims] == [5, 5, 5, 5, 3]
    await store.close()


async def test_the_reminder_of_one_chat_is_complete_with_its_delivery(store, monkeypatch):
    planned_by(monkeypatch, 5)
    over = drama("goblin", first=date(2020, 1, 4))
    plan = planner(store, over)
    await plan.begin(START)
    for number in range(12):
        await follow(store, chat(f"{number:02}"), "goblin", rewatch="2030-01-04T21:00" if number == 3 else None)
    chunks = []
    await plan.plan(datetime(2030, 1, 4, 12, tzinfo=UTC), lambda: chunks.append(1))
    assert len(chunks) == 1
    assert [who for who, _ in await told(store, datetime(2030, 1, 4, 12, tzinfo=UTC))] == ["03"]


async def test_a_release_that_left_the_schedule_is_followed_as_the_default_one(store):
    await planner(store, drama("goblin", release="tvN")).begin(START)
    await follow(store, chat("ana"), "goblin", release="tvn", leads=("0m",))
    plan = planner(store, drama("goblin", release="Netflix"))
    await plan.begin(START)
    airing = datetime(2030, 1, 4, 12, tzinfo=UTC)
    await plan.plan(airing)
    assert await told(store, airing) == [("ana", [("goblin", (1,), "0m")])]


async def test_a_store_refuses_the_other_kind_of_clock(database):
    await (await Store.open(database, "real")).close()
    with pytest.raises(Unusable, match="has lived on real time"):
        await Store.open(database, "story")


async def test_a_group_that_moves_keeps_its_subscriptions_at_the_new_address(store):
    plan = planner(store, drama("goblin"))
    await plan.begin(START)
    await follow(store, chat("-1"), "goblin")
    await follow(store, chat("-2"), "goblin")
    await follow(store, chat("-200"), "signal")
    airing = datetime(2030, 1, 4, 12, tzinfo=UTC)
    await plan.plan(airing)
    await store.move(chat("-1"), chat("-100"))
    await store.move(chat("-2"), chat("-200"))  # known already
    assert sorted(await told(store, airing)) == [
        ("-100", [("goblin", (1,), "0m")]),
        ("-200", [("goblin", (1,), "0m")]),
    ]
    async with store.request(chat("-200"), Place.GROUP, airing) as work:
        assert [one.drama for one in await work.subscriptions()] == ["goblin", "signal"]
