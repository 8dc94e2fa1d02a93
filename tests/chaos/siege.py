"""A bot that is killed again and again while it has a thousand reminders to send, and the count of what arrived."""

import asyncio
import contextlib
import json
import os
import re
import signal
import sqlite3
import sys
from collections import Counter
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Self

from bot.store.tables import READY
from tests.emulators.discord import DiscordEmulator
from tests.emulators.telegram import Limits, TelegramEmulator

ROOT = Path(__file__).parents[2]
ENVIRONMENT = {name: value for name, value in os.environ.items() if not name.startswith("DRAMABELL_")}
EPISODES = 10
PATIENT = """
[limits]
person_commands_per_10_seconds = 1000
"""
QUICK = f"""{PATIENT}
[pace]
telegram_per_second = 1000
telegram_chat_per_second = 1000
discord_per_second = 1000
"""
BEFORE, AFTER = "2030-01-01T10:50:00Z", "2030-01-01T11:10:00Z"  # all ten are out between these two
DRAMA = f"""
title = "Siege"
[[release]]
network = "tvN"
zone = "KST"
first = "1 January 2030 8PM"
episodes = {EPISODES}
every = ["Tuesday"]
[[quote]]
who = "Kim Siege"
text = "Hold the gate."
source = "The walls, 2030"
""" + "".join(
    f'[[release.change]]\nepisodes = [{number}]\nat = "1 January 2030 8:{number - 1:02}PM"\n'
    for number in range(2, EPISODES + 1)
)
UNLIMITED = {"POST /channels/{channel}/messages": (1000, 1.0), "POST /webhooks/{application}/{token}": (1000, 1.0)}
SENDING = """
    SELECT batches.platform, chats.address, announcements.episodes
    FROM batches JOIN chats ON chats.id = batches.chat_id
    JOIN deliveries ON deliveries.batch_id = batches.id
    JOIN announcements ON announcements.id = deliveries.announcement_id
    WHERE batches.state = 'sending'
"""

Told = Counter[tuple[str, str, int]]  # how often each (platform, chat, episode) arrived


class Nest:
    """Starts lives of the bot, each a process of its own: `async with Nest() as nest:`."""

    def __init__(self) -> None:
        self._born: asyncio.Queue[int] = asyncio.Queue()
        self.ends: dict[int, asyncio.Future[int]] = {}

    async def __aenter__(self) -> Self:
        self._process = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.chaos.nest",
            cwd=ROOT,
            env=ENVIRONMENT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )
        self._hearing = asyncio.create_task(self._hear())
        return self

    async def __aexit__(self, *_: object) -> None:
        for pid, end in self.ends.items():
            if not end.done():
                os.kill(pid, signal.SIGKILL)
        assert self._process.stdin is not None
        self._process.stdin.close()
        await self._process.wait()
        await self._hearing

    async def _hear(self) -> None:
        assert self._process.stdout is not None
        async for line in self._process.stdout:
            match json.loads(line):
                case {"born": pid}:
                    self.ends[pid] = asyncio.get_running_loop().create_future()
                    self._born.put_nowait(pid)
                case {"dead": pid, "status": status}:
                    self.ends[pid].set_result(status)

    async def life(self, log: Path, *arguments: str, point: str = "", nth: int = 1, **more: object) -> "Life":
        """See nest.py."""
        wanted = {"point": point, "nth": nth, "arguments": arguments, "log": str(log), **more}
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps(wanted).encode() + b"\n")
        async with asyncio.timeout(30):
            pid = await self._born.get()
        return Life(pid, self.ends[pid])


@dataclass(frozen=True)
class Life:
    """One process of the bot, from start to end."""

    pid: int
    end: "asyncio.Future[int]"

    def send(self, number: int) -> None:
        if not self.end.done():
            os.kill(self.pid, number)

    async def kill(self) -> None:
        self.send(signal.SIGKILL)
        await asyncio.shield(self.end)

    async def stop(self, number: int = signal.SIGTERM) -> tuple[int, float]:
        """The exit status, and after how many seconds."""
        loop = asyncio.get_running_loop()
        asked = loop.time()
        self.send(number)
        return await asyncio.shield(self.end), loop.time() - asked

    async def died(self, within: float) -> bool:
        """Whether it met its point in that time."""
        await asyncio.wait({self.end}, timeout=within)
        return self.end.done() and self.end.result() == -signal.SIGKILL


@dataclass
class Siege:
    """`kills` and `unsound` count what was done to it; `hits` are kills between a message's acceptance and its record,
    by (platform, chat, episode).
    """

    folder: Path
    nest: Nest
    tg: TelegramEmulator
    dc: DiscordEmulator
    fans: int
    settings: str = ""
    resend: float = 60.0
    kills: int = 0
    unsound: int = 0
    hits: Told = field(default_factory=Counter)
    people: list = field(default_factory=list)
    channels: list = field(default_factory=list)

    @property
    def wanted(self) -> set[tuple[str, str, int]]:
        chats = [("telegram", str(one.id)) for one in self.people] + [("discord", one.id) for one in self.channels]
        return {(*chat, episode) for chat in chats for episode in range(1, EPISODES + 1)}

    def arguments(self, at: str) -> tuple[str, ...]:
        return ("run", "--config", str(self.folder / "config.toml"), "--at", at)

    async def start(self, at: str = AFTER, *, point: str = "", nth: int = 1, **more: object) -> Life:
        given = {"resend": self.resend, **more}
        return await self.nest.life(self.folder / "log", *self.arguments(at), point=point, nth=nth, **given)

    def prepare(self) -> None:
        (self.folder / "schedules").mkdir(exist_ok=True)
        (self.folder / "schedules" / "siege.toml").write_text(DRAMA)
        (self.folder / "config.toml").write_text(
            f'{self.settings}\n[web]\nlisten = ""\n[schedules]\nfolder = "schedules"\n'
            f'[telegram]\ntoken = "{self.tg.token}"\napi_url = "{self.tg.url}"\n'
            f'[discord]\ntoken = "{self.dc.token}"\napi_url = "{self.dc.url}"\n'
        )

    async def subscribe(self) -> None:
        """Half of the fans in Telegram, half in channels of a Discord server, before the first episode is out."""
        self.people = [self.tg.private(f"fan{number}") for number in range(self.fans // 2)]
        guild = self.dc.guild("Siege")
        manager = guild.member(self.dc.person("bea"), manage_guild=True)
        self.channels = [guild.channel(f"room-{number}") for number in range(self.fans - self.fans // 2)]
        bot = await self.start(BEFORE)
        try:
            await self.tg.until_polling(30)
            await self.dc.ready(within=30)
            for person in self.people:
                await person.says("/subscribe siege")
            for channel in self.channels:
                await manager.uses("/subscribe", drama="siege", in_=channel)
            await self.tg.sent(len(self.people), timeout=60)
        finally:
            assert (await bot.stop())[0] == 0, self.log
        self._told_before = self.told()

    async def killed(self, bot: Life) -> None:
        """The bot is dead: count, and look at what it left."""
        await bot.kill()
        self.kills += 1
        told = self.told()
        new, self._told_before = told - self._told_before, told
        with contextlib.closing(sqlite3.connect(self.folder / "dramabell.db")) as store:
            self.unsound += store.execute("PRAGMA integrity_check").fetchall() != [("ok",)]
            self.unsound += store.execute("PRAGMA foreign_key_check").fetchall() != []
            with contextlib.suppress(sqlite3.OperationalError):  # killed before there were tables
                for platform, chat, episodes in store.execute(SENDING).fetchall():
                    for episode in episodes.split("+"):
                        self.hits[platform, chat, int(episode)] += new[platform, chat, int(episode)] > 0

    async def sign_of_life(self) -> None:
        """Until Telegram hears of the next start."""
        await self.tg.until_called("getMe", len(self.tg.called("getMe")) + 1, timeout=30)

    async def asked_to_send(self, messages: int, within: float = 30) -> None:
        """Until Telegram has got so many more of them, whether or not the bot has heard that they arrived.

        Or until it gets no more, because all were sent.
        """
        wanted = len(self.tg.called("sendMessage")) + messages
        with contextlib.suppress(AssertionError, TimeoutError):
            await self.tg.until(lambda: len(self.tg.called("sendMessage")) >= wanted, within)

    def told(self) -> Told:
        found: Told = Counter()
        for message in self.tg.messages():
            for episode in told_in(message.text):
                found["telegram", str(message.chat_id), episode] += 1
        for message in self.dc.messages():
            for episode in told_in(message.all_text):
                found["discord", message.channel.id, episode] += 1
        return found

    async def finish(self, within: float) -> None:
        """One last life, until everything has arrived or nothing more comes of what is open."""
        bot = await self.start()
        await self.settled(within)
        status, _ = await bot.stop()
        assert status == 0, self.log[-2000:]

    async def settled(self, within: float) -> None:
        """Until everything has arrived, or nothing more comes of what is open."""
        async with asyncio.timeout(within):
            while self.open():  # noqa: ASYNC110 - another process's store rings no bell
                await asyncio.sleep(0.2)

    def shown(self) -> int:
        """How often quotes were shown, says the store: once for each time that somebody asked for one."""
        with contextlib.closing(sqlite3.connect(self.folder / "dramabell.db", timeout=10)) as store:
            return store.execute("SELECT coalesce(sum(times), 0) FROM quotes_shown").fetchone()[0]

    def halves(self) -> int:
        """Batches of which nobody knows what came."""
        with contextlib.closing(sqlite3.connect(self.folder / "dramabell.db", timeout=10)) as store:
            return store.execute("SELECT count(*) FROM batches WHERE state = 'sending'").fetchone()[0]

    def open(self) -> int:
        """Deliveries and batches that are not settled."""
        with contextlib.closing(sqlite3.connect(self.folder / "dramabell.db", timeout=10)) as store:
            ready = store.execute(f"SELECT count(*) FROM deliveries WHERE {READY}").fetchone()[0]
            batches = "SELECT count(*) FROM batches WHERE state IN ('sending', 'waiting')"
            complete = store.execute("SELECT count(*) FROM announcements WHERE complete").fetchone()[0]
            return ready + store.execute(batches).fetchone()[0] + (complete < EPISODES)

    @property
    def log(self) -> str:
        path = self.folder / "log"
        return path.read_text() if path.exists() else "(no log)"

    @property
    def lost(self) -> list[tuple[str, str, int]]:
        return sorted(self.wanted - self.told().keys())

    def twice(self, platform: str) -> Told:
        """What arrived more than once, and how often too often."""
        return Counter({key: count - 1 for key, count in self.told().items() if key[0] == platform and count > 1})

    def unexcused(self) -> Told:
        """Copies on Telegram that no kill between acceptance and record explains."""
        return self.twice("telegram") - self.hits


def told_in(text: str) -> list[int]:
    found = re.search(r"Episodes? (\d+)(?: and (\d+))? of", text)
    return [int(number) for number in found.groups() if number] if found else []


def lines(log: str) -> list[dict]:
    return [json.loads(line) for line in log.splitlines() if line.startswith("{")]


@asynccontextmanager
async def siege(folder: Path, fans: int, *, quick: bool = True, resend: float = 1.0) -> AsyncIterator[Siege]:
    """Before anything happens; `quick` is without the platforms' own limits."""
    settings = QUICK if quick else PATIENT
    async with (
        TelegramEmulator(limits=Limits.none() if quick else Limits()) as tg,
        DiscordEmulator(limits=UNLIMITED) as dc,
        Nest() as nest,
    ):
        besieged = Siege(folder, nest, tg, dc, fans, settings, resend)
        besieged.prepare()
        yield besieged
