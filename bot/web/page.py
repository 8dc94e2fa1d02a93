"""The schedule page, as HTML. It says everything without its script, which only keeps countdowns going."""

from collections.abc import Sequence

from bot.core import times, zones
from bot.core.catalogue import Catalogue
from bot.core.dramas import Airing
from bot.core.progress import night
from bot.core.texts import phrases
from bot.web import cards, words
from bot.web.doors import Doors
from bot.web.html import Html, join, tag
from bot.web.season import Season, Show, Slot, State
from bot.web.visitor import ANNOUNCED, Clock, Visitor, query_of

MOST_ENDED = 24  # cards of dramas that have ended; the others are one line each
MOST_LINES = 100
TAGLINE = "Korean dramas, night by night"
DOCTYPE = "<!doctype html>\n"


def page(season: Season, visitor: Visitor, catalogue: Catalogue, doors: Doors, assets: dict[str, str]) -> str:
    """`assets` are the addresses of style, script and icon by their file names."""
    body = tag(
        "body",
        tag("a", "Skip to the schedule", href="#main", class_="skip"),
        _header(visitor, doors),
        tag(
            "main",
            _tonight(season),
            _week(season),
            _memories(season),
            _grid(season),
            _quote(season),
            _dramas(season, visitor, catalogue, doors),
            id="main",
            tabindex="-1",
        ),
        _footer(),
    )
    known = "" if visitor.clock is Clock.UNKNOWN else "known"
    return DOCTYPE + tag("html", _head(assets), body, lang="en", data_now=words.iso(season.now), data_clock=known)


def _head(assets: dict[str, str]) -> Html:
    about = "When the next episode of each drama is out, in your own time and as announced, with calendars to follow."
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("title", f"{TAGLINE} · Dramabell"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="description", content=about),
        tag("meta", name="color-scheme", content="light dark"),
        tag("link", rel="icon", type="image/svg+xml", href=assets["bell.svg"]),
        tag("link", rel="stylesheet", href=assets["style.css"]),
        tag("script", src=assets["countdown.js"], defer=True),
    )


def _header(visitor: Visitor, doors: Doors) -> Html:
    telegram, discord = doors.telegram(), doors.discord
    links = [
        tag("li", tag("a", label, href=link, class_="button", rel="noreferrer"))
        for label, link in (("Open in Telegram", telegram), ("Add to Discord", discord))
        if link
    ]
    if doors.stage:
        links.append(tag("li", tag("a", "Try the bot on the stage", href="stage", class_="button")))
    return tag(
        "header",
        tag(
            "div",
            tag("p", tag("span", class_="bell", aria_hidden="true"), "Dramabell", class_="brand"),
            tag("h1", TAGLINE),
            tag("p", "An episode at 12 AM on Sunday stands under Saturday night, where you stay up for it."),
            tag("ul", links, class_="doors") if links else None,
            _clock(visitor),
            class_="wrap",
        ),
        class_="top",
    )


def _clock(visitor: Visitor) -> Html:
    """The form that sets the visitor's zone, with what is wrong with it."""
    now = times.place(visitor.zone) if visitor.zone else "each drama's own zone, as announced"
    kept = [
        tag("input", type="hidden", name=name, value=value)
        for name, value in (
            ("q", visitor.filters.words),
            ("network", visitor.filters.network),
            ("state", visitor.filters.state.name.lower() if visitor.filters.state else ""),
        )
        if value
    ]
    back = tag("a", "As announced", href=f"zone{query_of(visitor.filters, ANNOUNCED)}", class_="plain", rel="nofollow")
    options = [tag("option", value=choice.label) for choice in zones.suggest("")]
    return tag(
        "form",
        kept,
        tag("p", "Times in ", tag("b", now), ".", id="clock-now"),
        tag("label", "Your city or zone", for_="zone"),
        tag(
            "div",
            tag(
                "input",
                id="zone",
                name="zone",
                value=visitor.typed or None,
                list="zones",
                maxlength=60,
                autocomplete="off",
                placeholder="Seoul, MYT, +8",
                required=True,
                aria_describedby="clock-wrong" if visitor.mistake else "clock-now",
                aria_invalid="true" if visitor.mistake else None,
            ),
            tag("button", "Set"),
            back if visitor.zone else None,
            class_="row",
        ),
        tag("datalist", options, id="zones"),
        _wrong(visitor),
        action="zone",
        method="get",
        class_="zone",
    )


def _wrong(visitor: Visitor) -> Html | None:
    if not visitor.mistake:
        return None
    choices = [
        tag("li", tag("a", choice.label, href=f"zone{query_of(visitor.filters, choice.value)}", rel="nofollow"))
        for choice in visitor.choices
    ]
    return tag(
        "div",
        tag("p", visitor.mistake),
        tag("ul", choices) if choices else None,
        id="clock-wrong",
        class_="wrong",
        role="alert",
    )


def _tonight(season: Season) -> Html:
    on = f", {times.day_words(season.today)}" if season.today else ""
    if season.tonight:
        shown = tag("ul", [_airing(one, season) for one in season.tonight], class_="airings")
    else:
        shown = tag("p", "Nothing airs today. ", _soonest(season), class_="quiet")
    return _section("today", f"Today{on}", shown)


def _soonest(season: Season) -> Html | None:
    ahead = [show for show in season.shows if show.next is not None]
    if not ahead:
        return join("Everything here has ended, and can be watched again, night by night, on your own clock.")
    show = min(ahead, key=lambda one: one.next.at.timestamp() if one.next and one.next.at else float("inf"))
    assert show.next is not None
    name = tag("a", show.drama.title, href=f"#{show.drama.slug}")
    return join("Next is ", name, ", ", words.moment(show.next.announced, season.zone), ".")


def _week(season: Season) -> Html | None:
    if not season.week:
        return None
    days = [
        tag(
            "li",
            tag("h3", words.short_date(on, season.now)),
            tag("ul", [_airing(one, season) for one in airings], class_="airings"),
        )
        for on, airings in season.week
    ]
    return _section("week", "The next seven days", tag("ol", days, class_="week"))


def _airing(airing: Airing, season: Season) -> Html:
    return tag(
        "li",
        tag("p", words.hour(airing, season.zone), class_="hour"),
        tag(
            "div",
            tag("p", tag("a", airing.drama.title, href=f"#{airing.drama.slug}"), words.badges(airing), class_="title"),
            tag("p", f"{words.episode(airing)} · {airing.release.network}", class_="what"),
            words.announced(airing, season.zone),
            [
                tag("p", f"Not the usual night: {reason}.", class_="reason")
                for reason in dict.fromkeys(one.reason for one in airing.episodes if one.reason)
            ],
        ),
        tag("p", words.countdown(airing, season.now), class_="soon"),
        class_=f"airing {words.hue(airing.drama.slug)}",
    )


def _grid(season: Season) -> Html | None:
    if not any(slots for _, slots in season.grid):
        return None
    today = season.today.strftime("%A") if season.today else None
    columns = [
        tag(
            "li",
            tag("h3", day, tag("span", " (today)", class_="hidden") if day == today else None),
            tag("ul", [_slot(slot, season) for slot in slots]) if slots else tag("p", "–", class_="none"),
            class_="day now" if day == today else "day",
        )
        for day, slots in season.grid
    ]
    title = "The season by weekday" if season.live else "Their weekdays, when they were on"
    return _section("grid", title, tag("ol", columns, class_="grid"))


def _slot(slot: Slot, season: Season) -> Html:
    drama = slot.airing.drama
    return tag(
        "li",
        tag("a", drama.title, href=f"#{drama.slug}"),
        tag("p", words.hour(slot.airing, season.zone), f" · {slot.airing.release.network}", class_="what"),
        class_=f"slot {words.hue(drama.slug)}",
    )


def _memories(season: Season) -> Html | None:
    if not season.memories:
        return None
    said = [
        tag(
            "li",
            tag("p", words.short_date(night(airing, season.zone), season.now), class_="hour"),
            tag(
                "p",
                tag("a", airing.drama.title, href=f"#{airing.drama.slug}"),
                f" {_ends(airing)} on {airing.release.network}.",
            ),
            class_=words.hue(airing.drama.slug),
        )
        for airing in season.memories
    ]
    return _section("years-ago", "These days, years ago", tag("ul", said, class_="memories"))


def _ends(airing: Airing) -> str:
    said = [word for word, true in (("began", airing.premiere), ("ended", airing.finale)) if true]
    return phrases.listed(said)


def _quote(season: Season) -> Html | None:
    if season.quote is None:
        return None
    drama, quote = season.quote
    words_ = tag("blockquote", tag("p", f"“{quote.text}”"))
    of = tag("a", drama.title, href=f"#{drama.slug}")
    by = tag("figcaption", tag("b", quote.who), ", ", of, tag("small", f" Source: {quote.source}."))
    return tag("section", tag("figure", words_, by), class_="wrap said", aria_label="A quote a day")


def _dramas(season: Season, visitor: Visitor, catalogue: Catalogue, doors: Doors) -> Html:
    ended = [show for show in season.shows if show.state is State.ENDED]
    rest: list[Show] = ended[MOST_ENDED:]
    shown = [show for show in season.shows if show not in rest]
    found = tag("p", _found(season, visitor), role="status", class_="quiet")
    listed = tag("ul", [cards.line(show, season.now) for show in rest[:MOST_LINES]], class_="older") if rest else None
    return _section(
        "dramas",
        "Dramas",
        _filters(visitor, catalogue),
        found,
        tag("div", [cards.card(show, season.now, season.zone, doors) for show in shown], class_="cards"),
        listed,
    )


def _found(season: Season, visitor: Visitor) -> str:
    if not visitor.filters:
        return f"{phrases.count(len(season.shows), 'drama')}."
    return f"{len(season.shows)} of {phrases.count(season.known, 'drama')}."


def _filters(visitor: Visitor, catalogue: Catalogue) -> Html:
    filters = visitor.filters
    networks = {one.key: one.network for drama in catalogue.dramas.values() for one in drama.releases}
    by_name = sorted(networks.items(), key=lambda one: one[1].casefold())
    return tag(
        "form",
        tag(
            "p",
            tag("label", "Title or person", for_="q"),
            tag("input", id="q", name="q", type="search", value=filters.words or None, maxlength=60),
        ),
        tag("p", tag("label", "Where", for_="network"), _select("network", "Anywhere", by_name, filters.network)),
        tag(
            "p",
            tag("label", "State", for_="state"),
            _select(
                "state",
                "Any",
                [(state.name.lower(), cards.LABELS[state]) for state in State],
                filters.state.name.lower() if filters.state else "",
            ),
        ),
        tag("p", tag("button", "Show"), tag("a", "All", href="./#dramas", class_="plain") if filters else None),
        action="./#dramas",
        method="get",
        class_="filters",
        role="search",
    )


def _select(name: str, every: str, options: Sequence[tuple[str, str]], chosen: str) -> Html:
    shown = [tag("option", label, value=value, selected=value == chosen) for value, label in (("", every), *options)]
    return tag("select", shown, id=name, name=name)


def _footer() -> Html:
    return tag(
        "footer",
        tag(
            "div",
            tag("p", "Dramabell tells you in Telegram and Discord when an episode is out, once, and never a day off."),
            tag(
                "p",
                "Every drama has a calendar here. For one of your own, say ",
                tag("code", "/calendar"),
                " to the bot.",
            ),
            tag("p", tag("a", "What it keeps about people", href="./privacy")),
            class_="wrap",
        ),
    )


def _section(key: str, title: str, *children: Html | None) -> Html:
    heading = f"{key}-title"
    return tag("section", tag("h2", title, id=heading), *children, class_="wrap", id=key, aria_labelledby=heading)
