"""Every error of PTB, and every refusal the Bot API words, has one kind."""

import inspect
from datetime import timedelta

import aiohttp
import pytest
import telegram.error
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    Forbidden,
    InvalidToken,
    NetworkError,
    RetryAfter,
    TimedOut,
)

from bot.chats.telegram.outcomes import outcome
from bot.core.outcomes import Kind, Outcome

KINDS = {
    "BadRequest": Kind.BAD_CONTENT,
    "ChatMigrated": Kind.MOVED,
    "Conflict": Kind.NOT_SENT,
    "EndPointNotFound": Kind.BAD_CONTENT,
    "Forbidden": Kind.GONE,
    "InvalidToken": Kind.FATAL,
    "NetworkError": Kind.UNKNOWN,
    "PassportDecryptionError": Kind.NOT_SENT,
    "RetryAfter": Kind.WAIT,
    "TelegramError": Kind.UNKNOWN,
    "TimedOut": Kind.UNKNOWN,
}
ARGUMENTS = {"ChatMigrated": (-1001,), "RetryAfter": (timedelta(seconds=7),)}


@pytest.fixture(autouse=True)
def timedeltas(monkeypatch):
    monkeypatch.setenv("PTB_TIMEDELTA", "1")


def errors() -> dict[str, type[telegram.error.TelegramError]]:
    found = inspect.getmembers(telegram.error, inspect.isclass)
    return {name: kind for name, kind in found if issubclass(kind, telegram.error.TelegramError)}


def test_every_error_class_of_ptb_has_a_kind():
    assert {name: outcome(error(*ARGUMENTS.get(name, ("x",)))).kind for name, error in errors().items()} == KINDS


SAID = {
    Kind.GONE: [
        Forbidden("Forbidden: bot was blocked by the user"),
        Forbidden("Forbidden: user is deactivated"),
        Forbidden("Forbidden: bot was kicked from the supergroup chat"),
        Forbidden("Forbidden: bot is not a member of the channel chat"),
        Forbidden("Forbidden: the group chat was deleted"),
        Forbidden("Forbidden: bot can't initiate conversation with a user"),
        Forbidden("Forbidden: bot can't send messages to bots"),
        BadRequest("Bad Request: chat not found"),
        BadRequest("Bad Request: user not found"),
        BadRequest("Bad Request: PEER_ID_INVALID"),
        BadRequest("Bad Request: group chat was deactivated"),
        BadRequest("Bad Request: group chat was upgraded to a supergroup chat"),
    ],
    Kind.NO_RIGHTS: [
        BadRequest("Bad Request: not enough rights to send text messages to the chat"),
        BadRequest("Bad Request: have no rights to send a message"),
        BadRequest("Bad Request: need administrator rights in the channel chat"),
        BadRequest("Bad Request: CHAT_WRITE_FORBIDDEN"),
        BadRequest("Bad Request: CHAT_SEND_PLAIN_FORBIDDEN"),
        BadRequest("Bad Request: CHAT_RESTRICTED"),
        BadRequest("Bad Request: TOPIC_CLOSED"),
        BadRequest("Bad Request: TOPIC_DELETED"),
        BadRequest("Bad Request: message thread not found"),
        Forbidden("Forbidden: need administrator rights in the channel chat"),
    ],
    Kind.BAD_CONTENT: [
        BadRequest("Bad Request: can't parse entities: x"),
        BadRequest("Bad Request: message is too long"),
        BadRequest("Bad Request: message text is empty"),
        BadRequest("Bad Request: BUTTON_DATA_INVALID"),
        BadRequest("Bad Request: wrong type of the web page content"),
        NetworkError("Request Entity Too Large"),
        ValueError("PTB could not make a request of it"),
    ],
    Kind.SENT: [BadRequest("Bad Request: message is not modified: specified new message content is the same")],
    Kind.UNKNOWN: [
        NetworkError("Internal Server Error: restart"),
        NetworkError("Bad Gateway (502). Parsing the server response b'<html>' failed"),
        NetworkError("Gateway Timeout (504)"),
        TimedOut(),
        RuntimeError("whatever else"),
    ],
    Kind.NOT_SENT: [KeyError("result"), Conflict("Conflict: terminated by other getUpdates request")],
}


@pytest.mark.parametrize(("kind", "error"), [(kind, error) for kind, errors in SAID.items() for error in errors])
def test_each_refusal_has_its_kind(kind, error):
    assert outcome(error).kind is kind


CAUSES = [
    (aiohttp.ConnectionTimeoutError("no connection in time"), Kind.NOT_SENT),
    (aiohttp.SocketTimeoutError("no answer in time"), Kind.UNKNOWN),
    (aiohttp.ServerDisconnectedError(), Kind.UNKNOWN),
    (aiohttp.ClientOSError(104, "Connection reset by peer"), Kind.UNKNOWN),
    (aiohttp.ClientPayloadError("the answer broke off"), Kind.UNKNOWN),
    (UnicodeEncodeError("utf-8", "\ud800", 0, 1, "surrogates not allowed"), Kind.BAD_CONTENT),
]


@pytest.mark.parametrize(("cause", "kind"), CAUSES)
def test_the_cause_tells_what_was_not_sent_from_what_may_have_been(cause, kind):
    error = NetworkError("no answer")
    error.__cause__ = cause
    assert outcome(error).kind is kind


def test_a_wait_says_how_long():
    assert outcome(RetryAfter(timedelta(seconds=37))) == Outcome(
        Kind.WAIT, seconds=37.0, reason="RetryAfter: Flood control exceeded. Retry in 0:00:37"
    )
    assert outcome(NetworkError("Too Many Requests: retry after 5")).seconds == 5.0
    assert outcome(NetworkError("Too Many Requests")).seconds == 30.0


def test_a_move_says_where_to():
    assert outcome(ChatMigrated(-1005)) == Outcome(
        Kind.MOVED, moved_to="-1005", reason="ChatMigrated: Group migrated to supergroup. New chat id: -1005"
    )


def test_the_token_that_ptb_writes_into_its_error_is_not_repeated():
    assert outcome(InvalidToken("The token `1234:canary` was rejected by the server.")) == Outcome(
        Kind.FATAL, reason="Telegram does not accept the token"
    )


def test_a_reason_is_short_enough_for_a_log_line():
    assert len(outcome(NetworkError("Bad Gateway " + 5000 * "x")).reason) == 200
