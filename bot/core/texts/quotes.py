"""Quotes, as they are shown."""

from bot.core.dramas import Drama, Quote
from bot.core.messages import Button, Line, Message, Quoted, Strong, said
from bot.core.quotes import plays
from bot.core.texts.phrases import personal


def quote(drama: Drama, quote: Quote, again: str) -> Message:
    """`again` is the command line that asks for another one."""
    buttons = ((Button("Another", again), Button(drama.title, f"/drama {drama.slug}")),)
    return Message(lines=quote_lines(drama, quote), buttons=buttons)


def quote_lines(drama: Drama, quote: Quote) -> tuple[Line, ...]:
    """The words, who says them, whom he or she plays, and where they were printed."""
    episode = f", episode {quote.episode}" if quote.episode else ""
    return (
        (Quoted(quote.text, quote.spoiler),),
        (Strong(quote.who), f"{_part(drama, quote.who)} {drama.title}{episode}."),
        (f"Source: {quote.source}.",),
    )


def no_quotes(name: str) -> Message:
    """Somebody, or a drama, of whom nothing is on record."""
    return personal(said(f"There is no quote of {name} here yet.", buttons=((Button("Any quote", "/quote"),),)))


def _part(drama: Drama, who: str) -> str:
    if character := plays(drama, who):
        return f", who plays {character} in"
    actor = next((member.actor for member in drama.cast if member.character == who), None)
    if actor:
        return f", played by {actor} in"
    return ", who directs" if who in drama.director else ", of"
