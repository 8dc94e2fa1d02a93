"""Which reminders fall due when. Pure: time is an argument, what is asked for is an argument."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from heapq import heapify, heappop, heappush, heapreplace

from bot.core.calendar import Calendar
from bot.core.catalogue import Catalogue, Defaults
from bot.core.dramas import Airing, Announced, Drama, Episode
from bot.core.leads import Lead, parse
from bot.core.messages import Kind
from bot.core.ports import Subscription
from bot.core.progress import of, standing
from bot.core.subscriptions import REWATCH, airings, rewatched

DEFAULT = "default"  # in place of a lead: whatever the config says

MORNING = timedelta(days=1)  # the longest way to the next morning
DOUBT = timedelta(days=2)  # an airing whose hour is unknown is told by the clock of each chat, the world around


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
        return about(self.airing)


def about(airing: Airing) -> str:
    """The same episodes at the same announced time. A moved episode is news again, a changed clock is not."""
    announced = airing.announced
    when = str(announced.on) if announced.hour is None else f"{announced.on}T{announced.hour}"
    numbers = "+".join(map(str, airing.numbers))
    return f"{airing.drama.slug}/{airing.release.key}/{numbers}@{when} {announced.zone}"


@dataclass(frozen=True, slots=True)
class _Course:
    """One lead of one wish, along the airings of its release."""

    calendar: Calendar
    lead: Lead
    by_default: bool
    zone: str | None

    def earliest(self, place: int) -> datetime:
        """No sooner than that is the airing at that place told."""
        return self.calendar.at(place) - (self.lead.before or timedelta()) - self._doubt

    @property
    def _doubt(self) -> timedelta:
        return DOUBT if self.calendar.unknown_hours else timedelta()


def announcements(
    catalogue: Catalogue, wishes: Iterable[Wish], since: datetime, until: datetime | None = None
) -> Iterator[Announcement]:
    """All that fall due after `since`, up to and including `until` (None: for ever), in order of their instants.

    Each is made when it is asked for: the first of ten thousand dramas costs no more than a look at each.
    """
    begun = list(_courses(catalogue, wishes, since))
    courses = [course for course, _ in begun]
    # the earliest that a course may tell next, the course, the place
    ahead = [(course.earliest(place), number, place) for number, (course, place) in enumerate(begun)]
    heapify(ahead)
    made: list[tuple[datetime, int, Announcement]] = []
    seen: set[tuple[str, Lead, bool, str | None]] = set()
    while ahead or made:
        while ahead and (not made or ahead[0][0] <= made[0][0]):
            bound, number, place = ahead[0]
            if until is not None and bound > until:
                ahead.clear()
                break
            course = courses[number]
            if place + 1 < len(course.calendar):
                heapreplace(ahead, (course.earliest(place + 1), number, place + 1))
            else:
                heappop(ahead)
            one = _announcement(course.calendar[place], course.lead, course.by_default, course.zone, catalogue.defaults)
            key = (one.about, one.lead, one.by_default, one.zone)
            if since < one.due and key not in seen:
                seen.add(key)
                heappush(made, (one.due, len(seen), one))
        if made:
            due, _, one = heappop(made)
            if until is not None and due > until:
                return
            yield one


def rewatch_announcements(
    catalogue: Catalogue, subscription: Subscription, zone: str | None, since: datetime, until: datetime | None
) -> list[Announcement]:
    """What falls due of one chat's own run, by its own leads, in order of instants."""
    drama = catalogue.dramas.get(subscription.drama)
    release = rewatched(drama, subscription) if drama else None
    if drama is None or release is None:
        return []
    chosen = catalogue.defaults.leads if subscription.leads is None else subscription.leads
    made = (
        _announcement(airing, parse(lead), False, zone, catalogue.defaults)
        for airing in drama.airings(release)
        for lead in chosen
    )
    found = [one for one in made if since < one.due and (until is None or one.due <= until)]
    return sorted(found, key=lambda one: one.due)


def rewatch_over(catalogue: Catalogue, subscription: Subscription, now: datetime) -> datetime | None:
    """When the last episode of a chat's own run is out, if that is still to come."""
    drama = catalogue.dramas.get(subscription.drama)
    release = rewatched(drama, subscription) if drama else None
    ends = max((standing(airing) for airing in drama.airings(release)), default=now) if drama and release else now
    return ends if ends > now else None


def followed_to_the_end(catalogue: Catalogue, subscription: Subscription, now: datetime) -> bool:
    """Whether nothing more comes on the release that the chat follows."""
    drama = catalogue.dramas.get(subscription.drama)
    return drama is not None and of(drama, drama.release(subscription.release), now).ended


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


def _courses(catalogue: Catalogue, wishes: Iterable[Wish], since: datetime) -> Iterator[tuple[_Course, int]]:
    """Those that may tell something after `since`, with the place in the calendar of the first of it.

    Most of many dramas have ended, so little is done for each wish before that is known.
    """
    defaults = catalogue.defaults
    meant: dict[str, list[tuple[Lead, bool, datetime]]] = {}  # leads, for premieres alone, of airings from when on
    meant[DEFAULT] = [(parse(lead), False, _from(parse(lead), since)) for lead in dict.fromkeys(defaults.leads)]
    for lead in dict.fromkeys(defaults.premiere_leads):
        if lead not in defaults.leads:
            meant[DEFAULT].append((parse(lead), True, _from(parse(lead), since)))
    earliest: dict[str, datetime] = {}
    for wish in wishes:
        calendars = catalogue.calendars(wish.drama, wish.release)
        if calendars is None:
            continue
        if wish.lead not in meant:
            meant[wish.lead] = [(parse(wish.lead), False, _from(parse(wish.lead), since))]
        if wish.lead not in earliest:
            earliest[wish.lead] = min((begin for _, _, begin in meant[wish.lead]), default=since)
        if calendars.airings.ended(earliest[wish.lead] - DOUBT):
            continue
        for told, premieres, begin in meant[wish.lead]:
            calendar = calendars.premieres if premieres else calendars.airings
            place = calendar.after(begin - DOUBT if calendar.unknown_hours else begin)
            if place < len(calendar):
                yield _Course(calendar, told, wish.lead == DEFAULT, wish.zone), place


def _from(lead: Lead, since: datetime) -> datetime:
    """No airing before that is told by this lead after `since`."""
    return since - MORNING if lead.before is None else since + lead.before


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
