"""A season played at once, for one person."""

from collections.abc import Sequence

from bot.core import times
from bot.core.messages import Button, Line, Message, Moment, Strong
from bot.core.proposals import Proposal
from bot.core.rehearsal import Act, Season
from bot.core.texts.phrases import Rows, count, personal
from bot.core.texts.quotes import quote_lines

MOST = 14  # messages that are named; of more, the middle ones are counted
ENDS = 6  # of these at either end


def rehearsal(season: Season, proposal: Proposal | None, waiting: Sequence[Proposal] = ()) -> Message:
    """`proposal` is what is played, where that is not in force; `waiting` are others of that drama."""
    drama = season.drama
    what = f"Rehearsal of {drama.title} on {season.release.network}"
    lines: list[Line] = [(_whose(season, proposal),)]
    whole = {0, next((n for n, act in enumerate(season.acts) if act.airs), 0), len(season.acts) - 1}
    known: set[Line] = set()
    for number, act in enumerate(season.acts):
        if len(season.acts) > MOST and ENDS <= number < len(season.acts) - ENDS:
            if number == ENDS:
                lines.append((f"… and {len(season.acts) - 2 * ENDS} more like these …",))
            continue
        lines += [(), *_told(season, act)] if number in whole else _briefly(season, act, known)
        known.update(act.message.lines)
    if season.quote:
        lines += [(), (Strong("Whenever somebody asks for a quote"),), *quote_lines(drama, season.quote)]
    lines = [line for line, before in zip(lines, [(), *lines], strict=False) if line or before]
    lines = lines if lines[-1] else lines[:-1]
    return personal(Message(title=what, lines=tuple(lines), buttons=_buttons(season, proposal, waiting)))


def nobody(season: Season) -> Message:
    drama = season.drama
    why = "[reminders] leads in the config is empty" if season.release.episodes else "it has no dates yet"
    text = f"Of {drama.title} on {season.release.network} nobody is told anything: {why}."
    return personal(Message(lines=((text,),), buttons=((Button(drama.title, f"/drama {drama.slug}"),),)))


def _whose(season: Season, proposal: Proposal | None) -> str:
    told = f"{count(len(season.acts), 'message')} to those who have not chosen their reminders"
    where = f", by the clock of {times.place(season.zone)}"
    if proposal is None:
        return f"{told}{where}."
    return f"As proposal {proposal.id} would have it ({proposal.what}): {told}{where}."


def _told(season: Season, act: Act) -> list[Line]:
    return [(Moment(act.due, season.zone),), (Strong(_title(season, act)),), *act.message.lines, ()]


def _briefly(season: Season, act: Act, known: set[Line]) -> list[Line]:
    """Without when and where it is out, as in all of them, and without what was said before."""
    more = (line for line in act.message.lines[1:] if line not in known)
    return [(Moment(act.due, season.zone), ": ", _title(season, act)), *more]


def _title(season: Season, act: Act) -> str:
    return (act.message.title or "").removeprefix(f"{season.drama.title}: ")


def _buttons(season: Season, proposal: Proposal | None, waiting: Sequence[Proposal]) -> Rows:
    slug = season.drama.slug
    others = tuple(
        Button(f"As in proposal {one.id}", f"/rehearse {one.id}") for one in waiting if one != proposal and one.after
    )[:3]
    if proposal is not None:
        return ((Button("The proposal", f"/proposal {proposal.id}"), *others),)
    releases = tuple(
        Button(f"On {one.network}", f"/rehearse {slug} {one.key}")
        for one in season.drama.releases
        if one.key != season.release.key
    )[:3]
    return tuple(row for row in ((Button(season.drama.title, f"/drama {slug}"), *releases), others) if row)
