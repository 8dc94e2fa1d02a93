"""A proposal changed before it is done: a new drama by its form, any other by the command that would propose it."""

from collections.abc import Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any

from bot.commands import describing
from bot.commands.adding import alike
from bot.commands.editing import Draft
from bot.commands.filling import ask_for, begin
from bot.commands.suggesting import drafted
from bot.core import details, drafts, oneline, proposals, schedules
from bot.core.command import Param, Permission, Registry, Request
from bot.core.errors import Mistake
from bot.core.forms import Answers, Field, Form
from bot.core.messages import Line, Message
from bot.core.proposals import Proposal, State
from bot.core.sheet import Sheet, written
from bot.core.texts import proposing
from bot.core.times import WEEKDAYS

HOW = Param("how", "The number of a proposal, and the command as it should be", lambda _, words: words, raw=True)
PARTS = "parts"  # an answer that says: its nights are more than one pattern, and no question for a form
OPEN = (State.DRAFT, State.PROPOSED)


def declare(to: Registry) -> tuple[Form, Form]:
    """The command, and the forms that it opens."""

    async def by_line(ask: Request, number: str, values: Mapping[str, Any], answers: Answers) -> Message:
        return await _by_line(to, ask, await _open(ask, number), values["what"])

    back = ("Back to it", "/proposal {about}")
    line = Form("amend", "Change a proposal", (WHAT,), by_line, again=back)
    drama = Form("amenddrama", "Change a new drama", DRAMA, _redrawn, again=back, menu=True)

    async def amend(ask: Request, how: str) -> Message:
        number, _, rest = how.strip().partition(" ")
        found = await _open(ask, number)
        if rest.strip():
            return await _by_line(to, ask, found, rest)
        if found.before is None and found.after is not None:
            return await begin(ask, drama, str(found.id), answers_of(found.after, found.slug))
        if found.line is None:
            raise Mistake("This one cannot be changed as it is. Refuse it, and propose what it should be.")
        return await ask_for(ask, line, str(found.id), {"what": found.line.removeprefix("/")}, "what")

    to.command(
        "amend", "Change a proposal before it is done", HOW, permission=Permission.EDITOR, listed=False, opens=True
    )(amend)
    return line, drama


async def _by_line(registry: Registry, ask: Request, found: Proposal, words: str) -> Message:
    draft = await drafted(registry, ask, words)
    if isinstance(draft, Message):
        raise Mistake(" ".join(span for line in draft.lines for span in line if isinstance(span, str)))
    return await _again(ask, found, draft)


async def _redrawn(ask: Request, number: str, values: Mapping[str, Any], answers: Answers) -> Message:
    found = await _open(ask, number)
    assert found.after is not None
    keys: dict[str, Any] = {"network": values["network"]}
    if PARTS not in answers:
        first, said = values["first"]
        every, per_night = values.get("every") or ((), None)
        keys |= {
            "zone": oneline.short(said or values["zone"]),
            "first": None if first is None else written(first.on - timedelta(days=first.over), first.hour, first.over),
            "episodes": values["episodes"],
            "every": [WEEKDAYS[day] for day in every] or None,
            "per_night": per_night,
        }
    text = details.redrawn(found.after, found.slug, values["title"], keys)
    drama, before = schedules.parse(text, found.slug), schedules.parse(found.after, found.slug)
    on = next((one.announced.on for one in drama.release().episodes), None)
    same = drama.title == before.title
    slug = found.slug if same else drafts.slug(drama.title, ask.catalogue.dramas.keys(), on.year if on else None)
    names = alike(ask.catalogue, (drama.title, drama.original_title, *drama.aliases))
    return await _again(ask, found, Draft(slug, text, found.what, found.reason), names)


async def _again(ask: Request, found: Proposal, draft: Draft, names: tuple[Line, ...] = ()) -> Message:
    """In the name of the one who proposed it, who is thanked when it is done."""
    await ask.store.ledger.decide(found.id, State.REFUSED, f"{ask.person.name}, who changed it", ask.at)
    made = await proposals.propose(
        ask.store.ledger,
        draft.slug,
        draft.after,
        draft.what,
        found.author,
        ask.at,
        reason=draft.reason,
        line=draft.line,
        state=found.state,
    )
    card = proposing.card(made, ask.at, ask.zone)
    return replace(card, lines=(*names, *card.lines))


async def _open(ask: Request, number: str) -> Proposal:
    found = await ask.store.ledger.proposal(int(number)) if number.isdecimal() and len(number) < 12 else None
    if found is None or found.state not in OPEN:
        raise Mistake("That proposal is no longer open. /suggestions lists those that are.")
    return found


def answers_of(text: str, slug: str) -> dict[str, str]:
    """What the form would have been filled in with."""
    drama = schedules.parse(text, slug)
    release = drama.releases[0]
    sheet = Sheet(text, slug, release.key)
    found = {"title": drama.title, "network": release.network}
    if "part" in sheet.table:
        return found | {PARTS: "yes"}
    stretch = sheet.stretches[0]
    wall, pattern, zone = stretch.first, stretch.pattern, oneline.short(release.zone)
    if wall is None:
        found |= {"first": "tba", "zone": zone}
    else:
        found["first"] = f"{oneline.when(wall)} {zone}"
    days = " and ".join(f"{WEEKDAYS[day]}s" for day in pattern.every) or ("all at once" if wall else "tba")
    per_night = f", {pattern.per_night} episodes a night" if pattern.per_night else ""
    return found | {"episodes": str(pattern.total or "tba"), "every": f"{days}{per_night}"}


def _whole(field: Field) -> Field:
    """Asked only of a drama whose nights are one pattern."""
    needed = field.needed
    return replace(field, needed=lambda ask, answers: PARTS not in answers and needed(ask, answers))


def _words(ask: Request, answers: Answers, words: str) -> str:
    return words


WHAT = Field(
    "what",
    "The change",
    "How should it be? In the words of a command, without its slash.",
    _words,
    "skip cheer up 9 baseball",
    longest=2000,
)
DRAMA = (
    describing.TITLE,
    describing.NETWORK,
    *map(_whole, (describing.FIRST, describing.ZONE, describing.EPISODES, describing.EVERY)),
)
