"""What everybody may see: the schedule page, its form and its assets."""

from collections import OrderedDict
from collections.abc import Callable
from datetime import datetime, timedelta
from importlib import resources
from urllib.parse import urlsplit

from aiohttp import web

from bot.core.catalogue import Catalogue, Library
from bot.web import privacy, visitor
from bot.web.answers import Text, conditional, sorry
from bot.web.doors import Doors
from bot.web.page import page
from bot.web.season import season
from bot.web.visitor import COOKIE, Visitor

ASSETS = {"style.css": "text/css", "countdown.js": "text/javascript", "bell.svg": "image/svg+xml"}
YEAR = 365 * 24 * 60 * 60
SLOT = timedelta(seconds=10)  # for so long a page is the same for all who look at it in the same way
PAGES = 100  # of these in memory


class Public:
    """`now` is the story clock. `public_url` is how visitors reach it, "" where only this machine does."""

    def __init__(self, library: Library, now: Callable[[], datetime], doors: Doors, public_url: str = "") -> None:
        self.library = library
        self.now = now
        self.doors = doors
        self._secure = urlsplit(public_url).scheme == "https"
        self._path = f"{urlsplit(public_url).path.rstrip('/')}/"
        self._assets: dict[str, Text] = {}
        self._pages: OrderedDict[tuple[object, ...], Text] = OrderedDict()
        self._of: Catalogue | None = None

    def add(self, router: web.UrlDispatcher) -> None:
        folder = resources.files("bot.web") / "assets"
        self._assets = {name: Text((folder / name).read_bytes()) for name in ASSETS}
        router.add_get("/", self.schedule)
        router.add_get("/privacy", self.privacy)
        router.add_get("/zone", self.zone)
        router.add_get("/assets/{name}", self.asset)
        router.add_get("/robots.txt", self.robots)

    async def schedule(self, request: web.Request) -> web.Response:
        catalogue = self.library.catalogue
        asked = visitor.read(request.query, request.cookies.get(COOKIE, ""), catalogue)
        made = self._made(asked, catalogue)

        async def text() -> Text:
            return made

        headers = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "private, no-cache", "Vary": "Cookie"}
        return await conditional(request, made.tag, None, text, headers)

    async def zone(self, request: web.Request) -> web.Response:
        """What the form says, kept in a cookie; what is no zone is answered by the page."""
        typed = request.query.get("zone", "")
        filters = visitor.filters(request.query, self.library.catalogue)
        chosen = visitor.chosen(typed)
        back = visitor.query_of(filters, "" if chosen else typed[: visitor.LONGEST])
        response = web.Response(status=303, headers={"Location": f"./{back}", "Cache-Control": "no-store"})
        if chosen:
            secure = "; Secure" if self._secure else ""
            response.headers["Set-Cookie"] = (
                f"{COOKIE}={chosen}; Max-Age={YEAR}; Path={self._path}; SameSite=Lax{secure}"
            )
        return response

    async def privacy(self, request: web.Request) -> web.Response:
        made = Text(privacy.page(self.library.catalogue.defaults.contact, self._addresses()).encode())

        async def text() -> Text:
            return made

        headers = {"Content-Type": "text/html; charset=utf-8", "Cache-Control": "public, max-age=3600"}
        return await conditional(request, made.tag, None, text, headers)

    async def asset(self, request: web.Request) -> web.Response:
        name = request.match_info["name"]
        found = self._assets.get(name)
        if found is None:
            return sorry(404)

        async def text() -> Text:
            return found

        kept = f"public, max-age={YEAR}, immutable" if "v" in request.query else "no-cache"
        headers = {"Content-Type": f"{ASSETS[name]}; charset=utf-8", "Cache-Control": kept}
        return await conditional(request, found.tag, None, text, headers)

    async def robots(self, _: web.Request) -> web.Response:
        return web.Response(text="User-agent: *\nDisallow: /calendar/private/\nDisallow: /zone\n")

    def _addresses(self) -> dict[str, str]:
        """Of the assets, by their file names."""
        return {name: f"assets/{name}?v={text.tag[:8]}" for name, text in self._assets.items()}

    def _made(self, asked: Visitor, catalogue: Catalogue) -> Text:
        """The page as that visitor wants it, made once in ten seconds."""
        if catalogue is not self._of:
            self._of = catalogue
            self._pages.clear()
        now = self.now()
        slot = int(now.timestamp() // SLOT.total_seconds())
        key = (slot, asked, *self.doors.links.items())
        if key not in self._pages:
            shown = season(catalogue, now, asked.zone, asked.filters)
            self._pages[key] = Text(page(shown, asked, catalogue, self.doors, self._addresses()).encode())
            while len(self._pages) > PAGES:
                self._pages.popitem(last=False)
        return self._pages[key]
