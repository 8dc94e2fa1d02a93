"""A drama drafted from an article: what the text says, with the words that say it, and nothing else."""

from dataclasses import dataclass
from typing import Any

from bot.news import article as articles
from bot.news import casting, prose, quotes, schedule, titles
from bot.news.article import Article
from bot.news.casting import Part
from bot.news.people import People
from bot.news.quotes import Said


@dataclass(frozen=True, slots=True)
class Draft:
    """None and empty where the text says nothing. `premiere` is YYYY-MM-DD, or --MM-DD where the year is not known.

    `zone` is as written. `evidence` has the sentence behind each field; `questions` are what a person should settle.
    """

    article: Article
    summary: str | None
    title: str | None
    episodes: int | None
    premiere: str | None
    time: str | None
    zone: str | None
    weekdays: tuple[str, ...]
    platform: str | None
    rating: str | None
    director: str | None
    cast: tuple[Part, ...]
    quotes: tuple[Said, ...]
    evidence: dict[str, str]
    questions: tuple[str, ...]

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


def draft(article: Article) -> Draft:
    """Takes some tens of milliseconds for a page; pure."""
    head = prose.paragraph(prose.plain(article.title)) if article.title else None
    paragraphs = [prose.paragraph(text) for text in article.paragraphs]
    people = People([text for text in (article.title, *article.paragraphs) if text])
    people.learn_genders([one.masked for one in ([head] if head else []) + paragraphs])
    directors, directed = casting.directors(paragraphs, people)
    casting.writers(paragraphs, people)
    title = titles.find(article.title, paragraphs, head, people)
    parts = casting.cast(paragraphs, people, title.text if title else None)
    found = schedule.read(title.text if title else None, head, paragraphs, article.date)
    said, doubts = quotes.find(paragraphs, people, title.text if title else None, directors)
    evidence = dict(found.evidence)
    if title:
        evidence["title"] = title.evidence
    if directed:
        evidence["director"] = directed
    return Draft(
        article,
        articles.summary(article),
        title.text if title else None,
        found.episodes,
        found.premiere,
        found.time,
        found.zone,
        found.weekdays,
        found.platform,
        found.rating,
        ", ".join(person.name for person in directors) or None,
        tuple(parts),
        tuple(said),
        evidence,
        (*found.questions, *doubts),
    )
