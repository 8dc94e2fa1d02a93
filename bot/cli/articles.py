"""The command that reads an article: draft."""

from pathlib import Path

import click

from bot.cli.basics import answered, config_option, configured, group
from bot.core.errors import Mistake


@group.command()
@click.argument("source", metavar="FILE_OR_URL")
@click.option("--json", "as_json", is_flag=True, help="Print one object, with the words behind each field.")
@config_option
def draft(source: str, as_json: bool, path: Path | None) -> None:
    """Draft a drama from an article: its schedule, its cast and what they said, each with the words that say it.

    FILE_OR_URL is a page (.html), a text (.txt, whose first line may be the headline and second the date), or an
    address; - is what comes through a pipe. What the text does not say stays empty.
    """
    import asyncio
    import json
    import sys

    from bot.core.texts import drafting as texts
    from bot.news import article, card, drafting, sources

    allowed = configured(path).news.allow
    try:
        if source == "-":
            having = sources.article_in(sys.stdin.buffer.read(article.MOST_BYTES + 1))
        else:
            having = sources.article_of(source, allowed)
        found = drafting.draft(asyncio.run(having))
    except Mistake as mistake:
        raise answered(mistake) from None
    if as_json:
        click.echo(json.dumps(found.as_json(), ensure_ascii=False, indent=2))
    else:
        nothing = found.empty and not found.evidence
        click.echo(texts.no_drama(found) if nothing else card.text(found))
