"""Statements and letters that an article prints whole, without marks: who speaks, and in which paragraphs."""

import re
from collections.abc import Sequence

from bot.news.offices import Offices
from bot.news.people import NAME, Person
from bot.news.prose import Paragraph
from bot.news.speakers import Reading, resolve, subjects_of

_ANNOUNCED = re.compile(
    r"\b(?:statements?|letter|message|notice|apology|greetings?|post|position|response)\b[^.:]*?"
    r"(?::$|\b(?:below|following|follows|in full|reads?|as|here)\b[^.]{0,40}[.:]$)"
    r"|\b(?:[Bb]elow|[Ff]ollowing|[Hh]ere) (?:is|are)\b[^.]*\b(?:statement|letter|message|notice|apology)\b"
    r"[^.]*[.:]$"
)
_OF = re.compile(rf"\b(?:statement|letter|message|notice|apology|post|position) (?:from|by|of) (?P<who>{NAME})")
_GREETS = re.compile(r"(?:Hello|Greetings|Good (?:morning|evening|afternoon)|Dear|This is|Hi)\b")
_GREETING = re.compile(r"(?:Hello|Greetings|Hi)\b[^.!]*[.!]|(?:Hello\W+)?[Tt]his is [^.!]*[.!]")
_IS = re.compile(
    rf"[“\"]?(?:(?:Hello|Greetings|Hi)\W+)?[Tt]his is (?:actor |actress )?(?P<who>{NAME}(?: {NAME})?)[.,!]"
)
_SPEAKS = re.compile(r"\b(?:I|we|our|us|my|me|I['’][mdl]\w*|we['’]\w+)\b", re.I)
_LEAST = 4  # words
_NEAR = 3  # paragraphs
_ENDS = re.compile(r"(?:Source|Meanwhile|Stay tuned|Photo|Credit|Watch|Read|What do you|[([])")


def follows(last: Paragraph, following: Paragraph | None, reading: Reading, offices: Offices) -> Person | None:
    """Whose statement the next paragraphs are, by the end of this one, or by its greeting."""
    if not last.sentences:
        return None
    sentence = last.masked[slice(*last.sentences[-1])]
    if not _ANNOUNCED.search(sentence.rstrip()):
        return None
    if office := offices.stating(sentence):
        return office
    if following and (greets := _IS.match(following.text)):
        return reading.people.named(greets["who"]) or offices.named(greets["who"])
    if (named := _OF.search(sentence)) and (who := resolve(named["who"], reading)):
        return who
    if own := re.match(r"(?:Read )?(Her|His|her|his)\b", sentence):
        return resolve("she" if own[1] in ("Her", "her") else "he", reading)
    subjects = subjects_of(sentence, reading)
    return subjects[0] if len(subjects) == 1 else offices.last


def goes_on(one: Paragraph, following: Sequence[Paragraph] = ()) -> bool:
    """Whether this paragraph is still of the statement: it greets, or somebody speaks of "us" there or soon after."""
    for at, each in enumerate((one, *following[:_NEAR])):
        if _ENDS.match(each.text) or (each.marked and (at or not each.marked[0].start)):
            return False
        if _GREETS.match(each.text) or _SPEAKS.search(each.masked):
            return True
    return False


def is_whole(one: Paragraph) -> bool:
    return len(one.text.split()) >= _LEAST and not _GREETING.fullmatch(one.text)
