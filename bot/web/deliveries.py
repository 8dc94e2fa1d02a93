"""The counts of deliveries, as figures for Prometheus."""

from collections.abc import Iterator
from dataclasses import dataclass

from bot.core.counts import Counts
from bot.web.metrics import Count


@dataclass(frozen=True, slots=True)
class Deliveries:
    """Implements metrics.Source."""

    of: Counts

    def counts(self) -> Iterator[Count]:
        for platform, counted in self.of.platforms.items():
            here = {"platform": platform}
            for outcome, many in counted.outcomes.items():
                labels = here | {"outcome": outcome}
                yield Count("sends", "Attempts to send, by what came of them", many, labels, rising=True)
            for state, many in counted.states.items():
                yield Count("batches", "Messages, by how they ended", many, here | {"state": state}, rising=True)
            yield Count("late", "Messages that came late", counted.late, here, rising=True)
            about = "Messages that may have arrived twice"
            yield Count("possible_duplicates", about, counted.doubtful, here, rising=True)
            held = counted.held_until is not None
            yield Count("platform_held", "Whether a platform has asked for silence", held, here)
