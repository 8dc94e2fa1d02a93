"""Episodes as calendar events: RFC 5545, with the properties of RFC 7986."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

from bot.core import leads
from bot.core.catalogue import Catalogue
from bot.core.dramas import Airing, Drama, Release
from bot.core.leads import Lead
from bot.core.ports import Subscription
from bot.core.published import Entry, Published
from bot.core.subscriptions import is_rewatch, rewatched
from bot.core.texts import phrases, reminders

if TYPE_CHECKING:
    from icalendar import Alarm, Event, Timezone

PRODUCT = "-//Dramabell//Dramabell//EN"
REFRESH = timedelta(hours=1)  # how often a program may look
LENGTH = timedelta(hours=1)  # of an event: nobody announces how long an episode is
_END = b"END:VCALENDAR\r\n"
_EPOCH = datetime(1970, 1, 1)  # noqa: DTZ001 - a time zone's rules begin at a local time


@dataclass(frozen=True, slots=True)
class Run:
    """One release of a drama as one calendar shows it, or a chat's own run of it."""

    drama: Drama
    release: Release
    owner: str = ""  # whose own run it is; "" for the public one
    leads: tuple[str, ...] | None = ()  # canonical; None for the configured ones
    zone: str | None = None  # in which hours of the day are meant

    @property
    def key(self) -> str:
        return f"{self.drama.slug}/{_digest(self.owner, self.release.key)}"

    def entries(self) -> dict[str, tuple[Entry, Airing]]:
        """Every dated episode by its uid, which stays the same wherever it moves."""
        found: dict[str, tuple[Entry, Airing]] = {}
        for airing in self.drama.airings(self.release):
            for number in airing.numbers:
                details = _digest(summary(airing, number), *_description(airing))
                announced = next(one.announced for one in airing.episodes if one.number == number)
                entry = Entry(self._uid(number), number, announced, details)
                found[entry.uid] = (entry, airing)
        return found

    def text(self, published: Iterable[Published], catalogue: Catalogue) -> bytes:
        """All its events, as they stand in a file."""
        return b"".join(bytes(event.to_ical()) for event in self.events(published, catalogue))

    def events(self, published: Iterable[Published], catalogue: Catalogue) -> "Iterator[Event]":
        airings = self.entries()
        site = catalogue.defaults.site
        for one in published:
            _, airing = airings.get(one.entry.uid, (None, None))
            event = _event(one, self.drama, airing)
            if site and not self.owner:
                event.add("url", f"{site}/#{self.drama.slug}")
            if airing is not None and airing.numbers[0] == one.entry.number:  # a double bill rings once
                for lead in self._leads(airing, catalogue):
                    event.add_component(_alarm(airing, lead, self.zone))
            yield event

    def _uid(self, number: int) -> str:
        return f"{self.drama.slug}-{number}-{_digest(self.owner, self.release.key)}@dramabell"

    def _leads(self, airing: Airing, catalogue: Catalogue) -> Sequence[Lead]:
        defaults = catalogue.defaults
        chosen = self.leads
        if chosen is None:
            chosen = defaults.leads + (defaults.premiere_leads if airing.premiere else ())
        return [leads.parse(lead) for lead in dict.fromkeys(chosen)]


def runs_of(subscriptions: Iterable[Subscription], zone: str | None, catalogue: Catalogue, owner: str) -> Iterator[Run]:
    """The followed releases, and the chat's own runs of those that it watches again. `owner` is the chat's mark."""
    for subscription in subscriptions:
        drama = catalogue.dramas.get(subscription.drama)
        if drama is None:
            continue
        run = Run(drama, drama.release(subscription.release), "", subscription.leads, zone)
        yield run
        again = rewatched(drama, subscription)
        if again is not None:
            yield own(run, again, owner)


def document(name: str, about: str, uid: str, events: bytes, changed: datetime | None, source: str) -> bytes:
    """A whole .ics file around these events. `source` is its own public address, "" where nobody may see that."""
    from icalendar import Calendar  # with the first calendar that is asked for: it takes a while

    calendar = Calendar()
    calendar.add("prodid", PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("uid", uid)
    for key in ("name", "x-wr-calname"):
        calendar.add(key, name)
    for key in ("description", "x-wr-caldesc"):
        calendar.add(key, about)
    calendar.add("refresh-interval", REFRESH, parameters={"VALUE": "DURATION"})
    calendar.add("x-published-ttl", "PT1H")  # the same for Outlook
    if changed is not None:
        calendar.add("last-modified", changed.replace(microsecond=0))
    if source:
        calendar.add("source", source, parameters={"VALUE": "URI"})
    frame = bytes(calendar.to_ical())
    assert frame.endswith(_END)
    return frame.removesuffix(_END) + (events or bytes(_no_events().to_ical())) + _END


def summary(airing: Airing, number: int) -> str:
    """Nevertheless: episode 10 of 10, the finale."""
    drama, total = airing.drama, airing.release.total
    episode = next(one for one in airing.episodes if one.number == number)
    ends = [word for word, true in (("the premiere", episode.premiere), ("the finale", episode.finale)) if true]
    again = " (rewatch)" if is_rewatch(airing.release) else ""
    said = f"{drama.title}{again}: episode {number}{f' of {total}' if total else ''}"
    return f"{said}, {phrases.listed(ends)}" if ends else said


def _description(airing: Airing) -> list[str]:
    found = [phrases.words(airing.announced), f"Watch it on {airing.release.network}."]
    if airing.drama.rating:
        found.append(f"Rating: {airing.drama.rating}.")
    reasons = dict.fromkeys(episode.reason for episode in airing.episodes if episode.reason)
    return found + [f"Not the usual night: {reason}." for reason in reasons]


def _event(one: Published, drama: Drama, airing: Airing | None) -> "Event":
    from icalendar import Event

    entry, at = one.entry, one.entry.announced.at
    event = Event()
    event.add("uid", entry.uid)
    event.add("dtstamp", one.changed.replace(microsecond=0))
    event.add("last-modified", one.changed.replace(microsecond=0))
    event.add("sequence", one.sequence)
    event.add("status", "CANCELLED" if one.cancelled else "CONFIRMED")
    event.add("transp", "TRANSPARENT")  # nobody is busy by it
    if at is not None:
        event.add("dtstart", at)
        event.add("duration", LENGTH)
    else:
        event.add("dtstart", entry.announced.on)
    if airing is None:
        event.add("summary", f"{drama.title}: episode {entry.number}, no longer announced")
    else:
        event.add("summary", summary(airing, entry.number))
        event.add("description", "\n".join(_description(airing)))
    return event


def _alarm(airing: Airing, lead: Lead, zone: str | None) -> "Alarm":
    """Before a known hour it is relative, so that it goes along with a move in programs that edit; else an instant."""
    from icalendar import Alarm

    announced = airing.announced
    assert announced.on is not None  # airings have dates
    alarm = Alarm()
    alarm.add("action", "DISPLAY")
    noun = reminders.episode_of(airing)
    alarm.add("description", f"{airing.drama.title}: {noun[0].lower()}{noun[1:]}, told {lead.words}")
    if announced.at is not None and lead.before is not None:
        alarm.add("trigger", -lead.before)
    else:
        due = lead.due(announced.at, announced.on, zone or announced.zone)
        alarm.add("trigger", due.astimezone(UTC), parameters={"VALUE": "DATE-TIME"})
    return alarm


def _no_events() -> "Timezone":
    """A calendar without any component is not valid."""
    from icalendar import Timezone, TimezoneStandard

    zone, rules = Timezone(), TimezoneStandard()
    zone.add("tzid", "Etc/UTC")
    rules.add("dtstart", _EPOCH)
    for key in ("tzoffsetfrom", "tzoffsetto"):
        rules.add(key, timedelta())
    zone.add_component(rules)
    return zone


def _digest(*words: str) -> str:
    return hashlib.sha256("\0".join(words).encode()).hexdigest()[:16]


def own(run: Run, release: Release, owner: str) -> Run:
    """The same drama again, as that chat's own run."""
    return replace(run, release=release, owner=owner)
