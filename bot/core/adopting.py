"""From a draft to a drama's file: the whole of a new one, and what is new or differs in one that is there.

The one way from a draft to a document.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime, time
from typing import Any

import tomlkit

from bot.core import details, drafts, schedules, sheet, spelling, times, zones
from bot.core.drafted import Draft
from bot.core.drafts import Sketch, SketchedRelease
from bot.core.dramas import Announced, Drama, Quote, Release
from bot.core.errors import Mistake
from bot.core.times import Wall

UNNAMED = "an article"  # the source of quotes whose article has neither site nor headline


class Incomplete(Mistake):
    """What a file needs and the draft does not say: `missing` are fields of it, and "year"."""

    def __init__(self, missing: tuple[str, ...]) -> None:
        names = {"platform": "network", "zone": "time zone", "year": "year of the premiere"}
        lacking = " or the ".join(names.get(one, one) for one in missing)
        super().__init__(f"The article does not say the {lacking} of this drama.")
        self.missing = missing


@dataclass(frozen=True, slots=True)
class Change:
    """One thing that the draft says and the file does not. `apply` puts it in; None where that is for an editor."""

    field: str  # of Draft, as in `Draft.as_json`
    was: str | None
    now: str
    evidence: str | None
    apply: Callable[[str], str] | None


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
    name, on = draft.article.publisher, draft.article.date
    if name is None:
        return draft.article.title or UNNAMED
    return f"{name}, {on.day} {on:%B} {on.year}" if on else name


def changes(text: str, slug: str, draft: Draft) -> list[Change]:
    """What the draft says and that file does not, in the order of a card; nothing that both say."""
    return list(_changes(schedules.parse(text, slug), draft))


def adopted(text: str, slug: str, draft: Draft) -> str:
    """The file with all that is new or differs. Raises a Mistake for what does not fit together."""
    for change in changes(text, slug, draft):
        if change.apply is not None:
            text = change.apply(text)
    return text


def _changes(drama: Drama, draft: Draft) -> Iterator[Change]:
    release = _release(drama, draft)
    if release is None:
        yield from _added_release(drama, draft)
    else:
        yield from _timing(drama, release, draft)
    yield from _field(drama, "rating", drama.rating, draft.rating, draft)
    if draft.director and set(map(spelling.fold, draft.director.split(", "))) - set(map(spelling.fold, drama.director)):
        yield from _field(drama, "director", ", ".join(drama.director) or None, draft.director, draft)
    yield from _cast(drama, draft)
    known = {spelling.fold(quote.text) for quote in drama.quotes}
    for said in draft.quotes:
        if spelling.fold(said.text) not in known:
            quote = Quote(said.speaker, said.text, source(draft))
            told = f"{said.speaker}: “{said.text}”"
            yield Change("quotes", None, told, said.evidence, _adding(drama.slug, quote))


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


def _timing(drama: Drama, release: Release, draft: Draft) -> Iterator[Change]:
    """Premiere, number of episodes and weekdays of a release that is there."""
    first = _near(draft, release)
    was = release.episodes[0].announced if release.episodes else None
    if first is not None and not _same(first, draft, release, was):
        shown = _shown(first, draft.zone or release.zone)
        words = f"{was.on.day} {was.on:%B} {was.on.year}" if was and was.on else None
        if was and was.on and was.hour:
            words = _shown(Wall(was.on, was.hour), was.zone)
        yield Change(
            "premiere",
            words,
            shown,
            _said(draft, "premiere"),
            _setting(drama, release, "first", _wall(first, draft, release)),
        )
    if draft.episodes is not None and draft.episodes != release.total:
        total = str(release.total) if release.total else None
        yield Change(
            "episodes",
            total,
            str(draft.episodes),
            _said(draft, "episodes"),
            _setting(drama, release, "episodes", draft.episodes),
        )
    every = tuple(times.WEEKDAYS.index(day) for day in draft.weekdays)
    if every and every != release.every and _one_clock(draft, release):
        days = ", ".join(times.WEEKDAYS[day] for day in release.every) or None
        yield Change(
            "weekdays",
            days,
            ", ".join(draft.weekdays),
            _said(draft, "weekdays"),
            _setting(drama, release, "every", list(draft.weekdays)),
        )


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


def _setting(drama: Drama, release: Release, key: str, value: Any) -> Callable[[str], str] | None:
    """None for a release of several parts: which one is meant, an editor has to say."""
    at = drama.releases.index(release)

    def edit(text: str) -> str:
        made = tomlkit.parse(text if text.endswith("\n") else f"{text}\n")
        releases: Any = made["release"]
        if "part" in releases[at]:
            raise Mistake(f"{release.network} comes out in several parts. Change them with /move, then press again.")
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
