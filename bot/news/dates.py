"""When a feed says that something was published: read from the words themselves, and not guessed.

Sites in Asia write "KST", "GMT+9" or no zone at all, and libraries read all of these as UTC: hours off, and often a
day. Where the zone is unknown, or may be several, only the date is known.
"""

import re
import unicodedata
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, timezone, tzinfo

from bot.core import places, zones

LONGEST = 80  # letters that are looked at
AHEAD = timedelta(hours=1)  # by so much a site's clock may be wrong
EARLIEST = 1995  # nothing on the web was published before

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_MONTH = rf"(?P<name>(?:{'|'.join(_MONTHS)})[a-z]*\.?|\d{{1,2}}월)"
_YEAR = r"(?P<year>\d{4}|\d{2})"
_DATES = tuple(
    re.compile(pattern)
    for pattern in (
        r"\b(?P<year>\d{4})\s?[-./]\s?(?P<month>\d{1,2})\s?[-./]\s?(?P<day>\d{1,2})\.?(?=\D|$)",
        r"\b(?P<year>\d{4})년\s*(?P<month>\d{1,2})월\s*(?P<day>\d{1,2})일",
        r"\b(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})(?=t|\b)",
        rf"\b(?P<day>\d{{1,2}})(?:st|nd|rd|th)?[\s-]{_MONTH}[\s,-]*{_YEAR}\b",
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})(?:st|nd|rd|th)?,?\s+(?P<year>\d{{4}})\b",
        rf"\b{_MONTH}\s+(?P<day>\d{{1,2}})\s+\d\S*\s+(?:[a-z]+\s+)?(?P<year>\d{{4}})\b",  # Unix's own
    )
)
_HOUR = re.compile(
    r"(?:(?P<before>오전|오후|am|pm|a\.m\.|p\.m\.)\s*)?"
    r"\b(?P<hour>\d{1,2})(?:\s*시(?:\s*(?P<minutes>\d{1,2})\s*분)?|:(?P<minute>\d{2})(?::(?P<second>\d{2})(?:[.,]\d+)?)?)"
    r"\s*(?P<after>am|pm|a\.m\.|p\.m\.)?"
)
_BARE_HOUR = re.compile(r"(?P<hour>\d{2})(?P<minute>\d{2})(?P<second>\d{2})?")
_OFFSET = re.compile(r"\(?(?:utc|gmt|ut)?\s*([+-])(\d{1,2})(?::?(\d{2}))?\b")
_WORD = re.compile(r"[a-z]+(?:/[a-z_]+)*")
_UNIVERSAL = frozenset(("z", "ut", "utc", "gmt"))


@dataclass(frozen=True, slots=True)
class Dated:
    """`at` only where the zone is certain. `on` is the date as the site writes it; both None where nothing is said."""

    at: datetime | None = None
    on: date | None = None


NEVER = Dated()


def read(text: str | None, now: datetime) -> Dated:
    """What the words say. A date that is still to come was not published then: it counts as not said."""
    plain = " ".join(unicodedata.normalize("NFKC", (text or "")[:LONGEST]).replace("−", "-").casefold().split())
    for pattern in _DATES:
        if found := pattern.search(plain):
            return _likely(_dated(found, plain), now)
    return NEVER


def _dated(found: re.Match[str], plain: str) -> Dated:
    try:
        on = date(_year(found["year"]), _month(found), int(found["day"]))
    except ValueError:
        return NEVER
    rest = plain[found.end() :].removeprefix("t") or plain
    clock = _HOUR.search(rest) or _BARE_HOUR.match(rest)
    if clock is None:
        return Dated(None, on)
    zone = _zone(rest[clock.end() :])
    wall = _wall(on, clock)
    if zone is None or wall is None:
        return Dated(None, wall.date() if wall else on)
    try:
        return Dated(wall.replace(tzinfo=zone).astimezone(UTC), wall.date())
    except OverflowError:
        return NEVER


def _year(written: str) -> int:
    return int(written) if len(written) == 4 else 2000 + int(written)


def _month(found: re.Match[str]) -> int:
    named = found.groupdict().get("name")
    if named is None:
        return int(found["month"])
    return int(named[:-1]) if named.endswith("월") else _MONTHS.index(named[:3]) + 1


def _wall(on: date, clock: re.Match[str]) -> datetime | None:
    """Hours from 24 to 29 are those of the next day, as listings in Asia print them."""
    said = clock.groupdict()
    hour, minute = int(said["hour"]), int(said.get("minute") or said.get("minutes") or 0)
    half = (said.get("before") or said.get("after") or "").replace(".", "")
    if half and 1 <= hour <= 12:
        hour = hour % 12 + (12 if half in ("오후", "pm") else 0)
    days, hour = divmod(hour, 24) if hour < 30 else (0, hour)
    try:
        whole = datetime.combine(on, time(hour, minute, min(int(said.get("second") or 0), 59)))
    except ValueError:
        return None
    return whole + timedelta(days=days)


def _zone(words: str) -> tzinfo | None:
    """Of "+0900", "KST", "GMT+9", "+0900 (KST)", "Asia/Seoul"; None for "PST", which is Manila's too, and for none."""
    rest = words.lstrip(" ,(")
    if found := _OFFSET.match(rest):
        away = timedelta(hours=int(found[2]), minutes=int(found[3] or 0))
        return timezone(away if found[1] == "+" else -away) if away <= timedelta(hours=14) else None
    named = _WORD.match(rest)
    if named is None:
        return None
    name = named[0]
    if name in _UNIVERSAL:
        return UTC
    key = places.SHORT.get(name.upper())
    if key is None and "/" in name:
        key = next((one for one in zones.all_keys() if one.casefold() == name), None)
    return zones.info(key) if key else None


def _likely(found: Dated, now: datetime) -> Dated:
    latest = (now + timedelta(hours=14)).date()  # somewhere on earth it is a day later than here
    if found.on is None or found.on.year < EARLIEST or found.on > latest:
        return NEVER
    return found if found.at is None or found.at <= now + AHEAD else Dated(None, found.on)
