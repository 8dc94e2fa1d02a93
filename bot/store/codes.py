"""The numbers that stand in the table of deliveries, which has a row for everybody who is told something.

They are in stores that people have: a number never gets another meaning, and new ones come at the end.
"""

from collections.abc import Iterable
from enum import IntEnum
from typing import Any

from sqlalchemy import ColumnElement, Dialect, Integer, SmallInteger, TypeDecorator, case, literal_column


class DeliveryState(IntEnum):
    """What became of a delivery. 0 and 1 take no room in SQLite."""

    READY = 0
    SENT = 1
    CLAIMED = 2
    PAUSED = 3  # the bot may not post in that chat just now
    EXPIRED = 4  # nobody was told in time; the planner looks at it once more
    MISSED = 5
    UNWANTED = 6
    SKIPPED = 7
    GONE = 8
    DEAD = 9
    UNKNOWN = 10
    NO_RIGHTS = 11


class Coded(TypeDecorator[str]):
    """One of the words of `codes`, as everybody else has them: in lower case, with spaces."""

    impl = SmallInteger
    cache_ok = True

    def __init__(self, codes: type[IntEnum]) -> None:
        self.codes = codes
        super().__init__()

    def process_bind_param(self, value: str | None, dialect: Dialect) -> int | None:
        return None if value is None else code(self.codes, value)

    def process_result_value(self, value: int | None, dialect: Dialect) -> str | None:
        return None if value is None else word(self.codes(value))


def code(codes: type[IntEnum], said: str) -> int:
    return codes[said.upper().replace(" ", "_")].value


def word(one: IntEnum) -> str:
    return one.name.lower().replace("_", " ")


def coded(one: IntEnum) -> ColumnElement[Any]:
    """In an expression of SQL."""
    return literal_column(str(one.value), Integer)


PLATFORMS = ("telegram", "discord", "terminal", "stage")
PRIORITIES = 8  # the highest is 1


def queue(platform: str, priority: int) -> int:
    """Where a delivery waits: each platform has its own queues, one a priority."""
    return PLATFORMS.index(platform) * PRIORITIES + priority


def queues(platform: str) -> tuple[int, int]:
    """The first and the last of its queues."""
    return queue(platform, 0), queue(platform, PRIORITIES - 1)


def priority_of(queue: int) -> int:
    return queue % PRIORITIES


def queue_of(platform: ColumnElement[str], priority: int) -> ColumnElement[int]:
    """The same in SQL; those of a platform that this version does not know wait where nobody looks."""
    known = {name: literal_column(str(queue(name, priority)), Integer) for name in PLATFORMS}
    nobody = literal_column(str(len(PLATFORMS) * PRIORITIES + priority), Integer)
    return case(known, value=platform, else_=nobody)


def unsent_state(of_chat: ColumnElement[str]) -> ColumnElement[int]:
    """Of a new delivery: where the bot may not post now, it waits."""
    return case((of_chat == "paused", coded(DeliveryState.PAUSED)), else_=coded(DeliveryState.READY))


def numbers(told: str | None) -> list[int]:
    """The ids of announcements, as batches have them."""
    return [int(one) for one in (told or "").split("+") if one]


def told(numbers: Iterable[int]) -> str:
    return "+".join(map(str, numbers))
