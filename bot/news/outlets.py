"""On which channel or service a drama comes out, as an article says it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bot.core.drafted import Question
from bot.core.spelling import fold
from bot.news import lines as said
from bot.news import networks, subjects, when
from bot.news.found import Schedule

_ONE_OF = re.compile(r"\bone of (?:the )?$")
_DRAMAS_OF_IT = re.compile(r"(?:['’]s?)? (?:[\w’'+-]+ ){0,6}?(?:dramas|series|shows)\b")
_AIRS_ON = re.compile(r"\b(?:airs?|aired|airing|broadcasts?)\b[^,.]{0,30}$")
_FOLLOWS = re.compile(r"\b(?:follows?|succeeds?|replaces?) [“\"'‘][^”\"’]*[”\"’'] (?:on|at) $")
_ITS_LATEST = re.compile(r"\bits (?:latest|newest|new|next|first) (?:[\w-]+ ){0,2}(?:original|drama|series)\b")
_AT_FIRST = re.compile(rf"(?:[A-Z ]+\([^)]*\): )?(?P<name>{networks.NAMES}) ")
_PICTURE_OF = re.compile(r"(?:\(|[Cc]ourtesy of |/ ?|[Pp]hotos?(?: ?[=:] ?| by )|[Pp]rovided by |[Cc]redits?: ?|© ?)$")
_CREDIT = re.compile(rf"\((?:{networks.NAMES})\)")
_OUTSIDE = re.compile(r"\b(?:also|additionally|international\w*|overseas|globally|outside)\b[^,.]*$")
_DRAMA_OF_IT = re.compile(
    r"(?:['’]s?)?(?: \([^)]{1,40}\))? (?:(?!will\b)[\w’'+–/&-]+ ){0,6}?"
    r"(?:drama|soap opera|series|K-drama|mini-?series|slot|[Oo]riginal|rom-com|"
    r"thriller|sageuk|romance|mystery|melodrama|comedy|sitcom|epic|saga|adaptation|romcom|production|title|satire)\b"
    r"|(?:['’]s?)? show\b",
    re.I,
)
_ITS_OWN_NEW = re.compile(rf"['’]s? (?:new|upcoming|latest|next|first|own|weekend|{when.DAY})\b")
_ITS_NEW = re.compile(
    r"[^.,;]{0,60}\b(?:its|their) (?:own )?"
    r"(?:(?:upcoming|new|newest|next|latest|first)|(?:[\w-]+ ){1,3}(?:drama|K-drama|series))\b"
)
_TITLE_OF_IT = re.compile(r"(?:['’]s?) (?:[\w’'+-]+ ){0,6}[\"“‘'\[]")
_BESIDES = re.compile(
    r"\b(?:and|also|while)(?: (?:will|it|is|be|can|also))* (?:available|stream(?:s|ed)?|streaming|seen|"
    r"watched|found)\b[^,.;]*$"
)
# "outside of South Korea, where the show airs on JTBC": the dates of the sentence are not this channel's
_AT_HOME = re.compile(
    r"(?:\bwhere (?:it|the (?:\w+ )?(?:show|drama|series))|"
    r"^In (?:South )?Korea, (?:it|the (?:show|drama|series)))\b[^,.;]*$"
)
# "JTBC has released photos from the first script reading of Go Do-hwan’s upcoming drama!"
_NEW_DRAMA = re.compile(r"[^.;]{0,120}\b(?:upcoming|new|next) (?:[\w-]+ ){0,3}(?:drama|series)\b")
_DATE_OF_IT = re.compile(
    r" (?:has |have |also )*(?:announced|confirmed|revealed) (?:its|the) (?:release|premiere|air)(?: |-)date\b"
)
# "first aired on tvN in 2019", "a day after its Korean premiere on OCN"
_EARLIER = re.compile(
    r"\b(?:(?:first|originally|initially|previously) (?:aired|shown|broadcast|ran|premiered|streamed)|"
    r"(?:after|from|following) its (?:[\w-]+ ){0,2}(?:premiere|broadcast|telecast|run|airing|debut)|"
    r"(?:before|after) (?:it|they) (?:is|are|has|have|airs?))\b[^,;]*$"
)
_ABROAD = re.compile(r"^(?:Fans in|Viewers in|In) (?!Korea|South Korea)[A-Z][a-z]+(?: [A-Z][a-z]+)?,? (?!\d)")
_THE = re.compile(r"\b(?:[Tt]he|[Tt]his|[Ii]ts|[Uu]pcoming|[Nn]ew)(?: [\w-]+){0,3} $")
_FROM_IT = re.compile(
    r"\b(?:drama|series|sitcom|comedy|thriller|rom-?com|romance|original|melodrama|sageuk|K-drama|saga|mystery) "
    r"(?:on|for|from|in) $"
)
_SHOWS_IT = re.compile(
    r" (?:will|is set to|plans to|is to|to) (?:also )?(?:air|broadcast|stream|show|carry|premiere|launch|release) "
    r"(?:it|the (?:[\w-]+ )?(?:drama|series|show))\b"
)
_EARLIER_SEASON = re.compile(
    r"(?:Both |All )?[Ss]easons? (?:1|one)\b|The (?:first|previous|earlier) (?:\w+ )?seasons?\b"
)
_FIND_IT_ON = re.compile(r"\b(?:find|watch|see|catch|stream) (?:it|the (?:drama|series|show)|all \w+ episodes) on $")
_NOTHING_ELSE = re.compile(r"(?:(?:[Oo]nly|[Ee]xclusively|[Nn]ow|[Ss]tream(?:ing)?|[Ww]atch)(?: it| now)?,? )*[Oo]n $")
_DOES = re.compile(r" (?:(?:has|have|is|was|will|on [A-Z][a-z]+day) )*(?:said|[a-z]+(?:ed|s|ing|en))\b")
_SPOKESMAN = re.compile(r"\b(?:representatives?|sources?|officials?|spokes\w+|statement) (?:for|from|of|at)(?: the)? $")
_SPOKESMAN_OF_IT = re.compile(r"(?:['’]s)? (?:representatives?|sources?|officials?|spokes\w+|side) ")
_SAID = re.compile(r" (?:has |have )?(?:said|announced|confirmed|revealed|stated)\b")
_CHART = re.compile(r"\b(?:charts?|ranked|most[ -]watched|top 10|rankings?|viewing hours)\b", re.I)
_OPENING = re.compile(
    r"(?:(?:On|Earlier|Meanwhile|According|[A-Z][a-z]+ing|[A-Z][a-z]+ly)\b[^,]{0,90}, )?|"
    r".*\b(?:[Bb]roadcaster|[Nn]etwork|[Cc]hannel|[Ss]treamer|[Pp]latform|[Ss]treaming service) "
)
_ANNOUNCES = re.compile(
    rf" (?:(?:has|have|today|will|is|now|also|officially|finally|recently|on {when.DAY}(?: \([^)]{{3,12}}\))?),? )*"
    r"(?:announc\w+|order\w+|greenlit|picked up|postpon\w+|delay\w+|push(?:es|ed) back|unveil\w+|shared|releas\w+|"
    r"reveal\w+|confirm\w+|dropped|presents?|premiered|adding|bring\w*|dropping|set to|launch\w*|readying|decided)\b"
)


_EXCLUSIVELY = re.compile(r"\b(?:exclusively|only) (?:on|via|through) $")
_ANOTHER_SHOW = re.compile(r"(?:['’]s?)? (?:[\w’'-]+ ){0,3}(?:[“\"‘'\[•]|radio|variety|program|news|awards)", re.I)
_NUMBERED = re.compile(r"KBS ?[12]")  # of the two, the one that is told, wherever
_AT_HOME_FIRST = 1.5  # points


def read(lines: Sequence[said.Line], found: Schedule, title: str | None) -> None:
    told: dict[str, tuple[float, said.Line]] = {}
    for line in _with_credits(lines):
        for one in networks.found(line.text) if line.ours or line.named else ():
            points = _points(line, one, found, title) - 0.01 * line.at
            if points > max(0.7, told[one[2]][0] if one[2] in told else 0):
                told[one[2]] = points, line
    told = told or _only_one(lines, named=True) or _only_one(lines, named=False)
    if not told:
        return
    best = max(told, key=lambda name: told[name][0] + _AT_HOME_FIRST * (networks.HOME.fullmatch(name) is not None))
    exact = [name for name in told if name.startswith(best) and told[name][0] > told[best][0] - 1]
    best = max(exact, key=len)
    line = told[best][1]
    numbered = [one[2] for line in lines if line.ours for one in networks.found(line.text) if _NUMBERED.match(one[2])]
    found.platform = numbered[0] if best == "KBS" and numbered else _first_of_two(line.text, best)
    found.evidence["platform"] = line.shown
    more = [name for name in told if not fold(found.platform).startswith(fold(name))]
    if more:
        text = f"{' and '.join(more)} {'is' if len(more) == 1 else 'are'} named too. Is it out there as well, and when?"
        found.questions.append(Question(text))


def _only_one(lines: Sequence[said.Line], *, named: bool) -> dict[str, tuple[float, said.Line]]:
    """Of all sentences that name the drama, or may be about it, whatever they say of it."""
    met = {
        one[2]: (1.0, line)
        for line in reversed(lines)
        if line.named or line.label or (line.ours and line.tells_of_it and not named)
        for one in networks.found(line.text)
        if subjects.owned(line.text, one[0], line.mentions, slot=True)
        and not _clause_of_other(line, one[0])
        and not _ANOTHER_SHOW.match(line.text, one[1])
    }
    roots = {name.split()[0][:3] for name in met}
    return {max(met, key=len): met[max(met, key=len)]} if len(roots) == 1 else {}


def _with_credits(lines: Sequence[said.Line]) -> Iterator[said.Line]:
    """The "(tvN)" behind a caption belongs to it, and "its latest drama" to whom the sentence before speaks of."""
    for line, previous in zip(lines, [None, *lines], strict=False):
        if previous and previous.named and previous.at == line.at and _CREDIT.fullmatch(line.text):
            yield replace(line, text=f"{previous.text} {line.text}", named=True)
        elif previous and line.named and _ITS_LATEST.search(line.text) and (network := _AT_FIRST.match(previous.text)):
            yield replace(line, text=f"{network['name']} presents {line.text}")
        else:
            yield line


def _points(line: said.Line, one: tuple[int, int, str, bool], found: Schedule, title: str | None) -> float:
    """How surely the drama comes out on what is named there; 0 where nothing says so."""
    start, end, _, linked = one
    before, after = line.text[:start], line.text[end:]
    if _EARLIER_SEASON.match(line.text):
        return 0
    airs = line.ours and _says_it_airs(line)
    premiere = line.shown in (found.evidence.get("premiere"), found.evidence.get("weekdays"))
    if line.label:
        return 6
    owned = subjects.owned(line.text, start, line.mentions, slot=True)
    if linked and airs and owned and not _clause_of_other(line, start) and not _CHART.search(line.text):
        second = 3.0 * bool(_BESIDES.search(before)) + 2.0 * bool(_ABROAD.search(before))
        second += 2.5 * bool(_AT_HOME.search(before)) + 0.3 * ("," in before[-3:] or before.endswith(" and "))
        if _OUTSIDE.search(before) or _EARLIER.search(before):
            return 1.5
        strong = bool(said.STRONG.search(line.text)) + 0.5 * bool(_AIRS_ON.search(before))
        strong += 1.5 * bool(_EXCLUSIVELY.search(before))
        return 3.0 + 2 * premiere + line.named + strong - second
    of_it = _DRAMA_OF_IT.match(after)
    if of_it and (_is_another(line, end + of_it.end()) or _clause_of_other(line, start)):
        return 0
    if of_it and (line.named or _is_this(line, before, after)):
        return 4.5 + line.named
    if line.named and title and (_is_titled(line, end, title) or _possessed(after).startswith(title)):
        return 4.5
    if line.ours and re.search(r"\b(?:produced|made)(?: by [\w ]{1,30})? for $", before):
        return 3.0
    if linked and title and len(line.text) == len(line.shown) and _is_on_it(line.shown[:start], title):
        return 3.0
    if linked and _FROM_IT.search(before):
        return 3.0
    if (line.ours and said.AIRS.search(line.text) and re.search(r"\b(?:hits|to) $", before)) or (
        re.search(r"\b(?:a|an|its|the|new|upcoming) $", before) and re.match(r" (?:original|drama|series)", after)
    ):
        return 3.0
    if line.named and (_ITS_NEW.match(after) or (_ONE_OF.search(before) and _DRAMAS_OF_IT.match(after))):
        return 3.5
    if line.ours and _SHOWS_IT.match(after):
        return 3.0
    if line.ours and _FIND_IT_ON.search(before):
        return 2.5
    if line.ours and _NOTHING_ELSE.fullmatch(before):
        return 2.0
    if line.named and linked and _FOLLOWS.search(before):
        return 3.0
    if (line.named or line.ours) and re.search(r"\b[Tt]he (?:drama|series|show) \($", before) and after.startswith(")"):
        return 2.5
    if line.named and re.search(r"[”’\"'] \($", before) and after.startswith((")", ", ", "; ")):
        return 2.5  # “Blue Hour” (KBS2)
    if (
        line.at <= 1
        and line.ours
        and _OPENING.fullmatch(before)
        and _ANNOUNCES.match(after)
        and _NEW_DRAMA.match(after)
    ):
        return 2.5  # "MBC has announced the premiere of its new drama!", which the next sentence names
    if line.ours and _OPENING.fullmatch(before) and _DATE_OF_IT.match(after):
        return 2.0
    if line.ours and _OPENING.fullmatch(before) and _SAID.match(after) and said.STRONG.search(line.shown):
        return 2.0
    if line.named and _OPENING.fullmatch(before):
        return 3.0 if _ANNOUNCES.match(after) else 2.0 * bool(_DOES.match(after))
    if line.named and before.endswith(", ") and _SAID.match(after):
        return 2.0
    if title and title in line.shown and (_SPOKESMAN.search(before) or _SPOKESMAN_OF_IT.match(after)):
        return 2.0
    if airs and premiere:
        return 2.0
    if line.named and _PICTURE_OF.search(before) and re.match(r"[)\]]?\.?$", after):
        return 1.5  # whose picture it is
    return 0


def _says_it_airs(line: said.Line) -> bool:
    """Not of an awards night that airs, whatever its hour."""
    if said.AIRS.search(line.text):
        return bool(said.airs(line, line.text)) or bool(when.slots(line.text))
    return bool(when.hours(line.text) or when.slots(line.text))


def _is_this(line: said.Line, before: str, after: str) -> bool:
    """Whether a drama of a network that is not named there is the article's: "ENA's new series", of the first lines."""
    return bool(line.at <= 1 or _THE.search(before) or (line.ours and _ITS_OWN_NEW.match(after)))


def _is_another(line: said.Line, at: int) -> bool:
    """Whether the title of another drama stands there."""
    return any(not one.ours and -2 < one.start - at < 4 for one in line.mentions)


def _is_titled(line: said.Line, end: int, title: str) -> bool:
    """Whether the title that follows as its own is the drama's: "tvN's new comedy “Blue Hour”"."""
    found = _TITLE_OF_IT.match(line.text, end)
    return found is not None and (len(line.text) != len(line.shown) or line.shown.startswith(title, found.end()))


def _is_on_it(before: str, title: str) -> bool:
    """Whether the title stands right before: "In “Blue Hour” on Netflix, she plays"."""
    return bool(re.search(rf"{re.escape(title)}[,”’\"']{{0,2}} (?:on|via) $", before))


def _possessed(after: str) -> str:
    """What is its own: of "'s new" the "new"."""
    return after[3:].lstrip() if after[:3] in ("'s ", "’s ") else ""


def _first_of_two(text: str, name: str) -> str:
    """ "ENA and Genie TV's new drama": the first of two is the one that fans follow."""
    here = networks.found(text)
    for (_, end, first, _), (start, _, second, _) in pairwise(here):
        if second == name and re.fullmatch(r" (?:and|&) (?:[\w()-]+ ){0,5}", text[end:start]):
            return first
    return name


def _clause_of_other(line: said.Line, at: int) -> bool:
    return bool(re.search(r"\b(?:starred in|appeared in|known for|seen in|interview|guest)\b[^,.]*$", line.text[:at]))
