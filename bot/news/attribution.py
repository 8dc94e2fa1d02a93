"""Who says what stands between marks, by the words around it in its own sentence."""

import re

from bot.news import speech
from bot.news.people import NAME, Person
from bot.news.prose import Marked, Paragraph
from bot.news.speakers import Reading, fits, resolve, subjects_of

_TRADE = re.compile(
    r"^(?!(?:when|as|while|and|but|or|of|in|on|with|for|to|by|at|the|said|says)\b)(?:[a-z-]+ ){1,3}(?=[A-Z])"
)

_TITLE = re.compile(rf"^({speech.VERB} )[“\"‘']•+\w[”\"’'](?:['’]s)? (?=[a-z]+ [A-Z])")  # said “Ash” director Kim

_IS_CALLED = re.compile(  # "who has been called the “crown of dramas”"
    r"\b(?:been|is|was|are|were|being) (?:\w+ly )?(?:called|named|described as|hailed as|dubbed|known as)"
    r"(?: (?:the|an?|as|[“\"‘']•*.?[”\"’'],?|and|or))* $"
    r"|, (?:known|hailed|described|billed|nicknamed|dubbed) (?:as )?(?:the |an? )?$"
)


_PART_OF_A_NOUN = re.compile(
    r"(?<! as)(?<! was)(?<! is) (?:the|his|(?<!called )(?<!calls )her|their) $"
)  # to play the "odd one"
_PART = re.compile(rf"{NAME} as [^:•]{{2,40}}: ?")  # under a poster: 'Kim as the cook: "…"'
_TOGETHER = re.compile(rf" (?:and|&) {NAME}(?! (?:{speech.VERB}|was|is|has)\b)")  # said Kim and Lee
_ASKED_ABOUT = re.compile(r"\bask(?:ed|s|ing)(?: (?!that)[\w’'-]+){0,3} (?:about|on|regarding)(?: [\w’'-]+){0,4} $")


def speaker(one: Paragraph, marked: Marked, start: int, end: int, reading: Reading) -> Person | None:
    """Who says what stands between these marks, by the words of its own sentence."""
    after = one.masked[marked.end : end]
    before = one.masked[start : marked.start]
    if speech.PUBLIC.search(before[-70:]) and not named_subject(before, reading):
        return None
    if marked.text[:1].islower() and _PART_OF_A_NOUN.search(before):
        return None
    if _IS_CALLED.search(before) or _ASKED_ABOUT.search(before):
        return None
    if _PART.fullmatch(before):
        return None
    if (who := speech.WHO_SAID.search(before)) and (told := resolve(who["who"], reading)):
        return told
    if re.search(rf"{speech.VERB}[,:] ?$", before) and (told := _before(before, reading)):
        return told
    beside = speech.LOOSE_BEFORE.search(before) or speech.HEADED.search(before)
    if beside and _is_one_of_two(before, beside):
        return None
    if beside and (told := resolve(beside["who"], reading)):
        return told
    following = _after(after, marked, reading)
    if following is not None and (own := _own(before, after, reading)):
        following = own
    if following is not None and (_finishes(marked) or not _before_ends(before)):
        return following
    if between_two := _first_half(one, marked, start, before):
        return _after(between_two, marked, reading)
    return _before(before, reading) or following


def _own(before: str, after: str, reading: Reading) -> Person | None:
    """Kim answered, laughing, "…," she said: she is the one of whom the sentence is from its start."""
    said = speech.VERB_SUBJECT.match(text := after.lstrip(",. ")) or speech.SUBJECT_VERB.match(text)
    if said is None or not re.fullmatch(speech.PRONOUN, said["who"]):
        return None
    subjects = subjects_of(before, reading)
    return subjects[0] if len(subjects) == 1 and fits(subjects[0], said["who"] in ("She", "she")) else None


def _first_half(one: Paragraph, marked: Marked, start: int, before: str) -> str | None:
    """The words between a first half of a quote and this second half; None where this is none."""
    halves = [other for other in one.marked if start <= other.start and other.end <= marked.start]
    between = one.masked[halves[-1].end : marked.start] if halves else ""
    return between if halves and halves[-1].text.endswith(",") and joins_halves(between, marked.text) else None


def _finishes(marked: Marked) -> bool:
    """Whether what follows the marks may still be of the same sentence."""
    return marked.text[-1:] in ",!?…" or marked.text[-1:].isalnum() or marked.text[-1:] in "-—"


def _before_ends(before: str) -> bool:
    return bool(re.search(rf"(?:{speech.VERB}|that|saying|adding|:|,) ?[,:]? ?$", before))


def _after(after: str, marked: Marked, reading: Reading) -> Person | None:
    after = re.sub(r"^ ?\([^)]{1,30}\)(?=[,.]? )", "", after)
    text = re.sub(r"^[,.;]? ?", "", after)
    if dashed := speech.DASHED.match(after):
        return resolve(dashed["who"], reading)
    match = speech.VERB_SUBJECT.match(_TITLE.sub(r"\1", text))
    if match is None:
        match = speech.SUBJECT_VERB.match(text) or speech.SUBJECT_VERB.match(_TRADE.sub("", text))
        if (
            match
            and marked.text[-1:] == "."
            and not re.match(r",", after)
            and re.search(r"[\"“‘'•]", text[match.end() :])
        ):
            return None  # the next sentence, with a quote of its own
    if match is None and after[:1] in " ," and marked.text[-1:] in ",!?":
        match = speech.LOOSE_AFTER.match(text)
    if match is None:
        match = speech.ACCORDING.match(text)
    if match is None or _TOGETHER.match(text[match.end() :] if match.re is speech.VERB_SUBJECT else ""):
        return None
    return resolve(match["who"], reading, match.groupdict().get("verb") or "")


def _before(before: str, reading: Reading) -> Person | None:
    """The last subject with a verb of speaking before the marks, else of whom the sentence reports."""
    text = before.rstrip()
    if not text:
        return None
    matches = [match for match in speech.SUBJECT_VERB.finditer(before) if not _is_object(before, match)]
    for match in reversed(matches):
        if speech.CREW.search(before[: match.start()][-40:]) and not match["who"][0].isupper():
            continue
        pronoun = re.fullmatch(speech.PRONOUN, match["who"])
        of_whom = re.search(r"\bwhom $", before[: match.start()])  # "Director Na, whom he calls": he is another
        own = subjects_of(before[: match.start()], reading) if pronoun and not of_whom else []
        if len(own) == 1 and fits(own[0], match["who"] in ("She", "she")):
            return own[0]
        if found := resolve(match["who"], reading, match["verb"]):
            return found
    if told := list(speech.ACCORDING.finditer(before)):
        return resolve(told[-1]["who"], reading)
    if re.search(rf"{speech.VERB} (?P<who>{speech.SUBJECT})[,:]? ?$", text):
        last = re.search(rf"{speech.VERB} (?P<who>{NAME})[,:]? ?$", text)
        return resolve(last["who"], reading) if last and text.endswith(":") else None
    reported = (
        speech.SAYING.search(text)
        or re.search(r"[,:]$", text)
        or re.search(r"\b(?:that|as|how|because|and|was|is|with|by|of|a|an|the)$", text)
    )
    if reported and (speech.SAYING.search(text) or speech_like(text) or text.endswith(":")):
        return named_subject(before, reading)
    return None


def speech_like(text: str) -> bool:
    return bool(
        re.search(
            rf"\b(?:{speech.VERB}|gave|offered|sent|left|delivered|conveyed|showed|discussed|expressing|remark|message|caption|"
            rf"greeting|thoughts|impressions?|answer(?:ing)?|reply|comment|feelings|gratitude|delight|excitement|"
            r"(?:hold|held|holds) back|blunt|candid|frank|adamant|modest|beg(?:s|ged)? to differ|"
            r"nod(?:s|ded)|sigh(?:s|ed)|shrug(?:s|ged)|(?:shakes|shook) (?:his|her) head|"
            r"affection|confidence|anticipation|determination|joy|made everyone laugh|drew (?:laughter|attention))\b",
            text,
        )
    )


def _is_one_of_two(before: str, match: re.Match[str]) -> bool:
    """Kim and Lee said: nobody in particular."""
    return bool(match["who"] and re.search(rf"{NAME} (?:and|&) $", before[: match.start("who")]))


def _is_object(before: str, match: re.Match[str]) -> bool:
    """Whether the name is no subject: "praised by Kim", "alongside Lee said"; of a pronoun this is never so."""
    head = before[: match.start()]
    if _is_one_of_two(before, match):
        return True
    return bool(
        re.search(
            r"\b(?:with|of|by|to|alongside|about|from|than|for|at|like|in|near) (?:actor |actress |director |"
            r"co-star )?$",
            head,
        )
    ) and match["verb"] not in ("said", "shared", "added", "explained")


def named_subject(before: str, reading: Reading) -> Person | None:
    text = before
    if of_another := re.match(rf"(?:Of|About|On) [^:]*, (?P<who>{speech.PRONOUN}) ", text):
        return resolve(of_another["who"], reading)
    pronoun = re.match(rf"(?:[^,]*, )?(?P<who>{speech.PRONOUN}|{speech.DESCRIBED})\b", text)
    found = subjects_of(text, reading)
    if pronoun and (not found or text.find(pronoun["who"]) < _where(text, found[0], reading)):
        return resolve(pronoun["who"], reading)
    return found[0] if len(found) == 1 else None


def _where(text: str, person: Person, reading: Reading) -> int:
    return next((start for start, _, one in reading.people.mentions(text) if one is person), len(text))


def only_says(between: str) -> bool:
    """Whether between two quotes stands only who said the first: ", she said with a laugh. "."""
    text = between.lstrip(" ,.")
    if re.search(r"[a-z]\. [A-Z]", text):  # "She said. Its first line, "
        return False
    bare = _TRADE.sub("", text)
    match = speech.VERB_SUBJECT.match(text) or speech.SUBJECT_VERB.match(text) or speech.LOOSE_AFTER.match(text)
    match = match or speech.SUBJECT_VERB.match(bare)
    return bool(match) and len(text) < 200 and not speech.STAGED.search(text)


def joins_halves(between: str, second: str, *, spoke: bool = False) -> bool:
    """Whether one sentence is said on both sides: "A," she said, "b."; `spoke` where an agency says it."""
    anew = second[:1].isupper() and (re.search(r"\b(?:added|continued)\b", between) or (spoke and second[:2] != "I "))
    joined = (spoke or only_says(between)) and between.rstrip().endswith(",")
    return joined and not anew and not re.search(r"\b(?:and|adding|then)\b", between)
