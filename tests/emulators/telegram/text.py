"""Reads a message's text and entities the way the server does, and refuses what it refuses.

Where the server would silently rearrange entities (cut, split or drop them), this one refuses: what a renderer meant
would be lost on the way, and a test should see it.
"""

import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import urlsplit

from .errors import Refusal, bad
from .values import Entity

TEXT_LIMIT = 4096  # UTF-16 units after parsing
SPLITTABLE = {"bold", "italic", "underline", "strikethrough", "spoiler"}
QUOTES = {"blockquote", "expandable_blockquote"}
WHOLE = {"text_link", "text_mention", "custom_emoji"}
LITERAL = {"code", "pre", "date_time"}  # may stand in a block quote, and in nothing else
ORDER = (
    "blockquote", "expandable_blockquote", "pre", "code", "date_time", "text_link", "text_mention", "bold", "italic",
    "underline", "strikethrough", "spoiler", "custom_emoji",
)  # fmt: skip
FOUND_BY_SERVER = {"mention", "hashtag", "cashtag", "bot_command", "url", "email", "phone_number", "bank_card_number"}
DATE_TIME_FORMAT = re.compile(r"r|w?[dD]?[tT]?")
REMOVED = re.compile("[\r\u2028-\u202e\u0333\u033f\u030a]")
BLANK = re.compile("[\x00-\x09\x0b\x0c\x0e-\x20]")


def units(text: str) -> int:
    """Length in UTF-16 units, which is how Telegram counts."""
    return len(text.encode("utf-16-le")) // 2


def read_text(params: Mapping[str, str], field: str = "text", most: int = TEXT_LIMIT) -> tuple[str, tuple[Entity, ...]]:
    text = params.get(field, "")
    if not text:
        raise bad("Message text is empty")
    if len(text.encode()) > 1 << 15:
        raise bad("Text is too long")
    mode = params.get("parse_mode", "").lower()
    if mode not in ("", "none"):
        raise _no_parse_mode(mode)
    text, entities = fix(text, read_entities(params.get("entities", "")))
    if units(text) > most:
        raise bad("Message is too long")
    return text, entities


def _no_parse_mode(mode: str) -> Refusal:
    if mode in ("markdown", "markdownv2", "html"):
        return Refusal(501, f"the emulator reads entities only, not parse_mode {mode}")
    return bad("Unsupported parse_mode")


def read_entities(field: str) -> list[Entity]:
    if not field:
        return []
    try:
        values = json.loads(field)
    except ValueError:
        raise bad("Can't parse entities JSON object") from None
    if not isinstance(values, list):
        raise bad("Can't parse entities JSON object")
    entities = []
    for value in values:
        try:
            entity = _entity(value)
        except Refusal as fault:
            raise bad(f"Can't parse MessageEntity: {fault.description}") from None
        if entity.type not in FOUND_BY_SERVER:
            entities.append(entity)
    return entities


def _entity(value: Any) -> Entity:
    if not isinstance(value, dict):
        raise Refusal(400, "expected an Object")
    offset, length = required(value, "offset", int), required(value, "length", int)
    entity = Entity(required(value, "type", str), offset, length)
    match entity.type:
        case "text_link":
            url = required(value, "url", str)
            return Entity(entity.type, entity.offset, entity.length, url=url)
        case "date_time":
            return _date_time(value, entity)
        case "text_mention":
            user = required(required(value, "user", dict), "id", int)
            return Entity(entity.type, entity.offset, entity.length, user=user)
        case "pre":
            return Entity(entity.type, entity.offset, entity.length, language=value.get("language") or None)
        case "custom_emoji":
            emoji = str(value.get("custom_emoji_id", ""))
            return Entity(entity.type, entity.offset, entity.length, custom_emoji_id=emoji)
        case kind if kind in SPLITTABLE | QUOTES | LITERAL | FOUND_BY_SERVER:
            return entity
        case "":
            raise Refusal(400, "Type is not specified")
    raise Refusal(400, "Unsupported type specified")


def _date_time(value: dict[str, Any], entity: Entity) -> Entity:
    at = required(value, "unix_time", int)
    form = value.get("date_time_format") or None
    if form is not None and not DATE_TIME_FORMAT.fullmatch(form):
        raise Refusal(400, "Invalid date-time format specified")
    if at >= 1 << 31:
        raise Refusal(400, 'Field "unix_time" must be a valid Number')
    return Entity(entity.type, entity.offset, entity.length, unix_time=at, date_time_format=form)


def required(value: Mapping[str, Any], name: str, kind: type) -> Any:
    """A field of a JSON object, refused in the server's words when it is absent or of another type."""
    if name not in value:
        raise Refusal(400, f'Can\'t find field "{name}"')
    found = value[name]
    if kind is int and isinstance(found, str) and found.lstrip("-").isdigit():
        found = int(found)
    if kind is str and isinstance(found, int) and not isinstance(found, bool):
        found = str(found)
    if not isinstance(found, kind) or (isinstance(found, bool) and kind is not bool):
        words = {int: "Number", str: "String", dict: "Object", list: "Array", bool: "Boolean"}
        raise Refusal(400, f'Field "{name}" must be of type {words[kind]}')
    return found


def fix(text: str, entities: list[Entity]) -> tuple[str, tuple[Entity, ...]]:
    """The text as it will be shown: control characters out, blanks at both ends off, entities moved along."""
    for entity in entities:
        if not 0 <= entity.offset <= 1_000_000:
            raise bad(f"Receive an entity with incorrect offset {entity.offset}")
        if not 0 <= entity.length <= 1_000_000:
            raise bad(f"Receive an entity with incorrect length {entity.length}")
        _check_meaning(entity)
    entities = sorted((e for e in entities if e.length), key=lambda e: (e.offset, -e.length, ORDER.index(e.type)))
    places = _places(text, entities)
    clean = BLANK.sub(" ", REMOVED.sub("", text))
    if not clean.strip():
        raise bad("Text must be non-empty")
    end = units(clean.rstrip())
    kept = [
        _moved(e, places[e.offset], min(places[e.offset + e.length], end)) for e in entities if places[e.offset] < end
    ]
    start = units(clean) - units(clean.lstrip(" \n"))
    start = min([start, *(entity.offset for entity in kept)])
    moved = tuple(_moved(e, e.offset - start, e.offset + e.length - start) for e in kept if e.length > 0)
    _check_nesting(moved)
    return clean.rstrip()[start:], moved


def _moved(entity: Entity, start: int, end: int) -> Entity:
    wire = {name: getattr(entity, name) for name in Entity.__slots__ if name not in ("offset", "length")}
    return Entity(**wire, offset=start, length=end - start)


def _places(text: str, entities: list[Entity]) -> dict[int, int]:
    """Where each character begins in UTF-16 units, in the text as sent and as cleaned. Refuses all other places."""
    places: dict[int, int] = {}
    old = new = 0
    for character in text:
        places[old] = new
        width = units(character)
        old += width
        new += 0 if REMOVED.match(character) else width
    places[old] = new
    for entity in entities:
        end = entity.offset + entity.length
        if entity.offset > old:
            raise bad(f"Entity begins after the end of the text at UTF-16 offset {entity.offset}")
        if end > old:
            beginning = f"Entity beginning at UTF-16 offset {entity.offset}"
            raise bad(f"{beginning} ends after the end of the text at UTF-16 offset {end}")
        if entity.offset not in places:
            raise bad(f"Entity begins in a middle of a UTF-16 symbol at byte offset {_bytes(text, entity.offset)}")
        if end not in places:
            raise bad(
                f"Entity beginning at UTF-16 offset {entity.offset} ends in a middle of a UTF-16 symbol"
                f" at byte offset {_bytes(text, end)}"
            )
    return places


def _bytes(text: str, offset: int) -> int:
    """The byte offset of the first character that begins at or after that many UTF-16 units."""
    passed = 0
    for index, character in enumerate(text):
        if passed >= offset:
            return len(text[:index].encode())
        passed += units(character)
    return len(text.encode())


def _check_meaning(entity: Entity) -> None:
    if entity.type == "text_link":
        check_link(entity.url or "", "Entity")
    if entity.type == "date_time" and (entity.unix_time or 0) <= 0:
        raise bad("Invalid date specified")
    if entity.type == "custom_emoji" and not (entity.custom_emoji_id or "").isdigit():
        raise bad("Invalid custom emoji identifier specified")


def check_link(url: str, what: str) -> None:
    """Telegram takes http, https and tg links, and a bare host; the host needs a dot."""
    split = urlsplit(url if "://" in url else f"http://{url}")
    if split.scheme == "tg" and split.netloc:
        return
    why = None
    if split.scheme not in ("http", "https"):
        why = "Unsupported URL protocol"
    elif not split.hostname:
        why = "URL host is empty"
    elif "." not in split.hostname and ":" not in split.hostname:
        why = "Wrong HTTP URL"
    elif re.search(r"[\s<>\"]", split.netloc):
        why = "Disallowed character in URL host"
    if why:
        raise bad(f"{what} URL '{url}' is invalid: {why}")


def _check_nesting(entities: tuple[Entity, ...]) -> None:
    for index, inner in enumerate(entities):
        for outer in entities[:index]:
            if inner.offset >= outer.offset + outer.length:
                continue
            if inner.offset + inner.length > outer.offset + outer.length:
                raise _rearranged(outer, inner, "they overlap and neither contains the other")
            if not _may_nest(outer.type, inner.type):
                raise _rearranged(outer, inner, "one of them may not be inside the other")


def _may_nest(outer: str, inner: str) -> bool:
    if outer in LITERAL:
        return False
    if inner in LITERAL:
        return outer in QUOTES
    if inner in QUOTES:
        return outer in SPLITTABLE
    if outer == inner:
        return False
    return not (outer in WHOLE and inner in WHOLE)


def _rearranged(outer: Entity, inner: Entity, why: str) -> Refusal:
    return bad(
        f"can't parse entities: {outer.type} at {outer.offset} and {inner.type} at {inner.offset}: {why}"
        " (the real server drops or splits one of them without a word)"
    )
