"""Days that a text calls a drama's first in so many words, and days of other things that are near to them."""

from datetime import date

import pytest

from tests.news.test_airings import DRAMA, airing_of

MON_TUE = ["Monday", "Tuesday"]
MARCH_FIRST_IS_A_FRIDAY = [
    ("“Blue Hour” was on JTBC from February 2 to March 24, 2018.", {"premiere": "2018-02-02"}),
    (
        "“Blue Hour” ran on KBS2 between 5 February and 27 March 2018 on Mondays and Tuesdays.",
        {"premiere": "2018-02-05", "weekdays": MON_TUE},
    ),
    ("The exhibition of “Blue Hour” ran from February 2 to March 24, 2018.", {}),
    (
        "The stories of “Blue Hour” will be told every Monday and Tuesday, the first on March 11.",
        {"premiere": "2024-03-11", "weekdays": MON_TUE},
    ),
    (
        "After a delay of two weeks, MBC has settled on March 9 for the first night of “Blue Hour.”",
        {"premiere": "2024-03-09"},
    ),
    ("“Blue Hour” has been moved up by a week, to March 9, because of the Cup, which opens on March 16.", "2024-03-09"),
    ("The long-awaited start of “Blue Hour”: 3/9 (Sat).", "2024-03-09"),
    ("Its pilot drew 4 percent on Monday.", "2024-02-26"),
    ("“Blue Hour,” MBC's new Mon-Tue drama, continues tonight at 9 p.m.", {"weekdays": MON_TUE, "time": "21:00"}),
    ("“Blue Hour” will be followed on March 11 by Tin Boats.", {}),
    ("“Blue Hour” wraps on March 12.", {}),
    ("The second half of “Blue Hour” comes to Netflix on March 15.", {}),
    ("“Blue Hour” will be preempted on March 6. It comes back on March 7 at 10 p.m.", {}),
    ("Fans of “Blue Hour” can meet Ma Su-ji on March 9 at 3 p.m.", {}),
    ("Viewers of “Blue Hour” can catch a special on MBC on March 9 at 6 p.m.", {}),
    ("“Blue Hour” is in the Monday, Tuesday slot.", {"weekdays": MON_TUE}),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "told"), MARCH_FIRST_IS_A_FRIDAY)
def test_the_first_day_is_told_from_what_else_has_a_day(sentence, told):
    expected = {"premiere": told} if isinstance(told, str) else told
    assert airing_of(DRAMA, sentence, on=date(2024, 3, 1)) == expected
