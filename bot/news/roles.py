"""Sentences, brackets and lists that say who plays whom."""

import re
from collections.abc import Iterator
from itertools import islice

from bot.news import characters, korean
from bot.news.characters import is_actor
from bot.news.not_names import NOT_NAMES
from bot.news.people import NAME, People, Person
from bot.news.prose import Paragraph
from bot.news.speech import DESCRIBED, WITHIN

_PLAYS = re.compile(
    r"\b(?:plays?|played(?! (?:\w+ly )?by)|playing|portrays?|portrayed(?! (?:\w+ly )?by)|portraying|essays?|"
    r"tak(?:es?|ing) on(?: the)?(?: lead)?(?: character|"
    r" role)?(?: of)?|took on|"
    r"stars? as|starred as|starring as|appears? as|transform(?:s|ed|ing)? into|turn(?:s|ed|ing) into|"
    r"br(?:ings?|ought|inging)(?: to life|(?= (?:[a-z]+ ){0,3}[A-Z][\w-]+(?: [A-Z][\w-]+){0,2} to life))|"
    r"(?:(?:takes?|took|has|have|lands?|landed|in|into) )?(?:(?:the |a )?(?:[a-z]+ )?(?:role|shoes)|the part) of|"
    r"(?:his|her|the) (?:role|character|part)(?:,| of| as| is)|cast as|acts? as|(?:will be|is) seen as|"
    r"joins as|returns as|(?<!such )(?<!well )(?<!same )(?<!known )"
    r"as(?! (?:well|will|is|are|was|were|does|do|did|has|have|if|though)\b))\b"
)
_PLAYED_BY = re.compile(
    r"(?:(?:,| [–—-])? (?:who |which |a (?:role|part|character) )?(?:is |will be |was )?(?:to be )?(?:played|"
    r"portrayed|brought to life|taken(?: on)?|"
    r"performed)(?: \w+ly)? by |(?<=[a-z]) (?:went|goes|will go|was given) to (?=(?:[a-z]+ )*[A-Z]))"
)
_BESIDE_ROLE = re.compile(rf"(?:^|, |\. )({NAME})$")
_APART_ROLE = re.compile(rf"({NAME})(?:,(?! (?:and|while|but|whose) )[^,]{{0,60}}| is (?:an?|the) [^,;]{{2,60}})?$")
_ROW = re.compile(
    r"^[-•*·]?\s?(?P<left>[^:–—=]{2,40}?)\s?(?:[:=→➜]|\.{3,}|…+|\s[–—/|-]\s| as )\s?(?P<right>[^.!?:]{2,90})$"
)


_THIS_ROLE = re.compile(
    rf"(?:^|[.,] )(?:(?:[Tt]aking on|[Pp]laying|[Pp]ortraying) (?:this|the|that) (?:[a-z]+ )?(?:role|character|part)|"
    rf"(?:[Bb]ringing|[Pp]ortraying|[Pp]laying) (?:him|her)(?: to (?:the screen|life))?) "
    rf"(?:is|are) (?:[a-z]+ ){{0,3}}(?P<actor>{NAME})"
)
_AS_ROW = re.compile(rf"^[-•*·]?\s?(?P<left>{NAME}) as (?P<right>{NAME}(?: \d+)?)(?=,| \(| [–—-] |:|$)")
_ROLES = re.compile(r"\b(?:roles|parts|characters|leads)\b")
_BRACKETS = re.compile(r" ?\([^()]*\)")
_TWO = re.compile(
    rf"\b(?:as|is|plays?|playing|portrays?|roles? of) (?:the )?(?:both|twins?|identical|two|dual|"
    rf"double)\b(?: [a-z-]+){{0,4}} "
    rf"(?P<a>{NAME})(?:, [^,.;]{{1,60}},| \([^()]*\))? and (?:[a-z][\w-]* ){{0,5}}(?P<b>{NAME})"
    rf"|\b(?:dual|double|two|twin) roles? (?:of|as) (?:the )?(?:[a-z][\w-]* ){{0,4}}(?P<c>{NAME})"
    rf"(?:, [^,.;]{{1,60}},| \([^()]*\))? and (?:[a-z][\w-]* ){{0,5}}(?P<d>{NAME})"
)
_UNNAMED_TWO = re.compile(rf"(?:^|[ ,])(?:[Hh]e|[Ss]he|{DESCRIBED})\b[^,]*$")
_PAIRS = re.compile(
    rf"(?<!\w)(?P<a>{NAME}) and (?P<b>{NAME}),? (?:(?:in|for) [a-z -]{{3,30}}, (?=playing))?(?:will )?"
    rf"(?:(?:star |play |appear |reprise their roles )?as|play|portray|(?:play|take on|have|in) the roles of|"
    rf"playing(?=[^.;]{{3,90}} respectively\b)) "
    rf"(?:the )?(?:[a-z][\w-]* ){{0,3}}(?P<c>{NAME}) and "
    rf"(?:the )?(?:[a-z][\w-]* ){{0,3}}(?P<d>{NAME})"
)
_BESIDE = re.compile(r"\b(?:alongside|opposite) $")  # "Lee will act alongside Shin as the nurse Han"
_AS_SOMEBODY = re.compile(rf" (?:the|a|an|his|her|their|{NAME}['’]s) [a-z]")
_SOMEBODY = re.compile(
    rf" (?:the|a|an|his|her|{NAME}['’]s) (?!(?:\w+ )?(?:role|part|character|piano|guitar|violin|"
    r"game|card|song|record|key|lead)\b)[a-z]"
)
_HE_IS = re.compile(rf"(?:\b[Hh]e|\b[Ss]he|{DESCRIBED})(?: is|’s|'s| will be) (?P<character>{NAME})(?=[,.;]|$)")
_OWN = re.compile(
    rf"(?<!\w)(?P<actor>{NAME})['’]s (?!(?:[a-z-]+ ){{0,3}}(?:co-?star|labelmate|agency|wife|husband|"
    rf"mother|father|brother|"
    rf"sister|friend|director|colleague|partner|member|manager|son|daughter|fan|role|performance)\b)"
    rf"(?:[a-z][\w-]* ){{1,4}}?(?:named |called )?(?P<character>{NAME})(?=[,.)]|$| (?:is|who|and|has|will)\b)"
    rf"|(?<!\w)(?P<actor2>{NAME})['’]s (?:[a-z][\w-]* ){{1,3}}?[a-z][\w-]*, (?P<character2>{NAME})(?=[,.])"
)
_POSSESSED = re.compile(rf"(?<!\w)(?P<actor>{NAME}?)['’]s (?P<character>{NAME})(?= [a-z]|[,.)—–]|$)")
_HIS_CHARACTER = re.compile(
    rf"\b(?:[Hh]er|[Hh]is) (?:character|role),? (?:the |a |an )?(?:[a-z][\w-]* ){{0,3}}"
    rf"(?P<character>{NAME})(?=[,.]| (?:is|as)\b)"
)
_OWN_CHARACTER = re.compile(r"\b(?:her|his|Her|His) (?:own )?character\b")
_FILM = re.compile(r"\b(?:film|movie)\b")
_CAST = re.compile(r"\b(?:casting|appears?|plays?|portrays?|join\w*|cast|role|stars?|starring)\b", re.I)
# in a list of the cast: "Yum Ji-na is taxi driver Kwon Hee-ja"
_IS = re.compile(
    rf"(?:^|[;,] |\b(?:and|while|newcomer|rookie|actor|actress|star|veteran|idol|series|drama|show|it) )"
    rf"(?P<actor>{NAME})(?:, \d\d,)? is "
    rf"(?!(?:\w+ )?(?:played|portrayed|performed|voiced)\b)(?:the |a |an |his |her )?"
    rf"(?:(?!(?:by|with|to|of|from|in|for|joined|actor|actress|star)\b)[a-z][\w-]*,? ){{0,4}}"
    rf"(?P<character>{NAME})(?=[;,.]| who\b|$)"
)
_JOINED = re.compile(r"\b(?:[Jj]oining|[Ww]ith|[Oo]pposite|[Aa]longside|[Bb]esides?)\b[^,;]*$")
_TOLD_APART = re.compile(r", (?:an?|the|his|her|who|whose)\b| who\b")
# "Jang is a strict leader of the team, Lee Kang-mu.", "Jang, who won a prize, is a truck driver called Kang-mu"
_IS_A_NAMED = re.compile(
    rf"(?:(?<!\w)(?P<actor>{NAME})(?:, (?:who|whose|\d\d)\b{WITHIN}{{0,140}},[”\"’']?)?|\b[Hh]e|\b[Ss]he|"
    rf"{DESCRIBED}) (?:is|will be) "
    rf"(?:an?|the) (?:[^.;,]{{3,100}}, |[^.;,]{{3,60}} (?:named|called) )(?P<character>{NAME})(?=[.,]|$)"
)
_CHARACTER_OF_HIS = re.compile(rf"(?<!\w)(?P<character>{NAME}), (?:his|her) character(?=[.,])")
# "he plays", "the 34-year-old actress plays"
_IS_SOMEBODY = re.compile(
    rf"(?:, |\b(?:while|and) )(?P<actor>{NAME})(?: \([^()]*\))? is (?:the|an?|his|her) [a-z]"
)  # "is the nurse who"
_UNNAMED = re.compile(rf"(?:^|[ ,])(?:[Hh]e|[Ss]he|{DESCRIBED})(?:, \d\d,)?(?:,? (?:will|also|has|is|be|who))* $")
_IN_CHARGE = re.compile(
    rf"(?:^|[ ,])(?:[Hh]e|[Ss]he|{DESCRIBED})(?: [a-z]+){{1,5}} $"
)  # "He is in charge of the role of"
_OPENING = re.compile(rf"(?:[Hh]e|[Ss]he|{DESCRIBED})\b")
_SHE_ACTS = re.compile(
    r"\b(?:he|she) (?:\w+ ){0,3}?(?:appears?|appeared|stars?|joins?|returns?|acts?|features?|debuts?)\b[^.;]*$"
)
_TAKEN_ON = re.compile(r" (?:play|plays|playing|take on|takes on|taking on) $")
# "Kim plays Go and Lee plays Do": Go and Lee are not two who do something together
_PART_BEFORE = re.compile(r"\b(?:plays|portrays|as|playing|portraying) (?:the )?(?:[a-z-]+ ){0,3}$")
_ACTING = (" ", " will ", " is ", " will be ")
_MOST = 40  # of one sentence that are looked at: no sentence of an article has more
Found = tuple[Person, str | None, int, int]


def played_by(one: Paragraph, people: People) -> Iterator[Found]:
    for match in _PLAYED_BY.finditer(one.masked):
        after = people.mentions(one.masked[match.end() : match.end() + 60])
        if not after or after[0][0] > 20:
            continue
        head = one.masked[: match.start()]
        sentence = max((start for start, _ in one.sentences if start <= match.start()), default=0)
        before = _BESIDE_ROLE.search(head[sentence:]) or _APART_ROLE.search(head[sentence:])
        name = characters.tail(before[1], people) if before else ""
        name = "" if characters.is_institution(name) else name
        if re.search(r"(?:^|[.!?] )(?:She|He|They|The (?:role|part|character))$", head[sentence:]):
            name = _last_named(one.masked[:sentence], people) or ""
        known = people.find(name) if name else None
        if name and known is None and (whole := people.named(name)) and whole.name.endswith(f" {name}"):
            name = whole.name if not is_actor(whole, people, "") and whole is not after[0][2] else name
        for other in after[1:] if _ROLES.search(head[sentence:]) else ():
            yield other[2], None, match.start(), match.end() + other[1]
        if name and not before:
            yield after[0][2], name, sentence, match.end() + after[0][1]
        elif not name or not before or (known and is_actor(known, people, "")) or after[0][2] is known:
            yield after[0][2], None, match.start(), match.end() + after[0][1]
        else:
            yield after[0][2], name, sentence + before.start(), match.end() + after[0][1]


def _last_named(text: str, people: People) -> str | None:
    """Of whom the sentence before spoke, in full."""
    found = [(start, end) for start, end, person in people.mentions(text[-300:]) if not is_actor(person, people, "")]
    named = [text[-300:][start:end] for start, end in found]
    return next((name for name in reversed(named) if " " in name), named[-1] if named else None)


def rows(one: Paragraph, people: People) -> Iterator[Found]:
    """A line of a cast list: "Kim Ji-won as Hong Hae-in", "Kim Ji-won – Hong Hae-in"."""
    told = _AS_ROW.match(one.text) if not one.marked else None
    if told and told["left"].count(" ") == 1 and characters.ranked(told["right"]):
        yield people.find(told["left"]) or people.add(told["left"]), told["right"], 0, told.end()
        return
    if told and (actor := people.find(told["left"])):
        yield actor, told["right"], 0, told.end()
        return
    text = _BRACKETS.sub("", one.masked)
    if len(text) > 130 or "•" in text[1:]:
        return
    match = _ROW.match(text)
    actor = people.find(match["left"]) if match else None
    if match is None or actor is None:
        return
    other = people.find(match["right"])
    if other and is_actor(other, people, "") and not is_actor(actor, people, ""):
        yield other, match["left"], 0, len(one.text)
        return
    character = re.split(r",| \(", match["right"])[0].strip()
    if character.split()[0] in NOT_NAMES:  # "Kang Tae-wook: The Husband"
        return
    if re.fullmatch(NAME, character):
        yield actor, character, 0, len(one.text)
    elif (character[:1].islower() and " as " in one.text) or re.fullmatch(rf"{NAME}['’]s [a-z][a-z -]+", character):
        yield actor, None, 0, len(one.text)


def played(one: Paragraph, people: People, previous: Person | None) -> Iterator[Found]:
    """Song Kang plays Park Jae-eon; Cho Jung-seok as Ik-jun."""
    latest: Person | None = previous
    for start, end in one.sentences:
        text = one.masked[start:end]
        found = people.mentions(text)
        meant = earlier = latest
        latest = next((person for _, _, person in found if not person.crew and not person.character), latest)
        for match in islice(_PLAYS.finditer(text), _MOST):
            before = [one for one in found if one[1] <= match.start()]
            opening = (
                match[0] == "as"
                and not any(re.match(r"(?!['’])", text[end:]) for _, end, one in before if not one.character)
                and (_OPENING.match(text) or _SHE_ACTS.search(text[: match.start()]))
            )
            here = [person for _, _, person in before if not person.crew and not person.character]
            meant = here[0] if here else meant
            unnamed = _UNNAMED.search(text[: match.start()]) or (
                not before and match[0].endswith(" of") and _IN_CHARGE.search(text[: match.start()])
            )
            if meant and (opening or unnamed) and not meant.crew and not meant.character:
                if character := characters.after_verb(text[match.end() :], people, meant, strict=match[0] == "as"):
                    yield meant, character[0], start, start + match.end() + character[1] + len(character[0])
                continue
            if not before or text[: match.start()].endswith("and, "):  # "Moon and, as the captain, Lee"
                continue
            beside = match[0] == "as" and len(before) > 1 and not _PLAYS.search(text, before[-2][1], match.start())
            if (match[0] in ("as", "playing") or "role of" in match[0]) and not (
                beside and _BESIDE.search(text[: before[-1][0]])
            ):
                actors = before[-1:] if match.start() - before[-1][1] < 70 else []
            else:
                actors = _subjects(text[: match.start()], before)
            if len(actors) != 1 or actors[0][2].crew:
                continue
            character = characters.after_verb(text[match.end() :], people, actors[0][2], strict=match[0] == "as")
            if character:
                name, at = character
                yield actors[0][2], name, start + actors[0][0], start + match.end() + at + len(name)
            elif _plays_somebody(text, match):
                yield actors[0][2], None, start + actors[0][0], start + match.end()
        for match in _IS_A_NAMED.finditer(text):
            actor = people.named(characters.tail(match["actor"], people)) if match["actor"] else earlier
            named = match["character"].rstrip(".")
            whole = korean.full_names(named) == [(0, len(named))]
            whole = whole or bool(re.search(r" (?:named|called) $", text[: match.start("character")]))
            if not actor or actor.crew or actor.character or people.find(named) is actor or not whole:
                continue
            if _could_be(named, people):
                yield actor, named, start + match.start(), start + match.end()
        for pattern in (_HE_IS, _HIS_CHARACTER, _CHARACTER_OF_HIS):
            for match in pattern.finditer(text):
                who = _last_actor(found, match.start()) or earlier
                named = characters.tail(match["character"], people)
                if who and named and people.find(named) is not who and _could_be(named, people):
                    yield who, named, start + match.start(), start + match.end()
        if of_own := _OWN_CHARACTER.search(text):
            actor = _last_actor(found, of_own.start()) or _last_actor(found[:1], len(text)) or earlier
            if actor and not actor.crew and not actor.character:
                yield actor, None, start + of_own.start(), start + of_own.end()
        if _PLAYS.search(text):
            for match in _IS_SOMEBODY.finditer(text):
                actor = people.find(match["actor"])
                if actor and not actor.crew and not actor.character:
                    yield actor, None, start + match.start(), start + match.end()
        for match in _OWN.finditer(text):
            actor = people.named(match["actor"] or match["actor2"])
            named = (match["character"] or match["character2"]).rstrip(".")
            if not actor or actor.crew or actor.character:
                continue
            if _could_be(named, people) and people.find(named) is not actor:
                yield actor, named, start + match.start(), start + match.end()
        for match in _POSSESSED.finditer(text):  # "Kim's Go meets Lee's Do"
            actor, named = people.find(match["actor"]), match["character"]
            whole = korean.full_names(named) == [(0, len(named))] and _could_be(named, people)
            if whole and actor and " " in actor.name and not actor.crew and not actor.character:
                yield actor, named, start + match.start(), start + match.end()
        for match in _IS.finditer(text):
            named = characters.tail(match["character"].rstrip("."), people)
            actor, played = people.named(match["actor"]), people.find(named)
            if not actor or actor.character or actor.crew or played is actor:
                continue
            if _JOINED.search(text, 0, match.start("actor")):
                continue
            if (played and not played.crew) or (
                not played and _TOLD_APART.match(text, match.end()) and _is_called(named)
            ):
                yield actor, named, start + match.start(), start + match.end()


def _is_called(name: str) -> bool:
    """Whether it may only be somebody's name, though nobody else in the article is called so."""
    ranked = characters.ranked(name)
    return bool(ranked) or (characters.may_be_one(name) and not any(map(korean.is_word, name.split())))


def _plays_somebody(text: str, told: re.Match[str]) -> bool:
    """Whether the verb tells of a part that has no name: "plays a doctor"."""
    verb, before, rest = told[0], text[: told.start()], text[told.end() :]
    if verb == "as":
        return bool(_AS_SOMEBODY.match(rest) and _CAST.search(text)) and not _FILM.search(text)
    if re.search(r", who (?:will )?$", before):
        return True
    if re.search(r"\b(?:role|part) of$", verb):
        return bool(_AS_SOMEBODY.match(rest) and _TAKEN_ON.search(before))
    plays = verb in ("play", "plays", "portray", "portrays", "played") or verb.endswith(" as")
    return plays and bool(_SOMEBODY.match(rest))


def _last_actor(found: list[tuple[int, int, Person]], before: int) -> Person | None:
    named = [person for _, end, person in found if end <= before and not person.crew and not person.character]
    return named[-1] if named else None


def _could_be(name: str, people: People) -> bool:
    """Whether it may be a character's: a name that nobody known to act or to make the drama has."""
    known = people.find(name)
    return characters.may_be_one(name) and not (known and (known.crew or is_actor(known, people, "")))


def in_this_role(one: Paragraph, people: People, before: Paragraph | None) -> Iterator[Found]:
    """Taking on this role is Lee: the character is the one of whom the words before tell."""
    for match in _THIS_ROLE.finditer(one.masked):
        actor = people.find(match["actor"].rstrip("."))
        if actor is None or actor.crew:
            continue
        told = one.masked[: match.start()] or (before.masked if before else "")
        yield actor, _last_named(told, people), match.start(), match.end()


def in_two(one: Paragraph, people: People, previous: Person | None) -> Iterator[Found]:
    """Lee as twin sisters Eun-byul and Eun-dal; he is both the baker Han and his brother Moon."""
    for start, end in one.sentences:
        text = one.masked[start:end]
        if not (match := _TWO.search(text)):
            continue
        both = (match["a"] or match["c"], match["b"] or match["d"])
        named = [person for _, _, person in people.mentions(text[: match.start()]) if not person.crew]
        actor = named[-1] if named else previous if _UNNAMED_TWO.search(text[: match.start()]) else None
        if actor is None or actor.character or any(people.find(name) is actor for name in both):
            continue
        for name in both:
            character = characters.tail(name.rstrip("."), people)
            if character and not is_actor(people.find(character) or Person(character), people, ""):
                yield actor, character, start + match.start(), start + match.end()


def in_pairs(one: Paragraph, people: People) -> Iterator[Found]:
    """A and B as rival chefs C and D, respectively."""
    for match in _PAIRS.finditer(one.masked):
        actors = [people.find(match[name]) for name in ("a", "b")]
        for actor, name in zip(actors, ("c", "d"), strict=True):
            if actor and not actor.crew and characters.may_be_one(match[name]):
                yield actor, match[name], match.start(), match.end()


def _subjects(head: str, before: list[tuple[int, int, Person]]) -> list[tuple[int, int, Person]]:
    """Who does what the verb after the head says: the nearest person who is no object of "with" or "of"."""
    for at in range(len(before) - 1, -1, -1):
        start, end, person = before[at]
        held = re.search(r"\b(?:with|of|for|opposite|by|to|alongside|as|from|about)(?: [a-z]\w*)? $", head[:start])
        if held and not (held[0] == "as " and head[end:] in _ACTING):  # "as Song plays a soldier"
            continue
        if re.match(r"['’]s?\b", head[end:]):
            continue
        joined = at and re.fullmatch(r"(?: \([^)]*\))? (?:and|&) ", head[before[at - 1][1] : start])
        if joined and not _PART_BEFORE.search(head, 0, before[at - 1][0]):
            return []  # "A and B play": who plays whom is not said
        return [(start, end, person)]
    return []
