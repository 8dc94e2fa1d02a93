"""Fetches updates by long polling, with a loop of our own.

PTB's Updater ends without a word when the token is revoked, asks again without a pause after a time-out, and confirms
updates before they are handled. Here a poll confirms what is done, so that whatever a kill interrupts comes again.
"""

import asyncio
from collections import OrderedDict
from collections.abc import Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

import structlog
from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.chats.telegram.incoming import WANTED
from bot.chats.telegram.outcomes import outcome

MOST_SEEN = 10_000  # ids that are remembered, to know again what Telegram delivers twice

log = structlog.get_logger(__name__)


class Deaf(Exception):
    """Telegram has not answered a poll for too long: the connection has to be made anew."""


@dataclass(slots=True)
class Polling:
    """All in seconds.

    A poll confirms all updates before the oldest that is not done. `settle` is how long it waits for those just
    fetched, and for an answer to what was done; while one takes longer, there is a poll every `floor`, for Telegram
    gives it again and at once.
    """

    hold: int = 30  # the server answers an empty poll after that; whole seconds
    deaf: float = 120
    floor: float = 1  # least pause after a failure
    longest: float = 30
    settle: float = 0.5
    patience: float = 60  # after that, an update counts as done, or a hundred like it would keep all others away
    _next: int = 0  # what follows the newest that was fetched
    _under_way: dict[int, float] = field(default_factory=dict)  # until when each is waited for
    _unanswered: set[int] = field(default_factory=set)  # those under way that lack nothing but the answer's arrival
    _seen: OrderedDict[int, None] = field(default_factory=OrderedDict)
    _progress: asyncio.Event = field(default_factory=asyncio.Event)
    _heard: float = 0
    _failures: int = 0
    _told: set[type] = field(default_factory=set)

    async def run(self, bot: Bot, hear: Callable[[Update], None]) -> None:
        """Until cancelled. Raises InvalidToken, and Deaf."""
        loop = asyncio.get_running_loop()
        self._heard = loop.time()
        while True:
            asked = loop.time()
            self._progress.clear()
            found = await self._poll(bot)
            new = [update for update in found if self._first(update.update_id)]
            for update in new:
                self._under_way[update.update_id] = loop.time() + self.patience
                hear(update)
            if new:
                await _at_most(self.settle, self._all_done([update.update_id for update in new]))
            elif self._under_way:
                await _at_most(self.floor, self._progress.wait())
            elif loop.time() - asked < self.floor:
                await asyncio.sleep(self.floor)  # a server, or something before it, that does not hold polls

    def committed(self, update: int) -> None:
        """What it asked for is done; it should only come again if the bot dies before it can answer."""
        if update in self._under_way:
            self._under_way[update] = asyncio.get_running_loop().time() + self.settle
            self._unanswered.add(update)

    def done(self, update: int) -> None:
        """It need not come again."""
        self._under_way.pop(update, None)
        self._unanswered.discard(update)
        self._progress.set()

    async def _all_done(self, updates: Sequence[int]) -> None:
        while any(update in self._under_way for update in updates):
            self._progress.clear()
            await self._progress.wait()

    async def confirm(self, bot: Bot) -> None:
        """What was done before the bot stops does not come again after a restart."""
        if offset := self._offset():
            await bot.get_updates(offset=offset, limit=1, timeout=timedelta(0), allowed_updates=WANTED)

    def _offset(self) -> int:
        now = asyncio.get_running_loop().time()
        for update in [one for one, until in self._under_way.items() if until <= now]:
            if update not in self._unanswered:
                log.warning("an update takes very long and would be lost if the bot were killed now", update=update)
            self.done(update)
        return min(self._under_way, default=self._next)

    def _first(self, update: int) -> bool:
        """Whether it has not come before."""
        if update in self._seen:
            return False
        self._seen[update] = None
        if len(self._seen) > MOST_SEEN:
            self._seen.popitem(last=False)
        self._next = update + 1
        return True

    async def _poll(self, bot: Bot) -> tuple[Update, ...]:
        try:
            found = await bot.get_updates(
                offset=self._offset(), timeout=timedelta(seconds=self.hold), allowed_updates=WANTED
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
        wanted = {"offset": self._offset(), "timeout": 0, "allowed_updates": WANTED}
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
                number, reason = one["update_id"], type(error).__name__
                if self._first(number):
                    log.error("an update cannot be read and is skipped", update=number, reason=reason)
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
