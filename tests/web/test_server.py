"""The server itself: how it starts and stops, what every answer carries, and what it says to the hostile."""

import asyncio
import socket

import pytest

from bot.web.clients import Tally
from tests.web.site import Site, settings, texts

AT = "2024-12-13 12:00 KST"
SAFE = {
    "Content-Security-Policy": "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
    "Referrer-Policy": "no-referrer",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Server": "Dramabell",
}
PATHS = [
    "/",
    "/zone?zone=Seoul",
    "/assets/style.css",
    "/calendar/moving.ics",
    "/robots.txt",
    "/healthz",
    "/metrics",
    "/no",
]


async def raw(site: Site, request: bytes) -> bytes:
    """The whole answer to these very bytes."""
    host, _, port = site.url.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))
    try:
        writer.write(request)
        async with asyncio.timeout(10):
            return await reader.read()
    finally:
        writer.close()


@pytest.mark.parametrize("path", PATHS)
async def test_every_answer_carries_the_headers_that_keep_visitors_safe(site, path):
    await site.bot.start(AT)
    for method in ("GET", "HEAD", "POST"):
        status, headers, body = await site.get(path, method=method)
        assert {name: headers[name] for name in SAFE} == SAFE
        assert status in ((405, 404) if method == "POST" else (200, 303, 404))
        assert body == b"" or method != "HEAD"


async def test_what_can_only_be_read_says_so(site):
    await site.bot.start(AT)
    for method in ("POST", "PUT", "DELETE", "TRACE", "PROPFIND"):
        status, headers, body = await site.get("/", method=method)
        assert (status, headers["Allow"], body) == (405, "GET,HEAD", b"This address can only be read.\n")


@pytest.mark.parametrize(
    "query",
    [
        "q=" + "a" * 3000,
        "q=%00%01%1f%7f",
        "q=%ff%fe%ed%a0%80",
        "q=%",
        "q=%F0%9F%98%80&q=2&q=3",
        "q='%20OR%201=1--",
        "q=%3Cimg%20src=x%20onerror=alert(1)%3E",
        "q=../../../../etc/passwd",
        "q=%E2%80%AE%D9%A0%CC%81%CC%81%CC%81",
        "zone=" + "%F0%9F%98%80" * 200,
        "zone=%0d%0aSet-Cookie:%20a=b",
        "zone=Etc/GMT-8",
        "zone=" + "/" * 500,
        "network=__proto__&state=__class__",
        "&&&===;;;",
        "a[]=1&b[c]=2",
    ],
)
async def test_a_hostile_query_gets_a_page_like_any_other(site, query):
    await site.bot.start(AT)
    page = await site.page(f"/?{query}")
    assert texts(page, "//h1") == ["Korean dramas, night by night"]
    status, headers, _ = await site.get(f"/zone?{query}")
    assert status == 303
    assert headers["Location"].startswith("./")
    assert "a=b" not in headers.get("Set-Cookie", "")


@pytest.mark.parametrize(
    ("request_", "status"),
    [
        (b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nCookie: zone=%ff; =; a b; zone=\xff\xfe\r\n\r\n", b"200"),
        (
            b'GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nAccept-Encoding: \xff\r\nIf-None-Match: "\r\n\r\n',
            b"200",
        ),
        (b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nIf-Modified-Since: yesterday\r\n\r\n", b"200"),
        (b"GET / HTTP/1.1\r\nHost: <b>\r\nConnection: close\r\nX-Forwarded-For: a,,,\r\n\r\n", b"200"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nConnection: close\r\n" + b"X: y\r\n" * 100 + b"\r\n", b"200"),
        (b"GET http://evil/ HTTP/1.1\r\nHost: evil\r\nConnection: close\r\n\r\n", b"200"),
        (b"POST / HTTP/1.1\r\nHost: x\r\nConnection: close\r\nContent-Length: 5\r\n\r\nhello", b"405"),
        (b"GET /" + b"a" * 5000 + b" HTTP/1.1\r\nHost: x\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 5000 + b"\r\n\r\n", b"400"),
        (b"GET / HTTP/9.9\r\n\r\n", b"400"),
        (b"GET / HTTP/1.1\r\nHost: x\r\nContent-Length: 1\r\nContent-Length: 2\r\n\r\n", b"400"),
        (b"\x16\x03\x01\x02\x00\x01\r\n\r\n", b"400"),
    ],
)
async def test_a_hostile_request_is_answered_plainly_and_leaves_no_mark(site, capfd, request_, status):
    await site.bot.start(AT)
    answer = await raw(site, request_)
    assert answer.split(b" ")[1] == status
    assert b"Traceback" not in answer
    assert b"site-packages" not in answer
    assert b"evil" not in answer
    assert (await site.get())[0] == 200
    printed = capfd.readouterr()
    assert "error" not in (printed.out + printed.err).lower()


async def test_a_page_that_cannot_be_made_shows_nothing_of_how_and_is_noted(site, monkeypatch, capfd):
    await site.bot.start(AT)

    def fail(*_: object) -> None:
        raise RuntimeError("my inner life")

    monkeypatch.setattr("bot.web.public.season", fail)
    status, headers, body = await site.get()
    assert (status, body) == (500, b"Something went wrong here, and has been noted.\n")
    assert headers["Referrer-Policy"] == "no-referrer"
    noted = "".join(capfd.readouterr())
    assert "a web page could not be made" in noted
    assert "my inner life" in noted


async def test_a_port_that_is_in_use_is_said_in_one_sentence_and_the_bot_goes_on(tmp_path, capfd):
    with socket.create_server(("127.0.0.1", 0)) as taken:
        at = f"127.0.0.1:{taken.getsockname()[1]}"
        async with Site(tmp_path, web=settings(listen=at)) as site:
            await site.bot.start(AT)
            assert site.url == ""
            answer = await site.bot.fan("ana").asks("/drama", drama="moving")
            assert answer.title == "Moving (무빙)"
    printed = "".join(capfd.readouterr())
    assert printed.count("cannot be served") == 1
    assert (
        f"the schedule page cannot be served at {at}: another program listens there. The bot goes on without; "
        "to have it, name another address under [web] in the config and start again."
    ) in printed
    assert "Traceback" not in printed


async def test_without_an_address_to_listen_at_there_is_no_server(tmp_path):
    async with Site(tmp_path, web=settings(listen="")) as site:
        await site.bot.start(AT)
        assert site.bot.app.web is None


async def test_it_stops_with_the_bot_and_lets_its_port_go(site):
    await site.bot.start(AT)
    host, _, port = site.url.removeprefix("http://").partition(":")
    reader, writer = await asyncio.open_connection(host, int(port))  # somebody who just stays
    async with asyncio.timeout(5):
        await site.bot.stop()
    assert await reader.read() == b""
    writer.close()
    with socket.create_server((host, int(port))):
        pass


async def test_ipv6_is_listened_at_too(tmp_path):
    if not socket.has_ipv6:
        pytest.skip("this machine has no IPv6")
    async with Site(tmp_path, web=settings(listen="[::1]:0")) as site:
        await site.bot.start(AT)
        assert site.url.startswith("http://[::1]:")
        assert (await site.get())[0] == 200


async def test_a_forwarded_address_counts_only_from_a_proxy_that_is_trusted(tmp_path):
    async def statuses(site: Site, *forwarded: str) -> set[int]:
        """Of sixty-one guesses, each with the next of these addresses in front."""
        found = set()
        for number in range(61):
            header = forwarded[number % len(forwarded)]
            found.add((await site.get("/calendar/private/x.ics", X_Forwarded_For=header))[0])
        return found

    two = ("203.0.113.1", "203.0.113.2")
    async with Site(tmp_path) as site:
        await site.bot.start(AT)
        assert await statuses(site, *two) == {404, 429}, "anybody may write that header"
    trusting = settings(more='trusted_proxies = ["127.0.0.1", "10.0.0.0/8"]')
    async with Site(tmp_path, web=trusting) as site:
        await site.bot.start(AT)
        assert await statuses(site, *two) == {404}
        assert await statuses(site, "1.1.1.1, 203.0.113.3, 10.1.2.3", "2.2.2.2, 203.0.113.3") == {404, 429}
        assert await statuses(site, "2001:db8::1", "2001:db8::2") == {404, 429}, "one customer"


async def test_metrics_beside_the_page_are_for_this_machine_alone(site):
    await site.bot.start(AT)
    await site.get("/")
    status, headers, body = await site.get("/metrics")
    assert (status, headers["Content-Type"]) == (200, "text/plain; version=0.0.4; charset=utf-8")
    lines = body.decode().split("\n")
    assert "dramabell_dramas 9.0" in lines
    assert 'dramabell_web_answers_total{page="/",status="200"} 1.0' in lines
    assert 'dramabell_platform_connected{platform="terminal"} 1.0' in lines
    assert (await site.get("/metrics", X_Forwarded_For="203.0.113.1"))[0] == 404


async def test_metrics_with_an_address_of_their_own_are_nowhere_else(tmp_path):
    async with Site(tmp_path, web=settings(more='metrics_listen = "127.0.0.1:0"')) as site:
        await site.bot.start(AT)
        assert (await site.get("/metrics"))[0] == 404
        assert site.bot.app.web is not None
        where = site.bot.app.web.metrics_url
        status, _, body = await site.get("/metrics", where=where)
        assert (status, b"dramabell_dramas 9.0" in body) == (200, True)
        assert (await site.get("/", where=where))[0] == 404


def test_a_tally_forgets_with_the_minute():
    now = [0.0]
    tally = Tally(2, lambda: now[0])
    for _ in range(2):
        assert not tally.full("a")
        tally.count("a")
    assert (tally.full("a"), tally.full("b")) == (True, False)
    now[0] = 61
    assert not tally.full("a")
