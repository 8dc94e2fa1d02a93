"""Who has to hear of what in three days, and who heard what. It knows of no outbox.

Only who follows what, when it comes out, and what befell each chat meanwhile.
"""

import re
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from enum import Enum
from typing import Any

HOUR, DAY, MINUTE = timedelta(hours=1), timedelta(days=1), timedelta(minutes=1)
FIRST = (datetime.now(UTC) + 2 * DAY).replace(hour=0, minute=0, second=0, microsecond=0)  # the first of three days
NAMES = ("Alpha", "Bravo", "Charlie", "Delta", "Echo", "Foxtrot", "Golf", "Hotel")
OUT_AT = (2, 5, 8, 8, 12, 15, 18, 22)  # hours, UTC; two come out together
DAYS = 3

Night = tuple[str, int, str]  # drama, episode, lead
AWAY = re.compile(r"([A-Z][a-z]+) episodes? (\d+(?:(?:, | and | to )\d+)*)")


def told_in(text: str) -> Iterator[Night]:
    if "While I was away" in text:
        for name, numbers in AWAY.findall(text):
            found = [int(number) for number in re.findall(r"\d+", numbers)]
            for number in range(found[0], found[-1] + 1) if " to " in numbers else found:
                yield name, number, "0m"
        return
    for line in text.splitlines():
        if found := re.match(r"\**([A-Z][a-z]+): Episode (\d+) of", line):
            yield found[1], int(found[2]), "1h" if " airs in " in line else "0m"


@dataclass(frozen=True, slots=True)
class Due:
    at: datetime
    drama: str
    episode: int
    lead: str

    @property
    def night(self) -> Night:
        return self.drama, self.episode, self.lead


def dues() -> list[Due]:
    found = []
    for name, hour in zip(NAMES, OUT_AT, strict=True):
        for day in range(DAYS):
            out = FIRST + day * DAY + hour * HOUR
            found += [Due(out - HOUR, name, day + 1, "1h"), Due(out, name, day + 1, "0m")]
    return sorted(found, key=lambda due: (due.at, due.drama))


class State(Enum):
    WELL = "well"
    GONE = "gone"
    MUTED = "muted"


@dataclass(eq=False)
class Chat:
    """`must` are nights it has to hear of once, `may` those that it may hear of once."""

    platform: str
    place: Any
    follows: frozenset[str]
    state: State = State.WELL
    must: set[Night] = field(default_factory=set)
    may: set[Night] = field(default_factory=set)
    heard: Counter[Night] = field(default_factory=Counter)
    past: list[str] = field(default_factory=list)
    doubts: Counter[Night] = field(default_factory=Counter)  # times after which nobody could know whether it arrived

    def falls_due(self, due: Due, *, certain: bool) -> None:
        """`certain`: the bot is there at that time."""
        if due.drama not in self.follows or self.state is State.GONE:
            return
        self.may.add(due.night)
        if due.lead == "0m" or (certain and self.state is State.WELL):
            self.must.add(due.night)

    def becomes(self, state: State, at: datetime) -> None:
        self.state = state
        self.past.append(f"{at:%d %H:%M} {state.value}")

    @property
    def given_up(self) -> set[Night]:
        """A countdown in doubt is not repeated, and what is out only once."""
        tries = {"1h": 1, "0m": 2}
        doubtful = [night for night in self.must if self.doubts[night] >= tries[night[2]] and not self.heard[night]]
        return set(doubtful) if self.platform == "telegram" else set()

    @property
    def wrong(self) -> Iterator[tuple[str, Night]]:
        for night in self.must - self.given_up:
            if not self.heard[night]:
                yield "lost", night
        for night, times in self.heard.items():
            if night not in self.may:
                yield "not for this chat", night
            elif times > 1 + (self.doubts[night] if self.platform == "telegram" else 0):
                yield f"{times} times", night
