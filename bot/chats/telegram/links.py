"""Links that open a private chat with the bot and say something there: t.me/<bot>?start=subscribe_nevertheless."""

import re
from collections.abc import Collection

# core.telegram.org/bots/features#deep-linking: A-Z, a-z, 0-9, _ and -, at most 64. Here "_" stands for a blank.
_SAYABLE = re.compile(r"/[a-z0-9]+(?: [A-Za-z0-9-]+)*")
_LONGEST = 64
_KEY = re.compile(r"[A-Za-z0-9]{16}")


def payload(line: str) -> str | None:
    """What says that command line in a link; None when only a stored key can."""
    said = line[1:].replace(" ", "_")
    return said if _SAYABLE.fullmatch(line) and len(said) <= _LONGEST else None


def is_key(text: str) -> bool:
    return bool(_KEY.fullmatch(text))


def line(text: str, names: Collection[str]) -> str | None:
    """The command line of a payload; None for one that names no command: links come from anywhere."""
    said = f"/{text.replace('_', ' ')}"
    known = _SAYABLE.fullmatch(said) and said[1:].split(" ")[0] in names
    return said if known else None
