"""What a person hears about what is kept of them: asked of a desk with a real store."""

import json
from contextlib import asynccontextmanager
from dataclasses import replace

from bot.chats.local.render import render
from bot.commands.desk import Desk
from bot.commands.registry import registry
from bot.core.catalogue import Catalogue, Library
from bot.core.ports import Address, Asked, Person, Place, Reader
from bot.store.store import Store
from tests.commands.memory import OpenRoom, utc
from tests.commands.seasons import catalogue

NOW = utc("2021-06-19 15:00")
ANA = Person("telegram", "7007007", "Ana")


class Someone:
    def __init__(self, desk):
        self.desk = desk

    async def message(self, line, place=Place.PRIVATE, person=ANA):
        address = Address("telegram", "7007007" if place is Place.PRIVATE else "-100")
        return await self.desk.answer(Asked(address, place, person, OpenRoom(), line))

    async def says(self, line, **where):
        return render(await self.message(line, **where), Reader(None, NOW))


@asynccontextmanager
async def at_the_desk(tmp_path, dramas: Catalogue | None = None):
    store = await Store.open(f"sqlite:///{tmp_path}/bell.db", "real")
    try:
        yield Someone(Desk(store, registry(), Library(dramas or catalogue()), lambda: NOW))
    finally:
        await store.close()


async def test_the_policy_names_whom_to_ask_when_the_operator_has_said(tmp_path):
    dramas = catalogue()
    async with at_the_desk(tmp_path) as ana:
        assert "Questions:" not in await ana.says("/privacy")
    named = replace(dramas, defaults=replace(dramas.defaults, contact="bell@example.org"))
    async with at_the_desk(tmp_path, named) as ana:
        assert "Questions: bell@example.org" in await ana.says("/privacy")


async def test_a_person_sees_what_is_kept_and_has_it_forgotten(tmp_path):
    async with at_the_desk(tmp_path) as ana:
        await ana.says("/subscribe nevertheless")
        await ana.says("/timezone kuala lumpur")
        await ana.says("/quote songkang")
        shown = await ana.message("/mydata")
        assert render(replace(shown, files=()), Reader(None, NOW)).splitlines()[:4] == [
            "What I keep of you",
            "This chat: Asia/Kuala_Lumpur",
            "Dramas you follow: nevertheless",
            "Quotes you have seen: 1",
        ]
        (file,) = shown.files
        assert [row["drama"] for row in json.loads(file.content)["subscriptions"]] == ["nevertheless"]
        asked = await ana.says("/forgetme")
        assert "It cannot be undone." in asked
        assert "You follow Nevertheless" not in asked
        assert (
            "nevertheless" in json.loads((await ana.message("/mydata")).files[0].content)["subscriptions"][0].values()
        )
        assert (await ana.says("/forgetme yes")).startswith("Done: I know nothing of you any more.")
        kept = json.loads((await ana.message("/mydata")).files[0].content)
        assert sorted(kept) == ["chats"]  # this very chat, which has just asked
        assert "zone" not in kept["chats"][0]


async def test_nothing_of_a_person_is_said_before_others(tmp_path):
    async with at_the_desk(tmp_path) as ana:
        for line in ("/mydata", "/forgetme", "/forgetme yes"):
            said = await ana.message(line, place=Place.GROUP)
            assert said.personal
            assert "in a private chat" in render(said, Reader(None, NOW))


async def test_a_link_has_nobody_forgotten(tmp_path):
    async with at_the_desk(tmp_path) as ana:
        await ana.says("/subscribe nevertheless")
        await ana.says("/forgetme yes", person=replace(ANA, linked=True))
        kept = json.loads((await ana.message("/mydata")).files[0].content)
        assert "subscriptions" in kept


async def test_anything_but_yes_is_asked_again(tmp_path):
    async with at_the_desk(tmp_path) as ana:
        assert "/forgetme yes" in await ana.says("/forgetme everything")
