"""docs/benchmarks.md, a section a benchmark: what was not measured again stays as it was."""

import os
import platform
import re
import statistics
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

PAGE = Path(__file__).parents[1] / "docs" / "benchmarks.md"
HEAD = """# Benchmarks

Written by `make bench`; one of them alone: `make bench ARGS="paid"`. Each contestant is a process of its own and runs
beside a peer, on the same machine in the same minutes, against the same stand-in for the platform on loopback. Figures
are medians of interleaved rounds. Trust the ratios, not the figures: they move by a third with whatever else the
machine does. CPU is what the system counted for the contestant's process.

{machine} The aims in seconds come from a faster one, on which
the raw request of "the send alone" took 0.106 ms and the libraries alone were read in within 0.53 s.
"""

Row = Mapping[str, float | str]


def put(name: str, title: str, lines: Sequence[str]) -> None:
    """In the place of what this section was."""
    text = PAGE.read_text() if PAGE.exists() else ""
    sections = dict(re.findall(r"<!-- (\w+) -->\n(.*?)<!-- /\1 -->\n", text, re.S))
    sections[name] = "\n".join([f"## {title}", "", *lines, ""])
    order = [*ORDER, *(key for key in sections if key not in ORDER)]
    body = "\n".join(f"<!-- {key} -->\n{sections[key]}<!-- /{key} -->\n" for key in order if key in sections)
    PAGE.write_text(f"{HEAD.format(machine=machine())}\n{body}")


ORDER = ("telegram", "long", "paid", "discord", "send", "planning", "schedule", "start")


def machine() -> str:
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 2**30
    return f"Measured with {os.cpu_count()} cores, {memory:.0f} GB, Python {platform.python_version()}."


def median(runs: Sequence[Row]) -> dict[str, float | str]:
    """Of each column."""
    found: dict[str, float | str] = {}
    for column in runs[0]:
        values = [run[column] for run in runs]
        numbers = [value for value in values if not isinstance(value, str)]
        found[column] = statistics.median(numbers) if numbers else values[0]
    return found


def table(rows: Mapping[str, Row], first: str = "") -> Iterator[str]:
    columns = list(dict.fromkeys(column for row in rows.values() for column in row))
    yield f"| {first} | {' | '.join(columns)} |"
    yield "|---" * (len(columns) + 1) + "|"
    for name, row in rows.items():
        yield f"| {name} | {' | '.join(_shown(row.get(column, '')) for column in columns)} |"


def _shown(value: float | str) -> str:
    if isinstance(value, str):
        return value
    return f"{value:,.0f}" if abs(value) >= 100 or value == int(value) else f"{value:.3g}"
