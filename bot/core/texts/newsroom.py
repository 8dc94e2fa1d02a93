"""What editors read about feeds, and what a chat reads about its words."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from bot.core import times
from bot.core.feeds import Feed, Looked
from bot.core.messages import Button, Line, Message, Strong, Style, said
from bot.core.news import NewsWords
from bot.core.texts.phrases import Rows, count, listed, personal, rows

_SHOWN = 10  # feeds in one list


def listed_feeds(feeds: Sequence[Feed], now: datetime, begin: int = 0) -> Message:
    """From that number on, as many as a phone shows; those in trouble can be resumed from here."""
    if not feeds:
        return personal(
            said("No feed is read yet. Add a site that writes about dramas, for example /feeds add https://example.com")
        )
    rest = [feed for feed in feeds if feed.id >= begin] or list(feeds)
    lines: list[Line] = [
        (Strong(f"{feed.id}. {_clip(feed.name)}"), f": {_state(feed, now)} {_clip(feed.address)}")
        for feed in rest[:_SHOWN]
    ]
    lines.append(("/feeds test, pause, resume or remove, and its number; /feeds add and an address.",))
    troubled = [feed for feed in feeds if not feed.active][:4]
    buttons = [Button(f"Resume {_clip(feed.name, 40)}", f"/feeds resume {feed.id}") for feed in troubled]
    if more := rest[_SHOWN:]:
        buttons.append(Button(f"{len(more)} more", f"/feeds list {more[0].id}"))
    return personal(Message(title="Feeds", lines=tuple(lines), buttons=rows(buttons)))


def _clip(text: str, most: int = 80) -> str:
    return text if len(text) <= most else f"{text[: most - 1]}…"


def _state(feed: Feed, now: datetime) -> str:
    by = f"Added by {feed.author}."
    if not feed.active:
        why = feed.reason or "Paused."
        return f"{why if why.startswith('Paused') else f'paused. {why}'} {by}"
    if feed.fetched is None:
        return f"not read yet. {f'{feed.reason} ' if feed.reason else ''}{by}"
    trouble = f" {_upper(count(feed.failures, 'failure'))} since: {feed.reason}" if feed.failures else ""
    return f"read {_ago(now - feed.fetched)}, every {times.span(feed.every)}.{trouble} {by}"


def _ago(length: timedelta) -> str:
    return f"{times.span(length)} ago" if length >= timedelta(minutes=1) else "just now"


def _upper(text: str) -> str:
    return text[:1].upper() + text[1:]


def added(feed: Feed, looked: Looked) -> Message:
    """What stands in it now is seen, and told to nobody."""
    counts = "counts" if looked.count == 1 else "count"
    holds = (
        f"The {count(looked.count, 'item')} that it holds now {counts} as seen" if looked.count else "It is empty yet"
    )
    begins = "; what comes from now on, and is about a drama or somebody in the schedule, is news."
    lines: list[Line] = [(f"It is read every {times.span(looked.every)}. {holds}{begins}",)]
    lines += [(f"The latest: {title}",) for title in looked.titles[:1]]
    buttons: Rows = ((Button("All feeds", "/feeds list"), Button("Remove", f"/feeds remove {feed.id}", Style.DANGER)),)
    return Message(title=f"{feed.name} is read from now on", lines=tuple(lines), buttons=buttons)


def known(feed: Feed) -> Message:
    state = "is read already" if feed.active else "is known, and paused"
    resume: Rows = () if feed.active else ((Button("Resume", f"/feeds resume {feed.id}", Style.PRIMARY),),)
    return personal(said(f"{feed.name} {state}: it is number {feed.id} of /feeds.", buttons=resume))


def choices(looked: Looked, what: str) -> Message:
    """A page that names several feeds."""
    lines: list[Line] = [
        (Strong(title), f": {address}") if title != address else (address,) for title, address in looked.choices
    ]
    buttons = [Button(title, f"/feeds {what} {address}") for title, address in looked.choices]
    return personal(Message(title="That page has several feeds. Which one?", lines=tuple(lines), buttons=rows(buttons)))


def tested(looked: Looked, known: Feed | None) -> Message:
    dated = f", the latest of {times.local(looked.dated, 'UTC'):%d %B %Y %H:%M} UTC" if looked.dated else ""
    lines: list[Line] = [(f"{looked.address} holds {count(looked.count, 'item')}{dated}.",)]
    lines += [(f"- {title}",) for title in looked.titles]
    if known:
        lines.append((f"It is number {known.id} of /feeds.",))
    add: Rows = () if known else ((Button("Add it", f"/feeds add {looked.address}", Style.PRIMARY),),)
    return personal(Message(title=looked.site or "A feed without a name", lines=tuple(lines), buttons=add))


def paused(feed: Feed, reason: str) -> Message:
    """To whoever added it: it is no longer read."""
    lines: list[Line] = [(reason,), (f"{feed.address} is not asked any more until somebody says so.",)]
    buttons: Rows = (
        (Button("Try again", f"/feeds resume {feed.id}", Style.PRIMARY), Button("Remove", f"/feeds remove {feed.id}")),
    )
    return Message(title=f"The feed of {feed.name} is paused", lines=tuple(lines), buttons=buttons)


def set_state(feed: Feed, what: str) -> Message:
    done = {
        "pause": f"{feed.name} is not read until you resume it.",
        "resume": f"{feed.name} is read again, beginning now.",
        "remove": f"{feed.name} is no longer read. What it brought so far stays. To add it again: "
        f"/feeds add {feed.address}",
    }
    other = {"pause": "resume", "resume": "pause"}.get(what)
    buttons: Rows = ((Button(other.title(), f"/feeds {other} {feed.id}"),),) if other else ()
    return personal(said(done[what], buttons=buttons))


def of_config(feed: Feed) -> str:
    return (
        f"{feed.name} is named in the config file, under [news] feeds, and would come back at the next start. "
        f"Take it out there; until then, /feeds pause {feed.id}."
    )


def words(chosen: NewsWords) -> Message:
    if not chosen.only and not chosen.without:
        return said(
            "This chat has no words of its own: it is told all news about its dramas. "
            "/newswords -spoilers leaves out news with that word, /newswords +interview all news without that one."
        )
    lines: list[Line] = []
    if chosen.only:
        lines.append((f"Only news with {listed([f'“{word}”' for word in chosen.only], 'or')}.",))
    if chosen.without:
        lines.append((f"None with {listed([f'“{word}”' for word in chosen.without], 'or')}.",))
    buttons = [Button(f"Forget “{word}”", f'/newswords forget "{word}"') for word in (*chosen.only, *chosen.without)][
        :6
    ]
    return Message(lines=tuple(lines), buttons=rows(buttons))
