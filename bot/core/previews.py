"""What a chat makes of a message, in plain text: for those who want to see it before others do."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from bot.core.messages import Message
from bot.core.ports import Reader


@dataclass(frozen=True, slots=True)
class Drawn:
    """`text` as a reader in that zone sees it, `buttons` by row, `length` in the units of the chat's own limit."""

    text: str
    buttons: tuple[tuple[str, ...], ...]
    length: int
    most: int
    silent: bool = False


Drawing = Callable[[Message, Reader], Drawn]
Drawings = Mapping[str, tuple[str, Drawing]]  # by platform: what people call it, and how it draws
