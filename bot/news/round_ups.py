"""Pages that are about several dramas, and so about none."""

import re
from collections import Counter
from collections.abc import Mapping, Sequence

from bot.core.spelling import fold
from bot.news.bare_titles import COMES
from bot.news.prose import Paragraph
from bot.news.title_words import is_title, unmarked

_COUNTED = re.compile(r"#?\d{1,2}[.):] ?(.+)$")
_SEVERAL = re.compile(
    r"\b(?:\d+|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en)\+? "
    r"(?:(?!(?:[Tt]hings|[Rr]easons|[Ww]ays|[Ff]acts|[Qq]uestions|[Ee]pisodes?|[Mm]oments|[Ss]tars|[Aa]ctors)\b)"
    r"[\w-]+ ){0,5}?"
    r"(?:[Kk]-?[Dd]ramas|[Dd]ramas|[Ss]eries|[Ss]hows|[Tt]itles)\b(?!['’])"
)
_DRAMAS = re.compile(
    r"\b(?:k-?dramas|dramas|k-?drama (?:\w+ ){0,2}(?:delays|news|line-?ups?|premieres|releases|guide|pre-?emptions|"
    r"schedules?|round-?up)|drama (?:\w+ ){0,2}(?:delays|news|line-?ups?|premieres|releases|pre-?emptions|round-?up)|"
    r"shows and (?:movies|films)|your weekends?|originals|k-content|(?:show|drama) (?:\w+ )?ratings|line-?ups?|slate)"
    r"\b(?!['’])",
    re.I,
)


def is_round_up(headline: str | None, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the page lists several dramas: it says so above, or each stands under a number."""
    counted = [match[1] for one in paragraphs if (match := _COUNTED.match(one.text)) and len(one.text) < 90]
    if sum(is_title(unmarked(one)) for one in counted) > 2:
        return True
    short = [one.text for one in paragraphs if len(one.text) < 60 and not one.text.endswith((".", ":"))]
    return bool(headline and _SEVERAL.search(headline)) and sum(is_title(unmarked(one)) for one in short) > 2


def is_one_of_several(
    best: str, keys: Sequence[str], spelt: Mapping[str, Counter[str]], headline: str, paragraphs: Sequence[Paragraph]
) -> bool:
    """Whether the headline speaks of dramas without naming this one, and the text says of others, too, what airs."""
    if best in fold(headline) or not (_DRAMAS.search(headline) or _SEVERAL.search(headline)):
        return False
    told = [
        key
        for key in keys
        if key not in fold(headline)
        and any(
            words in one.text[start:end] and COMES.search(one.masked[start:end])
            for words in spelt[key]
            for one in paragraphs
            for start, end in one.sentences
        )
    ]
    return len(told) > 1
