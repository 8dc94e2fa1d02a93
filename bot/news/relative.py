"""Words that stand for a date: "tomorrow", "this Friday", "the 20th"."""

import re
from calendar import day_name, monthrange
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date, timedelta

_DAYS = list(day_name)
_DAY = "|".join(_DAYS)
_SHORT = rf"(?:{'|'.join(f'{name[:3]}(?:{name[3:]})?' for name in _DAYS)}|Tues|Thurs?)"
_WORD = re.compile(
    r"\b(?:(?P<word>today|tonight|tomorrow|yesterday|last night|the previous (?:day|night|evening))|"
    r"the (?:coming |upcoming |following )?(?P<day>[0-3]?\d)(?:st|nd|rd|th)"
    r"(?! (?:episode|century|anniversary|season|instal?lment|floor|edition|(?-i:[A-Z])))"
    r"(?: of (?P<which>next|this|last) month)?)\b(?! of)",
    re.I,
)
# not "Fridays", "Monday-Tuesday", "every Friday", "Saturday and Sunday", "the Friday night series", "Monday's episode"
_WEEKDAY = re.compile(
    rf"(?<![\w/&–-])(?i:(?<!every )(?<!each )(?<!weekly )(?<!\ba )(?<!any )(?<!one ))(?<! and )(?<! & )"
    rf"(?<! or )(?<! to )(?P<which>(?:[Tt]his(?: coming| past)?|[Nn]ext|[Ll]ast|[Tt]he coming) )?\b(?P<name>{_DAY})"
    r"(?! ?[-–/&]|\w| nights\b|['’]s? (?!(?:\w+ )?(?:premiere|release|launch|debut|opening|first))|['’](?!s)|"
    rf",? (?:and|to|through|or|till|until) {_SHORT}\b|, {_SHORT}\b|"
    r" (?:(?:night|evening|late-night|prime-?time|\d[\d:.]*(?: ?[ap]\.?m\.?)?|\w+) )?"
    r"(?:dramas?|series|slot|time ?slot|lineup|shows?|miniseries|rom-?com|thriller|sageuk|sitcom)\b)"
)

_THIS = re.compile(r"[Tt]his ")


@dataclass(frozen=True, slots=True)
class Word:
    """`ahead` is the date where it is still to come, `back` where it has gone by.

    `weekday`: it names no more; `bare`: not even that it is this one.
    """

    start: int
    end: int
    ahead: date
    back: date
    weekday: bool = False
    bare: bool = False


def words(text: str, page: date) -> Iterator[Word]:
    for match in _WORD.finditer(text):
        if dates := _of_word(match, page):
            yield Word(*match.span(), *dates)
    for match in _WEEKDAY.finditer(text):
        yield Word(
            match.start(),
            match.end(),
            *_of_weekday(match, page),
            weekday=True,
            bare=not _THIS.match(match["which"] or ""),
        )


def _of_word(match: re.Match[str], page: date) -> tuple[date, date] | None:
    word = (match["word"] or "").casefold()
    if word:
        gone = {"today": 0, "tonight": 0, "tomorrow": -1}.get(word, 1)
        return (page - timedelta(days=gone),) * 2
    day = int(match["day"])
    months = {"this": (0, 0), "next": (1, 1), "last": (-1, -1)}.get(
        (match["which"] or "").casefold(), (int(day < page.day), -int(day > page.day))
    )
    ahead, back = (_in_month(page, by, day) for by in months)
    return (ahead, back or ahead) if ahead else None


def _in_month(page: date, by: int, day: int) -> date | None:
    year, month = divmod(page.year * 12 + page.month - 1 + by, 12)
    return date(year, month + 1, day) if 1 <= day <= monthrange(year, month + 1)[1] else None


def _of_weekday(match: re.Match[str], page: date) -> tuple[date, date]:
    number = _DAYS.index(match["name"])
    which = (match["which"] or "").casefold().strip()
    if which == "next":
        return (page + timedelta(days=7 - page.weekday() + number),) * 2
    back = page - timedelta(days=(page.weekday() - number) % 7)
    if which in ("last", "this past"):
        return (back if back < page else back - timedelta(days=7),) * 2
    return page + timedelta(days=(number - page.weekday()) % 7), back
