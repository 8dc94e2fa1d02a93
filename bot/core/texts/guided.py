"""What editors read of what an outside guide says."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import datetime

from bot.core.dramas import Drama
from bot.core.guides import Listed, Show, announced
from bot.core.messages import Button, Line, Message, said
from bot.core.texts.changes import numbered
from bot.core.texts.phrases import count, listed, personal, rows
from bot.core.texts.proposing import reading

MOST_NAMED = 5  # specials


def choices(prefix: str, words: str, found: Sequence[Listed]) -> Message:
    if not found:
        text = f'Nothing there is called "{words}". Try fewer words, or its English title.'
        more = f"Its number, from the address of its page there, does too: /adddrama {prefix}:NUMBER"
        return personal(said(text, (more,)))
    buttons = [Button(_described(one)[:70], f"/adddrama {prefix}:{one.number}") for one in found]
    return personal(said(f'Which "{words}"?', buttons=rows(buttons, 1)))


def same(drama: Drama, show: Show) -> Message:
    return personal(said(f"{drama.title} is as {show.guide} has it: nothing differs."))


def new_releases(before: Drama, after: Drama, now: datetime, zone: str | None) -> list[Line]:
    """Those that come beside what is there."""
    known = [one.key for one in before.releases]
    added = tuple(one for one in after.releases if one.key not in known)
    return reading(replace(after, releases=added, cast=(), aliases=(), original_title=None), now, zone)


def remarks(show: Show, zone: str, also: bool, whole: bool) -> tuple[Line, ...]:
    """What the card says beside the draft itself."""
    lines: list[Line] = [(f"From {show.guide}, {show.key}.",)]
    told = list(enumerate((announced(slot, zone) for slot in show.slots), 1))
    undated = [number for number, one in told if one.on is None]
    hourless = [number for number, one in told if one.on and one.hour is None]
    if not told:
        lines.append(("It lists no episodes yet.",))
    if undated:
        lines.append((f"It says no date for {numbered(undated)}.",))
    if hourless:
        lines.append((f"It says no hour for {numbered(hourless)}, so none is told.",))
    if told and not show.over and not whole:
        lines.append((f"It lists {count(len(told), 'episode')} so far, and not that these are all.",))
    if show.specials:
        more = len(show.specials) - MOST_NAMED
        named = listed([*show.specials[:MOST_NAMED], *([f"{more} more"] if more > 0 else [])])
        lines.append((f"Left out, as specials: {named}.",))
    if show.also:
        other = f"It names {show.also} too, without hours"
        lines.append((f"{other}, so these are left open there." if also else f"{other}.",))
    return (*lines, *((doubt,) for doubt in show.doubts[:MOST_NAMED]))


def _described(one: Listed) -> str:
    about = ", ".join(filter(None, (one.network, str(one.year) if one.year else None)))
    return f"{one.title} ({about})" if about else one.title
