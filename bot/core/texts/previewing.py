"""What the followers of an episode will be told, shown to one person beforehand."""

from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.dramas import Airing
from bot.core.messages import Button, Line, Message, Quoted, Strong
from bot.core.previews import Drawn
from bot.core.texts.phrases import episodes, personal


@dataclass(frozen=True, slots=True)
class Preview:
    """One message: when it is said, and in which words for the chat that asks and for the others."""

    when: str
    message: Message
    elsewhere: Sequence[tuple[str, Drawn]]  # what people call the chat, and what it makes of it
    called: str = ""  # the chat that asks, where that is one of them: it draws the message itself
    here: Drawn | None = None


def previews(airing: Airing, found: Sequence[Preview]) -> Message:
    where = f"{airing.drama.title}, {episodes(airing)} on {airing.release.network}"
    lines: list[Line] = [("What those hear who have not chosen their reminders. Buttons are only named here.",)]
    for one in found:
        if one.here:
            lines += _native(one, one.here)
        for called, drawn in one.elsewhere:
            lines += [(), _heading(called, one.when, silent=drawn.silent), (Quoted(drawn.text),), _foot(drawn)]
    if not found:
        lines = [("Nobody is told who has not chosen with /remind: [reminders] leads in the config is empty.",)]
    next_ = (Button("How many were told", f"/delivery {airing.drama.slug} {airing.numbers[0]}"),)
    return personal(Message(title=where, lines=tuple(lines), buttons=(next_,)))


def _native(one: Preview, drawn: Drawn) -> list[Line]:
    title: list[Line] = [(Strong(one.message.title),)] if one.message.title else []
    return [(), _heading(one.called, one.when, silent=drawn.silent), *title, *one.message.lines, _foot(drawn)]


def _heading(called: str, when: str, *, silent: bool) -> Line:
    return (Strong(f"In {called}, {when}{', without a sound' if silent else ''}"),)


def _foot(drawn: Drawn) -> Line:
    full = f" It fills {drawn.length} of {drawn.most} characters." if drawn.length * 2 > drawn.most else ""
    return (f"{_named(drawn.buttons)}{full}",)


def _named(rows: Sequence[Sequence[str]]) -> str:
    named = " / ".join(" · ".join(row) for row in rows if row)
    return f"Buttons: {named}." if named else "No buttons."
