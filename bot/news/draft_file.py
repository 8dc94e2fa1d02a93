"""A draft as the text of a drama file, in the format of docs/schedules.md."""

from collections.abc import Iterable, Mapping
from datetime import date
from urllib.parse import urlsplit

import tomlkit
from tomlkit.items import AoT, InlineTable

from bot.core import zones
from bot.core.errors import Mistake
from bot.news.drafting import Draft


class Incomplete(Mistake):
    """What a drama file needs and the article does not say: `missing` are names of parameters of `document`."""

    def __init__(self, text: str, missing: tuple[str, ...]) -> None:
        super().__init__(text)
        self.missing = missing


def document(
    draft: Draft,
    *,
    title: str | None = None,
    network: str | None = None,
    zone: str | None = None,
    year: int | None = None,
) -> str:
    """The draft's words, and what is given stands in for what it does not say.

    Raises Incomplete for a file that would be missing its title, network or zone, or the year of its premiere; what
    zones.zone raises for a zone that means several or none.
    """
    titled, platform, written = draft.title or title, draft.platform or network, draft.zone or zone
    needs_year = (draft.premiere or "").startswith("--") and year is None
    lacking = {"title": not titled, "network": not platform, "zone": not written, "year": needs_year}
    if missing := tuple(name for name, lacks in lacking.items() if lacks):
        raise Incomplete(f"The article does not say the {' or the '.join(missing)} of this drama. Add it.", missing)
    assert written
    zones.zone(written)
    made = tomlkit.document()
    made["title"] = titled
    if draft.director:
        made["director"] = draft.director.split(", ")
    if draft.rating:
        made["rating"] = draft.rating
    if name := source(draft):
        made["source"] = _source(name, draft.article.date)
    if draft.cast:
        made["cast"] = _tables({"actor": part.actor, "character": part.character} for part in draft.cast)
    made["release"] = _tables([_release(draft, str(platform), written, year)])
    if draft.quotes:
        where = _said_in(draft)
        made["quote"] = _tables({"who": said.speaker, "text": said.text, "source": where} for said in draft.quotes)
    return tomlkit.dumps(made)


def source(draft: Draft) -> str | None:
    """Who published the article: the site's name, else its host."""
    article = draft.article
    return article.site or (urlsplit(article.url).hostname if article.url else None)


def _release(draft: Draft, network: str, zone: str, year: int | None) -> dict[str, object]:
    return {
        "network": network,
        "zone": zone,
        "first": _first(draft, year),
        "episodes": draft.episodes,
        "every": list(draft.weekdays) or None,
    }


def _first(draft: Draft, year: int | None) -> str | date | None:
    if draft.premiere is None:
        return None
    whole = f"{year}{draft.premiere[1:]}" if draft.premiere.startswith("--") else draft.premiere
    return f"{whole} {draft.time}" if draft.time else date.fromisoformat(whole)


def _source(name: str, on: date | None) -> str | InlineTable:
    if on is None:
        return name
    inline = tomlkit.inline_table()
    inline.update({"name": name, "date": on})
    return inline


def _said_in(draft: Draft) -> str | None:
    name, on = source(draft), draft.article.date
    if name is None:
        return draft.article.title
    return f"{name}, {on.day} {on:%B} {on.year}" if on else name


def _tables(rows: Iterable[Mapping[str, object]]) -> AoT:
    """One table a row, without what is not known."""
    tables = tomlkit.aot()
    for row in rows:
        table = tomlkit.table()
        table.update({key: value for key, value in row.items() if value is not None})
        tables.append(table)
    return tables
