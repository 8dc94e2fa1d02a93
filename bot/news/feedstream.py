"""The marks of a feed as they come: of all that it holds, the fields of its items and of the feed itself are kept."""

from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass, field

MOST_ITEMS = 500  # the newest come first
LONGEST = 20_000  # letters kept of any field
_MOST_MARKS, _MOST_PIECES = 100_000, 500_000
_DEEPEST = 64
_RSS_090 = "rdf/simple/0.9/"
_SPACES = {  # the names that formats give to their fields
    "http://www.w3.org/2005/Atom": "",
    "http://purl.org/atom/ns#": "",
    "http://purl.org/rss/1.0/": "",
    **{f"http://{name}.netscape.com/{_RSS_090}": "" for name in ("my", "channel")},
    "http://backend.userland.com/rss2": "",
    "http://purl.org/rss/1.0/modules/content/": "content:",
    "http://purl.org/dc/elements/1.1/": "dc:",
    "http://purl.org/dc/terms/": "dc:",
    "http://purl.org/rss/1.0/modules/syndication/": "sy:",
    "http://rssnamespace.org/feedburner/ext/1.0": "burner:",
    "http://www.w3.org/1999/02/22-rdf-syntax-ns#": "rdf:",
}
_SHORT = frozenset(("title", "link", "guid", "id", "pubDate", "author", "category", "dc:date", "dc:creator"))


class Enough(Exception):
    """Nothing more is read."""


@dataclass(slots=True)
class Field:
    attributes: Mapping[str, str]
    pieces: list[str] = field(default_factory=list)
    length: int = 0

    def add(self, text: str) -> None:
        if self.length < LONGEST:
            self.pieces.append(text[: LONGEST - self.length])
            self.length += len(text)

    @property
    def text(self) -> str:
        return "".join(self.pieces).strip()


Fields = dict[str, list[Field]]


class Reader:
    """What lxml calls while it reads. Raises Enough where there is more than anybody publishes."""

    def __init__(self) -> None:
        self.items: list[Fields] = []
        self.channel: Fields = {}
        self.is_feed = False
        self._path: list[str] = []
        self._marks = self._pieces = 0
        self._fields: Fields = self.channel
        self._outer = 0  # the depth at which fields stand
        self._field: Field | None = None
        self._named = ""

    def start(self, tag: str, attributes: Mapping[str, str]) -> None:
        self._marks += 1
        name = _name(tag)
        self._path.append(name)
        if self._marks > _MOST_MARKS or len(self._path) > _DEEPEST:
            raise Enough
        if len(self._path) == 1:
            self.is_feed = name in ("rss", "rdf:RDF", "feed", "channel")
            self._outer = 1
        elif name in ("item", "entry"):
            self._finish()  # one that was never closed
            self._fields, self._outer, self._field = {}, len(self._path), None
        elif name == "channel":
            self._outer = len(self._path)
        elif len(self._path) == self._outer + 1 or self._is_left_open(name):
            self._begin(name, attributes)
        elif self._field is not None and name in ("hour", "day"):
            self._field.add(" ")
        elif self._field is not None and name in ("p", "div", "br", "li", "{http://www.w3.org/1999/xhtml}p"):
            self._field.add("\n")

    def data(self, text: str) -> None:
        self._pieces += 1
        if self._pieces > _MOST_PIECES:
            raise Enough
        if self._field is not None:
            self._field.add(text)

    def end(self, tag: str) -> None:
        if len(self._path) == self._outer and self._path[-1] in ("item", "entry"):
            self._finish()
            self._outer = len(self._path) - 1
        elif len(self._path) == self._outer + 1:
            self._field = None
        if self._path:
            self._path.pop()

    def close(self) -> None:
        self.cut_off()

    def cut_off(self) -> None:
        """What there is of a last item counts."""
        with suppress(Enough):
            self._finish()

    def _begin(self, name: str, attributes: Mapping[str, str]) -> None:
        self._field, self._named = Field(dict(attributes)), name
        self._fields.setdefault(name, []).append(self._field)

    def _is_left_open(self, name: str) -> bool:
        """Whether the field before, which can hold no other, lacks its end."""
        in_item = self._fields is not self.channel and self._field is not None
        return in_item and self._named in _SHORT and (name in _SHORT or name in ("description", "summary", "content"))

    def _finish(self) -> None:
        if self._fields is not self.channel:
            self.items.append(self._fields)
            self._fields, self._field = self.channel, None
        if len(self.items) >= MOST_ITEMS:
            raise Enough


def _name(tag: str) -> str:
    space, brace, local = tag[1:].partition("}") if tag.startswith("{") else ("", "", tag)
    return f"{_SPACES[space]}{local}" if brace and space in _SPACES else tag if brace else local
