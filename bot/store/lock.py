"""Being the one process that uses a store, wherever it is."""

from contextlib import AbstractAsyncContextManager

from bot.store import filelock, serverlock
from bot.store.holder import Lock


async def look(url: str) -> None:
    """Raises holder.Taken while another process has it."""
    async with locked(url):
        pass


def locked(url: str) -> AbstractAsyncContextManager[Lock]:
    """Raises holder.Taken, or unusable.Unusable where no lock can be had."""
    return filelock.locked(url) if url.startswith("sqlite") else serverlock.locked(url)
