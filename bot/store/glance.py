"""What a store has of dramas, looked at from outside: nothing is written, and a running bot is not disturbed."""

import sqlite3
from collections.abc import Sequence
from contextlib import closing
from pathlib import Path

from bot.core import schedules
from bot.core.dramas import Drama
from bot.core.schedules import ScheduleFault

CHANGED = "SELECT slug, text, removed FROM documents WHERE edited ORDER BY slug"


def in_force(url: str, read: Sequence[Drama]) -> tuple[list[Drama], dict[str, str]]:
    """The dramas of files as the bot goes by them, and the titles, by slug, of those that were changed in chat.

    `read` are those of the files. Whether the bot runs or not. Not for use within an event loop, which takes a while
    to be read in and is needed for a server alone.
    """
    found, changed = {drama.slug: drama for drama in read}, dict[str, str]()
    for slug, text in changed_in_chat(url).items():
        before = found.pop(slug, None)
        try:
            after = schedules.parse(text, slug) if text is not None else None
        except ScheduleFault:  # written by another version
            after = before
        if after is not None:
            found[slug] = after
        if after != before:
            known = after or before
            changed[slug] = known.title if known else slug
    return list(found.values()), changed


def changed_in_chat(url: str) -> dict[str, str | None]:
    """The texts in force of dramas that were changed in chat, by slug; None for one that was taken out.

    Empty where there is no store that can be read: `dramabell doctor` says why.
    """
    if url.startswith("sqlite"):
        rows = _of_file(Path(url.removeprefix("sqlite:///")))
    else:
        import asyncio

        rows = asyncio.run(_of_server(url))
    return {slug: None if removed else words for slug, words, removed in rows}


def _of_file(path: Path) -> list[tuple[str, str, int | None]]:
    if not path.exists():
        return []
    try:
        with closing(sqlite3.connect(f"{path.absolute().as_uri()}?mode=ro", uri=True, timeout=5)) as store:
            return store.execute(CHANGED).fetchall()
    except sqlite3.Error:
        return []


async def _of_server(url: str) -> list[tuple[str, str, int | None]]:
    from sqlalchemy import text
    from sqlalchemy.exc import DBAPIError

    from bot.store.engine import connecting  # the libraries behind them take a while
    from bot.store.unusable import Unusable

    try:
        engine = connecting(url)
        try:
            async with engine.connect() as connection:
                return [(row[0], row[1], row[2]) for row in await connection.execute(text(CHANGED))]
        finally:
            await engine.dispose()
    except (DBAPIError, Unusable):
        return []
