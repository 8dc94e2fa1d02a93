"""Moments in the terminal, which has only words for them."""

from datetime import UTC, datetime

from bot.chats.local.render import render
from bot.core.messages import Message, Moment
from bot.core.ports import Reader

AT = datetime(2021, 6, 19, 16, tzinfo=UTC)
NIGHT = "Saturday night, 12:00 AM Sunday 20 June 2021 in Kuala Lumpur (MYT)"
MESSAGE = Message(lines=(("Next: ", Moment(AT, "Asia/Kuala_Lumpur"), f" ({NIGHT})", "."),))


def test_what_a_moment_says_in_words_is_not_said_again():
    assert render(MESSAGE, Reader(None, AT)) == f"Next: {NIGHT}."


def test_a_readers_own_time_stands_beside_the_announced_one():
    here = "Saturday 19 June 2021, 5:00 PM in London"
    assert render(MESSAGE, Reader("Europe/London", AT)) == f"Next: {here} ({NIGHT})."
