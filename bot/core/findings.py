"""What was found when the bot's surroundings were looked at, for an operator to read."""

from dataclasses import dataclass
from enum import Enum


class Mark(Enum):
    OK = "ok"
    LOOK = "look"  # works, but somebody should look at it
    WRONG = "wrong"  # the bot does not work like this


@dataclass(frozen=True, slots=True)
class Finding:
    """`found` is a sentence; `do` says what to do about it, and is empty where nothing is to be done."""

    mark: Mark
    about: str  # a word or two: Telegram, Store
    found: str
    do: str = ""


def ok(about: str, found: str) -> Finding:
    return Finding(Mark.OK, about, found)


def look(about: str, found: str, do: str = "") -> Finding:
    return Finding(Mark.LOOK, about, found, do)


def wrong(about: str, found: str, do: str) -> Finding:
    return Finding(Mark.WRONG, about, found, do)
