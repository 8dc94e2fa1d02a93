"""The HTML that feeds put into their fields, as plain words. Never raises, and takes no longer than a text is long."""

import html
import re
import unicodedata

_MARK = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9]*)\b[^<>]*>|<!--(?:(?!-->)[^<])*-->|<!\[CDATA\[|\]\]>")
_BLOCKS = frozenset(
    (
        *("p", "div", "br", "li", "ul", "ol", "tr", "td", "table", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"),
        *("hr", "section", "article", "header", "footer", "figure", "figcaption", "pre", "img", "iframe"),
    )
)
_SILENT = re.compile(r"<(script|style|figcaption|noscript)\b", re.I)
_UNSEEN = re.compile(r"[\x00-\x08\x0b-\x1f\x7f-\x9f\xad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff\ufff9-\uffff]")
_TAIL = re.compile(
    r"\s*(?:The post .{1,300} (?:first )?appeared (?:first )?on .{1,80}|(?:Continue reading|Read more)\b.{0,200}"
    r"|\[(?:…|\.\.\.)\])\s*$",
    re.I,
)


def title(text: str, longest: int) -> str:
    """One line. What looks like a mark and is none ("<3") stays."""
    once = _MARK.sub(" ", html.unescape(text)) if "&" in text else _MARK.sub(" ", text)
    plain = " ".join(_UNSEEN.sub("", unicodedata.normalize("NFC", html.unescape(once))).split())
    return clipped(plain, longest)


def paragraphs(text: str) -> list[str]:
    """Without what is never read aloud, and without the words by which a feed sends its readers on."""
    spoken = _spoken(html.unescape(text) if "<" not in text else text)
    broken = _MARK.sub(_space, spoken)
    plain = _UNSEEN.sub("", html.unescape(unicodedata.normalize("NFC", broken)))
    lines = (_TAIL.sub("", " ".join(line.split())) for line in plain.splitlines())
    return [line for line in lines if line]


def clipped(text: str, longest: int) -> str:
    if len(text) <= longest:
        return text
    return f"{text[: longest - 1].rsplit(' ', 1)[0].rstrip(',;: ')}…"


def _spoken(text: str) -> str:
    """What is not closed is silent to the end."""
    small, pieces, at = text.lower(), [], 0
    while found := _SILENT.search(text, at):
        pieces.append(text[at : found.start()])
        end = small.find(f"</{found[1].lower()}", found.end())
        at = text.find(">", end) + 1 if end >= 0 else 0
        if not at:
            return "".join(pieces)
    return "".join((*pieces, text[at:]))


def _space(mark: re.Match[str]) -> str:
    name = (mark[2] or "").casefold()
    return "\n" if name in _BLOCKS else ""
