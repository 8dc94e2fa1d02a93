"""The real bot with its web server on a port of its own, and a visitor who asks it over HTTP."""

import re
from pathlib import Path
from types import TracebackType
from typing import Self

import aiohttp
from lxml import html as lxml_html
from lxml.html import HtmlElement
from multidict import CIMultiDictProxy

from tests.stories.bot import Bot
from tests.stories.people import Fan

PUBLIC = "https://bell.example"
QUIET = """
[limits]
person_commands_per_10_seconds = 1000
chat_commands_per_minute = 1000
"""


def settings(listen: str = "127.0.0.1:0", public_url: str = PUBLIC, more: str = "") -> str:
    return f'{QUIET}\n[web]\nlisten = "{listen}"\npublic_url = "{public_url}"\n{more}\n'


class Site:
    """`bot` is a story's bot; the visitor has a cookie jar as a browser has one."""

    def __init__(self, folder: Path, *chats: str, web: str | None = None) -> None:
        self.bot = Bot(folder, *(chats or ("terminal",)))
        self.bot.settings = settings() if web is None else web
        self.zone: str | None = None
        self._session: aiohttp.ClientSession | None = None

    async def __aenter__(self) -> Self:
        await self.bot.__aenter__()
        self._session = aiohttp.ClientSession(cookie_jar=aiohttp.DummyCookieJar(), auto_decompress=True)
        return self

    async def __aexit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        assert self._session is not None
        await self._session.close()
        await self.bot.__aexit__(kind, error, trace)

    @property
    def url(self) -> str:
        assert self.bot.app.web is not None
        return self.bot.app.web.url

    async def get(
        self, path: str = "/", *, method: str = "GET", where: str | None = None, **headers: str
    ) -> tuple[int, CIMultiDictProxy[str], bytes]:
        """Status, headers and body. Headers with "_" for "-"."""
        assert self._session is not None
        sent = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.zone:
            sent.setdefault("Cookie", f"zone={self.zone}")
        url = f"{where or self.url}{path}"
        async with self._session.request(method, url, headers=sent, allow_redirects=False) as answer:
            return answer.status, answer.headers, await answer.read()

    async def page(self, path: str = "/") -> HtmlElement:
        status, _, body = await self.get(path)
        assert status == 200
        return lxml_html.document_fromstring(body.decode())

    async def token(self, fan: Fan | None = None) -> str:
        """Of a calendar address that this fan asks for, or the one at the terminal."""
        fan = fan or self.bot.fan("ana")
        seen = await fan.asks("/calendar", what="new")
        found = re.search(rf"{PUBLIC}/calendar/private/([a-z2-7]{{32}})\.ics", seen.text)
        assert found, seen.text
        return found[1]


def texts(page: HtmlElement, *places: str) -> list[str]:
    """What is read there, with single spaces. A place is an XPath, or ".class" for all that have it."""
    found = []
    for place in places:
        path = f'//*[contains(concat(" ", @class, " "), " {place[1:]} ")]' if place.startswith(".") else place
        found += [
            re.sub(r" (?=[.,:]( |$))", "", " ".join(" ".join(one.itertext()).split())) for one in page.xpath(path)
        ]
    return found
