"""What single people are told about the bot itself: each thing once, in private."""

import asyncio
import hashlib
from collections.abc import Callable, Collection, Sequence
from datetime import datetime

import structlog

from bot.core.catalogue import Library
from bot.core.deliveries import Outbox
from bot.core.faults import Fault
from bot.core.messages import Message
from bot.core.ports import Chat, Memory, Reader
from bot.core.texts import operating
from bot.delivery.pace import Pace

log = structlog.get_logger(__name__)


class Notices:
    """Of one platform. `owners` are ids of people there."""

    def __init__(
        self,
        chat: Chat,
        outbox: Outbox,
        pace: Pace,
        memory: Memory,
        library: Library,
        owners: Collection[str],
        faults: Callable[[], Sequence[Fault]],
        now: Callable[[], datetime],
    ) -> None:
        self.chat = chat
        self.outbox = outbox
        self.pace = pace
        self.memory = memory
        self.library = library
        self.owners = owners
        self.faults = faults
        self.now = now
        self._telling = asyncio.Lock()

    async def connected(self) -> None:
        """Tell the owners of faulty drama files, when these are not the ones they were told of last."""
        async with self._telling:
            faults = self.faults()
            key, said = f"faults told {self.chat.platform}", _digest(faults)
            if not self.owners or await self.memory.get(key) == (said if faults else None):
                return
            await self.memory.set(key, said if faults else "")
            for owner in self.owners if faults else ():
                await self._tell(owner, operating.faulty_files(faults), f"faults{said[:12]}{owner[-4:]}")

    async def tell_of_silenced(self) -> None:
        """Tell whoever subscribed a chat that it is silent now."""
        async with self._telling:
            for one in await self.outbox.silenced(self.chat.platform):
                known = self.library.catalogue.dramas
                titles = [known[slug].title for slug in one.dramas if slug in known]
                message = operating.silenced(
                    titles, one.reason, gone=one.gone, topic=one.chat_id if one.topic else None
                )
                await self._tell(one.person, message, f"silenced{one.chat_id}")

    async def _tell(self, person: str, message: Message, nonce: str) -> None:
        address = await self.chat.private(person)
        if address is None:
            return
        await self.pace.answer(address.chat, group=False)
        outcome = await self.chat.send(address, message, Reader(None, self.now()), nonce)
        log.info("told a person about the bot", platform=self.chat.platform, outcome=outcome.kind.value)


def _digest(faults: Sequence[Fault]) -> str:
    return hashlib.sha256("\n".join(map(str, faults)).encode()).hexdigest()
