"""Text as Telegram takes it: with entities instead of markup."""

import unicodedata
from dataclasses import dataclass, field, replace
from datetime import datetime

from telegram import MessageEntity

from bot.core.plaintext import clean, cut, units

_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters that show nothing


def visible(text: str) -> bool:
    """Telegram refuses a text of spaces and invisible characters as empty."""
    return any(unicodedata.category(char)[0] not in "CZ" and char not in _BLANK for char in text)


@dataclass(frozen=True, slots=True)
class Mark:
    """One entity. Positions are in characters until they are sent."""

    kind: str  # of MessageEntity
    start: int
    end: int
    url: str | None = None
    at: datetime | None = None
    shown: str | None = None  # MessageEntityDateTimeFormats


@dataclass(slots=True)
class Pen:
    """Writes a text and remembers what is marked in it."""

    text: str = ""
    marks: list[Mark] = field(default_factory=list)
    _apart: bool = False  # a block quote has just ended: what follows begins a new line

    def write(
        self, text: str, *kinds: str, url: str | None = None, at: datetime | None = None, shown: str = ""
    ) -> None:
        text = clean(text)
        if self._apart:
            text = text.lstrip(" ")
            self._apart = not text
            self.text += "\n" if text and not text.startswith("\n") else ""
        start = len(self.text)
        self.text += text
        if visible(text):
            self.marks.extend(Mark(kind, start, len(self.text), url, at, shown or None) for kind in kinds)

    def apart(self, text: str, *kinds: str) -> None:
        """As a block of its own."""
        if self.text and not self.text.endswith("\n"):
            self.text += "\n"
        self._apart = False
        self.write(text.strip(), *kinds)
        self._apart = True

    def end_line(self) -> None:
        self.text += "\n"
        self._apart = False

    def fit(self, limit: int) -> None:
        """Shorten to `limit` UTF-16 units: after a line where that keeps half of it, else inside one."""
        self._keep(len(self.text.rstrip()))
        if units(self.text) > limit:
            end = cut(self.text, limit - 2)
            line = self.text.rfind("\n", end // 2, end + 1)
            self._keep(len(self.text[: line if line >= 0 else end].rstrip()))
            self.text += "\n…" if line >= 0 else "…"

    def _keep(self, end: int) -> None:
        self.text = self.text[:end]
        self.marks = [replace(mark, end=min(mark.end, end)) for mark in self.marks if mark.start < end]

    def entities(self, limit: int) -> tuple[MessageEntity, ...]:
        """The first `limit` of them, outer before inner."""
        marks = sorted(self.marks, key=lambda mark: (mark.start, -mark.end))[:limit]
        made = [
            MessageEntity(m.kind, m.start, m.end - m.start, url=m.url, unix_time=m.at, date_time_format=m.shown)
            for m in marks
        ]
        return tuple(MessageEntity.adjust_message_entities_to_utf_16(self.text, made))
