"""A line a day for owners: how the telling went."""

from collections.abc import Sequence
from datetime import time

from bot.core.catalogue import Catalogue
from bot.core.command import Param, Permission, Registry, Request
from bot.core.digests import Rhythm, What
from bot.core.errors import Choice, Mistake, UnreadTime
from bot.core.messages import Message
from bot.core.ports import Place
from bot.core.texts import receipts as texts
from bot.core.texts.privacy import only_in_private
from bot.core.times import clock, read_hour, tidy

HOUR = time(10)
OFF = ("off", "no", "never", "stop")


def declare(to: Registry) -> None:
    when = Param("when", "on, off, or an hour such as 9am", _read, _suggest, optional=True)
    to.command("receipts", "A line a day: how many were told", when, permission=Permission.OWNER)(receipts)


async def receipts(ask: Request, hour: time | bool | None) -> Message:
    digests = ask.store.digests
    if ask.place is not Place.PRIVATE:
        return only_in_private("/receipts on")
    if hour is None:
        rhythm = await digests.rhythm(What.RECEIPTS)
        return texts.standing(clock(rhythm.hour) if rhythm else None)
    if hour is False:
        return texts.ended(await digests.end(What.RECEIPTS))
    rhythm = Rhythm(HOUR if hour is True else hour)
    first = await digests.begin(What.RECEIPTS, rhythm, ask.zone or "UTC", ask.person.id)
    return texts.begun(first, ask.zone)


def _read(_: Request, words: str) -> time | bool:
    """An hour; True for the usual one, False for none."""
    text = tidy(words)
    if text == "on" or text in OFF:
        return text == "on"
    try:
        hour, over = read_hour(text)
    except UnreadTime:
        hour, over = HOUR, 1
    if over:
        raise Mistake(f'"{words}" is no hour of a day. Say on, off, or an hour such as 9am.', tuple(_suggest(None, "")))
    return hour


def _suggest(_: Catalogue | None, words: str) -> Sequence[Choice]:
    presets = (Choice("On", "on"), Choice("Off", "off"), Choice("8 AM", "8am"))
    return [choice for choice in presets if choice.value.startswith(words.strip().casefold())]
