"""See before others do what they will be told."""

from datetime import datetime

from bot.commands.editing import EPISODE, ON, quoted, release_of
from bot.commands.params import DRAMA
from bot.core.command import Handler, Permission, Registry, Request
from bot.core.dramas import Airing, Drama, Release
from bot.core.errors import Mistake
from bot.core.leads import Lead, parse
from bot.core.messages import Message
from bot.core.ports import Place, Reader, Whispering
from bot.core.previews import Drawings
from bot.core.texts.phrases import count
from bot.core.texts.previewing import Preview, previews
from bot.core.texts.privacy import only_in_private
from bot.core.texts.reminders import Told, reminder


def declare(to: Registry, drawings: Drawings) -> None:
    """`drawings` are those of the platforms that the bot is on."""
    to.command(
        "preview",
        "What those who follow it will be told of an episode",
        DRAMA,
        ON,
        EPISODE,
        permission=Permission.EDITOR,
    )(_preview(drawings))


def _preview(drawings: Drawings) -> Handler:
    async def preview(ask: Request, drama: Drama, network: str | None, episode: int) -> Message:
        release = release_of(ask, drama, network)
        if ask.place is not Place.PRIVATE and not isinstance(ask.room, Whispering):
            named = f" {quoted(network)}" if network else ""
            return only_in_private(f"/preview {drama.slug}{named} {episode}")
        airing = next((one for one in drama.airings(release) if episode in one.numbers), None)
        if airing is None:
            raise Mistake(_undated(drama, release, episode))
        leads = sorted(_leads(ask, airing), key=lambda lead: _due(ask, airing, lead))
        return previews(airing, [_one(ask, airing, lead, drawings) for lead in leads])

    return preview


def _undated(drama: Drama, release: Release, episode: int) -> str:
    where = f"{drama.title} on {release.network}"
    if release.total and episode > release.total:
        return f"There is no episode {episode}: {where} has {count(release.total, 'episode')}."
    return f"Episode {episode} of {where} has no date yet, so nobody is told of it: see /drama {drama.slug}."


def _leads(ask: Request, airing: Airing) -> list[Lead]:
    defaults = ask.catalogue.defaults
    return [parse(one) for one in dict.fromkeys(defaults.leads + (defaults.premiere_leads if airing.premiere else ()))]


def _due(ask: Request, airing: Airing, lead: Lead) -> datetime:
    announced = airing.announced
    assert announced.on is not None  # airings have dates
    return lead.due(announced.at, announced.on, ask.zone or announced.zone)


def _one(ask: Request, airing: Airing, lead: Lead, drawings: Drawings) -> Preview:
    due = _due(ask, airing, lead)
    zone = ask.zone or airing.announced.zone
    message = reminder([Told(airing, lead, due, zone)], due)
    reader = Reader(zone, due)
    drawn = {platform: (called, draw(message, reader)) for platform, (called, draw) in drawings.items()}
    here = drawn.pop(ask.person.platform, None)
    shown = here or ("", None)
    return Preview(lead.words, message, tuple(drawn.values()), *shown)
