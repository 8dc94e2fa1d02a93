"""What editors read of a story that says that a night is not as planned, and what became of it."""

from bot.core.dramas import Drama
from bot.core.messages import Button, Line, Link, LinkButton, Message, Quoted, Style, said
from bot.core.news import Alert, Change, Raised
from bot.core.texts.changes import numbered
from bot.core.texts.phrases import personal, rows, when

SAYS = {
    Change.SKIPPED: "perhaps not aired as planned",
    Change.POSTPONED: "perhaps postponed",
    Change.MOVED: "perhaps at another time",
    Change.HALTED: "perhaps on hold",
}


def alert(raised: Raised, drama: Drama) -> Message:
    """While nobody has decided: what may be done about it."""
    found = raised.alert
    release = drama.release((found.network or "").casefold() or None)
    airings = [one for one in drama.airings(release) if set(one.numbers) & set(found.episodes)]
    lines = [*_told(raised)]
    lines += [
        ("In the schedule: ", numbered(one.numbers), ", ", *when(one.announced, None), ".") for one in airings[:3]
    ]
    lines.append(("Nothing is changed unless you do.",))
    buttons = [
        Button(label, f"/settle {raised.id} {way}", style) for way, (label, _, style) in ways(found, drama).items()
    ]
    decline = (Button("Ignore", f"/ignore {raised.id}"), LinkButton("Read it", raised.source.address))
    return Message(title=title(raised, drama), lines=tuple(lines), buttons=(*rows(buttons), decline))


def title(raised: Raised, drama: Drama | None) -> str:
    return f"{drama.title if drama else raised.alert.drama}: {SAYS[raised.alert.change]}"


def named(raised: Raised, drama: Drama | None) -> str:
    """In a list: "Cheer Up, episode 11, perhaps postponed (Daily Drama)"."""
    episodes = f", {numbered(raised.alert.episodes)}" if raised.alert.episodes else ""
    name = drama.title if drama else raised.alert.drama
    return f"{name}{episodes}, {SAYS[raised.alert.change]} ({raised.source.site})"


def _told(raised: Raised) -> list[Line]:
    told: list[Line] = [] if raised.alert.words == raised.source.title else [(Quoted(raised.alert.words),)]
    return [*told, (f"{raised.source.site}: ", Link(raised.source.title, raised.source.address))]


def settled(raised: Raised, drama: Drama | None, change: tuple[str, str] | None) -> Message:
    """Once somebody has: `change` is what was done to the drama since, and by whom."""
    name = drama.title if drama else raised.alert.drama
    if raised.decided_by is not None:
        became = f"Ignored by {raised.decided_by}: the schedule of {name} stays as it is."
    elif drama is None:
        became = f"{name} is no longer in the schedule."
    elif change is None:
        became = "The schedule has that night otherwise by now."
    else:
        became = f"Done: {change[0]}, by {change[1]}."
    buttons = (LinkButton("Read it", raised.source.address),)
    return Message(title=title(raised, drama), lines=(*_told(raised), (became,)), buttons=(buttons,))


def over(raised: Raised, drama: Drama) -> Message:
    return personal(
        said(f"{title(raised, drama)}: that night is long past. /skip and /move still put the record right.")
    )


def gone() -> str:
    return "That warning is no longer known. /suggestions lists what waits for an answer."


def ways(alert: Alert, drama: Drama) -> dict[str, tuple[str, str, Style]]:
    """What would put the schedule right, the likeliest first: label, command line and style, each by a short name."""
    network = f' "{alert.network}"' if alert.network else ""
    numbers = ",".join(map(str, alert.episodes))
    reason = f" {alert.reason}" if alert.reason else ""
    named = numbered(alert.episodes)
    move = f"/move {drama.slug}{network} {numbers}"
    skip = ("skip", (f"Skip {named}", f"/skip {drama.slug}{network} {numbers}{reason}", Style.PRIMARY))
    tba = ("tba", ("No date yet", f'{move} "tba"{reason}', Style.PLAIN))
    hold = ("hold", ("Hold all", f"/hold {drama.slug}{reason}", Style.PLAIN))
    if not alert.episodes:
        return dict((hold,))
    if alert.when:
        moved = (f"Move {named} to {alert.when}", f'{move} "{alert.when}"{reason}', Style.PLAIN)
        return dict((("move", moved), skip))
    match alert.change:
        case Change.SKIPPED:
            return dict((skip, hold))
        case Change.POSTPONED:
            return dict((skip, tba, hold))
        case Change.HALTED:
            return dict((hold, tba))
    return dict((tba,))
