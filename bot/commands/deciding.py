"""Proposals decided: approved, refused, undone, looked at again."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from bot.commands import alerts, drafting
from bot.commands.editing import author_of
from bot.commands.filling import ask_for
from bot.commands.params import DRAMA, passing_over
from bot.core import proposals, schedules
from bot.core.catalogue import Catalogue
from bot.core.command import Param, Permission, Registry, Request
from bot.core.errors import Choice, Mistake
from bot.core.forms import Answers, Field, Form
from bot.core.messages import Message
from bot.core.proposals import Overtaken, Proposal, State
from bot.core.texts import alerts as texts
from bot.core.texts import drafting as drafting_texts
from bot.core.texts import proposing

MOST = 10
MOST_OPEN = 100  # suggestions that are looked through
MOST_UNDONE = 50
UNDO = "undo: "  # begins what an undoing is called


def _number(_: Request, words: str) -> int:
    if not words.strip().removeprefix("#").isdecimal() or len(words) > 12:
        raise Mistake(f'"{words}" is no number of a proposal. /history with a title lists them.')
    return int(words.strip().removeprefix("#"))


NUMBER = Param("number", "Of the proposal, as its card and /history have it", _number, take=lambda _, words: 1)
WHICH = Param("which", "A drama, to undo what was done last; or a number", lambda _, words: words, DRAMA.suggest)
BEGIN = replace(passing_over("/suggestions shows what waits, from the first on."), optional=True)
NAMED = replace(DRAMA, read=lambda _, words: words)  # also one that was taken out
WHY = Param(
    "why",
    "Why not, for the one who proposed it",
    lambda _, words: words,
    take=lambda _, words: max(len(words) - 1, 0),
    optional=True,
)


def declare(to: Registry) -> None:
    editor = Permission.EDITOR
    to.command("undo", "Undo what was changed last about a drama", WHICH, permission=editor)(undo)
    to.command("history", "What was changed about a drama, by whom and why", NAMED, permission=editor)(history)
    to.command("suggestions", "What waits for an answer of the editors", BEGIN, permission=editor)(suggestions)
    to.command("proposal", "Look at a proposal", NUMBER, permission=editor, pressed=True)(proposal)
    to.command("approve", "Do what a proposal says", NUMBER, permission=editor, pressed=True)(approve)
    to.command("refuse", "Refuse a proposal, and say why", NUMBER, WHY, permission=editor, listed=False, opens=True)(
        refuse
    )
    to.command("renew", "Propose the same again, on what is there now", NUMBER, permission=editor, pressed=True)(renew)


async def approve(ask: Request, number: int) -> Message:
    found = await _known(ask, number)
    if found.state not in (State.DRAFT, State.PROPOSED):
        return proposing.already(found)
    try:
        done = await proposals.approve(ask.store.ledger, found, author_of(ask), ask.at)
    except Overtaken as overtaken:
        return proposing.overtaken(overtaken)
    if found.suggested:
        ask.store.ledger.tell(found.author, proposing.thanked(found))
    return proposing.done(done)


async def refuse(ask: Request, number: int, why: str | None) -> Message:
    found = await _known(ask, number)
    if found.state not in (State.DRAFT, State.PROPOSED):
        return proposing.already(found)
    fans = found.suggested
    if fans and why is None:
        return await ask_for(ask, WHY_NOT, str(number), {}, "why")
    await ask.store.ledger.decide(found.id, State.REFUSED, str(author_of(ask)), ask.at)
    if fans:
        ask.store.ledger.tell(found.author, proposing.declined(found, why))
    return proposing.refused(found)


async def _refused(ask: Request, number: str, values: Mapping[str, Any], answers: Answers) -> Message:
    return await refuse(ask, int(number), values["why"])


REASONS = ("It is there already", "Not official yet", "I found no source for it", "It does not fit here")
WHY_NOT = Form(
    "refuse",
    "Refuse a suggestion",
    (
        Field(
            "why",
            "Reason",
            "Why not? Whoever suggested it hears it.",
            lambda ask, answers, words: words,
            REASONS[1],
            lambda ask, answers: [Choice(reason, reason) for reason in REASONS],
        ),
    ),
    _refused,
    again=("Back to it", "/proposal {about}"),
    pressed=True,
)


async def undo(ask: Request, which: str) -> Message:
    """By a number it is done at once; by a name it is asked first where that is more than the last change."""
    if which.strip().isdecimal():
        found = await _known(ask, int(which))
    else:
        found, undone = await _last(ask, which.strip())
        if undone or found.before is None:
            followed = await ask.store.ledger.followers(found.slug)
            return proposing.ask_to_undo(found, undone, followed, ask.zone)
    if found.state is not State.APPROVED:
        return proposing.already(found)
    try:
        done = await proposals.undo(ask.store.ledger, found, author_of(ask), ask.at)
    except Overtaken as overtaken:
        return proposing.overtaken(overtaken)
    return proposing.done(done, undone=True)


async def history(ask: Request, words: str) -> Message:
    slug = await _slug(ask, words.strip())
    found = await ask.store.ledger.history(slug, MOST)
    return proposing.history(await _title(ask, slug), slug, found, ask.zone, gone=slug not in ask.catalogue.dramas)


async def suggestions(ask: Request, begin: int | None) -> Message:
    """What of it is alone is shown at once."""
    found, raised = await ask.store.ledger.open(MOST_OPEN), await alerts.open_ones(ask)
    drafts = await drafting.waiting(ask)
    if len(found) + len(raised) + len(drafts) != 1:
        warned = [(one.id, texts.named(one, ask.catalogue.dramas.get(one.alert.drama))) for one in raised]
        waiting = [(number, drafting_texts.named(one)) for number, one in drafts]
        return proposing.open_ones(found, warned, waiting, begin or 0)
    if found:
        return proposing.card(found[0], ask.at, ask.zone)
    return await alerts.shown(ask, raised[0]) if raised else await drafting.card(ask, *drafts[0])


async def proposal(ask: Request, number: int) -> Message:
    found = await _known(ask, number)
    open_ = found.state in (State.DRAFT, State.PROPOSED)
    return proposing.card(found, ask.at, ask.zone) if open_ else proposing.already(found)


async def renew(ask: Request, number: int) -> Message:
    """The same text against the file as it is now: what others did since is then in the difference."""
    found = await _known(ask, number)
    if found.state not in (State.DRAFT, State.PROPOSED):
        return proposing.already(found)
    await ask.store.ledger.decide(found.id, State.REFUSED, "a newer proposal", ask.at)
    again = await proposals.propose(
        ask.store.ledger,
        found.slug,
        found.after,
        found.what,
        found.author,
        ask.at,
        reason=found.reason,
        line=found.line,
        state=found.state,
    )
    return proposing.card(again, ask.at, ask.zone)


async def _known(ask: Request, number: int) -> Proposal:
    found = await ask.store.ledger.proposal(number)
    if found is None:
        raise Mistake(f"There is no proposal {number}. /suggestions lists those that wait for an answer.")
    return found


async def _last(ask: Request, words: str) -> tuple[Proposal, bool]:
    """The last change that stands, and whether others after it were undone."""
    slug, undone = await _slug(ask, words), False
    for one in await ask.store.ledger.history(slug, MOST_UNDONE):
        if one.state is State.APPROVED and not one.what.startswith(UNDO):
            return one, undone
        undone |= one.what.startswith(UNDO)
    title = await _title(ask, slug)
    raise Mistake(
        f"All that was changed about {title} is undone already. /history {slug} has it, to put it back."
        if undone
        else f"Nothing about {title} was changed in chat, so there is nothing to undo."
    )


async def _title(ask: Request, slug: str) -> str:
    """Of a drama that is there, or was."""
    if drama := ask.catalogue.dramas.get(slug):
        return drama.title
    document = await ask.store.ledger.document(slug)
    return schedules.parse(document.text, slug).title if document else slug


async def _slug(ask: Request, words: str) -> str:
    """The short name of a drama, also of one that was taken out."""
    if await ask.store.ledger.history(words, 1):
        return words
    try:
        return ask.catalogue.names.drama(words).slug
    except Mistake as unknown:
        gone = [schedules.parse(one.text, one.slug) for one in await ask.store.ledger.removed()]
        try:
            return Catalogue.of(gone).names.drama(words).slug
        except Mistake:
            raise unknown from None
