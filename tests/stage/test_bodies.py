"""What the stage draws is what the two chats send: the bodies on the wire, beside those that are handed to the page."""

import json
from datetime import UTC, date, datetime

import pytest

from bot.core.messages import (
    Button,
    Countdown,
    Day,
    Kind,
    Link,
    LinkButton,
    Message,
    Moment,
    Quoted,
    Spoiler,
    Strong,
    Style,
)
from bot.core.ports import Address, Reader
from bot.platforms import sides

AT = datetime(2021, 6, 19, 16, tzinfo=UTC)
READER = Reader("Asia/Kuala_Lumpur", AT)
RICH = Message(
    Kind.PREMIERE,
    "Nevertheless: *Episode 1* <b>of</b> 10 || 알고있지만",
    (
        ("On ", Strong("Netflix"), ", ", Moment(AT, "Asia/Kuala_Lumpur"), ", ", Countdown(AT)),
        (Day(date(2021, 6, 20)),),
        (Spoiler("He @everyone stays"), " and ", Link("the page", "https://example.org/a_(b)"), "."),
        (Quoted("There’s a lot of\nheart-fluttering scenes 😊"),),
        (Quoted("x" * 400, spoiler=True),),
    ),
    (
        (Button("Stop", "/unsubscribe nevertheless", Style.DANGER), Button("Quote", "/quote nevertheless")),
        (Button("Long", "/suggest " + "long " * 40, Style.PRIMARY), LinkButton("Page", "https://example.org/")),
    ),
)  # fmt: skip
LONG = Message(Kind.QUOTE, "Very long", tuple((f"Line {n} " + "word " * 20,) for n in range(60)))
MESSAGES = {"rich": RICH, "long and silent": LONG, "bare": Message(lines=(("",),))}


@pytest.mark.parametrize("bot", ["telegram", "discord"], indirect=True)
async def test_every_message_goes_out_with_the_body_that_is_drawn(bot):
    await bot.start("2021-06-18 12:00 UTC")
    platform = bot.chats[0]
    chat, drawn = bot.app.chats[0], sides(bot.app.desk)[platform]
    fan = bot.fan("ana")
    here = Address(platform, str(fan.person.id if platform == "telegram" else fan.person.dm.id))
    for name, message in MESSAGES.items():
        await chat.send(here, message, READER, f"nonce {name}"[:25])
        call = bot.attempts(fan)[-1]
        sent = dict(call.params if platform == "telegram" else call.json)
        for word in ("chat_id", "nonce", "enforce_nonce", "tts"):
            sent.pop(word, None)
        body = {key: one for key, one in (await drawn.body(message, READER)).items() if one or platform == "discord"}
        body.pop("tts", None)
        assert _plain(sent) == _plain(body), name


def _plain(body):
    """Whatever was written as JSON, or as a form, read again; what is empty says nothing."""
    read = {key: _read(one) for key, one in body.items()}
    return {key: one for key, one in read.items() if one not in (False, [], None)}


def _read(one):
    if isinstance(one, str) and one[:1] in ("[", "{"):
        return json.loads(one)
    return one
