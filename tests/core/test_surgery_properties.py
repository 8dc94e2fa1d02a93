"""Whatever admins do to a schedule, in whatever order, what comes of it is a schedule."""

from datetime import date, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from bot.core import surgery
from bot.core.errors import Mistake
from bot.core.schedules import parse
from bot.core.times import WEEKDAYS, Wall

NUMBERS = st.integers(1, 14)
DAYS = st.dates(date(2022, 1, 1), date(2023, 6, 1))
EDITS = st.one_of(
    st.tuples(st.just(surgery.skip), st.lists(NUMBERS, min_size=1, max_size=2)),
    st.tuples(
        st.just(surgery.move),
        st.lists(NUMBERS, min_size=1, max_size=2),
        st.none() | DAYS.map(lambda on: Wall(on, None)),
    ),
    st.tuples(
        st.just(surgery.delay), NUMBERS, st.sampled_from([timedelta(minutes=30), timedelta(days=1), timedelta(days=9)])
    ),
    st.tuples(st.just(surgery.double), NUMBERS),
    st.tuples(st.just(surgery.hold), NUMBERS),
    st.tuples(st.just(surgery.resume), DAYS.map(lambda on: Wall(on, None))),
    st.tuples(st.just(surgery.total), NUMBERS),
)


@st.composite
def files(draw):
    """A drama on one to three evenings a week, all kinds of counts, open or not."""
    lines = [
        'title = "X" # kept',
        "[[release]]",
        'network = "SBS" # this too',
        'zone = "KST"',
        'first = "3 October 2022 10PM"',
    ]
    every = draw(st.lists(st.sampled_from(WEEKDAYS), max_size=3, unique=True))
    episodes = draw(st.none() | st.integers(1, 12))
    if every:
        lines.append(f"every = {every}".replace("'", '"'))
        lines += [f"per_night = {n}" for n in draw(st.lists(st.integers(1, 3), max_size=1))]
    if episodes:
        lines.append(f"episodes = {episodes}")
    return "\n".join(lines)


@given(files(), st.lists(EDITS, min_size=1, max_size=7))
@settings(max_examples=60, deadline=None)
def test_any_edits_in_any_order_leave_a_schedule_whose_numbers_run_on(text, edits):
    for edit, *how in edits:
        before = parse(text, "x").release()
        try:
            text = edit(text, "x", "sbs", *how)
        except Mistake as mistake:
            if "does not fit" in mistake.text:  # an edit that fits nowhere is a fault of ours
                raise
            continue
        after = parse(text, "x").release()
        numbers = [episode.number for episode in after.episodes]
        assert numbers == list(range(1, len(numbers) + 1))
        if edit is not surgery.total and edit is not surgery.hold and edit is not surgery.resume and before.total:
            assert (after.total, len(numbers)) == (before.total, len(before.episodes))
        assert text.count("# kept") == text.count("# this too") == 1
