"""Each platform is kept running by itself."""

import asyncio
import contextlib
from collections.abc import Callable

import pytest

from bot import supervisor
from bot.core.outcomes import Refused
from bot.supervisor import AllRefused, supervise


class Platform:
    """Implements as much of ports.Chat as is supervised: it connects, and ends in each of these ways in turn."""

    def __init__(self, platform: str, *ends: Exception | None) -> None:
        self.platform = platform
        self.ends = list(ends)
        self.runs = 0

    async def run(self, ready: Callable[[str], None]) -> None:
        self.runs += 1
        ready(f"link {self.runs}")
        if not self.ends:
            await asyncio.Event().wait()
        if end := self.ends.pop(0):
            raise end


@contextlib.asynccontextmanager
async def supervised(*chats: Platform):
    told: list[tuple[str, ...]] = []
    task = asyncio.create_task(
        supervise(chats, lambda *said: told.append(("ready", *said)), lambda *said: told.append(("lost", *said)))
    )
    try:
        yield task, told
    finally:
        task.cancel()
        await asyncio.wait({task})


@pytest.fixture(autouse=True)
def at_once(monkeypatch):
    monkeypatch.setattr(supervisor, "LONGEST", 0.0)


async def until(holds: Callable[[], bool]) -> None:
    async with asyncio.timeout(5):
        while not holds():  # noqa: ASYNC110 - a fake platform rings no bell
            await asyncio.sleep(0)


async def test_a_platform_that_breaks_is_run_again_and_the_other_is_not_touched():
    broken = Platform("telegram", OSError("no network"), ValueError("a mistake"), None)
    steady = Platform("discord")
    async with supervised(broken, steady) as (_, told):
        await until(lambda: broken.runs == 4)
    assert steady.runs == 1
    assert [one for one in told if one[1] == "discord"] == [("ready", "discord", "link 1")]
    assert [one for one in told if one[1] == "telegram"] == [
        ("ready", "telegram", "link 1"),
        ("lost", "telegram", ""),
        ("ready", "telegram", "link 2"),
        ("lost", "telegram", ""),
        ("ready", "telegram", "link 3"),
        ("lost", "telegram", ""),
        ("ready", "telegram", "link 4"),
    ]


async def test_an_outage_of_a_week_is_outlived():
    platform = Platform("discord", *(OSError("no network") for _ in range(1100)))
    async with supervised(platform) as (task, _):
        await until(lambda: platform.runs == 1101)
        assert not task.done()


async def test_a_platform_that_refuses_the_bot_ends_alone_and_the_last_one_ends_all():
    refused = Platform("telegram", Refused("the token is wrong", "Get another"))
    other = Platform("discord", OSError("no network"))
    async with supervised(refused, other) as (task, told):
        await until(lambda: other.runs == 2)
        assert (refused.runs, task.done()) == (1, False)
        assert ("lost", "telegram", "the token is wrong") in told
    both = (Platform("telegram", Refused("no", "x")), Platform("discord", Refused("no", "x")))
    async with supervised(*both) as (task, _):
        with pytest.raises(AllRefused):
            await task


def test_the_pauses_grow_from_a_second_to_five_minutes(monkeypatch):
    monkeypatch.setattr(supervisor, "LONGEST", 300.0)
    monkeypatch.setattr(supervisor.random, "uniform", lambda low, high: high)
    pauses: list[float] = []

    async def sleep(seconds: float) -> None:
        pauses.append(seconds)
        if len(pauses) == 12:
            raise asyncio.CancelledError

    monkeypatch.setattr(supervisor.asyncio, "sleep", sleep)
    platform = Platform("discord", *(OSError("no network") for _ in range(20)))
    with contextlib.suppress(asyncio.CancelledError, AllRefused):
        asyncio.run(supervise([platform], lambda *_: None, lambda *_: None))
    assert pauses == [1, 2, 4, 8, 16, 32, 64, 128, 256, 300, 300, 300]
