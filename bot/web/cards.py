"""One drama on the schedule page."""

from collections.abc import Iterator
from datetime import datetime
from urllib.parse import quote

from bot.core import times
from bot.core.dramas import Airing
from bot.core.texts import cards, phrases
from bot.web import words
from bot.web.doors import Doors
from bot.web.html import Html, join, tag
from bot.web.season import Run, Show, State

LABELS = {State.ON: "On the air", State.COMING: "To come", State.ENDED: "Ended"}


def card(show: Show, now: datetime, zone: str | None, doors: Doors) -> Html:
    drama = show.drama
    title = f"{drama.slug}-title"
    return tag(
        "article",
        tag(
            "header",
            tag("p", LABELS[show.state], class_="state"),
            tag("h3", drama.title, id=title),
            _original(drama.original_title),
        ),
        _lead(show, now, zone),
        tag("p", drama.about, class_="about") if drama.about else None,
        _details(show, zone),
        _actions(show, doors),
        class_=f"card {words.hue(drama.slug)} {show.state.name.lower()}",
        id=drama.slug,
        aria_labelledby=title,
    )


def line(show: Show, now: datetime) -> Html:
    """A drama that ended long ago, in one line."""
    last = show.last
    on = last.announced.on if last else None
    return tag("li", tag("b", show.drama.title), f", ended {words.short_date(on, now)}" if on else None)


def _original(title: str | None) -> Html | None:
    return tag("p", title, class_="original", lang=words.language(title)) if title else None


def _lead(show: Show, now: datetime, zone: str | None) -> Html:
    """What one wants to know first: what comes next, or how it ended."""
    next_, last = show.next, show.last
    if next_ is not None:
        several = f" on {next_.release.network}" if len(show.runs) > 1 else ""
        return tag(
            "div",
            tag("p", tag("b", words.episode(next_), several), words.badges(next_), class_="what"),
            tag("p", words.countdown(next_, now), class_="soon"),
            tag("p", words.moment(next_.announced, zone), class_="when"),
            _announced(next_, zone),
            _progress(show),
            class_="lead",
        )
    if last is None or show.state is not State.ENDED:
        return tag(
            "div", tag("p", "The next date is not announced yet.", class_="what"), _progress(show), class_="lead"
        )
    return tag(
        "div",
        tag("p", tag("b", f"{phrases.count(show.runs[0].out, 'episode')}, all out"), class_="what"),
        tag("p", "The finale came out ", words.moment(last.announced, zone), ".", class_="when"),
        class_="lead",
    )


def _announced(airing: Airing, zone: str | None) -> Html | None:
    """Where the visitor's clock shows something else."""
    at, own = airing.at, airing.announced.zone
    if at is None or zone is None or times.local(at, zone).utcoffset() == times.local(at, own).utcoffset():
        return None
    return words.announced(airing, zone)


def _progress(show: Show) -> Html | None:
    run = next((run for run in show.runs if run.state is State.ON and run.release.total), None)
    if run is None or run.release.total is None:
        return None
    label = f"{run.out} of {run.release.total} are out"
    bar = tag("progress", label, max=run.release.total, value=run.out, aria_label=f"{show.drama.title}: {label}")
    return tag("p", bar, tag("span", label), class_="progress")


def _details(show: Show, zone: str | None) -> Html:
    """Where, when and who; folded away once it has ended."""
    facts = list(_facts(show))
    shown = join(
        tag("ul", [_release(show, run, zone) for run in show.runs], class_="releases"),
        tag("dl", facts, class_="facts") if facts else None,
    )
    if show.state is not State.ENDED:
        return shown
    about = tag("span", f" of {show.drama.title}", class_="hidden")
    return tag("details", tag("summary", "Schedule, cast and calendar", about), shown, class_="more")


def _release(show: Show, run: Run, zone: str | None) -> Html:
    release, slug = run.release, show.drama.slug
    total = phrases.count(release.total, "episode") if release.total else "number of episodes not announced"
    query = f"?release={quote(release.key, safe='')}" if run is not show.runs[0] else ""
    calendar = tag(
        "a",
        "Calendar",
        tag("span", f" of {show.drama.title} on {release.network}", class_="hidden"),
        href=f"calendar/{quote(slug, safe='')}.ics{query}",
        class_="ics",
    )
    finale = None
    if run.finale is not None and run.next is not None and run.finale is not run.next:
        finale = ("The finale: ", words.moment(run.finale.announced, zone), ". ")
    said = f"{total}, {cards.pattern(release, zone)}. "
    return tag("li", tag("b", release.network), ": ", said, finale, calendar)


def _facts(show: Show) -> Iterator[Html]:
    drama = show.drama
    if drama.cast:
        cast = [f"{one.actor} as {one.character}" if one.character else one.actor for one in drama.cast]
        yield tag("div", tag("dt", "Cast"), tag("dd", phrases.listed(cast)))
    if drama.director:
        yield tag("div", tag("dt", "Director"), tag("dd", phrases.listed(drama.director)))
    if drama.rating:
        yield tag("div", tag("dt", "Rating"), tag("dd", drama.rating))


def _actions(show: Show, doors: Doors) -> Html:
    slug, ended = show.drama.slug, show.state is State.ENDED
    command = "rewatch" if ended else "subscribe"
    about = tag("span", f" {show.drama.title}", class_="hidden")
    link = doors.telegram(command, slug)
    label = "Watch again with reminders" if ended else "Be told when it is out"
    button = tag("a", label, about, class_="button", href=link, rel="noreferrer") if link else None
    why = "Watch it again, night by night" if ended else "Be told of every episode"
    said = tag("p", f"{why}: say ", tag("code", f"/{command} {slug}"), " to the bot.", class_="say")
    return tag("div", button, said, class_="actions")
