"""Messages that were sent, as they read after the schedule changed."""

import asyncio
from datetime import UTC, datetime, timedelta
from types import SimpleNamespace

from bot.core import schedules
from bot.core.catalogue import Catalogue, Library
from bot.core.deliveries import Batch, Lost, Part
from bot.core.messages import Kind
from bot.core.ports import Address, Place
from bot.delivery import compose
from bot.delivery.corrections import Corrector
from bot.delivery.pace import Limits, Pace

OUT = datetime(2024, 3, 5, 11, 50, tzinfo=UTC)
FILE = """\
title = "Kite Season"

[[release]]
network = "tvN"
zone = "KST"
first = "4 March 2024 8:50 PM"
episodes = 6
every = ["Monday", "Tuesday"]
"""
ON_ONE_NIGHT = """change = [{episodes = [3], at = "5 March 2024 8:50 PM"}]\n"""


def sent(*episodes: int) -> Batch:
    """A reminder of them, sent when they were out."""
    part = Part(
        Kind.REMINDER, "kite", "tvn", episodes, "2024-03-05T20:50", "Asia/Seoul", "0m", OUT, OUT + timedelta(hours=6)
    )
    return Batch(1, "n", 1, Address("telegram", "1"), Place.PRIVATE, None, 0, False, OUT, (part,))


def corrected(text: str, batch: Batch) -> str | None:
    message = compose.corrected(Library(Catalogue.of([schedules.parse(text, "kite")])), batch)
    return message and message.title


def test_episodes_that_come_to_the_same_night_are_told_with_it():
    assert corrected(FILE, sent(2)) == "Kite Season: Episode 2 of 6 is out now"
    assert corrected(FILE + ON_ONE_NIGHT, sent(2)) == "Kite Season: Episodes 2 and 3 of 6 are out now"


def test_an_episode_that_leaves_the_night_is_said_to():
    assert corrected(FILE, sent(2, 3)) == "Kite Season: Episodes 2 and 3 of 6 were changed"


class Replaced:
    """The store of a bot whose place another has taken."""

    async def correction(self, platform: str, real: datetime) -> Batch | None:
        raise Lost("Another Dramabell has taken over this store.")

    async def corrected(self, batch: Batch, again: datetime | None) -> None:
        raise AssertionError("there was nothing to correct")


async def test_corrections_end_without_a_word_once_the_store_is_lost(capsys):
    chat = SimpleNamespace(platform="telegram")
    corrector = Corrector(chat, Replaced(), Pace(Limits()), lambda batch: None, lambda: OUT, lambda: OUT)
    corrector.ring()
    async with asyncio.timeout(2):
        await corrector.run()
    assert capsys.readouterr() == ("", "")
