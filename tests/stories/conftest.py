"""`bot` runs the story in Telegram and again in Discord; a story for one chat alone says so with `only`."""

from collections.abc import AsyncIterator

import pytest

from bot.delivery import sender
from tests.stories.bot import Bot


@pytest.fixture(params=["telegram", "discord"])
async def bot(request, tmp_path, monkeypatch) -> AsyncIterator[Bot]:
    monkeypatch.setattr(sender, "IDLE", 0.02)  # the pause in which a chat's own pace is waited out
    async with Bot(tmp_path, *request.param.split("+")) as bot:
        yield bot
