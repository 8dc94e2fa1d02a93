"""The first words, the list of commands, and the time zone of a chat."""

from dataclasses import replace

from bot.commands.editing import edits
from bot.commands.params import DRAMA, ZONE
from bot.commands.watching import subscribe
from bot.core import zones
from bot.core.catalogue import Catalogue
from bot.core.command import Command, Handler, Param, Permission, Registry, Request
from bot.core.digests import What
from bot.core.errors import Choice, Mistake, NoSuchName
from bot.core.messages import Message
from bot.core.ports import Place
from bot.core.texts import welcome

AS_ANNOUNCED = "off"  # in place of a zone
SUBSCRIBE = "subscribe_"  # a link t.me/…?start=subscribe_SLUG


def declare(to: Registry) -> None:
    link = Param("link", "What a link to this bot asks for", lambda _, words: words, optional=True)
    to.command("start", "What this bot does, and what to press first", link)(start)
    to.command("help", "All commands, or one of them in detail", _command(to))(help_with(to))
    to.command("timezone", "The clock on which this chat is told times", HERE, permission=Permission.MANAGER)(timezone)


async def start(ask: Request, link: str | None) -> Message:
    """In a private chat a link may name what to subscribe to; elsewhere that needs the command and its permission."""
    if link and link.startswith(SUBSCRIBE) and ask.place is Place.PRIVATE:
        slug = link.removeprefix(SUBSCRIBE)
        drama = ask.catalogue.dramas.get(slug) or DRAMA.read(ask, slug.replace("_", " "))
        return await subscribe(ask, drama, None)
    return welcome.start(ask.place)


def help_with(registry: Registry) -> Handler:
    async def help_(ask: Request, command: Command | None) -> Message:
        if command:
            return welcome.help_one(command)
        everybodys = (Permission.ANYONE, Permission.MANAGER)
        listed = [one for one in registry.commands.values() if one.listed]
        editors = [one for one in listed if one.permission not in everybodys] if await edits(ask) else []
        return welcome.help_all([one for one in listed if one.permission in everybodys], editors)

    return help_


async def timezone(ask: Request, zone: str | None) -> Message:
    if zone is None:
        return welcome.zone_shown(ask.zone, ask.at, zones.suggest(""))
    if zone == AS_ANNOUNCED:
        return await _as_announced(ask)
    await ask.store.set_zone(zone)
    return welcome.zone_set(zone, ask.at)


async def _as_announced(ask: Request) -> Message:
    regular = [what for what in What if await ask.store.digests.rhythm(what)]
    if regular:
        raise Mistake(welcome.zone_needed(regular))
    await ask.store.set_zone(None)
    return welcome.zone_forgotten()


def _zone(ask: Request, words: str) -> str:
    return AS_ANNOUNCED if words.strip().casefold() in ("off", "none", "as announced") else str(ZONE.read(ask, words))


HERE = replace(ZONE, about="A city, a short name such as MYT, an offset such as +8, or off", read=_zone)


def _command(registry: Registry) -> Param:
    def read(_: Request, words: str) -> Command:
        name = words.strip().removeprefix("/").casefold()
        if name not in registry.commands:
            raise NoSuchName(f"There is no command /{name}. /help lists them all.")
        return registry.commands[name]

    def suggest(_: Catalogue, words: str) -> list[Choice]:
        begun = words.strip().removeprefix("/").casefold()
        listed = (command.name for command in registry.commands.values() if command.listed)
        return [Choice(f"/{name}", name) for name in listed if name.startswith(begun)][:25]  # as many as Discord shows

    return Param("command", "One command, to read more about it", read, suggest, optional=True)
