"""What is wrong with a drama file: every fault at once, each with its line, what was found and what is expected."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, datetime, time
from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from bot.core.drama_file import Table
from bot.core.errors import Mistake
from bot.core.tomllines import Path, lines

T = TypeVar("T", bound=Table)


@dataclass(frozen=True, slots=True)
class Fault:
    file: str
    line: int | None  # from 1; None for the file as a whole
    key: str  # "release.1.every", counted from 1; empty for the file as a whole
    text: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        return f"{place}: {self.key}: {self.text}" if self.key else f"{place}: {self.text}"


class ScheduleFault(Mistake):
    """A drama file cannot be used; `faults` are all its faults, in the order of their lines."""

    def __init__(self, faults: tuple[Fault, ...]) -> None:
        super().__init__("\n".join(map(str, faults)))
        self.faults = faults


class Faults:
    """Collects the faults of one file."""

    def __init__(self, file: str, text: str) -> None:
        self._file = file
        self._text = text
        self._lines: Mapping[Path, int] | None = None  # asked for by files with faults alone
        self._found: dict[Fault, None] = {}  # in the order of finding, each once

    def add(self, path: Path, text: str) -> None:
        """`path` is that of the table and key; a place within a list of values is said as the list's own."""
        named = path[:-1] if path and isinstance(path[-1], int) else path
        key = ".".join(str(part + 1) if isinstance(part, int) else part for part in named)
        self._found[Fault(self._file, self._line(path), _plain(key), _plain(text))] = None

    def raise_all(self) -> None:
        if self._found:
            raise ScheduleFault(tuple(sorted(self._found, key=lambda fault: fault.line or 0)))

    def table(self, model: type[T], raw: object, path: Path) -> tuple[T, frozenset[str]]:
        """The table as far as it can be read, and the names of the keys that cannot."""
        if not isinstance(raw, dict):
            self.add(path, f"found {shown(raw)}; expected a table")
            return model(), frozenset(model.model_fields)
        for key in model.least:
            if key not in raw:
                self.add((*path, key), f"missing; expected {model.model_fields[key].description}")
        try:
            return model.model_validate(raw), frozenset()
        except ValidationError as invalid:
            errors = invalid.errors(include_url=False)
        for error in errors:
            self.add((*path, *error["loc"]), _text(model, error))
        bad = frozenset(str(error["loc"][0]) for error in errors)
        return model.model_validate({key: value for key, value in raw.items() if key not in bad}), bad

    def _line(self, path: Path) -> int | None:
        if self._lines is None:
            self._lines = lines(self._text)
        while path and path not in self._lines:
            path = path[:-1]
        return self._lines.get(path)


def shown(value: object) -> str:
    """A value as the file writes it, cut short."""
    match value:
        case bool():
            return str(value).lower()
        case str():
            return json.dumps(value if len(value) <= 60 else f"{value[:59]}…", ensure_ascii=False)
        case datetime() | date() | time():
            return value.isoformat()
        case dict():
            return "a table"
        case list():
            return "a list"
    return str(value)[:60]


def _text(model: type[Table], error: ErrorDetails) -> str:
    key = str(error["loc"][0])
    if error["type"] == "extra_forbidden":
        return _unknown(key, list(model.model_fields))
    expected = model.model_fields[key].description
    found = shown(error["input"])
    why = str(_cause(error)).removesuffix(".")
    if not why:
        return f"found {found}; expected {expected}"
    if why.startswith("did you mean"):
        return f"found {found}; expected {expected}; {why}"
    return why if found in why else f"found {found}; {why}; expected {expected}"


def _cause(error: ErrorDetails) -> Any:
    """What a validator of ours said, as the exception it raised."""
    return error.get("ctx", {}).get("error", "")


def _plain(text: str) -> str:
    """On one line, whatever the file held."""
    return "".join(letter if letter.isprintable() else " " for letter in text)


def _unknown(key: str, known: list[str]) -> str:
    from rapidfuzz import process

    if near := process.extractOne(key.casefold(), known, score_cutoff=65):
        return f'unknown key; did you mean "{near[0]}"?'
    return f"unknown key; known here are {', '.join(known)}"
