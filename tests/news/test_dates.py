"""When a feed says that something was published, in the many ways in which sites say it."""

from datetime import UTC, date, datetime

import pytest

from bot.news.dates import NEVER, Dated, read

NOW = datetime(2021, 6, 20, tzinfo=UTC)
DAY = date(2021, 6, 19)
EIGHT_IN_SEOUL = Dated(datetime(2021, 6, 19, 11, tzinfo=UTC), DAY)
UNKNOWN_HOUR = Dated(None, DAY)


@pytest.mark.parametrize(
    "text",
    [
        "Sat, 19 Jun 2021 20:00:00 +0900",
        "Sat, 19 Jun 2021 20:00:00 +09:00",
        "Sat, 19 Jun 2021 20:00 KST",
        "Sat, 19 Jun 21 20:00:00 JST",
        "19 June 2021 19:00:00 MYT",
        "Sat, 19 Jun 2021 20:00:00 GMT+9",
        "Sat, 19 Jun 2021 20:00:00 UTC+09:00",
        "Sat, 19 Jun 2021 20:00:00 +0900 (KST)",
        "Sat, 19 Jun 2021 11:00:00 GMT",
        "Sat, 19 Jun 2021 11:00:00 UT",
        "Sat, 19 Jun 2021 04:00:00 -0700",
        "토, 19 6월 2021 20:00:00 +0900",
        "2021-06-19T20:00:00+09:00",
        "2021-06-19T20:00:00.123+0900",
        "2021-06-19T11:00:00Z",
        "20210619T110000Z",
        "2021/06/19 20:00:00 Asia/Seoul",
        "2021년 6월 19일 오후 8시 KST",
        "June 19, 2021 8:00 pm KST",
        "Jun 19 2021 8:00PM KST",
        "Sat Jun 19 20:00:00 KST 2021",
    ],
)
def test_an_hour_with_a_certain_zone_is_an_instant(text):
    assert read(text, NOW) == EIGHT_IN_SEOUL


@pytest.mark.parametrize(
    "text",
    [
        "2021-06-19 20:00:00",
        "2021-06-19T20:00",
        "2021. 6. 19. 오후 8:00",
        "2021-06-19",
        "Sat, 19 Jun 2021 20:00:00",
        "Sat, 19 Jun 2021 20:00:00 CST",
        "Sat, 19 Jun 2021 20:00:00 PST",
        "Sat, 19 Jun 2021 20:00:00 EST",
        "Sat, 19 Jun 2021 20:00:00 IST",
        "Sat, 19 Jun 2021 20:00:00 XYZ",
        "Sat, 19 Jun 2021 20:00:00 +9900",
        "Sat, 19 Jun 2021 99:00:00 +0900",
        "Sat, 19 Jun 2021 20:99:00 +0900",
    ],
)
def test_without_a_certain_zone_only_the_date_is_known(text):
    assert read(text, NOW) == UNKNOWN_HOUR


@pytest.mark.parametrize(
    "text",
    [
        None,
        "",
        "yesterday",
        "1624100400",
        "31 Feb 2021",
        "31/12/2021",
        "Thu, 01 Jan 1970 00:00:00 +0000",
        "Fri, 31 Dec 2027 20:00:00 KST",
        "9999-12-31T23:59:59-14:00",
        "0000-00-00",
        "9" * 5000,
        "( " * 5000,
    ],
)
def test_what_is_no_date_or_cannot_be_right_is_not_said(text):
    assert read(text, NOW) == NEVER


@pytest.mark.parametrize(
    ("text", "found"),
    [
        # noon in Seoul, said to be in Greenwich: nine hours ahead of now, so the zone is wrong
        ("Sun, 20 Jun 2021 12:00:00 +0000", Dated(None, date(2021, 6, 20))),
        ("Sun, 20 Jun 2021 09:30:00 KST", Dated(datetime(2021, 6, 20, 0, 30, tzinfo=UTC), date(2021, 6, 20))),
        ("Sat, 19 Jun 2021 24:30:00 KST", Dated(datetime(2021, 6, 19, 15, 30, tzinfo=UTC), date(2021, 6, 20))),
        ("20 June 2021 12:00 AM MYT", Dated(datetime(2021, 6, 19, 16, tzinfo=UTC), date(2021, 6, 20))),
        ("20 June 2021 12:00 AM", Dated(None, date(2021, 6, 20))),
        ("Mon, 21 Jun 2021 09:00:00 KST", NEVER),
    ],
)
def test_midnight_and_hours_ahead_of_now(text, found):
    assert read(text, NOW) == found
