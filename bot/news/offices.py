"""Those who speak to the press for others: a production team, an agency, a broadcaster's representative."""

import re

from bot.news import networks, speech
from bot.news.people import Person

_NAMED = r"(?!(?:An?|The|One|Another|Some|Its|Her|His) )[A-Z][\w’'&+-]*(?: (?:Co\.|[A-Z][\w’'&+-]*)){0,3}"
_MAKERS = r"(?:[Pp]roduction (?:team|crew|company|staff)|[Pp]roducers)"
_ENVOY = (
    r"(?:(?:(?:[Pp]roduction|[Aa]gency|[Nn]etwork|[Ii]ndustry|[Bb]roadcast) )?"
    r"(?:representative|rep|publicist|spokes(?:person|man|woman)|official|source|insider))"
)
_HOUSE = r"(?:Entertainment|Actors|ENM|ENT|Company|Agency|Labels?|Studios?|Pictures)"
_OFFICE = (
    r"(?:(?:[Tt]he|[Aa]n?|[Ii]ts|[Hh]er|[Hh]is|[Tt]heir|[Oo]ne|[Hh]er agency,?|[Hh]is agency,?|[Tt]he agency,?|"
    r"[Hh](?:er|is) label,?|(?:[Tt]he )?(?:production )?company|(?:[Tt]he )?(?:broadcaster|streamer)) )?"
    r"(?:(?:drama|series|show)['’]s )?"
    rf"(?P<who>{_MAKERS}"
    rf"|(?:{networks.NAMES}|{_NAMED}|agency|network|broadcaster)(?:['’]s)? {_ENVOY}"
    rf"|{_ENVOY} (?:(?:from|of|at|for|with|in) |(?=close|familiar))(?:"
    r"the (?:drama|series|network|broadcaster|agency|production|company|label)[\w ]{0,20}|production"
    r"|(?:close to|familiar with) (?:the |his |her )?"
    r"(?:actor|actress|drama|series|production|matter|agency|couple|show)"
    rf"|{networks.NAMES}"
    r"|(?:(?:(?:his|her|their|the) )?(?:agency|label|production company|company|broadcaster|network),? )?"
    rf"{_NAMED}(?:['’]s? (?:agency|side|label))?(?: {_NAMED})?)"
    rf"|(?:(?<=agency )|(?<=agency, )|(?<=label )|(?<=label, )|(?<=company )|(?<=broadcaster )|(?<=streamer )){_NAMED}"
    rf"|{_NAMED}['’]s? (?:management )?(?:agency|label)(?! [A-Z])"
    rf"|(?:[A-Z][\w’'&+-]* ){{1,3}}{_HOUSE}|(?:{networks.NAMES})(?!['’])"
    rf"|{_NAMED}(?=, (?:{_NAMED}['’]s?|h(?:er|is)|the actor['’]s|the actress['’]) (?:agency|label),))"
    rf"(?:, (?:{_NAMED}['’]s?|h(?:er|is)|the actor['’]s|the actress['’]) (?:agency|label),)?"
    r"(?:(?<=[a-z]) (?:of|behind|for) (?:the )?(?:[\w-]+ ){0,3}?(?:K-)?"
    r"(?:drama|series|show|“•*.?”|\"•*.?\"|‘•*.?’|'•*.?'))?"
)
_SAY = rf"(?:went on to (?:add|explain|say)|{speech.VERB}|confirmed|issued|released|(?:was|were) quoted as saying)"
_TO_SAY = r"(?:,? (?:also|then|further|later|\w+ly))*,? "
_BEFORE = re.compile(
    rf"(?<![\w’'])(?<!\bat )(?<!\bof )(?<!\bon )(?<!\bby )(?<!\bfor )(?<!\bfrom )(?<!\bwith )(?<!\bin )"
    rf"{_OFFICE}{_TO_SAY}{_SAY}"
    r"(?:(?: [^,:•.]{2,60})?(?:[,:]| that,?)|(?: that)? (?!(?:to|with|of)\b)[^,:;.•]{2,70}) ?$"
)
_AFTER = re.compile(rf"^[,.]? ?{_OFFICE}{_TO_SAY}{_SAY}\b")
_AFTER_VERB = re.compile(rf"^[,.]? ?{_SAY} {_OFFICE}(?![\w’']| (?:[a-z-]+ ){{0,3}}[A-Z])")
_ACCORDING = re.compile(rf"\b[Aa]ccording to {_OFFICE}[,:] ?$")
_AGENCY = re.compile(
    r"\b(?:agency|label|management company),? (?P<who>[A-Z][\w’'&+-]*(?: [A-Z][\w’'&+-]*){0,3})(?=[,.’'] ?)"
)
_IT = (
    r"(?:[Ii]t|[Tt]hey|[Tt]he (?:agency|label|company|network|broadcaster|representative|rep|source|official|"
    r"production)|[Tt]he same (?:representative|rep|source|official|spokes(?:person|man|woman)))"
)
_ACCORDING_TO_IT = re.compile(rf"(?:^|, )[Aa]ccording to {_IT}[,:]")
_SAYS = re.compile(rf"(?:^|, ){_OFFICE}{_TO_SAY}{_SAY}\b")
_IT_BEFORE = re.compile(rf"(?:^|, ){_IT}(?:, [a-z][^•]{{2,90}},)?{_TO_SAY}{_SAY}(?:[,:]| that,?) ?$")
_IT_AFTER = re.compile(rf"^[,.]? ?(?:{_IT}{_TO_SAY}{_SAY}|{_SAY} {_IT})\b")
_STATING = re.compile(rf"\b(?:[Ss]tatement|[Nn]otice|[Aa]pology|[Pp]osition) (?:from|by|of) {_OFFICE}(?![\w’'])")
_STATED = re.compile(rf"(?:^|, |[a-z] ){_OFFICE}{_TO_SAY}(?:{_SAY}|posted|shared|made|gave)\b")
_OF_SOMEBODY = re.compile(rf"[A-Z][\w-]+, {speech.OFFICE}\b[^.•]{{0,60}}, $")  # "Mia Tan, Chief of Content, Viu, said"
_NEAR = 160  # letters beside the marks


class Offices:
    """Those of one article, each once."""

    def __init__(self) -> None:
        self._known: dict[str, Person] = {}
        self._last: Person | None = None  # whom "it said" means

    def speaker(self, before: str, after: str) -> Person | None:
        """Who says the words between, as written without the article; None where no office does."""
        beside = after[:_NEAR]
        if self._last and (_IT_BEFORE.search(before[-_NEAR:]) or _IT_AFTER.match(beside)):
            return self._last
        if self._last and _ACCORDING_TO_IT.match(before[-_NEAR:]):
            return self._last
        match = (
            _BEFORE.search(before[-_NEAR:])
            or _ACCORDING.search(before[-_NEAR:])
            or _AFTER.match(beside)
            or _AFTER_VERB.match(beside)
        )
        if match is None or (match.re is _BEFORE and _OF_SOMEBODY.search(before[-_NEAR:][: match.start()])):
            return None
        name = match["who"].strip()
        self._last = self._of(name)
        return self._last

    def is_one(self, speaker: Person) -> bool:
        return any(speaker is one for one in self._known.values())

    def beside(self, before: str, after: str) -> bool:
        """Whether one of them stands right beside the marks."""
        last, known = self._last, self._known.copy()
        found = self.speaker(before, after) is not None
        self._last, self._known = last, known
        return found

    def announcing(self, sentence: str) -> Person | None:
        """Who, by a sentence that ends in a colon, says what the next paragraph quotes."""
        if not sentence.rstrip().endswith(":") or not (told := _BEFORE.search(sentence[-_NEAR:])):
            return None
        self._last = self._of(told["who"].strip())
        return self._last

    def stating(self, sentence: str) -> Person | None:
        """Whose statement a sentence says that it prints: "the full statement of Blue Door is below"."""
        told = _STATING.search(sentence) or _BEFORE.search(sentence) or _STATED.search(sentence)
        if told:
            self._last = self._of(told["who"].strip())
        return self._last if told else None

    @property
    def last(self) -> Person | None:
        return self._last

    def denying(self, sentence: str) -> Person | None:
        """Which agency a sentence is of that tells what it thinks: "The agency denies it"."""
        return self._last if self._last and re.match(rf"{_IT} [a-z]+(?:s|ed)\b", sentence) else None

    def _of(self, name: str) -> Person:
        return self._known.setdefault(name.casefold(), Person(name))

    def heard(self, sentence: str) -> None:
        """A sentence that names the agency which goes on to speak: "his agency, Blue Door, said no"."""
        if named := _AGENCY.search(sentence):
            self._last = self._of(named["who"])
        elif told := _SAYS.search(sentence):
            self._last = self._of(told["who"].strip())
