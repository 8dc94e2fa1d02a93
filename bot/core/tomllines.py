"""On which line each key of a TOML text stands, for faults that name it: no reader tells. The text is valid TOML."""

import re
from collections.abc import Mapping

Path = tuple[str | int, ...]  # ("release", 0, "every")

_KEY = r"""(?:[A-Za-z0-9_-]+|"(?:[^"\\\n]|\\.)*"|'[^'\n]*')"""
_KEYS = rf"[ \t]*{_KEY}(?:[ \t]*\.[ \t]*{_KEY})*[ \t]*"
_ARRAY = re.compile(rf"[ \t]*\[\[({_KEYS})\]\]")
_TABLE = re.compile(rf"[ \t]*\[({_KEYS})\]")
_PAIR = re.compile(rf"({_KEYS})=")
_TOKEN = re.compile(r'"""|\'\'\'|"(?:[^"\\]|\\.)*"|\'[^\']*\'|#.*|[\[\]{}]')
_ENDS = {'"""': re.compile(r'(?:[^"\\]|\\.|"(?!""))*"{3,5}'), "'''": re.compile(r"(?:[^']|'(?!''))*'{3,5}")}


def lines(text: str) -> Mapping[Path, int]:
    """Line numbers from 1, by the path of each table and key."""
    found: dict[Path, int] = {}
    counts: dict[Path, int] = {}
    table: Path = ()
    quotes, depth = "", 0
    for number, line in enumerate(text.split("\n"), 1):
        if not quotes and not depth:
            if header := _ARRAY.match(line):
                *outer, last = _keys(header[1])
                array = (*_place(outer, counts), last)
                counts[array] = counts.get(array, 0) + 1
                table = (*array, counts[array] - 1)
                found.setdefault(array, number)
                found[table] = number
                continue
            if header := _TABLE.match(line):
                table = _place(_keys(header[1]), counts)
                found[table] = number
                continue
            if pair := _PAIR.match(line):
                keys = _keys(pair[1])
                for length in range(1, len(keys) + 1):
                    found.setdefault((*table, *keys[:length]), number)
                line = line[pair.end() :]
        quotes, depth = _left_open(line, quotes, depth)
    return found


def _keys(dotted: str) -> list[str]:
    return [key.strip("\"'") for key in re.findall(_KEY, dotted)]


def _place(keys: list[str], counts: Mapping[Path, int]) -> Path:
    """The path of a table, within the last element of each array of tables on its way."""
    path: Path = ()
    for key in keys:
        path = (*path, key)
        if path in counts:
            path = (*path, counts[path] - 1)
    return path


def _left_open(line: str, quotes: str, depth: int) -> tuple[str, int]:
    """Which long string and how many brackets are still open after this line."""
    position = 0
    while position < len(line):
        if quotes:
            end = _ENDS[quotes].match(line, position)
            if end is None:
                return quotes, depth
            quotes, position = "", end.end()
            continue
        token = _TOKEN.search(line, position)
        if token is None:
            break
        position = token.end()
        if token[0] in _ENDS:
            quotes = token[0]
        elif token[0] in ("[", "{"):
            depth += 1
        elif token[0] in ("]", "}"):
            depth -= 1
    return quotes, depth
