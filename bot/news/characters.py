"""What a character is called, as it stands beside the actor."""

import re

from bot.news import networks
from bot.news.korean import SURNAMES, is_given, is_word
from bot.news.not_names import NOT_NAMES
from bot.news.people import NAME, People, Person

JOB = re.compile(
    r"(?:CEO|PD|DJ|MC|Dr\.?|Detective|Prosecutor|Chef|Judge|Captain|Team Leader|Manager|Professor|Officer) "
)
HONORIFIC = (
    r"(?:Mrs?|Ms|Miss|Lt|Sgt|Capt|Det|Inspector|Judge|Nurse|Madame?|Chairman|Chairwoman|President|Emperor|Empress|"
    r"Auntie|Aunt|Uncle|"
    r"Court Lady|Head Nurse|Lord|"
    r"Grandma|Grandpa|Granny|Officer|Dr|Doctor|Captain|(?:Crown |Grand )?Princess|(?:Crown |Grand )?Prince|King|Queen|"
    r"(?:Queen |Grand Queen )?Dowager|(?:Royal )?Consort|Lady|Lord|Detective|Chef|Professor|Chief|General|Master|"
    r"Sergeant|Lieutenant|Commander|Colonel|Major|Minister|Secretary|Teacher|Coach|Father|Sister|Brother|Eunuch|Agent|"
    r"Attorney|Prosecutor|Boss|Manager|(?:Team|Squad|Section) (?:Leader|Chief)|Director|CEO|Agent|Monk|Reverend|Pastor)"
    r"\.?"
)
_RANK_OF_ONE = re.compile(rf"{HONORIFIC} (?!{HONORIFIC})[A-Z][\w’']*(?:-[a-z]+)?(?:['’]s?)?$")


def ranked(words: str) -> str | None:
    """A rank with one name, which together are what the character is called: "Captain Moon"; None for anything else."""
    match = _RANK_OF_ONE.search(words)
    return match[0] if match and not re.search(r"['’]s?$", match[0]) else None


def unranked(words: str) -> str | None:
    """Kim So-yong, who is called Queen Kim So-yong; None for a name without a rank, and for a rank with one name."""
    match = re.match(rf"(?:{HONORIFIC} )+", words)
    return words[match.end() :] if match and " " in words[match.end() :] else None


def looks_like_one(words: str) -> bool:
    """Whether words in brackets after an actor are a name, and no work of the actor's."""
    several = words.split()
    if len(several) > 1 and several[0] not in SURNAMES and "-" not in words and not re.match(rf"{HONORIFIC} ", words):
        return False
    if re.match(rf"{HONORIFIC} ", words):
        return len(several) <= 4
    return len(several) <= 3 and all(is_given(word) for word in several) and not any(map(is_word, several))


def tail(words: str, people: People) -> str:
    """The name at the end of capitalised words: "Meanwhile Yu Na-bi" ends in one of two words."""
    found = people.mentions(words)
    if called := ranked(words):
        return called
    if found and found[-1][1] >= len(words) - 2:
        return words[found[-1][0] : found[-1][1]]
    last = words.split()
    while last and re.sub(r"['’]s$", "", last[0]) in NOT_NAMES and not (last[0] in SURNAMES and len(last) == 2):
        last = last[1:]
    return " ".join(last)


def may_be_one(name: str) -> bool:
    return all(is_given(word) for word in name.split()) or bool(re.match(rf"{HONORIFIC} ", name))


_PLACED = re.compile(r"\b(?:in|at|from|near|into|across|around)(?: [a-z-]+)? $")  # "who wakes up in modern Incheon"


_PLAYS_TOO = re.compile(r"(?: \([^()]*\))? as\b")  # "as a warrior, Park (“Ash”) as the king"
_ACTS_TOO = re.compile(r",? who (?:also |will |is )*(?:play|portray|ha[sd] the role|take|appear)")
_LONGEST = 300  # letters of a clause
_CLAUSE_ENDS = re.compile(
    r"\b(?:while|whereas|opposite|alongside|with|who|whose|whom|which|that|where|but|such as)\b|"
    r", and (?:the|it|he|she|her|his)\b|,? and (?=[A-Z][^,.;()]{2,30}(?:,[^,]{2,60},| \([^)]*\))? (?:is|plays|"
    r"stars|co-stars|"
    r"appears|takes|portrays|will|joins|has|as)\b)|"
    r"(?<!Mr)(?<!Mrs)(?<!Ms)(?<!Dr)[;.!?] |\. ?$"
)


_INSTITUTION = re.compile(
    r"\b(?:Group|School|Hospital|University|Firm|Company|Corporation|Agency|Office|Team|Hotel|Police|Station|Court|"
    r"Bank|Dynasty|Kingdom|Empire|Palace|Island|River|City|Town|Village|Street|Center|Service|Awards?|Festival|Street|"
    r"Gate|Tower|Bridge|Fortress|Beach|Market|Hall|Square|Road|Lake|Forest|Temple|Museum|"
    r"Ambassador|Korean|Japanese|American|Chinese)\b"
)
_ADJECTIVE = re.compile(
    r" (?:(?!(?:and|or|as|with|but|who)\b)[a-z]+ |(?:(?!(?:and|or|as|with|but|who|whose|in|of|from|at|on|for|to|is|was|"
    r"has|had|opposite|alongside|by|when|while|that)\b)[a-z]+ ){2,3})(?:named |called )?[A-Z]"
)  # "the Jurchen healer Sarang"
_RELATED = re.compile(r"\b(?:to|against|by|than|from) $")
_HELD = re.compile(
    r"(?:\b(?:of|at|in|from|for|on|to|with|by|near|into|across|around|against|under|about|like|than|during|after)"
    r"(?: the| an?| [a-z-]+)?|\b(?:drama|series|show|film|movie|webtoon|novel)|[A-Z][\w’']*) $"
)


def is_institution(name: str) -> bool:
    """Whether it is no one: the Resource Group."""
    return bool(name) and bool(_INSTITUTION.fullmatch(name.split()[-1]))


def _of_abroad(name: str, clause: str, at: int, *, strict: bool) -> bool:
    """Whether a name that is not Korean stands where the character's does: "plays Vincenzo Cassano, a lawyer"."""
    if any(word in NOT_NAMES or word.isupper() for word in name.split()) or _INSTITUTION.search(name):
        return False
    if networks.found(name) or _HELD.search(clause[:at]):
        return False
    return " " in name or (not strict and bool(re.match(r"[,.;)]|$| (?:who|and|\()", clause[at + len(name) :])))


def after_verb(rest: str, people: People, actor: Person, *, strict: bool) -> tuple[str, int] | None:
    """The first name after the verb, within its clause."""
    clause = _CLAUSE_ENDS.split(rest[:_LONGEST])[0]
    if strict:
        match = re.match(rf" (?:the )?(?:[a-z][\w’'-]*,? ){{0,5}}({NAME})", clause)
    else:
        match = re.search(rf"(?:^|[ ,(—–])(?:named |called |character |of |as )?({NAME})", clause)
    while match:
        words = match[1]
        if clause[: match.start(1)].endswith(", ") and _PLAYS_TOO.match(clause, match.end(1)):
            return None
        if _PLACED.search(clause[: match.start(1)]):
            return None
        if (called := ranked(words)) and words.startswith(called):
            return called, match.start(1)
        found = [
            one
            for one in people.mentions(words)
            if not re.match(r"['’]s?\b", f"{words[one[1] :]}{clause[match.end(1) :]}")
        ]
        plain = found and (found[0][0] == 0 or JOB.fullmatch(words[: found[0][0]]))
        if found and found[0][2] is not actor and (plain or strict is False):
            name = words[found[0][0] : found[0][1]]
            person = found[0][2]
            if (
                person.crew
                or person.actor
                or _RELATED.search(clause[: match.start(1) + found[0][0]])
                or _ACTS_TOO.match(rest[match.end(1) :])
            ):
                return None
            return (person.name if person.name.count(" ") >= name.count(" ") else name), match.start(1) + found[0][0]
        owns = re.search(r"['’]s?$", words) or re.match(r"['’]s?\b", clause[match.end(1) :])
        if not owns and (honoured := re.match(rf"{HONORIFIC} {NAME}", words)):
            return honoured[0].rstrip("."), match.start(1)
        first = "" if owns else tail(words, people)
        if (
            first
            and not found
            and not re.match(r"[A-Z]{2,}s?\b", first)
            and not _ADJECTIVE.match(clause, match.end(1))
            and len(first) > 2
            and not is_institution(first)
            and len(first.split()) <= 3
            and (
                all(is_given(word) or word.endswith("a") for word in first.split())
                or _of_abroad(first, clause, match.start(1) + words.find(first), strict=strict)
            )
        ):
            return first, match.start(1) + words.find(first)
        if strict and not _ADJECTIVE.match(clause, match.end(1)):
            return None
        match = re.compile(rf"(?:[ ,(—–])({NAME})").search(clause, match.end(1))
    return None


def is_actor(person: Person, people: People, before: str) -> bool:
    """Whether the article presents somebody as one who acts, by the words before the name or all the others."""
    if person.character or person.actor:
        return person.actor
    name = re.escape(person.name)
    listed = (
        rf"\b(?:stars|starring|featuring) (?:actors? |actress )?{name}$|\b(?:stars|starring|featuring) "
        rf"[^.]*\) (?:and|,) {name}$"
    )
    called = re.search(rf"(?:[Aa]ctor|[Aa]ctress) {name}", before) or re.search(listed, before.rstrip(" ("))
    return bool(called) or person.called
