"""Who may change the schedule, what was delivered, and the file of a drama."""

import re

from bot.commands.editing import EPISODE, ON, release_of, text_of
from bot.commands.params import DRAMA
from bot.core.command import Param, Permission, Registry, Request
from bot.core.dramas import Drama
from bot.core.errors import Choice, Mistake
from bot.core.messages import Message
from bot.core.proposals import Author
from bot.core.texts import editors as texts
from bot.core.texts import receipts

DO = ("list", "add", "remove")
_ID = re.compile(r"<?@?!?(?:(telegram|discord|terminal):)?(\d{1,20}|you)>?", re.I)


def _do(_: Request, words: str) -> str:
    if words.casefold() not in DO:
        raise Mistake(f'"{words}" is none of list, add and remove.', tuple(Choice(one, one) for one in DO))
    return words.casefold()


def _on_or_off(_: Request, words: str) -> bool:
    if words.strip().casefold() not in ("on", "off"):
        raise Mistake("Say /anonymous on or /anonymous off.")
    return words.strip().casefold() == "on"


WHAT = Param("what", "list, add or remove", _do, lambda _, words: [Choice(one, one) for one in DO], optional=True)
WHO = Param(
    "who",
    "A mention, an id such as 4711 or discord:4711; or as a reply to them",
    lambda _, words: words,
    take=lambda _, words: max(len(words) - 1, 0),
    optional=True,
)
SWITCH = Param(
    "switch", "on or off", _on_or_off, lambda _, words: [Choice("On", "on"), Choice("Off", "off")], optional=True
)
AGAIN = Param(
    "again",
    "retry, to try those again that were not told",
    lambda _, words: words,
    take=lambda _, words: int(bool(words) and words[-1].casefold() == "retry"),
    optional=True,
)


def declare(to: Registry) -> None:
    to.command("editors", "Who may change the schedule", WHAT, WHO, permission=Permission.OWNER)(editors)
    to.command(
        "delivery", "How many chats were told of an episode", DRAMA, ON, EPISODE, AGAIN, permission=Permission.EDITOR
    )(delivery)
    to.command("export", "The file of a drama, as it is now", DRAMA, permission=Permission.EDITOR)(export)
    to.command(
        "anonymous",
        "Whether anonymous administrators may manage this chat",
        SWITCH,
        permission=Permission.MANAGER,
        listed=False,
    )(anonymous)


async def editors(ask: Request, what: str | None, who: str | None) -> Message:
    ledger = ask.store.ledger
    if what in (None, "list"):
        return texts.listed_editors(await ledger.editors())
    editor = _person(ask, what, who)
    if what == "add":
        return texts.added(editor, await ledger.add_editor(editor, ask.at))
    return texts.removed(editor, await ledger.remove_editor(editor))


async def delivery(ask: Request, drama: Drama, network: str | None, episode: int, again: str | None) -> Message:
    release = release_of(ask, drama, network)
    ledger = ask.store.ledger
    if again:
        until = ask.at + ask.catalogue.defaults.late_limit
        return texts.retried(await ledger.retry(drama.slug, release.key, episode, until))
    return receipts.receipt(drama, release, episode, await ledger.receipt(drama.slug, release.key, episode))


async def export(ask: Request, drama: Drama) -> Message:
    return texts.file(drama, await text_of(ask, drama))


async def anonymous(ask: Request, allowed: bool | None) -> Message:
    if allowed is None:
        return texts.anonymous_how()
    if ask.person.anonymous:
        raise Mistake("Only an administrator who is not anonymous can change that.")
    await ask.store.ledger.allow_anonymous(allowed)
    return texts.anonymous_set(allowed)


def _person(ask: Request, what: str, words: str | None) -> Author:
    """By id, mention or reply; an id alone is one of the platform that the owner asks on."""
    name = (words or "").strip()
    found = _ID.fullmatch(name.split(" ")[0])
    if found is None and (meant := ask.pointed) and not name.startswith("@"):
        return Author(meant.platform, meant.id, name or meant.name)
    how = f"Say /editors {what} and an id, or as a reply to a message of theirs."
    theirs = "Whoever tries a command of editors is told their id."
    if not name:
        raise Mistake(f"Whom? {how} {theirs}")
    if found is None:
        raise Mistake(f'"{name}" does not tell me who that is. {how} {theirs} Ids are digits: 4711, or discord:4711.')
    return Author((found[1] or ask.person.platform).casefold(), found[2], name.partition(" ")[2].strip())
