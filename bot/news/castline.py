"""The line of a fact list that names the cast: "Main cast: A (her character), B as his character, C"."""

import re
from collections.abc import Iterator

from bot.news.people import NAME, People, Person
from bot.news.prose import Paragraph

_LINE = re.compile(
    r"^(?:[-•*] ?)?(?:(?:Main|Lead|Supporting|Support|Full|Guest) )?(?:Casts?|Roles?|Characters?|Starring|Stars|"
    r"Actors|Special appearances?|Guest stars?|Cameos?)(?: members)? ?[:：] ?(?=\S)",
    re.I,
)
_ONE = re.compile(rf"(?P<actor>{NAME})(?: \((?:as )?(?P<in>[^()]{{1,40}})\)| as (?P<as>{NAME}))?")
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
