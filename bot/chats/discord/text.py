"""Text as Discord takes it: cleaned, escaped and measured."""

import re

from yarl import URL

# C0 but the line break, C1, zero-width space, marks and overrides of direction, word joiner, byte order mark.
_UNWANTED = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\u061c\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_BREAKS = re.compile("\r\n?|[\x85\u2028\u2029]")
_SURROGATES = re.compile("[\ud800-\udfff]")
_MARK = "[\u0300-\u036f\u0483-\u0489\u1ab0-\u1aff\u1dc0-\u1dff\u20d0-\u20ff\ufe20-\ufe2f]"
_STACKED = re.compile(f"({_MARK}{{2}}){_MARK}+")

# What Discord would read as markup. A bare address stays whole: a backslash inside would break it.
_MARKUP = re.compile(
    r"(?P<address>https?://[^\s<>\[\]()|*`~\\\"]+)"
    r"|(?P<sign>[\\*_~|`\[\]]|<(?=[^\s\d]|$)|(?<=<)@)"  # <@1> <@&1> <#1> <:name:1> <t:1> </name:1>, never <3
    r"|^(?P<indent>[ \t]*)(?P<block>[#>+-])"  # heading, quote, list, -# small print
    r"|^(?P<number>[ \t]*\d+)(?P<point>[.)])(?=\s|$)",
    re.MULTILINE,
)


def units(text: str) -> int:
    """Its length in UTF-16 code units, the strictest way in which a client counts."""
    return len(text) + sum(char > "\uffff" for char in text)


def clean(text: str) -> str:
    """Without what could turn a client's line around; at most two marks on one letter."""
    text = _SURROGATES.sub("\ufffd", _BREAKS.sub("\n", text)).replace("\t", " ")
    return _STACKED.sub(r"\1", _UNWANTED.sub("", text))


def one_line(text: str) -> str:
    return " ".join(clean(text).split())


def clip(text: str, limit: int) -> str:
    """Shortened to `limit` UTF-16 units, with an ellipsis when something is missing."""
    if units(text) <= limit:
        return text
    total = 0
    for end, char in enumerate(text):
        total += 1 + (char > "\uffff")
        if total >= limit:
            return text[:end].rstrip("\u200d ") + "…"
    return text


def escape(text: str) -> str:
    """So that it shows as it was written, and mentions nobody."""
    return _MARKUP.sub(_escaped, clean(text))


def _escaped(found: re.Match[str]) -> str:
    if found["address"]:
        return found[0]
    if found["sign"]:
        return "\\" + found[0]
    return f"{found['indent'] or found['number'] or ''}\\{found['block'] or found['point']}"


def safe_url(url: str) -> str | None:
    """The address in a form that cannot leave its link, or None when it is no plain web address."""
    try:
        address = URL(clean(url).strip())
    except ValueError:
        return None
    if address.scheme not in ("http", "https") or not address.host or address.user or "\\" in url:
        return None
    return str(address)
