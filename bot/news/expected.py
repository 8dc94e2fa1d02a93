"""A day, a slot and an hour that no word of airing tells: "MBC raises the curtain on it on March 9 at 9:25 p.m."."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from bot.news import airing_words as words
from bot.news import airings, page_dates, telling, when
from bot.news import lines as said
from bot.news.found import Schedule

_SOON = timedelta(days=300)  # so long before a drama comes out its day is told
_AHEAD = timedelta(days=60)  # by so much, usually
_LEAST = 3.0  # points
_PROMOTED = re.compile(
    r"\b(?:teasers?|trailers?|posters?|stills?|clips?|previews?|videos?|images?|cuts?|reels?)\b", re.I
)
_OTHERWISE = re.compile(
    r"\b(?:tickets?|pre-?orders?|cast(?:ing)?|in talks|born|birthday|married|wedding|audition\w*|"
    r"meets? (?:with )?(?:\w+ )?fans|appear\w* (?:on|at)|guests?|visit\w*|travel\w*|fl(?:y|ies)|attend\w*|"
    r"podcast|talk|quiz|contest|giveaway|voting|votes?|deadline|reunion|party|anniversary|holiday|exam|"
    r"set in|takes place|dies|died|wakes|meets?|finds|happened|photo|Photo|rating|percent|"
    r"viewership|between|week off|weeks off|pause|counter|entr(?:y|ies)|returns?|resume\w*|comes? back|"
    r"be(?:en)? (?:followed|succeeded|replaced)|hearing|trial|contracts?|sign(?:s|ed|ing)?|"
    r"[Cc]ourt|caf[eé]|store|shop|exhibit\w*|"
    r"licen[cs]e|expir\w+|remov\w+|leav(?:es|ing)|train\w*|"
    r"\w*books?|instead of|this week|farewell|goodbye|nominat\w*|winners?|"
    r"said|told|says|asked|replied|confided|admitted|recalled|joked|"
    r"added (?:that|in)|according|reported|statement|agency)\b"
)
_WAITED = re.compile(r"\b[Ww]ait (?:ends|is over|comes to an end|until|till)(?: on)?\b")
_NEW_DRAMA = re.compile(r"\b(?:new|upcoming|next) (?:[\w-]+ ){0,3}(?:drama|series|sageuk|sitcom)\b", re.I)
_UNTIL = re.compile(r"\b(?:until|till|through|before|by|since|to|after|ending|ends on|up to) (?:the )?$", re.I)
_SUBJECT = re.compile(
    r"(?:The|An?|This|That|His|Her|Their) [^,]*?(?=,| (?:is|are|was|were|will|has|had|goes|comes|takes)\b)"
)
_LEADS = re.compile(r"\b(?:on|from|for|starting|beginning|of|is|:|,) (?:the )?$")


@dataclass(frozen=True, slots=True)
class _Told:
    points: float
    day: when.Day
    line: said.Line
    on: date | None


def read(lines: Sequence[said.Line], page: date | None, found: Schedule) -> None:
    """The day that is still to come when the page is written, or that has an hour, where nothing else happens then."""
    if found.premiere or any(one.field == "premiere" for one in found.questions):
        return
    told = sorted(_told(lines, page), key=lambda one: -one.points)
    if not told or told[0].points < _LEAST:
        return
    best = told[0]
    others = {(one.day.month, one.day.day) for one in told if one.points == best.points}
    if len(others) > 1:
        return
    found.premiere = best.on.isoformat() if best.on else f"--{best.day.month:02}-{best.day.day:02}"
    found.evidence["premiere"] = best.line.shown


def read_slot(lines: Sequence[said.Line], found: Schedule) -> None:
    """The weekdays that a sentence about the drama names, where none says that it airs on them."""
    if found.weekdays or any(one.field == "weekdays" for one in found.questions):
        return
    told = {
        slot.days: line
        for line in lines
        if line.ours and line.tells_of_it
        for start, clause in said.clauses(line.text)
        for slot in when.slots(clause)
        if line.says(start + slot.start, slot=True)
        if not (_of_something_else(clause) or _of_another(line, clause) or words.LAST.search(clause))
    }
    if len(told) == 1:
        found.weekdays = tuple(when.weekdays(next(iter(told))))
        found.evidence["weekdays"] = next(iter(told.values())).shown


def read_hour(lines: Sequence[said.Line], found: Schedule) -> None:
    """The only hour that a sentence about the drama names, where the day is known and none says that it airs then."""
    if found.time or not (found.premiere or found.weekdays) or any(one.field == "time" for one in found.questions):
        return
    told = {
        hour.clock: (hour, line)
        for line in lines
        if line.ours and line.may_tell_of_it
        for start, clause in said.clauses(line.text)
        for hour in when.hours(clause)
        if hour.clock and clause[hour.start].isdigit()  # "at noon" is said of much else
        if line.says(start + hour.start, slot=True)
        if said.airs(line, clause) and not (_of_something_else(clause) or words.LATER_EPISODE.search(clause))
    }
    if len(told) == 1:
        (hour, line), *_ = told.values()
        found.time = hour.clock
        found.evidence["time"] = line.shown
        if hour.zone:
            found.zone = hour.zone
            found.evidence["tz"] = line.shown


def _of_another(line: said.Line, clause: str) -> bool:
    """Whether another drama comes before this one in it: "after “Old Harbor” on Mondays", but not "It follows"."""
    other = words.OTHER_SHOW.search(clause)
    return other is not None and not any(
        one.ours and line.text[one.start : one.end] in clause[: other.start()] for one in line.mentions
    )


def _of_something_else(clause: str) -> bool:
    return any(kind.search(clause) for kind in (words.ANOTHER_EVENT, words.NOT, _PROMOTED, _OTHERWISE))


def _is_of_a_thing(line: said.Line, clause: str) -> bool:
    """Whether something that is no drama does what the clause tells: "The first commercial goes out"."""
    subject = None if _WAITED.search(clause) else _SUBJECT.match(clause)
    start = line.text.find(clause)
    return subject is not None and not (
        said.tells_of_a_drama(subject[0]) or any(start <= one.start < start + subject.end() for one in line.mentions)
    )


def _told(lines: Sequence[said.Line], page: date | None) -> Iterator[_Told]:
    for line in lines:
        if not (line.ours and line.open):
            continue
        for start, clause in said.clauses(line.text):
            for day in when.days(clause, page)[: airings.MOST]:
                if line.says(start + day.start):
                    on = telling.with_year(day, page, _AHEAD)
                    points = _points(line, clause, day, on, page)
                    if points > 0:
                        yield _Told(points, day, line, on)


def _points(line: said.Line, clause: str, day: when.Day, on: date | None, page: date | None) -> float:
    before = clause[: day.start]
    if (
        _of_something_else(clause)
        or words.STRONG.search(clause)  # what airs was looked at before
        or said.of_a_person(clause)
        or airings.TRAVELS.search(clause)
        or words.LAST.search(_WAITED.sub("", clause))
        or words.LATER_EPISODE.search(clause)
        or _is_of_a_thing(line, clause)
        or words.ONCE_DUE.search(before)
        or _UNTIL.search(_WAITED.sub("", before))
        or page_dates.is_in_dateline(clause, day)
    ):
        return 0
    hour = any(0 <= one.start - day.end < 25 or 0 <= day.start - one.end < 25 for one in when.hours(clause))
    ahead = page is not None and on is not None and page < on <= page + _SOON
    if page and not ahead:
        return 0
    of_it = line.named or any(one.ours for one in line.mentions)
    of_it = of_it or _NEW_DRAMA.search(clause) is not None
    if not (of_it or line.tells_of_it or words.AIRS.search(clause)):
        return 0
    return 2.0 * ahead + 2.0 * hour + of_it + 0.5 * bool(_LEADS.search(before))
