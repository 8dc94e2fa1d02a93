"""What digests and daily quotes say, and how a chat hears of its own."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, datetime

from bot.core import times
from bot.core.digests import Rhythm, What
from bot.core.dramas import Drama, Quote
from bot.core.messages import Button, Day, Kind, Line, Link, Message, Moment, Spoiler, Strong, Style, said
from bot.core.news import Story
from bot.core.texts.phrases import WEEKDAYS, Rows, in_place, listed, personal, rows
from bot.core.texts.quotes import quote_lines

LONGEST_SUMMARY = 300  # letters: a story is told at its site
MOST_SITES = 3

COMMANDS = {What.NEWS: "digest", What.QUOTE: "dailyquote"}
NAMES = {What.NEWS: "news of what it follows", What.QUOTE: "a quote from what it follows"}
PRESETS = {
    What.NEWS: (("Daily 8 AM", "daily 8am"), ("Daily 8 PM", "daily 8pm"), ("Sundays 8 AM", "weekly sunday 8am")),
    What.QUOTE: (("8 AM", "8am"), ("9 AM", "9am"), ("8 PM", "8pm")),
}


@dataclass(frozen=True, slots=True)
class Shown:
    """A story as one chat is shown it. `hidden`: it gives away what the chat has not seen."""

    story: Story
    hidden: bool = False


def news(by_drama: Sequence[tuple[str, Sequence[Shown]]], more: int, zone: str | None, line: str = "") -> Message:
    """Stories under the names of what they are about. `line` is what shows `more` of them."""
    lines: list[Line] = []
    for name, stories in by_drama:
        lines += [()] if lines else []
        if len(by_drama) > 1:  # else the title says it
            lines.append((Strong(name),))
        for place, one in enumerate(stories):
            lines += [()] if place else []
            lines += _story(one, zone)
    if more:
        lines += [(), (f"And {'one' if more == 1 else more} more.",)]
    buttons: Rows = ((Button("More", line),),) if more and line else ()
    return Message(title=f"News: {listed([name for name, _ in by_drama])}", lines=tuple(lines), buttons=buttons)


def digest(by_drama: Sequence[tuple[Drama, Sequence[Shown]]], more: int, zone: str | None) -> Message:
    """What a chat is told without having asked just then."""
    named = [(drama.title, stories) for drama, stories in by_drama]
    row = (Button("More news", "/news"), Button("Stop digests", "/digest off", Style.DANGER))
    return replace(news(named, more, zone), kind=Kind.DIGEST, buttons=(row,))


def daily_quote(drama: Drama, quote: Quote) -> Message:
    row = (Button("Another", f"/quote {drama.slug}"), Button(drama.title, f"/drama {drama.slug}"))
    stop = Button("Stop daily quotes", "/dailyquote off", Style.DANGER)
    return Message(Kind.QUOTE, lines=quote_lines(drama, quote), buttons=(row, (stop,)))


def both(digest: Message, quote: Message) -> Message:
    """A chat that has both at one hour has them in one message."""
    lines = (*digest.lines, (), (Strong("Quote of the day"),), *quote.lines)
    return replace(digest, lines=lines, buttons=(*digest.buttons, *quote.buttons))


def no_news(name: str | None, followed: bool) -> Message:
    """`name` is what was asked for; without one it was about what the chat follows, or about all."""
    if name:
        return personal(said(f"There is no news of {name} yet."))
    where = "of what this chat follows" if followed else "of any drama here"
    return personal(said(f"There is no news {where} yet."))


def begun(what: What, rhythm: Rhythm, first: datetime, zone: str) -> Message:
    line = (
        f"This chat gets {NAMES[what]} {every(rhythm)} {in_place(zone)}, silently. Nothing comes when there is nothing."
    )
    off = Button("Off", f"/{COMMANDS[what]} off", Style.DANGER)
    return said(line, ("The first time is ", Moment(first, zone), "."), buttons=((off,),))


def follows_nothing() -> Line:
    return ("It follows no drama yet: /subscribe with a title, or there is nothing to tell.",)


def no_quotes() -> Line:
    return ("Nothing that it follows has a quote yet: the first one is told when editors have added some.",)


def no_feeds() -> Line:
    return ("This bot reads no news site yet: its editors add some with /feeds.",)


def ended(what: What, was: bool) -> Message:
    if not was:
        return personal(said(f"This chat does not get {NAMES[what]}, so there is nothing to turn off."))
    return said(f"This chat gets no more {'digests' if what is What.NEWS else 'daily quotes'}.")


def standing(what: What, rhythm: Rhythm | None, zone: str | None) -> Message:
    """What is set, and how to change it."""
    command = COMMANDS[what]
    if rhythm is None:
        now = f"This chat does not get {NAMES[what]}."
    else:
        now = f"This chat gets {NAMES[what]} {every(rhythm)}{f' {in_place(zone)}' if zone else ''}."
    example = "daily 8am, weekly sunday 8am" if what is What.NEWS else "9am"
    buttons = [Button(label, f"/{command} {line}") for label, line in PRESETS[what]]
    buttons += [Button("Off", f"/{command} off", Style.DANGER)] if rhythm else []
    how = f"Press one, or say /{command} {example} or off."
    return personal(said(now, (how,), buttons=rows(buttons)))


def every(rhythm: Rhythm) -> str:
    """Every day at 8:00 AM, every Sunday at 8:00 AM."""
    day = "day" if rhythm.weekday is None else WEEKDAYS[rhythm.weekday]
    return f"every {day} at {times.clock(rhythm.hour)}"


def which_zone(rhythm: Rhythm) -> str:
    return f"{times.clock(rhythm.hour)} on which clock? Say a city or a zone, such as Kuala Lumpur or MYT."


def other_zone(zone: str) -> str:
    return f"Times here are told {in_place(zone)}. Say /timezone with a city first if that is no longer right."


def _story(one: Shown, zone: str | None) -> Iterable[Line]:
    story = one.story
    if one.hidden:
        yield (Spoiler(story.title),)
    else:
        yield (Link(story.title, story.address),)
    if summary := _short(story.summary):
        yield (Spoiler(summary),) if one.hidden else (summary,)
    on = _date(story, zone)
    sites: Line = (Link(story.site, story.address),) if one.hidden else (story.site,)
    others = list(dict.fromkeys(source.site for source in story.also if source.site != story.site))
    also = f"; also {listed(others[:MOST_SITES])}" if others else ""
    yield (*sites, *((", ", Day(on)) if on else ()), f"{also}.")


def _date(story: Story, zone: str | None) -> date | None:
    if story.published is not None and zone is not None:
        return times.local(story.published, zone).date()
    return story.on or (story.published.date() if story.published else None)


def _short(summary: str) -> str:
    """Cut after a sentence where one ends in time, else after a word."""
    if len(summary) <= LONGEST_SUMMARY:
        return summary
    head = summary[:LONGEST_SUMMARY]
    end = max(head.rfind(mark) for mark in (". ", "! ", "? "))
    return head[: end + 1] if end > LONGEST_SUMMARY // 3 else f"{head[:-1].rsplit(' ', 1)[0]}…"
