"""The tables of a drama file and what each key must hold. The description of a key is what a fault says is expected."""

from collections.abc import Callable
from datetime import date, datetime
from enum import Enum
from typing import Annotated, Any, ClassVar
from unicodedata import category

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, PlainValidator

from bot.core import times, zones
from bot.core.errors import DoubtfulZone, Mistake
from bot.core.times import Wall

LONGEST_LINE = 300  # letters
LONGEST_PROSE = 4000
MOST = 9999  # episodes of a stretch


class Unknown(Enum):
    """Said to be not known yet."""

    TBA = "TBA"


When = Wall | datetime | Unknown  # an aware datetime stands for a TOML date-time with an offset


def _text(most: int, breaks: str = "") -> Callable[[str], str]:
    def check(text: str) -> str:
        text = text.strip()
        if not any(category(letter)[0] in "LNPS" for letter in text):
            raise ValueError("it holds no letter")
        if len(text) > most:
            raise ValueError(f"it has {len(text)} letters, at most {most} are read")
        if any(category(letter) == "Cc" and letter not in breaks for letter in text):
            raise ValueError("it holds a line break or another control character")
        return text

    return check


def _weekday(value: object) -> int:
    if isinstance(value, str):
        for number, name in enumerate(times.WEEKDAYS):
            if value.strip().casefold() in (name.casefold(), name[:3].casefold()):
                return number
        from rapidfuzz import process
        from rapidfuzz.distance import JaroWinkler

        if near := process.extractOne(value.title(), times.WEEKDAYS, scorer=JaroWinkler.similarity, score_cutoff=0.7):
            raise ValueError(f'did you mean "{near[0]}"?')
    raise ValueError


def _zone(value: object) -> str:
    if not isinstance(value, str):
        raise ValueError
    try:
        return zones.zone(value)
    except Mistake as mistake:
        keys = " or ".join(f'"{choice.value}"' for choice in mistake.choices)
        hint = f" Write {keys}." if isinstance(mistake, DoubtfulZone) else f" Did you mean {keys}?"
        raise ValueError(f"{mistake.text}{hint if keys else ''}") from None


def _when(value: object) -> When:
    match value:
        case str() if value.strip().upper() in ("TBA", "TBD"):
            return Unknown.TBA
        case str():
            return _minutes(_announced(value))
        case datetime():
            wall = _minutes(Wall(_in_use(value.date()), value.time()))
            return value if value.tzinfo else wall
        case date():
            return Wall(_in_use(value), None)
    raise ValueError


def _date(value: object) -> date:
    """A date without an hour."""
    match value:
        case str():
            wall = _announced(value)
            if wall.hour is None and wall.zone is None:
                return wall.on
        case datetime():
            raise ValueError("it has an hour, which has no meaning here")
        case date():
            return _in_use(value)
    raise ValueError


def _announced(words: str) -> Wall:
    try:
        return times.announced(words)
    except Mistake as mistake:
        raise ValueError(mistake.text) from None


def _in_use(on: date) -> date:
    if on.year not in times.YEARS:
        raise ValueError(f"{on.year} is no year for a drama: they go from {times.YEARS[0]} to {times.YEARS[-1]}")
    return on


def _minutes(wall: Wall) -> Wall:
    if wall.hour and (wall.hour.second or wall.hour.microsecond):
        raise ValueError("it has seconds: hours are announced to the minute")
    return wall


def _source(value: object) -> str | dict[str, Any]:
    if isinstance(value, str | dict):
        return value
    raise ValueError


def _skip(value: object) -> date | dict[str, Any]:
    return value if isinstance(value, dict) else _date(value)


Line = Annotated[str, AfterValidator(_text(LONGEST_LINE))]
Prose = Annotated[str, AfterValidator(_text(LONGEST_PROSE, breaks="\n\t"))]
Count = Annotated[int, Field(ge=1, le=MOST)]
Weekday = Annotated[int, PlainValidator(_weekday)]
Zone = Annotated[str, PlainValidator(_zone)]
Time = Annotated[When, PlainValidator(_when)]
On = Annotated[date, PlainValidator(_date)]

_COUNT = f"a whole number from 1 to {MOST}, for example {{}}"
_WHEN = 'a date with or without an hour, for example "20 June 2021 12AM", 2021-06-20T00:00:00 or 2021-06-20'


def _key(expected: str) -> Any:
    return Field(default=None, description=expected)


class Table(BaseModel):
    """Any key may be missing here, so that one fault does not hide the others; `least` says which may not."""

    model_config = ConfigDict(strict=True, extra="forbid", frozen=True)
    least: ClassVar[tuple[str, ...]] = ()


class SourceTable(Table):
    least = ("name",)
    name: Line | None = _key('who wrote it, for example name = "GOKpop"')
    date: On | None = _key("a date without an hour, for example date = 2021-06-19")


class CastTable(Table):
    least = ("actor",)
    actor: Line | None = _key('a name, for example actor = "Song Kang"')
    hangul: Line | None = _key('the name in Hangul, for example hangul = "송강"')
    character: Line | None = _key('a name, for example character = "Park Jae-eon"')
    aliases: list[Line] | None = _key('a list of names, for example aliases = ["Nabi"]')


class QuoteTable(Table):
    least = ("who", "text")
    who: Line | None = _key('the speaker, for example who = "Song Kang"')
    text: Prose | None = _key("the words as text")
    source: Line | None = _key('where it was said, for example source = "GOKpop, 19 June 2021"')
    episode: Count | None = _key(_COUNT.format("episode = 3"))
    spoiler: bool | None = _key("true or false, without quotes")


class SkipTable(Table):
    least = ("on",)
    on: On | None = _key("a date without an hour, for example on = 2022-02-05")
    reason: Line | None = _key('text, for example reason = "Olympic Games"')


class ChangeTable(Table):
    least = ("episodes",)
    episodes: list[Count] | None = _key("a list of episode numbers, for example episodes = [8, 9]")
    at: Time | None = _key('a date with its hour, for example at = "16 Aug 2023 5PM" or at = 2023-08-16T17:00:00')
    on: Time | None = _key("a date whose hour is not known, for example on = 2023-08-16")
    reason: Line | None = _key('text, for example reason = "late upload"')


class PatternTable(Table):
    first: Time | None = _key(_WHEN)
    episodes: Count | None = _key(_COUNT.format("episodes = 10"))
    every: list[Weekday] | None = _key('names of weekdays, for example ["Sunday"]')
    per_night: Count | None = _key(_COUNT.format("per_night = 2"))
    first_night: Count | None = _key(_COUNT.format("first_night = 7"))
    last_night: Count | None = _key(_COUNT.format("last_night = 3"))
    skip: list[Annotated[Any, PlainValidator(_skip)]] | None = _key(
        'a list of dates, for example [2022-02-05] or [{ on = 2022-02-05, reason = "Olympic Games" }]'
    )


class ReleaseTable(PatternTable):
    least = ("network", "zone")
    network: Line | None = _key('where it comes out, for example network = "Netflix"')
    zone: Zone | None = _key('a time zone, for example zone = "KST" or zone = "Asia/Seoul"')
    change: list[dict[str, Any]] | None = _key("tables under [[release.change]], in double brackets")
    part: list[dict[str, Any]] | None = _key("tables under [[release.part]], in double brackets")


class DramaTable(Table):
    least = ("title", "release")
    title: Line | None = _key('the title as text, for example title = "Nevertheless"')
    original_title: Line | None = _key('the title as text, for example original_title = "알고있지만"')
    aliases: list[Line] | None = _key('a list of titles, for example aliases = ["I Know But"]')
    about: Prose | None = _key("a sentence or two as text")
    director: list[Line] | None = _key('a list of names, for example director = ["Kim Ga-ram"]')
    rating: Line | None = _key('text, for example rating = "some episodes 19+"')
    source: Annotated[str | dict[str, Any] | None, PlainValidator(_source)] = _key(
        'where this is from, for example source = { name = "GOKpop", date = 2021-06-19 }'
    )
    cast: list[dict[str, Any]] | None = _key("tables under [[cast]], in double brackets")
    release: list[dict[str, Any]] | None = _key("at least one [[release]], in double brackets, with network and zone")
    quote: list[dict[str, Any]] | None = _key("tables under [[quote]], in double brackets")
