"""Several people named in one breath, in a sentence that speaks of a cast."""

import re
from collections.abc import Iterator

from bot.news import sketch
from bot.news.people import People, Person
from bot.news.prose import Paragraph

_SEVERAL = re.compile(sketch.SEVERAL)
_CAST = re.compile(
    r"\b(?:casts?|casting|(?:co-)?stars?|(?:co-)?starring|starred|lead(?:s|ing)?|headlin\w+|roles?|line-?up|ensemble|"
    r"actors?|actress(?:es)?|performers?|join(?:s|ed|ing)?|appear(?:s|ed|ing|ances?)?|cameos?|"
    r"(?:script|table)[- ]read\w*|read(?:ing|-through)|posters?|stills?|chemistry|couple|duo|trio|"
    r"plays?|playing|"
    r"portray\w*|pos(?:e|es|ed|ing)|conference|presentation|showcase|photo ?calls?|featur\w+|"
    r"protagonists?|team(?:s|ing)? up|drama|series)\b",
    re.I,
)
_WITH = sketch.LIST.replace("<list>", "<also>")
_WILL = r"(?:(?:will|also|both|is|are|has|have|been|be|to|set|once again) )*"
_ALONE = (
    re.compile(rf"\b(?:opposite|alongside) {sketch.LIST}"),
    re.compile(rf"{sketch.LIST} (?:also |will |to )*(?:ha(?:s|ve)|makes?|making) an? (?:\w+ )?(?:cameo|appearance)"),
    re.compile(
        rf"{sketch.LIST} (?:will |also |to )*(?:leads?|headlines?|heads?|tops?|anchors?|fronts?) (?:the|a|its) "
        r"(?:cast|drama|series|show|line-?up|ensemble)"
    ),
    re.compile(
        rf"\b(?:[Pp]laying|[Pp]ortraying|[Aa]ppearing as|[Tt]aking on|[Cc]ast as|[Jj]oining)\b"
        rf"(?:(?!{sketch.ACTOR}|{sketch.OTHER})[^.;]){{2,60}} (?:is|are) {sketch.LIST}"
    ),
    re.compile(rf"{sketch.LIST} (?:has |have |will |to )*(?:joins?|joined) (?:the cast|{_WITH})"),
    re.compile(rf"\b(?:pairs|brings together|reunites|stars|unites) {sketch.LIST} (?:with|and) {_WITH}"),
    re.compile(rf"\b(?:(?:look|watch|keep an eye) (?:out )?(?:for|on)|spot) {sketch.LIST}", re.I),
    re.compile(rf"\b[Aa]lso (?:in|on) (?:the )?[a-z -]{{2,30}}[:,] {sketch.LIST}"),
    re.compile(
        rf"\b(?:[Ii]n(?: addition to)?|[Nn]ew to|[Jj]oining|[Cc]ompleting|[Rr]ounding out) (?:the|its) (?:\w+ )?"
        rf"(?:cast|line-?up|ensemble)(?: members)? (?:is|are|we find) {sketch.LIST}"
    ),
    re.compile(
        rf"\bwith {sketch.LIST} (?:in|as|among) (?:the |an? |its |their |key |other )?(?:\w+ )?"
        r"(?:cast|leads?|roles?|stars?|parts?|appearances?|cameos?)\b"
    ),
    re.compile(rf"\b(?:cameos?|(?:special|guest) appearances?) (?:by|from|of) {sketch.LIST}"),
    re.compile(rf"\bin an? (?:[a-z]+ )?(?:cameo|appearance|role),? {sketch.LIST}"),
    re.compile(
        rf"{sketch.LIST} (?:(?:will|also|is|are|can be|all) )*(?:pops? up|turns? up|shows? up|appears?|seen|in|down) "
        r"(?:in|for) (?:an? |the )?(?:[a-z]+ )?(?:cameos?|flashbacks?)\b"
    ),
    re.compile(
        rf"{sketch.LIST} (?:(?:is|are|has|have|was|were|been) )+(?:also )?(?:attached|on board|in it|part of it)\b"
    ),
    re.compile(
        rf"{sketch.LIST} (?:(?:has|have|is|are|was|were|been|will|to|be|also) )*(?:chosen |picked |selected |cast )?as "
        r"(?:the|its) (?:(?:fe)?male |main |lead )*(?:leads?|stars?|characters?|actors?|actress(?:es)?|couple)\b"
    ),
    re.compile(
        rf"{sketch.LIST} {_WILL}(?:has|have|takes?(?: on)?|lands?|gets?|plays?|in|carr(?:y|ies)) "
        r"(?:the|a|its|one of the) (?:[a-z-]+ )?(?:lead(?:ing)?|main|title|starring)"
        r"(?: roles?| parts?)?(?= (?:in|opposite|alongside|with|for|and)\b|[.,;]|$)"
    ),
    re.compile(
        rf"{sketch.LIST} {_WILL}(?:co-)?stars?"
        r"(?=[.,;]|$| in (?:the|this|it)\b(?! film| movie)| as (?:the|its) (?:(?:fe)?male )?lead)"
    ),
    re.compile(rf"{sketch.LIST} {_WILL}(?:co-?stars?|stars?(?: as the [a-z ]+)?) (?:with|opposite|alongside) {_WITH}"),
    re.compile(rf"{sketch.LIST} {_WILL}(?:been )?(?:paired|reunited|teamed)(?: up)? (?:with|opposite) {_WITH}"),
    re.compile(rf"{sketch.LIST} meets? {_WITH} in (?:the|this|an?) [a-z -]{{0,30}}(?:drama|series)\b"),
    re.compile(rf"{sketch.LIST}['’]s? (?:love interest|on-?screen|character)\b"),
    re.compile(
        rf"\b[Aa]mong the (?:[a-z]+ )?(?:cast(?: members)?|players|performers|actors|stars|leads) (?:is|are) "
        rf"{sketch.LIST}"
    ),
    re.compile(rf"{sketch.LIST} (?:leads?|heads?|tops?) the bill\b"),
    re.compile(rf"{sketch.LIST} (?:leads?|heads?) the (?:company|troupe|pack)\b"),
    re.compile(rf"\b(?:played|portrayed) by {sketch.LIST}"),
    re.compile(rf"\broles? (?:go|goes|went|will go) to {sketch.LIST}"),
    re.compile(rf"\b(?:[Ss]tarring|[Jj]oining|[Aa]ppearing) [^.;]{{2,80}} (?:is|are) {sketch.LIST}"),
    re.compile(rf"{sketch.OURS},? (?:with|starring|featuring|led by|which stars) {sketch.LIST}"),
    re.compile(rf"{sketch.LIST}['’]s? (?:(?!and\b)[\w’'+-]+ ){{0,5}}?{sketch.OURS}"),
    re.compile(
        rf"\b(?:[Ww]ith|[Bb]eside|[Bb]esides|[Aa]round|[Oo]pposite|[Aa]longside) "
        rf"(?:her|him|them|{sketch.ACTOR}(?: and {sketch.ACTOR})?),? (?:is|are|there (?:is|are)|we (?:see|meet|find)|"
        rf"(?:the |its )?(?:drama|series|show|cast|K-drama) (?:also )?(?:stars|features|includes|has)) {sketch.LIST}"
    ),
)
_ASIDE = re.compile(  # "Kim, who was in “Ash,” leads", "Kim of “Ash” leads"
    rf"(?<={sketch.ACTOR}) (?:of|from) {sketch.THEIRS}(?: fame)?|"
    rf", (?:who|whose|known|best known|last seen|famous|fresh off)\b[^.;]{{2,120}}?{sketch.THEIRS}[,”\"’']*"
)
_OF_ANOTHER = re.compile(rf"{sketch.THEIRS},? (?:[a-z]+ ){{0,2}}$")
_NO_LIST = re.compile(
    r"(?<!consisting )(?<!consists )(?<!composed )(?<!made up )(?<!addition )(?<!casting )(?<!cast )(?<!line-up )"
    r"(?<!lineup )(?<!reunion )(?<!likes )(?<!pairing )(?<!appearance )(?<!appearances )(?<!combination )"
    r"\b(?:of|as|(?<!led )(?<!headlined )(?<!fronted )(?<!joined )by|about|to|for) (?:the )?$"
)
_APART = re.compile(
    r"\b(?:awards?|won|wins|married|wedding|dating|relationship|"
    r"previously|formerly|last (?:seen|starred|appeared|worked)|"
    r"worked (?:with|together)|known for|best known|replac\w+|declined|turned down|invited|guests?|songs?|OST|singers?|"
    r"vocals|followed by|succe\w+|rank\w*|films?|movies?|story of|between|loves?|where|about|tells|follows|"
    r"host(?:s|ed)?)\b",
    re.I,
)
Member = tuple[Person, int, int]


def in_headline(head: Paragraph, people: People, title: str) -> Iterator[Member]:
    """Everybody whom the headline names in full beside the title, for news of a drama names who acts in it."""
    told = sketch.sketch(head, 0, len(head.text), people, title)
    if sketch.OURS not in told.text or sketch.THEIRS in told.text or _APART.search(told.text):
        return
    for match in re.finditer(sketch.ACTOR, told.text):
        for person, called in told.named(match[0]):
            if " " in called and told.cast_in(match[0]):
                yield person, *told.place(match.start(), match.end())


def members(one: Paragraph, people: People, title: str) -> Iterator[Member]:
    for start, end in one.sentences:
        told = sketch.sketch(one, start, end, people, title).without(_ASIDE)
        if not told.people or (sketch.THEIRS in told.text and sketch.OURS not in told.text):
            continue
        if _APART.search(told.text):
            continue
        for pattern in _ALONE:
            for match in pattern.finditer(told.text):
                for person in told.cast_in("".join(filter(None, match.groupdict().values()))):
                    yield person, *told.place(match.start(), match.end())
        if not _CAST.search(told.text):
            continue
        for match in _SEVERAL.finditer(told.text):
            before = told.text[: match.start()]
            if _NO_LIST.search(before) or _OF_ANOTHER.search(before):
                continue
            for person in told.cast_in(match["list"]):
                yield person, *told.place(match.start(), match.end())
