"""The figures of docs/reliability.md, written by the runs that measure them."""

import re
from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"
_ROW = re.compile(r"\| (.+?) \| (.+) \|")

Rows = Sequence[tuple[str, object]]


def write(name: str, rows: Rows) -> None:
    """Replace the table between the marks of that name."""
    table = "\n".join(("| | |", "|---|---|", *(f"| {what} | {figure} |" for what, figure in rows)))
    text, marks = PAGE.read_text("utf-8"), _marks(name)
    assert marks.search(text), f"{PAGE.name} has no marks of {name}"
    PAGE.write_text(marks.sub(lambda found: f"{found[1]}{table}\n{found[3]}", text), "utf-8")


def renew(name: str, rows: Rows) -> None:
    """Replace these rows of a table to which several runs write, each its own."""
    found = _marks(name).search(PAGE.read_text("utf-8"))
    kept: dict[str, object] = dict(_ROW.findall(found[2]) if found else ())
    write(name, sorted((kept | dict(rows)).items()))


def _marks(name: str) -> re.Pattern[str]:
    return re.compile(rf"(<!-- {name} -->\n)(.*?)(<!-- /{name} -->)", re.DOTALL)
