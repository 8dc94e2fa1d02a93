"""One process a store: a second one would send everything twice."""

import fcntl
from pathlib import Path
from typing import IO, Self

from sqlalchemy import make_url


class Taken(Exception):
    """Another process has the store; the text says so."""


class Unlockable(Exception):
    """The lock's file cannot be written; the text says why and what to do."""


class Lock:
    """A lock on a file beside the SQLite file. The kernel frees it when the process dies, however it dies."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._file: IO[str] | None = None

    @classmethod
    def of(cls, url: str) -> "Lock":
        return cls(Path(f"{make_url(url).database}.lock"))

    def __enter__(self) -> Self:
        try:
            self._file = self.path.open("a")
        except OSError as error:
            raise Unlockable(
                f"The store needs a file beside it, {self.path}, and that cannot be written ({error.strerror}). "
                "Make the folder writable, or name a file in another one under [database] url."
            ) from None
        try:
            fcntl.flock(self._file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except OSError:
            self._file.close()
            raise Taken(
                f"Another Dramabell is running on this store ({self.path.with_suffix('')}). "
                "Stop that one first, or name another file under [database] url."
            ) from None
        return self

    def __exit__(self, *_: object) -> None:
        assert self._file is not None
        self._file.close()
