"""One reminder to so many chats, 16 in flight: by the adapter alone, or the same request by aiohttp as it is.

python -m benchmarks.contestants.sending URL CHATS send|raw
"""

import asyncio
import json
import sys
import time
from datetime import UTC, datetime

import aiohttp

from benchmarks.contestants.reporting import cpu, tell
from bot.chats.telegram.adapter import TelegramChat
from bot.chats.telegram.prepared import Prepared
from bot.core.messages import Button, Kind, Message, Moment
from bot.core.ports import Address, Reader
from bot.delivery.pace import Limits, Pace

AT = datetime(2030, 1, 4, 12, tzinfo=UTC)
TOLD = Message(
    Kind.PREMIERE,
    "Goblin: Episode 1 of 16, the premiere, is out now",
    (("Watch it on tvN, ", Moment(AT, "Asia/Seoul"), " (Friday 4 January 2030, 9:00 PM in Seoul)", "."),),
    ((Button("Stop telling me of Goblin", "/unsubscribe goblin"), Button("Next episodes", "/next goblin")),),
)
READER = Reader("Asia/Seoul", AT)


class Nobody:
    """A desk that nobody asks anything."""

    async def key(self, line):
        raise AssertionError(line)


async def main(url, count, mode):
    chats = iter(range(10_000, 10_000 + count))
    pace, connected = Pace(Limits()), asyncio.Event()
    chat = TelegramChat("1234:bench", url, Nobody(), [], pace, frozenset())
    running = asyncio.create_task(chat.run(lambda link: connected.set()))
    fields = json.loads(await Prepared(Nobody().key).body(TOLD, READER, {"chat_id": 1}))
    await connected.wait()

    async with aiohttp.ClientSession() as session:

        async def by_adapter(number):
            outcome = await chat.send(Address("telegram", str(number)), TOLD, READER, "n")
            assert outcome.kind.value == "sent", outcome

        async def raw(number):
            body = {"chat_id": number, **fields}
            async with session.post(f"{url}/bot1234:bench/sendMessage", json=body) as response:
                assert (await response.json())["ok"]

        send = raw if mode == "raw" else by_adapter

        async def worker():
            for number in chats:
                await send(number)

        began, used = time.perf_counter(), cpu()
        await asyncio.gather(*(worker() for _ in range(16)))
        tell(cpu() - used, time.perf_counter() - began)
    running.cancel()
    await asyncio.wait({running})


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3]))
