"""How headlines say that an episode is not aired, or at another time; and what looks like it and is none of it."""

import re

from bot.core.news import Change

_AIR = r"(?:air(?:s|ed|ing)?|broadcast(?:s|ing|ed)?)"
_SLOT = r"(?:time\s?slots?|broadcast (?:time|schedule|day)s?|air(?:ing)? (?:time|schedule|day|date)s?)"
_OTHER = r"(?:chang\w+|moved?|moves|moving|shift\w*|adjust\w*)"
_ON = r"(?:[^.;]|(?<=[ap])\.|(?<=\.m)\.)"  # within a sentence, hours and all
_SOONER = (
    r"\b(?:earlier|later)\b(?=\s*(?:$|[.,!?;:)]|than|tonight|today|tomorrow|this week|on|at|from|due|because|for))"
)
# what is said, whether the words do not say themselves that it is about airing, and the words
SAYS: tuple[tuple[Change, bool, re.Pattern[str]], ...] = tuple(
    (change, unsaid, re.compile(pattern, re.I))
    for change, unsaid, pattern in (
        (Change.HALTED, True, r"\b(?:indefinite(?:ly)?|until further notice|halt(?:s|ed)?|suspend(?:s|ed)?|hiatus)\b"),
        (Change.HALTED, False, r"방송\s?(?:을\s?)?(?:잠정\s?)?중단|무기한"),
        (
            Change.SKIPPED,
            False,
            rf"(?:\bwill not|\bwon['’]t|(?<!did )(?<!does )\bnot|\bno longer)\s+(?:be\s+)?{_AIR}\b",
        ),
        (Change.SKIPPED, False, r"\bpre-?empt(?:s|ed|ing|ion|ions)?\b|결방"),
        (
            Change.SKIPPED,
            False,
            r"\b(?:cancel(?:s|l?ed|l?ing|l?ation)?|skip(?:s|ped|ping)?)\b[^.;]{0,40}"
            r"\b(?:broadcasts?|episodes?|airing|this week)\b"
            r"|\b(?:broadcasts?|episodes?|airing)\b[^.;]{0,40}\b(?:cancell?ed|skipped)\b",
        ),
        (
            Change.SKIPPED,
            False,
            r"\b(?:tak(?:es?|ing)|on) (?:a |one |a one-)?week(?:-long)?(?:'s)? (?:break|off|hiatus)\b"
            r"|\btak(?:e|es|ing) a break (?:this week|next week|tonight|today|from (?:its )?broadcast\w*)\b"
            r"|\bno (?:new )?(?:episodes?|broadcasts?)\b",
        ),
        (Change.MOVED, False, rf"\b(?:{_AIR}|begins?|starts?|shown)\b{_ON}{{0,60}}{_SOONER}"),
        (
            Change.MOVED,
            False,
            rf"\b{_SLOT}\b[^.;]{{0,40}}\b{_OTHER}\b|\b{_OTHER}\b[^.;]{{0,40}}\b{_SLOT}\b"
            rf"|\bwill (?:now|instead) (?:be )?{_AIR}\b",
        ),
        (Change.MOVED, False, r"(?:편성|방송|시간)\s?(?:시간|대)?[가-힣]{0,2}\s?(?:변경|이동)|앞당겨"),
        (Change.POSTPONED, False, r"\breschedul(?:ed?|es|ing)\b"),
        (Change.POSTPONED, True, r"\b(?:postpon(?:e[sd]?|ing|ement)|push(?:es|ed)? back|delay(?:s|ed|ing)?)\b"),
        (Change.POSTPONED, False, r"(?:방송|편성|첫\s?방송|첫방|방영)[^.]{0,8}(?:연기|지연|미뤄|밀려)"),
    )
)
OF_AIRING = re.compile(
    rf"\b(?:{_AIR}|episodes?|premieres?|releases?|schedule|slot|telecast|tonight)\b|방송|편성|방영", re.I
)
ELSE = re.compile(  # what is postponed beside broadcasts
    r"\b(?:fan ?meet\w*|press conferences?|presscon|concerts?|film(?:ing|ed)|shoot(?:s|ing)?|production|script reading"
    r"|enlist\w*|wedding|album|comeback|interviews?|season (?:\d|two|three)|musical|tour|event)\b"
    r"|촬영|제작발표회|팬미팅|입대",
    re.I,
)
DENIED = re.compile(
    r"(?<!not air )(?<!not be aired )(?<!not broadcast )\bas (?:scheduled|planned|usual|normal)\b"
    r"|\bwithout (?:a |any )?(?:break|interruption|delays?|changes?)\b|\bno (?:changes?|delays?)\b"
    r"|\bnot (?:be )?(?:postponed|delayed|pre-?empted|cancell?ed|skipp?)|\bden(?:y|ies|ied)\b"
    r"|정상\s?방송|결방\s?없이|사실무근",
    re.I,
)
CLAUSE = re.compile(r";|,? \b(?:while|but|whereas|although|though)\b|, and\b", re.I)
INSTEAD = re.compile(r"\b(?:due to|because|for|instead|in place|replac\w+|make (?:way|room)|after|by|as)\b", re.I)
MARKED = re.compile(r"[“‘\"'《〈<「『]([^“”‘’\"《》〈〉<>「」『』\n]{2,60}?)[,.!?]?[”’\"'》〉>」』](?!\w)")
DIRECT = re.compile(r"[”’\"'》〉>」』]\s*(?:is|has been|will be|to be|gets?|was|has)?\s*$")
REASON = re.compile(
    r"\b(?:due to|because of|owing to|to make (?:way|room) for|in favou?r of)\s+([^,.;()“”\"]{3,60})", re.I
)
RELAY = re.compile(r"([가-힣A-Za-z0-9]{2,12}(?: [가-힣A-Za-z0-9]{2,12})?)\s?중계")
