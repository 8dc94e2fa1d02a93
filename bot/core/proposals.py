"""Proposals: the one way in which anything about a drama is changed, whoever asks for it and in whichever chat.

A proposal is a whole file before and after. Approving it puts the file in force, replans, and tells who follows; the
reverse undoes it. Whoever has a `Ledger` can propose: an admin's command, a fan, a file on disk, an article.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import Enum
from itertools import takewhile
from typing import Protocol

from bot.core import changes, planning, progress, schedules
from bot.core.changes import Notice
from bot.core.drafted import Draft
from bot.core.dramas import Drama
from bot.core.errors import Mistake
from bot.core.messages import Message


class State(Enum):
    DRAFT = "draft"  # waits for its author's yes
    PROPOSED = "proposed"  # waits for an editor
    APPROVED = "approved"
    REFUSED = "refused"
    UNDONE = "undone"


@dataclass(frozen=True, slots=True)
class Author:
    """Who proposed it: a person of that platform, or "file" for the operator's folder."""

    platform: str
    person: str
    name: str = ""

    def __str__(self) -> str:
        return self.name or self.person


FILE = Author("file", "", "a file on disk")
TAKEN_BACK = "that change was taken back"
OWNERS = Author("", "owners")  # to be told: all owners
EDITORS = Author("", "editors")  # all owners and editors


@dataclass(frozen=True, slots=True)
class Proposal:
    id: int
    slug: str
    what: str  # in words: "skip episode 9"
    before: str | None  # the file as the author saw it; None: there was no such drama
    after: str | None  # None: the drama is to be removed
    state: State
    at: datetime
    author: Author
    reason: str | None = None
    line: str | None = None  # the command line that would propose the same again
    suggested: bool = False  # by a fan, for the editors to decide
    decided: datetime | None = None
    decided_by: str | None = None


@dataclass(frozen=True, slots=True)
class Document:
    """A drama's file as it is in force; `removed` is when it was taken out, in its week of grace."""

    slug: str
    text: str
    removed: datetime | None = None


@dataclass(frozen=True, slots=True)
class Reach:
    """What a change did to what was planned."""

    dropped: int = 0  # reminders that were due and not sent yet
    corrected: int = 0  # messages sent before that are corrected where the platform can
    told: int = 0  # chats that get a change notice


@dataclass(frozen=True, slots=True)
class Receipt:
    """How the telling of one night went, in chats; `people` are those in the chats that were told, where counted."""

    told: int = 0
    waiting: int = 0
    missed: int = 0  # given up, or too late
    unreachable: int = 0  # the bot is no longer there, or may not post
    unknown: int = 0  # may or may not have arrived
    people: int = 0
    uncounted: int = 0  # chats that were told, and whose people nobody counted

    @property
    def all(self) -> int:
        return self.told + self.waiting + self.missed + self.unreachable + self.unknown


@dataclass(frozen=True, slots=True)
class Approved:
    """What came of it. `proposal` is as decided; the notices are what followers are told, by release key."""

    proposal: Proposal
    before: Drama | None
    after: Drama | None
    notices: tuple[tuple[str, Notice], ...]
    reach: Reach


class Overtaken(Mistake):
    """Somebody else changed the drama since; `since` are those changes, the last one first."""

    def __init__(self, proposal: Proposal, since: Sequence[Proposal]) -> None:
        super().__init__("This drama was changed in the meantime.")
        self.proposal = proposal
        self.since = tuple(since)


class Ledger(Protocol):
    """Documents, proposals and editors, within one open transaction of the store."""

    async def document(self, slug: str) -> Document | None: ...
    async def removed(self) -> Sequence[Document]:
        """Those that were taken out and not put back."""

    async def write(self, drama: Drama | None, slug: str, text: str | None, at: datetime) -> None:
        """Put that text in force; None takes the drama out. The library follows when the transaction is committed."""

    async def add(self, proposal: Proposal) -> Proposal:
        """Keep it; its id is given here."""

    async def proposal(self, number: int) -> Proposal | None: ...
    async def decide(self, number: int, state: State, by: str, at: datetime) -> None: ...
    async def history(self, slug: str, limit: int) -> Sequence[Proposal]:
        """Without drafts, the last one first."""

    async def open(self, limit: int) -> Sequence[Proposal]:
        """What waits for an editor, the oldest first."""

    async def suggested(self, author: Author, since: datetime) -> int:
        """How much this person has suggested after that instant."""

    async def replan(self, slug: str, before: frozenset[str], after: frozenset[str], at: datetime) -> Reach:
        """Drop what is planned of airings that are no more, and mark what was sent of them for correction."""

    async def announce(self, key: str, slug: str, release: str, notice: Notice, default: bool, at: datetime) -> int:
        """Tell the followers of that release. How many chats follow it."""

    async def settle_releases(self, slug: str, keys: Sequence[str]) -> None:
        """Chats that follow a release which is no more go on with the default one."""

    async def followers(self, slug: str) -> int: ...
    async def editors(self) -> Sequence[Author]: ...
    async def add_editor(self, editor: Author, at: datetime) -> bool: ...
    async def remove_editor(self, editor: Author) -> bool: ...
    async def receipt(self, slug: str, release: str, number: int) -> Receipt: ...
    async def retry(self, slug: str, release: str, number: int, until: datetime) -> int: ...
    async def allow_anonymous(self, allowed: bool) -> None:
        """Whether anonymous administrators may manage the chat that asks."""

    async def keep_draft(self, draft: Draft, at: datetime, number: int | None = None) -> int:
        """Put it in place of the one of that number; without one it is a new one, whose number is returned."""

    async def draft(self, number: int) -> Draft | None: ...
    async def drafts(self, limit: int) -> Sequence[tuple[int, Draft]]:
        """Those that nobody has decided, the last one first."""

    async def drop_draft(self, number: int) -> None: ...
    def tell(self, person: Author, message: Message) -> None:
        """Say that to a person alone, wherever they can be reached, once this transaction is committed."""


async def propose(
    ledger: Ledger,
    slug: str,
    after: str | None,
    what: str,
    author: Author,
    at: datetime,
    *,
    reason: str | None = None,
    line: str | None = None,
    state: State = State.DRAFT,
) -> Proposal:
    """Keep a proposal against the file as it is now. Raises ScheduleFault for a text with faults."""
    if after is not None:
        schedules.parse(after, slug)
    suggested = state is State.PROPOSED and author != FILE
    return await ledger.add(
        Proposal(0, slug, what, await _current(ledger, slug), after, state, at, author, reason, line, suggested)
    )


async def approve(ledger: Ledger, proposal: Proposal, by: Author, at: datetime, *, quietly: bool = False) -> Approved:
    """Put it in force. Raises Overtaken when the file is no longer the one that its author saw."""
    if await _current(ledger, proposal.slug) != proposal.before:
        raise Overtaken(proposal, await _since(ledger, proposal, proposal.before))
    before = None if proposal.before is None else schedules.parse(proposal.before, proposal.slug)
    after = None if proposal.after is None else schedules.parse(proposal.after, proposal.slug)
    await ledger.write(after, proposal.slug, proposal.after, at)
    reach = await ledger.replan(proposal.slug, _abouts(before), _abouts(after), at)
    found = () if quietly else tuple(notices(before, after, proposal.reason, at))
    told = 0
    for key, notice in found:
        default = before is not None and key == before.releases[0].key
        told += await ledger.announce(f"{proposal.slug}/{key}/{proposal.id}", proposal.slug, key, notice, default, at)
    if after is not None:
        await ledger.settle_releases(proposal.slug, [release.key for release in after.releases])
    await ledger.decide(proposal.id, State.APPROVED, str(by), at)
    decided = await ledger.proposal(proposal.id)
    assert decided is not None
    return Approved(decided, before, after, found, Reach(reach.dropped, reach.corrected, told))


async def undo(ledger: Ledger, proposal: Proposal, by: Author, at: datetime) -> Approved:
    """Make and approve the reverse. Raises Overtaken while later changes stand on it."""
    if await _current(ledger, proposal.slug) != proposal.after:
        raise Overtaken(proposal, await _since(ledger, proposal, proposal.after))
    reverse = await propose(ledger, proposal.slug, proposal.before, f"undo: {proposal.what}", by, at, reason=TAKEN_BACK)
    done = await approve(ledger, reverse, by, at)
    await ledger.decide(proposal.id, State.UNDONE, str(by), at)
    return done


def notices(before: Drama | None, after: Drama | None, reason: str | None, at: datetime) -> list[tuple[str, Notice]]:
    """What the followers of each release are told, by its key; nothing where nothing is news to them."""
    found: list[tuple[str, Notice]] = []
    for release in before.releases if before else ():
        assert before is not None
        now = next((one for one in after.releases if one.key == release.key), None) if after else None
        if now is None:
            instead = after.releases[0].network if after else None
            ahead = progress.of(before, release, at).coming or not release.total
            if ahead:
                found.append(
                    (release.key, Notice(before.title, release.network, (), reason, gone=True, instead=instead))
                )
            continue
        moves = changes.between(release, now)
        if changes.is_news(moves, at):
            last = now.episodes[-1].announced if now.total and now.episodes else None
            assert after is not None
            made = Notice(after.title, now.network, moves, reason, release.total, now.total, last)
            found.append((release.key, made))
    return found


async def _current(ledger: Ledger, slug: str) -> str | None:
    document = await ledger.document(slug)
    return None if document is None or document.removed else document.text


async def _since(ledger: Ledger, proposal: Proposal, text: str | None) -> list[Proposal]:
    """What came into force after that text was, the last one first."""
    done = [one for one in await ledger.history(proposal.slug, 20) if one.state in (State.APPROVED, State.UNDONE)]
    return list(takewhile(lambda one: one.after != text and one.id != proposal.id, done))


def _abouts(drama: Drama | None) -> frozenset[str]:
    if drama is None:
        return frozenset()
    return frozenset(planning.about(airing) for release in drama.releases for airing in drama.airings(release))
