"""Who plays whom, and who directs, as an article says it."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bot.core.drafted import Part
from bot.core.spelling import fold
from bot.news.korean import is_given, is_word
from bot.news.people import NAME, NOT_NAMES, STARRING, People, Person
from bot.news.prose import Paragraph
from bot.news.speech import DESCRIBED

_BRACKET = re.compile(
    r"\((?P<how>(?:played|portrayed|performed|acted|voiced) by |actress |actor |played by actor |"
    r"played by actress )?(?P<in>[^()]{2,40})\)"
)
_PLAYS = re.compile(
    r"\b(?:plays?|played(?! by)|playing|portrays?|portrayed(?! by)|portraying|"
    r"takes? on(?: the)?(?: lead)?(?: character|"
    r" role)?(?: of)?|took on|taking on|(?:takes?|took|has|have|lands?|landed) (?:the |a )?(?:lead |"
    r"leading |title |main )?(?:role|part) of|"
    r"stars? as|starred as|starring as|appears? as|transforms? into|transformed into|turns? into|brings? to life|"
    r"in the (?:lead |title |leading )?role of|"
    r"(?:his|her|the) (?:role|character|part)(?:,| of| as| is)|cast as|acts? as|(?:will be|is) seen as|"
    r"steps? into the (?:role|shoes) of|joins as|returns as|as)\b"
)
_PLAYED_BY = re.compile(
    r"(?:,? (?:who |which )?(?:is |will be |was )?(?:to be )?(?:played|portrayed|brought to life|performed) by )"
)
_DIRECTOR = re.compile(
    rf"(?:\b(?:[Pp]roducing [Dd]irector(?: \(PD\))?|[Cc]hief [Dd]irector|[Dd]irector|[Dd]irectors|PD|"
    rf"[Pp]roducing director|[Dd]rama director)"
    rf"|\b(?:[Cc]o-)?(?:[Dd]irected|[Hh]elmed|[Dd]irection|[Dd]irecting) by(?: (?:PD|[Dd]irectors?|star PD))?|"
    rf"\b[Dd]irectors? ?[:：]) (?P<list>{NAME}(?:(?:, {NAME})*,? (?:and|&) {NAME})?)"
)
_CALLED_DIRECTOR = re.compile(
    rf"\b(?:[Tt]he|[Hh]er|[Hh]is|[Tt]heir|[Ii]ts) (?:drama['’]s )?director, (?P<list>{NAME}),"
)
_OTHER_DIRECTOR = re.compile(
    r"(?:art|music|photography|film|movie|assistant|managing|creative|action|funeral|executive|program|team|"
    r"hospital|martial arts) $",
    re.I,
)
_DIRECTS = re.compile(
    rf"(?<!\w)(?P<list>{NAME}),? (?:who (?:also )?(?:directs|directed|helms)|(?:is |will be )?(?:directing|"
    rf"helming)) (?:the (?:drama|series)|it\b|[\"“‘'])"
)
_ROW = re.compile(r"^[-•*·]?\s?(?P<left>[^:–—=]{2,40}?)\s?(?:[:=]|\s[–—-]\s| as )\s?(?P<right>[^.!?:]{2,40})$")


@dataclass(slots=True)
class _Role:
    actor: Person
    character: str | None
    evidence: str
    at: int


def directors(paragraphs: Sequence[Paragraph], people: People) -> tuple[list[Person], str | None]:
    """Those whom the article calls the director, and the words."""
    told = [(pattern, False) for pattern in (_DIRECTOR, _CALLED_DIRECTOR, _DIRECTS)]
    for pattern, quoted in (*told, (_DIRECTOR, True)):  # an actor who quotes the director is asked last
        for one in paragraphs:
            for match in pattern.finditer(one.text if quoted else one.masked):
                if _OTHER_DIRECTOR.search(one.masked[: match.start()]):
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
        rf"(?:[Ww]riters?|[Ss]creenwriters?|[Ss]criptwriters?|(?:[Ww]ritten|[Pp]enned|"
        rf"[Ss]cripted) by(?: (?:screen)?writers?)?) (?P<list>{NAME}(?:(?:,| and| &) {NAME})*)"
    )
    for one in paragraphs:
        for match in written.finditer(one.masked):
            for _, _, person in people.mentions(match["list"])[:2]:
                person.crew = True


def cast(paragraphs: Sequence[Paragraph], people: People, title: str | None) -> list[Part]:
    """In the order in which the actors are met; nobody where no drama is named. Marks the characters in any case."""
    roles: dict[int, _Role] = {}
    latest: Person | None = None
    offset = 0
    for one in paragraphs:
        for actor, character, start, end in (
            *_in_pairs(one, people),
            *_bracketed(one, people),
            *_played_by(one, people),
            *_rows(one, people),
            *_played(one, people, latest),
        ):
            if actor.crew or actor.character:
                continue
            known = roles.get(id(actor))
            if known is None or (known.character is None and character):
                roles[id(actor)] = _Role(actor, character, one.text[start:end], offset + start)
            if character:
                made = people.add(character, character=True)
                people.learn(made)
        offset += len(one.text) + 1
        named = [person for _, _, person in people.mentions(one.masked) if not person.crew and not person.character]
        latest = named[0] if named else latest
    if title is None:
        return []
    offset = 0
    for one in paragraphs:
        for match in (*STARRING.finditer(one.masked), *_TOGETHER.finditer(one.masked), *_in_title(one, title)):
            if re.match(r"[Aa]ct", match[0]) and not _OF_THE_DRAMA.search(_sentence(one, match.start())):
                continue
            for _, _, person in people.mentions(match["list"]):
                if not person.crew and not person.character and id(person) not in roles:
                    roles[id(person)] = _Role(
                        person, None, one.text[match.start() : match.end()], offset + match.start()
                    )
        offset += len(one.text) + 1
    ordered = sorted(roles.values(), key=lambda role: (role.actor.first, role.at))
    return [Part(role.actor.name, role.character, role.evidence) for role in ordered if not role.actor.character]


_LISTED = rf"{NAME}(?:(?:,| and| &|, and|, &) {NAME})+"
_TOGETHER = re.compile(
    rf"(?<!\w)(?P<list>{_LISTED}) (?:will )?(?:play|star|portray|take on|lead|headline|reunite|appear)\b"
)
_OF_THE_DRAMA = re.compile(
    r"\b(?:attend\w*|press|presentation|drama|series|cast|star\w*|lead\w*|role|event|original)\b|[\"“‘'\[]•", re.I
)


def _in_title(one: Paragraph, title: str) -> Iterator[re.Match[str]]:
    """A and B are husband and wife in "Title"."""
    pattern = (
        rf"(?<!\w)(?P<list>{NAME}(?:(?:,| and| &|, and) "
        rf"{NAME})*)(?:,[^,]*,[”\"’']?)? (?:{_LEADS})[^.;]{{0,60}}? (?:in|of|for) "
        rf"(?:[\w’'+-]+ ){{0,6}}?[\"“‘'\[]?$"
    )
    for marked in one.marked:
        if fold(marked.text) == fold(title):
            start = max((start for start, _ in one.sentences if start <= marked.start), default=0)
            if match := re.compile(pattern).search(one.masked, start, marked.start):
                yield match


def _sentence(one: Paragraph, at: int) -> str:
    return next((one.masked[start:end] for start, end in one.sentences if start <= at < end), one.masked)


_LEADS = r"stars?|leads?|headlines?|reunites?|returns?|teams? up|are|faces? off|pairs? up|meets?"
_PAIRS = re.compile(
    rf"(?<!\w)(?P<a>{NAME}) and (?P<b>{NAME}),? (?:will )?(?:star |play |"
    rf"appear )?as (?:the )?(?:[a-z][\w-]* ){{0,3}}(?P<c>{NAME}) and "
    rf"(?:the )?(?:[a-z][\w-]* ){{0,3}}(?P<d>{NAME})"
)
_JOB = re.compile(
    r"(?:CEO|PD|DJ|MC|Dr\.?|Detective|Prosecutor|Chef|Judge|Captain|Team Leader|Manager|Professor|Officer) "
)
_AS_SOMEBODY = re.compile(r" (?:the|a|an|his|her) [a-z]")
_CAST = re.compile(r"\b(?:plays?|portrays?|join\w*|cast|role|stars?|starring)\b")
# in a list of the cast: "Yum Ji-na is taxi driver Kwon Hee-ja"
_IS = re.compile(
    rf"(?:^|[;,] |and )(?P<actor>{NAME}) is (?:the |a |"
    rf"an )?(?:[a-z][\w-]* ){{0,3}}(?P<character>{NAME})(?=[;,.]| who\b|$)"
)
# "he plays", "the 34-year-old actress plays"
_UNNAMED = re.compile(rf"(?:^|[ ,])(?:[Hh]e|[Ss]he|{DESCRIBED})(?: (?:will|also|has|is|be))* $")
_OPENING = re.compile(rf"(?:[Hh]e|[Ss]he|{DESCRIBED})\b")
_Found = tuple[Person, str | None, int, int]


def _bracketed(one: Paragraph, people: People) -> Iterator[_Found]:
    """Yu Na-bi (Han So-hee), Sado (played by Lee Je-hoon)."""
    for match in _BRACKET.finditer(one.masked):
        before = re.search(rf"({NAME})(?:['’]s character)?,? $", one.masked[: match.start()])
        if not before:
            continue
        inner = re.sub(r"^(?:actor|actress) ", "", match["in"]).split(",")[0].strip()
        outer = _tail(before[1], people)
        inside = people.find(inner) or (people.named(inner) if " " not in inner else None)
        start = match.start() - len(before[0]) + before[0].find(outer)
        if not outer or not re.fullmatch(NAME, inner) or re.search(r"\d", inner):
            continue
        known = people.find(outer)
        if inside is None and not match["how"]:
            if known and not known.character and _is_character(inner):
                yield known, inner, start, match.end()
            continue
        actor, character = inside or people.add(inner), outer
        if (
            known
            and not match["how"]
            and _is_actor(known, people, one.masked[: match.start()])
            and not _is_actor(actor, people, "")
        ):
            actor, character = known, inside.name if inside else inner
        if people.find(character) is actor or actor.crew:
            continue
        yield actor, character, start, match.end()


_HONORIFIC = (
    r"(?:Mrs?|Ms|Miss|Inspector|Judge|Nurse|Madam|Chairman|Chairwoman|President|Emperor|Empress|"
    r"Auntie|Uncle|Grandma|Officer|Dr|Doctor|Captain|(?:Crown |Grand )?Princess|(?:Crown |"
    r"Grand )?Prince|King|"
    r"Queen|Lady|Lord|Detective|Chef|Professor)\.?"
)


def _is_character(words: str) -> bool:
    """Whether words in brackets after an actor are a name, and no work of the actor's."""
    several = words.split()
    if re.match(rf"{_HONORIFIC} ", words):
        return len(several) <= 4
    return len(several) <= 3 and all(is_given(word) for word in several) and not any(map(is_word, several))


def _is_actor(person: Person, people: People, before: str) -> bool:
    if person.character:
        return False
    name = re.escape(person.name)
    listed = (
        rf"\b(?:stars|starring|featuring) (?:actors? |actress )?{name}$|\b(?:stars|starring|featuring) "
        rf"[^.]*\) (?:and|,) {name}$"
    )
    called = re.search(rf"(?:[Aa]ctor|[Aa]ctress|star) {name}", before) or re.search(listed, before.rstrip(" ("))
    return bool(called) or abs(person.votes) >= 4


def _tail(words: str, people: People) -> str:
    """The name at the end of capitalised words: "Meanwhile Yu Na-bi" ends in one of two words."""
    found = people.mentions(words)
    if found and found[-1][1] >= len(words) - 2:
        return words[found[-1][0] : found[-1][1]]
    last = words.split()
    while last and last[0] in NOT_NAMES:
        last = last[1:]
    return " ".join(last)


def _played_by(one: Paragraph, people: People) -> Iterator[_Found]:
    for match in _PLAYED_BY.finditer(one.masked):
        after = people.mentions(one.masked[match.end() : match.end() + 60])
        if not after or after[0][0] > 20:
            continue
        head = one.masked[: match.start()]
        sentence = max((start for start, _ in one.sentences if start <= match.start()), default=0)
        before = re.search(rf"({NAME})(?:,[^,]{{0,60}})?$", head[sentence:])
        name = _tail(before[1], people) if before else ""
        known = people.find(name) if name else None
        if not name or not before or (known and _is_actor(known, people, "")) or after[0][2] is known:
            yield after[0][2], None, match.start(), match.end() + after[0][1]
        else:
            yield after[0][2], name, sentence + before.start(), match.end() + after[0][1]


def _rows(one: Paragraph, people: People) -> Iterator[_Found]:
    """A line of a cast list: "Kim Ji-won as Hong Hae-in", "Kim Ji-won – Hong Hae-in"."""
    if len(one.text) > 90 or one.marked:
        return
    match = _ROW.match(one.text)
    actor = people.find(match["left"]) if match else None
    if match is None or actor is None:
        return
    character = re.split(r",| \(", match["right"])[0].strip()
    if re.fullmatch(NAME, character):
        yield actor, character, 0, len(one.text)
    elif character[:1].islower() and " as " in one.text:
        yield actor, None, 0, len(one.text)


def _played(one: Paragraph, people: People, previous: Person | None) -> Iterator[_Found]:
    """Song Kang plays Park Jae-eon; Cho Jung-seok as Ik-jun."""
    latest: Person | None = previous
    for start, end in one.sentences:
        text = one.masked[start:end]
        found = people.mentions(text)
        meant = latest
        latest = next((person for _, _, person in found if not person.crew and not person.character), latest)
        for match in _PLAYS.finditer(text):
            before = [one for one in found if one[1] <= match.start()]
            opening = match[0] == "as" and not before and _OPENING.match(text)
            here = [person for _, _, person in before if not person.crew and not person.character]
            meant = here[0] if here else meant
            if meant and (opening or _UNNAMED.search(text[: match.start()])) and not meant.crew and not meant.character:
                if character := _character(text[match.end() :], people, meant, strict=match[0] == "as"):
                    yield meant, character[0], start, start + match.end() + character[1] + len(character[0])
                continue
            if not before:
                continue
            if match[0] in ("as", "playing") or "role of" in match[0]:
                actors = before[-1:] if match.start() - before[-1][1] < 70 else []
            else:
                actors = _subjects(text[: match.start()], before)
            if len(actors) != 1 or actors[0][2].crew:
                continue
            character = _character(text[match.end() :], people, actors[0][2], strict=match[0] == "as")
            if character:
                name, at = character
                yield actors[0][2], name, start + actors[0][0], start + match.end() + at + len(name)
            elif (match[0] != "as" and re.search(r", who (?:will )?$", text[: match.start()])) or (
                match[0] == "as" and _AS_SOMEBODY.match(text[match.end() :]) and _CAST.search(text)
            ):
                yield actors[0][2], None, start + actors[0][0], start + match.end()
        for match in _IS.finditer(text):
            actor, played = people.find(match["actor"]), people.find(match["character"])
            if actor and played and not actor.crew and not played.crew and played is not actor:
                yield actor, match["character"], start + match.start(), start + match.end()


def _in_pairs(one: Paragraph, people: People) -> Iterator[_Found]:
    """A and B as rival chefs C and D, respectively."""
    for match in _PAIRS.finditer(one.masked):
        actors = [people.find(match[name]) for name in ("a", "b")]
        for actor, name in zip(actors, ("c", "d"), strict=True):
            if actor and not actor.crew and _may_be_name(match[name]):
                yield actor, match[name], match.start(), match.end()


def _may_be_name(name: str) -> bool:
    return all(is_given(word) for word in name.split()) or bool(re.match(rf"{_HONORIFIC} ", name))


def _subjects(head: str, before: list[tuple[int, int, Person]]) -> list[tuple[int, int, Person]]:
    """Who does what the verb after the head says: the nearest person who is no object of "with" or "of"."""
    for at in range(len(before) - 1, -1, -1):
        start, end, person = before[at]
        if re.search(r"\b(?:with|of|for|opposite|by|to|alongside|as|from|about)(?: [a-z]\w*)? $", head[:start]):
            continue
        if re.match(r"['’]s?\b", head[end:]):
            continue
        if at and re.fullmatch(r"(?: \([^)]*\))? (?:and|&) ", head[before[at - 1][1] : start]):
            return []  # "A and B play": who plays whom is not said
        return [(start, end, person)]
    return []


def _character(rest: str, people: People, actor: Person, *, strict: bool) -> tuple[str, int] | None:
    """The first name after the verb, within its clause."""
    clause = re.split(
        r"\b(?:while|whereas|opposite|alongside|with|who falls|but)\b|(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)[;.!?] |\. ?$", rest
    )[0]
    if strict:
        match = re.match(rf" (?:the )?(?:[a-z][\w-]* ){{0,3}}({NAME})", clause)
    else:
        match = re.search(rf"(?:^|[ ,(—–])(?:named |called |character |of |as )?({NAME})", clause)
    while match:
        words = match[1]
        found = [
            one
            for one in people.mentions(words)
            if not re.match(r"['’]s?\b", f"{words[one[1] :]}{clause[match.end(1) :]}")
        ]
        plain = found and (found[0][0] == 0 or _JOB.fullmatch(words[: found[0][0]]))
        if found and found[0][2] is not actor and (plain or strict is False):
            name = words[found[0][0] : found[0][1]]
            person = found[0][2]
            if person.crew:
                return None
            return (person.name if person.name.count(" ") >= name.count(" ") else name), match.start(1) + found[0][0]
        if honoured := re.match(rf"{_HONORIFIC} {NAME}", words):
            return honoured[0].rstrip("."), match.start(1)
        owner = re.search(r"['’]s?$", words) or re.match(r"['’]s?\b", clause[match.end(1) :])
        first = "" if owner else _tail(words, people)
        if (
            first
            and not found
            and all(is_given(word) or word.endswith("a") for word in first.split())
            and len(first) > 2
            and len(first.split()) <= 3
        ):
            return first, match.start(1) + words.find(first)
        if strict:
            return None
        match = re.compile(rf"(?:[ ,(—–])({NAME})").search(clause, match.end(1))
    return None
