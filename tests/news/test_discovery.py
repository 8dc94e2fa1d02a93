"""The feed of a site, found from its page."""

from datetime import UTC, datetime

import pytest
from aiohttp import web

from bot.news import discovery
from bot.news.errors import NoFeed

NOW = datetime(2022, 11, 7, tzinfo=UTC)
PAGE = b"<!doctype html><html><head><title>Daily</title></head><body>News</body></html>"
FEED = b"<rss><channel><title>Daily</title><item><title>One</title></item></channel></rss>"


async def test_a_page_that_names_no_feed_may_have_one_where_most_sites_do(fetcher, site):
    site.pages |= {"/news/today": PAGE, "/feed": PAGE, "/rss.xml": b"<rss><channel></channel></rss>", "/feed.xml": FEED}
    found = await discovery.look(site.url("/news/today"), fetcher, NOW)
    assert (found.address, found.site, found.titles) == (site.url("/feed.xml"), "Daily", ("One",))
    assert site.asked == ["/news/today", "/feed", "/rss.xml", "/feed.xml"]


async def test_a_page_without_any_says_where_to_look(fetcher, site):
    site.pages["/"] = PAGE
    with pytest.raises(NoFeed, match=r"^That page of 127\.0\.0\.1 names no feed\. Look for a link"):
        await discovery.look(site.url("/"), fetcher, NOW)
    assert len(site.asked) == 6


async def test_a_site_that_wants_to_be_left_alone_is_asked_no_further(fetcher, site):
    async def later(request: web.Request) -> web.Response:
        return web.Response(status=429, headers={"Retry-After": "60"})

    site.pages |= {"/": PAGE, "/feed": later, "/feed.xml": FEED}
    with pytest.raises(NoFeed):
        await discovery.look(site.url("/"), fetcher, NOW)
    assert site.asked == ["/", "/feed"]
