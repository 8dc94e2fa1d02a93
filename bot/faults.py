"""What is wrong with a file that an operator wrote, and where in it."""

import json
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path

from rapidfuzz import process

Key = tuple[str | int, ...]  # the way to a value: tables, key, place in a list from 0


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


_TOKEN = re.compile(
    r"""(?P<string>\"{3}(?:\\.|[^\\])*?\"{3,5} | '{3}.*?'{3,5} | "(?:\\.|[^"\\])*" | '[^']*')
      | (?P<word>[^\s\[\]{}=.,"'\#]+)
      | (?P<mark>[\[\]{}=.,\n])
      | [ \t\r]+ | \#[^\n]*""",
    re.DOTALL | re.VERBOSE,
)


_Token = tuple[str, int]  # its text, strings with their quotes, and the line on which it begins


def lines(toml: str) -> dict[Key, int]:
    """The line, from 1, of every table, key and list item of a valid TOML text; inline tables are not looked into."""
    found: dict[Key, int] = {}
    table: Key = ()
    for statement in _statements(toml):
        texts = [text for text, _ in statement]
        if texts[0] == "[":
            table = _key(texts)
            found.setdefault(table, statement[0][1])
        else:
            equals = texts.index("=")
            key = (*table, *_key(texts[:equals]))
            found[key] = statement[0][1]
            found.update({(*key, place): line for place, line in enumerate(_items(statement[equals + 1 :]))})
    return found


def _tokens(toml: str) -> Iterator[_Token]:
    line = 1
    for match in _TOKEN.finditer(toml):
        if match.lastgroup:
            yield match[0], line
        line += match[0].count("\n")


def _statements(toml: str) -> Iterator[list[_Token]]:
    """Headers and assignments, the line ends inside their brackets left out."""
    statement: list[_Token] = []
    depth = 0
    for text, line in _tokens(toml):
        depth += (text in ("[", "{")) - (text in ("]", "}"))
        if text != "\n":
            statement.append((text, line))
        elif statement and depth == 0:
            yield statement
            statement = []
    if statement:
        yield statement


def _key(texts: list[str]) -> Key:
    return tuple(text.strip("\"'") for text in texts if text not in ("[", "]", "."))


def _items(value: list[_Token]) -> Iterator[int]:
    """The line on which each item of a list begins; nothing for a value that is no list."""
    depth = 0
    begins = False
    for text, line in value:
        if begins and text != "]":
            yield line
        depth += (text in ("[", "{")) - (text in ("]", "}"))
        begins = depth == 1 and value[0][0] == "[" and text in ("[", ",")
