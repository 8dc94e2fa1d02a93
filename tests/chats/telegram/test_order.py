"""The updates of one chat come one after the other, but for one that gives way."""

import asyncio
from datetime import UTC, datetime

from telegram import Chat, Message, Update

from bot.chats.telegram.order import ByChat, give_way


def update(number: int, chat: int = 7) -> Update:
    return Update(number, message=Message(number, datetime(2024, 3, 1, tzinfo=UTC), Chat(chat, "private")))


async def told(*, gives_way: bool) -> list[str]:
    order, said, may_end = ByChat(), list[str](), asyncio.Event()

    async def slow() -> None:
        said.append("slow begins")
        if gives_way:
            give_way()
        await may_end.wait()
        said.append("slow ends")

    async def quick() -> None:
        said.append("quick")

    async with asyncio.TaskGroup() as group:
        group.create_task(order.do_process_update(update(1), slow()))
        second = group.create_task(order.do_process_update(update(2), quick()))
        await asyncio.wait({second}, timeout=0.05)
        may_end.set()
    return said


async def test_the_next_update_of_a_chat_waits_for_the_one_before():
    assert await told(gives_way=False) == ["slow begins", "slow ends", "quick"]


async def test_one_that_takes_long_gives_way_and_is_still_done_to_its_end():
    assert await told(gives_way=True) == ["slow begins", "quick", "slow ends"]
