"""When a digest is due, and which stories and quotes it has."""

from dataclasses import replace
from datetime import time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import quotes, zones
from bot.core.catalogue import Catalogue
from bot.core.digests import (
    DailyQuote,
    Due,
    Found,
    News,
    Pick,
    Reading,
    Rhythm,
    What,
    by_drama,
    news,
    quote,
    read,
    spread,
    write,
)
from bot.core.dramas import Quote
from bot.core.news import About, NewsWords, Story, Tie
from bot.core.ports import Subscription
from tests.commands.memory import utc
from tests.commands.seasons import MOVING, NEVERTHELESS, RUNNER

EIGHT = Rhythm(time(8))
SUNDAY = Rhythm(time(8), 6)
BERLIN, SEOUL = "Europe/Berlin", "Asia/Seoul"


@pytest.mark.parametrize(
    ("rhythm", "zone", "since", "due"),
    [
        (EIGHT, SEOUL, "2024-04-08 22:59", "2024-04-08 23:00"),
        (EIGHT, SEOUL, "2024-04-08 23:00", "2024-04-09 23:00"),
        (SUNDAY, SEOUL, "2024-04-08 00:00", "2024-04-13 23:00"),
        (SUNDAY, SEOUL, "2024-04-13 23:00", "2024-04-20 23:00"),
        (EIGHT, "Pacific/Kiritimati", "2024-04-08 18:00", "2024-04-09 18:00"),
        # the clocks go forward over 02:30 on 31 March 2024, and back over it on 27 October
        (Rhythm(time(2, 30)), BERLIN, "2024-03-30 02:00", "2024-03-31 01:00"),
        (Rhythm(time(2, 30)), BERLIN, "2024-03-31 01:00", "2024-04-01 00:30"),
        (Rhythm(time(2, 30)), BERLIN, "2024-10-26 12:00", "2024-10-27 00:30"),
        (Rhythm(time(2, 30)), BERLIN, "2024-10-27 00:30", "2024-10-28 01:30"),
        (EIGHT, BERLIN, "2024-03-30 07:00", "2024-03-31 06:00"),
    ],
)
def test_a_rhythm_is_kept_on_the_chats_own_clock(rhythm, zone, since, due):
    assert rhythm.after(utc(since), zone) == utc(due)


@given(
    st.integers(0, 4 * 365 * 24 * 60),
    st.times().map(lambda at: at.replace(second=0, microsecond=0)),
    st.sampled_from([None, 0, 6]),
    st.sampled_from(["Africa/Cairo", "America/Santiago", "Australia/Lord_Howe", BERLIN, "Pacific/Apia", SEOUL]),
)
def test_it_comes_once_a_day_or_week_however_the_clocks_change(minutes, hour, weekday, zone):
    rhythm, at = Rhythm(hour, weekday), utc("2024-01-01 00:00") + timedelta(minutes=minutes)
    due = [at := rhythm.after(at, zone) for _ in range(12)]
    days = [one.astimezone(zones.info(zone)).date() for one in due]
    assert [after - before for before, after in pairwise(days)] == [rhythm.every] * 11
    assert rhythm.latest(due[5], zone) == rhythm.latest(due[6] - timedelta(seconds=1), zone) == due[5]


def test_a_few_chats_are_told_at_the_hour_and_many_within_ten_minutes_of_it():
    assert {spread(chat, 19) for chat in range(100)} == {timedelta()}
    assert {spread(chat, 100) for chat in range(100)} == {timedelta(seconds=n) for n in range(6)}
    assert max(spread(chat, 100_000) for chat in range(10_000)) == timedelta(minutes=10)


def test_several_that_were_missed_are_the_last_of_them():
    one = Due(1, What.NEWS, EIGHT, utc("2024-04-07 23:00"), SEOUL, "")
    assert one.at_last(utc("2024-04-10 23:30")) == replace(one, due=utc("2024-04-10 23:00"))
    late = replace(one, due=utc("2024-04-07 23:00:42"))
    assert late.at_last(utc("2024-04-07 23:01")) == late
    assert (EIGHT.patience, SUNDAY.patience) == (timedelta(hours=12), timedelta(hours=84))


# which

NOW = utc("2024-04-16 00:00")  # Lovely Runner has shown four of sixteen, the fourth at 20:50 the day before in Seoul
CATALOGUE = Catalogue.of([NEVERTHELESS, RUNNER, MOVING])


def follows(*slugs: str) -> list[Subscription]:
    return [Subscription(slug, None, None, utc("2024-01-01 00:00")) for slug in slugs]


def story(
    number: int, *slugs: str, episode: int | None = None, headline: bool = True, hours: int = 1, title: str = ""
) -> Story:
    ties = tuple(Tie(About.DRAMA, slug, episode, headline) for slug in slugs)
    title = title or f"Story {number}"
    return Story(number, f"https://x.test/{number}", title, "X", "", NOW - timedelta(hours=hours), ties=ties)


def digest(reading: Reading, *stories: Story) -> News | None:
    found = [Found(one.at, one) for one in sorted(stories, key=lambda one: one.at, reverse=True)]
    return news(CATALOGUE, reading, by_drama(CATALOGUE, found), NOW, NOW - EIGHT.reach)


def test_a_digest_has_a_handful_and_the_dramas_take_turns():
    every = [story(n, "lovely-runner", hours=n) for n in range(1, 8)] + [story(9, "moving", hours=40)]
    reading = Reading(follows("lovely-runner", "moving"))
    assert digest(reading, *every) == News(
        (*(Pick("lovely-runner", n) for n in (1, 2, 3, 4)), Pick("moving", 9)),
        more=3,
    )


def test_nothing_comes_twice_and_nothing_of_what_the_chat_does_not_follow_or_want():
    every = [
        story(1, "lovely-runner"),
        story(2, "moving"),
        story(3, "lovely-runner", "nevertheless"),
        story(4, "lovely-runner", title="A rumour of a sequel"),
        story(5, "lovely-runner", hours=49),
    ]
    reading = Reading(follows("lovely-runner", "nevertheless"), told={1}, words=NewsWords(without=("rumour",)))
    assert digest(reading, *every) == News((Pick("lovely-runner", 3),))
    assert digest(replace(reading, told={1, 3}), *every) is None
    assert digest(Reading(), *every) is None


def about_a_person(number: int, name: str) -> Story:
    return replace(story(number), ties=(Tie(About.PERSON, name),))


def test_news_of_an_actor_alone_stands_under_the_dramas_that_the_actor_is_in():
    song, byeon = (CATALOGUE.names.words(CATALOGUE.names.who(name)) for name in ("song kang", "byeon woo seok"))
    every = [about_a_person(1, song), about_a_person(2, byeon), about_a_person(3, "nobody here")]
    assert digest(Reading(follows("nevertheless")), *every) == News((Pick("nevertheless", 1),))
    both = Reading(follows("lovely-runner", "nevertheless"))
    assert digest(both, *every) == News((Pick("lovely-runner", 2), Pick("nevertheless", 1)))


def test_stories_that_name_the_drama_in_their_headline_go_first():
    every = [story(n, "lovely-runner", headline=n == 6, hours=n) for n in range(1, 7)]
    found = digest(Reading(follows("lovely-runner")), *every)
    assert found == News(tuple(Pick("lovely-runner", n) for n in (6, 1, 2, 3, 4)), more=1)


def test_a_story_of_an_episode_that_the_chat_has_not_seen_is_hidden():
    every = [story(n, "lovely-runner", episode=n) for n in (2, 3, 4)]
    hidden = [pick.hidden for pick in digest(Reading(follows("lovely-runner")), *every).picks]
    assert hidden == [False, True, True]  # the third came out at 20:50 on Monday, less than a day ago
    also = digest(Reading(follows("moving")), story(1, "lovely-runner", "moving", episode=4))
    assert [pick.hidden for pick in also.picks] == [True]  # whoever follows the other has not seen it either
    watched = Reading(follows("lovely-runner"), watched={"lovely-runner": {"": 3}})
    assert [pick.hidden for pick in digest(watched, *every).picks] == [False, False, True]


def quoted(drama, *texts: str):
    return replace(drama, quotes=tuple(Quote("Somebody", text, "X") for text in texts))


def test_a_quote_a_day_none_twice_before_all_were_shown_and_those_of_this_week_first():
    catalogue = Catalogue.of([quoted(RUNNER, "a", "b"), quoted(NEVERTHELESS, "c", "d"), quoted(MOVING, "e")])
    reading = Reading(follows("lovely-runner", "nevertheless"))
    shown: dict[str, int] = {}
    last, said = None, []
    for _ in range(8):
        found = quote(catalogue, replace(reading, shown=shown, last=last), "terminal 1 ", NOW)
        assert found is not None
        shown[found.quote] = shown.get(found.quote, 0) + 1
        last = found.quote
        said.append(found)
    assert [one.drama for one in said[:4]] == ["lovely-runner"] * 2 + ["nevertheless"] * 2
    assert set(said[:4]) == set(said[4:])
    assert len(set(said[:4])) == 4
    assert all(before != after for before, after in pairwise(said))


def test_the_quote_of_the_day_is_hidden_where_it_gives_something_away():
    spoken = Quote("Somebody", "He comes back.", "X", episode=4)
    catalogue = Catalogue.of([replace(RUNNER, quotes=(spoken,))])
    key = quotes.key(RUNNER, spoken)
    assert quote(catalogue, Reading(follows("lovely-runner")), "", NOW) == DailyQuote("lovely-runner", key, hidden=True)
    assert quote(catalogue, Reading(follows("moving")), "", NOW) is None


@pytest.mark.parametrize(
    "digest", [News((Pick("moving", 7), Pick("moving", 8, True)), 3), DailyQuote("moving", "abc", True)]
)
def test_what_is_kept_of_a_digest_reads_back(digest):
    assert read(write(digest)) == digest
