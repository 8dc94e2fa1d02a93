"""Which of the first lines of a text are its headline and its date."""

from datetime import date

import pytest

from bot.news import heading

TEXT = ["The drama starts on tvN in September.", "It has twelve episodes."]


@pytest.mark.parametrize(
    ("line", "on"),
    [
        ("Ann Lee, Oct. 25, 2016, 9:48 a.m.", date(2016, 10, 25)),
        ("By Staff Writer | 23/11/2021", date(2021, 11, 23)),
        ("9/23/09", date(2009, 9, 23)),
        ("12/09/2023", date(2023, 9, 12)),
        ("09/12/2023", date(2023, 9, 12)),
        ("posted by ann on 19 August 2025 | filed under: MBN, first looks, and much more", date(2025, 8, 19)),
        ("News bites: May 3, 2024", date(2024, 5, 3)),
        ("By Ann Lee on March 8, 2022 in Korean Dramas", date(2022, 3, 8)),
        ("Broadcast period: July 7 – September 30, 2018", None),
        ("The show opens on May 3, 2024, on tvN.", None),
    ],
)
def test_the_date_of_a_line_that_says_who_wrote_it_or_has_numbers_only(line, on):
    assert heading.page_date(line, TEXT) == on


@pytest.mark.parametrize(
    "around", ["top of page", "Home > TV", "Drama Casting & News", "40", "# drama # new", "ADVERTISEMENT"]
)
def test_what_a_page_has_above_its_headline_is_none(around):
    assert heading.read([around, "Salt Ferry sails", "May 3, 2024", *TEXT]) == (
        "Salt Ferry sails",
        date(2024, 5, 3),
        TEXT,
    )


def test_a_date_may_stand_above_the_headline_or_above_no_headline():
    assert heading.read(["2024-05-03", "Salt Ferry sails", *TEXT]) == ("Salt Ferry sails", date(2024, 5, 3), TEXT)
    assert heading.read(["2024-05-03", *TEXT]) == (None, date(2024, 5, 3), TEXT)


def test_a_text_without_a_headline_has_none():
    assert heading.read(TEXT) == (None, None, TEXT)


def test_a_headline_may_have_a_date_in_it():
    assert heading.read(["News bites: May 3, 2024", *TEXT]) == ("News bites: May 3, 2024", date(2024, 5, 3), TEXT)


def test_what_a_paper_says_of_itself_below_the_date_is_not_of_the_text():
    above = ["Salt Ferry sails", "May 3, 2024", "SECTION: Life", "WRITER: Ann Lee"]
    assert heading.read([*above, *TEXT]) == ("Salt Ferry sails", date(2024, 5, 3), TEXT)
