"""A web page's article: its headline, its date, and its paragraphs without what stands around them.

Most pages say where their article is. Of those that do not, trafilatura finds the text.
"""

import codecs
import json
import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from itertools import islice
from typing import Any

from lxml import etree, html

from bot.news import korean, page_dates, prose, speech, titles

_MOST_LETTERS = 100_000  # of a container; no article has more
_MOST_FOR_TRAFILATURA = 2**20  # bytes: it takes many seconds for more
_ENOUGH = 200  # letters, below which a container is not the article
_CONTAINERS = (
    '//*[@itemprop="articleBody"]',
    "//article",
    '//*[contains(concat(" ", normalize-space(@class), " "), " entry-content ")]',
    '//*[contains(@class, "article-body") or contains(@class, "article_body") or contains(@class, "post-content")'
    ' or contains(@class, "article-content") or contains(@id, "article-body") or contains(@class, "story-body")]',
    "//main",
    '//*[@role="main"]',
)
_DROPPED = {
    *("script", "style", "noscript", "template", "nav", "aside", "footer", "form", "button", "select", "iframe", "svg"),
    *("figure", "video", "audio", "picture", "object", "head", "dialog", "menu", "input", "label"),
}
_AROUND = re.compile(
    r"(?:^|[\s_-])(?:related|recommend\w*|sidebar|comments?|respond|share|sharing|social|newsletter|promo|tags?|"
    r"breadcrumbs?|author-?(?:bio|box|info)|"
    r"widget|ads?|advert\w*|sponsor\w*|trending|popular|most-?read|more-?(?:stories|news|posts)|you-?may|"
    r"also-?like|also-?read|read-?(?:more|next)|"
    r"caption|credit|byline|meta|menu|nav|footer|subscribe|cookie|popup|pagination|jp-relatedposts|outbrain|"
    r"taboola|twitter-tweet|instagram-media|tiktok-embed|wp-embedded-content|next-?(?:post|article)|"
    r"prev-?(?:post|article)|poll|promo)(?:$|[\s_-])",
    re.I,
)
_BLOCKS = {
    *("p", "div", "section", "article", "main", "li", "ul", "ol", "h1", "h2", "h3", "h4", "h5", "h6", "blockquote"),
    *(
        "tr",
        "table",
        "tbody",
        "thead",
        "dl",
        "dt",
        "dd",
        "header",
        "center",
        "pre",
        "body",
        "html",
        "details",
        "summary",
    ),
}
_SLANTED = {"em", "i", "cite"}
_OWN = re.compile(r"^['’]s\b")  # "Blue Hour’s first episode"
_MARKS = set("\"“”„‘’'«»[]")
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_AROUND_HEADING = re.compile(
    r"(?:you (?:might|may) also like|related|more (?:stories|news|from|on)|read (?:more|next|also)|also read|"
    r"recommended|latest|trending|popular"
    r"|comments?|leave a|share|tags?|about the author|most read|other (?:news|stories)|don'?t miss|up next)\b.*",
    re.I,
)
_DATES = (
    '//meta[@property="article:published_time"]/@content',
    '//meta[@itemprop="datePublished"]/@content',
    '//*[@itemprop="datePublished"]/@datetime',
    '//meta[@name="date" or @name="pubdate" or @name="publishdate" or @name="parsely-pub-date"]/@content',
    '//header//time/@datetime | //article//time[1]/@datetime | //time[contains(@class, "publish")]/@datetime',
)


_CAPTIONS = './/figcaption | .//*[contains(concat(" ", normalize-space(@class), " "), " wp-caption-text ")]'
_SIGNED = re.compile(r"[—–-] ?[A-Z][\w .-]{2,30}$")
_SAID = re.compile(rf"\b{speech.VERB}\b[^.!?]*[:,]$")
_MOST_QUOTED = 9  # blocks of a quotation
_FEWEST = 5  # words of a caption: what has fewer says whose picture it is


@dataclass(frozen=True, slots=True)
class Page:
    title: str | None
    date: date | None
    paragraphs: tuple[str, ...]
    captions: tuple[str, ...]  # of its pictures, which often name who acts and who directs
    url: str | None
    site: str | None


def read(body: bytes, charset: str | None = None) -> Page:
    """Never raises: of a page that cannot be read, there are no paragraphs."""
    try:
        tree = html.document_fromstring(body, parser=html.HTMLParser(encoding=_charset(body, charset), huge_tree=False))
    except (etree.LxmlError, LookupError, ValueError):
        return Page(None, None, (), (), None, None)
    title, on = _title(tree), _date(tree)
    url = _first(tree, '//link[@rel="canonical"]/@href', '//meta[@property="og:url"]/@content')
    site = _first(tree, '//meta[@property="og:site_name"]/@content')
    container, told = _container(tree)
    lines = tuple(told or _found_by_trafilatura(body))
    if on is None:
        on = next((found for line in lines[:4] if (found := page_dates.of_line(line))), None) or _visible_date(tree)
    if on is None:
        on = page_dates.dateline(lines) or _date_by_itself(tree)
    texts = tuple(line for line in lines if page_dates.of_line(line) is None)
    captions = tuple(_captions(container)) if container is not None else ()
    return Page(title, on, texts, captions, url, site)


def _container(tree: Any) -> tuple[Any, list[str]]:
    """The node that holds the article, and its lines; None where none has text."""
    for path in (*_CONTAINERS, "//body"):
        found = [(node, list(_lines(node))) for node in tree.xpath(path)]
        node, best = max(found, key=lambda one: sum(map(len, one[1])), default=(None, []))
        if sum(map(len, best)) >= (_ENOUGH if path != "//body" else 1):
            return node, best
    return None, []


def _captions(container: Any) -> Iterator[str]:
    for node in container.xpath(_CAPTIONS):
        around = (one for one in node.iterancestors() if one.tag != "figure" and "caption" not in one.get("class", ""))
        if not any(map(_is_around, around)):
            text = prose.plain(" ".join(node.itertext()))
            if len(text.split()) >= _FEWEST:
                yield text


def _lines(node: Any) -> Iterator[str]:
    """The text of the blocks within, in order, each block and each broken line by itself."""
    pieces: list[str] = []
    ended, letters = False, 0
    for kind, words in _walk(node):
        if kind == "text":
            pieces.append(words)
            letters += len(words)
            if letters <= _MOST_LETTERS:
                continue
        line = prose.plain("".join(pieces))
        pieces = []
        if line:
            if kind in _HEADINGS and _AROUND_HEADING.fullmatch(line):
                ended = True
            if ended:
                return
            yield line
            if letters > _MOST_LETTERS:
                return
    if line := prose.plain("".join(pieces)):
        yield line


def _walk(node: Any) -> Iterator[tuple[str, str]]:
    """Texts, and the ends of blocks by the names of their tags."""
    stack: list[tuple[Any, bool]] = [(node, False)]
    quoted: set[Any] = set()
    while stack:
        one, done = stack.pop()
        if done:
            if one.tag == "dt" or one.tag in ("td", "th"):
                yield "text", ": " if _is_label(one) else " "
            elif one.tag in _BLOCKS or one.tag == "br":
                yield one.tag, ""
            if one is not node and one.tail:
                yield "text", one.tail
            continue
        if not isinstance(one.tag, str) or (one is not node and _is_around(one)):
            if one.tail:
                yield "text", one.tail
            continue
        if one.tag in _BLOCKS and one.tag != "dd":
            yield "start", ""
        if one.tag == "blockquote":
            quoted.update(_unmarked_quotes(one))
        if one in quoted:
            yield "text", f"“{prose.plain(one.text_content())}”"
            yield "end", ""
            if one is not node and one.tail:
                yield "text", one.tail
            continue
        if one.tag == "q" or (one.tag in _SLANTED and _is_slanted_speech(one)):
            words = prose.plain(one.text_content())
            yield "text", f"{words if _MARKS.intersection(words[:1]) else f'“{words}”'}{one.tail or ''}"
            continue
        if one.tag in _SLANTED and _is_slanted_title(one):
            words = prose.plain(one.text_content())
            marked = f"“{words}”" if _OWN.match(one.tail or "") else f"‘{words}’"  # two apostrophes were a mark, too
            yield "text", f"{marked}{one.tail or ''}"
            continue
        if one.text:
            yield "text", one.text
        stack.append((one, True))
        stack.extend((child, False) for child in reversed(one))


def _is_label(cell: Any) -> bool:
    """Whether a cell names what the next one holds: the first of two."""
    row = cell.getparent()
    return cell.tag == "dt" or (
        len(row) == 2 and row[0] is cell and not (cell.text_content() or "").rstrip().endswith(":")
    )


def _unmarked_quotes(node: Any) -> list[Any]:
    """The block of quotation, or its paragraphs; nothing where marks or a signature tell what it is."""
    blocks = list(islice(node.iter(*_BLOCKS), _MOST_QUOTED))[1:]
    several = len(blocks) > 1
    if several and not all(one.tag == "p" and one.getparent() is node for one in blocks):
        return []
    texts = [prose.plain(one.text_content()) for one in (blocks if several else [node])]
    told = any(len(text.split()) >= _FEWEST for text in texts) and not any(map(_SIGNED.search, texts))
    return (blocks if several else [node]) if told and not any(map(_is_marked, texts)) else []


def _is_marked(text: str) -> bool:
    return bool(_MARKS.intersection(text[:1] + text[-1:]))


def _is_slanted_speech(node: Any) -> bool:
    """Whether what is set in italics is what somebody says: after "she said:", a whole sentence."""
    beside = node.getprevious().tail if node.getprevious() is not None else node.getparent().text
    words = prose.plain(node.text_content())
    said = bool(_SAID.search(prose.plain(beside or ""))) and words[-1:] in (".", "!", "?", "…")
    return said and len(words.split()) >= _FEWEST and not _is_marked(words)


def _is_slanted_title(node: Any) -> bool:
    """Whether a title is set in italics, which is a mark of quotation that plain text does not have."""
    words = prose.plain(node.text_content())
    beside = node.getprevious().tail if node.getprevious() is not None else node.getparent().text
    after = _OWN.sub("", node.tail or "")
    if not re.search(r"[^\W\d]", words) or (beside or "")[-1:] in _MARKS or after[:1] in _MARKS:
        return False
    return (
        bool((beside or "").strip()) | bool((node.tail or "").strip())
        and titles.is_title(words)
        and not (_MARKS.intersection(words[:1] + words[-1:]) or korean.full_names(words))
    )


def _is_around(node: Any) -> bool:
    if node.tag in _DROPPED:
        return True
    if node.tag in ("p", "span", "a", "h1", "em", "b", "strong", "i", "body", "html"):
        return False
    named = f"{node.get('class', '')} {node.get('id', '')} {node.get('role', '')}"
    style = (node.get("style") or "").replace(" ", "")
    return bool(_AROUND.search(named)) or "display:none" in style or node.get("aria-hidden") == "true"


def _found_by_trafilatura(body: bytes) -> Iterator[str]:
    if len(body) > _MOST_FOR_TRAFILATURA:
        return
    import trafilatura

    logging.getLogger("trafilatura").setLevel(logging.ERROR)  # that a page holds no text is the answer, no warning
    text = trafilatura.extract(body, include_comments=False, favor_recall=True)
    yield from (text or "").splitlines()


def _title(tree: Any) -> str | None:
    heads = [prose.plain(node.text_content()) for node in tree.xpath("//article//h1 | //h1")]
    if len(set(heads)) == 1 or (heads and len(heads[0].split()) > 3):
        return heads[0] or None
    if shared := _first(tree, '//meta[@property="og:title"]/@content'):
        site = _first(tree, '//meta[@property="og:site_name"]/@content')
        return re.sub(rf" [|»–-] {re.escape(site)}$", "", shared) if site else shared
    whole = prose.plain(tree.findtext(".//title") or "")
    return re.split(r" [|»–-] (?=[^|»–-]{2,30}$)", whole)[0] or next(iter(heads), None)


def _date(tree: Any) -> date | None:
    for path in _DATES:
        for text in tree.xpath(path):
            if found := page_dates.of_stamp(str(text)):
                return found
    for script in tree.xpath('//script[@type="application/ld+json"]/text()'):
        match = re.search(r'"datePublished"\s*:\s*("(?:[^"\\]|\\.)*")', str(script))
        if match and (found := page_dates.of_stamp(json.loads(match[1]))):
            return found
    return None


def _visible_date(tree: Any) -> date | None:
    """A date that stands by itself near the headline."""
    for node in tree.xpath(
        '//time | //*[contains(@class, "date") or contains(@class, "time") or contains(@class, "publish")]'
    ):
        text = prose.plain(node.text_content())
        if len(text) < 80 and (found := page_dates.of_line(text)):
            return found
    return None


def _date_by_itself(tree: Any) -> date | None:
    """The first short block of the page that is a date and little else."""
    for node in islice(tree.iter("p", "div", "span", "li", "h5", "h6"), 400):
        if len(node) < 6 and (found := page_dates.of_line(prose.plain(node.text_content()[:200]))):
            return found
    return None


def _first(tree: Any, *paths: str) -> str | None:
    return next((text for path in paths for found in tree.xpath(path) if (text := prose.plain(str(found)))), None)


def _charset(body: bytes, said: str | None) -> str:
    """What the answer or the page says, where it is a charset; else UTF-8."""
    found = re.search(rb"<meta[^>]+charset=[\"']?\s*([\w-]+)", body[:4096], re.I)
    for name in filter(None, (said, found and found[1].decode("ascii"))):
        try:
            return codecs.lookup(name).name
        except LookupError:
            continue
    return "utf-8"
