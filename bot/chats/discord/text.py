"""Text as Discord takes it: escaped, and with addresses that stay in their links."""

import re

from yarl import URL

from bot.core.plaintext import clean

# What Discord would read as markup. A bare address stays whole: a backslash inside would break it.
_MARKUP = re.compile(
    r"(?P<address>https?://[^\s<>\[\]()|*`~\\\"]+)"
    r"|(?P<sign>[\\*_~|`\[\]]|<(?=[^\s\d]|$)|(?<=<)@)"  # <@1> <@&1> <#1> <:name:1> <t:1> </name:1>, never <3
    r"|^(?P<indent>[ \t]*)(?P<block>[#>+-])"  # heading, quote, list, -# small print
    r"|^(?P<number>[ \t]*\d+)(?P<point>[.)])(?=\s|$)",
    re.MULTILINE,
)


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
