"""How a name may be typed: one key for all the ways of writing it, in Latin letters or in Hangul."""

import re
import unicodedata
from functools import lru_cache
from itertools import chain

_PLAIN = str.maketrans({"ø": "o", "đ": "d", "ł": "l", "æ": "ae", "œ": "oe", "ı": "i", "+": "plus", "&": "and"})
_APOSTROPHES = str.maketrans("", "", "'’‘ʼ`´")


@lru_cache(maxsize=8192)
def _letters(character: str) -> str:
    """The plain small letters of one character: none for a hyphen, two for "ß", a word for "+"."""
    if syllable(character):
        return character
    small = unicodedata.normalize("NFKD", character).casefold()
    return "".join(filter(_part_of_a_word, unicodedata.normalize("NFKD", small).translate(_PLAIN)))


def _part_of_a_word(character: str) -> bool:
    """Letters and digits, and the vowel signs of scripts that have them, but no accents and no emoji's selectors."""
    if unicodedata.category(character) in ("Mn", "Mc"):
        return not ("\u0300" <= character <= "\u036f" or "\ufe00" <= character <= "\ufe0f")
    return character.isalnum()


def syllable(character: str) -> bool:
    return "가" <= character <= "힣"


def fold(text: str) -> str:
    """Letters and digits alone, without case, accents, spaces and marks; of "!!!", which has none, the marks."""
    plain = unicodedata.normalize("NFKC", text)
    return "".join(map(_letters, plain)) or "".join(plain.split()).casefold()


def bare(text: str) -> str:
    """Like `fold`, but no character becomes more than one letter, so that typing "+" or "ß" for another is one slip."""
    plain = unicodedata.normalize("NFC", text)
    return "".join(_letters(character)[:1] for character in plain if character not in "+&")


def words(text: str) -> tuple[tuple[str, ...], ...]:
    """The words between spaces, each in its folded pieces: (("han",), ("so", "hee"))."""
    return tuple(filter(None, map(_pieces, unicodedata.normalize("NFKC", text).split())))


@lru_cache(maxsize=8192)
def _pieces(word: str) -> tuple[str, ...]:
    marked = "".join(_letters(character) or " " for character in word.translate(_APOSTROPHES))
    return tuple(marked.split())


# The ways of spelling a Korean sound in Latin letters, each to one common form.
_SOUNDS = {
    **dict.fromkeys(("ch", "jj", "z"), "j"),
    **dict.fromkeys(("kh", "ck", "kk", "k", "c"), "g"),
    **dict.fromkeys(("ph", "pp", "p"), "b"),
    **dict.fromkeys(("th", "tt"), "t"),
    **dict.fromkeys(("sh", "ss"), "s"),
    **dict.fromkeys(("rh", "ll", "r"), "l"),
    **dict.fromkeys(("yeo", "you", "yoo"), "yu"),
    **dict.fromkeys(("woo", "wu", "eo", "eu", "oo", "ou"), "u"),
    **dict.fromkeys(("ee", "ie", "ui", "yi"), "i"),
    **dict.fromkeys(("oi", "oy"), "oe"),
    "weo": "wo",
    "wae": "we",
    "yae": "ye",
    "ae": "e",
}
_SPELT = re.compile("|".join(sorted(_SOUNDS, key=len, reverse=True)))
_SILENT = re.compile(r"h(?![aeiouwy])|(?<=a)r(?=k)")  # Ahn, Noh, Min-ah; Park, who is Bak
# Family names that are spelt with and without their first sound, or with one that is not there: Lee is also Yi,
# Rhee and I, Ryu is Yoo, Lim is Im, Noh is Roh, Hur is Heo.
_FAMILIES = {
    name: family
    for family in (
        ("li", "i"),
        ("lyu", "yu"),
        ("lim", "im"),
        ("no", "lo"),
        ("na", "la"),
        ("lyang", "yang"),
        ("hu", "hul"),
    )
    for name in family
}

# The Revised Romanisation, syllable by syllable, as names are written.
_FIRST = ["g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h"]
_VOWEL: list[str] = re.findall(r"\w+", "a ae ya yae eo e yeo ye o wa wae oe yo u wo we wi yu eu ui i")
_LAST: list[str] = ["", *re.findall(r"\w+", "k k k n n n t l k m l l l p l m p p t t ng t t k t p t")]


@lru_cache(maxsize=8192)
def _sound(piece: str) -> str:
    """A piece of Hangul by its syllables, any other as it may be heard."""
    if not piece.isascii() and any(map(syllable, piece)):
        return "".join(_sound(_spoken(character)) for character in piece)
    return _SPELT.sub(lambda spelt: _SOUNDS[spelt[0]], _SILENT.sub("", piece))


def _spoken(character: str) -> str:
    if not syllable(character):
        return character
    number = ord(character) - ord("가")
    return _FIRST[number // 588] + _VOWEL[number % 588 // 28] + _LAST[number % 28]


def sounds(named: tuple[tuple[str, ...], ...]) -> set[str]:
    """Keys that Lee Jeong-jae, Lee Jung Jae and 이정재 have in common, of such `words`.

    Each piece by itself, and all in one: whoever types "leejungjae" does not say where a syllable ends.
    """
    pieces = list(chain.from_iterable(named))
    return {"".join(map(_sound, pieces)), _sound("".join(pieces))} - {""}


def families(named: tuple[tuple[str, ...], ...]) -> set[str]:
    """`sounds`, with every spelling of a family name at either end."""
    heard = ["".join(map(_sound, word)) for word in named]
    first = {"".join((family, *heard[1:])) for family in _FAMILIES.get(heard[0], ())}
    last = {"".join((*heard[:-1], family)) for family in _FAMILIES.get(heard[-1], ())}
    return sounds(named) | first | last


def orders(named: tuple[tuple[str, ...], ...]) -> set[tuple[tuple[str, ...], ...]]:
    """As written, and with the family name moved to the other end."""
    return {named, (*named[1:], *named[:1]), (*named[-1:], *named[:-1])}
