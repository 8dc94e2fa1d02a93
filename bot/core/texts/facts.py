"""What is known of a drama beside its schedule, before and after a change, in words."""

from collections.abc import Iterator

from bot.core.dramas import CastMember, Drama, Quote
from bot.core.messages import Line, Quoted, Strong
from bot.core.texts.phrases import listed

LONGEST = 300  # letters of a text that is changed


def changed(before: Drama, after: Drama) -> list[Line]:
    """Nothing of what both have, nor of the nights."""
    return [
        *_fields(before, after),
        *_names(before, after),
        *_releases(before, after),
        *_cast(before, after),
        *_quotes(before, after),
    ]


def _fields(before: Drama, after: Drama) -> Iterator[Line]:
    told = {
        "Title": (before.title, after.title),
        "Original title": (before.original_title, after.original_title),
        "About": (before.about, after.about),
        "Director": (listed(before.director), listed(after.director)),
        "Rating": (before.rating, after.rating),
        "Source": (before.source, after.source),
    }
    for name, (was, now) in told.items():
        if (was or "") != (now or ""):
            yield (Strong(name), f": {_short(was)} → {_short(now)}" if was else f": {_short(now)}")


def _names(before: Drama, after: Drama) -> Iterator[Line]:
    if new := [name for name in after.aliases if name not in before.aliases]:
        yield (Strong("Also called"), f": {listed(new)}")
    if old := [name for name in before.aliases if name not in after.aliases]:
        yield (Strong("No longer called"), f": {listed(old)}")


def _releases(before: Drama, after: Drama) -> Iterator[Line]:
    now = {one.key: one for one in after.releases}
    for one in before.releases:
        if one.key not in now:
            yield (Strong("No longer on"), f": {one.network}")
        elif one.network != now[one.key].network:
            yield (Strong("Network"), f": {one.network} → {now[one.key].network}")


def _cast(before: Drama, after: Drama) -> Iterator[Line]:
    was, now = ({one.actor: one for one in drama.cast} for drama in (before, after))
    for actor, member in now.items():
        if actor not in was:
            yield (Strong("New in the cast"), f": {_played(member)}")
        elif was[actor] != member:
            yield (Strong("Cast"), f": {_played(was[actor])} → {_played(member)}")
    for actor, member in was.items():
        if actor not in now:
            yield (Strong("No longer in the cast"), f": {_played(member)}")


def _played(member: CastMember) -> str:
    hangul = f" ({member.hangul})" if member.hangul else ""
    played = f" as {member.character}" if member.character else ""
    also = f", also called {listed(member.aliases)}" if member.aliases else ""
    return f"{member.actor}{hangul}{played}{also}"


def _quotes(before: Drama, after: Drama) -> Iterator[Line]:
    was, now = ({one.text: one for one in drama.quotes} for drama in (before, after))
    for text, quote in now.items():
        if text not in was:
            yield (Strong("New quote"), f": {_attributed(quote)}", Quoted(_short(text), quote.spoiler))
        elif was[text] != quote:
            told = f": {_attributed(was[text])} → {_attributed(quote)}"
            yield (Strong("Quote"), told, Quoted(_short(text), quote.spoiler))
    for text, quote in was.items():
        if text not in now:
            yield (Strong("No longer among the quotes"), f": {_attributed(quote)}", Quoted(_short(text), quote.spoiler))


def _attributed(quote: Quote) -> str:
    episode = f"episode {quote.episode}" if quote.episode else None
    spoiler = "a spoiler" if quote.spoiler else None
    return ", ".join(filter(None, (quote.who, quote.source, episode, spoiler)))


def _short(text: str | None) -> str:
    found = text or "nothing"
    return found if len(found) <= LONGEST else f"{found[: LONGEST - 1].rstrip()}…"
