"""The bot, which dies by SIGKILL at a named point: `python -m tests.chaos.victim POINT NTH run --config FILE`.

The bot itself knows of no points: they are put around its functions from here.
"""

import functools
import importlib
import os
import signal
import sys
from collections.abc import Callable
from typing import Any

from bot import cli

# Each is a function of the bot, and whether it dies before that is called or right after it came back with something.
POINTS = {
    "the schema is made, not committed": ("bot.store.engine:_promise", "before"),
    "planning begins": ("bot.store.plans:Plans.mark", "before"),
    "the mark is moved, not committed": ("bot.store.plans:Plans.move_mark", "after"),
    "deliveries are made, not committed": ("bot.store.plans:Plans.deliver", "after"),
    "a claim is made, not committed": ("bot.store.steps:_played", "after"),
    "a claim is committed": ("bot.store.outbox:Outbox.claim", "after"),
    "a request to Telegram is about to leave": ("bot.chats.telegram.adapter:TelegramChat.send", "before"),
    "Telegram has accepted": ("bot.chats.telegram.adapter:TelegramChat.send", "after"),
    "a request to Discord is about to leave": ("bot.chats.discord.adapter:DiscordChat.send", "before"),
    "Discord has accepted": ("bot.chats.discord.adapter:DiscordChat.send", "after"),
    "an outcome is about to be recorded": ("bot.store.outbox:Outbox.settle_all", "before"),
    "an outcome is recorded": ("bot.store.outbox:Outbox.settle_all", "after"),
    "what a kill interrupted is found": ("bot.store.outbox:Outbox.interrupted", "after"),
    "commands are registered, not remembered": ("bot.chats.discord.commands:Tree.sync", "after"),
    "an update is fetched": ("bot.chats.telegram.polling:Polling._first", "before"),
    "a command is done, not committed": ("bot.store.chat:ChatTransaction.keep", "after"),
    "a command is committed": ("bot.chats.telegram.hearing:Hearing._say", "before"),
    "a command is answered": ("bot.chats.telegram.hearing:Hearing._say", "after"),
    "a command's answer is about to be recorded": ("bot.store.store:Store.answered", "before"),
    "anything is about to be committed": ("sqlalchemy.engine:Connection._commit_impl", "before"),
    "anything is committed": ("sqlalchemy.engine:Connection._commit_impl", "after"),
}


def arm(point: str, nth: int) -> None:
    where, when = POINTS[point]
    module, _, path = where.partition(":")
    *owners, name = path.split(".")
    owner = functools.reduce(getattr, owners, importlib.import_module(module))
    passed = 0

    def here() -> None:
        nonlocal passed
        passed += 1
        if passed == nth:
            os.kill(os.getpid(), signal.SIGKILL)

    setattr(owner, name, _around(getattr(owner, name), here, when))


def _around(function: Callable[..., Any], here: Callable[[], None], when: str) -> Callable[..., Any]:
    def called(*given: Any, **named: Any) -> Any:
        if when == "before":
            here()
        result = function(*given, **named)
        if when == "after" and not hasattr(result, "__await__"):
            here()
        return _awaited(result, here) if when == "after" and hasattr(result, "__await__") else result

    return functools.wraps(function)(called)


async def _awaited(result: Any, here: Callable[[], None]) -> Any:
    found = await result
    here()
    return found


if __name__ == "__main__":
    _, point, nth, *arguments = sys.argv
    if point:
        arm(point, int(nth))
    sys.argv = ["dramabell", *arguments]
    cli.main()
