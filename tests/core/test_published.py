"""What calendars tell of an episode that moves, goes or comes back."""

from dataclasses import replace
from datetime import UTC, date, datetime, time

from bot.core.dramas import Announced
from bot.core.published import Entry, Published, revise

FIRST, SECOND = datetime(2021, 6, 1, tzinfo=UTC), datetime(2021, 6, 10, tzinfo=UTC)
ONE = Entry("one", 1, Announced(date(2021, 6, 20), time(0), "Asia/Kuala_Lumpur"), "words")
TWO = Entry("two", 2, Announced(date(2021, 6, 27), time(0), "Asia/Kuala_Lumpur"), "words")
MOVED = replace(TWO, announced=replace(TWO.announced, on=date(2021, 7, 4)))
BEFORE = {"one": Published(ONE, 0, FIRST), "two": Published(TWO, 0, FIRST)}


def test_what_is_new_begins_at_zero_in_the_order_of_numbers():
    assert revise({}, [TWO, ONE], FIRST) == list(BEFORE.values())


def test_what_stays_as_it_is_keeps_its_sequence_and_its_date():
    assert revise(BEFORE, [ONE, TWO], SECOND) == list(BEFORE.values())


def test_a_move_raises_the_sequence_of_that_episode_alone():
    assert revise(BEFORE, [ONE, MOVED], SECOND) == [BEFORE["one"], Published(MOVED, 1, SECOND)]


def test_other_words_are_news_but_no_move():
    said = replace(TWO, details="others")
    assert revise(BEFORE, [ONE, said], SECOND)[1] == Published(said, 0, SECOND)


def test_what_is_gone_is_cancelled_once_and_comes_back_as_another_revision():
    cancelled = Published(TWO, 1, SECOND, cancelled=True)
    after = revise(BEFORE, [ONE], SECOND)
    assert after == [BEFORE["one"], cancelled]
    later = datetime(2021, 6, 12, tzinfo=UTC)
    assert revise({"one": BEFORE["one"], "two": cancelled}, [ONE], later)[1] == cancelled
    assert revise({"one": BEFORE["one"], "two": cancelled}, [ONE, TWO], later)[1] == Published(TWO, 2, later)
