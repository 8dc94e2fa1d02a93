"""Leads: how long before an airing, or which hour after it."""

from datetime import UTC, date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import leads
from bot.core.errors import Choice, Mistake, UnreadTime
from bot.core.leads import Lead

SEOUL, KL, NEW_YORK = "Asia/Seoul", "Asia/Kuala_Lumpur", "America/New_York"
LATE = timedelta(hours=6)

READ = {
    "0m": ["0m"],
    "0": ["0m"],
    "now": ["0m"],
    "when it is out": ["0m"],
    "10m": ["10m"],
    "30 min": ["30m"],
    "30 minutes before": ["30m"],
    "1 hour": ["1h"],
    "1hr": ["1h"],
    "90m": ["1h30m"],
    "1h30m": ["1h30m"],
    "24h": ["1d"],
    "1w": ["7d"],
    "2 weeks": ["14d"],
    "1d 1h 0m": ["1d", "1h", "0m"],
    "0m 1h 1d": ["1d", "1h", "0m"],
    "1h,10m": ["1h", "10m"],
    "1h; 10m": ["1h", "10m"],
    "1 day, 1 hour": ["1d", "1h"],
    "10 minutes and 1 hour": ["1h", "10m"],
    "1h 30m": ["1h", "30m"],
    "1h 1h 60m": ["1h"],
    "9am": ["09:00"],
    "at 9am": ["09:00"],
    "9 AM": ["09:00"],
    "9:30 p.m.": ["21:30"],
    "9.30am": ["09:30"],
    "09:00": ["09:00"],
    "1d 9am": ["1d", "09:00"],
    "9am 1d 0m 21:00": ["1d", "0m", "09:00", "21:00"],
    "12am": ["00:00"],
    "off": [],
    "OFF": [],
    "none": [],
}

REFUSED = ("", " ", "x", "10", "-10m", "1.5h", "1h after", "24:30", "13pm", "15d", "1d 2d 3d 4d 5d 6d", "1h x", "9")
REFUSED += ("1d1", "h", "99999999999h", "off 1h", "1h" * 500)


@pytest.mark.parametrize(("words", "canonical"), READ.items())
def test_leads_are_read_as_people_write_them(words, canonical):
    assert [str(lead) for lead in leads.read(words)] == canonical


@pytest.mark.parametrize("words", REFUSED)
def test_what_is_no_lead_is_refused(words):
    with pytest.raises(UnreadTime):
        leads.read(words)


def test_a_refusal_says_what_was_found_and_what_is_accepted():
    with pytest.raises(UnreadTime) as refused:
        leads.read("1h soon")
    assert refused.value.text == (
        '"soon" in "1h soon" is no time before or after an airing. '
        'Say for example "1d 1h 0m" (0m is when it is out), "9am" for the morning after it, or "off".'
    )
    with pytest.raises(UnreadTime) as many:
        leads.read("1m 2m 3m 4m 5m 6m")
    assert many.value.text == "That is 6 reminders for each airing: choose at most 5."
    with pytest.raises(UnreadTime) as early:
        leads.read("14d1m")
    assert early.value.text == "14 days 1 minute is too long before: choose at most 14 days."


def test_lengths_that_may_be_one_reminder_or_two_are_asked_about():
    with pytest.raises(UnreadTime) as asked:
        leads.read("2 hours 10 minutes")
    assert asked.value.text == (
        'Does "2 hours 10 minutes" mean 2 hours 10 minutes before, or 2 hours before and 10 minutes before?'
    )
    assert asked.value.choices == (
        Choice("2 hours 10 minutes before", "2h10m"),
        Choice("2 hours before and 10 minutes before", "2h 10m"),
    )


@given(st.integers(0, 14 * 24 * 60))
def test_a_length_is_written_and_read_back(minutes):
    lead = Lead(before=timedelta(minutes=minutes))
    assert leads.parse(str(lead)) == lead
    assert leads.read(str(lead)) == (lead,)


@given(st.times().map(lambda hour: hour.replace(second=0, microsecond=0)))
def test_a_morning_is_written_and_read_back(hour):
    lead = Lead(morning=hour)
    assert leads.parse(str(lead)) == lead
    assert leads.read(str(lead)) == (lead,)


@given(st.text(max_size=60))
def test_no_words_bring_it_down(words):
    try:
        found = leads.read(words)
    except Mistake:
        return
    assert len(found) <= leads.MOST


@pytest.mark.parametrize(
    ("words", "said"),
    [
        ("0m", "when it is out"),
        ("1d", "1 day before"),
        ("1h30m", "1 hour 30 minutes before"),
        ("1d1h1m", "1 day 1 hour 1 minute before"),
        ("9am", "at 9:00 AM after it is out"),
    ],
)
def test_leads_are_said_in_words(words, said):
    assert [lead.words for lead in leads.read(words)] == [said]


@pytest.mark.parametrize(
    ("line", "count"),
    [
        ("when the phone rings 2h", 1),
        ("nevertheless 1d 1h 0m", 3),
        ("reply 1988 1h", 1),
        ("hi bye mama 1h 9 am", 3),
        ("moving off", 1),
        ("moving 30 min", 2),
        ("moving 2 hours 10 minutes", 4),
        ("moving", 0),
        ("", 0),
    ],
)
def test_the_leads_at_the_end_of_a_line_are_counted(line, count):
    assert leads.trailing(line.split()) == count


def utc(*parts):
    return datetime(*parts, tzinfo=UTC)


AIRING = utc(2021, 6, 19, 16)  # Sunday 20 June 12AM in Kuala Lumpur, Saturday noon in New York
ON = date(2021, 6, 20)


@pytest.mark.parametrize(
    ("lead", "at", "zone", "due", "expires"),
    [
        ("0m", AIRING, KL, AIRING, utc(2021, 6, 19, 22)),
        ("10m", AIRING, KL, utc(2021, 6, 19, 15, 50), AIRING),
        ("1d", AIRING, KL, utc(2021, 6, 18, 16), AIRING),
        ("1d", AIRING, NEW_YORK, utc(2021, 6, 18, 16), AIRING),
        ("09:00", AIRING, KL, utc(2021, 6, 20, 1), utc(2021, 6, 20, 7)),
        ("09:00", AIRING, NEW_YORK, utc(2021, 6, 20, 13), utc(2021, 6, 20, 19)),
        ("00:00", AIRING, KL, utc(2021, 6, 20, 16), utc(2021, 6, 20, 22)),  # strictly after
        ("00:01", AIRING, KL, utc(2021, 6, 19, 16, 1), utc(2021, 6, 19, 22, 1)),
        # An hour that is not known: told at nine, worth saying until 02:59.
        ("0m", None, KL, utc(2021, 6, 20, 1), utc(2021, 6, 20, 7)),
        ("1d", None, KL, utc(2021, 6, 19, 1), utc(2021, 6, 20, 19)),
        ("1h", None, SEOUL, utc(2021, 6, 19, 23), utc(2021, 6, 20, 18)),
        ("21:00", None, KL, utc(2021, 6, 20, 13), utc(2021, 6, 20, 19)),
    ],
)
def test_when_a_reminder_is_due_and_until_when(lead, at, zone, due, expires):
    read = leads.parse(lead)
    assert (read.due(at, ON, zone), read.expires(at, ON, zone, LATE)) == (due, expires)


def test_a_morning_in_a_gap_comes_when_the_gap_ends():
    at = utc(2026, 3, 8, 5)  # midnight in New York, whose clocks skip 2 to 3 AM
    assert Lead(morning=time(2, 30)).due(at, date(2026, 3, 8), NEW_YORK) == utc(2026, 3, 8, 7)


def test_which_reminders_depend_on_the_zone_of_the_chat():
    asked = [(lead, at) for lead in ("1d", "0m", "09:00") for at in (AIRING, None)]
    assert [leads.parse(lead).zoned(at) for lead, at in asked] == [False, True, False, True, True, True]
