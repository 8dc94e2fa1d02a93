"""Text as Telegram takes it: cleaned, measured and cut in its own units, with entities instead of markup."""

import re
import unicodedata
from dataclasses import dataclass, field, replace
from datetime import datetime

from telegram import MessageEntity

# Everything below U+0020 and U+0080 to U+009F but the line break, the byte order mark, the bidirectional overrides.
_UNWANTED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ufeff\u202a-\u202e\u2066-\u2069]")
_BREAKS = re.compile("\r\n?|[\u0085\u2028\u2029]")
_MARKS = "[\u0300-\u036f\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_STACKED = re.compile(f"({_MARKS}{{2}}){_MARKS}+")
_SURROGATES = re.compile("[\ud800-\udfff]")
_BLANK = frozenset("\u115f\u1160\u2800\u3164\uffa0")  # letters that show nothing
_JOINER = "\u200d"


def units(text: str) -> int:
    """Its length as Telegram counts it, in UTF-16 code units."""
    return len(text) + sum(char > "\uffff" for char in text)


def clean(text: str) -> str:
    """Without what could break a client's line or turn its direction; at most two marks on one letter."""
    text = _SURROGATES.sub("\ufffd", _BREAKS.sub("\n", text)).replace("\t", " ")
    return _STACKED.sub(r"\1", _UNWANTED.sub("", text))


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def visible(text: str) -> bool:
    """Telegram refuses a text of spaces and invisible characters as empty."""
    return any(unicodedata.category(char)[0] not in "CZ" and char not in _BLANK for char in text)


def cut(text: str, limit: int) -> int:
    """How many characters fit into `limit` UTF-16 units without splitting an emoji family or an accented letter."""
    end = total = 0
    while end < len(text) and (total := total + 1 + (text[end] > "\uffff")) <= limit:
        end += 1
    while 0 < end < len(text) and (_extends(text[end]) or text[end - 1] == _JOINER):
        end -= 1
    return end


def _extends(char: str) -> bool:
    return char == _JOINER or unicodedata.category(char) in ("Mn", "Me") or "\U0001f3fb" <= char <= "\U0001f3ff"


def clip(text: str, limit: int) -> str:
    """Shortened to `limit` UTF-16 units, with an ellipsis when something is missing."""
    return text if units(text) <= limit else text[: cut(text, limit - 1)].rstrip() + "…"


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
