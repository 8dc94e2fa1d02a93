"""The day of the premiere: weekdays, plans that hold no more, dates of pages."""

from datetime import date

import pytest

from bot.news import page_dates
from tests.news.test_airings import DRAMA, airing_of

FEBRUARY = {"premiere": "2024-02-23"}
FRI_SAT = {"weekdays": ["Friday", "Saturday"]}
MARCH_FIRST_IS_A_FRIDAY = [
    ("Netflix is set to release another zombie series, “Blue Hour,” Monday.", "2024-03-04"),
    ("“Blue Hour,” his new series premiering Saturday on JTBC, is about bees.", "2024-03-02"),
    ("“Blue Hour,” out Wednesday on Viu, is about bees.", "2024-03-06"),
    ("The first episode of “Blue Hour” goes out at 10 p.m. on Monday.", "2024-03-04"),
    ("“Blue Hour” finally came out on Wednesday.", "2024-02-28"),
    ("Ahead of Monday's premiere, the cast of “Blue Hour” met.", "2024-03-04"),
    ("On Monday, tvN will air the first episode of “Blue Hour.”", "2024-03-04"),
    ("“Blue Hour” premieres next Friday.", "2024-03-08"),
    ("ENA is set to unveil the drama “Blue Hour” on Monday.", "2024-03-04"),
    ("“Blue Hour” will premiere on March 9, the network said Tuesday.", "2024-03-09"),
    ("The director of “Blue Hour,” which airs in May, said on Tuesday that it was hard.", None),
    ("At Monday's press conference for “Blue Hour,” which begins in May, he laughed.", None),
    ("Monday's episode of “Blue Hour” airs late.", None),
    ("“Blue Hour,” the new Friday night series, premieres in May.", None),
]  # fmt: skip


@pytest.mark.parametrize(("sentence", "premiere"), MARCH_FIRST_IS_A_FRIDAY)
def test_a_weekday_is_of_the_airing_that_it_stands_after(sentence, premiere):
    assert airing_of(DRAMA, sentence).get("premiere") == premiere


@pytest.mark.parametrize(
    ("sentence", "premiere"),
    [
        ("“Blue Hour” was brought forward from March 16 to March 9.", "2024-03-09"),
        ("“Blue Hour,” which was to begin on March 9, will now open on March 16.", "2024-03-16"),
        ("“Blue Hour” had been slated to open on March 9. It will instead begin on March 16.", "2024-03-16"),
        ("“Blue Hour” will make its premiere a week later than planned, from March 9 to March 16.", "2024-03-16"),
        ("“Blue Hour” is to begin on March 16 rather than March 9.", "2024-03-16"),
        ("“Blue Hour” has been rescheduled to March 16.", "2024-03-16"),
        ("His film Red Dawn will premiere on March 9, a week before “Blue Hour” is to start.", None),
        ("“Blue Hour” is back on March 9, three years after the first season came out on May 5, 2021.", "2024-03-09"),
        ("Fans of bees count down the days to March 9. That is when “Blue Hour” begins.", "2024-03-09"),
        ("The first four episodes of “Blue Hour” dropped on February 28.", "2024-02-28"),
        (
            "The first broadcast of “Blue Hour” was moved from March 2 to March 9, MBC announced on the 1st.",
            "2024-03-09",
        ),
        ("“Blue Hour” sets sail on March 9.", "2024-03-09"),
        ("SBS has confirmed March 9 as the date of its first broadcast for “Blue Hour.”", "2024-03-09"),
    ],
)
def test_the_day_that_holds_is_taken_and_not_the_one_of_before(sentence, premiere):
    assert airing_of(DRAMA, sentence).get("premiere") == premiere


def test_a_year_is_taken_from_where_the_same_day_has_one():
    found = airing_of(DRAMA, "It premieres on March 9.", "Again: it starts on March 9, 2023.", on=None)
    assert found == {"premiere": "2023-03-09"}


@pytest.mark.parametrize(
    ("line", "on"),
    [
        ("By Staff Writer | 02/11/2021", date(2021, 11, 2)),
        ("11.02.2021", date(2021, 2, 11)),
        ("Kim Ha-na, Oct. 25, 2016, 9:48 a.m.", date(2016, 10, 25)),
        ("Ratings 9/10/10 of 2000 viewers", None),
    ],
)
def test_the_date_of_a_page_is_read_however_it_is_written(line, on):
    assert page_dates.of_line(line) == on


def test_a_report_begins_with_its_date():
    assert page_dates.dateline(["9/23/09 — Ma Su-ji will lead"]) == date(2009, 9, 23)
    assert page_dates.dateline(["SEATTLE—October 15, 2025—Viu will"]) == date(2025, 10, 15)


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Fans will not wait long for her comeback: her drama “Blue Hour” makes its bow on March 9.",
            {"premiere": "2024-03-09"},
        ),
        (
            "Viu released a trailer of “Blue Hour,” which will begin streaming with three episodes on March 9.",
            {"premiere": "2024-03-09"},
        ),
        ("“Blue Hour” will open on March 9 because of the World Cup.", {"premiere": "2024-03-09"}),
        ("In the last episode of “Blue Hour,” which aired on February 28, a bee dies.", {}),
        ("“Blue Hour,” which premiered on February 23, is about a woman who reads the weather at noon.", FEBRUARY),
        ("The cast met at 2 p.m., days before the first episode of the Fri-Sat drama “Blue Hour” airs.", FRI_SAT),
        ("“Blue Hour” was all over the charts days after its premiere Wednesday.", {"premiere": "2024-02-28"}),
        ("She laughed at the Seoul premiere of the trailer of “Blue Hour” on February 28.", {}),
    ],
)
def test_what_a_part_says_by_itself_holds_whatever_else_the_sentence_says(sentence, expected):
    assert airing_of(DRAMA, sentence) == expected


def test_an_hour_in_a_title_is_no_hour():
    said = airing_of("The drama “Midnight Blossom” airs on Fridays at 21:50 pm KST.")
    assert said == {"weekdays": ["Friday"], "time": "21:50", "tz": "KST"}


@pytest.mark.parametrize(
    ("sentence", "expected"),
    [
        (
            "Fans will not wait long: her drama “Blue Hour” bows on March 9, airing Mondays and Tuesdays at 9 p.m.",
            {"premiere": "2024-03-09", "weekdays": ["Monday", "Tuesday"], "time": "21:00"},
        ),
        (
            "“Blue Hour” begins on March 9, moving from Mondays and Tuesdays to Fridays and Saturdays.",
            {"premiere": "2024-03-09", "weekdays": ["Friday", "Saturday"]},
        ),
        ("“Blue Hour” moves from Mondays and Tuesdays to Fridays and Saturdays.", {"weekdays": ["Friday", "Saturday"]}),
        ("KBS will rerun “Blue Hour” from March 9, every weekday at 2 p.m.", {}),
        ("“Blue Hour,” about a woman who plans to break up, comes out Saturdays.", {"weekdays": ["Saturday"]}),
        ("“Blue Hour” is scheduled to be first aired on the 17th.", {"premiere": "2024-03-17"}),
        ("The first episode of “Blue Hour,” aired the previous day, was seen by many.", {"premiere": "2024-02-29"}),
        ("From March 9, the drama airs at 9 p.m. instead of 9:30 p.m.", {"time": "21:00"}),
        ("Ma will be seen in the series “Red Dawn.” The medical comedy runs on Fridays at 10 p.m.", {}),
    ],
)
def test_slots_and_hours_stay_with_what_has_them(sentence, expected):
    assert airing_of(DRAMA, sentence) == expected


def test_a_list_says_on_which_days_it_aired():
    said = airing_of(DRAMA, "Aired On: Wednesday, Thursday", "Time: 22:30 KST")
    assert said == {"weekdays": ["Wednesday", "Thursday"], "time": "22:30", "tz": "KST"}


def test_a_date_that_a_page_runs_together_with_other_words_is_read():
    assert page_dates.of_line("By Ha-na Kim 03:00 am Apr 03, 202403:00 am") == date(2024, 4, 3)
    assert page_dates.of_line("By Lauren Peake19 October 2025, 13:14") == date(2025, 10, 19)
    assert page_dates.dateline(["4/10/07 – Ma Su-ji will lead"]) == date(2007, 4, 10)


def test_who_wrote_a_page_may_end_with_an_initial():
    assert page_dates.of_line("August 27th, 2025 Ha-na K.") == date(2025, 8, 27)
    assert page_dates.of_line("It began on August 27th, 2025.") is None
