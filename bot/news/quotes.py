"""What people said to the press: each direct quote with its speaker, in the order of the article.

Titles, taglines, lines of characters and what nobody in particular said are left out.
"""

import re
from collections.abc import Sequence

from bot.core.drafted import Said
from bot.core.spelling import fold
from bot.news import attribution, ensemble, interviews, introduced, korean, speech, statements, untold
from bot.news.offices import Offices
from bot.news.people import NAME, People, Person
from bot.news.prose import Marked, Paragraph
from bot.news.speakers import Quote, Reading, fullest, in_small_letters, resolve, subjects_of
from bot.news.titles import is_title

_ASIDE = re.compile(r"Meanwhile\b|On the other hand\b|(?:Her|His|The drama['’]s) [a-z-]+,? [A-Z]")
_SIGNATURE = re.compile(rf"[—–―-]{{1,2}} ?(?P<who>{NAME})")
_SIGNED = re.compile(rf".{{20,}}[.!?…][”\"]? [—–―] ?(?P<who>{NAME})")
_CAPITALS = re.compile(r"^[A-Z]{2,}(?: [A-Z]{2,}(?:-[A-Z]{2,})?){1,2}(?= ?[:：])")  # "MOON RA-ON: I like it"
_TO_THE_PRESS = re.compile(r"\b(?:press|interview\w*|media|reporters|conference|showcase|Q ?& ?A)\b", re.I)
_WRITTEN = re.compile(  # 'where one banner read "…"'
    r"\b(?:banner|placard|sign|poster|tag ?line|slogan|headline|T-shirt|board|sticker|text on (?:the )?screen)s?\b"
    r"[^.,;•]{0,40}$",
    re.I,
)
_RECAP = re.compile(r"\b[Rr]ecap\b|: (?:Ep\.?|Episodes?) \d+(?:[-–]\d+)?$")  # all that is quoted there is of the drama
_LEADS_IN = ("In", "On", "At", "So", "And", "But", "For")  # "In Salt Lake: Part Two airs"
_AT_WORK = re.compile(
    r"\b(?:filming|shooting|scripts?|on (?:the )?set|(?:my|the) (?:character|role)|co-stars?|reporters)\b"
)
_MAY_BEGIN = re.compile(rf"(?:^|[.!?…,:;”\"’'—–)] ?|\b(?:{speech.VERB}|that|and|but|then) )$")
_JOINS = re.compile(r",$")


def find(
    paragraphs: Sequence[Paragraph],
    people: People,
    title: str | None,
    director: Sequence[Person],
    headline: str | None = None,
) -> list[Said]:
    if headline and _RECAP.search(headline):
        return []
    reading = Reading(people, title, director)
    reading.press = any(_TO_THE_PRESS.search(text) for text in (headline or "", *(one.masked for one in paragraphs)))
    reading.at = len(headline) + 1 if headline else 0
    reading.introduced = introduced.learn([headline or "", *(one.masked for one in paragraphs)], people)
    if headline and re.search(r"\binterview\b", headline, re.I):
        guests = [one for one in people.known if one.first < len(headline) and not one.character]
        reading.interviewed = guests[0] if len(guests) == 1 else None
    _learn_who_is_real(paragraphs, people)
    offices = Offices()
    found: list[Quote] = []
    stating: Person | None = None  # whose statement is printed whole
    answered = interviews.answers(paragraphs, people, headline)
    for at, one in enumerate(paragraphs):
        following = paragraphs[at + 1] if at + 1 < len(paragraphs) else None
        reading.staged = False
        reading.at += len(one.text) + 1
        if ensemble.is_elsewhere(one, None):
            continue
        if signed := _signed(one, following, reading):
            found.append(Quote(signed, _without_signature(one.text).strip('"“” '), one.text, at, len(one.text), False))
            reading.last = signed
            continue
        named = _answer(one, reading)
        if (named is None and at in answered) or named:
            answer = named or (answered[at].speaker, answered[at].text)
            found.append(Quote(answer[0], answer[1], one.text, at, len(one.text), False))
            reading.last = answer[0]
            reading.subjects.append([answer[0]])
            reading.asides.append(False)
            continue
        previous = paragraphs[at - 1] if at else None
        if stating and statements.goes_on(one, paragraphs[at + 1 :]):
            if statements.is_whole(one):
                found.append(Quote(stating, one.text, one.text, at, len(one.text), False))
            continue
        if stating and (whole := _whole(one)):
            found.append(Quote(stating, whole.text, one.text, at, whole.end, False))
            continue
        now = _of_paragraph(one, at, previous, reading, found, offices)
        if previous and _goes_on(previous, one):
            now = _with_the_first_half(now, one, at, previous, found)
        found += now
        stating = statements.follows(one, following, reading, offices)
    texts = [one.text for one in paragraphs]
    said = [
        Said(fullest(one.speaker, texts, people), _tidy(one.text), one.evidence) for one in found if _tidy(one.text)
    ]
    return [one for one in said if not any(_is_of(one, whole) for whole in said)]


def _learn_who_is_real(paragraphs: Sequence[Paragraph], people: People) -> None:
    """Whoever speaks of the filming is no character, though a list of the cast may be read the wrong way round."""
    for one in paragraphs:
        for start, end in one.sentences:
            if any(start <= marked.start < end for marked in one.marked) and _AT_WORK.search(one.text[start:end]):
                said = speech.SUBJECT_VERB.match(one.masked, start) or speech.ANSWER.match(one.text)
                speaker = people.find(said["who"]) if said else None
                if speaker and speaker.character and " " in speaker.name:
                    speaker.character = False


def _is_of(one: Said, whole: Said) -> bool:
    """Whether a line above the text has some words of what is quoted whole further down."""
    return one.speaker == whole.speaker and len(one.text) < len(whole.text) and fold(one.text) in fold(whole.text)


def _answer(one: Paragraph, reading: Reading) -> tuple[Person, str] | None:
    """Name: an answer, with or without marks."""
    match = speech.ANSWER.match(_CAPITALS.sub(lambda name: name[0].title(), one.text))
    if not match or speech.is_label(match["who"]):
        return None
    said = match["text"].strip()
    opened = next((m for m in one.marked if m.start >= match.start("text")), None)
    quoted = opened is not None and opened.start - match.start("text") <= 1
    if quoted and opened is not None and one.text[opened.end :].strip(" .") and len(one.marked) > 1:
        return None  # more follows: read as usual
    if not quoted and (match["who"].split()[0] in _LEADS_IN or len(said.split()) < 5 or not re.search(r"[.!?…]", said)):
        return None
    if len(match["who"].split()) > 4 or ((title := reading.title) and fold(match["who"]) == fold(title)):
        return None
    speaker = reading.people.named(match["who"]) or _titled(match["who"], reading) or _in_capitals(one, reading)
    if speaker is None or speaker.character:
        return None
    return speaker, opened.text if quoted and opened is not None else said


def _in_capitals(one: Paragraph, reading: Reading) -> Person | None:
    """MOON RA-ON, whom the article names in no other letters."""
    match = _CAPITALS.match(one.text)
    name = in_small_letters(match[0]) if match else ""
    return reading.people.add(name) if korean.full_names(name) == [(0, len(name))] and name else None


def _signed(one: Paragraph, following: Paragraph | None, reading: Reading) -> Person | None:
    """A block of words under which their speaker stands: "— Kim Na-ri"."""
    name = _SIGNED.fullmatch(one.text) or (_SIGNATURE.fullmatch(following.text) if following else None)
    words = _without_signature(one.text)
    if (
        name is None
        or len(words.split()) < 6
        or any(marked.start and len(marked.text.split()) > untold.LEAST for marked in one.marked)
    ):
        return None
    speaker = reading.people.named(name["who"])
    return None if speaker is None or speaker.character else speaker


def _without_signature(text: str) -> str:
    return re.split(rf" [—–―] ?(?={NAME}$)", text)[0]


def _goes_on(previous: Paragraph, one: Paragraph) -> bool:
    """Whether a quote that was not closed goes on: each of its paragraphs opens anew."""
    open_end = bool(previous.marked) and not previous.marked[-1].closed and not previous.marked[-1].single
    return open_end and bool(one.marked) and one.marked[0].start == 0


def _whole(one: Paragraph) -> Marked | None:
    """The quotation that the paragraph is."""
    first = one.marked[0] if one.marked else None
    return first if first and not first.start and not one.text[first.end :].strip(" .") else None


def _with_the_first_half(
    now: list[Quote], one: Paragraph, at: int, previous: Paragraph, before: Sequence[Quote]
) -> list[Quote]:
    """What is said in two paragraphs has one speaker, who may be told in either."""
    first, opened = one.marked[0], previous.marked[-1]
    told = next((quote for quote in now if quote.text.startswith(first.text)), None)
    if before and before[-1].paragraph == at - 1 and before[-1].end == opened.end:
        if told is None:
            return [Quote(before[-1].speaker, first.text, one.text, at, first.end, False), *now]
        told.speaker = before[-1].speaker
    elif (
        told
        and any(opened.start == start for start, _ in previous.sentences)
        and len(opened.text.split()) >= untold.LEAST
    ):
        return [Quote(told.speaker, opened.text, previous.text, at - 1, opened.end, False), *now]
    return now


def _titled(words: str, reading: Reading) -> Person | None:
    """Director Kim: the title does not belong to the name."""
    bare = re.sub(r"^(?:[Dd]irector|PD|[Aa]ctor|[Aa]ctress|[Ww]riter|Producer) ", "", words)
    return resolve(words, reading) if bare != words else None


def _of_paragraph(
    one: Paragraph,
    at: int,
    previous: Paragraph | None,
    reading: Reading,
    before: Sequence[Quote],
    offices: Offices,
) -> list[Quote]:
    found: list[Quote] = []
    for start, end in one.sentences:
        sentence = one.masked[start:end]
        inside = [m for m in one.marked if start <= m.start < end]
        spoken = [m for m in inside if _may_be_speech(m, one, reading, offices)]
        staging = speech.IN_A_SCENE if spoken else speech.STAGED
        if staging.search(sentence) and not untold.press(sentence) and not speech.POSTED.search(sentence):
            reading.staged = True
        elif reading.staged and (untold.press(sentence) or not spoken) and speech.TO_THE_PRESS.search(sentence):
            reading.staged = False
        for marked in spoken:
            speaker = offices.speaker(one.masked[start : marked.start], one.masked[marked.end : end])
            if speaker is None and not reading.staged:
                speaker = attribution.speaker(one, marked, start, end, reading)
            if speaker is None and not reading.staged:
                speaker = untold.continued(one, marked, start, found, reading, offices) or untold.told_before(
                    one, marked, start, end, reading, offices, found
                )
                speaker = speaker or untold.told_after(one, marked, end, reading)
                speaker = speaker or untold.undersigned(one, marked, reading)
                speaker = speaker or untold.alone(one, marked, at, previous, before, reading, offices)
            if speaker is None or speaker.character:
                continue
            last = found[-1] if found else None
            if (
                last
                and last.speaker is speaker
                and last.joins
                and attribution.joins_halves(
                    between := one.masked[last.end : marked.start],
                    marked.text,
                    spoke=offices.speaker("", between) is speaker,
                )
            ):
                last.text, last.end, last.joins = (
                    f"{last.text} {marked.text}",
                    marked.end,
                    bool(_JOINS.search(marked.text)),
                )
            else:
                joins = bool(_JOINS.search(marked.text)) or one.masked[marked.end : marked.end + 1] == ","
                found.append(Quote(speaker, marked.text, one.text[start:end], at, marked.end, joins))
            reading.last = speaker
        if not spoken:
            offices.heard(sentence)
        spoke = [quote.speaker for quote in found if start < quote.end <= end and not offices.is_one(quote.speaker)]
        reading.subjects.append(subjects_of(sentence, reading))
        reading.spoke = spoke[-1] if spoke else None
        reading.read.append(sentence)
        reading.asides.append(bool(_ASIDE.match(sentence)))
    return found


def _may_be_speech(marked: Marked, one: Paragraph, reading: Reading, offices: Offices) -> bool:
    words = marked.text.split()
    if _WRITTEN.search(one.masked[: marked.start]):
        return False
    if reading.title and fold(marked.text) == fold(reading.title):
        return False
    if len(words) < untold.LEAST and not _is_brief(marked.text):
        # "Yes," she said: a whole answer may be short
        after = one.masked[marked.end : marked.end + 40]
        if not _MAY_BEGIN.search(one.masked[: marked.start]):
            return False
        return (
            bool(words)
            and marked.text[-1] in ",.!?"
            and bool(
                (len(words) > 1 and _all_of_it(one, marked))
                or offices.beside("", after)
                or re.match(rf" ?{speech.VERB} (?:{speech.SUBJECT})", after)
                or re.match(rf" ?(?:{speech.SUBJECT})(?:, \d+,)? {speech.VERB}", after)
                or re.search(rf"{speech.VERB}[,:] ?$", one.masked[: marked.start])
            )
        )
    if not is_title(marked.text):
        return True
    return marked.text[-1] in ".!?," and bool(
        re.search(r"(?:said|added|replied|answered|laughed|joked)[,:]? $", one.masked[: marked.start])
    )


def _is_brief(text: str) -> bool:
    """It didn't work. - a sentence of few words, and no title."""
    return bool(re.fullmatch(r"[A-Z](?=.* [a-z]).*[.!?]", text)) and len(text.split()) == untold.LEAST - 1


def _all_of_it(one: Paragraph, marked: Marked) -> bool:
    """Whether the quote is a sentence of its own, after another in the same paragraph."""
    return any(marked.start == start > 0 and marked.end >= end for start, end in one.sentences)


def _tidy(text: str) -> str:
    """Without the comma that the article put before its own words."""
    plain = re.sub(r",(?=\s*$)", "", text).strip()
    return plain if len(plain.split()) >= 1 else ""
