"""Pages that are about several dramas, and so about none."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence

from bot.core.spelling import fold
from bot.news.prose import Paragraph
from bot.news.title_words import is_title, unmarked

_COUNTED = re.compile(r"#?\d{1,2}[.):](?!\d) ?(.+)$")
_SEVERAL = re.compile(
    r"\b(?:\d+|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en)\+? "
    r"(?:(?!(?:[Tt]hings|[Rr]easons|[Ww]ays|[Ff]acts|[Qq]uestions|[Ee]pisodes?|[Mm]oments|[Ss]tars|[Aa]ctors)\b)"
    r"[\w-]+ ){0,5}?"
    r"(?:[Kk]-?[Dd]ramas|[Dd]ramas|[Ss]eries|[Ss]hows|[Tt]itles)\b(?!['’])"
)
_THINGS = re.compile(
    r"\b(?:\d+|two|three|four|five|six|seven|eight|nine|ten|several|some|more)\+? (?:[\w-]+ ){0,2}"
    r"(?:things|reasons|ways|facts|questions|moments|secrets|points|scenes|lessons|characters|quotes|thoughts|takeaways)"
    r"\b",
    re.I,
)
_LABEL = re.compile(
    r"(?:[-•*] ?)?(?P<name>release date|release|premiere date|premieres?|premiere|episode count|episodes|network|"
    r"broadcaster|platform|time ?slot|air ?dates?|cast|starring) ?[:：] ?(?P<value>.+)",
    re.I,
)
_AND_MORE = re.compile(r"(?:\band|&) (?:more|others)\b", re.I)
_DRAMAS = re.compile(
    r"\b(?:k-?dramas|dramas|k-?drama (?:\w+ ){0,2}(?:delays|news|line-?ups?|premieres|releases|guide|pre-?emptions|"
    r"schedules?|round-?up)|drama (?:\w+ ){0,2}(?:delays|news|line-?ups?|premieres|releases|pre-?emptions|round-?up)|"
    r"shows and (?:movies|films)|your weekends?|originals|k-content|(?:tv|korean|release|more|new) shows|"
    r"(?:show|drama) (?:\w+ )?ratings|line-?ups?|slate|news ?(?:bites?|briefs?|round-?ups?)|newsbriefs?|round-?up|"
    r"(?:weekly|monthly|daily) (?:\w+ )?(?:schedule|guide|news|recap|releases)|two (?:new )?(?:projects|works|roles))"
    r"\b(?!['’])",
    re.I,
)
_MARKED = re.compile(r"(?<!\w)[“\"‘']([^“”\"]{1,60}?)[,.]?[”\"’'](?!\w)")
_RACE = re.compile(r"(?:From|Between) [“\"'‘].{2,40}[”\"’'] (?:to|and|vs\.?) ")
_TOGETHER = re.compile(r"\bdramas\b.*\band\b|\b(?:and|&)\b.*\b(?:both|each)\b", re.I)
_RATINGS = re.compile(r"\b(?:\w+day|weekend|drama|tv|weekly|night['’]s) ratings\b", re.I)


def is_round_up(headline: str | None, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the page lists several dramas: it says so above, or each stands under a number."""
    counted = [match[1] for one in paragraphs if (match := _COUNTED.match(one.text)) and len(one.text) < 90]
    counted = [one for one in counted if not one.isupper()]  # of its tags a page has a list, too
    of_one = any(map(_THINGS.search, (headline or "", *(one.text for one in paragraphs[:4]))))
    if not of_one and sum(is_title(unmarked(one)) for one in counted) > 2:
        return True
    values: dict[str, set[str]] = defaultdict(set)
    for label in filter(None, (_LABEL.match(one.text) for one in paragraphs)):
        values[label["name"].casefold()].add(label["value"])
    if sum(len(several) > 1 for several in values.values()) > 1:
        return True  # the facts of more than one
    short = [one.text for one in paragraphs if len(one.text) < 60 and not one.text.endswith((".", ":"))]
    return bool(headline and _SEVERAL.search(headline)) and sum(is_title(unmarked(one)) for one in short) > 2


def is_one_of_several(
    best: str, keys: Sequence[str], spelt: Mapping[str, Counter[str]], headline: str, paragraphs: Sequence[Paragraph]
) -> bool:
    """Whether the page tells of others as of this drama, and its headline speaks of dramas, or names none."""
    first, *more = _AND_MORE.split(headline)
    if (
        more
        and len([key for key in keys if fold(first).endswith(key)])
        and len([key for key in keys if key in fold(first)]) > 1
    ):
        return True
    if len({fold(one) for one in _MARKED.findall(headline)} & set(keys)) > 2:
        return True
    if len(_MARKED.findall(headline)) > 1 and _TOGETHER.search(headline):
        return True
    if best in fold(headline):
        return (
            bool(_RATINGS.search(headline) or _RACE.match(headline))
            and sum(key in fold(headline) for key in keys) > 1
            and len(keys) > 2
        )
    others = [key for key in keys if key not in fold(headline)]
    if speaks_of_several(headline):
        return len(others) > 1 or sum(one.text.count(words) for one in paragraphs for words in spelt[best]) < 3
    places = {key: _paragraphs_of(spelt[key], paragraphs) for key in others}
    each = {next(iter(found)) for found in places.values() if len(found) == 1}
    return len(each) > 2 and len(places[best]) == 1


def speaks_of_several(headline: str) -> bool:
    return bool(_DRAMAS.search(headline) or _SEVERAL.search(headline))


def _paragraphs_of(spellings: Counter[str], paragraphs: Sequence[Paragraph]) -> set[int]:
    return {at for at, one in enumerate(paragraphs) if any(words in one.text for words in spellings)}
