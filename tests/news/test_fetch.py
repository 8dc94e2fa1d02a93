import asyncio
import gzip
import resource
import socket
import zlib

import pytest
from aiohttp import web

from bot.news import addresses
from bot.news.errors import BadAnswer, Forbidden, HeldBack, TooLarge, TooSlow, Unfetched, Unreachable
from bot.news.fetch import Fetched, Fetcher

HOSTILE = [
    "http://127.0.0.1/",
    "http://127.1/",
    "http://127.0.1/",
    "http://2130706433/",
    "http://017700000001/",
    "http://0177.0.0.1/",
    "http://0x7f000001/",
    "http://0x7f.1/",
    "http://0/",
    "http://0.0.0.0/",
    "http://10.0.0.1/",
    "http://172.16.0.1/",
    "http://192.168.1.1/",
    "http://100.64.0.1/",
    "http://169.254.169.254/latest/meta-data/",
    "http://198.18.0.1/",
    "http://192.0.2.1/",
    "http://224.0.0.1/",
    "http://255.255.255.255/",
    "http://240.0.0.1/",
    "http://[::]/",
    "http://[::1]/",
    "http://[::ffff:127.0.0.1]/",
    "http://[::ffff:7f00:1]/",
    "http://[::ffff:169.254.169.254]/",
    "http://[::127.0.0.1]/",
    "http://[64:ff9b::7f00:1]/",
    "http://[2002:7f00:1::]/",
    "http://[2001:0:7f00:1::1]/",
    "http://[fc00::1]/",
    "http://[fd00:ec2::254]/",
    "http://[fe80::1]/",
    "http://[fec0::1]/",
    "http://[ff02::1]/",
    "http://localhost/",
    "http://LOCALHOST./",
    "http://inside.test/",
    "http://inside6.test/",
    "http://mixed.test/",
    "http://user@127.0.0.1/",
    "http://user:secret@inside.test/",
    "http://example.com:22/",
    "http://example.com:6379/",
    "https://example.com:8443/",
    "file:///etc/passwd",
    "file://localhost/etc/passwd",
    "gopher://127.0.0.1:6379/_INFO",
    "ftp://127.0.0.1/",
    "data:text/html,hello",
    "javascript:alert(1)",
    "unix:///var/run/docker.sock",
    "http://",
    "http:///etc/passwd",
    "//127.0.0.1/",
    "/etc/passwd",
    "http://127.0.0.1\r\nHost: inside/",
    "http://exa mple.com/",
    "http://example.com:99999/",
    "http://[::1",
    "http://" + "a" * 3000,
    "http://①②⑦.⓪.⓪.①/",
    "http://127。0。0。1/",
    "http://example.com%00.inside.test/",
]
NAMES = {
    "inside.test": ["10.1.2.3"],
    "inside6.test": ["fd00::5"],
    "mixed.test": ["192.168.0.9", "127.0.0.1"],
    "localhost": ["127.0.0.1", "::1"],
    "localhost.": ["127.0.0.1"],
}


@pytest.fixture
def names(monkeypatch):
    """What names resolve to, without asking anybody. Numbers in any spelling stay what the system reads them as."""
    known = {name: list(found) for name, found in NAMES.items()}
    real = socket.getaddrinfo

    def look_up(host, port, family=0, kind=0, proto=0, flags=0, **named):
        host = host.decode() if isinstance(host, bytes) else host
        if host not in known:
            return real(host, port, family, named.get("type", kind), proto, flags | socket.AI_NUMERICHOST)
        found = known[host]
        answer = found.pop(0) if host == "rebinding.test" else None
        return [
            (
                socket.AF_INET6 if ":" in ip else socket.AF_INET,
                socket.SOCK_STREAM,
                6,
                "",
                (ip, port, 0, 0) if ":" in ip else (ip, port),
            )
            for ip in ([answer] if answer else found)
        ]

    monkeypatch.setattr(socket, "getaddrinfo", look_up)
    return known


@pytest.mark.parametrize("url", HOSTILE)
async def test_a_hostile_address_is_refused_without_a_connection(url, names, connected):
    async with Fetcher() as fetcher:
        with pytest.raises((Forbidden, Unreachable)) as refused:
            await fetcher.fetch(url)
    assert connected == []
    assert refused.value.text
    assert "\n" not in refused.value.text


@pytest.mark.parametrize("url", [url for url in HOSTILE if "127.0.0.1" not in url])
async def test_a_redirect_to_a_hostile_address_is_refused(url, names, connected, site, fetcher):
    async def away(request):
        return web.Response(status=302, headers={"Location": url.replace("\r\n", "%0d%0a")})

    site.pages["/"] = away
    with pytest.raises(Unfetched):
        await fetcher.fetch(site.url("/"))
    assert set(connected) == {"127.0.0.1"}
    assert set(site.asked) <= {"/", "/etc/passwd", "//127.0.0.1/"}


async def test_a_name_that_turns_private_between_two_answers_is_not_connected_to(names, connected, site):
    names["rebinding.test"] = ["93.184.216.34", "127.0.0.1"]
    async with Fetcher() as fetcher:
        socket.getaddrinfo("rebinding.test", 80)  # somebody checks first: the answer is a public address
        with pytest.raises(Forbidden) as refused:
            await fetcher.fetch("http://rebinding.test/")
    assert refused.value.text == "rebinding.test is not on the public internet, so nothing is fetched from there."
    assert connected == []


async def test_an_allowed_host_may_be_private_and_no_other(names, connected, site):
    site.pages["/"] = b"hello"
    async with Fetcher([f"localhost:{site.port}"]) as fetcher:
        names["localhost"] = ["127.0.0.1"]
        assert (await fetcher.fetch(site.url("/", "localhost"))).body == b"hello"
        with pytest.raises(Forbidden):
            await fetcher.fetch(site.url("/", "127.0.0.1"))
        with pytest.raises(Forbidden):
            await fetcher.fetch("http://localhost/")
    assert connected == ["127.0.0.1"]


@pytest.mark.parametrize(
    ("address", "is_public"),
    [
        ("8.8.8.8", True),
        ("93.184.216.34", True),
        ("2606:4700::1111", True),
        ("2404:6800:4004::200e", True),
        ("100.127.255.255", False),
        ("192.0.0.1", False),
        ("203.0.113.9", False),
        ("2001:db8::1", False),
        ("::ffff:8.8.8.8", True),
        ("fe80::1%eth0", False),
        ("nonsense", False),
    ],
)
def test_what_is_public(address, is_public):
    assert addresses.public(address) == is_public


async def test_a_page_comes_with_its_type_and_what_to_ask_the_next_time(site, fetcher):
    async def page(request):
        if request.headers.get("If-None-Match") == '"v1"' and request.headers.get("If-Modified-Since") == "then":
            return web.Response(status=304, headers={"ETag": '"v1"'})
        headers = {"ETag": '"v1"', "Last-Modified": "then", "Content-Type": "text/html; charset=EUC-KR"}
        return web.Response(body=b"hello", headers=headers)

    site.pages["/page"] = page
    url = site.url("/page")
    assert await fetcher.fetch(url) == Fetched(url, b"hello", "text/html", "EUC-KR", '"v1"', "then")
    assert await fetcher.fetch(url, etag='"v1"', modified="then") == Fetched(url, None, etag='"v1"')


async def test_redirects_are_followed_to_the_fifth(site, fetcher):
    async def on(request):
        left = int(request.query["left"])
        return web.Response(status=301, headers={"Location": f"/on?left={left - 1}" if left else "/end"})

    site.pages |= {"/on": on, "/end": b"there"}
    assert (await fetcher.fetch(site.url("/on?left=4"))).url == site.url("/end")
    with pytest.raises(BadAnswer) as refused:
        await fetcher.fetch(site.url("/on?left=5"))
    assert refused.value.text == "127.0.0.1 sends from one address to the next, more than 5 times."


def test_https_is_never_left_for_http():
    from yarl import URL

    from bot.news import fetch

    with pytest.raises(Forbidden) as refused:
        fetch._next(URL("https://example.com/a"), "http://example.com/b")
    assert refused.value.text == "example.com sends from https to plain http, which is not followed."
    assert fetch._next(URL("http://example.com/a"), "https://example.com/b") == URL("https://example.com/b")


async def packed(request, body: bytes, encoding: str):
    return web.Response(body=body, headers={"Content-Encoding": encoding, "Content-Type": "text/html"})


@pytest.mark.parametrize(
    ("encoding", "pack"),
    [("gzip", gzip.compress), ("deflate", zlib.compress), ("identity", bytes)],
)
async def test_what_is_packed_is_unpacked(site, fetcher, encoding, pack):
    site.pages["/"] = lambda request: packed(request, pack(b"hello " * 1000), encoding)
    assert (await fetcher.fetch(site.url("/"))).body == b"hello " * 1000


@pytest.mark.parametrize("encoding", ["br", "gzip, gzip", "gzip"])
async def test_what_does_not_unpack_is_refused(site, fetcher, encoding):
    site.pages["/"] = lambda request: packed(request, b"not packed at all", encoding)
    with pytest.raises(BadAnswer):
        await fetcher.fetch(site.url("/"))


async def test_six_hundred_megabytes_in_six_hundred_kilobytes_cost_no_memory(site, fetcher):
    packer = zlib.compressobj(9, wbits=31)
    megabyte = bytes(2**20)
    first, again = (packer.compress(megabyte) + packer.flush(zlib.Z_FULL_FLUSH) for _ in range(2))
    bomb = first + 599 * again  # blocks that know nothing of each other
    assert len(bomb) < 700_000
    site.pages["/"] = lambda request: packed(request, bomb, "gzip")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    with pytest.raises(TooLarge) as refused:
        await fetcher.fetch(site.url("/"))
    assert refused.value.text == "That page of 127.0.0.1 is larger than 5 MiB."
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 64 * 1024  # kilobytes


async def test_an_endless_page_is_cut_off(site, fetcher):
    sent = 0

    async def endless(request):
        nonlocal sent
        response = web.StreamResponse()
        await response.prepare(request)
        while sent < 2**30:
            await response.write(bytes(2**16))
            sent += 2**16
        return response

    site.pages["/"] = endless
    with pytest.raises(TooLarge):
        await fetcher.fetch(site.url("/"))
    assert sent < 20 * 2**20


async def test_a_slow_drip_ends_at_the_deadline_over_all_redirects(site):
    gone = asyncio.Event()

    async def drip(request):
        response = web.StreamResponse()
        await response.prepare(request)
        try:
            while True:
                await response.write(b".")
                await asyncio.sleep(0.02)
        finally:
            gone.set()

    async def away(request):
        return web.Response(status=302, headers={"Location": "/drip"})

    site.pages |= {"/": away, "/drip": drip}
    begun = asyncio.get_running_loop().time()
    async with Fetcher(["127.0.0.1"], deadline=0.3) as fetcher:
        with pytest.raises(TooSlow) as refused:
            await fetcher.fetch(site.url("/"))
    assert asyncio.get_running_loop().time() - begun < 2
    assert refused.value.text == "127.0.0.1 did not send all of it within 0.3 seconds. Try again later."
    await asyncio.wait_for(gone.wait(), 5)


async def test_a_host_is_asked_one_thing_at_a_time(site, fetcher):
    async def page(request):
        await asyncio.sleep(0)
        return web.Response(body=b"ok")

    site.pages["/"] = page
    await asyncio.gather(*(fetcher.fetch(site.url(f"/?{n}")) for n in range(12)))
    assert site.most == 1
    assert fetcher._hosts == {}


async def test_eight_hosts_are_asked_at_once(site):
    hosts = [f"127.0.0.{n}" for n in range(1, 12)]
    full = asyncio.Event()

    async def page(request):
        if site.now >= 8:
            full.set()
        await asyncio.wait_for(full.wait(), 5)
        return web.Response(body=b"ok")

    site.pages["/"] = page
    servers = [await asyncio.start_server(lambda r, w: relay(site.port, r, w), host, site.port) for host in hosts[1:]]
    async with Fetcher(hosts) as fetcher:
        await asyncio.gather(*(fetcher.fetch(site.url("/", host)) for host in hosts))
    assert site.most == 8
    for server in servers:
        server.close()
        await server.wait_closed()


async def relay(port, reader, writer):
    there, out = await asyncio.open_connection("127.0.0.1", port)
    out.write((await reader.readuntil(b"\r\n\r\n")).replace(b"\r\n\r\n", b"\r\nConnection: close\r\n\r\n"))
    writer.write(await there.read())
    writer.close()
    out.close()


@pytest.mark.parametrize(
    ("headers", "seconds"),
    [
        ({"Retry-After": "120"}, 120),
        ({"Retry-After": "999999999999"}, 24 * 3600),
        ({"Retry-After": "-5"}, 300),
        ({"Retry-After": "soon"}, 300),
        ({}, 300),
        ({"Retry-After": "Sun, 22 Nov 2026 10:10:00 GMT", "Date": "Sun, 22 Nov 2026 10:00:00 GMT"}, 600),
    ],
)
async def test_a_site_that_says_later_is_left_alone_until_then(site, fetcher, headers, seconds):
    async def later(request):
        return web.Response(status=429, headers=headers)

    site.pages["/"] = later
    with pytest.raises(HeldBack) as first:
        await fetcher.fetch(site.url("/"))
    assert (first.value.status, first.value.seconds) == (429, seconds)
    with pytest.raises(HeldBack) as second:
        await fetcher.fetch(site.url("/other"))
    assert seconds - 5 < second.value.seconds <= seconds
    assert site.asked == ["/"]


async def test_an_error_status_is_said(site, fetcher):
    with pytest.raises(BadAnswer) as refused:
        await fetcher.fetch(site.url("/nothing"))
    assert (refused.value.text, refused.value.status) == (
        "127.0.0.1 answered with status 404: there is no such page, see whether the address is whole.",
        404,
    )


async def test_a_closed_port_is_unreachable(site, fetcher):
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    with pytest.raises(Unreachable) as refused:
        await fetcher.fetch(f"http://127.0.0.1:{port}/")
    assert refused.value.text == "127.0.0.1 takes no connection. Try again later."


async def test_a_host_that_speaks_no_http_is_a_bad_answer(fetcher):
    async def noise(reader, writer):
        await reader.readline()
        writer.write(b"SSH-2.0-OpenSSH_9.2\r\n\r\n")
        writer.close()

    server = await asyncio.start_server(noise, "127.0.0.1", 0)
    port = server.sockets[0].getsockname()[1]
    with pytest.raises(BadAnswer):
        await fetcher.fetch(f"http://127.0.0.1:{port}/")
    server.close()
    await server.wait_closed()


async def test_a_connection_that_breaks_off_is_unreachable(site, fetcher):
    async def broken(request):
        response = web.StreamResponse(headers={"Content-Length": "1000"})
        await response.prepare(request)
        await response.write(b"half")
        request.transport.close()
        return response

    site.pages["/"] = broken
    with pytest.raises(Unreachable) as refused:
        await fetcher.fetch(site.url("/"))
    assert refused.value.text == "The connection to 127.0.0.1 broke off. Try again later."
