"""What an edit changes for those who follow a release, and how it is kept until it is told."""

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import groupby

from bot.core import times
from bot.core.dramas import Announced, Release
from bot.core.leads import TOLD
from bot.core.subscriptions import read_start, write_start

FRESH = timedelta(days=1)  # so long after its hour a change of an airing is still news


@dataclass(frozen=True, slots=True)
class Moved:
    """Episodes of one night, and when they air; None where they are not, or no longer, part of the release."""

    numbers: tuple[int, ...]
    was: Announced | None
    now: Announced | None


@dataclass(frozen=True, slots=True)
class Notice:
    """What the followers of one release are told."""

    title: str
    network: str
    moves: tuple[Moved, ...]
    reason: str | None = None
    was: int | None = None  # how many episodes it had
    total: int | None = None  # and has now
    finale: Announced | None = None
    gone: bool = False  # the release, or the whole drama, is no longer in the schedule
    instead: str | None = None  # of a release that is gone: the network to be followed now


def between(before: Release, after: Release) -> tuple[Moved, ...]:
    """In order of episode numbers; those that move together are one."""
    old, new = _announced(before), _announced(after)
    changed = [(n, old.get(n), new.get(n)) for n in sorted({*old, *new}) if old.get(n) != new.get(n)]
    return tuple(
        Moved(tuple(number for number, *_ in together), was, now)
        for (was, now), together in groupby(changed, key=lambda one: one[1:])
    )


def is_news(moves: Iterable[Moved], now: datetime) -> bool:
    """Whether anybody has to be told: not of what was corrected long after it aired."""
    return any(_ahead(move.was, now) or _ahead(move.now, now) for move in moves)


def out_of_order(release: Release) -> tuple[int, int] | None:
    """The first two episodes of which the later one would air first."""
    last: tuple[int, datetime] | None = None
    for episode in release.episodes:
        at = standing(episode.announced)
        if at is None:
            continue
        if last is not None and at < last[1]:
            return last[0], episode.number
        last = (episode.number, at)
    return None


def standing(announced: Announced) -> datetime | None:
    """The instant by which it is put in order; of an unknown hour the one when it is told, None without a date."""
    if announced.on is None:
        return None
    return announced.at or times.instant(datetime.combine(announced.on, TOLD), announced.zone)


def write(notice: Notice) -> str:
    moves = [[list(move.numbers), _written(move.was), _written(move.now)] for move in notice.moves]
    made = {
        "title": notice.title,
        "network": notice.network,
        "moves": moves,
        "reason": notice.reason,
        "was": notice.was,
        "total": notice.total,
        "finale": _written(notice.finale),
        "gone": notice.gone,
        "instead": notice.instead,
    }
    return json.dumps(made, ensure_ascii=False)


def read(text: str) -> Notice:
    made = json.loads(text)
    moves = tuple(Moved(tuple(numbers), _read(was), _read(now)) for numbers, was, now in made.pop("moves"))
    return Notice(**{**made, "moves": moves, "finale": _read(made["finale"])})


def _announced(release: Release) -> Mapping[int, Announced]:
    return {episode.number: episode.announced for episode in release.episodes}


def _ahead(announced: Announced | None, now: datetime) -> bool:
    at = standing(announced) if announced else None
    return at is not None and at > now - FRESH


def _written(announced: Announced | None) -> list[str] | None:
    if announced is None:
        return None
    return ["" if announced.on is None else write_start(announced), announced.zone]


def _read(written: list[str] | None) -> Announced | None:
    if written is None:
        return None
    start, zone = written
    return read_start(start, zone) if start else Announced(None, None, zone)
