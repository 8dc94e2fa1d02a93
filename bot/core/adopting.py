"""From a draft to a drama's file: the whole of a new one, and what is new or differs in one that is there.

The one way from a draft to a document.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from functools import partial
from typing import Any

import tomlkit

from bot.core import details, drafts, schedules, sheet, spelling, times, zones
from bot.core.drafted import Draft, Said
from bot.core.drafts import Sketch, SketchedRelease
from bot.core.dramas import Announced, Drama, Quote, Release
from bot.core.errors import Mistake
from bot.core.times import Wall

UNNAMED = "an article"  # the source of quotes whose article has neither site nor headline
WHICH_NIGHTS = "Which nights are meant, an editor has to say."
Setting = Callable[[str, Any], Callable[[str], str]]  # of a key of a release


class Incomplete(Mistake):
    """What a file needs and the draft does not say: `missing` are fields of it, and "year"."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        names = {"platform": "network", "zone": "time zone", "year": "year of the premiere"}
        lacking = " or the ".join(names.get(one, one) for one in missing)
        super().__init__(f"The article does not say the {lacking} of this drama.")
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that the draft says and the file does not. `apply` puts it in; None where that is for an editor, who
    is told `why`.
    """

    field: str  # of Draft, as in `Draft.as_json`
    was: str | None
    now: str
    evidence: str | None
    apply: Callable[[str], str] | None
    why: str | None = None


@dataclass(frozen=True, slots=True)
class Fitted:
    """The file with all that is new or differs, as far as it fits together, and what that is in the order of a card."""

    text: str
    changes: tuple[Change, ...]


def missing(draft: Draft) -> tuple[str, ...]:
    """What a new drama's file would lack."""
    needs_year = (draft.premiere or "").startswith("--")
    lacking = {
        "title": not draft.title,
        "platform": not draft.platform,
        "zone": not draft.zone,
        "year": needs_year,
    }
    return tuple(name for name, lacks in lacking.items() if lacks)


def sketch(draft: Draft) -> Sketch:
    """Raises Incomplete, and what zones.zone raises for a zone that means several or none."""
    if lacking := missing(draft):
        raise Incomplete(lacking)
    assert draft.title
    assert draft.platform
    assert draft.zone
    zones.zone(draft.zone)
    every = tuple(times.WEEKDAYS.index(day) for day in draft.weekdays)
    release = SketchedRelease(draft.platform, draft.zone, _first(draft), draft.episodes, every)
    return Sketch(
        draft.title,
        (release,),
        cast=tuple((part.actor, part.character) for part in draft.cast),
        source=draft.article.publisher,
        sourced=draft.article.date,
        director=tuple(draft.director.split(", ")) if draft.director else (),
        rating=draft.rating,
        quotes=tuple(Quote(said.speaker, said.text, source(draft)) for said in draft.quotes),
    )


def document(draft: Draft) -> str:
    """The text of a new drama's file, as docs/schedules.md has it. Raises as `sketch` does."""
    return drafts.document(sketch(draft))


def source(draft: Draft) -> str:
    """Where its quotes are from: "GOKpop, 19 June 2021"."""
    name, on = draft.article.publisher or draft.article.title, draft.article.date
    if name is None:
        return UNNAMED
    return f"{name}, {on.day} {on:%B} {on.year}" if on else name


def fitted(text: str, slug: str, draft: Draft) -> Fitted:
    """What the draft says and that file does not; nothing that both say."""
    found = list(_changes(schedules.parse(text, slug), draft, _in_parts(text)))
    left = {at for at, change in enumerate(found) if change.apply}
    for _ in range(2):  # what does not fit by itself may fit beside the others
        for at in sorted(left):
            try:
                text = _applied(found[at], text)
                left.remove(at)
                found[at] = replace(found[at], why=None)
            except Mistake as unfit:
                found[at] = replace(found[at], why=unfit.text)
    return Fitted(text, tuple(replace(one, apply=None) if at in left else one for at, one in enumerate(found)))


def new_quotes(text: str, slug: str, draft: Draft) -> tuple[Said, ...]:
    """Those that the file does not have."""
    return _new_quotes(schedules.parse(text, slug), draft)


def _applied(change: Change, text: str) -> str:
    assert change.apply
    return change.apply(text)


def _in_parts(text: str) -> frozenset[int]:
    """The releases that come out in several parts, by their place in the file."""
    releases: Any = tomlkit.parse(text)["release"]
    return frozenset(at for at, release in enumerate(releases) if "part" in release)


def _new_quotes(drama: Drama, draft: Draft) -> tuple[Said, ...]:
    known = {spelling.fold(quote.text) for quote in drama.quotes}
    return tuple(said for said in draft.quotes if spelling.fold(said.text) not in known)


def _changes(drama: Drama, draft: Draft, in_parts: frozenset[int]) -> Iterator[Change]:
    release = _release(drama, draft)
    if release is None:
        yield from _added_release(drama, draft)
    else:
        yield from _timing(drama, release, draft, parted=drama.releases.index(release) in in_parts)
    yield from _field(drama, "rating", drama.rating, draft.rating, draft)
    if draft.director and set(map(spelling.fold, draft.director.split(", "))) - set(map(spelling.fold, drama.director)):
        yield from _field(drama, "director", ", ".join(drama.director) or None, draft.director, draft)
    yield from _cast(drama, draft)
    for said in _new_quotes(drama, draft):
        quote = Quote(said.speaker, said.text, source(draft))
        yield Change("quotes", None, f"{said.speaker}: “{said.text}”", said.evidence, _adding(drama.slug, quote))


def _field(drama: Drama, name: str, was: str | None, now: str | None, draft: Draft) -> Iterator[Change]:
    if now and spelling.fold(now) != spelling.fold(was or ""):
        yield Change(name, was, now, draft.evidence.get(name), lambda text: details.field(text, drama.slug, name, now))


def _adding(slug: str, quote: Quote) -> Callable[[str], str]:
    return lambda text: details.add_quote(text, slug, quote)


def _cast(drama: Drama, draft: Draft) -> Iterator[Change]:
    known = {spelling.fold(one.actor): one for one in drama.cast}
    for part in draft.cast:
        member = known.get(spelling.fold(part.actor))
        was = member.character if member else None
        same = part.character is None or spelling.fold(part.character) in {
            spelling.fold(name) for name in (was, *(member.aliases if member else ())) if name
        }
        if member is not None and same:
            continue
        now = f"{part.actor} as {part.character}" if part.character else part.actor
        yield Change(
            "cast", f"{part.actor} as {was}" if was else None, now, part.evidence, _casting(drama.slug, *_of(part))
        )


def _of(part: Any) -> tuple[str, str | None]:
    return part.actor, part.character


def _casting(slug: str, actor: str, character: str | None) -> Callable[[str], str]:
    return lambda text: details.cast(text, slug, actor, character)


def _release(drama: Drama, draft: Draft) -> Release | None:
    """The one that the article means: of its network, or with its premiere; the first where it names no network."""
    if draft.platform is None:
        return drama.releases[0]
    named = spelling.fold(draft.platform)
    return next((one for one in drama.releases if spelling.fold(one.network) == named), None)


def _added_release(drama: Drama, draft: Draft) -> Iterator[Change]:
    assert draft.platform
    if draft.zone is None or (draft.premiere or "").startswith("--"):
        if draft.premiere or draft.weekdays:
            lacks = "year" if draft.zone else "time zone"
            yield Change("platform", None, f"also on {draft.platform}; say the {lacks}", _said(draft, "platform"), None)
        return
    if not (draft.premiere or draft.weekdays):
        return
    zones.zone(draft.zone)
    pattern: dict[str, Any] = {}
    first = _first(draft)
    if first:
        pattern["first"] = sheet.written(first.on, first.hour)
    if draft.episodes:
        pattern["episodes"] = draft.episodes
    if draft.weekdays:
        pattern["every"] = list(draft.weekdays)
    network, zone = draft.platform, draft.zone
    told = ", ".join(filter(None, (f"also on {network}", _shown(first, zone))))
    yield Change(
        "platform",
        None,
        told,
        _said(draft, "platform"),
        lambda text: details.add_release(text, drama.slug, network, zone, pattern),
    )


def _timing(drama: Drama, release: Release, draft: Draft, *, parted: bool) -> Iterator[Change]:
    """Premiere, hour, number of episodes and weekdays of a release that is there."""
    setting = partial(_setting, drama, release, parted)
    was = release.episodes[0].announced if release.episodes else None
    first = _near(draft, release)
    begins = (one.announced.on for one in release.episodes) if parted else ()
    if first is not None and not _same(first, draft, release, was) and first.on not in begins:
        if first.hour is None and was is not None and _one_clock(draft, release):
            first = Wall(first.on, was.hour)  # another day is no reason to forget the hour
        written = setting("first", _wall(first, draft, release))
        shown = _shown(first, draft.zone or release.zone)
        yield Change("premiere", _announced(was), shown, _said(draft, "premiere"), written)
    elif draft.premiere is None and was is not None and was.on is not None:
        yield from _hour(draft, release, was, setting)
    if draft.episodes is not None and draft.episodes != release.total:
        total = str(release.total) if release.total else None
        now = str(draft.episodes)
        yield Change("episodes", total, now, _said(draft, "episodes"), setting("episodes", draft.episodes))
    every = tuple(times.WEEKDAYS.index(day) for day in draft.weekdays)
    if every and every != release.every and _one_clock(draft, release):
        days = ", ".join(times.WEEKDAYS[day] for day in release.every) or None
        now = ", ".join(draft.weekdays)
        yield Change("weekdays", days, now, _said(draft, "weekdays"), setting("every", list(draft.weekdays)))


def _hour(draft: Draft, release: Release, was: Announced, setting: Setting) -> Iterator[Change]:
    """Of an article that does not name the first night. Whether all of them move is for an editor to say."""
    if draft.time is None or not _one_clock(draft, release):
        return
    hour, known = time.fromisoformat(draft.time), was.hour
    assert was.on is not None
    if known is None:
        written = setting("first", sheet.written(was.on, hour))
        yield Change("time", None, times.clock(hour), _said(draft, "time"), written)
    elif hour not in {known, *(one.announced.hour for one in release.episodes)}:
        yield Change("time", times.clock(known), times.clock(hour), _said(draft, "time"), None, WHICH_NIGHTS)


def _announced(was: Announced | None) -> str | None:
    if was is None or was.on is None:
        return None
    return _shown(Wall(was.on, was.hour), was.zone)


def _near(draft: Draft, release: Release) -> Wall | None:
    """The draft's premiere; without a year the one that is nearest to the one known, None where nothing tells."""
    if draft.premiere is None:
        return None
    if not draft.premiere.startswith("--"):
        return _first(draft)
    on = release.episodes[0].announced.on if release.episodes else draft.article.date
    if on is None:
        return None
    near = [
        _first(replace(draft, premiere=f"{year}{draft.premiere[1:]}")) for year in (on.year - 1, on.year, on.year + 1)
    ]
    return min((one for one in near if one), key=lambda wall: abs(wall.on - on), default=None)


def _same(first: Wall, draft: Draft, release: Release, was: Announced | None) -> bool:
    """Whether the article says nothing of the premiere that the file does not."""
    if was is None or was.on is None:
        return False
    zone = zones.zone(draft.zone) if draft.zone else release.zone
    if first.hour is None or was.hour is None or was.at is None:
        shown = {was.on} if was.at is None else {was.on, times.local(was.at, zone).date()}
        return first.on in shown and not (first.hour and was.hour is None)
    return times.instant(datetime.combine(first.on, first.hour), zone) == was.at


def _wall(first: Wall, draft: Draft, release: Release) -> Any:
    """On the release's own clock."""
    if first.hour is None or _one_clock(draft, release) or not draft.zone:
        return sheet.written(first.on, first.hour)
    at = times.local(times.instant(datetime.combine(first.on, first.hour), zones.zone(draft.zone)), release.zone)
    return sheet.written(at.date(), at.time())


def _one_clock(draft: Draft, release: Release) -> bool:
    return draft.zone is None or zones.alike((zones.zone(draft.zone), release.zone))


def _setting(drama: Drama, release: Release, parted: bool, key: str, value: Any) -> Callable[[str], str]:
    at = drama.releases.index(release)

    def edit(text: str) -> str:
        if parted:
            raise Mistake(f"{release.network} comes out in several parts, and an editor has to say which one is meant.")
        made = tomlkit.parse(text if text.endswith("\n") else f"{text}\n")
        releases: Any = made["release"]
        releases[at][key] = value
        return sheet.checked(sheet.dumped(made, text), drama.slug)

    return edit


def _first(draft: Draft) -> Wall | None:
    if draft.premiere is None:
        return None
    try:
        on = date.fromisoformat(draft.premiere)
    except ValueError:  # 29 February of another year
        return None
    return Wall(on, time.fromisoformat(draft.time) if draft.time else None)


def _shown(wall: Wall | None, zone: str) -> str:
    if wall is None:
        return ""
    clock = f" {times.clock(wall.hour)} {zones.short(zone) or zone}" if wall.hour is not None else ""
    return f"{wall.on.day} {wall.on:%B} {wall.on.year}{clock}"


def _said(draft: Draft, name: str) -> str | None:
    return draft.evidence.get(name)
