"""At what hour a drama comes out, and on which clock, as an article says it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.drafted import Question
from bot.news import airing_words as words
from bot.news import airings, networks, telling, when
from bot.news import lines as said
from bot.news.found import Schedule

_FAR = 90  # letters between an hour and the word that says what it is of
_DRAMA_AFTER = re.compile(r" (?:[\w-]+ ){0,2}(?:drama|series)\b")
_SLOT_AFTER = re.compile(r" (?:[\w-]+ ){0,2}(?:slot|time ?slot)\b")
# "On November 20th at 2 p.m., the Monday-Tuesday drama held its press conference"
_LEADING = re.compile(r"(?:On|At|From)\b[^;:]{0,60}")
# "at 9:20 p.m. instead of its regular time of 9 p.m.", "20 minutes later than scheduled"
_UNUSUAL = re.compile(
    r"\b(?:(?:minutes?|hours?) (?:(?:earlier|later) than (?!before)|late\b|behind)|than usual|different time|this week|"
    r"instead of (?:its|the|at)\b)",
    re.I,
)
_USUAL = re.compile(
    r"\b(?:usual|regular|normal|original|scheduled|new) (?:(?:air|start|starting|broadcast|airing) ?)?"
    r"(?:time ?slot|time|slot|hour)?(?: (?:of|at|is|was))*,? $",
    re.I,
)
_BEGINS = re.compile(
    r"(?:It|The (?:drama|series|show)) (?:begins|starts) at \d|"
    r"(?:Each|Every) (?:episode|instal?lment) (?:lands?|drops?|arrives?) "
)
_OUT_AT = re.compile(
    r"\b(?:[Tt]hey|[Ii]t|[Ee]pisodes) (?:all )?"
    r"(?:drops?|lands?|arrives?|(?:go(?:es)?|will be|is|are) (?:up|out|online)) at $"
)
_ON_A_CHANNEL_AT = re.compile(rf"\b(?:on|via) (?:{networks.NAMES}) (?:at|from) $")


@dataclass(frozen=True, slots=True)
class _Told:
    points: float
    hour: when.Hour
    shown: str
    line: said.Line


def read(lines: Sequence[said.Line], found: Schedule) -> None:
    """The hour beside the premiere, else beside the weekly slot, else where the drama is near to air."""
    told = sorted(_told(lines, found), key=lambda one: -one.points)
    clear = [one for one in told if one.hour.clock]
    if clear:
        best = clear[0]
        found.time = best.hour.clock
        found.evidence["time"] = best.line.shown
        zoned = [one for one in clear if one.hour.zone and one.hour.clock == best.hour.clock]
        if zoned:
            found.zone = zoned[0].hour.zone
            found.evidence["tz"] = zoned[0].line.shown
    elif told and (found.premiere or found.weekdays):
        clock = told[0].shown.strip()
        choices = (f"{clock} AM", f"{clock} PM") if re.fullmatch(r"\d{1,2}[:.]\d\d", clock) else ()
        found.questions.append(Question(f'Is "{clock}" in the morning or in the evening?', "time", choices))


def _told(lines: Sequence[said.Line], found: Schedule) -> Iterator[_Told]:
    for line in lines:
        for start, clause in said.clauses(line.text):
            for hour in when.hours(clause)[: airings.MOST]:
                _, part, at = telling.narrowed(line, start, clause, hour)
                if line.says(start + hour.start, slot=True) and (points := _points(line, part, at, found)):
                    yield _Told(points, hour, clause[hour.start : hour.end], line)


def _points(line: said.Line, clause: str, hour: when.Hour, found: Schedule) -> float:
    """How sure it is that the drama comes out at that hour; 0 for the hour of something else."""
    before = clause[: hour.start]
    usual = _USUAL.search(before) is not None
    event = words.ANOTHER_EVENT.search(clause) is not None
    of_a_drama = _DRAMA_AFTER.match(clause, hour.end) is not None  # "MBC's 10 p.m. drama"
    of_a_drama = of_a_drama or (not event and _SLOT_AFTER.match(clause, hour.end) is not None)
    if words.NOT.search(clause) and not (usual or of_a_drama or said.moved_to(clause, hour.start)):
        return 0
    if words.RERUN.search(clause) or (_UNUSUAL.search(clause) and not usual):
        return 0
    at = hour.start, hour.end
    airs = [one for one in said.airs(line, clause) if not telling.is_apart(clause, one.span(), at)]
    slots = [
        one for one in when.slots(clause, label=line.label) if not telling.is_apart(clause, (one.start, one.end), at)
    ]
    ties = [telling.gap(one, hour) for one in airs] + [max(one.start - hour.end, hour.start - one.end) for one in slots]
    events = [abs(one.end() - hour.start) for one in words.ANOTHER_EVENT.finditer(clause)]
    if (
        events
        and not (of_a_drama or usual)
        and ((_LEADING.fullmatch(before) and not airs) or min(events) < min(ties, default=999))
    ):
        return 0
    premiere = found.evidence.get("premiere") == line.shown
    weekly = found.evidence.get("weekdays") == line.shown
    if premiere:
        days = when.days(clause, None)[: airings.MOST]
        near = [one for one in days if not telling.is_apart(clause, (one.start, one.end), at)]
        ties += [max(one.start - hour.end, hour.start - one.end) for one in near]
    if not (premiere or weekly or usual or of_a_drama or line.label):
        strong = [one for one in airs if words.STRONG.search(one[0])]
        weak = [one for one in airs if line.named and not airings.is_something_else(line, clause, one, hour)]
        if not (
            strong
            or weak
            or (slots and line.may_tell_of_it)
            or (found.premiere and line.ours and _OUT_AT.search(before))
            or _ON_A_CHANNEL_AT.search(before)
            or _BEGINS.match(clause)
        ):
            return 0
    if min(ties, default=999) > _FAR and not (usual or of_a_drama or line.label or _BEGINS.match(clause)):
        return 0
    if not (line.named or line.label or found.premiere or found.weekdays or airings.THE_DRAMA.search(line.text)):
        return 0
    plainly, later = bool(words.STRONG.search(clause)), bool(words.LATER_EPISODE.search(clause))
    return 3.0 + 4 * premiere + 3 * weekly + 2 * plainly + line.named + 6 * usual + 3 * line.label - 2 * later
