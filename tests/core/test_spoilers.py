"""What stays behind the spoiler mark, and until when."""

from dataclasses import replace

import pytest

from bot.core.dramas import Announced, Drama, Quote
from bot.core.ports import Subscription
from bot.core.spoilers import NOTHING, Seen, hides, latest, veiled
from tests.commands.memory import utc
from tests.commands.seasons import NEVERTHELESS

JTBC = Subscription("nevertheless", "jtbc", None, utc("2021-06-01 00:00"))
NETFLIX = replace(JTBC, release=None)
AGAIN = replace(NETFLIX, rewatch="2024-01-05T21:00", rewatch_zone="Asia/Seoul")
# Netflix has episode 3 from 3 July 16:00 UTC, JTBC, a Saturday night earlier by an hour and more, from 14:00 UTC


@pytest.mark.parametrize(
    ("subscription", "until"),
    [(None, "2021-07-04 16:00"), (NETFLIX, "2021-07-04 16:00"), (JTBC, "2021-07-04 14:00")],
)
def test_an_episode_is_a_spoiler_until_a_day_after_it_came_out_where_the_chat_follows_it(subscription, until):
    seen = Seen(subscription)
    at = utc(until)
    assert [hides(NEVERTHELESS, 3, seen, now) for now in (utc("2021-06-01 00:00"), at.replace(second=0))] == [
        True,
        False,
    ]
    assert hides(NEVERTHELESS, 3, seen, at.replace(hour=at.hour - 1, minute=59, second=59))


def test_it_is_none_for_who_has_watched_it_or_a_later_one():
    before = utc("2021-06-01 00:00")
    assert [hides(NEVERTHELESS, n, Seen(NETFLIX, {"": 3}), before) for n in (1, 3, 4)] == [False, False, True]


def test_in_a_rewatch_the_chats_own_nights_count_and_what_it_watched_before_is_known_to_it():
    now = utc("2024-01-06 11:59")  # episode 1 was at 12:00 UTC the day before
    assert hides(NEVERTHELESS, 1, Seen(AGAIN), now)
    assert not hides(NEVERTHELESS, 1, Seen(AGAIN), utc("2024-01-06 12:00"))
    assert hides(NEVERTHELESS, 10, Seen(AGAIN), utc("2024-01-06 12:00"))
    assert not hides(NEVERTHELESS, 10, Seen(AGAIN, {"": 10}), now)


def test_a_rewatch_has_a_progress_of_its_own():
    watched = {"": 10, "2024-01-05T21:00": 2, "2023-01-01T20:00": 7}
    assert (Seen(NETFLIX, watched).episode, Seen(AGAIN, watched).episode) == (10, 2)
    assert Seen(replace(AGAIN, rewatch="2025-01-01T20:00"), watched).episode == 0


def test_what_is_marked_as_a_spoiler_waits_for_the_word_of_the_chat():
    late = utc("2024-01-01 00:00")
    assert hides(NEVERTHELESS, 3, NOTHING, late, marked=True)
    assert not hides(NEVERTHELESS, 3, Seen(None, {"": 3}), late, marked=True)
    assert hides(NEVERTHELESS, None, Seen(None, {"": 10}), late, marked=True)
    assert not hides(NEVERTHELESS, None, NOTHING, utc("2021-01-01 00:00"))


def test_an_episode_without_a_date_is_a_spoiler_and_one_without_an_hour_until_its_day_and_another_are_over():
    netflix = NEVERTHELESS.releases[0]
    unknown = tuple(replace(e, announced=Announced(e.announced.on, None, e.announced.zone)) for e in netflix.episodes)
    drama = replace(NEVERTHELESS, releases=(replace(netflix, episodes=unknown),))
    assert hides(drama, 11, NOTHING, utc("2024-01-01 00:00"))
    # 4 July is over at 03:00 of the 5th in Kuala Lumpur
    assert hides(drama, 3, NOTHING, utc("2021-07-05 18:59"))
    assert not hides(drama, 3, NOTHING, utc("2021-07-05 19:00"))


def test_a_quote_is_shown_as_the_chat_may_see_it():
    quote = Quote("Han So-hee", "He comes back.", "GOKpop", episode=3)
    assert veiled(NEVERTHELESS, quote, NOTHING, utc("2021-07-04 15:59")) == replace(quote, spoiler=True)
    assert veiled(NEVERTHELESS, quote, NOTHING, utc("2021-07-04 16:00")) == quote


def test_the_latest_is_that_of_whichever_release_is_first():
    drama: Drama = NEVERTHELESS
    assert [latest(drama, utc(at)) for at in ("2021-06-19 13:59", "2021-06-19 14:00", "2022-01-01 00:00")] == [0, 1, 10]
