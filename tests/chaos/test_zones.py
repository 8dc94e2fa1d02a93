"""T10, the whole of it: every zone by its name, and every day of five years by each set of rules that there is."""

import pytest

from bot.core import zones
from tests.core.clock_changes import HOURS, every_day, kinds, stretches, wrong

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(900)]


def test_t10_around_every_change_in_every_zone_each_day_has_its_hours_once_and_never_early():
    keys = sorted(zones.all_keys())
    assert len(keys) > 590
    found = (fault for zone in keys for days in stretches(zone) for hour in HOURS for fault in wrong(zone, hour, days))
    assert list(found) == []


@pytest.mark.parametrize("hour", HOURS, ids=str)
def test_t10_each_day_of_five_years_has_its_hour_once_and_never_early(hour):
    assert [fault for zone in kinds() for fault in wrong(zone, hour, every_day())] == []
