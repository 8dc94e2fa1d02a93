"""The only place that reads a clock.

The story clock answers what time it is for fans: now, today, due, expired, late. The platform clock is always real:
pace, retries, leases. In production both show the same.
"""

import time
from datetime import UTC, datetime, timedelta


def real_now() -> datetime:
    """The platform clock as an instant in UTC, for what must survive a restart (a hold that a platform asked for)."""
    return datetime.now(UTC)


class Clock:
    """The story clock: the real time, or, started at another instant, as far from it as it was at the start."""

    held = False

    def __init__(self, start: datetime | None = None) -> None:
        self.kind = "real" if start is None else "story"
        self._ahead = timedelta() if start is None else start - real_now()

    def now(self) -> datetime:
        return real_now() + self._ahead

    def until(self, instant: datetime) -> float:
        """Real seconds until the story clock shows that instant; negative when it is past."""
        return (instant - self.now()).total_seconds()


class HeldClock(Clock):
    """A story clock that stands still until it is told to leap."""

    held = True

    def __init__(self, start: datetime) -> None:
        super().__init__(start)
        self._now = start

    def now(self) -> datetime:
        return self._now

    def leap(self, to: datetime) -> None:
        """Show that instant from now on. A clock never goes back: an earlier one is a ValueError."""
        if to < self._now:
            raise ValueError(f"a story clock at {self._now} cannot leap back to {to}")
        self._now = to


class Stopwatch:
    """Real seconds since it was made or last restarted; suspends and clock steps do not disturb it."""

    def __init__(self) -> None:
        self._since = time.monotonic()

    def restart(self) -> None:
        self._since = time.monotonic()

    @property
    def seconds(self) -> float:
        return time.monotonic() - self._since
