"""Whose a date, an hour or a slot of a sentence is: the drama's, or another's that the sentence names as well."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.spelling import fold
from bot.news import korean, networks
from bot.news.prose import Marked
from bot.news.titles import is_title

_NEAR = 200  # letters before a title that say how it is named there
_GENERIC = re.compile(
    r"(?:(?:^|(?<=[,;] )|(?<=\band )|(?<=\bthat )|(?<=\bbut )|(?<=\bwhere )|(?<=\bwhen ))(?:[Ii]t|[Ii]ts)\b|"
    r"\b(?:[Tt]he|[Tt]his|[Ii]ts) (?:[\w-]+ ){0,3}?"
    r"(?:drama|series|show|program|miniseries|Koreanovela|sageuk|sitcom|rom-com|thriller|first episode)\b"
    r"(?![’']s\b| [“\"‘'[]| (?:which|that)\b))"
)
# "Taxi Run, which premiered on February 17, will end": a title without marks
_BARE = re.compile(
    r"(?:^|(?<=, )|(?<=and ))"
    r"(?!(?:The|This|Its) (?:[Dd]rama|[Ss]eries|[Ss]how|[Ff]irst|[Kk]orean|K-)|"
    r"Episodes?\b|New\b|Season\b|All\b|Part\b|Both\b)"
    r"(?P<name>[A-Z][\w’']*(?: (?:(?:a|an|the|of|and|in|on|to|my|your) ){0,2}[A-Z][\w’']*){1,9})"
    r"(?:, (?:which|starring [^,]+, which))? "
    r"(?:airs|aired|premieres|premiered|began|begins|starts|debuts|ended|ends|currently airs|concludes|concluded|"
    r"will (?:air|premiere|begin|start|debut|end|follow|take over))\b(?! [“\"‘'])"
)
# what the drama was made from
_ORIGINAL = re.compile(
    r"\b(?:[Tt]he|[Ii]ts|[Aa]) (?:[\w-]+ )?(?:webtoon|web novel|novel|manhwa|manga|book)\b"
    r"(?!(?:-| )(?:based(?! on the (?:[\w-]+ )?(?:drama|series))|inspired|adaptation|drama|series|original|"
    r"of the same))"
)
_TAKEN_OVER = re.compile(
    r"\b(?:following|follows?|(?:after|before)(?! that\b)|ahead of|"
    r"replac(?:es?|ed|ing)|replacement (?:of|for)|succeed(?:s|ed|ing)?|"
    r"successor (?:to|of)|follow-?up (?:to|of)|predecessor|tak(?:es?|ing) over(?: from)?|in the wake of|instead of|"
    r"against|while|previous)(?: [\w’'+-]+){0,4},? [(\[]?$",
    re.I,
)
_DESCRIBES = re.compile(
    r"(?:\b(?:of|from|by|in|into|based on)(?: (?:[\w’'+-]+|(?-i:[A-Z\d])[\w’'+.-]*,)){0,6} ?[(\[]?|"
    r"(?<=\S )(?:of|from|by|in|into|based on)(?: [\w’'+-]+){1,6}, )$",  # but not "In March, “Red Dawn” will"
    re.I,
)
_IN_PASSING = re.compile(
    r"(?:[’']s|\b(?:with|than|like|as|for|between|including|alongside|starring|and|behind|via|through))"
    r"(?: (?:[\w’'+-]+|(?-i:[A-Z\d])[\w’'+.-]*,)){0,6},? ?[(\[]?$",
    re.I,
)
_SLOT_OF_IT = re.compile(r"[”\"’']?(?:[’']s?)? ?(?:former |old )?(?:[\w:.-]+ ){0,4}?(?:time ?)?slot\b")
_SLOT_OF = re.compile(r"\bslot (?:of|[\w ]{0,20}by) (?:[\w’'-]+ ){0,3}[“\"‘']?$")
_IN_BRACKETS = re.compile(r"\([^()]*$")  # what an actor is known for
_SAYS_MORE = re.compile(
    r"[”\"’']?,?[”\"’']? (?:(?:an?|the) (?:[\w’'+-]+ ){0,4})?\(?(?:which|that|set to|slated|scheduled|due|"
    r"expected|premiering|airing|debuting|beginning|starting|opening|launching|out)\b"
)


_RAN_ITSELF = re.compile(r"[”\"’']*,?[”\"’']* (?:aired|ran|premiered|was (?:aired|shown|broadcast))\b[^,;]*$")
_ITSELF = re.compile(r"[”\"’']*,?[”\"’']* (?:premiered|aired|debuted|began|started|ended|ran|was (?:released|aired))\b")


@dataclass(frozen=True, slots=True)
class Mention:
    """Of a drama in a sentence, with places within it."""

    start: int
    end: int
    ours: bool


def mentions(text: str, shown: str, marked: Sequence[Marked], title: str | None) -> tuple[Mention, ...]:
    """`marked` with places within the sentence."""
    return tuple(sorted(_mentions(text, shown, marked, title), key=lambda one: one.start))


def _mentions(text: str, shown: str, marked: Sequence[Marked], title: str | None) -> Iterator[Mention]:
    if title:
        for match in re.finditer(rf"(?<!\w){re.escape(title)}(?!\w)", shown):
            yield Mention(match.start(), match.end(), True)
    others = [
        one
        for one in marked
        if is_title(one.text) and fold(one.text) != fold(title or "") and not _IN_BRACKETS.search(text, 0, one.start)
    ]
    for one in others:
        if not title or title not in one.text:
            yield Mention(one.start, one.end, False)
    for match in _GENERIC.finditer(text):
        if not any(one.start < match.start() for one in others):
            yield Mention(match.start(), match.end(), True)
    for match in _ORIGINAL.finditer(text):
        yield Mention(match.start(), match.end(), False)
    for match in _BARE.finditer(text):
        name = match["name"]
        if name != title and not networks.found(name) and not korean.full_names(name):
            yield Mention(match.start("name"), match.end("name"), False)


def says_more(text: str, at: int) -> bool:
    """Whether the sentence goes on about the drama whose title ends there: "in “Red Dawn,” beginning July 26"."""
    return _SAYS_MORE.match(text, at) is not None


def owned(text: str, at: int, named: Sequence[Mention], *, slot: bool) -> bool:
    """Whether what stands there is the drama's, as far as the titles around it tell. `slot`: it is no date."""
    passed, replaced = False, False
    for one in reversed([one for one in named if one.end <= at]):
        before, after = text[max(0, one.start - _NEAR) : one.start], text[one.end : at]
        if not one.ours and _RAN_ITSELF.match(after):
            return False
        its_slot = bool(_SLOT_OF_IT.match(text, one.end) or _SLOT_OF.search(before))
        if one.ours and slot and its_slot:
            return True
        if _TAKEN_OVER.search(before) or (its_slot and not slot):
            replaced = replaced or one.ours
        elif one.ours or _SAYS_MORE.match(after) or _ITSELF.match(after):
            return one.ours
        elif not _DESCRIBES.search(before):
            if not _IN_PASSING.search(before):
                return False
            passed = True
    if passed:
        return False
    for one in named:
        if one.start >= at and not _TAKEN_OVER.search(text[max(0, one.start - _NEAR) : one.start]):
            return one.ours
    return not replaced
