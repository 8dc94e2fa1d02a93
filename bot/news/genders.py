"""Who is he and who is she, and who is called an actor."""

import re
from collections.abc import Iterable

from bot.news.people import People

_SHE_BEFORE = re.compile(r"\b(?:[Aa]ctress|female lead|heroine|leading lady|mother|queen)(?:es)?,? (?:\w+ )?$")
_SHE_AFTER = re.compile(r"(?:,| is) (?!and\b)(?:the |an? )?(?:[\w-]+ ){0,2}actress\b")
_ACTRESS = re.compile(r"\b[Aa]ctress(?:es)?,? (?:\w+ )?$")
_HE_BEFORE = re.compile(r"\b(?:male lead|leading man|hero) $")
_ACTOR_BEFORE = re.compile(r"\b[Aa]ctor(?:-singer)? $")
_PLAYS = r",? who (?:plays|played|portrays) (?:his|her|the) (?:[\w-]+ )?"
_WIFE = re.compile(rf"{_PLAYS}(?:wife|(?:grand)?mother|sister|(?:grand)?daughter|girlfriend|aunt|niece)\b")
_HUSBAND = re.compile(rf"{_PLAYS}(?:husband|(?:grand)?father|brother|(?:grand)?son|boyfriend|uncle|nephew)\b")
_OF_OTHERS = re.compile(  # "who played her son", "suggested that she cut it"
    r"\bwho (?:plays|played|portrays) (?:his|her) [^,.]*|\b(?:suggest|propos|recommend|ask|urg|advis|want)(?:s|ed)\b.*"
)
_ANOTHERS = re.compile(r"\b(?:[Hh]er|[Hh]is) (?:[\w-]+ ){1,3}$")  # "her partner Kim"
_SHE, _HE = re.compile(r"\b(?:[Ss]he|herself)\b"), re.compile(r"\b(?:[Hh]e|himself)\b")
_OBJECT = r"(?:not|to|that|and|in|at|on|for|with|from|when|as|how|what|so|but|or|if|he|she)\b(?!-)"
_HER, _HIS = (re.compile(rf"\b{word} (?!{_OBJECT})\w") for word in ("[Hh]er", "[Hh]is"))


def learn(people: People, masked: Iterable[str]) -> None:
    """From texts whose quotations are hidden: what people say of others says nothing of themselves."""
    for text in masked:
        for start, end, person in people.mentions(text):
            before, after = text[max(0, start - 40) : start], text[end : end + 60]
            person.votes += 4 * (bool(_WIFE.match(after)) - bool(_HUSBAND.match(after)))
            if _SHE_BEFORE.search(before) or _SHE_AFTER.match(after):
                person.votes += 6
                person.called = person.called or bool(_ACTRESS.search(before) or _SHE_AFTER.match(after))
            elif _HE_BEFORE.search(before):
                person.votes -= 4
            elif _ACTOR_BEFORE.search(before):  # said of women, too
                person.called = True
        for sentence in re.split(r"(?<=[.!?]) ", text):
            named = {id(person): (start, person) for start, _, person in reversed(people.mentions(sentence))}
            if len(named) == 1 and not re.match(r"(?:Her|His|Their)\b", sentence):  # "Her co-star Kim": she is another
                start, person = next(iter(named.values()))
                tail = _OF_OTHERS.sub("", sentence[start:]) if not _ANOTHERS.search(sentence[:start]) else ""
                person.votes += 2 * (bool(_SHE.search(tail)) - bool(_HE.search(tail)))
                person.votes += bool(_HER.search(tail)) - bool(_HIS.search(tail))
