"""Stops asking a platform that keeps refusing, before it bans us.

Discord's wall counts 401s, 403s and 429s: 10,000 in ten minutes, and nothing from here gets through for hours.
"""

from collections import deque

WINDOW = 600.0  # seconds
PROBE = 60.0  # seconds between two tries while it is open
SPARE = 12  # refusals that the tries themselves may cost


class Breaker:
    """At most `most` refusals in any ten minutes. Times are the event loop's."""

    def __init__(self, most: int) -> None:
        self.most = most
        self._refusals: deque[float] = deque()
        self._next_probe: float | None = None  # while it is open

    def refused(self, now: float) -> float | None:
        """Until when to be silent; None to go on."""
        self._refusals.append(now)
        while self._refusals[0] <= now - WINDOW:
            self._refusals.popleft()
        if len(self._refusals) > max(self.most - SPARE, 0):
            self._next_probe = max(now + PROBE, self._room(now))
        return self._next_probe

    def accepted(self) -> bool:
        """Whether the platform has changed its mind: one try got through."""
        was_open, self._next_probe = self._next_probe is not None, None
        return was_open

    @property
    def open(self) -> bool:
        return self._next_probe is not None

    def _room(self, now: float) -> float:
        """When one more refusal is not one too many."""
        over = len(self._refusals) - self.most
        return self._refusals[over] + WINDOW if over >= 0 else now
