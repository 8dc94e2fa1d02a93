"""What Prometheus reads: counts and states, never an address, a name or a word of anybody."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Protocol

from prometheus_client import CollectorRegistry, GCCollector, ProcessCollector, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

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
        registry = CollectorRegistry(auto_describe=False)
        ProcessCollector(registry=registry)
        GCCollector(registry=registry)
        registry.register(_Counts([*more, *(one for source in self.sources for one in source.counts())]))
        return generate_latest(registry)


class _Counts(Collector):
    def __init__(self, counts: Iterable[Count]) -> None:
        self.found = list(counts)

    def collect(self) -> Iterator[Metric]:
        families: dict[str, CounterMetricFamily | GaugeMetricFamily] = {}
        for one in self.found:
            family = CounterMetricFamily if one.rising else GaugeMetricFamily
            name = f"dramabell_{one.name}"
            if name not in families:
                families[name] = family(name, one.about, labels=list(one.labels))
            families[name].add_metric(list(one.labels.values()), one.value)
        yield from families.values()
