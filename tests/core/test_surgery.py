"""Each edit of a schedule, on texts that a reader can work out by hand."""

from datetime import timedelta
from textwrap import dedent

import pytest

from bot.core import surgery, times
from bot.core.errors import Mistake
from bot.core.schedules import parse

CHEER_UP = dedent("""\
    title = "Cheer Up"

    [[release]] # also on Viu
    network = "SBS"
    zone = "KST"
    first = "3 October 2022 10PM" # as announced
    episodes = 16
    every = ["Monday", "Tuesday"]
    """)
BATCHES = dedent("""\
    title = "Moving"

    [[release]]
    network = "Disney+"
    zone = "KST"
    first = 2023-08-09
    episodes = 20
    every = ["Wednesday"]
    first_night = 7
    per_night = 2
    last_night = 3
    """)
LATE = dedent("""\
    title = "Late"

    [[release]]
    network = "tvN"
    zone = "KST"
    first = "Saturday 3 June 2023 24:30"
    episodes = 4
    every = ["Saturday"]
    """)


def nights(text: str) -> str:
    """Each episode with its date, and its hour where it is not the usual one."""
    release = parse(text, "x").release()
    usual = release.episodes[0].announced.hour
    return " ".join(
        f"{one.number}:{f'{one.announced.on:%m-%d}' if one.announced.on else '?'}"
        + (f"@{one.announced.hour:%H:%M}" if one.announced.hour not in (usual, None) else "")
        for one in release.episodes
    )


def edited(text: str, edit, *how, **more) -> str:
    return edit(text, "x", parse(text, "x").release().key, *how, **more)


def last(text: str, count: int) -> str:
    return " ".join(nights(text).split()[-count:])


def test_a_skipped_night_pushes_it_and_all_later_ones_to_the_next_nights_of_the_pattern():
    once = edited(CHEER_UP, surgery.skip, [9, 10], "national mourning")
    assert last(once, 8) == "9:11-07 10:11-08 11:11-14 12:11-15 13:11-21 14:11-22 15:11-28 16:11-29"
    assert once == CHEER_UP + dedent("""\
        skip = [
            {on = 2022-10-31, reason = "national mourning"},
            {on = 2022-11-01, reason = "national mourning"},
        ]
        """)


def test_the_season_of_cheer_up_mended_week_by_week_is_the_one_that_really_aired():
    text = edited(CHEER_UP, surgery.skip, [9, 10], "national mourning")
    text = edited(text, surgery.skip, [9], "Korean Series, game 5")
    text = edited(text, surgery.skip, [12, 13], "World Cup")
    text = edited(text, surgery.skip, [12], "World Cup")
    assert last(text, 8) == "9:11-08 10:11-14 11:11-15 12:11-29 13:12-05 14:12-06 15:12-12 16:12-13"


def test_a_moved_episode_leaves_all_others_where_they_are():
    moved = edited(CHEER_UP, surgery.move, [5], times.announced("17 October 2022 9:40 PM"), "earlier start")
    assert nights(moved).split()[3:6] == ["4:10-11", "5:10-17@21:40", "6:10-18"]
    assert edited(moved, surgery.move, [5], times.announced("17 October 2022 10PM")) == CHEER_UP


def test_an_episode_moved_on_another_clock_keeps_that_clock():
    moved = edited(CHEER_UP, surgery.move, [5], times.announced("17 October 2022 9:40 PM MYT"))
    announced = parse(moved, "x").release().episodes[4].announced
    assert (announced.hour.hour, announced.zone) == (21, "Asia/Kuala_Lumpur")


def test_an_episode_without_a_day_is_to_be_announced():
    assert nights(edited(CHEER_UP, surgery.move, [16], None)).split()[-1] == "16:?"


@pytest.mark.parametrize(
    ("by", "expected"),
    [
        (timedelta(minutes=30), "9:10-31@22:30 10:11-01 11:11-07"),
        (timedelta(days=7), "9:11-07 10:11-08 11:11-14"),
        (timedelta(days=2), "9:11-02 10:11-07 11:11-08"),
    ],
)
def test_a_delay_moves_the_later_ones_only_where_it_would_pass_them(by, expected):
    assert " ".join(nights(edited(CHEER_UP, surgery.delay, 9, by)).split()[8:11]) == expected


def test_a_double_bill_lets_the_later_ones_move_up_or_stay():
    up = edited(CHEER_UP, surgery.double, 15)
    assert last(up, 4) == "13:11-14 14:11-15 15:11-15 16:11-21"
    assert last(edited(CHEER_UP, surgery.double, 15, stay=True), 4) == "13:11-14 14:11-15 15:11-15 16:11-22"
    assert last(edited(up, surgery.double, 5), 4) == "13:11-08 14:11-14 15:11-14 16:11-15"


def test_what_is_held_goes_on_at_its_hour_when_it_is_resumed():
    held = edited(CHEER_UP, surgery.hold, 15)
    assert last(held, 3) == "14:11-15 15:? 16:?"
    assert last(edited(held, surgery.resume, times.announced("5 December 2022")), 2) == "15:12-05 16:12-06"


def test_a_run_ends_early_or_is_extended():
    assert last(edited(CHEER_UP, surgery.total, 9), 2) == "8:10-25 9:10-31"
    assert last(edited(CHEER_UP, surgery.total, 17), 2) == "16:11-22 17:11-28"
    assert parse(edited(CHEER_UP, surgery.total, 9), "x").release().total == 9


def test_nights_of_several_episodes_are_skipped_as_a_whole_and_keep_their_counts():
    assert last(edited(BATCHES, surgery.skip, [9]), 13) == (
        "8:08-23 9:08-23 10:08-30 11:08-30 12:09-06 13:09-06 "
        "14:09-13 15:09-13 16:09-20 17:09-20 18:09-27 19:09-27 20:09-27"
    )
    assert (
        last(edited(BATCHES, surgery.hold, 10), 12) == "9:08-16 10:? 11:? 12:? 13:? 14:? 15:? 16:? 17:? 18:? 19:? 20:?"
    )


def test_a_listed_hour_past_midnight_stays_one():
    text = edited(LATE, surgery.skip, [2])
    assert nights(text) == "1:06-04 2:06-18 3:06-25 4:07-02"
    assert nights(edited(text, surgery.double, 4)) == "1:06-04 2:06-18 3:06-25 4:06-25"


def test_a_skip_is_pushed_through_parts_that_follow_directly():
    doubled = edited(CHEER_UP, surgery.double, 5)
    skipped = edited(doubled, surgery.skip, [2])
    assert nights(skipped).startswith("1:10-03 2:10-10 3:10-11 4:10-17 5:10-17 6:10-18 7:10-24 8:10-25 ")


@pytest.mark.parametrize(
    ("edit", "how", "expected"),
    [
        (surgery.skip, [[17]], "There is no episode 17: Cheer Up on SBS has episodes 1 to 16."),
        (surgery.double, [1], "Episode 1 has none before it: /double with episode 2 or a later one."),
        (
            surgery.resume,
            [times.announced("5 December 2022")],
            "Cheer Up on SBS is not on hold: all of it has dates.",
        ),
        (
            surgery.delay,
            [9, timedelta(days=1, hours=2)],
            "That is later than the next episode. Say whole days, such as 1 week, or move each with /move.",
        ),
    ],
)
def test_what_cannot_be_done_says_why(edit, how, expected):
    with pytest.raises(Mistake) as raised:
        edited(CHEER_UP, edit, *how)
    assert raised.value.text == expected


def test_no_line_is_touched_but_those_that_the_edit_is_about():
    text = 'title = "X"\nsource = { name = "GOKpop", date = 2021-06-19 } # kept\n' + CHEER_UP.partition("\n")[2]
    text = text.replace(" } # kept", " }")
    made = edited(text, surgery.skip, [2])
    assert [line for line in made.splitlines() if line not in text.splitlines()] == ["skip = [2022-10-04]"]
