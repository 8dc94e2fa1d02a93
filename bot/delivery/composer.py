"""Composes once what many chats are told in the same second."""

from dataclasses import fields
from datetime import datetime
from operator import attrgetter

from bot.core.catalogue import Catalogue, Library
from bot.core.deliveries import Batch
from bot.core.messages import Message
from bot.delivery.compose import compose

# whom it is for and how often it was tried: no word of a message depends on these
_OTHERS = (
    "id",
    "nonce",
    "chat_id",
    "address",
    "place",
    "attempts",
    "plain",
    "claimed",
    "unsure",
    "paused",
    "message_id",
)
_contents = attrgetter(*(field.name for field in fields(Batch) if field.name not in _OTHERS))


class Composer:
    """For a sender. A message is made anew each second, and when a schedule has changed: it is never stale."""

    def __init__(self, library: Library) -> None:
        self.library = library
        self._of: tuple[Catalogue, datetime] | None = None
        self._made: dict[object, Message | None] = {}

    def __call__(self, batch: Batch, now: datetime) -> Message | None:
        catalogue, second = self.library.catalogue, now.replace(microsecond=0)
        if self._of is None or self._of[0] is not catalogue or self._of[1] != second:
            self._of = catalogue, second
            self._made.clear()
        contents = _contents(batch)
        if contents not in self._made:
            self._made[contents] = compose(self.library, batch, now)
        return self._made[contents]
