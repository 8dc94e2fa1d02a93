"""What owners of the bot are told about it, and whoever subscribed a chat about that chat."""

from collections.abc import Iterable, Mapping, Sequence
from datetime import datetime

from bot.core import times
from bot.core.counts import Counts
from bot.core.faults import Fault
from bot.core.feeds import Feed
from bot.core.messages import Button, Line, Message, Moment, Strong, Style, said
from bot.core.operating import Failed, Overview
from bot.core.texts.phrases import count, listed, personal, rows

MOST_FAULTS = 10
MOST_FAILED = 8
KEPT_DAYS = 30

CHAT_STATES = {"active": "active", "paused": "without the right to post", "gone": "gone"}
ENDS = {
    "sent": "sent",
    "unknown": "perhaps lost",
    "expired": "too late",
    "gone": "to chats that are gone",
    "no rights": "without the right to post",
    "dead": "refused",
}


def silenced(titles: Sequence[str], reason: str, *, gone: bool, topic: int | None = None) -> Message:
    """To the person who subscribed a chat that can be told nothing any more. `topic` is its number, if it is one."""
    what = f"the chat where you subscribed to {listed(titles)}" if titles else "a chat that you subscribed"
    if gone:
        text = f"I am no longer in {what}, so nobody there is told anything."
        then = f"Its settings are kept for {KEPT_DAYS} days: add me again, and it goes on as before."
    else:
        text = f"I may not post any more in {what}."
        then = (
            "As soon as I may, it goes on by itself; I try once a day. What comes out meanwhile is told later in short."
        )
    told = (f"What I was told: {reason}",) if reason else ()
    if topic is None:
        return said(text, (then,), told)
    buttons = (
        Button("Try again", f"/topic {topic} again", Style.PRIMARY),
        Button("Post in General", f"/topic {topic} general"),
    )
    ask = "If the topic was closed, open it again. I post in General instead only if you say so."
    return said(text, (then,), (ask,), told, buttons=(buttons,))


def redirected(*, general: bool) -> Message:
    if general:
        return personal(said("From now on I post in the General topic of that group, what has waited first."))
    return personal(said("I try it again in that topic. If I still may not, I tell you."))


def not_redirected() -> Message:
    return personal(said("That is no topic that you subscribed, or I post elsewhere in that group by now."))


def faulty_files(faults: Sequence[Fault]) -> Message:
    lines: list[Line] = [(str(fault),) for fault in faults[:MOST_FAULTS]]
    if len(faults) > MOST_FAULTS:
        lines.append((f"And {len(faults) - MOST_FAULTS} more; `dramabell check` lists all.",))
    how = "These dramas are left out until their files are mended and the bot is started again."
    return Message(title="Faulty drama files", lines=(*lines, (), (how,)))


def status(
    overview: Overview,
    counts: Counts,
    dramas: int,
    faults: Sequence[Fault],
    feeds: Sequence[Feed],
    now: datetime,
    zone: str,
) -> Message:
    lines: list[Line] = [("Dramas: ", str(dramas))]
    lines += [("News: ", _news(feeds))] if feeds else []
    lines += [(f"{platform}: ", _chats(states)) for platform, states in sorted(overview.chats.items())]
    lines.append(("Last day: ", _day(overview)))
    lines.append(("Waiting: ", f"{overview.waiting} to be sent, {overview.retrying} to be tried again"))
    due = counts.next_due
    lines.append(("Next due: ", *((Moment(due, zone),) if due and due > now else ("nothing",))))
    lines += list(_holds(overview, counts, zone))
    if faults:
        lines += [(), (Strong("Faulty drama files"),)]
        lines += [(str(fault),) for fault in faults[:MOST_FAULTS]]
    buttons = ((Button("Failed", "/failed"),),) if overview.failed else ()
    return personal(Message(title="Status", lines=tuple(lines), buttons=buttons))


def failed(found: Sequence[Failed], titles: Mapping[str, str], now: datetime) -> Message:
    if not found:
        return personal(said("Nothing has failed."))
    lines: list[Line] = []
    for one in found:
        named = listed([titles.get(slug, slug) or "a digest or notice" for slug in one.dramas]) or "nothing any more"
        ago = times.span(now - one.at)
        state = ENDS.get(one.state, one.state)
        lines.append(
            (Strong(f"{one.number}"), f": {named} to {one.platform} {one.chat}, {ago} ago, {state}. {one.reason}")
        )
    again = rows([Button(f"Retry {one.number}", f"/retry {one.number}", Style.PRIMARY) for one in found[:MOST_FAILED]])
    return personal(Message(title="Failed", lines=tuple(lines), buttons=again))


def retried(number: int) -> Message:
    return personal(said(f"{number} is tried again now."))


def not_retried(number: int) -> Message:
    return personal(said(f"{number} cannot be tried again: it was sent, has become stale, or is no longer kept."))


def _news(feeds: Sequence[Feed]) -> str:
    paused = sum(not feed.active for feed in feeds)
    failing = sum(feed.active and feed.failures > 0 for feed in feeds)
    troubled = listed([f"{number} {what}" for number, what in ((paused, "paused"), (failing, "failing")) if number])
    return f"{count(len(feeds), 'feed')}{f', {troubled} (/feeds)' if troubled else ''}"


def _chats(states: Mapping[str, int]) -> str:
    return listed([f"{number} {CHAT_STATES.get(state, state)}" for state, number in sorted(states.items())])


def _day(overview: Overview) -> str:
    parts = [f"{overview.ends.get(state, 0)} {words}" for state, words in ENDS.items() if overview.ends.get(state)]
    more = [f"{overview.late} of them late"] if overview.late else []
    more += [f"{overview.doubtful} perhaps twice"] if overview.doubtful else []
    return listed(parts + more) or "nothing was sent"


def _holds(overview: Overview, counts: Counts, zone: str) -> Iterable[Line]:
    for platform, of_platform in sorted(counts.platforms.items()):
        if of_platform.held_until is not None:
            yield (f"{platform} asked for silence until ", Moment(of_platform.held_until, zone))
    if overview.held:
        yield (f"{count(overview.held, 'chat')} asked for silence",)
