"""Text that is safe to show, whoever wrote it: cleaned, measured and cut as chat apps count it."""

import re
import unicodedata

# C0 but the line break, C1, zero-width space, marks and overrides of direction, word joiner, byte order mark. The
# joiners of emoji families and of Indic letters stay.
_UNWANTED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_MARKS = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_STACKED = re.compile(f"({_MARKS}{{2}}){_MARKS}+")
_JOINER = "\u200d"


def units(text: str) -> int:
    """Its length in UTF-16 code units: as Telegram counts it, and the strictest way in which Discord's clients do."""
    return len(text) + sum(char > "\uffff" for char in text)


def clean(text: str) -> str:
    """Without what could break a client's line or turn its direction; at most two marks on one letter."""
    text = _SURROGATES.sub("\ufffd", _BREAKS.sub("\n", text)).replace("\t", " ")
    return _STACKED.sub(r"\1", _UNWANTED.sub("", text))


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def cut(text: str, limit: int) -> int:
    """How many characters fit into `limit` UTF-16 units without splitting an emoji family or an accented letter."""
    end = total = 0
    while end < len(text) and (total := total + 1 + (text[end] > "\uffff")) <= limit:
        end += 1
    while 0 < end < len(text) and (_extends(text[end]) or text[end - 1] == _JOINER):
        end -= 1
    return end


def clip(text: str, limit: int) -> str:
    """Shortened to `limit` UTF-16 units, with an ellipsis when something is missing."""
    return text if units(text) <= limit else text[: cut(text, limit - 1)].rstrip() + "…"


def _extends(char: str) -> bool:
    return char == _JOINER or unicodedata.category(char) in ("Mn", "Me") or "\U0001f3fb" <= char <= "\U0001f3ff"
