"""Answers about a drama, read one by one: what is taken, and what is asked back."""

from datetime import date, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.commands import describing
from bot.core import oneline
from bot.core.drafts import Sketch, SketchedRelease
from bot.core.errors import Mistake
from bot.core.times import Wall
from tests.commands.memory import asking
from tests.commands.seasons import catalogue

ASK = asking(catalogue(), "2024-03-20 03:00")
EIGHT = Wall(date(2024, 4, 8), time(20, 50))


@pytest.mark.parametrize(
    ("field", "words", "expected"),
    [
        (describing.TITLE, '"Queen" of Tears', '"Queen" of Tears'),
        (describing.TITLE, '"Cancel"', "Cancel"),
        (describing.NETWORK, "netflix", "Netflix"),
        (describing.NETWORK, "disney +", "Disney+"),
        (describing.NETWORK, '"netflx"', "netflx"),
        (describing.NETWORK, "Some New Thing", "Some New Thing"),
        (describing.FIRST, "8 Apr 2024 8:50 PM KST", (EIGHT, "Asia/Seoul")),
        (describing.FIRST, "April 8, 2024 20:50", (EIGHT, None)),
        (describing.FIRST, "2024-04-08", (Wall(date(2024, 4, 8), None), None)),
        (describing.FIRST, "tba", (None, None)),
        (describing.ZONE, "kuala lumpur", "Asia/Kuala_Lumpur"),
        (describing.EPISODES, "16 episodes", 16),
        (describing.EPISODES, "16부작", 16),
        (describing.EPISODES, "tba", None),
        (describing.EVERY, "Mondays and Tuesdays", ((0, 1), None)),
        (describing.EVERY, "Friday, Saturday, 2 episodes a night", ((4, 5), 2)),
        (describing.EVERY, "all at once", ((), None)),
    ],
)
def test_an_answer_is_read_as_in_the_one_line(field, words, expected):
    assert field.read(ASK, {}, words) == expected


@pytest.mark.parametrize(
    ("field", "words", "said", "offered"),
    [
        (describing.NETWORK, "netflx", "Do you mean Netflix?", ["Netflix", '"netflx"']),
        (describing.NETWORK, "SSB", "Do you mean SBS?", ["SBS", '"SSB"']),
        (
            describing.FIRST,
            "8 Apr 8:50 PM KST",
            "Of which year is the first date?",
            [f"8 Apr {year} 8:50 PM KST" for year in (2023, 2024, 2025)],
        ),
        (
            describing.FIRST,
            "8 Apr 2024 8:50 PM CST",
            '"CST" means several time zones. Do you mean Shanghai, Taipei, Chicago or Havana?',
            [
                f"8 Apr 2024 8:50 PM {key}"
                for key in ("Asia/Shanghai", "Asia/Taipei", "America/Chicago", "America/Havana")
            ],
        ),
        (
            describing.FIRST,
            "31 March 2024 2:30 AM Europe/Berlin",
            "2:30 AM does not happen on Sunday 31 March 2024 in Berlin: the clocks go forward over it, to 3:00 AM. "
            "Choose a time before or after the change.",
            [],
        ),
        (describing.FIRST, "Monday 9 Apr 2024", "9 April 2024 is a Tuesday, not a Monday.", []),
        (
            describing.EPISODES,
            "sixteen",
            '"sixteen" is no number of episodes. Say it in figures, from 1 to 9999, such as 16.',
            [],
        ),
        (describing.EVERY, "Mondays, all at once", "Say either weekdays or all at once, not both.", []),
        (
            describing.EVERY,
            "all at once, 2 a night",
            "On which weekdays? Say for example Mondays and Tuesdays, 2 episodes a night.",
            [],
        ),
        (
            describing.EVERY,
            "now and then",
            '"now and then" is not understood. Say for example Mondays and Tuesdays, or all at once.',
            [],
        ),
    ],
)
def test_what_is_wrong_or_doubtful_is_asked_with_what_may_be_meant(field, words, said, offered):
    with pytest.raises(Mistake) as caught:
        field.read(ASK, {}, words)
    assert (caught.value.text, [one.value for one in caught.value.choices]) == (said, offered)


@pytest.mark.parametrize(
    ("answers", "zone", "every"),
    [
        ({}, False, True),
        ({"first": "8 Apr 2024 8:50 PM KST", "episodes": "16"}, False, True),
        ({"first": "8 Apr 2024 8:50 PM", "episodes": "1"}, True, False),
        ({"first": "tba"}, True, True),
        ({"first": "nonsense"}, False, True),
    ],
)
def test_only_what_does_not_follow_is_asked(answers, zone, every):
    assert (describing.ZONE.needed(ASK, answers), describing.EVERY.needed(ASK, answers)) == (zone, every)


def test_weekdays_may_be_unknown_while_the_first_date_is():
    assert describing.EVERY.read(ASK, {"first": "tba"}, "tba") == ((), None)
    with pytest.raises(Mistake, match="is not understood"):
        describing.EVERY.read(ASK, {"first": "8 Apr 2024"}, "tba")


def test_the_usual_weekdays_follow_from_the_first_date():
    assert describing.EVERY.choices is not None
    offered = describing.EVERY.choices(ASK, {"first": "6 Apr 2024"})
    assert [one.label for one in offered] == [
        "Fridays and Saturdays",
        "Saturdays and Sundays",
        "Saturdays",
        "All at once",
    ]


WALLS = st.builds(
    Wall,
    st.dates(date(1960, 1, 1), date(2090, 1, 1)),
    st.none() | st.times().map(lambda at: at.replace(second=0, microsecond=0)),
)
RELEASES = st.builds(
    SketchedRelease,
    st.sampled_from(["tvN", "Netflix", "KBS2", "Disney+"]),
    st.sampled_from(["KST", "MYT", "America/Chicago", "Asia/Kathmandu"]),
    WALLS,
    st.none() | st.integers(1, 200),
    st.sets(st.integers(0, 6), min_size=1).map(lambda days: tuple(sorted(days))),
    st.none() | st.integers(2, 4),
)


@given(st.sampled_from(["Lovely Runner", "2 Days, 1 Night", "별", "Monday at 9 PM", 'Say "no"']), RELEASES)
def test_a_line_that_is_made_of_a_sketch_reads_as_the_same(title, release):
    sketch = Sketch(title, (release,))
    line = oneline.written_out(sketch)
    assert line is None or oneline.read(line, ASK.at, None) == sketch
    assert (line is None) == ('"' in title)
