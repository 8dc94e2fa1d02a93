"""What a site says beside its page: where it is from now on, for how long it is good, and that it is gone."""

import pytest
from aiohttp import web

from bot.news.errors import Forbidden, Gone, Unfetched
from bot.news.fetch import Fetcher


def redirect(status: int, to: str):
    async def answer(request):
        return web.Response(status=status, headers={"Location": to})

    return answer


@pytest.mark.parametrize(
    ("statuses", "moved"),
    [
        ((301,), "/end"),
        ((308, 301), "/end"),
        ((302,), None),
        ((307, 301), None),
        ((301, 302), "/1"),
        ((), None),
    ],
)
async def test_an_address_moves_as_far_as_every_redirect_is_for_good(site, fetcher, statuses, moved):
    for at, status in enumerate(statuses):
        site.pages[f"/{at}"] = redirect(status, f"/{at + 1}" if at + 1 < len(statuses) else "/end")
    site.pages["/end"] = b"here"
    found = await fetcher.fetch(site.url("/0" if statuses else "/end"))
    assert found.url == site.url("/end")
    assert found.moved == (site.url(moved) if moved else None)


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({}, 0),
        ({"Cache-Control": "public, max-age=7200"}, 7200),
        ({"Cache-Control": "no-cache"}, 0),
        ({"Expires": "Sat, 19 Jun 2021 12:00:00 GMT", "Date": "Sat, 19 Jun 2021 11:00:00 GMT"}, 3600),
        ({"Expires": "-1", "Date": "Sat, 19 Jun 2021 11:00:00 GMT"}, 0),
        ({"Expires": "Sat, 19 Jun 2021 10:00:00 GMT", "Date": "Sat, 19 Jun 2021 11:00:00 GMT"}, 0),
    ],
)
@pytest.mark.parametrize("status", [200, 304])
async def test_for_how_long_a_page_is_good(site, fetcher, headers, seconds, status):
    async def page(request):
        return web.Response(status=status, headers=headers)

    site.pages["/"] = page
    assert (await fetcher.fetch(site.url("/"))).lasting == seconds


async def test_what_was_taken_away_for_good_says_so(site, fetcher):
    async def gone(request):
        return web.Response(status=410)

    site.pages["/"] = gone
    with pytest.raises(Gone) as refused:
        await fetcher.fetch(site.url("/"))
    assert refused.value.text == "127.0.0.1 says that this was taken away for good."


async def test_a_rehearsal_asks_nobody_but_this_machine(site, connected):
    site.pages |= {"/": b"here", "/away": redirect(302, "http://example.com/")}
    async with Fetcher(["127.0.0.1", "example.com"], rehearsal=True) as fetcher:
        assert (await fetcher.fetch(site.url("/"))).body == b"here"
        rehearsed = "This is a rehearsal (--at), in which nothing is fetched from example.com."
        sent_on = f"127.0.0.1 sends on to another address. {rehearsed}"
        for address, said in (("http://example.com/", rehearsed), (site.url("/away"), sent_on)):
            with pytest.raises(Forbidden) as refused:
                await fetcher.fetch(address)
            assert refused.value.text == said
    assert set(connected) == {"127.0.0.1"}


@pytest.mark.parametrize(
    ("location", "said"),
    [
        (
            "http://10.0.0.1/feed",
            "127.0.0.1 sends on to another address. "
            "10.0.0.1 is not on the public internet, so nothing is fetched from there.",
        ),
        (
            "ftp://example.com/",
            '127.0.0.1 sends on to another address. Only http and https addresses are fetched, not "ftp:".',
        ),
        ("file:///etc/passwd", "127.0.0.1 sends on to something that is no web address."),
    ],
)
async def test_of_a_redirect_that_is_not_followed_it_is_said_whose_it_is(site, fetcher, location, said):
    site.pages["/feed"] = redirect(302, location)
    with pytest.raises(Unfetched) as refused:
        await fetcher.fetch(site.url("/feed"))
    assert refused.value.text == said
