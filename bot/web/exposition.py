"""Counts in the words of Prometheus."""

from collections.abc import Iterable, Iterator

from prometheus_client import CollectorRegistry, GCCollector, ProcessCollector, generate_latest
from prometheus_client.metrics_core import CounterMetricFamily, GaugeMetricFamily, Metric
from prometheus_client.registry import Collector

from bot.web.metrics import Count


def exposed(counts: Iterable[Count]) -> bytes:
    """With those of the process itself."""
    registry = CollectorRegistry(auto_describe=False)
    ProcessCollector(registry=registry)
    GCCollector(registry=registry)
    registry.register(_Counts(counts))
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
