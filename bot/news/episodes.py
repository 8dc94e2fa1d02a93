"""How many episodes a drama has, as an article says it."""

import re
from collections.abc import Sequence

from bot.core.drafted import Question
from bot.news import lines as said
from bot.news import when
from bot.news.found import Schedule

_NUMBERS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
)
_WORDS = {word: number for number, word in enumerate(_NUMBERS.split(), 1)}
_WORDS |= {
    "twenty-four": 24,
    "thirty": 30,
    "thirty-two": 32,
    "thirty-six": 36,
    "forty": 40,
    "fifty": 50,
    "hundred": 100,
}
_COUNT = rf"(?P<count>\d{{1,3}}|{'|'.join(sorted(_WORDS, key=len, reverse=True))})"
_LONG = r"(?:(?:\w+-)?(?:hour|minute)(?:-long)? )?"  # "12 one-hour episodes"
_EPISODES = (
    (re.compile(
        rf"(?<![\w-]){_COUNT}[- ](?:episodes?|eps?|part|parter|hour-long-episode)(?:[- ]long)?,? (?:(?!of\b|on\b|"
        rf"in\b|will\b|are\b|were\b|a\b|every\b|each\b|per\b|and\b|have\b|for\b|at\b|"
        rf"weekly\b)[\w’'-]+,? ){{0,5}}?(?:series|drama|K-drama|mini-?series|show|run|thriller|romance|"
        rf"rom-com|comedy|sageuk|adaptation|story|season|original|project|melodrama)\b",
        re.I,
    ), 3),
    (re.compile(rf"(?<![\w-]){_COUNT}-(?:episode|part|ep)\b"
        rf"(?! (?:premiere|special(?! drama)|arc|batch|launch|debut|block|extension|finale))", re.I), 3),
    (re.compile(
        rf"\b(?:for|total of|consists? of|consisting of|comprises?|comprising|comprised of|made up of|runs? for|"
        rf"running for|run of|span(?:s|ning)?|across|over|with|has|have|will have|contains?|set for|through its|"
        rf"planned (?:for|as)|in) (?:a total of |all |just |only )?{_COUNT} {_LONG}(?:episodes|parts|eps)\b",
        re.I,
    ), 2),
    (re.compile(rf"\b{_COUNT} {_LONG}(?:episodes|parts|eps) (?:in total|in all|total|long|altogether)\b", re.I), 3),
    (re.compile(
        r"^(?:[-•*] ?)?(?:Number of |Total |No\. of )?(?:Episodes?|"
        r"Eps?)(?: count)?\s?[:：–-]\s?(?P<count>\d{1,3})\b(?! ?[-–/])",
        re.I,
    ), 3),
    (re.compile(rf"\bof (?:its|the) (?:total )?{_COUNT} {_LONG}episodes\b", re.I), 2),
    (re.compile(
        r"\b(?:end(?:s|ed)?|conclude[sd]?|wrap(?:s|ped)? up|c[ao]mes? to an end|"
        r"finale)\b[^.]*? (?P<count>\d{1,3})(?:st|nd|rd|th)"
        r"(?: and (?:final|last))? episode\b",
        re.I,
    ), 2),
    (re.compile(
        rf"\b(?:extended|increased|expanded|lengthened|shortened|cut) from \d+(?: episodes)? to "
        rf"{_COUNT} {_LONG}episodes\b", re.I,
    ), 3),
    (re.compile(
        rf"\b(?:(?:concluded|ended|wrapped up|came to an end)(?: its run)?"
        rf"(?: on {when.MONTH} \d\d?(?:, \d{{4}})?)? after|(?:timeline|run|length) of) "
        rf"{_COUNT} {_LONG}episodes\b", re.I,
    ), 2),
    (re.compile(rf"\b(?:[Tt]hat[’']s|[Ii]t(?:[’']s| is| will be)|makes|making it) (?:all of )?{_COUNT} "
        rf"{_LONG}episodes\b", re.I), 2),
    (re.compile(rf"(?<![\w-]){_COUNT}-parter\b", re.I), 3),
    (re.compile(
        r"\b(?:concludes?|ends?|wraps? up|finale)(?:[^.;]{0,20}? (?:with|on|at)|,) (?:its )?"
        r"(?:final |last )?episode (?P<count>\d{1,3})\b", re.I,
    ), 2),
    (re.compile(rf"\ball {_COUNT} {_LONG}episodes\b", re.I), 2),
    (re.compile(rf"\b(?:series|drama|show|season) of {_COUNT} {_LONG}episodes\b", re.I), 2),
    (re.compile(rf"\b(?:series|drama|show)[’']s?(?: total)? {_COUNT} {_LONG}episodes\b", re.I), 2),
    (re.compile(rf"\bextended by \w+ (?:more )?episodes?,? (?:to|for) (?:a total of )?{_COUNT}\b", re.I), 3),
    (re.compile(
        rf"(?<![\w-])(?<!first )(?<!last )(?<!final )(?<!next )(?<!of )(?<!episode ){_COUNT} {_LONG}(?:episodes|eps)\b"
        rf"(?! (?:a|per|each|every|weekly|of|at|on|were|have(?! been planned)|remaining|left|so|behind|"
        rf"in(?! (?:the|this) (?:drama|series|show|season)))\b)",
        re.I,
    ), 1),
)  # fmt: skip
_PARTIAL = re.compile(
    r"\b(?:first|last|final|next|remaining|opening|initial|double|two|special|extended by|additional|extra|more|"
    r"another|by|every|each|only|week|weekly)(?: \w+)? $",
    re.I,
)
_PARTIAL_AFTER = re.compile(
    r"^ ?(?:(?:being |will be )?(?:dropp|air|arriv|releas|land|premier|out|com(?:e|ing)\b)\w*|"
    r"a|per|each|every|weekly|back-to-back|in a row|at once|so far|later|into|remaining|left|"
    r"have aired)\b",
    re.I,
)
_ANSWER = re.compile(rf"{_COUNT}(?:[.,;]| episodes\b|$)", re.I)
_TOTAL = re.compile(r"\btotal of (?P<count>\d{1,3}) episodes\b")
_FINALE = re.compile(r"\b[Ee]pisodes? (?:\d+ ?(?:and|&|-|–|to) ?)?(?P<count>\d{1,3}) ?\((?:the )?(?:series )?finale\)")
_FIRST_WITH = re.compile(
    r"\b(?:debuts?|premier\w+|launch\w*|releas\w+|starts?|begins?|opens?|comes?|arrives?|returns?|drops?|out|"
    r"airs?)\b[^;]{0,60}? ?"
    r"with \w+ (?:episodes|eps)$",
    re.I,
)
_CAREER = re.compile(
    r"\b(?:[Hh]e|[Ss]he|actor|actress|[Tt]hey) (?:has |had |have )?(?:appeared|starred|acted|guest\w*)(?: in)? $"
)
_OPENS_WITH = re.compile(
    r"\b(?:debuts?|premieres?|premiering|launch\w*|starts?|starting|begins?|kicks? off|opens?|returns?|arrives?)"
    r"(?: \w+){0,4} with \w+ (?:episodes|eps)$",
    re.I,
)


def read(lines: Sequence[said.Line], found: Schedule) -> None:
    told: dict[int, float] = {}
    where: dict[int, str] = {}
    asked = False
    for line in lines:
        if asked and (answer := _ANSWER.match(line.text)):
            told[_number(answer["count"])] = 3
            where.setdefault(_number(answer["count"]), line.shown)
        asked = line.text.startswith("How many episodes")
        if not line.ours:
            continue
        for pattern, points in _EPISODES:
            for match in pattern.finditer(line.text):
                number = _number(match["count"])
                before, after = line.text[: match.start()], line.text[match.end() :]
                if (
                    (_PARTIAL.search(before) and not match[0].startswith("of "))
                    or (_PARTIAL_AFTER.match(after) and not match[0].casefold().startswith("all "))
                    or re.search(r"\b(?:originally|initially|from|previous|cut|half of)\b[^,.]*$", before, re.I)
                ):
                    continue
                if _CAREER.search(before) and not line.named:
                    continue
                if _OPENS_WITH.search(f"{before}{match[0]}") or (
                    number < 5 and _FIRST_WITH.search(f"{before}{match[0]}")
                ):
                    continue
                if number < 4 and points < 3 and re.search(r"\b(?:every|each|week|weekly|per)\b", line.text, re.I):
                    continue
                if not 1 < number <= 250 or re.search(r"\b(?:after|past|watched|binge\w*) $", before):
                    continue
                told[number] = max(told.get(number, 0), points + 0.5 * line.named)
                where.setdefault(number, line.shown)
        if total := _TOTAL.search(line.shown):  # what a network announces stands between marks
            told[int(total["count"])] = max(told.get(int(total["count"]), 0), 3)
            where.setdefault(int(total["count"]), line.shown)
        if last := _FINALE.search(line.text):
            told[int(last["count"])] = max(told.get(int(last["count"]), 0), 2)
            where.setdefault(int(last["count"]), line.shown)
    if not told:
        return
    most = max(told.values())
    best = [number for number, points in told.items() if points == most]
    if len(best) > 1:
        listed = " or ".join(map(str, sorted(best)))
        choices = tuple(map(str, sorted(best)))
        found.questions.append(Question(f"How many episodes are there, {listed}?", "episodes", choices))
        return
    found.episodes = best[0]
    found.evidence["episodes"] = where[best[0]]


def _number(words: str) -> int:
    return int(words) if words.isdigit() else _WORDS[words.casefold()]
