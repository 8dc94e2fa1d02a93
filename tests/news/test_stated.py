"""Days that a text calls a drama's first in so many words, and days of other things that are near to them."""

from datetime import date

import pytest

from bot.core.drafted import Article
from bot.news.drafting import draft
from tests.news.test_airings import DRAMA, airing_of

MON_TUE = ["Monday", "Tuesday"]
NINE_TEN = {"premiere": "2024-03-09", "time": "21:10"}
MONDAYS = {"weekdays": MON_TUE}
RAN = {"premiere": "2024-01-08", "weekdays": MON_TUE}
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
    ("“Blue Hour” will be first broadcast at 9:10 PM on the coming 9th (Sat).", NINE_TEN),
    ("The singer's comeback is set for March 9 at 6 p.m. KST.", {}),
    ("MBC and the company of “Blue Hour” have come to terms and sign on March 9, where its set is on show.", {}),
    ("On February 28 at 2pm, the Mon-Tue drama “Blue Hour” held its press conference.", {"weekdays": MON_TUE}),
    ("The trailer of “Blue Hour” drew applause in the 9 a.m. slot of the showcase.", {}),
    ("Ma Su-ji signed on for “Blue Hour,” a drama slated for the first half of 2025, on March 9.", {}),
    ("“Blue Hour” was extended, and its last will be on March 9.", {}),
    ("“Blue Hour” takes this Saturday off. Instead the Eurovision final will be shown at 9 p.m.", {}),
    ("“Blue Hour” was sold at the market in Cannes, which began on March 9.", {}),
    ("“Blue Hour” would not be on the air on March 9, the day of the election.", {}),
    ("In the meantime, MBC will air archery from 9:30 p.m. on March 9.", {}),
    ("On March 9 at 1 p.m., Ma Su-ji will be working at the counter of its shop.", {}),
    ("A petition against “Blue Hour” opened on February 28 and had 100 names by Friday noon.", {}),
    ("Director Ma Su-ji, whose previous series “Paper Boats” aired in 2019 on Fridays at 11 p.m., laughed.", {}),
    ("Cameras are to roll from March 9, with the broadcast expected in the first half of next year.", {}),
    ("The bus that is seen in the first episode leaves from the station every Saturday at 11:30 a.m.", {}),
    ("MBC said “Blue Hour,” which came to an end on March 1, will air a special titled “More Bees” on March 9.", {}),
    ("Photographs of the script were uploaded on Wednesday night.", {}),
    ("The stars of “Blue Hour” arrived at the premiere on March 9.", {}),
    ("Restorers begin their work on March 9.", {}),
    ("Nominations open on March 9.", {}),
    ("Donor houses are open Monday to Friday from 10 a.m. to 6 p.m.", {}),
    ("The first commercial goes out on March 9 at 7:58 p.m.", {}),
    ("Portuguese starts on March 9.", {}),
    ("The Seoul Central District Court is to hear the case on March 9 at 10:30 a.m.", {}),
    ("The licence of “Blue Hour” runs out on March 9 at 11:59 p.m. PT.", {}),
    ("According to the fire station, the fire began at around 11:40 p.m. on February 28.", {}),
    ("The broadcast of “Blue Hour” begins on 2024 March 9.", {"premiere": "2024-03-09"}),
    ("MBC shows the first teaser of its Mon-Tues Drama “Blue Hour.”", {"weekdays": MON_TUE}),
    ("It follows a Monday-Tuesday schedule, and the last of its 16 episodes is expected on March 9.", MONDAYS),
    ("According to Nielsen Korea on February 29, the first episode of “Blue Hour” recorded 9.8 percent.", {}),
    ("“Blue Hour” has a second season, to be released on a Friday in December.", {}),
    ("The musical of “Blue Hour” opens on March 9, with shows at 2 p.m. on Saturdays and Sundays.", {}),
    ("“Blue Hour” was planned as a Friday drama and will be moved to Mondays and Tuesdays.", {"weekdays": MON_TUE}),
    ("The drama ran every Monday and Tuesday from January 8 to February 27.", RAN),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "told"), MARCH_FIRST_IS_A_FRIDAY)
def test_the_first_day_is_told_from_what_else_has_a_day(sentence, told):
    expected = {"premiere": told} if isinstance(told, str) else told
    assert airing_of(DRAMA, sentence, on=date(2024, 3, 1)) == expected


def test_a_year_follows_from_the_day_on_which_a_page_without_a_date_says_it_was_announced():
    sentence = "On February 28, 2025, MBC announced that “Blue Hour” will begin on March 9."
    assert airing_of(DRAMA, sentence, on=None) == {"premiere": "2025-03-09"}


def test_a_period_in_a_list_of_facts_is_no_date_of_the_page_and_begins_with_the_premiere():
    facts = ("Original run: March 9, 2018 - April 14, 2018", "Episodes: 12")
    assert airing_of(DRAMA, *facts, on=None) == {"premiere": "2018-03-09"}


def test_an_hour_may_stand_where_it_says_only_that_they_drop():
    sentences = (
        "All of “Blue Hour” will be released on March 9.",
        "Like most originals they drop at midnight Pacific Time.",
    )
    assert airing_of(DRAMA, *sentences) == {"premiere": "2024-03-09", "time": "00:00", "tz": "Pacific Time"}


def test_a_sheet_of_facts_is_read_by_its_own_words():
    facts = ("On air from: 13.03.2026", "Slot: Fri/Sat, 21.50 h", "Sender: MBC", "Number of parts: 16")
    found = draft(Article("Night Ledger", None, ("Kind: mystery", *facts)))
    assert (found.title, found.premiere, found.time, found.platform, found.episodes) == (
        "Night Ledger",
        "2026-03-13",
        "21:50",
        "MBC",
        16,
    )
