"""What a chat is told when an episode is out, or will be."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.core import times
from bot.core.dramas import Airing
from bot.core.leads import Lead
from bot.core.messages import Button, Kind, Line, Message, Moment, Strong
from bot.core.subscriptions import is_rewatch
from bot.core.texts import watched
from bot.core.texts.phrases import Rows, day, following, listed, numbers, quotes, stop, words

LATE = timedelta(minutes=2)  # from here on a reminder says how late it is
LONGEST_TITLE = 100  # of a drama: what comes after it, the episode, must not be what a chat cuts off
MOST_ROWS = 5  # Discord shows no more


@dataclass(frozen=True, slots=True)
class Told:
    """One reminder: of that airing, by that lead, due at that instant. `zone` is the chat's, else the announced one."""

    airing: Airing
    lead: Lead
    due: datetime
    zone: str


def reminder(told: Sequence[Told], now: datetime) -> Message:
    """All that a chat is told in one minute, as one message. An airing told by two leads is said once."""
    each = _last_of_each(told)
    dramas = {one.airing.drama.slug: one.airing.drama for one in each}
    told_of_ends = any(one.airing.premiere or one.airing.finale for one in each)
    kind = Kind.PREMIERE if told_of_ends else Kind.REMINDER
    if len(each) == 1:
        only = each[0]
        drama = only.airing.drama
        row = (*_watched(each), stop(drama), following(drama), *quotes(drama))
        return Message(kind, f"{_name(only.airing)}: {_says(only, now)}", tuple(_details(only)), (row,))
    titles = [drama.title for drama in dramas.values()]
    title = titles[0] if len(titles) == 1 else f"{len(titles)} dramas: {listed(titles)}"
    return Message(kind, title, tuple(_paragraphs(each, now)), _buttons(each))


def episode_of(airing: Airing) -> str:
    """The words kept for reminders: Episode 3 of 10."""
    noun = "Episode" if len(airing.episodes) == 1 else "Episodes"
    total = f" of {airing.release.total}" if airing.release.total else ""
    return f"{noun} {numbers(airing)}{total}"


def _last_of_each(told: Sequence[Told]) -> list[Told]:
    last: dict[tuple[str, str, tuple[int, ...]], Told] = {}
    for one in sorted(told, key=lambda one: one.due):
        last[one.airing.drama.slug, one.airing.release.key, one.airing.numbers] = one
    return list(last.values())


def _name(airing: Airing) -> str:
    title = airing.drama.title
    if len(title) > LONGEST_TITLE:
        title = f"{title[: LONGEST_TITLE - 1].rstrip()}…"
    return f"{title} (rewatch)" if is_rewatch(airing.release) else title


def _says(told: Told, now: datetime) -> str:
    ends = [word for word, true in (("the premiere", told.airing.premiere), ("the finale", told.airing.finale)) if true]
    named = f"{episode_of(told.airing)}, {listed(ends)}," if ends else episode_of(told.airing)
    late = now - told.due
    lateness = f" (sent {times.span(late)} late)" if late >= LATE else ""
    return f"{named} {_relative(told, now)}{lateness}"


def _relative(told: Told, now: datetime) -> str:
    one = len(told.airing.episodes) == 1
    at = told.airing.at
    if at is None:
        return _relative_day(told, now)
    if now < at:
        return f"{'airs' if one else 'air'} in {times.span(at - now)}"
    if told.due <= at:
        return f"{'is' if one else 'are'} out now"
    return f"came out {times.span(now - at)} ago"


def _relative_day(told: Told, now: datetime) -> str:
    on = told.airing.announced.on
    assert on is not None  # airings have dates
    days = (on - times.local(now, told.zone).date()).days
    airs = "airs" if len(told.airing.episodes) == 1 else "air"
    if days < 0:
        return "came out yesterday" if days == -1 else f"came out {-days} days ago"
    unknown = "" if is_rewatch(told.airing.release) else ", hour not announced"
    return f"{airs} {('today', 'tomorrow', f'in {days} days')[min(days, 2)]}{unknown}"


def _details(told: Told) -> Iterable[Line]:
    airing = told.airing
    announced = airing.announced
    watch = f"Watch it on {airing.release.network}, "
    if announced.at is None:
        yield (watch, day(announced), "." if is_rewatch(airing.release) else ", hour not announced.")
    else:
        yield (watch, Moment(announced.at, told.zone), f" ({words(announced)})", ".")
    if airing.drama.rating:
        yield (f"Rating: {airing.drama.rating}.",)
    for reason in dict.fromkeys(episode.reason for episode in airing.episodes if episode.reason):
        yield (f"Not as usual: {reason}.",)


def _paragraphs(each: Sequence[Told], now: datetime) -> Iterable[Line]:
    for place, told in enumerate(each):
        if place:
            yield ()
        yield (Strong(f"{_name(told.airing)}: {_says(told, now)}"),)
        yield from _details(told)


def _buttons(each: Sequence[Told]) -> Rows:
    dramas = list({told.airing.drama.slug: told.airing.drama for told in each}.values())
    if len(dramas) == 1:
        return ((*_watched(each), stop(dramas[0]), following(dramas[0]), *quotes(dramas[0])),)
    if len(dramas) > MOST_ROWS:
        return ((Button("Next", "/next"), Button("Subscriptions", "/subscriptions")),)
    told_of = {drama.slug: [told for told in each if told.airing.drama.slug == drama.slug] for drama in dramas}
    return tuple(
        (*_watched(told_of[drama.slug], named=True), stop(drama, named=True), *quotes(drama, named=True))
        for drama in dramas
    )


def _watched(each: Sequence[Told], named: bool = False) -> tuple[Button, ...]:
    """Of one drama: up to the last that is out. Nothing before one is."""
    out = [max(told.airing.numbers) for told in each if not told.lead.before]
    drama = each[0].airing.drama
    return (Button(f"Watched {drama.title}" if named else "Watched", watched.line(drama, max(out))),) if out else ()
