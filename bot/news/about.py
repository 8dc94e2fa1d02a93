"""Whether a page is about the drama it names, and not about a film, a show, a person or an event."""

import re
from collections.abc import Iterable, Iterator, Sequence

from bot.core.spelling import fold
from bot.news import networks
from bot.news.prose import Paragraph

_DRAMA = (
    r"(?:(?<!reality )(?<!variety )(?<!dating )(?<!talk )(?<!documentary )(?:[Kk]-?[Dd]ramas?|[Dd]ramas?|[Ss]eries|"
    r"[Mm]ini-?series|[Ss]itcom|[Ss]ageuk|[Rr]om-?com|[Kk]oreanovela))\b(?![- ](?:special )?(?:actor|actress|star|OST))"
)
_OTHER = (
    r"(?:(?:[Ff]ilms?|[Mm]ovies?|[Dd]ocumentar(?:y|ies)|[Mm]usicals?|[Cc]oncerts?|[Ee]xhibitions?|[Aa]lbums?|EPs?|"
    r"[Ss]ingles?|[Ss]ongs?|[Ww]ebtoons?|(?:[Ww]eb )?[Nn]ovels?|[Mm]anhwa|[Bb]ooks?|[Gg]ames?|[Pp]odcasts?|"
    r"(?:(?:[Tt]he|[Aa]|[Nn]ew|[Ss]tage) )[Pp]lay|[Ss]tage [Pp]lay|[Ff]an ?[Mm]eetings?|"
    r"(?:[Vv]ariety|[Rr]eality|[Mm]usic|[Tt]alk|[Dd]ating|[Ee]ntertainment|[Ss]urvival|[Aa]udition|[Qq]uiz|[Tt]ravel|"
    r"[Cc]ooking|[Ww]eb|[Cc]omedy)(?: \w+)? (?:[Ss]how|[Pp]rogram(?:me)?|[Ss]eries|[Cc]ompetition))s?\b)"
    r"(?![- ](?:based|inspired|adaptation|drama|series|actor|actress|star|director|of the same|festival|company))"
)
_MADE_FROM = re.compile(
    r"\b(?:based on|adapt\w+ (?:from|of)|inspired by|from|original|remake of|after|following|into) (?:[\w’'-]+ ){0,5}$"
)
_THE_DRAMA = re.compile(
    r"(?<![”\"'’] )\b(?:[Tt]he|[Tt]his|[Nn]ew|[Uu]pcoming|\d+-(?:episode|part))(?: [\w+-]+){0,2} "
    r"(?:K-)?(?:drama|series)\b(?! [“\"'‘A-Z])"
)
_THE_OTHER = re.compile(
    r"\b(?:[Tt]he|[Tt]his) (?:[\w-]+ )?(?:film|movie|documentary|musical|album|EP|exhibition|concert)(?! [“\"'‘A-Z])\b|"
    r"\b(?:[Tt]he|[Tt]his|[Hh]it|[Nn]ew|[Aa]) (?:[\w-]+ )?(?:variety|reality|dating|survival|audition|talk) "
    r"(?:show|program(?:me)?|series)\b|\bbox office\b|\bin (?:cinemas|theaters|theatres)\b|\bpremiered at the\b|"
    r"\b(?:[\w-]+th|first|second|third|mini|full-length) (?:\w+ )?(?:album|EP)\b|\btitle track\b|\btrack ?list\b"
)
_ANOTHERS = re.compile(rf"{_DRAMA},? [“\"'‘]")


_OF_DRAMAS = re.compile(
    r"\b(?:K-?drama|drama|series|sitcom|sageuk|mini-?series|episodes?|premier\w+|script reading|small screen|"
    r"co-stars?|actor|actress|cast|finale|Netflix|Disney\+?|TVING|Viki|Viu|Koreanovela|Nielsen|airs?|aired|streams|"
    r"time ?slot|viewership|rom-?com|season \d|webtoon-based|(?:lead|starring) roles?|to star in|stars? in|"
    rf"broadcaster|recaps?|first impressions?|ep\.? ?\d+|on (?:{networks.NAMES}))\b",
    re.I,
)
# what a page is about whose headline has such words, and not the drama that somebody is known from
_EVENT = re.compile(
    r"\b(?:box office|films?|movies?|cinemas?|Cannes|festival|albums?|EP|singles?|(?-i:songs?|Songs)|OSTs?|concerts?|"
    r"tours?|fan ?(?:meet\w*|event|con)|tickets?|sold out|awards?|winners?|Baeksang|Daesang|"
    r"enlist\w*|military|discharged?|dating|relationship|wed(?:s|ding)?|marry|marriage|tie the knot|bab(?:y|ies)|"
    r"child|pregnan\w*|divorc\w*|donat\w*|den(?:y|ies|ied)|lawsuit|rumou?rs?|injur\w*|hospitali[sz]ed|dies|"
    r"passes away|funeral|contract|prices?|subscribers|books?|memoir|podcast|documentary|musical|stage play|variety|"
    r"reality|talk show|beats?|edges?|routs?|wins? over|innings?|goals?|match|league|friendly|webtoon|exhibition|"
    r"ambassador|\d+-\d+)\b",
    re.I,
)
_PRESENTED = re.compile(
    r"\b(?:new|newest|latest|next|upcoming|forthcoming|will|to (?:air|premiere|star|lead|headline|be|play|stream)|"
    r"set to|slated|scheduled|premier\w+|airs|airing|begins|starts|debuts?|cast|confirmed|offer\w*|script reading|"
    r"press (?:conference|event)|stars|plays|portrays|ratings?|viewership|finale|ended|wrapped|shooting|filming|"
    r"current|announced|is (?:an?|the|about))\b",
    re.I,
)
_OF_DRAMA = re.compile(
    r"\b(?:k-?dramas?|dramas?(?! (?:awards?|writers?|actors?|actress|stars?|OSTs?))|series|episodes?|script|premieres?)"
    r"\b",
    re.I,
)
_OF_A_ROLE = re.compile(
    r"\b(?:roles?|leads?|stars?|cast(?:ing)?|project|teaser|season|small screen|tv|television|ratings?|viewership)\b",
    re.I,
)
_MET_THERE = re.compile(r"\bmet (?:on|while|through|during|when|at)\b")


def is_of_dramas(text: str) -> bool:
    """Whether it speaks of what is acted for television at all."""
    return _OF_DRAMAS.search(text) is not None


def is_no_drama(key: str, spelling: str, headline: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether what is called that is a film, a show or a book: it is named so, more often than as a drama."""
    texts = (headline, *(one.text for one in paragraphs))
    words = re.sub("['’]", "['’]", re.escape(spelling))
    dramas, others = (sum(_named_beside(kind, words, texts)) for kind in (_DRAMA, _OTHER))
    sentences = [one.text[start:end] for one in paragraphs for start, end in one.sentences]
    naming = [text.replace(spelling, "") for text in (headline, *sentences) if spelling in text or key in fold(text)]
    dramas += sum(bool(re.search(_DRAMA, _ANOTHERS.sub("", text))) for text in naming)
    shown = (headline, *(one.masked for one in paragraphs))
    dramas, others = (
        count + sum(len(one.findall(text)) for text in shown)
        for count, one in ((dramas, _THE_DRAMA), (others, _THE_OTHER))
    )
    return others > dramas


def _named_beside(kind: str, words: str, texts: Iterable[str]) -> Iterator[bool]:
    """For each place where it stands right beside the word of a kind, whether it is not only made from that."""
    before = re.compile(rf"\b{kind}(?:,| titled| called| entitled| named)? [“\"'‘\[<]?{words}(?!\w)")
    after = re.compile(
        rf"(?<!\w){words}[”\"'’\]>]?,?[”\"'’]? (?:(?:is|was|will be) )?"
        rf"(?:(?:an?|the|its|his|her|their|[\w’'+]+[’']s) )?"
        rf"(?:(?!(?:based|adapted|of|by|from|with|in|on|and|or|which|that)\b)[\w’'/-]+ ){{0,4}}{kind}"
    )
    for text in texts:
        for match in before.finditer(text):
            yield not _MADE_FROM.search(text, 0, match.start())
        yield from (True for _ in after.finditer(text))


def in_passing(spellings: Iterable[str], headline: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the page is about something else, and only says of somebody in it that he was in that drama."""
    names = tuple(spellings)
    if any(fold(name) in fold(headline) for name in names):
        return False
    told = [
        (at, one.text[start:end])
        for at, one in enumerate(paragraphs)
        for start, end in one.sentences
        if any(name in one.text[start:end] for name in names)
    ]
    if not told:
        return False
    first, naming = told[0]
    before = (headline, *(one.text for one in paragraphs[:first]))
    if len(told) < 2 and (first > 2 or (first == 2 and not any(map(is_of_dramas, before)))):
        return True
    presented = any(_PRESENTED.search(text) for _, text in told)
    spoken_of = len(told) > 1 or any(map(_THE_DRAMA.search, (one.masked for one in paragraphs)))
    if _EVENT.search(headline) and not _OF_DRAMA.search(headline):
        return not presented or not (spoken_of or _MET_THERE.search(naming))
    return not (spoken_of or presented or _OF_DRAMA.search(headline) or _OF_A_ROLE.search(headline))
