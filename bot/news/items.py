"""From the items of a feed to stories: which are new, and what they are about."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, time, timedelta

from bot.core import radar, spelling
from bot.core.mentions import Mentions
from bot.core.news import Written
from bot.news.canonical import digest, same
from bot.news.feedfile import Item
from bot.news.lede import lede

MOST = 40  # stories that one fetch may bring
OLDEST = timedelta(days=30)  # what was published before is no news to anybody


@dataclass(frozen=True, slots=True)
class Keyed:
    """An item with an address that is its own, and with the keys by which it is known again.

    Feeds change the ids of what they publish, or its addresses, or give all items the same: it is known by its address,
    or by its id with its headline.
    """

    item: Item
    address: str
    keys: tuple[str, ...]


def keyed(found: Iterable[Item], url: str, home: str | None = None) -> list[Keyed]:
    """Each once, in the order of the feed at that URL. What links to nothing leads to its site's `home`."""
    items = list(found)
    linked = Counter(same(item.address) for item in items if item.address)
    named = Counter(item.id for item in items if item.id)
    made: dict[str, Keyed] = {}
    for item in items:
        headline = spelling.fold(item.title)
        own = item.address is not None and linked[same(item.address)] == 1
        mark = digest(headline)[:12]
        known = item.address if own and item.address else f"{item.address or url}#{mark}"
        keys = [digest("address", same(known))]
        if item.id and named[item.id] == 1:
            keys.append(digest("id", item.id, headline))
        address = known if item.address else f"{home or url}#{mark}"
        made.setdefault(known, Keyed(item, address, tuple(keys)))
    return list(made.values())


def written(new: Sequence[Keyed], site: str, mentions: Mentions, now: datetime) -> list[Written]:
    """Those that are about somebody or something we know, the latest of a flood. The oldest come first."""
    made = [one for one in (_written(keyed, site, mentions, now) for keyed in new) if one]
    return sorted(made, key=lambda one: one.at)[-MOST:]


def _written(keyed: Keyed, site: str, mentions: Mentions, now: datetime) -> Written | None:
    item = keyed.item
    at = _at(item, now)
    if at < now - OLDEST:
        return None
    found = mentions.find(item.title, item.text)
    ties = mentions.ties_of(found, item.title, item.text)
    if not ties:
        return None
    return Written(
        address=keyed.address,
        title=item.title,
        site=site,
        summary=lede(item.lead),
        at=at,
        published=item.dated.at,
        on=item.dated.on,
        ties=ties,
        alerts=tuple(radar.alerts(item.title, item.text, found, mentions.catalogue, at, now)),
    )


def _at(item: Item, now: datetime) -> datetime:
    """By what it is ordered: noon of a day whose hour is not known."""
    if item.dated.at is not None:
        return min(item.dated.at, now)
    if item.dated.on is not None:
        return min(datetime.combine(item.dated.on, time(12), UTC), now)
    return now
