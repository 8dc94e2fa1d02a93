"""Days that a text itself calls a drama's first, whatever else happens in the same sentence."""

import re

from bot.news import airing_words as words
from bot.news import lines as said
from bot.news import networks, when

_FIRST = r"(?:first|opening) (?:night|broadcast|episode|airing|hour|chapter|instal?lment)"
_AFTER = re.compile(
    r" (?:as (?:the|its) )?(?:(?:global |worldwide |series )?(?:premiere|release date|air date)|"
    r"date (?:of|for) (?:its|the) (?:first broadcast|first episode|premiere|release|debut))\b"
    r"(?! (?:of (?!“|‘|the)|event|screening|night|party))|"
    rf" for the (?:{_FIRST}|premiere|launch)\b(?! (?:event|screening|night|party|stage))"
)
# "before the premiere on September 6", "told every Monday, the first on September 18"
_BEFORE = re.compile(
    r"(?<!\bat )(?<!\bto )(?<!attend )(?<!attended )(?<!during )"
    r"\b(?:the|its) (?:[\w-]+ ){0,2}?premiere (?:is )?(?:(?:set|scheduled|slated|due) )?(?:on|for|of) (?:the )?$|"
    rf"\b(?:the|its) {_FIRST} (?:(?:is |will be )?(?:set|scheduled|slated|due|planned) for|is on|on) (?:the )?$|"
    r"\b(?:the|with the) (?:very )?first (?:one |of (?:them|these|which) )?(?:(?:is |being |comes |coming |due )?on |"
    r"(?:comes |airs |due |falls )on )(?:the )?$"
)
# "was on JTBC from March 2 to April 21, 2018": of a drama, and of nothing that is held on a day or two
_SINCE = re.compile(r"(?:\b(?:from|between)|[(,:—–-]) ?$")
_RAN = re.compile(r"\b(?:aired|ran|broadcast\w*|was (?:on|shown)|were (?:on|shown)|telecast|television series)\b")
_DELAYED = re.compile(r"\bAfter (?:[\w-]+ ){1,4}(?:delay|hiatus|postponement|wait|break)\b")
_TO = re.compile(r" ?(?:[-–—~]|to|until|till|through) ?(?:the )?")
_UP_TO = re.compile(rf"{_TO.pattern}| and (?:the )?")


def points(line: said.Line, clause: str, day: when.Day) -> float:
    """How sure it is for these words alone; 0 where there are none of them."""
    if day.weekday or words.NOT.search(_DELAYED.sub("", clause)):
        return 0
    if _AFTER.match(clause, day.end) or (_BEFORE.search(clause, 0, day.start) and line.ours):
        return 5.0 + 1.5 * line.named
    of_it = line.named or (line.ours and line.tells_of_it)
    return 4.5 + 1.5 * line.named if of_it and _begins_a_run(clause, day) else 0


def ends_a_run(clause: str, day: when.Day) -> bool:
    """Whether it is the second of two days: "from March 2 to April 21"."""
    before = [one for one in when.days(clause[: day.start], None) if one.end < day.start]
    return bool(before) and _TO.fullmatch(clause[before[-1].end : day.start]) is not None


def _begins_a_run(clause: str, day: when.Day) -> bool:
    before = clause[: day.start]
    follows = next((one for one in when.days(clause, None) if one.start >= day.end), None)
    return (
        follows is not None
        and _SINCE.search(before) is not None
        and _UP_TO.fullmatch(clause[day.end : follows.start]) is not None
        and (_RAN.search(before) is not None or bool(networks.found(before)))
        and not (words.ANOTHER_EVENT.search(clause) or words.MOVED.search(before))
    )
