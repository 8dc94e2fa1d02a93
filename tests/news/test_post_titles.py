"""What the headlines of recaps, reviews and fact sheets name by their form."""

import pytest

from bot.news import post_titles


@pytest.mark.parametrize(
    "headline",
    [
        "Salt Moon: Episodes 5-6",
        "Salt Moon Episode 5 Recap",
        "RECAP | Salt Moon Ep. 11: The letter",
        "“Salt Moon” episode 10: Release date, where to watch",
        "Salt Moon – Episode 5 (Recap)",
        "Salt Moon Final Episode Review & Ending Explained",
    ],
)
def test_of_an_episode(headline):
    assert post_titles.named(headline) == ("Salt Moon", True)


@pytest.mark.parametrize(
    "headline",
    [
        "First Impressions: Salt Moon",
        "Where and when to see Salt Moon",
        "Salt Moon | First Impression",
        "First impressions + schedule for Salt Moon (refresh for updates)",
        "Recap & Review of the Salt Moon K-Drama",
        "Thoughts on episode 1 of Salt Moon",
        "Drama Review: Salt Moon (2022)",
        "K-drama Salt Moon: Cast, Release Date, Where To Watch",
        "[Upcoming Drama] Salt Moon",
        "Salt Moon review: a slow winner",
        "Streaming K-drama review: Salt Moon – Gu Min-a goes to sea",
        "TV pick: Salt Moon",
        "Review | Salt Moon: sad, in a good way",
        "Salt Moon: Release date, where to watch, plot and more about the nurse",
        "Salt Moon Season 1: Everything we know so far",
    ],
)
def test_of_a_drama(headline):
    assert post_titles.named(headline) == ("Salt Moon", False)


@pytest.mark.parametrize(
    "headline",
    [
        "Movie review: 'Salt Moon' is slow",
        "[Music Review] Ann Lee, “Growth”",
        "[Drama News] Salt Moon confirms two actors",
        "Kim Ji-won Drama Review",
        "Review of the Year: Dramas in 2023",
        "Salt Moon premieres in May",
    ],
)
def test_of_nothing(headline):
    assert post_titles.named(headline) is None


def test_a_colon_may_be_of_the_title():
    assert post_titles.named("First Impressions for Sisyphus: The Moon") == ("Sisyphus: The Moon", False)
