"""What is known about dramas: the card of one, and lists of several."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime

from bot.core import progress, times
from bot.core.dramas import Announced, Drama, Release
from bot.core.messages import Button, Line, Message, Strong, said
from bot.core.spoilers import FIRST, NOTHING, Seen, latest
from bot.core.texts import watched
from bot.core.texts.phrases import (
    WEEKDAYS,
    count,
    episodes,
    in_place,
    listed,
    personal,
    quotes,
    rewatch,
    rows,
    stop,
    subscribe,
    when,
    when_and_how_soon,
)

MOST_LISTED = 25
MOST_BUTTONS = 8


def card(drama: Drama, now: datetime, zone: str | None, seen: Seen = NOTHING) -> Message:
    """All about a drama: its releases, how far each has come and the chat with it, who made it."""
    releases = [line for release in drama.releases for line in _release(drama, release, now, zone)]
    ended = all(progress.of(drama, release, now).ended for release in drama.releases)
    follow = stop(drama) if seen.subscription else subscribe(drama)
    buttons = (rewatch(drama) if ended and not seen.subscription else follow, *quotes(drama))
    here: tuple[Line, ...] = ()
    if seen.episode:
        here = (watched.position(drama, seen.episode, again=seen.run != FIRST),)
        more = seen.episode < latest(drama, now)
        buttons = (*((watched.button(drama, seen.episode + 1),) if more else ()), *buttons)
    lines = (*_about(drama), *releases, *here, *_makers(drama))
    return Message(title=_title(drama), lines=lines, buttons=(buttons,))


def dramas(found: Sequence[Drama], words: str | None, now: datetime, zone: str | None) -> Message:
    """A list, of all dramas or of those found by these words."""
    if not found:
        text = f'Nothing here is called anything like "{words[:60]}".' if words else "No dramas are known here yet."
        return personal(said(text, buttons=((Button("All dramas", "/dramas"),),) if words else ()))
    lines = [(Strong(drama.title), ": ", *_state(drama, drama.release(), now, zone)) for drama in found[:MOST_LISTED]]
    if len(found) > MOST_LISTED:
        lines.append((f"And {len(found) - MOST_LISTED} more: say /dramas with a word of the title or an actor.",))
    title = f'Dramas for "{words}"' if words else count(len(found), "drama")
    buttons = rows([Button(drama.title, f"/drama {drama.slug}") for drama in found[:MOST_BUTTONS]])
    return Message(title=title, lines=tuple(lines), buttons=buttons, personal=True)


def pattern(release: Release, zone: str | None) -> str:
    """When it comes out, week by week: every Sunday at 12:00 AM (Saturday night) in Kuala Lumpur (MYT)."""
    usual = _usual(release)
    if usual is None:
        return "dates not announced"
    if not release.every:
        dates = len({episode.announced.on for episode in release.episodes})
        return "all at once" if dates == 1 else f"on {dates} dates"
    if usual.at is None:
        return f"every {_weekdays(release.every)}, hour not announced"
    here = _weekly(release.every, usual, usual.zone)
    if zone is None or times.local(usual.at, zone).utcoffset() == times.local(usual.at, usual.zone).utcoffset():
        return f"every {here}"
    return f"every {here}; for you every {_weekly(release.every, usual, zone)}"


def _title(drama: Drama) -> str:
    return f"{drama.title} ({drama.original_title})" if drama.original_title else drama.title


def _about(drama: Drama) -> Iterable[Line]:
    if drama.about:
        yield (drama.about,)
    if drama.rating:
        yield (f"Rating: {drama.rating}.",)


def _makers(drama: Drama) -> Iterable[Line]:
    if drama.cast:
        played = (f"{who.actor} as {who.character}" if who.character else who.actor for who in drama.cast)
        yield (f"Cast: {listed(list(played))}.",)
    if drama.director:
        yield (f"Director: {listed(drama.director)}.",)
    if drama.source:
        yield (f"Source: {drama.source}.",)


def _release(drama: Drama, release: Release, now: datetime, zone: str | None) -> Iterable[Line]:
    total = count(release.total, "episode") if release.total else "number of episodes not announced"
    yield (Strong(release.network), f": {total}, {pattern(release, zone)}.")
    state, *more = _state(drama, release, now, zone)
    yield (state[:1].upper() + state[1:] if isinstance(state, str) else state, *more)
    run = progress.of(drama, release, now)
    finale = next((airing for airing in (*run.out, *run.coming) if airing.finale), None)
    if finale and not run.ended and finale is not run.next:
        yield ("The finale: ", *when(finale.announced, zone), ".")


def _state(drama: Drama, release: Release, now: datetime, zone: str | None) -> Line:
    """How far it has come, in one line."""
    run = progress.of(drama, release, now)
    if run.ended and run.latest:
        return ("ended with the finale on ", *when(run.latest.announced, zone), ".")
    aired = f"{run.count} of {release.total} aired" if release.total else f"{run.count} aired"
    if run.next is None:
        return (f"{aired}, the next date is not announced.",)
    return (f"{aired}, next: {episodes(run.next)}, ", *when_and_how_soon(run.next, zone), ".")


def _usual(release: Release) -> Announced | None:
    """A night at the hour of most nights, the last one for choice; None while there is none."""
    nights = list(dict.fromkeys(episode.announced for episode in release.episodes if episode.announced.on))
    if not nights:
        return None
    hours = Counter((night.hour, night.zone) for night in nights)
    usual = hours.most_common(1)[0][0]
    return next(night for night in reversed(nights) if (night.hour, night.zone) == usual)


def _weekly(every: Sequence[int], usual: Announced, zone: str) -> str:
    """The pattern's weekdays and hour on another clock, told from one night of it."""
    assert usual.at is not None
    assert usual.on is not None
    shown = times.local(usual.at, zone)
    shift = (shown.date() - usual.on).days
    days = [(day + shift) % 7 for day in every]
    night = f" ({_weekdays([(day - 1) % 7 for day in days])} night)" if shown.time() < times.DAY_BEGINS else ""
    return f"{_weekdays(days)} at {times.clock(shown.time())}{night} {in_place(zone)}"


def _weekdays(days: Iterable[int]) -> str:
    return listed([WEEKDAYS[day] for day in sorted(days)])
