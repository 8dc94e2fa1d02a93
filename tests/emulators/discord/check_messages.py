"""What Discord refuses in the body of a message. Limits: the API's pages on messages, embeds and allowed mentions."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from tests.emulators.discord.check_components import check_components
from tests.emulators.discord.errors import refusal
from tests.emulators.discord.form import Form, Path, length
from tests.emulators.discord.uploads import check_uploads
from tests.emulators.discord.values import COMPONENTS_V2, EPHEMERAL

WEB, ANY = ("http", "https", "discord"), ("http", "https", "attachment")
SENDABLE = (1 << 2) | EPHEMERAL | (1 << 12) | COMPONENTS_V2  # suppress embeds, ephemeral, silent, components V2


def check_message(
    body: dict[str, Any], *, files: Sequence[str] = (), path: Path = (), edited: dict[str, Any] | None = None
) -> None:
    """Raise what Discord would answer. `edited` is the message as it stands, when this is an edit of it."""
    form = Form()
    flags = (edited or {}).get("flags", 0)
    wanted = form.number(body, (*path, "flags"), 0, (1 << 31) - 1) or 0
    v2 = bool((wanted | flags) & COMPONENTS_V2)
    form.text(body, (*path, "content"), 0, 2000)
    embeds = form.items(body, (*path, "embeds"), 0, 10)
    total = sum(_embed(form, embed, (*path, "embeds", index)) for index, embed in enumerate(embeds))
    if total > 6000:
        form.wrong((*path, "embeds"), "MAX_EMBED_SIZE_EXCEEDED", "Embed size exceeds maximum size of 6000")
    if v2 and any(body.get(key) for key in ("content", "embeds", "poll", "sticker_ids")):
        code = "MESSAGE_CANNOT_USE_LEGACY_FIELDS_WITH_COMPONENTS_V2"
        form.wrong((*path, "flags"), code, f"The {code} flag cannot be used with legacy fields.")
    check_components(form, body, (*path, "components"), v2=v2)
    _nonce(form, body, path)
    _mentions(form, body, path)
    check_uploads(body, files, form)
    form.done()
    _empty((edited or {}) | body, files, v2=v2)


def _empty(body: dict[str, Any], files: Sequence[str], *, v2: bool) -> None:
    said = (body.get("content") or "").strip() or any(_has_text(one) for one in body.get("embeds") or [])
    carried = body.get("components") or files or any(body.get(key) for key in ("sticker_ids", "poll", "attachments"))
    if not (body.get("components") if v2 else said or carried):
        raise refusal(50006)


def _has_text(embed: dict[str, Any]) -> bool:
    return any(embed.get(key) for key in ("title", "description", "fields", "image", "thumbnail", "footer", "author"))


def _embed(form: Form, embed: dict[str, Any], path: Path) -> int:
    """How many characters of the 6,000 it uses."""
    parts = [form.text(embed, (*path, "title"), 0, 256), form.text(embed, (*path, "description"), 0, 4096)]
    for index, one in enumerate(form.items(embed, (*path, "fields"), 0, 25)):
        parts.append(form.text(one, (*path, "fields", index, "name"), 1, 256, required=True))
        parts.append(form.text(one, (*path, "fields", index, "value"), 1, 1024, required=True))
    if footer := embed.get("footer"):
        parts.append(form.text(footer, (*path, "footer", "text"), 0, 2048, required=True))
    if author := embed.get("author"):
        parts.append(form.text(author, (*path, "author", "name"), 0, 256, required=True))
    form.url(embed, (*path, "url"), schemes=WEB)
    for key in ("image", "thumbnail"):
        if picture := embed.get(key):
            form.url(picture, (*path, key, "url"), schemes=ANY, required=True)
    form.number(embed, (*path, "color"), 0, 0xFFFFFF)
    if (at := embed.get("timestamp")) is not None:
        try:
            datetime.fromisoformat(at)
        except (TypeError, ValueError):
            form.wrong((*path, "timestamp"), "DATE_TIME_TYPE_PARSE", f"Could not parse {at}. Should be ISO8601.")
    return sum(length(part.strip()) for part in parts if part)


def _nonce(form: Form, body: dict[str, Any], path: Path) -> None:
    nonce = body.get("nonce")
    if isinstance(nonce, str) and length(nonce) > 25:
        form.wrong((*path, "nonce"), "NONCE_TYPE_TOO_LONG", "String value must be 25 or fewer in length.")
    elif nonce is not None and (not isinstance(nonce, str | int) or isinstance(nonce, bool)):
        form.wrong((*path, "nonce"), "NONCE_TYPE_INVALID", "Nonce must be a string or an integer.")


def _mentions(form: Form, body: dict[str, Any], path: Path) -> None:
    allowed = body.get("allowed_mentions")
    if allowed is None:
        return
    here = (*path, "allowed_mentions")
    if not isinstance(allowed, dict):
        form.wrong(here, "MODEL_TYPE_CONVERT", "Only dictionaries may be used here.")
        return
    parse = allowed.get("parse") or []
    for index, kind in enumerate(parse):
        if kind not in ("roles", "users", "everyone"):
            kinds = "('roles', 'users', 'everyone')"
            form.wrong((*here, "parse", index), "BASE_TYPE_CHOICES", f"Value must be one of {kinds}.")
    for kind in ("users", "roles"):
        named = allowed.get(kind) or []
        if named and kind in parse:
            words = f'parse:["{kind}"] and {kind}: [ids...] are mutually exclusive.'
            form.wrong(here, "MESSAGE_ALLOWED_MENTIONS_PARSE_EXCLUSIVE", words)
        if len(named) > 100:
            form.wrong((*here, kind), "BASE_TYPE_MAX_LENGTH", "Must be 100 or fewer in length.")
        for index, key in enumerate(named):
            if not str(key).isdigit():
                form.wrong((*here, kind, index), "NUMBER_TYPE_COERCE", f'Value "{key}" is not snowflake.')
