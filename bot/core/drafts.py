"""A drama that is being described: from a line, a form or another source, to the text of its file."""

import hashlib
import re
import unicodedata
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any

import tomlkit

from bot.core import times
from bot.core.dramas import Quote
from bot.core.sheet import TBA, written
from bot.core.times import Wall

LONGEST_SLUG = 40  # letters: "/approve", "/drama" and a slug fit a button


@dataclass(frozen=True, slots=True)
class Night:
    """Episodes whose time does not follow from the pattern. `at` is a wall clock, or a date whose hour is not known.

    None: on a day that is not announced yet.
    """

    numbers: tuple[int, ...]
    at: datetime | date | None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class SketchedRelease:
    """`first` is on the clock of `zone`, an IANA key or short name; None while it is not announced."""

    network: str
    zone: str
    first: Wall | None = None
    episodes: int | None = None
    every: tuple[int, ...] = ()  # weekdays, Monday is 0
    per_night: int | None = None
    nights: tuple[Night, ...] = ()  # that differ from the pattern
    skip: tuple[date, ...] = ()  # nights of the pattern on which nothing airs
    more: bool = False  # there may be further episodes, of which nothing is announced yet


@dataclass(frozen=True, slots=True)
class Sketch:
    title: str
    releases: tuple[SketchedRelease, ...]
    original_title: str | None = None
    aliases: tuple[str, ...] = ()
    about: str | None = None
    cast: tuple[tuple[str, str | None], ...] = ()  # actor and character
    source: str | None = None
    sourced: date | None = None  # when the source said it
    director: tuple[str, ...] = ()
    rating: str | None = None
    quotes: tuple[Quote, ...] = ()


def document(sketch: Sketch) -> str:
    """The text of its file, in the order and form of those written by hand."""
    made = tomlkit.document()
    made["title"] = sketch.title
    for key in ("original_title", "about"):
        if value := getattr(sketch, key):
            made[key] = value
    if sketch.director:
        made["director"] = list(sketch.director)
    if sketch.rating:
        made["rating"] = sketch.rating
    if sketch.source:
        made["source"] = _source(sketch.source, sketch.sourced)
    if sketch.aliases:
        made["aliases"] = list(sketch.aliases)
    if sketch.cast:
        cast = tomlkit.aot()
        for actor, character in sketch.cast:
            cast.append(_table({"actor": actor, "character": character}))
        made["cast"] = cast
    releases = tomlkit.aot()
    for release in sketch.releases:
        releases.append(_release(release))
    made["release"] = releases
    if sketch.quotes:
        quotes = tomlkit.aot()
        for quote in sketch.quotes:
            quotes.append(_table({"who": quote.who, "text": quote.text, "source": quote.source}))
        made["quote"] = quotes
    return tomlkit.dumps(made)


def beside(text: str, release: SketchedRelease) -> str:
    """The text of a file with that release after those that it has."""
    made = tomlkit.parse(text if text.endswith("\n") else f"{text}\n")
    releases: Any = made["release"]
    releases.append(_release(release))
    return tomlkit.dumps(made)


def instead(text: str, place: int, release: SketchedRelease) -> str | None:
    """With that release in place of the one there; None where this would lose somebody's comment or reason."""
    made = tomlkit.parse(text)
    releases: Any = made["release"]
    old = "\n".join(tomlkit.dumps(made).partition("[[release]]")[2].split("[[release]]")[place : place + 1])
    if "#" in old or "reason" in old:
        return None
    tables = [*releases]
    tables[place] = _release(release)
    fresh = tomlkit.aot()
    for table in tables:
        fresh.append(table)
    made["release"] = fresh
    return tomlkit.dumps(made)


def slug(title: str, taken: Collection[str], year: int | None = None) -> str:
    """A name for the file: of the title's letters where these are Latin, with the year where another drama has it."""
    plain = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().casefold()
    words = re.sub(r"[^a-z0-9]+", "-", plain.replace("'", "")).strip("-")
    if not re.search("[a-z0-9]", words):
        words = f"drama-{hashlib.sha256(title.encode()).hexdigest()[:6]}"
    name = words[:LONGEST_SLUG].strip("-")
    tries = [name, *([f"{name}-{year}"] if year else []), *(f"{name}-{number}" for number in range(2, 1000))]
    return next(one for one in tries if one not in taken)


def _source(name: str, on: date | None) -> Any:
    if on is None:
        return name
    inline = tomlkit.inline_table()
    inline.update({"name": name, "date": on})
    return inline


def _release(release: SketchedRelease) -> Any:
    made = _table({"network": release.network, "zone": release.zone})
    if release.more and release.episodes:
        parts = tomlkit.aot()
        parts.append(_pattern(tomlkit.table(), release))
        parts.append(_table({"first": TBA}))
        made["part"] = parts
    else:
        _pattern(made, release)
    if release.nights:
        made["change"] = _changes(release.nights)
    return made


def _pattern(made: Any, release: SketchedRelease) -> Any:
    if release.first is not None:
        over = release.first.over
        made["first"] = written(release.first.on - timedelta(days=over), release.first.hour, over)
    if release.episodes is not None:
        made["episodes"] = release.episodes
    if release.every:
        made["every"] = [times.WEEKDAYS[day] for day in release.every]
    if release.per_night not in (None, 1):
        made["per_night"] = release.per_night
    if release.skip:
        made["skip"] = list(release.skip)
    return made


def _changes(nights: Sequence[Night]) -> Any:
    changes = tomlkit.aot()
    for night in nights:
        change = _table({"episodes": list(night.numbers)})
        change["at" if isinstance(night.at, datetime) else "on"] = night.at or TBA
        if night.reason:
            change["reason"] = night.reason
        changes.append(change)
    return changes


def _table(values: dict[str, Any]) -> Any:
    made = tomlkit.table()
    for key, value in values.items():
        if value is not None:
            made[key] = value
    return made
