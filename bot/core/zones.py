"""What people call a time zone, and its IANA key. Asks where a guess would be wrong.

All zone rules come from the tzdata package, never from the system's files, so that two machines agree.
A fixed offset in whole hours becomes an Etc key (whose sign is the reverse of what people write); one in half or
quarter hours becomes the place that keeps that offset all year.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime, timedelta
from functools import cache
from importlib import resources
from importlib.resources.abc import Traversable
from zoneinfo import ZoneInfo

from bot.core import places
from bot.core.errors import Choice, DoubtfulZone, UnreadZone

EXPECTED = 'a city ("Seoul", "Kuala Lumpur"), a short name such as MYT or KST, an offset such as +8, or "Asia/Seoul"'

LONGEST = 60  # letters

_OFFSET = re.compile(r"(?:utc|gmt)? ?([+\-])(\d{1,2})(?::?([0-5]\d))?", re.ASCII)
_REVERSED = re.compile(r"etc/gmt([+\-])(\d{1,2})", re.ASCII)
_OLD_FOLDERS = ("Etc/", "US/", "Canada/", "Brazil/", "Mexico/", "Chile/")  # their last part is no city


@cache
def info(key: str) -> ZoneInfo:
    """The rules of an IANA key, from the tzdata package."""
    if key not in all_keys():
        raise UnreadZone(f'"{key}" is not a time zone of the tz database. Use {EXPECTED}.')
    with _tzdata("zoneinfo", *key.split("/")).open("rb") as file:
        return ZoneInfo.from_file(file, key=key)


@cache
def all_keys() -> frozenset[str]:
    """All keys of the tz database."""
    return frozenset(_tzdata("zones").read_text("utf-8").split())


def zone(words: str) -> str:
    """The IANA key that these words name without doubt.

    Raises DoubtfulZone when they name several zones, UnreadZone when they name none.
    """
    text = _tidy(words)
    if not text:
        raise UnreadZone(f"A time zone is missing. Use {EXPECTED}.", suggest("", 5))
    if len(text) > LONGEST:
        raise UnreadZone(f"That is too long for a time zone: it has {len(text)} letters. Use {EXPECTED}.")
    if text.upper() in places.SHORT:
        return places.SHORT[text.upper()]
    if text.upper() in places.PEOPLES:
        return places.PEOPLES[text.upper()]
    if text.upper() in places.DOUBTFUL:
        raise _question(text.upper())
    if match := _OFFSET.fullmatch(text):
        return _fixed(words, match)
    if match := _REVERSED.fullmatch(text):
        raise _reversed(words.strip(), match)
    if "/" in text:
        return _by_key(words, text)
    if found := _by_place(text, words):
        return found
    raise UnreadZone(f'No time zone is called "{words.strip()}". Use {EXPECTED}.', near(words))


def suggest(words: str, limit: int = 25) -> tuple[Choice, ...]:
    """What may be meant by the words so far, best first; where most fans live when there are none."""
    text = _tidy(words)
    if not text:
        return tuple(_choice(key) for key in places.PICKER[:limit])
    if _OFFSET.fullmatch(text):
        try:
            return (_choice(zone(text)),)
        except UnreadZone as unread:
            return unread.choices
    if found := places.DOUBTFUL.get(text.upper()):
        return tuple(_choice(key) for key in found[:limit])
    begun = _fold(text)
    short = [key for name, key in places.SHORT.items() if _fold(name).startswith(begun)]
    begins = [key for name, key in _names() if name.startswith(begun)]
    within = [key for name, key in _names() if begun in name]
    found_keys = dict.fromkeys([*short, *_familiar_first(begins), *_familiar_first(within)])
    if found_keys:
        return tuple(_choice(key) for key in list(found_keys)[:limit])
    return near(words, limit)


def near(words: str, limit: int = 5) -> tuple[Choice, ...]:
    """Places whose names are a slip of the finger away, best first."""
    from rapidfuzz import fuzz, process

    names = _names()
    matches = process.extract(
        _fold(words[:100]), [name for name, _ in names], scorer=fuzz.ratio, limit=4 * limit, score_cutoff=70
    )
    found = dict.fromkeys(names[index][1] for _, _, index in matches)
    return tuple(_choice(key) for key in list(found)[:limit])


def city(key: str) -> str:
    """The name of the place for people: "Kuala Lumpur", "UTC+8" for a fixed offset."""
    if key in places.CALLED:
        return places.CALLED[key]
    if key.startswith("Etc/GMT"):
        sign, hours = key[7:8], key[8:]
        return f"UTC{'+' if sign == '-' else '-'}{hours}" if hours else "UTC"
    if key.startswith(_OLD_FOLDERS):
        return key
    return key.rsplit("/", 1)[-1].replace("_", " ")


def short(key: str) -> str | None:
    """The short name that means this zone alone to this audience, if there is one."""
    return next((name for name, named in places.SHORT.items() if named == key), None)


def alike(several: Iterable[str]) -> bool:
    """Whether the clocks of these zones show the same, now and as far as is known."""
    return len(_clocks(several)) == 1


def _tidy(words: str) -> str:
    text = unicodedata.normalize("NFKC", words).replace("−", "-").replace("–", "-").casefold()
    text = " ".join(text.split())
    return re.sub(r"(?<=.) (?:standard )?time$", "", text)


def _fold(name: str) -> str:
    """Letters and digits alone: no case, accents, spaces or signs."""
    apart = unicodedata.normalize("NFKD", name.casefold())
    return "".join(letter for letter in apart if letter.isalnum())


def _by_key(words: str, text: str) -> str:
    typed = text.replace(" ", "_")
    found = _by_folded_key().get(typed)
    if found is None or found == "Factory":
        raise UnreadZone(f'No time zone is called "{words.strip()}". Use {EXPECTED}.', near(text.rsplit("/", 1)[-1]))
    return "UTC" if found in ("Etc/UTC", "Etc/UCT", "Etc/Universal", "Etc/Zulu", "Etc/GMT", "Etc/Greenwich") else found


def _by_place(text: str, words: str) -> str | None:
    """The key of that city or country; `words` is what was said, for a question."""
    for name in dict.fromkeys((text, text.split(",")[0])):  # "Seoul, Korea"
        folded = _fold(name)
        found = _cities().get(folded)
        if found:
            return found
        if several := _countries().get(folded):
            if alike(several):
                return several[0]
            distinct = _familiar_first(_clocks(several))
            raise DoubtfulZone(
                f'"{words.strip()}" has several time zones. Which city has your clock?',
                tuple(_choice(key) for key in distinct[:25]),
            )
    return None


def _fixed(words: str, match: re.Match[str]) -> str:
    minutes = int(match[2]) * 60 + int(match[3] or 0)
    east = -minutes if match[1] == "-" else minutes
    if east == 0:
        return "UTC"
    if not -12 * 60 <= east <= 14 * 60:
        raise UnreadZone(f'"{words.strip()}" is no offset in use: they go from -12 to +14. Use {EXPECTED}.')
    if minutes % 60 == 0:
        return f"Etc/GMT{'+' if east < 0 else '-'}{minutes // 60}"  # POSIX signs: west is positive
    if east in places.PART_HOURS:
        return places.PART_HOURS[east]
    raise UnreadZone(f'No place keeps the offset "{words.strip()}" all year. Name a city instead, for example "Seoul".')


def _reversed(words: str, match: re.Match[str]) -> UnreadZone:
    meant, looks = ("-" if match[1] == "+" else "+"), match[1]
    return UnreadZone(
        f'"{words}" has its sign reversed: it means UTC{meant}{match[2]}. Use {looks}{match[2]} or {meant}{match[2]}.',
        tuple(Choice(f"UTC{sign}{match[2]}", f"{sign}{match[2]}") for sign in (looks, meant)),
    )


def _question(name: str) -> DoubtfulZone:
    choices = tuple(_choice(key) for key in places.DOUBTFUL[name])
    cities = [city(key) for key in places.DOUBTFUL[name]]
    if len(cities) == 1:
        return DoubtfulZone(f'"{name}" is not used here for a time zone. Do you mean {cities[0]}?', choices)
    said = f"{', '.join(cities[:-1])} or {cities[-1]}"
    return DoubtfulZone(f'"{name}" means several time zones. Do you mean {said}?', choices)


def _choice(key: str) -> Choice:
    """Its value is what `zone` reads back as the same key."""
    name, called = city(key), short(key)
    if key.startswith("Etc/GMT"):
        return Choice(name, name)
    country = _country_of().get(key)
    label = name if country is None or country == name else f"{name}, {country}"
    return Choice(f"{label} ({called})" if called and called != name else label, key)


def _clocks(several: Iterable[str]) -> list[str]:
    """One of each group of zones whose clocks have shown the same since 2020 and will, as is known, until 2031."""
    moments = [datetime(year, month, 1, tzinfo=UTC) for year in range(2020, 2032) for month in range(1, 13)]
    groups: dict[tuple[timedelta | None, ...], str] = {}
    for key in several:
        groups.setdefault(tuple(moment.astimezone(info(key)).utcoffset() for moment in moments), key)
    return list(groups.values())


def _familiar_first(found: Iterable[str]) -> list[str]:
    return sorted(found, key=lambda key: places.PICKER.index(key) if key in places.PICKER else len(places.PICKER))


@cache
def _by_folded_key() -> dict[str, str]:
    return {key.casefold(): key for key in all_keys()}


@cache
def _cities() -> dict[str, str]:
    """Folded city name -> key. A name that the current table has wins over an old spelling."""
    old = (key for key in sorted(all_keys()) if "/" in key and not key.startswith(_OLD_FOLDERS))
    also = {_fold(name): key for key, names in places.ALSO.items() for name in names}
    named = ((name, key) for key in (*old, *_country_of()) for name in (key.rsplit("/", 1)[-1], city(key)))
    return {_fold(name): key for name, key in named} | also


@cache
def _country_of() -> dict[str, str]:
    """Key -> country, of the zones in use, in the table's order: the most peopled of a country come first."""
    names = dict(row[:2] for row in _table("iso3166.tab"))
    return {row[2]: re.sub(r" \(.*\)", "", names[row[0]]) for row in _table("zone.tab")}


@cache
def _countries() -> dict[str, list[str]]:
    """Folded country name -> its keys, the most peopled first. "Korea (South)" is also South Korea."""
    held: dict[str, list[str]] = {}
    for row in _table("zone.tab"):
        held.setdefault(row[0], []).append(row[2])
    countries: dict[str, list[str]] = {}
    for code, name, *_ in _table("iso3166.tab"):
        plain, _, more = name.rstrip(")").partition(" (")
        for called in (name, plain, f"{more} {plain}", *places.COUNTRIES.get(code, ())):
            countries.setdefault(_fold(called), held.get(code, []))
    return countries


@cache
def _names() -> list[tuple[str, str]]:
    """Every folded name of a place beside its key: cities, full keys, countries."""
    cities = list(_cities().items())
    whole = [(_fold(key), key) for key in _country_of()]
    countries = [(name, key) for name, found in _countries().items() for key in found]
    return [*cities, *whole, *countries]


def _table(name: str) -> Iterator[list[str]]:
    for line in _tzdata("zoneinfo", name).read_text("utf-8").splitlines():
        if line and not line.startswith("#"):
            yield line.split("\t")


def _tzdata(*path: str) -> Traversable:
    return resources.files("tzdata").joinpath(*path)
