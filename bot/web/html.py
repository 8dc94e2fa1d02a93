"""HTML made of elements. What is not Html is text, and is escaped: nothing that a file or a visitor says is markup."""

from collections.abc import Iterable
from html import escape

VOID = {"br", "input", "link", "meta"}


class Html(str):
    """Markup as it goes out."""

    __slots__ = ()


Child = str | None | Iterable["Child"]  # Html is a str that is not escaped; None is nothing


def tag(name: str, /, *children: Child, **attributes: str | bool | int | None) -> Html:
    """An element. "class_" is class, "aria_label" is aria-label; None and False leave an attribute out."""
    said = "".join(_attribute(key.strip("_").replace("_", "-"), value) for key, value in attributes.items())
    if name in VOID:
        return Html(f"<{name}{said}>")
    return Html(f"<{name}{said}>{join(*children)}</{name}>")


def join(*children: Child) -> Html:
    """One after the other."""
    return Html("".join(map(_markup, children)))


def _markup(child: Child) -> str:
    if child is None:
        return ""
    if isinstance(child, Html):
        return child
    return escape(clean(child)) if isinstance(child, str) else join(*child)


def clean(text: str) -> str:
    """Without what no page can hold: half a character, and control characters."""
    text = text.encode("utf-8", "replace").decode()
    return "".join(char for char in text if char >= " " or char in "\n\t")


def _attribute(key: str, value: str | bool | int | None) -> str:
    if value is None or value is False:
        return ""
    return f" {key}" if value is True else f' {key}="{escape(clean(str(value)))}"'
