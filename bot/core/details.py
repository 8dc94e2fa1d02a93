"""Edits of anything but the schedule, each from the text of a drama file to another. Comments stay.

All raise a Mistake for what cannot be done; what cannot be read in the file's format is said in its words.
"""

from collections.abc import Callable
from typing import Any

import tomlkit
from tomlkit import TOMLDocument

from bot.core import quotes, schedules, spelling
from bot.core.dramas import Quote
from bot.core.errors import Mistake
from bot.core.faults import ScheduleFault
from bot.core.sheet import dumped

FIELDS = ("title", "original_title", "about", "rating", "director", "source")
SEVERAL = ("director",)  # lists, written with commas


def field(text: str, slug: str, name: str, value: str | None) -> str:
    """Set that field; None takes it out."""

    def edit(made: TOMLDocument) -> None:
        if value is None:
            if name == "title":
                raise Mistake("A drama needs a title.")
            made.pop(name, None)
        elif name in SEVERAL:
            made[name] = [one.strip() for one in value.split(",") if one.strip()]
        else:
            made[name] = value

    return _edited(text, slug, edit)


def redrawn(text: str, slug: str, title: str, release: dict[str, Any]) -> str:
    """Another title, and these keys of the first release; None takes one out."""

    def edit(made: TOMLDocument) -> None:
        made["title"] = title
        releases: Any = made["release"]
        for key, value in release.items():
            if value is None:
                releases[0].pop(key, None)
            elif key not in releases[0] or releases[0][key] != value:
                releases[0][key] = value

    return _edited(text, slug, edit)


def alias(text: str, slug: str, name: str) -> str:
    """Add that name, or take it out when it is there."""

    def edit(made: TOMLDocument) -> None:
        known: list[str] = [str(one) for one in made.get("aliases", [])]
        left = [one for one in known if spelling.fold(one) != spelling.fold(name)]
        if left == known:
            left.append(name)
        if left:
            made["aliases"] = left
        else:
            made.pop("aliases", None)

    return _edited(text, slug, edit)


def has_alias(text: str, slug: str, name: str) -> bool:
    return any(spelling.fold(one) == spelling.fold(name) for one in schedules.parse(text, slug).aliases)


def cast(text: str, slug: str, actor: str, character: str | None, *, remove: bool = False) -> str:
    """Add that actor, or say whom they play; `remove` takes them out."""

    def edit(made: TOMLDocument) -> None:
        members: Any = made.get("cast") or tomlkit.aot()
        same = (
            at for at, one in enumerate(members) if spelling.fold(str(one.get("actor", ""))) == spelling.fold(actor)
        )
        found = next(same, None)
        if remove:
            if found is None:
                raise Mistake(f"{actor} is not in the cast.")
            del members[found]
            if not len(members):
                made.pop("cast", None)
        elif found is None:
            member = tomlkit.table()
            member["actor"] = actor
            if character:
                member["character"] = character
            members.append(member)
            made["cast"] = members
        elif character:
            members[found]["character"] = character

    return _edited(text, slug, edit)


def add_release(text: str, slug: str, network: str, zone: str, pattern: dict[str, Any]) -> str:
    """Where else it comes out. `pattern` has the keys of the format: first, episodes, every."""

    def edit(made: TOMLDocument) -> None:
        release = tomlkit.table()
        release.update({"network": network, "zone": zone, **pattern})
        releases: Any = made["release"]
        releases.append(release)

    return _edited(text, slug, edit)


def end_release(text: str, slug: str, key: str) -> str:
    """It no longer comes out there."""
    drama = schedules.parse(text, slug)
    if len(drama.releases) == 1:
        raise Mistake(f"{drama.title} comes out nowhere else. To take the drama out: /removedrama {slug}.")
    at = next(index for index, one in enumerate(drama.releases) if one.key == key)

    def edit(made: TOMLDocument) -> None:
        releases: Any = made["release"]
        del releases[at]

    return _edited(text, slug, edit)


def add_quote(text: str, slug: str, quote: Quote) -> str:
    def edit(made: TOMLDocument) -> None:
        table = tomlkit.table()
        table.update({"who": quote.who, "text": quote.text, "source": quote.source})
        if quote.episode is not None:
            table["episode"] = quote.episode
        if quote.spoiler:
            table["spoiler"] = True
        found: Any = made.get("quote") or tomlkit.aot()
        found.append(table)
        made["quote"] = found

    drama = schedules.parse(text, slug)
    if any(spelling.fold(one.text) == spelling.fold(quote.text) for one in drama.quotes):
        raise Mistake(f"{drama.title} has that quote already.")
    return _edited(text, slug, edit)


def edit_quote(text: str, slug: str, key: str, change: Callable[[Any], None] | None) -> str:
    """Change the quote of that key (quotes.key) with a function on its table; None takes it out."""
    drama = schedules.parse(text, slug)
    at = next((index for index, one in enumerate(drama.quotes) if quotes.key(drama, one) == key), None)
    if at is None:
        raise Mistake("That quote is no longer there, or it was changed since. /quote shows those there are.")

    def edit(made: TOMLDocument) -> None:
        found: Any = made["quote"]
        if change is not None:
            change(found[at])
            return
        del found[at]
        if not len(found):
            made.pop("quote", None)

    return _edited(text, slug, edit)


def _edited(text: str, slug: str, edit: Callable[[TOMLDocument], None]) -> str:
    made = tomlkit.parse(text if text.endswith("\n") else f"{text}\n")
    edit(made)
    after = dumped(made, text)
    try:
        schedules.parse(after, slug)
    except ScheduleFault as fault:
        raise Mistake(f"That cannot be kept: {fault.faults[0].text}.") from None
    return after
