"""Which reminders fall due when. Pure: time is an argument, what is asked for is an argument."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.catalogue import Catalogue, Defaults
from bot.core.dramas import Airing, Announced, Drama, Episode
from bot.core.leads import Lead, parse
from bot.core.messages import Kind
from bot.core.ports import Subscription
from bot.core.subscriptions import REWATCH, airings, rewatched

DEFAULT = "default"  # in place of a lead: whatever the config says


@dataclass(frozen=True, slots=True)
class Wish:
    """What some chat has asked for: a release (None: the default one), a lead, and its zone if it has said one."""

    drama: str
    release: str | None
    lead: str  # canonical, or DEFAULT
    zone: str | None


@dataclass(frozen=True, slots=True)
class Announcement:
    """One thing to be said to everybody who asked for it.

    Where the instant depends on the reader's zone (`zoned`), it is meant for chats of that `zone` alone, or, when that
    is None, for those that have not said one.
    """

    kind: Kind
    airing: Airing
    lead: Lead
    by_default: bool  # for the chats that left the leads to the config
    zoned: bool
    zone: str | None
    due: datetime
    expires: datetime

    @property
    def about(self) -> str:
        """The same episodes at the same instant. A moved episode is news again."""
        announced = self.airing.announced
        when = announced.at.isoformat() if announced.at else str(announced.on)
        numbers = "+".join(map(str, self.airing.numbers))
        return f"{self.airing.drama.slug}/{self.airing.release.key}/{numbers}@{when}"


def announcements(
    catalogue: Catalogue, wishes: Iterable[Wish], since: datetime, until: datetime | None
) -> Iterator[Announcement]:
    """All that fall due after `since`, up to and including `until` (None: for ever), in no particular order."""
    seen: set[tuple[str, Lead, bool, str | None]] = set()
    for wish in wishes:
        drama = catalogue.dramas.get(wish.drama)
        if drama is None:
            continue
        release = drama.release(wish.release)
        for airing in drama.airings(release):
            for lead, by_default in _leads(wish.lead, airing, catalogue.defaults):
                made = _announcement(airing, lead, by_default, wish.zone, catalogue.defaults)
                key = (made.about, made.lead, by_default, made.zone)
                if since < made.due and (until is None or made.due <= until) and key not in seen:
                    seen.add(key)
                    yield made


def rewatch_announcements(
    catalogue: Catalogue, subscription: Subscription, zone: str | None, since: datetime, until: datetime | None
) -> list[Announcement]:
    """What falls due of one chat's own run, by its own leads, in order of instants."""
    drama = catalogue.dramas.get(subscription.drama)
    release = rewatched(drama, subscription) if drama else None
    if drama is None or release is None:
        return []
    leads = catalogue.defaults.leads if subscription.leads is None else subscription.leads
    made = (
        _announcement(airing, parse(lead), False, zone, catalogue.defaults)
        for airing in drama.airings(release)
        for lead in leads
    )
    found = [one for one in made if since < one.due and (until is None or one.due <= until)]
    return sorted(found, key=lambda one: one.due)


def missed(catalogue: Catalogue, subscription: Subscription, zone: str | None, now: datetime) -> list[Announcement]:
    """Reminders of airings still to come whose instant is already past: a chat that asks now will not get these."""
    chosen = (DEFAULT,) if subscription.leads is None else subscription.leads
    return [
        made
        for airing in airings(catalogue, subscription)
        for wish in chosen
        for lead, by_default in _leads(wish, airing, catalogue.defaults)
        if (made := _announcement(airing, lead, by_default, zone, catalogue.defaults)).due <= now < made.expires
        and lead.before
        and (airing.at is None or airing.at > now)
    ]


def _leads(wish: str, airing: Airing, defaults: Defaults) -> Sequence[tuple[Lead, bool]]:
    if wish != DEFAULT:
        return [(parse(wish), False)]
    chosen = defaults.leads + (defaults.premiere_leads if airing.premiere else ())
    return [(parse(lead), True) for lead in dict.fromkeys(chosen)]


def _announcement(airing: Airing, lead: Lead, by_default: bool, zone: str | None, defaults: Defaults) -> Announcement:
    announced = airing.announced
    assert announced.on is not None  # airings have dates
    zoned = lead.zoned(announced.at)
    own = zone if zoned else None
    clock = own or announced.zone
    due = lead.due(announced.at, announced.on, clock)
    expires = lead.expires(announced.at, announced.on, clock, defaults.late_limit)
    kind = Kind.PREMIERE if airing.premiere or airing.finale else Kind.REMINDER
    return Announcement(kind, airing, lead, by_default, zoned, own, due, expires)


def rebuilt(drama: Drama, release_key: str, numbers: Sequence[int], announced: Announced) -> Airing:
    """The airing that an announcement was about, as it was announced then."""
    again = release_key.startswith(REWATCH)
    release = drama.release(release_key.removeprefix(REWATCH))
    known = {episode.number: episode for episode in release.episodes}
    told = (replace(known.get(n) or Episode(n, announced), announced=announced) for n in numbers)
    episodes = tuple(replace(episode, premiere=False) for episode in told) if again else tuple(told)
    return Airing(drama, replace(release, key=release_key) if again else release, episodes)
