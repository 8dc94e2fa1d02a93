"""The ten things that can come of a send, each with one policy. Every platform names the kind in one pure function."""

from dataclasses import dataclass
from enum import Enum


class Kind(Enum):
    SENT = "sent"  # accepted, or known to have been accepted before
    NOT_SENT = "not sent"  # certainly not accepted, worth another try
    UNKNOWN = "unknown"  # the answer was lost: it may or may not have arrived
    WAIT = "wait"  # the platform asks for patience
    BANNED = "banned"  # the platform refuses everything from here
    MOVED = "moved"  # the chat has a new address
    GONE = "gone"  # the chat is no longer there for us
    NO_RIGHTS = "no rights"  # the chat is there, we may not post
    BAD_CONTENT = "bad content"  # this message is not acceptable as it is
    FATAL = "fatal"  # the token is not accepted: stop this platform


@dataclass(frozen=True, slots=True)
class Outcome:
    kind: Kind
    message_id: str | None = None  # of SENT, where the platform gives one
    seconds: float | None = None  # of WAIT and BANNED: for how long
    everywhere: bool = False  # of WAIT: the whole platform waits, not only this chat
    moved_to: str | None = None  # of MOVED: the new address
    reason: str = ""  # for the operator: the platform's own words, without any token


class Refused(Exception):
    """The platform will not have this bot until the operator changes something. `advice` says what, in one sentence."""

    def __init__(self, reason: str, advice: str) -> None:
        super().__init__(f"{reason}. {advice}")
        self.reason = reason
        self.advice = advice
