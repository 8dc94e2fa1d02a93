"""What the people of a drama said."""

from collections.abc import Sequence
from dataclasses import replace

from bot.commands.details import quote_buttons
from bot.commands.editing import edits
from bot.commands.params import WHO
from bot.core import quotes
from bot.core.command import Registry, Request
from bot.core.dramas import Drama, Quote
from bot.core.messages import Message
from bot.core.names import Who
from bot.core.texts import quotes as sayings


def declare(to: Registry) -> None:
    to.command("quote", "Something that somebody said, none twice until all were shown", WHO)(quote)


async def quote(ask: Request, who: Who | None) -> Message:
    chosen = await fresh(ask, quotes.of(ask.catalogue, who))
    if chosen is None:
        return sayings.no_quotes(_name(who))
    drama, said = chosen
    again = ask.catalogue.names.words(who) if who else ""
    message = sayings.quote(drama, said, f"/quote {again}".rstrip())
    if await edits(ask):
        message = replace(message, buttons=(*message.buttons, quote_buttons(drama, said)))
    return message


async def fresh(ask: Request, found: Sequence[tuple[Drama, Quote]]) -> tuple[Drama, Quote] | None:
    """One of these that this chat has seen least, counted as shown; None of none."""
    here = ask.address
    chosen = quotes.choose(found, await ask.store.shown(), f"{here.platform} {here.chat} {here.thread}")
    if chosen is not None:
        await ask.store.show(quotes.key(*chosen))
    return chosen


def _name(who: Who | None) -> str:
    match who:
        case None:
            return "anybody"
        case Drama():
            return who.title
        case _:
            return who.name
