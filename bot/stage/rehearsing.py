"""A season played for an operator: as text, or as pictures of what each platform shows."""

import asyncio
import hashlib
from collections.abc import AsyncIterator
from pathlib import Path

from bot import documents
from bot.chats.local.render import render
from bot.config import Config
from bot.core import rehearsal, schedules
from bot.core.catalogue import Catalogue, Defaults
from bot.core.dramas import Drama
from bot.core.errors import Mistake
from bot.core.messages import Message
from bot.core.ports import Reader
from bot.core.rehearsal import Season
from bot.core.texts.quotes import quote
from bot.platforms import sides
from bot.store.store import Store
from bot.web import pictures
from bot.web.camera import NoBrowser
from bot.web.pictures import Picture

SQLITE = "sqlite:///"

__all__ = ("NoBrowser", "pictured", "printed", "season")


async def season(config: Config, what: str, network: str | None, zone: str | None) -> Season:
    """Of the drama of that name, of a proposal's number, or of a file. Raises a Mistake, ScheduleFault, Unusable."""
    reminders = config.reminders
    defaults = Defaults(reminders.leads, reminders.premiere_leads, reminders.late_limit)
    drama = _of_file(Path(what)) if what.endswith(".toml") else await _known(config, what)
    catalogue = Catalogue.of([drama])
    release = catalogue.names.release(drama, network) if network else drama.release()
    return rehearsal.season(drama, release, defaults, zone)


def _of_file(path: Path) -> Drama:
    try:
        text = path.read_text("utf-8")
    except OSError as error:
        raise Mistake(f"{path} cannot be read: {error.strerror}.") from None
    return schedules.parse(text, path.stem)


async def _known(config: Config, what: str) -> Drama:
    """As the store has it, where the bot has run; else as the files do."""
    dramas, _ = schedules.load_folder(config.schedules.folder)
    url = config.database.url
    if _is_unborn(url):
        if what.isdecimal():
            raise Mistake("There are no proposals yet: the bot has not run with this config.")
        return Catalogue.of(dramas).names.drama(what)
    store = await Store.open(url, "real")
    try:
        async with store.ledger() as ledger:
            in_force, _ = await documents.dramas(ledger)
            slugs = {row.slug for row in await ledger.documents()}
            others = (drama for drama in dramas if drama.slug not in slugs)
            found, _ = await rehearsal.found(ledger, Catalogue.of([*in_force, *others]), what)
            return found
    finally:
        await store.close()


def _is_unborn(url: str) -> bool:
    """Whether to open that store would make it."""
    return url.startswith(SQLITE) and not Path(url.removeprefix(SQLITE)).exists()


def _messages(played: Season) -> list[tuple[Message, Reader]]:
    """All that is said, in order, the quote last."""
    said = [(act.message, Reader(played.zone, act.due)) for act in played.acts]
    if played.quote and said:
        asked = quote(played.drama, played.quote, f"/quote {played.drama.slug}")
        said.append((asked, said[-1][1]))
    return said


def printed(played: Season) -> str:
    """As a terminal shows it."""
    return "\n\n".join(
        f"[{reader.now:%a %d %b %Y %H:%M} UTC]\n{render(message, reader)}" for message, reader in _messages(played)
    )


class _Lines:
    """Keeps nothing: in a picture no button is pressed."""

    async def key(self, line: str) -> str:
        return hashlib.sha256(line.encode()).hexdigest()[:16]

    async def line(self, key: str) -> str | None:
        return None


async def pictured(played: Season, folder: Path, theme: str) -> AsyncIterator[Path]:
    """Write each message as a picture of each platform: 01-telegram.png, 01-discord.png, … Raises camera.NoBrowser."""
    drawn = sides(_Lines())
    wanted: list[tuple[Path, Picture]] = []
    for number, (message, reader) in enumerate(_messages(played), 1):
        for name, side in drawn.items():
            bodies = {name: dict(await side.body(message, reader))}
            picture = Picture(name, bodies, reader.now.isoformat(), reader.zone or played.zone)
            wanted.append((folder / f"{number:02}-{name}.png", picture))
    await asyncio.to_thread(folder.mkdir, parents=True, exist_ok=True)
    paths = iter(path for path, _ in wanted)
    async for content in pictures.taken([picture for _, picture in wanted], theme):
        path = next(paths)
        await asyncio.to_thread(path.write_bytes, content)
        yield path
