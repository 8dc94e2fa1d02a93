"""An editor settles what an article left open, or says it otherwise: one field of a draft at a time."""

import re
from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import Any

from bot.core import times, written, zones
from bot.core.drafted import Draft
from bot.core.errors import Mistake

NONE = ("-", "none", "nothing")
UNKNOWN = ("tba", "tbd", "tbc", "unknown", "not known")  # of what is a number, a day or an hour
_LEAP = 2000  # a year that has every day
LONGEST = 300  # letters, as in the form
# what a person calls it, and what it is called in a Draft
FIELDS = {
    "title": "title",
    "network": "platform",
    "zone": "zone",
    "year": "year",
    "premiere": "premiere",
    "time": "time",
    "weekdays": "weekdays",
    "episodes": "episodes",
    "rating": "rating",
    "director": "director",
}
# as cards, forms and the command line call some of them
_ALSO = {
    "hour": "time",
    "every": "weekdays",
    "weekday": "weekdays",
    "days": "weekdays",
    "platform": "network",
    "channel": "network",
    "tz": "zone",
    "timezone": "zone",
}
_EVIDENCE = {"zone": "tz"}
_FROM_TO = re.compile(r"([a-z]{3,}) ?(?:-|–|—|to|through) ?([a-z]{3,})")
_SETTLES = {"year": "premiere"}


def called(name: str) -> str:
    """What FIELDS calls it; the name itself where it is none."""
    plain = name.strip().casefold().rstrip(":")
    return _ALSO.get(plain, plain)


def settled(draft: Draft, name: str, words: str, now: datetime) -> Draft:
    """The draft with that field as said; "-" takes it out. Raises a Mistake for what cannot be read."""
    if name not in FIELDS:
        raise Mistake(f'A draft has no "{name}". It has {", ".join(FIELDS)}.')
    field, said = FIELDS[name], words.strip()
    values: dict[str, Any]
    if len(said) > LONGEST:
        raise Mistake(f"That has {len(said)} letters; at most {LONGEST} are read.")
    if field != "year" and said.casefold() in (NONE if field in _TEXTS else (*NONE, *UNKNOWN)):
        values = {field: () if field == "weekdays" else None}
    else:
        values = _READ[field](draft, said, now)
    questions = tuple(one for one in draft.questions if one.field not in (field, _SETTLES.get(field)))
    gone = {_EVIDENCE.get(one, one) for one, value in values.items() if getattr(draft, one) != value}
    evidence = {key: words for key, words in draft.evidence.items() if key not in gone}
    return replace(draft, questions=questions, evidence=evidence, **values)


def years(draft: Draft, now: datetime) -> list[int]:
    """What the year of its premiere may be, the likeliest first."""
    this = now.year
    if draft.premiere and draft.premiere.startswith("--") and draft.premiere[2:] < f"{now:%m-%d}":
        return [this, this + 1, this - 1]
    return [this, this - 1, this + 1]


def _text(field: str) -> Callable[[Draft, str, datetime], dict[str, Any]]:
    return lambda draft, words, now: {field: " ".join(words.split())}


_TEXTS = {field: _text(field) for field in ("title", "platform", "rating", "director")}


def _zone(draft: Draft, words: str, now: datetime) -> dict[str, Any]:
    key = zones.zone(words)
    return {"zone": zones.short(key) or key}


def _year(draft: Draft, words: str, now: datetime) -> dict[str, Any]:
    if not words.isdecimal() or int(words) not in times.YEARS:
        raise Mistake(f'"{words}" is no year. Say one such as {now.year}.')
    if draft.premiere is None:
        raise Mistake("The premiere is not known, so it has no year. Say the premiere with its year.")
    return {"premiere": f"{words}-{draft.premiere[-5:]}"}


def _premiere(draft: Draft, words: str, now: datetime) -> dict[str, Any]:
    if re.fullmatch(r"--\d\d-\d\d", words):
        year = draft.article.date.year if draft.article.date else None
        return {"premiere": f"{year}{words[1:]}" if year else words}
    said = written.read(words)
    if said.year is None and said.day is not None and said.month is not None and not said.over:
        on = said.date(_LEAP)  # which year it is, is asked
        found: dict[str, Any] = {"premiere": f"--{on:%m-%d}"}
        return found if said.hour is None else found | _time(draft, f"{said.hour:%H:%M} {said.zone or ''}", now)
    wall = times.announced(words, "UTC")
    found = {"premiere": wall.on.isoformat()}
    if wall.hour is not None:
        found["time"] = f"{wall.hour:%H:%M}"
        if named := written.read(words).zone:
            found |= _zone(draft, named, now)
    return found


def _time(draft: Draft, words: str, now: datetime) -> dict[str, Any]:
    found = written.read(words)
    if found.hour is None or found.day is not None:
        raise Mistake(f'"{words}" is no hour. Say it as 9:10 PM or 21:10.')
    if found.over:
        clock = times.clock(found.hour)
        raise Mistake(
            f'"{words}" is {clock} of the day after. Say {clock}, and say the premiere and the weekdays as that day.'
        )
    return {"time": f"{found.hour:%H:%M}", **(_zone(draft, found.zone, now) if found.zone else {})}


def _weekdays(draft: Draft, words: str, now: datetime) -> dict[str, Any]:
    text = " ".join(words.casefold().split())
    if text in ("daily", "every day", "everyday"):
        text = "monday to sunday"
    elif text in ("weekdays", "every weekday"):
        text = "monday to friday"
    elif text in ("weekends", "every weekend"):
        text = "saturday to sunday"
    short = {day[:3].casefold(): number for number, day in enumerate(times.WEEKDAYS)}
    days: set[int] = set()
    for match in _FROM_TO.finditer(text):
        if (first := short.get(match[1][:3])) is not None and (last := short.get(match[2][:3])) is not None:
            days |= {(first + ahead) % 7 for ahead in range((last - first) % 7 + 1)}
    named = re.findall(r"[a-z]+", text)
    days |= {short[word[:3]] for word in named if word[:3] in short}
    if not days or any(word[:3] not in short and word not in ("and", "every", "on", "to", "through") for word in named):
        raise Mistake(f'"{words}" are no weekdays. Say them as Friday, Saturday, or as Monday to Friday.')
    return {"weekdays": tuple(times.WEEKDAYS[day] for day in sorted(days))}


def _episodes(draft: Draft, words: str, now: datetime) -> dict[str, Any]:
    if not words.isdecimal() or not 1 <= int(words) <= 9999:
        raise Mistake(f'"{words}" is no number of episodes. Say one such as 16.')
    return {"episodes": int(words)}


_READ = {
    **_TEXTS,
    "zone": _zone,
    "year": _year,
    "premiere": _premiere,
    "time": _time,
    "weekdays": _weekdays,
    "episodes": _episodes,
}
