"""What goes on beside the sending ends without a word when the store is another process's: the sender says it."""

import asyncio
from datetime import timedelta

import pytest
from structlog.testing import capture_logs

from bot.core.deliveries import Lost
from bot.delivery import headcount, upkeep
from bot.delivery.headcount import Headcount
from bot.delivery.upkeep import Upkeep
from tests.delivery.house import OUT


class Theirs:
    """Implements headcount.People and upkeep.Keeping on a store that another process has taken."""

    async def uncounted(self, *_):
        raise Lost("Another process has the store.")

    async def purge(self, *_):
        raise Lost("Another process has the store.")


class Counted:
    """Implements ports.Counting."""

    platform = "telegram"

    async def people(self, address):
        return None


@pytest.mark.parametrize(
    "beside",
    [Headcount(Counted(), Theirs(), lambda: OUT), Upkeep(Theirs(), timedelta(days=30), lambda: OUT, lambda: OUT)],
    ids=["people are counted", "the store is tidied"],
)
async def test_it_ends_where_the_store_is_lost(beside, monkeypatch):
    monkeypatch.setattr(headcount, "FIRST", 0.0)
    monkeypatch.setattr(upkeep, "EVERY", 0.0)
    with capture_logs() as logs:
        await asyncio.wait_for(beside.run(), 5)
    assert logs == []
