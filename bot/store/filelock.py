"""The lock on a SQLite store."""

import asyncio
import fcntl
import os
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from pathlib import Path
from typing import IO

from bot.store.holder import FROZEN, LOOK, Lock, Taken
from bot.store.unusable import Unusable, place


class FileLock(Lock):
    """A lock on a file beside the SQLite file; our process id is in it, and its time is our last sign of life."""

    def __init__(self, path: Path, file: IO[str]) -> None:
        super().__init__()
        self.path = path
        self.file = file

    async def _look(self) -> str | None:
        with suppress(OSError):  # a full disk or a broken one is not for us to report
            os.utime(self.file.fileno())
        return None if _is(self.file, self.path) else f"The file {self.path} was removed, or another Dramabell has it."


@asynccontextmanager
async def locked(url: str) -> AsyncIterator[Lock]:
    """Raises Taken, or Unusable where no lock can be had."""
    path = Path(f"{place(url)}.lock")
    with await _file(path) as file:
        yield FileLock(path, file)


async def _file(path: Path) -> IO[str]:
    """The file at that path, locked."""
    try:
        while True:
            file = _open(path)
            if not _lockable(file):
                with file:
                    file = await _taken_over(path, file)
            if _is(file, path):  # if not, another process has just put its own there
                break
            file.close()
        file.truncate(0)
        file.write(f"{os.getpid()}\n")
        file.flush()
    except OSError as error:
        raise Unusable(
            f"The store needs a file beside it, {path}, and that cannot be written ({error.strerror}). "
            "Make the folder writable, or name a file in another one under [database] url."
        ) from None
    return file


async def _taken_over(path: Path, held: IO[str]) -> IO[str]:
    """A file of our own in the place of the held one, if its holder is frozen."""
    ours = path.with_name(f"{path.name}.{os.getpid()}")
    with _open(ours) as new:
        _lockable(new)
        seen = os.fstat(held.fileno()).st_mtime
        if os.fstat(new.fileno()).st_mtime - seen > FROZEN:
            await asyncio.sleep(2 * LOOK)  # it may just have woken up, with the whole machine
            if os.fstat(held.fileno()).st_mtime == seen:
                ours.replace(path)
                return os.fdopen(os.dup(new.fileno()), "a+")
        ours.unlink()
    held.seek(0)
    process = held.read().strip()
    raise Taken(
        f"Another Dramabell{f' (process {process})' if process else ''} is running on this store "
        f"({path.with_suffix('')}). Stop that one first, or name another file under [database] url."
    )


def _open(path: Path) -> IO[str]:
    return path.open("a+", encoding="ascii")


def _lockable(file: IO[str]) -> bool:
    try:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _is(file: IO[str], path: Path) -> bool:
    try:
        return os.path.samestat(os.fstat(file.fileno()), path.stat())
    except OSError:
        return False
