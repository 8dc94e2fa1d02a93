"""Those whom a sentence names as the cast together, without saying whom they play."""

import re
from collections.abc import Iterator, Sequence

from bot.core.spelling import fold
from bot.news import korean, networks
from bot.news.not_names import NOT_NAMES
from bot.news.people import NAME, STARRING, People, Person
from bot.news.prose import Paragraph
from bot.news.titles import is_title

_LIST = rf"{NAME}(?:(?:, and|, &|,| and| &) {NAME})*"
_ON_THE_WAY = (
    r"(?:(?:will|would|are|were|is|was|have|has|had|been|be|both|all|also|recently|officially|set|slated|scheduled|"
    r"confirmed|cast|tapped|chosen|reportedly|to|being|returning|join forces) )*"
)
_ACTS = (
    r"(?:co-?)?(?:stars?|starring (?:in|as|together|opposite|alongside|with)|plays?|portrays?|takes? on|leads?|"
    r"headlines?|reunites?|appears?|rounds? out|"
    r"shares? the screen|(?:as )?(?:the )?(?:lead |main )?(?:stars|leads|cast))\b"
)
_TOGETHER = re.compile(rf"(?<!\w)(?P<list>{NAME}(?:(?:, and|, &|,| and| &) {NAME})+),? {_ON_THE_WAY}{_ACTS}")
_ONE = re.compile(
    rf"(?<!\w)(?P<list>{NAME})(?:,[^,]{{3,60}},)? (?:will|would|may|might|could|is|was|has|have) {_ON_THE_WAY}"
    r"(?:starring|star|headline|lead|(?<=cast )in|(?:(?<=to )|(?<=will ))join the cast|join(?:ed|ing) the cast|"
    r"(?:play|take on|have) (?:an?|the) (?:[\w-]+ ){0,3}role)\b(?! in (?:their|his|her|the (?!drama|series|show))\b)"
)
_TALKS = re.compile(
    rf"(?<!\w)(?P<list>{_LIST}) (?:is|are|was|has been) (?:\w+ )?(?:in (?:final |early )?(?:talks|discussions)\b|"
    r"(?:considering|reviewing) (?:an|the) offer\b)"
)
_WITH = re.compile(
    rf"\b(?:stars?|starred|starring|appears?|leads?|play(?:s|ing)?)(?: with|(?: [^.;,()]{{2,40}}?)? (?:alongside|"
    rf"opposite)) "
    rf"(?:actors? |actress )?(?P<list>{_LIST})"
)
_THEIRS = (
    r"(?:their|her|his) (?:(?:upcoming|new|latest|TV|television|own|[Kk]orean|romance|romantic|comedy|weekend|"
    r"[A-Z][\w+]*|original) )*(?:drama|series|K-drama|sitcom|rom-com)\b(?! OST)"
)
_THEIR_DRAMA = (
    re.compile(rf"(?<!\w)(?P<list>{_LIST})(?:,[^,]{{3,80}},)? [a-z][^.;()]{{0,120}}?\b{_THEIRS}"),
    re.compile(rf"\b{_THEIRS}, (?P<list>{_LIST})(?=,? [a-z])"),
)
_LEADS = (
    r"(?:takes?|took|lands?|landed|plays?|wins?|won)(?= [^.;]{0,30}\brole)|stars?|leads?|headlines?|reunites?|"
    r"returns?|teams? up|are|faces? off|pairs? up|meets?"
)
_OF_THE_DRAMA = re.compile(
    r"\b(?:attend\w*|press|presentation|reading|drama|series|cast|star\w*|lead\w*|role|event|original)\b|"
    r"[\"“‘'\[]•",
    re.I,
)
_LIST_BEGINS = (
    "stars",
    "star",
    "starring",
    "includes",
    "include",
    "including",
    "features",
    "feature",
    "featuring",
    "with",
)
_BRACKETS = re.compile(r" \([^()]{1,60}\)")  # "stars A (“Her Last Work”) and B"
# "Queen: Love and War’s Kim Min-kyu", "former NINE9 member Taeha"
_WORDS = r"(?:(?:[A-Z0-9‘“'\"][^\s,;()]*|of|the|to|in|from|and|former|girl|boy|band|group) )"
_EPITHET = re.compile(
    rf"(?:(?<=, )|(?<=\band )|(?<=& )|{'|'.join(rf'(?<={one} )' for one in _LIST_BEGINS)})"
    rf"(?:{_WORDS}{{0,6}}?[A-Z‘“'\"][^\s,;()]*(?:[’']s|s[’']|[’'](?= ))|{_WORDS}{{1,6}}?[\w-]*(?:member|leader|"
    rf"vocalist|"
    r"maknae|actor|actress|singer|rapper|star|alum|idol|breakout|favou?rite)) (?=[A-Z])"
)
_TITLE_BEFORE = re.compile(rf"(?<![\w’'])(?P<title>{NAME}(?: (?:of|the|to|in|a|for) {NAME})*),? $")
_BY_TRADE = re.compile(r"(?:[Aa]ct|[Ll]ead)")
_ITS = re.compile(r"\b(?:drama|series|show)[’']s (?:lead |main )?$")
_OTHER_NEWS = re.compile(r"(?:In (?:other|related)\b[^,.]{0,40}\bnews\b)")
_IS_A_DRAMA = re.compile(
    r"(?: \([^()]*\))? (?:is|was|will be) (?:an?|the|another)\b[^.]*\b(?:drama|series|show|thriller|comedy|"
    r"romance|film|"
    r"movie|sitcom)\b"
)
_OTHER_NAME = re.compile(r"\b(?:also known as|aka|literal|working title|original title|English title)\b", re.I)
_WHEREIN = re.compile(r",? (?:wherein|in which|where) (?:he|she)\b")
_IN_A_WORK = re.compile(r",? (?:in|on) (?:[\w’'+-]+ ){0,6}[\"“‘']")
_FILM = re.compile(r"\b(?:film|movie)\b")
_BEFORE_IT = re.compile(r"\b(?:replac\w+|succeed\w*|follow(?:s|ing|-up)|recently concluded|predecessor)\b")
_HEADS = r"(?:(?:[Vv]eteran|[Rr]ookie|[Nn]ewcomer|[Ii]dol|[Aa]ctor|[Aa]ctress|[Ss]inger|[Ii]dol-turned-actor)s? )?"
_TRADES = rf"{_HEADS}{NAME}(?:(?:, and|, &|,| and| &) {_HEADS}{NAME})*"
_ALSO = (
    re.compile(rf"(?<!\w)(?P<list>{_TRADES}),? also (?:feature|star|appear)s?(?=\b[.,]? ?$|\.)"),
    re.compile(
        r"\b(?:[Aa]lso|[Rr]ounding out|[Cc]ompleting|[Jj]oining|[Ii]n)(?: in)? the (?:\w+ )?(?:cast|line-?up|ensemble) "
        rf"(?:is|are) (?P<list>{_TRADES})"
    ),
    re.compile(
        rf"\b(?:drama|series|show|it) (?:will |also )*(?:have|has|sees?) (?P<list>{_TRADES}),? "
        r"(?:taking on|playing|in (?:the )?(?:lead|main|supporting|other)|as (?:the|its|her|his)\b)"
    ),
    re.compile(rf"\bits (?:lead(?:ing)? |main )?(?:stars?|leads?|actors?|actress(?:es)?) (?P<list>{_LIST})"),
    re.compile(rf"(?<!\w)(?P<list>{NAME}) (?:was|is|has been) (?:also )?announced to be part of"),
)
_ATTENDED = re.compile(
    rf"(?:^|, |[Aa]ctors |[Ss]tars )(?P<list>{NAME}(?:(?:, and|, &|,| and| &) (?:[a-z]+ )?{NAME})+) "
    r"(?:graced|attended|appeared at|were present at|took part in|pose|posed|posing) "
    r"[^.]{0,40}(?:press|media|conference|presentation)"
)
_NEXT = re.compile(r"\bnext (?:star|appear|lead)")


def members(one: Paragraph, people: People, title: str) -> Iterator[tuple[Person, int, int]]:
    """Each with where the words stand that say it."""
    for start, end in one.sentences:
        text, at = _names_only(one.masked, start, end, people)
        elsewhere = _elsewhere(one, start, end, title, at)
        told = [match for pattern in (STARRING, _TOGETHER, _WITH, _TALKS) for match in pattern.finditer(text)]
        told = [match for match in told if not _BEFORE_IT.search(text, 0, match.start())]
        told = [match for match in told if not (elsewhere and _only_by_trade(text, match))]
        told = [match for match in told if not _of_unmarked(text, match, people, title)]
        if not elsewhere:
            told += [match for pattern in (*_ALSO, _ATTENDED) for match in pattern.finditer(text)]
        told = [match for match in told if not _of_another(one, at[match.start()], start, title)]
        if not _about_another(one, start, end, title):
            told += _ONE.finditer(text)
        if not _NEXT.search(text) and not _elsewhere(one, start, end, title):
            told += [match for pattern in _THEIR_DRAMA for match in pattern.finditer(text)]
        for match in (*told, *_in_title(one, title, text, at)):
            if re.match(r"[Aa]ct", match[0]) and not _OF_THE_DRAMA.search(text):
                continue
            if _FILM.search(text) and fold(title) not in fold(one.text[start:end]):
                continue
            for begin, _, person in people.mentions(match["list"]):
                if not person.crew and not person.character and not match["list"][:begin].endswith(" of "):
                    yield person, at[match.start()], at[match.end() - 1] + 1


def _names_only(masked: str, start: int, end: int, people: People) -> tuple[str, list[int]]:
    """The sentence without brackets and without what tells who somebody is, and where each of its letters stood."""
    told = [*_BRACKETS.finditer(masked, start, end), *_EPITHET.finditer(masked, start, end)]
    at = list(range(start, end))
    for match in sorted(told, key=lambda one: one.start(), reverse=True):
        if match.re is _BRACKETS or not any(" " in match[0][a:b] for a, b, _ in people.mentions(match[0])):
            del at[match.start() - start : match.end() - start]
    return "".join(masked[one] for one in at), at


def _only_by_trade(text: str, told: re.Match[str]) -> bool:
    """Whether somebody is just called an actor, and not that of the drama."""
    return bool(_BY_TRADE.match(told[0])) and not _ITS.search(text, 0, told.start())


def _of_unmarked(text: str, told: re.Match[str], people: People, title: str) -> bool:
    """Whether a title without marks, and not the drama's, stands before "starring": "Rookie Farm starring Kim"."""
    before = _TITLE_BEFORE.search(text, 0, told.start())
    if before is None or not told[0].startswith(("starring", "stars", "featuring", "features", "led by")):
        return False
    named = korean.full_names(before["title"]) or (" " not in before["title"] and people.mentions(before["title"]))
    if before["title"].split()[-1] in NOT_NAMES or named or networks.found(before["title"]):
        return False
    return fold(before["title"]) not in fold(title) and fold(title) not in fold(before["title"])


def _of_another(one: Paragraph, at: int, start: int, title: str) -> bool:
    """Whether the title that stands nearest before is that of another work: "Family Photo", starring Kim and Lee."""
    named = [marked for marked in one.marked if start <= marked.start and marked.end <= at and is_title(marked.text)]
    if not named or fold(named[-1].text) == fold(title):
        return False
    return bool(
        re.fullmatch(r"[,”\"’' ]*(?:\([^()]*\))?,? ?(?:(?!the |it )[a-z]+ ){0,2}", one.masked[named[-1].end : at])
    )


def is_elsewhere(one: Paragraph, title: str | None) -> bool:
    """Whether a paragraph leaves the drama: "In other news", or all of it is of another title."""
    if _OTHER_NEWS.match(one.text):
        return True
    first = one.marked[0] if one.marked else None
    if title is None or first is None or first.start or fold(title) in fold(one.text) or not is_title(first.text):
        return False
    return bool(_IS_A_DRAMA.match(one.masked, first.end)) and not _OTHER_NAME.search(one.text)


def of_another(one: Paragraph, start: int, end: int, title: str | None) -> bool:
    """Whether the words that say who plays whom go on with the title of another work: "played Ma in 'Low Tide'"."""
    if title is None:
        return False
    for marked in one.marked:
        told = _WHEREIN.match(one.masked, marked.end)
        if told and told.end() < end and start <= told.end() and is_title(marked.text):
            return fold(title) not in fold(marked.text)
    if not (after := _IN_A_WORK.match(one.masked, end)):
        return False
    named = next((marked for marked in one.marked if marked.start == after.end() - 1), None)
    return named is not None and is_title(named.text) and fold(title) not in fold(named.text)


def _about_another(one: Paragraph, start: int, end: int, title: str) -> bool:
    """Whether the sentence is of some other work, or of what comes next."""
    named = any(start <= marked.start < end and is_title(marked.text) for marked in one.marked)
    sentence = one.masked[start:end]
    if _NEXT.search(sentence):
        return True
    elsewhere = re.search(r"\b(?:star|lead|headline|appear)\w* in (?:the \w+ )?(?P<title>[A-Z][\w’'-]*)", sentence)
    if elsewhere and not named and fold(title) not in fold(sentence):
        return True
    return _elsewhere(one, start, end, title)


def _elsewhere(one: Paragraph, start: int, end: int, title: str, where: Sequence[int] = ()) -> bool:
    """Whether the sentence names other works only; of `where`, if given, its places that stand in no brackets."""
    named = [
        fold(marked.text)
        for marked in one.marked
        if start <= marked.start < end and is_title(marked.text) and (not where or marked.start in where)
    ]
    return bool(named) and fold(title) not in named


def _in_title(one: Paragraph, title: str, text: str, at: list[int]) -> Iterator[re.Match[str]]:
    """A and B are husband and wife in "Title"."""
    pattern = re.compile(
        rf"(?<!\w)(?P<list>{_LIST})(?:,[^,]*,[”\"’']?)? (?:{_LEADS})[^.;]{{0,60}}? (?:in|of|for|with) "
        rf"(?:[\w’'+-]+ ){{0,6}}?[\"“‘'\[]?$"
    )
    for marked in one.marked:
        if fold(marked.text) != fold(title) or marked.start not in at:
            continue
        if match := pattern.search(text, 0, at.index(marked.start)):
            yield match
