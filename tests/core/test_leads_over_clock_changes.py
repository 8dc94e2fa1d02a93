"""T10: a reminder at an hour of the day comes once on each day, whatever the clocks do."""

from datetime import date, datetime, time, timedelta
from zoneinfo import ZoneInfo

import pytest

from bot.core.leads import Lead

ZONES = (
    "Africa/Cairo",  # goes forward at midnight
    "America/Santiago",  # likewise
    "Australia/Lord_Howe",  # by half an hour
    "America/Nuuk",
    "America/New_York",
    "Europe/Berlin",
    "Asia/Seoul",
)


@pytest.mark.parametrize("zone", ZONES)
@pytest.mark.parametrize("hour", [time(0), time(1, 30), time(2, 30), time(23, 30)])
def test_t10_each_day_has_its_hour_once_and_never_early(zone, hour):
    before, clock = None, ZoneInfo(zone)
    for number in range(5 * 365):
        on = date(2026, 1, 1) + timedelta(days=number)
        due = Lead(morning=hour).due(None, on, zone)
        shown = due.astimezone(clock).replace(tzinfo=None)
        skipped = shown - datetime.combine(on, hour)  # in Nuuk 23:30 may be 00:00 of the next day
        assert timedelta() <= skipped <= timedelta(hours=1)
        assert before is None or due > before
        before = due
