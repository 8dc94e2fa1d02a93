"""Interviews in which the answers stand alone under their questions, without the name of who gives them."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from bot.news.people import People, Person
from bot.news.prose import Paragraph

_Q = re.compile(r"Q ?\d*[.:)] ?\S|\d\d?[.)] \S")
_A = re.compile(r"A ?\d*[.:)] ?(?P<text>\S.+)$|[△▲▷▶→➡⇒] ?(?P<signed>\S.+)$")
_IS_ONE = re.compile(r"\b(?:Q ?(?:&|and) ?A|[Ii]nterview\w*|we (?:e-?mailed|asked|met|spoke)|[Qq]uestions)\b", re.I)
_LEAST = 2  # answers
_ANSWER = 4  # words
_OWN = re.compile(r"\b(?:I|my|me|we|our)\b")


@dataclass(frozen=True, slots=True)
class Answer:
    speaker: Person
    text: str


def answers(paragraphs: Sequence[Paragraph], people: People, headline: str | None) -> dict[int, Answer]:
    """By the place of their paragraph. Whose they are: whom headline and text name first."""
    told = _marked(paragraphs) or _under_questions(paragraphs, headline) or _under_marks(paragraphs)
    named = sorted((one for one in people.known if not one.character), key=lambda one: one.first)
    if len(told) < _LEAST or not named:
        return {}
    return {
        at: Answer(named[0], re.sub(rf"^{re.escape(named[0].name)} (?=[A-Z])", "", text)) for at, text in told.items()
    }


def _marked(paragraphs: Sequence[Paragraph]) -> dict[int, str]:
    """A: an answer."""
    found = {at: match for at, one in enumerate(paragraphs) if (match := _A.match(one.text))}
    if len(found) < _LEAST or not any(_Q.match(one.text) for one in paragraphs):
        return {}
    return {at: _unmarked(match["text"] or match["signed"]) for at, match in found.items()}


def _under_marks(paragraphs: Sequence[Paragraph]) -> dict[int, str]:
    """What stands under each "Q: …?" and is no question, though nothing marks it; of the last one a paragraph only."""
    asked = [at for at, one in enumerate(paragraphs) if one.text.startswith("Q") and _Q.match(one.text)]
    if len(asked) < _LEAST or not any(paragraphs[at].text.endswith("?") for at in asked):
        return {}
    found: dict[int, str] = {}
    for at, following in zip(asked, [*asked[1:], asked[-1] + 2], strict=True):
        for one in range(at + 1, min(following, len(paragraphs))):
            if len(paragraphs[one].text.split()) < _ANSWER or paragraphs[one].masked.startswith(("(", "[")):
                continue
            if one == at + 1 or _OWN.search(paragraphs[one].masked):
                found[one] = _unmarked(paragraphs[one].text)
    own = sum(bool(_OWN.search(text)) for text in found.values())
    return found if 2 * own >= len(found) else {}  # else it is a list of questions that readers ask


def _under_questions(paragraphs: Sequence[Paragraph], headline: str | None) -> dict[int, str]:
    """Each a paragraph that is one quotation, under one that asks and quotes nobody."""
    if not any(_IS_ONE.search(text) for text in (headline or "", *(one.text for one in paragraphs))):
        return {}
    found: dict[int, str] = {}
    for at in range(1, len(paragraphs)):
        asked, one = paragraphs[at - 1], paragraphs[at]
        whole = len(one.marked) == 1 and one.marked[0].start == 0 and not one.text[one.marked[0].end :].strip(" .")
        if whole and asked.masked.rstrip().endswith("?") and not any(marked.start == 0 for marked in asked.marked):
            found[at] = one.marked[0].text
    return found


def _unmarked(text: str) -> str:
    """Without the marks around all of it."""
    return text.strip()[1:-1] if re.fullmatch(r"[\"“][^\"“”]*[\"”]", text.strip()) else text.strip()
