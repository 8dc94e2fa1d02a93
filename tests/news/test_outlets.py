"""On which channel or service a drama comes out, in the ways in which articles say it."""

import pytest

from bot.core.drafted import Article
from bot.news.drafting import draft

OPENING = "Gu Min-a plays a nurse in the drama “Salt Ferry,” her first in years."


def platform(*texts: str, headline: str = "‘Salt Ferry’ tells of a nurse") -> str | None:
    return draft(Article(headline, None, texts)).platform


@pytest.mark.parametrize(
    ("sentence", "name"),
    [
        ("The public broadcaster KBS will air it in May.", "KBS"),
        ("On Netflix from May 3.", "Netflix"),
        ("In “Salt Ferry” on Netflix, she plays a nurse.", "Netflix"),
        ("Only on Disney+.", "Disney+"),
        ("In addition to airing on Korean terrestrial television station MBC every Friday, it is streamed.", "MBC"),
        ("The comedy airs on tvN, and international viewers get it on Netflix the same day.", "tvN"),
        ("It is a zero-gravity rom-com from tvN; international viewers get it on Netflix the same day.", "tvN"),
        ("It can be seen on Disney+ abroad, while viewers in Korea tune in to MBC every Friday.", "MBC"),
        ("“Salt Ferry” had the highest rating of all programs on SBS that day.", "SBS"),
        ("“Salt Ferry” (tvN/Netflix) started last Saturday.", "tvN"),
        ("“Salt Ferry,” first aired on tvN in 2019, is coming to GMA on August 3.", "GMA"),
        ("KBS 2TV will not go ahead with “Salt Ferry” this week, the broadcaster KBS said.", "KBS 2TV"),
        ("The series is slated for Wavve in the second half of the year.", "Wavve"),
        ("It premieres on Monday at 10 p.m. and is also on Genie TV. ENA's new series follows a nurse.", "ENA"),
        ("You can find it on Wavve.", "Wavve"),
        ("The series is being made for Wavve.", "Wavve"),
        ("It premieres on Vidio on Aug. 18, an hour before it is shown on Channel A.", "Vidio"),
        ("what is it: Salt Ferry, the new melodrama on tvN. i watch it on Viki.", "tvN"),
        ("She was in the tvN comedy “Old Tea” before. “Salt Ferry” is on YouTube Premium.", "YouTube Premium"),
        ("The series can be watched exclusively on Tonton starting 11 July 2025.", "Tonton"),
    ],
)
def test_the_channel_is_read(sentence, name):
    assert platform(OPENING, sentence) == name


def test_a_headline_says_whose_new_drama_it_is():
    headline = "Gu Min-a And Go Do-hwan Pair Up For tvN Fantasy Romance Salt Ferry"
    assert platform(OPENING, headline=headline) == "tvN"


def test_a_network_shows_photos_of_a_new_drama_that_the_next_sentence_names():
    first = "JTBC has released photos from the first script reading of Gu Min-a’s upcoming drama!"
    assert platform(first, "“Salt Ferry” tells of a nurse.", headline="Gu Min-a Reads Her Script") == "JTBC"


def test_a_studio_that_was_visited_is_no_channel_of_the_drama():
    assert platform(OPENING, "Gu met reporters at JTBC’s building.") is None


def test_the_channel_of_an_actors_other_drama_is_not_this_ones():
    assert platform(OPENING, "Gu is in the MBC drama “Old Tea,” which airs on Fridays and ends in May.") is None


def test_a_show_on_which_an_actor_was_is_no_channel_of_the_drama():
    assert platform(OPENING, "Gu of “Salt Ferry” was on SBS's “Morning Tea” on Sunday.") is None
    assert platform(OPENING, "Gu of “Salt Ferry” spoke on MBC's radio.") is None
