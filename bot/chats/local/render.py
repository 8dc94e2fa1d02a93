"""A message as plain text for a terminal; with colours where it is one."""

from itertools import pairwise

from bot.core import times
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
)
from bot.core.plaintext import clean
from bot.core.ports import Reader

SAVE = "/save"  # writes the files of the last answer into a folder; nobody's command but the terminal's
READABLE = frozenset(("application/toml", "application/json", "text/plain"))


def render(message: Message, reader: Reader, *, colours: bool = False) -> str:
    bold = _bold if colours else _plain
    lines = [bold(clean(message.title))] if message.title else []
    lines += (_line(line, reader, colours=colours) for line in message.lines)
    lines += (f"\n{clean(one.content.decode('utf-8', 'replace'))}" for one in message.files if _is_text(one))
    answers = message.form is not None
    lines += (_buttons(row, colours=colours, answers=answers) for row in message.buttons if row)
    lines += (_saving(one, colours=colours) for one in message.files[:1])
    return "\n".join(lines)


def _line(line: Line, reader: Reader, *, colours: bool) -> str:
    """A moment is told in words here, so the same words in brackets, meant for native moments, are left out."""
    spans = [_span(span, reader, colours=colours) for span in line]
    return "".join(text for before, text in pairwise(("", *spans)) if text != f" ({before})").strip("\n")


def _span(span: Span, reader: Reader, *, colours: bool) -> str:
    bold = _bold if colours else _plain
    match span:
        case str():
            return clean(span)
        case Strong(text):
            return bold(clean(text))
        case Link(text, url):
            return f"{clean(text)} ({clean(url)})"
        case Spoiler(text):
            return f"[spoiler: {clean(text)}]"
        case Quoted(text, spoiler):
            return _quoted(f"[spoiler: {clean(text)}]" if spoiler else clean(text))
        case Moment(at, zone):
            local = times.local(at, reader.zone or zone)
            return times.words(local.date(), local.time(), reader.zone or zone)
        case Countdown(at):
            span = times.span(at - reader.now)
            return f"in {span}" if at > reader.now else f"{span} ago"
        case Day(on):
            return times.day_words(on)


def _quoted(text: str) -> str:
    """Set apart by its own indented lines."""
    return "\n" + "\n".join(f"    {line}" for line in f"“{text}”".splitlines()) + "\n"


def _buttons(row: tuple[Button | LinkButton, ...], *, colours: bool, answers: bool) -> str:
    """What a button would do is typed here; what answers a question, as it is called."""
    dim = _dim if colours else _plain
    if answers:
        return dim("  › " + "  ·  ".join(clean(one.label) for one in row))
    shown = (f"{one.label}: {one.line if isinstance(one, Button) else one.url}" for one in row)
    return dim("  › " + "  ·  ".join(clean(text) for text in shown))


def _is_text(file: File) -> bool:
    """Whether people read it; others are for programs."""
    return file.media_type in READABLE


def _saving(file: File, *, colours: bool) -> str:
    dim = _dim if colours else _plain
    return dim(f"  › Save {clean(file.name)} ({len(file.content)} bytes): {SAVE}")


def _plain(text: str) -> str:
    return text


def _bold(text: str) -> str:
    return f"\x1b[1m{text}\x1b[0m"


def _dim(text: str) -> str:
    return f"\x1b[2m{text}\x1b[0m"
