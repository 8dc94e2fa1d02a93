"""Drama files: what a pattern makes, what skips and changes do to it, and what is said of a faulty file."""

from datetime import UTC, date, datetime, time, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bot.core import schedules, timetable
from bot.core.dramas import Announced, CastMember, Drama, Episode, Quote, Release
from bot.core.patterns import OPEN_NIGHTS

KST, NEW_YORK = "Asia/Seoul", "America/New_York"


def drama(release, zone="KST", more=""):
    """A file with one release, whose keys follow network and zone."""
    return f'title = "X"\n[[release]]\nnetwork = "N"\nzone = "{zone}"\n{release}\n{more}'


def nights(text):
    """Of the first release: each night's date, hour and episodes."""
    made: dict[tuple[str | None, str | None], list[int]] = {}
    parsed = schedules.parse(text, "x")
    for row in timetable.rows(parsed, parsed.releases[0]):
        made.setdefault((row["date"], row["time"]), []).append(row["episode"])
    return [(*night, episodes) for night, episodes in made.items()]


# What a pattern makes.


def test_a_title_and_a_release_are_enough():
    assert schedules.parse(drama(""), "x") == Drama("x", "X", (Release("n", "N", KST),))


def test_a_file_can_say_all_of_it():
    text = """
        title = "  Nevertheless "
        original_title = "알고있지만"
        aliases = ["I Know But"]
        about = "Two art students."
        director = ["Kim Ga-ram"]
        rating = "some episodes 19+"
        source = { name = "GOKpop", date = 2021-06-19 }
        [[cast]]
        actor = "Han So-hee"
        hangul = "한소희"
        character = "Yu Na-bi"
        aliases = ["Nabi"]
        [[release]]
        network = " TV  Asahi "
        zone = "jst"
        first = "20 June 2021 12AM"
        [[quote]]
        who = "Han So-hee"
        text = "wanted to be real and raw"
        episode = 1
        spoiler = true
    """
    assert schedules.parse(text, "nevertheless") == Drama(
        slug="nevertheless",
        title="Nevertheless",
        releases=(
            Release(
                key="tv asahi",
                network="TV  Asahi",
                zone="Asia/Tokyo",
                episodes=(Episode(1, Announced(date(2021, 6, 20), time(0), "Asia/Tokyo"), True, True),),
                total=1,
            ),
        ),
        original_title="알고있지만",
        aliases=("I Know But",),
        about="Two art students.",
        director=("Kim Ga-ram",),
        rating="some episodes 19+",
        source="GOKpop, 19 June 2021",
        cast=(CastMember("Han So-hee", "Yu Na-bi", "한소희", ("Nabi",)),),
        quotes=(Quote("Han So-hee", "wanted to be real and raw", "GOKpop, 19 June 2021", 1, True),),
    )


MADE = {
    "weekly": (
        'first = "20 June 2021 12AM"\nepisodes = 3\nevery = ["Sunday"]',
        [("2021-06-20", "00:00", [1]), ("2021-06-27", "00:00", [2]), ("2021-07-04", "00:00", [3])],
    ),
    "on two weekdays, in any order and case": (
        'first = 2021-06-19T23:00:00\nepisodes = 3\nevery = ["sun", "SATURDAY"]',
        [("2021-06-19", "23:00", [1]), ("2021-06-20", "23:00", [2]), ("2021-06-26", "23:00", [3])],
    ),
    "a special premiere, then the pattern": (
        'first = 2021-06-16\nepisodes = 3\nevery = ["Saturday"]',
        [("2021-06-16", None, [1]), ("2021-06-19", None, [2]), ("2021-06-26", None, [3])],
    ),
    "two a night, the last night shorter": (
        'first = 2021-06-20\nepisodes = 5\nevery = ["Sunday"]\nper_night = 2',
        [("2021-06-20", None, [1, 2]), ("2021-06-27", None, [3, 4]), ("2021-07-04", None, [5])],
    ),
    "a launch batch and a finale batch": (
        'first = 2021-06-20\nepisodes = 12\nevery = ["Sunday"]\nper_night = 2\nfirst_night = 7\nlast_night = 3',
        [("2021-06-20", None, [1, 2, 3, 4, 5, 6, 7]), ("2021-06-27", None, [8, 9]), ("2021-07-04", None, [10, 11, 12])],
    ),
    "first and last night alone": (
        'first = 2021-06-20\nepisodes = 5\nevery = ["Sunday"]\nfirst_night = 2\nlast_night = 3',
        [("2021-06-20", None, [1, 2]), ("2021-06-27", None, [3, 4, 5])],
    ),
    "one night that is first and last": (
        'first = 2021-06-20\nepisodes = 2\nevery = ["Sunday"]\nfirst_night = 2\nlast_night = 2',
        [("2021-06-20", None, [1, 2])],
    ),
    "more a night than there are": (
        'first = 2021-06-20\nepisodes = 2\nevery = ["Sunday"]\nper_night = 5',
        [("2021-06-20", None, [1, 2])],
    ),
    "everything at once": ("first = 2021-06-20\nepisodes = 3", [("2021-06-20", None, [1, 2, 3])]),
    "everything at once, said twice": (
        "first = 2021-06-20\nepisodes = 2\nper_night = 2",
        [("2021-06-20", None, [1, 2])],
    ),
    "one episode": ('first = "20 June 2021"', [("2021-06-20", None, [1])]),
    "no date yet": ('episodes = 2\nevery = ["Sunday"]', [(None, None, [1, 2])]),
    "no date yet, said so": ('first = "TBA"\nepisodes = 2', [(None, None, [1, 2])]),
    "nothing known": ('every = ["Sunday"]', []),
    "a skipped night pushes the rest": (
        'first = 2021-06-20\nepisodes = 3\nevery = ["Sunday"]\nskip = [2021-06-27, "4 July 2021"]',
        [("2021-06-20", None, [1]), ("2021-07-11", None, [2]), ("2021-07-18", None, [3])],
    ),
    "a skipped night that only the push reaches": (
        'first = 2021-06-20\nepisodes = 2\nevery = ["Sunday"]\nskip = [2021-07-04, { on = 2021-06-27 }]',
        [("2021-06-20", None, [1]), ("2021-07-11", None, [2])],
    ),
    "a skipped premiere": (
        'first = 2021-06-20\nepisodes = 2\nevery = ["Sunday"]\nfirst_night = 1\nskip = [2021-06-20]',
        [("2021-06-27", None, [1]), ("2021-07-04", None, [2])],
    ),
    "an hour after midnight of the listed night": (
        'first = "19 June 2021 24:30"\nepisodes = 3\nevery = ["Saturday"]\nskip = [2021-06-26]',
        [("2021-06-20", "00:30", [1]), ("2021-07-04", "00:30", [2]), ("2021-07-11", "00:30", [3])],
    ),
    "29 February": (
        'first = "29 Feb 2024 9pm"\nepisodes = 2\nevery = ["Thursday"]',
        [("2024-02-29", "21:00", [1]), ("2024-03-07", "21:00", [2])],
    ),
    "a zone or offset that agrees": (
        'first = "20 June 2021 9PM JST"',
        [("2021-06-20", "21:00", [1])],
    ),
    "a TOML offset that agrees": ("first = 2021-06-20T21:00:00+09:00", [("2021-06-20", "21:00", [1])]),
    "parts with patterns of their own": (
        "[[release.part]]\nfirst = 2021-11-26\nepisodes = 2\n"
        '[[release.part]]\nfirst = "30 Dec 2021 9pm"\nepisodes = 2\nevery = ["Thursday"]\n'
        "[[release.part]]\nepisodes = 1",
        [
            ("2021-11-26", None, [1, 2]),
            ("2021-12-30", "21:00", [3]),
            ("2022-01-06", "21:00", [4]),
            (None, None, [5]),
        ],
    ),
    "one night moved alone": (
        'first = "20 June 2021 9pm"\nepisodes = 3\nevery = ["Sunday"]\n'
        '[[release.change]]\nepisodes = [2]\nat = "29 June 2021 8pm"',
        [("2021-06-20", "21:00", [1]), ("2021-06-29", "20:00", [2]), ("2021-07-04", "21:00", [3])],
    ),
    "a moved night whose hour is not known": (
        'first = "20 June 2021 9pm"\nepisodes = 2\nevery = ["Sunday"]\n'
        "[[release.change]]\nepisodes = [2]\non = 2021-06-29",
        [("2021-06-20", "21:00", [1]), ("2021-06-29", None, [2])],
    ),
    "a moved night that is not known": (
        'first = "20 June 2021 9pm"\nepisodes = 2\nevery = ["Sunday"]\n[[release.change]]\nepisodes = [2]\non = "TBA"',
        [("2021-06-20", "21:00", [1]), (None, None, [2])],
    ),
    "a double bill made by a change": (
        'first = "20 June 2021 9pm"\nepisodes = 3\nevery = ["Sunday"]\n'
        "[[release.change]]\nepisodes = [3, 2]\nat = 2021-06-27T22:00:00",
        [("2021-06-20", "21:00", [1]), ("2021-06-27", "22:00", [2, 3])],
    ),
    "a change with an offset, on the release's clock": (
        'first = "20 June 2021 9pm"\n[[release.change]]\nepisodes = [1]\nat = 2021-06-20T20:00:00+08:00',
        [("2021-06-20", "21:00", [1])],
    ),
    "a change in a later part": (
        "[[release.part]]\nfirst = 2021-11-26\nepisodes = 2\n[[release.part]]\nfirst = 2021-12-30\nepisodes = 2\n"
        "[[release.change]]\nepisodes = [4]\non = 2021-12-31",
        [("2021-11-26", None, [1, 2]), ("2021-12-30", None, [3]), ("2021-12-31", None, [4])],
    ),
}


@pytest.mark.parametrize("shape", MADE)
def test_a_pattern_makes_its_nights(shape):
    release, made = MADE[shape]
    assert nights(drama(release)) == made


def test_a_run_without_a_number_of_episodes_stays_open():
    text = drama('first = 2021-06-20\nevery = ["Sunday"]\nskip = [2021-06-27, 2030-01-06]')
    release = schedules.parse(text, "x").releases[0]
    assert len(release.episodes) == OPEN_NIGHTS
    assert (release.total, [one.number for one in release.episodes if one.finale]) == (None, [])
    assert [one.announced.on for one in release.episodes[:2]] == [date(2021, 6, 20), date(2021, 7, 4)]


def test_a_change_may_keep_the_zone_it_was_announced_in():
    text = drama('first = "20 June 2021 9pm"\n[[release.change]]\nepisodes = [1]\nat = "20 June 2021 9pm MYT"')
    assert schedules.parse(text, "x").releases[0].episodes[0].announced == Announced(
        date(2021, 6, 20), time(21), "Asia/Kuala_Lumpur"
    )


def test_reasons_go_to_the_next_night_and_to_the_changed_one():
    text = drama(
        'first = 2021-06-20\nepisodes = 3\nevery = ["Sunday"]\n'
        'skip = [{ on = 2021-06-27, reason = "Olympics" }, { on = 2021-07-04, reason = "Olympics" }]\n'
        '[[release.change]]\nepisodes = [3]\non = 2021-07-19\nreason = "late upload"'
    )
    assert [one.reason for one in schedules.parse(text, "x").releases[0].episodes] == [None, "Olympics", "late upload"]


def test_generated_nights_pass_over_a_gap_and_take_the_first_of_a_fold():
    gap = schedules.parse(
        drama('first = "1 March 2026 2:30 AM"\nepisodes = 2\nevery = ["Sunday"]', "New York"), "x"
    ).releases[0]
    assert [one.announced.at for one in gap.episodes] == [
        datetime(2026, 3, 1, 7, 30, tzinfo=UTC),
        datetime(2026, 3, 8, 7, tzinfo=UTC),
    ]
    fold = schedules.parse(
        drama('first = "25 October 2026 1:30 AM"\nepisodes = 2\nevery = ["Sunday"]', "New York"), "x"
    ).releases[0]
    assert fold.episodes[1].announced.at == datetime(2026, 11, 1, 5, 30, tzinfo=UTC)


def test_an_offset_says_which_time_of_a_fold_is_meant_and_of_no_other():
    text = drama("first = 2026-11-01T01:30:00-05:00\nepisodes = 54\nevery = ['Sunday']", "New York")
    episodes = schedules.parse(text, "x").releases[0].episodes
    assert [episodes[index].announced.at for index in (0, 1, 53)] == [
        datetime(2026, 11, 1, 6, 30, tzinfo=UTC),
        datetime(2026, 11, 8, 6, 30, tzinfo=UTC),
        datetime(2027, 11, 7, 5, 30, tzinfo=UTC),  # the clocks go back again
    ]


WEEKDAYS = ["Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday"]


@st.composite
def runs(draw):
    """A run with every key at once that can go together, a few nights skipped and a few episodes moved."""
    first = draw(st.dates(date(2020, 1, 1), date(2030, 1, 1)))
    every = draw(st.sets(st.sampled_from(WEEKDAYS), min_size=1))
    usual, at_first, at_last = draw(st.integers(1, 4)), draw(st.integers(1, 9)), draw(st.integers(1, 5))
    episodes = at_first + at_last + usual * draw(st.integers(0, 12))
    skip = draw(st.sets(st.integers(0, 8), max_size=4))
    moved = draw(st.sets(st.integers(1, episodes), max_size=3))
    return first, every, usual, at_first, at_last, episodes, skip, moved


@given(runs())
def test_no_episode_is_lost_or_doubled_and_dates_never_go_back(run):
    first, every, usual, at_first, at_last, episodes, skip, moved = run
    counts = f"per_night = {usual}\nfirst_night = {at_first}\nlast_night = {at_last}"
    plain = f"first = {first}\nepisodes = {episodes}\nevery = {sorted(every)}\n{counts}"
    pattern = sorted({one.announced.on for one in schedules.parse(drama(plain), "x").releases[0].episodes})
    skipped = [pattern[index] for index in sorted(skip) if index < len(pattern)]
    left_out = f"{plain}\nskip = [{', '.join(map(str, skipped))}]"
    pushed = schedules.parse(drama(left_out), "x").releases[0].episodes
    assert [one.number for one in pushed] == list(range(1, episodes + 1))
    dates = [one.announced.on for one in pushed]
    assert all(before <= after for before, after in pairwise(dates))
    assert not set(dates) & set(skipped)
    assert len(set(dates)) == len(pattern)
    assert all(WEEKDAYS[on.weekday()] in every for on in dates if on != first)
    changes = "\n".join(f"[[release.change]]\nepisodes = [{number}]\non = 2019-01-01" for number in moved)
    changed = schedules.parse(drama(f"{left_out}\n{changes}"), "x").releases[0].episodes
    assert [one.announced.on for one in changed] == [
        date(2019, 1, 1) if one.number in moved else one.announced.on for one in pushed
    ]
    assert ([one.number for one in changed if one.premiere], [one.number for one in changed if one.finale]) == (
        [1],
        [episodes],
    )


@given(st.integers(1, 60), st.integers(1, 7))
def test_without_counts_for_first_and_last_the_last_night_takes_what_is_left(episodes, usual):
    made = nights(drama(f'first = 2021-06-20\nepisodes = {episodes}\nevery = ["Sunday"]\nper_night = {usual}'))
    sizes = [len(numbers) for _, _, numbers in made]
    assert sum(sizes) == episodes
    assert sizes[:-1] == [usual] * (len(sizes) - 1)
    assert 1 <= sizes[-1] <= usual


def test_an_hour_announced_elsewhere_stays_at_its_instant():
    text = drama('first = "20 June 2021 9pm"\n[[release.change]]\nepisodes = [1]\nat = "20 June 2021 8pm UTC+8"')
    (row,) = timetable.rows(parsed := schedules.parse(text, "x"), parsed.releases[0])
    assert (row["time"], row["zone"], row["utc"]) == ("21:00", KST, "2021-06-20T12:00:00Z")


def test_a_long_run_ends_where_counting_weeks_says():
    made = schedules.parse(drama('first = 2021-06-20\nepisodes = 1000\nevery = ["Sunday"]'), "x").releases[0].episodes
    assert made[-1].announced.on == date(2021, 6, 20) + timedelta(weeks=999)
