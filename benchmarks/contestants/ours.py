"""Dramabell itself: one episode, due for that many chats, from the due row to the recorded row.

python -m benchmarks.contestants.ours URL CHATS PER_SECOND BEGIN
"""

import asyncio
import gc
import os
import sys
import tempfile
import time
from collections.abc import Sequence
from datetime import timedelta
from pathlib import Path

from sqlalchemy import insert

from benchmarks.contestants.reporting import Answers, cpu, percentile, tell
from bot import config
from bot.app import App, Pretence, opened
from bot.core.messages import said
from bot.core.ports import Address, Reader
from bot.core.times import read_instant
from bot.store.tables import chats, subscriptions, wishes

IDLE = 6.0  # seconds before the airing, in which answers are timed with nothing else to do
SOONEST = 8.0  # seconds from the start to the airing, where the moment to begin is past
AIRING = "2030-01-04T12:00:00+00:00"
DRAMA = """title = "Goblin"
[[release]]
network = "tvN"
zone = "UTC"
first = 2030-01-04T12:00:00
episodes = 1
"""


def settings(folder: Path, url: str, per_second: float, store: str | None = None) -> config.Config:
    """At most `per_second` to Telegram at `url`."""
    (folder / "schedules").mkdir()
    (folder / "schedules" / "goblin.toml").write_text(DRAMA)
    file = folder / "config.toml"
    database = f'[database]\nurl = "{store}"\n' if store else ""
    file.write_text(
        f'[telegram]\ntoken = "1234:bench"\napi_url = "{url}"\n[schedules]\nfolder = "schedules"\n{database}'
        f'[reminders]\npremiere_leads = []\n[web]\nlisten = ""\n[pace]\ntelegram_per_second = {per_second}\n'
    )
    return config.load(file, {})


async def subscribe(app: App, count: int, platform: str = "telegram", ids: Sequence[str] = ()) -> None:
    """As many chats that follow the drama."""
    since = app.clock.now() - timedelta(days=1)
    place = "channel" if ids else "private"
    addresses = ids or [str(10_000 + number) for number in range(count)]
    async with app.store.engine.begin() as connection:
        for start in range(0, count, 500):
            some = list(enumerate(addresses[start : start + 500], start + 1))
            rows = [{"id": n, "platform": platform, "address": address, "place": place} for n, address in some]
            await connection.execute(insert(chats), rows)
            follows = [
                {"chat_id": n, "drama": "goblin", "release": "", "custom": False, "since": since} for n, _ in some
            ]
            await connection.execute(insert(subscriptions), follows)
        await connection.execute(insert(wishes).values(drama="goblin", release="", lead="default", zone=""))


def recorded(app: App) -> int:
    """How many were sent, by what the store has been told."""
    return app.senders[0].counts.states["sent"]


async def main(url: str, count: int, per_second: float, begin: float) -> None:
    with tempfile.TemporaryDirectory() as folder:
        loaded = settings(Path(folder), url, per_second)
        pretence = Pretence(read_instant(AIRING) - timedelta(seconds=max(begin - time.time(), SOONEST)))
        async with opened(loaded, pretence) as app:
            await subscribe(app, count)
            chat, pace = app.chats[0], app.senders[0].pace

            async def answer(person: int) -> None:
                await pace.answer(str(person), group=False)
                reader = Reader(None, app.clock.now())
                outcome = await chat.send(Address("telegram", str(person)), said("re: tomorrow at 9"), reader, "")
                if outcome.kind.value != "sent":
                    raise RuntimeError(outcome.reason)

            idle, answers = Answers(answer, 0.1), Answers(answer)
            async with app.running():
                gc.freeze()  # as `dramabell run` does
                await asyncio.sleep(max(0.0, app.clock.until(read_instant(AIRING)) - IDLE))
                asking = asyncio.create_task(idle.run())
                await asyncio.sleep(max(0.0, app.clock.until(read_instant(AIRING)) - 1))
                asking.cancel()
                await asyncio.sleep(max(0.0, app.clock.until(read_instant(AIRING))))
                began, used = time.perf_counter(), cpu()
                asking = asyncio.create_task(answers.run())
                while recorded(app) < count:
                    await asyncio.sleep(0.2)
                wall, spent = time.perf_counter() - began, cpu() - used
                asking.cancel()
            tell(spent, wall, answers, idle_p99=percentile(idle.seconds, 0.99))


if __name__ == "__main__":
    os.environ.pop("DRAMABELL_TELEGRAM_TOKEN", None)
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3]), float(sys.argv[4])))
