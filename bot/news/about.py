"""Whether a page is about the drama it names, and not about a film, a show, a person or an event."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bot.core.spelling import fold
from bot.news import networks
from bot.news.prose import Paragraph

_DRAMA = (
    r"(?:(?<!reality )(?<!variety )(?<!dating )(?<!talk )(?<!documentary )(?:[Kk]-?[Dd]ramas?|[Dd]ramas?|[Ss]eries|"
    r"[Mm]ini-?series|[Ss]itcom|[Ss]ageuk|[Rr]om-?com|[Kk]oreanovela|[Ee]pisodes? of(?= [“\"'‘])|"
    r"[Ss]eason of))\b(?![- ](?:special )?(?:actor|actress|star|OST))"
)
_OTHER = (
    r"(?:(?:[Ff]ilms?|[Mm]ovies?|[Dd]ocumentar(?:y|ies)|[Mm]usicals?|[Cc]oncerts?|[Ee]xhibitions?|[Aa]lbums?|EPs?|"
    r"[Ss]ingles?|[Ss]ongs?|[Ww]ebtoons?|(?:[Ww]eb )?[Nn]ovels?|[Mm]anhwa|[Bb]ooks?|[Gg]ames?|[Pp]odcasts?|"
    r"(?:(?:[Tt]he|[Aa]|[Nn]ew|[Ss]tage) )[Pp]lay|[Ss]tage [Pp]lay|[Ff]an ?[Mm]eetings?|"
    r"(?:[Vv]ariety|[Rr]eality|[Mm]usic|[Tt]alk|[Dd]ating|[Ee]ntertainment|[Ss]urvival|[Aa]udition|[Qq]uiz|[Tt]ravel|"
    r"[Cc]ooking|[Ww]eb|[Cc]omedy|"
    r"[Ss]ketch|[Gg]ame)(?: \w+)? (?:[Ss]how|[Pp]rogram(?:me)?|[Ss]eries|[Cc]ompetition))s?\b)"
    r"(?![- ](?:based|inspired|adaptation|drama|series|actor|actress|star|director|of the same|festival|company))"
)
_MADE_FROM = re.compile(
    r"\b(?:based on|adapt\w+ (?:from|of)|inspired by|from|original|remake of|after|following|into) (?:[\w’'-]+ ){0,5}$"
)
_THE_DRAMA = re.compile(
    r"(?<![”\"'’] )\b(?:[Tt]he|[Tt]his|[Nn]ew|[Uu]pcoming|\d+-(?:episode|part))(?: [\w+-]+){0,2} "
    r"(?:K-)?(?:drama|series|thriller|rom-com|sageuk|sitcom|miniseries)\b(?! [“\"'‘A-Z])"
)
_THE_OTHER = re.compile(
    r"\b(?:[Tt]he|[Tt]his) (?:[\w-]+ )?(?:film|movie|documentary|musical|exhibition|concert)(?! [“\"'‘A-Z])\b|"
    r"\b(?:variety|reality|dating|survival|audition|talk|music|cooking) (?:show|program(?:me)?|series|contest|"
    r"competition)\b(?! [“\"'‘A-Z])|\bbox office\b|\bin (?:cinemas|theaters|theatres)\b|\bpremiered at the\b"
)
_MUSIC = re.compile(
    r"\b(?:[Tt]he|[Tt]his|[\w-]+th|first|second|third|mini|full-length|solo|new|[\w-]+-track) (?:\w+ )?(?:album|EP)\b|"
    r"\btitle track\b|\btrack ?list\b"
)
_NAMED_OTHER = re.compile(rf"{_OTHER},? [“\"'‘](?P<name>[^“”\"]+?)[”\"’']")
_ANOTHERS = re.compile(rf"{_DRAMA},? [“\"'‘]")


_OF_DRAMAS = re.compile(
    r"\b(?:K-?drama|drama|series|sitcom|sageuk|mini-?series|episodes?|premier\w+|script reading|small screen|"
    r"co-stars?|actor|actress|cast|finale|Netflix|Disney\+?|TVING|Viki|Viu|Koreanovela|Nielsen|airs?|aired|streams|"
    r"time ?slot|viewership|rom-?com|season \d|webtoon-based|(?:lead|starring) roles?|to star in|stars? in|"
    rf"broadcaster|recaps?|first impressions?|ep\.? ?\d+|"
    r"shows?|viewers?|teasers?|trailers?|small-screen|television|on tv|plays|stars|starring|"
    rf"(?:{networks.NAMES}))\b",
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
    r"(?:\b(?:new|newest|latest|next|upcoming|forthcoming|will|to (?:air|premiere|star|lead|headline|be|play|stream)|"
    r"set to|slated|scheduled|premier\w+|airs|airing|begins|starts|debuts?|cast|confirmed|offer\w*|script reading|"
    r"press (?:conference|event)|stars|plays|portrays|ending|ratings?|viewership|finale|ended|wrapped|shooting|filming|"
    r"current|announced)|[”\"'’] is (?:an?|the|about))\b",
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
_OF_OLD = re.compile(
    r"\b(?:known|famous|starred|appeared|played|won|rose|came|followed|hits?|had|last|past|previous|since|with|then)\b"
)
_HIS_STAR = re.compile(r"[”\"'’]? (?:stars?|actors?|actress(?:es)?|leads?|alums?|director|writer|creator) [A-Z]")
_STAR_OF = re.compile(r"\b(?:[Ss]tars?|[Aa]ctors?|[Aa]ctress|[Dd]irector|[Ww]riter) of (?:[\w’'+]+ ){0,4}[“\"'‘]?$")
_MET_THERE = re.compile(r"\bmet (?:on|while|through|during|when|at)\b")


_HERE = "\ue000"  # stands for the title, so that nothing has to be compiled for each


_HELD = re.compile(rf"{_HERE}[”\"'’,]* (?:(?:will be|is|was) held|(?:will )?takes? place)\b")
_A_DRAMA = re.compile(_DRAMA)


@dataclass(frozen=True, slots=True)
class _Beside:
    before: re.Pattern[str]
    after: re.Pattern[str]


def _beside(kind: str) -> _Beside:
    return _Beside(
        re.compile(rf"\b{kind}(?:,| titled| called| entitled| named)? [“\"'‘\[<]?{_HERE}"),
        re.compile(
            rf"{_HERE}[”\"’'\]>]?,?[”\"’']? (?:(?:is|was|will be) )?"
            rf"(?:(?:an?|the|its|his|her|their|[\w’'+]+[’']s) )?"
            rf"(?:(?!(?:based|adapted|of|by|from|with|in|on|and|or|which|that)\b)[\w’'/-]+ ){{0,4}}{kind}"
        ),
    )


_BESIDE_DRAMA, _BESIDE_OTHER = _beside(_DRAMA), _beside(_OTHER)


def is_of_an_event(headline: str) -> bool:
    """Whether it tells of a film, a song, a match, an award, or of what somebody does off the screen."""
    return bool(_EVENT.search(headline)) and not _OF_DRAMA.search(headline)


def is_of_dramas(text: str) -> bool:
    """Whether it speaks of what is acted for television at all."""
    return _OF_DRAMAS.search(text) is not None


def is_no_drama(key: str, spelling: str, headline: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether what is called that is a film, a show or a book: it is named so, more often than as a drama."""
    texts = (headline, *(one.text for one in paragraphs))
    words = re.sub("['’]", "['’]", re.escape(spelling))
    hidden = [re.sub(rf"(?<!\w){words}(?!\w)", _HERE, text) for text in texts]
    dramas, others = (sum(_named_beside(kind, hidden)) for kind in (_BESIDE_DRAMA, _BESIDE_OTHER))
    others += sum(len(_HELD.findall(text)) for text in hidden)
    sentences = [one.text[start:end] for one in paragraphs for start, end in one.sentences]
    naming = [text.replace(spelling, "") for text in (headline, *sentences) if spelling in text or key in fold(text)]
    dramas += sum(bool(_A_DRAMA.search(_ANOTHERS.sub("", text))) for text in naming)
    shown = (headline, *(one.masked for one in paragraphs))
    dramas += sum(len(_THE_DRAMA.findall(text)) for text in shown)
    others += sum(len(_MUSIC.findall(text)) for text in shown[:3])  # later it is somebody's, as a film may be
    if not any(key not in fold(match["name"]) for text in texts for match in _NAMED_OTHER.finditer(text)):
        others += sum(len(_THE_OTHER.findall(text)) for text in shown)
    return others > dramas


def _named_beside(kind: _Beside, texts: Iterable[str]) -> Iterator[bool]:
    """For each place where it stands right beside the word of a kind, whether it is not only made from that."""
    for text in texts:
        for match in kind.before.finditer(text):
            yield not _MADE_FROM.search(text, 0, match.start())
        yield from (True for _ in kind.after.finditer(text))


def in_passing(
    spellings: Iterable[str], shorter: Iterable[str], headline: str, paragraphs: Sequence[Paragraph]
) -> bool:
    """Whether the page is about something else, and only says of somebody in it that he was in that drama.

    `shorter` are the letters of what the drama is called besides.
    """
    names = tuple(spellings)
    if any(key in fold(headline) for key in (*map(fold, names), *shorter)):
        return False
    told = [
        (at, one.text[start:end])
        for at, one in enumerate(paragraphs)
        for start, end in one.sentences
        if any(_is_told(name, one.text[start:end]) for name in names)
    ]
    if not told:
        return any(name in one.text for one in paragraphs for name in names)
    first, naming = told[0]
    before = (headline, *(one.text for one in paragraphs[:first]))
    if len(told) < 2 and (first > 2 or (first == 2 and not any(map(is_of_dramas, before)))):
        return True
    presented = any(map(_presents, (text for _, text in told)))
    spoken_of = len(told) > 1 or any(map(_THE_DRAMA.search, (one.masked for one in paragraphs)))
    if is_of_an_event(headline):
        return not presented or not (spoken_of or _MET_THERE.search(naming))
    return not (spoken_of or presented or _OF_DRAMA.search(headline) or _OF_A_ROLE.search(headline))


def _is_told(name: str, sentence: str) -> bool:
    """Whether it is named there otherwise than as what somebody is a star of."""
    found = list(re.finditer(re.escape(name), sentence))
    return any(not (_HIS_STAR.match(sentence, one.end()) or _STAR_OF.search(sentence, 0, one.start())) for one in found)


def _presents(sentence: str) -> bool:
    """Whether it says something of the drama itself."""
    if _PRESENTED.search(sentence):
        return True
    if _NAMED_OTHER.search(sentence):
        return False
    return bool(networks.found(sentence) or re.search(_DRAMA, sentence)) and not _OF_OLD.search(sentence)
