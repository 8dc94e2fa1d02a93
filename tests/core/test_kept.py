"""A message that was kept is the same message."""

import json
from dataclasses import fields
from datetime import UTC, date, datetime

import pytest

from bot.core import messages
from bot.core.kept import _SHAPES, read, written
from bot.core.messages import (
    Blank,
    Box,
    Button,
    Countdown,
    Day,
    File,
    Kind,
    Link,
    LinkButton,
    Message,
    Moment,
    Quoted,
    Spoiler,
    Strong,
    Style,
    said,
)

AT = datetime(2021, 6, 19, 16, tzinfo=UTC)
EVERYTHING = Message(
    Kind.PREMIERE,
    "알고있지만 “Nevertheless”\n\t\\",
    (
        ("plain ", Strong("strong"), Link("link", "https://example.org/?a=1&b=2"), Spoiler("who")),
        (Quoted("There’s a lot", spoiler=True), Moment(AT, "Asia/Kuala_Lumpur"), Countdown(AT), Day(date(2021, 6, 20))),
        (),
    ),
    ((Button("Stop", "/unsubscribe nevertheless", Style.DANGER), LinkButton("Open", "https://t.me/x")), ()),
    personal=True,
    files=(
        File("nevertheless.toml", "application/toml", b"\xec\x95\x8c\n\x00\xff"),
        File("a.ics", "text/calendar", b""),
    ),
    form=Blank("/fill k1", "New drama", (Box("title", "Title", "What?"), Box("every", "On", "?", options=("Monday",)))),
    instead=True,
    settles="77",
)


@pytest.mark.parametrize("message", [EVERYTHING, Message(), said("x", ("y",))])
def test_a_message_that_was_kept_is_the_same_message(message):
    assert read(written(message)) == message


def test_every_part_that_a_message_may_have_can_be_kept():
    shapes = {one for one in vars(messages).values() if isinstance(one, type) and one.__module__ == messages.__name__}
    assert set(_SHAPES.values()) == shapes
    kept = json.loads(written(EVERYTHING))
    assert kept.keys() - {"is"} == {field.name for field in fields(Message)}


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        '{"is": "Strong", "text": "x"}',
        '{"is": "Hologram"}',
        '{"is": "Message", "colour": "red"}',
        '{"is": "Message", "kind": {"is": "Kind", "name": "RUMOUR"}}',
    ],
)
def test_what_another_version_kept_in_another_form_is_no_message(text):
    assert read(text) is None
