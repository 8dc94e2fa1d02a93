"""A drama drafted from an article: what the text says, with the words that say it, and nothing else."""

from bot.core.drafted import Article, Draft
from bot.news import article as articles
from bot.news import casting, crew, genders, prose, quotes, schedule, titles
from bot.news.found import Schedule
from bot.news.people import People


def draft(article: Article) -> Draft:
    """Takes some tens of milliseconds for a page; pure."""
    texts = list(prose.mended(article.paragraphs))
    head = prose.paragraph(prose.plain(article.title)) if article.title else None
    paragraphs = [prose.paragraph(text) for text in texts]
    people = People([text for text in (article.title, *texts) if text], len(article.title or ""))
    people.learn_actors(one.masked for one in paragraphs)
    genders.learn(people, [one.masked for one in ([head] if head else []) + paragraphs])
    directors, directed = crew.directors(paragraphs, people)
    crew.writers(paragraphs, people)
    subject = titles.find(article.title, paragraphs, head, people)
    title, about_one = subject.title, bool(subject.title) or subject.unnamed
    named = title.text if title else None
    if title:
        people.forget(title.text)
    parts = casting.cast(paragraphs, people, named, head)
    found = schedule.read(named, head, paragraphs, article.date) if about_one else Schedule()
    said = quotes.find(paragraphs, people, named, directors, article.title)
    evidence = dict(found.evidence)
    if title:
        evidence["title"] = title.evidence
    if about_one and directed:
        evidence["director"] = directed
    return Draft(
        article,
        articles.summary(article),
        named,
        found.episodes,
        found.premiere,
        found.time,
        found.zone,
        found.weekdays,
        found.platform,
        found.rating,
        ", ".join(person.name for person in directors) if about_one and directors else None,
        tuple(parts),
        tuple(said),
        evidence,
        tuple(found.questions),
    )
