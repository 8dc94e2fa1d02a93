"""Whether some words look like a title."""

import re

from bot.news import when

_SMALL_WORDS = """
    a an the of and in on at to for with from by or is my your our no not but as so be vs into del de la x
    over under through after before without between beyond than upon
"""
_SMALL = frozenset(_SMALL_WORDS.split())
NO_TITLE = re.compile(
    rf"(?:(?:{when.DAY}s?[- /&]?)+(?: (?:drama|series|slot)s?)?|"
    r"Ep(?:isode)?s?\.? ?\d.*|Official|Update[d]?|Exclusive|Breaking|Interview|Photos?|Videos?|Watch|Review|Recap|"
    r"Spoilers?|News|Teaser|Trailer|HQ|(?:Part|Season|Volume|Vol\.?|Chapter) ?\d+|K-?Dramas?|Drama)",
    re.I,
)
_HANGUL = re.compile("[가-힣]")


def is_title(words: str) -> bool:
    """Whether words between marks look like a title: capitals, few, and no sentence."""
    text = words.rstrip(",.")
    several = text.split()
    if (
        not several
        or len(several) > 9
        or NO_TITLE.fullmatch(text)
        or text.endswith("…")
        or (words.endswith(".") and len(several) > 4)
    ):
        return False
    if any("가" <= letter <= "힣" for letter in text):
        return True
    heavy = [word for word in several if word.casefold().strip("!?,:;") not in _SMALL]
    capital = [word for word in heavy if word[:1].isupper() or word[:1].isdigit() or not word[:1].isalpha()]
    if not heavy or len(capital) < len(heavy):
        return False
    return not (
        len(several) > 2 and several[0] in ("I", "I'm", "I’m", "We") and any(word[:1].islower() for word in several[1:])
    )


def unmarked(words: str) -> str:
    """Without marks, and without what is added behind it."""
    return re.sub(r" [(–—-].*$", "", words).strip("\"“”‘’' ")


def latin(words: str) -> str:
    """The title in the letters of the text, where it stands in two: "IRIS (아이리스)", "소금배 - Salt Ferry"."""
    if not _HANGUL.search(words) or not re.search(r"[A-Za-z]{2}", words):
        return words
    plain = re.sub(r"\s*[(\[][^)\]]*[가-힣][^)\]]*[)\]]", "", words)
    if inside := re.fullmatch(r"[^A-Za-z(]+\(([^)]+)\)", plain):
        return inside[1]
    parts = [one for one in re.split(r"\s+[-–—/|:]\s+|\s*/\s*", plain) if not _HANGUL.search(one)]
    return parts[0].strip() if parts else words
