"""Opens direct message channels, slowly: Discord refuses a bot that opens many at once (40003)."""

import asyncio
from collections import OrderedDict

import discord

APART = 1.0  # seconds between two new channels
KNOWN = 10_000  # people whose channel is remembered


class Doors:
    """`apart` is in seconds."""

    def __init__(self, apart: float = APART) -> None:
        self._apart = apart
        self._one_by_one = asyncio.Lock()
        self._next = 0.0
        self._known: OrderedDict[str, str] = OrderedDict()

    async def of(self, client: discord.Client, person: str) -> str:
        """The id of that person's channel. Raises what discord.py does where there can be none."""
        async with self._one_by_one:
            if person not in self._known:
                loop = asyncio.get_running_loop()
                await asyncio.sleep(max(0.0, self._next - loop.time()))
                self._next = loop.time() + self._apart
                channel = await client.create_dm(discord.Object(int(person)))
                self._known[person] = str(channel.id)
                if len(self._known) > KNOWN:
                    self._known.popitem(last=False)
            return self._known[person]
