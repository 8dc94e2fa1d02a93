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
from bot.core.sheet import written
from bot.core.times import Wall

LONGEST_SLUG = 40  # letters: "/approve", "/drama" and a slug fit a button


@dataclass(frozen=True, slots=True)
class Night:
    """Episodes whose time does not follow from the pattern. `at` is an instant, or a date whose hour is not known."""

    numbers: tuple[int, ...]
    at: datetime | date
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


@dataclass(frozen=True, slots=True)
class Sketch:
    title: str
    releases: tuple[SketchedRelease, ...]
    original_title: str | None = None
    aliases: tuple[str, ...] = ()
    about: str | None = None
    cast: tuple[tuple[str, str | None], ...] = ()  # actor and character
    source: str | None = None


def document(sketch: Sketch) -> str:
    """The text of its file, in the order and form of those written by hand."""
    made = tomlkit.document()
    made["title"] = sketch.title
    for key in ("original_title", "about", "source"):
        if value := getattr(sketch, key):
            made[key] = value
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


def _release(release: SketchedRelease) -> Any:
    made = _table({"network": release.network, "zone": release.zone})
    if release.first is not None:
        over = release.first.over
        made["first"] = written(release.first.on - timedelta(days=over), release.first.hour, over)
    if release.episodes is not None:
        made["episodes"] = release.episodes
    if release.every:
        made["every"] = [times.WEEKDAYS[day] for day in release.every]
    if release.per_night not in (None, 1):
        made["per_night"] = release.per_night
    if release.nights:
        made["change"] = _changes(release.nights)
    return made


def _changes(nights: Sequence[Night]) -> Any:
    changes = tomlkit.aot()
    for night in nights:
        change = _table({"episodes": list(night.numbers)})
        change["at" if isinstance(night.at, datetime) else "on"] = night.at
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
