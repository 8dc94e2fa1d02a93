"""What Prometheus reads: counts and states, never an address, a name or a word of anybody."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Protocol

CONTENT_TYPE = "text/plain; version=0.0.4; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Count:
    """One figure: "deliveries", {"platform": "telegram", "outcome": "sent"}, 12.0. `rising` is a counter, else a gauge.

    The name is without "dramabell_" and, for a counter, without "_total".
    """

    name: str
    about: str
    value: float
    labels: Mapping[str, str] = field(default_factory=dict)
    rising: bool = False


class Source(Protocol):
    """Whoever counts something. All counts of one name have the same labels and stand together."""

    def counts(self) -> Iterable[Count]: ...


class Metrics:
    def __init__(self, *sources: Source) -> None:
        self.sources = list(sources)

    def text(self, more: Iterable[Count] = ()) -> bytes:
        """The exposition format, with `more` counts that had to be asked for just now."""
        from bot.web.exposition import exposed  # only where somebody asks

        return exposed([*more, *(one for source in self.sources for one in source.counts())])
