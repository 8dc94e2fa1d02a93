"""Editors are told of nights that are not as planned, and their cards put right once one of them has decided."""

import asyncio
from collections.abc import Callable, Coroutine, Sequence
from datetime import datetime
from typing import Any, Protocol

import structlog

from bot.core.alerts import KEPT, Card, Stance, as_it_stands, stance
from bot.core.catalogue import Library
from bot.core.deliveries import Lost
from bot.core.messages import Message
from bot.core.news import Raised
from bot.core.outcomes import Kind
from bot.core.ports import Address
from bot.core.proposals import EDITORS, Author
from bot.core.texts import alerts as texts
from bot.delivery.teller import Teller

log = structlog.get_logger(__name__)

ENDING = 1.0  # seconds that a stop waits for what is being told, lest it be told again
PATIENCE = 300.0  # seconds until somebody is tried again who could not be reached


class Book(Protocol):
    """The store's alerts; each is a transaction of its own."""

    async def pending(self, since: datetime) -> Sequence[tuple[Raised, bool]]: ...
    async def cards(self, number: int) -> Sequence[Card]: ...
    async def keep(self, number: int, card: Card) -> None: ...
    async def told(self, number: int) -> None: ...
    async def amended(self, slug: str, since: datetime) -> tuple[str, str] | None: ...


class Alerting:
    """Who was told stands in the store: what a kill keeps from being told is told after the next start."""

    def __init__(self, book: Book, teller: Teller, library: Library, now: Callable[[], datetime]) -> None:
        self.book = book
        self.teller = teller
        self.library = library
        self.now = now
        self._bell = asyncio.Event()
        self._busy = False
        self._later: dict[tuple[int, str, str], float] = {}  # when they are tried again, by the loop's clock
        self._unsure: set[tuple[int, str, str]] = set()  # who may or may not have been told

    def ring(self) -> None:
        """There may be an alert, or a decision."""
        self._bell.set()

    @property
    def busy(self) -> bool:
        return self._busy or self._bell.is_set()

    async def run(self) -> None:
        """Until cancelled."""
        while True:
            await self._bell.wait()
            self._bell.clear()
            try:
                self._busy = True
                await self.catch_up()
            except Lost:
                return  # which ends the bot, and is said there
            except Exception:
                log.exception("editors could not be told of an alert; they are at the next look")
            finally:
                self._busy = False

    async def catch_up(self) -> None:
        for raised, untold in await self.book.pending(self.now() - KEPT):
            match stance(raised, self.library.catalogue, self.now()):
                case Stance.OPEN:
                    if untold:
                        await self._tell(as_it_stands(raised, self.library.catalogue))
                case stands:
                    await self.book.told(raised.id)
                    if stands is not Stance.OVER:
                        await self._settle(raised)

    async def _tell(self, raised: Raised) -> None:
        """Whoever knows of it already is not told again."""
        knowing = {card.person for card in await self.book.cards(raised.id)}
        drama = self.library.catalogue.dramas[raised.alert.drama]
        card, missing = texts.alert(raised, drama), False
        meant = [Author(one.platform, one.person) for one in await self.teller.meant(EDITORS)]
        here = [one for one in meant if one.platform in self.teller.chats]
        for one in here:
            if one not in knowing:
                missing |= not await _to_its_end(self._told(raised, one, card))
        if here and not missing:
            await self.book.told(raised.id)

    async def _told(self, raised: Raised, person: Author, card: Message) -> bool:
        key = (raised.id, person.platform, person.person)
        if self._rests(key):
            return False
        try:
            done = await self.teller.say(person, card)
        except Lost:
            raise
        except Exception:
            log.exception("an editor could not be told of an alert", platform=person.platform)
            done = None
        if done is None or (done[1].kind is Kind.UNKNOWN and key not in self._unsure):
            if done is not None:
                self._unsure.add(key)  # better twice than not at all, and not more often
            self._rest(key)
            return False
        address, outcome = done
        await self.book.keep(raised.id, Card(person, address.chat, outcome.message_id))
        return True

    async def _settle(self, raised: Raised) -> None:
        """The cards of all say what became of it."""
        drama = self.library.catalogue.dramas.get(raised.alert.drama)
        done = texts.settled(raised, drama, await self.book.amended(raised.alert.drama, raised.at))
        for card in await self.book.cards(raised.id):
            key = (raised.id, card.person.platform, card.person.person)
            if card.message is None or card.person.platform not in self.teller.chats or self._rests(key):
                continue
            outcome = await self.teller.edit(Address(card.person.platform, card.address), card.message, done)
            if outcome.kind in (Kind.NOT_SENT, Kind.WAIT, Kind.BANNED):
                self._rest(key)
            else:
                await self.book.keep(raised.id, Card(card.person, card.address, None))

    def _rests(self, key: tuple[int, str, str]) -> bool:
        return self._later.get(key, 0.0) > asyncio.get_running_loop().time()

    def _rest(self, key: tuple[int, str, str]) -> None:
        self._later[key] = asyncio.get_running_loop().time() + PATIENCE


async def _to_its_end(telling: Coroutine[Any, Any, bool]) -> bool:
    task = asyncio.create_task(telling)
    try:
        return await asyncio.shield(task)
    except asyncio.CancelledError:
        await asyncio.wait({task}, timeout=ENDING)
        task.cancel()
        raise
