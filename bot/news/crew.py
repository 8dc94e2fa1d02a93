"""Who directs and who writes, as an article says it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bot.news import korean, sketch
from bot.news.not_names import NOT_NAMES
from bot.news.people import NAME, People, Person
from bot.news.prose import Paragraph

_P = sketch.ACTOR
_SOME = rf"(?:(?!{_P})[^.;])"  # of the same clause, but nobody
_EACH = rf"(?:(?:director|PD|filmmaker|helmer) )?{_P}(?: PD| [\w-]+(?= PD\b))?"
_THOSE = rf"(?P<list>{_EACH}(?:(?:, {_EACH})*,? (?:and|&) {_EACH}|(?:, {_EACH})+(?=[);]|,? written\b|$))?)"
_LIKE = r"(?:(?!(?:and|with|by|for|is|the|of|in)\b)[\w’'+-]+ ){0,4}?"  # "acclaimed", "indie darling", "Ash PD"
_OFFICE = r"(?:[Pp]roduc(?:ing|er)[ -])?(?:[Dd]irectors?|PDs?|[Ff]ilmmakers?|[Hh]elmer|[Cc]reator-director)"
_CHAIR = (
    r"(?:[Dd]irecting|[Hh]elming|[Tt]ak(?:ing|es) the helm|[Aa]t the helm|[Bb]ehind the camera|"
    r"[Ii]n the director[’']s (?:chair|seat)|[Ii]n charge of (?:direction|directing)|[Dd]irection|[Hh]elm|"
    r"[Tt]he (?:PD|director))"
)
_IT = (
    rf"(?:(?:the|this|all|every|each|both|its|an?|that) (?:[\w-]+ ){{0,3}}?(?:drama|series|production|project|show|"
    rf"episodes?|adaptation|remake|season|installment|K-drama|rom-com|thriller|k-drama|cast)|it\b|[\"“‘']|"
    rf"{sketch.OURS})"
)
_NOT_OF = (
    r"(?! (?:of|for|at) (?:the )?(?:[A-Z][\w&]+ )*(?:Council|Institute|Agency|Center|Commission|Office|Museum|"
    r"Foundation|Festival|Service|Department|Association|Hospital|School)\b)"
    r"(?! (?:of )?(?:photography|content|programming|strategy|traffic|attention))"
)
_DOES = (
    rf"(?:(?:directs?|helms?|co-?directs?|co-?directed|is directing|are directing|is helming)(?=[.,;)]| ?$| {_IT}"
    r"| (?:with|from|and)\b)|"
    rf"(?:directed|helmed)(?=[.,;)]| ?$| {_IT}| from)|"
    rf"(?:is |are |was |will be |has been |serves? as |also )*(?:directing|helming|"
    rf"(?:sitting |sits )?in the director[’']s chair|(?:will )?sit in the director[’']s chair|"
    rf"wield(?:s|ing)? the megaphone|"
    rf"calling the shots|at the helm|behind the camera)(?! of)|"
    rf"(?:is |are |was |will |has |have |also |been |returns? |back |set |attached |slated |tapped |signed on |"
    rf"on board |confirmed |announced |chosen )+(?:to )?(?:direct|helm|co-?direct)\b|"
    rf"tak(?:es?|ing) (?:over )?(?:on )?(?:the helm|the director[’']s chair|directing)|shar(?:es?|ed) (?:the )?direct|"
    rf"(?:takes?|took|is in|are in) charge of (?:the )?(?:directing|direction|production)|"
    rf"handl(?:es?|ed|ing) (?:the )?direct|(?:will )?(?:make|makes|marks|making|made) (?:his|her|their|an?) "
    rf"(?:(?:\w+ )?directorial debut|(?:\w+ )?debut as (?:a )?(?:series |drama )?director)|"
    rf"(?:serve[sd]?|serving|returns?|work(?:s|ed)) as (?:the )?director\b)"
)
_ASIDE = (
    rf"(?: of (?:{sketch.THEIRS}|[A-Z][\w’'-]*(?: [A-Z][\w’'-]*){{0,4}})(?: fame)?|"
    rf", {_SOME}{{3,140}}?(?:,[”\"’']?|(?<={sketch.THEIRS}))| [–—-] {_SOME}{{3,140}}? [–—-])?"
)
_PATTERNS = (
    re.compile(
        rf"\b(?:[Cc]o-?)?(?:[Dd]irected|[Hh]elmed|[Dd]irection|[Dd]irecting|[Hh]elm is taken|[Oo]verseen)"
        rf"(?: and (?:co-?)?(?:written|penned|created|(?:executive )?produced)| is| (?:is )?handled| (?:is )?led)*"
        rf"(?: with [a-z ]{{2,30}})? by "
        rf"(?:{sketch.THEIRS} )?(?:the )?{_LIKE}{_THOSE}"
    ),
    re.compile(rf"(?<![\w-]){_OFFICE}(?:-writer| and (?:co-?)?writer| duo)?,? (?:{sketch.THEIRS} )?{_THOSE}"),
    re.compile(
        rf"(?:^(?:[-•*·] ?)?|[/(|;] ?)(?:{_OFFICE}|[Dd]irected by|[Dd]irection)(?:\(s\))? ?[:：] {_LIKE}{_THOSE}"
    ),
    re.compile(rf"{_THOSE}{_ASIDE},? (?:who |which )?(?:also )?{_DOES}"),
    re.compile(rf"\b{_CHAIR}{_SOME}{{0,60}}? (?:is|are|will be|by) (?:the )?{_LIKE}{_THOSE}"),
    re.compile(
        rf"{_THOSE}(?:,| [–—-]) (?:who is )?(?:the |its )?(?:(?:[\w’']+['’]s?|chief|main) )?"
        rf"(?:director|PD|helmer){_NOT_OF}"
        r"(?:(?: and (?:co-)?writer)? (?:of|behind|who|for|known)\b|[,.;”]| [–—]|$)"
    ),
    re.compile(rf"{_THOSE} (?:is|are) (?:the|its) (?:(?:drama|series|show)['’]s )?(?:director|PD)s?(?=[.,;]|$)"),
    re.compile(rf"{_THOSE} takes over as (?:the )?director\b"),
    re.compile(
        rf"{_THOSE} is (?:the|its) (?:producing )?(?:director|PD|helmer) (?:of|behind) (?:{_IT}|{sketch.THEIRS})"
    ),
    re.compile(rf"\b{_OFFICE}{_NOT_OF} (?:in charge )?of (?:(?!writer|screenw|act|star|{_P})[^,;]){{1,60}},? {_THOSE}"),
    re.compile(rf"\b(?:[Ww]ith) {_THOSE} (?:at the helm|directing|in the director['’]s chair)\b"),
    re.compile(rf"{_THOSE} PD\b(?! [A-Z])"),
    re.compile(rf"\b(?:direction|directorial debut|direction and leadership) of {_LIKE}{_THOSE}"),
    re.compile(rf"\bdebut (?:of|for|by) (?:[a-z]+ )*director {_THOSE}"),
    re.compile(rf"(?P<list>{_P})['’]s direction\b"),
)
_IN_BRACKETS = re.compile(rf"(?<![\w’'])(?P<list>{NAME}) \((?:[Cc]hief )?(?:[Dd]irector|PD)\)")
_OTHER = re.compile(
    r"\b(?:art|music|musical|photography|film|movie|assistant|managing|creative|action|funeral|executive|program|"
    r"team|hospital|martial arts|casting|service|institute|agency|center|bureau|ministry|museum|foundation|stage|"
    r"deputy|regional|school|general) $",
    re.I,
)
_A_PART = re.compile(
    r"\b(?:plays?|played|playing|portrays?|portrayed|portraying|(?:role|part|character) of) (?:the )?(?:[a-z]+ )?$"
)
_OF_A_FILM = re.compile(rf"\b(?:film|movie) {sketch.THEIRS},? $")
_EARLIER = re.compile(r"\b(?:previously|formerly|once|last) (?:worked|collaborated|teamed up) with (?:the )?$")
_OF_ANOTHER = re.compile(rf"{sketch.THEIRS},? (?:[a-z]+ )?$")
_SEVERAL = re.compile(r"(?:\b(?:[Dd]irectors|PDs|duo|by|are|of)\b|\(s\)|[:：]) ?[:：]? ?(?:[\w’'+-]+ ){0,4}$")
_CREATORS = re.compile(r"\b(?:Studios?|Pictures|Entertainment|Media|Company|Netflix|Team|Group|Productions?)\b")
# Who directs, though nobody else in the article is called so: "Jefri Danial directs"
_FROM_ABROAD = re.compile(
    rf"(?<![\w’'])(?P<list>{NAME})(?: \([^()]*\)| of [“\"‘']?•*[^ ,.]{{1,20}}[”\"’']?)?,? (?:who )?(?:also )?"
    r"(?:directs|helms|will direct|will helm|is directing|is helming|is at the helm|directed (?:it|the|this|all)\b)"
    rf"|(?<!\w)(?P<also>{NAME}),? (?:is )?(?:the |its )director of\b"
)


def directors(paragraphs: Sequence[Paragraph], people: People) -> tuple[list[Person], str | None]:
    """Those whom the article calls the director, and the words."""
    told = [(one, list(_sketches(one, people))) for one in paragraphs if not one.text.startswith("In other ")]
    for pattern in _PATTERNS:
        for one, sketches in told:
            for said in sketches:
                for match in pattern.finditer(said.text):
                    if chosen := _chosen(match, said):
                        start, end = said.place(match.start(), match.end())
                        return _mark(chosen), one.text[start:end]
    for one, _ in told:
        if (marked := _IN_BRACKETS.search(one.masked)) and (known := people.find(marked["list"])):
            return _mark([known]), marked[0]
        if (abroad := _FROM_ABROAD.search(one.masked)) and (name := _from_abroad(abroad["list"] or abroad["also"])):
            return _mark([people.add(name)]), abroad[0]
    for one, _ in told:  # an actor who quotes the director is asked last
        for said in _sketches(replace(one, masked=one.text, marked=()), people):
            for quoted in _PATTERNS[1].finditer(said.text):
                if chosen := _chosen(quoted, said):
                    start, end = said.place(quoted.start(), quoted.end())
                    return _mark(chosen), one.text[start:end]
    return [], None


def _sketches(one: Paragraph, people: People) -> Iterator[sketch.Sketch]:
    for start, end in one.sentences:
        yield sketch.sketch(one, start, end, people, None, brackets=True)


def _chosen(match: re.Match[str], said: sketch.Sketch) -> list[Person]:
    head = said.text[: match.start()]
    if _A_PART.search(head) or _OF_A_FILM.search(head) or _OTHER.search(head) or _EARLIER.search(head):
        return []
    words = match["list"]
    named = [person for person, called in said.named(words) if " " in called or _is_whole(called, person)]
    several = match.start("list") == match.start() or _SEVERAL.search(match[0][: match.start("list") - match.start()])
    if several or not named:
        return named
    also = [person for person, _ in said.named("".join(re.findall(rf"(?:director|PD) ({_P})", words)))]
    return [named[0], *(person for person in also if person in named[1:])]  # "director A, B and C" names one director


def _is_whole(called: str, person: Person) -> bool:
    """Kogonada; but "Director Yoon" is one in the story, or told of elsewhere."""
    return " " not in person.name and not korean.is_surname(called)


def _mark(chosen: list[Person]) -> list[Person]:
    for person in chosen:
        person.crew = True
    return chosen


def _from_abroad(words: str) -> str | None:
    """A name of two or three words that no rule takes for one: "Jefri Danial directs"."""
    several = words.split()
    plain = 2 <= len(several) <= 3 and all(re.fullmatch(r"[A-Z][a-z]+", word) for word in several)
    return words if plain and not NOT_NAMES.intersection(several) and not _CREATORS.search(words) else None


def writers(paragraphs: Sequence[Paragraph], people: People) -> None:
    """Marks the writers, who are not in the cast."""
    written = re.compile(
        rf"(?<!\w)(?:[Ww]riters?|[Ss]creenwriters?|[Ss]criptwriters?|(?:[Ww]ritten|[Pp]enned|"
        rf"[Ss]cripted) by(?: (?:screen)?writers?)?) (?P<list>{NAME}(?:(?:,| and| &) {NAME})*)"
    )
    for one in paragraphs:
        for match in written.finditer(one.masked):
            if _A_PART.search(one.masked, 0, match.start()):
                continue
            for _, _, person in people.mentions(match["list"])[:2]:
                person.crew = True
