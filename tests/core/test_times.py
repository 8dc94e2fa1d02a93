"""Wall clocks and instants: every clock change of five years, and times as people write them."""

from contextlib import suppress
from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import times, zones
from bot.core.errors import Choice, DoubtfulTime, DoubtfulZone, Mistake, UnreadTime, UnreadZone
from bot.core.times import Wall
from tests.core.clock_changes import changes, kinds

KL, SEOUL, NEW_YORK = "Asia/Kuala_Lumpur", "Asia/Seoul", "America/New_York"
NAMED = ("Africa/Cairo", "America/Santiago", "Australia/Lord_Howe", "America/Nuuk", "Pacific/Chatham", "Asia/Beirut")


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


def clock(*parts, fold=0):
    return datetime(*parts, fold=fold)  # noqa: DTZ001 - what a clock on the wall shows has no zone


# Every clock change from 2026 to 2030.


def earliest(wall, zone, start):
    """The oracle: the first quarter of an hour after `start` at which a clock there shows `wall` or later."""
    at = start
    while at.astimezone(zones.info(zone)).replace(tzinfo=None) < wall:
        at += timedelta(minutes=15)
    return at


def test_a_wall_time_near_any_clock_change_is_the_first_instant_that_shows_it():
    looked_at = 0
    for zone in kinds():
        for change, _ in changes(zone)[1:]:
            around = change.astimezone(zones.info(zone)).replace(tzinfo=None)
            for minutes in (-75, -60, -45, -30, -15, 0, 15, 30, 60, 75):
                wall = around + timedelta(minutes=minutes)
                assert times.instant(wall, zone) == earliest(wall, zone, change - timedelta(hours=5)), (zone, wall)
                looked_at += 1
    assert looked_at > 2500


@pytest.mark.parametrize(
    ("wall", "zone", "at"),
    [
        (clock(2021, 6, 20), KL, utc(2021, 6, 19, 16)),
        (clock(2026, 3, 8, 2, 30), NEW_YORK, utc(2026, 3, 8, 7)),
        (clock(2026, 11, 1, 1, 30), NEW_YORK, utc(2026, 11, 1, 5, 30)),
        (clock(2026, 11, 1, 1, 30, fold=1), NEW_YORK, utc(2026, 11, 1, 6, 30)),
        (clock(2026, 4, 24), "Africa/Cairo", utc(2026, 4, 23, 22)),
        (clock(2026, 9, 6), "America/Santiago", utc(2026, 9, 6, 4)),
        (clock(2026, 10, 4, 2, 15), "Australia/Lord_Howe", utc(2026, 10, 3, 15, 30)),
        (clock(2011, 12, 30, 12), "Pacific/Apia", utc(2011, 12, 30, 10)),  # a whole day was skipped
        (clock(2021, 6, 20), "Etc/GMT-8", utc(2021, 6, 19, 16)),
    ],
)
def test_known_instants(wall, zone, at):
    assert times.instant(wall, zone) == at


@given(st.datetimes(clock(1971, 1, 1), clock(2099, 1, 1)), st.sampled_from((*NAMED, KL, SEOUL, NEW_YORK)))
def test_an_exact_time_is_either_the_only_one_or_a_question(wall, zone):
    try:
        at = times.exact(wall, zone)
    except DoubtfulTime:
        shown = [times.instant(wall.replace(fold=fold), zone) for fold in (0, 1)]
        assert shown[0] != shown[1] or times.local(shown[0], zone).replace(tzinfo=None) != wall
    else:
        assert times.local(at, zone).replace(tzinfo=None) == wall


def test_a_hand_written_time_in_a_gap_or_a_fold_is_asked_about():
    with pytest.raises(DoubtfulTime) as gap:
        times.exact(clock(2026, 3, 8, 2, 30), NEW_YORK)
    assert gap.value.text == (
        "2:30 AM does not happen on Sunday 8 March 2026 in New York: the clocks go forward over it, to 3:00 AM. "
        "Choose a time before or after the change."
    )
    with pytest.raises(DoubtfulTime) as fold:
        times.exact(clock(2026, 11, 1, 1, 30), NEW_YORK)
    assert fold.value.text == (
        "1:30 AM happens twice on Sunday 1 November 2026 in New York, as the clocks go back: "
        "at 05:30 UTC and at 06:30 UTC. Choose a time before or after the change."
    )


# Days.


@pytest.mark.parametrize(
    ("now", "zone", "on"),
    [
        (utc(2021, 6, 19, 12), KL, date(2021, 6, 19)),
        (utc(2021, 6, 19, 16), KL, date(2021, 6, 19)),  # 00:00 on Sunday is Saturday night
        (utc(2021, 6, 19, 18, 59, 59), KL, date(2021, 6, 19)),
        (utc(2021, 6, 19, 19), KL, date(2021, 6, 20)),
    ],
)
def test_today_lasts_until_three_in_the_morning(now, zone, on):
    assert times.day_of(now, zone) == on


def test_saturday_covers_the_midnight_that_begins_sunday():
    begin, end = times.day(date(2021, 6, 19), KL)
    assert (begin, end) == (utc(2021, 6, 18, 19), utc(2021, 6, 19, 19))
    assert begin <= times.instant(clock(2021, 6, 20), KL) < end


@given(st.datetimes(clock(2000, 1, 1), clock(2040, 1, 1)), st.sampled_from(sorted(zones.all_keys() - {"Factory"})))
def test_each_instant_is_in_the_one_day_that_it_belongs_to(now, zone):
    now = now.replace(tzinfo=UTC)
    begin, end = times.day(times.day_of(now, zone), zone)
    assert begin <= now < end


# Times as people write them.

MIDNIGHT = Wall(date(2021, 6, 20), time(0))
EVENING = Wall(date(2021, 6, 20), time(21, 10))
DATE = Wall(date(2021, 6, 20), None)


def zoned(wall, zone):
    return Wall(wall.on, wall.hour, zone, wall.over)


READ = {
    "20 June 2021 12AM": MIDNIGHT,
    "20 june 2021 12 am": MIDNIGHT,
    "20 Jun 2021 12:00 a.m.": MIDNIGHT,
    "20 June 2021 00:00": MIDNIGHT,
    "20 June 2021 0:00": MIDNIGHT,
    "20 June 2021 midnight": MIDNIGHT,
    "20 June 2021 12 midnight": MIDNIGHT,
    "19 June 2021 24:00": Wall(date(2021, 6, 20), time(0), None, 1),
    "Sunday 20 June 2021, 12AM": MIDNIGHT,
    "Sun, 20 June 2021 12AM": MIDNIGHT,
    "Saturday night, 12:00 AM Sunday 20 June 2021": MIDNIGHT,
    "Saturday night 20 June 2021 12AM": MIDNIGHT,
    "2021-06-20T00:00": MIDNIGHT,
    "2021-06-20T00:00:00": MIDNIGHT,
    "2021-06-20 00:00": MIDNIGHT,
    "2021-06-20 12AM": MIDNIGHT,
    "2021-06-20t00:00": MIDNIGHT,
    "12AM on 20 June 2021": MIDNIGHT,
    "12AM, June 20, 2021": MIDNIGHT,
    "June 20, 2021 9:10 PM": EVENING,
    "June 20th, 2021 at 9:10pm": EVENING,
    "20th of June 2021, 9.10pm": EVENING,
    "2021 June 20 21:10": EVENING,
    "2021, June 20 21.10": EVENING,
    "20-Jun-2021 21:10": EVENING,
    "Jun. 20 2021 9:10 P.M.": EVENING,
    "20\u00a0June\u00a02021 9:10\u202fPM": EVENING,
    "２０ June ２０２１ 21:10": EVENING,
    "2021년 6월 20일 오후 9시 10분": EVENING,
    "2021년 6월 20일(일) 21시 10분": EVENING,
    "2021년 6월 20일 일요일 21:10": EVENING,
    "2021년 6월 20일 밤 9시 10분": EVENING,
    "2021.06.20 21:10": EVENING,
    "2021. 6. 20. 오후 9시 10분": EVENING,
    "20 June 2021 9:10 PM KST": zoned(EVENING, SEOUL),
    "20 June 2021 9:10 PM (KST)": zoned(EVENING, SEOUL),
    "20 June 2021 9:10 PM KST (UTC+9)": zoned(EVENING, SEOUL),
    "20 June 2021 9:10 PM in Seoul": zoned(EVENING, SEOUL),
    "Sunday 20 June 2021, 9:10 PM in Seoul (KST)": zoned(EVENING, SEOUL),
    "20 June 2021 9:10 PM Asia/Seoul": zoned(EVENING, SEOUL),
    "KST 9:10 PM, 20 June 2021": zoned(EVENING, SEOUL),
    "20 June 2021 9:10 PM GMT+9": zoned(EVENING, "Etc/GMT-9"),
    "2021-06-20T21:10+09:00": zoned(EVENING, "Etc/GMT-9"),
    "2021-06-20T21:10-0400": zoned(EVENING, "Etc/GMT+4"),
    "2021-06-20T21:10Z": zoned(EVENING, "UTC"),
    "2021-06-20T21:10:00Z": zoned(EVENING, "UTC"),
    "20 June 2021 9:10 PM New York": zoned(EVENING, NEW_YORK),
    "20 June 2021": DATE,
    "June 20, 2021": DATE,
    "2021-06-20": DATE,
    "Sunday 20 June 2021": DATE,
    "2021년 6월 20일": DATE,
    "20 June 2021 KST": zoned(DATE, SEOUL),
    "20 June 2021 12PM": Wall(date(2021, 6, 20), time(12)),
    "20 June 2021 noon": Wall(date(2021, 6, 20), time(12)),
    "20 June 2021 12:30 AM": Wall(date(2021, 6, 20), time(0, 30)),
    "20 June 2021 12:30 PM": Wall(date(2021, 6, 20), time(12, 30)),
    "20 June 2021 22.30": Wall(date(2021, 6, 20), time(22, 30)),
    "20 June 2021 24:30": Wall(date(2021, 6, 21), time(0, 30), None, 1),
    "20 June 2021 25:30 KST": Wall(date(2021, 6, 21), time(1, 30), SEOUL, 1),
    "31 December 2021 29:59": Wall(date(2022, 1, 1), time(5, 59), None, 1),
    "29 Feb 2024 9pm": Wall(date(2024, 2, 29), time(21)),
    "3 Sept 2021 9pm": Wall(date(2021, 9, 3), time(21)),
    "1 May 2021 9pm": Wall(date(2021, 5, 1), time(21)),
}

REFUSED = {
    "": "A time is missing.",
    "20 June 12AM": f'"20 June 12AM" says no year: add it, {times.EXPECTED}.',
    "20 June 21": 'The year in "20 June 21" needs four digits.',
    "12AM": f'"12AM" holds no date with day, month by name and year, {times.EXPECTED}.',
    "tomorrow 9pm": f'"tomorrow 9pm" holds no date with day, month by name and year, {times.EXPECTED}.',
    "June 2021": f'"June 2021" is no time, {times.EXPECTED}.',
    "soon": f'"soon" is no time, {times.EXPECTED}.',
    "06/07/2021": (
        '"06/07/2021" can be read in more than one way. Write the month by name, for example "20 June 2021", '
        'or year, month and day as in "2021-06-20".'
    ),
    "31 June 2021": "June 2021 has 30 days: there is no 31.",
    "29 Feb 2021": "February 2021 has 28 days: there is no 29.",
    "2021-13-01": '"2021-13-01" has no such month: they go from 1 to 12.',
    "Monday 20 June 2021": "20 June 2021 is a Sunday, not a Monday.",
    "Friday night 20 June 2021 9pm": "Sunday 20 June 2021 is not Friday night.",
    "20 June 0021": "0021 is no year for a drama: they go from 1950 to 2100.",
    "20 June 2021 13PM": '"13pm" is no time of day: with AM and PM, hours go from 1 to 12.',
    "20 June 2021 0AM": '"0am" is no time of day: with AM and PM, hours go from 1 to 12.',
    "20 June 2021 9:60 PM": '"9:60 pm" is no time of day: minutes go to 59.',
    "20 June 2021 30:00": '"30:00" is no time of day: hours go to 29:59, which is 05:59 of the next day.',
    "20 June 2021 9": '"9" may be morning or evening: write "9AM", "9PM" or "9:00".',
    "20 June 2021 16": '"16" alone is no hour: write "16:00".',
    "16": '"16" is no time, for example "20 June 2021 12AM", "June 20, 2021 9:10 PM KST" or "2021-06-20 21:10".',
    "20 June 2021 blub": '"blub" in "20 June 2021 blub" is neither an hour nor a time zone.',
    "x" * 1000: "That is too long for a time: it has 1000 letters.",
}

NUMBERS = ("6.7.2021", "20-06-2021", "2021/06/20", "20210620", "06/07/2021 9pm", "6/7 9pm")


@pytest.mark.parametrize(("words", "wall"), READ.items())
def test_a_date_and_hour_are_read_as_people_write_them(words, wall):
    assert times.announced(words) == wall


@pytest.mark.parametrize(("words", "text"), REFUSED.items())
def test_what_cannot_be_read_is_answered_with_what_is_expected(words, text):
    with pytest.raises(UnreadTime) as refused:
        times.announced(words)
    assert refused.value.text == text


@pytest.mark.parametrize("words", NUMBERS)
def test_dates_in_numbers_alone_are_refused(words):
    with pytest.raises(UnreadTime, match="can be read in more than one way"):
        times.announced(words)


def test_a_midnight_that_may_be_a_day_off_is_asked_about():
    with pytest.raises(DoubtfulTime) as asked:
        times.announced("Saturday night 19 June 2021 12AM")
    assert asked.value.text == (
        '"Saturday night 19 June 2021 12AM" may be a day off: 12:00 AM is at the start of Saturday 19 June 2021. '
        "Write that without the night, or the next date if you mean the night that follows."
    )


def test_a_zone_that_is_doubtful_or_unknown_is_not_guessed():
    with pytest.raises(DoubtfulZone):
        times.announced("20 June 2021 9pm CST")
    with pytest.raises(UnreadZone):
        times.announced("20 June 2021 9pm XYZ")
    with pytest.raises(UnreadZone, match="names two time zones that differ"):
        times.announced("20 June 2021 9pm KST (UTC+8)")


def test_the_given_zone_stands_in_where_none_is_written():
    assert times.announced("20 June 2021 9pm", KL).zone == KL
    assert times.announced("20 June 2021 9pm KST", KL).zone == SEOUL


@pytest.mark.parametrize(
    ("words", "hour"),
    [
        ("12AM", (time(0), 0)),
        ("12 pm", (time(12), 0)),
        ("9:10 PM", (time(21, 10), 0)),
        ("9.10pm", (time(21, 10), 0)),
        ("22.30", (time(22, 30), 0)),
        ("21:50", (time(21, 50), 0)),
        ("0:00", (time(0), 0)),
        ("24:00", (time(0), 1)),
        ("24:30", (time(0, 30), 1)),
        ("29:59", (time(5, 59), 1)),
        ("noon", (time(12), 0)),
        ("오후 9시", (time(21), 0)),
        ("오전 12시 30분", (time(0, 30), 0)),
        ("밤 10시", (time(22), 0)),
        ("밤 12시", (time(0), 1)),
        ("밤 1시", (time(1), 1)),
        ("새벽 1시 반", (time(1, 30), 0)),
        ("저녁 8시 30분", (time(20, 30), 0)),
        ("낮 12시", (time(12), 0)),
        ("낮 11시", (time(11), 0)),
    ],
)
def test_an_hour_is_read(words, hour):
    assert times.read_hour(words) == hour


@pytest.mark.parametrize(
    "words", ["", "9", "13pm", "0am", "30:00", "9:60", "9pm KST", "25", "21h", "9 o'clock", "밤 13시"]
)
def test_what_is_no_hour_is_refused(words):
    with pytest.raises(UnreadTime):
        times.read_hour(words)


@given(st.dates(date(1950, 1, 2), date(2100, 12, 31)), st.times(), st.sampled_from([KL, SEOUL, NEW_YORK, "UTC"]))
def test_what_the_bot_says_it_reads_back(on, hour, zone):
    hour = hour.replace(second=0, microsecond=0)
    assert times.announced(times.words(on, hour, zone)) == Wall(on, hour, zone)


PIECES = [
    "20",
    "June",
    "2021",
    "12AM",
    "21:10",
    "24:30",
    "KST",
    "CST",
    "night",
    "Sunday",
    "next",
    "29",
    "Feb",
    "+8",
    ",",
]


@given(st.text(max_size=80))
def test_no_words_bring_it_down(words):
    for read in (times.announced, times.read_hour, times.read_instant):
        with suppress(Mistake):
            read(words)


@given(st.lists(st.sampled_from(PIECES)))
def test_no_order_of_pieces_brings_it_down(pieces):
    for read in (times.announced, times.read_instant, lambda words: times.upcoming(words, utc(2026, 1, 1), KL)):
        with suppress(Mistake):
            read(" ".join(pieces))


# Instants, for the command line.


@pytest.mark.parametrize(
    ("words", "at"),
    [
        ("2021-06-19T15:00:00Z", utc(2021, 6, 19, 15)),
        ("2021-06-19t15:00z", utc(2021, 6, 19, 15)),
        ("2021-06-19 15:00:30+00:00", utc(2021, 6, 19, 15, 0, 30)),
        ("2021-06-19T23:00:00+08:00", utc(2021, 6, 19, 15)),
        ("2024-12-13 11:00 KST", utc(2024, 12, 13, 2)),
        ("2024-12-13 11:00:05 KST", utc(2024, 12, 13, 2, 0, 5)),
        ("20 June 2021 12AM MYT", utc(2021, 6, 19, 16)),
        ("19 June 2021 24:00 +8", utc(2021, 6, 19, 16)),
    ],
)
def test_an_instant_is_read(words, at):
    assert times.read_instant(words) == at


@pytest.mark.parametrize(
    ("words", "missing"),
    [("2021-06-19T15:00:00", "says no zone"), ("2021-06-19 KST", "says no hour"), ("now", "is no time")],
)
def test_an_instant_without_hour_or_zone_is_refused(words, missing):
    with pytest.raises(UnreadTime, match=missing) as refused:
        times.read_instant(words)
    assert refused.value.text.endswith('for example "2021-06-19T15:00:00Z" or "2024-12-13 11:00 KST".')


def test_an_instant_in_a_fold_is_asked_about():
    with pytest.raises(DoubtfulTime):
        times.read_instant("1 November 2026 1:30 AM New York")


# Times to come.

NOW = utc(2026, 11, 25, 12)  # Wednesday, 8 PM in Kuala Lumpur
NIGHT = utc(2026, 11, 28, 17)  # Sunday 29 November, 1 AM there: still Saturday night


@pytest.mark.parametrize(
    ("words", "now", "wall"),
    [
        ("friday 9pm", NOW, Wall(date(2026, 11, 27), time(21), KL)),
        ("this fri at 9pm", NOW, Wall(date(2026, 11, 27), time(21), KL)),
        ("friday", NOW, Wall(date(2026, 11, 27), None, KL)),
        ("wednesday 9pm", NOW, Wall(date(2026, 11, 25), time(21), KL)),
        ("wednesday 7pm", NOW, Wall(date(2026, 12, 2), time(19), KL)),
        ("friday 12am", NOW, Wall(date(2026, 11, 27), time(0), KL)),
        ("friday night 12am", NOW, Wall(date(2026, 11, 28), time(0), KL)),
        ("friday 24:30", NOW, Wall(date(2026, 11, 28), time(0, 30), KL, 1)),
        ("tomorrow 21:00", NOW, Wall(date(2026, 11, 26), time(21), KL)),
        ("today 9pm", NOW, Wall(date(2026, 11, 25), time(21), KL)),
        ("tonight 12am", NOW, Wall(date(2026, 11, 26), time(0), KL)),
        ("day after tomorrow", NOW, Wall(date(2026, 11, 27), None, KL)),
        ("9pm", NOW, Wall(date(2026, 11, 25), time(21), KL)),
        ("7pm", NOW, Wall(date(2026, 11, 26), time(19), KL)),
        ("9pm KST", NOW, Wall(date(2026, 11, 26), time(21), SEOUL)),  # it is 9 PM there: the next one
        ("28 Nov 9pm", NOW, Wall(date(2026, 11, 28), time(21), KL)),
        ("Nov 28", NOW, Wall(date(2026, 11, 28), None, KL)),
        ("24 Nov 9pm", NOW, Wall(date(2027, 11, 24), time(21), KL)),
        ("29 Feb 9pm", NOW, Wall(date(2028, 2, 29), time(21), KL)),
        ("1 December 2026 9pm KST", NOW, Wall(date(2026, 12, 1), time(21), SEOUL)),
        ("2026-12-01 21:00", NOW, Wall(date(2026, 12, 1), time(21), KL)),
        ("9pm", NIGHT, Wall(date(2026, 11, 29), time(21), KL)),
        ("2am", NIGHT, Wall(date(2026, 11, 29), time(2), KL)),
        ("today 9pm", NIGHT, Wall(date(2026, 11, 29), time(21), KL)),
        ("tomorrow 9pm", NIGHT, Wall(date(2026, 11, 29), time(21), KL)),
    ],
)
def test_a_time_to_come_is_the_next_one_that_the_words_may_mean(words, now, wall):
    assert times.upcoming(words, now, KL) == wall


@pytest.mark.parametrize(
    ("words", "text"),
    [
        (
            "today 7pm",
            '"today 7pm" is over. Say a time to come, for example "friday 9pm" or "tomorrow 21:00".',
        ),
        (
            "20 June 2021 9pm",
            '"20 June 2021 9pm" is over. Say a time to come, for example "friday 9pm" or "tomorrow 21:00".',
        ),
        ("31 Feb", "February 2026 has 28 days: there is no 31."),
        ("KST", 'Say a day, an hour or both, for example "friday 9pm", "tomorrow 21:00" or "28 Nov 9pm".'),
        ("someday", f'"someday" is no time, {times.EXPECTED}.'),
    ],
)
def test_a_time_that_is_over_or_no_time_is_refused(words, text):
    with pytest.raises(UnreadTime) as refused:
        times.upcoming(words, NOW, KL)
    assert refused.value.text == text


def test_next_friday_may_be_either():
    with pytest.raises(DoubtfulTime) as asked:
        times.upcoming("next friday 9pm", NOW, KL)
    assert asked.value.text == '"next friday 9pm" may be Friday 27 November 2026 or a week later. Which one?'
    assert asked.value.choices == (
        Choice("27 November 2026 9:00 PM", "27 November 2026 9:00 PM"),
        Choice("4 December 2026 9:00 PM", "4 December 2026 9:00 PM"),
    )


def test_a_time_to_come_in_a_gap_is_asked_about():
    with pytest.raises(DoubtfulTime):
        times.upcoming("sunday 2:30am", utc(2026, 3, 6), NEW_YORK)


# Said back.


@pytest.mark.parametrize(
    ("on", "hour", "zone", "said"),
    [
        (date(2021, 6, 20), time(0), KL, "Saturday night, 12:00 AM Sunday 20 June 2021 in Kuala Lumpur (MYT)"),
        (date(2021, 6, 20), time(2, 59), KL, "Saturday night, 2:59 AM Sunday 20 June 2021 in Kuala Lumpur (MYT)"),
        (date(2021, 6, 20), time(3), KL, "Sunday 20 June 2021, 3:00 AM in Kuala Lumpur (MYT)"),
        (date(2021, 6, 20), time(21, 10), SEOUL, "Sunday 20 June 2021, 9:10 PM in Seoul (KST)"),
        (date(2021, 6, 20), time(12), NEW_YORK, "Sunday 20 June 2021, 12:00 PM in New York"),
        (date(2021, 6, 20), time(21), "Etc/GMT-8", "Sunday 20 June 2021, 9:00 PM UTC+8"),
        (date(2021, 6, 20), time(21), "UTC", "Sunday 20 June 2021, 9:00 PM UTC"),
        (date(2021, 6, 20), None, SEOUL, "Sunday 20 June 2021, hour not announced"),
        (None, None, SEOUL, "date not announced"),
    ],
)
def test_a_wall_time_is_said_so_that_nobody_is_a_day_off(on, hour, zone, said):
    assert times.words(on, hour, zone) == said


@pytest.mark.parametrize(
    ("minutes", "said"),
    [
        (0, "less than a minute"),
        (0.4, "less than a minute"),
        (1, "1 minute"),
        (-50, "50 minutes"),
        (59.7, "1 hour"),
        (70, "1 hour 10 minutes"),
        (1439, "23 hours 59 minutes"),
        (1440, "1 day"),
        (1501, "1 day 1 hour"),
        (2879, "2 days"),
        (3 * 1440, "3 days"),
    ],
)
def test_a_length_of_time_is_said_in_two_units_at_most(minutes, said):
    assert times.span(timedelta(minutes=minutes)) == said
