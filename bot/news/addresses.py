"""Which addresses of the internet a person may send the bot to."""

import ipaddress
import re
import socket

from yarl import URL

from bot.news.errors import Forbidden

LONGEST = 2000  # letters of an address
_PORTS = {"http": 80, "https": 443}
_WORLD = ipaddress.ip_network("2000::/3")  # all of IPv6 that is given out for public use
_TUNNELS = [ipaddress.ip_network(net) for net in ("2002::/16", "2001::/23", "64:ff9b::/96", "64:ff9b:1::/48")]
_SCHEME = re.compile(r"[a-z][a-z0-9+.-]*:(?!\d)", re.I | re.A)

# What asyncio hands to a socket factory: family, type, protocol, canonical name and address.
AddressInfo = tuple[int | socket.AddressFamily, int | socket.SocketKind, int, str, tuple[str, int] | tuple[object, ...]]


def public(address: str) -> bool:
    """Whether this IP address belongs to the public internet, whatever IPv4 address hides in an IPv6 one."""
    try:
        ip = ipaddress.ip_address(address.partition("%")[0])
    except ValueError:
        return False
    if isinstance(ip, ipaddress.IPv6Address):
        if ip.ipv4_mapped:
            return public(str(ip.ipv4_mapped))
        if ip not in _WORLD or any(ip in tunnel for tunnel in _TUNNELS):
            return False
    return ip.is_global and not (ip.is_multicast or ip.is_reserved or ip.is_unspecified)


def guarded_socket(info: AddressInfo) -> socket.socket:
    """A socket for an address that a name was resolved to. Raises OSError for one that is not public.

    This is the last moment before the connection, so that no name can be public when asked and private when used.
    """
    family, kind, protocol, _, address = info
    if not public(str(address[0])):
        raise PrivateAddress(f"{address[0]} is not public")
    made = socket.socket(family, kind, protocol)
    made.setblocking(False)
    return made


class PrivateAddress(OSError):
    """A connection that was not made."""


def has_scheme(text: str) -> bool:
    return _SCHEME.match(text.strip()) is not None


def written(text: str) -> URL:
    """The address that a person or a page wrote. Raises Forbidden for one that is none."""
    plain = text.strip()
    if len(plain) > LONGEST:
        raise Forbidden(f"That address has {len(plain)} characters; more than {LONGEST} are not taken.")
    if not has_scheme(plain):
        plain = f"https://{plain}"
    try:
        url = URL(plain)
        host, _ = url.host, url.port
    except ValueError:
        host = None
    if not host or any(ord(letter) <= 32 for letter in plain):
        raise Forbidden(f'"{" ".join(text.split())[:80]}" is no web address, for example https://example.com/news.')
    return url.with_fragment(None)


def check(url: URL, allowed: frozenset[str]) -> None:
    """Raises Forbidden where the address itself, before any name is looked up, is not one to fetch."""
    if url.scheme not in _PORTS:
        raise Forbidden(f'Only http and https addresses are fetched, not "{url.scheme}:".')
    if url.user is not None or url.password is not None:
        raise Forbidden("An address with a user name or a password in it is not fetched.")
    if is_allowed(url, allowed):
        return
    if url.port not in _PORTS.values():
        raise Forbidden(f"Port {url.port} of {url.host} is not fetched, only 80 and 443.")
    if _is_ip(url.host or "") and not public(url.host or ""):
        raise Forbidden(private(url))


def is_allowed(url: URL, allowed: frozenset[str]) -> bool:
    return bool({url.host, f"{url.host}:{url.port}"} & allowed)


def is_loopback(url: URL) -> bool:
    """Whether it is this machine itself, by its number or the one name that can mean nothing else."""
    host = url.host or ""
    return host == "localhost" or (_is_ip(host) and ipaddress.ip_address(host).is_loopback)


def private(url: URL) -> str:
    return f"{url.host} is not on the public internet, so nothing is fetched from there."


def _is_ip(host: str) -> bool:
    try:
        ipaddress.ip_address(host)
    except ValueError:
        return False
    return True
