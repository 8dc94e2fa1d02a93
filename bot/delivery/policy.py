"""What follows from an outcome. Pure: one function from what came of an attempt to what is done next."""

import random
from dataclasses import dataclass
from datetime import timedelta

from bot.core.outcomes import Kind, Outcome

RESEND = timedelta(seconds=60)  # before a message whose fate is unknown is sent once more
DOUBTFUL_TRIES = 5  # with a nonce that the platform remembers: they fit into the two minutes for which it does


@dataclass(frozen=True, slots=True)
class Step:
    """What to record of a batch: a final state, or "waiting" with the time until the next attempt."""

    state: str
    wait: timedelta | None = None
    counts: bool = True  # whether the attempt counts
    plain: bool = False  # send it without its trimmings next time
    doubtful: bool = False  # it may have arrived twice


def after(outcome: Outcome, *, attempts: int, plain: bool, remembered: bool, matters: bool) -> Step:
    """`attempts` were made before this one.

    `remembered`: the platform knows a nonce again. `matters`: being lost is worse than arriving twice.
    """
    match outcome.kind:
        case Kind.SENT:
            return Step("sent")
        case Kind.NOT_SENT:
            return Step("waiting", _backoff(attempts))  # until its hour is past
        case Kind.WAIT | Kind.BANNED:
            seconds = timedelta(seconds=(outcome.seconds or 1) + 0.5)
            return Step("waiting", seconds, counts=False)
        case Kind.UNKNOWN if remembered:
            again = matters or attempts < DOUBTFUL_TRIES
            return (
                Step("waiting", _backoff(attempts), doubtful=attempts >= DOUBTFUL_TRIES) if again else Step("unknown")
            )
        case Kind.UNKNOWN:
            again = matters and attempts == 0
            return Step("waiting", RESEND, doubtful=True) if again else Step("unknown")
        case Kind.MOVED:
            return Step("waiting", timedelta(), counts=False)
        case Kind.BAD_CONTENT:
            return Step("dead") if plain else Step("waiting", timedelta(), plain=True)
        case Kind.NO_RIGHTS | Kind.GONE:
            return Step(outcome.kind.value)
        case Kind.FATAL:
            return Step("waiting", timedelta(seconds=30), counts=False)


def _backoff(attempts: int) -> timedelta:
    """1, 2, 4 … 300 s with full jitter, so that many messages do not come back at once."""
    most = min(300.0, 2.0**attempts)
    return timedelta(seconds=random.uniform(most / 2, most))
