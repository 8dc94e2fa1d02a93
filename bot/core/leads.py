"""How long before an airing a reminder comes: "1d 1h 0m", or the morning after it: "9am"."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from functools import lru_cache

from bot.core import times
from bot.core.errors import Choice, UnreadTime

TOLD = time(9)  # when an episode whose hour is unknown is told
MOST = 5
LONGEST = timedelta(days=14)
EXPECTED = 'Say for example "1d 1h 0m" (0m is when it is out), "9am" for the morning after it, or "off".'

_DAY = timedelta(days=1)
_LENGTHS = {"w": timedelta(weeks=1), "d": _DAY, "h": timedelta(hours=1), "m": timedelta(minutes=1)}
_LEAD = re.compile(
    r"(?:(?P<short>(?:\d{1,5} ?[wdhm](?![a-z]))(?:\d{1,5}[wdhm](?![a-z]))*)"
    r"|(?P<count>\d{1,5}) ?(?P<unit>w(?:ee)?k|day|h(?:ou)?r|min(?:ute)?)s?"
    r"|(?P<out>0|now|when it is out|at the airing)"
    r"|(?:at )?(?P<hour>\d{1,2}(?:[:.]\d{2})? ?[ap]\.?m\.?|\d{1,2}[:.]\d{2}|noon)(?: after it is out)?)"
    r"(?: before)?(?![\w:.])",
    re.ASCII,
)


@dataclass(frozen=True, slots=True)
class Lead:
    """Either so long `before` the airing, zero meaning when it is out, or at the next `morning` hour after it."""

    before: timedelta | None = None
    morning: time | None = None

    def __str__(self) -> str:
        """The canonical text, which `parse` reads back: "0m", "1h30m", "1d", "09:00"."""
        if self.morning is not None:
            return f"{self.morning:%H:%M}"
        return "".join(f"{count}{name[0]}" for count, name in _parts(self.before or timedelta(0))) or "0m"

    @property
    def words(self) -> str:
        """1 day before, when it is out, at 9:00 AM after it is out."""
        if self.morning is not None:
            return f"at {times.clock(self.morning)} after it is out"
        return f"{_span(self.before)} before" if self.before else "when it is out"

    def due(self, at: datetime | None, on: date, zone: str) -> datetime:
        """When the reminder is to be said, in UTC.

        `at` is the airing, None while its hour is unknown; `on` the announced date; `zone` the chat's or announced one.
        """
        if self.morning is None:
            return (at or _told(on, zone)) - (self.before or timedelta(0))
        if at is None:
            return times.instant(datetime.combine(on, self.morning), zone)
        day = times.local(at, zone).date()
        mornings = (times.instant(datetime.combine(day + ahead * _DAY, self.morning), zone) for ahead in range(3))
        return next(morning for morning in mornings if morning > at)

    def expires(self, at: datetime | None, on: date, zone: str, late_limit: timedelta) -> datetime:
        """Until when it is still worth saying, in UTC."""
        if self.before:
            return at or times.day(on, zone)[1]
        return self.due(at, on, zone) + late_limit

    def zoned(self, at: datetime | None) -> bool:
        """Whether `due` depends on the zone."""
        return at is None or self.morning is not None


@lru_cache(1000)
def parse(canonical: str) -> Lead:
    """What `str` of a lead wrote."""
    if ":" in canonical:
        return Lead(morning=time.fromisoformat(canonical))
    return Lead(before=_length(canonical))


def read(words: str) -> tuple[Lead, ...]:
    """The leads that these words list, longest first, mornings last; none for "off"."""
    text = times.tidy(words)
    if text in ("off", "none", "never", "no"):
        return ()
    if not text or len(text) > times.LONGEST:
        raise UnreadTime(f"How long before the airing? {EXPECTED}")
    apart: list[Lead] = []
    joined: list[Lead] = []
    for group in re.split("[,;+]", text):
        found = list(_listed(group, words))
        apart += [lead for lead, _ in found]
        joined += _as_one(found)
    if joined == apart:
        return _checked(apart)
    choices = tuple(_choice(_checked(leads)) for leads in (joined, apart))
    raise UnreadTime(f'Does "{words.strip()}" mean {choices[0].label}, or {choices[1].label}?', choices)


def trailing(words: Sequence[str]) -> int:
    """How many of the last words of a line are leads: two in "/remind hi bye mama 1h 9am"."""
    for count in range(min(len(words), 4 * MOST), 0, -1):
        try:
            read(" ".join(words[-count:]))
        except UnreadTime as unread:
            if unread.choices:  # leads, if doubtful ones
                return count
        else:
            return count
    return 0


def _listed(text: str, words: str) -> Iterator[tuple[Lead, bool]]:
    """Each lead of one group, and whether its unit is spelled out."""
    while text := text.strip().removeprefix("and "):
        if not (match := _LEAD.match(text)):
            within = "" if text == times.tidy(words) else f' in "{words.strip()}"'
            raise UnreadTime(f'"{text}"{within} is no time before or after an airing. {EXPECTED}')
        yield _lead(match), match["unit"] is not None
        text = text[match.end() :]


def _lead(match: re.Match[str]) -> Lead:
    if match["hour"]:
        hour, over = times.read_hour(match["hour"])
        if over:
            raise UnreadTime(f'"{match["hour"]}" is the hour of a morning after: it goes to 23:59.')
        return Lead(morning=hour)
    if match["unit"]:
        return Lead(before=int(match["count"]) * _LENGTHS[match["unit"][0]])
    return Lead(before=_length(match["short"] or "0m"))


def _length(text: str) -> timedelta:
    counts = re.findall(r"(\d+) ?([wdhm])", text)
    return sum((int(count) * _LENGTHS[unit] for count, unit in counts), timedelta(0))


def _as_one(found: Iterable[tuple[Lead, bool]]) -> list[Lead]:
    """With spelled-out lengths that follow each other, longest first, read as one: "2 hours 10 minutes"."""
    leads: list[Lead] = []
    previous: timedelta | None = None
    for lead, spelled in found:
        if spelled and previous and lead.before and lead.before < previous and leads[-1].before:
            leads[-1] = Lead(before=leads[-1].before + lead.before)
        else:
            leads.append(lead)
        previous = lead.before if spelled else None
    return leads


def _checked(leads: Iterable[Lead]) -> tuple[Lead, ...]:
    """Sorted, each once. Raises UnreadTime when they are too many or too long."""
    unique = dict.fromkeys(leads)
    if len(unique) > MOST:
        raise UnreadTime(f"That is {len(unique)} reminders for each airing: choose at most {MOST}.")
    for lead in unique:
        if lead.before and lead.before > LONGEST:
            raise UnreadTime(f"{_span(lead.before)} is too long before: choose at most {LONGEST.days} days.")
    return tuple(sorted(unique, key=lambda lead: (lead.morning or time.min, -(lead.before or timedelta(0)))))


def _choice(leads: Sequence[Lead]) -> Choice:
    return Choice(" and ".join(lead.words for lead in leads), " ".join(str(lead) for lead in leads))


def _parts(length: timedelta) -> list[tuple[int, str]]:
    minutes = length // timedelta(minutes=1)
    counts = (minutes // 1440, minutes // 60 % 24, minutes % 60)
    return [(count, name) for count, name in zip(counts, ("day", "hour", "minute"), strict=True) if count]


def _span(length: timedelta) -> str:
    """To the minute, in as many units as it takes: a lead is exact."""
    return " ".join(f"{count} {name}{'' if count == 1 else 's'}" for count, name in _parts(length))


def _told(on: date, zone: str) -> datetime:
    return times.instant(datetime.combine(on, TOLD), zone)
