"""What the card of a drama says of when it comes out, week by week."""

import pytest

from bot.core import schedules
from bot.core.texts.cards import pattern

LATE_SUNDAY = 'first = "20 June 2021 24:30"\nevery = ["Sunday"]'
PARTS = """
[[release.part]]
first = "1 July 2021 16:00"
episodes = 4
[[release.part]]
first = 2021-09-01
episodes = 3
every = ["Wednesday"]
"""
ELSEWHERE = """
first = "25 June 2021 9PM"
episodes = 2
every = ["Friday"]
[[release.change]]
episodes = [2]
at = "3 July 2021 9PM London"
"""


@pytest.mark.parametrize(
    ("keys", "zone", "expected"),
    [
        (LATE_SUNDAY, None, "every Monday at 12:30 AM (Sunday night) in Seoul (KST)"),
        (
            LATE_SUNDAY,
            "Europe/London",
            "every Monday at 12:30 AM (Sunday night) in Seoul (KST); for you every Sunday at 4:30 PM in London",
        ),
        # most nights have no hour, although most episodes have
        (PARTS, None, "every Wednesday, hour not announced"),
        # an hour on another clock is another hour
        (ELSEWHERE, None, "every Friday at 9:00 PM in Seoul (KST)"),
    ],
)
def test_the_pattern_is_told_by_the_days_and_hours_of_its_nights(keys, zone, expected):
    drama = schedules.parse(f'title = "X"\n[[release]]\nnetwork = "N"\nzone = "KST"\n{keys}', "x")
    assert pattern(drama.releases[0], zone) == expected
