"""A message in Discord's best native form. Pure: the same message gives the same words."""

from bisect import bisect_right
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

from bot.chats.discord.text import escape, safe_url
from bot.core.clocks import day_words
from bot.core.messages import (
    Button,
    Countdown,
    Day,
    File,
    Line,
    Link,
    LinkButton,
    Message,
    Moment,
    Quoted,
    Span,
    Spoiler,
    Strong,
    Style,
)
from bot.core.plaintext import clip, one_line, units
from bot.core.ports import Reader

# Discord's own limits; a title has none outside of an embed and is kept short enough for a notification.
CONTENT, DESCRIPTION, TITLE = 2000, 4096, 256
ROWS, IN_A_ROW, LABEL, CUSTOM_ID, URL = 5, 5, 80, 100, 512

KEY = "key:"  # begins the custom_id of a button whose line is kept under a key; a line begins with a slash


@dataclass(frozen=True, slots=True)
class Press:
    label: str
    custom_id: str
    style: Style


@dataclass(frozen=True, slots=True)
class Visit:
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Rendered:
    content: str  # shown in push notifications; "" when all is in the embed
    embed: str | None
    rows: tuple[tuple[Press | Visit, ...], ...]
    files: tuple[File, ...] = ()


def render(message: Message, reader: Reader, ids: Mapping[str, str]) -> Rendered:
    """`ids` are the keys of the lines that do not fit into a button (see `long_lines`).

    `reader` goes unread: Discord shows every moment in the time of whoever looks.
    """
    title = f"**{escape(clip(one_line(message.title), TITLE))}**" if message.title and one_line(message.title) else ""
    rows = _rows(message, ids)
    whole = "\n".join((*([title] if title else []), *map(_line, message.lines)))
    if units(whole) <= CONTENT:
        return Rendered(whole if whole.strip() else "" if message.files else "…", None, rows, message.files)
    lines = message.lines
    if not title and len(lines) > 1 and units(_line(lines[0])) <= CONTENT:
        title, lines = _line(lines[0]), lines[1:]
    return Rendered(title, _shortened(lines, DESCRIPTION), rows, message.files)


def long_lines(message: Message) -> tuple[str, ...]:
    """The command lines of its buttons that need a key."""
    pressed = (button for row in message.buttons for button in row if isinstance(button, Button))
    return tuple(dict.fromkeys(button.line for button in pressed if units(button.line) > CUSTOM_ID))


def _line(line: Line) -> str:
    text, apart = "", False
    for span in line:
        piece = _span(span)
        if not piece:
            continue
        if isinstance(span, Quoted):
            text = text.rstrip(" ")
            text += "\n" if text and not text.endswith("\n") else ""
        elif apart:
            piece = "\n" + piece.lstrip(" ")
        elif text[-2:] == piece[:2] and piece[:2] in ("**", "||"):
            piece = " " + piece  # two marks in a row would close nothing
        text, apart = text + piece, isinstance(span, Quoted)
    return text


def _span(span: Span) -> str:
    match span:
        case str():
            return escape(span)
        case Strong(text):
            return f"**{escape(text)}**" if text.strip() else ""
        case Spoiler(text):
            return f"||{escape(text)}||" if text.strip() else ""
        case Link(text, url):
            return _link(text, url)
        case Quoted(text, spoiler):
            lines = (escape(line) for line in text.splitlines() if line.strip())
            return "\n".join(f"> ||{line}||" if spoiler else f"> {line}" for line in lines)
        case Moment(at):
            return f"<t:{int(at.timestamp())}:F>"
        case Countdown(at):
            return f"<t:{int(at.timestamp())}:R>"
        case Day(on):
            return day_words(on)


def _link(text: str, url: str) -> str:
    """The address in angle brackets, which also keeps Discord from unfolding the page under the message."""
    address = safe_url(url)
    words = escape(one_line(text))
    if address is None:
        return words
    if not words or text.strip() == url:
        return f"<{address}>"
    return f"{words} (<{address}>)" if "://" in text else f"[{words}](<{address}>)"


def _shortened(lines: Sequence[Line], limit: int) -> str:
    """Whole lines while they fit; the first that does not is cut where the whole ones fill less than half."""
    whole, kept = "\n".join(map(_line, lines)), ""
    if units(whole) <= limit:
        return whole
    for line in lines:
        more = f"{kept}\n{_line(line)}" if kept else _line(line)
        if units(more) > limit - 2:
            break
        kept = more
    if units(kept) >= limit // 2:
        return f"{kept}\n…"
    kept = f"{kept}\n" if kept else ""
    return f"{kept}{_fitted(line, limit - 2 - units(kept))}…"


def _fitted(line: Line, limit: int) -> str:
    """As much of the line as fits, every mark closed."""
    for end, span in enumerate(line):
        if units(_line(line[: end + 1])) > limit:
            text = span if isinstance(span, str) else getattr(span, "text", "")
            whole = range(len(text) + 1)
            length = bisect_right(whole, limit, key=lambda n: units(_line((*line[:end], _first(span, n))))) - 1
            return _line((*line[:end], _first(span, length)))
    return _line(line)


def _first(span: Span, length: int) -> Span:
    match span:
        case str():
            return span[: max(length, 0)]
        case Strong(text) | Spoiler(text) | Quoted(text) | Link(text):
            return replace(span, text=text[:length]) if length > 0 else ""
        case _:
            return ""


def _rows(message: Message, ids: Mapping[str, str]) -> tuple[tuple[Press | Visit, ...], ...]:
    """Five rows of five; where the given rows are more, they are filled up. Discord refuses the same id twice."""
    made, seen = [], set[str]()
    for row in message.buttons:
        buttons = []
        for button in (_button(button, ids) for button in row):
            if button is not None and not (isinstance(button, Press) and button.custom_id in seen):
                seen.update([button.custom_id] if isinstance(button, Press) else [])
                buttons.append(button)
        made.extend(_split(buttons))
    if len(made) > ROWS:
        made = _split([button for row in made for button in row])[:ROWS]
    return tuple(made)


def _split(buttons: Sequence[Press | Visit]) -> list[tuple[Press | Visit, ...]]:
    return [tuple(buttons[start : start + IN_A_ROW]) for start in range(0, len(buttons), IN_A_ROW)]


def _button(button: Button | LinkButton, ids: Mapping[str, str]) -> Press | Visit | None:
    match button:
        case Button(label, line, style):
            custom_id = line if units(line) <= CUSTOM_ID else KEY + ids[line]
            return Press(clip(one_line(label), LABEL) or clip(line, LABEL), custom_id, style)
        case LinkButton(label, url):
            address = safe_url(url)
            if address is None or units(address) > URL:
                return None
            return Visit(clip(one_line(label), LABEL) or clip(address, LABEL), address)
