"""The whole bot in the loop of a test: the real chats on emulators, a real store, and a clock that the test holds.

await bot.start("2024-12-13 11:00 KST")
ana = bot.fan("ana")
await ana.asks("/subscribe", drama="when the phone rings")
await bot.at("2024-12-13 21:40 KST")
assert ana.told == [...]
"""

import asyncio
import math
from contextlib import AsyncExitStack
from datetime import datetime
from io import StringIO
from pathlib import Path
from typing import Any, Self

from sqlalchemy import Select, select

from bot import config
from bot.app import App, Pretence, opened
from bot.clock import real_now
from bot.core import times
from bot.store.tables import chats
from tests.emulators.discord import DiscordEmulator
from tests.emulators.discord.values import Call as DcCall
from tests.emulators.telegram import Call, Limits, TelegramEmulator
from tests.stories.people import PATIENCE, DiscordFan, Fan, TelegramFan, TerminalFan

QUICK = """
[web]
listen = ""
[limits]
person_commands_per_10_seconds = 1000
chat_commands_per_minute = 1000
[pace]
telegram_per_second = 1000
telegram_chat_per_second = 1000
telegram_group_per_minute = 1000
discord_per_second = 1000
"""
UNLIMITED = {  # of Discord's routes; pace has stories of its own
    "POST /channels/{channel}/messages": (1000, 1.0),
    "POST /webhooks/{application}/{token}": (1000, 1.0),
}


class Bot:
    """`chats` are the names of the platforms that it has tokens for; with "terminal" there is nothing else."""

    def __init__(self, folder: Path, *chats: str) -> None:
        self.folder = folder
        self.chats = chats
        self.tg = TelegramEmulator(limits=Limits.none())
        self.dc = DiscordEmulator(limits=UNLIMITED, overall=None, dm_opens=(1000, 1.0))
        self.settings = QUICK  # more TOML for the config
        self.printed = StringIO()
        self.answers: set[tuple[int, int]] = set()  # Telegram's messages, by chat and id, that somebody asked for
        self._app: App | None = None
        self._life = AsyncExitStack()
        self._emulators = AsyncExitStack()
        self._last: str | None = None

    @property
    def app(self) -> App:
        assert self._app is not None, "the bot is not running"
        return self._app

    @property
    def now(self) -> datetime:
        return self.app.clock.now()

    async def __aenter__(self) -> Self:
        for name, emulator in (("telegram", self.tg), ("discord", self.dc)):
            if name in self.chats:
                await self._emulators.enter_async_context(emulator)
        return self

    async def __aexit__(self, *_: object) -> None:
        try:
            await self.stop()
        finally:
            await self._emulators.aclose()

    def drama(self, slug: str, text: str) -> None:
        """A drama of the story's own; with one there, those that are shipped are not."""
        folder = self.folder / "schedules"
        folder.mkdir(exist_ok=True)
        (folder / f"{slug}.toml").write_text(text)

    def fan(self, name: str) -> Fan:
        """Somebody in a private chat with the bot."""
        match self.chats[0]:
            case "telegram":
                return TelegramFan(self, self.tg.private(name))
            case "discord":
                return DiscordFan(self, self.dc.person(name))
        return TerminalFan(self)

    # its life

    async def start(self, at: str | None = None, *, running: bool = False) -> Self:
        """At that instant of the story, by default where it was. A clock that is `running` is not held."""
        self._last = at or self._last
        assert self._last is not None, "a story begins somewhere"
        # a leap after infinite quiet: the clock stands still, and only the test moves it
        pretence = Pretence(times.read_instant(self._last), leap=None if running else math.inf)
        terminal = self.printed if "terminal" in self.chats else None
        self._app = await self._life.enter_async_context(opened(self.config(), pretence, terminal=terminal))
        await self._life.enter_async_context(self._app.running())
        for sender in self._app.senders:
            async with asyncio.timeout(PATIENCE):
                await sender._connected.wait()
        if "telegram" in self.chats:
            await self.tg.until_polling(PATIENCE)
        return self

    async def stop(self) -> None:
        """As an operator stops it."""
        if self._app is not None:
            self._last = self.now.isoformat()
        self._app = None
        await self._life.aclose()

    async def kill(self) -> None:
        """From one moment to the next: nothing more is sent, and nothing more is recorded.

        Telegram knows by then what was heard, else it would tell it again.
        """
        if "telegram" in self.chats:
            await self.tg.until_polling(PATIENCE)
        engine = self.app.store.engine
        async with engine.begin():  # it is the only connection, so nobody is cut within a transaction
            self.app.store.engine = Dead()  # type: ignore[assignment]
            for sender in self.app.senders:
                for sending in sender._under_way:
                    sending.cancel()
            await asyncio.sleep(0)
        await self.cut()
        await self.stop()
        await engine.dispose()
        await self.mend()

    async def cut(self) -> None:
        """The platforms can no longer be reached."""
        if "telegram" in self.chats:
            await self.tg.down()
        if "discord" in self.chats:
            await self.dc.close()

    async def mend(self) -> None:
        if "telegram" in self.chats:
            await self.tg.up()
        if "discord" in self.chats:
            await self.dc.open()

    def config(self) -> config.Config:
        path = self.folder / "config.toml"
        text = self.settings
        if "telegram" in self.chats:
            text += f'[telegram]\ntoken = "{self.tg.token}"\napi_url = "{self.tg.url}"\n'
        if "discord" in self.chats:
            text += f'[discord]\ntoken = "{self.dc.token}"\napi_url = "{self.dc.url}"\n'
        if (self.folder / "schedules").exists():
            text += '[schedules]\nfolder = "schedules"\n'
        path.write_text(text)
        return config.load(path, {})

    # its time

    async def at(self, when: str) -> Self:
        """Through every instant at which something is due, up to that one."""
        to = times.read_instant(when)
        await self.settled()
        while (due := await self.app.alarm.planner.next_wake()) is not None and due <= to:
            self.leap(due)
            await self.settled()
        self.leap(to)
        await self.settled()
        return self

    def leap(self, to: datetime | str) -> None:
        """Right there, and ring; what comes of it is not waited for."""
        at = times.read_instant(to) if isinstance(to, str) else to
        self.app.clock.leap(at)  # type: ignore[attr-defined]
        self.app.alarm.ring()

    def set_clock(self, to: str) -> None:
        """A clock that runs goes on from there, as after a step of the machine's own clock."""
        self.app.clock._ahead = times.read_instant(to) - real_now()
        self.app.alarm.ring()

    async def settled(self) -> None:
        """Until everything due is planned, sent and recorded."""
        async with asyncio.timeout(PATIENCE):
            while not await self.app.settled():  # noqa: ASYNC110 - the store rings no bell
                await asyncio.sleep(0.002)

    async def planned(self) -> None:
        """Until everything due is written down."""
        async with asyncio.timeout(PATIENCE):
            while not await self.app.outbox.planned(self.now):  # noqa: ASYNC110 - the store rings no bell
                await asyncio.sleep(0.002)

    async def refused(self) -> Call | DcCall:
        """The first message that a platform refused, once the bot has written down what came of it."""
        held = select(chats.c.id).where(chats.c.hold_until.is_not(None))
        async with asyncio.timeout(PATIENCE):
            while await self._value(held) is None:  # noqa: ASYNC110 - the store rings no bell
                await asyncio.sleep(0.002)
        calls = self.tg.calls if "telegram" in self.chats else self.dc.calls
        return next(call for call in calls if (call.answer if isinstance(call, Call) else call.status) == 429)

    def attempts(self, fan: Fan) -> list[Call] | list[DcCall]:
        """All requests that were to say something to that fan."""
        if isinstance(fan, TelegramFan):
            return [call for call in self.tg.called("sendMessage") if int(call.chat_id) == fan.person.id]
        assert isinstance(fan, DiscordFan)
        return [call for call in self.dc.calls if call.path == f"/channels/{fan.person.dm.id}/messages"]

    async def _value(self, query: Select[Any]) -> Any:
        async with self.app.store.engine.begin() as connection:
            return await connection.scalar(query)

    async def has_nothing_ahead(self) -> None:
        """Until nobody is left who is to be told anything."""
        async with asyncio.timeout(PATIENCE):
            while await self.app.alarm.planner.next_due() is not None:  # noqa: ASYNC110 - the store rings no bell
                await asyncio.sleep(0.002)

    async def mark(self) -> datetime | None:
        """Up to where everything is planned."""
        return await self.app.outbox.mark()


class Dead:
    """The store of a process that was killed."""

    def begin(self) -> Any:
        raise ConnectionAbortedError("this process is dead")

    async def dispose(self) -> None:
        pass
