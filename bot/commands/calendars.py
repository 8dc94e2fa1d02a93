"""Calendar addresses: a chat's own, and those of dramas."""

import base64
import hashlib
import secrets
from collections.abc import Awaitable, Callable, Sequence
from enum import Enum

from bot.commands.params import DRAMA
from bot.core.catalogue import Catalogue
from bot.core.command import Param, Permission, Registry, Request
from bot.core.dramas import Drama
from bot.core.errors import Choice
from bot.core.messages import File, Message
from bot.core.texts import calendars

BYTES = 20  # 160 bits: 32 letters of base32


class Wish(Enum):
    NEW = "new"
    OFF = "off"


# The .ics file of a drama, or of what the asking chat follows; None when that is nothing.
Maker = Callable[[Request, Drama | None], Awaitable[File | None]]


def declare(to: Registry, maker: Maker | None = None) -> None:
    what = Param("what", "A title; or new for another address, off for none", _read, _suggest, optional=True)
    about = "What this chat follows, for a calendar app"
    to.command("calendar", about, what, permission=Permission.MANAGER)(with_file(maker))


def with_file(maker: Maker | None) -> Callable[..., Awaitable[Message]]:
    """The address, and the calendar itself for who would rather have that."""

    async def handler(ask: Request, what: Wish | Drama | None) -> Message:
        message = await calendar(ask, what)
        drama = what if isinstance(what, Drama) else None
        file = await maker(ask, drama) if maker and what is not Wish.OFF else None
        return calendars.with_file(message, file, alone=not ask.catalogue.defaults.site) if file else message

    return handler


async def calendar(ask: Request, what: Wish | Drama | None) -> Message:
    site = ask.catalogue.defaults.site
    if what is Wish.OFF:
        return calendars.closed(await ask.store.close_calendar())
    if not site:
        return calendars.none_here()
    if isinstance(what, Drama):
        return calendars.of_drama(what, f"{site}/calendar/{what.slug}.ics")
    since = await ask.store.calendar()
    if since is not None and what is None:
        return calendars.there_is_one(since, ask.zone)
    token = base64.b32encode(secrets.token_bytes(BYTES)).decode().lower()
    await ask.store.open_calendar(fingerprint(token))
    return calendars.opened(f"{site}/calendar/private/{token}.ics", ask.zone)


def fingerprint(token: str) -> str:
    """What is kept of a token. It needs no salt and no slow hash: nobody guesses 160 random bits."""
    return hashlib.sha256(token.encode()).hexdigest()


def _read(ask: Request, words: str) -> Wish | Drama:
    found: Wish | Drama | None = next((wish for wish in Wish if wish.value == words.casefold()), None)
    if found is None:
        found = DRAMA.read(ask, words)
    return found


def _suggest(catalogue: Catalogue, words: str) -> Sequence[Choice]:
    assert DRAMA.suggest is not None
    own = (Choice("A new address", Wish.NEW.value), Choice("No address", Wish.OFF.value))
    begun = words.strip().casefold()
    return [*(one for one in own if one.value.startswith(begun)), *DRAMA.suggest(catalogue, words)][:25]
