"""Titles that stand without marks: words with capitals beside words that only a title has, or told again and again."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from bot.core.spelling import fold
from bot.news import korean, networks, title_cues, when
from bot.news.people import NOT_NAMES, People
from bot.news.prose import Paragraph

_WORD = (
    r"(?:(?:Mr|Mrs|Ms|Dr|St|Vol)\.(?= [A-Z0-9])|(?:[A-Z]\.){2,}|[A-Z][\w’'&+!?/-]*(?:\.[A-Z]\w*)?|"
    r"\d+(?:st|nd|rd|th)-[A-Z]\w*|\d+(?:[A-Z]\w*|:\d\d)?(?![\w’'%-]|[.,]\d))"
)
_SMALL = r"(?:a|an|the|of|and|in|on|at|to|for|with|from|is|my|your|our|or|by|not|be|no|as|de|del|&|x|vs\.?)"
_RUN = re.compile(rf"(?<![\w’'.&-]){_WORD}(?:(?::|,(?= [A-Z0-9]))? (?:{_SMALL} ){{0,3}}{_WORD}){{0,9}}")
_JOINT = re.compile(rf" (?:in|on|for|with|and|from|to|at|as|by|is) (?:(?:a|an|the) )?(?={_WORD})|[,:] |(?<=[!?]) ")
# words that begin a sentence; of the second kind, titles begin with them too
_LEADS = re.compile(
    r"(?:In|On|And|But|Meanwhile|With|As|Although|Though|Since|Despite|Starring|Titled|Based|Also|From|At|By|Yet|Then|"
    rf"Watch|Stream|Catch|Following|Unlike|Both|Drama|Series|[Kk]-?[Dd]rama|Upcoming|Original|Director|Writer|"
    rf"(?!(?:One|Max|Stan|Olive|Lifetime|Peacock) )(?:{networks.NAMES}))(?:['’]s?)?,? "
    r"(?:(?:the|a|an|this|its|his|her|their) )?(?=\S)"
)
_QUESTIONS = re.compile(
    r"(?:Is|Are|Will|Does|When|Where|Who|How|What|Why|For|After|Before|While|Because|If|Like|So|Now|Can|Do|Did|New|"
    r"Korean|Of|To) "
)
_DATED = re.compile(
    rf",? (?:(?:on|in|at|to|from|for|until) (?:{when.MONTH}|{when.DAY})|{when.MONTH} \d\d?)(?![\w-]).*$"
)
_NO_TITLE = re.compile(
    r"\b(?:Awards?|Festival|(?:South|North) Korea|Nielsen|Press Conference|Entertainment|Instagram|YouTube|"
    r"Twitter|Facebook|Ceremony|Fan ?[Mm]eeting|(?:Standard|Local|Korean?|Singapore|Malaysia|Prime) Time)\b|"
    r"\b(?:Dramas?|Series|Episodes?|Tour|Cast|Studios?|Pictures|Productions?|Agency|Corp|Records|Labels?|Company|Media|Group|ENM|Music|Netflix|News|Daily|Herald|Times|"
    r"Magazine|Sports|Foundation|Concert|Station|Photo|Source|Credit|Time|OSTs?|Fans|EPs?|MVs?|Albums?)$"
)
_IN_HEADLINES = re.compile(r" (?:Drama|K-Drama|Premieres?|Episodes?|Ratings|Teaser|Poster|Stills|Casting|Slot) ")
_ALONE_WORDS = """
    It He She They This That We You I There What Who The A An Episode Season KST Korea Drama Series Now Here 2TV
    My Your Our Hi Hello Ok Okay Oh Well Please Also Next Last Just All Some Many But So And
"""
_PLACES_WORDS = """
    Seoul Busan Incheon Jeju Gangnam Daegu Gwangju Manila Philippines Cebu Singapore Malaysia Jakarta Indonesia Bangkok
    Thailand Vietnam Japan Tokyo Osaka China Beijing Shanghai Taiwan Taipei Macau India Asia America Hollywood Europe
    Malaysian Singaporean Indonesian Thai Vietnamese Indian American British Taiwanese
    London Paris Hallyu Korean Koreanovela Kdrama Joseon Goryeo Filipino Japanese Chinese English Twitter
"""
_PLACES = frozenset(_PLACES_WORDS.casefold().split())
_ALONE = frozenset(_ALONE_WORDS.split())
_DAYS = re.compile(
    rf"^(?:The )?{when.DAY}s?(?:,? (?:and|to) | ?[-–&/] ?){when.DAY}|"
    rf"^(?:(?:{when.DAY}s?|{when.MONTH}|The|\d+)[- ,]*)+$|\b{when.MONTH} \d|\d {when.MONTH}\b"
)
_LOOSE = re.compile(r", | (?:at|from|as|by) ")
_TRADE = re.compile(
    r"(?:[A-Z]\w+-)?(?:[Aa]ctor|[Aa]ctress|[Ss]inger|[Rr]apper|[Ii]dol|[Cc]omedian|[Mm]odel|[Pp]roducer|[Ss]tar|[Pp]itcher)"
    r"(?:[- ](?:turned-)?(?:actor|actress|singer|model))? [A-Z]"
)
_SCHOOL = re.compile(r"\b(?:University|College|Hospital|High School|Theater|Theatre|Hotel|Hall|Island)$")
_OF_A_GROUP = re.compile(r"[\w’']+['’]s ([\w-]+)$")  # "Orbit's Na-ri"
_SURELY = 2.0  # points
_ENOUGH = 2.5
_MOST = 150  # runs of one sentence, of which some hold others: what has more is a list
_MOST_JOINTS = 4  # of one run


@dataclass(slots=True)
class _Told:
    words: str
    evidence: str
    points: float = 0.0
    times: int = 0
    inside: bool = False  # it stands within a sentence, where only names and titles have capitals


def named(head: Paragraph | None, paragraphs: Sequence[Paragraph], people: People) -> Iterator[tuple[str, float, str]]:
    """Each title with how surely it is one, and the words around it: "SBS's new drama Blue Hour", "Blue Hour tells"."""
    above = fold(head.text if head else "")
    told = _told([*paragraphs, head] if head and _is_a_sentence(head.text) else paragraphs)
    whole = [key for key, found in told.items() if found.points > 0 and not _is_part(key, told, above)]
    for key in whole:
        found = told[key]
        found.points += " " in found.words and key in above
        if _stands(found, key in above, people):
            yield found.words, found.points, found.evidence


def shared(head: Paragraph, paragraphs: Sequence[Paragraph], people: People) -> Iterator[tuple[str, float, str]]:
    """What the headline and the text both name with capitals, and is nobody, where nothing stands beside it."""
    above = fold(head.text)
    found = [
        one
        for key, one in _told(paragraphs).items()
        if key in above and one.points >= 0 and _may_be_shared(one, people)
    ]
    if found:
        best = max(found, key=lambda one: (one.points, len(one.words.split()), one.times))
        yield best.words, _ENOUGH, best.evidence


def _may_be_shared(one: _Told, people: People) -> bool:
    if people.find(one.words) or any(
        korean.is_given(word) for word in one.words.split() if "-" in word or people.named(word)
    ):
        return False
    if one.words.casefold() in _PLACES or _is_of_a_group(one.words, people):
        return False
    return " " in one.words or (one.inside and (one.points > 0 or one.times > 2) and not people.named(one.words))


def _is_of_a_group(words: str, people: People) -> bool:
    of = _OF_A_GROUP.match(words)
    return of is not None and (people.named(of[1]) is not None or (korean.is_given(of[1]) and "-" in of[1]))


def _is_a_sentence(headline: str) -> bool:
    """Whether capitals say something in it; in many a headline every word has one."""
    small = [word for word in headline.split() if len(word) > 3 and word[0].islower()]
    return len(small) > 1


def _told(paragraphs: Sequence[Paragraph]) -> dict[str, _Told]:
    told: dict[str, _Told] = {}
    a_drama = title_cues.tells_of_the_drama(" ".join(one.masked for one in paragraphs))
    for at, one in enumerate(paragraphs):
        for start, end in one.sentences:
            sentence = one.masked[start:end]
            for words, a, b in _candidates(sentence):
                if not _plausible(words):
                    continue
                before, after = sentence[:a], sentence[b:]
                points = title_cues.points(before, after, drama=title_cues.is_of_a_drama(sentence))
                evidence = one.text[start + max(0, a - 30) : min(start + b + 30, end)].strip()
                found = told.setdefault(fold(words), _Told(words, evidence))
                found.times += 1
                found.inside = found.inside or a > 0
                found.points += points
                if at < 2 and points >= _SURELY:
                    found.points += 1
                elif at < 2 and points > 0 and a_drama and " " in words and title_cues.is_worked_on(before):
                    found.points += 1.5
    return told


def _candidates(sentence: str) -> Iterator[tuple[str, int, int]]:
    channels = [match.span() for match in networks.NETWORK.finditer(sentence)]
    for a, b in islice(_spans(sentence), _MOST):
        words = _ended(sentence[a:b], last=b >= len(sentence) - 2)
        if words and not any(begun < a < ended for begun, ended in channels):  # the "Asia" of tvN Asia
            yield words, a, a + len(words)


def _spans(sentence: str) -> Iterator[tuple[int, int]]:
    """Words with capitals, and the parts of them: of "Taeha in Salt Road Diner" also what is in the end."""
    for match in _RUN.finditer(sentence):
        start, last = match.start(), match.end()
        if dated := _DATED.search(sentence, start, last):
            last = dated.start()
        start = _led(sentence, start, last)
        starts, ends = [start], [last]
        if match.start() == 0 and (question := _QUESTIONS.match(sentence, start, last)):
            starts.append(_led(sentence, question.end(), last))
        for joint in islice(_JOINT.finditer(sentence, start, last), _MOST_JOINTS):
            starts.append(_led(sentence, joint.end(), last))
            ends.append(joint.start())
        for a in dict.fromkeys(starts):
            for b in dict.fromkeys(ends):
                if a < b and b - a < 70:
                    yield a, b


def _led(sentence: str, start: int, end: int) -> int:
    """Where the title begins, without words that lead to it."""
    while not networks.NETWORK.fullmatch(sentence, start, end) and (lead := _LEADS.match(sentence, start, end)):
        start = lead.end()
    return start


def _ended(words: str, *, last: bool) -> str:
    """Without an apostrophe, the mark that ends the sentence, and the number of a part."""
    text = re.sub(r"(?:['’]s?|[,:]| I)$", "", words)
    text = re.sub(r"[!?]+$", "", text) if last else text
    return re.sub(r",?:? (?:Part|Season|Episodes?) (?:\d+|One|Two|Three)$", "", text)


def _is_part(key: str, told: Mapping[str, _Told], above: str) -> bool:
    """Whether it is met only within something longer, or holds something that is told more often."""
    mine = told[key]
    loose = _is_loose(key, mine, above)
    for other, one in told.items():
        if other == key or one.points <= 0:
            continue
        if other in key and (loose or (one.times > mine.times and one.points > mine.points)):
            return True
        if key in other and one.times >= mine.times and one.points >= mine.points and not _is_loose(other, one, above):
            return True
    return False


def _is_loose(key: str, one: _Told, above: str) -> bool:
    """Whether it is told once, and with what joins two things oftener than the words of a title."""
    return one.times < 2 and one.points < 2 * _SURELY and key not in above and bool(_LOOSE.search(one.words))


def _stands(found: _Told, in_headline: bool, people: People) -> bool:
    """Whether it is told enough: a word alone and what may be a name have to stand beside words of titles."""
    words, surely = found.words, found.points >= _SURELY
    first, several = words.split()[0], " " in words
    if _QUESTIONS.match(words) and not (found.times > 1 or found.inside or in_headline):
        return False
    if first in NOT_NAMES and korean.full_names(words):
        return False  # "Actress Kim So-hyun"
    if _is_of_a_group(words, people):
        return False
    if _SCHOOL.search(words) and not (surely and found.times > 1):
        return False
    if not several and korean.is_given(words) and people.named(words):
        return found.points > _SURELY and not korean.is_surname(words)
    if not several or people.find(words) is not None:
        return surely
    return surely or found.times > 1 or in_headline


def _plausible(words: str) -> bool:
    if _TRADE.match(words):
        return False
    several = words.split()
    if (
        not re.search("[A-Z]", words)
        or not (words[0].isupper() or words[0].isdigit())
        or words in _ALONE
        or words.casefold() in _PLACES
        or words.isdigit()
        or len(several) > 10
    ):
        return False
    if len(several) < 3 and all(word.strip(",:") in NOT_NAMES or word.islower() for word in several):
        return False
    if networks.found(words) or _NO_TITLE.search(words) or _DAYS.search(words):
        return False
    if len(several) > 5 and _IN_HEADLINES.search(words):
        return False
    listed = ", " in words or " and " in words
    return not any(start == 0 or listed for start, _ in korean.full_names(words))
