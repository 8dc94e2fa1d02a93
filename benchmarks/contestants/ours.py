"""Dramabell itself: one episode, due for that many chats, from the due row to the recorded row.

python -m benchmarks.contestants.ours URL CHATS PER_SECOND
"""

import asyncio
import dataclasses
import os
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert

from benchmarks.contestants.reporting import Answers, cpu, tell
from bot import config
from bot.app import App, Pretence, opened
from bot.core.messages import said
from bot.core.ports import Address, Reader
from bot.store.tables import chats, subscriptions, wishes

AIRING = "2030-01-04T12:00:00+00:00"
DRAMA = """title = "Goblin"
[[release]]
network = "tvN"
zone = "UTC"
first = 2030-01-04T12:00:00
episodes = 1
"""


def settings(folder: Path, url: str, per_second: float) -> config.Config:
    (folder / "schedules").mkdir()
    (folder / "schedules" / "goblin.toml").write_text(DRAMA)
    file = folder / "config.toml"
    file.write_text(
        f'[telegram]\ntoken = "1234:bench"\napi_url = "{url}"\n[schedules]\nfolder = "schedules"\n'
        f'[reminders]\npremiere_leads = []\n[web]\nlisten = ""\n[{RATES}]\ntelegram_per_second = {per_second}\n'
    )
    return config.load(file, {})


RATES = "pace" if "pace" in config.Settings.model_fields else "limits"


async def subscribe(app: App, count: int) -> None:
    """As many private chats that follow the drama."""
    since = app.clock.now() - timedelta(days=1)
    async with app.store.engine.begin() as connection:
        for start in range(0, count, 500):
            ids = range(start + 1, min(start + 500, count) + 1)
            rows = [{"id": n, "platform": "telegram", "address": str(10_000 + n), "place": "private"} for n in ids]
            await connection.execute(insert(chats), rows)
            follows = [{"chat_id": n, "drama": "goblin", "release": "", "custom": False, "since": since} for n in ids]
            await connection.execute(insert(subscriptions), follows)
        await connection.execute(insert(wishes).values(drama="goblin", release="", lead="default", zone=""))


def recorded(app: App) -> int:
    """How many were sent, by what the store has been told."""
    return app.senders[0].counts.states["sent"]


async def main(url: str, count: int, per_second: float) -> None:
    from bot.core.times import read_instant

    with tempfile.TemporaryDirectory() as folder:
        loaded = settings(Path(folder), url, per_second)
        pretence = Pretence(read_instant(AIRING) - timedelta(seconds=3))
        async with opened(loaded, pretence) as app:
            await subscribe(app, count)
            chat, pace = app.chats[0], app.senders[0].pace

            async def answer(person: int) -> None:
                await pace.answer(str(person), group=False)
                reader = Reader(None, app.clock.now())
                outcome = await chat.send(Address("telegram", str(person)), said("re: tomorrow at 9"), reader, "")
                if outcome.kind.value != "sent":
                    raise RuntimeError(outcome.reason)

            answers = Answers(answer)
            async with app.running():
                await asyncio.sleep(max(0.0, app.clock.until(read_instant(AIRING))))
                began, used = time.perf_counter(), cpu()
                asking = asyncio.create_task(answers.run())
                while recorded(app) < count:
                    await asyncio.sleep(0.05)
                wall, spent = time.perf_counter() - began, cpu() - used
                asking.cancel()
            tell(spent, wall, answers)


if __name__ == "__main__":
    os.environ.pop("DRAMABELL_TELEGRAM_TOKEN", None)
    assert dataclasses.is_dataclass(Pretence)
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3])))
