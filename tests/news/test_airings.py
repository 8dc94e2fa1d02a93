"""When a drama begins and comes back, told from when other things are."""

from datetime import date

import pytest

from bot.core.drafted import Article
from bot.news.drafting import draft

FIELDS = ("premiere", "time", "tz", "weekdays")


def airing_of(*paragraphs: str, on: date | None = date(2024, 3, 1), title: str | None = None) -> dict[str, object]:
    """What is said of when the drama airs, without what is not."""
    found = draft(Article(title, on, paragraphs)).as_json()
    return {name: found[name] for name in FIELDS if found[name] not in (None, [])}


WEEK = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday"]
DRAMA = "The drama “Blue Hour” is about bees."


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "The series will premiere on March 9 and is the second work of “Red Dawn” director Ma Su-ji.",
            {"premiere": "2024-03-09"},
        ),
        (
            "Ma Su-ji, who starred in the romance series, “Red Dawn,” is back in “Blue Hour,” set to air on March 9.",
            {"premiere": "2024-03-09"},
        ),
        (
            "Next week, the comedy “Red Dawn” will take over “Blue Hour”’s slot on Mondays and Tuesdays at 9 p.m. KST.",
            {"weekdays": ["Monday", "Tuesday"], "time": "21:00", "tz": "KST"},
        ),
        ("“Red Dawn” will take over the slot of “Blue Hour” on March 9.", {}),
        ("“Red Dawn” will follow “Blue Hour” on March 9.", {}),
        ("Starring Ma Su-ji (“Red Dawn”), it will premiere on March 9.", {"premiere": "2024-03-09"}),
        ("Ferry Run, which premiered on February 17, will end soon.", {}),
        ("The network will fill the slot with “Red Dawn” from March 9.", {}),
        ("The program airs weekdays before “Red Dawn.”", {"weekdays": WEEK}),
    ],
)  # fmt: skip
def test_a_date_is_of_the_drama_that_it_stands_with(sentence, expected):
    assert airing_of(DRAMA, sentence) == expected
