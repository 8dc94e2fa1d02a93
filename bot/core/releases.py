"""A [[release]] of a drama file: its pattern, parts and changes, made into episodes with announced times."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, timedelta
from typing import Any

from bot.core import patterns, times, zones
from bot.core.drama_file import ChangeTable, PatternTable, ReleaseTable, SkipTable, Unknown, When
from bot.core.dramas import Announced, Episode, Release
from bot.core.errors import DoubtfulTime, Mistake, UnreadTime
from bot.core.faults import Faults, shown
from bot.core.patterns import Contradiction, Pattern
from bot.core.times import Wall
from bot.core.tomllines import Path

_PATTERN_KEYS = tuple(PatternTable.model_fields)
_COUNT_KEYS = {"episodes", "every", "per_night", "first_night", "last_night"}

Made = tuple[list[tuple[Announced, str | None]], int | None]  # each episode's time and reason; how many in all


def read(raw: dict[str, Any], path: Path, faults: Faults) -> Release:
    """The release that this table describes, as far as it can be read; what cannot is among the faults."""
    table, bad = faults.table(ReleaseTable, raw, path)
    stretches = _stretches(raw, table, bad, path, faults)
    made = [_made(stretch, table.zone, faults) for stretch in stretches]
    whole = None not in made
    nights = [night for stretch in made if stretch for night in stretch[0]]
    totals = [stretch[1] if stretch else None for stretch in made]
    total = None if None in totals else sum(filter(None, totals))
    episodes = [
        Episode(number, announced, premiere=number == 1, finale=number == total, reason=reason)
        for number, (announced, reason) in enumerate(nights, 1)
    ]
    changed = _changed(table, path, episodes, whole, faults)
    every = {weekday for stretch in stretches for weekday in _weekdays(stretch)}
    network = table.network or ""
    return Release(
        " ".join(network.split()).lower(),
        network,
        table.zone or "UTC",
        tuple(changed),
        total or None,
        tuple(sorted(every)),
    )


def stretch(raw: dict[str, Any], zone: str) -> tuple[Pattern, Wall | None]:
    """The pattern of a release or part, and its first night, from a file that was read without faults."""
    faults = Faults("", "")
    table, bad = faults.table(PatternTable, {key: raw[key] for key in _PATTERN_KEYS if key in raw}, ())
    one = _Stretch(table, bad, ())
    first, _ = _first(one, zone, faults)
    return _pattern(table, first, _skip(one, faults) or {}), first


@dataclass(frozen=True, slots=True)
class _Stretch:
    """Any run of episodes with a pattern of its own: a release, or a part of one."""

    table: PatternTable
    bad: frozenset[str]  # keys that could not be read
    path: Path


def _stretches(
    raw: dict[str, Any], table: ReleaseTable, bad: frozenset[str], path: Path, faults: Faults
) -> list[_Stretch]:
    if not table.part:
        return [_Stretch(table, bad, path)]
    for key in _PATTERN_KEYS:
        if key in raw:
            faults.add((*path, key), "found beside [[release.part]]; expected in each part that it is meant for")
    stretches = []
    for index, one in enumerate(table.part):
        part: Path = (*path, "part", index)
        stretches.append(_Stretch(*faults.table(PatternTable, one, part), part))
        if index < len(table.part) - 1 and "episodes" not in one:
            faults.add((*part, "episodes"), "missing; only the last part may leave open how many episodes it has")
    return stretches


def _made(stretch: _Stretch, zone: str | None, faults: Faults) -> Made | None:
    first, readable = _first(stretch, zone, faults)
    skip = _skip(stretch, faults)
    pattern = _pattern(stretch.table, first, skip or {})
    _check_weekdays(stretch, faults)
    if stretch.bad & _COUNT_KEYS:
        return None
    try:
        if not readable or skip is None or zone is None:
            patterns.sizes(pattern)
            return None
        nights = patterns.nights(pattern)
    except Contradiction as wrong:
        value = getattr(stretch.table, wrong.key)
        faults.add((*stretch.path, wrong.key), f"found {value}; {wrong.text}" if isinstance(value, int) else wrong.text)
        return None
    made = []
    for index, night in enumerate(nights):
        announced = _announced(night.on, first, zone, fold=index == 0)
        made += [(announced, night.reason)] * night.episodes
    return made, pattern.total


def _pattern(table: PatternTable, first: Wall | None, skip: dict[date, str | None]) -> Pattern:
    return Pattern(
        # the date as listed: "Saturday 24:30" belongs to the Saturday
        first=first.on - timedelta(days=first.over) if first else None,
        episodes=table.episodes,
        every=tuple(sorted(set(table.every or ()))),
        per_night=table.per_night,
        first_night=table.first_night,
        last_night=table.last_night,
        skip=skip,
    )


def _announced(on: date | None, first: Wall | None, zone: str, fold: bool) -> Announced:
    if on is None or first is None:
        return Announced(None, None, zone)
    hour = first.hour if fold or first.hour is None else first.hour.replace(fold=0)
    return Announced(on + timedelta(days=first.over), hour, zone)


def _first(stretch: _Stretch, zone: str | None, faults: Faults) -> tuple[Wall | None, bool]:
    """The first night, None while it is not known; and whether what stands there can be used."""
    value = stretch.table.first
    if "first" in stretch.bad:
        return None, False
    if value is None or value is Unknown.TBA:
        return None, True
    if zone is None:
        return None, False
    try:
        return _in_zone(value, zone), True
    except Mistake as mistake:
        faults.add((*stretch.path, "first"), mistake.text)
        return None, False


def _skip(stretch: _Stretch, faults: Faults) -> dict[date, str | None] | None:
    """The nights left out, with reasons; None when one of them cannot be read."""
    found: dict[date, str | None] = {}
    readable = "skip" not in stretch.bad
    for index, entry in enumerate(stretch.table.skip or ()):
        path = (*stretch.path, "skip", index)
        if isinstance(entry, dict):
            table, bad = faults.table(SkipTable, entry, path)
            on, reason = table.on, table.reason
            readable = readable and not bad and on is not None
        else:
            on, reason = entry, None
        if on in found:
            faults.add(path, f"found {shown(on)} a second time; expected each night once")
        if on is not None:
            found[on] = reason
    return found if readable else None


def _weekdays(stretch: _Stretch) -> Iterator[int]:
    """Of the dates on which it airs: "Saturday 24:30" is a Sunday."""
    over = stretch.table.first.over if isinstance(stretch.table.first, Wall) else 0
    return ((weekday + over) % 7 for weekday in stretch.table.every or ())


def _check_weekdays(stretch: _Stretch, faults: Faults) -> None:
    every = stretch.table.every
    if every == []:
        faults.add((*stretch.path, "every"), 'found an empty list; expected names of weekdays, for example ["Sunday"]')
    for weekday in sorted({weekday for weekday in every or () if (every or []).count(weekday) > 1}):
        name = times.WEEKDAYS[weekday]
        faults.add((*stretch.path, "every"), f'found "{name}" a second time; expected each weekday once')


def _in_zone(value: When, zone: str) -> Wall:
    """The time on the release's own clock. Raises Mistake when it names another clock, or does not exist there."""
    if isinstance(value, datetime):
        local = times.local(value, zone)
        if local.utcoffset() != value.utcoffset():
            raise UnreadTime(
                f"found {shown(value)}; the release's zone {zone} is at {local:%z} then. "
                f"Leave out the offset, or change the zone."
            )
        return Wall(local.date(), local.time())
    assert isinstance(value, Wall)
    if value.zone and not _same_clock(value, zone):
        raise UnreadTime(f"found a time in {value.zone}; the release's zone is {zone}. Say it on that clock.")
    _instant(value, zone)
    return value


def _same_clock(wall: Wall, zone: str) -> bool:
    if wall.zone is None or wall.hour is None:
        return wall.zone in (None, zone) or zones.alike((wall.zone or zone, zone))
    local = datetime.combine(wall.on, wall.hour)
    return times.instant(local, wall.zone) == times.instant(local, zone)


def _instant(wall: Wall, zone: str) -> datetime | None:
    """None while the hour is unknown. Raises DoubtfulTime in a gap, or in a fold with how a file says which one."""
    if wall.hour is None:
        return None
    local = datetime.combine(wall.on, wall.hour)
    try:
        return times.exact(local, zone)
    except DoubtfulTime as doubtful:
        if times.instant(local, zone) == times.instant(local.replace(fold=1), zone):
            raise
        raise DoubtfulTime(f"{doubtful.text[:-1]}, or write a TOML date-time with its offset.") from None


def _changed(table: ReleaseTable, path: Path, episodes: list[Episode], known: bool, faults: Faults) -> list[Episode]:
    """The episodes with each change applied to its own, and to no other. Numbers are checked when all are `known`."""
    by_number = {episode.number: episode for episode in episodes}
    seen: set[int] = set()
    for index, one in enumerate(table.change or ()):
        at: Path = (*path, "change", index)
        change, bad = faults.table(ChangeTable, one, at)
        announced = _moved_to(change, bad, table.zone, at, faults)
        for number in _numbers(change, by_number if known else None, seen, at, faults):
            if announced and number in by_number:
                by_number[number] = replace(by_number[number], announced=announced, reason=change.reason)
    return list(by_number.values())


def _numbers(
    change: ChangeTable, known: dict[int, Episode] | None, seen: set[int], path: Path, faults: Faults
) -> list[int]:
    numbers = change.episodes
    if numbers == []:
        faults.add((*path, "episodes"), "found an empty list; expected a list of episode numbers, for example [8, 9]")
    for number in numbers or ():
        if number in seen:
            faults.add((*path, "episodes"), f"found {number} a second time; expected each episode in one change")
        elif known is not None and number not in known:
            has = f"it has 1 to {max(known)}" if known else "none of its episodes is known"
            faults.add((*path, "episodes"), f"found {number}; expected numbers of its episodes: {has}")
        seen.add(number)
    return numbers or []


def _moved_to(
    change: ChangeTable, bad: frozenset[str], zone: str | None, path: Path, faults: Faults
) -> Announced | None:
    if bad & {"at", "on"}:
        return None
    if change.at is not None and change.on is not None:
        faults.add((*path, "on"), "found beside `at`; expected `at` with the hour, or `on` when the hour is not known")
        return None
    if change.at is None and change.on is None:
        faults.add((*path, "at"), f"missing; expected {ChangeTable.model_fields['at'].description}, or `on`")
        return None
    key = "on" if change.at is None else "at"
    try:
        return _announced_on(change.on, zone) if change.on is not None else _announced_at(change.at, zone)
    except Mistake as mistake:
        faults.add((*path, key), mistake.text)
        return None


def _announced_at(value: When | None, zone: str | None) -> Announced | None:
    """A time with an offset is turned to the release's clock; one with a named zone keeps its own."""
    if isinstance(value, Wall) and value.hour is None:
        raise UnreadTime(f"found {shown(value.on)} without an hour; write on = {value.on} when the hour is not known")
    if zone is None:
        return None
    if isinstance(value, Wall):
        at = _instant(value, value.zone or zone)
        if value.zone is None or not value.zone.startswith("Etc/"):
            return Announced(value.on, value.hour, value.zone or zone)
        value = at
    if isinstance(value, datetime):
        local = times.local(value.astimezone(UTC), zone)
        return Announced(local.date(), local.time(), zone)
    return Announced(None, None, zone)


def _announced_on(value: When, zone: str | None) -> Announced | None:
    if isinstance(value, datetime) or (isinstance(value, Wall) and value.hour is not None):
        raise UnreadTime("found a date with an hour; write it as `at`")
    if zone is None:
        return None
    if isinstance(value, Wall):
        return Announced(value.on, None, value.zone or zone)
    return Announced(None, None, zone)
