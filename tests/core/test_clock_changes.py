"""T10: what is said at an hour of the day comes once for each day, whatever the clocks do."""

from datetime import date, datetime, time, timedelta

import pytest

from bot.core import zones
from bot.core.digests import Rhythm
from bot.core.leads import Lead
from tests.core.clock_changes import HOURS, changes, kinds, stretches, wrong

HALF_A_DAY = timedelta(hours=12)
NAMED = (
    "Africa/Cairo",  # goes forward at midnight
    "America/Santiago",  # likewise
    "Australia/Lord_Howe",  # by half an hour
    "America/Nuuk",  # from 23:00 to the midnight of the next day
)


def test_t10_around_every_change_of_every_clock_each_day_has_its_hours_once():
    found = [
        fault
        for zone in {*kinds(), *NAMED}
        for days in stretches(zone)
        for hour in HOURS
        for fault in wrong(zone, hour, days)
    ]
    assert found == []


def test_every_zone_and_each_of_its_changes_is_among_them():
    known = kinds()
    assert {changes(zone) for zone in zones.all_keys()} == {changes(zone) for zone in known}
    assert sum(len(changes(zone)) - 1 for zone in known) > 250
    assert [len(changes(zone)) - 1 for zone in NAMED] == [10, 10, 10, 10]


@pytest.mark.parametrize(
    ("zone", "on", "hour", "due"),
    [
        ("Africa/Cairo", date(2026, 4, 24), time(0), "2026-04-23 22:00"),  # 01:00, the first that there is
        ("Africa/Cairo", date(2026, 10, 29), time(23, 30), "2026-10-29 20:30"),  # the first of two
        ("America/Santiago", date(2026, 9, 6), time(0), "2026-09-06 04:00"),
        ("Australia/Lord_Howe", date(2026, 10, 4), time(2, 30), "2026-10-03 15:30"),
        ("America/Nuuk", date(2026, 3, 28), time(23, 30), "2026-03-29 01:00"),  # 00:00 of the 29th
    ],
)
def test_an_hour_that_is_skipped_or_comes_twice(zone, on, hour, due):
    at = datetime.fromisoformat(f"{due}+00:00")
    assert Lead(morning=hour).due(None, on, zone) == Rhythm(hour).after(at - HALF_A_DAY, zone) == at
