"""T25: days of a busy bot, and no message of it too many or too few."""

import asyncio
import contextlib
import os
import random
from datetime import timedelta

import pytest

from tests.chaos import report
from tests.chaos.hearers import DAYS, FIRST, HOUR, MINUTE, dues
from tests.chaos.siege import UNLIMITED, Nest
from tests.chaos.soak import Soak
from tests.chaos.wall import Wall
from tests.emulators.discord import DiscordEmulator
from tests.emulators.telegram import Limits, TelegramEmulator

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(1800)]
CHATS = int(os.environ.get("SOAK_CHATS", "2000"))
CALM_FROM = FIRST + 2 * 24 * HOUR  # no more kills from then on: one process is looked at for a day
DOWN_AT = 9  # the step before which the bot is dead for three hours


async def test_t25_three_days_with_every_kind_of_fault_end_as_the_model_says(tmp_path):
    loop, dice = asyncio.get_running_loop(), random.Random(25)
    began = loop.time()
    wall = Wall(tmp_path / "wall")
    wall.set(FIRST - timedelta(hours=2))
    async with (
        TelegramEmulator(limits=Limits.none(), now=wall.now) as tg,
        DiscordEmulator(limits=UNLIMITED, overall=None, dm_opens=(1000, 1.0)) as dc,
        Nest() as nest,
    ):
        soak = Soak(tmp_path, nest, wall, tg, dc, dice)
        soak.prepare()
        soak.populate(CHATS)
        await soak.subscribe()
        soak.misfortune()
        await soak.start()
        await tg.until_polling(60)
        await dc.ready(within=60)
        ahead, number = dues(), 0
        while ahead:
            at, down = ahead[0].at, number == DOWN_AT
            until = at + (3 * HOUR if down else timedelta())
            together = [due for due in ahead if due.at <= until]
            ahead = ahead[len(together) :]
            if number and number % 2 == 0:
                await soak.happens()
            for chat in soak.chats:
                for due in together:
                    chat.falls_due(due, certain=not down)
            if down:
                await soak.dies()
            soak.leap(until)
            if down:
                await soak.start()
            await misfortunes(soak, kills=at < CALM_FROM)
            await soak.settled(until)
            soak.leap(soak.now() + MINUTE)
            soak.read()
            soak.look()
            number += 1
        await soak.all_return()
        for hours in (12, 24, 36, 48):  # a whole day at once no clock that is right goes forward
            soak.leap(FIRST + (DAYS * 24 + hours) * HOUR)
            await soak.settled(FIRST + (DAYS * 24 + hours) * HOUR)
        status, _ = await soak.life.stop()
        soak.read()
        soak.read_discord()
        wrong = [(what, night, chat.platform, chat.past) for chat in soak.chats for what, night in chat.wrong]
        twice = sum(count - 1 for chat in soak.chats for count in chat.heard.values() if count > 1)
        given_up = sum(len(chat.given_up) for chat in soak.chats)
        calm = [one for one in soak.seen if one[0] >= (CALM_FROM - FIRST) / HOUR + 2]
        slope = (calm[-1][1] - calm[0][1]) / 1024 / (calm[-1][0] - calm[0][0])
        most = max(one[1] for one in soak.seen) / 1024
        files = [one[2] for one in calm]
        wal = max(one[3] for one in soak.seen) / 2**20
        told = sum(len(chat.heard) for chat in soak.chats)
        requests = len(tg.called("sendMessage")) + sum(call.route.startswith("POST /channels") for call in dc.calls)
        doubtful = soak.doubtful()
        if CHATS >= 300:
            report.write(
                "soak",
                [
                    ("Chats, hours of the bot", f"{CHATS}, {DAYS * 24}"),
                    ("Told", f"{told} reminders, in {requests} requests of which {soak.struck} met a fault"),
                    ("Kills (SIGKILL), and what befell chats", f"{soak.kills}; " + befell(soak)),
                    ("Lost, for another chat, or too often, says the model", len(wrong)),
                    ("Not sent again, for nobody knew whether they had arrived", given_up),
                    ("Twice in Telegram, after a lost answer or a kill", f"{twice}, of {doubtful} counted by the bot"),
                    ("Resident memory, at most", f"{most:.0f} MiB"),
                    ("Growth over the last day, without a kill", f"{slope:.2f} MiB an hour"),
                    ("Open files over that day", f"{min(files)} to {max(files)}"),
                    ("Write-ahead log, at most", f"{wal:.1f} MiB"),
                    ("Duration", f"{loop.time() - began:.0f} s"),
                ],
            )
        assert not wrong, "\n".join(map(str, wrong[:20]))
        assert status == 0
        assert twice <= doubtful
        assert most <= 200
        assert slope <= 1
        assert max(files) - min(files) <= 3
        assert wal <= 64


def befell(soak: Soak) -> str:
    return ", ".join(f"{count} {what}" for what, count in sorted(soak.events.items()))


async def misfortunes(soak: Soak, *, kills: bool) -> None:
    """While it sends."""
    seen = len(soak.tg.called("sendMessage"))
    with contextlib.suppress(AssertionError, TimeoutError):
        more = soak.dice.randint(1, max(CHATS // 8, 2))
        await soak.tg.until(lambda: len(soak.tg.called("sendMessage")) >= seen + more, 4)
    if soak.dice.random() < 0.4:
        await soak.migrates()
    if soak.dice.random() < 0.3:
        await soak.disconnected()
    if kills and soak.dice.random() < 0.6:
        await soak.kill()
