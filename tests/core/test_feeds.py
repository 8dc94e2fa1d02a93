"""Which feed an editor means."""

from datetime import UTC, datetime

import pytest

from bot.core.errors import Choice
from bot.core.feeds import CONFIG, EVERY, Feed, FeedState, named, unknown

NOW = datetime(2022, 11, 7, tzinfo=UTC)


def feed(number: int, site: str = "") -> Feed:
    address = f"https://site{number}.example/feed"
    return Feed(number, address, site, None, CONFIG, NOW, FeedState.ACTIVE, None, NOW, EVERY, 0, None, begun=True)


def test_a_feed_is_meant_by_its_number_its_address_or_its_name():
    known = [feed(1, "Daily Drama"), feed(2)]
    said = ("1", "#2", "daily drama", "https://SITE1.example/feed", "site2.example", "3", "drama")
    assert [one.id if one else None for one in (named(known, which) for which in said)] == [1, 2, 1, 1, 2, None, None]


@pytest.mark.parametrize(
    ("numbers", "said"),
    [
        ((1,), "only 1"),
        ((1, 2), "only 1 and 2"),
        ((1, 2, 3, 4, 6), "only 1 to 4 and 6"),
        ((2, 3, 5, 7, 8, 9), "only 2 and 3, 5 and 7 to 9"),
    ],
)
def test_of_a_number_that_no_feed_has_it_is_said_which_there_are(numbers, said):
    mistake = unknown([feed(number) for number in numbers], "#99")
    assert mistake.text == f"There is no feed 99, {said}. /feeds lists them."
    assert mistake.choices[0] == Choice(f"site{numbers[0]}.example", str(numbers[0]))
