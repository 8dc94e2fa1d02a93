"""Says something to one person alone, who did not just ask: an editor, or whoever proposed something."""

import asyncio
import hashlib
from collections.abc import Awaitable, Callable, Mapping, Sequence

import structlog

from bot.core.messages import Message
from bot.core.outcomes import Kind, Outcome
from bot.core.ports import Address, Chat, Reader
from bot.core.proposals import EDITORS, OWNERS, Author
from bot.delivery.pace import Pace

log = structlog.get_logger(__name__)

PAUSES = (0.0, 2.0, 10.0, 60.0)  # seconds before each attempt


class Teller:
    """`editors` gives whom the owners have named; `owners` are their ids, by platform.

    What is said here is worth a few attempts and no more: it is also on /history and /suggestions.
    """

    def __init__(
        self,
        chats: Sequence[tuple[Chat, Pace]],
        reader: Callable[[Address], Awaitable[Reader]],
        editors: Callable[[], Awaitable[Sequence[Author]]],
        owners: Mapping[str, Sequence[str]],
    ) -> None:
        self.chats = {chat.platform: (chat, pace) for chat, pace in chats}
        self.reader = reader
        self.editors = editors
        self.owners = owners
        self._under_way: set[asyncio.Task[None]] = set()

    @property
    def busy(self) -> bool:
        return bool(self._under_way)

    def tell(self, person: Author, message: Message, platform: str | None = None) -> None:
        """On that platform alone, or wherever they are."""
        task = asyncio.create_task(self._tell(person, message, platform))
        self._under_way.add(task)
        task.add_done_callback(self._under_way.discard)

    async def stop(self) -> None:
        for task in self._under_way:
            task.cancel()
        await asyncio.gather(*self._under_way, return_exceptions=True)

    async def _tell(self, person: Author, message: Message, platform: str | None) -> None:
        for one in await self.meant(person):
            if platform not in (None, one.platform):
                continue
            try:
                await self.say(one, message)
            except Exception:
                log.exception("a person could not be told something", platform=one.platform)

    async def meant(self, person: Author) -> Sequence[Author]:
        """The people for whom that stands."""
        if person not in (OWNERS, EDITORS):
            return [person]
        owners = [Author(platform, owner) for platform, ids in self.owners.items() for owner in ids]
        named = await self.editors() if person == EDITORS else []
        known = {(one.platform, one.person): one for one in (*named, *owners)}
        return list(known.values())

    async def say(self, person: Author, message: Message) -> tuple[Address, Outcome] | None:
        """What came of it, and where; None where no attempt came to an end, or they are on no platform of ours."""
        if person.platform not in self.chats or not person.person:
            return None  # in the second case they are forgotten
        chat, pace = self.chats[person.platform]
        nonce = hashlib.sha256(f"{person.platform} {person.person} {message!r}".encode()).hexdigest()[:24]
        for pause in PAUSES:
            await asyncio.sleep(pause)
            address = await chat.private(person.person)
            if address is None:
                continue
            await pace.answer(address.chat, group=False)
            outcome = await chat.send(address, message, await self.reader(address), nonce)
            if outcome.kind not in (Kind.NOT_SENT, Kind.WAIT):
                if outcome.kind is not Kind.SENT:
                    log.info("a person was not told something", platform=person.platform, reason=outcome.reason)
                return address, outcome
        return None

    async def edit(self, address: Address, message_id: str, message: Message) -> Outcome:
        """One attempt to put that in place of what was said before."""
        chat, pace = self.chats[address.platform]
        await pace.answer(address.chat, group=False)
        return await chat.edit(address, message_id, message, await self.reader(address))
