"""The broadcast loop that aiogram's users copy from each other: one message, then a twentieth of a second."""

import asyncio
import sys
import time

from aiogram import Bot
from aiogram.client.session.aiohttp import AiohttpSession
from aiogram.client.telegram import TelegramAPIServer
from aiogram.exceptions import TelegramRetryAfter
from reporting import Answers, begun, cpu, tell

TEXT = "Goblin: Episode 1 of 16, the premiere, is out now\nWatch it on tvN, Friday 4 January 2030, 9:00 PM in Seoul."


async def send(bot, chat):
    try:
        await bot.send_message(chat, TEXT)
    except TelegramRetryAfter as refusal:
        await asyncio.sleep(refusal.retry_after)
        return await send(bot, chat)
    except Exception:
        return False
    return True


async def main(url, count, begin):
    bot = Bot("1234:bench", AiohttpSession(api=TelegramAPIServer.from_base(url)))
    async with bot:
        lost = 0
        answers = Answers(lambda person: bot.send_message(person, "re: tomorrow at 9"))
        await begun(begin)
        began, used = time.perf_counter(), cpu()
        asking = asyncio.create_task(answers.run())
        for chat in range(10_000, 10_000 + count):
            lost += not await send(bot, chat)
            await asyncio.sleep(0.05)
        wall, spent = time.perf_counter() - began, cpu() - used
        asking.cancel()
        tell(spent, wall, answers, lost=lost)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2]), float(sys.argv[3])))
