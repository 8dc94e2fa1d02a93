"""The page that says what the bot keeps about people: the words of /privacy."""

from bot.core.messages import Link, Quoted, Spoiler, Strong
from bot.core.texts import privacy
from bot.web.html import Html, tag


def page(contact: str, assets: dict[str, str]) -> str:
    """A whole document. `assets` are the addresses of style and icon by their file names."""
    said = privacy.policy(contact)
    head = tag(
        "head",
        tag("meta", charset="utf-8"),
        tag("title", f"{said.title} · Dramabell"),
        tag("meta", name="viewport", content="width=device-width, initial-scale=1"),
        tag("meta", name="color-scheme", content="light dark"),
        tag("link", rel="icon", type="image/svg+xml", href=assets["bell.svg"]),
        tag("link", rel="stylesheet", href=assets["style.css"]),
    )
    brand = tag("p", tag("span", class_="bell", aria_hidden="true"), "Dramabell", class_="brand")
    top = tag("header", tag("div", brand, tag("h1", said.title or ""), class_="wrap"), class_="top")
    main = tag(
        "main",
        tag(
            "section",
            [tag("p", [_span(one) for one in line]) for line in said.lines],
            tag("p", tag("a", "The schedule", href="./")),
            class_="wrap",
        ),
    )
    return "<!doctype html>\n" + tag("html", head, tag("body", top, main), lang="en")


def _span(span: object) -> Html | str:
    match span:
        case Strong(text):
            return tag("strong", text)
        case Link(text, url):
            return tag("a", text, href=url)
        case Quoted() | Spoiler():
            return span.text
    return str(span)
