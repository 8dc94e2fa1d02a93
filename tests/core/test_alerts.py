"""What has become of an alert, by the schedule and the clock."""

from dataclasses import replace
from datetime import timedelta

import pytest

from bot.core import alerts, times
from bot.core.alerts import Stance
from bot.core.catalogue import Catalogue
from bot.core.news import Alert, Change, Raised, Source
from bot.core.schedules import parse
from tests.core.test_radar import CHEER_UP

FOUND = times.read_instant("2022-11-07 09:00 KST")
DRAMA = parse(CHEER_UP, "cheer-up")
TONIGHT = Alert(
    "cheer-up",
    Change.SKIPPED,
    "It will not air tonight.",
    (11,),
    reason="Baseball",
    night=DRAMA.releases[0].episodes[10].announced,
)
RAISED = Raised(1, TONIGHT, Source("https://a.example/1", "Baseball", "A"), FOUND)
EVERY = 'every = ["Monday", "Tuesday"]'


@pytest.mark.parametrize(
    ("change", "became"),
    [
        ("", Stance.OPEN),
        ("skip = [2022-11-07]", Stance.AMENDED),
        ("[[release.change]]\nepisodes = [11]\nat = '7 Nov 2022 9:30 PM'", Stance.AMENDED),
        ("[[release.change]]\nepisodes = [12]\nat = '8 Nov 2022 9:30 PM'", Stance.OPEN),  # another night
    ],
)
def test_it_is_settled_once_the_schedule_has_that_night_otherwise(change, became):
    drama = parse(CHEER_UP.replace(EVERY, f"{EVERY}\n{change}", 1), "cheer-up")
    assert alerts.stance(RAISED, Catalogue.of([drama]), FOUND) is became


def test_a_night_that_is_left_out_stays_open_when_another_episode_moves_there():
    tuesday = replace(TONIGHT, episodes=(12,), night=DRAMA.releases[0].episodes[11].announced)
    raised = replace(RAISED, alert=tuesday)
    here = Catalogue.of([parse(CHEER_UP.replace(EVERY, f"{EVERY}\nskip = [2022-11-07]", 1), "cheer-up")])
    assert alerts.stance(raised, here, FOUND) is Stance.OPEN
    assert alerts.as_it_stands(raised, here) == replace(raised, alert=replace(tuesday, episodes=(11,)))
    put_off = replace(raised, alert=replace(tuesday, change=Change.POSTPONED))  # which is about the episode
    assert alerts.stance(put_off, here, FOUND) is Stance.AMENDED
    both = EVERY + "\nskip = [2022-11-07, 2022-11-08]"
    assert alerts.stance(raised, Catalogue.of([parse(CHEER_UP.replace(EVERY, both, 1), "cheer-up")]), FOUND) is (
        Stance.AMENDED
    )


def test_it_is_listed_until_a_week_after_the_night():
    here, night = Catalogue.of([DRAMA]), times.read_instant("2022-11-07 22:00 KST")
    week = timedelta(days=7)
    found = [alerts.stance(RAISED, here, night + later) for later in (timedelta(), week, week + timedelta(seconds=1))]
    assert found == [Stance.OPEN, Stance.OPEN, Stance.OVER]


def test_one_that_was_dismissed_and_one_about_a_drama_that_is_gone():
    assert alerts.stance(replace(RAISED, decided_by="Mina"), Catalogue.of([DRAMA]), FOUND) is Stance.IGNORED
    assert alerts.stance(RAISED, Catalogue.of([]), FOUND) is Stance.AMENDED


def test_another_release_is_another_night():
    viu = replace(TONIGHT, network="Viu", night=DRAMA.releases[1].episodes[10].announced)
    assert alerts.stance(replace(RAISED, alert=viu), Catalogue.of([DRAMA]), FOUND) is Stance.OPEN


def test_all_that_it_says_is_read_back():
    kept = replace(TONIGHT, when="7 November 2022 21:30", network="SBS")
    for one in (TONIGHT, kept, replace(kept, night=None)):
        assert alerts.read(one.drama, one.change, one.words, alerts.write(one)) == one
