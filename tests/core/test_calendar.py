"""Which airing is the first after an instant, held against a walk through all of them."""

from datetime import UTC, datetime, timedelta

from hypothesis import example, given
from hypothesis import strategies as st

from bot.core.calendar import Calendar
from bot.core.dramas import Announced, Drama, Episode, Release

ZONES = ["Asia/Seoul", "America/Los_Angeles", "Australia/Lord_Howe", "Pacific/Apia"]  # the last once left out a day
AUTUMN = datetime(2030, 11, 3, 1, tzinfo=UTC)  # of these, date and hour are what a wall shows in some zone
CHANGES = [datetime(2030, 3, 10, 2, tzinfo=UTC), AUTUMN, AUTUMN.replace(month=4, day=7), AUTUMN.replace(2011, 12, 30)]

minutes = st.integers(-180, 180).map(lambda minutes: timedelta(minutes=minutes))
walls = st.sampled_from(CHANGES).flatmap(lambda around: minutes.map(lambda apart: around + apart))
nights = st.lists(walls, max_size=8)


def calendars(walls: list[datetime], zone: str) -> list[Calendar]:
    """All airings, and the premieres: of every third number."""
    episodes = tuple(
        Episode(number, Announced(wall.date(), wall.time(), zone), premiere=number % 3 == 1)
        for number, wall in enumerate(walls, start=1)
    )
    drama = Drama("goblin", "Goblin", (Release("tvn", "tvN", zone, episodes),))
    return [Calendar(drama, drama.releases[0], premieres=only) for only in (False, True)]


@given(nights.map(sorted) | nights, st.sampled_from(ZONES), walls, st.integers(-14, 14))
@example([AUTUMN.replace(minute=30)], "America/Los_Angeles", AUTUMN.replace(minute=15), 8)  # when 1:15 came again
def test_the_first_airing_after_an_instant_is_that_of_a_walk(walls, zone, around, hours):
    instant = around + timedelta(hours=hours)
    for calendar in calendars(walls, zone):
        ahead = [place for place in range(len(calendar)) if calendar[place].at > instant]
        assert calendar.after(instant) == min(ahead, default=len(calendar))
        assert not (ahead and calendar.ended(instant - timedelta(hours=3)))
        assert [calendar.at(place) for place in range(len(calendar))] == [airing.at for airing in calendar]
        assert [airing.at for airing in calendar] == sorted(airing.at for airing in calendar)


def test_what_is_out_of_order_or_has_no_hour_is_found_all_the_same():
    for walls in ([CHANGES[1], CHANGES[0]], [CHANGES[0], CHANGES[0], CHANGES[1]]):
        assert [airing.at for airing in calendars(walls, "UTC")[0]] == [
            CHANGES[0],
            CHANGES[1],
        ]


def test_a_release_has_ended_when_its_clock_has_shown_the_last_hour():
    calendar, _ = calendars([CHANGES[0], CHANGES[1]], "UTC")
    assert [calendar.ended(CHANGES[1] + timedelta(minutes=late)) for late in (-1, 0, 1)] == [False, False, True]
