"""A season played at once: all that those who follow a drama are told, in order, before anybody is."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from bot.core import planning, schedules
from bot.core.catalogue import Catalogue, Defaults
from bot.core.dramas import Drama, Quote, Release
from bot.core.errors import Mistake
from bot.core.messages import Message
from bot.core.planning import DEFAULT, Announcement, Wish
from bot.core.proposals import Ledger, Proposal
from bot.core.texts.reminders import Told, reminder

BEGINNING = datetime(1900, 1, 1, tzinfo=UTC)
MOST = 50  # proposals that are looked through
TOGETHER = timedelta(minutes=1)  # what is due in one minute is one message


@dataclass(frozen=True, slots=True)
class Act:
    """One message, and when it is sent; `airs` when it says that something is out."""

    due: datetime
    message: Message
    airs: bool


@dataclass(frozen=True, slots=True)
class Season:
    """`zone` is that of the chat, else the announced one."""

    drama: Drama
    release: Release
    zone: str
    acts: tuple[Act, ...]
    quote: Quote | None


def season(drama: Drama, release: Release, defaults: Defaults, zone: str | None) -> Season:
    """As a chat is told that has chosen no reminders of its own."""
    wish = Wish(drama.slug, release.key, DEFAULT, zone)
    found = planning.announcements(Catalogue.of([drama], defaults), [wish], BEGINNING)
    shown = zone or next((one.announced.zone for one in release.episodes), "UTC")
    quote = next((one for one in drama.quotes if not one.spoiler), next(iter(drama.quotes), None))
    return Season(drama, release, shown, tuple(_act(group, zone) for group in _grouped(list(found))), quote)


async def found(ledger: Ledger, catalogue: Catalogue, what: str) -> tuple[Drama, Proposal | None]:
    """The drama of that name as it is in force, or as a proposal has it: of that number, or of a drama to come.

    Raises a Mistake.
    """
    if what.isdecimal():
        proposal = await ledger.proposal(int(what))
        if proposal is None:
            raise Mistake(f"There is no proposal {what}. /suggestions lists those that wait for an answer.")
        return _proposed(proposal), proposal
    try:
        return catalogue.names.drama(what), None
    except Mistake:
        for one in await ledger.open(MOST):
            if one.after and _is_called(one, what):
                return _proposed(one), one
        raise


def _proposed(proposal: Proposal) -> Drama:
    if proposal.after is None:
        raise Mistake(f"Proposal {proposal.id} would take the drama out: nobody would be told anything.")
    return schedules.parse(proposal.after, proposal.slug)


def _is_called(proposal: Proposal, what: str) -> bool:
    try:
        Catalogue.of([_proposed(proposal)]).names.drama(what)
    except Mistake:
        return False
    return True


def _grouped(found: Sequence[Announcement]) -> list[list[Announcement]]:
    groups: list[list[Announcement]] = []
    for one in found:
        if groups and one.due - groups[-1][0].due < TOGETHER:
            groups[-1].append(one)
        else:
            groups.append([one])
    return groups


def _act(group: Sequence[Announcement], zone: str | None) -> Act:
    due = group[0].due
    told = [Told(one.airing, one.lead, one.due, zone or one.airing.announced.zone) for one in group]
    return Act(due, reminder(told, due), any(one.airing.at == due for one in group))
