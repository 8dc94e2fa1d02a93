"""The bytes of a feed, in an encoding and a form that can be read."""

import codecs
import re
from collections.abc import Iterator
from contextlib import suppress
from html.entities import html5

# Nothing is tried twice: what begins and never ends is not looked for again.
_DECLARES = re.compile(rb"(?:[^<]++|<\?(?>.*?\?>)|<!--(?>.*?-->))*+<!(?:doctype|entity)", re.S | re.I)
_PAGE = re.compile(rb"(?:\s++|<\?(?>.*?\?>)|<!--(?>.*?-->))*+(?:<!doctype\s+html|<html|<head|<body)", re.S | re.I)
_BARE = re.compile(rb"&(?!#?[A-Za-z0-9]{1,31};)")
_NAMED = re.compile(rb"&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z][A-Za-z0-9]{1,30});")
_VOID = re.compile(rb"<(br|hr|img)\b([^<>]{0,2000}?)/?>", re.I)
_CHUNK = 2**16  # bytes
_FORBIDDEN = bytes(set(range(32)) - {9, 10, 13})
_BEYOND_ASCII = bytes(range(128, 256))
# the encodings in which feeds are written; others only cost time
_KNOWN = re.compile(r"ascii|euc_(?:kr|jp)|cp(?:949|932|874|125\d)|iso8859-\d+|koi8-[ru]|shift_jis|gb\w+|big5\w*|utf-16")
_SAID = re.compile(rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([A-Za-z0-9._-]{1,40})")


def is_page(body: bytes) -> bool:
    """Whether it is a web page, which may name its feed."""
    return _PAGE.match(body.removeprefix(codecs.BOM_UTF8)) is not None


def declares(body: bytes) -> bool:
    """Whether it brings a document type, with which a few lines can be made to fill a memory or name another file."""
    return _DECLARES.match(body) is not None


def utf8(body: bytes, charset: str | None) -> bytes:
    """The same in UTF-8, whatever it says that it is in: Korean sites say UTF-8 and send EUC-KR, and the reverse."""
    for mark, name in ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16"), (codecs.BOM_UTF16_BE, "utf-16")):
        if body.startswith(mark):
            return body.removeprefix(mark) if name == "utf-8" else body.decode(name, "replace").encode()
    if _is_utf8(body):
        return body
    said = _SAID.search(body[:1000])
    for named in (charset, said[1].decode() if said else None, "cp949", "cp1252"):
        with suppress(LookupError, UnicodeError):
            found = codecs.lookup(named or "utf-8").name
            if _KNOWN.fullmatch(found) and (found != "utf-16" or b"\0" in body[:100]):
                return body.decode("cp949" if found == "euc_kr" else found).encode()
    return body.decode("utf-8", "replace").encode()


def _is_utf8(body: bytes) -> bool:
    """Whatever it says that it is: nothing else looks like it. A cut letter here and there does not count."""
    broken = body.decode("utf-8", "replace").count("\ufffd")
    beyond_ascii = len(body) - len(body.translate(None, _BEYOND_ASCII))
    return broken * 20 <= beyond_ascii


def mended(body: bytes) -> Iterator[bytes]:
    """XML, of what was only meant to be: with HTML's names of letters, bare &s, and marks that nobody closes."""
    at = 0
    while at < len(body):
        end = _cut(body, at)
        plain = _BARE.sub(b"&amp;", body[at:end].translate(None, _FORBIDDEN))
        yield _VOID.sub(rb"<\1\2/>", _NAMED.sub(_letter, plain))
        at = end


def _cut(body: bytes, at: int) -> int:
    """Where a piece may end: after a mark, or else not within a name of a letter."""
    end = at + _CHUNK
    if end >= len(body):
        return len(body)
    mark = body.rfind(b">", at, end) + 1
    name = body.rfind(b"&", end - 40, end)
    return mark or (name if name > at else end)


def _letter(named: re.Match[bytes]) -> bytes:
    letter = html5.get(f"{named[1].decode()};")
    return letter.encode() if letter else b"&amp;" + named[0][1:]
