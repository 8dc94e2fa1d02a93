"""A draft as a person reads it: each field, and under it the words that it came from."""

import textwrap
from collections.abc import Iterator

from bot.core.drafted import Draft

_WIDTH = 100
_NAMES = {
    "title": "Title",
    "episodes": "Episodes",
    "premiere": "Premiere",
    "time": "Time",
    "tz": "Time zone",
    "weekdays": "Weekdays",
    "platform": "Network",
    "rating": "Rating",
    "director": "Director",
}


def text(draft: Draft) -> str:
    """Lines for a terminal."""
    return "\n".join(_lines(draft))


def _lines(draft: Draft) -> Iterator[str]:
    article = draft.article
    yield article.title or "(an article without a headline)"
    told = ", ".join(filter(None, (article.site, article.date.isoformat() if article.date else None, article.url)))
    if told:
        yield told
    yield ""
    said = draft.as_json()
    last = None
    for field, name in _NAMES.items():
        value = said[field]
        yield (
            f"{name + ':':<11}{', '.join(value) if isinstance(value, list) else value}"
            if value
            else f"{name + ':':<11}not said"
        )
        words = draft.evidence.get(field)
        if words and words != last:  # the same sentence often says several things
            yield from _quoted(words)
        last = words or last
    yield ""
    yield f"Cast: {len(draft.cast) or 'nobody named'}"
    for part in draft.cast:
        yield f"  {part.actor}{f' as {part.character}' if part.character else ''}"
        yield from _quoted(part.evidence)
    yield ""
    yield f"Quotes: {len(draft.quotes) or 'none'}"
    for quote in draft.quotes:
        yield from textwrap.wrap(
            f"{quote.speaker}: “{quote.text}”", _WIDTH, initial_indent="  ", subsequent_indent="    "
        )
    if draft.questions:
        yield ""
        yield "To be settled:"
        yield from (f"  {question}" for question in draft.questions)


def _quoted(words: str) -> list[str]:
    return textwrap.wrap(f"| {words}", _WIDTH, initial_indent="      ", subsequent_indent="      | ")
