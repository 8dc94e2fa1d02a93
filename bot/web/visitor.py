"""What a visitor of the page wants: a clock and filters, out of a query string and a cookie that anybody may write."""

from dataclasses import dataclass
from enum import Enum, auto
from typing import Protocol
from urllib.parse import urlencode

from bot.core import zones
from bot.core.catalogue import Catalogue
from bot.core.errors import Choice, Mistake
from bot.web.html import clean
from bot.web.season import Filters, State

COOKIE = "zone"
ANNOUNCED = "announced"  # in the cookie: each drama's own clock, chosen
LONGEST = 60  # letters of a search


class Clock(Enum):
    """Where the zone comes from."""

    UNKNOWN = auto()  # a script may ask the browser
    CHOSEN = auto()
    ANNOUNCED = auto()


@dataclass(frozen=True, slots=True)
class Visitor:
    clock: Clock
    zone: str | None  # an IANA key
    filters: Filters
    typed: str = ""  # a zone that is none
    mistake: str = ""  # about it, in words
    choices: tuple[Choice, ...] = ()  # what may have been meant


class Query(Protocol):
    def get(self, key: str, default: str, /) -> str: ...


def read(query: Query, cookie: str, catalogue: Catalogue) -> Visitor:
    """What cannot be meant is as if it were not said; a zone that was typed wrongly is answered."""
    wanted = filters(query, catalogue)
    clock, zone = _clock(cookie)
    typed = clean(query.get("zone", "")).strip()
    if typed:
        try:
            zones.zone(typed)
        except Mistake as mistake:
            return Visitor(clock, zone, wanted, typed[:LONGEST], mistake.text, mistake.choices)
    return Visitor(clock, zone, wanted)


def chosen(typed: str) -> str | None:
    """What the cookie says from now on, for a zone that was typed; None when no zone is called that."""
    if not typed.strip() or typed.strip().casefold() == ANNOUNCED:
        return ANNOUNCED
    try:
        return zones.zone(clean(typed))
    except Mistake:
        return None


def query_of(wanted: Filters, zone: str = "") -> str:
    """As `read` reads it, with the question mark; nothing for everything."""
    said = {
        "q": wanted.words,
        "network": wanted.network,
        "state": wanted.state.name.lower() if wanted.state else "",
        "zone": zone,
    }
    found = urlencode({key: value for key, value in said.items() if value})
    return f"?{found}" if found else ""


def filters(query: Query, catalogue: Catalogue) -> Filters:
    words = " ".join(clean(query.get("q", "")).split())[:LONGEST]
    networks = {release.key for drama in catalogue.dramas.values() for release in drama.releases}
    network = query.get("network", "")
    state = next((state for state in State if state.name.lower() == query.get("state", "")), None)
    return Filters(words, network if network in networks else "", state)


def _clock(cookie: str) -> tuple[Clock, str | None]:
    if cookie == ANNOUNCED:
        return Clock.ANNOUNCED, None
    if cookie in zones.all_keys() and cookie != "Factory":
        return Clock.CHOSEN, cookie
    return Clock.UNKNOWN, None
