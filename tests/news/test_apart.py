"""What is large is read in another process, whatever becomes of it there."""

import asyncio
import os
import time
from contextlib import suppress
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bot.news import apart, article, feedfile
from bot.news.errors import NoFeed, Unread

NOW = datetime(2021, 6, 20, tzinfo=UTC)
LARGE = apart.SMALL + 1
GIVEN_UP = "Reading that takes more time or memory than any page or feed should, so it was given up."


def children() -> list[str]:
    found: list[str] = []
    for task in Path("/proc/self/task").iterdir():
        with suppress(OSError):  # a thread that has ended since has none
            found += (task / "children").read_text().split()
    return found


async def test_only_what_is_large_is_read_in_another_process():
    assert await apart.read(apart.SMALL, os.getpid) == os.getpid()
    assert await apart.read(LARGE, os.getpid) != os.getpid()
    assert children() == []


async def test_a_large_feed_and_a_large_page_are_read_as_small_ones_are():
    feed = b"<rss><channel><title>News</title><item><title>Goblin</title></item>%s</channel></rss>" % (b" " * LARGE)
    assert await apart.read(len(feed), feedfile.read, feed, "https://news.example/", NOW) == feedfile.read(
        feed, "https://news.example/", NOW
    )
    text = f"Goblin returns\n2024-03-01\nIt begins on 20 June.{' ' * LARGE}".encode()
    assert await article.read(text, html=False) == article.of_bytes(text, html=False)


async def test_what_is_wrong_with_it_is_said_as_it_was_there():
    with pytest.raises(NoFeed) as said:
        await apart.read(LARGE, feedfile.read, b"nothing", "https://news.example/", NOW)
    assert said.value.text == "That is no feed: it holds no RSS, no Atom and no JSON feed."


async def test_a_fault_of_ours_comes_with_the_place_where_it_happened():
    with pytest.raises(RuntimeError, match=r"feedfile\.py(.|\n)*AttributeError"):
        await apart.read(LARGE, feedfile.read, None, "https://news.example/", NOW)


@pytest.mark.parametrize(
    ("reader", "given"), [(bytes, 2**31), (time.sleep, 60), (os._exit, 1)], ids=["memory", "time", "a crash"]
)
async def test_what_takes_too_much_is_given_up(reader, given, monkeypatch):
    monkeypatch.setattr(apart, "PATIENCE", 1.0)
    with pytest.raises(Unread) as said:
        await apart.read(LARGE, reader, given)
    assert said.value.text == GIVEN_UP
    assert children() == []


async def test_it_ends_with_whoever_waits_for_it():
    reading = asyncio.create_task(apart.read(LARGE, time.sleep, 60))
    async with asyncio.timeout(10):
        while not children():  # noqa: ASYNC110 - a process rings no bell
            await asyncio.sleep(0.01)
    reading.cancel()
    with pytest.raises(asyncio.CancelledError):
        await reading
    assert children() == []


async def test_the_other_process_knows_no_token(monkeypatch):
    monkeypatch.setenv("DRAMABELL_TELEGRAM_TOKEN", "1234:test")
    assert await apart.read(LARGE, os.getenv, "DRAMABELL_TELEGRAM_TOKEN") is None
