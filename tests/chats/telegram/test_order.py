"""The updates of one chat come one after the other, but for one that gives way."""

import asyncio
from contextlib import suppress
from datetime import UTC, datetime

from telegram import Chat, Message, Update

from bot.chats.telegram.order import ByChat, give_way


def update(number: int, chat: int = 7) -> Update:
    return Update(number, message=Message(number, datetime(2024, 3, 1, tzinfo=UTC), Chat(chat, "private")))


async def told(*, gives_way: bool) -> list[str]:
    said, may_end, second_done = list[str](), asyncio.Event(), asyncio.Event()

    async def slow() -> None:
        said.append("slow begins")
        if gives_way:
            give_way()
        await may_end.wait()
        said.append("slow ends")

    async def quick() -> None:
        said.append("quick")
        second_done.set()

    order = ByChat(lambda one: slow() if one.update_id == 1 else quick())
    order.take(update(1))
    order.take(update(2))
    with suppress(TimeoutError):
        async with asyncio.timeout(0.05):
            await second_done.wait()
    may_end.set()
    await order.done()
    return said


async def test_the_next_update_of_a_chat_waits_for_the_one_before():
    assert await told(gives_way=False) == ["slow begins", "slow ends", "quick"]


async def test_one_that_takes_long_gives_way_and_is_still_done_to_its_end():
    assert await told(gives_way=True) == ["slow begins", "quick", "slow ends"]
