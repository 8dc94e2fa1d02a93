"""Drama packs: a .toml file that an editor drops in the chat becomes a proposal."""

import asyncio
from dataclasses import dataclass, replace

from bot.commands.adding import alike
from bot.commands.editing import Draft, offer
from bot.core import packs, schedules
from bot.core.command import Permission, Registry, Request, Takes
from bot.core.dramas import Drama
from bot.core.errors import Mistake
from bot.core.faults import ScheduleFault
from bot.core.messages import File, Line, Message
from bot.core.schedules import LARGEST, SUFFIX
from bot.core.texts import packs as texts

LATELY = 10  # of the drama's history
LONGEST = 60  # letters of a file's name on its card


@dataclass(frozen=True, slots=True)
class Pack:
    """A file as it was read."""

    text: str
    drama: Drama


async def read(file: File) -> Pack | ScheduleFault:
    """A megabyte of faults takes a second, in which others are answered."""
    return await asyncio.to_thread(_read, file)


TAKES = Takes((SUFFIX,), LARGEST, f"a drama file ({SUFFIX})", read)


def declare(to: Registry) -> None:
    to.command("pack", "Add or change a drama by its file", permission=Permission.EDITOR, takes=TAKES)(pack)


async def pack(ask: Request, found: Pack | ScheduleFault | None = None) -> Message:
    if ask.file is None or found is None:
        return texts.how()
    if isinstance(found, ScheduleFault):
        return texts.faulty(ask.file.name, found.faults)
    if ask.file.name.casefold() == SUFFIX:
        raise Mistake(f"A drama file needs a name before {SUFFIX}, for example nevertheless{SUFFIX}.")
    return await _proposed(ask, ask.file.name, found.text, found.drama)


def _read(file: File) -> Pack | ScheduleFault:
    try:
        text = schedules.decoded(file.content, file.name)
        return Pack(text, schedules.parse(text, file.name[: -len(SUFFIX)]))
    except ScheduleFault as fault:
        return fault


async def _proposed(ask: Request, name: str, text: str, drama: Drama) -> Message:
    slug = packs.slug(name, drama, ask.catalogue.dramas.keys())
    document = await ask.store.ledger.document(slug)
    before = None if document is None or document.removed else document.text
    if before == text:
        return texts.same(drama)
    lines: list[Line] = [*alike(ask.catalogue, (drama.title, drama.original_title, *drama.aliases), slug)]
    if before is not None:
        lately = await ask.store.ledger.history(slug, LATELY)
        lines += texts.beside(schedules.parse(before, slug), drama, (before, text), lately)
    what = "add it" if before is None else f"take over {name if len(name) <= LONGEST else name[: LONGEST - 1] + '…'}"
    card = await offer(ask, Draft(slug, text, what))
    return replace(card, lines=(*lines, *card.lines))
