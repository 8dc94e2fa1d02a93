"""Those who speak to the press for others: a production team, an agency, a broadcaster's representative."""

import re

from bot.news import korean, networks, speech, when
from bot.news.people import Person

_FIRST = (  # what a capital begins a sentence with, and what is no house
    rf"(?!(?:An?|The|One|Another|Some|Its|Her|His|Their|In|On|At|For|From|And|But|Meanwhile|However|Also|Then|Later|"
    rf"According|Actor|Actress|Director|Writer|{when.DAY}|{when.MONTH})(?![\w’'-]))"
)
_CAP = r"(?:\d*[A-Z][\w’'&+-]*|\d+[a-z]+)"  # "9ato"
_NAMED = rf"{_FIRST}{_CAP}(?: (?:Co\.|(?:by )?{_CAP})){{0,3}}"
_NETWORK = rf"(?:{networks.NAMES})(?: Korea)?"
_MAKERS = r"(?:[Pp]roduction (?:team|crew|company|staff)|[Pp]roducers|[Mm]akers|(?:[Cc]rew|[Ss]taff) members?)"
_FIELD = r"(?:(?:[Pp]roduction|[Aa]gency|[Nn]etwork|[Ii]ndustry|[Bb]roadcast(?:ing)?|[Ee]ntertainment|[Dd]rama) )"
_ENVOY = rf"{_FIELD}?(?:representative|rep|publicist|spokes(?:person|man|woman)|official|source|insider)"
_HOUSE = (
    r"(?:Entertainment|Actors|ENM|ENT|Company|Agency|Labels?|Studios?|Pictures|Management|Corporation|Creative|Artists?|"
    r"Association|Commission|Committee|Foundation|Federation)"
)
_KIND = r"(?:agency|label|management company|production company|company|broadcaster|network|streamer|platform)"
_WHOSE = rf"(?:{_NAMED}['’]s?|[Hh](?:er|is)|[Tt]heir|[Ii]ts|[Tt]he (?:actor|actress|singer)['’]s)"
_SENT_BY = (  # "of SBS", "close to the actor", "from its production company Blue Door"
    r"(?:(?:from|of|at|for|with|in) |(?=close|familiar))(?:"
    r"(?:close to|familiar with) (?:the |his |her )?(?:actor|actress|drama|series|production|matter|agency|couple|show)"
    r"|(?:the |an? )?production(?! company [A-Z])(?: (?:team|company|crew))?"
    rf"|{_NETWORK}|(?:(?:his|her|their|the|its|an?) )?(?:{_KIND},? )?{_NAMED}(?:['’]s? (?:agency|side|label))?"
    rf"(?: {_NAMED})?"
    rf"|(?:the|its|his|her|an?) (?:drama|series|{_KIND}))"
)
_OFFICE = (
    rf"(?:(?:[Tt]he|[Aa]n?|[Oo]ne|[Aa]nother|{_WHOSE}) (?:unnamed |unidentified |anonymous )?)?"
    rf"(?:{_KIND},? (?!{_ENVOY}))?(?:(?:drama|series|show)['’]s )?"
    rf"(?P<who>(?:{_NETWORK}|{_NAMED}|agency|network|broadcaster)(?:['’]s)? {_ENVOY}"
    rf"|(?:{_ENVOY}|person) {_SENT_BY}"
    rf"|{_ENVOY}|{_MAKERS}"
    rf"|(?:(?<=agency )|(?<=agency, )|(?<=label )|(?<=label, )|(?<=company )|(?<=company, )|(?<=broadcaster )|"
    rf"(?<=streamer )){_NAMED}"
    rf"|{_NAMED}['’]s? (?:(?:management )?agency|label|side)(?!,? [A-Z])"
    rf"|{_FIRST}(?:{_CAP} ){{1,3}}{_HOUSE}|{_NETWORK}(?!['’])"
    rf"|{_NAMED}(?=, (?:{_WHOSE}|the) {_KIND}\b))"
    rf"(?:, (?:which|who|speaking|{_WHOSE} {_KIND}|the {_KIND})\b(?:[^,•]|(?<!•)•{{1,40}}(?!•)){{0,60}},[”\"’']?)?"
    r"(?:(?<=[a-z]) (?:of|behind|for) (?:the )?(?:[\w-]+ ){0,3}?(?:K-)?"
    r"(?:drama|series|show|“•*.?”|\"•*.?\"|‘•*.?’|'•*.?'))?"
)
_SAY = rf"(?:went on to (?:add|explain|say)|{speech.VERB}|confirmed|issued|released|(?:was|were) quoted as saying)"
_TO_SAY = r"(?:,? (?:also|then|further|later|has|have|had|\w+ly))*,? "
_BEFORE = re.compile(
    rf"(?<![\w’'])(?<!\bat )(?<!\bof )(?<!\bon )(?<!\bby )(?<!\bfor )(?<!\bfrom )(?<!\bwith )(?<!\bin )(?<!\band )"
    rf"{_OFFICE}(?: [a-z][^,:;.•]{{2,50}} and)?{_TO_SAY}{_SAY}"
    r"(?:(?: [^,:•.]{2,60})?(?:[,:]| that,?)|(?: that)? (?!(?:to|with|of)\b)[^,:;.•]{2,70}) ?$"
)
_NO_MORE = r"(?![\w’']| (?:(?!(?:in|on|to|at|by|of|via|quoted|during)\b)[a-z-]+ ){0,3}[A-Z])"  # "the network head Kim"
_AFTER = re.compile(rf"^[,.]? ?{_OFFICE}{_TO_SAY}{_SAY}\b")
_AFTER_VERB = re.compile(rf"^[,.]? ?(?:{_SAY}|[A-Z][\w ]+ quotes) {_OFFICE}{_NO_MORE}")
_ACCORDING = re.compile(rf"\b[Aa]ccording to {_OFFICE}[,:]? ?$")
_ACCORDING_AFTER = re.compile(rf"^,? ?according to {_OFFICE}{_NO_MORE}")
_AGENCY = re.compile(
    r"\b(?:agency|label|company),? (?P<who>[A-Z][\w’'&+-]*(?: (?:by )?[A-Z][\w’'&+-]*){0,3})"
    r"(?=[,.’'] ?| [a-z])"
)
_ITSELF = (
    rf"(?:{_KIND}|production|(?:same )?(?:{_ENVOY}|person)|"
    r"(?:official |full )?(?:statement|notice|announcement|press release))"
)
_IT = rf"(?:[Ii]t|[Tt]hey|(?:[Tt]he|[Tt]heir|[Ii]ts) (?P<noun>{_ITSELF}))"
_IT_SAYS = rf"{_TO_SAY}(?:{_SAY}|reads?)"
_ACCORDING_TO_IT = re.compile(rf"(?:^|, )[Aa]ccording to {_IT}[,:]")
_SAYS = re.compile(
    rf"(?:^|, ){_OFFICE}(?:{_TO_SAY}{_SAY}"
    r"|(?: (?:also|then|has|have))* (?!(?:aired|unveiled|dropped|shared)\b)\w+(?:ed|es))\b"
)
_SAID = re.compile(rf"(?:^|, )(?P<who>{_NAMED}) (?:said|announced|confirmed|stated)(?: on \w+)?\.?$")
_IT_BEFORE = re.compile(
    rf"(?:^|, ){_IT}(?:, [a-z][^•]{{2,90}},)?(?:{_IT_SAYS}"
    r"(?: (?:on|in|to|through) [^,:;.•]{2,50})?(?:[,:]| that,?)| [^,:;.•]{2,60}:) ?$"
)
_IT_AFTER = re.compile(rf"^[,.]? ?(?:{_IT}{_IT_SAYS}|{_SAY} {_IT.replace('noun', 'other')})\b")
_STATING = re.compile(
    rf"\b(?:[Ss]tatement|[Nn]otice|[Aa]pology|[Pp]osition) (?:from|by|of) {_OFFICE}(?![\w’'])"
    rf"|(?P<whose>{_NAMED})['’]s? (?:[a-z]+ )?(?:statement|notice|apology|position)\b"
)
_ITS_STATEMENT = re.compile(rf"\b(?:[Tt]he|[Ii]ts) (?P<noun>{_KIND})['’]s\b")
_STATED = re.compile(rf"(?:^|, |[a-z] ){_OFFICE}{_TO_SAY}(?:{_SAY}|posted|shared|made|gave)\b")
_OF_SOMEBODY = re.compile(rf"[A-Z][\w-]+, {speech.OFFICE}\b[^.•]{{0,60}}, $")  # "Mia Tan, Chief of Content, Viu, said"
_NEAR = 160  # letters beside the marks


class Offices:
    """Those of one article, each once."""

    def __init__(self) -> None:
        self._known: dict[str, Person] = {}
        self._last: Person | None = None  # whom "it said" means
        self._perhaps: Person | None = None  # whom "the agency" means where nobody has called it one

    def speaker(self, before: str, after: str) -> Person | None:
        """Who says the words between, as written without the article; None where no office does."""
        near, beside = before[-_NEAR:], after[:_NEAR]
        it = _IT_BEFORE.search(near) or _IT_AFTER.match(beside) or _ACCORDING_TO_IT.match(near)
        if it and (meant := self._meant(it["noun"])):
            return meant
        match = (
            _BEFORE.search(near)
            or _ACCORDING.search(near)
            or _AFTER.match(beside)
            or _AFTER_VERB.match(beside)
            or _ACCORDING_AFTER.match(beside)
        )
        if match is None or (match.re is _BEFORE and _OF_SOMEBODY.search(near[: match.start()])):
            return None
        return self._of(match["who"])

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
        if not sentence.rstrip().endswith(":"):
            return None
        near = sentence[-_NEAR:]
        if (it := _IT_BEFORE.search(near)) and (meant := self._meant(it["noun"])):
            return meant
        told = _BEFORE.search(near)
        return self._of(told["who"]) if told else None

    def stating(self, sentence: str) -> Person | None:
        """Whose statement a sentence says that it prints: "the full statement of Blue Door is below"."""
        if its := _ITS_STATEMENT.search(sentence):
            return self._meant(its["noun"])
        told = _STATING.search(sentence) or _BEFORE.search(sentence) or _STATED.search(sentence)
        return self._of(told["who"] or told["whose"]) if told else None

    @property
    def last(self) -> Person | None:
        return self._last

    def denying(self, sentence: str) -> Person | None:
        """Which agency a sentence is of that tells what it thinks: "The agency denies it"."""
        return self._last if self._last and re.match(rf"{_IT} [a-z]+(?:s|ed)\b", sentence) else None

    def named(self, name: str) -> Person:
        """Who goes on to speak, as it introduces itself."""
        return self._of(name)

    def heard(self, sentence: str) -> None:
        """A sentence that names the agency which goes on to speak: "his agency, Blue Door, said no"."""
        if told := _AGENCY.search(sentence) or _SAYS.search(sentence):
            self._of(told["who"])
        elif (told := _SAID.search(sentence)) and not korean.full_names(told["who"]):
            self._perhaps = Person(told["who"])

    def _meant(self, noun: str | None) -> Person | None:
        if self._last is None and noun:
            self._last = self._perhaps
        return self._last

    def _of(self, name: str) -> Person:
        self._last = self._known.setdefault(name.strip().casefold(), Person(name.strip()))
        return self._last
