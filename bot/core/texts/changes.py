"""What followers of a drama are told when its schedule changes, and how a message that was sent before is corrected."""

from collections.abc import Sequence

from bot.core import times
from bot.core.changes import Moved, Notice
from bot.core.dramas import Airing, Announced, Episode
from bot.core.messages import Button, Kind, Line, Message, Strong
from bot.core.texts.phrases import count, day, listed, when, words
from bot.core.texts.reminders import episode_of

MOST_LISTED = 4  # nights that are said one by one


def notice(told: Sequence[tuple[str, Notice]], zone: str | None) -> Message:
    """All changes that a chat is told of in one message, each with the slug of its drama."""
    if len(told) == 1:
        slug, only = told[0]
        row = () if only.gone and not only.instead else ((_next(slug), _stop(slug)),)
        return Message(Kind.CHANGE, headline(only), tuple(details(only, zone)), row)
    titles = list(dict.fromkeys(one.title for _, one in told))
    return Message(
        Kind.CHANGE, f"Changes: {listed(titles)}", tuple(paragraphs(told, zone)), ((Button("Next", "/next"),),)
    )


def paragraphs(told: Sequence[tuple[str, Notice]], zone: str | None) -> list[Line]:
    lines: list[Line] = []
    for _, one in told:
        lines += [()] if lines else []
        lines.append((Strong(headline(one)),))
        lines += details(one, zone)
    return lines


def headline(notice: Notice) -> str:
    """The change in one line."""
    if notice.gone:
        where = f" on {notice.network}" if notice.instead else ""
        return f"{notice.title} is no longer in the schedule{where}"
    first = notice.moves[0]
    named = numbered(first.numbers)
    many = len(first.numbers) > 1
    if first.now is None:
        return f"{notice.title} now ends with {numbered((first.numbers[0] - 1,))}"
    if first.was is None:
        return f"{notice.title} gets {count(len(first.numbers), 'more episode')}"
    if first.now.on is None:
        return f"{notice.title}: {named} {'are' if many else 'is'} postponed"
    if first.was.on is None:
        return f"{notice.title}: {named} {'have' if many else 'has'} a date"
    return f"{notice.title}: {named} {'move' if many else 'moves'}"


def details(notice: Notice, zone: str | None) -> list[Line]:
    lines: list[Line] = [_postponed(notice.moves, zone)] if _all_postponed(notice.moves) else _moves(notice, zone)
    if notice.finale and notice.finale.on and notice.total not in _listed(notice):
        lines.append(("The finale: ", *when(notice.finale, zone), "."))
    if notice.was and notice.total and notice.was != notice.total:
        lines.append((f"It has {count(notice.total, 'episode')} now, not {notice.was}.",))
    if notice.gone:
        what = (
            f"From now on I tell you when it is out on {notice.instead}."
            if notice.instead
            else "No more reminders come."
        )
        lines.append((what,))
    if notice.reason:
        lines.append((f"Why: {notice.reason}.",))
    return lines


def _all_postponed(moves: Sequence[Moved]) -> bool:
    return bool(moves) and all(move.now and move.now.on is None and move.was for move in moves)


def _postponed(moves: Sequence[Moved], zone: str | None) -> Line:
    numbers = [number for move in moves for number in move.numbers]
    have = "have" if len(numbers) > 1 else "has"
    was = moves[0].was
    assert was is not None
    before = f" The next was to be {told_for(was, zone)}." if was.on else ""
    return (f"{_upper(numbered(numbers))} {have} no date for now; you hear of it here.{before}",)


def _listed(notice: Notice) -> set[int]:
    return {number for move in notice.moves[:MOST_LISTED] for number in move.numbers}


def _moves(notice: Notice, zone: str | None) -> list[Line]:
    lines: list[Line] = [_move(move, zone) for move in notice.moves[:MOST_LISTED] if move.now]
    if len(notice.moves) > MOST_LISTED:
        rest = [number for move in notice.moves[MOST_LISTED:] for number in move.numbers]
        lines.append((f"{_upper(numbered(rest))} {'move' if len(rest) > 1 else 'moves'} too.",))
    return lines


def numbered(numbers: Sequence[int]) -> str:
    """Episode 3, episodes 9 to 16."""
    if len(numbers) == 1:
        return f"episode {numbers[0]}"
    if numbers[-1] - numbers[0] == len(numbers) - 1 and len(numbers) > 2:
        return f"episodes {numbers[0]} to {numbers[-1]}"
    return f"episodes {listed([str(number) for number in numbers])}"


def told_for(announced: Announced, zone: str | None = None) -> str:
    """A wall clock in words, that of the zone or as announced: what a date was, or is to be."""
    if announced.on is None:
        return "a day not announced yet"
    if announced.at is None or zone is None:
        return words(announced)
    shown = times.local(announced.at, zone)
    return times.words(shown.date(), shown.time(), zone)


def correction(airing: Airing, now: Sequence[Episode], zone: str | None) -> tuple[str, list[Line]]:
    """In place of a reminder that is no longer true: a title and its lines. `now` is what became of the episodes."""
    title = f"{airing.drama.title}: {episode_of(airing)}"
    lines: list[Line] = []
    if not now:
        return f"{title} {'is' if len(airing.episodes) == 1 else 'are'} no longer in the schedule", [
            (f"It was announced for {told_for(airing.announced, zone)}.",)
        ]
    moved = [episode for episode in now if episode.announced != airing.announced]
    named = (_upper(numbered((episode.number,))) for episode in moved)
    for name, episode in zip(named, moved, strict=True):
        lines += [(f"{name} is now announced for ", *_at(episode.announced, zone), ".")]
    lines.append((f"This was announced for {told_for(airing.announced, zone)}.",))
    lines += [(f"Why: {reason}.",) for reason in dict.fromkeys(one.reason for one in moved if one.reason)]
    return f"{title} {'was' if len(airing.episodes) == 1 else 'were'} changed", lines


def corrected(found: Sequence[tuple[str, list[Line]]], rest: Message | None, slug: str) -> Message:
    """The message as it is now: what is no longer true first, then what still is."""
    (title, lines), *others = found
    more: list[Line] = list(lines)
    for heading, about in others:
        more += [(), (Strong(heading),), *about]
    if rest is not None:
        more += [(), *([(Strong(rest.title),)] if rest.title else []), *rest.lines]
    return Message(Kind.CHANGE, title, tuple(more), ((_next(slug), _stop(slug)),))


def _move(move: Moved, zone: str | None) -> Line:
    assert move.now is not None
    named = _upper(numbered(move.numbers))
    if move.now.on is None:
        return (
            (f"{named}: the new date is not announced yet. It was {told_for(move.was, zone)}.",)
            if move.was
            else (named, ".")
        )
    before = f". It was {told_for(move.was, zone)}" if move.was and move.was.on else ""
    return (f"{named}: ", *_at(move.now, zone), f"{before}.")


def _at(announced: Announced, zone: str | None) -> Line:
    if announced.at is not None:
        return when(announced, zone)
    return (day(announced), ", hour not announced") if announced.on else (day(announced),)


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def _next(slug: str) -> Button:
    return Button("Next", f"/next {slug}")


def _stop(slug: str) -> Button:
    return Button("Stop", f"/unsubscribe {slug}")
