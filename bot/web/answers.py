"""How requests are answered: the headers of every answer, conditional ones, and what goes wrong, in plain words."""

import gzip
import hashlib
from collections.abc import Awaitable, Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime
from functools import cached_property

import structlog
from aiohttp import web
from aiohttp.typedefs import Handler

log = structlog.get_logger(__name__)

HEADERS = {
    "Content-Security-Policy": (
        "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
        "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
    ),
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=()",
    "Server": "Dramabell",
}
WORDS = {
    400: "This request cannot be understood.",
    404: "There is nothing here.",
    405: "This address can only be read.",
    413: "That is too much.",
    429: "Too many requests. Try again in a minute.",
    500: "Something went wrong here, and has been noted.",
}


@dataclass
class Text:
    """A finished answer, kept to be given again."""

    plain: bytes

    @cached_property
    def packed(self) -> bytes:
        return gzip.compress(self.plain, 6, mtime=0)

    @cached_property
    def tag(self) -> str:
        return hashlib.sha256(self.plain).hexdigest()[:32]


async def add_headers(_: web.Request, response: web.StreamResponse) -> None:
    for name, value in HEADERS.items():
        response.headers.setdefault(name, value)
    response.headers["Server"] = HEADERS["Server"]


@web.middleware
async def plainly(request: web.Request, handler: Handler) -> web.StreamResponse:
    """No answer shows how it was made, and no log line an address, which may be a secret."""
    try:
        return await handler(request)
    except web.HTTPException as found:
        if found.status < 400:
            raise
        allowed = {"Allow": found.headers["Allow"]} if "Allow" in found.headers else {}
        return sorry(found.status, allowed)
    except ConnectionError:
        raise
    except Exception:
        resource = request.match_info.route.resource
        log.exception("a web page could not be made", page=resource.canonical if resource else "unknown")
        return sorry(500)


def sorry(status: int, headers: dict[str, str] | None = None) -> web.Response:
    text = WORDS.get(status, "This cannot be answered.")
    return web.Response(text=f"{text}\n", status=status, headers={"Cache-Control": "no-store", **(headers or {})})


async def conditional(
    request: web.Request,
    tag: str,
    changed: datetime | None,
    text: Callable[[], Awaitable[Text]],
    headers: dict[str, str],
) -> web.Response:
    """The text, or word that the asker has it already (RFC 9110, 13)."""
    headers = {"ETag": f'W/"{tag}"', **headers}
    if changed is not None:
        headers["Last-Modified"] = format_datetime(changed.astimezone(UTC).replace(microsecond=0), usegmt=True)
    if _known(request, tag, changed):
        return web.Response(status=304, headers={key: value for key, value in headers.items() if key != "Content-Type"})
    made = await text()
    body = made.plain
    if "gzip" in request.headers.get("Accept-Encoding", "").lower():
        body = made.packed
        headers["Content-Encoding"] = "gzip"
    headers["Vary"] = ", ".join(filter(None, (headers.get("Vary"), "Accept-Encoding")))
    return web.Response(body=body, headers=headers)


def _known(request: web.Request, tag: str, changed: datetime | None) -> bool:
    named = request.headers.get("If-None-Match")
    if named is not None:
        return named.strip() == "*" or f'"{tag}"' in named
    since = request.if_modified_since
    return since is not None and changed is not None and changed.replace(microsecond=0) <= since
