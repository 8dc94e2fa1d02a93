"""Those who speak to the press for others: a production team, an agency, a broadcaster's representative."""

import re

from bot.news import networks, speech
from bot.news.people import Person

_NAMED = r"[A-Z][\w’'&+-]*(?: [A-Z][\w’'&+-]*){0,3}"
_MAKERS = r"(?:[Pp]roduction (?:team|crew|company|staff)|[Pp]roducers)"
_ENVOY = r"(?:representative|rep|spokes(?:person|man|woman)|official|source|insider)"
_HOUSE = r"(?:Entertainment|Actors|ENM|ENT|Company|Agency|Labels?|Studios?|Pictures)"
_OFFICE = (
    r"(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]er|[Hh]is|[Tt]heir|[Oo]ne|[Hh]er agency,?|[Hh]is agency,?|[Tt]he agency,?) )?"
    rf"(?P<who>(?:(?:drama|series|show)['’]s )?{_MAKERS}"
    rf"|(?:{networks.NAMES}|{_NAMED}|agency|network|broadcaster)(?:['’]s)? {_ENVOY}"
    rf"|{_ENVOY} (?:from|of|at|for|with) (?:the (?:drama|series|network|broadcaster|agency|production)[\w ]{{0,20}}"
    rf"|{networks.NAMES}|{_NAMED}(?:['’]s? (?:agency|side|label))?(?: {_NAMED})?)"
    rf"|(?:[A-Z][\w’'&+-]* ){{1,3}}{_HOUSE})"
)
_TO_SAY = r"(?:,? (?:also|then|further|later|\w+ly))*,? "
_BEFORE = re.compile(
    rf"(?<![\w’'])(?<!\bat )(?<!\bof ){_OFFICE}{_TO_SAY}{speech.VERB}"
    r"(?: (?:in a statement|on \w+ \d\d?))?(?:[,:]| that,?) ?$"
)
_AFTER = re.compile(rf"^[,.]? ?{_OFFICE}{_TO_SAY}{speech.VERB}\b")
_AFTER_VERB = re.compile(rf"^[,.]? ?{speech.VERB} {_OFFICE}(?![\w’'])")
_NEAR = 160  # letters beside the marks


class Offices:
    """Those of one article, each once."""

    def __init__(self) -> None:
        self._known: dict[str, Person] = {}

    def speaker(self, before: str, after: str) -> Person | None:
        """Who says the words between, as written without the article; None where no office does."""
        beside = after[:_NEAR]
        match = _BEFORE.search(before[-_NEAR:]) or _AFTER.match(beside) or _AFTER_VERB.match(beside)
        if match is None:
            return None
        name = match["who"].strip()
        return self._known.setdefault(name.casefold(), Person(name))
