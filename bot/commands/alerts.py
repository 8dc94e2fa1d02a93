"""Stories that say that a night is not as planned: what editors do about them."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import replace

from bot.commands.editing import Draft, author_of, offer
from bot.commands.suggesting import drafted
from bot.core.alerts import KEPT, Stance, as_it_stands, stance
from bot.core.command import Param, Permission, Registry, Request
from bot.core.errors import Mistake
from bot.core.messages import Message
from bot.core.news import Raised
from bot.core.proposals import State
from bot.core.texts import alerts as texts


def _number(_: Request, words: str) -> int:
    text = words.strip().removeprefix("#")
    if not text.isdecimal() or len(text) > 12:
        raise Mistake(f'"{words[:60]}" is no number of a warning. /suggestions lists those that wait for an answer.')
    return int(text)


NUMBER = Param("number", "Of the warning", _number, take=lambda _, words: 1, example="3")
WAY = Param("way", "What to do about it", lambda _, words: words, take=lambda _, words: max(len(words) - 1, 0))


def declare(to: Registry) -> None:
    editor = Permission.EDITOR
    ignoring = "A story that says that a night is not as planned"
    to.command("ignore", ignoring, NUMBER, permission=editor, listed=False)(ignore)
    to.command("alert", "Look at a warning", NUMBER, permission=editor, pressed=True)(look)
    to.command("settle", "Do what a warning asks for", NUMBER, WAY, permission=editor, pressed=True)(settle_with(to))


async def open_ones(ask: Request) -> Sequence[Raised]:
    """Those that wait for an editor, the oldest first."""
    found = await ask.store.news.alerts(ask.at - KEPT)
    waiting = [one for one in found if stance(one, ask.catalogue, ask.at) is Stance.OPEN]
    return [as_it_stands(one, ask.catalogue) for one in waiting]


async def look(ask: Request, number: int) -> Message:
    return await shown(ask, await _known(ask, number))


async def shown(ask: Request, raised: Raised) -> Message:
    """With all that may be done about it, or with what was done."""
    drama = ask.catalogue.dramas.get(raised.alert.drama)
    match stance(raised, ask.catalogue, ask.at):
        case Stance.OPEN if drama is not None:
            return texts.alert(raised, drama)
        case Stance.OVER if drama is not None:
            return texts.over(raised, drama)
    return texts.settled(raised, drama, await _change(ask, raised))


async def ignore(ask: Request, number: int) -> Message:
    raised = await _known(ask, number)
    if stance(raised, ask.catalogue, ask.at) in (Stance.OPEN, Stance.OVER):
        by = str(author_of(ask))
        await ask.store.news.dismiss(raised.id, by)
        raised = replace(raised, decided_by=by)
    return replace(await shown(ask, raised), instead=True)


def settle_with(registry: Registry) -> Callable[..., Awaitable[Message]]:
    async def settle(ask: Request, number: int, way: str) -> Message:
        """As the card had it, unless somebody was faster."""
        raised = await _known(ask, number)
        drama = ask.catalogue.dramas.get(raised.alert.drama)
        ways = texts.ways(raised.alert, drama) if drama else {}
        if way not in ways or stance(raised, ask.catalogue, ask.at) not in (Stance.OPEN, Stance.OVER):
            return replace(await shown(ask, raised), instead=True)
        draft = await drafted(registry, ask, ways[way][1])
        return await offer(ask, draft) if isinstance(draft, Draft) else draft

    return settle


async def _known(ask: Request, number: int) -> Raised:
    found = await ask.store.news.alert(number)
    if found is None:
        raise Mistake(texts.gone())
    return as_it_stands(found, ask.catalogue)


async def _change(ask: Request, raised: Raised) -> tuple[str, str] | None:
    """What was done to the drama since, and by whom."""
    for one in await ask.store.ledger.history(raised.alert.drama, 20):
        if one.state is State.APPROVED and one.decided is not None and one.decided >= raised.at:
            return one.what, one.decided_by or str(one.author)
    return None
