"""Which drama an article is about."""

import re
from collections import Counter, defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from bot.core.spelling import fold
from bot.news import about, bare_titles, networks, post_titles, round_ups, title_cues
from bot.news.people import People
from bot.news.prose import Marked, Paragraph
from bot.news.title_words import NO_TITLE, latin, unmarked
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
# a novel "is being adapted into a drama", which mostly keeps its title
_BECOMES = re.compile(
    r"(?: (?:is|are|was|will|has|been|being|be|set|to|get|gets|getting))* "
    r"(?:adapted|made|turned|remade|become|becomes|becoming|adaptation)\b[^.;]{0,40}?\b(?:drama|series)\b(?! of)"
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
    r"\b(?:(?:of|from|like)(?: the)?(?: \w+){0,1}|"
    r"(?:following|follows|follow-up to|after(?! (?:watching|seeing)\b)|replac(?:es|ing)|succeed(?:s|ing)|"
    r"successor to|takes? over(?: from)?|precede[sd]? by|known for|famous for|fame|such as|directed|wrote|worked on|"
    r"since|previously|behind|creator of|starred in|appeared in|seen in|between|hits?|including|watch|compared to|"
    r"unlike|based on|adapted from)(?: the)?(?: \w+){0,4}) ?[(,]? ?$",
    re.I,
)
_PART_OF = re.compile(
    r"\b(?:ending|finale|end|episodes?|premiere|sequel|set|seasons?|cast|world|filming|script|story|success|popularity|"
    r"stills|posters?|teasers?|trailers?|production|ratings?|viewers|broadcast|scenes?) of(?: the)?(?: \w+){0,3} ?$",
    re.I,
)
_ADDED = re.compile(r" (?:Stills?|Posters?|Teasers?|Trailers?|Drama|Cast|Series|Finale|Review|Recap|OST)$")
_MADE_FROM = re.compile(r"\b(?:based on|adapted from|(?:remake|version|adaptation) of)(?: [\w’'&/+-]+){0,6} ?[(,]? ?$")
_NETWORK_BEFORE = re.compile(
    r"(?:tvN|JTBC|SBS|KBS ?2?(?:TV)?|MBC|ENA|OCN|MBN|TV Chosun|TV CHOSUN|Channel A|Netflix|Disney\+|Disney Plus|"
    r"TVING|Wavve|Viki|Viu|Coupang Play|Prime Video|U-NEXT|Genie TV)['’]?s? ?(?:[\w+-]+ ){0,5}$"
)
_OF_A_CAREER = re.compile(
    r"\b(?:known for|famous for|rose to fame|shot to fame|last seen|remembered for|"
    r"household name|starred in|appeared in|debut in|"
    r"won over viewers|credits include)\b[^.;]*$"
)
_OVER = re.compile(r",? (?:which|that) (?:ended|concluded|wrapped|aired|ran|came to an end)\b")
_FACT = re.compile(
    r"(?:[-•*] ?)?(?:Network|Channel|Sender|Station|Slot|Kind|Number of|On air|First|Clock|"
    r"Broadcaster|Time ?slot|Platform|Cast|Stream|Tags|Ran from|Format|Status|Starring|"
    r"Writer|Hangul|Title|English title|Drama|Run|Aired|Duration|Days|Start|"
    r"Episodes?|No\. of episodes|Broadcast|Air|Release|Premiere|Director|"
    r"Written|Genre|Rating|Runtime|Country)[\w /]{0,20}[:：]",
    re.I,
)
_UPCOMING = re.compile(r"\b(?:upcoming|new|next)\b(?: [\w’'&/+-]+){0,5},? ?$")
_OF_OLD = re.compile(r"\b(?:classic|iconic|beloved|(?:19|20)\d\d)(?: [\w’'&/+-]+){0,3} ?$")
_BEGAN_OR_ENDED = re.compile(r" (?:aired|premiered|began|started|ended|wrapped|concluded|came)\b")
_FILM = re.compile(
    r"\b(?:[Tt]he (?:film|movie)(?! [“\"'‘A-Z])|box office|in (?:cinemas|theaters|theatres)|premiered at the)\b"
)
_MUSIC = re.compile(
    r"\b(?:[Aa]wards(?! for\b)|albums?|EP|singles?|"
    r"comeback(?! (?:drama|series|project|role|on the small screen))|concerts?|tour|fan ?meeting|music video|MV)\b",
    re.I,
)
_BRACKETED = re.compile(
    rf"[\[《〈『「<]\s?(?!(?:{networks.NAMES})\b)([A-Z0-9가-힣][^\]》〉』」>]{{1,60}}?)\s?[\]》〉』」>]"
)


_LISTING = re.compile(r"\b(?:picks?|week|tonight|listings?|guide|watch|weekend|today)\b", re.I)
# below a title in a listing: "ONE (Astro 393), Saturdays, 22.30. Starts 9 July."
_LISTED = re.compile(
    rf"(?=.{{0,80}}(?:\b\d{{1,2}}[.:]\d\d|\b(?:{networks.NAMES})\b))(?=.*(?:day|episode|part|[Ss]tarts|Mon|Tue|Wed|Thu|Fri|Sat|Sun))(?=.*\d)"
)
_SHORTENED = re.compile(r"\b(?:Inc|Co|Jr|Sr|Mrs?|Ltd|Dr|St|vs|[A-Z]\.[A-Z])\.$")
_OF_A_YEAR = re.compile(r"^ ?\(?(?:19|20)\d\d(?: ?[-–—] ?\d+)?\)")
_LEAST = 2.5  # points
_NEAR = 0.85  # of 1, how much of two spellings is the same


@dataclass(frozen=True, slots=True)
class Title:
    text: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Subject:
    """`unnamed` says that the article is about one drama, and nowhere says plainly how it is called."""

    title: Title | None
    unnamed: bool = False


_NOTHING = Subject(None)


class _Ballot:
    """Points of each title, by its letters alone; the spellings met and the words that first named it."""

    def __init__(self, people: People) -> None:
        self.people = people
        self.scores: dict[str, float] = defaultdict(float)
        self.spelt: dict[str, Counter[str]] = defaultdict(Counter)
        self.where: dict[str, str] = {}

    def add(self, text: str, points: float, evidence: str, *, surely: bool = False) -> None:
        words = latin(text).strip().rstrip(",;:").strip("'’‘\"“”")
        words = words if _SHORTENED.search(words) else words.rstrip(".")
        key = fold(words)
        if not key or (not surely and (self.people.find(words) or len(words) < 2)):
            return
        self.scores[key] += points
        self.spelt[key][words] += 1
        self.where.setdefault(key, evidence)

    def count(self, headline: str | None, body: str) -> None:
        """What is told again and again, and what the headline tells, is what the article is about."""
        for key in self.scores:
            words = self.usual(key)
            whole = re.compile(rf"(?<!\w){re.escape(words)}(?!\w)")
            told = len(whole.findall(body))
            self.scores[key] += min(told, 8) * 0.4
            if headline and told and whole.search(headline):
                self.scores[key] += 1 + headline.lstrip("“\"'‘").startswith(words)

    def usual(self, key: str) -> str:
        return self.spelt[key].most_common(1)[0][0]

    def ranked(self) -> list[str]:
        return sorted(self.scores, key=lambda key: -self.scores[key])


def find(headline: str | None, paragraphs: Sequence[Paragraph], head: Paragraph | None, people: People) -> Subject:
    """The drama named most plainly."""
    ballot = _Ballot(people)
    body = " ".join(one.text for one in paragraphs)
    if not about.is_of_dramas(f"{headline or ''} {body}") or round_ups.is_round_up(headline, paragraphs):
        return _NOTHING
    if head and any(_NO_DRAMA.search(head.masked[: one.start]) for one in head.marked):
        return _NOTHING
    if head:
        _vote(ballot, head, headline, body, 2.5, in_head=True)
    for at, one in enumerate(paragraphs):
        _vote(ballot, one, headline, body, 1.5 if at < 2 else 0.0, in_head=False)
    for one, below in pairwise(paragraphs[:4] if headline and _LISTING.search(headline) else ()):
        if len(one.text) < 60 and is_title(one.text) and _LISTED.match(below.text):
            ballot.add(one.text, 3.0, one.text)
    if headline and is_title(headline) and paragraphs and _LISTED.match(paragraphs[0].text[:80]):
        ballot.add(headline.rpartition(": ")[2], 3.0, headline)
    for title, points, evidence in bare_titles.named(head, paragraphs, people):
        ballot.add(title, points, evidence, surely=points >= 2)
    if headline and not round_ups.speaks_of_several(headline) and (post := post_titles.named(headline)):
        ballot.add(_without_year(post[0], body), 5.0 if post[1] else 3.5, headline, surely=True)
    if head and not any(score >= _LEAST for score in ballot.scores.values()) and not about.is_of_an_event(head.text):
        for title, points, evidence in bare_titles.shared(head, paragraphs, people):
            ballot.add(title, points, evidence)
    ballot.count(headline, body)
    if headline and _MUSIC.search(headline):
        for key in [one for one in ballot.scores if one not in fold(headline)]:
            del ballot.scores[key]
    ranked = ballot.ranked()
    if not ranked or ballot.scores[ranked[0]] < _LEAST:
        if headline and _is_fact_sheet(headline, paragraphs):
            return Subject(Title(_subject(headline), headline))
        return Subject(None, unnamed=_is_of_one_drama(headline, paragraphs))
    return Subject(_chosen(ballot, ranked, headline, paragraphs, body))


def _without_year(name: str, body: str) -> str:
    """Of "Salt Ferry 2023" what the text calls it."""
    shorter = re.sub(r" (?:19|20)\d\d$", "", name)
    return shorter if name not in body and shorter in body else name


def _vote(ballot: _Ballot, one: Paragraph, headline: str | None, body: str, early: float, *, in_head: bool) -> None:
    for marked in one.marked:
        if is_title(marked.text):
            points, surely = _points(one, marked, early, in_head=in_head)
            ballot.add(marked.text, points, one.text[marked.start : marked.end], surely=surely)
    alone = (
        headline and not in_head and len(one.text) < 60 and is_title(one.text) and not post_titles.is_label(one.text)
    )
    if alone and re.search(rf"(?<!\w){re.escape(one.text)}(?!\w)", headline or "", re.I):
        ballot.add(one.text, 4.0, one.text)
    for match in _BRACKETED.finditer(one.text):
        credit = match[1].isupper() and match.end() == len(one.text)  # "at the press conference. [NEWS1]"
        inserted = any(m.start < match.start() < m.end and not is_title(m.text) for m in one.marked)
        if not (credit or inserted) and not NO_TITLE.fullmatch(match[1]) and (not in_head or match[1] in body):
            ballot.add(match[1], 2.0 + min(early, 1.5) + 2 * in_head, match[0])


def _points(one: Paragraph, marked: Marked, early: float, *, in_head: bool) -> tuple[float, bool]:
    """How plainly what stands between marks is the drama, and whether it is surely a title."""
    before, after = one.masked[: marked.start].rstrip("( "), one.text[marked.end : marked.end + 40]
    of_another = not in_head and bool(title_cues.OTHERS_DRAMA.search(before[-90:]) or _OF_OLD.search(before[-50:]))
    about = _ABOUT_DRAMA.search(before[-40:])
    part, source = _PART_OF.search(before[-60:]), _MADE_FROM.search(before[-80:])
    kind = bool(about or _NETWORK_BEFORE.search(before[-60:] + " ")) and not source
    new = bool(_NEW_DRAMA.match(one.text, marked.end))
    points = 1.0 + early + 3 * (kind and not of_another) + 2.5 * (new and not of_another)
    points += 2 * (not in_head and bool(_UPCOMING.search(before[-60:]))) + bool(_DRAMA_AFTER.match(after))
    if _BECOMES.match(one.text, marked.end):
        points += 3
    elif _OTHER_WORK.search(before[-40:]):
        points -= 6 if _SHOW.search(before[-40:]) else 3
    elif (
        of_another
        or source
        or (_OTHERS_TURN.search(before[-50:]) and not (about or part) and not _BEGAN_OR_ENDED.match(after))
    ):
        points -= 1.5
    points -= 4 * bool(_OTHER_AFTER.match(after)) + 2.5 * bool(_OF_A_YEAR.match(after))
    if not in_head:
        over = _OVER.match(after.lstrip("”\"’'"))
        points -= 5 * bool(_OF_A_CAREER.search(before[-110:])) + 4 * bool(over)
    return points, in_head or kind or new


def _chosen(
    ballot: _Ballot, ranked: Sequence[str], headline: str | None, paragraphs: Sequence[Paragraph], body: str
) -> Title | None:
    """The first of them, with its subtitle; None where the article is about several, a film, or something else."""
    best, scores, spelt = ranked[0], ballot.scores, ballot.spelt
    told = [key for key in ranked if scores[key] >= 2]
    if headline and round_ups.is_one_of_several(best, told, spelt, headline, paragraphs):
        return None
    shorter = fold(re.sub(r" \(.*\)$", "", ballot.usual(best)))
    best = shorter if shorter in scores else best  # "Misaeng (Incomplete Life)", and then "Misaeng"
    best = next((key for key in ranked if _with_subtitle(key, best, spelt)), best)
    best = _with_told_subtitle(best, ballot, paragraphs)
    best = next(
        (
            key
            for key in ranked
            if key != best and best in key and (scores[key] >= scores[best] or _is_above(key, ballot, headline, body))
        ),
        best,
    )
    if about.is_no_drama(best, ballot.usual(best), headline or "", paragraphs):
        dramas = (key for key in ranked if best not in key and key in fold(headline or "") and scores[key] >= _LEAST)
        best = next(
            (key for key in dramas if not about.is_no_drama(key, ballot.usual(key), headline or "", paragraphs)), ""
        )
    if not best:
        return None
    if headline and about.in_passing(spelt[best], [key for key in ranked if key in best], headline, paragraphs):
        return None
    if scores[best] < 5 and any(scores[key] == scores[best] for key in ranked if key not in (best, ranked[0])):
        return None  # a round-up of several
    best = next((key for key in ranked if _is_other_spelling(key, best, ballot, body)), best)
    spelling = _spelling(spelt[best], headline, body)
    return Title(spelling, ballot.where[best])


def _is_above(key: str, ballot: _Ballot, headline: str | None, body: str) -> bool:
    """Whether headline and text both have the longer of two, and not as "Salt Ferry Stills"."""
    words = ballot.usual(key)
    return key in fold(headline or "") and words in body and not _ADDED.search(words)


def _is_other_spelling(key: str, best: str, ballot: _Ballot, body: str) -> bool:
    """Whether the text mostly has that, and the other is a slip: "Recorder of Youth" in a headline only."""
    told = [len(re.findall(rf"(?<!\w){re.escape(ballot.usual(one))}(?!\w)", body, re.I)) for one in (key, best)]
    near = key != best and len(best) > 7 and SequenceMatcher(None, key, best).ratio() > _NEAR
    return near and told[0] > told[1] and re.sub(r"\D", "", key) == re.sub(r"\D", "", best)


def _spelling(met: Counter[str], headline: str | None, body: str) -> str:
    """The most usual one, capitals throughout only where it has no other."""
    longest_first = "|".join(map(re.escape, sorted(met, key=len, reverse=True)))
    written = Counter(re.findall(rf"(?<!\w)(?:{longest_first})(?!\w)", f"{headline or ''} {body} {body}", re.I)) or met
    return max(written, key=lambda words: (not words.isupper() and not words.islower(), written[words], met[words]))


def _is_of_one_drama(headline: str | None, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether "the drama" is spoken of, and nothing that comes out like one."""
    texts = [one.masked for one in paragraphs]
    other = headline and (_MUSIC.search(headline) or round_ups.speaks_of_several(headline))
    return not other and not any(map(_FILM.search, texts)) and title_cues.tells_of_the_drama(" ".join(texts))


def _with_told_subtitle(best: str, ballot: _Ballot, paragraphs: Sequence[Paragraph]) -> str:
    """The whole of it, where a sentence has that within: "In Bulgasal: Salt and Souls, he lives on"."""
    usual = ballot.usual(best)
    told = re.compile(rf"(?<=\w ){re.escape(usual)}: [A-Z]\w*(?: (?:(?:of|the|a|and|in|to|on) ){{0,2}}[A-Z]\w*)*")
    found = next((match[0] for one in paragraphs if (match := told.search(one.masked))), None)
    if found is None:
        return best
    ballot.spelt[fold(found)][found] += 1
    ballot.where.setdefault(fold(found), found)
    ballot.scores[fold(found)] = ballot.scores[best]
    return fold(found)


def _with_subtitle(key: str, best: str, spelt: Mapping[str, Counter[str]]) -> bool:
    """Whether it is the whole of a title of which the text says the half more often: "Moon Ferry: Red Harbor"."""
    return key != best and best in key and spelt[key].total() > 1 and any(": " in words for words in spelt[key])


def _is_fact_sheet(headline: str, paragraphs: Sequence[Paragraph]) -> bool:
    """Whether the page lists facts of what its headline names."""
    facts = sum(bool(_FACT.match(one.text)) for one in paragraphs)
    return facts > 2 and len(headline.split()) < 8 and is_title(_subject(headline))


def _subject(headline: str) -> str:
    """What a headline names: of "Premiere Watch: Blue Hour" the drama."""
    if post := post_titles.named(headline):
        return post[0]
    named = re.sub(r"^(?:[A-Z][\w-]+ ){0,2}(?:[Ww]atch|[Ll]ook|[Dd]rama|[Tt]itle|[Nn]ame) ?[:：] ?", "", headline)
    return unmarked(latin(named))
