"""PTB as it comes: `python ptb.py URL CHATS MODE BEGIN`.

MODE is limiter (AIORateLimiter, 16 workers), loop (one after the other) or paid (64 workers, no
limiter, paced at 950 a second).
"""

import asyncio
import sys
import time

from reporting import Answers, begun, cpu, tell
from telegram import LinkPreviewOptions
from telegram.ext import AIORateLimiter, ExtBot
from telegram.request import HTTPXRequest

TEXT = "Goblin: Episode 1 of 16, the premiere, is out now\nWatch it on tvN, Friday 4 January 2030, 9:00 PM in Seoul."


async def main(url, count, mode, begin):
    limiter = AIORateLimiter() if mode == "limiter" else None
    bot = ExtBot("1234:bench", base_url=f"{url}/bot", request=HTTPXRequest(64, pool_timeout=600), rate_limiter=limiter)
    async with bot:
        lost = 0
        queue = iter(range(10_000, 10_000 + count))
        due = 0.0

        async def worker():
            nonlocal lost, due
            for chat in queue:
                if mode == "paid":
                    due = max(due + 1 / 950, time.perf_counter() - 0.01)
                    await asyncio.sleep(max(0.0, due - time.perf_counter()))
                try:
                    await bot.send_message(chat, TEXT, link_preview_options=LinkPreviewOptions(is_disabled=True))
                except Exception:
                    lost += 1

        answers = Answers(lambda person: bot.send_message(person, "re: tomorrow at 9"))
        await begun(begin)
        began, used = time.perf_counter(), cpu()
        asking = asyncio.create_task(answers.run())
        workers = {"limiter": 16, "loop": 1, "paid": 64}[mode]
        await asyncio.gather(*(worker() for _ in range(workers)))
        wall, spent = time.perf_counter() - began, cpu() - used
        asking.cancel()
        tell(spent, wall, answers, lost=lost)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), sys.argv[3], float(sys.argv[4])))
