"""Episode numbers as people write them, and where they stand in a command line."""

import re
from collections.abc import Sequence
from datetime import timedelta

from bot.core import times, written
from bot.core.errors import Mistake

MOST = 40  # episodes in one command
_ONE = re.compile(r"(?:ep(?:isodes?)?\.?|#|e)?(\d{1,4})", re.I)
_WORD = re.compile(rf"{_ONE.pattern}(?:[-–,+&]{_ONE.pattern})*", re.I)
_LENGTH = re.compile(r"(\d{1,4}) ?(w(?:eeks?)?|d(?:ays?)?|h(?:(?:ou)?rs?)?|m(?:in(?:ute)?s?)?)(?![a-z])", re.I)
_UNITS = {"w": timedelta(weeks=1), "d": timedelta(days=1), "h": timedelta(hours=1), "m": timedelta(minutes=1)}


def read(words: str) -> tuple[int, ...]:
    """9, 9-10, 9,10 or "9 and 10"."""
    text = re.sub(r"\s*(?:\band\b|&)\s*", ",", words.strip())
    if not _WORD.fullmatch(text):
        raise Mistake(f'"{words.strip()}" is no episode. Say its number, for example 9, or 9-10 for several.')
    found: list[int] = []
    for part in re.split("[,+&]", text):
        ends = [int(number) for number in _ONE.findall(part)]
        found += range(ends[0], ends[-1] + 1)
    if not found or len(found) > MOST:
        raise Mistake(f"Say at most {MOST} episodes at once, the lower number first, for example 9-10.")
    return tuple(sorted(set(found)))


def looks_like(word: str) -> bool:
    return bool(_WORD.fullmatch(word))


def read_length(words: str) -> timedelta:
    """1 week, 2 days, 1h30m."""
    text = times.tidy(words).removeprefix("by ")
    rest = re.sub(r"[\s,]|and", "", _LENGTH.sub("", text))
    found = _LENGTH.findall(text)
    if rest or not found:
        raise Mistake(f'"{words.strip()}" is no length of time. Say for example 30 minutes, 2 days or 1 week.')
    length = sum((int(count) * _UNITS[unit[0].casefold()] for count, unit in found), timedelta())
    if not length or length > timedelta(days=366):
        raise Mistake("Say a length from 1 minute to a year, for example 30 minutes, 2 days or 1 week.")
    return length


def length_words(words: Sequence[str]) -> int:
    """How many of the first words are a length of time."""
    return _longest(words, read_length)


def time_words(words: Sequence[str]) -> int:
    """How many of the first words are a time: all of "17 October 2022 9:40 PM", or "tba"."""
    if words and words[0].casefold().strip(".,") in ("tba", "tbd"):
        return 1
    return _longest(words, written.read)


def _longest(words: Sequence[str], reading: object) -> int:
    assert callable(reading)
    for count in range(min(len(words), 10), 0, -1):
        try:
            reading(" ".join(words[:count]))
        except Mistake:
            continue
        return count
    return 0
