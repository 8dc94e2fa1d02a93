"""Of which day a clause tells that something airs: whether the day is past, still holds, or is when it was told."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import TypeVar

from bot.news import airing_words as words
from bot.news import lines as said
from bot.news import when

Item = TypeVar("Item", when.Day, when.Hour, when.Slot)
NEAR = 60  # letters between a date and the word that says what it is of
ON_THAT_DAY = re.compile(r"(?:(?:Earlier )?[Oo]n (?:the )?)?")
# "Friday's premiere"
_OF_THE_DAY = re.compile(r"['’]s? (?:\w+ )?(?:premiere|release|launch|debut|opening|first (?:episode|broadcast))\b")
_AND_NOT = re.compile(r"\b(?:rather than|instead of|and not|not)(?: on| from)?(?: the)? $", re.I)
_FROM = re.compile(r"\bfrom (?:the )?(?:original \w+ of )?$", re.I)
_TO = re.compile(r",? (?:back )?(?:to|until|till)\b")
_SINCE_ITS = re.compile(
    r"\b(?:after|since|following|upon|had|made|saw) (?:its|the|their|a) (?:[\w-]+ )?(?:premiere|release|debut|launch)\b"
)
# what comes after an airing and before a weekday that is of something else
_NO_LONGER = re.compile(
    r"; | (?:will|is|are|was|were|has|have|had|and (?![A-Z])|but|who|which|that|as|when|after|before|while|where)\b"
)
_TOLD = re.compile(
    rf"{words.PROMOTION.pattern}|\b(?:sa(?:ys?|id)|show(?:s|ed)|according|stated|held|attended|met|confided|admitted|"
    rf"recalled|joked|added|asked|replied)\b|"
    rf"{words.ANOTHER_EVENT.pattern}",
    re.I,
)
# where another thing may be spoken of; a comma before "which" is the title's
_BOUNDARY = re.compile(
    r"[:;] |,[”\"’']? (?=(?P<which>which|that) )|, | [—–] | (?P<bare>which|that) |"
    r" (?:who|and|but|because|as|while|when|if|though|although) "
)
_SOMEBODY = re.compile(r"\b(?:who|whose|he|she|they)\b")
_MORE = re.compile(rf"{_BOUNDARY.pattern}| (?:where|with|for|due to) ")

_REASON = re.compile(r",? (?:because|due to|owing to|on account of|thanks to|amid|to (?:make (?:way|room) for|avoid)) ")
_AND_A_DAY = re.compile(rf" and (?:the )?(?:\d{{1,2}}|{when.MONTH})")  # "between 4 June and 24 July"
_DREW = re.compile(
    r"\b(?:drew|scored|recorded|earned|achieved|marked|averaged|attracted|garnered|opened (?:to|with|at)|notched)\b"
    r"[^.;]{0,40}(?:\b(?:percent|viewers|ratings?)\b|%)"
)


@dataclass(frozen=True, slots=True)
class Article:
    """`running`: it tells of more than the beginning. `moved`: something is put off in it, or brought forward."""

    running: bool
    moved: bool


def narrowed(line: said.Line, start: int, clause: str, item: Item) -> tuple[int, str, Item]:
    """The smallest part of a clause that says by itself that the drama airs then, with its place and the item's in it.

    The clause itself where none does.
    """
    if reason := _REASON.search(clause, item.end):
        clause = clause[: reason.start()]
    led = max(
        (one for one in words.AIRS.finditer(clause, 0, item.start) if one.end() <= item.start),
        key=lambda one: one.end(),
        default=None,
    )
    if led is None or _NO_LONGER.search(clause, led.end(), item.start) or _TOLD.search(clause, led.end(), item.start):
        return start, clause, item
    bounds = [one for one in _BOUNDARY.finditer(clause) if one.end() <= led.start()]
    of_it = (one.end() for one in reversed(bounds) if _is_of_it(line, start, clause, one, led.start()))
    begin = next(of_it, None if bounds else 0)
    if begin is None or _SOMEBODY.search(clause, begin, led.start()):
        return start, clause, item
    until = _AND_A_DAY.match(clause, item.end)
    follows = _MORE.search(clause, until.end() if until else item.end)
    end = follows.start() if follows else len(clause)
    return start + begin, clause[begin:end], replace(item, start=item.start - begin, end=item.end - begin)


def _is_of_it(line: said.Line, start: int, clause: str, bound: re.Match[str], airs: int) -> bool:
    """Whether what airs is the drama: it stands in that part, or right before "which"."""
    ours = [one for one in line.mentions if one.ours]
    if not (bound["which"] or bound["bare"]):
        return any(bound.end() <= one.start - start < airs for one in ours)
    other = words.LAST.search(clause, 0, bound.start()) or words.LATER_EPISODE.search(clause, 0, bound.start())
    return not other and any(0 <= start + bound.start() - one.end < 4 for one in ours)


def is_apart(clause: str, one: tuple[int, int], other: tuple[int, int]) -> bool:
    """Whether something else is spoken of between two places of a clause."""
    return _NO_LONGER.search(clause, min(one[1], other[1]), max(one[0], other[0])) is not None


def is_gone(clause: str, day: when.Day, article: Article) -> bool:
    """Whether what the clause says of that day is over: "premiered on", but not "will be released on"."""
    if _SINCE_ITS.search(clause) or _DREW.search(clause):
        return True
    every = list(words.AIRS.finditer(clause))
    led = [one for one in every if one.end() <= day.start and day.start - one.end() < NEAR] or every
    least = min((gap(one, day) for one in led), default=0)
    if any(words.is_past(clause, one) for one in led if gap(one, day) < least + 12):
        return True
    return article.running and day.weekday and not words.TO_COME.search(clause)


def is_the_old_one(clause: str, day: when.Day, article: Article) -> bool:
    """Whether a plan for that day holds no more: "was to begin on", "moved from June 16 to", "and not on"."""
    before = clause[: day.start]
    if _AND_NOT.search(before) or (_FROM.search(before) and _TO.match(clause, day.end) and words.MOVED.search(clause)):
        return True
    due = words.ONCE_DUE.search(before)
    return due is not None and (article.moved or due[0].startswith("had"))


def is_when(clause: str, day: when.Day, anchors: Sequence[re.Match[str]]) -> bool:
    """Whether a weekday says when something airs, and not when it was told: "airs on tvN on Friday"."""
    led = max((one for one in anchors if one.end() <= day.start), key=lambda one: one.end(), default=None)
    if led is not None:
        return not _NO_LONGER.search(clause, led.end(), day.start) and not _TOLD.search(clause, led.end(), day.start)
    if _OF_THE_DAY.match(clause, day.end):
        return True
    follows = min((one for one in anchors if one.start() >= day.end), key=lambda one: one.start(), default=None)
    return (
        follows is not None
        and ON_THAT_DAY.fullmatch(clause[: day.start]) is not None
        and not _TOLD.search(clause, day.end, follows.start())
    )


def gap(match: re.Match[str], day: when.Day | when.Hour) -> int:
    return max(match.start() - day.end, day.start - match.end(), 0)


def with_year(day: when.Day, page: date | None, ahead: timedelta, weekday: int | None = None) -> date | None:
    """In the year that brings it nearest to so long after the page; None where neither says a year."""
    if day.on:
        return day.on
    if day.year:
        return date(day.year, day.month, day.day)
    if page is None:
        return None
    around = range(page.year - 1, page.year + 2)
    possible = [on for year in around if (on := _date(year, day)) and weekday in (None, on.weekday())] or [
        on for year in around if (on := _date(year, day))
    ]
    return min(possible, key=lambda on: abs(on - page - ahead), default=None)


def _date(year: int, day: when.Day) -> date | None:
    try:
        return date(year, day.month, day.day)
    except ValueError:
        return None
