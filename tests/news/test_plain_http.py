"""An address without http or https may be either; https is tried first."""

import socket

import pytest

from bot.news.errors import BadAnswer, Unreachable

NO_TLS = "127.0.0.1 makes no secure connection. Try http:// instead of https://."


def here(site, path: str) -> str:
    return f"127.0.0.1:{site.port}{path}"


async def test_a_host_without_https_is_asked_in_plain_where_the_address_does_not_say_how(site, fetcher):
    site.pages["/feed"] = b"here"
    found = await fetcher.fetch(here(site, "/feed"))
    assert (found.url, found.body, found.moved) == (site.url("/feed"), b"here", None)
    assert site.asked == ["/feed"]


async def test_an_address_that_says_https_is_not_asked_in_plain(site, fetcher):
    site.pages["/feed"] = b"here"
    with pytest.raises(Unreachable) as refused:
        await fetcher.fetch(f"https://{here(site, '/feed')}")
    assert (refused.value.text, site.asked) == (NO_TLS, [])


async def test_what_the_plain_host_answers_is_said(site, fetcher):
    with pytest.raises(BadAnswer) as refused:
        await fetcher.fetch(here(site, "/nothing"))
    assert refused.value.status == 404


async def test_where_neither_is_there_the_first_reason_is_said(fetcher):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Unreachable) as refused:
        await fetcher.fetch(f"127.0.0.1:{port}/feed")
    assert refused.value.text == "127.0.0.1 takes no connection. Try again later."
