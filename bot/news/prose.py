"""The text of an article in pieces: plain letters, marks of quotation, sentences."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_SPACES = re.compile(r"[\s\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000]+")
_UNSEEN = re.compile(r"[\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff]|[\x00-\x08\x0b-\x1f\x7f]")
_TURNED = re.compile(r"(?<=\w)‘(?=(?:s|t|re|ve|ll|d|m)\b)")  # "BTOB‘s"
_SET_OFF = re.compile(r"(?<=«) (?=\w)|(?<=[\w.,!?…]) (?=»)")  # « French »
_HYPHENS = re.compile(r"(?<=\w)[\u2010\u2011](?=\w)|(?<=[a-z])[\u2012–](?=[a-z]{1,6}\b)")  # "Jong–hoon"
_DOUBLE = re.compile(r"[\"“”„‟«»＂〝〞「」『』]|''|``|‘‘|’’")
_FIRST_MARK = re.compile(r"^(?:''|``|‘‘|’’|[\"“”„‟«»＂〝〞「」『』'‘’])")
_LAST_MARK = re.compile(r"(?:''|``|‘‘|’’|[\"“”„‟«»＂〝〞「」『』'‘’])$")
_OPENS_AFTER = " ([{—–-:/,"
_CLOSES_BEFORE = " .,;:!?)]}—–-…/"
_HIDDEN = "•"
_MOST_BROKEN = 12  # lines of a quotation
_ABBREVIATED = re.compile(
    r"(?:\b(?:mr|mrs|ms|dr|co|inc|ltd|prof|gen|capt|rev|st|vs|no|ep|eps|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec|jr|sr|approx|mon|tue|tues"
    r"|wed|thu|thur|thurs|fri|sat|sun)|\b[a-z]|\b[ap]\.m|\d ?[ap]m)\.$",
    re.I,
)
_ENDS = re.compile(r"(?:[.!?]+|…)[\"“”'’)\]]*(?=\s+[\"“”‘'(\[]?[A-Z0-9가-힣•])")
_AFTER_HOUR = re.compile(
    r"\s+\(?(?:[A-Z]{2,4}\b|(?:[A-Z]\w+ ){1,3}[Tt]ime\b|Korea|Seoul|Malaysia|Singapore|Philippine|Eastern|Pacific|"
    r"Japan|Hong|Indonesia|Thai|Local|Jan|"
    r"Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec|Mon|Tue|Wed|Thu|Fri|Sat|Sun|GMT|UTC|\d)"
)


@dataclass(frozen=True, slots=True)
class Marked:
    """Words between marks of quotation, the outermost ones of a paragraph. `start` and `end` include the marks."""

    start: int
    end: int
    text: str
    single: bool = False
    closed: bool = True


@dataclass(frozen=True, slots=True)
class Paragraph:
    """`masked` is as long as `text`; what stands between marks is hidden in it, all but its last character."""

    text: str
    marked: tuple[Marked, ...]
    masked: str
    sentences: tuple[tuple[int, int], ...]


def plain(text: str) -> str:
    """One line, without characters that cannot be seen, with plain spaces only and apostrophes the right way round."""
    shown = _UNSEEN.sub("", unicodedata.normalize("NFC", text))
    return _TURNED.sub("’", _HYPHENS.sub("-", _SET_OFF.sub("", _SPACES.sub(" ", shown)))).strip()


def mended(texts: Sequence[str]) -> Iterator[str]:
    """With lines joined that were broken between the marks of one quotation."""
    at = 0
    while at < len(texts):
        whole, end = texts[at], at
        while end - at < _MOST_BROKEN and _is_open(whole) and (closing := _closing(texts, end)) > end:
            whole, end = " ".join([whole, *texts[end + 1 : closing + 1]]), closing
        yield whole
        at = end + 1


def _is_open(text: str) -> bool:
    marks = list(_doubles(text))
    return bool(marks) and not marks[-1].closed and marks[-1].end == len(text)


def _closing(texts: Sequence[str], at: int) -> int:
    """The line in which the quotation ends that is open in this one; itself where none of the next does."""
    for following in range(at + 1, min(at + _MOST_BROKEN, len(texts))):
        mark = _DOUBLE.search(texts[following])
        if mark:
            text = texts[following]
            closes = text[: mark.start()][-1:] not in ("", *_OPENS_AFTER) or (mark.start() and mark.end() == len(text))
            return following if closes else at
    return at


def paragraph(text: str) -> Paragraph:
    doubles = list(_doubles(text))
    masked = _mask(text, doubles)
    marked = sorted([*doubles, *_singles(masked, text)], key=lambda one: one.start)
    masked = _mask(text, marked)
    return Paragraph(text, tuple(marked), masked, tuple(_sentences(masked)))


def _mask(text: str, marked: list[Marked]) -> str:
    letters = list(text)
    for one in marked:
        last = one.end - (2 if one.closed else 1)
        for at in range(one.start + 1, max(last, one.start + 1)):
            letters[at] = _HIDDEN
    return "".join(letters)


def _doubles(text: str) -> Iterator[Marked]:
    begun, depth, ended = -1, 0, 0
    for match in _DOUBLE.finditer(text):
        before, after = text[: match.start()][-1:] or " ", text[match.end() :][:1] or " "
        opens = (before in _OPENS_AFTER or bool(_DOUBLE.match(before))) and after != " "
        last = not text[match.end() :].strip()
        opens = opens and not last
        closes = last or (before != " " and (after in _CLOSES_BEFORE or bool(_DOUBLE.match(after))))
        if begun < 0:
            inch = match[0] == '"' and before.isdigit() and not opens
            if closes and not opens and (single := _opened_single(text[ended : match.start()])) is not None:
                yield _made(text, ended + single, match.end())
                ended = match.end()
                continue
            if not inch and (opens or not closes):
                begun = match.start()
        elif (opens and not closes) or (match[0] == "“" and not closes):
            if _missing_end(text, begun, match.start()):
                yield _made(text, begun, _first_end(text, begun), closed=False)
                begun = match.start()
            else:
                depth += 1
        elif depth and not _must_end(text, match.end()):
            depth -= 1
        else:
            yield _made(text, begun, match.end())
            begun, depth, ended = -1, 0, match.end()
    if begun >= 0:
        yield _made(text, begun, len(text), closed=False)


def _missing_end(text: str, begun: int, at: int) -> bool:
    """Whether a mark that opens while another is open means that the end of that one was forgotten."""
    between = text[begun:at].rstrip()
    return bool(re.search(r"[.!?…] .*[,:]$", between)) and not re.search(r"[“\"][^“”\"]*[”\"]", text[at + 1 :])


def _must_end(text: str, at: int) -> bool:
    """Two marks in a row end both; the last one of a paragraph ends what is open."""
    return not _DOUBLE.search(text, at)


def _first_end(text: str, begun: int) -> int:
    found = re.compile(r"[.!?…](?= )").search(text, begun)
    return found.end() if found else len(text)


def _made(text: str, start: int, end: int, *, closed: bool = True, single: bool = False) -> Marked:
    words = _FIRST_MARK.sub("", text[start:end])
    return Marked(start, end, (_LAST_MARK.sub("", words) if closed else words).strip(), single, closed)


_OPEN_SINGLE = re.compile(r"(?:(?<=^)|(?<=[\s(\[—–:,]))['‘](?=[\w(])")
_CLOSE_SINGLE = re.compile(r"(?<=[^\s])['’‘](?=[\s.,;:!?)\]—–…]|$)")


def _opened_single(text: str) -> int | None:
    """Where a quotation opens with a single mark that a double one closes: 'It rained," he said."""
    opened = [match.end() - 1 for match in _OPEN_SINGLE.finditer(text)]
    return opened[-1] if opened and not _CLOSE_SINGLE.search(text, opened[-1] + 1) else None


def _singles(masked: str, text: str) -> Iterator[Marked]:
    at = 0
    while opened := _OPEN_SINGLE.search(masked, at):
        at = opened.end()
        for closed in _CLOSE_SINGLE.finditer(masked, at):
            between = masked[at : closed.start()]
            if _HIDDEN * 3 in between or len(between) > 1500:
                break
            after = masked[closed.end() :][:1]
            sure = between[-1:] in ".,!?…" or (after and after in ".,;:!?)") or not after
            short = len(between.split()) <= 8 and not (between.endswith("s") and _ends_later(masked, closed.end()))
            if sure or short:
                yield _made(text, opened.start(), closed.end(), single=True)
                at = closed.end()
                break


def _ends_later(masked: str, at: int) -> bool:
    """Whether a mark further on ends what is open, and not what opens after the apostrophe there."""
    later = _CLOSE_SINGLE.search(masked, at)
    return later is not None and _OPEN_SINGLE.search(masked, at, later.start()) is None


def _sentences(masked: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _ENDS.finditer(masked):
        head = masked[max(start, match.end() - 20) : match.end()].rstrip("\"“”'’)]")
        if head.endswith(".") and _ABBREVIATED.search(head):
            hour = re.search(r"(?:\b[ap]\.m|\d ?[ap]m)\.$", head, re.I)
            if not hour or _AFTER_HOUR.match(masked, match.end()):
                continue
        yield start, match.end()
        start = match.end() + len(masked[match.end() :]) - len(masked[match.end() :].lstrip())
    if masked[start:].strip():
        yield start, len(masked)
