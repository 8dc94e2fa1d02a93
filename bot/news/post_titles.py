"""What the headline of a post names by its form: "Salt Moon: Episodes 5-6", "First Impressions: Salt Moon"."""

import re

from bot.news import korean, networks, when
from bot.news.title_words import NO_TITLE, is_title

_LABEL_WORDS = (
    r"(?:first|final|early|quick|mini|full|short|spoiler[- ]free|spoilers?|weekly|pilot|overall|series|season finale|"
    r"impressions?|looks?|thoughts|verdict|reviews?|recaps?|summary|synopsis|previews?|(?:premiere )?watch|squeecaps?|"
    r"open|thread|live|live ?blog|post|blog|guide|discussion|chat|spotlight|info(?:rmation)?|details|profile|facts?|"
    r"sheet|ending|explained|finale|upcoming|new|korean|asian|k-?dramas?|dramas?|tv|web|special|news|updates?|"
    r"announcement|psa|reaction|rewatch|schedule|teasers?|trailers?|posters?|stills|cast(?:ing)?|plot|story|where|how|"
    r"when|what|to|expect|date|time|release|premiere|stream(?:ing)?|watch|see|find|episodes?|eps?\.?|analysis|rating|rant|"
    r"series|shows?|kdrama|[a-z]+['’]s)"
)
_AND = r"(?: ?(?:[&+/,]|and) ?| )"
_LABEL = rf"{_LABEL_WORDS}(?:{_AND}{_LABEL_WORDS}){{0,7}}"
_SEPARATOR = r"(?:\s*[:|»]\s*|\s+[–—-]+\s+)"
_TAG = re.compile(rf"^\s*(?:[\[【]\s*(?P<tag>[^\]】]{{2,40}}?)\s*[\]】]|\((?P<bare>{_LABEL})\))\s*[:|–—-]?\s*", re.I)
_LEAD = re.compile(
    rf"^(?P<label>{_LABEL})(?:{_SEPARATOR}| (?:of|for|on|about)(?: (?:the|ep(?:isode)?s?\.? [\d-]+ of))? )(?=\S)", re.I
)
_WHERE = re.compile(
    r"^(?P<label>(?:where|when|how)(?:(?: and |/| & )(?:where|when|how))? to (?:watch|see|stream|find)) (?=[A-Z“\"'‘])",
    re.I,
)
# "Streaming K-drama review: Salt Ferry – Gu Min-a goes to sea"
_COLUMN = re.compile(
    r"^[^:|]{0,40}\b(?:recap|reviews?|impressions?|picks?|spotlight|journal|diary|preview|list|week|month|"
    r"pick of the \w+|"
    r"watch|watching|on (?:Netflix|Viu|Viki|TV)(?: \w+)?)\s?[:|]\s(?=\S)",
    re.I,
)
_OF_A_COLUMN = re.compile(
    r"\b(?:k-?drama|drama|tv|series|netflix|prime|disney|apple|viu|viki|streaming|picks?|list|week|month|day|journal|diary|"
    r"spotlight|watch(?:ing)?|my|our|what['’]s)\b",
    re.I,
)
_EPISODE = re.compile(
    r"(?:\s*[:|,]|\s+[–—-]+)?\s*[\[(]?(?:(?:the )?(?:final|last|first|finale)[: ]+|season \d+[,:]? )?"
    r"\b(?:ep(?:isode)?s?)(?:\b\.?|(?=\d)) ?#?(?:\d|[IVX]+\b|one\b|two\b|three\b|review|recap).*$",
    re.I,
)
_TAIL = re.compile(
    rf"(?:{_SEPARATOR}(?:the |a |my )?{_LABEL}|\s*\((?:{_LABEL}|(?:19|20)\d\d)\)|\s+{_LABEL})[.!…]*$", re.I
)
_ALL_OF_IT = re.compile(
    r"(?: (?:season|part) \d)?\s?[:|] "
    r"(?:release date|premiere date|cast|plot|where to watch|everything|all (?:you|we)|"
    r"what we know|what to know|when (?:and where|to watch)|how to watch)\b.*$",
    re.I,
)
_SUBTITLE = re.compile(
    r"^(?P<name>.{2,60}?)\s(?:review|recap|ending explained|first impressions?)\s?[:–—|-]\s?.+$", re.I
)
_ASIDE = re.compile(r"\s*\([a-z][^()]*\)$")
_OTHER = re.compile(
    r"(?:movie|film|album|music|books?|concert|musical|stage|song|video|webtoon|year|week|month|day|weekend)s?\b(?:[:,]|$)",
    re.I,
)
_DATED = re.compile(rf"\b{when.MONTH} \d|\d {when.MONTH}\b")
_KIND = re.compile(
    r"^(?:the )?(?:K-?drama|Korean drama|drama|Netflix['’]s?) (?=[A-Z0-9])|(?<=\w) (?:K-?drama|drama)$", re.I
)
_ABOUT = re.compile(
    r"\b(?:recaps?|reviews?|impressions?|thoughts|upcoming|k-?drama|drama|watch|where|how|ending|summary)\b", re.I
)
_MARKED = re.compile(r"(?<!\w)[“\"‘']([^“”\"]{2,60}?)[”\"’'](?!\w)")
_MARKS = "\"“”‘’'«»《》〈〉<>[] "


def named(headline: str) -> tuple[str, bool] | None:
    """The title, and whether an episode of it is what the post is about; None of any other headline."""
    tag = _TAG.match(headline)
    text = headline[tag.end() :] if tag else headline
    told = bool(tag and _ABOUT.search(tag[0]) and re.fullmatch(_LABEL, tag["tag"] or tag["bare"], re.I))
    if lead := _LEAD.match(text) or _WHERE.match(text):
        text, told = (
            re.sub(r"(?: [–—] |: (?=[a-z])).*$", "", text[lead.end() :]),
            told or bool(_ABOUT.search(lead["label"])),
        )
    elif (column := _COLUMN.match(text)) and _OF_A_COLUMN.search(column[0]) and not _EPISODE.search(column[0], 1):
        text, told = re.sub(r"(?: [–—-] |, part \d).*$", "", text[column.end() :]), True
    text, episode = _ASIDE.sub("", text), False
    if match := _EPISODE.search(text, 1):
        text, episode = text[: match.start()], True
    elif match := _SUBTITLE.match(text):
        text, told = match["name"], True
    if match := _ALL_OF_IT.search(text, 1):
        text, told = text[: match.start()], True
    while match := _TAIL.search(text, 1):
        told = told or bool(_ABOUT.search(match[0]))
        text = text[: match.start()]
    if not told and not episode:
        return None
    text = _KIND.sub("", _KIND.sub("", text.strip())).strip(" ,:|–—-»")
    name = text.strip(_MARKS) if text[:1] in _MARKS else text
    if any(name not in one[1] for one in _MARKED.finditer(headline)):
        return None
    return (name, episode) if _may_be(name) else None


def _may_be(name: str) -> bool:
    if (
        not name
        or name[:1].islower()
        or len(name) > 60
        or NO_TITLE.fullmatch(name)
        or _OTHER.match(name)
        or networks.found(name)
    ):
        return False
    people = korean.full_names(name)
    return (
        is_title(name)
        and not _DATED.search(name)
        and people != [(0, len(name))]
        and not re.search(r"[\"“”]| [|] ", name)
    )


def is_label(line: str) -> bool:
    """Whether a line is what stands above a part of a post: "Plot", "Release date"."""
    return re.fullmatch(_LABEL, line.strip(" :"), re.I) is not None
