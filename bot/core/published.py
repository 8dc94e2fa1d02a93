"""What calendars have said of each episode, so that a moved or cancelled one is told as the same event."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime

from bot.core.dramas import Announced


@dataclass(frozen=True, slots=True)
class Entry:
    """An episode as the schedule has it now."""

    uid: str
    number: int
    announced: Announced  # with a date
    details: str = ""  # a digest of the words about it


@dataclass(frozen=True, slots=True)
class Published:
    """The same as calendars tell it. `sequence` (RFC 5545, 3.8.7.4) rises with every move, cancellation and return."""

    entry: Entry
    sequence: int
    changed: datetime  # UTC
    cancelled: bool = False


def revise(before: Mapping[str, Published], entries: Iterable[Entry], at: datetime) -> list[Published]:
    """All that is to be told from now on, in order of numbers; `before` is by uid. What is gone is cancelled."""
    now = {entry.uid: _revised(before.get(entry.uid), entry, at) for entry in entries}
    gone = [_cancelled(one, at) for uid, one in before.items() if uid not in now]
    return sorted((*now.values(), *gone), key=lambda one: (one.entry.number, one.entry.uid))


def _revised(known: Published | None, entry: Entry, at: datetime) -> Published:
    if known is None:
        return Published(entry, 0, at)
    if known.cancelled or known.entry.announced != entry.announced:
        return Published(entry, known.sequence + 1, at)
    return known if known.entry == entry else replace(known, entry=entry, changed=at)


def _cancelled(known: Published, at: datetime) -> Published:
    return known if known.cancelled else replace(known, sequence=known.sequence + 1, changed=at, cancelled=True)
