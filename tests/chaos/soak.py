"""A bot with thousands of chats through 72 hours, with faults of every kind; hearers.py says what each has to hear."""

import asyncio
import contextlib
import random
import re
import signal
import sqlite3
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from bot.core.ports import Address, Place, Subscription
from bot.store.lock import locked
from bot.store.store import Store
from bot.store.tables import EPOCH, READY
from tests.chaos.hearers import DAYS, FIRST, HOUR, NAMES, OUT_AT, Chat, Night, State, told_in
from tests.chaos.siege import QUICK, Life, Nest
from tests.chaos.wall import Wall
from tests.emulators.discord import DiscordEmulator
from tests.emulators.discord import faults as dc_faults
from tests.emulators.discord.permissions import USUAL, May
from tests.emulators.telegram import TelegramEmulator, TgGroup, faults
from tests.emulators.telegram.state import Status

WEEK = '["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]'
POST = "POST /channels/{channel}/messages"
LOST = ("lost_reply", "error", "html", "reset", "garbage", "black_hole")  # after which nobody knows whether it arrived


def opened(process: Path) -> int:
    """Open files of a process, but for connections, which come and go."""
    found = 0
    for one in (process / "fd").iterdir():
        with contextlib.suppress(OSError):
            found += not str(one.readlink()).startswith("socket:")
    return found


@dataclass
class Soak:
    folder: Path
    nest: Nest
    wall: Wall
    tg: TelegramEmulator
    dc: DiscordEmulator
    dice: random.Random
    chats: list[Chat] = field(default_factory=list)
    by_id: dict[tuple[str, str], Chat] = field(default_factory=dict)
    kills: int = 0
    events: Counter[str] = field(default_factory=Counter)
    seen: list[tuple[float, int, int, int]] = field(default_factory=list)  # bot hours, RSS in KiB, open files, WAL
    life: Life | None = None
    _read: int = 0
    _rules: list[Any] = field(default_factory=list)

    @property
    def file(self) -> Path:
        return self.folder / "dramabell.db"

    def now(self) -> datetime:
        return datetime.fromtimestamp(self.wall.now(), UTC)

    # before it begins

    def prepare(self) -> None:
        folder = self.folder / "schedules"
        folder.mkdir()
        for name, hour in zip(NAMES, OUT_AT, strict=True):
            (folder / f"{name.lower()}.toml").write_text(
                f'title = "{name}"\n[[release]]\nnetwork = "tvN"\nzone = "UTC"\n'
                f'first = "{FIRST:%d %B %Y} {hour:02}:00"\nepisodes = {DAYS}\nevery = {WEEK}\n'
            )
        (self.folder / "config.toml").write_text(
            f'{QUICK}telegram_group_per_minute = 1000\n[web]\nlisten = ""\n[schedules]\nfolder = "schedules"\n'
            f'[telegram]\ntoken = "{self.tg.token}"\napi_url = "{self.tg.url}"\n'
            f'[discord]\ntoken = "{self.dc.token}"\napi_url = "{self.dc.url}"\n'
        )

    def populate(self, number: int) -> None:
        """Half of them people in Telegram, a sixth groups there, the rest channels of Discord servers."""
        for one in range(number // 2):
            self._add("telegram", self.tg.private(f"fan{one}"))
        owner = self.tg.private("owner")
        for one in range(number // 6):
            self._add("telegram", self.tg.group(f"Club {one}", owner, basic=one % 2 == 0))
        guild = self.dc.guild("Club 0")
        for one in range(number - len(self.chats)):
            if one and one % 100 == 0:
                guild = self.dc.guild(f"Club {one}")
            self._add("discord", guild.channel(f"room-{one}"))

    def _add(self, platform: str, place: Any) -> None:
        chat = Chat(platform, place, frozenset(self.dice.sample(NAMES, 2)))
        self.chats.append(chat)
        self.by_id[platform, str(place.id)] = chat

    async def subscribe(self) -> None:
        url = f"sqlite:///{self.file}"
        began = self.now()
        async with locked(url) as lock:
            store = await Store.open(url, "real", lock)
            for chat in self.chats:
                place = Place.CHANNEL if chat.platform == "discord" else Place.GROUP
                if chat.platform == "telegram" and not isinstance(chat.place, TgGroup):
                    place = Place.PRIVATE
                async with store.request(Address(chat.platform, str(chat.place.id)), place, began) as work:
                    for name in sorted(chat.follows):
                        await work.save(Subscription(name.lower(), None, ("1h", "0m"), began))
            await store.set("mark", began.isoformat())
            await store.close()

    def misfortune(self) -> None:
        """A twentieth of all calls meets some fault."""
        kinds = [
            (faults.flood(1), 0.007),
            (faults.error(500), 0.006),
            (faults.error(500, accept=True), 0.004),
            (faults.html(502), 0.005),
            (faults.lost_reply(), 0.007),
            (faults.reset(), 0.006),
            (faults.late(0.5), 0.006),
            (faults.garbage(), 0.003),
            (faults.not_ok(), 0.003),
            (faults.refusal(400, "Bad Request: can't parse entities: byte offset 7"), 0.003),
        ]
        for number, (fault, chance) in enumerate(kinds):
            dice = random.Random(number)
            self._rules.append(self.tg.fail(fault, "sendMessage", times=None, chance=chance, dice=dice))
        self._rules.append(self.tg.fail(faults.black_hole(), "sendMessage", times=3, chance=0.001))
        for number, (trouble, chance) in enumerate(
            [
                (dc_faults.limited(1.0), 0.007),
                (dc_faults.limited(1.0, scope="shared"), 0.005),
                (dc_faults.drop_reply(), 0.008),
                (dc_faults.reset(), 0.007),
                (dc_faults.reset(accepted=True), 0.005),
                (dc_faults.status(503), 0.006),
                (dc_faults.status(503, accepted=True), 0.003),
                (dc_faults.bad_gateway(), 0.004),
                (dc_faults.late(0.5), 0.005),
                (dc_faults.refused(50035), 0.002),
            ]
        ):
            fault = replace(trouble, chance=chance, dice=random.Random(number))
            self.dc.script(fault, route=POST, times=None)

    # its life

    async def start(self) -> None:
        arguments = ("run", "--config", str(self.folder / "config.toml"))
        self.life = await self.nest.life(self.folder / "log", *arguments, wall=str(self.wall.path), eager=1)

    async def kill(self) -> None:
        await self.dies()
        await self.start()

    async def dies(self) -> None:
        """And note of what nobody can know whether it arrived."""
        assert self.life is not None
        await self.life.kill()
        # the last commit may be in the log and not in its index: whoever may write there puts that right
        with contextlib.closing(sqlite3.connect(self.file)) as store:
            store.execute("SELECT count(*) FROM batches")
        self._doubt(self._said_in("batches.state = 'sending'"))
        self.kills += 1

    async def _cut(self) -> None:
        """Telegram's line breaks, also under answers that were given and not yet read.

        The bot stands still while it breaks, so that what it was sending then is known. What it begins to send before
        it knows of the break may be in doubt, too.
        """
        assert self.life is not None
        self.life.send(signal.SIGSTOP)
        began = int((self.now() - EPOCH).total_seconds() * 1e6)
        sending = set(self._said_in("batches.state = 'sending' AND batches.platform = 'telegram'"))
        await self.tg.down()
        self.life.send(signal.SIGCONT)
        await asyncio.sleep(0.5)
        begun = set(self._said_in(f"batches.claimed >= {began} AND batches.platform = 'telegram'"))
        self._doubt(sending | begun)
        await self.tg.up()

    def _doubt(self, said: Iterable[tuple[str, str, Night]]) -> None:
        for platform, address, night in said:
            self.by_id[platform, address].doubts[night] += 1

    def _said_in(self, batches: str) -> Iterator[tuple[str, str, Night]]:
        query = f"""SELECT batches.platform, chats.address, announcements.drama, announcements.episodes,
            announcements.lead FROM batches JOIN chats ON chats.id = batches.chat_id
            JOIN deliveries ON deliveries.batch_id = batches.id
            JOIN announcements ON announcements.id = deliveries.announcement_id WHERE {batches}"""
        for platform, address, drama, episodes, lead in self._asked(query):
            for episode in episodes.split("+"):
                yield platform, address, (drama.title(), int(episode), lead)

    def _asked(self, query: str) -> list[tuple[Any, ...]]:
        with contextlib.closing(sqlite3.connect(f"file:{self.file}?mode=ro", uri=True, timeout=10)) as store:
            return store.execute(query).fetchall()

    def doubtful(self) -> int:
        return int(self._asked("SELECT count(*) FROM batches WHERE doubtful")[0][0])

    async def happens(self) -> None:
        """Some chats are lost, come back, or lose and regain the right to post."""
        for chat in self.dice.sample(self.chats, 12):
            if chat.platform == "discord":
                await self._in_discord(chat)
            elif isinstance(chat.place, TgGroup):
                await self._in_group(chat)
            elif chat.state is State.WELL:
                await chat.place.blocks()
                chat.becomes(State.GONE, self.now())
                self.events["blocked"] += 1
        for chat in [one for one in self.chats if one.state is not State.WELL]:
            if self.dice.random() < 0.2:
                await self._returns(chat)
        await self._heard()

    async def _in_group(self, chat: Chat) -> None:
        if chat.state is State.WELL and self.dice.random() < 0.5:
            await self.tg.private("owner").kicks_bot(chat.place)
            chat.becomes(State.GONE, self.now())
            self.events["kicked"] += 1
        elif chat.state is State.WELL:
            await chat.place.silences_bot()
            chat.becomes(State.MUTED, self.now())
            self.events["silenced"] += 1

    async def _in_discord(self, chat: Chat) -> None:
        if chat.state is State.WELL:
            chat.place.allow(USUAL & ~May.SEND_MESSAGES)
            chat.becomes(State.MUTED, self.now())
            self.events["silenced"] += 1

    async def _returns(self, chat: Chat) -> None:
        if chat.platform == "discord":
            chat.place.allow(USUAL)
        elif isinstance(chat.place, TgGroup):
            await chat.place.bot_becomes(Status.MEMBER)
        else:
            await chat.place.unblocks()
        chat.becomes(State.WELL, self.now())

    async def all_return(self) -> None:
        for chat in self.chats:
            if chat.state is not State.WELL:
                await self._returns(chat)
        await self._heard()
        with contextlib.suppress(
            TimeoutError
        ):  # Discord may be about to be connected again; else there is the daily try
            async with asyncio.timeout(30):
                while self._asked("SELECT 1 FROM chats WHERE state = 'paused' LIMIT 1"):  # noqa: ASYNC110 - no bell
                    await asyncio.sleep(0.5)

    async def _heard(self) -> None:
        updates = self.tg.account.updates
        await self.tg.until(lambda: not updates.queue and updates.polling, 60, "the bot to hear what happened")
        await asyncio.sleep(0.5)

    async def migrates(self) -> None:
        """In the middle of whatever is being sent."""
        basic = [
            one
            for one in self.chats
            if isinstance(one.place, TgGroup) and one.state is State.WELL and one.place.chat.kind.value == "group"
        ]
        for chat in self.dice.sample(basic, min(3, len(basic))):
            chat.place = await chat.place.migrates()
            self.by_id["telegram", str(chat.place.id)] = chat
            self.events["migrated"] += 1

    async def disconnected(self) -> None:
        match self.dice.choice(["cut", "closed", "invalid", "reconnect", "telegram"]):
            case "cut":
                self.dc.gateway.drop()
            case "closed":
                self.dc.gateway.drop(4000)
            case "invalid":
                self.dc.gateway.invalidate()
            case "reconnect":
                self.dc.gateway.ask_to_reconnect()
            case "telegram":
                await self._cut()
        self.events["disconnected"] += 1

    async def settled(self, until: datetime, within: float = 240) -> None:
        """Everything due is told, or waits for the right to post; the clock leaps over what is tried again later."""
        async with asyncio.timeout(within):
            while not await self._is_settled(until):  # noqa: ASYNC110 - another process's store rings no bell
                await asyncio.sleep(0.15)

    async def _is_settled(self, until: datetime) -> bool:
        mark = self._asked("SELECT value FROM facts WHERE key = 'mark'")
        if not mark or datetime.fromisoformat(mark[0][0]) < until:
            return False
        if self._asked("SELECT 1 FROM announcements WHERE NOT complete LIMIT 1"):
            return False
        active = "JOIN chats ON chats.id = deliveries.chat_id WHERE chats.state = 'active'"
        first = "NOT EXISTS (SELECT 1 FROM batches WHERE chat_id = chats.id AND state IN ('sending', 'waiting'))"
        if self._asked(f"SELECT 1 FROM deliveries {active} AND deliveries.{READY} AND {first} LIMIT 1"):
            return False
        if self._asked("SELECT 1 FROM batches WHERE state = 'sending' LIMIT 1"):
            return False
        known = "JOIN chats ON chats.id = batches.chat_id WHERE chats.state = 'active'"
        waiting = f"SELECT not_before FROM batches {known} AND batches.state = 'waiting'"
        times = [(EPOCH + timedelta(microseconds=row[0])).timestamp() for row in self._asked(waiting)]
        if times and (ahead := min(times) - self.wall.now()) > 0:
            self.wall.ahead += min(ahead, 300.0)
        return not times

    def leap(self, to: datetime) -> None:
        self.wall.ahead += max(0.0, to.timestamp() - self.wall.now())

    # what came of it

    def read(self) -> None:
        """Count what both accepted since the last look, and what nobody could know of."""
        for call in self.tg.called("sendMessage")[self._read :]:
            chat = self.by_id.get(("telegram", str(call.chat_id)))
            if chat is None:
                continue
            for night in told_in(call.params.get("text", "")):
                chat.heard[night] += call.accepted
                chat.past.append(
                    f"{datetime.fromtimestamp(call.wall, UTC):%d %H:%M} {night} {call.fault or call.answer}"
                )
                chat.doubts[night] += call.fault in LOST or not call.answer  # cut off before it was answered
        self._read = len(self.tg.called("sendMessage"))

    def read_discord(self) -> None:
        for message in self.dc.messages():
            for night in told_in(message.all_text):
                self.by_id["discord", message.channel.id].heard[night] += 1

    def look(self) -> None:
        """At what the process takes."""
        assert self.life is not None
        process = Path(f"/proc/{self.life.pid}")
        kept = re.search(r"VmRSS:\s+(\d+)", (process / "status").read_text())
        assert kept is not None
        wal = self.file.with_name("dramabell.db-wal")
        size = wal.stat().st_size if wal.exists() else 0
        hours = (self.now() - FIRST) / HOUR
        self.seen.append((hours, int(kept[1]), opened(process), size))

    @property
    def struck(self) -> int:
        of_telegram = sum(rule.struck for rule in self._rules)
        return of_telegram + sum(call.fault is not None for call in self.dc.calls)
