"""What the people of a drama said."""

from collections.abc import Sequence
from dataclasses import replace

from bot.commands.details import quote_buttons
from bot.commands.editing import edits
from bot.commands.params import WHO
from bot.core import quotes, spoilers
from bot.core.command import Registry, Request
from bot.core.dramas import Drama, Quote
from bot.core.messages import Message
from bot.core.names import Who
from bot.core.spoilers import Seen
from bot.core.texts import quotes as sayings


def declare(to: Registry) -> None:
    to.command("quote", "Something that somebody said, none twice until all were shown", WHO)(quote)


async def quote(ask: Request, who: Who | None) -> Message:
    chosen = await fresh(ask, quotes.of(ask.catalogue, who))
    if chosen is None:
        return sayings.no_quotes(_name(who))
    drama, said = chosen
    again = ask.catalogue.names.words(who) if who else ""
    message = sayings.quote(drama, await veiled(ask, drama, said), f"/quote {again}".rstrip())
    if await edits(ask):
        message = replace(message, buttons=(*message.buttons, quote_buttons(drama, said)))
    return message


async def fresh(ask: Request, found: Sequence[tuple[Drama, Quote]]) -> tuple[Drama, Quote] | None:
    """One of these that this chat has seen least, counted as shown; None of none."""
    here = ask.address
    seed = f"{here.platform} {here.chat} {here.thread}"
    chosen = quotes.choose(found, await ask.store.shown(), seed, await ask.store.last_shown())
    if chosen is not None:
        await ask.store.show(quotes.key(*chosen))
    return chosen


async def veiled(ask: Request, drama: Drama, quote: Quote) -> Quote:
    """As this chat is shown it, that may not have come as far yet."""
    return spoilers.veiled(drama, quote, await seen(ask, drama), ask.at)


async def seen(ask: Request, drama: Drama) -> Seen:
    return Seen(await ask.store.subscription(drama.slug), await ask.store.watched(drama.slug))


def _name(who: Who | None) -> str:
    match who:
        case None:
            return "anybody"
        case Drama():
            return who.title
        case _:
            return who.name
