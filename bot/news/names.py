"""Names as they stand in a text: by their letters, and by what stands around them."""

import re
from collections.abc import Iterator, Sequence

from bot.news import korean, networks
from bot.news.not_names import NOT_NAMES
from bot.news.starring import NAME, STARRING, WORD

_ROLE = (
    r"(?:actor|actress|star|singer|idol|rapper|director|filmmaker|PD|writer|screenwriter|comedian|model|producer|lead|co-star|"
    r"singer-actor|actor-singer|veteran|rookie|newcomer|member|vocalist|(?:(?<=^)|(?<=[.!?] ))(?:Veteran|Rookie|"
    r"Newcomer)|"
    r"Actor|Actress|Director|Writer|Singer|Screenwriter|Producer)"
)
TRADE = r"(?:actor|actress|star|singer|idol|rapper|member|newcomer|rookie|veteran|winner|comedian|trainee|favou?rite)"
_INTRODUCED = re.compile(rf"\b{_ROLE}s? (?P<name>{WORD}(?: {WORD}){{0,2}})")
_GROUPS = re.compile(
    rf"\b(?:[A-Z][A-Z0-9'’:. ]{{1,14}}|[A-Z][a-z]+ ?[A-Z0-9][\w]*)['’]s? (?P<name>{WORD})(?= (?:said|"
    rf"will|plays|takes|took|stars|has|appears|was|added|expressed|joins|transforms|portrays|"
    rf"and|as|shared|is)|[,(])"
)
_BY = re.compile(
    rf"\b(?:[Dd]irected|[Hh]elmed|[Ww]ritten|[Pp]enned|[Pp]layed|[Pp]ortrayed) by (?P<name>{WORD}(?: {WORD}){{1,2}})"
)
_SPEAKS = (
    r"(?:said|says|told|tells|shared|shares|explained|explains|added|adds|laughs|laughed|recalls|"
    r"recalled|jokes|joked|admits|admitted|notes|noted|asked)"
)
_SPEAKING = re.compile(
    rf"\b(?P<before>[A-Z][a-z]+) (?:\w+ly )?(?={_SPEAKS}\b)|\b{_SPEAKS} (?=(?P<after>[A-Z][a-z]+)\b)"
)
_SPEAKING_BESIDE = re.compile(rf"\b(?P<name>[A-Z][a-z]+ [A-Z][a-z]+),(?: [^,.]{{3,60}},)? {_SPEAKS}\b")
_FIRST_AND_LAST = re.compile(r"\b(?P<first>[A-Z][a-z]+) (?P<last>[A-Z][a-z]+)\b(?! [A-Z])")
_ALONE = re.compile(
    rf"(?:^|[.;,”\"’'] |[“‘\"]|and |while |[A-Z][a-z]+[’']s )(?P<name>{WORD}(?: [A-Z][a-z]+)?) "
    rf"(?:(?:also|then|will|further|who|has|is|be|been) )*(?:greets? \w+ as|"
    rf"plays?|playing|essays?|turns up as|appears as|returns as|(?:co-)?stars (?:as|in)|"
    rf"portrays?|portraying|cast (?:in|as)|said|says|"
    rf"shared|explained|added|transforms? into|"
    r"takes? on the role|revealed|remarked|commented|stated|confessed|expressed)\b"
)
# "stars Kapuso favorite Bae Su-yeon": Kapuso is nobody
_PART_OF_A_NOUN = re.compile(
    r" (?:(?:favou?rite|star|stars|idol|leader|member|talent|alum|graduate|veteran|artist|actor|actress|singer|rapper|"
    r"vocalist|maknae|queen|king|heartthrob)(?: and (?:actor|actress|singer))?|(?:very )?own) [A-Z]"
)
# "SF4's Yoonseong", "Paper Moons’ Yuri"
_GROUP = re.compile(
    r"[A-Z]{3,}[A-Z0-9]* (?=[A-Z][a-z])|(?:[A-Z][\w.’'-]* ){0,2}(?:[A-Z][\w.-]*['’]s|[A-Z][\w.]*s['’]|"
    r"[A-Z][\w.]*s['’] [A-Z]\w*['’]s) (?=[A-Z])"
)
_GROUP_CAPITALS = re.compile(
    rf"\b(?!(?:{networks.NAMES})\b)(?:[A-Z][A-Z0-9]{{2,}}|\d[A-Z]{{2,}})['’]s (?P<name>[A-Z][a-z]+)(?! [A-Z]|[\w'’-])"
)
_OF_A_GROUP = re.compile(  # "Bomi of CANDLE", "Bona of girl group WJSN"
    rf"(?<![\w’'-])(?P<name>[A-Z][a-z]+)(?= (?:of|from) (?:the )?(?:(?:[a-z-]+ )?(?:group|band) )?"
    rf"(?!(?:{networks.NAMES})\b)(?:[A-Z][A-Z0-9]{{2,}}|\d[A-Z]{{2,}})\b)"
)
_BESIDE = re.compile(  # "Park Bo-min and Suzy star", "Suzy and Park Bo-min will"
    rf"(?<![\w’'-])(?P<one>{NAME})(?: and | & )(?P<two>{NAME})(?=,? (?:(?:will|to|are|also|both) )*"
    r"(?:co-?star|star|lead|headline|play|portray|team up|reunite|appear)\b)"
)
_AS = re.compile(  # "Kim Na-ri as Go Min-ah, Esther Yoo as the nurse"
    rf"(?:^|[,;:] |\band |\bwith |\bare |\bis |\bstars |\bby |\badds |\blikes of |\b{TRADE} )(?P<name>{NAME})"
    rf"(?:, \d\d,| \([^()]*\))? as (?:the |an? |{NAME}['’]s )?(?:[a-z][\w’'-]*,? ){{0,5}}(?:{NAME}|[a-z])"
)
_ROLL = re.compile(rf"(?<!\w){NAME}(?:(?:, and|, &|,| and| &) {NAME}){{2,}}")
# Actors known by a name that no rule takes for one
STAGE_NAMES = re.compile(
    r"(?<![\w-])(?:IU|D\.O\.|UEE|Uee|Hyeri|Suzy|Yoon[aA]|Seohyun|Sooyoung|Seolhyun|Rowoon|Siwan|Taecyeon|Chansung|"
    r"Esom)(?![\w-])(?! [A-Z])"
)


def introduced(text: str) -> Iterator[tuple[int, int]]:
    """Names that are told by what stands around them: stage names, foreign names."""
    taken: list[tuple[int, int]] = korean.full_names(text)
    for pattern in (_INTRODUCED, _BY, _GROUPS, _GROUP_CAPITALS, _OF_A_GROUP, _ALONE):
        for match in pattern.finditer(text):
            if pattern in (_GROUP_CAPITALS, _OF_A_GROUP) and (
                not korean.is_given(match["name"]) or korean.is_word(match["name"])
            ):
                continue
            start, end = match.span("name")
            if of_group := _of_a_group(text[start:end]):
                start += of_group.end()
            if pattern is _INTRODUCED and (_PART_OF_A_NOUN.match(text[end:]) or text[end : end + 1] == ":"):
                continue
            if not any(start < b and a < end for a, b in taken) and (end := _trimmed(text, start, end)):
                taken.append((start, end))
                yield start, end
    for match in _BESIDE.finditer(text):
        spans = [match.span("one"), match.span("two")]
        known = [span for span in spans if span in taken]
        for a, b in spans if len(known) == 1 else ():
            if (a, b) not in taken and " " not in text[a:b] and _trimmed(text, a, b) == b:
                taken.append((a, b))
                yield a, b
    told_as = list(_AS.finditer(text))
    if len(told_as) > 1 and any(korean.full_names(match["name"]) for match in told_as):
        for match in told_as:
            start, end = match.span("name")
            if of_group := _of_a_group(text[start:end]):
                start += of_group.end()
            if not any(start < b and a < end for a, b in taken) and _trimmed(text, start, end) == end:
                taken.append((start, end))
                yield start, end
    for match in _ROLL.finditer(text):
        if sum(match.start() <= a and b <= match.end() for a, b in taken) < 2:
            continue
        for name in re.finditer(WORD, match[0]):
            a, b = match.start() + name.start(), match.start() + name.end()
            alone = re.search(r"(?:^|, |and |& )$", text[match.start() : a]) and re.match(
                r"(?:,| and| &|$)", text[b : match.end()]
            )
            if (
                alone
                and name[0][-2:] not in ("’s", "'s")
                and not any(a < d and c < b for c, d in taken)
                and (b := _trimmed(text, a, b))
            ):
                taken.append((a, b))
                yield a, b
    for match in STARRING.finditer(text):
        start = match.start("list")
        for name in re.finditer(rf"{NAME}", match["list"]):
            a, b = start + name.start(), start + name.end()
            if text[:a].endswith(" of "):  # "Kim Joon of T-Max"
                continue
            if of_group := _of_a_group(text[a:b]):
                a += of_group.end()
            if _PART_OF_A_NOUN.match(text[b:]) or re.match(r":| starring\b", text[b:]):
                continue
            if not any(a < d and c < b for c, d in taken) and (b := _trimmed(text, a, b)):
                taken.append((a, b))
                yield a, b


def western(texts: Sequence[str], offsets: Sequence[int]) -> Iterator[tuple[str, int]]:
    """Names with the surname last, of which the surname speaks somewhere by itself: "Claire Moon", and "said Moon"."""
    whole = " ".join(texts)
    speaking = {match["after"] or match["before"] for match in _SPEAKING.finditer(whole)}
    speaking |= {match["name"] for match in _SPEAKING_BESIDE.finditer(whole)}
    for offset, text in zip(offsets, texts, strict=True):
        for match in _FIRST_AND_LAST.finditer(text):
            first, last = match["first"], match["last"]
            if not speaking & {last, match[0]}:
                continue
            if {first, last} & NOT_NAMES - {"Don"} or korean.full_names(match[0]):
                continue
            if not korean.is_word(last) or last in korean.SURNAMES:
                yield match[0], offset + match.start()


def _of_a_group(text: str) -> re.Match[str] | None:
    """The group before a member's name; "LEE Sun-kyun" is of none."""
    match = _GROUP.match(text)
    return None if match and korean.is_surname(match[0].strip()) else match


def _trimmed(text: str, start: int, end: int) -> int:
    """Where the name ends, without words that are none; 0 where nothing is left."""
    words = list(re.finditer(r"\S+", text[start:end]))
    kept = 0
    if words and words[0][0] in NOT_NAMES:
        return 0
    for word in words:
        if word[0].rstrip(".,") in NOT_NAMES:
            break
        kept = word.end()
    name = re.sub(r"['’]s?$|[.,]+$", "", text[start : start + kept])
    return start + len(name) if name and name not in NOT_NAMES else 0


def squashed(name: str) -> str:
    return re.sub(r"[\s-]", "", name).casefold()
