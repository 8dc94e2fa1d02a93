"""A title that stands without marks, in the headline and again in the text."""

import re
from collections import Counter
from collections.abc import Sequence

from bot.core.spelling import fold
from bot.news import networks, speech
from bot.news.people import NOT_NAMES, People
from bot.news.prose import Paragraph

_WORD = r"[A-Z0-9][\w’'&+!-]*"
_RUN = re.compile(rf"{_WORD}(?: (?:(?:a|an|the|of|and|in|on|at|to|for|with|from|my|your) ){{0,2}}{_WORD}){{1,7}}")
_QUESTION = re.compile(
    r"^(?:(?:Is|Are|Will|Does|When|Where|Who|How|What|Why|Watch|Stream|In|On|And|But|Meanwhile|While|With|For) )+"
)
_COMES = re.compile(
    r"\b(?:premier\w*|arriv\w+|lands?|comes to|coming to|returns?|is on its way|"
    r"airs?|releas\w+|stream\w*|episodes?|debut\w*|cast|watch|series|drama|broadcast)\b",
    re.I,
)
_NO_TITLE = re.compile(
    r"\b(?:Awards?|Festival|Hotel|University|Korea|Korean|Seoul|Nielsen|Drama|Dramas|Series|Season|Episodes?|Time|"
    r"Press|Music|World|Tour|Club)\b"
)
_ON_A_CHANNEL = re.compile(rf" (?:on|to|for|from|in|at) (?:{networks.NAMES})(?![\w+]).*$")
_LEAST = 2  # times that the text names it


def of_headline(headline: str | None, paragraphs: Sequence[Paragraph], people: People) -> str | None:
    """What the headline names, and the text twice or more as something that comes out; None where nothing is."""
    if not headline:
        return None
    told: Counter[str] = Counter()
    coming: set[str] = set()
    above = fold(headline)
    for one in paragraphs:
        for start, end in one.sentences:
            sentence = one.masked[start:end]
            for match in _RUN.finditer(sentence):
                words = re.sub(r"['’]s?$", "", _ON_A_CHANNEL.sub("", _QUESTION.sub("", match[0])))
                if fold(words) not in above or not _may_be_one(words, people):
                    continue
                told[words] += 1
                if _COMES.search(sentence):
                    coming.add(words)
    found = [words for words, times in told.most_common() if times >= _LEAST and words in coming]
    return found[0] if found else None


def _may_be_one(words: str, people: People) -> bool:
    several = words.split()
    if len(several) < 2 or all(word in NOT_NAMES for word in several) or networks.NETWORK.search(words):
        return False
    if _NO_TITLE.search(words) or speech.ORGANISATION.search(words):
        return False
    return not people.mentions(words)
