"""What a story says of coming nights: that an episode is not aired, or at another time.

It is only ever a question to editors. A headline about another drama, a fan meeting that is postponed, a denial and
last week's news are none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime

from bot.core import nights
from bot.core.airwords import CLAUSE, DENIED, DIRECT, ELSE, INSTEAD, MARKED, OF_AIRING, REASON, RELAY, SAYS
from bot.core.catalogue import Catalogue
from bot.core.mentions import Mention
from bot.core.news import About, Alert, Change
from bot.core.wording import Piece, pieces

_PARAGRAPHS = 3


@dataclass(frozen=True, slots=True)
class _Said:
    drama: str
    change: Change
    sentence: str


def alerts(
    title: str, text: Sequence[str], found: Sequence[Mention], catalogue: Catalogue, at: datetime, now: datetime
) -> Iterator[Alert]:
    """One for each drama, of a story that was published at that instant."""
    texts = pieces(title, text[:_PARAGRAPHS])
    dramas = [one for one in found if one.about is About.DRAMA]
    said = [one for number, piece in enumerate(texts) for one in _sentences(number, piece, dramas)]
    denied = {slug for number, piece in enumerate(texts) for slug in _denied(number, piece, dramas)}
    for slug in dict.fromkeys(one.drama for one in said):
        if slug in denied or slug not in catalogue.dramas:
            continue
        mine = [one for one in said if one.drama == slug]
        together = "; ".join(dict.fromkeys(one.sentence for one in mine))
        drama = catalogue.dramas[slug]
        release = nights.release_named(drama, together, " ".join((title, *text[:_PARAGRAPHS])))
        meant = nights.meant(drama, release, together, at, now)
        if meant:
            new = nights.new_time(mine[0].change, together, release, meant, at)
            network = release.network if release is not drama.releases[0] else None
            numbers = tuple(number for airing in meant for number in airing.numbers)
            reason, night = _reason(together), meant[0].announced
            dated = nights.is_dated(meant[0], release, together, at)
            yield Alert(slug, mine[0].change, mine[0].sentence, numbers, new, reason, network, night, dated)


def _sentences(number: int, piece: Piece, dramas: Sequence[Mention]) -> Iterator[_Said]:
    for start, end in piece.sentences if number else [(0, len(piece.text))]:
        sentence = piece.text[start:end].strip()
        for change, unsaid, pattern in SAYS:
            hit = next(
                (one for one in pattern.finditer(piece.text, start, end) if not _is_title(one, number, dramas)), None
            )
            if hit is None:
                continue
            slug = _subject(number, piece, (start, end), hit, dramas)
            if slug and _is_of_airing(piece.text, (start, end), hit, unsaid=unsaid, direct=_is_direct(piece, hit)):
                yield _Said(slug, change, sentence)
                break


def _denied(number: int, piece: Piece, dramas: Sequence[Mention]) -> Iterator[str]:
    for start, end in piece.sentences if number else [(0, len(piece.text))]:
        hit = DENIED.search(piece.text, start, end)
        slug = _subject(number, piece, (start, end), hit, dramas) if hit else None
        if slug:
            yield slug


def _is_title(hit: re.Match[str], number: int, dramas: Sequence[Mention]) -> bool:
    """Whether what was found is a word of a title: "Moving"."""
    return any(one.piece == number and one.start <= hit.start() and hit.end() <= one.end for one in dramas)


def _is_direct(piece: Piece, hit: re.Match[str]) -> bool:
    """Whether a title stands right before it: “X” postponed, “X” has been delayed."""
    before = piece.text[max(hit.start() - 30, 0) : hit.start()]
    return DIRECT.search(before) is not None


def _is_of_airing(text: str, sentence: tuple[int, int], hit: re.Match[str], *, unsaid: bool, direct: bool) -> bool:
    start, end = _clause(text, sentence, hit.start())
    if ELSE.search(text, start, hit.end() + 40 if hit.end() + 40 < end else end):
        return False
    return not unsaid or direct or OF_AIRING.search(text, start, end) is not None


def _subject(
    number: int, piece: Piece, sentence: tuple[int, int], hit: re.Match[str], dramas: Sequence[Mention]
) -> str | None:
    """The drama of which it is said; None where that is another one, or not clear."""
    start, end = sentence
    named = _named(number, piece, sentence, dramas)
    first, last = _clause(piece.text, sentence, hit.start())
    before = [one for one in named if first <= one[0] and one[1] <= hit.start() + 1]
    if before:
        return before[-1][2]
    after = [one for one in named if hit.start() <= one[0] < last]
    if after:
        return None if INSTEAD.search(piece.text, hit.end(), after[0][0]) else after[0][2]
    if named:
        known = {one[2] for one in named}
        return known.pop() if len(known) == 1 else None
    alone = {one.name for one in dramas}
    about_it = number > 0 and OF_AIRING.search(piece.text, start, end)
    return alone.pop() if len(alone) == 1 and about_it else None


def _named(
    number: int, piece: Piece, sentence: tuple[int, int], dramas: Sequence[Mention]
) -> list[tuple[int, int, str | None]]:
    """Where titles stand in the sentence, with the slug of those that we know."""
    start, end = sentence
    known = [(one.start, one.end, one.name) for one in dramas if one.piece == number and start <= one.start < end]
    others: list[tuple[int, int, str | None]] = [
        (one.start(1), one.end(1), None)
        for one in MARKED.finditer(piece.text, start, end)
        if not any(one.start() < known_end and begin < one.end() for begin, known_end, _ in known)
        and (one[1][0].isupper() or not one[1][0].isascii())
    ]
    return sorted([*known, *others], key=lambda one: one[0])


def _clause(text: str, sentence: tuple[int, int], at: int) -> tuple[int, int]:
    start, end = sentence
    for cut in CLAUSE.finditer(text, start, end):
        if cut.start() < at:
            start = cut.end()
        else:
            return start, cut.start()
    return start, end


def _reason(text: str) -> str | None:
    if found := REASON.search(text):
        words = re.sub(r"^(?:the|a|an|its)\s+", "", " ".join(found[1].split()), flags=re.I)
        return re.split(r"\s+(?:on|and|this|tonight|next)\b", words)[0].strip() or None
    relay = RELAY.search(text)
    return f"{relay[1]} 중계" if relay else None
