"""Scripted misfortunes: what goes wrong, where, and at which call."""

import random
from dataclasses import dataclass, field, replace
from enum import Enum
from typing import Any

from tests.emulators.discord.errors import CODES


class Trouble(Enum):
    LATE = "late"  # takes effect at once, is answered `seconds` later
    DROP = "drop"  # takes effect, the connection closes without an answer
    RESET = "reset"  # the connection is reset; `accepted` says whether it took effect first
    STATUS = "status"  # a 5xx (or other) answer; `accepted` says whether it took effect first
    LIMITED = "limited"  # 429 with `scope`: user, shared, global, cloudflare; holds for `seconds`
    REFUSED = "refused"  # the API error with JSON code `code`
    HANG = "hang"  # no answer until the emulator is calm again


@dataclass(slots=True)
class Fault:
    """One script line. `route` like "POST /channels/{channel}/messages", None for every route; so for `channel`.

    The first call it applies to is the `nth` from now (1: the next one); it applies `times` times (None: for ever),
    each with that `chance`.
    """

    trouble: Trouble
    seconds: float = 0.0
    accepted: bool = False
    status: int = 503
    code: int = 0
    scope: str = "user"
    html: bool = False
    route: str | None = None
    channel: str | None = None
    nth: int = 1
    times: int | None = 1
    seen: int = 0
    chance: float = 1.0
    dice: random.Random = field(default_factory=lambda: random.Random(0))

    def __post_init__(self) -> None:
        self.trouble = Trouble(self.trouble)
        if self.trouble is Trouble.REFUSED and self.code not in CODES:
            raise ValueError(f"no such API error known here: {self.code}; known are {sorted(CODES)}")
        if self.scope not in ("user", "shared", "global", "cloudflare"):
            raise ValueError(f"scope is user, shared, global or cloudflare, not {self.scope!r}")

    def strikes(self, route: str, params: dict[str, str]) -> bool:
        """Whether it applies to this call, which it counts."""
        if self.route is not None and self.route != route:
            return False
        if self.channel is not None and self.channel != params.get("channel"):
            return False
        if self.chance < 1.0 and self.dice.random() >= self.chance:
            return False
        self.seen += 1
        return self.seen >= self.nth and (self.times is None or self.seen < self.nth + self.times)


def late(seconds: float) -> Fault:
    """Accepted at once, answered that much later."""
    return Fault(Trouble.LATE, seconds=seconds, accepted=True)


def drop_reply() -> Fault:
    """Accepted, but the answer never comes: the connection closes."""
    return Fault(Trouble.DROP, accepted=True)


def reset(*, accepted: bool = False) -> Fault:
    return Fault(Trouble.RESET, accepted=accepted)


def status(code: int, *, accepted: bool = False, html: bool = False) -> Fault:
    return Fault(Trouble.STATUS, status=code, accepted=accepted, html=html)


def bad_gateway(*, accepted: bool = False) -> Fault:
    """A 502 page in HTML."""
    return status(502, accepted=accepted, html=True)


def limited(seconds: float, *, scope: str = "user") -> Fault:
    """429 now and for that long; `scope` global or cloudflare holds every route."""
    return Fault(Trouble.LIMITED, seconds=seconds, scope=scope)


def refused(code: int, *, seconds: float = 0.0) -> Fault:
    """That API error. `seconds` is retry_after, for the codes that are 429s."""
    return Fault(Trouble.REFUSED, code=code, seconds=seconds)


def hang() -> Fault:
    return Fault(Trouble.HANG)


class Script:
    """The faults still to come, in the order in which they were scripted."""

    def __init__(self) -> None:
        self.faults: list[Fault] = []

    def add(self, fault: Fault, **where: Any) -> Fault:
        self.faults.append(placed := replace(fault, **where))
        return placed

    def strike(self, route: str, params: dict[str, str]) -> Fault | None:
        struck = [fault for fault in self.faults if fault.strikes(route, params)]
        for postponed in struck[1:]:  # two for the same call: the second one takes the next call
            postponed.seen -= 1
        self.faults = [f for f in self.faults if f.times is None or f.seen < f.nth + f.times - 1]
        return struck[0] if struck else None
