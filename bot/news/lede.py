"""The first sentence or two of an article, and never more of it."""

from collections.abc import Iterable

from bot.news import prose, unmarked

LONGEST = 280  # letters
_LINE = 8  # words, below which a line is a heading
_HANGUL_LINE = 20  # letters of a line in Hangul, which has fewer and longer words


def lede(paragraphs: Iterable[str]) -> str:
    lines = list(paragraphs)
    for text in lines:
        if len(text.split()) >= _LINE or (len(text) >= _HANGUL_LINE and not text.isascii()):
            ends = [end for _, end in prose.paragraph(text[:2000]).sentences[:2] if end <= LONGEST]
            return text[: ends[-1]] if ends else unmarked.clipped(text, LONGEST)
    return unmarked.clipped(lines[0], LONGEST) if lines else ""
