"""One stream of log lines for the bot and its libraries, in which no secret can stand."""

import base64
import html
import json
import logging
import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import suppress
from typing import Any, TextIO
from urllib.parse import quote, quote_plus

import structlog
from structlog.typing import EventDict, Processor, WrappedLogger

# at INFO they name every request, with the token in its address, or every wake-up
CHATTY = ("httpx", "httpcore", "telegram", "aiohttp.access", "apscheduler", "alembic")
TELLTALE = ("aiosqlite", "discord.gateway")  # at DEBUG every statement and event with its values: what people said

HIDDEN = "[secret]"
_SHORTEST = 4  # below that a secret is part of too many words to be taken out of them
_SHORTEST_PART = 8
_TRACES = {"exception", "stack"}

_SHAPES = re.compile(
    r"\d{6,}(?::|%3[Aa])[\w-]{30,}"  # a Telegram token, ours or not
    r"|(?<=/webhooks/)\d+/[\w.-]+"  # Discord: whoever has these addresses can post
    r"|(?<=/interactions/)\d+/[\w.-]+"
    r"|(?<=/calendar/private/)[a-z2-7]{32}"  # whoever has it can read what a chat follows
    # the same in an event of Discord's, as Python or as JSON, which a line of ours holds escaped
    r"""|(?:(?<='token': ')|(?<="token": ")|(?<="token":")|(?<=\\"token\\": \\")|(?<=\\"token\\":\\"))[\w.:-]+"""
)
# control characters, line ends of every kind, and the marks that turn the direction of writing
_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")
_CONTROL_IN_TRACE = re.compile(r"[\x00-\x09\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069]")


class Redactor:
    """Takes every secret out of a text: as it is, URL-encoded, escaped, in base64 at any alignment, or a part of it."""

    def __init__(self, secrets: Iterable[str]) -> None:
        forms = {form for secret in secrets for part in _parts(secret) for form in _forms(part)}
        # longest first, or a part would be taken out of the whole and leave the rest
        patterns = sorted((re.escape(form) for form in forms), key=len, reverse=True)
        self._secrets = re.compile("|".join(patterns)) if patterns else None

    def __call__(self, text: str) -> str:
        if self._secrets:
            text = self._secrets.sub(HIDDEN, text)
        return _SHAPES.sub(HIDDEN, text)


def _parts(secret: str) -> Iterator[str]:
    """The whole, and what follows a public id: Telegram's id:secret, Discord's id.time.secret."""
    if len(secret) >= _SHORTEST:
        yield secret
    yield from (part for part in re.split(r"[:.]", secret)[1:] if len(part) >= _SHORTEST_PART)


def _forms(text: str) -> Iterator[str]:
    yield text
    for form in (quote(text, safe=""), quote(text), quote(text, safe=":"), quote_plus(text)):
        yield form
        yield re.sub("%..", lambda code: code[0].lower(), form)
    yield repr(text)[1:-1]
    yield json.dumps(text)[1:-1]
    yield html.escape(text)
    yield from (form for form in _base64(text.encode()) if len(form) >= _SHORTEST)


def _base64(text: bytes) -> Iterator[str]:
    """The letters that stand for `text` within a longer one: for each of three alignments, without mixed edges."""
    for before in range(3):
        encoded = base64.b64encode(bytes(before) + text)
        bits = 8 * (before + len(text))
        inner = encoded[-(-8 * before // 6) : bits // 6].decode()
        yield inner
        yield inner.replace("+", "-").replace("/", "_")


def configure(secrets: Iterable[str] = (), level: str = "INFO") -> None:
    """Send all log lines to stderr: for people on a terminal, else as one JSON object a line.

    Can be called again, when the secrets are known. DEBUG lets the libraries speak as well.
    """
    on_terminal = sys.stderr.isatty()
    redact = Redactor(secrets)

    def redacted(_: WrappedLogger, __: str, line: Any) -> str:
        return redact(line)

    common: list[Processor] = [
        structlog.contextvars.merge_contextvars,
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper("%Y-%m-%dT%H:%M:%SZ"),
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        _escape,
    ]
    handler = _Handler()
    handler.setFormatter(
        structlog.stdlib.ProcessorFormatter(
            foreign_pre_chain=common,
            # whatever came into the line by now, from values, causes or addresses, is looked at: redacting comes last
            processors=[structlog.stdlib.ProcessorFormatter.remove_processors_meta, *_render(on_terminal), redacted],
        )
    )
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *common,
            structlog.stdlib.ProcessorFormatter.wrap_for_formatter,
        ],
        wrapper_class=structlog.stdlib.BoundLogger,
        logger_factory=structlog.stdlib.LoggerFactory(),
    )
    _install(handler, level)


def _install(handler: logging.Handler, level: str) -> None:
    root = logging.getLogger()
    for before in [one for one in root.handlers if isinstance(one, _Handler)]:
        root.removeHandler(before)
    root.addHandler(handler)
    root.setLevel(level)
    for name in CHATTY:
        logging.getLogger(name).setLevel(logging.NOTSET if level == "DEBUG" else logging.WARNING)
    for name in TELLTALE:
        logging.getLogger(name).setLevel(logging.INFO if level == "DEBUG" else logging.NOTSET)
    logging.captureWarnings(True)


def _render(on_terminal: bool) -> list[Processor]:
    if not on_terminal:
        return [structlog.processors.JSONRenderer(ensure_ascii=False)]
    colors = "NO_COLOR" not in os.environ
    return [
        _indent,
        structlog.dev.ConsoleRenderer(colors=colors, exception_formatter=structlog.dev.plain_traceback),
    ]


def _escape(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """No value begins a line of its own, moves the cursor or turns the text around: a drama's title could try."""
    for key, value in event.items():
        if key in _TRACES:
            event[key] = _CONTROL_IN_TRACE.sub(_escaped, str(value))
        elif not key.startswith("_") and not isinstance(value, int | float | None):
            event[key] = _CONTROL.sub(_escaped, value if isinstance(value, str) else repr(value))
    return event


def _escaped(control: re.Match[str]) -> str:
    return control[0].encode("unicode_escape").decode()


def _indent(_: WrappedLogger, __: str, event: EventDict) -> EventDict:
    """A traceback quotes what came from outside: its lines must not look like lines of ours."""
    for key in _TRACES & event.keys():
        event[key] = "\n".join(f"  | {line}" for line in event[key].split("\n"))
    return event


class _Handler(logging.StreamHandler[TextIO]):
    """Writes to sys.stderr, whatever that is by then. A line that cannot be written is said so, without its content."""

    def emit(self, record: logging.LogRecord) -> None:
        self.stream = sys.stderr
        super().emit(record)

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802
        kind = sys.exc_info()[0]
        with suppress(OSError, ValueError):
            sys.stderr.write(f"a log line of {record.name} could not be written: {kind.__name__ if kind else '?'}\n")
