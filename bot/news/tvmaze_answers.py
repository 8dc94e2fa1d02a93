"""What TVmaze's answers say. A field that is missing or of another kind than documented is one that is not known."""

import html
import re
from collections.abc import Iterable, Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from bot.core import times, zones
from bot.core.errors import Mistake
from bot.core.guides import Listed, Show, Slot
from bot.news.errors import BadAnswer

MOST_FOUND = 6  # shows of a search
MOST_EPISODES = 2000
MOST_CAST = 12
LONGEST, LONGEST_ABOUT = 200, 400  # letters
NIGHT = time(6)  # an hour before it belongs to the evening of the day before, for TVmaze's dates
UNCLEAR = "TVmaze answered in a form that I do not know. Its numbers are those of its pages, tvmaze.com/shows/NUMBER."
_UNSEEN = re.compile(r"[\x00-\x1f\x7f-\x9f\xad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff]+")
_TAG = re.compile(r"<[^<>]{0,200}>")
_HOUR = re.compile(r"([01]\d|2[0-3]):[0-5]\d")


def _text(value: object) -> str | None:
    if not isinstance(value, str):
        return None
    tidy = " ".join(_UNSEEN.sub(" ", value).split())
    return tidy if len(tidy) <= LONGEST else f"{tidy[: LONGEST - 1].rstrip()}…"


def _prose(value: object) -> str | None:
    plain = html.unescape(_TAG.sub(" ", value[:20_000])) if isinstance(value, str) else ""
    tidy = " ".join(_UNSEEN.sub(" ", plain).split()).replace(" .", ".").replace(" ,", ",")
    if len(tidy) > LONGEST_ABOUT:
        end = tidy.rfind(". ", 0, LONGEST_ABOUT)
        tidy = tidy[: end + 1] if end > 0 else f"{tidy[: LONGEST_ABOUT - 1].rstrip()}…"
    return tidy or None


def _number(value: object) -> int | None:
    return value if isinstance(value, int) and not isinstance(value, bool) and 0 <= value < 10**9 else None


def _date(value: object) -> date | None:
    try:
        on = date.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return on if on and on.year in times.YEARS else None


def _instant(value: object) -> datetime | None:
    try:
        at = datetime.fromisoformat(value) if isinstance(value, str) else None
    except ValueError:
        return None
    return at.astimezone(UTC) if at and at.tzinfo and at.year in times.YEARS else None


def _hour(value: object) -> time | None:
    return time.fromisoformat(value) if isinstance(value, str) and _HOUR.fullmatch(value) else None


def _zone(value: object) -> str | None:
    try:
        return zones.zone(value) if isinstance(value, str) and "/" in value else None
    except Mistake:
        return None


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _table(value: object) -> object:
    return value if isinstance(value, dict) else {}


Text = Annotated[str | None, BeforeValidator(_text)]
Number = Annotated[int | None, BeforeValidator(_number)]
Rows = Annotated[list[Any], BeforeValidator(_list)]


class _Answer(BaseModel):
    model_config = ConfigDict(extra="ignore", frozen=True)


class _Country(_Answer):
    timezone: Annotated[str | None, BeforeValidator(_zone)] = None


class _Network(_Answer):
    name: Text = None
    country: Annotated[_Country, BeforeValidator(_table)] = _Country()


class _Schedule(_Answer):
    days: Rows = []


class _Named(_Answer):
    name: Text = None


class _Role(_Answer):
    person: Annotated[_Named, BeforeValidator(_table)] = _Named()
    character: Annotated[_Named, BeforeValidator(_table)] = _Named()
    self: Annotated[bool, BeforeValidator(lambda value: value is True)] = False


class _Episode(_Answer):
    name: Text = None
    season: Number = None
    number: Number = None
    type: Text = None
    airdate: Annotated[date | None, BeforeValidator(_date)] = None
    airtime: Annotated[time | None, BeforeValidator(_hour)] = None
    airstamp: Annotated[datetime | None, BeforeValidator(_instant)] = None

    @property
    def regular(self) -> bool:
        return self.type in ("regular", None, "") and bool(self.number)


class _Embedded(_Answer):
    episodes: Rows = []
    cast: Rows = []


class _Show(_Answer):
    id: int
    name: Text
    status: Text = None
    premiered: Annotated[date | None, BeforeValidator(_date)] = None
    network: Annotated[_Network, BeforeValidator(_table)] = _Network()
    web: Annotated[_Network, BeforeValidator(_table)] = Field(default=_Network(), alias="webChannel")
    schedule: Annotated[_Schedule, BeforeValidator(_table)] = _Schedule()
    summary: Annotated[str | None, BeforeValidator(_prose)] = None
    embedded: Annotated[_Embedded, BeforeValidator(_table)] = Field(default=_Embedded(), alias="_embedded")


def listed(answer: object) -> Sequence[Listed]:
    """The shows of a search, as TVmaze orders them."""
    if not isinstance(answer, list):
        raise BadAnswer(UNCLEAR)
    shows = [_read(row.get("show")) for row in answer[: 3 * MOST_FOUND] if isinstance(row, dict)]
    return [
        Listed(str(one.id), one.name, one.network.name or one.web.name, one.premiered.year if one.premiered else None)
        for one in shows
        if one and one.name
    ][:MOST_FOUND]


def show(answer: object) -> Show:
    """Raises BadAnswer where it is no show."""
    found = _read(answer)
    if found is None or not found.name:
        raise BadAnswer(UNCLEAR)
    main, zone = found.network if found.network.name else found.web, None
    zone = main.country.timezone
    episodes = [_Episode.model_validate(row) for row in found.embedded.episodes if isinstance(row, dict)]
    slots, doubts = _slots([one for one in episodes if one.regular], zone)
    return Show(
        guide="TVmaze",
        key=f"tvmaze:{found.id}",
        title=found.name,
        network=main.name,
        zone=zone,
        also=found.web.name if found.network.name and found.web.name != found.network.name else None,
        days=tuple(sorted({times.WEEKDAYS.index(day) for day in found.schedule.days if day in times.WEEKDAYS})),
        slots=slots,
        over=found.status == "Ended",
        about=found.summary,
        cast=tuple(_cast(found.embedded.cast)),
        specials=tuple(one.name or "one without a name" for one in episodes if not one.regular),
        doubts=doubts,
    )


def _read(value: object) -> _Show | None:
    try:
        return _Show.model_validate(value)
    except ValidationError:
        return None


def _cast(rows: Sequence[object]) -> Iterable[tuple[str, str | None]]:
    seen: set[str] = set()
    for row in rows:
        role = _Role.model_validate(_table(row))
        actor = role.person.name
        if actor and actor not in seen and len(seen) < MOST_CAST:
            seen.add(actor)
            character = role.character.name
            yield actor, None if role.self or character == actor else character or None


def _slots(episodes: Sequence[_Episode], zone: str | None) -> tuple[tuple[Slot, ...], tuple[str, ...]]:
    """In order, with an open one for each number that is left out between others; and what is said in two ways."""
    found: dict[tuple[int, int], _Episode] = {}
    doubts: list[str] = []
    for one in episodes:
        key = one.season or 1, one.number or 0
        if key in found:
            doubts.append(f"TVmaze lists episode {key[1]} twice; the first counts.")
        found.setdefault(key, one)
    last = {season: max(number for other, number in found if other == season) for season, _ in sorted(found)}
    if sum(last.values()) > MOST_EPISODES:
        raise BadAnswer(f"TVmaze lists more than {MOST_EPISODES} episodes of that; no drama is that long.")
    slots: list[Slot] = []
    for season, end in last.items():
        for number in range(1, end + 1):
            episode = found.get((season, number))
            at, doubtful = _at(episode, zone) if episode else (None, False)
            slots.append(Slot(season, episode.airdate if episode else None, at))
            if doubtful:
                doubts.append(f"TVmaze gives episode {number} two hours that do not agree, so its hour is left open.")
    return tuple(slots), tuple(doubts)


def _at(episode: _Episode, zone: str | None) -> tuple[datetime | None, bool]:
    """The instant, where an hour is said; and whether it is said in two ways.

    An episode without an hour has a stamp all the same, at noon: only `airtime` says that there is one.
    """
    hour, stamp, on = episode.airtime, episode.airstamp, episode.airdate
    if hour is None or on is None:
        return None, False
    if zone is None:
        return stamp, False
    if stamp is None:  # an hour of the night may be meant for either of two dates
        return (None, True) if hour < NIGHT else (times.instant(datetime.combine(on, hour), zone), False)
    wall = times.local(stamp, zone)
    ahead = wall.date() - on
    agrees = ahead == timedelta(0) or (ahead == timedelta(days=1) and hour < NIGHT)
    return (stamp, False) if agrees and wall.time() == hour else (None, True)
