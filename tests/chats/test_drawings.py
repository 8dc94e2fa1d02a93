"""What a preview shows of each chat's form."""

from datetime import UTC, datetime

import pytest

from bot.chats.discord import drawing as discord
from bot.chats.telegram import drawing as telegram
from bot.core.messages import Button, Countdown, Kind, LinkButton, Message, Moment, Quoted, Spoiler, Strong
from bot.core.ports import Reader
from bot.core.previews import Drawn

AT = datetime(2024, 4, 8, 11, 50, tzinfo=UTC)
SEOUL = Reader("Asia/Seoul", datetime(2024, 4, 8, 10, 50, tzinfo=UTC))
MESSAGE = Message(
    Kind.DIGEST,
    "🎬 2 * 3 = **six** \\ @everyone",
    ((Strong("Out "), Moment(AT, "Asia/Seoul"), ", ", Countdown(AT), "_x_"), (Spoiler("He dies"), Quoted("a > b"))),
    ((Button("Stop", "/stop"), LinkButton("Page", "https://example.org/a")), (Button("Next", "/next"),)),
)
BUTTONS = (("Stop", "Page"), ("Next",))


@pytest.mark.parametrize(
    ("draw", "text", "most"),
    [
        (
            telegram.drawn,
            "🎬 2 * 3 = **six** \\ @everyone\nOut Monday, 8 April 2024, 20:50, in 1 hour_x_\nHe dies\na > b",
            4096,
        ),
        (
            discord.drawn,
            "🎬 2 * 3 = **six** \\ @everyone\nOut Monday, 8 April 2024 20:50, in 1 hour_x_\nHe dies\n> a > b",
            2000,
        ),
    ],
)
def test_a_message_is_drawn_as_its_readers_see_it(draw, text, most):
    drawn = draw(MESSAGE, SEOUL)
    assert drawn == Drawn(text, BUTTONS, drawn.length, most, silent=True)
    assert len(text) <= drawn.length <= len(text) + 90
