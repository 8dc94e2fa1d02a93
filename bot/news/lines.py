"""The sentences of an article as far as its schedule goes: what each may be about."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache

from bot.core.spelling import fold
from bot.news import airing_words, korean, networks, subjects, when
from bot.news.airing_words import ANOTHER_EVENT, OTHER_SHOW
from bot.news.prose import Marked, Paragraph, paragraph
from bot.news.titles import is_title

AIRS, STRONG = airing_words.AIRS, airing_words.STRONG
# "pushed back to", "change the slot from Mondays to 10 p.m. on": whatever stands there is what holds from now on
_MOVED_TO = re.compile(
    rf"(?:{airing_words.MOVED.pattern})"
    r"(?:(?! episode| finale)[^;])* (?<!due )(?<!owing )(?<!thanks )(?<!according )(?:to|until|till)"
    rf"(?: (?:the|at|on|air|premiere|and|early|{when.DAY}s?,?|\d[\d:.]*|[ap]\.?m\.?,?|KST))* ?\(?$",
    re.I,
)
_DATED = re.compile(rf"(?i:\b(?:today|tonight|tomorrow|midnight|noon|{when.DAY}s?)\b)|\b{when.MONTH}\b|\d")
LABEL = re.compile(
    r"^(?:[-•*] ?)?(?P<name>(?:(?:first |original )?(?:release|premiere|air|airing|broadcast|start|launch|debut)(?:s|"
    r"d|ed)?"
    r"(?: (?:date|dates|period|time|times|day|days|schedule|on))?)|air(?:s|ed|ing)(?: on| from| every)?|premieres|time|"
    r"broadcast(?:ing)? (?:time|hours?)|schedule|date|original network|networks?|channel|platform|broadcaster|slot|"
    r"days?|(?:original )?run|on[- ]air(?: from| since)?|aired|"
    r"first (?:hour|night|episode|broadcast|day)|clock|hours?|sender|station|"
    r"episodes? 1(?: ?(?:and|&|-|–|to) ?\d+)?|"
    r"airs? every|where to watch|"
    r"streaming(?: on)?|runtime|time ?slot|when|where)\s?[:：]\s?(?P<value>.+)$",
    re.I,
)


# "The drama, originally set to premiere on Monday, will now start on Jan. 13"
_ONCE_PLANNED = re.compile(
    r",[”\"’']? (?:which (?:had been|was|were) (?:(?:originally|initially|previously|first) )?|"
    r"(?:originally|initially|previously|first) )"
    r"(?:set|scheduled|slated|planned|due|meant|expected|supposed|to)"
    r"\b[^;]*?,(?= (?:will|is|has|have|now|and)\b)"
    r"|^(?:Originally|Initially|Previously) (?:set|scheduled|slated|planned|due|expected)\b[^;]*?,(?= (?:the|it|its)\b)"
)
# "back on December 26, three years after the first season premiered on", "8 days after the drama is to start"
_SO_LONG_AFTER = re.compile(
    r"(?:,? (?:just |only |more than |almost |nearly |about |over |a full |some )?(?:\d+|[a-z-]+|a) "
    r"(?:days?|weeks?|months?|years?) (?:after|before|since)\b(?! (?:its?|their) )[^,;.]*)"
)
_THAT_IS_WHEN = re.compile(r"(?:That is|That['’]s|This is|It is then|It['’]s then) (?:when|that|the (?:day|date))\b")
_BARE_SUBJECT = re.compile(
    r"(?!The (?:[Dd]rama|[Ss]eries|[Ss]how|[Ff]irst)|Episodes?\b|New\b|Season\b|All\b)"
    r"(?P<name>[A-Z][\w’']*(?: (?:(?:a|an|the|of|and|in|on|to|my|your) ){0,2}[A-Z][\w’']*){1,9})"
    r" (?:airs|aired|premieres|premiered|will air|will premiere)\b"
)


_ASIDE = re.compile(
    r"(?:,? (?:starring|with|featuring|led by|directed by|written by) [^,;]*)?,? (?:which|that) "
    r"(?:[^,.;]|\.(?=\d)|(?<=[ap])\.(?=m\.)|(?<=[ap]\.m)\.(?= [a-z(]))*"
)
_GIVES_WAY = re.compile(r"\b(?:taken over|replaced|succeeded|followed|filled) by (?:[\w’'+-]+ ){0,6}$")
_RERUN = re.compile(
    r"(?:[^,:]{0,60}[,:] )?(?:(?:[Aa]|[Aa]n|[Tt]he) )?(?:(?:[Rr]eruns?|[Rr]epeats?|[Hh]ighlights|[Rr]e-?broadcasts?|"
    r"[Ss]pecial episodes?|"
    r"[Mm]arathons?) of\b|"
    r"(?:[\w-]+ ){0,2}(?:special|marathon|documentary) (?:will|airs?|aired|is|was)\b)"
)
# a place that can be visited, and not the drama that was filmed there
_OPEN_TO_VISITORS = re.compile(
    r"\b(?:(?:is|are|stays?|remains?|will be|be) (?:also )?open (?:daily|every|from|on|until|"
    r"to (?:the public|visitors|all))|"
    r"closed (?:on|every)|opening hours|business hours|admission|doors open|(?:daily|every day),? except)\b"
    r"|^(?:The|A|Its|This) (?:[\w’'-]+ ){0,3}(?:caf[eé]|bakery|restaurant|shop|store|museum|exhibition|gallery|hanok|"
    r"bookstore|pop-up)\b(?! (?:drama|series|romance|comedy|thriller|sitcom|rom-com))",
    re.I,
)
# "Her previous drama aired every Friday", "The webtoon was released on"
_EARLIER_WORK = re.compile(
    r"(?:His|Her|Their|[A-Z][\w-]+(?: [A-Z][\w-]+)*['’]s?) (?:previous|last|earlier|debut|first|former) "
    r"(?:[\w-]+ ){0,2}(?:drama|series|work|project|show)\b"
    r"|(?:His|Her|Their|[A-Z][\w-]+(?: [A-Z][\w-]+)*['’]s?) (?:[\w-]+ ){0,2}(?:film|movie)\b"
)
_ORIGINAL_WORK = re.compile(
    r"(?:The|Its|His|Her|This) (?:[\w-]+ ){0,2}(?:webtoon|novel|film|movie|book|manga|manhwa|musical|game|album|"
    r"song|play)s?\b"
    r"(?!(?:-| )(?:based(?! on the (?:[\w-]+ )?(?:drama|series))|inspired|adaptation|drama|series|original))"
)
_OF_ITSELF = re.compile(r",? (?:of )?[“\"‘']| (?:based on|of|adapted from) (?:the )?(?:[\w-]+ )?(?:drama|series)\b")
_OTHER_SUBJECT = re.compile(
    r"(?:(?:The|A|An|Its|This|Tune in to (?:the|a)) )?(?:[\w’'-]+ ){0,4}?(?:(?:[Aa]wards|[Cc]eremony|"
    r"(?:live|online) (?:talk|event|session)|livestream|stage (?:version|adaptation)|DVDs?|Blu-rays?|photo ?book|"
    r"script ?book|[Pp]re-?orders?|[Tt]ickets?)\b|(?:remake|version) of (?:[\w+’'-]+ ){0,3}[“\"‘'])"
    r"(?! ?(?:drama|series|based|comedy|romance))"
)
_WHICH_AIRS = re.compile(r"(?:drama|series|[”\"’'])(?:,[”\"’']?)? (?:which|that|set to|slated|premiering)\b")
_PERSON = re.compile(
    r"(?:(?:Next|Meanwhile|Then|Later|Earlier|On|In|After|Before|With)\b[^,]{0,60}, )?(?:[Hh]e|[Ss]he|"
    r"(?:[Tt]he |Its )?(?:[\w-]+ )?(?:stars?|actors?|actress(?:es)?|leads?|singer|idol|rapper|cast|director|"
    r"writer|comedian)"
    r"(?! (?:in|of) a\b))\b(?! (?:drama|series))"
)
_OFFICIAL = re.compile(
    r"\b(?:officials?|agency|representatives?|spokes\w+|production (?:team|company|crew|staff)|producers?|broadcaster|"
    rf"network|statement|press release|"
    rf"(?:{networks.NAMES}) (?:officially )?(?:said|announced|stated|confirmed|explained))\b"
)
_OF_THE_DRAMA = re.compile(
    r"\b(?:[Tt]he|[Tt]his) (?:[\w-]+ ){0,2}(?:drama|series|show)\b|^It will\b|\b[Ff]irst (?:episode|broadcast)\b"
)
_ELSEWHERE = re.compile(
    r"(?:In other (?:[\w-]+ ){0,3}news|Elsewhere|Instead,? (?:the|a|an) (?!(?:\w+ )?(?:drama|series|show|first)))\b",
    re.I,
)
_SUCCESSOR = re.compile(
    r"(?:(?:Its|The (?:drama|series|show)['’]s|The) )?(?:successor|replacement|follow-?up|predecessor|next drama)\b",
    re.I,
)
_PART_OF_IT = re.compile(
    r"\b(?:[Kk]oreanovela|[Ee]pisodes?|[Ii]nstal?lments?|[Dd]ramas?|[Ss]eries|[Ss]eason|[Pp]remiere|[Bb]roadcast|"
    r"[Rr]omance|[Tt]hriller|[Cc]omedy|[Rr]om-com|[Mm]elodrama|[Pp]roject|[Pp]roduction|[Ss]tory|[Aa]daptation|"
    r"[Tt]itle|"
    r"(?<=[Tt]he )work|(?<=[Tt]his )work|(?<=new )work|(?<=latest )work|"
    r"[Cc]hapters?|[Ss]how|[Pp]rogram|[Ee]ps?|K-?drama)\b"
)
_OF_ANYTHING = re.compile(
    r"^(?:The|This|That|These|Those|Its|An?|Another|Someone|Somebody|Nobody|I|We|His|Her|Their|My|Our) |"
    r"(?:^|, |\b(?:that|and|but|as|when|because) )(?:[Hh]e|[Ss]he|[Tt]hey(?! (?:(?:will )?(?:air|run|go out|drop)|"
    r"(?:are|will be) (?:aired|shown|released|broadcast)))) "
)
_SOMEBODY = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|[Ww]e|I|(?:[Hh]is|[Hh]er|[Tt]heir|[Mm]y|[Oo]ur) (?!drama|series|show)[\w-]+) $"
)
# what may stand before a word of airing where nothing that airs is named: nothing, a day, a channel, who will watch
_NOTHING_ELSE = re.compile(
    rf"(?:(?:On|From|Starting|Beginning|This|Next|At|And|So)\b[^,]*,? ?)?$|"
    r".*(?:\b(?:[Ii]t|[Tt]hey|them|[Tt]h(?:is|at) (?:is|will)|days|fans|viewers|audiences|[Yy]ou|[Ww]e|"
    rf"{networks.NAMES})\b|•)"
)
# "the bus in the first episode"
_WITHIN_IT = re.compile(r"\b(?:in|during|throughout|from) (?:the|its) (?:very )?(?=(?:first|pilot) episode)")
_NEXT_SEEN = re.compile(r"\b(?:will|to) (?:next |also |soon |then )?(?:be seen|appear|star|lead)\b")
_GOES_ON = re.compile(
    r"(?:The (?:[\w-]+ )?(?:drama|series|show|comedy|thriller|romance|melodrama|sageuk|rom-com|"
    r"sitcom)|It|Episodes|New episodes|The first)\b"
)
_OF_A_DRAMA = re.compile(r"\b(?:dramas?|K-?dramas?|series|episodes?|sageuk|sitcom)\b", re.I)
_LATER_SEASON = re.compile(r"\b(?:second|third|new|next) season\b|\bSeason (?:[2-9]|two|three)\b", re.I)
_EARLIER_SEASON = re.compile(
    r"^(?:(?:The|Its|In|On|In the|In its|Meanwhile, the) )?(?:(?:[Ff]irst|previous|last) season|Season (?:1|one)|"
    r"original series)\b[^.]*\b(?:aired|ran|ended|premiered|began|"
    r"concluded|debuted|was released|came out|dropped|consist\w*|had|with \d+)\b",
    re.I,
)


@dataclass(frozen=True, slots=True)
class Line:
    """One sentence, its quotations hidden. `ours` says that it may be about the drama of the article."""

    text: str
    shown: str
    ours: bool
    named: bool  # it names the drama
    label: bool
    at: int
    open: bool = True  # it is about no other thing than a drama
    mentions: tuple[subjects.Mention, ...] = ()

    @property
    def tells_of_it(self) -> bool:
        """Whether something in it is the drama, or a part of one."""
        return self.named or any(one.ours for one in self.mentions) or tells_of_a_drama(self.text)

    @property
    def may_tell_of_it(self) -> bool:
        """False for what is told of anything: "A letter arrives on Monday"."""
        return self.tells_of_it or _OF_ANYTHING.search(self.text) is None

    def says(self, at: int, *, slot: bool = False) -> bool:
        """Whether a date there, or an hour or slot, is of the drama's airing as far as the titles around it tell."""
        return self.open and (self.label or subjects.owned(self.text, at, self.mentions, slot=slot))


def of(title: str | None, headline: Paragraph | None, paragraphs: Sequence[Paragraph]) -> Iterator[Line]:
    ours = True
    later = any(_LATER_SEASON.search(one.text) for one in [*([headline] if headline else []), *paragraphs])
    for at, one in enumerate([*paragraphs, *([headline] if headline else [])]):
        for start, end in _sentences(one):
            text = _without_asides(one, start, end, title)
            inside = [m for m in one.marked if start <= m.start < end and is_title(m.text)]
            named = _names(title, one.text[start:end])
            others = [m for m in inside if not _same(title, m.text)]
            subject = next((m for m in inside), None)
            if named:
                mine = (
                    subject is None
                    or _same(title, subject.text)
                    or not _about(one.masked[start:end], subject.start - start)
                )
            else:
                mine = not _another(text) and not any(_about(text, m.start - start) for m in others if _airing(text))
            shows = of_a_person(text) and any(AIRS.search(text, m.end - start) for m in others)
            if not named and (shows or (others and _NEXT_SEEN.search(text))):
                mine = False  # "She will next be seen in “Red Dawn,” which premieres on"
            if not named and any(subjects.says_more(text, m.end - start) for m in others):
                mine = False
            off = _is_off(text, title, named, later) or (
                bool(title) and not ours and not named and bool(_GOES_ON.match(text))
            )
            if not _ORIGINAL_WORK.match(text):  # after which "the drama" is this one again
                ours = mine and (named or not off)
            mine = mine and not off and not _OPEN_TO_VISITORS.search(text)
            shown = one.text[start:end]
            places = [replace(m, start=m.start - start, end=m.end - start) for m in inside]
            yield Line(
                text,
                shown,
                mine,
                named,
                bool(LABEL.match(shown)),
                at,
                not off and not _OPEN_TO_VISITORS.search(text),
                subjects.mentions(text, shown, places, title),
            )
            if mine and _OFFICIAL.search(text):
                said = [m for m in one.marked if start <= m.start < end and not is_title(m.text)]
                yield from _announced(said, title, shown, at)


def _sentences(one: Paragraph) -> Iterator[tuple[int, int]]:
    """Those of a paragraph; "That is when it begins" goes with the one before."""
    held: tuple[int, int] | None = None
    for start, end in one.sentences:
        if held and _THAT_IS_WHEN.match(one.text, start):
            held = held[0], end
            continue
        if held:
            yield held
        held = start, end
    if held:
        yield held


def _is_off(text: str, title: str | None, named: bool, later: bool) -> bool:
    """Whether the sentence is about something else than a drama that comes out, or about another drama."""
    return bool(
        (title is None and (not _OF_A_DRAMA.search(text) or ANOTHER_EVENT.search(text)))
        or _RERUN.match(text)
        or _SUCCESSOR.match(text)
        or _ELSEWHERE.match(text)
        or (later and _EARLIER_SEASON.search(text))
        or (_OTHER_SUBJECT.match(text) and not _WHICH_AIRS.search(text))
        or (not named and _EARLIER_WORK.match(text))
        or ((work := _ORIGINAL_WORK.match(text)) and (not named or _OF_ITSELF.match(text, work.end())))
    )


def _announced(said: Sequence[Marked], title: str | None, shown: str, at: int) -> Iterator[Line]:
    """What an official says of when the drama airs: "It will premiere on April 5," MBC said."""
    for one in said:
        told = paragraph(one.text)
        for start, end in told.sentences:
            text = told.masked[start:end]
            named = _names(title, told.text[start:end])
            airs = STRONG.search(text) or when.slots(text)
            if _DATED.search(text) and airs and (named or _OF_THE_DRAMA.search(text)):
                yield Line(text, shown, True, named, False, at)


def _without_asides(one: Paragraph, start: int, end: int, title: str | None) -> str:
    """The sentence, with what it says in passing of another title hidden: "right after “X,” which moves to Mondays"."""
    text = one.masked[start:end]
    if title and _DATED.search(title):  # "Today's Webtoon" is no date
        text = text.replace(title, "•" * len(title))
    for said in _ONCE_PLANNED.finditer(text):
        text = f"{text[: said.start()]}{'•' * len(said[0])}{text[said.end() :]}"
    for apart in _SO_LONG_AFTER.finditer(text):
        if not _names(title, one.text[start + apart.start() : start + apart.end()]):
            text = f"{text[: apart.start()]}{'•' * len(apart[0])}{text[apart.end() :]}"
    for other in one.marked:
        if start <= other.start < end and is_title(other.text) and not _same(title, other.text):
            heir = _GIVES_WAY.search(text, 0, other.start - start)
            aside = (
                re.compile(r".*").match(text, other.start - start) if heir else _ASIDE.match(text, other.end - start)
            )
            if aside:
                text = f"{text[: aside.start()]}{'•' * len(aside[0])}{text[aside.end() :]}"
    return text


def of_a_person(text: str) -> bool:
    """Whether who acts or makes dramas is what the sentence is about: "The star of “Blue Hour” opened a café"."""
    named = korean.full_names(text[:60])
    first = named and named[0][0] == 0 and not text.startswith(("'s", "’s"), named[0][1])
    return bool(_PERSON.match(text)) or bool(first and not text.startswith("Hong Kong"))


def tells_of_a_drama(text: str) -> bool:
    """Whether something in it is a part of a drama."""
    return _PART_OF_IT.search(text) is not None


def airs(line: Line, clause: str) -> Sequence[re.Match[str]]:
    """The words of a clause that say of a drama that it airs; "opens" or "arrives" only where it is about the drama."""
    return _airs(clause, line.may_tell_of_it, line.tells_of_it)


@lru_cache(maxsize=16)  # it is asked again for each date and hour of a clause
def _airs(clause: str, weakly: bool, of_it: bool) -> tuple[re.Match[str], ...]:
    found = (one for one in AIRS.finditer(clause) if not _is_an_event(clause, one.start()))
    return tuple(one for one in found if STRONG.search(one[0]) or (weakly and not _of_anybody(clause, one, of_it)))


def _of_anybody(clause: str, airs: re.Match[str], of_it: bool) -> bool:
    """Whether something else did that, or does: "her father opened his first shop", "orders are sent out"."""
    if airing_words.is_past(clause, airs) and (not of_it or _SOMEBODY.search(clause, 0, airs.start())):
        return True
    return not of_it and _NOTHING_ELSE.match(clause[: airs.start()]) is None


def _is_an_event(clause: str, airs: int) -> bool:
    """Whether what airs is no drama: "a talk show will air", "Kim, who debuted"."""
    return (
        clause.endswith("who ", 0, airs)
        or any(one.end() == airs for one in _WITHIN_IT.finditer(clause))
        or airing_words.EVENT_WILL.search(clause, max(0, airs - 120), airs) is not None
    )


def moved_to(clause: str, at: int) -> bool:
    """Whether a date, a slot or an hour there is the new one of something that was moved."""
    return bool(_MOVED_TO.search(clause[:at]))


def _airing(text: str) -> bool:
    """Whether the sentence says that something airs."""
    return bool(AIRS.search(text)) or bool(when.slots(text))


def _another(text: str) -> bool:
    """Whether a title without marks, and not the drama's, is what airs: "Ten Minutes of Rain aired every Friday"."""
    match = _BARE_SUBJECT.match(text)
    return match is not None and len([word for word in match["name"].split() if word[0].isupper()]) > 1


def _about(text: str, at: int) -> bool:
    """Whether the title there is the subject: it stands at the beginning, and not after "following"."""
    before = text[:at]
    if before.endswith(("(", " before ", " ahead of ")):
        return False
    return not OTHER_SHOW.search(before) and not re.search(r"\b(?:of|from|by|in|[Bb]ased on|into)\b[^,]*$", before)


def _names(title: str | None, text: str) -> bool:
    return bool(title) and bool(re.search(rf"(?<!\w){re.escape(title or '')}(?!\w)", text))


def _same(title: str | None, words: str) -> bool:
    return bool(title) and fold(title or "") == fold(words)


def clauses(text: str) -> Iterator[tuple[int, str]]:
    """Parts of a sentence that may each speak of another event."""
    start = 0
    for match in re.finditer(
        r"; | \| | [—–] (?=(?:Videos?|Photos?|Images?|Pictures?)\b)|"
        r", (?=(?:following|followed by|after|while|replacing|succeeding|and (?:the|its|a) (?:press|production|OST|"
        r"album))\b)| (?=(?:following|after|replacing) [\"“‘'\[A-Z])| (?=ahead of (?:its|the)\b)|, (?=ahead of)",
        text,
    ):
        yield start, text[start : match.start()]
        start = match.end()
    yield start, text[start:]
