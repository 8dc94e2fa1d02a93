"""Who directs and who writes, as an article says it."""

import re
from collections.abc import Sequence

from bot.news.not_names import NOT_NAMES
from bot.news.people import NAME, People, Person
from bot.news.prose import Paragraph
from bot.news.speech import WITHIN

_AND = rf"{NAME}(?:(?:, {NAME})*,? (?:and|&) {NAME}|(?:, {NAME})+(?=\)|, written\b|$))?"
_HONOURED = (
    r"(?:(?:the )?(?:[a-z-]+ ){0,2}?(?:PD|[Dd]irectors?|star PD|filmmaker|helmer|creator|duo) |"
    r"the [a-z-]+ |Mr\.? |Ms\.? )?"
)
_DIRECTOR = re.compile(
    rf"(?:\b(?:[Pp]roduc(?:ing|er)[ -][Dd]irector(?: \(PD\))?|[Cc]hief [Dd]irector|[Hh]elmer|[Ff]ilmmaker|"
    rf"[Dd]irector(?:s| duo)?|[Ww]riter-director|[Dd]irector and (?:co-?)?writer|PD|[Dd]rama director)"
    rf"|\b(?:[Cc]o-)?(?:[Dd]irected|[Dd]irected and (?:written|penned|(?:executive )?produced)|[Hh]elmed|[Dd]irection|"
    rf"[Dd]irecting|[Dd]irection is (?:handled|led)|[Hh]elm is taken) by(?: [‘“\"'\[][^’”\"'\]]{{1,60}}[’”\"'\]])?"
    r"|\b(?:direction|directorial debut) of"
    rf"|\b(?:[Dd]irector(?:s|\(s\))?|[Dd]irected by|[Dd]irecting|[Dd]irection|PD) ?[:：]) {_HONOURED}(?P<list>{_AND})"
)
_CALLED_DIRECTOR = re.compile(
    rf"\b(?:[Tt]he|[Hh]er|[Hh]is|[Tt]heir|[Ii]ts|and|[Ww]ith) (?:(?:drama|show|"
    rf"series)['’]s )?director, (?P<list>{NAME})(?=[,.])"
    rf"|\bdirectors? of [“\"‘'][^”\"’']{{1,60}}[”\"’'],? (?P<also>{NAME})"
)
_IS_DIRECTOR = re.compile(rf"\b[Tt]he (?:PD|director) is (?P<list>{NAME})|(?<![\w’'])(?P<also>{NAME}) PD\b(?! [A-Z])")
_OF_OTHER_WORKS = re.compile(
    rf"(?<!\w)(?P<list>{NAME})(?:(?:,| is) (?:the |a )?director of\b"
    r"|, (?:the|its|the (?:drama|series|show)['’]s) director,)"
)
_TOGETHER = re.compile(rf"(?<![\w’'])(?P<list>{_AND}),? co-?(?:directs?|directed|helm|helmed)\b")
_OTHER_DIRECTOR = re.compile(
    r"(?:art|music|photography|film|movie|assistant|managing|creative|action|funeral|executive|program|team|"
    r"hospital|martial arts) $",
    re.I,
)
_IT = (
    r"(?:(?:the|this|all|every|each|both|its) (?:\w+ )?(?:drama|series|production|project|show|episodes?)|it\b|"
    r"[\"“‘'])"
)
_TO_DIRECT = (
    r"(?:(?:directs|helms)(?=[ .,])(?! (?:traffic|attention))|(?:directed|helmed)(?:(?= ?$|[.,])"
    rf"| {_IT})|(?:is |are |will be )(?:directing|helming)\b|will (?:direct|helm)\b|(?:is|are) at the helm\b|"
    r"tak(?:es?|ing) the helm\b|(?:serve[sd]?|serving|returns?|work(?:s|ed)) as (?:the )?director\b|(?:took|takes|"
    r"is in) charge of (?:the )?"
    r"(?:directing|direction)\b|makes? (?:his|her|their) directorial debut\b)"
)
_ASIDE = (
    rf"(?: \([^()]*\)| of [“\"‘']?•*[^ ,.]{{1,20}}[”\"’']?|, (?:who|whose|known|best|the|a|"
    rf"an)\b{WITHIN}{{0,140}},[”\"’']?)?"
)
_DIRECTS = re.compile(rf"(?<![\w’'])(?P<list>{NAME}){_ASIDE},? (?:who )?(?:also )?{_TO_DIRECT}")
_AT_THE_HELM = re.compile(
    rf"\b(?:[Hh]elming|[Dd]irecting) (?:the|this) (?:\w+ )?(?:drama|series|project|show) (?:is|are) (?P<list>{_AND})"
    rf"|\b[Ww]ith (?P<also>{NAME}) (?:at the helm|directing|in the director['’]s chair)\b"
)
_SEVERAL = re.compile(r"(?:\b(?:[Dd]irectors|duo|by|are)|\(s\)|[:：]) ?[:：]? ?(?:[a-z-]+ )*$")
_CREATORS = re.compile(r"\b(?:Studios?|Pictures|Entertainment|Media|Company|Netflix|Team|Group|Productions?)\b")


def directors(paragraphs: Sequence[Paragraph], people: People) -> tuple[list[Person], str | None]:
    """Those whom the article calls the director, and the words."""
    certain = (_DIRECTOR, _CALLED_DIRECTOR, _DIRECTS, _AT_THE_HELM, _IS_DIRECTOR, _OF_OTHER_WORKS, _TOGETHER)
    told = [(pattern, False) for pattern in certain]
    for pattern, quoted in (*told, (_DIRECTOR, True)):  # an actor who quotes the director is asked last
        for one in paragraphs:
            for match in pattern.finditer(one.text if quoted else one.masked):
                if _OTHER_DIRECTOR.search(one.masked[: match.start()]) or one.text.startswith("In other "):
                    continue
                named = match.groupdict()
                words = named["list"] or named["also"]
                found = [person for start, end, person in people.mentions(words) if " " in words[start:end]]
                if not found and pattern in (_DIRECTS, _OF_OTHER_WORKS) and (alone := _from_abroad(words)):
                    found = [people.add(alone)]
                several = pattern is _TOGETHER or _SEVERAL.search(match[0][: match[0].rindex(words)])
                chosen = found if several else found[:1]  # "director A, B and C" names one director
                for person in chosen:
                    person.crew = True
                if chosen:
                    return chosen, one.text[match.start() : match.end()]
    return [], None


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
            for _, _, person in people.mentions(match["list"])[:2]:
                person.crew = True
