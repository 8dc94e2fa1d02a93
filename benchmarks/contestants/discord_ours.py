"""Dramabell on Discord: one episode due for that many channels.

python -m benchmarks.contestants.discord_ours ADDRESS CHANNELS BEGIN
"""

import asyncio
import gc
import json
import sys
import tempfile
import time
from datetime import timedelta
from pathlib import Path

from benchmarks.contestants.ours import AIRING, DRAMA, SOONEST, recorded, subscribe
from benchmarks.contestants.reporting import cpu, tell
from bot import config
from bot.app import Pretence, opened
from bot.core.times import read_instant


def settings(folder: Path, url: str) -> config.Config:
    (folder / "schedules").mkdir()
    (folder / "schedules" / "goblin.toml").write_text(DRAMA)
    file = folder / "config.toml"
    file.write_text(
        f'[discord]\ntoken = "bench-token"\napi_url = "{url}"\n[schedules]\nfolder = "schedules"\n'
        '[reminders]\npremiere_leads = []\n[web]\nlisten = ""\n[pace]\ndiscord_per_second = 49\n'
    )
    return config.load(file, {})


async def main(address: dict, begin: float) -> None:
    count = len(address["channels"])
    with tempfile.TemporaryDirectory() as folder:
        start = read_instant(AIRING) - timedelta(seconds=max(begin - time.time(), SOONEST))
        async with opened(settings(Path(folder), address["url"]), Pretence(start)) as app:
            await subscribe(app, count, "discord", address["channels"])
            async with app.running():
                gc.freeze()  # as `dramabell run` does
                await asyncio.sleep(max(0.0, app.clock.until(read_instant(AIRING))))
                began, used = time.perf_counter(), cpu()
                while recorded(app) < count:
                    await asyncio.sleep(0.2)
                tell(cpu() - used, time.perf_counter() - began)


if __name__ == "__main__":
    asyncio.run(main(json.loads(sys.argv[1]), float(sys.argv[3])))
