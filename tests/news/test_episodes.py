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
        ("There will be 14 episodes of Salt Ferry altogether, each of them 65 minutes long.", 14),
        ("Its 54th and final episode is scheduled for December 1.", 54),
        ("Two episodes air back-to-back every Friday, so that the run of twelve is over in six weeks.", 12),
        ("It opens with three episodes; one more follows every Tuesday until all nine are out.", 9),
        ("The drama, which was to have 16 episodes, was cut to 14.", 14),
        ("Planned as a 16-episode drama, it will now have 12.", 12),
        ("Episode 8 of 12 airs tonight.", 12),
        ("Ep 3/16", 16),
        ("It airs on KBS2, with 50 episodes every Saturday and Sunday.", 50),
        ("The twelve chapters of it will be told every Friday.", 12),
        ("After that it settles into Fridays, for 20 episodes in all.", 20),
        ("Go, whose last show, the saga “Old Harbor,” ran for 20 episodes, is back.", None),
        ("An official said, “We decided to extend the drama from 50 to 56 episodes.”", 56),
        ("The drama has only eight episodes.", 8),
        ("The drama is planned for 50 episodes.", 50),
        ("The first two of 12 episodes are released in April, with two more every Thursday.", 12),
        ("The first two episodes are out in May, and two more follow each week. There are ten in total.", 10),
        ("After that, two episodes follow every Friday, for a total of eight.", 8),
        ("All eight chapters arrive at once.", 8),
        ("The story is told over twenty-four instalments.", 24),
        ("The series finale (Episode 16) drew 10 percent.", 16),
        ("How many episodes will it have? The answer is 12.", 12),
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
        "A veteran appears in three episodes as the neighbor.",
        "Air time: Thursdays, 18:00 KST (two episodes)",
        "The preceding “Old Harbor” closes on Friday with its 123rd episode.",
        "The series will run for eight weeks, two episodes a week.",
        "I can’t do any more of these 12 episode dramas.",
    ],
)
def test_some_of_the_episodes_are_not_their_number(sentence):
    assert episodes(sentence) is None


def test_the_drama_after_a_sentence_about_its_novel_is_this_one_again():
    assert episodes("The original web novel was serialized from Feb. 16, 2017. The drama has 16 episodes.") == 16
