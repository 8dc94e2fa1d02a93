"""The log: one stream, in which no secret and no forged line stands."""

import base64
import json
import logging
import secrets
import string
import sys
import traceback
from urllib.parse import quote

import httpx
import pytest
import structlog
import telegram
from hypothesis import given
from hypothesis import strategies as st

from bot import log
from bot.log import HIDDEN, Redactor

LETTERS = string.ascii_letters + string.digits + "_-"


class Terminal:
    """A stderr that says what it is."""

    def __init__(self, stream, on_terminal: bool) -> None:
        self._stream = stream
        self.isatty = lambda: on_terminal

    def __getattr__(self, name):
        return getattr(self._stream, name)


@pytest.fixture(autouse=True)
def as_before():
    root = logging.getLogger()
    levels = {name: logging.getLogger(name).level for name in ("root", *log.CHATTY, *log.TELLTALE)}
    handlers = root.handlers[:]
    yield
    root.handlers[:] = handlers
    for name, level in levels.items():
        (root if name == "root" else logging.getLogger(name)).setLevel(level)
    logging.captureWarnings(False)
    structlog.reset_defaults()
    structlog.contextvars.clear_contextvars()


@pytest.fixture
def lines(capsys, monkeypatch):
    """Configure the log; calling the result gives the lines written since."""

    def configure(*secrets: str, level: str = "INFO", on_terminal: bool = False):
        monkeypatch.setattr(sys, "stderr", Terminal(sys.stderr, on_terminal))
        monkeypatch.setenv("NO_COLOR", "1")
        log.configure(secrets, level)
        return lambda: capsys.readouterr().err.splitlines()

    return configure


def word(length: int) -> str:
    return "".join(secrets.choice(LETTERS) for _ in range(length))


def tokens() -> tuple[str, str]:
    """Of the shape and length of Telegram's and Discord's."""
    return f"{secrets.randbelow(10**10):010}:{word(35)}", f"{word(26)}.{word(6)}.{word(38)}"


def test_a_line_is_one_json_object_without_a_terminal(lines):
    written = lines()
    structlog.contextvars.bind_contextvars(batch=7)
    structlog.get_logger("bot.x").info("sent %s", "well", chat=5, drama="알고있지만", at=None, late=True)
    (line,) = map(json.loads, written())
    assert line.pop("timestamp").endswith("Z")
    assert line == {
        "event": "sent well",
        "level": "info",
        "logger": "bot.x",
        "batch": 7,
        "chat": 5,
        "drama": "알고있지만",
        "at": None,
        "late": True,
    }


def test_a_line_is_for_people_on_a_terminal(lines):
    written = lines(on_terminal=True)
    structlog.get_logger("bot.x").info("sent", chat=5, drama="알고있지만")
    (line,) = written()
    assert line.split(maxsplit=1)[1] == f"[info     ] {'sent':<30} [bot.x] chat=5 drama=알고있지만"


def test_the_libraries_speak_in_the_same_stream(lines):
    written = lines()
    logging.getLogger("discord.gateway").info("Shard ID %s has connected", 0)
    assert [(line["logger"], line["level"], line["event"]) for line in map(json.loads, written())] == [
        ("discord.gateway", "info", "Shard ID 0 has connected")
    ]


def test_events_of_discord_hold_what_people_said_and_are_not_logged_even_when_debugging(lines):
    written = lines(level="DEBUG")
    logging.getLogger("discord.gateway").debug("INTERACTION_CREATE with their words")
    logging.getLogger("discord.gateway").info("a connection")
    assert [json.loads(line)["event"] for line in written()] == ["a connection"]


@pytest.mark.parametrize(
    "name", ["httpx", "httpcore.http11", "telegram.ext", "aiohttp.access", "apscheduler.jobstores"]
)
def test_chatty_libraries_are_heard_only_when_debugging(lines, name):
    written = lines()
    logging.getLogger(name).info("a request")
    logging.getLogger(name).warning("a problem")
    assert [json.loads(line)["event"] for line in written()] == ["a problem"]
    written = lines(level="DEBUG")
    logging.getLogger(name).debug("a request")
    assert [json.loads(line)["event"] for line in written()] == ["a request"]


def test_what_people_said_is_not_logged_by_the_database_even_when_debugging(lines):
    written = lines(level="DEBUG")
    logging.getLogger("aiosqlite").debug("INSERT their words")
    assert written() == []


def test_configuring_twice_writes_each_line_once(lines):
    lines("first")
    written = lines("second")
    logging.getLogger("bot").warning("first second")
    assert [json.loads(line)["event"] for line in written()] == [f"first {HIDDEN}"]


def test_a_value_cannot_forge_a_line(lines):
    written = lines(on_terminal=True)
    title = "Moving\r\n2026-11-22T16:26:01Z [info] all is well\x1b[2J\x9b\u2028\u202e"
    structlog.get_logger().info("drama", title=title)
    logging.getLogger("x").warning(title)
    try:
        raise ValueError(title)
    except ValueError:
        structlog.get_logger().exception("failed")
    found = written()
    escaped = "Moving\\r\\n2026-11-22T16:26:01Z [info] all is well\\x1b[2J\\x9b\\u2028\\u202e"
    assert escaped in found[0].replace("\\\\", "\\")
    assert found[1].endswith(f"{escaped} [x]")
    assert [line for line in found[2:] if not line.startswith("  | ")] == [found[2]]
    assert "\x1b" not in "".join(found)


def test_a_line_that_cannot_be_made_is_said_so_without_its_content(lines):
    written = lines()
    (handler,) = (one for one in logging.getLogger().handlers if type(one).__module__ == "bot.log")
    handler.handle(logging.makeLogRecord({"name": "x", "msg": "%d files", "args": ("hidden",)}))
    assert written() == ["a log line of x could not be written: TypeError"]


def forms(token: str) -> list[str]:
    """The ways in which a token has been seen in logs."""
    raw = token.encode()
    encoded = [base64.b64encode(before + raw + b"@host").decode() for before in (b"", b"u", b"us", b"user:")]
    return [
        token,
        f"https://api.telegram.org/bot{token}/sendMessage",
        quote(token, safe=""),
        quote(token, safe="").replace("%3A", "%3a"),
        repr({"token": token}),
        repr(raw),
        json.dumps([token]),
        token.split(":")[-1],
        token.rpartition(".")[2],
        *encoded,
        *(text.replace("+", "-").replace("/", "_") for text in encoded),
    ]


def parts(token: str) -> list[str]:
    """What of a token must not be found anywhere: it, its secret part, and all but the edges of them in base64."""
    secret = token.rpartition(":")[2].rpartition(".")[2]
    inner = [base64.b64encode(b"x" * before + secret.encode()).decode()[4:-4] for before in range(3)]
    return [token, secret, quote(token, safe=""), *inner]


def test_no_token_gets_into_the_log_in_any_form(lines):
    for _ in range(5):
        both = tokens()
        written = lines(*both, level="DEBUG")
        for form in (form for token in both for form in forms(token)):
            structlog.get_logger().debug("value", form=form, held={"in": [form]}, object=Exception(form))
            logging.getLogger("httpx").debug("HTTP Request: POST %s", form)
            try:
                try:
                    raise ValueError(form)
                except ValueError as cause:
                    raise RuntimeError("failed", form) from cause
            except RuntimeError:
                structlog.get_logger().exception("failed")
                logging.getLogger("x").debug("failed", exc_info=True, stack_info=True)
        text = "\n".join(written())
        assert text.count(HIDDEN) > 100
        assert [part for token in both for part in parts(token) if part in text] == []


def test_the_addresses_that_libraries_put_into_their_errors_are_covered(lines):
    token, _ = tokens()
    written = lines(token, level="DEBUG", on_terminal=True)
    request = httpx.Request("POST", f"https://127.0.0.1/bot{token}/getMe")
    bot = telegram.Bot(token)
    try:
        try:
            raise httpx.ConnectError(f"no way to {request.url}", request=request)
        except httpx.ConnectError as error:
            raise telegram.error.NetworkError(f"{error!r} of {bot!r}") from error
    except telegram.error.NetworkError as error:
        structlog.get_logger().exception("failed", error=error, request=request, bot=bot)
        logging.getLogger("telegram").error("%s %r", bot, "".join(traceback.format_exception(error)))
    text = "\n".join(written())
    assert HIDDEN in text
    assert [part for part in parts(token) if part in text] == []


def test_tokens_that_are_not_ours_are_hidden_by_their_shape(lines):
    written = lines()
    other, _ = tokens()
    logging.getLogger("x").warning(f"https://127.0.0.1/bot{other}/getMe /webhooks/12/abc-d /interactions/3/ef/x")
    logging.getLogger("x").warning(f"GET /calendar/private/{'a2' * 16}.ics")
    assert [json.loads(line)["event"] for line in written()] == [
        f"https://127.0.0.1/bot{HIDDEN}/getMe /webhooks/{HIDDEN} /interactions/{HIDDEN}/x",
        f"GET /calendar/private/{HIDDEN}.ics",
    ]


def test_the_token_in_an_event_of_discord_is_hidden(lines):
    written = lines()
    event = {"id": "1", "token": "aW50.eXJh-Y3R_pb246"}
    logging.getLogger("x").warning(f"{event} {json.dumps(event)}")
    assert json.loads(written()[0])["event"] == (
        f"{{'id': '1', 'token': '{HIDDEN}'}} {{\"id\": \"1\", \"token\": \"{HIDDEN}\"}}"
    )


def test_a_password_with_odd_letters_is_hidden_however_it_is_written():
    password = 'p@s"s \\w/ö<'
    redact = Redactor([password])
    assert redact(f"{password} {quote(password)} {json.dumps(password)} {password!r}") == (
        f"{HIDDEN} {HIDDEN} \"{HIDDEN}\" '{HIDDEN}'"
    )


def test_short_words_are_left_alone():
    redact = Redactor(["abc", "1234:test"])
    assert redact("abc test 1234:test 1234") == f"abc test {HIDDEN} 1234"


@given(st.text(string.ascii_letters, max_size=40), st.text(string.ascii_letters, max_size=40))
def test_what_stands_around_a_secret_stays(before, after):
    secret = "0:1-2_3"
    assert Redactor([secret])(f"{before}{secret}{after}") == f"{before}{HIDDEN}{after}"
