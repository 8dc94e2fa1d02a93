"""T10, the whole of it: every day of five years in every zone of the world."""

from itertools import islice

import pytest

from bot.core import zones
from tests.core.clock_changes import HOURS, every_day, wrong

pytestmark = [pytest.mark.chaos, pytest.mark.timeout(1800)]


@pytest.mark.parametrize("hour", HOURS, ids=str)
def test_t10_each_day_of_five_years_in_every_zone_has_its_hour_once_and_never_early(hour):
    keys = sorted(zones.all_keys())
    assert len(keys) > 590
    assert [fault for zone in keys for fault in islice(wrong(zone, hour, every_day()), 5)] == []
