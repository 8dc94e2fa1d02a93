"""The schedule of a drama, mended night by night. Each edit is shown before and after, and asked once."""

from datetime import timedelta

from bot.commands.editing import (
    AFTER_TITLE,
    EPISODE,
    EPISODES,
    LENGTH,
    ON,
    REASON,
    WHEN,
    WHY_LATER,
    WHY_MOVED,
    Draft,
    asking,
    quoted,
    release_of,
    text_of,
    when_of,
)
from bot.commands.params import DRAMA
from bot.core import progress, surgery, times
from bot.core.command import Param, Permission, Registry, Request
from bot.core.dramas import Announced, Drama, Release
from bot.core.errors import Choice, Mistake
from bot.core.messages import Button
from bot.core.texts.changes import numbered

LATER = Param(
    "later",
    "Whether the later episodes move up by a night or stay",
    lambda _, words: _later(words),
    lambda _catalogue, _words: [Choice("Move up", "up"), Choice("Stay", "stay")],
    lambda _catalogue, words: int(bool(words) and words[-1].casefold() in ("up", "stay")),
    optional=True,
)
FROM = Param("when", "When it goes on", lambda _, words: words, take=AFTER_TITLE.take, example="14 Nov 10 PM")
LAST = Param(
    "last",
    "The number of its last episode; without it the last that is out",
    EPISODE.read,
    take=EPISODE.take,
    optional=True,
)


def declare(to: Registry) -> None:
    editor = Permission.EDITOR
    to.command(
        "skip", "No episode that night: it and the later ones move on", DRAMA, ON, EPISODES, REASON, permission=editor
    )(asking(skip))
    to.command("move", "Another time for one episode", DRAMA, ON, EPISODES, WHEN, WHY_MOVED, permission=editor)(
        asking(move)
    )
    to.command("delay", "One episode so much later", DRAMA, ON, EPISODE, LENGTH, WHY_LATER, permission=editor)(
        asking(delay)
    )
    to.command("double", "An episode on the night of the one before", DRAMA, ON, EPISODE, LATER, permission=editor)(
        asking(double)
    )
    to.command("hold", "No more dates until further notice", DRAMA, AFTER_TITLE, permission=editor)(asking(hold))
    to.command("resume", "Go on after a hold", DRAMA, FROM, permission=editor)(asking(resume))
    to.command("ended", "It ended with that episode", DRAMA, LAST, permission=editor)(asking(ended))


async def skip(ask: Request, drama: Drama, network: str | None, episodes: tuple[int, ...], reason: str | None) -> Draft:
    release = release_of(ask, drama, network)
    after = surgery.skip(await text_of(ask, drama), drama.slug, release.key, episodes, reason)
    return Draft(
        drama.slug, after, f"skip {numbered(episodes)}", reason, _line("skip", drama, network, episodes, reason)
    )


async def move(
    ask: Request, drama: Drama, network: str | None, episodes: tuple[int, ...], when: str, reason: str | None
) -> Draft:
    release = release_of(ask, drama, network)
    wall = when_of(when, release, ask.at, _announced(release, episodes[0]))
    after = surgery.move(await text_of(ask, drama), drama.slug, release.key, episodes, wall, reason)
    line = _line("move", drama, network, episodes, quoted(when), reason)
    return Draft(drama.slug, after, f"move {numbered(episodes)}", reason, line)


async def delay(
    ask: Request, drama: Drama, network: str | None, episode: int, by: timedelta, reason: str | None
) -> Draft:
    release = release_of(ask, drama, network)
    after = surgery.delay(await text_of(ask, drama), drama.slug, release.key, episode, by, reason)
    length = times.span(by)
    line = _line("delay", drama, network, episode, quoted(length), reason)
    return Draft(drama.slug, after, f"delay {numbered((episode,))} by {length}", reason, line)


async def double(ask: Request, drama: Drama, network: str | None, episode: int, stay: bool | None) -> Draft:
    release = release_of(ask, drama, network)
    after = surgery.double(await text_of(ask, drama), drama.slug, release.key, episode, stay=bool(stay))
    other = Button("Later ones move up", _line("double", drama, network, episode, "up"))
    if not stay:
        other = Button("Later ones stay", _line("double", drama, network, episode, "stay"))
    what = f"episodes {episode - 1} and {episode} on one night"
    line = _line("double", drama, network, episode, "stay" if stay else "up")
    return Draft(drama.slug, after, what, None, line, ((other,),))


async def hold(ask: Request, drama: Drama, reason: str | None) -> Draft:
    release = _held_release(ask, drama)
    coming = progress.of(drama, release, ask.at).next
    if coming is None:
        raise Mistake(f"No date of {drama.title} is ahead, so there is nothing to hold.")
    first = min(number for airing in progress.of(drama, release, ask.at).coming for number in airing.numbers)
    after = surgery.hold(await text_of(ask, drama), drama.slug, release.key, first)
    what = f"hold it from {numbered((first,))} on"
    return Draft(drama.slug, after, what, reason, _line("hold", drama, None, reason))


async def resume(ask: Request, drama: Drama, when: str) -> Draft:
    release = next((one for one in drama.releases if _on_hold(one)), drama.release())
    wall = when_of(when, release, ask.at)
    if wall is None:
        raise Mistake(f"{drama.title} is on hold already. Say when it goes on, for example 14 Nov 10 PM.")
    after = surgery.resume(await text_of(ask, drama), drama.slug, release.key, wall)
    what = f"go on, on {times.day_words(wall.on)}"
    return Draft(drama.slug, after, what, None, _line("resume", drama, None, quoted(when)))


async def ended(ask: Request, drama: Drama, last: int | None) -> Draft:
    release = drama.release()
    out = progress.of(drama, release, ask.at).out
    number = last or max((n for airing in out for n in airing.numbers), default=0)
    if not number:
        raise Mistake(
            f"Nothing of {drama.title} is out yet. To take it out of the schedule: /removedrama {drama.slug}."
        )
    if last and release.total and last > release.total:
        raise Mistake(
            f"{drama.title} has {release.total} episodes so far. To add some: /editdrama {drama.slug} episodes {last}."
        )
    if number == release.total:
        raise Mistake(f"{drama.title} ends with episode {number} already.")
    after = surgery.total(await text_of(ask, drama), drama.slug, release.key, number)
    return Draft(drama.slug, after, f"end it with {numbered((number,))}", None, _line("ended", drama, None, number))


def _later(words: str) -> bool:
    """Whether they stay."""
    chosen = words.strip().casefold()
    if chosen not in ("up", "stay"):
        raise Mistake('Say "up" or "stay": whether the later episodes move up by a night.')
    return chosen == "stay"


def _held_release(ask: Request, drama: Drama) -> Release:
    """The first that is not over."""
    return next((one for one in drama.releases if not progress.of(drama, one, ask.at).ended), drama.release())


def _on_hold(release: Release) -> bool:
    return not release.episodes or any(episode.announced.on is None for episode in release.episodes)


def _announced(release: Release, number: int) -> Announced | None:
    return next((episode.announced for episode in release.episodes if episode.number == number), None)


def _line(name: str, drama: Drama, network: str | None, *values: object) -> str:
    """The command line that says the same, for a button."""
    parts = [f"/{name}", drama.slug, quoted(network) if network else None, *map(_said, values)]
    return " ".join(part for part in parts if part)


def _said(value: object) -> str | None:
    match value:
        case None:
            return None
        case tuple():
            return ",".join(map(str, value))
    return str(value)
