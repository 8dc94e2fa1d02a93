"""When, how often, where and how long a drama comes out, as an article says it. What it does not say stays empty."""

import re
from collections.abc import Sequence
from datetime import date

from bot.news import airings, episodes, expected, heading, hours, outlets
from bot.news import lines as said
from bot.news.found import Schedule
from bot.news.prose import Paragraph

_RATING = re.compile(
    r"(?P<some>\b(?:some|several|certain|a few|select) (?:of the |of its )?episodes?\b(?: (?:are|is|will be|to be|"
    r"being|were|have been))? (?:also )?)?"
    r"(?:\b(?:rated|(?:age )?rating(?: of|:| is)?|rated as|classified as|classification of|restricted to|"
    r"with an?|receive[ds]? an?|an?)\s)?"
    r"(?P<age>(?<![\w.+])(?:(?:(?<=rated )|(?<=age rating of )|(?<=ating: ))1[2-9]"
    r"(?=[.,;](?!\d)| (?:and|in|for)\b|$)|1[2-9](?= (?:age )?rating\b)|"
    r"R-?rated|TV-(?:MA|14|PG)|R-?1[589]|"
    r"NC-?16|PG-?1[35]|M-?18|R-?21|P-?1[368]|(?:7|12|13|15|16|18|19) ?\+|(?:12|13|15|16|18|"
    r"19)-?(?:plus|and-over|and-above)|(?:12|13|15|18|19) (?:and|or) (?:over|above|older)|R(?=[ -]rating)|"
    r"adults[- ]only))(?![\w%])"
)


def read(title: str | None, headline: Paragraph | None, paragraphs: Sequence[Paragraph], page: date | None) -> Schedule:
    found = Schedule()
    page = page or heading.told_on([one.masked for one in paragraphs])
    lines = list(said.of(title, headline, paragraphs))
    airings.read_premiere(lines, page, found)
    expected.read(lines, page, found)
    airings.read_slot(lines, found)
    expected.read_slot(lines, found)
    hours.read(lines, found)
    expected.read_hour(lines, found)
    outlets.read(lines, found, title)
    episodes.read(lines, found)
    _rating(lines, found)
    return found


def _rating(lines: Sequence[said.Line], found: Schedule) -> None:
    for line in lines:
        match = _RATING.search(line.text)
        if (
            match
            and line.ours
            and not re.search(r"\b(?:years?|percent|viewership|aged?|actress|actor)\b ?$", line.text[: match.start()])
        ):
            found.rating = f"{'some episodes ' if match['some'] else ''}{match['age']}"
            found.evidence["rating"] = line.shown
            return
