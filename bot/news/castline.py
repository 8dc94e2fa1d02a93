"""The cast as a list: in one line ("Main cast: A (her character), B as C, D"), or with a line for each."""

import re
from collections.abc import Iterator, Sequence

from bot.news import korean
from bot.news.people import NAME, People, Person
from bot.news.prose import Paragraph

_LINE = re.compile(
    r"^(?:[-•*] ?)?(?:(?:Main|Lead|Supporting|Support|Full|Guest) )?(?:Casts?|Roles?|Characters?|Starring|Stars|"
    r"Actors|Special appearances?|Guest stars?|Cameos?)(?: members)? ?[:：] ?(?=\S)",
    re.I,
)
_ONE = re.compile(rf"(?P<actor>{NAME})(?: \((?:as )?(?P<in>[^()]{{1,40}})\)| as (?P<as>{NAME}))?")
_HEADING = re.compile(
    r"(?:[^.!:]{0,40}\b(?:casts?|starring|stars|actors|cameos?|appearances?|guest stars?)(?: members)?"
    r"(?:(?: of| in| for| &| and) [^.!:]{0,40})?|(?:joining|starring|appearing|also)\b[^.!:]{0,40} (?:are|is)) ?[:?]?",
    re.I,
)
_ROW = re.compile(
    rf"(?:[-•*·] ?|\d+[.)] )?(?P<actor>{NAME})(?: \([^()]*\))?"
    rf"(?:(?: as|:? played) (?P<as>[^.!?]{{2,90}})| (?P<role>{NAME}) "
    r"(?:Main|Support|Supporting|Guest|Special|Lead) Role)?"
)
Found = tuple[Person, str | None, int, int]


def is_one(one: Paragraph) -> bool:
    return bool(_LINE.match(one.text))


def parts(one: Paragraph, people: People) -> Iterator[Found]:
    """Everybody in the line; the actor stands before the brackets, unless only the one within is known."""
    begun = _LINE.match(one.text)
    if begun is None:
        return
    for match in _ONE.finditer(one.text, begun.end()):
        actor, character = people.find(match["actor"]), match["in"] or match["as"]
        if character and not re.fullmatch(rf"{NAME}(?: ?/ ?{NAME})?", character):
            character = None
        if actor is None and character and (inside := people.find(character)):
            actor, character = inside, match["actor"]
        if actor:
            yield actor, character, match.start(), match.end()


def sections(paragraphs: Sequence[Paragraph], people: People) -> Iterator[tuple[int, Found]]:
    """Each line under a heading such as "Cast", with the place of its paragraph: "A as B", "A (cameo)", "A"."""
    at = 0
    while at < len(paragraphs):
        if not _HEADING.fullmatch(paragraphs[at].text):
            at += 1
            continue
        begun = at = at + 1
        rows = []
        while at < len(paragraphs) and (row := _ROW.fullmatch(paragraphs[at].text)) and _names_somebody(row, people):
            rows.append(row)
            at += 1
        for place, row in enumerate(rows, begun) if len(rows) > 1 else ():
            actor = row["actor"] if not row["role"] else _first_of(f"{row['actor']} {row['role']}", row["actor"])
            character = f"{row['actor']} {row['role']}"[len(actor) + 1 :] if row["role"] else row["as"]
            named = re.match(rf"(?:[a-z]+ )*({NAME})(?=[,(]|$)", character or "")
            found = people.find(actor) or people.add(actor)
            yield place, (found, named[1] if named else None, 0, len(row[0]))


def _names_somebody(row: re.Match[str], people: People) -> bool:
    name = row["actor"]
    whole = korean.full_names(name)[:1]
    return bool(row["as"] or row["role"] or whole == [(0, len(name))] or people.find(name))


def _first_of(words: str, else_: str) -> str:
    """The actor of two names that stand side by side: "Chae Yeon Ju Heo Jin Sook"."""
    whole = korean.full_names(words)
    return words[: whole[0][1]] if whole and not whole[0][0] else else_
