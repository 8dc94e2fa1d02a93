"""How the telling went, for editors and owners."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime

from bot.core import times
from bot.core.dramas import Drama, Release
from bot.core.messages import Button, Kind, Line, Message, Strong, Style, said
from bot.core.proposals import Receipt
from bot.core.receipts import Night
from bot.core.texts.announcing import people, progress
from bot.core.texts.phrases import count, in_place, personal, rows

MOST_BUTTONS = 6


def receipt(drama: Drama, release: Release, episode: int, found: Receipt) -> Message:
    """Of one night."""
    title = f"{drama.title}, episode {episode} on {release.network}"
    if not found.all:
        return personal(said(f"{title}: nobody was to be told of it so far."))
    who = f", {people(found)}" if found.people else ""
    lines: list[Line] = [(f"Told in {found.told} of {count(found.all, 'chat')}{who}.",)]
    for number, what in (
        (found.waiting, "on the way"),
        (found.unreachable, "unreachable: the bot is no longer there, or may not post"),
        (found.missed, "given up: too late, or not accepted"),
        (found.unknown, "unknown: the platform's answer was lost"),
    ):
        if number:
            lines.append((f"{number} {what}.",))
    again = found.unreachable + found.missed
    buttons = ((_retry(drama, release, episode, f"Try {again} again"),),) if again else ()
    return personal(Message(title=title, lines=tuple(lines), buttons=buttons))


def daily(nights: Sequence[Night], dramas: Mapping[str, Drama]) -> Message | None:
    """A line a night; None where all of these dramas are gone."""
    known = [(dramas[night.drama], night) for night in nights if night.drama in dramas]
    if not known:
        return None
    lines: list[Line] = []
    buttons: list[Button] = []
    for drama, night in known:
        release = drama.release(night.release)
        where = f" on {release.network}" if release.key != drama.releases[0].key else ""
        numbers = "-".join(map(str, dict.fromkeys((night.episodes[0], night.episodes[-1]))))
        name = f"{drama.title} {numbers}{where}"
        lines.append((Strong(name), f": {progress(night.receipt)}"))
        if night.receipt.unreachable + night.receipt.missed:
            buttons.append(_retry(drama, release, night.episodes[0], f"Retry {name}"))
    off = (Button("No such lines any more", "/receipts off", Style.DANGER),)
    shown = rows(buttons[:MOST_BUTTONS], 1)
    return Message(Kind.DIGEST, "Told in the last 24 hours", tuple(lines), (*shown, off))


def beside(receipts: Message, other: Message) -> Message:
    """Both in one message, for an owner who has both at one hour."""
    title: tuple[Line, ...] = ((Strong(other.title),),) if other.title else ()
    return replace(
        receipts, lines=(*receipts.lines, (), *title, *other.lines), buttons=receipts.buttons + other.buttons
    )


def begun(first: datetime, zone: str | None) -> Message:
    """`zone` is the chat's; None where it has not said one."""
    local = times.local(first, zone or "UTC")
    where = in_place(zone) if zone else "UTC"
    more: tuple[Line, ...] = () if zone else (("Another clock: /timezone, for example /timezone Seoul.",),)
    text = f"You hear here every day at {times.clock(local.time())} {where} how the telling of the last 24 hours went"
    return personal(said(f"{text}, when there was any.", *more, buttons=((Button("Off", "/receipts off"),),)))


def ended(there: bool) -> Message:
    return personal(said("You no longer hear how the telling went." if there else "You did not hear of it anyway."))


def standing(hour: str | None) -> Message:
    buttons = ((Button("On", "/receipts on"), Button("Off", "/receipts off")),)
    now = f"You hear every day at {hour} how the telling went." if hour else "You do not hear how the telling went."
    return personal(said(now, ("Say /receipts on, /receipts off, or an hour such as /receipts 9am.",), buttons=buttons))


def _retry(drama: Drama, release: Release, episode: int, label: str) -> Button:
    network = f' "{release.network}"' if release.key != drama.releases[0].key else ""
    return Button(label, f"/delivery {drama.slug}{network} {episode} retry")
