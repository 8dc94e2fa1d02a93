"""The figures of docs/reliability.md, written by the runs that measure them."""

import re
from collections.abc import Sequence
from pathlib import Path

PAGE = Path(__file__).parents[2] / "docs" / "reliability.md"


def write(name: str, rows: Sequence[tuple[str, object]]) -> None:
    """Replace the table between the marks of that name."""
    table = "\n".join(("| | |", "|---|---|", *(f"| {what} | {figure} |" for what, figure in rows)))
    text = PAGE.read_text("utf-8")
    marks = re.compile(rf"(<!-- {name} -->\n).*?(<!-- /{name} -->)", re.DOTALL)
    assert marks.search(text), f"{PAGE.name} has no marks of {name}"
    PAGE.write_text(marks.sub(lambda found: f"{found[1]}{table}\n{found[2]}", text), "utf-8")
