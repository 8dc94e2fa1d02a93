"""A quote added: in one line, or by a form."""

from collections.abc import Mapping, Sequence
from typing import Any

from bot.commands.details import QUOTE, addquote, quote_draft, read_marks, speaker
from bot.commands.editing import Draft, offer, quoted
from bot.commands.filling import begin
from bot.core import command
from bot.core.command import Permission, Registry, Request
from bot.core.dramas import Drama, Quote
from bot.core.errors import Choice, Mistake
from bot.core.forms import Answers, Field, Form
from bot.core.messages import Message

_MARKS = '"“”„‟«»'


def declare(to: Registry) -> None:
    to.command("addquote", 'Add what somebody said: WHO "TEXT"', QUOTE, permission=Permission.EDITOR, opens=True)(add)


async def add(ask: Request, typed: str | None) -> Message:
    return await begin(ask, FORM) if typed is None else await offer(ask, await addquote(ask, typed))


def _who(ask: Request, answers: Answers, words: str) -> tuple[str, list[Drama]]:
    name, dramas = speaker(ask, words)
    if not dramas:
        raise Mistake(f"{name} is in no drama that is known here.")
    return name, dramas


def _text(ask: Request, answers: Answers, words: str) -> str:
    """In one line, without the quotation marks around it."""
    line = " ".join(words.split())
    return line.strip(_MARKS).strip() if line[:1] in _MARKS and line[-1:] in _MARKS else line


def _drama(ask: Request, answers: Answers, words: str) -> Drama:
    return ask.catalogue.names.drama(words)


def _dramas(ask: Request, answers: Answers) -> Sequence[Choice]:
    try:
        return [Choice(one.title, one.slug) for one in _who(ask, answers, answers["who"])[1]]
    except Mistake:
        return []


def _several(ask: Request, answers: Answers) -> bool:
    return "who" in answers and len(_dramas(ask, answers)) > 1


def _plain(ask: Request, answers: Answers, words: str) -> str:
    return words


def _marks(ask: Request, answers: Answers, words: str) -> tuple[int | None, bool]:
    episode, spoiler, _ = read_marks(command.words(words))
    if episode is None and not spoiler:
        raise Mistake(f'"{words}" is not understood. Say for example: episode 3, spoiler; or only one of them.')
    return episode, spoiler


async def _added(ask: Request, about: str, values: Mapping[str, Any], answers: Answers) -> Message:
    return await offer(ask, await described(ask, values))


async def described(ask: Request, values: Mapping[str, Any]) -> Draft:
    """The quote of the answers to FIELDS."""
    name, dramas = values["who"]
    drama = values.get("drama") or dramas[0]
    episode, spoiler = values["marks"] or (None, False)
    text, source = values["text"], values["source"]
    marks = f"{f' episode {episode}' if episode else ''}{' spoiler' if spoiler else ''}"
    said = not any(mark in text for mark in _MARKS) and " " in text
    line = f"/addquote {name} {quoted(text)} in {quoted(drama.slug)}{marks} source {source}" if said else None
    try:
        return await quote_draft(ask, drama, Quote(name, text, source, episode, spoiler), line)
    except Mistake as fault:
        fault.param = "text"
        raise


FIELDS = (
    Field("who", "Who", "Who said it? An actor, a director or a character.", _who, "Song Kang", longest=100),
    Field("drama", "Drama", "In which drama?", _drama, "Nevertheless", _dramas, needed=_several, longest=200),
    Field(
        "text",
        "The words",
        "What did they say, word for word?",
        _text,
        "I put a lot of effort in pulling it off.",
        long=True,
        longest=1000,
    ),
    Field("source", "Source", "Where was it said, and when?", _plain, "GOKpop, 19 June 2021"),
    Field(
        "marks",
        "Episode, spoiler",
        "Of which episode is it, and does it give something away?",
        _marks,
        "episode 3, spoiler",
        optional=True,
        longest=100,
    ),
)
FORM = Form("addquote", "New quote", FIELDS, _added, again=("Begin again", "/addquote"))
