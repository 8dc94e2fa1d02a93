"""Play a season for one person, before anybody is told of it."""

from bot.commands.editing import release_of
from bot.commands.params import RELEASE, of
from bot.core import rehearsal
from bot.core.command import Param, Permission, Registry, Request
from bot.core.messages import Message
from bot.core.ports import Place, Whispering
from bot.core.texts import rehearsing
from bot.core.texts.privacy import only_in_private

WHAT = Param(
    "drama",
    "Title, or a part of it; or the number of a proposal",
    lambda _, words: words,
    suggest=lambda catalogue, words: catalogue.names.suggest_dramas(words),
)


def declare(to: Registry) -> None:
    to.command(
        "rehearse",
        "A whole season at once: all that its fans will be told",
        WHAT,
        RELEASE,
        permission=Permission.EDITOR,
    )(rehearse)


async def rehearse(ask: Request, what: str, network: str | None) -> Message:
    if ask.place is not Place.PRIVATE and not isinstance(ask.room, Whispering):
        return only_in_private(f"/rehearse {what}")
    with of(WHAT):
        drama, proposal = await rehearsal.found(ask.store.ledger, ask.catalogue, what)
    release = release_of(ask, drama, network)
    played = rehearsal.season(drama, release, ask.catalogue.defaults, ask.zone)
    if not played.acts:
        return rehearsing.nobody(played)
    waiting = [one for one in await ask.store.ledger.open(rehearsal.MOST) if one.slug == drama.slug]
    return rehearsing.rehearsal(played, proposal, waiting)
