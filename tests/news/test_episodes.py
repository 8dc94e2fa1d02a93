"""How many episodes a drama has, in the ways in which articles say it."""

import pytest

from bot.core.drafted import Article
from bot.news.drafting import draft


def episodes(sentence: str) -> int | None:
    opening = "Gu Min-a plays a nurse in the drama “Salt Ferry,” her first in years."
    return draft(Article("‘Salt Ferry’ tells of a nurse", None, (opening, sentence))).episodes


@pytest.mark.parametrize(
    ("sentence", "count"),
    [
        ("The six-parter is directed by Go Bo-min.", 6),
        ("It comprises 12 one-hour episodes.", 12),
        ("The season consists of ten 60-minute episodes.", 10),
        ("It will have 16 hour-long episodes.", 16),
        ("It’s 16 episodes, and I can’t do any more of these 12 episode dramas.", 16),
        ("The drama was extended by four episodes, for a total of 20.", 20),
        ("The 4-episode special drama airs in May.", 4),
        ("There are 16 episodes in the drama.", 16),
        ("The drama concludes with episode 16 on June 3.", 16),
        ("8 episodes have been planned.", 8),
    ],
)
def test_the_number_of_episodes_is_read(sentence, count):
    assert episodes(sentence) == count


@pytest.mark.parametrize(
    "sentence",
    [
        "Two episodes air every week.",
        "The remaining 4 episodes air in June.",
        "Viewers watched 12 episodes in a row.",
        "The drama has eight episodes left.",
        "I can’t do any more of these 12 episode dramas.",
    ],
)
def test_some_of_the_episodes_are_not_their_number(sentence):
    assert episodes(sentence) is None
