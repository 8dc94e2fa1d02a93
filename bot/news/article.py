"""A page or a file as an article: what a reader would call its text, without what stands around it."""

import re
from collections.abc import Iterable, Iterator
from itertools import accumulate, chain, takewhile

from bot.core.drafted import Article
from bot.news import apart, feedtext, heading, prose
from bot.news.errors import Unread

MOST_BYTES = 4 * 2**20  # of a page: reading time grows with it
_MOST_LETTERS = 200_000
_LONGEST = 3000  # letters of a paragraph
_MOST_TEXT = 40_000  # letters of an article; what is longer is no news
_LEDE = 280  # letters
_SPEAKS = re.compile(
    r"\b(?:said|says|shared|explained|added|commented|stated|remarked|replied|answered|told)\b.{0,40}:$"
)
_END = re.compile(
    r"(?:you might also like|you may also like|related(?: (?:articles?|posts?|news|stories|reads?|topics?|content))?"
    r"|more (?:stories|news|from|on|like this)\b.*|read (?:more|next|also)|also read|recommended(?: for you)?|"
    r"our team|contact us"
    r"|about (?:us|the author)|leave a (?:comment|reply)|comments?(?: \(\d+\)| from .*)?|"
    r"\d+ (?:comments?|replies|responses|thoughts)\b.*|"
    r"also (?:tonight|today|on (?:tv|air)|airing|showing|this week|new|in the news|trending)|share this.*|"
    r"tags?:.*|latest(?: news| posts| stories)?"
    r"|trending(?: now)?|popular(?: posts| now)?|most (?:read|popular|viewed)|what do you think.*|newsletter|"
    r"subscribe\b.*|follow us.*"
    r"|music of the month|sponsored.*|editor'?s picks?|don'?t miss|other news|next article|previous article|"
    r"see also)\s*[:!.…]*",
    re.I,
)
_FURNITURE = re.compile(
    r"(?:(?:image|images|photo|photos|picture|video|credits?|source|sources|via|pic)s?\s*(?:courtesy|credits?|by|"
    r"source|from|:|\().*"
    r"|(?:also read|read also|read more|related|see also|in case you missed it|watch|watch also|don'?t miss|"
    r"recommended|written by|about us|edited by|reporter)\s*:.*"
    r"|(?:in case you missed it|watch|stream|check out)\b.{0,80}\b(?:below|here|above)\s*[:!.]*"
    r"|by [A-Z][\w.'-]+(?: [A-Z][\w.'-]+){0,3}|advertisement|share|tweet|facebook|twitter|email \*|message \*|©.*|"
    r"copyright.*|.*all rights reserved.*"
    r"|updated:?.*|published:?.*|posted (?:on|by).*|\d+ (?:views|shares|likes).*|back to top.*|home ?[>›»/].*|"
    r"reading time.*|\d+ min(?:ute)? read)",
    re.I,
)
_DECLARED = re.compile(rb"<meta[^>]{1,300}?charset=[\"']?\s*([A-Za-z0-9._-]{1,40})", re.I)


async def read(body: bytes, *, html: bool, url: str | None = None, charset: str | None = None) -> Article:
    """The article in these bytes, read beside what else runs. Raises Unread where there is no text."""
    return await apart.read(len(body), of_bytes, body, html=html, url=url, charset=charset)


def of_bytes(body: bytes, *, html: bool, url: str | None = None, charset: str | None = None) -> Article:
    """Raises Unread for what is too large, binary, or holds no text."""
    if len(body) > MOST_BYTES:
        raise Unread("That is too long for an article: it has more than 4 MiB.")
    if b"\0" in body[:4096].replace(b"\0\0", b"\0") and not body.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise Unread("That is no text: it holds bytes that no page and no text file has. Give a page or a .txt file.")
    found = of_html(body, url, charset) if html else of_text(_decoded(body, charset), url)
    if not found.paragraphs:
        raise Unread("No article was found in that. Save the text itself in a .txt file, or paste it.")
    return found


def of_text(text: str, url: str | None = None) -> Article:
    """Plain text: a first line may be the headline, a second the date."""
    lines = [line for line in map(prose.plain, text[:_MOST_LETTERS].splitlines()) if line]
    title, on, lines = heading.read(lines)
    return Article(title, on, _body(lines, title), url)


def of_html(body: bytes, url: str | None = None, charset: str | None = None) -> Article:
    from bot.news import page  # the libraries behind it take a while to load

    declared = _DECLARED.search(body[:4096])
    letters = feedtext.utf8(body, charset or (declared[1].decode() if declared else None))
    found = page.read(letters, "utf-8")
    told = _body(found.paragraphs, found.title)
    captions = [text for text in _body(found.captions, found.title) if text not in told]
    return Article(found.title, found.date, (*told, *captions), url or found.url, found.site)


def summary(article: Article) -> str | None:
    """The first sentence or two of the text, at most about three lines."""
    for text in article.paragraphs:
        told = prose.paragraph(text)
        if len(text.split()) < 8:
            continue
        ends = [end for _, end in told.sentences[:2]]
        fitting = [end for end in ends if end <= _LEDE]
        if fitting:
            return text[: fitting[-1]]
        return text if len(text) <= _LEDE else f"{text[:_LEDE].rsplit(' ', 1)[0].rstrip(',;: ')}…"
    return article.paragraphs[0] if article.paragraphs else None


def _body(lines: Iterable[str], title: str | None) -> tuple[str, ...]:
    plain = _joined(filter(None, map(prose.plain, lines)))
    kept = _until_its_end(plain)
    texts = [
        line
        for line in kept
        if line != title and re.search(r"[^\W\d]", line) and not (len(line) < 160 and _FURNITURE.fullmatch(line))
    ]
    texts = list(_once(texts))
    pieces = list(chain.from_iterable(map(_pieces, texts)))
    room = takewhile(lambda total: total <= _MOST_TEXT, accumulate(map(len, pieces)))
    return tuple(piece for piece, _ in zip(pieces, room, strict=False))


def _once(texts: Iterable[str]) -> Iterator[str]:
    """What a page says twice, once; but whoever signs two of its paragraphs signs both: "— Kim Na-ri"."""
    seen = set()
    for text in texts:
        if text not in seen or text.startswith(("—", "–", "―")):
            yield text
        seen.add(text)


def _until_its_end(lines: Iterable[str]) -> Iterator[str]:
    """Up to "Related stories" and the like; above the first sentence these are a menu."""
    begun = False
    for line in lines:
        if len(line) > 120 or not _END.fullmatch(line):
            begun = begun or len(line) > 120 or (len(line.split()) > 3 and line.endswith((".", ".”", '."', "!", "?")))
            yield line
        elif begun:
            return


def _pieces(text: str) -> Iterator[str]:
    """The paragraph, or where nobody broke a long text, some sentences at a time; what has no sentences is cut off."""
    while len(text) > _LONGEST:
        ends = [match.end() for match in re.finditer(r"[.!?][\"”’]* ", text[:_LONGEST])]
        if not ends:
            yield text[:_LONGEST]
            return
        yield text[: ends[-1]].strip()
        text = text[ends[-1] :]
    yield text


def _joined(lines: Iterable[str]) -> Iterator[str]:
    """A line that ends in the middle of a sentence goes on in the next: pages break "She said," from what she said."""
    held = ""
    for line in lines:
        whole = f"{held} {line}" if held else line
        held = whole if whole.endswith(",") or (whole.endswith(":") and _SPEAKS.search(whole)) else ""
        if not held:
            yield whole
    if held:
        yield held


def _decoded(body: bytes, charset: str | None) -> str:
    for name in (
        charset,
        "utf-8-sig" if not body.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-16",
        "cp949",
        "cp1252",
    ):
        try:
            return body.decode(name or "utf-8")
        except (LookupError, UnicodeDecodeError):
            continue
    raise Unread("That is no text that can be read: save it as UTF-8.")
