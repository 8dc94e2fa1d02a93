"""How many episodes a drama has, as an article says it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.drafted import Question
from bot.news import lines as said
from bot.news import subjects, when
from bot.news.found import Schedule

_NUMBERS = """
    one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen
    eighteen nineteen twenty
"""
_WORDS = {word: number for number, word in enumerate(_NUMBERS.split(), 1)} | {"hundred": 100}
_TENS = {"twenty": 20, "thirty": 30, "forty": 40, "fifty": 50, "sixty": 60}
_WORDS |= _TENS | {f"{ten}-{one}": _TENS[ten] + _WORDS[one] for ten in _TENS for one in _NUMBERS.split()[:9]}
_FROM_THIRD = """
    third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth
"""
_ORDINALS = {word: number for number, word in enumerate(_FROM_THIRD.split(), 3)} | {"twentieth": 20, "fiftieth": 50}
_N = rf"(?<![\w.,-])(?P<count>\d{{1,3}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_NTH = rf"(?P<count>\d{{1,3}}(?=st|nd|rd|th)|{'|'.join(_ORDINALS)})(?:st|nd|rd|th)?"
_UNITS = r"(?:episodes|eps|parts|instal?lments)\b"
_LONG = r"(?:(?:\w+-)?(?:hour|minute)(?:-long)?,? |new |weekly )?"  # "12 one-hour episodes"
_AS_ONE_WORD = re.compile(
    rf"{_N}(?:-| (?=(?:episode|part) (?:[\w-]+ ){{0,2}}(?:drama|series|show|K-drama)))"
    r"(?:episodes?|eps?|parter|part|hour-long-episode)\b(?:[- ]long)?"
    r"(?! (?:premiere|special(?! drama)|arc|batch|launch|debut|block|extension|finale))",
    re.I,
)
_COUNTED = re.compile(rf"{_N} {_LONG}{_UNITS}", re.I)
# all of them, whatever they are called: "until all nine are out", "eight in all", "a run of twelve"
_ALL = re.compile(
    rf"\btotal of {_N.replace('count', 'total')}(?=[.,;]|$)|"
    rf"(?:\b(?:until|till) all (?:the )?{_N} (?:are|have)|\brun of {_N.replace('count', 'ran')}(?! {_LONG}{_UNITS})\b|"
    rf"{_N.replace('count', 'whole')},? (?:in all|altogether|in total)\b)",
    re.I,
)
_CHAPTERS = re.compile(
    rf"\b(?:all|total of) {_N} (?:chapters|hours)\b|\b(?:the|its) {_N.replace('count', 'told')} chapters\b", re.I
)
_OF_ALL = re.compile(r"\b[Ee]p(?:isode)?s?\.? ?\d{1,3}(?: ?/ ?| of )(?P<count>\d{1,3})\b")
_LAST = re.compile(
    rf"\b(?:its |the )?{_NTH} (?:and|or) (?:final|last|concluding) {_UNITS.replace('episodes', 'episodes?')}|"
    rf"\b(?:ends?|ended|concluded?|concludes|wraps?|wrapped|c[ao]mes? to an end|closes|closed|bows? out|finale|"
    r"said (?:its |their )?(?:farewells?|goodbyes?)|"
    rf"ran)\b[^.;]*? (?:its |the ){_NTH.replace('count', 'nth')} (?:(?:and|or) (?:final|last) )?episode\b|"
    rf"\b(?:ends|concludes|wraps up) with (?:its |the ){_NTH.replace('count', 'end')}(?! \w+ (?:of|in))\b|"
    r"\b(?:concludes?|ends?|wraps? up|[Ff]inale|said its (?:farewells?|goodbyes?))"
    r"(?:[^.;]{0,30}? (?:with|on|at|is)|,) (?:its )?(?:final |last )?"
    r"[Ee]pisode (?P<number>\d{1,3})\b|"
    r"\b[Ff]inale \((?:[Ee]pisode|[Ee]p\.?) (?P<bracket>\d{1,3})\)|"
    r"\b[Ee]pisodes? (?:\d+ ?(?:and|&|-|–|to) ?)?(?P<finale>\d{1,3}),? ?\((?:the )?(?:series )?finale\)",
)
# what holds in the end: "cut from 16 to 14", "extended by two episodes to 18", "will now have 12"
_CHANGED = re.compile(
    r"\b(?:extend|increas|expand|lengthen|shorten|cut|reduc|trim)\w*\b[^.;]*? (?:to|for) (?:a total of |just |only )?"
    rf"{_N}(?![\w:]| (?:percent|p\.?m|a\.?m|minutes))|"
    rf"\bwill now (?:have|be|run for|consist of|comprise|span|air) {_N.replace('count', 'now')}\b",
    re.I,
)
_LABEL = re.compile(
    r"(?:[-•*] ?)?(?:(?:(?:Number|No\.|#) of |Total )?(?:Episodes?|Eps?|Chapters|Parts)(?: count| number)?"
    r"\s?[:：–-]\s?|"
    r"(?:Number|No\.) of (?:[Ee]pisodes|[Ee]ps) )"
    r"(?P<count>\d{1,3})\b(?! ?[-–/])",
    re.I,
)
_ANSWER = re.compile(rf"(?:[^.]{{0,40}}? (?:is|are|has|have|be) )?{_N}(?:[.,;]| episodes\b|$)", re.I)
_ALL_OF_IT = re.compile(rf"All (?:the )?{_N} episodes\b", re.I)
_PARTIAL = re.compile(
    r"\b(?:first|(?<!to )last|final|next|remaining|opening|initial|"
    r"double|two|special|extended by|additional|extra|more|"
    r"another|by|every|each|week|weekly|of those|these|those)(?: \w+)? $",
    re.I,
)
_PARTIAL_AFTER = re.compile(
    r"^ ?(?:\)|(?:being |will be )?(?:dropp|air|arriv|releas|land|premier|out|com(?:e|ing)\b)\w*|"
    r"a|per|each|every|weekly|back-to-back|in a row|at once|at a time|so far|later|into|"
    r"(?:are |were |have )?(?:remaining|left|remain)|behind|on|at|"
    r"in(?=,)|have aired|were (?:shown|watched)|to go)\b",
    re.I,
)
_IN_TOTAL = re.compile(r" (?:of (?:the )?[^.;]{1,60}? )?(?:in total|in all|total|long|altogether)\b", re.I)
_WHOLE = re.compile(
    r"\b(?:all(?: of)?|(?:a )?total of|(?:of|(?:first|last|final) \w+ of)(?: (?:its|the))?(?: total)?|"
    r"consists? of|consisting of|compris\w+(?: of)?|"
    r"made up of|r[ua]n(?:s|ning)?(?: for| to| through)?|run of|span(?:s|ning)?|across|over|with|has|have|will have|"
    r"contains?|set for|through its|planned (?:for|as)|(?:told )?in|after|length of|timeline of|that[’']s|"
    r"it(?:[’']s| is| will be)|makes|making it|(?:series|drama|show|season)(?:[’']s?(?: total)?| of)|order(?:s|ed)|"
    r"clock(?:s|ing) in at|at|some|about|there (?:are|will be)) "
    r"(?:all |just |only |a total of |exactly |some |about )*$",
    re.I,
)
_ONCE = re.compile(
    r"\b(?:originally|initially|previous\w*|cut|half of|was to|were to|had been|instead of|"
    rf"from(?= (?:\d|(?:{'|'.join(_WORDS)})\b)))\b[^,.]*$",
    re.I,
)
_OPENS_WITH = re.compile(
    r"\b(?:debuts?|premier\w*|launch\w*|releas\w+|start\w*|begins?|beginning|kicks? off|opens?|comes?|returns?|"
    r"arrives?|drops?|out|airs?)\b[^;]{0,60}? ?with (?:its first )?$",
    re.I,
)
_CAREER = re.compile(
    r"\b(?:[Hh]e|[Ss]he|[Tt]hey|who|[a-z]+|[A-Z]\w+) (?:has |had |have )?"
    r"(?:appear(?:s|ed|ing)?|starred|acted|guest\w*|worked|wrote|directed)(?: in| on)? $"
)
_WATCHED = re.compile(r"\b(?:past|aired|watched|binge\w*|filmed|seen|written) $", re.I)
_A_WEEK = re.compile(r"\b(?:every|each|week|weekly|per|day|days|night|slot|time)\b", re.I)
_PRECEDING = re.compile(r"\b(?:preceding|previous|predecessor|replac\w+|follow(?:s|ing)|succeed\w*)\b")
# a drama "unveiled in four parts" may have sixteen episodes
_IN_PARTS = re.compile(
    r"\b(?:split|divid\w+|unveil\w+|releas\w+|roll\w+ out|drop\w*|episodes|comes?|coming) (?:in|into|over|"
    r"across) \w+ parts$"
)
_EVERY = re.compile(rf" (?:(?:every|each) (?:week|{when.DAY})|weekly)\b")
_MOST_A_WEEK = 6
_HALF_SURE, _SURE, _FINAL = 1.0, 3.0, 5.0  # points


@dataclass(frozen=True, slots=True)
class _Told:
    number: int
    points: float
    line: said.Line


def read(lines: Sequence[said.Line], found: Schedule) -> None:
    best: dict[int, _Told] = {}
    for one in _told(lines):
        if 1 < one.number <= 250 and (one.number not in best or best[one.number].points < one.points):
            best[one.number] = one
    if not best:
        return
    most = max(one.points for one in best.values())
    likely = sorted(number for number, one in best.items() if one.points == most)
    if len(likely) > 1:
        choices = tuple(map(str, likely))
        found.questions.append(Question(f"How many episodes are there, {' or '.join(choices)}?", "episodes", choices))
        return
    found.episodes = likely[0]
    found.evidence["episodes"] = best[likely[0]].line.shown


def _told(lines: Sequence[said.Line]) -> Iterator[_Told]:
    asked, before = False, ""
    for line in lines:
        if asked and (answer := _ANSWER.match(line.text)):
            yield _Told(_number(answer["count"]), _SURE, line)
        asked = line.text.startswith("How many episodes")
        for number, points in _in_quotation(line):
            yield _Told(number, points, line)
        if line.ours or _ALL_OF_IT.match(line.text):
            for number, points in _in_sentence(line, told_before="episode" in before):
                yield _Told(number, points + 0.5 * line.named, line)
        before = line.text


def _in_quotation(line: said.Line) -> Iterator[tuple[int, float]]:
    """What a network announces stands between marks."""
    for total in re.finditer(r"\btotal of (?P<count>\d{1,3}) episodes\b", line.shown):
        yield int(total["count"]), _SURE
    for match in _CHANGED.finditer(line.shown) if line.ours and "episodes" in line.shown else ():
        yield _number(_caught(match)), _FINAL


def _in_sentence(line: said.Line, *, told_before: bool) -> Iterator[tuple[int, float]]:
    text = line.text
    if label := _LABEL.match(text):
        yield _number(label["count"]), _SURE
    for match in _AS_ONE_WORD.finditer(text):
        if not (_ONCE.search(text, 0, match.start()) or _PARTIAL.search(text, 0, match.start())):
            yield _number(match["count"]), _SURE
    for match in _COUNTED.finditer(text):
        if points := _points(line, match):
            yield _number(match["count"]), points
    for match in _CHANGED.finditer(text):
        if "episode" in text:
            yield _number(_caught(match)), _FINAL
    for match in [*_OF_ALL.finditer(text), *_LAST.finditer(text), *_CHAPTERS.finditer(text)]:
        if not _PRECEDING.search(text, 0, match.start()):
            yield _number(_caught(match)), 2.0
    if told_before or re.search(r"\b(?:episodes?|series|drama)\b", text):
        for match in _ALL.finditer(text):
            yield _number(_caught(match)), 2.5


def _points(line: said.Line, match: re.Match[str]) -> float:
    """How surely so many are all of them; 0 for some of them, or another's."""
    before, after = line.text[: match.start()], line.text[match.end() :]
    number = _number(match["count"])
    told = [one for one in line.mentions if one.end <= match.start()]
    if not subjects.owned(line.text, match.start(), told, slot=True):
        return 0  # "whose last show, “Old Harbor,” ran for 20 episodes"
    whole = _WHOLE.search(before)
    all_of = bool(whole and re.match(r"all|(?:a )?total|(?:\w+ \w+ )?of ", whole[0], re.I)) or bool(
        _IN_TOTAL.match(after)
    )
    weekly = number > _MOST_A_WEEK and _EVERY.match(after)  # "50 episodes every Saturday and Sunday"
    if not (all_of or weekly) and (_PARTIAL.search(before) or _PARTIAL_AFTER.match(after)):
        return 0
    if _ONCE.search(before) or _WATCHED.search(before) or (_CAREER.search(before) and number < 5):
        return 0
    if _CAREER.search(before) and not line.named:
        return 0
    if re.match(r" of [“\"‘']", after) and not line.named:
        return 0  # an actor's, in another drama
    if number < 5 and before.casefold().endswith("after "):
        return 0
    if number < 5 and _OPENS_WITH.search(before):
        return 0
    if _IN_PARTS.search(f"{before}{match[0]}"):
        return 0
    if number < 4 and not all_of and _A_WEEK.search(line.text):
        return 0
    return _SURE if _IN_TOTAL.match(after) else 2.0 if whole else _HALF_SURE


def _caught(match: re.Match[str]) -> str:
    return next(words for words in match.groups() if words)


def _number(words: str) -> int:
    word = words.casefold()
    return int(word) if word.isdigit() else _WORDS.get(word) or _ORDINALS[word]
