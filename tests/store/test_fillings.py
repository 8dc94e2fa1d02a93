"""Forms that people are filling in, in a real store."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

from bot.core.forms import Filling
from bot.core.ports import Address, Place
from bot.store.store import Store

NOW = datetime(2024, 3, 20, 3, tzinfo=UTC)
HERE, THERE = Address("telegram", "1"), Address("telegram", "-2")
MINE = Filling("k1", "adddrama", "", {"title": '별 "1"\n'}, "network", NOW, "", {"tvn": "tvN"})


async def test_a_filling_is_kept_over_a_restart_one_for_each_person_in_each_chat(database):
    store = await Store.open(database, "real")
    async with store.request(HERE, Place.PRIVATE, NOW) as work:
        await work.fillings.keep("ana", MINE)
        await work.fillings.keep("bea", replace(MINE, key="k2"))
        await work.fillings.keep("ana", replace(MINE, key="k3", asked="first"))
    async with store.request(THERE, Place.GROUP, NOW) as work:
        await work.fillings.keep("ana", replace(MINE, key="k4"))
    await store.posed("k3", "77")
    await store.close()
    store = await Store.open(database, "real")
    async with store.request(HERE, Place.PRIVATE, NOW) as work:
        assert await work.fillings.get("ana") == replace(MINE, key="k3", asked="first", message="77")
        assert await work.fillings.get("bea") == replace(MINE, key="k2")
        assert await work.fillings.get("cleo") is None
        await work.fillings.drop("ana")
        assert await work.fillings.get("ana") is None
    async with store.request(THERE, Place.GROUP, NOW) as work:
        assert await work.fillings.get("ana") == replace(MINE, key="k4")
    await store.close()


async def test_what_nobody_went_on_with_for_a_day_is_deleted(database):
    store = await Store.open(database, "real")
    async with store.request(HERE, Place.PRIVATE, NOW) as work:
        await work.fillings.keep("ana", MINE)
        await work.fillings.keep("bea", replace(MINE, key="k2", touched=NOW + timedelta(hours=2)))
        await work.fillings.keep("cleo", replace(MINE, key="k3", touched=NOW + timedelta(days=1, hours=1)))
        assert await work.fillings.get("ana") is None
        assert await work.fillings.get("bea") is not None
    await store.close()
