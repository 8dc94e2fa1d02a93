"""What follows from an outcome. Pure: one function from what came of an attempt to what is done next."""

import random
from dataclasses import dataclass
from datetime import timedelta

from bot.core.outcomes import Kind, Outcome

RESEND = timedelta(seconds=60)  # before a message whose fate is unknown is sent once more
NONCE = timedelta(seconds=110)  # for so long a platform that remembers nonces does: "the past few minutes"
KILLS = 5  # in the middle of the same message, before it is given up: it may be what ends the bot
DOUBTFUL_TRIES = 5  # with a nonce that the platform remembers: they fit into that time


@dataclass(frozen=True, slots=True)
class Past:
    """What came before an attempt. `matters`: being lost is worse than arriving twice."""

    attempts: int = 0
    plain: bool = False
    matters: bool = True
    unsure: bool = False  # the answer to an earlier attempt was lost
    remembered: bool = False  # the platform knows that one's nonce again, so this attempt did not double it
    tells: bool = False  # the platform can be asked whether it arrived
    killed: timedelta | None = None  # we ourselves ended so long after the claim, and may not even have tried


@dataclass(frozen=True, slots=True)
class Step:
    """What to record of a batch: a final state, or "waiting" with the time until the next attempt."""

    state: str
    wait: timedelta | None = None
    counts: bool = True  # whether the attempt counts
    plain: bool = False  # send it without its trimmings next time
    doubtful: bool = False  # it may have arrived twice


def after(outcome: Outcome, past: Past) -> Step:
    twice = past.unsure and not past.remembered
    match outcome.kind:
        case Kind.SENT:
            return Step("sent", doubtful=twice)
        case Kind.NOT_SENT:
            return Step("waiting", _backoff(past.attempts))  # until its hour is past
        case Kind.WAIT | Kind.BANNED:
            return Step("waiting", timedelta(seconds=patience(outcome)), counts=False)
        case Kind.UNKNOWN if past.remembered or past.tells:
            again = past.matters or past.attempts < DOUBTFUL_TRIES
            return Step("waiting", _backoff(past.attempts)) if again else Step("unknown")
        case Kind.UNKNOWN if past.killed is not None:
            again = past.matters and past.attempts < KILLS
            return Step("waiting", max(RESEND - past.killed, timedelta())) if again else Step("unknown")
        case Kind.UNKNOWN:
            again = past.matters and not past.unsure
            return Step("waiting", RESEND) if again else Step("unknown", doubtful=twice)
        case Kind.MOVED:
            return Step("waiting", timedelta(), counts=False)
        case Kind.BAD_CONTENT:
            return Step("dead") if past.plain else Step("waiting", timedelta(), plain=True)
        case Kind.NO_RIGHTS | Kind.GONE:
            return Step(outcome.kind.value)
        case Kind.FATAL:
            return Step("waiting", timedelta(seconds=30), counts=False)


def patience(outcome: Outcome) -> float:
    """For how many seconds the platform wants to be left alone, and a little more."""
    return (outcome.seconds or 1) + 0.5


def _backoff(attempts: int) -> timedelta:
    """1, 2, 4 … 300 s with full jitter, so that many messages do not come back at once."""
    most = min(300.0, 2.0 ** min(attempts, 10))
    return timedelta(seconds=random.uniform(most / 2, most))
