"""A clock of the machine that a test sets while the bot runs: a file with the seconds by which it is ahead."""

import mmap
import struct
import sys
import time
from datetime import UTC, datetime, timedelta, tzinfo
from pathlib import Path
from typing import Any

from bot import clock, scheduler

SWEEP = timedelta(seconds=0.25)  # instead of 15 s: the test waits for each look


class Wall:
    """The test's side. `now` is what the bot's clock shows, in seconds since 1970."""

    def __init__(self, path: Path) -> None:
        self.path = path
        if not path.exists():
            path.write_bytes(struct.pack("d", 0.0))
        with path.open("r+b") as file:
            self._seen = mmap.mmap(file.fileno(), 8)

    @property
    def ahead(self) -> float:
        return float(struct.unpack("d", self._seen[:8])[0])

    @ahead.setter
    def ahead(self, seconds: float) -> None:
        self._seen[:8] = struct.pack("d", seconds)

    def now(self) -> float:
        return time.time() + self.ahead

    def set(self, to: datetime) -> None:
        self.ahead = to.timestamp() - time.time()


def wear(path: str, *, sweep: timedelta | None) -> None:
    """The bot's side: this process reads no other clock from now on. What nobody can set runs on as it did."""
    wall = Wall(Path(path))

    class AnyDatetime(type):
        def __instancecheck__(cls, one: Any) -> bool:
            return isinstance(one, datetime)

    class Shown(datetime, metaclass=AnyDatetime):
        @classmethod
        def now(cls, tz: tzinfo | None = None) -> datetime:  # type: ignore[override]
            return datetime.fromtimestamp(wall.now(), tz or UTC)

    for name, module in list(sys.modules.items()):
        if name.startswith("apscheduler.") and getattr(module, "datetime", None) is datetime:
            module.datetime = Shown  # type: ignore[attr-defined]
    clock.datetime = Shown  # type: ignore[misc]
    if sweep is not None:
        scheduler.SWEEP = sweep
