"""Who asks, when other web servers stand in between, and how often somebody may ask for what is not there."""

from collections.abc import Callable, Hashable, Sequence
from ipaddress import IPv4Address, IPv6Address, ip_address, ip_network

from aiohttp import web

FORWARDED = ("X-Forwarded-For", "X-Forwarded-Host", "X-Forwarded-Proto", "X-Real-IP", "Forwarded", "Via")
MOST_HOPS = 20  # looked at in one header
MOST_COUNTED = 100_000  # in one minute

Ip = IPv4Address | IPv6Address


class Clients:
    """`trusted` are the networks of the web servers whose X-Forwarded-For is believed."""

    def __init__(self, trusted: Sequence[str]) -> None:
        self.trusted = [ip_network(network) for network in trusted]

    def key(self, request: web.Request) -> str:
        """One for each client; an IPv6 customer has a whole /64."""
        address = self._address(request)
        if isinstance(address, IPv6Address):
            return str(ip_network((address, 64), strict=False))
        return str(address)

    def from_here(self, request: web.Request) -> bool:
        """Whether it comes from this machine, and no web server in between passed it on."""
        peer = _peer(request)
        return peer is not None and peer.is_loopback and not any(name in request.headers for name in FORWARDED)

    def _address(self, request: web.Request) -> Ip | None:
        """The nearest address that is no trusted proxy: what stands left of it, anybody may have written."""
        here = _peer(request)
        named = ",".join(request.headers.getall("X-Forwarded-For", [])).split(",")
        for word in reversed(named[-MOST_HOPS:]):
            if here is None or not any(here in network for network in self.trusted):
                break
            before = _read(word)
            if before is None:
                break
            here = before
        return here


def _peer(request: web.Request) -> Ip | None:
    found = request.transport.get_extra_info("peername") if request.transport else None
    return _read(str(found[0])) if found else None


def _read(text: str) -> Ip | None:
    try:
        address = ip_address(text.strip().strip("[]").partition("%")[0])
    except ValueError:
        return None
    return (isinstance(address, IPv6Address) and address.ipv4_mapped) or address


class Tally:
    """How often each has done something in the minute that runs. `elapsed` is real time, in seconds."""

    def __init__(self, most: int, elapsed: Callable[[], float]) -> None:
        self.most = most
        self.elapsed = elapsed
        self._minute = 0
        self._counts: dict[Hashable, int] = {}

    def full(self, key: Hashable) -> bool:
        return self._now().get(key, 0) >= self.most

    def count(self, key: Hashable) -> None:
        counts = self._now()
        if len(counts) < MOST_COUNTED or key in counts:
            counts[key] = counts.get(key, 0) + 1

    def _now(self) -> dict[Hashable, int]:
        minute = int(self.elapsed() // 60)
        if minute != self._minute:
            self._minute, self._counts = minute, {}
        return self._counts
