"""What an article says of a drama, as plain data: a draft for an editor to look over, which never guesses."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from typing import Any
from urllib.parse import urlsplit


@dataclass(frozen=True, slots=True)
class Article:
    """Plain text. `date` is the page's own, None where it shows none."""

    title: str | None
    date: date | None
    paragraphs: tuple[str, ...]
    url: str | None = None
    site: str | None = None

    @property
    def publisher(self) -> str | None:
        """The site's name, else its host."""
        return self.site or (urlsplit(self.url).hostname if self.url else None)


@dataclass(frozen=True, slots=True)
class Part:
    actor: str
    character: str | None
    evidence: str


@dataclass(frozen=True, slots=True)
class Said:
    speaker: str
    text: str
    evidence: str


@dataclass(frozen=True, slots=True)
class Question:
    """What a person should settle. `field` is the one of a Draft that is meant, `choices` what it may be, as text."""

    text: str
    field: str | None = None
    choices: tuple[str, ...] = ()

    def __str__(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class Draft:
    """None and empty where the text says nothing. `premiere` is YYYY-MM-DD, or --MM-DD where the year is not known.

    `time` is HH:MM, `zone` as written, `weekdays` English names in full. `evidence` has the sentence behind each field,
    by its name in `as_json`.
    """

    article: Article
    summary: str | None = None
    title: str | None = None
    episodes: int | None = None
    premiere: str | None = None
    time: str | None = None
    zone: str | None = None
    weekdays: tuple[str, ...] = ()
    platform: str | None = None
    rating: str | None = None
    director: str | None = None
    cast: tuple[Part, ...] = ()
    quotes: tuple[Said, ...] = ()
    evidence: Mapping[str, str] = field(default_factory=dict)
    questions: tuple[Question, ...] = ()

    @property
    def premiere_date(self) -> date | None:
        """None where the year is not known, or has no such day."""
        try:
            return date.fromisoformat(self.premiere) if self.premiere else None
        except ValueError:
            return None

    @property
    def empty(self) -> bool:
        """Whether there is nothing of a drama in it."""
        return not (self.title or self.premiere or self.weekdays or self.cast or self.quotes)

    def without_quote(self, key: str) -> "Draft":
        """`key` is the `digest` of its text; one that is not there stays away."""
        return replace(self, quotes=tuple(said for said in self.quotes if digest(said.text) != key))

    def as_json(self) -> dict[str, Any]:
        on = self.article.date
        return {
            "title": self.title,
            "episodes": self.episodes,
            "premiere": self.premiere,
            "time": self.time,
            "tz": self.zone,
            "weekdays": list(self.weekdays),
            "platform": self.platform,
            "rating": self.rating,
            "director": self.director,
            "cast": [{"actor": part.actor, "character": part.character} for part in self.cast],
            "quotes": [{"speaker": said.speaker, "text": said.text} for said in self.quotes],
            "article": {
                "title": self.article.title,
                "date": on.isoformat() if on else None,
                "summary": self.summary,
                "url": self.article.url,
            },
            "evidence": {
                **self.evidence,
                "cast": [part.evidence for part in self.cast],
                "quotes": [said.evidence for said in self.quotes],
            },
        }

    def kept(self) -> dict[str, Any]:
        """All but the article's text, to be read back with `of_kept`."""
        return {
            **self.as_json(),
            "site": self.article.site,
            "questions": [[one.text, one.field, list(one.choices)] for one in self.questions],
        }


def of_kept(kept: Mapping[str, Any]) -> Draft:
    article, evidence = kept["article"], dict(kept["evidence"])
    casting, quoting = evidence.pop("cast"), evidence.pop("quotes")
    on = date.fromisoformat(article["date"]) if article["date"] else None
    return Draft(
        Article(article["title"], on, (), article["url"], kept["site"]),
        article["summary"],
        kept["title"],
        kept["episodes"],
        kept["premiere"],
        kept["time"],
        kept["tz"],
        tuple(kept["weekdays"]),
        kept["platform"],
        kept["rating"],
        kept["director"],
        tuple(Part(one["actor"], one["character"], words) for one, words in zip(kept["cast"], casting, strict=True)),
        tuple(Said(one["speaker"], one["text"], words) for one, words in zip(kept["quotes"], quoting, strict=True)),
        evidence,
        tuple(Question(text, field, tuple(choices)) for text, field, choices in kept["questions"]),
    )


def digest(text: str) -> str:
    """Eight letters and digits that stand for a text, short enough for a button."""
    return hashlib.sha256(text.encode()).hexdigest()[:8]
