"""One story, told by several sites."""

from datetime import UTC, datetime, timedelta

import pytest

from bot.core.news import About, Source, Story, Tie, Written
from bot.core.same import same

AT = datetime(2021, 6, 19, 11, tzinfo=UTC)
TIES = (Tie(About.DRAMA, "nevertheless"), Tie(About.PERSON, "Song Kang"))


def told(title: str, *also: str, summary: str = "", ties: tuple[Tie, ...] = TIES) -> Story:
    sources = tuple(Source(f"https://{number}.example", text, "Other") for number, text in enumerate(also))
    return Story(1, "https://a.example", title, "A", summary, AT, ties=ties, also=sources)


def written(title: str, *, summary: str = "", ties: tuple[Tie, ...] = TIES, later: timedelta = timedelta()) -> Written:
    return Written("https://b.example", title, "B", summary, AT + later, ties=ties)


LEAD = "Actor Song Kang said in an interview on Friday that he had put a lot of effort into his role in the drama."


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Song Kang Opens Up About His Role In “Nevertheless”", "Song Kang opens up about role in 'Nevertheless'"),
        (
            "“Nevertheless” Tops Netflix Charts In Korea",
            "'Nevertheless' tops Netflix charts in Korea, drama fans cheer",
        ),
        ("송강 '알고있지만' 비하인드 공개", "'알고있지만' 송강, 비하인드 공개"),
    ],
)
def test_headlines_that_say_the_same(one, other):
    assert same(written(one), told(other))
    assert same(written(one), told("Quite another headline about them", other))


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("“Nevertheless” Episode 5 Preview: A Kiss", "“Nevertheless” Episode 6 Preview: A Kiss"),
        ("Song Kang On “Nevertheless”", "Song Kang Of “Nevertheless” Enlists"),
        ("Song Kang Opens Up About His Role In “Nevertheless”", "Song Kang Hurt On The Set Of “Nevertheless”"),
        ("“Nevertheless” Ends", "“Nevertheless” Begins"),
    ],
)
def test_headlines_about_the_same_that_say_something_else(one, other):
    assert not same(written(one), told(other))


def test_a_copied_text_under_another_headline():
    assert same(
        written("Song Kang talks", summary=LEAD), told("An actor's effort", summary=LEAD.replace("Friday", "Fri"))
    )
    assert not same(written("Song Kang talks", summary=LEAD[:40]), told("An actor's effort", summary=LEAD[:40]))


def test_what_is_about_something_else_or_much_later_is_another_story():
    title, drama = "Song Kang Opens Up About His Role In A Drama", (Tie(About.DRAMA, "sweet-home"),)
    assert same(written(title, later=timedelta(days=2)), told(title))
    assert not same(written(title, later=timedelta(days=2, seconds=1)), told(title))
    assert not same(written(title, ties=drama), told(title))
    assert same(written(title, ties=(*TIES, *drama)), told(title))
    assert not same(written(title, ties=(TIES[0], *drama)), told(title, ties=(TIES[0], Tie(About.DRAMA, "my-demon"))))
