"""Brackets that say who plays whom: "Yu Na-bi (Han So-hee)", "Han So-hee (Yu Na-bi)"."""

import re
from collections.abc import Iterator, Sequence

from bot.news import characters, korean
from bot.news.characters import is_actor
from bot.news.not_names import NOT_NAMES
from bot.news.people import NAME, People, Person
from bot.news.prose import Paragraph
from bot.news.sketch import TRADE
from bot.news.starring import WORD
from bot.news.titles import is_title

_BRACKET = re.compile(
    r"\((?P<how>(?:(?:[a-z’'-]+ ){0,6}?(?<!directed )(?<!written )(?<!produced )by |"
    r"(?:(?:to be |will be |is |who is )?starring ))?(?:(?:actor|actress|rookie|newcomer|veteran|idol|singer)"
    r"(?: actor| actress)? )?)(?P<in>[^()]{2,80})\)"
)
_NAMED_SO = re.compile(r"\b(?:named|called|character|role of|part of|plays?|as) $")
_A_PART = re.compile(  # "an elite newbie Jang (Kang)"
    rf"\b(?:an?|the|his|her) (?:[a-z-]+ ){{1,4}}(?<!actor )(?<!actress )(?<!star )(?<!singer )(?<!idol ){NAME} $"
)
_TALE = re.compile(
    r"\b(?:story|tale|stories|romance|love|relationship) (?:of|between|about)\b|\b(?:follows|revolves|depicts)\b"
)
_LIST = rf"(?:{NAME}(?: \([^()]*\))?(?:, and |, | and | & ))*"
_STARRING = re.compile(
    r"\b(?:[Ss]tarring|[Ss]tars|[Ff]eaturing|[Ff]eatures|[Ff]ronted by|[Hh]eadlined by|[Ll]ed by|joined by|"
    rf"newcomers?(?: are)?|cast (?:also )?includes|[Cc]ast:|alongside)(?: (?:actors?|actress(?:es)?))? {_LIST}$"
)
_BACK = re.compile(
    rf"(?:(?:, and |, | and | & ){NAME} \([^()]*\))*(?:,? (?:also|all|will|both))* "
    r"(?:are back|returns?|rounds? out|completes?|joins?|co-stars?|stars? in|leads?)\b"
)
_SPEAKS = re.compile(r" ?: [“\"‘']")
_ONLY_PAIRS = re.compile(rf"{NAME} \({NAME}\)(?:(?:, and|,| and| &|;| /) {NAME} \({NAME}\)){{1,}}[.]?")
_NEAR = 300  # letters
# surnames that are no words and no syllables of other names
_SURELY_KOREAN = ("Ahn", "Bae", "Choi", "Kang", "Kim", "Kwon", "Lee", "Park", "Yoon")
_ON_STAGE = re.compile(r"\b(?:from left|press conference|photo ?call|script reading)\b", re.I)
_PLACED = re.compile(r"\b(?:in|of|at|from|to) $")
_ROLL = re.compile(rf"{NAME}(?: \([^()]*\))?(?:(?:, and|, &|,| and| &) {NAME}(?: \([^()]*\))?){{2,}}")
_SOMEBODY = re.compile(
    rf"{NAME}['’]s (?:[a-z-]+ ){{0,3}}[a-z-]+ $|\band [a-z]+ $|"
    r"\b(?:[Aa]n?|[Tt]he|[Hh]is|[Hh]er|[Tt]heir) (?:(?:[\w’'-]+ ){0,3}|(?:(?!by )[a-z’'-]+ ){0,7})[a-z-]+,? $"
)
_MADE = re.compile(  # "built by a carpenter (Jo Mun-sik)"
    r"\b(?:built|made|created|designed|composed|sung|written|penned|drawn|shot|filmed|taken|directed|produced|"
    r"choreographed|styled|hosted|translated) by $"
)
_NO_PART = re.compile(
    r"\b(?:director|writer|screenwriter|author|PD|producer|creator|singer|photo\w*|agency|president|reporter|critic|"
    r"host|emcee|composer|interview|film|movie|right|left|center|above|below|pictured)\b|[Ss]creenwriter"
)
_TOLD_OF = re.compile(  # "Sa Mun-hee, a retired boxer (Goo)", "Sa Mun-hee, 43 (Goo)"
    rf"(?<![\w’'])(?P<name>{WORD} {WORD}(?: {WORD})?), (?:\d\d|"
    rf"who(?: (?!(?:his|her|their|the|an?|by|of)\b)[a-z]+){{1,8}}|(?:an?|the|his|her|their) "
    rf"[a-z](?:(?!\b(?:whose|who|with|and|by)\b)[^.;,()]){{2,60}}) $"
)
_PAIR = re.compile(
    rf"(?<!\w)(?P<c>{NAME}) and (?P<d>{NAME}) \((?:played by )?(?P<a>{NAME}) and (?P<b>{NAME})(?:,? respectively)?\)"
)
_EPITHET = re.compile(
    rf"(?:(?:(?:the|an?|our|her|his|their|former|ex) (?:(?!as |in |by |also )[a-z][\w’'-]* ){{0,5}})?|"
    rf"(?:(?!as |in |by )[\w’'•“”‘.&+-]+ ){{0,6}}?(?:[\w-]*[A-Z]\w*['’]s?|{TRADE}) )"
)
_KNOWN_FOR = re.compile(r"$|[!?;:/]| (?:of|from) | \d| (?=[A-Z“‘'\"•]).*\b(?:19|20)\d\d$")
Found = tuple[Person, str | None, int, int]


def learn(paragraphs: Sequence[Paragraph], people: People) -> None:
    """Marks as actors those whose brackets leave no doubt: "named Yu Na-bi (Han So-hee)", "(played by Han So-hee)".

    Of the others, which of two names is the actor's is told by all of them together: sites write it one way.
    """
    unsure: list[tuple[Person, Person]] = []
    outer_acts = 0
    listed = {id(person) for one in paragraphs for person in _listed(one, people)}
    for one in paragraphs:
        for match in _BRACKET.finditer(one.masked):
            before = re.search(rf"({NAME}) $", one.masked[: match.start()])
            inner = people.find(_inner(match, people))
            named = before and _NAMED_SO.search(one.masked, 0, before.start())
            if (named or "by " in match["how"]) and inner:
                inner.actor = not inner.crew
            outer = people.find(characters.tail(before[1], people)) if before else None
            if before is None or outer is None or inner is None or outer is inner or named or "by " in match["how"]:
                continue
            unsure.append((outer, inner))
            outer_acts += _acts(outer, paragraphs, people) - _acts(inner, paragraphs, people)
            starring = _STARRING.search(one.masked, max(0, match.start() - _NEAR), before.start())
            outer_acts += (id(outer) in listed) - (id(inner) in listed)
            outer_acts += bool(_ON_STAGE.search(one.masked))
            outer_acts += 2 * bool(_SPEAKS.match(one.masked, match.end()))
            outer_acts += bool(_ONLY_PAIRS.fullmatch(one.masked))
            outer_acts += 2 * bool(starring or _BACK.match(one.masked, match.end()))
            outer_acts -= 2 * bool(
                _A_PART.search(one.masked, max(0, before.start() - 60) if before else 0, match.start())
            )
            outer_acts -= 2 * bool(_TALE.search(one.masked, max(0, match.start() - 120), match.start()))
    if outer_acts > 0:
        for outer, inner in unsure:
            outer.actor = outer.actor or not (inner.actor or outer.crew or outer.character)
    if outer_acts < 0:
        for outer, inner in unsure:
            inner.actor = inner.actor or not (outer.actor or inner.crew or inner.character)


def _listed(one: Paragraph, people: People) -> Iterator[Person]:
    """Those of whom three or more stand together, without brackets: actors are told like this, characters seldom."""
    for match in _ROLL.finditer(one.masked):
        if "(" not in match[0]:
            named = people.mentions(match[0])
            yield from (person for _, _, person in (named if len(named) > 2 else ()))


def _acts(person: Person, paragraphs: Sequence[Paragraph], people: People) -> int:
    """How much speaks for an actor: a place in the headline, and words said."""
    names = "|".join(map(re.escape, person.spellings))
    said = re.compile(
        rf"(?<![\w’'])(?:{names}),? (?:also |who |will )*"
        r"(?:plays?|said|shared|explained|added|remarked|commented|told)\b"
    )
    return (person.first < people.headline) + 2 * any(said.search(one.masked) for one in paragraphs)


def _inner(bracket: re.Match[str], people: People) -> str:
    """The name within, without what tells who that is: "the excellent Han So-hee", "Han So-hee of “Ash”"."""
    words: str = re.sub(r"^(?:actor|actress) ", "", bracket["in"]).split(",")[0].strip(" !?")
    if re.fullmatch(NAME, words) and (people.find(words) or "by " not in bracket["how"]):
        return words
    if "by " in bracket["how"]:  # the last one, for what stands before it tells who that is
        whole = korean.full_names(words)
        last = re.search(rf"({NAME})$", words)
        return words[whole[-1][0] : whole[-1][1]] if whole else last[1] if last else words
    for start, end, _ in people.mentions(words):
        if _EPITHET.fullmatch(words[:start]) and _KNOWN_FOR.match(words[end:]):
            return words[start:end]
    return words


def in_pairs(one: Paragraph, people: People) -> Iterator[Found]:
    """Yu Na-bi and Park Jae-eon (Han So-hee and Song Kang)."""
    for match in _PAIR.finditer(one.masked):
        for actor, character in (("a", "c"), ("b", "d")):
            person, played = people.find(match[actor]), characters.tail(match[character], people)
            if person and played and not person.crew and people.find(played) is not person:
                yield person, played, match.start(), match.end()


def bracketed(one: Paragraph, people: People) -> Iterator[Found]:
    """Yu Na-bi (Han So-hee), Sado (played by Lee Je-hoon)."""
    found = {match.start(): (match, one.masked) for match in _BRACKET.finditer(one.masked)}
    for match in _BRACKET.finditer(one.text):  # a production team may say so, too
        if "by " in match["how"]:
            found[match.start()] = (match, one.text)
    for match, text in (found[at] for at in sorted(found)):
        before = re.search(rf"({NAME})(?:['’]s character)?,? $", text[: match.start()])
        if not before or _is_place(before, match, text, people):
            yield from _described(one, match, people)
            continue
        inner = _inner(match, people)
        outer = characters.tail(before[1], people)
        inside = people.find(inner) or (_known_by(inner, people, outer) if " " not in inner else people.named(inner))
        if inside is None and match["how"]:
            inside = _by_surname(inner, people)
        if (
            inside is None
            and outer
            and _is_name(inner)
            and not is_actor(people.find(outer) or Person(outer), people, "")
        ):
            inside = people.add(inner)
        start = match.start() - len(before[0]) + before[0].find(outer)
        if not outer or not re.fullmatch(NAME, inner) or re.search(r"\d", inner):
            continue
        known = people.find(outer)
        if inside is None and not match["how"]:
            continue
        actor, character = inside or people.add(inner), outer
        if (
            known
            and not match["how"]
            and is_actor(known, people, one.masked[: match.start()])
            and not is_actor(actor, people, "")
        ):
            actor, character = known, inside.name if inside else inner
        if people.find(character) is actor or actor.crew:
            continue
        yield actor, character, start, match.end()


def _described(one: Paragraph, bracket: re.Match[str], people: People) -> Iterator[Found]:
    """ "his niece (Kwak Ye-jin, 11)"; "Im Su-ho, a student who runs (played by Jung Hae-in)"."""
    name = bracket["in"].split(",")[0].strip()
    by = " by " in bracket["how"]
    name = _inner(bracket, people)
    actor = (
        people.find(name)
        or (people.named(name) if by else None)
        or (people.add(name) if _is_name(name) and _TOLD_OF.search(one.masked, 0, bracket.start()) else None)
    )
    if actor is None and by and korean.is_given(name) and not korean.is_word(name):
        actor = people.add(name)
    if actor is None or actor.crew or actor.character:
        return
    told_of = _TOLD_OF.search(one.masked, 0, bracket.start())
    played = told_of and people.find(told_of["name"])
    if told_of and not (played and (played.crew or is_actor(played, people, ""))):
        yield actor, told_of["name"], told_of.start(), bracket.end()
        return
    if by:
        begun = max((start for start, _ in one.sentences if start <= bracket.start()), default=0)
        begun = max(begun, one.masked.rfind(")", begun, bracket.start()) + 1)
        head = one.masked[begun : bracket.start()]
        told = [head[a:b] for a, b in korean.full_names(head)]
        character = told[0] if len(told) == 1 and not is_actor(people.add(told[0]), people, "") else None
        yield actor, character, bracket.start(), bracket.end()
        return
    trade = _SOMEBODY.search(one.masked, 0, bracket.start())
    if trade is None or _MADE.search(one.masked, 0, trade.start()) or _NO_PART.search(trade[0]):
        return
    if korean.full_names(name) == [(0, len(name))]:
        yield actor, None, trade.start(), bracket.end()


def _known_by(word: str, people: People, beside: str) -> Person | None:
    """By a part of the name that of all who act only one has: the director may be a Kim, and "Kim Sol (Kim)" too."""
    if found := people.named(word):
        return found
    other = people.find(beside)
    same = [one for one in people.known if not one.character and not one.crew and one.name.split()[0] == word]
    same = [one for one in same if one is not other]
    if len(same) != 1 or " " not in same[0].name:
        return None
    people.settle(word, same[0])
    return same[0]


def _by_surname(words: str, people: People) -> Person | None:
    """Of several of that surname who is met first; else whom the words end in: "former FAR8 member Kim"."""
    same = [one for one in people.known if not one.character and one.name.split()[0] == words and " " in one.name]
    if same:
        return min(same, key=lambda one: one.first)
    named = people.mentions(words)
    return named[-1][2] if named and " " in words else None


def followed(one: Paragraph, people: People) -> Iterator[Found]:
    """Han So-hee (Yu Na-bi): the weakest sign, for what stands there may also be a work."""
    if _lists_works(one, people):
        return
    for match in _BRACKET.finditer(one.masked):
        before = re.search(rf"({NAME}),? $", one.masked[: match.start()])
        inner = re.sub(r"^(?:[a-z][\w-]* ){1,3}", "", match["in"].split(",")[0].strip())
        outer = characters.tail(before[1], people) if before else ""
        known = people.find(outer) if outer else None
        inside = people.find(inner)
        by_trade = inner != match["in"].split(",")[0].strip()  # "(head nurse Park Min-kyung)"
        if (
            known
            and inside
            and by_trade
            and inside is not known
            and not is_actor(inside, people, "")
            and not inside.crew
        ):
            yield known, inner, match.start() - len(outer) - 1, match.end()
            continue
        unknown = inside is None and not (people.named(inner) or korean.is_surname(inner))
        if inner in NOT_NAMES:
            continue
        if not (known and before and unknown) or match["how"] or not re.fullmatch(NAME, inner):
            continue
        if not known.character and characters.looks_like_one(inner) and not _only_in_a_list(one, match):
            yield known, inner, match.start() - len(before[0]) + before[0].find(outer), match.end()


def _is_place(before: re.Match[str], bracket: re.Match[str], text: str, people: People) -> bool:
    """Whether the name before a bracket only says where: "Jang Bin, the best healer in Goryeo (Lee Philip)"."""
    known = people.find(before[1]) or " " in before[1] or "-" in before[1]
    return not known and bool(_PLACED.search(text, 0, before.start()) and _TOLD_OF.search(text, 0, bracket.start()))


def _is_name(words: str) -> bool:
    """Whether it is one by its surname, though the rest is not Korean, or by the rest: Lee Philip, On Jae-wan."""
    first, _, given = words.partition(" ")
    if not re.fullmatch(r"[A-Z][a-z]+(?:-[a-z]+)?", given) or given in NOT_NAMES:
        return False
    return (first in _SURELY_KOREAN and not korean.is_word(given)) or (
        "-" in given and korean.is_syllable(first) and korean.is_given(given)
    )


def _only_in_a_list(one: Paragraph, bracket: re.Match[str]) -> bool:
    """Whether, of a list of people, one alone has a bracket: a stage name, as in "Kim Na-ri, Lee Ji-on (Bona), and"."""
    for roll in _ROLL.finditer(one.masked):
        if roll.start() <= bracket.start() < roll.end():
            return roll[0].count("(") == 1
    return False


def _lists_works(one: Paragraph, people: People) -> bool:
    """Whether what stands in brackets after the actors is what they are known from: one of these is no name at all."""
    inside = [
        match[2]
        for match in re.finditer(rf"({NAME}) \(([^()]{{2,60}})\)", one.text)
        if people.find(characters.tail(match[1], people)) and not people.find(match[2])
    ]
    return any(
        not re.search(r"\d", words) and is_title(words.strip("\"“”‘’'")) and not _nameable(words) for words in inside
    )


def _nameable(words: str) -> bool:
    return characters.looks_like_one(words.split(",")[0]) or " by " in words
