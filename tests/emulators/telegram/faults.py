"""Faults that a test scripts: what goes wrong, for which calls, and whether the call had its effect all the same."""

import random
from dataclasses import dataclass, field
from enum import Enum
from typing import Any

from .errors import Refusal, flooded


class Kind(Enum):
    LATE = "late"  # accepted, answered after `seconds`
    LOST_REPLY = "lost_reply"  # accepted, then the connection is closed without an answer
    RESET = "reset"  # the connection is reset, nothing was accepted
    ERROR = "error"  # a JSON error of that `status`
    HTML = "html"  # a web server's own error page
    FLOOD = "flood"  # 429 with `retry_after`, after `seconds`
    GARBAGE = "garbage"  # status 200 with a body that is no JSON
    NOT_OK = "not_ok"  # status 200 with ok:false
    BLACK_HOLE = "black_hole"  # nothing comes back, ever; the connection stays open
    REFUSAL = "refusal"  # any answer of the Bot API


@dataclass(frozen=True, slots=True)
class Fault:
    """`accept`: the call has its effect although the bot is told otherwise."""

    kind: Kind
    accept: bool = False
    status: int = 0
    seconds: float = 0.0
    retry_after: int | None = None
    description: str = ""
    parameters: tuple[tuple[str, Any], ...] = ()

    def refusal(self) -> Refusal:
        if self.kind is Kind.FLOOD:
            return Refusal(429, "Too Many Requests") if self.retry_after is None else flooded(self.retry_after)
        return Refusal(self.status, self.description, dict(self.parameters))


def late(seconds: float) -> Fault:
    return Fault(Kind.LATE, accept=True, seconds=seconds)


def lost_reply() -> Fault:
    return Fault(Kind.LOST_REPLY, accept=True)


def reset() -> Fault:
    return Fault(Kind.RESET)


def error(status: int = 500, *, accept: bool = False, description: str = "Internal Server Error") -> Fault:
    return Fault(Kind.ERROR, accept=accept, status=status, description=description)


def html(status: int = 502, *, accept: bool = False) -> Fault:
    return Fault(Kind.HTML, accept=accept, status=status)


def flood(retry_after: int | None = 30, *, seconds: float = 0.0) -> Fault:
    """429. None leaves `parameters` out; the server's own flood answer comes after 3 `seconds` with 60."""
    return Fault(Kind.FLOOD, status=429, retry_after=retry_after, seconds=seconds)


def garbage(*, accept: bool = True) -> Fault:
    return Fault(Kind.GARBAGE, accept=accept, status=200)


def not_ok() -> Fault:
    return Fault(Kind.NOT_OK, status=200, description="Bad Request: something went wrong")


def black_hole(*, accept: bool = False) -> Fault:
    return Fault(Kind.BLACK_HOLE, accept=accept)


def refusal(code: int, description: str, **parameters: Any) -> Fault:
    """Any error answer, complete: refusal(403, "Forbidden: bot was blocked by the user")."""
    return Fault(Kind.REFUSAL, status=code, description=description, parameters=tuple(parameters.items()))


MAKERS = {
    maker.__name__: maker
    for maker in (late, lost_reply, reset, error, html, flood, garbage, not_ok, black_hole, refusal)
}


@dataclass(eq=False)
class Rule:
    """Which calls a fault strikes.

    `method` None is all but getUpdates; `chat` None is any. Of the calls that match, the first `after` pass, then
    `times` are struck (None: all), each with that `chance`.
    """

    fault: Fault
    method: str | None = None
    chat: int | None = None
    after: int = 0
    times: int | None = 1
    chance: float = 1.0
    dice: random.Random = field(default_factory=lambda: random.Random(0))
    seen: int = 0
    struck: int = 0

    def strikes(self, method: str, chat: int | None) -> bool:
        if self.method is None and method == "getupdates":
            return False
        if self.method not in (None, "*") and self.method.lower() != method:
            return False
        if self.chat is not None and self.chat != chat:
            return False
        self.seen += 1
        if self.seen <= self.after or (self.times is not None and self.struck >= self.times):
            return False
        if self.chance < 1.0 and self.dice.random() >= self.chance:
            return False
        self.struck += 1
        return True


class Script:
    """All rules in force. The first that strikes wins; rules behind it still count the call."""

    def __init__(self) -> None:
        self.rules: list[Rule] = []

    def add(self, rule: Rule) -> Rule:
        self.rules.append(rule)
        return rule

    def remove(self, rule: Rule) -> None:
        self.rules.remove(rule)

    def clear(self) -> None:
        self.rules.clear()

    def strike(self, method: str, chat: int | None) -> Fault | None:
        struck = [rule.fault for rule in self.rules if rule.strikes(method, chat)]
        return struck[0] if struck else None
