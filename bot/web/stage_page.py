"""The page of the stage. Its scripts fill it; nothing that anybody says is ever markup."""

from typing import Protocol

from bot.web.html import Html, tag

DOCTYPE = "<!doctype html>\n"
ZONES = (  # where a fan's phone may be
    ("", "my own time zone"),
    ("Asia/Kuala_Lumpur", "Kuala Lumpur"),
    ("Asia/Seoul", "Seoul"),
    ("Asia/Manila", "Manila"),
    ("Asia/Kolkata", "Kolkata"),
    ("Europe/Berlin", "Berlin"),
    ("Europe/London", "London"),
    ("America/Sao_Paulo", "São Paulo"),
    ("America/New_York", "New York"),
    ("America/Los_Angeles", "Los Angeles"),
)
SPEEDS = (("3", "slow"), ("1.5", "steady"), ("0.4", "fast"))


class Opening(Protocol):
    """`drama` is the slug that the first suggestions are about, "" for none; `who` is quoted in it."""

    drama: str
    title: str
    who: str


def page(opening: Opening) -> str:
    body = tag(
        "body",
        tag("a", "Skip to the chat", href="#line", class_="skip"),
        _header(),
        tag("main", _first(opening), _picture(), _composer(), id="main"),
        tag("p", id="aloud", class_="hidden", role="status", aria_live="polite"),
        tag("noscript", tag("p", "The stage needs JavaScript: it draws what the two apps would show.", class_="sorry")),
    )
    return DOCTYPE + tag("html", _head(), body, lang="en", data_theme="auto")


def _head() -> Html:
    return tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("title", "The stage · Dramabell"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("link", rel="icon", type="image/svg+xml", href="assets/bell.svg"),
        tag("link", rel="stylesheet", href="stage/stage.css"),
        tag("script", src="stage/stage.js", type="module"),
    )


def _header() -> Html:
    return tag(
        "header",
        tag(
            "div",
            tag("h1", tag("span", class_="bell", aria_hidden="true"), "Dramabell", tag("small", "the stage")),
            tag(
                "p",
                tag("span", "Nothing here reaches anybody. "),
                tag("a", "The schedule as a page", href="./"),
                class_="note",
            ),
            tag(
                "div",
                tag("button", "Fan", type="button", id="fan", aria_pressed="true"),
                tag("button", "Admin", type="button", id="admin", aria_pressed="false"),
                role="group",
                aria_label="Who you are",
                class_="switch",
            ),
            class_="top",
        ),
        _time(),
    )


def _time() -> Html:
    """The held clock and what moves it."""
    return tag(
        "section",
        tag(
            "p",
            tag("span", "…", id="now"),
            tag("span", "", id="soon"),
            class_="clock",
            role="timer",
            aria_live="off",
        ),
        tag(
            "div",
            tag("button", "Next event", type="button", id="next"),
            tag("button", "Play", type="button", id="play", aria_pressed="false"),
            tag(
                "label",
                tag("span", "Speed", class_="word"),
                tag("select", [tag("option", n, value=v, selected=v == "1.5") for v, n in SPEEDS], id="speed"),
            ),
            tag("button", "+1 hour", type="button", id="hour"),
            tag("button", "+1 day", type="button", id="day"),
            tag("button", "Back to the start", type="button", id="again"),
            class_="moves",
        ),
        aria_label="The clock of this story",
        class_="time",
    )


def _first(opening: Opening) -> Html | None:
    """What a visitor presses first."""
    if not opening.drama:
        return None
    offers = [
        tag("button", f"Subscribe to {opening.title}", type="button", id="offer-subscribe"),
        tag("button", "Play its season", type="button", id="offer-play"),
    ]
    if opening.who:
        offers.append(tag("button", f"Ask {opening.who}", type="button", id="offer-quote"))
    return tag(
        "section",
        tag("p", "Try this first:"),
        tag("div", offers, class_="chips"),
        aria_label="What to try first",
        class_="offers",
        id="offers",
        data_drama=opening.drama,
        data_who=opening.who or None,
    )


def _picture() -> Html:
    tabs = [
        tag(
            "button",
            name,
            type="button",
            role="tab",
            id=f"tab-{side}",
            aria_controls=side,
            aria_selected="true" if side == "telegram" else "false",
            tabindex=None if side == "telegram" else "-1",
        )
        for side, name in SIDES
    ]
    panels = [
        tag(
            "section",
            tag("h2", tag("span", class_="dot", aria_hidden="true"), f"As {name} shows it"),
            tag(
                "div",
                id=f"{side}-log",
                class_=f"log {side}",
                role="log",
                aria_live="off",
                aria_label=f"Chat in {name}",
                tabindex="0",
                data_empty="Say something below, or press one of the three above.",
            ),
            id=side,
            class_="side",
            aria_labelledby=None,
            aria_label=name,
        )
        for side, name in SIDES
    ]
    return tag(
        "div",
        tag("div", tabs, role="tablist", aria_label="Platform", class_="tabs"),
        tag("div", panels, class_="sides"),
        class_="picture",
    )


SIDES = (("telegram", "Telegram"), ("discord", "Discord"))


def _composer() -> Html:
    box = tag(
        "input",
        id="line",
        type="text",
        autocomplete="off",
        autocapitalize="off",
        spellcheck="false",
        maxlength="8000",
        placeholder="Type / for commands, or a title or a name",
        role="combobox",
        aria_expanded="false",
        aria_controls="menu",
        aria_autocomplete="list",
    )
    return tag(
        "form",
        tag("label", "Your message", for_="line", class_="hidden"),
        tag("ul", id="menu", role="listbox", aria_label="Suggestions", hidden=True),
        tag(
            "div",
            tag("label", "A file", for_="file", hidden=True),
            tag("input", type="file", id="file", hidden=True),
            tag("button", tag("span", "Send a file", class_="hidden"), type="button", id="clip", title="Send a file"),
            box,
            tag("button", "Send", type="submit"),
            class_="row",
        ),
        tag(
            "p",
            tag(
                "label",
                tag("span", "This fan's phone is in "),
                tag(
                    "select",
                    [tag("option", name, value=zone) for zone, name in ZONES],
                    id="zone",
                    aria_label="Where this fan's phone is",
                ),
            ),
            tag(
                "label",
                tag("span", "Appearance "),
                tag(
                    "select",
                    [tag("option", name, value=name) for name in ("auto", "light", "dark")],
                    id="theme",
                    aria_label="Appearance",
                ),
            ),
            tag("span", id="who"),
            class_="below",
        ),
        id="composer",
        class_="composer",
    )
