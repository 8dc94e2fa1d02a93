"""discord.py as it comes, 8 workers: python -m benchmarks.contestants.discord_plain ADDRESS CHANNELS BEGIN"""

import asyncio
import json
import sys
import time

import discord
from discord.http import Route

from benchmarks.contestants.reporting import begun, cpu, tell

TEXT = "Goblin: Episode 1 of 16, the premiere, is out now\nWatch it on tvN, Friday 4 January 2030, 9:00 PM in Seoul."


async def main(address, begin):
    Route.BASE = address["url"]
    async with discord.Client(intents=discord.Intents.none()) as client:
        await client.login("bench-token")
        channels = iter(address["channels"])
        lost = 0

        async def worker():
            nonlocal lost
            for channel in channels:
                try:
                    await client.get_partial_messageable(int(channel)).send(TEXT)
                except discord.HTTPException:
                    lost += 1

        await begun(begin)
        began, used = time.perf_counter(), cpu()
        await asyncio.gather(*(worker() for _ in range(8)))
        tell(cpu() - used, time.perf_counter() - began, lost=lost)


if __name__ == "__main__":
    asyncio.run(main(json.loads(sys.argv[1]), float(sys.argv[3])))
