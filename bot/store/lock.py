"""Being the one process that uses a store, wherever it is."""

from contextlib import AbstractAsyncContextManager

from bot.store import filelock, serverlock
from bot.store.holder import Lock


def locked(url: str) -> AbstractAsyncContextManager[Lock]:
    """Raises holder.Taken, or unusable.Unusable where no lock can be had."""
    return filelock.locked(url) if url.startswith("sqlite") else serverlock.locked(url)
