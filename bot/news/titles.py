"""Which drama an article is about."""

import re
from collections import Counter, defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

from bot.core.spelling import fold
from bot.news import bare_titles, networks
from bot.news.people import People
from bot.news.prose import Paragraph

_SMALL_WORDS = """
    a an the of and in on at to for with from by or is my your no not but as so be vs into
"""
_SMALL = frozenset(_SMALL_WORDS.split())
_KIND = (
    r"(?:K-?[Dd]rama|[Dd]ramas?|[Ss]eries|[Mm]ini-?series|sageuk|sitcom|web drama|romance|rom-com|"
    r"thriller|show|legal|medical|original)"
)
_ABOUT_DRAMA = re.compile(rf"\b{_KIND}(?: series)?(?:,| titled| called| entitled)? ?[:,]?$")
_DRAMA_AFTER = re.compile(
    r"^,?(?: (?:is|will|tells|follows|depicts|premieres?|airs?|stars|which|starring|revolves|has|held)\b|"
    r" an? (?:upcoming|new)?| the \w+ |['’]s (?:first|upcoming|new|cast|lead)|,? (?:tvN|SBS|MBC|KBS|JTBC|Netflix|"
    r"ENA)['’]s)"
)
_OTHER_WORK = re.compile(
    r"\b(?:webtoons?|web novels?|novels?|films?|movies?|albums?|singles?|songs?|tracks?|OSTs?|books?|musicals?|"
    r"plays?|webcomics?|variety show|program|programs"
    r"|reality show|EP|mini album|manhwa|comic|entertainment show|interview|magazine|YouTube channel|programme|"
    r"hit|hits|past dramas?|previous (?:drama|work|project)s?)"
    r"(?:,| titled| called| of the same name)? ?$"
)
_OTHERS_TURN = re.compile(
    r"\b(?:following|follows|follow-up to|after|replac(?:es|ing)|succeed(?:s|ing)|successor to|"
    r"takes? over(?: from)?|precede[sd]? by|known for|famous for|fame|like|such as|directed|of|wrote"
    r"|worked on|since|from|previously|behind|creator of|starred in|appeared in|seen in|between|hits?|including|"
    r"watch|compared to|unlike|based on|adapted from)(?: the)?(?: \w+){0,4} ?[(,]? ?$",
    re.I,
)
_NETWORK_BEFORE = re.compile(
    r"(?:tvN|JTBC|SBS|KBS ?2?(?:TV)?|MBC|ENA|OCN|MBN|TV Chosun|TV CHOSUN|Channel A|Netflix|Disney\+|Disney Plus|"
    r"TVING|Wavve|Viki|Viu|Coupang Play|Prime Video|U-NEXT|Genie TV)['’]?s? ?(?:[\w+-]+ ){0,5}$"
)
_OF_DRAMAS = re.compile(
    r"\b(?:K-?drama|drama|series|sitcom|sageuk|mini-?series|episodes?|premier\w+|script reading|"
    r"co-stars?|actor|actress|cast|finale|Netflix|Disney\+?|TVING|Viki|Viu)\b",
    re.I,
)
_OF_A_CAREER = re.compile(
    r"\b(?:known for|famous for|rose to fame|shot to fame|last seen|remembered for|starred in|appeared in|debut in|"
    r"won over viewers|credits include)\b[^.;]*$"
)
_OVER = re.compile(r",? (?:which|that) (?:ended|concluded|wrapped|aired|ran|came to an end)\b")
_FACT = re.compile(
    r"(?:[-•*] ?)?(?:Network|Channel|Episodes|No\. of episodes|Broadcast|Air|Release|Premiere|Director|"
    r"Written|Genre|Rating|Runtime|Country)[\w /]{0,20}[:：]",
    re.I,
)
_FILM = re.compile(r"\b(?:[Tt]he (?:film|movie)|box office|in (?:cinemas|theaters|theatres)|premiered at the)\b")
_COUNTED = re.compile(r"#?\d{1,2}[.):] ?(.+)$")
_SEVERAL = re.compile(
    r"\b(?:\d+|[Tt]hree|[Ff]our|[Ff]ive|[Ss]ix|[Ss]even|[Ee]ight|[Nn]ine|[Tt]en)\+? "
    r"(?:(?!(?:[Tt]hings|[Rr]easons|[Ww]ays|[Ff]acts|[Qq]uestions|[Ee]pisodes?|[Mm]oments|[Ss]tars|[Aa]ctors)\b)"
    r"[\w-]+ ){0,5}?"
    r"(?:[Kk]-?[Dd]ramas|[Dd]ramas|[Ss]eries|[Ss]hows|[Tt]itles)\b(?!['’])"
)
_MUSIC = re.compile(
    r"\b(?:[Aa]wards(?! for\b)|albums?|EP|singles?|comeback|concerts?|tour|fan ?meeting|music video|MV)\b", re.I
)
_BRACKETED = re.compile(r"[\[《〈『「<]\s?([A-Z0-9가-힣][^\]》〉』」>]{1,60}?)\s?[\]》〉』」>]")
_CAPITAL = r"[A-Z0-9][\w’'&+:!,.-]*"
_RUN = rf"{_CAPITAL}(?: (?:(?:a|an|the|of|and|in|on|at|to|for|with|from|is|my|your|&|or) ){{0,2}}{_CAPITAL}){{0,9}}"
_BARE = (
    re.compile(rf"^(?:[-•*] ?)?(?:[Dd]rama|[Tt]itle|[Ee]nglish [Tt]itle|[Dd]rama [Tt]itle|Name) ?[:：] ?"
        rf"(?P<title>{_RUN})(?= ?[(/|,]|$)"),
    re.compile(rf"^(?:Watch: )?(?P<title>{_RUN}) (?:[Ee]pisodes? \d|[Ee]p\.? ?\d|"
        rf"[Ss]eason \d[^,]*(?:release|date|cast))"),
    re.compile(rf"^(?P<title>{_RUN}), (?:avail\b|available|streaming|airing|premier\w+|coming|out) "),
    re.compile(
        rf"\b(?:[Dd]rama|[Ss]eries|K-[Dd]rama|episode of|premiere of|cast of|"
        rf"finale of) (?P<title>{_RUN})(?= (?:tells|is|will|premieres?|airs?|stars|follows|has|on|at|held|and|"
        rf"held)\b|[,.])"
    ),
    re.compile(
        rf"(?:^|[.!?,] |\b(?:while|and|Meanwhile, |that) )(?P<title>{_RUN}) (?:tells the story|explores|"
        rf"depicts|centers on|centres on|has confirmed|is available|is out|premieres?\b|will (?:premiere|"
        rf"air|be released|debut|"
        rf"stream|hit)|airs?\b|is set to (?:premiere|air)|stars\b|"
        rf"is (?:an?|the|[\w+]+[’']s?) (?:[\w-]+ ){{0,4}}(?:drama|series)|"
        rf"follows the|revolves around|is scheduled to)"
    ),
    re.compile(
        rf"(?<!\w)(?:{networks.NAMES}) (?:has |have |today )*(?:announced|confirmed|unveiled|greenlit)(?: that)? "
        rf"(?P<title>{_RUN})(?= (?:will|is|has|I|as|for)\b|[,.!]|$)"
    ),
    re.compile(
        rf"(?<!\w)(?:{networks.NAMES})['’]s? (?:(?:upcoming|new|latest|hit|"
        rf"original|series|drama|K-drama|weekend|fantasy|romance|romantic|comedy|thriller|medical|legal|"
        rf"[A-Z][a-z]+-[A-Z][a-z]+) )*(?P<title>{_RUN})"
    ),
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Title:
    text: str
    evidence: str


def is_title(words: str) -> bool:
    """Whether words between marks look like a title: capitals, few, and no sentence."""
    text = words.rstrip(",.")
    several = text.split()
    if not several or len(several) > 9 or text.endswith("…") or (words.endswith(".") and len(several) > 4):
        return False
    if any("가" <= letter <= "힣" for letter in text):
        return True
    heavy = [word for word in several if word.casefold().strip("!?,:;") not in _SMALL]
    capital = [word for word in heavy if word[:1].isupper() or word[:1].isdigit() or not word[:1].isalpha()]
    if not heavy or len(capital) < len(heavy):
        return False
    return not (
        len(several) > 2
        and several[0] in ("I", "I'm", "I’m", "We", "You")
        and any(word[:1].islower() for word in several[1:])
    )


def find(headline: str | None, paragraphs: Sequence[Paragraph], head: Paragraph | None, people: People) -> Title | None:
    """The drama named most plainly; None where none is."""
    scores: dict[str, float] = defaultdict(float)
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    where: dict[str, str] = {}

    def score(text: str, points: float, evidence: str) -> None:
        words = text.strip().rstrip(",;:").strip("'’‘\"“”")
        words = words if re.search(r"\b(?:Inc|Co|Jr|Sr|Mrs?|Ltd|Dr|St|vs)\.$", words) else words.rstrip(".")
        key = fold(words)
        if not key or people.find(words) or len(words) < 2:
            return
        scores[key] += points
        spelt[key][words] += 1
        where.setdefault(key, evidence)

    for at, one in enumerate(([head] if head else []) + list(paragraphs)):
        in_head = head is not None and at == 0
        early = 1.5 if at <= (2 if head else 1) else 0.0
        for marked in one.marked:
            if not is_title(marked.text):
                continue
            before, after = one.masked[: marked.start].rstrip("( "), one.text[marked.end : marked.end + 40]
            points = 1.0 + (2.5 if in_head else early)
            if _ABOUT_DRAMA.search(before[-40:]) or _NETWORK_BEFORE.search(before[-60:] + " "):
                points += 3
            if _DRAMA_AFTER.match(after):
                points += 1
            if _OTHER_WORK.search(before[-40:]):
                points -= 3
            elif _OTHERS_TURN.search(before[-50:]) and not _ABOUT_DRAMA.search(before[-40:]):
                points -= 1.5
            if re.match(r"^ ?\(?(?:19|20)\d\d\)", after):
                points -= 2.5
            if not in_head and _OF_A_CAREER.search(before[-110:]):
                points -= 5
            if not in_head and _OVER.match(after.lstrip("”\"’'")):
                points -= 4
            score(marked.text, points, one.text[marked.start : marked.end])
        if headline and not in_head and len(one.text) < 60 and one.text in headline and is_title(one.text):
            score(one.text, 4.0, one.text)
        for match in _BRACKETED.finditer(one.text):
            score(match[1], 2.0 + early + 2 * in_head, match[0])
        for pattern in _BARE:
            for match in pattern.finditer(one.masked):
                title = _clean(match["title"])
                if title and _plausible(title, people):
                    score(title, 2.0 + early, one.text[match.start() : match.end()])
    body = " ".join(one.text for one in paragraphs)
    if not _OF_DRAMAS.search(f"{headline or ''} {body}"):
        return None
    for key in list(scores):
        words = spelt[key].most_common(1)[0][0]
        scores[key] += min(len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", body)), 8) * 0.4
    if headline and _MUSIC.search(headline):
        for key in [one for one in scores if one not in fold(headline)]:
            del scores[key]
    if is_round_up(headline, paragraphs):
        return None
    ranked = sorted(scores, key=lambda key: -scores[key])
    if headline and (not ranked or scores[ranked[0]] < 2.5) and _is_fact_sheet(headline, paragraphs):
        return Title(_unmarked(headline), headline)
    if not ranked or scores[ranked[0]] < 2.5:
        bare = bare_titles.of_headline(headline, paragraphs, people)
        return Title(bare, bare) if bare and not _is_film(fold(bare), bare, headline or "", paragraphs) else None
    best = ranked[0]
    if _is_film(best, spelt[best].most_common(1)[0][0], headline or "", paragraphs):
        return None
    if len(ranked) > 1 and scores[ranked[1]] == scores[best] and scores[best] < 5:
        return None  # a round-up of several
    spelling = max(spelt[best], key=lambda words: (not words.isupper(), spelt[best][words]))
    if spelling.isupper() and (lower := re.search(rf"(?<!\w){re.escape(spelling)}(?!\w)", body, re.I)):
        written = [one[0] for one in re.finditer(re.escape(spelling), body, re.I) if not one[0].isupper()]
        spelling = written[0] if written else lower[0]
    return Title(spelling, where[best])


def _is_film(key: str, spelling: str, headline: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether what is called that is a film: "the film" is spoken of, and nothing that names it speaks of a drama."""
    if not any(_FILM.search(text) for text in (headline, *(one.masked for one in paragraphs))):
        return False
    naming = [one.text[start:end] for one in paragraphs for start, end in one.sentences]
    naming = [text for text in (headline, *naming) if spelling in text or key in fold(text)]
    return not any(_OF_DRAMAS.search(text.replace(spelling, "")) for text in naming)


def _is_fact_sheet(headline: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the page lists facts of what its headline names."""
    facts = sum(bool(_FACT.match(one.text)) for one in paragraphs)
    return facts > 2 and len(headline.split()) < 8 and is_title(_unmarked(headline))


def is_round_up(headline: str | None, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the page lists several dramas: it says so above, or each stands under a number."""
    counted = [match[1] for one in paragraphs if (match := _COUNTED.match(one.text)) and len(one.text) < 90]
    if sum(is_title(_unmarked(one)) for one in counted) > 2:
        return True
    short = [one.text for one in paragraphs if len(one.text) < 60 and not one.text.endswith((".", ":"))]
    return bool(headline and _SEVERAL.search(headline)) and sum(is_title(_unmarked(one)) for one in short) > 2


def _unmarked(words: str) -> str:
    return re.sub(r" [(–—-].*$", "", words).strip("\"“”‘’' ")


def _clean(words: str) -> str:
    text = re.sub(r"^(?:The (?:drama|series|show) |Meanwhile,? |In |On |And |While |Also,? )", "", words).strip(" ,.")
    text = re.split(r"(?<![A-Z])(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)(?<!St)[.!?] ", text)[0]
    return re.sub(r"['’]s?$", "", text)


def _plausible(title: str, people: People) -> bool:
    first = title.split()[0]
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
