"""The lines above the text of an article: its headline and its date, among what else a page has there."""

import re
from collections.abc import Sequence
from datetime import date

from bot.news import page_dates, when

_MOST = 6  # lines in which a date is looked for
_LONGEST = 200  # letters of a headline
_MOST_WORDS = 30
_MOST_BELOW = 20  # words of a headline that stands below the date, where the text may begin as well
_SECTION = (
    r"(?:home|top of page|skip to (?:main )?content|advertisements?|menu|search|log ?in|sign (?:in|up)|subscribe|share|"
    r"follow us|at a glance|(?:latest|breaking|featured|trending|drama|dramas|casting|news|tv|film|films|movies|"
    r"k-?dramas?|k-?pop|entertainment|celeb|celebs|celebrity|showbiz|culture|lifestyle|hallyu|korea|korean|asia|world|"
    r"arts|life|style|reviews?|recaps?|release|press releases?|blog|posts?|stories|articles?|section|and|shows?|"
    r"television|[&>›»/|,·-])(?: ?(?=\W|\b)))"
)
_AROUND = re.compile(rf"(?:{_SECTION} ?){{1,6}}|[\W\d_]+|(?:# ?[\w-]+(?: [\w-]+)? ?)+", re.I)
_NUMBERS = re.compile(r"(?<![\d./-])(\d{1,2})([./-])(\d{1,2})\2((?:20)?\d\d)(?![\d./-])")
_PIECES = re.compile(r" ?[|•·—–] ?|, (?=\D*\d{1,2}\D+(?:19|20)\d\d\b)|,? \d{1,2}:\d\d.*$")
_OF_DATES = re.compile(
    rf"\b(?:{when.MONTH}|{when.DAY}|KST|GMT|published|posted|updated?|date|on|at|am|pm|by|(?:st|nd|rd|th))\b", re.I
)
_OF_THE_PAPER = re.compile(
    r"(?:(?:newspaper )?section|writer|written|author|reporter|story|text|photos?|category|topics?|tags?|"
    r"edited by|editor) ?[:：] ?.{1,50}",
    re.I,
)
_TOLD_ON = re.compile(
    rf"\b[Oo]n (?:{when.DAY}, )?(?P<date>{when.MONTH} \d{{1,2}}, 20\d\d|\d{{1,2}} {when.MONTH},? 20\d\d), "
    r"[^.;]{2,80}?\b(?:announced|confirmed|revealed|unveiled|released|shared|reported|said|stated|dropped)\b"
)
_DATED = re.compile(r"\b(?:release|statement|notice|announcement) dated (?P<date>[^.;]{8,20})")
_MONTH = re.compile(rf"\b({when.MONTH})(?![a-z])")


def read(lines: Sequence[str]) -> tuple[str | None, date | None, list[str]]:
    """The headline, the date, and the lines of the text."""
    start = next((at for at, line in enumerate(lines) if not _is_around(line)), 0)
    rest, title, on = list(lines[start:]), None, None
    if rest and _is_mere_date(rest[0]) and (on := page_date(rest[0], rest)):
        del rest[0]
        start = next((at for at, line in enumerate(rest[:3]) if not _is_around(line)), 0)
        if len(rest) > start + 1 and _is_headline(rest[start], _MOST_BELOW):
            title, rest = rest[start], rest[start + 1 :]
    elif len(rest) > 1 and (page_date(rest[1], rest) or _is_headline(rest[0], _MOST_WORDS)) and len(rest[0]) < _LONGEST:
        title, rest = rest[0], rest[1:]
    at = next((at for at, line in enumerate(rest[:_MOST]) if on is None and page_date(line, rest)), None)
    if at is not None:
        on = page_date(rest.pop(at), rest)
    rest = [line for at, line in enumerate(rest) if at >= _MOST or not _OF_THE_PAPER.fullmatch(line)]
    return title, on or page_dates.dateline(rest) or (page_date(title, rest) if title else None), rest


def told_on(texts: Sequence[str]) -> date | None:
    """The day on which somebody announced what a text tells: "On May 22, 2025, ENA announced"."""
    for text in texts[:_MOST]:
        if (match := _TOLD_ON.search(text) or _DATED.search(text)) and (on := page_dates.of_stamp(match["date"])):
            return on
    return None


def page_date(line: str, lines: Sequence[str]) -> date | None:
    """The date of a line that is a date, or says besides who wrote it; None of any other line."""
    if page_dates.is_of_the_drama(line):
        return None
    pieces = _PIECES.split(line) if len(line) < 90 else []
    for one in (line, *pieces):
        if on := _numeric(one, lines) or page_dates.of_line(one):
            return on
    return None


def _is_mere_date(line: str) -> bool:
    """Whether it has no words but a date's, and at most two: "News bites: May 3, 2024" is a headline."""
    return len(re.findall(r"[^\W\d]{2,}", _OF_DATES.sub("", line))) < 2


def _is_headline(line: str, most: int) -> bool:
    return not line.endswith((".", ":")) and len(line.split()) <= most


def _is_around(line: str) -> bool:
    return len(line) < 60 and _AROUND.fullmatch(line) is not None and page_date(line, ()) is None


def _numeric(line: str, lines: Sequence[str]) -> date | None:
    """ "12/09/2023", where only one reading of it is a date, or only one of its months is named in the text."""
    match = _NUMBERS.search(line)
    if not match or len(re.findall(r"[^\W\d]{2,}", line)) > 4:
        return None
    first, second, year = int(match[1]), int(match[3]), int(match[4])
    read = {on for day, month in ((first, second), (second, first)) if (on := _date(year % 100 + 2000, month, day))}
    if len(read) > 1:
        named = {one[1][:3].casefold() for text in lines for one in _MONTH.finditer(text)}
        read = {on for on in read if on.strftime("%b").casefold() in named}
    return next(iter(read)) if len(read) == 1 else None


def _date(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None
