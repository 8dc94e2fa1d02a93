"""The first words, help, and the zone of a chat."""

from datetime import time

import pytest

from bot.commands.registry import registry
from bot.commands.settings import start, timezone
from bot.core.command import Permission
from bot.core.digests import Rhythm, What
from bot.core.errors import Mistake, NoSuchName
from bot.core.messages import Button, Message, Strong
from bot.core.ports import Place
from bot.core.texts import welcome
from tests.commands.memory import Memory, asking
from tests.commands.seasons import catalogue

DRAMAS = catalogue()


async def test_start_says_what_the_bot_does():
    for place in Place:
        assert await start(asking(DRAMAS, "2021-06-19 15:00", place=place), None) == welcome.start(place)


@pytest.mark.parametrize("link", ["subscribe_nevertheless", "subscribe_lovely-runner", "subscribe_red_sleeve"])
async def test_a_link_subscribes_in_a_private_chat(link: str):
    store = Memory()
    message = await start(asking(DRAMAS, "2021-06-19 15:00", store), link)
    assert message.title is not None
    assert message.title.startswith("Subscribed to ")
    assert len(store.held) == 1


async def test_a_link_changes_nothing_where_that_needs_a_manager():
    store = Memory()
    message = await start(asking(DRAMAS, "2021-06-19 15:00", store, Place.GROUP), "subscribe_nevertheless")
    assert message == welcome.start(Place.GROUP)
    assert store.held == {}


async def test_a_link_to_nothing_known_is_a_mistake():
    with pytest.raises(NoSuchName):
        await start(asking(DRAMAS, "2021-06-19 15:00"), "subscribe_zzzzzz")


async def test_help_shows_every_listed_command_and_one_in_detail():
    commands = registry().commands
    handler = commands["help"].handler
    ask = asking(DRAMAS, "2021-06-19 15:00")
    everything = await handler(ask, None)
    assert [line[0].text for line in everything.lines[:-2]] == [
        c.usage for c in commands.values() if c.listed and c.permission in (Permission.ANYONE, Permission.MANAGER)
    ]
    assert await handler(ask, commands["subscribe"]) == Message(
        title="/subscribe DRAMA [RELEASE]",
        lines=(
            ("Tell this chat when each episode is out.",),
            (Strong("DRAMA"), ": Title, or a part of it."),
            (Strong("RELEASE"), ": Where it comes out, such as Netflix or JTBC (may be left out)."),
        ),
        personal=True,
    )


async def test_help_finds_a_command_with_or_without_its_slash():
    param = registry().commands["help"].params[0]
    ask = asking(DRAMAS, "2021-06-19 15:00")
    assert [param.read(ask, words).name for words in ("quote", "/quote", " /Quote ")] == ["quote"] * 3
    with pytest.raises(NoSuchName, match="There is no command /qoute"):
        param.read(ask, "qoute")


async def test_a_chat_that_has_not_said_its_zone_is_told_what_that_means():
    message = await timezone(asking(DRAMAS, "2021-06-19 15:00"), None)
    assert message.lines == (
        ("This chat has not said its time zone, so a time is shown as it was announced, with its zone named.",),
        ("Choose one, or say /timezone with a city.",),
    )
    assert message.buttons[0][0] == Button("Kuala Lumpur, Malaysia (MYT)", "/timezone Asia/Kuala_Lumpur")
    assert sum(len(row) for row in message.buttons) == 8


async def test_a_zone_is_kept_and_the_hour_there_is_said():
    store = Memory()
    assert await timezone(asking(DRAMAS, "2021-06-19 15:00", store), "Asia/Kuala_Lumpur") == Message(
        lines=(
            (
                "From now on times here are told in Kuala Lumpur (MYT). "
                "It is 11:00 PM there now, Saturday 19 June 2021.",
            ),
        ),
        personal=True,
    )
    assert store.here == "Asia/Kuala_Lumpur"
    shown = await timezone(asking(DRAMAS, "2021-06-19 15:00", store), None)
    assert shown.lines[0] == (
        "Times here are told in Kuala Lumpur (MYT). It is 11:00 PM there now, Saturday 19 June 2021.",
    )


async def test_a_zone_can_be_taken_back_unless_something_is_told_by_it():
    store = Memory(here="Asia/Seoul", rhythms={What.QUOTE: Rhythm(time(8))})
    ask = asking(DRAMAS, "2021-06-19 15:00", store)
    off = registry().commands["timezone"].params[0].read(ask, "off")
    with pytest.raises(Mistake, match="Say /dailyquote off first, or /timezone with a city"):
        await timezone(ask, off)
    store.rhythms.clear()
    assert (await timezone(ask, off)).lines == (
        ("From now on times here are shown as they were announced, each with its zone named.",),
    )
    assert store.here is None
