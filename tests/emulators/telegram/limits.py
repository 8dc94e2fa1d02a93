"""Flood limits of one bot, measured on the monotonic clock over what was accepted.

Telegram publishes no exact figures: one message a second to a chat (short bursts are forgiven), 20 a minute to a group
or channel, about 30 a second in all, says its FAQ for bots. `Limits()` is that; the others are for hard tests.
"""

import math
from collections import defaultdict, deque
from dataclasses import dataclass, field
from enum import Enum


class Overall(Enum):
    """How the overall limit is kept."""

    WINDOW = "window"  # at most so many in any second
    BUCKET = "bucket"  # a bucket of that size, refilled at that rate
    HARSH = "harsh"  # WINDOW, and whoever breaks it is locked out of everything for three seconds


@dataclass(frozen=True, slots=True)
class Limits:
    """Messages a second to one chat, a minute to one group, a second in all; 0 or less lifts a limit.

    `chat_burst` is how many may go to a chat beyond its one a second before it is refused: 0 is the strict rule.
    `grace` seconds are forgiven in every window, for the jitter of two processes on one machine.
    """

    per_chat: int = 1
    per_group: int = 20
    overall: int = 30
    chat_burst: int = 5
    model: Overall = Overall.WINDOW
    lock: float = 3.0
    grace: float = 0.02

    @classmethod
    def strict(cls) -> "Limits":
        return cls(chat_burst=0)

    @classmethod
    def bucket(cls) -> "Limits":
        return cls(chat_burst=0, model=Overall.BUCKET)

    @classmethod
    def harsh(cls) -> "Limits":
        return cls(chat_burst=0, model=Overall.HARSH)

    @classmethod
    def none(cls) -> "Limits":
        return cls(per_chat=0, per_group=0, overall=0)


@dataclass
class Window:
    """At most `most` events in any `period` seconds."""

    most: int
    period: float
    times: deque[float] = field(default_factory=deque)

    def wait(self, now: float) -> float:
        """Seconds until one more fits; 0 when it fits now."""
        while self.times and self.times[0] <= now - self.period:
            self.times.popleft()
        return 0.0 if len(self.times) < self.most else self.times[0] + self.period - now

    def take(self, now: float) -> None:
        self.times.append(now)


@dataclass
class Bucket:
    """Starts full, with room for `size`, refilled at `rate` a second."""

    size: float
    rate: float
    level: float = math.inf
    since: float = 0.0

    def wait(self, now: float) -> float:
        self.level = min(self.size, self.level + (now - self.since) * self.rate)
        self.since = now
        return 0.0 if self.level >= 1 else (1 - self.level) / self.rate

    def take(self, now: float) -> None:
        self.wait(now)
        self.level -= 1


class Meter:
    """Keeps the limits of one bot. `refusals` counts what was refused, by the limit that was broken."""

    def __init__(self, limits: Limits) -> None:
        self.limits = limits
        self.refusals: dict[str, int] = defaultdict(int)
        self._chats: dict[int, Window | Bucket] = {}
        self._groups: dict[int, Window] = {}
        self._overall: Window | Bucket = (
            Bucket(limits.overall, limits.overall)
            if limits.model is Overall.BUCKET
            else Window(limits.overall, 1.0 - limits.grace)
        )
        self._locked_until = -math.inf

    def retry_after(self, chat: int, group: bool, now: float) -> int | None:
        """Whole seconds to wait before this message may go to that chat; None when it is let through, and counted."""
        limits = self.limits
        if now < self._locked_until:
            return self._refuse("locked", self._locked_until - now)
        meters: list[tuple[str, Window | Bucket]] = []
        if limits.overall > 0:
            meters.append(("overall", self._overall))
        if limits.per_group > 0 and group:
            meters.append(("group", self._groups.setdefault(chat, Window(limits.per_group, 60.0 - limits.grace))))
        if limits.per_chat > 0:
            meters.append(("chat", self._chats.setdefault(chat, self._for_chat())))
        for name, meter in meters:
            if (wait := meter.wait(now)) > 0:
                if name == "overall" and limits.model is Overall.HARSH:
                    self._locked_until = now + limits.lock
                    wait = limits.lock
                return self._refuse(name, wait)
        for _, meter in meters:
            meter.take(now)
        return None

    def _for_chat(self) -> Window | Bucket:
        limits = self.limits
        if limits.chat_burst > 0:
            return Bucket(limits.per_chat + limits.chat_burst, limits.per_chat)
        return Window(limits.per_chat, 1.0 - limits.grace)

    def _refuse(self, name: str, wait: float) -> int:
        self.refusals[name] += 1
        return max(1, math.ceil(wait))
