"""Fetches updates by long polling, with a loop of our own.

PTB's Updater ends without a word when the token is revoked, asks again without a pause after a time-out, and confirms
updates before they are handled.
"""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import structlog
from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.chats.telegram.incoming import WANTED
from bot.chats.telegram.outcomes import outcome

log = structlog.get_logger(__name__)


class Deaf(Exception):
    """Telegram has not answered a poll for too long: the connection has to be made anew."""


@dataclass(slots=True)
class Polling:
    """All in seconds. A poll confirms what the one before brought; `settle` is how long it waits for the handlers."""

    hold: int = 30  # the server answers an empty poll after that; whole seconds
    deaf: float = 120
    floor: float = 1  # least pause after a failure
    longest: float = 30
    settle: float = 0.5
    _offset: int = 0
    _heard: float = 0
    _failures: int = 0
    _told: set[type] = field(default_factory=set)

    async def run(self, bot: Bot, updates: asyncio.Queue[Any]) -> None:
        """Until cancelled. Raises InvalidToken, and Deaf."""
        loop = asyncio.get_running_loop()
        self._heard = loop.time()
        while True:
            asked = loop.time()
            found = await self._poll(bot)
            for update in found:
                updates.put_nowait(update)
                self._offset = update.update_id + 1
            if found:
                await _at_most(self.settle, updates.join())
            elif loop.time() - asked < self.floor:
                await asyncio.sleep(self.floor)  # a server, or something before it, that does not hold polls

    async def confirm(self, bot: Bot) -> None:
        """The updates so far were handled: a restart does not get them again."""
        if self._offset:
            await bot.get_updates(offset=self._offset, limit=1, timeout=timedelta(0), allowed_updates=WANTED)

    async def _poll(self, bot: Bot) -> tuple[Update, ...]:
        try:
            found = await bot.get_updates(
                offset=self._offset, timeout=timedelta(seconds=self.hold), allowed_updates=WANTED
            )
        except InvalidToken:
            raise
        except TelegramError as error:
            await self._failed(error)
            return ()
        except Exception as error:  # PTB's own trouble with an answer
            return await self._one_by_one(bot, error)
        if self._failures:
            log.info("polling Telegram works again", after_failures=self._failures)
        self._failures, self._heard = 0, asyncio.get_running_loop().time()
        self._told.clear()
        return found

    async def _one_by_one(self, bot: Bot, trouble: Exception) -> tuple[Update, ...]:
        """An update that PTB cannot read must not keep all others from being read."""
        wanted = {"offset": self._offset, "timeout": 0, "allowed_updates": WANTED}
        try:
            raw = await bot.do_api_request("getupdates", api_kwargs=wanted)  # PTB warns of a name that it has itself
        except Exception:
            await self._failed(trouble)
            return ()
        found = []
        for one in raw:
            try:
                found.append(Update.de_json(one, bot))
            except Exception as error:
                log.error(
                    "an update cannot be read and is skipped", update=one["update_id"], reason=type(error).__name__
                )
                self._offset = one["update_id"] + 1
        return tuple(found)

    async def _failed(self, error: Exception) -> None:
        now = asyncio.get_running_loop().time()
        if isinstance(error, (Conflict, RetryAfter)):
            self._heard = now
        elif now - self._heard > self.deaf:
            raise Deaf(f"Telegram has not answered a poll for {now - self._heard:.0f} s") from error
        self._tell(error)
        pause = min(self.longest, self.floor * 2 ** min(self._failures, 10))
        self._failures += 1
        await asyncio.sleep(max(pause, outcome(error).seconds or 0))

    def _tell(self, error: Exception) -> None:
        """Once for each kind of trouble."""
        if type(error) in self._told:
            return
        self._told.add(type(error))
        if isinstance(error, Conflict):
            log.error(
                "another program fetches this bot's Telegram updates, or a webhook is set: messages still go out, but "
                "commands may go to the other one. Stop it, or get a new token from @BotFather",
                reason=error.message,
            )
        else:
            reason = outcome(error).reason if isinstance(error, TelegramError) else type(error).__name__
            log.warning("a poll of Telegram failed, trying again", reason=reason)


async def _at_most(seconds: float, awaitable: Any) -> None:
    try:
        async with asyncio.timeout(seconds):
            await awaitable
    except TimeoutError:
        pass
