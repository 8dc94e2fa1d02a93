"""T10: a reminder at an hour of the day comes once on each day, whatever the clocks do."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import pytest

from bot.core import zones
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


def changes(zone: str) -> list[date]:
    """The days from 2026 to 2030 on which the clocks there change, each with the two beside it."""
    rules, found = zones.info(zone), dict[date, None]()

    def offset(at: datetime) -> timedelta | None:
        return at.astimezone(rules).utcoffset()

    for week in (datetime(2026, 1, 1, tzinfo=UTC) + timedelta(days=7 * number) for number in range(261)):
        if offset(week) != offset(week + timedelta(days=7)):
            days = [week + timedelta(days=number) for number in range(8)]
            changed = next(day for day, following in pairwise(days) if offset(day) != offset(following))
            found |= dict.fromkeys(changed.date() + timedelta(days=number) for number in range(-1, 3))
    return list(found)


def test_t10_in_every_zone_of_the_world_each_day_around_a_change_has_its_hours_once():
    wrong, days = [], 0
    for zone in sorted(zones.all_keys()):
        rules, near = zones.info(zone), changes(zone)
        for hour in (time(0), time(1, 30), time(2, 30), time(23, 30)):
            before = None
            for on in near:
                days += 1
                due = Lead(morning=hour).due(None, on, zone)
                shown = due.astimezone(rules).replace(tzinfo=None)
                late = shown - datetime.combine(on, hour)
                if not timedelta() <= late <= timedelta(hours=2) or (before is not None and due <= before):
                    wrong.append((zone, on, hour, due))
                before = due
    assert wrong == []
    assert days > 20_000
