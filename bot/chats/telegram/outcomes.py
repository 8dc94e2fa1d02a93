"""What came of a Bot API call that raised: the one place that reads PTB's errors.

Code and description both count: the Bot API server turns upper-case 403s into 400s and some 400s into 403s, and PTB's
BadRequest and TimedOut are both NetworkErrors.
"""

import re
from datetime import timedelta

import aiohttp
from telegram.error import (
    BadRequest,
    ChatMigrated,
    Conflict,
    EndPointNotFound,
    Forbidden,
    InvalidToken,
    NetworkError,
    PassportDecryptionError,
    RetryAfter,
    TelegramError,
)

from bot.core.outcomes import Kind, Outcome

UNSAID_WAIT = 30.0  # seconds, when a 429 does not say how long
_REASON = 200  # characters

_ALREADY = re.compile(r"message is not modified", re.I)
_NO_RIGHTS = re.compile(
    r"rights|CHAT_\w*FORBIDDEN|CHAT_RESTRICTED|CHAT_ADMIN_REQUIRED|chat is restricted"
    r"|TOPIC_(CLOSED|DELETED)|topic (is |was )?(closed|deleted)|thread not found",
    re.I,
)
_GONE = re.compile(
    r"chat not found|user not found|(group )?chat was (deleted|deactivated|upgraded)|bot was (blocked|kicked)"
    r"|not a (member|participant)|user is deactivated|PEER_ID_INVALID|CHANNEL_(PRIVATE|INVALID)|CHAT_ID_INVALID"
    r"|USER_IS_(BLOCKED|BOT|DELETED)|USER_DEACTIVATED|can't (initiate conversation|send messages to)",
    re.I,
)
_TOO_MANY = re.compile(r"Too Many Requests", re.I)
_PATIENCE = re.compile(r"retry after (\d+)", re.I)
_TOO_LARGE = re.compile(r"Request Entity Too Large|Payload Too Large|Content Too Large", re.I)

_NEVER_LEFT = (aiohttp.ClientConnectorError, aiohttp.ConnectionTimeoutError, aiohttp.InvalidURL)


def outcome(error: BaseException) -> Outcome:
    """Total: whatever is raised has a kind. The reason never holds a token."""
    match error:
        case InvalidToken():  # PTB writes the token into this one's text
            return Outcome(Kind.FATAL, reason="Telegram does not accept the token")
        case RetryAfter():
            return Outcome(Kind.WAIT, seconds=_seconds(error.retry_after), reason=_reason(error))
        case ChatMigrated():
            return Outcome(Kind.MOVED, moved_to=str(error.new_chat_id), reason=_reason(error))
        case Forbidden():
            kind = Kind.NO_RIGHTS if _NO_RIGHTS.search(error.message) else Kind.GONE
            return Outcome(kind, reason=_reason(error))
        case BadRequest():
            return Outcome(_bad_request(error.message), reason=_reason(error))
        case Conflict() | PassportDecryptionError():  # these belong to polling, no send raises them
            return Outcome(Kind.NOT_SENT, reason=_reason(error))
        case EndPointNotFound():
            return Outcome(Kind.BAD_CONTENT, reason=_reason(error))
        case NetworkError():
            return _network(error)
        case KeyError():  # PTB's reading of {"ok": false} under status 200
            return Outcome(Kind.NOT_SENT, reason="Telegram refused without saying why")
        case ValueError() | TypeError():  # PTB could not make a request of it
            return Outcome(Kind.BAD_CONTENT, reason=_reason(error))
    return Outcome(Kind.UNKNOWN, reason=_reason(error))  # an unreadable answer (TelegramError), a cut task


def _bad_request(text: str) -> Kind:
    if _ALREADY.search(text):
        return Kind.SENT
    if _NO_RIGHTS.search(text):
        return Kind.NO_RIGHTS
    return Kind.GONE if _GONE.search(text) else Kind.BAD_CONTENT


def _network(error: NetworkError) -> Outcome:
    if _TOO_MANY.match(error.message):
        said = _PATIENCE.search(error.message)
        return Outcome(Kind.WAIT, seconds=float(said[1]) if said else UNSAID_WAIT, reason=_reason(error))
    if _TOO_LARGE.match(error.message) or isinstance(error.__cause__, UnicodeError):
        return Outcome(Kind.BAD_CONTENT, reason=_reason(error))
    kind = Kind.NOT_SENT if isinstance(error.__cause__, _NEVER_LEFT) else Kind.UNKNOWN  # 5xx: it may have arrived
    return Outcome(kind, reason=_reason(error))


def _seconds(wait: int | timedelta) -> float:
    return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)


def _reason(error: BaseException) -> str:
    text = error.message if isinstance(error, TelegramError) else str(error)
    return f"{type(error).__name__}: {text}"[:_REASON]
