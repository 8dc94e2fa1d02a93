"""A message as Telegram says it: text with entities, never HTML or Markdown, and an inline keyboard."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from itertools import islice, pairwise
from urllib.parse import urlsplit

from telegram import ForceReply, InlineKeyboardButton, InlineKeyboardMarkup, MessageEntity
from telegram.constants import KeyboardButtonStyle, MessageEntityDateTimeFormats

from bot.chats.telegram.text import Pen, visible
from bot.core import times, zones
from bot.core.messages import (
    Button,
    Countdown,
    Day,
    Kind,
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
from bot.core.plaintext import clip, one_line
from bot.core.ports import Reader

# core.telegram.org/bots/api: sendMessage, messageentity, inlinekeyboardbutton
TEXT = 4096  # UTF-16 units
ENTITIES = 100  # Telegram ignores those after the hundredth
PLACEHOLDER = 64  # characters
LABEL = 64  # a phone shows less; the API has no stated limit
DATA = 64  # bytes
ROW, BUTTONS = 8, 100
LONG_QUOTE = 300  # characters; a longer one is shown folded

_SILENT = frozenset({Kind.DIGEST, Kind.QUOTE, Kind.NOTICE})
_STYLES = {Style.PRIMARY: KeyboardButtonStyle.PRIMARY, Style.DANGER: KeyboardButtonStyle.DANGER}


@dataclass(frozen=True, slots=True)
class Rendered:
    text: str
    entities: tuple[MessageEntity, ...] = ()
    keyboard: tuple[tuple[InlineKeyboardButton, ...], ...] = ()
    silent: bool = False
    asks: str | None = None  # for an answer that replies to it; the example that stands where it is typed

    @property
    def markup(self) -> InlineKeyboardMarkup | ForceReply | None:
        if self.keyboard or self.asks is None:
            return InlineKeyboardMarkup(self.keyboard) if self.keyboard else None
        return ForceReply(selective=True, input_field_placeholder=self.asks or None)


def long_lines(message: Message) -> tuple[str, ...]:
    """The command lines of its buttons that do not fit into a button: `render` needs a key for each."""
    buttons = (button for row in message.buttons for button in row if isinstance(button, Button))
    return tuple(dict.fromkeys(button.line for button in buttons if not _fits(button.line)))


def render(message: Message, reader: Reader, keys: Mapping[str, str] | None = None) -> Rendered:
    """`keys` are the stored keys of `long_lines(message)`."""
    pen = Pen()
    if message.title and visible(title := one_line(message.title)):
        pen.write(title, MessageEntity.BOLD)
        pen.end_line()
    for line in (*message.lines, *_folded(message)):
        for span, following in pairwise((*line, "")):
            _write(pen, span, reader, following)
        pen.end_line()
    pen.fit(TEXT)
    if not visible(pen.text):
        pen = Pen("…")
    keyboard, silent = _keyboard(message, keys or {}), message.kind in _SILENT
    return Rendered(pen.text, pen.entities(ENTITIES), keyboard, silent, _asks(message))


def _asks(message: Message) -> str | None:
    """The example for the first question of a form."""
    return clip(one_line(message.form.boxes[0].example), PLACEHOLDER) if message.form else None


def _write(pen: Pen, span: Span, reader: Reader, following: Span = "") -> None:
    match span:
        case str():
            pen.write(span)
        case Strong(text):
            pen.write(text, MessageEntity.BOLD)
        case Link(text, url) if _web(url):
            pen.write(text, MessageEntity.TEXT_LINK, url=url)
        case Link(text, url):
            pen.write(f"{text} ({url})")
        case Spoiler(text):
            pen.write(text, MessageEntity.SPOILER)
        case Quoted(text, spoiler):
            quote = MessageEntity.EXPANDABLE_BLOCKQUOTE if len(text) > LONG_QUOTE else MessageEntity.BLOCKQUOTE
            pen.apart(text, quote, *((MessageEntity.SPOILER,) if spoiler else ()))
        case Moment(at, zone):
            day_and_hour = MessageEntityDateTimeFormats.LOCALIZED_WEEKDAY_LONG_DATE_SHORT_TIME
            wall = _wall(at, reader.zone or zone)
            # clients without date-time entities would read the same words twice in a row
            wall = _wall(at, "UTC") if following == f" ({wall})" else wall
            pen.write(wall, MessageEntity.DATE_TIME, at=at, shown=day_and_hour)
        case Countdown(at):
            relative = MessageEntityDateTimeFormats.RELATIVE
            pen.write(_distance(at, reader.now), MessageEntity.DATE_TIME, at=at, shown=relative)
        case Day(on):
            pen.write(times.day_words(on))


def _wall(at: datetime, zone: str) -> str:
    """What clients without date-time entities show."""
    local = at.astimezone(zones.info(zone))
    return times.words(local.date(), local.time(), zone)


def _distance(at: datetime, now: datetime) -> str:
    if abs(at - now).total_seconds() < 60:
        return "now"
    return f"in {times.span(at - now)}" if at > now else f"{times.span(now - at)} ago"


def _folded(message: Message) -> Iterator[Line]:
    """Links that cannot be buttons are said in words instead."""
    for row in message.buttons:
        for button in row:
            if isinstance(button, LinkButton) and not _web(button.url):
                yield (f"{button.label}: {button.url}",)


def _keyboard(message: Message, keys: Mapping[str, str]) -> tuple[tuple[InlineKeyboardButton, ...], ...]:
    rows: list[tuple[InlineKeyboardButton, ...]] = []
    left = BUTTONS
    for row in message.buttons:
        made = islice((_button(button, keys) for button in row if _shown(button)), left)
        while part := tuple(islice(made, ROW)):
            rows.append(part)
            left -= len(part)
    return tuple(rows)


def _shown(button: Button | LinkButton) -> bool:
    return isinstance(button, Button) or _web(button.url)


def _button(button: Button | LinkButton, keys: Mapping[str, str]) -> InlineKeyboardButton:
    label = one_line(button.label)
    label = clip(label, LABEL) if visible(label) else "…"
    if isinstance(button, LinkButton):
        return InlineKeyboardButton(label, url=button.url)
    data = button.line if _fits(button.line) else keys[button.line]
    return InlineKeyboardButton(label, callback_data=data, style=_STYLES.get(button.style))


def _fits(line: str) -> bool:
    return len(line.encode()) <= DATA


def _web(url: str) -> bool:
    """Whether Telegram takes it as a link; it refuses the whole message for a button that has another."""
    try:
        parts = urlsplit(url)
    except ValueError:
        return False
    dotted = any(char in (parts.hostname or "") for char in ".:")
    return parts.scheme in ("http", "https") and dotted and not any(char.isspace() or char in '<>"' for char in url)
