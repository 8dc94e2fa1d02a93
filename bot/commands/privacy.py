"""What the bot keeps about people, and how they have it forgotten."""

from bot.core.command import Param, Registry, Request
from bot.core.errors import Mistake
from bot.core.messages import Message
from bot.core.ports import Place
from bot.core.texts import privacy as texts

YES = "yes"


def declare(to: Registry) -> None:
    sure = Param("sure", "yes, to have it done at once", _sure, optional=True)
    to.command("privacy", "What this bot keeps about you, and for how long")(privacy)
    to.command("mydata", "Everything that is kept about you")(mydata)
    to.command("forgetme", "Delete everything that is kept about you", sure)(forgetme)


async def privacy(ask: Request) -> Message:
    return texts.policy(ask.catalogue.defaults.contact)


async def mydata(ask: Request) -> Message:
    if ask.place is not Place.PRIVATE:
        return texts.only_in_private("/mydata")
    kept = await ask.store.holdings(ask.person, ask.address)
    return texts.shown(kept) if kept else texts.nothing()


async def forgetme(ask: Request, sure: str | None) -> Message:
    if ask.place is not Place.PRIVATE:
        return texts.only_in_private("/forgetme")
    if ask.person.linked:  # somebody else's link is no word of theirs
        sure = None
    if sure is None:
        kept = await ask.store.holdings(ask.person, ask.address)
        return texts.sure("editors" in kept)
    await ask.store.forget(ask.person, ask.address)
    return texts.forgotten()


def _sure(_: Request, words: str) -> str:
    if words.casefold() != YES:
        raise Mistake("Say /forgetme yes to have everything about you deleted, or /mydata to see it first.")
    return YES
