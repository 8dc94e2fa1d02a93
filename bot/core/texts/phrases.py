"""The parts that sentences are made of."""

from collections.abc import Sequence
from dataclasses import replace

from bot.core import times
from bot.core.dramas import Airing, Announced, Drama
from bot.core.leads import TOLD
from bot.core.messages import Button, Countdown, Day, Line, LinkButton, Message, Moment, Span, Style
from bot.core.subscriptions import is_rewatch

Rows = tuple[tuple[Button | LinkButton, ...], ...]
WEEKDAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")


def listed(words: Sequence[str], last: str = "and") -> str:
    """As in a sentence: a, b and c."""
    return f" {last} ".join(part for part in (", ".join(words[:-1]), *words[-1:]) if part)


def count(number: int, noun: str) -> str:
    return f"{number} {noun}" if number == 1 else f"{number} {noun}s"


def numbers(airing: Airing) -> str:
    first, *rest = airing.numbers
    if len(rest) > 1 and rest[-1] - first == len(rest):
        return f"{first} to {rest[-1]}"
    return listed([str(number) for number in airing.numbers])


def episodes(airing: Airing) -> str:
    """As answers call it: episode 3, episodes 14 and 15."""
    return f"{'episode' if len(airing.episodes) == 1 else 'episodes'} {numbers(airing)}"


def when(announced: Announced, zone: str | None) -> Line:
    """When it is or was: the reader's own time, and in words where that is after midnight or the zone must be named."""
    if announced.at is None:
        return (day(announced),)
    moment = Moment(announced.at, announced.zone)
    said = night_words(announced, zone)
    return (moment, f" ({said})") if said else (moment,)


def when_and_how_soon(airing: Airing, zone: str | None) -> Line:
    found = when(airing.announced, zone)
    if airing.at is not None:
        return (*found, ", ", Countdown(airing.at))
    # a chat's own run has no hour that anybody could announce
    return (*found, f", told at {times.clock(TOLD)}" if is_rewatch(airing.release) else ", hour not announced")


def day(announced: Announced) -> Span:
    return Day(announced.on) if announced.on else "a day not announced yet"


def night_words(announced: Announced, zone: str | None) -> str | None:
    """The wall clock in words where it needs them: in a chat without a zone, after midnight there or as announced."""
    at = announced.at
    if at is None or announced.hour is None:
        return None
    if zone is None:
        return words(announced)
    shown = times.local(at, zone)
    if shown.time() < times.DAY_BEGINS:
        return words(Announced(shown.date(), shown.time(), zone))
    return words(announced) if announced.hour < times.DAY_BEGINS else None


def in_place(zone: str) -> str:
    """In Kuala Lumpur (MYT); a fixed offset stands alone."""
    place = times.place(zone)
    return place if place.startswith("UTC") else f"in {place}"


def words(announced: Announced) -> str:
    assert announced.on is not None
    return times.words(announced.on, announced.hour, announced.zone)


def rows(buttons: Sequence[Button | LinkButton], width: int = 2) -> Rows:
    return tuple(tuple(buttons[start : start + width]) for start in range(0, len(buttons), width))


def personal(message: Message) -> Message:
    return replace(message, personal=True)


def stop(drama: Drama, named: bool = False) -> Button:
    return Button(f"Stop {drama.title}" if named else "Stop", f"/unsubscribe {drama.slug}", Style.DANGER)


def following(drama: Drama, named: bool = False) -> Button:
    return Button(f"Next of {drama.title}" if named else "Next", f"/next {drama.slug}")


def subscribe(drama: Drama, named: bool = False) -> Button:
    return Button(f"Subscribe to {drama.title}" if named else "Subscribe", f"/subscribe {drama.slug}", Style.PRIMARY)


def rewatch(drama: Drama, named: bool = False) -> Button:
    return Button(f"Rewatch {drama.title}" if named else "Rewatch", f"/rewatch {drama.slug}", Style.PRIMARY)


def quotes(drama: Drama, named: bool = False) -> tuple[Button, ...]:
    """Nothing for a drama without quotes."""
    label = f"Quote of {drama.title}" if named else "Quote"
    return (Button(label, f"/quote {drama.slug}"),) if drama.quotes else ()
