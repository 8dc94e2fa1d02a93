"""Keeps each platform running, by itself: one that is down or refused does not touch the others."""

import asyncio
import random
from collections.abc import Callable, Sequence
from functools import partial

import structlog

from bot.core.outcomes import Refused
from bot.core.ports import Chat

log = structlog.get_logger(__name__)

LONGEST = 300.0  # seconds between two attempts to connect
STEADY = 60.0  # seconds after which an attempt counts as a good one, and the next pause is short again


class AllRefused(Exception):
    """No platform is left that could be tried again."""


async def supervise(chats: Sequence[Chat], ready: Callable[[str, str], None], lost: Callable[[str, str], None]) -> None:
    """Run all until cancelled. Raises AllRefused once the operator has to mend every one of them.

    `ready` is called with a platform and a link to add the bot whenever it is connected, `lost` when it no longer is,
    with the reason when the platform refused the bot, "" when it is tried again.
    """
    async with asyncio.TaskGroup() as group:
        tasks = [group.create_task(_keep(chat, ready, lost)) for chat in chats]
    if tasks:
        raise AllRefused


async def _keep(chat: Chat, ready: Callable[[str, str], None], lost: Callable[[str, str], None]) -> None:
    """Returns when the platform has refused the bot."""
    loop = asyncio.get_running_loop()
    failures = 0
    while True:
        began = loop.time()
        try:
            await chat.run(partial(ready, chat.platform))
            raise RuntimeError("it ended by itself")
        except Refused as refusal:
            lost(chat.platform, refusal.reason)
            log.error(f"{chat.platform} refused the bot: {refusal.reason}. {refusal.advice}.")
            return
        except Exception as error:
            lost(chat.platform, "")
            failures = 1 if loop.time() - began >= STEADY else failures + 1
            wait = random.uniform(0.5, 1.0) * min(2.0 ** min(failures - 1, 30), LONGEST)
            log.warning(
                f"{chat.platform} cannot be reached; trying again in {wait:.0f} s. "
                "Nothing to do unless it lasts: then check the network and api_url.",
                error=f"{type(error).__name__}: {error}",
            )
            log.debug("the error in full", exc_info=True)
            await asyncio.sleep(wait)
