"""One address for one page, however it was linked to."""

import hashlib

from yarl import URL

from bot.news.addresses import LONGEST

# what counts visitors and says where they came from, and never which page it is
_COUNTERS = frozenset(
    ("fbclid", "gclid", "dclid", "yclid", "msclkid", "igshid", "mc_cid", "mc_eid", "cmpid", "ref", "ref_src", "_ga")
)


def canonical(address: str, base: str = "") -> str | None:
    """As it is shown and kept; None for what is no address of a page."""
    try:
        url = URL(base).join(URL(address.strip())) if base else URL(address.strip())
        if url.scheme not in ("http", "https") or not url.host or url.user is not None:
            return None
        kept = [(name, value) for name, value in url.query.items() if not _counts(name)]
        plain = url.with_fragment(None) if len(kept) == len(url.query) else url.with_fragment(None).with_query(kept)
    except ValueError:
        return None
    return str(plain) if len(str(plain)) <= LONGEST else None


def same(address: str) -> str:
    """What two addresses of one page have in common: http or https, with www or without, a slash at the end or none."""
    host, _, rest = address.partition("://")[2].partition("/")
    return f"{host.casefold().removeprefix('www.').removeprefix('m.')}/{rest.rstrip('/')}"


def digest(*parts: str) -> str:
    """64 letters and digits."""
    return hashlib.sha256("\n".join(parts).encode("utf-8", "replace")).hexdigest()


def _counts(name: str) -> bool:
    return name.casefold() in _COUNTERS or name.casefold().startswith("utm_")
