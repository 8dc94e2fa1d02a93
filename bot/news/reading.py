"""Articles as the commands of editors ask for them: had, read and drafted without holding anything up."""

import asyncio

from bot.core.drafted import Article, Draft
from bot.news.fetch import Fetcher


class Reading:
    """All raise an Unfetched or an Unread, each with what to do."""

    def __init__(self, fetcher: Fetcher) -> None:
        self.fetcher = fetcher

    async def of_address(self, address: str) -> Draft:
        from bot.news import sources  # what reads articles is read in with the first of them

        return await _drafted(await sources.fetched(address, self.fetcher))

    async def of_text(self, text: str) -> Draft:
        return await asyncio.to_thread(_draft_of_text, text)

    async def of_file(self, name: str, content: bytes) -> Draft:
        from bot.news import sources

        return await _drafted(await sources.article_in(content, name))


async def _drafted(found: Article) -> Draft:
    return await asyncio.to_thread(_draft, found)


def _draft(found: Article) -> Draft:
    from bot.news import drafting

    return drafting.draft(found)


def _draft_of_text(text: str) -> Draft:
    from bot.news import article

    return _draft(article.of_text(text))
