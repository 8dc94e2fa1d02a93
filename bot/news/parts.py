"""Who plays whom, read from sketches: what stands between two names says what one is to the other."""

import re
from collections.abc import Iterator

from bot.news import characters, korean, sketch
from bot.news.not_names import NOT_NAMES
from bot.news.people import NAME, People, Person
from bot.news.prose import Paragraph, paragraph
from bot.news.starring import WORD

_X = f"(?:{sketch.ACTOR}|{sketch.OTHER})"
_NOBODY = rf"(?:(?!{_X})[^.;:])"
_NOUN = (
    r"(?!(?:who|whose|whom|that|where|while|when|as|if|one|and|or|but|meets?|to|with|for|in|at|on|from|of|by|is|are|"
    r"was|than|seen|opposite|alongside|against|beside|paired|joined|like|about|after|before|near|not)\b)[a-z][\w’'-]*"
)
_A_OR_THE = rf"(?:the|an?|his|her|their|its|{_X}['’]s?) "
_SOMEBODY = rf"(?:{_NOUN} ){{0,6}}?(?:{_NOUN}, )?(?:(?:named|called|{characters.HONORIFIC}) )?"
_WHOM_ELSE = rf"(?:{_A_OR_THE})?{_SOMEBODY}"
_UP_TO = rf"(?:(?!{_X})[^.;:,]){{0,80}}?"  # "the ever-dependable", "newly minted heartthrob and Paper Boats star"
_PLAYED = (
    r"(?:played|portrayed|essayed|depicted|embodied|represented|performed|enacted|brought to (?:life|the screen)|"
    r"voiced|interpreted|taken on)(?: \w+ly| on ?-?screen| with (?:[a-z]+ ){0,4}?[a-z]+(?= by\b))?"
)
_BE = r"(?: who| which| a (?:role|part|character))?(?: (?:is|are|was|were|will be|to be|being|has been))*"
_OF_HER = rf"(?:, (?!and\b|while\b|but\b|whose\b)(?:who (?:is|was) [^.;:]{{2,60}}|(?:(?!{_X})[^.;:A-Z]){{2,100}}?))?"
_OF_HIM = (  # what is told of the actor between the name and the verb
    r"(?:, (?:who|whose|known|best|last|fresh|recently|previously)\b[^.;:]{2,120}?"
    rf"(?:,[”\"’']?|(?<={sketch.THEIRS}))|, {_NOBODY}{{2,80}},| –[^–]{{2,80}}–)?"
)
_WILL = r"(?:(?:will|can|also|is|are|to|be|being|set|seen|slated|tapped|cast|confirmed|then|finally|further) )*"
_C, _A = rf"(?P<character>{_X})", rf"(?P<actors>{sketch.ACTOR})"
_BY = re.compile(
    rf"(?P<first>{_X} and )?{_C}{_OF_HER},?{_BE} {_PLAYED} by {_UP_TO}(?P<actors>{sketch.ACTOR}"
    rf"(?:,? (?:and|&) {_UP_TO}{sketch.ACTOR}(?=[.;)]|$|,? respectively\b| (?:in|at|when)\b))?)"
)
_GIVEN = re.compile(
    rf"{_C} (?:has been |was |is |will be )(?:first )?(?:given|handed|entrusted|offered) to {_UP_TO}{_A}"
)
_WHO_PLAYS = re.compile(
    rf"{_A},? (?:who|and) {_WILL}(?:plays?|playing|portrays?|portraying|essays|appears as|stars as|"
    rf"tak(?:es|ing) on(?: the role of)?|played(?! [^.;]* {sketch.THEIRS})) {_WHOM_ELSE}{_C}(?!['’])"
)
_IN_ORDER = re.compile(  # "A and B round out the cast as C and D, respectively"
    rf"(?P<actors>{sketch.ACTOR}(?:(?:, and|,| and) {_UP_TO}{sketch.ACTOR})+)(?:, {_NOBODY}{{2,80}},)? "
    rf"(?:(?!{_X})[^.;:]){{0,60}}?\b(?:as|are|plays?|portrays?|playing|portraying|roles of|parts of) "
    rf"{_WHOM_ELSE}(?P<character>{_X}(?:(?:, and|,| and) {_WHOM_ELSE}{_X})+)"
    r"(?!['’]|,? (?:as|plays?|portrays?|is|will)\b)"
)
_PART_BEFORE = re.compile(r"\b(?:as|plays?|portrays?|is|of) (?:[a-z’'-]+,? ){0,6}$")
# "joining Kim and Lee is Han"
_HELD = re.compile(
    rf"\b(?:[Jj]oin(?:s|ing)?|[Ww]ith|[Oo]pposite|[Aa]longside|[Bb]esides?|[Bb]y|[Oo]f) "
    rf"(?:{_UP_TO}{_X}(?:, | and | & |, and ))*{_UP_TO}$"
)
_WHOM = re.compile(
    rf"{_C},? (?:(?:an?|the) {_NOUN} (?:{_NOUN} )?)?(?:whom? |(?:a|the) (?:role|part|character) (?:that |which )?){_A} "
    r"(?:will )?(?:plays?|portrays?|played)\b"
)
_CHARACTER = re.compile(rf"{_A}['’]s? (?:[a-z-]+ )?character,? (?:the |an? )?{_SOMEBODY}{_C}(?!['’])")
_BEHIND = re.compile(
    rf"{_A},? (?:is )?the (?:actor|actress|star|man|woman|face) (?:behind|who plays) {_WHOM_ELSE}{_C}(?!['’])"
)
_HE_PLAYS = re.compile(rf"{_C},? (?:the|a) (?:character|role|part|man|woman) (?:that )?(?:he|she) plays,? {_A}")
_WHOSE = re.compile(rf"{_A},? whose (?:character|role|part),? (?:the |an? )?{_SOMEBODY}{_C}(?!['’])")
_AS = re.compile(
    rf"{_A}(?:, \d\d,)? (?:(?:has|have|is|was|will|be|been|being|to|newly|also|confirmed) )*(?:cast |greets? \w+ )?as "
    rf"{_WHOM_ELSE}{_C}(?!['’]|,? (?:as|plays?)\b| (?:is|will)\b)"
)
_HIS_CHARACTER = re.compile(rf"{_C},? {_A}['’]s? (?:[a-z-]+ )?character\b")
_DOES = re.compile(
    rf"(?P<actors>(?:{sketch.ACTOR} and )?{sketch.ACTOR}){_OF_HIM} {_WILL}"
    r"(?:embod(?:y|ies|ying)|inhabits?|becom(?:es?|ing)|tackles?|portrays?|portraying|essays?|plays?|"
    r"act(?:s|ing)(?: as)?|seen as|"
    r"transforms? into|assumes the role of|breathes? (?:new |fresh )?life into|"
    r"(?:lends?|brings?|gives?|breathes?)(?: (?!to\b)[a-z][\w-]*){1,5} to(?: life)?(?: in)?|"
    r"makes? (?:his|her|their) [a-z ]{0,30}debut as|"
    rf"(?:features?|stars?|returns?|joins(?: (?:her|him|them|the \w+|{_X}))?|leads [^.;,]{{0,30}}|"
    rf"is on board|pulls double duty|anchors [^.;,]{{0,20}}|"
    r"cast [^.;,]{0,20}) as) "
    rf"{_WHOM_ELSE}(?:(?P<first>{_X}) and {_WHOM_ELSE})?{_C}(?!['’])"
)
_GAP = re.compile(  # "Kim plays the cook Go, and Lee his neighbour, Do"
    rf"(?:[,;:.]|,? and|,? while|,? with) (?:{sketch.TRADE} )?{_A},?(?: as| is)? {_A_OR_THE}{_SOMEBODY}{_C}"
    r"(?=[,.;:)]| and\b| who\b| whose\b|$)"
)
_PLAYS = re.compile(r"\b(?:plays?|portrayed|played|portrays?|as|tak(?:es?|ing) on|stars?|cast|roles?|is)\b")
_GAP_BY = re.compile(rf"(?:[,;]|,? and|,? while) {_WHOM_ELSE}{_C},? (?:is )?by {_UP_TO}{_A}")
_THAT_OF = re.compile(
    rf"(?:[,;]|,? and|,? while) {_UP_TO}{_A},? (?:that|the one|the role|the part) of {_WHOM_ELSE}{_C}(?!['’])"
)
_IS_HERS = re.compile(
    rf"(?:[Tt]he|[Aa]n?|[Hh]er|[Hh]is|[Tt]heir|[Tt]hat)(?: {_NOUN}){{1,4}}, {_C}, is {_UP_TO}{_A}(?=[,.;]|$)"
)
_IS = re.compile(
    rf"{_A}(?:, (?!whose\b){_NOBODY}{{2,80}})?,?(?: who)? (?:is|will be) (?!\w+ing\b){_WHOM_ELSE}{_C}"
    r"(?=[,.;:]| who\b|$| in the (?:drama|series)| [–—-] | (?:of|from|at)\b)"
)
_AS_HER = re.compile(
    r"(?:^|[.,;] )(?:[Tt]o (?:play|portray|become)|[Aa]s|[Pp]laying|[Pp]ortraying|[Ii]n (?:his|her) role as) "
    rf"{_WHOM_ELSE}{_C}, {_A}(?!['’])"
)
_SET_OFF = re.compile(rf"{_C} [–—] (?:the |an? ){_NOBODY}{{0,60}}?{_A} [–—]")
_PATTERNS = (
    _IN_ORDER,
    _BY,
    _GIVEN,
    _WHOM,
    _CHARACTER,
    _WHOSE,
    _BEHIND,
    _HE_PLAYS,
    _HIS_CHARACTER,
    _WHO_PLAYS,
    _DOES,
    _GAP,
    _GAP_BY,
    _THAT_OF,
    _IS_HERS,
    _IS,
    _AS_HER,
    _SET_OFF,
)
_OF_ABROAD = re.compile(
    rf"(?<!\w)(?P<actor>{NAME}?)['’]s? (?:[a-z-]+ )?character,? "
    rf"(?P<character>{WORD}(?: {WORD}){{1,2}})(?= [a-z]|[,.;)]|$)"
)
_OF_MINE = re.compile(
    rf"\b(?:[Mm]y (?:own )?(?:character|role|part),?(?: is)?|I (?:will |also )?(?:be )?(?:play(?:ing)?|portray(?:ing)?|"
    r"took on|take on)|I(?:’m|'m| am) (?:playing|(?=the (?:role|part) of)))"
    rf" (?:the (?:role|part|character) of )?{_WHOM_ELSE}(?P<character>{NAME})(?!['’])"
)
_OF_HIS_OWN = re.compile(
    r"\b(?:said|says|explained|commented|shared|added) (?:of|about) (?:his|her|their) (?:character|role|part)"
)
_BEGINS = re.compile(rf"(?<=[“\"])(?P<character>{NAME})(?= (?:is|was|has|does|wants|loves|hates)\b)")
_NUMBERED = re.compile(
    rf"(?<!\w)(?P<actor>{NAME})(?:, [^,.;]{{2,60}},)? (?:(?:will|is|to|also|set) )*"
    r"(?:plays?|portrays?|is|as|stars as|returns as|appears as|takes on) (?:the )?(?:[a-z-]+ ){0,4}[“\"‘']?"
    r"(?P<character>(?:[A-Z][a-z]+ )?(?:No\.|Number|Player|Passenger|Prisoner|Patient|Unit|#) ?\d+)"
)
_SHORT = 40  # letters of what stands between marks and is no statement
_TRADE = re.compile(r"\b(?:actor|actress|star|singer|idol|rapper|member|comedian|newcomer|rookie|veteran)s? $")
_RANK = re.compile(rf"\b{characters.HONORIFIC} $")
Found = tuple[Person, str | None, int, int]


def said(one: Paragraph, people: People) -> Iterator[Found]:
    return _told(one, people, _PATTERNS)


def named_as(one: Paragraph, people: People) -> Iterator[Found]:
    """Kim Na-ri as Go Min-ah's mother, Do Ha-na."""
    return _told(one, people, (_AS,)) if " as " in one.masked else iter(())


def _told(one: Paragraph, people: People, patterns: tuple[re.Pattern[str], ...]) -> Iterator[Found]:
    for start, end in one.sentences:
        told = sketch.sketch(one, start, end, people, None, strangers=True)
        for pattern in patterns:
            for match in pattern.finditer(told.text):
                if pattern in (_GAP, _GAP_BY, _THAT_OF) and not _PLAYS.search(told.text, 0, match.start("actors")):
                    continue
                if pattern is _IS and _HELD.search(told.text, 0, match.start()):
                    continue
                if pattern is _IN_ORDER and _PART_BEFORE.search(told.text, 0, match.start()):
                    continue
                if not _TRADE.search(told.text, 0, match.start("character")):  # "the actress Kim" is no character
                    yield from _pairs(match, told, people)


def numbered(one: Paragraph, people: People) -> Iterator[Found]:
    """Kim Na-ri plays No. 7."""
    for match in _NUMBERED.finditer(one.text):
        actor = people.named(characters.tail(match["actor"], people))
        if actor and not actor.crew and not actor.character:
            yield actor, match["character"], match.start(), match.end()


def in_statements(one: Paragraph, people: People) -> Iterator[Found]:
    """What an agency or a production team says: “Kim Na-ri has been cast as Go Min-ah.”"""
    for marked in one.marked:
        if len(marked.text) > _SHORT and not re.search(r"\b(?:I|[Mm]y)\b", marked.text):
            begun = one.text.index(marked.text, marked.start)
            for actor, character, start, end in _told(paragraph(marked.text), people, (*_PATTERNS, _AS)):
                yield actor, character, begun + start, begun + end


def in_own_words(one: Paragraph, people: People, previous: Person | None) -> Iterator[Found]:
    """What actors say of themselves: “My character, Nam Ji-o, is stubborn,” said Yoon."""
    for marked in one.marked:
        around = next(((start, end) for start, end in one.sentences if start <= marked.start < end), (0, 0))
        named = people.mentions(one.masked[slice(*around)]) or people.mentions(one.masked)
        speakers = {id(person): person for _, _, person in named if not person.crew and not person.character}
        speaker = next(iter(speakers.values()), previous)
        if speaker is None or len(speakers) > 1:
            continue
        pattern = _BEGINS if _OF_HIS_OWN.search(one.masked[slice(*around)]) else _OF_MINE
        for match in pattern.finditer(one.text, marked.start, marked.end):
            name = characters.tail(match["character"].rstrip("."), people)
            known = people.find(name)
            if known is speaker or (known and (known.crew or characters.is_actor(known, people, ""))):
                continue
            if name and characters.may_be_one(name) and not any(map(korean.is_word, name.split())):
                yield speaker, _in_full(name, speaker, people), match.start(), match.end()


def of_abroad(one: Paragraph, people: People) -> Iterator[Found]:
    """Kim Myung-min's character Anthony Kim, who has no Korean name."""
    for match in _OF_ABROAD.finditer(one.masked):
        actor, name = people.named(match["actor"]), match["character"]
        if actor is None or actor.crew or actor.character or people.find(name) or characters.is_institution(name):
            continue
        if not NOT_NAMES.intersection(name.split()):
            yield actor, name, match.start(), match.end()


def _pairs(match: re.Match[str], told: sketch.Sketch, people: People) -> Iterator[Found]:
    actors = [person for person, _ in told.named(match["actors"])]
    first = match.groupdict().get("first") or ""
    played = [called for _, called in told.named(first + match["character"])]
    if match.re in (_DOES, _IN_ORDER) and len(played) != len(actors):  # "A and B star as C": it is not said who is
        return
    if len(played) != len(actors):
        played = played[-1:] * len(actors)  # one as a child, one grown up
    for actor, name in zip(actors, played, strict=True):
        known = people.find(name)
        if known is actor or actor.crew or actor.character:
            continue
        if known and (known.crew or known.actor or (match.re is not _BY and characters.is_actor(known, people, ""))):
            continue
        rank = _RANK.search(told.text, 0, match.start("character")) if " " not in name else None
        yield (
            actor,
            f"{rank[0]}{name}" if rank else _in_full(name, actor, people),
            *told.place(match.start(), match.end()),
        )


def _in_full(name: str, actor: Person, people: People) -> str:
    """Cha Hyeon-su, of whom a sentence says Hyeon-su."""
    whole = people.named(name)
    if whole and whole is not actor and whole.name.endswith(f" {name}") and not characters.is_actor(whole, people, ""):
        return whole.name
    return characters.tail(name, people)
