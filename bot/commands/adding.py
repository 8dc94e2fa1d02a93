"""A new drama, and the end of one."""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import replace
from datetime import timedelta
from functools import partial
from typing import Any

from bot.commands import describing, guided
from bot.commands.editing import Draft, asking, offer, text_of
from bot.commands.filling import begin
from bot.commands.params import DRAMA
from bot.core import drafts, oneline, schedules, searching, spelling, times
from bot.core.catalogue import Catalogue
from bot.core.command import Param, Permission, Registry, Request
from bot.core.drafts import Sketch, SketchedRelease
from bot.core.dramas import Drama
from bot.core.faults import ScheduleFault
from bot.core.forms import Answers, Form
from bot.core.guides import Guide
from bot.core.messages import Line, Message
from bot.core.texts.phrases import count, listed
from bot.core.times import Wall

LINE = Param("drama", f"In one line, such as {oneline.EXAMPLE}", lambda _, words: words, optional=True, raw=True)
WHY = Param("reason", "Why, for those who follow it", lambda _, words: words, optional=True)


def declare(to: Registry, guides: Sequence[Guide] = ()) -> None:
    editor, errand = Permission.EDITOR, guided.errand(guides)
    to.command(
        "adddrama",
        "Add a drama: in one line, as tvmaze:NAME, or bare for a form",
        LINE,
        permission=editor,
        errand=errand,
        opens=True,
    )(adddrama)
    to.command("removedrama", "Take a drama out; a week to undo it", DRAMA, permission=editor)(removedrama)


async def adddrama(ask: Request, line: str | None, found: guided.Found | None = None) -> Message:
    if found is not None:
        return await guided.offered(ask, found, partial(_anew, ask.catalogue))
    if line is None:
        return await begin(ask, FORM)
    draft, alike = added(ask, line)
    return await _carded(ask, draft, alike)


async def _filled(ask: Request, about: str, values: Mapping[str, Any], answers: Answers) -> Message:
    return await _carded(ask, *described(ask, values))


def described(ask: Request, values: Mapping[str, Any]) -> tuple[Draft, tuple[Line, ...]]:
    """The same as `added`, of the answers to describing.NEW."""
    sketch = describing.sketch(values)
    line = oneline.written_out(sketch)
    try:
        draft = sketched(ask.catalogue, sketch, f"/adddrama {line}" if line else None)
    except ScheduleFault as fault:
        raise describing.about_field(fault) from None
    return draft, overlaps(ask.catalogue, sketch)


async def _carded(ask: Request, draft: Draft, alike: tuple[Line, ...]) -> Message:
    card = await offer(ask, draft)
    return replace(card, lines=(*alike, *card.lines))


FORM = Form("adddrama", "New drama", describing.NEW, _filled, again=("Begin again", "/adddrama"))


def added(ask: Request, line: str) -> tuple[Draft, tuple[Line, ...]]:
    """What the line describes, and a word for each drama that is called alike."""
    sketch = oneline.read(line, ask.at, ask.zone)
    try:
        return sketched(ask.catalogue, sketch, f"/adddrama {line}"), overlaps(ask.catalogue, sketch)
    except ScheduleFault as fault:
        raise describing.about_field(fault) from None  # no file was seen by who typed this


def _anew(catalogue: Catalogue, sketch: Sketch, line: str) -> tuple[Draft, tuple[Line, ...]]:
    return sketched(catalogue, sketch, line), overlaps(catalogue, sketch)


def sketched(catalogue: Catalogue, sketch: Sketch, line: str | None = None) -> Draft:
    """A new drama from whatever described it. Raises ScheduleFault for what the format does not take."""
    first = sketch.releases[0].first
    slug = drafts.slug(sketch.title, catalogue.dramas.keys(), first.on.year if first else None)
    text = drafts.document(sketch)
    schedules.parse(text, slug)
    return Draft(slug, text, "add it", None, line)


def overlaps(catalogue: Catalogue, sketch: Sketch) -> tuple[Line, ...]:
    """Dramas that have a name of this one, a remake or the same one again; and a first night apart from the others."""
    return (*alike(catalogue, (sketch.title, sketch.original_title, *sketch.aliases)), *map(_apart, _uneven(sketch)))


def _uneven(sketch: Sketch) -> Sequence[SketchedRelease]:
    return [one for one in sketch.releases if one.first and one.every and _night(one.first) not in one.every]


def _night(first: Wall) -> int:
    return (first.on - timedelta(days=first.over)).weekday()


def _apart(release: SketchedRelease) -> Line:
    assert release.first
    every = listed([f"{times.WEEKDAYS[day]}s" for day in release.every])
    return (f"Mind: the first episode is on a {times.WEEKDAYS[_night(release.first)]}, the others on {every}.",)


def alike(catalogue: Catalogue, names: Collection[str | None], slug: str = "") -> tuple[Line, ...]:
    """The same by names; `slug` is the drama itself where it is there already."""
    folded = {spelling.fold(name) for name in names if name}
    others = (drama for drama in catalogue.dramas.values() if drama.slug != slug)
    found = [drama for drama in others if folded & set(map(spelling.fold, searching.titles(drama)))]
    return tuple((f"Mind: there is a drama called that already, {_described(drama)}.",) for drama in found)


async def removed(ask: Request, drama: Drama) -> Draft:
    followed = await ask.store.ledger.followers(drama.slug)
    await text_of(ask, drama)
    what = "take it out of the schedule"
    told = f"{count(followed, 'chat')} {'follows' if followed == 1 else 'follow'} it"
    line = f"/removedrama {drama.slug}"
    return Draft(drama.slug, None, f"{what} ({told}; a week to undo it)", None, line)


removedrama = asking(removed)


def _described(drama: Drama) -> str:
    release = drama.release()
    on = release.episodes[0].announced.on if release.episodes else None
    when = f", from {on.day} {on:%B} {on.year}" if on else ""
    return f"{drama.title} on {release.network}{when} (/drama {drama.slug})"
