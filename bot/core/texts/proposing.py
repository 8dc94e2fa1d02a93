"""What editors and proposers read: a change before it is made, what came of it, and what was done before."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from difflib import unified_diff

from bot.core import changes, schedules, times
from bot.core.changes import Moved
from bot.core.dramas import Airing, Announced, Drama, Release
from bot.core.messages import Button, Line, Message, Strong, Style, said
from bot.core.patterns import OPEN_NIGHTS
from bot.core.proposals import FILE, Approved, Overtaken, Proposal, State
from bot.core.texts import facts
from bot.core.texts.cards import pattern
from bot.core.texts.changes import numbered, told_for
from bot.core.texts.phrases import Rows, count, episodes, listed, personal, rows, subscribe, when

MOST_MOVES = 12  # nights that a card shows
MOST_LINES = 14  # of a file
SOON = timedelta(minutes=15)
OPEN_SHOWN = 5  # of each kind that waits for an answer


def card(proposal: Proposal, now: datetime, zone: str | None = None, *, more: Rows = ()) -> Message:
    """A proposal before it is decided. `more` are rows of buttons for another way to do it."""
    before, after = _drama(proposal, proposal.before), _drama(proposal, proposal.after)
    title, buttons = _title(proposal, after or before), _buttons(proposal)
    lines: list[Line] = []
    if proposal.author == FILE:
        lines += [("This file was changed on disk, and the drama was changed in chat. Which one is to be kept?",)]
    if before is None and after is not None:
        lines += reading(after, now, zone)
    elif before is not None and after is not None:
        sides = ("In chat", "In the file") if proposal.author == FILE else ("Before", "After")
        moved = difference(before, after, now, zone)
        lines += [*moved, *_beside(proposal, before, after, sides, apart=bool(moved))]
    if proposal.reason:
        lines.append((f"Why: {proposal.reason}.",))
    return personal(Message(title=title, lines=tuple(lines), buttons=(*more, *buttons)))


def _beside(proposal: Proposal, before: Drama, after: Drama, sides: tuple[str, str], *, apart: bool) -> list[Line]:
    """What else differs; where a file and a chat disagree, as the file has it."""
    known = [] if proposal.author == FILE else facts.changed(before, after)
    told = [*known[:MOST_LINES], *([("…",)] if known[MOST_LINES:] else [])]
    if not told and (not apart or proposal.author == FILE):
        told = _written(proposal, *sides)
    return [*([()] if apart and told else []), *told]


def reading(drama: Drama, now: datetime, zone: str | None) -> list[Line]:
    """How a new drama was understood: a first, an odd and the last night of each release, in both zones."""
    lines: list[Line] = []
    for release in drama.releases:
        lines += _nights(drama, release, zone)
    if drama.cast:
        played = [f"{who.actor} as {who.character}" if who.character else who.actor for who in drama.cast]
        lines.append((f"Cast: {listed(played)}.",))
    if drama.aliases or drama.original_title:
        lines.append((f"Also called: {listed([name for name in (drama.original_title, *drama.aliases) if name])}.",))
    return lines


def _nights(drama: Drama, release: Release, zone: str | None) -> list[Line]:
    total = count(release.total, "episode") if release.total else "number of episodes not announced"
    samples = _samples(list(drama.airings(release)), release)
    nights: list[Line] = [(f"{_upper(episodes(one))}: ", *_both(one.announced, zone), ".") for one in samples]
    return [(Strong(release.network), f": {total}, {pattern(release, zone)}."), *nights]


def difference(before: Drama, after: Drama, now: datetime, zone: str | None = None) -> list[Line]:
    """Of the schedule: before and after, up to the finale; of a release that is new, how it was understood."""
    lines: list[Line] = []
    for release in after.releases:
        old = next((one for one in before.releases if one.key == release.key), None)
        if old is None:
            lines += _nights(after, release, zone)
        else:
            moves = changes.between(old, release)
            lines += _moves(release, moves, len(after.releases) > 1)
            lines += _timing(moves, now)
            if order := changes.out_of_order(release):
                lines.append((f"Mind: episode {order[1]} would then be out before episode {order[0]}.",))
    return lines


def done(approved: Approved, *, undone: bool = False) -> Message:
    """What was done, and what it set in motion."""
    proposal, reach = approved.proposal, approved.reach
    drama = approved.after or approved.before
    name = drama.title if drama else proposal.slug
    lines: list[Line] = []
    if reach.told:
        lines.append((f"{count(reach.told, 'chat')} {'hears' if reach.told == 1 else 'hear'} what changed and why.",))
    elif approved.before is not None:
        quiet = (
            "Nobody follows it yet, so nobody is told."
            if approved.notices
            else "Followers are not told: no date ahead changed."
        )
        lines.append((quiet,))
    if reach.dropped:
        dropped = count(reach.dropped, "reminder")
        lines.append((f"{dropped} of the old time, due and not sent yet, {_is(reach.dropped)} dropped.",))
    if reach.corrected:
        corrected = count(reach.corrected, "message")
        lines.append((f"{corrected} sent before {_is(reach.corrected)} corrected where the chat allows it.",))
    buttons: Rows = ((Button("Undo", f"/undo {proposal.id}"), Button("History", f"/history {proposal.slug}")),)
    title = f"Done. {name}: {proposal.what}"
    if undone:
        title = f"Undone. {name} is {_undone(approved)}."
    elif approved.before is None:
        title = f"{name} is in the schedule now"
        buttons = ((subscribe(drama), *buttons[0]),) if drama else buttons
    elif approved.after is None:
        title = f"{name} is out of the schedule"
    return Message(title=title, lines=tuple(lines), buttons=buttons)


def _undone(approved: Approved) -> str:
    if approved.after is None:
        return "no longer in the schedule"
    return "in the schedule again" if approved.before is None else "as it was"


def refused(proposal: Proposal) -> Message:
    return personal(said(f"Nothing was changed. This is off: {_subject(proposal)}."))


def overtaken(error: Overtaken) -> Message:
    """Somebody else was faster: what they did, before anything of it is overwritten."""
    proposal = error.proposal
    lines: list[Line] = [
        (f"{one.author}: {one.what}", *((f" ({one.reason})",) if one.reason else ()), ".") for one in error.since
    ]
    undoing = proposal.state is State.APPROVED
    how = "Undo that first." if undoing else "Nothing of yours was done yet. Look at it again, on what is there now."
    rows: Rows = ()
    if undoing and error.since:
        rows = ((Button(f"Undo {error.since[0].what}", f"/undo {error.since[0].id}"),),)
    elif not undoing:
        line = proposal.line or f"/renew {proposal.id}"
        rows = ((Button("Look again", line, Style.PRIMARY), Button("Leave it", f"/refuse {proposal.id}")),)
    return personal(Message(title="This was changed in the meantime", lines=(*lines, (how,)), buttons=rows))


def already(proposal: Proposal) -> Message:
    """A button of a proposal that was decided before."""
    words = {
        State.APPROVED: "was done already",
        State.REFUSED: "was refused already",
        State.UNDONE: "was done, and undone again",
    }
    by = f" by {proposal.decided_by}" if proposal.decided_by else ""
    if proposal.author == FILE:
        chosen = "What chat has was kept" if proposal.state is State.REFUSED else "The file was taken"
        return personal(said(f"{chosen} already{by}."))
    return personal(said(f"{_upper(_subject(proposal))}: that {words.get(proposal.state, 'is open')}{by}."))


def ask_to_undo(found: Proposal, undone: bool, followed: int, zone: str | None) -> Message:
    """Before more is undone than whoever asked may have in mind. `undone`: what came after it is undone already."""
    drama = _drama(found, found.after or found.before)
    name = drama.title if drama else found.slug
    lines: list[Line] = [("What came after it is undone already.",)] if undone else []
    lines.append(_entry(found, zone))
    if found.before is None:
        told = "Nobody follows it"
        if followed:
            told = (
                f"{count(followed, 'chat')} {'follows' if followed == 1 else 'follow'} it and {_is(followed)} told so"
            )
        lines.append((f"That added it: undoing it takes {name} out of the schedule. {told}.",))
    yes, no = Button("Yes, undo it", f"/undo {found.id}", Style.DANGER), Button("No", f"/history {found.slug}")
    title = f"Take {name} out?" if found.before is None else f"{name}: undo this, too?"
    return personal(Message(title=title, lines=tuple(lines), buttons=((yes, no),)))


def history(drama_title: str, slug: str, found: Sequence[Proposal], zone: str | None, *, gone: bool = False) -> Message:
    if not found:
        return personal(said(f"Nothing about {drama_title} was changed in chat so far."))
    lines = [_entry(one, zone) for one in found]
    last = next((one for one in found if one.state is State.APPROVED), None)
    rows = ((Button("Put it back" if gone else "Undo the last", f"/undo {last.id}"),),) if last else ()
    title = f"History of {drama_title}{', which is no longer in the schedule' if gone else ''}"
    return personal(Message(title=title, lines=tuple(lines), buttons=rows))


def open_ones(
    found: Sequence[Proposal], warned: Sequence[tuple[int, str]], drafts: Sequence[tuple[int, str]], begin: int = 0
) -> Message:
    """What waits for an answer, `begin` after the first of each kind; warnings and drafts by numbers and names."""
    if not (found or warned or drafts):
        return personal(said("Nothing waits for an answer: no suggestion, no warning, no draft."))
    kinds: tuple[tuple[str, str, Sequence[tuple[int, str]]], ...] = (
        ("suggestion", "proposal", [(one.id, f"{_subject(one)}, suggested by {one.author}") for one in found]),
        ("warning", "alert", warned),
        ("draft", "drafted", drafts),
    )
    lines: list[Line] = []
    buttons: list[Button] = []
    left: list[str] = []
    for kind, command, waiting in kinds:
        shown = waiting[begin : begin + OPEN_SHOWN]
        lines += [(f"{_upper(kind)} {number}: {what}",) for number, what in shown]
        buttons += [Button(f"{_upper(kind)} {number}", f"/{command} {number}") for number, _ in shown]
        if more := len(waiting[begin + OPEN_SHOWN :]):
            left.append(count(more, f"more {kind}"))
    if not lines:  # of a page that was there
        return open_ones(found, warned, drafts)
    if left:
        lines.append((f"And {listed(left)}.",))
        buttons.append(Button("More", f"/suggestions {begin + OPEN_SHOWN}"))
    return personal(Message(title="Waiting for an answer", lines=tuple(lines), buttons=rows(buttons)))


def what_to_suggest(example: str, *, unread: bool = False) -> Message:
    buttons: Rows = ((Button("A drama", "/suggest drama"), Button("A quote", "/suggest quote")),)
    correction = f"A correction is said in the words of an editor, for example {example}."
    question = "What do you want to suggest to the editors?"
    if unread:
        question = "I could not make a drama, a correction or a quote of that. What do you want to suggest?"
    return personal(said(question, (correction,), buttons=buttons))


def suggested(left: int) -> Message:
    more = f"You can suggest {count(left, 'more thing')} today." if left else "That was your last suggestion for today."
    return personal(said("Thank you. The editors are looking at it, and you hear here what becomes of it.", (more,)))


def too_many(most: int) -> str:
    return (
        f"You have made {most} suggestions in the last 24 hours; that is all that is read. Please come back tomorrow."
    )


def thanked(proposal: Proposal) -> Message:
    return said(f"Thank you: your suggestion is in. {_upper(_subject(proposal))}.")


def declined(proposal: Proposal, why: str | None) -> Message:
    reason = f" They say: {why}" if why else ""
    return said(f"The editors did not take your suggestion ({_subject(proposal)}).{reason}")


def _title(proposal: Proposal, drama: Drama | None) -> str:
    name = drama.title if drama else proposal.slug
    subject = _named(proposal, name)
    if proposal.author == FILE:
        return f"{name}: file or chat?"
    if proposal.state is State.DRAFT:
        return f"{_upper(subject)}?"
    return f"Suggested by {proposal.author}. {_upper(subject)}"


def _named(proposal: Proposal, name: str) -> str:
    return f"add {name}" if proposal.before is None else f"{name}: {proposal.what}"


def _subject(proposal: Proposal) -> str:
    """What it is about and what it does, where no title stands above."""
    drama = _drama(proposal, proposal.after or proposal.before)
    return _named(proposal, drama.title if drama else proposal.slug)


def _buttons(proposal: Proposal) -> Rows:
    number = proposal.id
    yes, no = f"/approve {number}", f"/refuse {number}"
    if proposal.author == FILE:
        return ((Button("Take the file", yes), Button("Keep what chat has", no)),)
    edit = (Button("Edit", f"/amend {number}"),) if proposal.line or proposal.before is None else ()
    if proposal.before is None:
        edit = (*edit, Button("Rehearse", f"/rehearse {number}"))
    if proposal.state is State.DRAFT:
        return ((Button("Yes, do it", yes, Style.PRIMARY), *edit, Button("No", no)),)
    return ((Button("Approve", yes, Style.PRIMARY), *edit, Button("Refuse", no, Style.DANGER)),)


def _drama(proposal: Proposal, text: str | None) -> Drama | None:
    return None if text is None else schedules.parse(text, proposal.slug)


def _samples(airings: Sequence[Airing], release: Release) -> list[Airing]:
    """The first and the last that was announced, and between them one that is unlike the others."""
    if len(airings) < 3:
        return list(airings)
    first = airings[0].announced
    usual = len(airings[1].episodes)

    def odd(airing: Airing) -> bool:
        announced = airing.announced
        weekday = announced.on is not None and release.every and announced.on.weekday() not in release.every
        other = (announced.hour, announced.zone) != (first.hour, first.zone)
        return bool(weekday) or other or len(airing.episodes) != usual or airing.episodes[0].reason is not None

    between = next((one for one in airings[1:-1] if odd(one)), airings[1])
    made_up = release.total is None and len(airings) >= OPEN_NIGHTS
    return [airings[0], between, *([] if made_up else [airings[-1]])]


def _both(announced: Announced, zone: str | None) -> Line:
    """In the announced zone, in words, and in the reader's own time."""
    if announced.at is None:
        return (told_for(announced),)
    shown = when(announced, zone)
    words = told_for(announced)
    return shown if zone is None else (words, "; for you ", shown[0])


def _moves(release: Release, moves: Sequence[Moved], named: bool) -> list[Line]:
    where = f" on {release.network}" if named else ""
    lines: list[Line] = []
    for state, what in ((None, "no longer part of it"), (True, "no date until further notice")):
        same = [move for move in moves if (state is None if move.now is None else state and move.now.on is None)]
        if same and len(same) == len(moves):
            numbers = [number for move in moves for number in move.numbers]
            was = f"; the first of them was {told_for(moves[0].was)}" if moves[0].was else ""
            return [(Strong(f"{_upper(numbered(numbers))}{where}"), f": {what}{was}")]
    for move in moves[:MOST_MOVES]:
        was = told_for(move.was) if move.was else "not part of it"
        now = told_for(move.now) if move.now else "no longer part of it"
        lines.append((Strong(f"{_upper(numbered(move.numbers))}{where}"), f": {was} → {now}"))
    if len(moves) > MOST_MOVES:
        last = moves[-1]
        lines.append((f"… and {len(moves) - MOST_MOVES} more, the last ", numbered(last.numbers)))
    return lines


def _timing(moves: Sequence[Moved], now: datetime) -> list[Line]:
    """What becomes of a change that comes close to the airing, or after it: of the first night that is any news."""
    if moves and not changes.is_news(moves, now):
        return [("All of this is past, so nobody is told; it only corrects the record.",)]
    for move in [one for one in moves if changes.is_news([one], now)][:1]:
        was = changes.standing(move.was) if move.was else None
        at = changes.standing(move.now) if move.now else None
        named = numbered(move.numbers)
        if was is not None and was <= now:
            ago = times.span(now - was)
            return [(f"By the old time {named} has been out for {ago}. Who was told so hears that it is not.",)]
        if was is not None and was - now <= SOON:
            return [(f"That is {times.span(was - now)} before {named}: reminders that are out are corrected.",)]
        if at is not None and at <= now:
            return [("The new time is past already: there will be no reminder, only the notice.",)]
    return []


def _written(proposal: Proposal, was: str, now: str) -> list[Line]:
    """The lines of the file that differ."""
    before, after = ((text or "").splitlines() for text in (proposal.before, proposal.after))
    found = [line for line in unified_diff(before, after, n=0, lineterm="") if line[:2] not in ("--", "++", "@@")]
    lines: list[Line] = [
        (f"{was if line[0] == '-' else now}: {line[1:].strip()}",) for line in found if line[1:].strip()
    ]
    return lines[:MOST_LINES] + ([("…",)] if len(lines) > MOST_LINES else [])


def _entry(proposal: Proposal, zone: str | None) -> Line:
    at = proposal.decided or proposal.at
    on = times.local(at, zone or "UTC")
    clock = f"{on.day} {on:%b} {on.year} {times.clock(on.time())}{'' if zone else ' UTC'}"
    states = {State.UNDONE: ", undone later", State.REFUSED: ", refused", State.PROPOSED: ", waits for an editor"}
    reason = f" ({proposal.reason})" if proposal.reason else ""
    return (f"{clock}: {proposal.what}{reason}, by {proposal.author}{states.get(proposal.state, '')}.",)


def _is(number: int) -> str:
    return "is" if number == 1 else "are"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]
