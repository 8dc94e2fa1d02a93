"""Who looks at the stage: every tab of a browser is a fan with a chat of their own."""

import asyncio
import secrets
from collections import deque
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

MOST = 24  # fans at once
KEPT = 200  # of what was said to each, for a page that is loaded again
BEHIND = 1000  # events that a page has not taken yet, before it is taken for dead

Event = Mapping[str, Any]  # JSON


@dataclass(slots=True, eq=False)
class Fan:
    """`token` is known to the fan's own page alone. An `admin` is an owner of the bot, as long as the switch is on."""

    token: str
    number: int
    admin: bool = False
    shown: deque[dict[str, Any]] = field(default_factory=lambda: deque(maxlen=KEPT))
    pages: set["asyncio.Queue[Event]"] = field(default_factory=set)
    last: int = 0  # the number of what was said last

    @property
    def name(self) -> str:
        return f"Fan {self.number}"

    @property
    def id(self) -> str:
        return str(self.number)

    def show(self, shown: Mapping[str, Any]) -> int:
        """Say that to the fan's page, now and when it is loaded again; its number."""
        self.last += 1
        entry = {**shown, "what": "shown", "number": self.last}
        self.shown.append(entry)
        self.hear(entry)
        return self.last

    def change(self, number: int, shown: Mapping[str, Any]) -> None:
        """Put that in place of what was said under that number."""
        for entry in self.shown:
            if entry["number"] == number:
                entry.update(shown, edited=True)
                self.hear({**entry, "what": "changed"})

    def hear(self, event: Event) -> None:
        for page in list(self.pages):
            if page.full():
                self.pages.discard(page)
            else:
                page.put_nowait(event)


class Audience:
    """They stay when the story begins anew; what was said to them does not."""

    def __init__(self) -> None:
        self.fans: dict[str, Fan] = {}  # by token
        self._numbers = 0

    def join(self) -> Fan | None:
        """A new fan; None when the house is full of fans who are looking."""
        if len(self.fans) >= MOST:
            gone = next((fan for fan in self.fans.values() if not fan.pages), None)
            if gone is None:
                return None
            del self.fans[gone.token]
        self._numbers += 1
        fan = Fan(secrets.token_urlsafe(18), self._numbers)
        self.fans[fan.token] = fan
        return fan

    def fan(self, chat: str) -> Fan | None:
        return next((fan for fan in self.fans.values() if fan.id == chat), None)

    def tell(self, event: Event) -> None:
        """Something that all of them see."""
        for fan in self.fans.values():
            fan.hear(event)

    def clear(self) -> None:
        """Their chats are empty again."""
        for fan in self.fans.values():
            fan.shown.clear()
            fan.hear({"what": "cleared"})

    @property
    def admins(self) -> Sequence[str]:
        """Whoever is an admin when this is looked at."""
        return _Those(lambda: (fan.id for fan in self.fans.values() if fan.admin))


class _Those(Sequence[str]):
    def __init__(self, now: Callable[[], Iterator[str]]) -> None:
        self._now = now

    def __len__(self) -> int:
        return len(list(self._now()))

    def __getitem__(self, place: Any) -> Any:
        return list(self._now())[place]
