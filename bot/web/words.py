"""The words and times of the schedule page."""

import re
from datetime import date, datetime

from bot.core import times
from bot.core.dramas import Airing, Announced
from bot.core.progress import is_out
from bot.core.texts import phrases, reminders
from bot.web.html import Html, join, tag

_HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]")
_HAN = re.compile("[\u4e00-\u9fff]")
_KANA = re.compile("[\u3040-\u30ff]")


def iso(at: datetime) -> str:
    return f"{at:%Y-%m-%dT%H:%M:%SZ}"


def short_date(on: date, now: datetime) -> str:
    """Sat 19 June; with the year where it is another."""
    return f"{on:%a} {on.day} {on:%B}{'' if on.year == now.year else f' {on.year}'}"


def hour(airing: Airing, zone: str | None) -> Html:
    """The hour alone, on the visitor's clock or the announced one."""
    if airing.at is None:
        return tag("span", "Hour not announced", class_="none")
    shown = times.local(airing.at, zone or airing.announced.zone)
    late = tag("small", "after midnight") if shown.time() < times.DAY_BEGINS else None
    return join(tag("time", times.clock(shown.time()), class_="clock", datetime=iso(airing.at)), late)


def moment(announced: Announced, zone: str | None) -> Html:
    """The whole instant in words, on the visitor's clock or the announced one."""
    at = announced.at
    if at is None or zone is None:
        words = phrases.words(announced)
    else:
        shown = times.local(at, zone)
        words = times.words(shown.date(), shown.time(), zone)
    return tag("time", words, datetime=iso(at) if at else str(announced.on))


def announced(airing: Airing, zone: str | None) -> Html | None:
    """As it was announced, where the visitor's own clock stands beside it."""
    if zone is None or airing.at is None:
        return tag("p", phrases.words(airing.announced), class_="announced")
    return tag("p", "Announced: ", phrases.words(airing.announced), class_="announced")


def countdown(airing: Airing, now: datetime) -> Html:
    """How soon; where there is an hour, a script keeps it going."""
    if is_out(airing, now):
        return tag("span", "out now", class_="out")
    if airing.at is not None:
        return tag("span", f"in {times.span(airing.at - now)}", class_="countdown", data_at=iso(airing.at))
    on = airing.announced.on
    assert on is not None  # airings have dates
    days = (on - times.day_of(now, airing.announced.zone)).days
    return tag("span", ("today", "tomorrow")[days] if days < 2 else f"in {days} days", class_="countdown")


def episode(airing: Airing) -> str:
    return reminders.episode_of(airing)


def badges(airing: Airing) -> list[Html]:
    said = [("Premiere", airing.premiere), ("Finale", airing.finale)]
    return [tag("span", word, class_="badge") for word, true in said if true]


def language(text: str) -> str | None:
    """Of a title in its own letters, for screen readers and fonts; None where it may be any."""
    for pattern, found in ((_HANGUL, "ko"), (_KANA, "ja"), (_HAN, "zh")):
        if pattern.search(text):
            return found
    return None


def hue(slug: str) -> str:
    """A colour of its own for each drama, by class: the page has no inline styles."""
    return f"hue-{sum(slug.encode()) % 8}"
