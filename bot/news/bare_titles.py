"""Titles that stand without marks: beside words that only a title has, or in the headline and again in the text."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bot.core.spelling import fold
from bot.news import networks, speech, when
from bot.news.people import NOT_NAMES, People
from bot.news.prose import Paragraph

_CAPITAL = r"[A-Z0-9][\w’'&+:!,.-]*"
_TITLE = rf"{_CAPITAL}(?: (?:(?:a|an|the|of|and|in|on|at|to|for|with|from|is|my|your|&|or) ){{0,2}}{_CAPITAL}){{0,9}}"
_WORD = r"[A-Z0-9][\w’'&+!-]*"
_RUN = re.compile(rf"{_WORD}(?: (?:(?:a|an|the|of|and|in|on|at|to|for|with|from|my|your) ){{0,2}}{_WORD}){{1,7}}")
_QUESTION = re.compile(
    r"^(?:(?:Is|Are|Will|Does|When|Where|Who|How|What|Why|Watch|Stream|In|On|And|But|Meanwhile|While|With|For) )+"
)
COMES = re.compile(
    r"\b(?:premier\w*|arriv\w+|lands?|comes to|coming to|returns?|is on its way|"
    r"airs?|releas\w+|stream\w*|episodes?|debut\w*|cast|watch|series|drama|broadcast)\b",
    re.I,
)
_NO_TITLE = re.compile(
    r"\b(?:Awards?|Festival|Hotel|University|Korea|Korean|Seoul|Nielsen|Drama|Dramas|Series|Season|Episodes?|Time|"
    r"Press|Music|World|Tour|Club)\b"
)
_ON_A_CHANNEL = re.compile(rf" (?:on|to|for|from|in|at) (?:{networks.NAMES})(?![\w+]).*$")
# "the follow-up to JTBC's Friday-Saturday drama": whatever comes next is another drama
OTHERS_DRAMA = re.compile(
    r"\b(?:following|follow-?up (?:to|of)|follows|after|replac(?:es|ing)|succeed(?:s|ing)|successor (?:to|of)|"
    r"takes? over(?: from)?|taking over(?: from)?|preceded by|predecessor|previous|known for|famous for|"
    r"starred in|appeared (?:in|on)|guest(?:ed)? on|seen in)"
    r"(?: (?!(?:in|on|for|with|by|to|of)\b)[\w’'&/+-]+){0,6} ?[(,]? ?$",
    re.I,
)
_OF_WHAT_KIND = (
    r"(?:(?i:upcoming|new|latest|hit|original|series|drama|K-drama|weekend|fantasy|romance|romantic|comedy|thriller|"
    r"medical|legal|rom-com|sageuk|mini-?series|historical|action|crime)|[A-Z][a-z]+-[A-Z][a-z]+)"
)
_GENRE = r"romance|thriller|rom-com|sageuk|comedy|mystery|melodrama|sitcom|miniseries|mini-series|dramedy|romcom"
_BESIDES = (
    re.compile(rf"^(?:[-•*] ?)?(?:[Dd]rama|[Tt]itle|[Ee]nglish [Tt]itle|[Dd]rama [Tt]itle|Name) ?[:：] ?"
        rf"(?P<title>{_TITLE})(?= ?[(/|,]|$)"),
    re.compile(rf"^(?:Watch: )?(?P<title>{_TITLE}) (?:[Ee]pisodes? \d|[Ee]p\.? ?\d|"
        rf"[Ss]eason \d[^,]*(?:release|date|cast))"),
    re.compile(rf"^(?P<title>{_TITLE}), (?:now |currently )?"
        rf"(?:avail\b|available|streaming|airing|premier\w+|coming|out)\b"),
    re.compile(rf"\b(?:upcoming|new|popular|hit|Korean|romantic) (?:[\w-]+ ){{0,3}}(?:{_GENRE}) (?P<title>{_TITLE})"
        rf"(?= (?:which|that|this|starring|stars)\b|[,.]|$)"),
    re.compile(rf"\b(?:titled|entitled) (?P<title>{_TITLE})(?=[,.]| (?:starring|which|is|will)\b|$)"),
    re.compile(rf"^(?P<title>{_TITLE}),? [Ss]eason \d\b"),
    re.compile(rf"(?<!\w)(?:{networks.NAMES}) (?:will|to|has|is) "
        rf"(?:stream|air|releas|premier|launch|bring|broadcast)\w* "
        rf"(?P<title>{_TITLE})(?=,? (?:an?|the|starring|on)\b|[,.]|$)"),
    re.compile(rf"^(?P<title>{_TITLE}), (?:the|an?) [^,]{{0,80}}\b(?:adaptation|remake|drama|series|version|{_GENRE})\b"
        rf"[^,]{{0,80}}, (?:will|is|premieres|airs|has|stars|tells|follows|starts|begins)\b"),
    re.compile(
        rf"\b(?:[Dd]rama|[Ss]eries|K-[Dd]rama|K-drama series|episode of|premiere of|cast of|"
        rf"finale of)(?:,? (?:tentatively )?(?:titled|called|entitled|named))?,? "
        rf"(?P<title>{_TITLE})(?= (?:tells|is|will|premieres?|airs?|stars|follows|has|"
        rf"(?:on|at)(?! [A-Z])|held|and|"
        rf"held)\b|[,.]| \()"
    ),
    re.compile(
        rf"(?:^|[.!?,] |\b(?:[Ww]hile|and|Meanwhile, |that) )(?P<title>{_TITLE}) (?:tells the story|explores|"
        rf"depicts|centers on|centres on|has confirmed|is available|is out|premieres?\b|will (?:premiere|"
        rf"air|be released|debut|feature|depict|"
        rf"stream|hit)|airs?\b(?! (?:hit|new|a|an|its|Korean|K-))|"
        rf"is (?:coming back|returning)|returns to|begins (?:airing|this|on)|kicks off|"
        rf"is set to (?:premiere|air)|stars\b|"
        rf"is (?:an?|the|[\w+]+[’']s?) (?:[\w-]+ ){{0,4}}(?:drama|series|{_GENRE})|"
        rf"follows the|revolves around|is scheduled to)"
    ),
    re.compile(
        rf"(?<!\w)(?:{networks.NAMES}) (?:has |have |today )*(?:announced|confirmed|unveiled|greenlit)(?: that)? "
        rf"(?P<title>{_TITLE})(?= (?:will|is|has|I|as|for)\b|[,.!]|$)"
    ),
    re.compile(
        rf"(?<!\w)(?:{networks.NAMES})['’]s? (?:{_OF_WHAT_KIND},? )*(?P<title>{_TITLE})"
    ),
    re.compile(rf"(?<!\w)(?:{networks.NAMES}) (?:{_OF_WHAT_KIND} )+(?P<title>{_TITLE})"),
)  # fmt: skip
_THE_DRAMA = re.compile(
    rf"\b[Tt]he (?:[\w-]+ ){{0,3}}(?:drama|series|{_GENRE})\b[^.]{{0,80}}\b(?:premiere|airs|released|streaming|on "
    rf"(?:{networks.NAMES})|plays|he is|she is)\b|\bpremiere of the (?:[\w-]+ ){{0,2}}(?:drama|series|{_GENRE})\b"
)
_LED = re.compile(r"\b(?:in|of|filmed|for|watch|stars in|joined) $")
_OTHER_WORK = re.compile(
    r"\b(?:songs?|albums?|singles?|tracks?|films?|movies?|books?|novels?|webtoons?|musicals?|OST)"
    r"(?:,? (?:titled|called|entitled))? $"
)
_LEAST = 2  # times that the text names it


def named(text: str, people: People) -> Iterator[tuple[str, int, int]]:
    """Each title beside such words, with where it and they stand: "SBS's new drama Blue Hour", "Blue Hour tells"."""
    for pattern in _BESIDES:
        for match in pattern.finditer(text):
            title = _without_names(_clean(match["title"]), people)
            if _OTHER_WORK.search(text[: match.start("title")]):
                continue
            if title and _plausible(title, people) and not OTHERS_DRAMA.search(text[: match.start("title")]):
                yield title, match.start(), match.end()


def of_headline(headline: str | None, paragraphs: Sequence[Paragraph], people: People) -> str | None:
    """What the text names twice or more as something that comes out, or once and the headline, too.

    What the headline does not name has to be called a drama later: "In the drama, which airs".
    """
    told: Counter[str] = Counter()
    coming: set[str] = set()
    above = fold(headline or "")
    body = " ".join(one.masked for one in paragraphs)
    a_drama = _THE_DRAMA.search(body) is not None
    for one in paragraphs:
        for start, end in one.sentences:
            sentence = one.masked[start:end]
            for at, run in _runs(sentence):
                words = re.sub(r"['’]s?$", "", _ON_A_CHANNEL.sub("", _QUESTION.sub("", run)))
                if (fold(words) not in above and not a_drama) or not _may_be_one(words, people):
                    continue
                told[words] += 1
                if COMES.search(sentence) or (a_drama and _LED.search(sentence[:at])):
                    coming.add(words)
    least = {words: 1 if fold(words) == above or (a_drama and fold(words) in above) else _LEAST for words in told}
    found = [words for words, times in told.most_common() if times >= least[words] and words in coming]
    return found[0] if found else None


def _runs(sentence: str) -> Iterator[tuple[int, str]]:
    """Words with capitals; of "Taeha in Salt Road Diner" also what is in the end."""
    for match in _RUN.finditer(sentence):
        yield match.start(), match[0]
        before, within, inner = match[0].rpartition(" in ")
        if within and " " in inner:
            yield match.start() + len(before) + len(within), inner


def _may_be_one(words: str, people: People) -> bool:
    several = words.split()
    if len(several) < 2 or all(word in NOT_NAMES for word in several) or networks.NETWORK.search(words):
        return False
    if _NO_TITLE.search(words) or speech.ORGANISATION.search(words):
        return False
    return not people.mentions(words)


def _clean(words: str) -> str:
    text = re.sub(r"^(?:The (?:drama|series|show) |Meanwhile,? |In |On |And |While |Also,? )", "", words).strip(" ,.")
    text = re.split(r"(?<![A-Z])(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!St)[.!?] ", text)[0]
    text = re.sub(r"^[A-Z]{2}[A-Z ]+(?:\([^)]*\))?: ", "", text)  # "NEW DELHI: "
    text = re.sub(rf"^(?:{networks.NAMES})['’]s? ", "", text)
    text = re.sub(r",? (?:[Ee]pisodes?|[Ee]p\.?) ?\d.*$", "", text)
    text = re.sub(rf" (?:on|in|at|to|from|for) (?:{when.MONTH}|{when.DAY}|{networks.NAMES})(?![\w-]).*$", "", text)
    return re.sub(r"['’]s?$", "", text)


def _without_names(words: str, people: People) -> str:
    """ "Today's Webtoon with Kim Se Jung", "Bae Su-yeon and Min Do, Today's Webtoon": the title alone."""
    named = [(start, end) for start, end, _ in people.mentions(words)]
    if named and named[0][0] == 0:
        rest = words[named[-1][1] :]
        return rest[2:] if rest.startswith(", ") else words
    cut = words[: named[0][0]] if named else words
    with_whom = re.fullmatch(r"(.+?),? (?:with|starring|by|from|stars|feat\.?|and|of) ", cut)
    return with_whom[1] if with_whom else words


def _plausible(title: str, people: People) -> bool:
    first = title.split()[0]
    if networks.NETWORK.fullmatch(title) or ("," in title and people.mentions(title)):
        return False
    if re.fullmatch(rf"(?:{when.DAY}s?[- ]?)+", title):
        return False
    if (
        first in ("It", "He", "She", "They", "This", "That", "We", "You", "I", "There", "What", "Who")
        and len(title.split()) == 1
    ):
        return False
    if (
        title
        in (
            "The drama",
            "The series",
            "Drama",
            "Series",
            "Netflix",
            "The",
            "Episode",
            "Season",
            "K-drama",
            "KST",
            "Korea",
        )
        or title.isdigit()
    ):
        return False
    if re.fullmatch(r".*\b(?:Awards|Festival|Ceremony|Concert|Music Bank|Inkigayo)", title):
        return False
    return not any(end - start >= len(title) - 2 for start, end, _ in people.mentions(title)) and not re.fullmatch(
        r"(?:tvN|JTBC|SBS|KBS2?|MBC|ENA|OCN|Netflix|Disney\+?|TVING|Viki|Viu)(?: .*)?|Episodes? .*", title
    )
