"""The outbox against a model of it: whatever happens in whichever order, each chat hears of each night once."""

import asyncio
import atexit
import functools
import random
import shutil
import tempfile
from collections import Counter
from collections.abc import Coroutine
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from bot.core.catalogue import Catalogue, Library
from bot.core.deliveries import Batch
from bot.core.ports import Address, Place, Subscription
from bot.delivery.planner import Planner
from bot.store.outbox import Outbox
from bot.store.plans import opened_plans
from bot.store.store import Store
from tests.delivery.house import OUT, drama

APART, MINUTE = timedelta(hours=3), timedelta(minutes=1)
START = OUT - timedelta(hours=2)
NIGHTS = 40
BACK = timedelta(hours=5)  # until a chat without rights is tried again
DRAMAS = [drama(slug, nights=NIGHTS, apart=APART) for slug in ("goblin", "signal")]

ENDS = {"sent": 60, "lost answer": 9, "failed": 9, "no rights": 9, "dead": 5, "gone": 2}  # and how often each comes
Night = tuple[str, str, int]  # drama, lead, episode


@dataclass
class Chat:
    """What must be true of one. `due` are nights that it has to hear of, `may` those that it may; `heard` what came."""

    name: str
    follows: dict[str, datetime] = field(default_factory=dict)
    state: str = "active"
    back: datetime = START
    due: set[Night] = field(default_factory=set)
    may: set[Night] = field(default_factory=set)
    heard: Counter[Night] = field(default_factory=Counter)
    doubts: Counter[Night] = field(default_factory=Counter)

    @property
    def address(self) -> Address:
        return Address("telegram", self.name)

    def give_up(self, slug: str = "") -> None:
        """What it has not heard of yet it need not hear of."""
        self.due -= {night for night in self.due if not slug or night[0] == slug}


@functools.cache
def _empty() -> Path:
    """A new store, made once: most of the time would go into making its tables."""
    folder = Path(tempfile.mkdtemp())
    atexit.register(shutil.rmtree, folder)

    async def made() -> None:
        await (await Store.open(f"sqlite:///{folder}/bell.db", "story")).close()

    asyncio.run(made())
    return folder / "bell.db"


class Model:
    """Time is one clock, for the story and for the platforms alike."""

    def __init__(self) -> None:
        self.loop = asyncio.new_event_loop()
        self.folder = tempfile.TemporaryDirectory()
        self.now = START
        self.chats = [Chat(f"chat{number}") for number in range(4)]
        self.sending: dict[int, tuple[Chat, Batch]] = {}
        self.waiting: dict[int, tuple[Chat, datetime]] = {}
        self.numbers = 0

    def play(self, work: Coroutine[Any, Any, Any]) -> Any:
        return self.loop.run_until_complete(work)

    def open(self) -> None:
        file = Path(self.folder.name) / "bell.db"
        shutil.copyfile(_empty(), file)
        self.store = self.play(Store.open(f"sqlite:///{file}", "story"))
        self.outbox = Outbox(self.store)
        self.planner = Planner(functools.partial(opened_plans, self.store), Library(Catalogue.of(DRAMAS)), ["telegram"])
        self.play(self.planner.begin(self.now))
        for chat, letters in zip(self.chats, ("ab", "a", "b", ""), strict=True):
            for letter in letters:
                slug = DRAMAS["ab".index(letter)].slug
                self.play(self._follow(chat, slug))
                chat.follows[slug] = self.now

    async def _follow(self, chat: Chat, slug: str) -> None:
        async with self.store.request(chat.address, Place.GROUP, self.now) as work:
            await work.save(Subscription(slug, None, ("1h", "0m"), self.now))

    def plan(self, ahead: timedelta) -> None:
        if self.now + ahead >= OUT + (NIGHTS - 1) * APART:
            return
        before, self.now = self.now, self.now + ahead
        self.play(self.planner.plan(self.now))
        for chat in self.chats:
            for slug, since in chat.follows.items() if chat.state != "gone" else ():
                for number in range(1, NIGHTS + 1):
                    out = OUT + (number - 1) * APART
                    if max(before, since) < out <= self.now:
                        chat.due.add((slug, "0m", number))
                        chat.may.add((slug, "0m", number))
                    if max(before, since) < out - timedelta(hours=1) <= self.now < out:
                        chat.may.add((slug, "1h", number))

    def follow(self, which: int, slug: str) -> None:
        chat = self.chats[which]
        if slug not in chat.follows:
            self.play(self._follow(chat, slug))
            chat.follows[slug] = self.now
            self._back(chat)  # who says something is there

    def cancel(self, which: int, slug: str) -> None:
        async def remove() -> None:
            async with self.store.request(chat.address, Place.GROUP, self.now) as work:
                await work.remove(slug)

        chat = self.chats[which]
        if chat.follows.pop(slug, None):
            self.play(remove())
            self._back(chat)
            chat.give_up(slug)

    def send(self, most: int, busy: set[int], ends: list[str]) -> None:
        """Claim, and settle as many as there are ends for."""
        names = {self.chats[one].name for one in busy}
        for batch in self.play(self.outbox.claim("telegram", self.now, self.now, names, most)):
            chat = next(one for one in self.chats if one.name == batch.address.chat)
            assert chat.name not in names
            assert chat.state == "active" or (chat.state == "paused" and chat.back <= self.now)
            assert batch.paused == (chat.state == "paused")
            assert chat not in [one for one, _ in self.sending.values()], "one message at a time"
            _, not_before = self.waiting.pop(batch.id, (chat, self.now))
            assert not_before <= self.now
            assert chat not in [one for one, _ in self.waiting.values()], "what waits comes first"
            assert len({(part.drama, part.lead, part.episodes) for part in batch.parts}) == len(batch.parts) > 0
            assert all(part.due <= self.now for part in batch.parts)
            self.sending[batch.id] = chat, batch
        for what in ends[: len(self.sending)]:
            self.play(self._settle(min(self.sending), what))

    async def _settle(self, number: int, what: str) -> None:
        """As the sender does."""
        chat, batch = self.sending.pop(number)
        live = [part for part in batch.parts if part.expires > self.now]
        if not live:
            await self.outbox.settle(batch, "expired")
            return
        nights = [(part.drama, part.lead, number) for part in live for number in part.episodes]
        match what:
            case "sent":
                chat.heard.update(nights)
                if batch.paused:
                    await self.outbox.resume(batch.address)
                    self._back(chat)
                await self.outbox.settle(batch, "sent")
            case "lost answer" | "failed":
                if what == "lost answer":
                    chat.heard.update(nights)
                    chat.doubts.update(nights)
                again = self.now + MINUTE
                await self.outbox.settle(batch, "waiting", not_before=again, attempts=batch.attempts + 1)
                self.waiting[number] = chat, again
            case "no rights":
                await self.outbox.pause(batch, "no rights", self.now + BACK)
                chat.state, chat.back = "paused", self.now + BACK
                await self.outbox.settle(batch, "no rights")
            case "dead":
                chat.due.difference_update(nights)
                await self.outbox.settle(batch, "dead")
            case "gone":
                await self.outbox.leave(batch.address, "kicked")
                chat.state = "gone"
                chat.give_up()
                await self.outbox.settle(batch, "gone")

    def crash(self, arrived: bool) -> None:
        """The next process asks what was under way; nobody knows whether it arrived."""
        found = self.play(self.outbox.interrupted("telegram"))
        assert [batch.id for batch in found] == sorted(self.sending)
        for batch in found:
            self.play(self._settle(batch.id, "lost answer" if arrived else "failed"))

    def happens(self, which: int, how: str) -> None:
        chat = self.chats[which]
        match how:
            case "kicked" if chat.follows:
                self.play(self.outbox.leave(chat.address, "kicked"))
                chat.state = "gone"
                chat.give_up()
            case "added":
                self.play(self.outbox.resume(chat.address))
                self._back(chat)
            case "allowed" if chat.state == "paused":
                self.play(self.outbox.resume(chat.address))
                self._back(chat)
            case "migrated" if chat.state != "gone":
                self.numbers += 1
                old, chat.name = chat.address, f"moved{self.numbers}"
                self.play(self.outbox.move(old, chat.address))
                self._back(chat)
                for number, (one, batch) in self.sending.items():
                    if one is chat:
                        self.sending[number] = chat, batch

    def unpause(self) -> None:
        self.play(self.outbox.unpause("telegram", self.now))

    def _back(self, chat: Chat) -> None:
        chat.state = "active"

    def nobody_hears_too_much(self) -> None:
        for chat in self.chats:
            assert chat.heard.keys() <= chat.may
            twice = {night: count for night, count in chat.heard.items() if count > 1 + chat.doubts[night]}
            assert twice == {}, chat.name

    def close(self) -> None:
        self.play(self.store.close())
        self.loop.close()
        self.folder.cleanup()

    def drain(self) -> None:
        """In the end all is well for a while, and whatever must be heard is."""
        self.play(self._drained())

    async def _drained(self) -> None:
        for chat in self.chats:
            if chat.state == "paused":
                await self.outbox.resume(chat.address)
                self._back(chat)
        for _ in range(3):
            for number in sorted(self.sending):
                await self._settle(number, "sent")
            self.now += 2 * MINUTE
            await self.planner.plan(self.now)
            self.plan_model_only()
            while found := await self.outbox.claim("telegram", self.now, self.now, (), 5):
                for batch in found:
                    self.sending[batch.id] = next(one for one in self.chats if one.name == batch.address.chat), batch
                    await self._settle(batch.id, "sent")
        for chat in self.chats:
            assert {night for night in chat.due if not chat.heard[night]} == set(), chat.name
        self.nobody_hears_too_much()

    def plan_model_only(self) -> None:
        """What fell due within the last two minutes."""
        for chat in self.chats:
            for slug, since in chat.follows.items() if chat.state != "gone" else ():
                for number in range(1, NIGHTS + 1):
                    out = OUT + (number - 1) * APART
                    for lead, at in (("0m", out), ("1h", out - timedelta(hours=1))):
                        if max(self.now - 2 * MINUTE, since) < at <= self.now:
                            chat.may.add((slug, lead, number))


def step(model: Model, dice: random.Random) -> None:
    """Something, of all that can happen: mostly that time goes on and that messages are sent."""
    which, slug = dice.randrange(4), dice.choice(DRAMAS).slug
    match dice.choices(["plan", "send", "chat", "crash", "follow", "cancel", "unpause"], [30, 45, 7, 4, 6, 4, 4])[0]:
        case "plan":
            model.plan(dice.choice([MINUTE, 30 * MINUTE, 60 * MINUTE, 60 * MINUTE, 3 * 60 * MINUTE, 7 * 60 * MINUTE]))
        case "send":
            ends = dice.choices([*ENDS], [*ENDS.values()], k=6)
            busy = set(dice.sample(range(4), dice.choice([0, 0, 0, 1, 2])))
            model.send(dice.randint(1, 5), busy, ends[: dice.choice([0, 1, 3, 6, 6, 6])])
        case "chat":
            model.happens(which, dice.choice(["kicked", "added", "allowed", "migrated", "migrated"]))
        case "crash":
            model.crash(arrived=dice.random() < 0.5)
        case "follow":
            model.follow(which, slug)
        case "cancel":
            model.cancel(which, slug)
        case "unpause":
            model.unpause()


@pytest.mark.parametrize("seed", [*range(3), *(pytest.param(seed, marks=pytest.mark.chaos) for seed in range(3, 60))])
def test_whatever_happens_each_chat_hears_of_each_night_once(seed):
    dice, model = random.Random(seed), Model()
    model.open()
    try:
        for _ in range(80):
            step(model, dice)
            model.nobody_hears_too_much()
        model.drain()
    finally:
        model.close()
