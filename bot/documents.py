"""The folder of drama files and the store agree, and neither overwrites the other silently."""

import hashlib
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any, NamedTuple

from bot.core import proposals, schedules
from bot.core.dramas import Drama
from bot.core.proposals import FILE, Document, Proposal, State
from bot.core.schedules import SUFFIX, Fault, ScheduleFault
from bot.store.ledger import LedgerTransaction
from bot.store.lock import locked
from bot.store.store import Store

GRACE = timedelta(days=7)  # after /removedrama, until those who follow it are forgotten


class Read(NamedTuple):
    text: str
    drama: Drama


@dataclass(slots=True)
class Taken:
    """What came of the files of a folder: slugs, and proposals where file and chat stand against each other."""

    new: list[str] = field(default_factory=list)
    changed: list[str] = field(default_factory=list)
    gone: list[str] = field(default_factory=list)
    conflicts: list[Proposal] = field(default_factory=list)


def files(folder: Path) -> tuple[dict[str, Read | None], list[Fault]]:
    """All drama files there, by slug; None for one that cannot be used, whose faults are given too."""
    if not folder.is_dir():
        return {}, [Fault(str(folder), None, "", "there is no such folder")]
    found: dict[str, Read | None] = {}
    faults: list[Fault] = []
    for path in sorted(folder.iterdir()):
        if path.name.endswith(SUFFIX):
            slug = path.name.removesuffix(SUFFIX)
            try:
                text = schedules.read_text(path)
                found[slug] = Read(text, schedules.parse(text, slug))
            except ScheduleFault as fault:
                found[slug] = None
                faults += fault.faults
    return found, faults


async def take(ledger: LedgerTransaction, found: Mapping[str, Read | None], at: datetime, *, whole: bool) -> Taken:
    """Take over what is new and what changed on disk alone; what changed in chat too is proposed to the owner.

    `whole` says that these are all files: of those that were there before and are not now, the drama goes too.
    """
    taken = Taken()
    known = {row.slug: row for row in await ledger.documents()}
    for slug, read in found.items():
        if read is not None and not _settled(known.get(slug), read.text):
            await _take(ledger, slug, read.text, known.get(slug), at, taken)
    for row in known.values() if whole else ():
        if row.file is not None and not row.edited and row.slug not in found:
            await ledger.drop(row.slug)
            taken.gone.append(row.slug)
    return taken


async def dramas(
    ledger: LedgerTransaction, found: Mapping[str, Read | None] = MappingProxyType({})
) -> tuple[list[Drama], list[Fault]]:
    """All that are in force; what was read just now, in `found`, is not read again."""
    made: list[Drama] = []
    faults: list[Fault] = []
    for row in await ledger.documents():
        if row.removed is not None:
            continue
        read = found.get(row.slug)
        try:
            made.append(read.drama if read and read.text == row.text else schedules.parse(row.text, row.slug))
        except ScheduleFault as fault:  # written by another version, or by hand into the store
            faults += fault.faults
    return made, faults


def write(rows: Sequence[Any], folder: Path) -> tuple[list[str], list[str]]:
    """Write the files of these documents; those written, and those left alone because somebody changed the file."""
    folder.mkdir(parents=True, exist_ok=True)
    written: list[str] = []
    left: list[str] = []
    for row in rows:
        path = folder / f"{row.slug}{SUFFIX}"
        old = path.read_text("utf-8") if path.exists() else None
        if row.removed is not None or old == row.text:
            continue
        if old is not None and digest(old) != row.file:
            left.append(row.slug)
            continue
        fresh = path.with_name(f".{path.name}.new")  # a reader sees the old file or the new one, never half of it
        fresh.write_text(row.text, "utf-8")
        fresh.replace(path)
        written.append(row.slug)
    return written, left


async def imported(url: str, folder: Path, at: datetime, *, whole: bool) -> tuple[Taken, list[Fault]]:
    """What `dramabell import` does, while the bot does not run. Raises holder.Taken and unusable.Unusable."""
    found, faults = files(folder)
    async with locked(url) as lock:
        store = await Store.open(url, "real", lock)
        try:
            async with store.ledger() as ledger:
                taken = await take(ledger, found, at, whole=whole and bool(found))
        finally:
            await store.close()
    return taken, faults


async def exported(url: str, folder: Path) -> tuple[list[str], list[str]]:
    """What `dramabell export` does, whether the bot runs or not."""
    store = await Store.open(url, "real")
    try:
        async with store.ledger() as ledger:
            rows = await ledger.documents()
    finally:
        await store.close()
    return write(rows, folder)


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def _settled(row: Any, text: str) -> bool:
    """Whether store and file say the same, and nobody has anything else in mind."""
    if row is None or row.edited or row.removed is not None:
        return False
    return bool(row.text == text and row.file == digest(text))


async def _take(ledger: LedgerTransaction, slug: str, text: str, row: Any, at: datetime, taken: Taken) -> None:
    document = await ledger.document(slug)
    if document is None or row is None:
        await ledger.read_file(slug, text, digest(text), in_force=True)
        taken.new.append(slug)
    elif document.text == text and not document.removed:
        await ledger.read_file(slug, text, digest(text), in_force=True)
    elif row.file == digest(text):
        return  # the file is as it was: what was changed in chat since counts
    elif not row.edited:
        made = await proposals.propose(ledger, slug, text, "the file was changed", FILE, at)
        await proposals.approve(ledger, made, FILE, at)
        await ledger.read_file(slug, text, digest(text), in_force=True)
        taken.changed.append(slug)
    elif conflict := await _conflict(ledger, document, text, at):
        taken.conflicts.append(conflict)


async def _conflict(ledger: LedgerTransaction, document: Document, text: str, at: datetime) -> Proposal | None:
    """The owner is asked once for each text of a file; None when they have said what they want."""
    asked: Sequence[Proposal] = [one for one in await ledger.history(document.slug, 100) if one.author == FILE]
    same = next((one for one in asked if one.after == text and one.state in (State.PROPOSED, State.REFUSED)), None)
    if same is not None:
        return same if same.state is State.PROPOSED else None
    what = "the file was changed, and so was the drama in chat"
    return await proposals.propose(ledger, document.slug, text, what, FILE, at, state=State.PROPOSED)
