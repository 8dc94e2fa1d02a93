"""Who plays whom, who directs and who says what, each way of saying it by itself."""

import pytest

from bot.core.drafted import Article
from bot.news import prose
from bot.news.drafting import draft

DRAMA = "The tvN drama “Salt Lake” premieres on March 2."


def drafted(*paragraphs: str, title: str | None = None) -> dict[str, object]:
    return draft(Article(title, None, tuple(map(prose.plain, (DRAMA, *paragraphs))))).as_json()


def cast_of(*paragraphs: str, title: str | None = None) -> list[tuple[str, str | None]]:
    return [(one["actor"], one["character"]) for one in drafted(*paragraphs, title=title)["cast"]]  # type: ignore[attr-defined]


def quotes_of(*paragraphs: str, title: str | None = None) -> list[tuple[str, str]]:
    return [(one["speaker"], one["text"]) for one in drafted(*paragraphs, title=title)["quotes"]]  # type: ignore[attr-defined]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It is about Go Min-ah (to be portrayed by Kwak Tae–oh).", [("Kwak Tae-oh", "Go Min-ah")]),
        ("A cook named Go Min-ah (played by former NINE9 member Kwak Tae-oh) returns.", [("Kwak Tae-oh", "Go Min-ah")]),
        ("A cook, Go Min-ah (played by ‘Tin Roof’ actor Kwak Tae-oh), returns.", [("Kwak Tae-oh", "Go Min-ah")]),
        ("Kwak Tae-oh(‘Tin Roof’) plays the cook ‘Go Min-ah’.", [("Kwak Tae-oh", "Go Min-ah")]),
        ("Kwak Tae-oh, transforming into Go Min-ah, leads.", [("Kwak Tae-oh", "Go Min-ah")]),
    ],
)
def test_a_part_is_told_in_many_ways(text, expected):
    assert cast_of(text) == expected


def test_the_pair_that_leaves_no_doubt_tells_which_name_is_the_character_in_the_others():
    assert cast_of(
        "Stills of Kwak Tae-oh (Go Min-ah) and Ryu Si-eun (Do Ha-na) were shown.",
        "It is about a cook named Go Min-ah (Kwak Tae-oh) and a diver named Do Ha-na (Ryu Si-eun).",
    ) == [("Kwak Tae-oh", "Go Min-ah"), ("Ryu Si-eun", "Do Ha-na")]


def test_a_surname_in_brackets_says_who_is_called_so():
    told = ("Choi Tae-oh and Kim Si-eun met in “Tin Roof”.", "They are Choi Ung (Choi) and Gook Ha-na (Kim).")
    said = ("The series is directed by Kim Bo-reum.", "“We were rivals,” Choi said.", "“We still are,” Kim said.")
    assert cast_of(*told, *said) == [("Choi Tae-oh", "Choi Ung"), ("Kim Si-eun", "Gook Ha-na")]
    assert quotes_of(*told, *said) == [("Choi Tae-oh", "We were rivals"), ("Kim Si-eun", "We still are")]
