"""What a chat hears when it subscribes, changes its reminders, or starts a rewatch."""

from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum, auto

from bot.core.catalogue import Defaults
from bot.core.dramas import Airing, Drama, Quote, Release
from bot.core.leads import parse
from bot.core.messages import Button, Countdown, Line, Message, Style, said
from bot.core.planning import Announcement
from bot.core.progress import Progress
from bot.core.texts.cards import pattern
from bot.core.texts.phrases import (
    Rows,
    count,
    episodes,
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
from bot.core.texts.quotes import quote_lines

PRESETS = (("When it is out", "0m"), ("1 hour before", "1h 0m"), ("1 day before", "1d 0m"), ("9 AM after", "9am"))
MOST_RELEASES = 4


class Change(Enum):
    """What /subscribe did."""

    NEW = auto()
    NONE = auto()  # it was there already
    SWITCHED = auto()  # to another release


@dataclass(frozen=True, slots=True)
class Followed:
    """What a subscription means from now on: what comes next, and which reminders of it come or come too late."""

    drama: Drama
    release: Release
    run: Progress
    leads: str  # in words
    first: Announcement | None = None  # the first reminder that will come
    missed: tuple[Announcement, ...] = ()  # those of the next airing whose instant is past


def subscribed(followed: Followed, change: Change, zone: str | None) -> Message:
    drama, release = followed.drama, followed.release
    title = {
        Change.NEW: f"Subscribed to {drama.title}",
        Change.NONE: f"Subscribed to {drama.title} already",
        Change.SWITCHED: f"Subscribed to {drama.title} on {release.network} instead",
    }[change]
    total = f"{count(release.total, 'episode')}, " if release.total else ""
    lines: list[Line] = [(f"{release.network}: {total}{pattern(release, zone)}.",)]
    lines += _progress(followed.run, zone)
    lines += _missed(followed)
    lines += [(f"Reminders: {followed.leads}. Change them with /remind {drama.slug} 1h 0m.",)]
    others = [other for other in drama.releases if other.key != release.key]
    first_row = (stop(drama), Button("Reminders", f"/remind {drama.slug}"), *quotes(drama))
    return Message(title=title, lines=tuple(lines), buttons=(first_row, *_instead(drama, others)))


def ended(
    drama: Drama,
    last: Airing,
    going: Sequence[Release],
    quoted: Quote | None,
    zone: str | None,
    again: Airing | None = None,
) -> Message:
    """A release that is over: there is nothing to subscribe to, but it can be watched again.

    `going` are the drama's other releases that are not over, `again` is what comes next where the chat does watch it.
    """
    ahead: Line = (
        "There is nothing more to be told of, but this chat can watch it again, night by night, with reminders.",
    )
    if again is not None:
        ahead = (f"This chat is watching it again. Next: {episodes(again)}, ", *when_and_how_soon(again, zone), ".")
    said_then = ((), *quote_lines(drama, quoted)) if quoted else ()
    on = f", {episodes(last)} on {last.release.network}, came out "
    lines: tuple[Line, ...] = ((f"The finale{on}", *when(last.announced, zone), "."), *said_then, (), ahead)
    row = (rewatch(drama) if again is None else stop(drama), *quotes(drama))
    return Message(title=f"{drama.title} has ended", lines=lines, buttons=(row, *_instead(drama, going)))


def hindered(hindrance: str, line: str) -> Message:
    """The bot may not post where it is asked to: nothing was changed."""
    text = f"{hindrance.rstrip('. ')}. Nothing was changed; try again when that is done."
    return personal(said(text, buttons=((Button("Try again", line, Style.PRIMARY),),)))


def unsubscribed(drama: Drama, release: str | None) -> Message:
    again = Button("Subscribe again", f"/subscribe {drama.slug}{f' {_word(release)}' if release else ''}")
    return said(f"Unsubscribed from {drama.title}. No more reminders of it come here.", buttons=((again,),))


def not_subscribed(drama: Drama) -> Message:
    return personal(said(f"This chat is not subscribed to {drama.title}.", buttons=((subscribe(drama),),)))


def leads_in_words(leads: Sequence[str] | None, defaults: Defaults) -> str:
    """The reminders of a subscription: "1 hour before and when it is out"."""
    if leads is None:
        extra = [lead for lead in defaults.premiere_leads if lead not in defaults.leads]
        usual = _leads(defaults.leads)
        return f"{usual}; for the premiere also {_leads(extra)}" if extra else usual
    return _leads(leads)


def reminders_shown(drama: Drama, leads: str) -> Message:
    text = f"Reminders of {drama.title}: {leads}."
    how = f"Press one, or say for example /remind {drama.slug} 1d 1h 0m."
    return personal(said(text, (how,), buttons=_presets(drama)))


def reminders_changed(drama: Drama, before: str, after: str, silent: bool, unzoned: bool) -> Message:
    """`unzoned`: an hour of the day was chosen in a chat that has not said its zone."""
    lines: list[Line] = [(f"Until now: {before}.",), (f"From now on: {after}.",)]
    if silent:
        lines.append(("The subscription stays, silently: it still shows in /next, /today and /week.",))
    if unzoned:
        lines.append(
            ("That hour is meant on the announced clock, until this chat says its own: /timezone with a city.",)
        )
    return personal(Message(title=f"Reminders of {drama.title}", lines=tuple(lines), buttons=_presets(drama)))


def rewatching(drama: Drama, run: Progress, leads: str, zone: str | None) -> Message:
    """A chat's own run was set up; `run` is all of it, still to come."""
    first, last = run.coming[0], run.coming[-1]
    total = count(sum(len(airing.episodes) for airing in run.coming), "episode")
    lines: list[Line] = [
        (f"{total} again. It begins with {episodes(first)}, ", *when_and_how_soon(first, zone), "."),
    ]
    if last is not first:
        lines.append((f"It ends by itself with {episodes(last)}, ", *when(last.announced, zone), "."))
    lines.append((f"Reminders: {leads}. Change them with /remind {drama.slug} 1h 0m.",))
    row = (stop(drama), Button("Reminders", f"/remind {drama.slug}"), *quotes(drama))
    return Message(title=f"Rewatching {drama.title}", lines=tuple(lines), buttons=(row,))


def too_early(drama: Drama, first: Airing | None, zone: str | None) -> Message:
    """A rewatch of what has not begun."""
    if first is None:
        text: Line = (f"{drama.title} has no dates yet, so there is nothing to watch again.",)
    else:
        verb = "is" if len(first.episodes) == 1 else "are"
        text = (
            f"{drama.title} has not begun, so there is nothing to watch again: {episodes(first)} {verb} on ",
            *when_and_how_soon(first, zone),
            ".",
        )
    return personal(Message(lines=(text,), buttons=((subscribe(drama),),)))


def _progress(run: Progress, zone: str | None) -> list[Line]:
    lines: list[Line] = []
    if run.latest is not None:
        at = run.latest.at
        ago: Line = (f", the last, {episodes(run.latest)}, ", Countdown(at)) if at else ()
        lines.append((f"Already out: {count(run.count, 'episode')}", *ago, "."))
    if run.next is None:
        lines.append(("The next date is not announced yet; you will hear of it here.",))
    else:
        lines.append((f"Next: {episodes(run.next)}, ", *when_and_how_soon(run.next, zone), "."))
    return lines


def _missed(followed: Followed) -> list[Line]:
    lines: list[Line] = [
        (f"Its reminder {one.lead.words} was due ", Countdown(one.due), ", before you asked, so it does not come.")
        for one in followed.missed
    ]
    if lines and followed.first is not None:
        lines.append((f"The first reminder comes {followed.first.lead.words}, ", Countdown(followed.first.due), "."))
    return lines


def _leads(leads: Sequence[str]) -> str:
    return listed([parse(lead).words for lead in leads]) or "none"


def _presets(drama: Drama) -> Rows:
    presets = (*PRESETS, ("Off", "off"), ("As usual", "default"))
    return rows([Button(label, f"/remind {drama.slug} {leads}") for label, leads in presets])


def _instead(drama: Drama, releases: Sequence[Release]) -> Rows:
    lines = ((release.network, f"/subscribe {drama.slug} {_word(release.key)}") for release in releases[:MOST_RELEASES])
    return rows([Button(f"{network} instead", line) for network, line in lines])


def _word(value: str) -> str:
    return f'"{value}"' if " " in value else value
