from collections.abc import AsyncIterator

import pytest

from tests.web.site import Site


@pytest.fixture
async def site(tmp_path) -> AsyncIterator[Site]:
    """Not started: site.bot.start(at)."""
    async with Site(tmp_path) as site:
        yield site
