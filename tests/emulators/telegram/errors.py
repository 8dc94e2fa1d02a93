"""What the Bot API answers when it refuses, in its own words."""

from dataclasses import dataclass, field
from typing import Any

PREFIXES = {400: "Bad Request", 401: "Unauthorized", 403: "Forbidden", 500: "Internal Server Error"}


@dataclass(eq=False)
class Refusal(Exception):
    """An answer with ok=false. `description` is complete, as it goes over the wire."""

    code: int
    description: str
    parameters: dict[str, Any] = field(default_factory=dict)

    def body(self) -> dict[str, Any]:
        answer: dict[str, Any] = {"ok": False, "error_code": self.code, "description": self.description}
        if self.parameters:
            answer["parameters"] = self.parameters
        return answer


def refusal(code: int, message: str) -> Refusal:
    """The server's way to word an error: a prefix by its code, a small first letter unless the text is a constant."""
    prefix = PREFIXES[code]
    if message.startswith(prefix):
        return Refusal(code, message)
    constant = len(message) > 1 and (message[1] == "_" or message[1].isupper())
    return Refusal(code, f"{prefix}: {message if constant else message[0].lower() + message[1:]}")


def bad(message: str) -> Refusal:
    return refusal(400, message)


def flooded(retry_after: int) -> Refusal:
    return Refusal(429, f"Too Many Requests: retry after {retry_after}", {"retry_after": retry_after})


def migrated(new_id: int) -> Refusal:
    return Refusal(400, "Bad Request: group chat was upgraded to a supergroup chat", {"migrate_to_chat_id": new_id})
