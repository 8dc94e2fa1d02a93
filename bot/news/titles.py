"""Which drama an article is about."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bot.core.spelling import fold
from bot.news import bare_titles, networks, round_ups, title_cues
from bot.news.people import People
from bot.news.prose import Paragraph
from bot.news.title_words import NO_TITLE, unmarked
from bot.news.title_words import is_title as is_title

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
_NEW_DRAMA = re.compile(
    r"(?: \((?:working|literal|tentative) (?:title|translation)\))?,?[”\"’']?,? "
    r"(?:an?|the|is an?|his|her|their|its|[\w+]+[’']s?) (?:[\w&/-]+ ){0,5}"
    r"(?:drama|series|K-drama|sageuk|sitcom|rom-com)\b"
)
_OTHER_WORK = re.compile(
    r"\b(?:webtoons?|games?|mangas?|manhuas?|web novels?|novels?|films?|movies?|albums?|singles?|songs?|tracks?|OSTs?|"
    r"books?|musicals?|plays?|webcomics?|variety show|program|programs"
    r"|reality show|EP|mini album|manhwa|comic|entertainment show|interview|magazine|YouTube channel|programme|"
    r"hit|hits|past dramas?|previous (?:drama|work|project)s?)"
    r"(?:,| titled| called| of the same name)? ?$"
)
_NO_DRAMA = re.compile(
    r"\b(?:musical|play|album|single|film|movie|concert|exhibition|(?:variety|reality|music) show)s?(?: titled)? ?\(?$",
    re.I,
)
_SHOW = re.compile(r"\b(?:variety|reality|music|entertainment) (?:show|program|programme)s? ?\(?$")
_OTHER_AFTER = re.compile(
    r",? (?:(?:world|solo|concert|Asia) )?(?:tour|concert|fan ?meet\w*|variety|reality|album|single|musical|film|movie|"
    r"exhibition|pop-?up|webtoon|novel)\b(?! (?:series|drama|adaptation))"
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
    r"\b(?:K-?drama|drama|series|sitcom|sageuk|mini-?series|episodes?|premier\w+|script reading|small screen|"
    r"co-stars?|actor|actress|cast|finale|Netflix|Disney\+?|TVING|Viki|Viu)\b",
    re.I,
)
_OF_A_CAREER = re.compile(
    r"\b(?:known for|famous for|rose to fame|shot to fame|last seen|remembered for|"
    r"household name|starred in|appeared in|debut in|"
    r"won over viewers|credits include)\b[^.;]*$"
)
_OVER = re.compile(r",? (?:which|that) (?:ended|concluded|wrapped|aired|ran|came to an end)\b")
_FACT = re.compile(
    r"(?:[-•*] ?)?(?:Network|Channel|Broadcaster|Time ?slot|Platform|Cast|"
    r"Episodes?|No\. of episodes|Broadcast|Air|Release|Premiere|Director|"
    r"Written|Genre|Rating|Runtime|Country)[\w /]{0,20}[:：]",
    re.I,
)
_UPCOMING = re.compile(r"\b(?:upcoming|new|next)\b(?: [\w’'&/+-]+){0,5},? ?$")
_OF_OLD = re.compile(r"\b(?:classic|iconic|beloved|(?:19|20)\d\d)(?: [\w’'&/+-]+){0,3} ?$")
_BEGAN_OR_ENDED = re.compile(r" (?:aired|premiered|began|started|ended|wrapped|concluded|came)\b")
_DRAMA = re.compile(
    r"\b(?:(?:[Tt]he|[Tt]his|[Nn]ew|[Uu]pcoming|\d+-episode)(?: [\w+-]+){0,2} (?:K-)?(?:drama|series))\b"
)
_FILM = re.compile(
    r"\b(?:[Tt]he (?:film|movie)(?! [“\"'‘A-Z])|box office|in (?:cinemas|theaters|theatres)|premiered at the)\b"
)
_MUSIC = re.compile(
    r"\b(?:[Aa]wards(?! for\b)|albums?|EP|singles?|comeback|concerts?|tour|fan ?meeting|music video|MV)\b", re.I
)
_BRACKETED = re.compile(
    rf"[\[《〈『「<]\s?(?!(?:{networks.NAMES})\b)([A-Z0-9가-힣][^\]》〉』」>]{{1,60}}?)\s?[\]》〉』」>]"
)


@dataclass(frozen=True, slots=True)
class Title:
    text: str
    evidence: str


def find(headline: str | None, paragraphs: Sequence[Paragraph], head: Paragraph | None, people: People) -> Title | None:
    """The drama named most plainly; None where none is."""
    scores: dict[str, float] = defaultdict(float)
    spelt: dict[str, Counter[str]] = defaultdict(Counter)
    where: dict[str, str] = {}

    def score(text: str, points: float, evidence: str, *, surely: bool = False) -> None:
        words = text.strip().rstrip(",;:").strip("'’‘\"“”")
        words = words if re.search(r"\b(?:Inc|Co|Jr|Sr|Mrs?|Ltd|Dr|St|vs)\.$", words) else words.rstrip(".")
        key = fold(words)
        if not key or (not surely and (people.find(words) or len(words) < 2)):
            return
        scores[key] += points
        spelt[key][words] += 1
        where.setdefault(key, evidence)

    body = " ".join(one.text for one in paragraphs)
    for at, one in enumerate(([head] if head else []) + list(paragraphs)):
        in_head = head is not None and at == 0
        early = 1.5 if at <= (2 if head else 1) else 0.0
        for marked in one.marked:
            if not is_title(marked.text):
                continue
            before, after = one.masked[: marked.start].rstrip("( "), one.text[marked.end : marked.end + 40]
            points = 1.0 + (2.5 if in_head else early)
            of_another = not in_head and (
                title_cues.OTHERS_DRAMA.search(before[-90:]) is not None or _OF_OLD.search(before[-50:]) is not None
            )
            kind = _ABOUT_DRAMA.search(before[-40:]) or _NETWORK_BEFORE.search(before[-60:] + " ")
            if kind and not of_another:
                points += 3
            if not in_head and _UPCOMING.search(before[-60:]):
                points += 2
            if not of_another and _NEW_DRAMA.match(one.text, marked.end):
                points += 1.5
            if _DRAMA_AFTER.match(after):
                points += 1
            if _OTHER_WORK.search(before[-40:]):
                points -= 6 if _SHOW.search(before[-40:]) else 3
            elif of_another or (
                _OTHERS_TURN.search(before[-50:])
                and not _ABOUT_DRAMA.search(before[-40:])
                and not _BEGAN_OR_ENDED.match(after)
            ):
                points -= 1.5
            if _OTHER_AFTER.match(after):
                points -= 4
            if re.match(r"^ ?\(?(?:19|20)\d\d(?: ?[-–—] ?\d+)?\)", after):
                points -= 2.5
            if not in_head and _OF_A_CAREER.search(before[-110:]):
                points -= 5
            if not in_head and _OVER.match(after.lstrip("”\"’'")):
                points -= 4
            score(
                marked.text,
                points,
                one.text[marked.start : marked.end],
                surely=bool(in_head or kind or _NEW_DRAMA.match(one.text, marked.end)),
            )
        if headline and not in_head and len(one.text) < 60 and one.text in headline and is_title(one.text):
            score(one.text, 4.0, one.text)
        for match in _BRACKETED.finditer(one.text):
            credit = match[1].isupper() and match.end() == len(one.text)  # "at the press conference. [NEWS1]"
            inserted = any(m.start < match.start() < m.end and not is_title(m.text) for m in one.marked)
            if not (credit or inserted) and not NO_TITLE.fullmatch(match[1]) and (not in_head or match[1] in body):
                score(match[1], 2.0 + early + 2 * in_head, match[0])
    for title, points, evidence in bare_titles.named(headline, paragraphs, people):
        score(title, points, evidence, surely=points >= 2)
    if not _OF_DRAMAS.search(f"{headline or ''} {body}"):
        return None
    for key in list(scores):
        words = spelt[key].most_common(1)[0][0]
        told = len(re.findall(rf"(?<!\w){re.escape(words)}(?!\w)", body))
        scores[key] += min(told, 8) * 0.4
        if headline and told and re.search(rf"(?<!\w){re.escape(words)}(?!\w)", headline):
            scores[key] += 1 + headline.lstrip("“\"'‘").startswith(words)
    if head and any(_NO_DRAMA.search(head.masked[: one.start]) for one in head.marked):
        return None
    if headline and _MUSIC.search(headline):
        for key in [one for one in scores if one not in fold(headline)]:
            del scores[key]
    if round_ups.is_round_up(headline, paragraphs):
        return None
    ranked = sorted(scores, key=lambda key: -scores[key])
    if headline and (not ranked or scores[ranked[0]] < 2.5) and _is_fact_sheet(headline, paragraphs):
        return Title(_subject(headline), headline)
    if not ranked or scores[ranked[0]] < 2.5:
        return None
    best = ranked[0]
    if headline and round_ups.is_one_of_several(
        best, [key for key in ranked if scores[key] >= 2], spelt, headline, paragraphs
    ):
        return None
    shorter = fold(re.sub(r" \(.*\)$", "", spelt[best].most_common(1)[0][0]))
    best = shorter if shorter in scores else best  # "Misaeng (Incomplete Life)", and then "Misaeng"
    best = next((key for key in ranked if _with_subtitle(key, best, spelt)), best)
    if _is_film(best, spelt[best].most_common(1)[0][0], headline or "", paragraphs):
        return None
    if headline and _in_passing(spelt[best], headline, paragraphs):
        return None
    if scores[best] < 5 and any(scores[key] == scores[best] for key in ranked if key not in (best, ranked[0])):
        return None  # a round-up of several
    spelling = max(spelt[best], key=lambda words: (not words.isupper(), spelt[best][words]))
    if spelling.isupper() and (lower := re.search(rf"(?<!\w){re.escape(spelling)}(?!\w)", body, re.I)):
        written = [
            one[0] for one in re.finditer(rf"(?<!\w){re.escape(spelling)}(?!\w)", body, re.I) if not one[0].isupper()
        ]
        spelling = written[0] if written else lower[0]
    return Title(spelling, where[best])


def _with_subtitle(key: str, best: str, spelt: Mapping[str, Counter[str]]) -> bool:
    """Whether it is the whole of a title of which the text says the half more often: "Moon Ferry: Red Harbor"."""
    return key != best and best in key and spelt[key].total() > 1 and any(": " in words for words in spelt[key])


def _in_passing(spellings: Counter[str], headline: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the page is about something else: it names the drama once only, and late."""
    told = [at for at, one in enumerate(paragraphs) for words in spellings for _ in range(one.text.count(words))]
    if len(told) != 1 or told[0] < 2 or any(fold(words) in fold(headline) for words in spellings):
        return False
    before = (headline, *(one.text for one in paragraphs[: told[0]]))
    return told[0] > 2 or not any(_OF_DRAMAS.search(text) for text in before)


def _is_film(key: str, spelling: str, headline: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether what is called that is a film: "the film" is spoken of, and nothing that names it speaks of a drama."""
    texts = (headline, *(one.masked for one in paragraphs))
    films = sum(len(_FILM.findall(text)) for text in texts)
    if films == 0 or sum(len(_DRAMA.findall(text)) for text in texts) >= films:
        return False
    naming = [one.text[start:end] for one in paragraphs for start, end in one.sentences]
    naming = [text for text in (headline, *naming) if spelling in text or key in fold(text)]
    return not any(_OF_DRAMAS.search(text.replace(spelling, "")) for text in naming)


def _is_fact_sheet(headline: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the page lists facts of what its headline names."""
    facts = sum(bool(_FACT.match(one.text)) for one in paragraphs)
    return facts > 2 and len(headline.split()) < 8 and is_title(_subject(headline))


def _subject(headline: str) -> str:
    """What a headline names: of "Premiere Watch: Blue Hour" the drama."""
    return unmarked(
        re.sub(r"^(?:[A-Z][\w-]+ ){0,2}(?:[Ww]atch|[Rr]eview|[Gg]uide|[Pp]review|[Ll]ook|[Dd]rama): ", "", headline)
    )
