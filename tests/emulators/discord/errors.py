"""What Discord says when it refuses: HTTP status, JSON code, words (the API's page on opcodes and status codes)."""

from typing import Any

CODES: dict[int, tuple[int, str]] = {
    10002: (404, "Unknown Application"),
    10003: (404, "Unknown Channel"),
    10004: (404, "Unknown Guild"),
    10007: (404, "Unknown Member"),
    10008: (404, "Unknown Message"),
    10011: (404, "Unknown Role"),
    10013: (404, "Unknown User"),
    10015: (404, "Unknown Webhook"),
    10062: (404, "Unknown interaction"),
    10063: (404, "Unknown application command"),
    10070: (404, "Unknown Guild Scheduled Event"),
    20016: (429, "This action cannot be performed due to slowmode rate limit."),
    20022: (429, "This message cannot be edited due to announcement rate limits."),
    20028: (429, "The write action you are performing on the channel has hit the write rate limit."),
    20029: (429, "The write action you are performing on the server has hit the write rate limit."),
    30032: (400, "Maximum number of application commands reached (100)."),
    30034: (400, "Max number of daily application command creates has been reached (200)"),
    30038: (400, "Maximum number of guild scheduled events reached (100)"),
    40003: (403, "You are opening direct messages too fast."),
    40005: (413, "Request entity too large"),
    40060: (400, "Interaction has already been acknowledged."),
    50001: (403, "Missing Access"),
    50003: (403, "Cannot execute action on a DM channel"),
    50005: (403, "Cannot edit a message authored by another user"),
    50006: (400, "Cannot send an empty message"),
    50007: (403, "Cannot send messages to this user"),
    50008: (400, "Cannot send messages in a non-text channel"),
    50013: (403, "Missing Permissions"),
    50024: (400, "Cannot execute action on this channel type"),
    50027: (401, "Invalid Webhook Token"),
    50033: (400, "Invalid Recipient(s)"),
    50035: (400, "Invalid Form Body"),
    50083: (400, "Thread is archived"),
    50109: (400, "The request body contains invalid JSON."),
    50278: (403, "Cannot send messages to this user due to having no mutual guilds"),
    160004: (400, "A thread has already been created for this message"),
    160005: (403, "Thread is locked"),
    240000: (400, "Message was blocked by harmful links filter"),
}


class Refusal(Exception):
    """An error answer of the API. `extra` joins the JSON body: `errors`, `retry_after`, `global`."""

    def __init__(self, status: int, code: int, message: str, **extra: Any) -> None:
        super().__init__(f"{status} (error code: {code}): {message}")
        self.status = status
        self.body: dict[str, Any] = {"message": message, "code": code, **extra}


def refusal(code: int, **extra: Any) -> Refusal:
    """The refusal with that JSON code, in Discord's words."""
    status, message = CODES[code]
    return Refusal(status, code, message, **extra)


def unauthorized() -> Refusal:
    return Refusal(401, 0, "401: Unauthorized")


def no_such_route() -> Refusal:
    return Refusal(404, 0, "404: Not Found")


def wrong_method() -> Refusal:
    return Refusal(405, 0, "405: Method Not Allowed")


class ClientRefuses(Exception):
    """The Discord client itself would not let the person do that: no such command, option or button."""


class DidNotRespond(Exception):
    """What the person saw was "The application did not respond"."""
