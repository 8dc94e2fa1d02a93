"""Drama packs: a .toml file that an editor drops in the chat becomes a proposal."""

from dataclasses import replace

from bot.commands.adding import alike
from bot.commands.editing import Draft, offer
from bot.core import packs, schedules
from bot.core.command import Permission, Registry, Request, Takes
from bot.core.errors import Mistake
from bot.core.faults import ScheduleFault
from bot.core.messages import File, Line, Message
from bot.core.schedules import LARGEST, SUFFIX
from bot.core.texts import packs as texts

TAKES = Takes((SUFFIX,), LARGEST, f"a drama file ({SUFFIX})")
LATELY = 10  # of the drama's history


def declare(to: Registry) -> None:
    to.command("pack", "Add or change a drama by its file", permission=Permission.EDITOR, takes=TAKES)(pack)


async def pack(ask: Request) -> Message:
    if ask.file is None:
        return texts.how()
    if ask.file.name.casefold() == SUFFIX:
        raise Mistake(f"A drama file needs a name before {SUFFIX}, for example nevertheless{SUFFIX}.")
    try:
        return await _proposed(ask, ask.file)
    except ScheduleFault as fault:
        return texts.faulty(ask.file.name, fault.faults)


async def _proposed(ask: Request, file: File) -> Message:
    text = schedules.decoded(file.content, file.name)
    drama = schedules.parse(text, file.name[: -len(SUFFIX)])
    slug = packs.slug(file.name, drama, ask.catalogue.dramas.keys())
    document = await ask.store.ledger.document(slug)
    before = None if document is None or document.removed else document.text
    if before == text:
        return texts.same(drama)
    lines: list[Line] = [*alike(ask.catalogue, (drama.title, drama.original_title, *drama.aliases), slug)]
    if before is not None:
        lately = await ask.store.ledger.history(slug, LATELY)
        lines += texts.beside(schedules.parse(before, slug), drama, (before, text), lately)
    card = await offer(ask, Draft(slug, text, "add it" if before is None else f"take over {file.name}"))
    return replace(card, lines=(*lines, *card.lines))
