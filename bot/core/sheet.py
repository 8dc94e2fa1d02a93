"""A drama file as it is being edited: tomlkit keeps its comments, the stretches of a release know their nights."""

from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, time, timedelta
from typing import Any

import tomlkit
from tomlkit import TOMLDocument
from tomlkit.items import AoT, Array, Table

from bot.core import patterns, releases, times
from bot.core.drama_file import PatternTable
from bot.core.dramas import Drama, Release
from bot.core.errors import Mistake
from bot.core.faults import ScheduleFault
from bot.core.patterns import Contradiction, Night, Pattern
from bot.core.schedules import parse
from bot.core.times import Wall

TBA = "TBA"
_PATTERN_KEYS = tuple(PatternTable.model_fields)
_COUNTS = ("last_night", "first_night", "per_night")  # in the order in which they give way
_DAY = timedelta(days=1)


@dataclass(slots=True)
class Stretch:
    """A run of episodes with a pattern of its own: a release, or a part of one. `start` is its first number."""

    table: Table
    zone: str
    start: int

    @property
    def pattern(self) -> Pattern:
        return self._read()[0]

    @property
    def first(self) -> Wall | None:
        """None while it is not announced."""
        return self._read()[1]

    @property
    def nights(self) -> list[Night]:
        return patterns.nights(self.pattern)

    @property
    def end(self) -> int | None:
        """Its last number; None while it is open."""
        total = self.pattern.total
        return None if total is None else self.start + total - 1

    def holds(self, number: int) -> bool:
        return self.start <= number and (self.end is None or number <= self.end)

    def night(self, number: int) -> tuple[date | None, int, int]:
        """The night of that episode as listed, with the first number of it and how many there are."""
        first = self.start
        for one in self.nights:
            if number < first + one.episodes:
                return one.on, first, one.episodes
            first += one.episodes
        return None, number, 1  # of an open run without dates

    def begin(self, on: date | None) -> None:
        """Its first night is that one, at the hour that it has."""
        first = self.first
        self.table["first"] = (
            TBA if on is None else written(on, first.hour if first else None, first.over if first else 0)
        )

    def settle(self) -> None:
        """Take out what no longer has a meaning: counts that contradict each other, skipped nights of nothing."""
        for key in _COUNTS:
            try:
                patterns.sizes(self.pattern)
            except Contradiction:
                self.table.pop(key, None)
        self.unskip(patterns.idle(self.pattern))

    def unskip(self, nights: Collection[date]) -> None:
        skip = self.table.get("skip")
        if skip is None or not nights:
            return
        for index in reversed(range(len(skip))):
            if _date(skip[index]) in nights:
                del skip[index]
        if not skip:
            del self.table["skip"]

    def skip(self, on: date, reason: str | None) -> None:
        if "skip" not in self.table:
            self.table["skip"] = tomlkit.array()
        array = self.table["skip"]
        assert isinstance(array, Array)
        entry: Any = on
        if reason:
            entry = tomlkit.inline_table()
            entry.update({"on": on, "reason": reason})
        if len(array) or reason:
            array.multiline(True)
        array.append(entry)

    def _read(self) -> tuple[Pattern, Wall | None]:
        return releases.stretch(self.table.unwrap(), self.zone)


class Sheet:
    """One release of a drama file. Raises ScheduleFault for a file with faults."""

    def __init__(self, text: str, slug: str, key: str) -> None:
        self.slug = slug
        self.text = text
        self.drama: Drama = parse(text, slug)
        self.release: Release = next(one for one in self.drama.releases if one.key == key)
        self.document = tomlkit.parse(text if text.endswith("\n") else f"{text}\n")  # tomlkit appends to the last line
        tables: Any = self.document["release"]
        self.table: Table = tables[self.drama.releases.index(self.release)]
        self._joined = {start for start, gap in self._gaps() if not gap}

    @property
    def zone(self) -> str:
        return self.release.zone

    @property
    def stretches(self) -> list[Stretch]:
        found: list[Stretch] = []
        start = 1
        for table in self.table.get("part") or [self.table]:
            found.append(Stretch(table, self.zone, start))
            start += found[-1].pattern.total or 0
        return found

    def stretch(self, number: int) -> Stretch:
        return next(one for one in self.stretches if one.holds(number))

    def split(self, number: int) -> Stretch:
        """The stretch that begins with that episode, cut off from those before it if need be."""
        whole = self.stretch(number)
        if whole.start == number:
            return whole
        on, _, _ = whole.night(number)
        parts = self._parts()
        index = next(index for index, one in enumerate(self.stretches) if one.start == whole.start)
        head = Stretch(parts[index], self.zone, whole.start)
        tail = tomlkit.table()
        for key in _PATTERN_KEYS:
            if key in head.table:
                tail[key] = head.table[key].unwrap()
        if "skip" in tail:
            tail["skip"] = _copied(head.table["skip"])
        if "episodes" in tail:
            tail["episodes"] = head.pattern.total - (number - whole.start) if head.pattern.total else None
        tail.pop("first_night", None)
        before = {one for one in head.pattern.skip if on is None or one < on}
        cut = Stretch(tail, self.zone, number)
        cut.unskip(before)
        cut.begin(on)
        head.table["episodes"] = number - whole.start
        head.table.pop("last_night", None)
        head.settle()
        if index + 1 < len(parts):
            tail.add(tomlkit.nl())
        parts.insert(index + 1, tail)
        made = self.stretch(number)
        made.settle()
        return made

    def cut_after(self, number: int) -> None:
        """No part begins after that episode."""
        parts: Any = self.table.get("part")
        for index in reversed(range(len(parts or ()))):
            if self.stretches[index].start > number:
                del parts[index]

    def unchange(self, numbers: Iterable[int]) -> None:
        """Those episodes air with their pattern again."""
        gone = set(numbers)
        changes: Any = self.table.get("change")
        for index in reversed(range(len(changes or ()))):
            listed = changes[index]["episodes"]
            left = [int(number) for number in listed if number not in gone]
            if not left:
                del changes[index]
            elif len(left) < len(listed):
                changes[index]["episodes"] = left
        if changes is not None and not len(changes):
            del self.table["change"]

    def change(self, numbers: Iterable[int], when: Wall | None, reason: str | None) -> None:
        """Those episodes, and no other, air then; None: on a day that is not announced."""
        made = tomlkit.table()
        made["episodes"] = sorted(set(numbers))
        if when is None:
            made["on"] = TBA
        elif when.hour is None:
            made["on"] = when.on
        else:
            elsewhere = f" {when.zone}" if when.zone and when.zone != self.zone else ""
            made["at"] = f"{written(when.on - when.over * _DAY, when.hour, when.over)}{elsewhere}"
        if reason:
            made["reason"] = reason
        if "change" not in self.table:
            self.table["change"] = tomlkit.aot()
        changes = self.table["change"]
        assert isinstance(changes, AoT)
        changes.append(made)

    def reorder(self) -> None:
        """A part that an earlier one has run into goes on after it, on the next night of its own pattern."""
        last: date | None = None
        for one in self.stretches:
            first = one.pattern.first
            if last is not None and first is not None and first <= last:
                following = patterns.following(last, one.pattern.every)
                if following is None:
                    raise Mistake(
                        f"Episode {one.start} and those after it come out on {times.day_words(first)}, "
                        "and what is before them would come later. Move them first, with /move."
                    )
                one.begin(following)
                one.settle()
            last = next((night.on for night in reversed(one.nights) if night.on), last)

    def close(self) -> None:
        """Parts that followed directly on the one before do so again, after that one has become shorter."""
        for one in self.stretches:
            if one.start in self._joined:
                gap = dict(self._gaps()).get(one.start)
                if gap:
                    one.begin(gap)
                    one.settle()

    def _gaps(self) -> Iterator[tuple[int, date | None]]:
        """Each later part's first number, and the night between it and the part before that its pattern leaves out."""
        last: date | None = None
        for one in self.stretches:
            nights = [night.on for night in one.nights if night.on]
            if last is not None and nights:
                following = patterns.following(last, one.pattern.every)
                yield one.start, following if following and following < nights[0] else None
            last = nights[-1] if nights else last

    def done(self) -> str:
        """The text, read again: an edit never leaves a file with a fault."""
        for one in self.stretches:
            one.settle()
        self.reorder()
        return checked(dumped(self.document, self.text), self.slug)

    def _parts(self) -> AoT:
        """The parts of the release; one without any gets its pattern as the only part."""
        if "part" not in self.table:
            part = tomlkit.table()
            for key in _PATTERN_KEYS:
                if key in self.table:
                    part[key] = self.table.pop(key)
            parts = tomlkit.aot()
            parts.append(part)
            self.table["part"] = parts
        found = self.table["part"]
        assert isinstance(found, AoT)
        return found


def dumped(document: TOMLDocument, before: str) -> str:
    """The text of an edited file. tomlkit drops a space between a date and a bracket; here the line is as it was."""
    known = set(before.splitlines())
    lines = tomlkit.dumps(document).split("\n")
    return "\n".join(f"{line[:-1]} }}" if f"{line[:-1]} }}" in known and line[-1:] == "}" else line for line in lines)


def checked(text: str, slug: str) -> str:
    try:
        parse(text, slug)
    except ScheduleFault as fault:
        raise Mistake(f"That does not fit the rest of the schedule: {fault.faults[0].text}.") from None
    return text


def written(on: date, hour: time | None, over: int = 0) -> Any:
    """A listed night as a file says it: "20 June 2021 12:00 AM", "19 June 2021 24:30", or a bare date."""
    if hour is None:
        return on
    clock = f"{hour.hour + 24 * over}:{hour:%M}" if over else times.clock(hour)
    return f"{on.day} {on:%B} {on.year} {clock}"


def _copied(skip: Any) -> Array:
    array = tomlkit.array()
    for entry in skip.unwrap():
        made = entry
        if isinstance(entry, dict):
            made = tomlkit.inline_table()
            made.update(entry)
        array.append(made)
    array.multiline(True)
    return array


def _date(entry: Any) -> date:
    value = entry["on"] if isinstance(entry, dict) else entry
    value = value.unwrap() if hasattr(value, "unwrap") else value
    return times.announced(value).on if isinstance(value, str) else date(value.year, value.month, value.day)
