"""What is wrong with a file that an operator wrote, and where in it."""

import json
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import process


@dataclass(frozen=True, slots=True)
class Fault:
    """`file` is None for what does not stand in a file (an environment variable). `found` never quotes a secret."""

    file: Path | None
    line: int | None
    key: str
    found: str
    expected: str

    def __str__(self) -> str:
        place = ":".join(str(part) for part in (self.file, self.line) if part)
        return ": ".join(part for part in (place, self.key, f"found {self.found}; expected {self.expected}") if part)


def described(value: object) -> str:
    """A value as the person who wrote it knows it, on one line and not too long."""
    match value:
        case "":
            return "an empty text"
        case str():
            shown = value if len(value) <= 60 else f"{value[:59]}…"
            return f"the text {json.dumps(shown, ensure_ascii=False)}"
        case bool():
            return str(value).lower()
        case int() | float():
            return f"the number {value}"
        case dict():
            return "a table"
        case list() | tuple():
            return "a list"
        case _:
            return f"the time {value}"  # TOML's dates, times and date-times


def near(name: str, known: Iterable[str]) -> str | None:
    """The known name that `name` is probably a slip of."""
    found = process.extractOne(name, known, processor=str.casefold, score_cutoff=70)
    return found[0] if found else None
