"""Who directs and who writes, as an article says it."""

import re
from collections.abc import Sequence

from bot.news.people import NAME, People, Person
from bot.news.prose import Paragraph

_DIRECTOR = re.compile(
    rf"(?:\b(?:[Pp]roducing [Dd]irector(?: \(PD\))?|[Cc]hief [Dd]irector|[Hh]elmer|[Dd]irector|[Dd]irectors|PD|"
    rf"[Pp]roducing director|[Dd]rama director)"
    rf"|\b(?:[Cc]o-)?(?:[Dd]irected|[Dd]irected and (?:written|penned|(?:executive )?produced)|"
    rf"[Hh]elmed|[Dd]irection|[Dd]irecting) by"
    rf"(?: [‘“\"'\[][^’”\"'\]]{{1,60}}[’”\"'\]])?(?: (?:the )?(?:[a-z-]+ ){{0,2}}?(?:PD|[Dd]irectors?|star PD|"
    rf"filmmaker|helmer|creator)| the [a-z-]+)?|"
    rf"\b[Dd]irectors? ?[:：]) (?P<list>{NAME}(?:(?:, {NAME})*,? (?:and|&) {NAME}|(?:, {NAME})+(?=\)|, written\b))?)"
)
_CALLED_DIRECTOR = re.compile(
    rf"\b(?:[Tt]he|[Hh]er|[Hh]is|[Tt]heir|[Ii]ts) (?:(?:drama|show|series)['’]s )?director, (?P<list>{NAME})(?=[,.])"
)
_IS_DIRECTOR = re.compile(rf"\b[Tt]he (?:PD|director) is (?P<list>{NAME})")
_OF_OTHER_WORKS = re.compile(rf"(?<!\w)(?P<list>{NAME})(?:,| is) (?:the |a )?director of\b")
_OTHER_DIRECTOR = re.compile(
    r"(?:art|music|photography|film|movie|assistant|managing|creative|action|funeral|executive|program|team|"
    r"hospital|martial arts) $",
    re.I,
)
_DIRECTS = re.compile(
    rf"(?<!\w)(?P<list>{NAME}),? (?:who )?(?:also )?(?:directs|directed|helms|helmed|(?:is |will be )?(?:directing|"
    rf"helming)|will (?:direct|helm)|is at the helm of|takes? the helm of) "
    rf"(?:(?:the|this) (?:\w+ )?(?:drama|series|production|project|show)|it\b|[\"“‘'])"
)


def directors(paragraphs: Sequence[Paragraph], people: People) -> tuple[list[Person], str | None]:
    """Those whom the article calls the director, and the words."""
    told = [(pattern, False) for pattern in (_DIRECTOR, _CALLED_DIRECTOR, _DIRECTS, _IS_DIRECTOR, _OF_OTHER_WORKS)]
    for pattern, quoted in (*told, (_DIRECTOR, True)):  # an actor who quotes the director is asked last
        for one in paragraphs:
            for match in pattern.finditer(one.text if quoted else one.masked):
                if _OTHER_DIRECTOR.search(one.masked[: match.start()]) or one.text.startswith("In other "):
                    continue
                found = [
                    person for start, end, person in people.mentions(match["list"]) if " " in match["list"][start:end]
                ]
                several = re.search(r"(?:irectors|by) $", one.masked[: match.start("list")])
                chosen = found if several else found[:1]  # "director A, B and C" names one director
                for person in chosen:
                    person.crew = True
                if chosen:
                    return chosen, one.text[match.start() : match.end()]
    return [], None


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
