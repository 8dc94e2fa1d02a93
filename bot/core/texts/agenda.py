"""What comes when: the answers to /next, /today, /week and /subscriptions."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, datetime

from bot.core import progress, times
from bot.core.dramas import Airing, Drama
from bot.core.messages import Button, Line, Message, Strong, Style, said
from bot.core.progress import Progress
from bot.core.subscriptions import is_rewatch
from bot.core.texts.phrases import (
    episodes,
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
MOST_BUTTONS = 6


def today(airings: Sequence[Airing], on: date | None, now: datetime, zone: str | None) -> Message:
    """What airs today, until 2:59 AM. `on` is None where today is another date for each announced zone."""
    lines = tuple(_line(airing, now, zone) for airing in airings[:MOST_LISTED])
    return personal(Message(title=f"Today, {times.day_words(on)}" if on else "Today", lines=lines))


def week(nights: Sequence[tuple[date, Sequence[Airing]]], now: datetime, zone: str | None) -> Message:
    """Seven days, day by day; days on which nothing airs are left out."""
    lines: list[Line] = []
    for on, airings in nights:
        lines += [()] if lines else []
        lines.append((Strong(times.day_words(on)),))
        lines += [_line(airing, now, zone) for airing in airings]
    return personal(Message(title="The next seven days", lines=tuple(lines)))


def soonest(airings: Sequence[Airing], now: datetime, zone: str | None) -> Message:
    """The next airing of each drama, the soonest first."""
    return personal(Message(title="Next", lines=tuple(_line(airing, now, zone) for airing in airings[:MOST_LISTED])))


def for_all(message: Message, dramas: Sequence[Drama]) -> Message:
    """The same for a chat that follows nothing: says that it is about all dramas, and how to subscribe."""
    hint = (
        "This chat follows no drama yet, so this is about all of them. Subscribe to be told when an episode is out.",
    )
    buttons = rows([subscribe(drama, named=True) for drama in dramas[:MOST_BUTTONS]])
    return replace(message, lines=(*message.lines, (), hint), buttons=buttons)


def nothing_until(span: str, soonest: Airing, now: datetime, zone: str | None) -> Message:
    """Nothing airs in that span, "today" or "in the next seven days"; this is the next one."""
    return personal(said(f"Nothing airs {span}.", ("Next is ", *_line(soonest, now, zone))))


def nothing(span: str, ended: Sequence[Drama]) -> Message:
    """Nothing is announced at all: offers to watch again what has ended."""
    text = f"Nothing airs {span}, and nothing more is announced."
    if not ended:
        return personal(said(text))
    again = f"{text} But what has ended can be watched again, night by night."
    return personal(said(again, buttons=rows([rewatch(drama, named=True) for drama in ended[:MOST_BUTTONS]])))


def next_of(drama: Drama, airing: Airing, now: datetime, zone: str | None, subscribed: bool) -> Message:
    button = stop(drama) if subscribed else subscribe(drama)
    return personal(Message(lines=(_line(airing, now, zone),), buttons=((button, *quotes(drama)),)))


def over(drama: Drama, last: Airing, zone: str | None) -> Message:
    line: Line = (f"{drama.title} has ended: its last, {episodes(last)}, came out ", *when(last.announced, zone), ".")
    return personal(Message(lines=(line,), buttons=((rewatch(drama), *quotes(drama)),)))


def no_next(drama: Drama) -> Message:
    return personal(said(f"The next date of {drama.title} is not announced yet."))


def no_subscriptions() -> Message:
    text = "This chat follows no drama yet. /dramas lists them; /subscribe with a title follows one."
    return personal(said(text, buttons=((Button("Dramas", "/dramas", Style.PRIMARY),),)))


def subscriptions(lines: Sequence[Line], dramas: Sequence[Drama]) -> Message:
    buttons = rows([stop(drama, named=True) for drama in dramas[:MOST_BUTTONS]])
    return personal(Message(title="Subscriptions", lines=tuple(lines), buttons=buttons))


def subscription(drama: Drama, network: str, run: Progress, leads: str, zone: str | None) -> Line:
    """One line of /subscriptions."""
    start: Line = (Strong(drama.title), f" on {network}, ")
    if run.next is not None:
        again = " (rewatch)" if is_rewatch(run.next.release) else ""
        state: Line = (f"next: {episodes(run.next)}{again}, ", *when_and_how_soon(run.next, zone))
    else:
        state = ("ended",) if run.ended else ("the next date is not announced",)
    return (*start, *state, f". Reminders: {leads}.")


def _line(airing: Airing, now: datetime, zone: str | None) -> Line:
    again = " (rewatch)" if is_rewatch(airing.release) else ""
    start: Line = (Strong(airing.drama.title), f": {episodes(airing)} on {airing.release.network}{again}, ")
    if progress.is_out(airing, now):
        return (*start, "out since ", *when(airing.announced, zone), ".")
    return (*start, *when_and_how_soon(airing, zone), ".")
