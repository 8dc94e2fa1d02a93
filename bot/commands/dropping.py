"""Files that people drop into a chat: which command is meant by them, and what is fetched."""

from collections.abc import Iterable

from bot.core.command import Command, Takes
from bot.core.errors import Mistake
from bot.core.messages import File
from bot.core.ports import Dropped

LONGEST_NAME = 255  # bytes, as most file systems have it


def command_for(name: str, commands: Iterable[Command]) -> Command | None:
    """The one that takes files of that kind."""
    return next((one for one in commands if one.takes and name.casefold().endswith(one.takes.suffixes)), None)


async def fetched(dropped: Dropped, takes: Takes) -> File:
    """The file, for a command that takes it. Raises a Mistake for another one, of which nothing is read."""
    name = dropped.name
    if any(mark in name for mark in "/\\\0") or name in ("", ".", "..") or not name.isprintable():
        raise Mistake(f"A file needs a plain name without a folder, and this one is called {_shown(name)}.")
    if len(name.encode()) > LONGEST_NAME:
        raise Mistake(f"The name of the file has {len(name.encode())} bytes; at most {LONGEST_NAME} are read.")
    if not name.casefold().endswith(takes.suffixes):
        raise Mistake(f"I expected {takes.what}, and {_shown(name)} is none.")
    if dropped.size is not None and dropped.size > takes.largest:
        raise Mistake(too_large(name, takes.largest, dropped.size))
    return File(name, "application/octet-stream", await dropped.read(takes.largest))


def too_large(name: str, largest: int, size: int | None = None) -> str:
    """`size` is None where only so much is known, that it is larger than that."""
    found = f"has {-(-size // 1024)} KiB" if size is not None else "is larger"
    return f"{_shown(name)} {found}; I read at most {largest // 1024} KiB."


def _shown(name: str) -> str:
    plain = "".join(letter if letter.isprintable() else " " for letter in name)
    return f'"{plain if len(plain) <= 80 else plain[:79] + "…"}"'
