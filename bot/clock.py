"""The only place that reads a clock.

The story clock answers what time it is for fans: now, today, due, expired, late. The platform clock is always real:
pace, retries, leases. In production both show the same.
"""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta


def real_now() -> datetime:
    """The platform clock as an instant in UTC, for what must survive a restart (a hold that a platform asked for)."""
    return datetime.now(UTC)


def running() -> float:
    """Seconds that nobody can set, a suspended machine's among them where the system counts these."""
    return time.clock_gettime(getattr(time, "CLOCK_BOOTTIME", time.CLOCK_MONOTONIC))


EARLIEST, LATEST = datetime(2026, 1, 1, tzinfo=UTC), datetime(2100, 1, 1, tzinfo=UTC)
LEAP = timedelta(days=1)  # no clock that was right is put forward by so much
STEP = timedelta(seconds=5)  # by so much it drifts in days, not between two looks


class Clock:
    """The story clock: the real time, or, started at another instant, as far from it as it was at the start."""

    held = False

    def __init__(
        self,
        start: datetime | None = None,
        wall: Callable[[], datetime] = real_now,
        running: Callable[[], float] = running,
    ) -> None:
        self.kind = "real" if start is None else "story"
        self._wall = wall
        self._running = running
        self._ahead = timedelta() if start is None else start - wall()
        self._believed: tuple[datetime, float] | None = None
        self.stepped = timedelta()  # how far it was put forward or back, as the last `doubt` found

    def now(self) -> datetime:
        return self._wall() + self._ahead

    def doubt(self) -> str | None:
        """Why the time that it shows cannot be right; None when it may be. A pretended time is always right."""
        if self.kind != "real":
            return None
        now, passed = self._wall(), self._running()
        what = f"The clock of this machine says {now:%d %B %Y %H:%M} UTC"
        if not EARLIEST <= now < LATEST:
            return f"{what}, which cannot be. Nothing is sent until it is put right."
        before, at = self._believed or (now, passed)
        self.stepped = now - before - timedelta(seconds=passed - at)
        if self.stepped > LEAP:
            return (
                f"{what}: it was put forward by {self.stepped.days} days. Nothing is sent until it is put back; "
                "if it is right now, start the bot again."
            )
        self._believed = (now, passed)
        return None

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
