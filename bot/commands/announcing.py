"""Something said to many in an editor's own words: shown with the number of chats, and sent once it is confirmed."""

from bot.commands.editing import author_of
from bot.core.broadcasts import LONGEST, Broadcast
from bot.core.command import Param, Permission, Registry, Request
from bot.core.dramas import Drama
from bot.core.errors import Mistake
from bot.core.messages import Message
from bot.core.proposals import State
from bot.core.texts import announcing as texts

MOST = 10


def _number(_: Request, words: str) -> int:
    if not words.isdecimal() or len(words) > 12:
        raise Mistake(f'"{words}" is no number of an announcement. /announce makes one, and its card has the number.')
    return int(words)


TEXT = Param(
    "text",
    "What to say; with a title and a colon in front, to those who follow it",
    lambda _, words: words,
    raw=True,
    example="cheer up: No episode tonight, the baseball goes on.",
)
NUMBER = Param("number", "Of the announcement, as its card has it", _number)


def declare(to: Registry) -> None:
    editor = Permission.EDITOR
    to.command("announce", "Say something to those who follow a drama, or to all", TEXT, permission=editor)(announce)
    to.command("announced", "What was announced, by whom, and how many were told", permission=editor)(announced)
    to.command("sayit", "Send an announcement", NUMBER, permission=editor, pressed=True)(sayit)
    to.command("unsaid", "Drop an announcement", NUMBER, permission=editor, pressed=True)(unsaid)


async def announce(ask: Request, text: str) -> Message:
    drama, words = _addressed(ask, text)
    if not words:
        raise Mistake("What am I to say? For example /announce lovely runner: The finale is twice as long.")
    if len(words) > LONGEST:
        raise Mistake(f"That has {len(words)} letters. Up to {LONGEST} fit one message everywhere.")
    ledger = ask.store.broadcasts
    made = await ledger.add(drama.slug if drama else None, words, author_of(ask), ask.at)
    other = None if drama else _meant(ask, words)
    return texts.card(made, drama, await ledger.audience(made.drama), other)


async def sayit(ask: Request, number: int) -> Message:
    found = await _known(ask, number)
    if found.state is not State.DRAFT:
        return texts.already(found)
    audience = await ask.store.broadcasts.audience(found.drama)
    await ask.store.broadcasts.decide(found.id, State.APPROVED, str(author_of(ask)), ask.at)
    await ask.store.broadcasts.send(found, ask.at)
    return texts.sent(audience)


async def unsaid(ask: Request, number: int) -> Message:
    found = await _known(ask, number)
    if found.state is not State.DRAFT:
        return texts.already(found)
    await ask.store.broadcasts.decide(found.id, State.REFUSED, str(author_of(ask)), ask.at)
    return texts.dropped()


async def announced(ask: Request) -> Message:
    found = await ask.store.broadcasts.recent(MOST)
    titled = [(one, receipt, _title(ask, one.drama)) for one, receipt in found]
    return texts.recent(titled, ask.at, ask.zone)


def _title(ask: Request, slug: str | None) -> str:
    drama = ask.catalogue.dramas.get(slug or "")
    return drama.title if drama else slug or ""


async def _known(ask: Request, number: int) -> Broadcast:
    found = await ask.store.broadcasts.find(number)
    if found is None:
        raise Mistake(f"There is no announcement {number}. /announce makes one.")
    return found


def _addressed(ask: Request, text: str) -> tuple[Drama | None, str]:
    """The drama whose title stands before a colon, and what is to be said."""
    title, colon, rest = text.partition(":")
    words = title.split()
    if colon and words and "\n" not in title and ask.catalogue.names.title_words(words) == len(words):
        return ask.catalogue.names.drama(title), rest.strip()
    return None, text.strip()


def _meant(ask: Request, words: str) -> Drama | None:
    """A drama that is named where the text begins."""
    first = words.split()[:12]
    named = ask.catalogue.names.title_words(first)
    try:
        return ask.catalogue.names.drama(" ".join(first[:named])) if named else None
    except Mistake:
        return None
