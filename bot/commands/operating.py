"""How the bot is doing, for its owners."""

from collections.abc import Callable, Sequence
from datetime import timedelta

from bot.core.command import Handler, Param, Permission, Registry, Request
from bot.core.counts import Counts
from bot.core.errors import NoSuchName
from bot.core.faults import Fault
from bot.core.messages import Message
from bot.core.texts import operating

DAY = timedelta(days=1)


def declare(to: Registry, counts: Counts, faults: Callable[[], Sequence[Fault]]) -> None:
    owner, number = Permission.OWNER, Param("number", "The number that /failed shows", _number)
    to.command("status", "How the bot is doing", permission=owner, listed=False)(_status(counts, faults))
    to.command("failed", "Messages that were given up", permission=owner, listed=False)(failed)
    to.command("retry", "Send a message that was given up once more", number, permission=owner, listed=False)(retry)
    topic = Param("number", "The number of the topic, as its button has it", _number)
    to.command("topic", "Try a closed topic again, or post in General", topic, WHERE, listed=False)(redirect)


def _status(counts: Counts, faults: Callable[[], Sequence[Fault]]) -> Handler:
    async def status(ask: Request) -> Message:
        overview = await ask.store.overview(ask.at - DAY)
        feeds = await ask.store.news.feeds()
        zone = ask.zone or "UTC"
        return operating.status(overview, counts, len(ask.catalogue.dramas), faults(), feeds, ask.at, zone)

    return status


async def failed(ask: Request) -> Message:
    titles = {drama.slug: drama.title for drama in ask.catalogue.dramas.values()}
    return operating.failed(await ask.store.failed(ask.at - DAY), titles, ask.at)


async def retry(ask: Request, number: int) -> Message:
    if await ask.store.retry(number):
        return operating.retried(number)
    return operating.not_retried(number)


async def redirect(ask: Request, number: int, general: bool) -> Message:
    if not ask.person.linked and await ask.store.redirect(number, ask.person, general=general):
        return operating.redirected(general=general)
    return operating.not_redirected()


def _general(_: Request, words: str) -> bool:
    if words.lower() not in ("again", "general"):
        raise NoSuchName(f'"{words}" is neither "again" nor "general".')
    return words.lower() == "general"


WHERE = Param("topic", "again, or general", _general, take=lambda _, typed: min(len(typed), 1), example="again")


def _number(_: Request, words: str) -> int:
    if not words.isdecimal() or len(words) > 15:
        raise NoSuchName(f'"{words}" is no number of a message. /failed lists them.')
    return int(words)
