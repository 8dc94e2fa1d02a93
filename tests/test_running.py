"""What ends a chat in the terminal, and with which exit status."""

import asyncio
from io import StringIO

import pytest

from bot import config, running
from bot.app import Pretence
from bot.core import times

SEASON = Pretence(times.read_instant("2021-06-19T15:00:00Z"), 0, None)


class Closing(StringIO):
    """Takes what is written until that word comes; then nobody reads it any more, or the disk is full."""

    def __init__(self, last: str, error: OSError) -> None:
        super().__init__()
        self.last = last
        self.error = error

    def write(self, text: str) -> int:
        if self.last in self.getvalue():
            raise self.error
        return super().write(text)


async def chat(line: str, out: StringIO) -> int:
    settings = config.load(None, {})
    return await asyncio.wait_for(running.chat(settings, SEASON, StringIO(line), out), 15)


@pytest.fixture(autouse=True)
def elsewhere(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)


@pytest.mark.parametrize("last", ["> /subscribe", "16:00 UTC"])
async def test_a_reader_who_has_read_enough_ends_the_chat_at_once(last):
    out = Closing(last, BrokenPipeError(32, "Broken pipe"))
    assert await chat("/subscribe nevertheless\n", out) == running.FINE


@pytest.mark.parametrize("last", ["> /subscribe", "16:00 UTC"])
async def test_what_cannot_be_written_is_raised_and_not_taken_for_a_good_end(last):
    out = Closing(last, OSError(28, "No space left on device"))
    with pytest.raises(OSError, match="No space left on device"):
        await chat("/subscribe nevertheless\n", out)
