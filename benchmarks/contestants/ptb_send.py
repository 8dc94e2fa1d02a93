"""PTB as it comes, 16 in flight: python ptb_send.py URL CHATS"""

import asyncio
import sys
import time

from reporting import cpu, tell
from telegram import Bot, InlineKeyboardButton, InlineKeyboardMarkup, LinkPreviewOptions, MessageEntity
from telegram.request import HTTPXRequest

TEXT = "Goblin: Episode 1 of 16, the premiere, is out now\nWatch it on tvN, Friday 4 January 2030, 9:00 PM in Seoul."
ENTITIES = (MessageEntity("bold", 0, 49), MessageEntity("italic", 66, 30))
BUTTONS = InlineKeyboardMarkup(
    [
        [
            InlineKeyboardButton("Stop telling me of Goblin", callback_data="/unsubscribe goblin"),
            InlineKeyboardButton("Next episodes", callback_data="/next goblin"),
        ]
    ]
)


async def main(url, count):
    chats = iter(range(10_000, 10_000 + count))
    async with Bot("1234:bench", base_url=f"{url}/bot", request=HTTPXRequest(256, pool_timeout=600)) as bot:

        async def worker():
            for chat in chats:
                await bot.send_message(
                    chat,
                    TEXT,
                    entities=ENTITIES,
                    reply_markup=BUTTONS,
                    link_preview_options=LinkPreviewOptions(is_disabled=True),
                )

        began, used = time.perf_counter(), cpu()
        await asyncio.gather(*(worker() for _ in range(16)))
        tell(cpu() - used, time.perf_counter() - began)


if __name__ == "__main__":
    asyncio.run(main(sys.argv[1], int(sys.argv[2])))
