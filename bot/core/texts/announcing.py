"""What editors read when they say something to many, and what these read."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.core import times
from bot.core.broadcasts import Audience, Broadcast
from bot.core.dramas import Drama
from bot.core.messages import Button, Kind, Line, Message, Strong, Style, said
from bot.core.proposals import Receipt, State
from bot.core.texts.phrases import Rows, count, following, personal, stop

PLANNED = timedelta(hours=1)  # by then its deliveries are there, unless they are no longer kept
HEADING = "A word from the editors"


def told(text: str, drama: Drama | None) -> Message:
    """As those it is for read it."""
    lines: tuple[Line, ...] = tuple((line,) if line else () for line in text.split("\n"))
    row = (following(drama), stop(drama)) if drama else (Button("Subscriptions", "/subscriptions"),)
    return Message(
        Kind.NOTICE, f"{drama.title}: {HEADING[0].lower()}{HEADING[1:]}" if drama else HEADING, lines, (row,)
    )


def together(messages: Sequence[Message]) -> Message:
    """Several in one minute."""
    first, *others = messages
    lines: list[Line] = list(first.lines)
    for one in others:
        lines += [(), (Strong(one.title or ""),), *one.lines]
    return Message(Kind.NOTICE, first.title, tuple(lines), first.buttons)


def card(broadcast: Broadcast, drama: Drama | None, audience: Audience, other: Drama | None) -> Message:
    """What it will look like, and who will read it. `other` is a drama whose followers may be meant instead."""
    shown = told(broadcast.text, drama)
    followed = drama.title if drama else "any drama"
    title = f"Say this to {_many(audience)}?"
    lines: tuple[Line, ...] = (
        (f"It goes to whoever follows {followed}, and reads:",),
        (),
        (Strong(shown.title or ""),),
        *shown.lines,
    )
    rows: Rows = (
        (Button("Yes, say it", f"/sayit {broadcast.id}", Style.PRIMARY), Button("No", f"/unsaid {broadcast.id}")),
    )
    if drama is not None:
        rows = (*rows, (Button("To all who follow anything", f"/announce {broadcast.text}"),))
    elif other is not None:
        rows = (*rows, (Button(f"To those who follow {other.title}", f"/announce {other.slug}: {broadcast.text}"),))
    if not audience.chats:
        return personal(said(f"Nobody follows {followed} so far, so there is nobody to tell."))
    return personal(Message(title=title, lines=lines, buttons=rows))


def sent(audience: Audience) -> Message:
    return personal(said(f"It is on its way to {_many(audience)}. /announced says how far it is."))


def dropped() -> Message:
    return personal(said("Nothing was said to anybody."))


def already(broadcast: Broadcast) -> Message:
    words = "was said already" if broadcast.state is State.APPROVED else "was dropped already"
    by = f" by {broadcast.decided_by}" if broadcast.decided_by else ""
    return personal(said(f"That {words}{by}."))


def recent(found: Sequence[tuple[Broadcast, Receipt, str]], now: datetime, zone: str | None) -> Message:
    """Each with the title of its drama, or "" for all."""
    if not found:
        return personal(said("Nothing was announced so far. /announce says something to those who follow a drama."))
    return personal(Message(title="What was announced", lines=tuple(_entry(*one, now, zone) for one in found)))


def progress(receipt: Receipt) -> str:
    """Told in 12 of 13 chats, 240 people, 3 unreachable."""
    parts = [f"told in {receipt.told} of {count(receipt.all, 'chat')}"]
    if receipt.people:
        parts.append(people(receipt))
    for number, what in (
        (receipt.waiting, "on the way"),
        (receipt.unreachable, "unreachable"),
        (receipt.missed, "given up"),
        (receipt.unknown, "unknown"),
    ):
        if number:
            parts.append(f"{number} {what}")
    return ", ".join(parts)


def people(receipt: Receipt) -> str:
    """How many are in the chats that were told, as far as they were counted."""
    more = " and more" if receipt.uncounted else ""
    return f"{receipt.people} {'person' if receipt.people == 1 else 'people'}{more}"


def _entry(broadcast: Broadcast, receipt: Receipt, title: str, now: datetime, zone: str | None) -> Line:
    on = times.local(broadcast.decided or broadcast.at, zone or "UTC")
    clock = f"{on.day} {on:%b} {on.year} {times.clock(on.time())}{'' if zone else ' UTC'}"
    to = f" to those who follow {title}" if title else ""
    text = broadcast.text if len(broadcast.text) <= 80 else f"{broadcast.text[:79].rstrip()}…"
    text = " ".join(text.split())
    how = progress(receipt) if receipt.all else "on its way"
    if not receipt.all and now - (broadcast.decided or now) > PLANNED:
        how = "too long ago to say how many were told"
    return (f'{clock}: "{text}"{to}, by {broadcast.author}; {how}.',)


def _many(audience: Audience) -> str:
    counted = f" ({audience.people} people)" if audience.people > audience.chats else ""
    return f"{count(audience.chats, 'chat')}{counted}"
