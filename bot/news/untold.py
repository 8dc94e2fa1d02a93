"""Who says what stands between marks when the sentence of the marks does not say it."""

import re
from collections.abc import Sequence

from bot.news import attribution, speech
from bot.news.offices import Offices
from bot.news.people import NAME, Person
from bot.news.prose import Marked, Paragraph
from bot.news.speakers import Quote, Reading, resolve, subjects_of
from bot.news.titles import is_title

_FOR_HIM = re.compile(rf"(?:As f|F)or {NAME},")  # "For Kim, it is about the rain."
_UNDERSIGNED = re.compile(rf"[,.]? ?(?P<who>{NAME}), [^.•]*\b{speech.OFFICE}\b[^.•]*\.?")
LEAST = 4  # words of a quote; what is shorter is a word in quotation marks
_PER = re.compile(r"^,? ?(?:per|via|according to|as translated by) [^.]*?(?:translat\w+|Instagram|Twitter|X)[^.]*")
_NUMBERED, _SHORT = re.compile(r"\d\d?[.)] "), 120  # "2. Si-yul did not.", over what he says
_FIRST_PERSON, _OWN_WORDS = re.compile(r"\b(?:I|I['’]m|my|we|we['’]re|our)\b"), 10
_FEW = 6  # words
_OF_A_PART = re.compile(
    r"\b(?:plays?|portrays?|stars?|role|character|drama|series|story|is seen|finds|"
    r"meets|follows)\b"
)
_REFERRING = re.compile(r"^,? ?(?:referring to|speaking (?:of|about)|talking about|in reference to|of|about)\b[^.]*")


def press(sentence: str) -> bool:
    """Whether the sentence tells what somebody said, in the past, about a poster or a scene."""
    match = speech.SUBJECT_VERB.search(sentence) or speech.VERB_SUBJECT.search(sentence)
    return bool(match and speech.TO_THE_PRESS.search(sentence)) and not re.match(
        r"(?:In|On) (?:the|a|one|another)(?: [\w-]+){0,5} (?:teaser|trailer|clip|preview|poster|scene|video|"
        r"stills?|footage|(?:previous|preceding|next) episode)",
        sentence,
    )


def continued(
    one: Paragraph, marked: Marked, start: int, found: Sequence[Quote], reading: Reading, offices: Offices
) -> Person | None:
    """ "A," she said. "B." - the second has no words of its own to say who speaks."""
    if not found:
        return None
    last = found[-1]
    between = one.masked[last.end : marked.start]
    if not _PER.sub("", between).strip(" .,") or attribution.only_says(between) or offices.speaker("", between):
        return last.speaker
    if re.fullmatch(
        r",? (?:and|but|or|while|as well as|then)(?: (?:that|also|how|even|added))?,? ?(?:(?:he|she) )?(?:\w+ )?",
        between,
    ):
        return last.speaker
    same = start <= last.end <= marked.start and len(marked.text.split()) >= LEAST - 1
    joined = r"\b(?:and|but|as|that|how|while|because|of|with|her|his)(?: \w+){0,4} $"
    return last.speaker if same and re.search(joined, between) else None


def _is_public(sentence: str, reading: Reading) -> bool:
    """Whether it is viewers or critics who speak, and nobody who thanks them."""
    told = speech.PUBLIC.search(sentence)
    named = next((start for start, _, one in reading.people.mentions(sentence) if not one.character), len(sentence))
    return bool(told) and told.start() < named if told else False


def _is_own(marked: Marked, last: str) -> bool:
    """Whether somebody speaks of himself, after a sentence that is of no drama."""
    return bool(_FIRST_PERSON.search(marked.text)) and not _OF_A_PART.search(last)


def told_before(
    one: Paragraph,
    marked: Marked,
    start: int,
    end: int,
    reading: Reading,
    offices: Offices,
    found: Sequence[Quote],
) -> Person | None:
    """Kim agreed. "She cries on cue." - a sentence that is all quote, after one that tells what somebody says."""
    after = _REFERRING.sub("", _PER.sub("", one.masked[marked.end : end]))
    rest = one.masked[start : marked.start].strip() + after.strip(" .")
    sentences = [one.masked[a:b] for a, b in one.sentences if b <= start]
    if rest or not sentences or len(marked.text.split()) < LEAST - 1 or is_title(marked.text):
        return None
    last = sentences[-1]
    own = len(marked.text.split()) >= _FEW and (_FOR_HIM.match(last) or _is_own(marked, last))
    if last.endswith("?") and (asked := re.search(rf"\b{speech.PRONOUN}\b", last)):  # "Would she direct? “No.”"
        return resolve(asked[0], reading)
    subjects = reading.subjects[-1] if reading.subjects else []
    if last.endswith("?") and len(subjects) == 1:  # "Kim's favorite food? “Soup.”"
        return subjects[0]
    if (
        found
        and subjects in ([], [found[-1].speaker])
        and not (speech.STAGED.search(last) or speech.PUBLIC.search(last))
    ):
        return found[-1].speaker  # "A," she said. Her last work was a hit. "B."
    own_words = len(marked.text.split()) >= _FEW and _FIRST_PERSON.search(marked.text)
    if own_words and (behind := _behind_it(last, reading)):
        return behind
    if denying := offices.denying(last):
        return denying
    if (
        not (attribution.speech_like(last) or speech.ACCORDING.search(last) or own)
        or (speech.STAGED.search(last) and not press(last))
        or _is_public(last, reading)
        or speech.CREW.search(last[:40])
    ):
        return None
    if told := speech.ACCORDING.search(last):
        return resolve(told["who"], reading)
    if sayer := speech.SAYER.search(last):  # "It is the first time, said Kim."
        return resolve(sayer["who"], reading)
    return subjects[0] if len(subjects) == 1 else None


def _behind_it(sentence: str, reading: Reading) -> Person | None:
    """The director or writer who alone is named: whoever is not seen has no lines."""
    named = [one for _, _, one in reading.people.mentions(sentence) if not one.character]
    behind = (*reading.director, *reading.introduced.directing, *reading.introduced.writing)
    return named[0] if len(named) == 1 and named[0] in behind else None


def told_after(one: Paragraph, marked: Marked, end: int, reading: Reading) -> Person | None:
    """ "It was raining." Kim joked. - who speaks stands in a sentence of its own, which says nothing else."""
    following = next(((start, stop) for start, stop in one.sentences if start >= end), None)
    if following is None or one.masked[marked.end : end].strip():
        return None
    text = one.masked[slice(*following)]
    match = speech.SUBJECT_VERB.match(text)
    rest = text[match.end() :].strip(" .") if match else ""
    if match and speech.GOES_ON.fullmatch(match["verb"]) and re.match(r"[,:] ?[\"“‘']?•", rest):
        rest = ""  # "A." He continued, "B.": A is his, too
    aside = re.fullmatch(
        r"(?:with|in|about|of|on|to|while|when|at|as|for|after|back|again|out)\b[^“\"•]{0,80}|\w*ly", rest
    )
    return resolve(match["who"], reading, match["verb"]) if match and (not rest or aside) else None


def alone(
    one: Paragraph,
    marked: Marked,
    at: int,
    previous: Paragraph | None,
    before: Sequence[Quote],
    reading: Reading,
    offices: Offices,
) -> Person | None:
    """A paragraph that is one quote, after a paragraph that tells who speaks."""
    rest = one.text[: marked.start].strip() + one.text[marked.end :].strip(" .")
    if rest or previous is None or len(marked.text.split()) < 6 or is_title(marked.text):
        return None
    last_sentence = previous.masked[previous.sentences[-1][0] :] if previous.sentences else ""
    goes_on = bool(before) and before[-1].paragraph == at - 1 and before[-1].evidence.endswith(last_sentence[-3:])
    if office := offices.announcing(last_sentence):
        return office
    if speech.STAGED.search(previous.masked) or (speech.PUBLIC.search(previous.masked[-120:]) and not goes_on):
        return None
    if _NUMBERED.match(previous.masked) and len(previous.masked) < _SHORT:
        subjects = subjects_of(_NUMBERED.sub("", previous.masked), reading)
        return subjects[0] if len(subjects) == 1 else None
    if (
        last_sentence.rstrip().endswith(":")
        or attribution.speech_like(last_sentence)
        or (before and before[-1].paragraph == at - 1)
    ):
        match = list(speech.SUBJECT_VERB.finditer(last_sentence))
        if match and (who := resolve(match[-1]["who"], reading)):
            return who
        if who := attribution.named_subject(last_sentence, reading):
            return who
        return before[-1].speaker if before and before[-1].paragraph == at - 1 else None
    if not reading.press and _OF_A_PART.search(last_sentence):
        return None
    subjects = subjects_of(last_sentence, reading)
    own = len(marked.text.split()) >= _OWN_WORDS and _FIRST_PERSON.search(marked.text)
    return subjects[0] if own and len(subjects) == 1 else None


def undersigned(one: Paragraph, marked: Marked, reading: Reading) -> Person | None:
    """ "…," Mia Tan, chief content officer, Viu. - a paragraph of a press release that has lost its verb."""
    told = _UNDERSIGNED.fullmatch(one.masked, marked.end)
    return resolve(told["who"], reading) if told else None
