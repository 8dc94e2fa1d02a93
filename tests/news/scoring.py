"""How well drafts fit the labels of the articles in tests/news/articles: precision, recall and F1 of each field.

Each article has a .json file of its own name beside it with what the draft should say. Those in `held` were not looked
at while the rules were written.
"""

import json
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from bot.core.drafted import Draft
from bot.news import article
from bot.news.drafting import draft

ARTICLES = Path(__file__).parent / "articles"
FIELDS = (
    *("title", "episodes", "premiere", "time", "tz", "weekdays", "platform", "rating", "director"),
    *("cast", "quotes"),
)


@dataclass
class Count:
    right: int = 0
    wrong: int = 0
    missing: int = 0

    @property
    def precision(self) -> float:
        return self.right / (self.right + self.wrong) if self.right + self.wrong else 1.0

    @property
    def recall(self) -> float:
        return self.right / (self.right + self.missing) if self.right + self.missing else 1.0

    @property
    def f1(self) -> float:
        return (
            2 * self.right / (2 * self.right + self.wrong + self.missing)
            if self.right + self.wrong + self.missing
            else 1.0
        )


def papers(part: str) -> list[Path]:
    return sorted(path for path in (ARTICLES / part).iterdir() if path.suffix in (".txt", ".html"))


@cache
def drafted(paper: Path) -> Draft:
    return draft(article.of_bytes(paper.read_bytes(), html=paper.suffix == ".html"))


def items(value: object) -> list[object]:
    """A field's value as things that are right or wrong one by one."""
    if isinstance(value, list):
        return [tuple(one.values()) if isinstance(one, dict) else one for one in value]
    return [] if value is None else [value]


def differences(paper: Path) -> Iterator[tuple[str, list[object], list[object], list[object]]]:
    """Each field with what is right, what is wrong and what is missing."""
    expected = json.loads(paper.with_suffix(".json").read_text("utf-8"))
    found = drafted(paper).as_json()
    for field in FIELDS:
        wanted, got = items(expected[field]), items(found[field])
        yield (
            field,
            [one for one in got if one in wanted],
            [one for one in got if one not in wanted],
            [one for one in wanted if one not in got],
        )


def score(part: str) -> dict[str, Count]:
    counts = {field: Count() for field in FIELDS}
    for paper in papers(part):
        for field, right, wrong, missing in differences(paper):
            counts[field].right += len(right)
            counts[field].wrong += len(wrong)
            counts[field].missing += len(missing)
    return counts


def table(part: str) -> str:
    rows = [
        f"  {field:<9} P {count.precision:.2f}  R {count.recall:.2f}  F1 {count.f1:.2f}"
        for field, count in score(part).items()
    ]
    return "\n".join([f"{part} ({len(papers(part))} articles)", *rows])


if __name__ == "__main__":
    sys.stdout.write("\n".join(map(table, sys.argv[1:] or ["dev", "held"])) + "\n")
